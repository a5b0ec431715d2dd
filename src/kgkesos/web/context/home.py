"""The home page: what was read, how complete it is, what is missing, and every question."""

from __future__ import annotations

from dataclasses import dataclass

from kgkesos.web.context.parts import Field, Level, Page


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
