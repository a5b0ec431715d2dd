"""What a description says of itself: what it is about, licence, build, graphs, how to cite. Every form carries it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from rdflib import DCTERMS, FOAF, PROV, RDF, RDFS, Literal, URIRef

from kgkesos.store import Triple
from kgkesos.terms.void import Asal

RIGHTS: Final = {
    "id": "Kutipan berasal dari dokumen resmi instansi yang disebut; lisensi ini berlaku untuk graf dan uraiannya.",
    "en": "Quotes are from official documents of the offices named; this licence is of the graph and its descriptions.",
}

# A language; before the number of what is left where it is at least that; behind it.
_LEFT: Final = (
    ("id", "Sedikitnya ", "pernyataan lain tentang hal ini tidak ada di sini."),
    ("en", "At least ", "more statements about this are not in this document."),
)


@dataclass(frozen=True, slots=True)
class Left:
    """The statements that a document has no room for: how many (at least, where it is ``capped``), where they begin."""

    count: int
    capped: bool
    following: str


def triples(
    asal: Asal, document: str, iri: str, label: str, graphs: Iterable[str], left: Left | None = None
) -> Iterator[Triple]:
    """What ``document`` says of itself, and what is ``left`` of the statements about ``iri``."""
    node = URIRef(document)
    yield node, RDF.type, FOAF.Document
    yield node, FOAF.primaryTopic, URIRef(iri)
    yield node, DCTERMS.license, URIRef(asal.licence)
    for language, words in RIGHTS.items():
        yield node, DCTERMS.rights, Literal(words, lang=language)
    yield node, DCTERMS.isPartOf, asal.version
    yield node, DCTERMS.bibliographicCitation, Literal(asal.citation(label, iri))
    for graph in graphs:
        yield node, PROV.wasDerivedFrom, URIRef(graph)
    if left and left.count:
        for language, at_least, words in _LEFT:
            told = f"{at_least if left.capped else ''}{left.count} {words}"
            yield node, RDFS.comment, Literal(told, lang=language)
    if left and left.following:
        yield node, RDFS.seeAlso, URIRef(left.following)
    yield from asal.about_build()
