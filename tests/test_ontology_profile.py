"""The ontology keeps to OWL 2 RL: its datatypes, its forms of axioms, and the conditions that all of OWL 2 DL has.

From the W3C recommendation "OWL 2 Web Ontology Language Profiles" (section 4) and "Structural Specification" (section
11). Fewer forms are allowed here than in the profile: those that the files use, all between named terms.
"""

from __future__ import annotations

import networkx as nx
import pytest
from rdflib import OWL, RDF, RDFS, XSD, BNode, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from kgkesos import resources, turtle

# Profiles, section 4.2, without rdf:PlainLiteral, which Turtle writes as texts with or without a language.
DATATYPES = {
    *(RDF.XMLLiteral, RDFS.Literal, XSD.decimal, XSD.integer, XSD.nonNegativeInteger, XSD.nonPositiveInteger),
    *(XSD.positiveInteger, XSD.negativeInteger, XSD.long, XSD.int, XSD.short, XSD.byte),
    *(XSD.unsignedLong, XSD.unsignedInt, XSD.unsignedShort, XSD.unsignedByte, XSD.float, XSD.double),
    *(XSD.string, XSD.normalizedString, XSD.token, XSD.language, XSD.Name, XSD.NCName, XSD.NMTOKEN),
    *(XSD.boolean, XSD.hexBinary, XSD.base64Binary, XSD.anyURI, XSD.dateTime, XSD.dateTimeStamp),
}
ENTITIES = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
# Axioms of one triple: predicate -> the kinds of the subject and the object that the profile allows together.
PAIRS: dict[Node, set[tuple[Node, Node]]] = {
    RDFS.subClassOf: {(OWL.Class, OWL.Class)},
    OWL.disjointWith: {(OWL.Class, OWL.Class)},
    RDFS.subPropertyOf: {(kind, kind) for kind in ENTITIES[1:]},
    OWL.inverseOf: {(OWL.ObjectProperty, OWL.ObjectProperty)},
    RDFS.domain: {(OWL.ObjectProperty, OWL.Class), (OWL.DatatypeProperty, OWL.Class)},
    RDFS.range: {(OWL.ObjectProperty, OWL.Class), (OWL.DatatypeProperty, RDFS.Datatype)},
}
# Said of an ontology as a whole (OWL 2 Mapping to RDF Graphs, table 4).
OF_THE_ONTOLOGY = {OWL.versionIRI, OWL.priorVersion, OWL.versionInfo}
# Annotation properties of OWL itself.
ANNOTATIONS = {RDFS.label, RDFS.comment, RDFS.seeAlso, RDFS.isDefinedBy, OWL.versionInfo, OWL.deprecated}
REIFIED = {OWL.annotatedSource, OWL.annotatedProperty, OWL.annotatedTarget}


def terminology() -> Graph:
    """The files that hold axioms, as one graph."""
    union = Graph()
    for name in ("kgkesos.ttl", "penyelarasan.ttl"):
        union += turtle.load(resources.folder("ontology") / name)
    return union


