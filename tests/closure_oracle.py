"""Holds the compiled rules against owlrl, an independent implementation of OWL 2 RL."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

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
    about_ontology = _project_closed() if ontology is None else frozenset(_closed(ontology, ()))
    ontology = _project() if ontology is None else ontology
    scratch = Scratch(triples)
    data = set(scratch.triples())
    close(scratch, compile_rules(ontology))
    ours = set(scratch.triples())
    theirs = {triple for triple in _closed(ontology, data) - (about_ontology - data) if not _is_noise(triple)}
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


@cache
def _project() -> Graph:
    return ontology_graph()


@cache
def _project_closed() -> frozenset[Triple]:
    """owlrl's closure of the project's ontology alone."""
    return frozenset(_closed(_project(), ()))


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
