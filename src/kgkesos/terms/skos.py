"""The concept schemes as SKOS that any SKOS tool reads: every concept, code and collection, said both ways."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from rdflib import DCTERMS, RDF, RDFS, SKOS, XSD, Graph, URIRef
from rdflib.term import Node

from kgkesos import turtle
from kgkesos.terms.reading import Sources
from kgkesos.vocab import KESOS, KODE, KONSEP

_TYPES: Final = (SKOS.ConceptScheme, SKOS.Concept, SKOS.Collection)
# What SKOS has no word for and a reader must know: whether a source was read, since when and by which rule replaced.
_OURS: Final = (KESOS.statusSumber, KESOS.tahunPenggantian, KESOS.dasarPenggantian)
_INVERSE: Final = {
    SKOS.broader: SKOS.narrower,
    SKOS.narrower: SKOS.broader,
    SKOS.related: SKOS.related,
    SKOS.hasTopConcept: SKOS.topConceptOf,
    SKOS.topConceptOf: SKOS.hasTopConcept,
}
_HEAD: Final = (
    "# Concepts and code lists of kgkesos as SKOS, written from its ontology files. Licence: CC BY 4.0.",
    "# A source marked belum diperiksa (kesos:statusSumber) was not read yet.",
)


def graph(given: Sources) -> Graph:
    """The schemes, concepts, codes and collections of ``given`` in the words of SKOS and DCMI.

    Every ``broader`` has its ``narrower``, every scheme its top concepts, whichever of the two a file says. Classes and
    properties of the project stay out, but for the status of a source and the year and rule of a replacement.
    """
    made = Graph(bind_namespaces="none")
    for prefix, space in (
        *(("dcterms", DCTERMS), ("kesos", KESOS), ("kode", KODE), ("konsep", KONSEP)),
        *(("rdf", RDF), ("rdfs", RDFS), ("skos", SKOS), ("xsd", XSD)),
    ):
        made.bind(prefix, space)
    for source in (given.concepts, given.codes):
        for subject in _subjects(source):
            for triple in _said(source, subject):
                made.add(triple)
    for subject in _subjects(made):
        for predicate, target in given.alignments.predicate_objects(subject):
            if str(predicate).startswith(str(SKOS)):
                made.add((subject, predicate, target))
    _complete(made)
    return made


def text(given: Sources) -> str:
    """The same as Turtle in the one form of the project's files, a section for each scheme."""
    made = graph(given)
    return turtle.write(made, turtle.Layout(_HEAD, tuple(_sections(made))), Path("skos.ttl"))


def _subjects(source: Graph) -> list[URIRef]:
    found = {subject for type_ in _TYPES for subject in source.subjects(RDF.type, type_)}
    return sorted(subject for subject in found if isinstance(subject, URIRef))


def _said(source: Graph, subject: URIRef) -> Iterator[tuple[Node, Node, Node]]:
    """What ``source`` says of ``subject`` in words of SKOS, DCMI, or those of ours that stand for what SKOS lacks."""
    for predicate, value in source.predicate_objects(subject):
        kept = value in _TYPES if predicate == RDF.type else str(predicate).startswith((str(SKOS), str(DCTERMS)))
        if kept or predicate in _OURS:
            yield subject, predicate, value


def _complete(made: Graph) -> None:
    """Add the other way of each relation, and what nothing is broader than as the top of its scheme."""
    for predicate, inverse in _INVERSE.items():
        for subject, target in list(made.subject_objects(predicate)):
            made.add((target, inverse, subject))
    for concept, scheme in list(made.subject_objects(SKOS.inScheme)):
        if (concept, SKOS.broader, None) not in made:
            made.add((concept, SKOS.topConceptOf, scheme))
            made.add((scheme, SKOS.hasTopConcept, concept))


def _sections(made: Graph) -> Iterator[turtle.Section]:
    """A section for each scheme with its concepts; collections, which are in no scheme, come last."""
    for scheme in sorted(str(one) for one in made.subjects(RDF.type, SKOS.ConceptScheme)):
        members = {str(one) for one in made.subjects(SKOS.inScheme, URIRef(scheme))}
        label = min((one for one in made.objects(URIRef(scheme), SKOS.prefLabel)), key=_language, default=scheme)
        yield turtle.Section(str(label), frozenset({scheme, *members}))
    yield turtle.Section("Kumpulan")


def _language(label: Node) -> tuple[bool, str]:
    return getattr(label, "language", None) != "id", str(label)
