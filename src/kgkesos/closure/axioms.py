"""Reads the axioms of an ontology, and stops at the first one that the rule compiler does not know.

The ontology is RDF, so an axiom that nobody reads would be lost without a word. Therefore every triple must be one of:
an axiom of a kind listed here, a declaration, an annotation listed here, or a triple whose predicate the ontology
gives no logical role.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from rdflib import OWL, RDF, RDFS, XSD, Graph, URIRef
from rdflib.collection import Collection
from rdflib.namespace import NamespaceManager
from rdflib.term import Node

from kgkesos.errors import AxiomError

_DECLARATIONS = frozenset(
    {
        OWL.Ontology,
        OWL.Class,
        OWL.ObjectProperty,
        OWL.DatatypeProperty,
        OWL.AnnotationProperty,
        OWL.DeprecatedClass,
        OWL.DeprecatedProperty,
        OWL.NamedIndividual,
        OWL.Axiom,
        RDFS.Class,
        RDFS.Datatype,
        RDF.Property,
        RDF.List,
    }
)
_ANNOTATIONS = frozenset(
    {
        RDFS.label,
        RDFS.comment,
        RDFS.seeAlso,
        RDFS.isDefinedBy,
        OWL.versionIRI,
        OWL.versionInfo,
        OWL.priorVersion,
        OWL.backwardCompatibleWith,
        OWL.incompatibleWith,
        OWL.deprecated,
        OWL.imports,
        OWL.annotatedSource,
        OWL.annotatedProperty,
        OWL.annotatedTarget,
    }
)
# Pieces that mean nothing without the triple that uses them; that triple is an axiom, or is reported.
_PIECES = frozenset({RDF.first, RDF.rest, OWL.onProperty, OWL.onClass, OWL.onDataRange, OWL.members})
_PIECE_TYPES = frozenset({OWL.Restriction})

_PAIRS = {
    RDFS.subClassOf: "subclass",
    RDFS.subPropertyOf: "subproperty",
    RDFS.domain: "domain",
    OWL.disjointWith: "disjoint-classes",
    OWL.propertyDisjointWith: "disjoint-properties",
}
_BOTH_WAYS = {
    OWL.equivalentClass: "subclass",
    OWL.equivalentProperty: "subproperty",
    OWL.inverseOf: "inverse",
}
_CHARACTERISTICS = {
    OWL.TransitiveProperty: "transitive",
    OWL.SymmetricProperty: "symmetric",
    OWL.AsymmetricProperty: "asymmetric",
    OWL.IrreflexiveProperty: "irreflexive",
}
_ALL_DISJOINT = {
    OWL.AllDisjointClasses: "disjoint-classes",
    OWL.AllDisjointProperties: "disjoint-properties",
}
_PREDICATES = frozenset({*_PAIRS, *_BOTH_WAYS, RDFS.range, OWL.propertyChainAxiom})
_VOCABULARY = (str(OWL), str(RDF), str(RDFS))
_EVERYTHING = frozenset({OWL.Thing, RDFS.Resource})

_UNSIGNED = (XSD.unsignedLong, XSD.unsignedInt, XSD.unsignedShort, XSD.unsignedByte)
_INTEGERS = (
    XSD.integer,
    *(XSD.long, XSD.int, XSD.short, XSD.byte),
    *(XSD.nonPositiveInteger, XSD.negativeInteger),
    *(XSD.nonNegativeInteger, XSD.positiveInteger, *_UNSIGNED),
)
_STRINGS = (XSD.string, XSD.normalizedString, XSD.token, XSD.language, XSD.NMTOKEN, XSD.Name, XSD.NCName)
# A datatype that may be a range -> itself and the datatypes derived from it (XSD 1.1, part 2, section 3). All of them
# are of OWL 2 RL, which has no xsd:gYear and no xsd:date: a shape says what a year is.
_DATATYPES: dict[URIRef, tuple[URIRef, ...]] = {
    XSD.decimal: (XSD.decimal, *_INTEGERS),
    XSD.integer: _INTEGERS,
    XSD.nonNegativeInteger: (XSD.nonNegativeInteger, XSD.positiveInteger, *_UNSIGNED),
    XSD.positiveInteger: (XSD.positiveInteger,),
    XSD.string: _STRINGS,
    XSD.boolean: (XSD.boolean,),
    XSD.double: (XSD.double,),
    XSD.dateTime: (XSD.dateTime, XSD.dateTimeStamp),
    XSD.anyURI: (XSD.anyURI,),
}


@dataclass(frozen=True)
class Axiom:
    """One axiom: its ``kind`` is the name of its template, ``terms`` fill the template, ``text`` is for people."""

    kind: str
    terms: tuple[URIRef, ...]
    text: str


def read_axioms(ontology: Graph) -> tuple[Axiom, ...]:
    """The axioms of ``ontology`` without doubles, sorted by kind and terms.

    Raises:
        AxiomError: the ontology holds an axiom of a kind that is not listed in this module.
    """
    _refuse_unknown(ontology)
    names = ontology.namespace_manager
    found = {
        *_pair_axioms(ontology, names),
        *_range_axioms(ontology, names),
        *_chain_axioms(ontology, names),
        *_characteristic_axioms(ontology, names),
        *_all_disjoint_axioms(ontology, names),
    }
    return tuple(sorted(found, key=lambda axiom: (axiom.kind, axiom.terms, axiom.text)))


def _refuse_unknown(ontology: Graph) -> None:
    unknown = sorted(_unknown(ontology))
    if unknown:
        raise AxiomError("; ".join(unknown))


def _unknown(ontology: Graph) -> Iterator[str]:
    """What no reader of this module would read, each as a construct and the named term it belongs to."""
    names = ontology.namespace_manager
    roles = {*ontology.subjects(RDF.type, OWL.ObjectProperty), *ontology.subjects(RDF.type, OWL.DatatypeProperty)}
    for subject, predicate, value in ontology:
        if predicate == RDF.type:
            if value not in _DECLARATIONS | _PIECE_TYPES | _CHARACTERISTICS.keys() | _ALL_DISJOINT.keys():
                yield f"rdf:type {_show(value, names)} (of {_owner(ontology, subject)})"
        elif predicate in _ANNOTATIONS | _PIECES | _PREDICATES:
            continue
        elif _is_vocabulary(predicate) or _is_vocabulary(value) or predicate in roles:
            yield f"{_show(predicate, names)} (of {_owner(ontology, subject)})"


def _is_vocabulary(term: Node) -> bool:
    return isinstance(term, URIRef) and str(term).startswith(_VOCABULARY)


def _show(term: Node, names: NamespaceManager) -> str:
    return term.n3(names)


def _owner(ontology: Graph, node: Node) -> str:
    """The named term in whose axiom ``node`` stands, or the node itself."""
    seen: set[Node] = set()
    while not isinstance(node, URIRef) and node not in seen:
        seen.add(node)
        node = next(ontology.subjects(None, node), node)
    return _show(node, ontology.namespace_manager)


def _named(terms: tuple[Node, ...], text: str) -> tuple[URIRef, ...]:
    """``terms`` as IRIs that are no word of OWL or RDF itself, else an AxiomError: ``text`` is an expression."""
    found = tuple(term for term in terms if isinstance(term, URIRef) and not _is_vocabulary(term))
    if len(found) != len(terms):
        raise AxiomError(text)
    return found


def _pair_axioms(ontology: Graph, names: NamespaceManager) -> Iterator[Axiom]:
    """Axioms of one triple between two named terms; an equivalence or inverse gives one axiom for each direction."""
    for predicate, kind in (_PAIRS | _BOTH_WAYS).items():
        for subject, value in ontology.subject_objects(predicate):
            if value in _EVERYTHING and predicate in (RDFS.subClassOf, RDFS.domain):
                continue
            text = f"{_owner(ontology, subject)} {_show(predicate, names)} {_show(value, names)}"
            first, second = _named((subject, value), text)
            yield Axiom(kind, (first, second), text)
            if predicate in _BOTH_WAYS:
                yield Axiom(kind, (second, first), text)


def _range_axioms(ontology: Graph, names: NamespaceManager) -> Iterator[Axiom]:
    """A class as range entails types; a datatype as range can only be contradicted, by values not of its datatypes."""
    for subject, value in ontology.subject_objects(RDFS.range):
        if value in _EVERYTHING:
            continue
        text = f"{_show(subject, names)} rdfs:range {_show(value, names)}"
        if isinstance(value, URIRef) and value in _DATATYPES:
            yield Axiom("datatype-range", (*_named((subject,), text), *_DATATYPES[value]), text)
        elif str(value).startswith(str(XSD)) or (value, RDF.type, RDFS.Datatype) in ontology:
            raise AxiomError(text)
        else:
            yield Axiom("range", _named((subject, value), text), text)


def _chain_axioms(ontology: Graph, names: NamespaceManager) -> Iterator[Axiom]:
    """The property first, then the steps of its chain."""
    for subject, head in ontology.subject_objects(OWL.propertyChainAxiom):
        steps = list(Collection(ontology, head))
        text = f"{_show(subject, names)} owl:propertyChainAxiom ({' '.join(_show(step, names) for step in steps)})"
        if not steps:
            raise AxiomError(text)
        yield Axiom("chain", _named((subject, *steps), text), text)


def _characteristic_axioms(ontology: Graph, names: NamespaceManager) -> Iterator[Axiom]:
    for characteristic, kind in _CHARACTERISTICS.items():
        for subject in ontology.subjects(RDF.type, characteristic):
            text = f"{_owner(ontology, subject)} rdf:type {_show(characteristic, names)}"
            yield Axiom(kind, _named((subject,), text), text)


def _all_disjoint_axioms(ontology: Graph, names: NamespaceManager) -> Iterator[Axiom]:
    """One axiom for each pair of members."""
    for characteristic, kind in _ALL_DISJOINT.items():
        for subject in ontology.subjects(RDF.type, characteristic):
            text = _show(characteristic, names)
            heads = list(ontology.objects(subject, OWL.members))
            if len(heads) != 1:
                raise AxiomError(f"{text} with {len(heads)} lists of members")
            for pair in combinations(Collection(ontology, heads[0]), 2):
                first, second = _named(pair, f"{text} with an expression as member")
                yield Axiom(kind, (first, second), f"{text} ({_show(first, names)} {_show(second, names)})")
