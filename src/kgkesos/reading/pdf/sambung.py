"""Tables that go on over a page: a row that the page's end cut in two is put together again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kgkesos.reading import measure
from kgkesos.reading.blocks import WRAP, Block, Cell, Covered, PageEnd, Paragraph, Table
from kgkesos.reading.columns import role

# What may stand between the two parts: the foot of a page and the head of the next, short lines.
_MOST_BETWEEN, _LONGEST_BETWEEN = 4, 80
# What every whole row says of its indicator, where the table has such a column.
_ATTRIBUTES = frozenset({"sumber_data", "penanggung_jawab", "satuan", "formula", "penjelasan"})
# What one merged cell says of several indicators.
_SHARED = frozenset({"sumber_data", "penanggung_jawab", "satuan"})

Row = tuple[Cell | Covered, ...]


def joined(blocks: Sequence[Block]) -> list[Block]:
    """``blocks`` with each cut row whole, on the page where it begins."""
    found = list(blocks)
    heads: dict[int, Row] = {}
    for at, below in _pairs(found):
        upper, lower = found[at], found[below]
        if isinstance(upper, Table) and isinstance(lower, Table):
            # Over several pages the heads may stand on the first alone.
            own = _titles(upper)
            heads[below] = own if "indikator" in _roles(own) else heads.get(at, own)
            found[at], found[below] = _mended(upper, lower, heads[below])
    return found


def _pairs(blocks: Sequence[Block]) -> Iterator[tuple[int, int]]:
    """Where a table ends a page and one of as many columns, drawn at the same sides, begins the next."""
    last: int | None = None
    ended = False
    between: list[Paragraph] = []
    for at, block in enumerate(blocks):
        if isinstance(block, PageEnd):
            ended = True
        elif isinstance(block, Paragraph):
            between.extend([block] if block.text.strip() else [])
        elif isinstance(block, Table):
            upper = blocks[last] if last is not None else None
            if ended and isinstance(upper, Table) and _is_short(between) and _sides(upper) == _sides(block):
                yield at if last is None else last, at
            last, ended, between = at, False, []


def _is_short(between: Sequence[Paragraph]) -> bool:
    return len(between) <= _MOST_BETWEEN and all(len(one.text.strip()) <= _LONGEST_BETWEEN for one in between)


def _sides(table: Table) -> list[int]:
    """The left sides of the columns, in points; of those that no cell begins in, none."""
    found = {
        column: round(cell.box.x0 / 2)
        for row in table.rows
        for column, cell in enumerate(row)
        if isinstance(cell, Cell) and cell.box
    }
    return [found.get(column, -1) for column in range(len(table.rows[0]))]


def _mended(upper: Table, lower: Table, titles: Row) -> tuple[Table, Table]:
    """Both parts, the words that belong to the last row of ``upper`` moved up to it."""
    first = _first_row(upper, lower)
    if first is None:
        return upper, lower
    above = [list(row) for row in upper.rows]
    below = [list(row) for row in lower.rows]
    whole = _is_rest(upper, titles, lower.rows[first])
    for column, cell in enumerate(lower.rows[first]):
        if not isinstance(cell, Cell) or not cell.text.strip():
            continue
        row, origin = _origin(above, len(above) - 1, column)
        begun = above[row][origin]
        if isinstance(begun, Cell) and (whole or (begun.text.strip() and cell.text.lstrip()[:1].islower())):
            above[row][origin] = _together(begun, cell)
            below[first][column] = replace(cell, text="", place="")
    _show_again(titles, above, below, first)
    return Table(tuple(map(tuple, above))), Table(tuple(map(tuple, below)))


def _show_again(titles: Row, above: list[list[Cell | Covered]], below: list[list[Cell | Covered]], first: int) -> None:
    """Let a merged cell that the page ends in, of what one says of several indicators, say it on the next page."""
    for column, name in enumerate(_roles(titles)):
        cell = below[first][column]
        if name not in _SHARED or not isinstance(cell, Cell) or cell.text.strip():
            continue
        last = above[-1][column]
        if isinstance(last, Covered) and isinstance(shown := above[last.row][last.column], Cell):
            below[first][column] = shown


def _roles(titles: Row) -> list[str | None]:
    """What each column holds, told by its head."""
    return [role(text.replace(WRAP, " ").replace("\n", " ")) for text in _said(titles)]


def _titles(upper: Table) -> Row:
    return next((row for row in upper.rows if sum(bool(text) for text in _said(row)) > 1), upper.rows[0])


def _first_row(upper: Table, lower: Table) -> int | None:
    """The first row of ``lower`` that does not repeat the heads of ``upper``."""
    heads = {_said(row) for row in upper.rows[:-1]}
    return next((n for n, row in enumerate(lower.rows) if any(_said(row)) and _said(row) not in heads), None)


def _is_rest(upper: Table, titles: Row, row: Row) -> bool:
    """Whether ``row`` is the rest of a row above it: no number, no indicator of its own, and words that go on.

    Without a column of indicators every cell must begin with a small letter.
    """
    roles = _roles(titles)
    said = _said(row)
    if roles and roles[0] == "nomor" and said[0]:
        return False
    filled = [text for text in said if text]
    if "indikator" not in roles:
        return all(text[:1].islower() for text in filled)
    at = roles.index("indikator")
    named = said[at]
    if not named:
        return True
    if measure.begins(named):
        return False
    if named[:1].islower():
        return True
    # In a table whose indicators all begin as measures do, a row that begins otherwise and is not whole is a rest.
    others = [text for one in upper.rows if (text := _said(one)[at]) and text != _said(titles)[at]]
    whole = all(said[n] for n, one in enumerate(roles) if one in _ATTRIBUTES)
    return bool(others) and all(map(measure.begins, others)) and not whole


def _origin(rows: Sequence[Sequence[Cell | Covered]], row: int, column: int) -> tuple[int, int]:
    cell = rows[row][column]
    return (cell.row, cell.column) if isinstance(cell, Covered) else (row, column)


def _together(begun: Cell, rest: Cell) -> Cell:
    if not begun.text.strip():
        return rest
    goes_on = rest.text.lstrip()[:1].islower()
    between = "" if begun.text.endswith("\\") else WRAP if goes_on else "\n"
    return Cell(
        f"{begun.text}{between}{rest.text}",
        " – ".join(place for place in (begun.place, rest.place) if place),
        begun.box,
    )


def _said(row: Row) -> tuple[str, ...]:
    return tuple(cell.text.strip() if isinstance(cell, Cell) else "" for cell in row)
