"""The page of the matrix: objectives against activities, a table for each document."""

from __future__ import annotations

from dataclasses import dataclass

from kgkesos.web.context.parts import Field, Link, Page


@dataclass(frozen=True, slots=True)
class MatrixSign:
    """Where a row meets a column: the sign, and what it says in words, through what included."""

    sign: str
    says: str


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """An activity: its trace, its period ("" where none is printed), and a sign or nothing for each objective."""

    head: Link
    period: str
    signs: tuple[MatrixSign | None, ...]

    @property
    def alone(self) -> bool:
        """Whether it supports no objective."""
        return not any(self.signs)


@dataclass(frozen=True, slots=True)
class MatrixColumn:
    """An objective: its trace, and how many activities support it."""

    head: Link
    count: int


@dataclass(frozen=True, slots=True)
class DocumentMatrix:
    """The table of one document: its key, its objectives, its activities."""

    key: str
    columns: tuple[MatrixColumn, ...]
    rows: tuple[MatrixRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixPage(Page):
    """``/matriks``: ``left`` are the documents whose tables are not shown until they are asked for."""

    fields: tuple[Field, ...]
    signs: tuple[tuple[str, str], ...]
    tables: tuple[DocumentMatrix, ...] = ()
    left: tuple[Link, ...] = ()
    downloads: tuple[Link, ...] = ()
    problem: str | None = None
