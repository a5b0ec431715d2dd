"""Answers to named questions: columns, rows, and the build they come from."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from rdflib.term import Literal, Node, URIRef

from kgkesos.errors import QuestionError, given_as, nearest
from kgkesos.knowledge import Knowledge
from kgkesos.questions import ALL, Param, Question, named
from kgkesos.store import Cell

# An answer speaks of cells, which the store makes.
__all__ = ["Answer", "Cell", "Page", "ask", "fits", "page"]

_Table = tuple[tuple[str, ...], tuple[tuple[Cell, ...], ...]]
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
    """A part of an answer: ``answer`` has its rows from number ``start`` (from 0) on.

    ``more`` says whether rows follow. ``total`` counts the rows of the whole answer, where that is known already.
    """

    answer: Answer
    start: int
    more: bool
    total: int | None


# What xsd:integer may look like (XSD 1.1, 3.4.13), no longer than any count here can be.
_WHOLE = re.compile(r"[+-]?[0-9]{1,18}")
# In a build of so few documents it costs less to look through all than to keep graphs apart.
FEW = 40
# A page is made of at most so many documents, one by one; where that is not enough, of the whole answer.
WALKED = 24
_COUNTS = "counts"
# The types of parameters whose value is looked up before the question is asked.
_FOUND = frozenset({"node", "dokumen", "konsep"})
# So many values that a parameter can have are told where it left no row.
LISTED = 8


def ask(knowledge: Knowledge, name: str, given: Mapping[str, str] | None = None) -> Answer:
    """The answer to the question ``name`` with the parameters ``given``.

    A name that several nodes bear (a kegiatan of two plan periods) asks for each of them. The rows are kept while there
    is room (``Knowledge.lately``).

    Raises:
        QuestionError: no such question or parameter, a value is missing or does not fit.
        NodeError: no node has the words given for a node parameter, no concept those given for a concept.
    """
    question, said, choices = _asked(knowledge, name, given)
    columns, rows = _whole(knowledge, question, choices, _key(question, choices))
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

    The pages of an answer, laid together, are the answer. In a build of many documents an answer that is ordered by
    document is made document by document, and no further than the page needs; how many rows each has is remembered.
    Where that would take too many documents, the whole is made, and kept as :func:`ask` does.

    Raises:
        QuestionError, NodeError: as :func:`ask` does.
        ValueError: ``start`` is negative, or ``most`` is not positive.
    """
    if start < 0 or most < 1:
        raise ValueError(f"no page starts at {start} and has {most} rows")
    question, said, choices = _asked(knowledge, name, given)
    key = _key(question, choices)
    found = knowledge.lately.get(key)
    if found is None:
        part = _walked(knowledge, question, choices, key, start, most + 1)
        if part is None:
            found = _whole(knowledge, question, choices, key)
        else:
            columns, rows = part
    if found is not None:
        columns, rows = found[0], found[1][start : start + most + 1]
    total = _total(knowledge, key, found)
    if total is None and len(rows) <= most and (rows or not start):
        total = start + len(rows)
    note = _note(knowledge, question, choices, said) if total == 0 else ""
    answer = Answer(question, said, columns, rows[:most], knowledge.build.name, note)
    return Page(answer, start, len(rows) > most, total)


def _asked(
    knowledge: Knowledge, name: str, given: Mapping[str, str] | None
) -> tuple[Question, dict[str, str], dict[str, list[Node | None]]]:
    """The question ``name``, what was given, and the terms that each parameter is to be bound to."""
    question = named(name)
    said = dict(given or {})
    for parameter in said:
        question.param(parameter)
    return question, said, {param.name: _terms(knowledge, param, said) for param in question.params}


def _by_document(knowledge: Knowledge, question: Question, choices: _Choices) -> tuple[str, ...]:
    """The documents that ``question`` can be asked of one by one, in the order of its rows; () where it cannot."""
    if question.across or knowledge.size <= FEW or question.plan.order[:1] != ("dokumen",):
        return ()
    if choices.get("dokumen") != [None] or any(len(terms) != 1 for terms in choices.values()):
        return ()
    # A node stands in one document, and asking of that is quick.
    bound = {param.name for param in question.params if param.type == "node" and choices[param.name] != [None]}
    return () if bound else knowledge.documents


