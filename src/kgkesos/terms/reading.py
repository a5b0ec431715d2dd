"""From the graphs of ``ontology/`` to the vocabulary: ``read`` is a pure function, ``load`` brings it the files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, Graph, Literal, URIRef
from rdflib.term import Node

from kgkesos import project
from kgkesos.errors import DataFileError
from kgkesos.store import Turtle
from kgkesos.terms.model import (
    Alignment,
    Dataset,
    Kind,
    Ref,
    Replacement,
    Status,
    Term,
    Text,
    Vocabulary,
    Words,
)
from kgkesos.terms.relating import CHARACTERISTICS, relations
from kgkesos.vocab import BASE, KESOS, KODE, KONSEP

# What the project's own design defines has this as its source, and nothing outside to be read.
DESIGN = "Rancangan kgkesos (the kgkesos design)"
ONTOLOGY = URIRef(str(KESOS).removesuffix("#"))
_KINDS: Mapping[URIRef, Kind] = {
    OWL.Class: Kind.klass,
    OWL.ObjectProperty: Kind.object_property,
    OWL.DatatypeProperty: Kind.datatype_property,
    OWL.AnnotationProperty: Kind.annotation_property,
    SKOS.ConceptScheme: Kind.scheme,
    SKOS.Collection: Kind.collection,
}
_NOTES = (DCTERMS.description, SKOS.scopeNote, RDFS.comment, SKOS.historyNote, SKOS.editorialNote)
_LANGUAGES = ("id", "en")


@dataclass(frozen=True, slots=True)
class Sources:
    """The graphs that the vocabulary is read from; ``reference`` are lists of official names, which are counted."""

    ontology: Graph
    concepts: Graph
    codes: Graph
    alignments: Graph
    reference: tuple[Turtle, ...] = ()


@cache
def load() -> Vocabulary:
    """The vocabulary in the files of ``ontology/``, read once.

    Raises:
        DataFileError: a file is missing or broken.
    """
    return read(sources())


@cache
def sources() -> Sources:
    """The graphs of the files of ``ontology/``, read once; nobody changes them.

    Raises:
        DataFileError: a file is missing or broken.
    """
    return Sources(
        ontology=project.vocabulary("kgkesos.ttl"),
        concepts=project.vocabulary("konsep.ttl"),
        codes=project.vocabulary("kode.ttl"),
        alignments=project.vocabulary("penyelarasan.ttl"),
        reference=tuple(text for _, text in project.reference_graphs(BASE)),
    )


def read(given: Sources) -> Vocabulary:
    """The vocabulary that the graphs of ``given`` describe: its terms by kind and label, each with all that is said.

    Raises:
        DataFileError: a term's status is none of those that there are.
    """
    whole = Graph(bind_namespaces="none")
    for graph in (given.ontology, given.concepts, given.codes, given.alignments):
        for prefix, space in graph.namespaces():
            whole.bind(prefix, space)
        for triple in graph:
            whole.add(triple)
    named = {subject for subject in whole.subjects(RDF.type) if isinstance(subject, URIRef)}
    own = {subject: kind for subject in named if (kind := _kind(whole, subject))}
    refer = partial(_ref, whole, own)
    standing = relations(whole, refer)
    terms = [
        Term(
            iri=str(iri),
            name=_name(whole, iri),
            kind=kind,
            path=_path(iri),
            anchor=_path(iri).removeprefix("ontology/"),
            label=_words(whole, iri, RDFS.label, SKOS.prefLabel),
            definition=_words(whole, iri, SKOS.definition),
            sources=_plain(whole.objects(iri, DCTERMS.source)),
            status=_status(whole, iri),
            variants=_texts(whole, iri, SKOS.altLabel),
            notations=_plain(whole.objects(iri, SKOS.notation)),
            examples=_texts(whole, iri, SKOS.example),
            notes=_texts(whole, iri, *_NOTES),
            characteristics=tuple(name for type_, name in CHARACTERISTICS.items() if (iri, RDF.type, type_) in whole),
            relations=standing.get(iri, ()),
            replaced_by=tuple(
                Replacement(refer(new), *_replacement(whole, iri)) for new in _named(whole, iri, DCTERMS.isReplacedBy)
            ),
            replaces=tuple(
                Replacement(refer(old), *_replacement(whole, old)) for old in _named(whole, iri, DCTERMS.replaces)
            ),
            alignments=_alignments(given.alignments, iri, refer),
            deprecated=(iri, OWL.deprecated, Literal(True)) in whole,
        )
        for iri, kind in own.items()
    ]
    order = {kind: rank for rank, kind in enumerate(Kind)}
    return Vocabulary(
        iri=str(ONTOLOGY),
        title=_words(whole, ONTOLOGY, DCTERMS.title),
        description=_words(whole, ONTOLOGY, DCTERMS.description),
        note=_words(whole, ONTOLOGY, RDFS.comment),
        version=_one(whole, ONTOLOGY, OWL.versionInfo),
        creator=_one(whole, ONTOLOGY, DCTERMS.creator),
        licence=_one(whole, ONTOLOGY, DCTERMS.license),
        terms=tuple(sorted(terms, key=lambda one: (order[one.kind], one.label.id.casefold(), one.iri))),
        outside=_outside(given.ontology, own, refer),
        datasets=tuple(dataset for text in given.reference for dataset in _datasets(text)),
    )


def _kind(graph: Graph, subject: URIRef) -> Kind | None:
    """What kind of term ``subject`` is; None where it is none of ours."""
    iri = str(subject)
    if not iri.startswith((str(KESOS), str(KODE), str(KONSEP).rstrip("/"))):
        return None
    types = set(graph.objects(subject, RDF.type))
    if SKOS.Concept in types:
        return Kind.code if iri.startswith(str(KODE)) else Kind.concept
    return next((kind for type_, kind in _KINDS.items() if type_ in types), None)


def _path(iri: str) -> str:
    """The path of a term's IRI, its fragment as the last part: ``ontology/Indikator``."""
    return iri.removeprefix(BASE).replace("#", "/")


