"""OWL 2 RL on one document: rules compiled from the ontology to SPARQL updates, run to a fixpoint.

The rules are those of the OWL 2 RL/RDF tables (https://www.w3.org/TR/owl2-profiles/#Reasoning_in_OWL_2_RL_and_RDF_Graphs_using_Rules)
that can follow from the axioms in ``ontology/``; each has a template in ``queries/closure/``, named after the kind of
axiom. An axiom of another kind stops the compiler (``axioms``), so nothing is left out in silence. The data
must hold no axioms and no ``owl:sameAs`` of their own: kgkesos records sameness as a ``Padanan``.

``owlrl`` closes the ontology itself, and is the oracle that the tests hold the compiled rules against.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from string import Template

from rdflib import OWL, RDF, RDFS, Graph, URIRef

from kgkesos import resources, turtle
from kgkesos.closure.axioms import Axiom, read_axioms
from kgkesos.errors import DataFileError
from kgkesos.store import Head, Scratch, Triple

# Kind of axiom -> the OWL 2 RL rule it is an instance of, in the order in which a round runs them: what ties things
# comes before what types them, so that one round reaches most of the closure.
_RULE_KINDS = {
    "subproperty": "prp-spo1",
    "inverse": "prp-inv",
    "symmetric": "prp-symp",
    "chain": "prp-spo2",
    "transitive": "prp-trp",
    "domain": "prp-dom",
    "range": "prp-rng",
    "subclass": "cax-sco",
}
# The kinds whose rules say of what class a thing is.
_TYPING = frozenset({"subclass", "domain", "range"})
_CONTRADICTION_KINDS = {
    "disjoint-classes": "cax-dw",
    "disjoint-properties": "prp-pdw",
    "asymmetric": "prp-asyp",
    "irreflexive": "prp-irp",
    "datatype-range": "dt-not-type",
}
# The names under which a template of this kind takes the axiom's terms, in their order.
_PLACEHOLDERS = {
    "subproperty": ("sub", "super"),
    "subclass": ("sub", "super"),
    "domain": ("property", "class"),
    "range": ("property", "class"),
    "inverse": ("property", "inverse"),
    "disjoint-classes": ("first", "second"),
    "disjoint-properties": ("first", "second"),
    "symmetric": ("property",),
    "transitive": ("property",),
    "asymmetric": ("property",),
    "irreflexive": ("property",),
}


@dataclass(frozen=True)
class Rule:
    """One axiom as a SPARQL update: ``name`` is its OWL 2 RL rule and terms, ``axiom`` says it for people.

    ``reads`` are the properties, or the class, that data must have for it to add anything; ``writes`` is the property,
    or ``rdf:type`` and the class, that it adds.
    """

    name: str
    axiom: str
    update: str
    reads: frozenset[URIRef]
    writes: Head


@dataclass(frozen=True)
class Contradiction:
    """One axiom that data can break, as a CONSTRUCT query for the triples that break it."""

    name: str
    axiom: str
    query: str


@dataclass(frozen=True)
class Clash:
    """The ``triples`` of a closed graph that cannot all be true, and the axiom that forbids them."""

    contradiction: Contradiction
    triples: tuple[Triple, ...]


def ontology_graph() -> Graph:
    """The ontology of the project.

    Raises:
        DataFileError: ``ontology/kgkesos.ttl`` is missing or is not Turtle.
    """
    return turtle.load(resources.folder("ontology") / "kgkesos.ttl")


def close_ontology(ontology: Graph) -> Graph:
    """A copy of ``ontology`` closed by owlrl: the scm-* rules, such as the transitive ``rdfs:subClassOf``.

    It also holds what OWL 2 RL says of every term (``owl:sameAs`` itself, subclass of ``owl:Thing``).
    """
    import owlrl  # 0.2 s to import; only builds and tests need it

    closed = Graph(namespace_manager=ontology.namespace_manager)
    closed += ontology
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(closed)
    return closed


def compile_rules(ontology: Graph) -> tuple[Rule, ...]:
    """The rules by which ``ontology`` entails new triples from data.

    Raises:
        AxiomError: the ontology holds an axiom that the compiler does not know.
    """
    order = list(_RULE_KINDS)
    axioms = [axiom for axiom in read_axioms(ontology) if axiom.kind in _RULE_KINDS]
    axioms.sort(key=lambda axiom: (order.index(axiom.kind), -_depth(ontology, axiom)))
    return tuple(Rule(_name(axiom), axiom.text, _fill(axiom, "ru"), _reads(axiom), _writes(axiom)) for axiom in axioms)


def compile_contradictions(ontology: Graph) -> tuple[Contradiction, ...]:
    """The queries for what ``ontology`` forbids.

    Raises:
        AxiomError: the ontology holds an axiom that the compiler does not know.
    """
    axioms = (axiom for axiom in read_axioms(ontology) if axiom.kind in _CONTRADICTION_KINDS)
    return tuple(Contradiction(_name(axiom), axiom.text, _fill(axiom, "rq")) for axiom in axioms)


def close(scratch: Scratch, rules: Iterable[Rule]) -> int:
    """Run ``rules`` until they add nothing; how many triples they added."""
    every = waiting = tuple(rules)
    added = 0
    while waiting:
        new = scratch.update(";\n".join(rule.update for rule in waiting), {rule.writes for rule in waiting})
        added += len(new)
        # Of what a rule reads nothing is new: it would add again what it has added.
        told = {o if p == RDF.type else p for _, p, o in new}
        waiting = tuple(rule for rule in every if not rule.reads.isdisjoint(told))
    return added


def contradictions(scratch: Scratch, forbidden: Iterable[Contradiction]) -> Iterator[Clash]:
    """What a closed graph says that the ontology forbids."""
    for contradiction in forbidden:
        triples = tuple(sorted(set(scratch.construct(contradiction.query))))
        if triples:
            yield Clash(contradiction, triples)


def _depth(ontology: Graph, axiom: Axiom) -> int:
    """How many classes or properties lie above the axiom's first term: deeper ones run first, so their results rise."""
    predicate = {"subclass": RDFS.subClassOf, "subproperty": RDFS.subPropertyOf}.get(axiom.kind, OWL.inverseOf)
    return sum(1 for _ in ontology.transitive_objects(axiom.terms[0], predicate))


