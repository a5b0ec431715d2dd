"""Answers to named questions: columns, rows, and the build they come from."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from rdflib.term import Literal, Node, URIRef

from kgkesos import pilihan
from kgkesos.errors import QuestionError, given_as
from kgkesos.knowledge import Knowledge
from kgkesos.normalize import key
from kgkesos.questions import ALL, Param, Question, load, named
from kgkesos.store import Cell, Table

# An answer speaks of cells, which the store makes.
__all__ = ["Answer", "Cell", "Page", "ask", "every", "fits", "page", "whole"]

# Columns, some rows, and how many rows there are.
_Part = tuple[tuple[str, ...], tuple[tuple[Cell, ...], ...], int]
_Choices = Mapping[str, Sequence[Node | None]]


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


@dataclass(frozen=True, slots=True)
class Page:
    """A part of an answer: ``answer`` has its rows from number ``start`` (from 0) on; the whole has ``total`` rows."""

    answer: Answer
    start: int
    total: int

    @property
    def more(self) -> bool:
        """Whether rows follow."""
        return self.start + len(self.answer.rows) < self.total


# What xsd:integer may look like (XSD 1.1, 3.4.13), no longer than any count here can be.
_WHOLE = re.compile(r"[+-]?[0-9]{1,18}")
# So many values that a parameter can have are told where it left no row.
LISTED = 8
# The types of parameters whose value is a thing: one that there is not is refused before anything is asked.
_THINGS = frozenset({"node", "dokumen", "konsep"})


def ask(knowledge: Knowledge, name: str, given: Mapping[str, str] | None = None) -> Answer:
    """The answer to the question ``name`` with the parameters ``given``.

    A name that several nodes bear (a kegiatan of two plan periods) asks for each of them.

    Raises:
        QuestionError: no such question or parameter, a value is missing or does not fit.
        NodeError: no node has the words given for a node parameter, no concept those given for a concept.
    """
    question, said, choices = _asked(knowledge, name, given)
    columns, rows, _ = _rows(knowledge, question, choices)
    note = "" if rows else _note(knowledge, question, choices, said)
    return Answer(question, said, columns, rows, knowledge.build.name, note)


def fits(knowledge: Knowledge, name: str, given: Mapping[str, str] | None = None) -> None:
    """Nothing, where the question ``name`` can be asked with ``given``; no row is looked for.

    Raises:
        QuestionError, NodeError: as :func:`ask` does.
    """
    _asked(knowledge, name, given)


def page(
    knowledge: Knowledge, name: str, given: Mapping[str, str] | None = None, start: int = 0, most: int = 100
) -> Page:
    """``most`` rows of what :func:`ask` answers, from row number ``start`` on: exactly those, in the same order.

    The pages of an answer, laid together, are the answer.

    Raises:
        QuestionError, NodeError: as :func:`ask` does.
        ValueError: ``start`` is negative, or ``most`` is not positive.
    """
    if start < 0 or most < 1:
        raise ValueError(f"no page starts at {start} and has {most} rows")
    question, said, choices = _asked(knowledge, name, given)
    columns, rows, total = _rows(knowledge, question, choices, start, most)
    note = "" if total else _note(knowledge, question, choices, said)
    return Page(Answer(question, said, columns, rows, knowledge.build.name, note), start, total)


def every(table: Callable[[str, Sequence[str], int], Table]) -> Iterator[tuple[str, Table]]:
    """What each question answers of a whole build that ``table`` asks, with the question's text: for its views."""
    for question in load():
        plan = question.plan
        yield question.text, table(plan.text, plan.order, plan.hidden)


def _asked(
    knowledge: Knowledge, name: str, given: Mapping[str, str] | None
) -> tuple[Question, dict[str, str], dict[str, list[Node | None]]]:
    """The question ``name``, what was given, and the terms that each parameter is to be bound to."""
    question = named(name)
    said = dict(given or {})
    for parameter in said:
        question.param(parameter)
    return question, said, {param.name: _terms(knowledge, param, said) for param in question.params}


def whole(knowledge: Knowledge, question: Question) -> Table:
    """Every row of ``question``, also where it must be told something when a person asks it."""
    columns, rows, _ = _part(knowledge, question, {}, 0, None)
    return Table(columns, rows)


def _rows(
    knowledge: Knowledge, question: Question, choices: _Choices, start: int = 0, most: int | None = None
) -> _Part:
    """``most`` rows of ``question`` from ``start`` on, asked once for each way to choose a term for every parameter."""
    columns: tuple[str, ...] = ()
    rows: list[tuple[Cell, ...]] = []
    total = 0
    for chosen in product(*choices.values()):
        bindings = {name: term for name, term in zip(choices, chosen, strict=True) if term is not None}
        room = None if most is None else most - len(rows)
        columns, found, count = _part(knowledge, question, bindings, max(0, start - total), room)
        rows += found
        total += count
    return columns, tuple(rows), total


