"""Terms, triples and rows, in the words of rdflib and of pyoxigraph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pyoxigraph as ox
import rdflib
from rdflib.term import BNode, IdentifiedNode, Literal, Node, URIRef

from kgkesos.memory import Once, Triple


def to_ox(term: Node) -> ox.NamedNode | ox.BlankNode | ox.Literal:
    """The pyoxigraph term for an rdflib term."""
    if isinstance(term, URIRef):
        return ox.NamedNode(str(term))
    if isinstance(term, BNode):
        return ox.BlankNode(str(term))
    if isinstance(term, Literal):
        if term.language:
            return ox.Literal(str(term), language=term.language)
        if term.datatype:
            return ox.Literal(str(term), datatype=ox.NamedNode(str(term.datatype)))
        return ox.Literal(str(term))
    raise TypeError(f"not a term of RDF data: {term!r}")


def to_rdflib(term: object) -> IdentifiedNode | Literal:
    """The rdflib term for a pyoxigraph term."""
    if isinstance(term, ox.NamedNode):
        return URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return BNode(term.value)
    if isinstance(term, ox.Literal):
        if term.direction:
            raise TypeError(f"not a term of RDF data: {term!r}")
        if term.language:
            return Literal(term.value, lang=term.language)
        datatype = URIRef(term.datatype.value)
        plain = datatype == rdflib.XSD.string
        return Literal(term.value, datatype=None if plain else datatype, normalize=False)
    raise TypeError(f"not a term of RDF data: {term!r}")


def triples_of(found: Iterable[ox.Quad | ox.Triple]) -> Iterator[Triple]:
    """The triples of ``found``; a term that comes again is not made again."""
    made = Once(to_rdflib)
    return ((made[one.subject], made[one.predicate], made[one.object]) for one in found)


@dataclass(frozen=True, slots=True)
class Rows:
    """The answer of a SELECT: the names of its columns, and for each row a term or None in their order."""

    columns: tuple[str, ...]
    rows: tuple[tuple[IdentifiedNode | Literal | None, ...], ...]


def rows_of(found: object) -> Rows:
    if not isinstance(found, ox.QuerySolutions):
        raise TypeError("the query is not a SELECT")
    names = tuple(variable.value for variable in found.variables)
    made = Once(to_rdflib)
    return Rows(names, tuple(tuple(None if term is None else made[term] for term in row) for row in found))
