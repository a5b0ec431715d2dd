"""Tables that go on over a page: a row that the page's end cut in two is put together again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kgkesos.reading import measure
from kgkesos.reading.blocks import WRAP, Block, Cell, Covered, PageEnd, Paragraph, Table
from kgkesos.reading.columns import role

# What may stand between the two parts: the foot of a page and the head of the next, short lines.
_MOST_BETWEEN, _LONGEST_BETWEEN = 4, 80
# "Terlaksananya ...", "Meningkatnya ...": words that begin a statement of their own.
_STATES = re.compile(r"(?:Ter|Me)\w{3,}nya\b")
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
    row = lower.rows[first]
    whole = _is_rest(upper, titles, row)
    goes_on = [] if whole or _said(row)[0] else _going_on(_roles(titles))
    for column, cell in enumerate(row):
        if not isinstance(cell, Cell) or not cell.text.strip():
            continue
        at, origin = _origin(above, len(above) - 1, column)
        begun = above[at][origin]
        rest = column in goes_on and cell.text.lstrip()[:1].islower() and isinstance(begun, Cell) and begun.text.strip()
        if isinstance(begun, Cell) and (whole or rest):
            above[at][origin] = _together(begun, cell)
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

    A new row taken for a rest would be a wrong record; a rest taken for a row is told. So every cell must speak for
    it, and none begins as a measure does.
    """
    roles = _roles(titles)
    said = _said(row)
    if roles and roles[0] == "nomor" and said[0]:
        return False
    goes_on = all(_may_go_on(upper, column, cell) for column, cell in enumerate(row) if isinstance(cell, Cell))
    if roles.count("indikator") != 1:
        return goes_on and not any(map(measure.begins, said))
    at = roles.index("indikator")
    named = said[at]
    if not named:
        return True
    if not goes_on or measure.begins(named) or _STATES.match(named):
        return False
    others = [text for one in upper.rows if (text := _said(one)[at])]
    whole = all(said[n] for n, one in enumerate(roles) if one in _ATTRIBUTES)
    return not whole or (named[:1].islower() and all(text[:1].isupper() for text in others))


def _may_go_on(upper: Table, column: int, cell: Cell) -> bool:
    """Whether ``cell`` may go on with the cell above it: by a small letter, or a word that had no room there."""
    text = cell.text.strip()
    if not text or not text[:1].isupper():
        return True
    row, origin = _origin(upper.rows, len(upper.rows) - 1, column)
    begun = upper.rows[row][origin]
    if not isinstance(begun, Cell) or begun.room is None or cell.first is None or not begun.text.strip():
        return False
    return cell.first > begun.room


def _going_on(roles: Sequence[str | None]) -> list[int]:
    """The columns whose words may go on beside a new row: what is measured, in a cell over several rows."""
    return [n for n, one in enumerate(roles) if one in ("sasaran", "kinerja")]


def _origin(rows: Sequence[Sequence[Cell | Covered]], row: int, column: int) -> tuple[int, int]:
    cell = rows[row][column]
    return (cell.row, cell.column) if isinstance(cell, Covered) else (row, column)


def _together(begun: Cell, rest: Cell) -> Cell:
    if not begun.text.strip():
        return rest
    goes_on = rest.text.lstrip()[:1].islower()
    between = "" if begun.text.endswith("\\") else WRAP if goes_on else "\n"
    where = " – ".join(place for place in (begun.place, rest.place) if place)
    return Cell(f"{begun.text}{between}{rest.text}", where, begun.box, rest.room, begun.first)


def _said(row: Row) -> tuple[str, ...]:
    return tuple(cell.text.strip() if isinstance(cell, Cell) else "" for cell in row)
