"""What the rule compiler does not know stops it; what the ontology forbids is found, as owlrl finds it."""

from __future__ import annotations

import pytest
from closure_oracle import owlrl_errors
from rdflib import XSD, Graph, Literal, Namespace, URIRef

from kgkesos.closure import (
    Clash,
    close,
    compile_contradictions,
    compile_rules,
    contradictions,
    ontology_graph,
)
from kgkesos.errors import AxiomError
from kgkesos.store import Scratch, Triple

EX = Namespace("https://example.org/t#")
PREFIXES = """
@prefix ex: <https://example.org/t#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""


def turtle(text: str) -> Graph:
    return Graph().parse(data=PREFIXES + text, format="turtle")


def clashes(triples: list[Triple], ontology: Graph) -> list[Clash]:
    scratch = Scratch(triples)
    close(scratch, compile_rules(ontology))
    return list(contradictions(scratch, compile_contradictions(ontology)))


# ---------- What the compiler does not know stops it


@pytest.mark.parametrize(
    ("axiom", "named"),
    [
        ("ex:p a owl:FunctionalProperty .", "owl:FunctionalProperty"),
        ("ex:p a owl:InverseFunctionalProperty .", "owl:InverseFunctionalProperty"),
        ("ex:p a owl:ReflexiveProperty .", "owl:ReflexiveProperty"),
        ("ex:A owl:equivalentClass [ a owl:Class ; owl:unionOf ( ex:B ex:C ) ] .", "owl:unionOf"),
        ("[ a owl:Class ; owl:unionOf ( ex:B ex:C ) ] rdfs:subClassOf ex:A .", "owl:unionOf"),
        ("ex:A owl:equivalentClass [ owl:intersectionOf ( ex:B ex:C ) ] .", "owl:intersectionOf"),
        ("ex:A rdfs:subClassOf [ a owl:Class ; owl:complementOf ex:B ] .", "owl:complementOf"),
        ("ex:A owl:oneOf ( ex:x ex:y ) .", "owl:oneOf"),
        ("ex:A owl:hasKey ( ex:p ) .", "owl:hasKey"),
        ("ex:A owl:disjointUnionOf ( ex:B ex:C ) .", "owl:disjointUnionOf"),
        (
            "ex:A rdfs:subClassOf [ a owl:Restriction ; owl:onProperty ex:p ; owl:maxCardinality 1 ] .",
            "owl:maxCardinality",
        ),
        ("ex:A rdfs:subClassOf [ a owl:Restriction ; owl:onProperty ex:p ; owl:cardinality 1 ] .", "owl:cardinality"),
        (
            "ex:A rdfs:subClassOf [ a owl:Restriction ; owl:onProperty ex:p ; owl:onClass ex:B ;"
            " owl:maxQualifiedCardinality 1 ] .",
            "owl:maxQualifiedCardinality",
        ),
        (
            "[ a owl:Restriction ; owl:onProperty ex:p ; owl:someValuesFrom ex:B ] rdfs:subClassOf ex:A .",
            "owl:someValuesFrom",
        ),
        (
            "ex:A rdfs:subClassOf [ a owl:Restriction ; owl:onProperty ex:p ; owl:allValuesFrom ex:B ] .",
            "owl:allValuesFrom",
        ),
        ("ex:A rdfs:subClassOf [ a owl:Restriction ; owl:onProperty ex:p ; owl:hasValue ex:x ] .", "owl:hasValue"),
        ("ex:A rdfs:subClassOf [ a owl:Restriction ; owl:onProperty ex:p ; owl:hasSelf true ] .", "owl:hasSelf"),
        ("ex:A rdfs:subClassOf [ a owl:Class ] .", "rdfs:subClassOf"),
        ("ex:A rdfs:subClassOf owl:Nothing .", "owl:Nothing"),
        ("ex:p rdfs:domain [ a owl:Class ] .", "rdfs:domain"),
        ("ex:p rdfs:range rdfs:Literal .", "rdfs:range"),
        ("ex:p rdfs:range xsd:hexBinary .", "xsd:hexBinary"),
        ("ex:D a rdfs:Datatype . ex:p rdfs:range ex:D .", "ex:D"),
        ("ex:D a rdfs:Datatype ; owl:onDatatype xsd:integer .", "owl:onDatatype"),
        ("ex:p rdfs:subPropertyOf rdf:type .", "rdf:type"),
        ("ex:p rdfs:subPropertyOf owl:sameAs .", "owl:sameAs"),
        ("ex:p owl:propertyChainAxiom ( ex:q [ owl:inverseOf ex:r ] ) .", "owl:inverseOf"),
        ("ex:p owl:propertyChainAxiom () .", "owl:propertyChainAxiom"),
        ("ex:x owl:sameAs ex:y .", "owl:sameAs"),
        ("ex:x owl:differentFrom ex:y .", "owl:differentFrom"),
        ("[] a owl:AllDifferent ; owl:members ( ex:x ex:y ) .", "owl:AllDifferent"),
        ("[] a owl:AllDisjointClasses .", "owl:AllDisjointClasses"),
        ("[] a owl:NegativePropertyAssertion .", "owl:NegativePropertyAssertion"),
        ("ex:x a ex:A .", "rdf:type ex:A"),
        ("ex:p a owl:ObjectProperty . ex:x ex:p ex:y .", "ex:p"),
        ("ex:x ex:q owl:Thing .", "ex:q"),
        ("ex:p a owl:DatatypeProperty ; rdfs:range xsd:gYear .", "xsd:gYear"),
        ("ex:p a owl:DatatypeProperty ; rdfs:range xsd:date .", "xsd:date"),
        ("ex:A owl:inventedTomorrow ex:B .", "owl:inventedTomorrow"),
    ],
)
def test_an_unknown_axiom_stops_the_compiler(axiom: str, named: str) -> None:
    ontology = ontology_graph() + turtle(axiom)
    ontology.bind("ex", EX)
    for compiler in (compile_rules, compile_contradictions):
        with pytest.raises(AxiomError, match=named):
            compiler(ontology)


def test_the_error_names_the_term_whose_axiom_is_unknown() -> None:
    ontology = turtle("ex:A rdfs:subClassOf [ owl:unionOf ( ex:B [ owl:complementOf ex:C ] ) ] .")
    with pytest.raises(AxiomError) as caught:
        compile_rules(ontology)
    assert caught.value.axiom == "owl:complementOf (of ex:A); owl:unionOf (of ex:A)"


def test_annotations_and_declarations_are_no_axioms() -> None:
    ontology = turtle(
        """<https://example.org/t> a owl:Ontology ; owl:versionIRI <https://example.org/t/1> ; owl:imports ex:other .
        ex:A a owl:Class ; rdfs:label "A"@en ; rdfs:comment "B" ; rdfs:seeAlso ex:B ; owl:deprecated true .
        ex:note a owl:AnnotationProperty . ex:A ex:note "words" . ex:A rdfs:subClassOf owl:Thing .
        [] a owl:Axiom ; owl:annotatedSource ex:A ; owl:annotatedProperty rdfs:label ; owl:annotatedTarget "A"@en ."""
    )
    assert compile_rules(ontology) == ()
    assert compile_contradictions(ontology) == ()


# ---------- Contradictions


@pytest.mark.parametrize(
    ("axiom", "facts", "rule"),
    [
        ("ex:A owl:disjointWith ex:B .", "ex:x a ex:A, ex:B .", "cax-dw A B"),
        ("[] a owl:AllDisjointClasses ; owl:members ( ex:A ex:B ex:C ) .", "ex:x a ex:A, ex:C .", "cax-dw A C"),
        ("ex:A owl:disjointWith ex:B . ex:p rdfs:domain ex:A .", "ex:x a ex:B ; ex:p ex:y .", "cax-dw A B"),
        ("ex:p owl:propertyDisjointWith ex:q .", "ex:x ex:p ex:y ; ex:q ex:y .", "prp-pdw p q"),
        # owlrl 7.6 never compares the last member of AllDisjointProperties, hence the third.
        (
            "[] a owl:AllDisjointProperties ; owl:members ( ex:p ex:q ex:r ) .",
            "ex:x ex:p ex:y ; ex:q ex:y .",
            "prp-pdw p q",
        ),
        ("ex:p a owl:AsymmetricProperty .", "ex:x ex:p ex:y . ex:y ex:p ex:x .", "prp-asyp p"),
        ("ex:p a owl:IrreflexiveProperty .", "ex:x ex:p ex:x .", "prp-irp p"),
    ],
)
def test_a_contradiction_is_found_as_owlrl_finds_it(axiom: str, facts: str, rule: str) -> None:
    ontology, triples = turtle(axiom), list(turtle(facts))
    assert [clash.contradiction.name for clash in clashes(triples, ontology)] == [rule]
    assert owlrl_errors(ontology, triples) != []


@pytest.mark.parametrize(
    ("datatype", "value", "holds"),
    [
        ("integer", Literal(5), True),
        ("integer", Literal("5", datatype=XSD.positiveInteger), True),
        ("integer", Literal("5"), False),
        ("integer", Literal("5.0", datatype=XSD.decimal), False),
        ("decimal", Literal(5), True),
        ("string", Literal("words"), True),
        ("string", Literal("kata", lang="id"), False),
        ("boolean", Literal(True), True),
        ("boolean", EX.y, False),
    ],
)
def test_the_range_of_a_datatype_property_holds(datatype: str, value: Literal | URIRef, holds: bool) -> None:
    ontology = turtle(f"ex:p a owl:DatatypeProperty ; rdfs:range xsd:{datatype} .")
    assert (clashes([(EX.x, EX.p, value)], ontology) == []) is holds
