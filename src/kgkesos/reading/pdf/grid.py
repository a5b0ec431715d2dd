"""Ruled tables: the rectangles that a page's lines enclose, as rows and columns, merged cells known by their size."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from kgkesos.reading.pdf.words import Box

# Lines nearer than this, in points, are one; what is no thicker is a line, not an area.
_NEAR = 3.0
_FEWEST_CELLS = 2


@dataclass(frozen=True, slots=True)
class Spot:
    """A cell of a grid: its first row and column, how many it covers, and its rectangle."""

    row: int
    column: int
    rows: int
    columns: int
    box: Box


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table: how many rows and columns, its cells, and the left edges of its columns."""

    rows: int
    columns: int
    spots: tuple[Spot, ...]
    box: Box
    edges: tuple[float, ...]


def grids(page: Any) -> list[Grid]:
    """The ruled tables of a pdfplumber ``page``, from the top; a single box is none.

    Areas that are filled and not framed are shades behind words, not cells; where a page has nothing else they count.
    """
    ruled = page.filter(_is_ruling)
    found = [grid for table in ruled.find_tables() if (grid := _grid(table.cells))]
    return sorted(found, key=lambda grid: (grid.box.top, grid.box.x0))


def _is_ruling(thing: dict[str, Any]) -> bool:
    if thing["object_type"] != "rect":
        return True
    thin = min(thing["width"], thing["height"]) <= _NEAR
    return bool(thin or thing.get("stroke"))


def _grid(cells: Sequence[tuple[float, float, float, float]]) -> Grid | None:
    boxes = [Box(*cell) for cell in cells]
    boxes = [box for box in boxes if box.width > _NEAR and box.height > _NEAR]
    if len(boxes) < _FEWEST_CELLS:
        return None
    xs = _clustered(x for box in boxes for x in (box.x0, box.x1))
    ys = _clustered(y for box in boxes for y in (box.top, box.bottom))
    spots: list[Spot] = []
    taken: set[tuple[int, int]] = set()
    for box in boxes:
        row, column = _at(ys, box.top), _at(xs, box.x0)
        spot = Spot(row, column, _at(ys, box.bottom) - row, _at(xs, box.x1) - column, box)
        covered = {(r, c) for r in range(row, row + spot.rows) for c in range(column, column + spot.columns)}
        if covered and not covered & taken:
            taken |= covered
            spots.append(spot)
    if len(spots) < _FEWEST_CELLS:
        return None
    whole = Box(xs[0], ys[0], xs[-1], ys[-1])
    return Grid(len(ys) - 1, len(xs) - 1, tuple(spots), whole, tuple(xs[:-1]))


def _clustered(values: Iterable[float]) -> list[float]:
    """``values`` in order, those nearer than a line is thick as one."""
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > _NEAR:
            found.append(value)
    return found


def _at(edges: Sequence[float], value: float) -> int:
    return min(range(len(edges)), key=lambda n: abs(edges[n] - value))
