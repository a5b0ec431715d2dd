"""Cells that span rows and columns, put on the grid of their table: what Word and HTML both say of a merged cell."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from kgkesos.reading.blocks import Cell, Covered, Paragraph, Table

# Tables of offices have some thousands of cells; spans that unfold to more are made to fill the memory.
MOST_CELLS = 2_000_000
_SIDES = 2


class TooLargeError(ValueError):
    """A table whose spans unfold to more cells than any document has."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a cell stands: its first row and column, counted from 0, and how many of each it takes."""

    row: int
    column: int
    rows: int = 1
    columns: int = 1

    def place(self, table: str) -> str:
        """Its place as a person counts it: "tabel 2, baris 3, kolom 1"."""
        return f"{table}, baris {self.row + 1}, kolom {self.column + 1}"


def tight(spots: Sequence[Spot]) -> list[Spot]:
    """``spots`` without the columns in which no cell begins: there is nothing that a reader could see of them.

    >>> tight([Spot(0, 0, columns=3), Spot(1, 0, columns=2), Spot(1, 2)])
    [Spot(row=0, column=0, rows=1, columns=2), Spot(row=1, column=0, rows=1, columns=1), \
Spot(row=1, column=1, rows=1, columns=1)]
    """
    begun = sorted({spot.column for spot in spots})
    found = []
    for spot in spots:
        first = bisect_right(begun, spot.column) - 1
        last = bisect_right(begun, spot.column + spot.columns - 1)
        found.append(replace(spot, column=first, columns=max(1, last - first)))
    return found


def bound(height: int, width: int) -> None:
    """See that a table of ``height`` rows and ``width`` columns is one that a document has.

    Raises:
        TooLargeError: it is larger.
    """
    if width * height > MOST_CELLS:
        raise TooLargeError(f"{height:,} baris x {width:,} kolom")


def table(cells: Iterable[tuple[Spot, Cell]], height: int) -> Table:
    """The table of ``height`` rows that ``cells`` make; where none stands there is an empty one.

    Raises:
        TooLargeError: it has more cells than any document.
    """
    known = list(cells)
    width = max((spot.column + spot.columns for spot, _ in known), default=0)
    bound(height, width)
    rows: list[list[Cell | Covered | None]] = [[None] * width for _ in range(height)]
    for spot, cell in known:
        covered = Covered(spot.row, spot.column)
        for row in range(spot.row, min(spot.row + spot.rows, height)):
            for column in range(spot.column, spot.column + spot.columns):
                first = row == spot.row and column == spot.column
                rows[row][column] = cell if first else rows[row][column] or covered
    return Table(tuple(tuple(cell or Cell("") for cell in row) for row in rows))


def lines(inner: Table) -> str:
    """A table inside a cell as lines of that cell: a row a line."""
    filled = ([cell.text.strip() for cell in row if isinstance(cell, Cell) and cell.text.strip()] for row in inner.rows)
    return "\n".join(" ".join(row) for row in filled if row)


def text(blocks: Iterable[object]) -> str:
    """What ``blocks`` say as the lines of one cell, without empty ones."""
    said = (
        block.text if isinstance(block, Paragraph) else lines(block) if isinstance(block, Table) else ""
        for block in blocks
    )
    return "\n".join(line for part in said for line in part.split("\n") if line.strip())


def _side_by_side(
    spots: Sequence[Spot], inner: Sequence[Sequence[Paragraph | Table]], height: int
) -> list[Paragraph | Table] | None:
    """The blocks of a table that only sets texts beside each other, as for those who sign; None where it says more.

    It is one row of one or two filled cells with lines in them, neither of which is a label's colon.
    """
    filled = [at for at, _ in enumerate(spots) if text(inner[at])]
    said = [text(inner[at]) for at in filled]
    if height != 1 or len(filled) > _SIDES or not any("\n" in one for one in said) or said[-1].startswith(":"):
        return None
    if any(isinstance(block, Table) for blocks in inner for block in blocks):
        return None
    return [block for at in filled for block in (*inner[at], Paragraph(""))]


def opened(
    spots: Sequence[Spot], inner: Sequence[Sequence[Paragraph | Table]], height: int, name: Callable[[Spot], str]
) -> list[Paragraph | Table]:
    """A table as blocks: a row of one cell that holds another table is no row but room for what is in it.

    ``inner`` are the blocks of each cell, ``name`` says its place.
    """
    if (beside := _side_by_side(spots, inner, height)) is not None:
        return beside
    found: list[Paragraph | Table] = []
    rows: list[tuple[Spot, Cell]] = []
    by_row: dict[int, list[int]] = {}
    for at, spot in enumerate(spots):
        by_row.setdefault(spot.row, []).append(at)
    reaching = start = 0
    for row in range(height):
        here = by_row.get(row, [])
        said = [at for at in here if text(inner[at])]
        alone = len(said) == 1 and reaching <= row and spots[said[0]].rows == 1
        if alone and any(isinstance(block, Table) for block in inner[said[0]]):
            if rows:
                found.append(table(rows, row - start))
            found.extend(inner[said[0]])
            rows, start = [], row + 1
        else:
            for at in here:
                spot = spots[at]
                rows.append((replace(spot, row=row - start), Cell(text(inner[at]), name(spot))))
        reaching = max([reaching, *(row + spots[at].rows for at in here if spots[at].rows > 1)])
    if rows:
        found.append(table(rows, height - start))
    return found
