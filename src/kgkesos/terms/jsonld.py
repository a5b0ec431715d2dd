"""A graph as JSON-LD under the published context: the names of the ontology, and exactly the triples of the graph."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any, BinaryIO

from rdflib import RDF, XSD, BNode, Literal, URIRef
from rdflib.term import Node

from kgkesos.store import Triple
from kgkesos.terms import context as contexts
from kgkesos.terms.model import Vocabulary

_REFERENCE = "@id"


def write(triples: Iterable[Triple], vocabulary: Vocabulary, out: BinaryIO) -> None:
    """Write ``triples``, those of one subject behind each other, to ``out``: one node a line below the context.

    The context stands in the file, so that nobody has to fetch it; it is the one that is published.
    """
    Writer.of(vocabulary).write(triples, out)


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes graphs under one context, which is made once."""

    context: bytes
    names: _Names

    @classmethod
    def of(cls, vocabulary: Vocabulary) -> Writer:
        """One for the published context of ``vocabulary``."""
        context = contexts.context(vocabulary)["@context"]
        return cls(_json(context), _Names.of(context))

    def write(self, triples: Iterable[Triple], out: BinaryIO) -> None:
        """Write ``triples`` as :func:`write` does."""
        out.write(b'{"@context": ' + self.context + b',\n"@graph": [')
        for number, (subject, said) in enumerate(groupby(triples, key=lambda triple: triple[0])):
            out.write((b",\n" if number else b"\n") + _json(self.names.node(subject, said)))
        out.write(b"\n]}\n")


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


@dataclass(frozen=True, slots=True)
class _Names:
    """What a context calls things: terms by IRI, the type that each gives to its values, and prefixes by namespace."""

    terms: Mapping[str, str]
    types: Mapping[str, str]
    prefixes: Mapping[str, str]

    @classmethod
    def of(cls, context: Mapping[str, Any]) -> _Names:
        """The names of ``context``: an entry that is an object is a term, a text a prefix."""
        entries = {name: entry for name, entry in context.items() if isinstance(entry, dict)}
        types = {name: entry["@type"] for name, entry in entries.items() if "@type" in entry}
        return cls(
            {_whole(entry["@id"]): name for name, entry in entries.items()},
            {name: kind if kind == _REFERENCE else _whole(kind) for name, kind in types.items()},
            {space: name for name, space in context.items() if isinstance(space, str)},
        )

    def node(self, subject: Node, triples: Iterable[Triple]) -> dict[str, Any]:
        """The node object of ``subject``; what is said several times is a list."""
        said: dict[str, list[Any]] = {}
        for _, predicate, value in triples:
            if predicate == RDF.type:
                said.setdefault("@type", []).append(self._name(str(value)) if isinstance(value, URIRef) else _id(value))
            else:
                name = self._name(str(predicate))
                said.setdefault(name, []).append(self._value(name, value))
        return {_REFERENCE: _id(subject), **{name: _one(values) for name, values in _ordered(said)}}

    def _name(self, iri: str) -> str:
        """A term of the context, else a prefix and the rest, else the IRI itself."""
        if iri in self.terms:
            return self.terms[iri]
        cut = max(iri.rfind("#"), iri.rfind("/")) + 1
        prefix = self.prefixes.get(iri[:cut])
        return f"{prefix}:{iri[cut:]}" if prefix and iri[cut:] else iri

    def _value(self, name: str, value: Node) -> object:
        kind = self.types.get(name)
        if not isinstance(value, Literal):
            return _id(value) if kind == _REFERENCE else {_REFERENCE: _id(value)}
        if value.language:
            return {"@value": str(value), "@language": value.language}
        datatype = str(value.datatype or XSD.string)
        if datatype == (kind or str(XSD.string)):
            return str(value)
        if datatype == str(XSD.string):
            return {"@value": str(value)}
        return {"@value": str(value), "@type": self._name(datatype)}


def _ordered(said: Mapping[str, list[Any]]) -> Iterator[tuple[str, list[Any]]]:
    for name in sorted(said):
        yield name, sorted(said[name], key=lambda value: json.dumps(value, ensure_ascii=False))


def _one(values: list[Any]) -> object:
    return values[0] if len(values) == 1 else values


def _id(term: Node) -> str:
    return f"_:{term}" if isinstance(term, BNode) else str(term)


def _whole(name: str) -> str:
    """An IRI that the context writes with a prefix.

    >>> _whole("xsd:gYear")
    'http://www.w3.org/2001/XMLSchema#gYear'
    """
    prefix, colon, rest = name.partition(":")
    return f"{contexts.PREFIXES[prefix]}{rest}" if colon and prefix in contexts.PREFIXES else name
