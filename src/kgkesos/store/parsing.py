"""RDF as text, parsed: streams of any form, and Turtle with the line of a fault."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import pyoxigraph as ox
import rdflib

from kgkesos.errors import DataFileError
from kgkesos.memory import Triple
from kgkesos.store.terms import to_rdflib

# What pyoxigraph says before the reason; the line alone is told.
_PLACE = re.compile(r"^Parser error (?:at|between) [^:]*: ")
# What Turtle 1.2 has beyond RDF 1.1: triples as terms, texts with a direction.
_BEYOND = re.compile(r"<<|--(?:ltr|rtl)\b|~|\{\|")


class ParseError(Exception):
    """A text is not the RDF that it should be: why, and in which line where the parser says so."""

    def __init__(self, reason: str, line: int | None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.line = line


_FORMS = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "nq": ox.RdfFormat.N_QUADS,
    "trig": ox.RdfFormat.TRIG,
    "rdf": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
}


def parse(source: BinaryIO, form: str, base: str) -> Iterator[Triple]:
    """The triples in ``source``, one by one, those of all its graphs alike; nothing that it names is fetched.

    ``form`` is ttl, nt, nq, trig, rdf or jsonld.

    Raises:
        ParseError: it is not of that form.
    """
    try:
        for quad in ox.parse(source, format=_FORMS[form], base_iri=base):
            if isinstance(quad.subject, ox.Triple) or isinstance(quad.object, ox.Triple):
                raise ParseError("a triple as a term (RDF 1.2) is not understood", None)
            yield to_rdflib(quad.subject), to_rdflib(quad.predicate), to_rdflib(quad.object)
    except SyntaxError as error:
        raise ParseError(str(error.msg), error.lineno) from error


@dataclass(frozen=True, slots=True)
class Turtle:
    """A graph as Turtle text, and the file that it is from."""

    path: Path
    text: str

    def triples(self) -> list[tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode | ox.Literal]]:
        """The triples of a text without blank nodes: large reference graphs go from file to store, parsed once.

        Raises:
            DataFileError: it is not Turtle; the sentence names the line.
        """
        return [(quad.subject, quad.predicate, quad.object) for quad in self._read()[0]]  # type: ignore[misc]

    def graph(self) -> tuple[rdflib.Graph, Mapping[str, str]]:
        """The graph of the text, its literals as written, with the prefixes that it declares and no others; and these.

        Raises:
            DataFileError: it is not Turtle, or no graph of RDF 1.1; the sentence names the line where there is one.
        """
        quads, prefixes = self._read()
        graph = rdflib.Graph(bind_namespaces="none")
        for prefix, space in prefixes.items():
            graph.bind(prefix, space)
        try:
            for quad in quads:
                graph.add((to_rdflib(quad.subject), to_rdflib(quad.predicate), to_rdflib(quad.object)))
        except TypeError as error:
            found = _BEYOND.search(self.text)
            line = self.text.count("\n", 0, found.start() if found else None) + 1
            raise DataFileError(self.path, f"line {line}: {error}") from error
        return graph, prefixes

    def differences(self, other: Turtle) -> tuple[str, ...]:
        """The triples that one of two texts has and the other has not, sorted, whatever blank nodes are called.

        Raises:
            DataFileError: one of them is not Turtle.
        """
        mine, theirs = self._canonical(), other._canonical()
        return tuple(sorted(f"{quad} ." for quad in mine ^ theirs))

    def _canonical(self) -> frozenset[ox.Quad]:
        dataset = ox.Dataset(self._read()[0])
        dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
        return frozenset(dataset)

    def _read(self) -> tuple[list[ox.Quad], Mapping[str, str]]:
        # Blank nodes get new names, so that those of two files stay apart.
        parser = ox.parse(self.text, format=ox.RdfFormat.TURTLE, rename_blank_nodes=True)
        try:
            return list(parser), parser.prefixes
        except SyntaxError as error:
            raise DataFileError(self.path, f"line {error.lineno}: {_PLACE.sub('', error.msg)}") from error