def _part(
    knowledge: Knowledge, question: Question, bindings: Mapping[str, Node], start: int, most: int | None
) -> _Part:
    """``most`` rows from ``start`` on of what ``question`` answers with ``bindings``: of its view, or of the graph."""
    # A parameter is a column: bound, it leaves the rows that have its value there.
    where = {name: term.toPython() if isinstance(term, Literal) else str(term) for name, term in bindings.items()}
    if view := knowledge.views.of(question.text, where):
        rows = view.rows(start, most)
        return view.columns, rows, len(rows) if most is None and not start else view.count()
    plan = question.plan
    found = knowledge.store.table(plan.text, bindings, plan.order, plan.hidden)
    return found.columns, found.rows[start : None if most is None else start + most], len(found.rows)


def _note(
    knowledge: Knowledge, question: Question, choices: Mapping[str, list[Node | None]], said: Mapping[str, str]
) -> str:
    """What was searched, which of what was given is known all the same, and what there is without each parameter."""
    given = {
        param: said.get(param.name, param.default or "") for param in question.params if choices[param.name] != [None]
    }
    documents = knowledge.size
    if not given:
        return f"Dicari dalam {documents} dokumen: belum ada satu baris pun."
    asked = ", ".join(f"{param.name} “{value}”" for param, value in given.items())
    parts = [f"Tidak ada baris untuk {asked} dalam {documents} dokumen."]
    parts += [_known(knowledge, param, value, choices[param.name]) for param, value in given.items()]
    for param, value in given.items():
        columns, rows, _ = _rows(knowledge, question, {**choices, param.name: [None]})
        if rows:
            listed = _values(param, columns, rows, value)
            parts.append(f"Tanpa {param.name} ada {len(rows)} baris; {param.name} yang punya baris: {listed}.")
        else:
            parts.append(f"Tanpa {param.name} pun tidak ada.")
    return " ".join(filter(None, parts))


def _known(knowledge: Knowledge, param: Param, value: str, terms: Sequence[Node | None]) -> str:
    """That there is what was given for ``param``, by the name that it has; nothing where words only were given."""
    if param.type not in _THINGS:
        return ""
    node = knowledge.lookup.node(str(terms[0])) if param.type == "node" else None
    name = node.label if node else value
    return f"{param.name.capitalize()} “{name}” dikenal, tetapi tidak punya baris dalam jawaban ini."


def _values(param: Param, columns: Sequence[str], rows: Iterable[Sequence[Cell]], said: str) -> str:
    """The values of ``param`` in ``rows``, those that hold ``said`` first, then what comes nearest to it.

    A node or concept is told by its name.
    """
    from rapidfuzz import fuzz

    spoken = f"nama{param.name[:1].upper()}{param.name[1:]}"
    named_ = param.type in ("node", "konsep") and spoken in columns
    at = columns.index(spoken if named_ else param.name)
    found = {_told(str(row[at]), param) for row in rows if row[at] is not None}
    words = key(said)
    values = sorted(found, key=lambda one: (words not in key(one), -fuzz.WRatio(words, key(one)), one))
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
    if not value.strip():
        raise QuestionError(param.name, "parameter ini kosong (the value is empty)")
    with given_as(param.name):
        return _meant(knowledge, param, value.strip())


def _meant(knowledge: Knowledge, param: Param, value: str) -> list[Node | None]:
    """The terms that ``value`` means as ``param``."""
    if param.type == "node":
        return [URIRef(node.iri) for node in knowledge.find(value, [param.kind or ""])]
    if param.type == "dokumen":
        return [_document(knowledge, param, value)]
    if param.type == "temuan":
        codes = knowledge.build.manifest()["finding_codes"]
        return [_chosen(param, value, codes, "kode temuan ini tidak ada (no such finding)")]
    if param.type == "konsep":
        return list(knowledge.concepts(value))
    if param.type == "integer":
        if not _WHOLE.fullmatch(value):
            raise QuestionError(param.name, f"{value!r} bukan bilangan bulat (not a whole number)")
        return [Literal(int(value))]
    if param.type == "pilihan":
        return [_chosen(param, value, param.choices, "bukan salah satu pilihan parameter ini (not one of its choices)")]
    return [Literal(value if param.type == "text" else value.lower())]


def _chosen(param: Param, value: str, codes: Sequence[str], reason: str) -> Literal:
    """The one of ``codes`` that ``value`` names, also by the words that a report prints for it."""
    code = pilihan.meant(value, codes)
    if code is None:
        raise QuestionError(value, reason, pilihan.both(codes), param.name)
    return Literal(code)


def _document(knowledge: Knowledge, param: Param, value: str) -> URIRef:
    known = knowledge.documents
    for iri in known:
        if value == iri or iri.endswith(f"/{value}"):
            return URIRef(iri)
    keys = [iri.rsplit("/", 1)[-1] for iri in known]
    raise QuestionError(value, "dokumen ini tidak ada (no such document)", keys, param.name)