def _name(graph: Graph, iri: str) -> str:
    """``iri`` shortened by the prefixes of the files; a code by its path (``kode/basis/dinyatakan``)."""
    fitting = [(str(space), prefix) for prefix, space in graph.namespaces() if iri.startswith(str(space))]
    if not fitting or iri.startswith(str(KODE)):
        return iri.removeprefix(BASE)
    space, prefix = max(fitting)
    return f"{prefix}:{iri.removeprefix(space)}"


def _ref(graph: Graph, own: Mapping[URIRef, Kind], iri: URIRef) -> Ref:
    label = _words(graph, iri, RDFS.label, SKOS.prefLabel).id
    return Ref(str(iri), _name(graph, iri), label, _path(iri) if iri in own else "")


def _words(graph: Graph, subject: Node, *predicates: URIRef) -> Words:
    """What ``subject`` is called (or said to mean) in both languages; the first in the order of letters of several."""
    said = _texts(graph, subject, *predicates)
    found = {lang: next((text.words for text in said if text.lang == lang), "") for lang in _LANGUAGES}
    return Words(**found)


def _texts(graph: Graph, subject: Node, *predicates: URIRef) -> tuple[Text, ...]:
    """The texts under ``predicates``, Indonesian first."""
    found = [
        Text(str(said), said.language or "")
        for predicate in predicates
        for said in sorted(graph.objects(subject, predicate), key=str)
        if isinstance(said, Literal)
    ]
    return tuple(sorted(found, key=lambda text: _LANGUAGES.index(text.lang) if text.lang in _LANGUAGES else 2))


def _plain(values: Iterable[Node]) -> tuple[str, ...]:
    return tuple(sorted(str(value) for value in values))


def _one(graph: Graph, subject: Node, predicate: URIRef) -> str:
    return next(iter(_plain(graph.objects(subject, predicate))), "")


def _named(graph: Graph, subject: Node, predicate: URIRef) -> list[URIRef]:
    return sorted(target for target in graph.objects(subject, predicate) if isinstance(target, URIRef))


def _status(graph: Graph, subject: Node) -> Status:
    """What is known of the reading of a term's sources."""
    said = _one(graph, subject, KESOS.statusSumber)
    if said:
        if said not in (Status.read, Status.unread):
            raise DataFileError(Path("ontology"), f"{subject} has the unknown kesos:statusSumber {said!r}")
        return Status(said)
    named = _plain(graph.objects(subject, DCTERMS.source))
    if not named:
        return Status.none
    return Status.design if set(named) == {DESIGN} else Status.unsaid


def _replacement(graph: Graph, old: Node) -> tuple[str, str]:
    """Since which year the term ``old`` is replaced, and by which rule."""
    return _one(graph, old, KESOS.tahunPenggantian), _one(graph, old, KESOS.dasarPenggantian)


def _alignments(graph: Graph, subject: Node, refer: partial[Ref]) -> tuple[Alignment, ...]:
    """The alignments of ``subject``, each as the ``owl:Axiom`` that gives its reason says it."""
    found = []
    for axiom in graph.subjects(OWL.annotatedSource, subject):
        how, target = graph.value(axiom, OWL.annotatedProperty), graph.value(axiom, OWL.annotatedTarget)
        if isinstance(how, URIRef) and isinstance(target, URIRef):
            found.append(Alignment(_name(graph, how), refer(target), _words(graph, axiom, RDFS.comment)))
    return tuple(sorted(found, key=lambda one: one.target.iri))


def _outside(ontology: Graph, own: Mapping[URIRef, Kind], refer: partial[Ref]) -> tuple[Ref, ...]:
    """The terms of other vocabularies that the ontology names as its classes and properties."""
    named = {term for type_ in _KINDS for term in ontology.subjects(RDF.type, type_) if isinstance(term, URIRef)}
    return tuple(refer(term) for term in sorted(named - set(own)))


def _datasets(text: Turtle) -> list[Dataset]:
    """The lists in ``text``, a graph of official names, and how many entries each has under its own IRI."""
    lists: dict[str, Mapping[str, str]] = {}
    subjects = set()
    said: dict[str, dict[str, str]] = {}
    for subject, predicate, value in text.triples():
        subjects.add(subject.value)
        if predicate.value == str(RDF.type) and value.value in (str(SKOS.ConceptScheme), str(SKOS.Collection)):
            lists[subject.value] = said.setdefault(subject.value, {})
        elif predicate.value in (str(SKOS.prefLabel), str(DCTERMS.source)):
            language = getattr(value, "language", None)
            said.setdefault(subject.value, {})[language or "source"] = value.value
    return [
        Dataset(
            iri,
            Words(words.get("id", ""), words.get("en", "")),
            words.get("source", ""),
            sum(one.startswith(f"{iri}/") for one in subjects),
        )
        for iri, words in sorted(lists.items())
    ]
