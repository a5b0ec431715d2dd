"""A statement as a person asks for it: words or IRIs, and the local name of a property."""

from __future__ import annotations

from itertools import product

from rdflib import OWL, RDF, URIRef

from kgkesos.closure import ontology_graph
from kgkesos.errors import NodeError, QuestionError, given_as
from kgkesos.knowledge import Knowledge
from kgkesos.vocab import KESOS
from kgkesos.why.proof import Reason, why


def asked(knowledge: Knowledge, said: str, predicate: str, other: str, lang: str = "id") -> Reason:
    """Why what ``said`` means has ``predicate`` (a local name: "mendukung") with what ``other`` means, in ``lang``.

    Raises:
        NodeError: one of the two is no node, or the graph does not say so.
        QuestionError: the ontology has no such property between nodes.
    """
    named = KESOS[_property(predicate)]
    with given_as("subjek"):
        subjects = [URIRef(node.iri) for node in knowledge.find(said)]
    with given_as("objek"):
        objects = _objects(knowledge, other)
    for subject, object_ in product(subjects, objects):
        if knowledge.store.graphs_with((subject, named, object_)):
            return why(knowledge, (subject, named, object_), lang)
    return why(knowledge, (subjects[0], named, objects[0]), lang)


def _objects(knowledge: Knowledge, other: str) -> list[URIRef]:
    """A node by its words, or anything by its IRI."""
    if other.startswith(("http://", "https://")) and not any(letter in other for letter in ' <>"{}|\\^`'):
        return [URIRef(other)]
    try:
        return [URIRef(node.iri) for node in knowledge.find(other)]
    except NodeError as error:
        # Words that are a concept's.
        try:
            return list(knowledge.concepts(other))
        except NodeError:
            # What comes near to a node's name was meant for one.
            if knowledge.search(other, limit=1):
                raise error from None
            raise


def _property(said: str) -> str:
    ontology = ontology_graph()
    names = sorted(str(one).removeprefix(str(KESOS)) for one in ontology.subjects(RDF.type, OWL.ObjectProperty))
    if said not in names:
        raise QuestionError(said, "sifat ini tidak ada dalam ontologi (no such property)", names, "predikat")
    return said