def _name(axiom: Axiom) -> str:
    rule = (_RULE_KINDS | _CONTRADICTION_KINDS)[axiom.kind]
    return " ".join((rule, *(term.fragment or term.rsplit("/", 1)[-1] for term in axiom.terms)))


def _reads(axiom: Axiom) -> frozenset[URIRef]:
    """The terms of the axiom that stand in the premise of its rule: the steps of a chain, of others the first."""
    return frozenset(axiom.terms[1:] if axiom.kind == "chain" else axiom.terms[:1])


def _writes(axiom: Axiom) -> Head:
    """The term of the axiom that stands in the conclusion of its rule: of two the second, of a chain what it makes."""
    if axiom.kind in _TYPING:
        return RDF.type, axiom.terms[1]
    return (axiom.terms[0] if axiom.kind == "chain" else axiom.terms[-1]), None


def _fill(axiom: Axiom, suffix: str) -> str:
    return _template(f"closure/{axiom.kind}.{suffix}").substitute(_values(axiom))


def _values(axiom: Axiom) -> dict[str, str]:
    """The text for each placeholder of the axiom's template."""
    terms = [term.n3() for term in axiom.terms]
    if axiom.kind == "chain":
        return {"property": terms[0], "path": "/".join(terms[1:])}
    if axiom.kind == "datatype-range":
        return {"property": terms[0], "datatypes": ", ".join(terms[1:])}
    return dict(zip(_PLACEHOLDERS[axiom.kind], terms, strict=True))


@cache
def _template(name: str) -> Template:
    path = resources.folder("queries") / name
    try:
        return Template(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise DataFileError(path, str(error)) from error
