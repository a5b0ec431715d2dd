"""Where a build uses a term: how often in which named graph, and the first things of each kind that do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rdflib import RDF, URIRef

from kgkesos.knowledge import Knowledge
from kgkesos.terms.model import Ref, Term, Vocabulary

# How many things of one kind are named; the queries hold the same limit.
SHOWN = 20


@dataclass(frozen=True, slots=True)
class InGraph:
    """How many triples of a named graph use a term; ``name`` is the graph's IRI after ``graf/``."""

    name: str
    uses: int


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing that uses a term: its IRI and its words ("" where it has none)."""

    iri: str
    label: str


@dataclass(frozen=True, slots=True)
class KindOfUse:
    """Things of one kind (their narrowest class) that use a term through one property: how many, and the first.

    ``through`` is None where the term is itself the property, or the class of the things.
    """

    kind: Ref
    through: Ref | None
    count: int
    things: tuple[Thing, ...]


@dataclass(frozen=True, slots=True)
class Usage:
    """All that a build uses a term for; ``graphs`` empty where it does not."""

    graphs: tuple[InGraph, ...]
    kinds: tuple[KindOfUse, ...]

    @property
    def uses(self) -> int:
        """How many triples use the term, over all named graphs."""
        return sum(graph.uses for graph in self.graphs)


def of(knowledge: Knowledge, vocabulary: Vocabulary, term: Term) -> Usage:
    """Where the build of ``knowledge`` uses ``term``; ``vocabulary`` names the kinds of things.

    A use is a triple with the term as its property, as its class or as its value; what the vocabulary says of its own
    terms (a broader concept, a domain) is none.
    """
    iri = URIRef(term.iri)
    names = {one.iri: one.ref for one in vocabulary.terms}
    graphs = tuple(
        InGraph(str(graph).split("/graf/", 1)[-1], int(str(count)))
        for _, graph, count in knowledge.internal("pemakaian-jumlah", istilah=iri).rows
    )
    kinds = tuple(
        _kind(knowledge, names, iri, through, kind, int(str(count)))
        for _, through, kind, count in knowledge.internal("pemakaian-jenis", istilah=iri).rows
    )
    return Usage(graphs, tuple(sorted(kinds, key=lambda one: (-one.count, one.kind.iri))))


def _kind(
    knowledge: Knowledge, names: Mapping[str, Ref], term: URIRef, through: object, kind: object, count: int
) -> KindOfUse:
    class_, property_ = URIRef(str(kind)), URIRef(str(through))
    if property_ == term:
        rows = knowledge.internal("pemakaian-properti", istilah=term, kelas=class_).rows
    else:
        rows = knowledge.internal("pemakaian-objek", istilah=term, lewat=property_, kelas=class_).rows
    things = tuple(Thing(str(row[-2]), "" if row[-1] is None else str(row[-1])) for row in rows)
    said = None if property_ in (term, RDF.type) else _ref(names, property_)
    return KindOfUse(_ref(names, class_), said, count, things)


def _ref(names: Mapping[str, Ref], iri: URIRef) -> Ref:
    """A term of ours as it is pointed at; one of another vocabulary by its IRI."""
    return names.get(str(iri)) or Ref(str(iri), str(iri))
