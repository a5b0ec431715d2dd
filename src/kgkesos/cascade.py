"""The cascade as a graph of direct links, and its paths (networkx). Circles, gaps and impact are asked of the store."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from typing import TypeAlias

import networkx as nx

from kgkesos.knowledge import Knowledge
from kgkesos.lookup import Link, Node, strongest

Tree: TypeAlias = "nx.DiGraph[str]"
_SUPPORT = "mendukungLangsung"
# Links that were only suggested count for nothing unless asked for.
_COUNTED = frozenset({"dinyatakan", "diturunkan", "dikonfirmasi"})
# Which links a walk follows: downwards, what carries a node out, not what measures or does it.
_UP = frozenset({_SUPPORT, "mengukur", "menjabarkan", "melaporKepada", "dilaksanakanOleh"})
_DOWN = frozenset({_SUPPORT, "menjabarkan", "melaporKepada"})


def graph(all_links: Iterable[Link]) -> Tree:
    """The links that count, of each pair the strongest, as a directed graph from the supporting node upwards."""
    cascade: Tree = nx.DiGraph()
    for link in strongest(link for link in all_links if link.basis in _COUNTED):
        cascade.add_edge(link.dari, link.ke, link=link)
    return cascade


def reached(knowledge: Knowledge, start: str, *, up: bool, keep: Callable[[Node], bool] = lambda _: True) -> Tree:
    """The part of the graph that is reached from ``start``, upwards or downwards, by nodes that ``keep`` keeps."""
    lookup = knowledge.lookup
    following, wanted = (lookup.links_from, _UP) if up else (lookup.links_to, _DOWN)
    found: list[Link] = []
    seen, waiting = {start}, deque([start])
    while waiting:
        for link in following(waiting.popleft()):
            if link.cara not in wanted or link.basis not in _COUNTED:
                continue
            other = link.ke if up else link.dari
            node = lookup.node(other)
            if node is None or not keep(node):
                continue
            found.append(link)
            if other not in seen:
                seen.add(other)
                waiting.append(other)
    return graph(found)


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
