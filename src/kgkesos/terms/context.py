"""The JSON-LD 1.1 context of every class and property, so that plain JSON with their names is RDF. Only written."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

from rdflib import DCAT, DCTERMS, FOAF, ORG, OWL, PROV, RDF, RDFS, SH, SKOS, XSD

from kgkesos import findings
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

    A property between things takes strings as IRIs; one whose range is a datatype (offsets, yes and no), or of which a
    shape asks for one (years, which OWL 2 has no datatype of), gives it to its values; all others leave text as it is.
    """
    kinds = PROPERTIES | {Kind.klass}
    shaped = _shaped()
    names = {term.anchor: _entry(term, shaped) for term in vocabulary.terms if term.kind in kinds}
    prefixes = {prefix: space for prefix, space in PREFIXES.items() if prefix not in names}
    return {"@context": {"@version": 1.1, **prefixes, **dict(sorted(names.items()))}}


def text(vocabulary: Vocabulary) -> str:
    """The context as the text of a file."""
    return json.dumps(context(vocabulary), ensure_ascii=False, indent=2) + "\n"


def _shaped() -> dict[str, set[str]]:
    """The datatypes that shapes ask of a property, by its IRI."""
    found: dict[str, set[str]] = {}
    for shapes in (findings.load_shapes(), findings.load_ontology_shapes()):
        for shape, datatype in shapes.subject_objects(SH.datatype):
            found.setdefault(str(shapes.value(shape, SH.path)), set()).add(str(datatype))
    return found


def _entry(term: Term, shaped: Mapping[str, set[str]]) -> dict[str, str]:
    entry = {"@id": term.name}
    if term.kind is Kind.object_property:
        return entry | {"@type": "@id"}
    ranges = {ref.iri for ref in term.related("range") if ref.iri.startswith(str(XSD))}
    datatypes = ranges | shaped.get(term.iri, set())
    if term.kind is Kind.datatype_property and len(datatypes) == 1:
        return entry | {"@type": f"xsd:{min(datatypes).removeprefix(str(XSD))}"}
    return entry
