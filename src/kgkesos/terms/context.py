"""The JSON-LD 1.1 context of every class and property, so that plain JSON with their names is RDF. Only written."""

from __future__ import annotations

import json
from typing import Any, Final

from rdflib import DCAT, DCTERMS, FOAF, ORG, OWL, PROV, RDF, RDFS, SKOS, XSD

from kgkesos.terms.model import PROPERTIES, Kind, Term, Vocabulary
from kgkesos.vocab import KESOS, KONSEP

# Prefixes that a document may use beside our own names; one of ours that is also a property would hide it.
PREFIXES: Final = {
    "dcat": str(DCAT),
    "dcterms": str(DCTERMS),
    "foaf": str(FOAF),
    "kesos": str(KESOS),
    "konsep": str(KONSEP),
    "org": str(ORG),
    "owl": str(OWL),
    "prov": str(PROV),
    "rdf": str(RDF),
    "rdfs": str(RDFS),
    "skos": str(SKOS),
    "xsd": str(XSD),
}


def context(vocabulary: Vocabulary) -> dict[str, Any]:
    """The context: each class and property under its own name; what it points to is a thing, a typed value or text.

    A property between things takes strings as IRIs; one whose range is a datatype (years, offsets, yes and no) gives
    it to its values; all others leave text as it is.
    """
    kinds = PROPERTIES | {Kind.klass}
    names = {term.anchor: _entry(term) for term in vocabulary.terms if term.kind in kinds}
    prefixes = {prefix: space for prefix, space in PREFIXES.items() if prefix not in names}
    return {"@context": {"@version": 1.1, **prefixes, **dict(sorted(names.items()))}}


def text(vocabulary: Vocabulary) -> str:
    """The context as the text of a file."""
    return json.dumps(context(vocabulary), ensure_ascii=False, indent=2) + "\n"


def _entry(term: Term) -> dict[str, str]:
    entry = {"@id": term.name}
    if term.kind is Kind.object_property:
        return entry | {"@type": "@id"}
    datatypes = [ref.iri for ref in term.related("range") if ref.iri.startswith(str(XSD))]
    if term.kind is Kind.datatype_property and len(datatypes) == 1:
        return entry | {"@type": f"xsd:{datatypes[0].removeprefix(str(XSD))}"}
    return entry
