"""What a file of an office holds, whatever its format: paragraphs and tables of cells, each with its place."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Box:
    """Where something is drawn: the page, and its sides in points from the page's left and top.

    Of a sheet the sides are columns and rows, the page is the sheet; so of a table of Word, whose page is the table.
    """

    page: int
    x0: float
    top: float
    x1: float
    bottom: float

    def holds(self, x: float, y: float) -> bool:
        """Whether the point lies inside."""
        return self.x0 <= x < self.x1 and self.top <= y < self.bottom

    @property
    def width(self) -> float:
        """How wide it is."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """How high it is."""
        return self.bottom - self.top

    @property
    def middle(self) -> tuple[float, float]:
        """Its middle."""
        return (self.x0 + self.x1) / 2, (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its text, lines parted by ``\\n`` (an end the author set) or ``WRAP`` (the page's width), its place.

    ``place`` is what a person looks for in the file, in Indonesian: "lembar IKI, sel C5"; ``box`` is where a page
    draws it (None: where the table has it). Of a drawn cell ``room`` is what its last line leaves free, and ``first``
    how wide its first word is: what goes on over a page's end had no room before it.
    """

    text: str
    place: str = ""
    box: Box | None = None
    room: float | None = None
    first: float | None = None


@dataclass(frozen=True, slots=True)
class Covered:
    """The part of a merged cell that is not its first: ``row`` and ``column`` are the first's, counted from 0."""

    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Text outside tables; its lines are parted as those of a cell. ``box`` is the frame that is drawn around it."""

    text: str
    place: str = ""
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of as many cells each; what a merged cell covers says which cell that is."""

    rows: tuple[tuple[Cell | Covered, ...], ...]


@dataclass(frozen=True, slots=True)
class PageEnd:
    """The end of a printed page."""


@dataclass(frozen=True, slots=True)
class Link:
    """A line drawn from the frame ``upper`` down to the frame ``lower``."""

    upper: Box
    lower: Box


Block = Paragraph | Table | PageEnd | Link
# A line that ends because the page or cell is no wider; an author's own line ends are "\n".
WRAP = "\u2028"
