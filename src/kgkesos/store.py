"""The store: the only module that imports pyoxigraph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox
import rdflib
from rdflib.term import BNode, IdentifiedNode, Literal, Node, URIRef

Triple = tuple[IdentifiedNode, URIRef, Node]


def to_ox(term: Node) -> ox.NamedNode | ox.BlankNode | ox.Literal:
    """The pyoxigraph term for an rdflib term."""
    if isinstance(term, URIRef):
        return ox.NamedNode(str(term))
    if isinstance(term, BNode):
        return ox.BlankNode(str(term))
    if isinstance(term, Literal):
        if term.language:
            return ox.Literal(str(term), language=term.language)
        return ox.Literal(str(term), datatype=ox.NamedNode(str(term.datatype))) if term.datatype else ox.Literal(str(term))
    raise TypeError(f"not a term of RDF data: {term!r}")


def to_rdflib(term: object) -> IdentifiedNode | Literal:
    """The rdflib term for a pyoxigraph term."""
    if isinstance(term, ox.NamedNode):
        return URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return BNode(term.value)
    if isinstance(term, ox.Literal):
        if term.language:
            return Literal(term.value, lang=term.language)
        datatype = URIRef(term.datatype.value)
        plain = datatype == rdflib.XSD.string
        return Literal(term.value, datatype=None if plain else datatype, normalize=False)
    raise TypeError(f"not a term of RDF data: {term!r}")


class Scratch:
    """A small store in memory with one unnamed graph: where rules run on one document at a time."""

    def __init__(self, triples: Iterable[Triple] = ()) -> None:
        self._store = ox.Store()
        self.add(triples)

    def __len__(self) -> int:
        return len(self._store)

    def add(self, triples: Iterable[Triple]) -> None:
        """Put ``triples`` in."""
        self._store.extend(ox.Quad(to_ox(s), to_ox(p), to_ox(o), ox.DefaultGraph()) for s, p, o in triples)  # type: ignore[arg-type]

    def update(self, text: str) -> None:
        """Run a SPARQL update on the graph."""
        self._store.update(text)

    def construct(self, text: str) -> Iterator[Triple]:
        """The triples of a CONSTRUCT query."""
        for triple in self._store.query(text):  # type: ignore[union-attr]
            yield to_rdflib(triple.subject), to_rdflib(triple.predicate), to_rdflib(triple.object)  # type: ignore[misc]

    def ask(self, text: str) -> bool:
        """The answer of an ASK query."""
        return bool(self._store.query(text))

    def triples(self) -> Iterator[Triple]:
        """Every triple."""
        for quad in self._store:
            yield to_rdflib(quad.subject), to_rdflib(quad.predicate), to_rdflib(quad.object)  # type: ignore[misc]
