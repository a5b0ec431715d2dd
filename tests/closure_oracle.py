"""Holds the compiled rules against owlrl, an independent implementation of OWL 2 RL."""

from __future__ import annotations

from collections.abc import Iterable

import owlrl
from rdflib import OWL, RDF, RDFS, XSD, Graph, URIRef
from rdflib.term import Literal

from kgkesos.closure import close, compile_rules, ontology_graph
from kgkesos.store import Scratch, Triple

_VOCABULARIES = (str(OWL), str(RDF), str(RDFS), str(XSD))


def same_as_owlrl(triples: Iterable[Triple], ontology: Graph | None = None) -> tuple[set[Triple], set[Triple]]:
    """What the compiled rules miss of owlrl's closure of ``triples``, and what they add beyond it.

    Both sides start from the triples as the store gives them back, since it normalises literals. Of owlrl's closure
    of ontology and data, these are left out, and nothing else:

    * triples of its closure of the ontology alone, unless the data assert them: they are about the ontology;
    * what it says of every term: ``owl:sameAs`` itself (eq-ref), ``rdf:type owl:Thing`` (scm-cls);
    * triples whose subject is a literal (dt-type, eq-ref on literals), which RDF does not allow;
    * triples whose subject is a word of OWL, RDF, RDFS or XSD (the datatypes that the literals happen to use).
    """
    ontology = ontology_graph() if ontology is None else ontology
    scratch = Scratch(triples)
    data = set(scratch.triples())
    close(scratch, compile_rules(ontology))
    ours = set(scratch.triples())
    about_ontology = _closed(ontology, ()) - data
    theirs = {triple for triple in _closed(ontology, data) - about_ontology if not _is_noise(triple)}
    return theirs - ours, ours - theirs


def owlrl_errors(ontology: Graph, triples: Iterable[Triple] = ()) -> list[str]:
    """The inconsistencies that owlrl reports in ontology and data together."""
    graph = Graph()
    graph += ontology
    for triple in triples:
        graph.add(triple)
    semantics = owlrl.OWLRL_Semantics(graph, False, False)
    semantics.closure()
    return list(semantics.error_messages)


def _closed(ontology: Graph, triples: Iterable[Triple]) -> set[Triple]:
    graph = Graph()
    graph += ontology
    for triple in triples:
        graph.add(triple)
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    return set(graph)


def _is_noise(triple: Triple) -> bool:
    subject, predicate, value = triple
    return (
        isinstance(subject, Literal)
        or (predicate == OWL.sameAs and subject == value)
        or (predicate == RDF.type and value == OWL.Thing)
        or (isinstance(subject, URIRef) and str(subject).startswith(_VOCABULARIES))
    )
