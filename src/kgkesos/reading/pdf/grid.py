"""Ruled tables: the rectangles that a page's lines enclose, as rows and columns, merged cells known by their size."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from kgkesos.reading.blocks import Box
from kgkesos.reading.pdf import shades

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
    """A ruled table: how many rows and columns, its cells from the smallest on, its sides."""

    rows: int
    columns: int
    spots: tuple[Spot, ...]
    box: Box


def grids(page: Any) -> list[Grid]:
    """The ruled tables of a pdfplumber ``page``, from the top; a single box is none.

    Areas that are filled and not framed are shades behind words; they part cells where the whole of a colour ends.
    """
    ruled = page.filter(_is_ruling)
    coloured = shades.areas(page.rects, _NEAR)
    settings = {"explicit_vertical_lines": coloured, "explicit_horizontal_lines": coloured}
    found = [grid for table in ruled.find_tables(settings) if (grid := _grid(page.page_number, table.cells))]
    return sorted(found, key=lambda grid: (grid.box.top, grid.box.x0))


def _is_ruling(thing: dict[str, Any]) -> bool:
    if thing["object_type"] != "rect":
        return True
    thin = min(thing["width"], thing["height"]) <= _NEAR
    return bool(thin or thing.get("stroke"))


def _grid(page: int, cells: Sequence[tuple[float, float, float, float]]) -> Grid | None:
    boxes = [Box(page, *cell) for cell in cells]
    boxes = [box for box in boxes if box.width > _NEAR and box.height > _NEAR]
    if len(boxes) < _FEWEST_CELLS:
        return None
    xs = _clustered(x for box in boxes for x in (box.x0, box.x1))
    ys = _clustered(y for box in boxes for y in (box.top, box.bottom))
    spots: list[Spot] = []
    taken: set[tuple[int, int]] = set()
    # The smallest first: a cell that reaches around another keeps what that one leaves.
    for box in sorted(boxes, key=lambda one: one.width * one.height):
        rows, columns = range(_at(ys, box.top), _at(ys, box.bottom)), range(_at(xs, box.x0), _at(xs, box.x1))
        free = [(row, column) for row in rows for column in columns if (row, column) not in taken]
        if not free:
            continue
        row, column = free[0]
        whole = len(free) == len(rows) * len(columns)
        size = (len(rows), len(columns)) if whole else (1, 1)
        taken |= set(free) if whole else {free[0]}
        spots.append(Spot(row, column, *size, box))
    if len(spots) < _FEWEST_CELLS:
        return None
    spots.extend(_open_cells(page, xs, ys, taken))
    sides = Box(page, xs[0], ys[0], xs[-1], ys[-1])
    return Grid(len(ys) - 1, len(xs) - 1, tuple(spots), sides)


def _open_cells(page: int, xs: Sequence[float], ys: Sequence[float], taken: set[tuple[int, int]]) -> Iterator[Spot]:
    """The cells that no line closes, as where a merged one goes on over the page: what is left free in each column."""
    for column in range(len(xs) - 1):
        free = [row for row in range(len(ys) - 1) if (row, column) not in taken]
        for _, run in groupby(enumerate(free), key=lambda one: one[1] - one[0]):
            rows = [row for _, row in run]
            box = Box(page, xs[column], ys[rows[0]], xs[column + 1], ys[rows[-1] + 1])
            yield Spot(rows[0], column, len(rows), 1, box)


def _clustered(values: Iterable[float]) -> list[float]:
    """``values`` in order, those nearer than a line is thick as one."""
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > _NEAR:
            found.append(value)
    return found


def _at(edges: Sequence[float], value: float) -> int:
    return min(range(len(edges)), key=lambda n: abs(edges[n] - value))
