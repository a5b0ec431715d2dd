"""How terms stand to each other, read both ways: a class knows its subclasses, a scheme its concepts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from rdflib import OWL, RDF, RDFS, SKOS, Graph, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from kgkesos.terms.model import Ref, Relation
from kgkesos.vocab import KESOS

# Predicate -> the relation of its subject to its object, and the relation the other way ("" where it has none).
_BOTH_WAYS: Final[Mapping[URIRef, tuple[str, str]]] = {
    RDFS.subClassOf: ("superclass", "subclass"),
    RDFS.subPropertyOf: ("superproperty", "subproperty"),
    RDFS.domain: ("domain", "domain-of"),
    RDFS.range: ("range", "range-of"),
    OWL.inverseOf: ("inverse", "inverse"),
    OWL.equivalentClass: ("equivalent", "equivalent"),
    OWL.equivalentProperty: ("equivalent", "equivalent"),
    OWL.disjointWith: ("disjoint", "disjoint"),
    OWL.propertyDisjointWith: ("disjoint", "disjoint"),
    SKOS.inScheme: ("scheme", "holds"),
    SKOS.broader: ("broader", "narrower"),
    SKOS.narrower: ("narrower", "broader"),
    SKOS.related: ("related", "related"),
    SKOS.topConceptOf: ("", "top"),
    SKOS.hasTopConcept: ("top", ""),
    SKOS.member: ("member", "member-of"),
    KESOS.isiBidang: ("content", "content-of"),
}
_DISJOINT_SETS: Final = (OWL.AllDisjointClasses, OWL.AllDisjointProperties)
# Every relation there can be, in the order in which a reader wants them.
KINDS: Final = (
    *("superclass", "subclass", "superproperty", "subproperty", "domain", "range", "inverse", "chain", "equivalent"),
    *("disjoint", "domain-of", "range-of", "scheme", "broader", "narrower", "related", "top", "holds", "member"),
    *("member-of", "content", "content-of"),
)
CHARACTERISTICS: Final[Mapping[URIRef, str]] = {
    OWL.TransitiveProperty: "transitive",
    OWL.SymmetricProperty: "symmetric",
    OWL.AsymmetricProperty: "asymmetric",
    OWL.IrreflexiveProperty: "irreflexive",
    OWL.FunctionalProperty: "functional",
    OWL.InverseFunctionalProperty: "inverse-functional",
}

Refer = Callable[[URIRef], Ref]


def relations(graph: Graph, refer: Refer) -> Mapping[URIRef, tuple[Relation, ...]]:
    """The relations of every term that ``graph`` relates to another, each read both ways; ``refer`` names a target."""
    found: dict[URIRef, dict[str, set[URIRef]]] = {}

    def note(subject: Node, kind: str, target: Node) -> None:
        if kind and subject != target and isinstance(subject, URIRef) and isinstance(target, URIRef):
            found.setdefault(subject, {}).setdefault(kind, set()).add(target)

    for predicate, (there, back) in _BOTH_WAYS.items():
        for subject, target in graph.subject_objects(predicate):
            note(subject, there, target)
            note(target, back, subject)
    for members in _disjoint_sets(graph):
        for one in members:
            for other in members:
                note(one, "disjoint", other)
    chains = _chains(graph)
    return {subject: _ordered(found.get(subject, {}), chains.get(subject, ()), refer) for subject in {*found, *chains}}


def _disjoint_sets(graph: Graph) -> Iterable[list[Node]]:
    """The members of each set of terms of which no thing can be two."""
    for kind in _DISJOINT_SETS:
        for axiom in graph.subjects(RDF.type, kind):
            for head in graph.objects(axiom, OWL.members):
                yield list(Collection(graph, head))


def _chains(graph: Graph) -> dict[URIRef, tuple[tuple[URIRef, ...], ...]]:
    """The chains of properties that entail a property, each with its steps in order."""
    found: dict[URIRef, list[tuple[URIRef, ...]]] = {}
    for subject, head in graph.subject_objects(OWL.propertyChainAxiom):
        if isinstance(subject, URIRef):
            steps = tuple(step for step in Collection(graph, head) if isinstance(step, URIRef))
            found.setdefault(subject, []).append(steps)
    return {subject: tuple(sorted(chains)) for subject, chains in found.items()}


def _ordered(
    found: Mapping[str, Iterable[URIRef]], chains: Iterable[tuple[URIRef, ...]], refer: Refer
) -> tuple[Relation, ...]:
    made = [Relation(kind, tuple(refer(one) for one in sorted(targets))) for kind, targets in found.items()]
    made += [Relation("chain", tuple(refer(step) for step in steps)) for steps in chains]
    return tuple(sorted(made, key=lambda one: KINDS.index(one.kind)))
