"""The cascade as a graph of direct links: loops, orphans, paths and impact, computed by networkx."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

import networkx as nx

from kgkesos.knowledge import Knowledge

Tree: TypeAlias = "nx.DiGraph[str]"
# Links that were only suggested count for nothing unless asked for.
_COUNTED = frozenset({"dinyatakan", "diturunkan", "dikonfirmasi"})
# The level at the top of a cascade: it need support nothing.
_TOP = frozenset({"Tujuan"})


@dataclass(frozen=True, slots=True)
class Link:
    """A direct link from ``dari`` up to ``ke`` (IRIs): what it rests on, how sure it is, by which rule."""

    dari: str
    ke: str
    basis: str
    kepastian: str
    aturan: str | None


def links(knowledge: Knowledge) -> tuple[Link, ...]:
    """Every direct link of the build."""
    found = []
    for dari, ke, basis, kepastian, aturan in knowledge.internal("tautan").rows:
        rule = None if aturan is None else str(aturan)
        found.append(Link(str(dari), str(ke), _tail(basis), _tail(kepastian), rule))
    return tuple(found)


def _tail(code: object) -> str:
    return str(code).rsplit("/", 1)[-1]


def graph(all_links: tuple[Link, ...]) -> Tree:
    """The links that count, as a directed graph from the supporting node to the supported one."""
    cascade: Tree = nx.DiGraph()
    for link in all_links:
        if link.basis in _COUNTED:
            cascade.add_edge(link.dari, link.ke, link=link)
    return cascade


def loops(cascade: Tree) -> tuple[tuple[str, ...], ...]:
    """Sets of nodes that support one another in a circle, each sorted."""
    found = (component for component in nx.strongly_connected_components(cascade))
    circular = (c for c in found if len(c) > 1 or any(cascade.has_edge(node, node) for node in c))
    return tuple(sorted(tuple(sorted(component)) for component in circular))


def orphans(knowledge: Knowledge, cascade: Tree, levels: frozenset[str]) -> tuple[str, ...]:
    """The nodes of ``levels`` (class names) that support nothing, although their level is not the top."""
    return tuple(
        node.iri
        for node in knowledge.nodes
        if node.kind in levels - _TOP and not (node.iri in cascade and cascade.out_degree(node.iri))
    )


def paths(cascade: Tree, start: str, *, up: bool) -> Iterator[tuple[Link, ...]]:
    """Every path of links from ``start`` up to a top (or down to a bottom), in the order of the nodes' IRIs.

    A circle is followed once: no path holds a node twice.
    """
    step = cascade.successors if up else cascade.predecessors

    def walk(node: str, seen: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
        following = sorted(other for other in step(node) if other not in seen)
        if not following:
            yield seen
        for other in following:
            yield from walk(other, (*seen, other))

    if start not in cascade:
        return
    for nodes in walk(start, (start,)):
        pairs = pairwise(nodes)
        yield tuple(cascade.edges[pair if up else pair[::-1]]["link"] for pair in pairs)


def impact(cascade: Tree, cut: str) -> tuple[str, ...]:
    """The nodes above ``cut`` that nothing would support any more if it were cut."""
    if cut not in cascade:
        return ()
    left = cascade.copy()
    left.remove_node(cut)
    lost: list[str] = []
    frontier = sorted(cascade.successors(cut))
    while frontier:
        bare = [node for node in frontier if node in left and left.in_degree(node) == 0]
        lost.extend(bare)
        above = sorted({other for node in bare for other in left.successors(node)})
        left.remove_nodes_from(bare)
        frontier = above
    return tuple(sorted(lost))
