"""What a file of an office holds, whatever its format: paragraphs and tables of cells, each with its place."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its text, lines parted by ``\\n`` (an end the author set) or ``WRAP`` (the page's width), its place.

    ``place`` is what a person looks for in the file, in Indonesian: "lembar IKI, sel C5".
    """

    text: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class Covered:
    """The part of a merged cell that is not its first: ``row`` and ``column`` are the first's, counted from 0."""

    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Text outside tables; its lines are parted as those of a cell."""

    text: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of as many cells each; what a merged cell covers says which cell that is."""

    rows: tuple[tuple[Cell | Covered, ...], ...]


@dataclass(frozen=True, slots=True)
class PageEnd:
    """The end of a printed page."""


Block = Paragraph | Table | PageEnd
# A line that ends because the page or cell is no wider; an author's own line ends are "\n".
WRAP = "\u2028"
