"""The report as a standard ``sh:ValidationReport`` in Turtle: what any SHACL tool reads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from rdflib import RDF, SH, Graph, Literal, URIRef
from rdflib.term import BNode, Node

from kgkesos import findings, turtle
from kgkesos.laporan.model import Butir, Laporan
from kgkesos.vocab import SHAPES

_PATH = Path("laporan.ttl")
# The component of a constraint by the property that states it. A check in queries/checks is SPARQL, too.
_COMPONENTS: Mapping[URIRef, URIRef] = {
    SH.sparql: SH.SPARQLConstraintComponent,
    SH["or"]: SH.OrConstraintComponent,
    SH["and"]: SH.AndConstraintComponent,
    SH["not"]: SH.NotConstraintComponent,
    SH.xone: SH.XoneConstraintComponent,
    SH.qualifiedMinCount: SH.QualifiedMinCountConstraintComponent,
    SH.qualifiedMaxCount: SH.QualifiedMaxCountConstraintComponent,
    SH.minCount: SH.MinCountConstraintComponent,
    SH.maxCount: SH.MaxCountConstraintComponent,
    SH.pattern: SH.PatternConstraintComponent,
    SH["in"]: SH.InConstraintComponent,
    SH["class"]: SH.ClassConstraintComponent,
    SH.datatype: SH.DatatypeConstraintComponent,
    SH.nodeKind: SH.NodeKindConstraintComponent,
    SH.node: SH.NodeConstraintComponent,
    SH.property: SH.PropertyConstraintComponent,
    SH.hasValue: SH.HasValueConstraintComponent,
    SH.equals: SH.EqualsConstraintComponent,
    SH.disjoint: SH.DisjointConstraintComponent,
    SH.lessThan: SH.LessThanConstraintComponent,
    SH.minLength: SH.MinLengthConstraintComponent,
    SH.maxLength: SH.MaxLengthConstraintComponent,
    SH.minInclusive: SH.MinInclusiveConstraintComponent,
    SH.maxInclusive: SH.MaxInclusiveConstraintComponent,
    SH.uniqueLang: SH.UniqueLangConstraintComponent,
    SH.languageIn: SH.LanguageInConstraintComponent,
}


def text(laporan: Laporan, *, conforms: bool | None = None) -> str:
    """``laporan`` in Turtle; where it is a part, ``conforms`` says whether nothing was found in the whole.

    Raises:
        DataFileError: a shape of the project is broken.
    """
    return turtle.write(graph(laporan.butir, findings.load_shapes(), conforms=conforms), turtle.Layout(), _PATH)


def graph(found: Iterable[Butir], shapes: Graph, *, conforms: bool | None = None) -> Graph:
    """``found`` as a validation report; ``shapes`` are the project's. What is mended is in no report.

    As the standard says, a report conforms only where nothing was found, whatever its level.
    """
    made = Graph(bind_namespaces="none")
    for prefix, space in (("sh", SH), ("shapes", SHAPES)):
        made.bind(prefix, space)
    head = BNode("laporan")
    made.add((head, RDF.type, SH.ValidationReport))
    results = [_result(made, one, shapes) for one in found]
    made.add((head, SH.conforms, Literal(not results if conforms is None else conforms)))
    for node in results:
        made.add((head, SH.result, node))
    return made


def _result(made: Graph, one: Butir, shapes: Graph) -> Node:
    node = URIRef(one.iri)
    made.add((node, RDF.type, SH.ValidationResult))
    made.add((node, SH.focusNode, URIRef(one.simpul.iri)))
    made.add((node, SH.resultSeverity, SH[one.tingkat]))
    made.add((node, SH.sourceShape, SHAPES[one.kode]))
    made.add((node, SH.sourceConstraintComponent, _component(SHAPES[one.kode], shapes)))
    for language, said in one.pesan.items():
        made.add((node, SH.resultMessage, Literal(said, lang=language)))
    if one.nilai is not None:
        made.add((node, SH.value, Literal(one.nilai)))
    path = shapes.value(SHAPES[one.kode], SH.path)
    if isinstance(path, URIRef):
        made.add((node, SH.resultPath, path))
    return node


def _component(shape: URIRef, shapes: Graph) -> URIRef:
    """What the shape demands; of a check, and of what the ontology forbids, a query."""
    stated = [component for term, component in _COMPONENTS.items() if (shape, term, None) in shapes]
    return stated[0] if stated else SH.SPARQLConstraintComponent
