"""Findings by SHACL: the shapes in ``shapes/`` run on one document, those of ``ontologi.ttl`` on the ontology.

A shape is a named IRI whose local name is the finding's code. All that a finding says stands on the shape; nothing is
decided here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from rdflib import RDF, SH, Graph, Literal, URIRef
from rdflib.namespace import NamespaceManager
from rdflib.plugins.stores.memory import Memory
from rdflib.query import Result
from rdflib.store import Store
from rdflib.term import IdentifiedNode, Node

from kgkesos import resources, turtle
from kgkesos.errors import DataFileError, KgkesosError
from kgkesos.findings import cepat
from kgkesos.findings.model import LANGUAGES, LEVELS, Temuan, Text, ordered
from kgkesos.memory import copied
from kgkesos.store import Scratch
from kgkesos.vocab import KESOS, SHAPES

if TYPE_CHECKING:
    from rdflib.plugins.sparql.sparql import Query

# The shape that has no target: its texts are those of what the ontology forbids.
CONTRADICTION = SHAPES["bertentangan-dengan-ontologi"]
_OF_THE_ONTOLOGY = "ontologi.ttl"


class Forbidden(Protocol):
    """An axiom of the ontology that data can break, with a CONSTRUCT of the triples that break it."""

    @property
    def axiom(self) -> str:
        """The axiom, for people."""

    @property
    def query(self) -> str:
        """The CONSTRUCT."""


def load_shapes() -> Graph:
    """Every shape on documents in ``shapes/*.ttl``, as one graph.

    Raises:
        DataFileError: a file is not Turtle, or a shape lacks its level or a text in one language.
    """
    return _load(path for path in resources.files("shapes", "*.ttl") if path.name != _OF_THE_ONTOLOGY)


def load_ontology_shapes() -> Graph:
    """The shapes on the files of the ontology itself; no document is validated by them.

    Raises:
        DataFileError: as for :func:`load_shapes`.
    """
    return _load((resources.folder("shapes") / _OF_THE_ONTOLOGY,))


def _load(paths: Iterable[Path]) -> Graph:
    shapes = Graph()
    for path in paths:
        one = turtle.load(path)
        for shape in codes(one).values():
            _hold(one, shape, path)
        shapes += one
    return shapes


def codes(shapes: Graph) -> dict[str, URIRef]:
    """The shapes by the code of their findings, sorted."""
    kinds = (SH.NodeShape, SH.PropertyShape)
    named = {s for kind in kinds for s in shapes.subjects(RDF.type, kind) if isinstance(s, URIRef)}
    return {_code(shape): shape for shape in sorted(named)}


def validate(data: Graph, shapes: Graph) -> tuple[Temuan, ...]:
    """What ``shapes`` find in ``data``: one document's statements, what follows from them, and the code lists.

    Raises:
        DataFileError: a shape cannot be run.
    """
    folder = resources.folder("shapes")
    try:
        found, text = report(data, shapes)
    except KgkesosError:
        raise
    # A broken shape fails as the part of pyshacl or rdflib that meets it: in more ways than could be listed.
    except Exception as error:
        from kgkesos.findings import faults

        paths = [path for path in resources.files("shapes", "*.ttl") if path.name != _OF_THE_ONTOLOGY]
        raise faults.named(error, paths, lambda some: report(data, some), folder) from error
    if not isinstance(found, Graph):
        raise DataFileError(folder, text)
    return ordered(_findings(found, shapes, folder))


def report(data: Graph, shapes: Graph) -> tuple[object, str]:
    """The validation report of ``shapes`` on ``data``, and its text: by pyshacl, or by what was asked for in its place.

    What is no graph is pyshacl's word for why it could not run.
    """
    if cepat.engine() == cepat.ACCELERATOR:
        return cepat.report(data, shapes), ""
    import pyshacl  # only a build validates; answering a question does not

    # pyshacl adds triples to the shapes it is given: it gets a copy.
    _, found, text = pyshacl.validate(_Prepared(data), shacl_graph=_Prepared(copied(shapes)))
    return found, text


def contradictions(scratch: Scratch, forbidden: Iterable[Forbidden], shapes: Graph | None = None) -> tuple[Temuan, ...]:
    """What a closed graph says that the ontology forbids; ``shapes`` (by default the project's) hold the texts."""
    broken = [(str(s), one.axiom) for one in forbidden for s, _, _ in scratch.construct(one.query)]
    if not broken:
        return ()
    shapes = load_shapes() if shapes is None else shapes
    if (CONTRADICTION, RDF.type, SH.NodeShape) not in shapes:
        return ()
    return ordered(_finding(shapes, CONTRADICTION, CONTRADICTION, URIRef(pada), axiom) for pada, axiom in broken)


class _Prepared(Graph):
    """A view of a graph that does once what pyshacl asks anew for every node and every result.

    It sends the text of a SPARQL constraint to be parsed, asks whether the graph is empty, for which rdflib counts
    all triples, and shortens the name of each node for a report in words, which nobody reads.
    """

    def __init__(self, data: Graph) -> None:
        super().__init__(data.store, data.identifier, bind_namespaces="none")
        self.namespace_manager = _Unshortened(self, bind_namespaces="none")
        self._count = len(data)

    def __len__(self) -> int:
        return self._count

    @property
    def store(self) -> Store:
        """An empty store for the dataset that pyshacl makes beside a graph: it wants one that knows contexts.

        What pyshacl asks, it asks the graph, whose own store may be a faster one without contexts.
        """
        return Memory()

    def query(self, query_object: str | Query, *args: Any, **kwargs: Any) -> Result:
        """As :meth:`rdflib.Graph.query`."""
        return super().query(
            _prepared(query_object) if isinstance(query_object, str) else query_object, *args, **kwargs
        )


class _Unshortened(NamespaceManager):
    """The names of a graph without prefixes, as they are."""

    def bind(self, *args: object, **kwargs: object) -> None:
        """Bind nothing."""

    def normalizeUri(self, rdfTerm: str) -> str:  # noqa: N802, N803 (the names that rdflib gives)
        """The whole name."""
        return f"<{rdfTerm}>"


@cache
def _prepared(text: str) -> Query:
    from rdflib.plugins.sparql import prepareQuery

    return prepareQuery(text)


def _findings(report: Graph, shapes: Graph, folder: Path) -> Iterator[Temuan]:
    # sh:detail holds results too: only those of the report itself are findings.
    for head in report.subjects(RDF.type, SH.ValidationReport):
        for result in report.objects(head, SH.result):
            shape = report.value(result, SH.sourceShape)
            focus = report.value(result, SH.focusNode)
            if not isinstance(shape, URIRef) or not isinstance(focus, URIRef):
                raise DataFileError(folder, f"shape {shape} found {focus}: both must be named")
            constraint = report.value(result, SH.sourceConstraint)
            speaker = constraint if isinstance(constraint, URIRef) else shape
            value = report.value(result, SH.value)
            one = _finding(shapes, shape, speaker, focus, str(value) if isinstance(value, Literal) else None)
            # An engine may not name the constraint that spoke; what it said stands in the result all the same.
            yield one if one.pesan else replace(one, pesan=_text(report, result, SH.resultMessage))


def _finding(shapes: Graph, shape: URIRef, speaker: URIRef, focus: URIRef, value: str | None) -> Temuan:
    field = shapes.value(shape, KESOS.bidang)
    return Temuan(
        kode=_code(shape),
        tingkat=str(shapes.value(shape, SH.severity)).removeprefix(str(SH)),
        pada=focus,
        bidang=str(field) if field is not None else None,
        nilai=value,
        pesan=_text(shapes, speaker, SH.message) or _text(shapes, shape, SH.message),
        perbaikan=_text(shapes, shape, KESOS.perbaikan),
        alasan=_text(shapes, shape, KESOS.alasan),
    )


def _code(shape: IdentifiedNode) -> str:
    return str(shape).removeprefix(str(SHAPES))


def _text(shapes: Graph, node: Node, term: URIRef) -> Text:
    texts = sorted(o for o in shapes.objects(node, term) if isinstance(o, Literal))
    return {text.language: str(text) for text in texts if text.language}


def _hold(shapes: Graph, shape: URIRef, path: Path) -> None:
    """Raise DataFileError where ``shape`` could make a finding that lacks something."""
    if not str(shape).startswith(str(SHAPES)):
        raise DataFileError(path, f"{shape} is not a name under {SHAPES}")
    if shapes.value(shape, SH.severity) not in {SH[level] for level in LEVELS}:
        raise DataFileError(path, f"{_code(shape)} has no sh:severity")
    speakers = list(shapes.objects(shape, SH.sparql)) or [shape]
    said = [(speaker, SH.message) for speaker in speakers] + [(shape, KESOS.perbaikan), (shape, KESOS.alasan)]
    for node, term in said:
        missing = sorted(set(LANGUAGES) - set(_text(shapes, node, term)))
        if missing:
            raise DataFileError(path, f"{_code(shape)} has no {term.fragment} in {', '.join(missing)}")
