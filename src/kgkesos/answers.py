"""Answers to named questions: columns, rows, and the build they come from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from rdflib.term import Literal, Node, URIRef

from kgkesos.errors import QuestionError, nearest
from kgkesos.knowledge import Knowledge
from kgkesos.questions import ALL, Param, Question, named
from kgkesos.store import Cell

# An answer speaks of cells, which the store makes.
__all__ = ["Answer", "Cell", "ask"]

_Table = tuple[tuple[str, ...], tuple[tuple[Cell, ...], ...]]


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to ``question``: a cell is plain Python (an IRI is its text). ``params`` are the values asked with.

    ``note`` says of an answer without rows, in Indonesian, what was searched and which parameter left nothing over;
    it is empty where there are rows.
    """

    question: Question
    params: Mapping[str, str]
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    build: str
    note: str = ""


# What xsd:integer may look like (XSD 1.1, 3.4.13), no longer than any count here can be.
_WHOLE = re.compile(r"[+-]?[0-9]{1,18}")
# In a build of so few documents it costs less to look through all than to keep graphs apart.
FEW = 40
# The types of parameters whose value is looked up before the question is asked.
_FOUND = frozenset({"node", "dokumen", "konsep"})
# So many values that a parameter can have are told where it left no row.
LISTED = 8


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
    choices = {param.name: _terms(knowledge, param, said) for param in question.params}
    columns, rows = _rows(knowledge, question, choices)
    note = "" if rows else _note(knowledge, question, choices, said)
    return Answer(question, said, columns, rows, knowledge.build.name, note)


def _rows(knowledge: Knowledge, question: Question, choices: Mapping[str, Sequence[Node | None]]) -> _Table:
    """The columns and rows of ``question``, asked once for each way to choose a term for every parameter."""
    columns: tuple[str, ...] = ()
    rows: list[tuple[Cell, ...]] = []
    plan = question.plan
    for chosen in product(*choices.values()):
        bindings = {name: term for name, term in zip(choices, chosen, strict=True) if term is not None}
        found = knowledge.store.table(
            plan.text, bindings, plan.order, _graphs(knowledge, question, bindings), plan.hidden
        )
        columns = found.columns
        rows += found.rows
    return columns, tuple(rows)


def _graphs(knowledge: Knowledge, question: Question, bindings: Mapping[str, Node]) -> tuple[str, ...]:
    """The graphs that ``question`` is asked of: where it is about one document, those around it; () for the whole."""
    if question.across or knowledge.size <= FEW:
        return ()
    for param in question.params:
        if param.type == "dokumen" and param.name in bindings:
            return knowledge.around(str(bindings[param.name]))
    nodes = (str(bindings[param.name]) for param in question.params if param.type == "node" and param.name in bindings)
    documents = {found.dokumen for iri in nodes if (found := knowledge.lookup.node(iri))}
    return knowledge.around(documents.pop()) if len(documents) == 1 else ()


def _note(
    knowledge: Knowledge, question: Question, choices: Mapping[str, list[Node | None]], said: Mapping[str, str]
) -> str:
    """What was searched, and for each parameter that was given, what there is without it."""
    given = {
        param: said.get(param.name, param.default or "") for param in question.params if choices[param.name] != [None]
    }
    documents = len(knowledge.lookup.documents())
    if not given:
        return f"Dicari dalam {documents} dokumen: belum ada satu baris pun."
    asked = ", ".join(f"{param.name} “{value}”" for param, value in given.items())
    parts = [f"Tidak ada baris untuk {asked} dalam {documents} dokumen."]
    for param, value in given.items():
        if knowledge.size > FEW and param.type in _FOUND:
            # The value is known to be there; to look through thousands of documents for others would take seconds.
            continue
        columns, rows = _rows(knowledge, question, {**choices, param.name: [None]})
        if rows:
            listed = _values(param, columns, rows, value)
            parts.append(f"Tanpa {param.name} ada {len(rows)} baris; {param.name} yang ada: {listed}.")
        else:
            parts.append(f"Tanpa {param.name} pun tidak ada.")
    return " ".join(parts)


def _values(param: Param, columns: Sequence[str], rows: Iterable[Sequence[Cell]], said: str) -> str:
    """The values of ``param`` in ``rows``, what comes near ``said`` first; a node or concept is told by its name."""
    spoken = f"nama{param.name[:1].upper()}{param.name[1:]}"
    named_ = param.type in ("node", "konsep") and spoken in columns
    at = columns.index(spoken if named_ else param.name)
    found = sorted({_told(str(row[at]), param) for row in rows if row[at] is not None})
    near = nearest(said, found, LISTED)
    values = [*near, *(value for value in found if value not in near)]
    return "; ".join(values[:LISTED]) + ("; ..." if len(values) > LISTED else "")


def _told(value: str, param: Param) -> str:
    """``value`` as a person would say it for ``param``: a document by its key."""
    return value.rsplit("/", 1)[-1] if param.type == "dokumen" else value


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
        if not _WHOLE.fullmatch(value):
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
