"""What a build says of one thing: its description, read from the store statement by statement.

The description of a thing is (compare the Concise Bounded Description, W3C member submission of 3 June 2005):

* every statement of which it is the subject, and those of each blank node that one of them leads to;
* of the statements of which it is the object one page, and how many there are;
* of each quote that proves it (``kesos:dibuktikanOleh``) every statement, and the name of the file quoted;
* of each blank node whose object it is (the reason of an alignment) every statement;
* the labels of all that these statements lead to and come from.

Each statement is told with the graphs that hold it, so that what is printed and what was derived stay apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from rdflib import DCTERMS, RDFS, SKOS
from rdflib.term import BNode, Node, URIRef

from kgkesos.store import ReadStore, Statement, Triple
from kgkesos.vocab import KESOS

# Statements of which a thing is the object, on one page of its description.
PAGE: Final = 200
# Statements of which it is the subject: lists of everything (the regions, the catalogue) are cut here.
MOST: Final = 5_000
# Statements are counted so far; where there are more, "at least" is told.
COUNTED: Final = 10_000
# A thing of which more is said than this takes longer to describe than others wait for.
LARGE: Final = 300
LABELS: Final = (RDFS.label, SKOS.prefLabel, DCTERMS.title)


@dataclass(frozen=True, slots=True)
class Pernyataan:
    """A triple, and the named graphs that hold it, sorted."""

    triple: Triple
    graphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Potongan:
    """A page of statements, those before it, and how many there are in all; at least so many where it is ``capped``."""

    statements: tuple[Pernyataan, ...]
    before: int
    total: int
    capped: bool

    @property
    def after(self) -> int:
        """How many come after this page, none only where there are none; at least so many where it is ``capped``."""
        return self.total - self.before - len(self.statements)


@dataclass(frozen=True, slots=True)
class Uraian:
    """The description of the thing ``iri``."""

    iri: str
    own: Potongan
    incoming: Potongan
    evidence: tuple[Pernyataan, ...]
    labels: tuple[Pernyataan, ...]

    @property
    def empty(self) -> bool:
        """Whether nothing is said of it, nor by way of it."""
        return not self.own.total and not self.incoming.total

    @property
    def statements(self) -> Iterator[Pernyataan]:
        """Every statement once, in the order of the parts."""
        parts = (self.own.statements, self.incoming.statements, self.evidence, self.labels)
        yield from {one.triple: one for part in parts for one in part}.values()

    @property
    def graphs(self) -> tuple[str, ...]:
        """The graphs that what is said of it itself comes from, sorted."""
        parts = (*self.own.statements, *self.incoming.statements)
        return tuple(sorted({graph for one in parts for graph in one.graphs}))

    def flat(self) -> Iterator[Statement]:
        """Every statement as it stands in each of its graphs."""
        for one in self.statements:
            for graph in one.graphs:
                yield one.triple, graph

    @property
    def label_of_itself(self) -> str:
        """What the thing is called; empty where it has no name."""
        return self.label(URIRef(self.iri))

    def label(self, term: Node) -> str:
        """What ``term`` is called, in Indonesian where it has a name in it; empty where it has none."""
        return _named(term, (*self.own.statements, *self.labels))


def title(store: ReadStore, iri: str) -> str:
    """What ``iri`` is called, in Indonesian where it has a name in it; empty where it has none."""
    return _named(URIRef(iri), _labels(store, [URIRef(iri)]))


def known(store: ReadStore, iri: str) -> bool:
    """Whether a build says anything of ``iri``, or by way of it."""
    node = URIRef(iri)
    return any(next(iter(found), None) for found in (store.match(node, None, None), store.match(None, None, node)))


def large(store: ReadStore, iri: str, start: int) -> bool:
    """Whether it takes long to describe ``iri`` from ``start`` on."""
    return start >= COUNTED or store.part(URIRef(iri), None, None, 0, 0, LARGE).capped


def describe(store: ReadStore, iri: str, start: int = 0) -> Uraian:
    """The description of ``iri``; its page of incoming statements begins after ``start`` of them."""
    node = URIRef(iri)
    own = _own(store, node)
    incoming = _page(store, (None, None, node), start, PAGE)
    around = _blank(store, (one.triple[0] for one in incoming.statements))
    evidence = (*around, *_evidence(store, own.statements))
    said = (*own.statements, *incoming.statements, *evidence)
    return Uraian(iri, own, incoming, evidence, tuple(_labels(store, _neighbours(said) - {node})))


def _own(store: ReadStore, node: URIRef) -> Potongan:
    first = _page(store, (node, None, None), 0, MOST)
    closed = [*first.statements, *_blank(store, (one.triple[2] for one in first.statements))]
    return Potongan(tuple(closed), 0, first.total + len(closed) - len(first.statements), first.capped)


def _blank(store: ReadStore, terms: Iterable[Node]) -> Iterator[Pernyataan]:
    """The statements of every blank node among ``terms``, and of those that they lead to, each node once."""
    waiting = list(terms)
    seen: set[Node] = set()
    while waiting:
        node = waiting.pop()
        if isinstance(node, BNode) and node not in seen:
            seen.add(node)
            more = _sorted(store, store.match(node, None, None))
            waiting += (one.triple[2] for one in more)
            yield from more


def _page(store: ReadStore, pattern: tuple[Node | None, Node | None, Node | None], start: int, most: int) -> Potongan:
    """The statements of a pattern from ``start`` on, at most ``most``; the order is the store's, the page is sorted."""
    part = store.part(*pattern, start, most, COUNTED)
    total = part.before + len(part.triples) + part.after
    return Potongan(_sorted(store, part.triples), part.before, total, part.capped)


def _sorted(store: ReadStore, triples: Iterable[Triple]) -> tuple[Pernyataan, ...]:
    ordered = sorted(triples, key=lambda triple: tuple(term.n3() for term in triple))
    return tuple(Pernyataan(triple, store.graphs_with(triple)) for triple in ordered)


def _evidence(store: ReadStore, said: Iterable[Pernyataan]) -> Iterator[Pernyataan]:
    """What is said of each quote, and the names of the files that they stand in."""
    files: set[Node] = set()
    for one in said:
        if one.triple[1] == KESOS.dibuktikanOleh:
            quote = _sorted(store, store.match(one.triple[2], None, None))
            files |= {part.triple[2] for part in quote if part.triple[1] == KESOS.dariRendisi}
            yield from quote
    for file in sorted(files, key=str):
        yield from _sorted(store, store.match(file, KESOS.namaBerkas, None))


def _neighbours(said: Iterable[Pernyataan]) -> set[Node]:
    return {term for one in said for term in (one.triple[0], one.triple[2]) if isinstance(term, URIRef)}


def _labels(store: ReadStore, terms: Iterable[Node]) -> Iterator[Pernyataan]:
    for term in sorted(terms, key=str):
        for property_ in LABELS:
            yield from _sorted(store, store.match(term, property_, None))


def _named(term: Node, said: Iterable[Pernyataan]) -> str:
    names = [
        (property_ != RDFS.label, getattr(name, "language", None) not in ("id", None), str(name))
        for one in said
        for subject, property_, name in (one.triple,)
        if subject == term and property_ in LABELS
    ]
    return min(names)[2] if names else ""
