"""Answers to named questions: columns, rows, and the build they come from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import product

from rdflib.term import Literal, Node, URIRef

from kgkesos.errors import QuestionError
from kgkesos.knowledge import Knowledge
from kgkesos.questions import ALL, Param, Question, named

Cell = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to ``question``: a cell is plain Python (an IRI is its text). ``params`` are the values asked with."""

    question: Question
    params: Mapping[str, str]
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    build: str


def ask(knowledge: Knowledge, name: str, given: Mapping[str, str] | None = None) -> Answer:
    """The answer to the question ``name`` with the parameters ``given``.

    A name that several nodes bear (a kegiatan of two plan periods) asks for each of them.

    Raises:
        QuestionError: no such question or parameter, a value is missing or does not fit.
        NodeError: no node has the words given for a node parameter, no concept those given for a concept.
    """
    question = named(name)
    said = dict(given or {})
    for parameter in said:
        question.param(parameter)
    choices = [[(param.name, term) for term in _terms(knowledge, param, said)] for param in question.params]
    columns: tuple[str, ...] = ()
    rows: list[tuple[Cell, ...]] = []
    for chosen in product(*choices):
        bindings = {parameter: term for parameter, term in chosen if term is not None}
        found = knowledge.store.select(question.text, bindings)
        columns = found.columns
        rows.extend(tuple(_cell(term) for term in row) for row in found.rows)
    return Answer(question, said, columns, tuple(rows), knowledge.build.name)


def _terms(knowledge: Knowledge, param: Param, said: Mapping[str, str]) -> list[Node | None]:
    """The terms that ``param`` is to be bound to, one run each; None leaves it unbound."""
    value = said.get(param.name, param.default)
    if value is None:
        raise QuestionError(param.name, "parameter ini harus diisi (a value must be given)")
    if value == ALL and param.default == ALL:
        return [None]
    if param.type != "node" and not value.strip():
        raise QuestionError(param.name, "parameter ini kosong (the value is empty)")
    value = value.strip()
    if param.type == "node":
        return [URIRef(node.iri) for node in knowledge.find(value, [param.kind or ""])]
    if param.type == "dokumen":
        return [_document(knowledge, value)]
    if param.type == "temuan":
        return [_finding_code(knowledge, value)]
    if param.type == "konsep":
        return list(knowledge.concepts(value))
    if param.type == "integer":
        if not value.lstrip("-").isdigit():
            raise QuestionError(param.name, f"{value!r} bukan bilangan bulat (not a whole number)")
        return [Literal(int(value))]
    return [Literal(value.lower() if param.type == "kata" else value)]


def _finding_code(knowledge: Knowledge, value: str) -> Literal:
    known = knowledge.build.manifest()["finding_codes"]
    if value not in known:
        raise QuestionError(value, "kode temuan ini tidak ada (no such finding)", known)
    return Literal(value)


def _document(knowledge: Knowledge, value: str) -> URIRef:
    known = knowledge.lookup.documents()
    for iri in known:
        if value == iri or iri.endswith(f"/{value}"):
            return URIRef(iri)
    raise QuestionError(value, "dokumen ini tidak ada (no such document)", [iri.rsplit("/", 1)[-1] for iri in known])


def _cell(term: Node | None) -> Cell:
    if term is None:
        return None
    if isinstance(term, Literal) and isinstance(term.value, (int, float, bool)):
        return term.value
    if isinstance(term, Literal) and isinstance(term.value, Decimal):
        return float(term.value)
    return str(term)
