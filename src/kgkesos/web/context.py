"""What each template is given: one frozen dataclass per page, passed as ``page``. A template reads nothing else.

Text in these classes is as the documents print it; the templates escape it.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Level:
    """How grave a finding is: its code, its word, what the word asks of the reader, and the name of its style."""

    code: str
    word: str
    asks: str
    style: str


@dataclass(frozen=True, slots=True)
class Quote:
    """Printed words (empty where only the place is known), and each place where they stand: file and line."""

    words: str
    places: tuple[str, ...]


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

    ``total`` counts the rows of the answer itself (those of CSV and JSON), ``merged`` those of the whole table, of
    which ``rows`` may be the first part.
    """

    columns: tuple[Column, ...]
    rows: tuple[TableRow, ...]
    with_evidence: bool
    merged: int
    total: int


@dataclass(frozen=True, slots=True)
class Choice:
    """A value to choose, and its words."""

    value: str
    words: str


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a form.

    ``choices`` of a ``closed`` field are all there are (a list to choose from), of an open one suggestions.
    """

    name: str
    label: str
    value: str
    hint: str = ""
    required: bool = False
    closed: bool = False
    numeric: bool = False
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """The address of a page or file of this server, and its words."""

    address: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What every page shows: its title, the build it was made from (None where none is open), its place in the menu.

    ``status`` is the HTTP status that the page is sent with.
    """

    title: str
    build: str | None
    menu: str = ""
    status: int = 200


@dataclass(frozen=True, slots=True)
class DocumentCard:
    """A document that was read: what it is called, its kind, its files, how much was read and found."""

    key: str
    title: str
    kind: str
    files: tuple[str, ...]
    records: int
    findings: int
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Share:
    """How many of a level have something."""

    heading: str
    having: int


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """A level of one document in one period, and how many of its nodes have what."""

    level: str
    period: str
    count: int
    shares: tuple[Share, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """The coverage of one document."""

    document: str
    key: str
    rows: tuple[CoverageRow, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """A kind of finding: how grave, how many, and what it says (the first, where they differ)."""

    code: str
    title: str
    level: Level
    count: int
    says: str
    alike: bool


@dataclass(frozen=True, slots=True)
class Question:
    """A question that can be opened: its name, its title, what it answers."""

    name: str
    title: str
    description: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HomePage(Page):
    """``/``: what was read, how complete it is, what is missing, and every question."""

    made: str
    counts: tuple[tuple[str, str], ...]
    kinds: tuple[tuple[str, str], ...]
    documents: tuple[DocumentCard, ...]
    coverage: tuple[Coverage, ...]
    gaps: tuple[Gap, ...]
    questions: tuple[Question, ...]
    search: Field


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerPage(Page):
    """``/jawaban/<nama>``: an answer. ``table`` is None where ``problem`` says why, or the form is unfilled."""

    question: Question
    fields: tuple[Field, ...]
    table: Table | None
    downloads: tuple[Link, ...] = ()
    problem: str | None = None
    candidates: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class LinkWords:
    """The link that leads to a step of a trace, in words; ``sure`` draws its line."""

    basis: str
    certainty: str
    rule: str | None
    sure: bool


@dataclass(frozen=True, slots=True)
class Branch:
    """A step of a trace, its own page (``thing``), and the steps that follow. Paths that begin alike share branches."""

    kind: str
    label: str
    address: str
    thing: str
    quotes: tuple[Quote, ...]
    link: LinkWords | None
    branches: tuple[Branch, ...]


@dataclass(frozen=True, slots=True)
class TraceTree:
    """The paths from one node as a tree; ``alone`` where nothing ties the node that way."""

    document: str
    paths: int
    alone: bool
    root: Branch


@dataclass(frozen=True, slots=True, kw_only=True)
class TracePage(Page):
    """``/telusur``: the traces from what was said; without words, the form alone."""

    up: bool
    search: Field
    trees: tuple[TraceTree, ...] = ()
    other_way: str = ""
    downloads: tuple[Link, ...] = ()
    problem: str | None = None
    candidates: tuple[Link, ...] = ()
    keys: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class PrintedField:
    """A field of a thing: its name, and every quote that holds it, the one that answers show first."""

    name: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class ReadingView:
    """A reading of words that a document's files spell differently (empty: none there), and where it is printed."""

    words: str
    chosen: bool
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class VariantPlace:
    """A differing place: its field, why one reading was chosen, and the readings, the chosen one first."""

    field: str
    reason: str
    readings: tuple[ReadingView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ThingPage(Page):
    """``/id/<path>``: one thing that a document says, its kind in both languages, its words and their readings."""

    iri: str
    kind: Link
    english: str
    document: str
    fields: tuple[PrintedField, ...]
    variants: tuple[VariantPlace, ...]


@dataclass(frozen=True, slots=True)
class FindingView:
    """Where a finding was made: the document, the thing (with its trace, if it has one), the words it is about."""

    document: str
    subject: str
    address: str | None
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class FindingGroup:
    """Findings that say the same: how grave, what kind, what they say, what repairs them, and where they are."""

    level: Level
    title: str
    says: str
    reason: str
    remedy: str
    findings: tuple[FindingView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingsPage(Page):
    """``/temuan``: findings, of one document and one kind where asked.

    ``total`` counts all that fit the filter, ``shown`` those on the page.
    """

    fields: tuple[Field, ...]
    levels: tuple[tuple[Level, int], ...] = ()
    groups: tuple[FindingGroup, ...] = ()
    total: int = 0
    shown: int = 0
    downloads: tuple[Link, ...] = ()
    problem: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorPage(Page):
    """Any page that cannot be shown: the status, why, and what could be opened instead."""

    says: str
    links: tuple[Link, ...] = ()
