"""A trace: every path from a node up to what it serves, or down to what serves it, with the words behind each step."""

from __future__ import annotations

from dataclasses import dataclass

from rdflib.term import URIRef

from kgkesos import cascade
from kgkesos.cascade import Link
from kgkesos.knowledge import Knowledge, Node


@dataclass(frozen=True, slots=True)
class Quote:
    """The printed words of a node: file, first and last line, place where the file is no text, the words themselves."""

    berkas: str
    baris: tuple[int, int]
    tempat: str | None
    kutipan: str


@dataclass(frozen=True, slots=True)
class Step:
    """One node of a path, its printed words, and the link that leads to it (None for the first)."""

    node: Node
    quotes: tuple[Quote, ...]
    link: Link | None


@dataclass(frozen=True, slots=True)
class Trace:
    """Every path from one node; ``up`` tells which way. A node that nothing ties has one path of one step."""

    start: Node
    up: bool
    paths: tuple[tuple[Step, ...], ...]
    build: str


LEVELS = ("Kegiatan", "SubKegiatan", "Program", "Sasaran", "Tujuan", "KinerjaJabatan")


def trace(knowledge: Knowledge, said: str, *, up: bool = True) -> tuple[Trace, ...]:
    """The traces from the nodes that ``said`` (an IRI or words) means: one each where several bear the name.

    Raises:
        NodeError: no performance node has this IRI or these words.
    """
    tree = cascade.graph(cascade.links(knowledge))
    by_iri = {node.iri: node for node in knowledge.nodes}
    return tuple(_trace(knowledge, tree, by_iri, node, up) for node in knowledge.find(said, LEVELS))


def _trace(knowledge: Knowledge, tree: cascade.Tree, by_iri: dict[str, Node], start: Node, up: bool) -> Trace:
    first = Step(start, _quotes(knowledge, start), None)
    paths = []
    for links in cascade.paths(tree, start.iri, up=up):
        steps = [first]
        for link in links:
            node = by_iri[link.ke if up else link.dari]
            steps.append(Step(node, _quotes(knowledge, node), link))
        paths.append(tuple(steps))
    return Trace(start, up, tuple(paths) or ((first,),), knowledge.build.name)


def _quotes(knowledge: Knowledge, node: Node) -> tuple[Quote, ...]:
    rows = knowledge.internal("bukti-simpul", simpul=URIRef(node.iri)).rows
    return tuple(
        Quote(str(file), (int(str(first)), int(str(last))), None if place is None else str(place), str(words))
        for _, file, first, last, place, words in rows
    )
