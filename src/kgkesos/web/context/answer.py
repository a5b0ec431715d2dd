"""The page of an answer: the question, its form, and the answer as a table."""

from __future__ import annotations

from dataclasses import dataclass

from kgkesos.web.context.home import Question
from kgkesos.web.context.parts import Field, Link, Page, Quote


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its heading, and the name of its style (numbers, a few words, or long text)."""

    heading: str
    style: str


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell: its text, and the address of a trace where the thing it names can be traced."""

    text: str
    link: str | None = None


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row: its cells in the order of the columns, and every quote that bears it out."""

    cells: tuple[TableCell, ...]
    quotes: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """An answer for the eye: rows that differ in their evidence alone stand as one.

    ``total`` counts the rows of the answer that these were made of (those of CSV and JSON).
    """

    columns: tuple[Column, ...]
    rows: tuple[TableRow, ...]
    with_evidence: bool
    total: int


@dataclass(frozen=True, slots=True)
class Part:
    """Which of the ``total`` rows of a long answer a page shows: the first and the last, from 1; links to others."""

    first: int
    last: int
    total: int
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerPage(Page):
    """``/jawaban/<nama>``: an answer. ``table`` is None where ``problem`` says why, or the form is unfilled.

    ``note`` says of a table without rows what was searched and what is missing. ``part`` is None where the table is
    the whole answer.
    """

    question: Question
    fields: tuple[Field, ...]
    table: Table | None
    downloads: tuple[Link, ...] = ()
    problem: str | None = None
    note: str = ""
    part: Part | None = None
    candidates: tuple[Link, ...] = ()