def _walked(
    knowledge: Knowledge, question: Question, choices: _Choices, key: object, start: int, most: int
) -> _Table | None:
    """``most`` rows from ``start`` on, made document by document; None where it takes more than ``WALKED`` of them."""
    documents = _by_document(knowledge, question, choices)
    if not documents:
        return None
    counts: list[int] = list(knowledge.lately.get((_COUNTS, key)) or ())
    columns: tuple[str, ...] = ()
    rows: list[tuple[Cell, ...]] = []
    before = asked = 0
    for number, document in enumerate(documents):
        known = counts[number] if number < len(counts) else None
        if len(rows) >= most:
            break
        if known is not None and (before + known <= start or known == 0):
            before += known
            continue
        if asked == WALKED:
            return None
        asked += 1
        columns, found = _rows(knowledge, question, {**choices, "dokumen": [URIRef(document)]})
        if known is None:
            counts.append(len(found))
        rows += found[max(0, start - before) :][: most - len(rows)]
        before += len(found)
    knowledge.lately.keep((_COUNTS, key), tuple(counts), len(counts))
    if not columns:
        # Nothing was asked: that no document has a row was known. One of them tells the columns.
        columns, _ = _rows(knowledge, question, {**choices, "dokumen": [URIRef(documents[0])]})
    return columns, tuple(rows)


def _key(question: Question, choices: _Choices) -> tuple[object, ...]:
    """What the rows of ``question`` with these terms are kept for."""
    return (question.text, *((name, *map(repr, terms)) for name, terms in choices.items()))


def _whole(knowledge: Knowledge, question: Question, choices: _Choices, key: object) -> _Table:
    """Every row, made once while there is room to keep it."""
    found: _Table | None = knowledge.lately.get(key)
    if found is None:
        found = _rows(knowledge, question, choices)
        knowledge.lately.keep(key, found, len(found[1]))
        _count(knowledge, question, choices, key, found)
    return found


def _count(knowledge: Knowledge, question: Question, choices: _Choices, key: object, found: _Table) -> None:
    """Remember how many rows of ``found``, which is whole, each document has."""
    documents = _by_document(knowledge, question, choices)
    if documents:
        columns, rows = found
        at = columns.index("dokumen")
        counted = Counter(row[at] for row in rows)
        knowledge.lately.keep((_COUNTS, key), tuple(counted[one] for one in documents), len(documents))


def _total(knowledge: Knowledge, key: object, found: _Table | None) -> int | None:
    """How many rows the whole has; None where that is not known."""
    if found is not None:
        return len(found[1])
    counts = knowledge.lately.get((_COUNTS, key))
    return sum(counts) if counts is not None and len(counts) == knowledge.size else None


def _rows(knowledge: Knowledge, question: Question, choices: _Choices) -> _Table:
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
    documents = knowledge.size
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
        return [_finding_code(knowledge, param, value)]
    if param.type == "konsep":
        return list(knowledge.concepts(value))
    if param.type == "integer":
        if not _WHOLE.fullmatch(value):
            raise QuestionError(param.name, f"{value!r} bukan bilangan bulat (not a whole number)")
        return [Literal(int(value))]
    if param.type == "pilihan" and value.lower() not in param.choices:
        reason = "bukan salah satu pilihan parameter ini (not one of its choices)"
        raise QuestionError(value, reason, param.choices, param.name)
    return [Literal(value if param.type == "text" else value.lower())]


def _finding_code(knowledge: Knowledge, param: Param, value: str) -> Literal:
    known = knowledge.build.manifest()["finding_codes"]
    if value not in known:
        raise QuestionError(value, "kode temuan ini tidak ada (no such finding)", known, param.name)
    return Literal(value)


def _document(knowledge: Knowledge, param: Param, value: str) -> URIRef:
    known = knowledge.documents
    for iri in known:
        if value == iri or iri.endswith(f"/{value}"):
            return URIRef(iri)
    keys = [iri.rsplit("/", 1)[-1] for iri in known]
    raise QuestionError(value, "dokumen ini tidak ada (no such document)", keys, param.name)
