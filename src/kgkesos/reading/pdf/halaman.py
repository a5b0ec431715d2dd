"""One page as blocks: its ruled tables with the words in their cells, and the lines of words around them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from kgkesos.reading.blocks import Block, Cell, Covered, Paragraph, Table
from kgkesos.reading.pdf.grid import Grid, Spot, grids
from kgkesos.reading.pdf.words import Line, Word, lines, text, words

# Blank wider than this share of a line's height is kept as several spaces: columns of a table without lines.
_WIDE = 0.9


def blocks(page: Any) -> list[Block]:
    """The blocks of a pdfplumber ``page``, from the top; none where it prints no words."""
    number = page.page_number
    chars = [char for char in page.chars if char.get("upright", True)]
    found = grids(page)
    inside: list[list[dict[str, Any]]] = [[] for _ in found]
    outside: list[dict[str, Any]] = []
    for char in chars:
        x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
        at = next((n for n, grid in enumerate(found) if grid.box.holds(x, y)), None)
        (outside if at is None else inside[at]).append(char)
    placed: list[tuple[float, float, Block]] = []
    for grid, within in zip(found, inside, strict=True):
        placed.append((grid.box.top, grid.box.x0, table(grid, within, number)))
    free = lines(words(outside))
    unit = _unit(free)
    placed.extend((line.box.top, line.box.x0, _paragraph(line, unit, number)) for line in free)
    placed.extend((line.box.top, -1.0, Paragraph("")) for above, line in pairwise(free) if _is_parted(above, line))
    return [block for *_, block in sorted(placed, key=lambda one: one[:2])]


def _is_parted(above: Line, line: Line) -> bool:
    """Whether a blank line would fit between two lines."""
    return line.box.top - above.box.bottom > line.box.height


def table(grid: Grid, chars: Sequence[dict[str, Any]], number: int) -> Table:
    """The table that ``grid`` draws, with ``chars`` in its cells; ``number`` is that of the page."""
    within: dict[Spot, list[dict[str, Any]]] = {spot: [] for spot in grid.spots}
    for char in chars:
        x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
        if spot := next((s for s in grid.spots if s.box.holds(x, y)), None):
            within[spot].append(char)
    printed = {spot: lines(words(held)) for spot, held in within.items()}
    rights = _rights(printed)
    rows: list[list[Cell | Covered]] = [[Cell("") for _ in range(grid.columns)] for _ in range(grid.rows)]
    for spot in grid.spots:
        for row in range(spot.row, spot.row + spot.rows):
            for column in range(spot.column, spot.column + spot.columns):
                rows[row][column] = Covered(spot.row, spot.column)
        said = text(printed[spot], rights[spot.column, spot.columns])
        rows[spot.row][spot.column] = Cell(said, spot.box.place(number))
    return Table(tuple(tuple(row) for row in rows))


def _rights(printed: dict[Spot, list[Line]]) -> dict[tuple[int, int], float]:
    """How far to the right words reach in the cells of each column (and width): there a line was full."""
    rights: dict[tuple[int, int], float] = {}
    for spot, held in printed.items():
        at = spot.column, spot.columns
        rights[at] = max([rights.get(at, 0.0), *(line.box.x1 for line in held)])
    return rights


def _unit(free: Sequence[Line]) -> float:
    """How wide a character is on this page, taken over all words outside tables, in points."""
    found = [(word.box.width, len(word.text)) for line in free for word in line.words]
    count = sum(length for _, length in found)
    return sum(width for width, _ in found) / count if count else 1.0


def _paragraph(line: Line, unit: float, number: int) -> Paragraph:
    """A line outside tables: wide blanks stay as many spaces as characters would fill, from the page's left edge."""
    said = ""
    before: Word | None = None
    for word in line.words:
        column = round(word.box.x0 / unit)
        wide = before is None or word.box.x0 - before.box.x1 > _WIDE * word.box.height
        said += " " * max(column - len(said), 2 if before else 0) if wide else " "
        said += word.text
        before = word
    return Paragraph(said, line.box.place(number))
