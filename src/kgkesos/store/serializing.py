"""Statements written as RDF, each in its graph or all as one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import BinaryIO, Final

import pyoxigraph as ox
from rdflib.term import Node

from kgkesos.memory import Once, Triple
from kgkesos.store import rdfxml
from kgkesos.store.terms import to_ox

# A triple, and the name of the graph that holds it; empty for the unnamed one.
Statement = tuple[Triple, str]
FORMATS: Final = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "nq": ox.RdfFormat.N_QUADS,
    "trig": ox.RdfFormat.TRIG,
    "rdf": ox.RdfFormat.RDF_XML,
}
_WITH_GRAPHS: Final = frozenset({"nq", "trig"})
_WITH_PREFIXES: Final = frozenset({"ttl", "trig", "rdf"})


def stream(store: ox.Store, out: BinaryIO, form: str, prefixes: Mapping[str, str]) -> None:
    """Write every quad of ``store`` to ``out`` as nq or trig, in its own order: nothing is held in memory.

    The order is that of marks made of the terms themselves, so that the same quads on disk are the same bytes.
    """
    store.dump(out, FORMATS[form], prefixes=dict(prefixes) if form in _WITH_PREFIXES else None)


def serialize(statements: Iterable[Statement], form: str, out: BinaryIO, prefixes: Mapping[str, str]) -> None:
    """Write ``statements`` to ``out`` as ttl, nt or rdf (without their graphs), trig or nq, in the order in which
    they come.

    ``prefixes`` shorten IRIs in ttl, trig and rdf.

    Raises:
        UnwritableError: RDF/XML has no way to write one of them; what stands in ``out`` is of no use then.
    """
    made: Once[Node, ox.NamedNode | ox.BlankNode | ox.Literal] = Once(to_ox)

    def triples() -> Iterator[ox.Triple]:
        for (s, p, o), _ in statements:
            yield ox.Triple(made[s], made[p], made[o])  # type: ignore[arg-type]

    def quads() -> Iterator[ox.Quad]:
        for (s, p, o), graph in statements:
            name = ox.NamedNode(graph) if graph else ox.DefaultGraph()
            yield ox.Quad(made[s], made[p], made[o], name)  # type: ignore[arg-type]

    found: Iterable[ox.Triple] | Iterable[ox.Quad] = quads() if form in _WITH_GRAPHS else triples()
    if form == "rdf":
        found, out = rdfxml.writable(triples()), rdfxml.Returned(out)  # type: ignore[assignment]
    ox.serialize(found, out, format=FORMATS[form], prefixes=dict(prefixes) if form in _WITH_PREFIXES else None)