class Profile:
    """What a graph has that OWL 2 RL has not, or that this module does not know."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph

    def kinds(self, term: Node) -> set[Node]:
        if term in DATATYPES:
            return {RDFS.Datatype}
        return set(self._graph.objects(term, RDF.type)) & set(ENTITIES)

    def faults(self) -> list[str]:
        terms = {term for kind in ENTITIES for term in self._graph.subjects(RDF.type, kind)}
        found = [f"{term} is of several kinds" for term in terms if len(self.kinds(term)) != 1]
        found += [f"{s} {p} {o}" for s, p, o in self._graph if not self.allowed(s, p, o)]
        return sorted(found)

    def allowed(self, subject: Node, predicate: Node, value: Node) -> bool:
        if isinstance(value, Literal) and value.datatype and value.datatype not in DATATYPES:
            return False
        if predicate == RDF.type:
            return self._type_allowed(subject, value)
        if predicate in PAIRS:
            pairs = {(one, other) for one in self.kinds(subject) for other in self.kinds(value)}
            return bool(pairs & PAIRS[predicate]) and OWL.Thing not in (subject, value)
        if predicate == OWL.propertyChainAxiom:
            steps = list(Collection(self._graph, value))
            return len(steps) > 1 and all(self.kinds(one) == {OWL.ObjectProperty} for one in (subject, *steps))
        if predicate == OWL.members:
            members = list(Collection(self._graph, value))
            return len(members) > 1 and all(self.kinds(one) == {OWL.Class} for one in members)
        if predicate in (RDF.first, RDF.rest):
            return isinstance(subject, BNode) and len(list(self._graph.subject_predicates(subject))) == 1
        if predicate in REIFIED:
            return self._reified(subject)
        if predicate in OF_THE_ONTOLOGY and (subject, RDF.type, OWL.Ontology) in self._graph:
            return True
        return predicate in ANNOTATIONS or self.kinds(predicate) == {OWL.AnnotationProperty}

    def _type_allowed(self, subject: Node, kind: Node) -> bool:
        if kind in (*ENTITIES, OWL.Ontology):
            return isinstance(subject, URIRef)
        if kind == OWL.TransitiveProperty:
            return self.kinds(subject) == {OWL.ObjectProperty}
        if kind == OWL.AllDisjointClasses:
            return isinstance(subject, BNode) and len(list(self._graph.objects(subject, OWL.members))) == 1
        return kind == OWL.Axiom and self._reified(subject)

    def _reified(self, node: Node) -> bool:
        """Whether ``node`` stands for one triple of the graph, as the annotation of an axiom has it."""
        parts = [list(self._graph.objects(node, one)) for one in sorted(REIFIED, key=lambda one: str(one)[-6:])]
        source, how, target = (
            self._graph.value(node, one) for one in (OWL.annotatedSource, OWL.annotatedProperty, OWL.annotatedTarget)
        )
        single = isinstance(node, BNode) and [len(one) for one in parts] == [1, 1, 1]
        return single and (source, how, target) in self._graph


def test_the_files_hold_nothing_but_owl_2_rl() -> None:
    assert Profile(terminology()).faults() == []


def test_every_datatype_is_one_of_owl_2_rl() -> None:
    graph = terminology()
    ranges = {o for p, o in graph.subject_objects(RDFS.range) if (p, RDF.type, OWL.DatatypeProperty) in graph}
    assert ranges == {XSD.integer, XSD.boolean}
    assert ranges <= DATATYPES
    assert {o.datatype for o in graph.objects() if isinstance(o, Literal) and o.datatype} <= DATATYPES


@pytest.mark.parametrize(
    "axiom",
    [
        "kesos:tahun rdfs:range xsd:gYear .",
        'kesos:Program rdfs:comment "2019"^^xsd:gYear .',
        "kesos:Program rdfs:subClassOf [ a owl:Restriction ; owl:onProperty kesos:mengukur ;"
        " owl:someValuesFrom kesos:Tujuan ] .",
        "kesos:Program rdfs:subClassOf owl:Thing .",
        "kesos:Program a owl:ObjectProperty .",
        "kesos:mendukung a owl:ReflexiveProperty .",
        "kesos:mendukung rdfs:subPropertyOf kesos:nama .",
        "kesos:nama rdfs:range kesos:Program .",
        "kesos:mengukur rdfs:domain kesos:TakDinyatakan .",
        "kesos:mengukur owl:propertyChainAxiom ( kesos:mendukung kesos:nama ) .",
        "[] a owl:AllDisjointClasses ; owl:members ( kesos:Program kesos:nama ) .",
        "kesos:alasan-1 a owl:Axiom ; owl:annotatedSource kesos:Jabatan ; owl:annotatedProperty rdfs:subClassOf ;"
        " owl:annotatedTarget kesos:Rekaman .",
        "[] a owl:Axiom ; owl:annotatedSource kesos:Program ; owl:annotatedProperty rdfs:subClassOf ;"
        " owl:annotatedTarget kesos:Sasaran .",
        "kesos:Program kesos:nama 'Program' .",
    ],
)
def test_what_leaves_the_profile_is_found(axiom: str) -> None:
    graph = terminology()
    graph.parse(
        data="@prefix kesos: <https://w3id.org/kgkesos/ontology#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> ."
        f" @prefix rdfs: <{RDFS}> . @prefix owl: <{OWL}> . {axiom}"
    )
    assert Profile(graph).faults() != []


# ---------- Conditions on the whole


def order(graph: Graph) -> nx.DiGraph[Node]:
    """Which property must come before which: those of a chain, and those under another, before it (section 11.2)."""
    before: nx.DiGraph[Node] = nx.DiGraph()
    # A property and its inverse count as one.
    same: dict[Node, Node] = dict(graph.subject_objects(OWL.inverseOf))
    for under, over in graph.subject_objects(RDFS.subPropertyOf):
        before.add_edge(same.get(under, under), same.get(over, over), strict=False)
    for whole, head in graph.subject_objects(OWL.propertyChainAxiom):
        steps = list(Collection(graph, head))
        # The property itself may begin the chain or end it, or be all of it.
        inner = [] if steps == [whole, whole] else steps[1:] if steps[0] == whole else steps
        inner = inner[:-1] if inner == steps and steps[-1] == whole else inner
        for step in inner:
            before.add_edge(same.get(step, step), same.get(whole, whole), strict=True)
    return before


def is_regular(graph: Graph) -> bool:
    """Whether no property comes, through a chain, before itself."""
    before = order(graph)
    return not any(
        before.edges[one, other]["strict"]
        for group in nx.strongly_connected_components(before)
        for one, other in before.subgraph(group).edges
    )


def test_chains_lead_to_no_property_that_they_are_made_of() -> None:
    graph = terminology()
    assert len(list(graph.subject_objects(OWL.propertyChainAxiom))) == 2
    assert is_regular(graph)


@pytest.mark.parametrize("way", ["a chain of its own superproperty", "two chains in a circle"])
def test_a_circle_of_chains_is_found(way: str) -> None:
    kesos = "@prefix k: <https://w3id.org/kgkesos/ontology#> . @prefix owl: <http://www.w3.org/2002/07/owl#> ."
    chains = {
        "a chain of its own superproperty": "k:mendukungLangsung owl:propertyChainAxiom ( k:mengukur k:mendukung ) .",
        "two chains in a circle": "k:dilaksanakanOleh owl:propertyChainAxiom ( k:mengukur k:penanggungJawab ) .",
    }
    assert not is_regular(terminology().parse(data=f"{kesos} {chains[way]}"))


def test_no_property_that_chains_or_passes_on_is_forbidden_anything() -> None:
    """Such a property may be in no disjointness, and not irreflexive, asymmetric, functional or counted."""
    graph = terminology()
    simple_only = (OWL.IrreflexiveProperty, OWL.AsymmetricProperty, OWL.FunctionalProperty, OWL.AllDisjointProperties)
    assert [s for kind in simple_only for s in graph.subjects(RDF.type, kind)] == []
    assert list(graph.subject_objects(OWL.propertyDisjointWith)) == []
