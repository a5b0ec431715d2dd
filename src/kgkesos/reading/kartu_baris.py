"""The rows of a table of cards put together where a page wraps their cells; what may belong to two cards is torn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kgkesos.reading import label, lembar_baris, measure
from kgkesos.reading.columns import Column
from kgkesos.reading.excerpt import Excerpt, join
from kgkesos.reading.markup import plain
from kgkesos.reading.rencana import heads, lipat
from kgkesos.reading.rencana.lipat import Line, Wrap
from kgkesos.reading.table import Head, Row

_NAME = "indikator"
_MARKS = ("nomor", heads.CODE)


@dataclass(frozen=True, slots=True)
class _Table:
    """The lines of a table of cards, and how it wraps them; ``marked`` says that each card has a number or a code.

    ``fixed`` says that blanks part its cells: there a number may stand in the middle of its row.
    """

    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    wrap: Wrap
    marked: bool
    fixed: bool

    @staticmethod
    def of(under: Head, printed: Sequence[Row], blocks: Sequence[int]) -> _Table:
        columns = tuple(_known(column) for column in under.columns)
        numbered = zip(printed, blocks or [0] * len(printed), strict=True)
        lines = tuple(Line(row.line, _cells(under, row), block) for row, block in numbered)
        marked = bool(lines) and any(_marks(columns, lines[0]).values())
        return _Table(columns, lines, lipat.of(columns, lines), marked, bool(blocks))

    def is_own(self, above: Line, line: Line) -> bool:
        """Whether ``line`` begins a card: by its number or code, or by a name of its own and all that a card says."""
        name = _name(self.columns, line)
        if not name:
            return all(lembar_baris.ORDINAL.match(said) for cell in line.cells if (said := _said(cell)))
        small = bool(lipat.LOWER.match(name)) and not lipat.LOWER.match(_name(self.columns, self.lines[0]))
        if not self.marked:
            told = self._is_full(line) or measure.begins(name)
            return not small and (not self.wrap.wraps or (told and not self._joins(above, line)))
        marks = _marks(self.columns, line)
        if marks.get("nomor"):
            return bool(lembar_baris.ORDINAL.match(marks["nomor"])) and not (self.fixed and small)
        return not small and (bool(marks.get(heads.CODE)) or (measure.begins(name) and self._is_full(line)))

    def goes_on(self, above: Line, line: Line) -> bool:
        """Whether ``line`` surely goes on with the card ``above``: no number or code stands in it, or its name goes on.

        What it prints stands under words that fill their column, or no blank line parts it from them as others are.
        """
        if self.marked and any(_marks(self.columns, line).values()):
            return False
        if not self._joins(above, line) and not (self.marked and self.same_block(above, line)):
            return False
        if self.marked:
            return True
        name = _name(self.columns, line)
        return not name or lipat.goes(_name(self.columns, above), name)

    def same_block(self, above: Line, line: Line) -> bool:
        """Whether both stand in one block, and blank lines part the blocks of the table."""
        return above.block == line.block and len({one.block for one in self.lines}) > 1

    def _joins(self, above: Line, line: Line) -> bool:
        return self.wrap.joins([_said(cell) for cell in above.cells], [_said(cell) for cell in line.cells])

    def _is_full(self, line: Line) -> bool:
        """Whether ``line`` says all that the first card says, its number and code apart."""
        both = zip(self.columns, self.lines[0].cells, line.cells, strict=True)
        return all(_said(cell) or not _said(first) for column, first, cell in both if column.role not in _MARKS)


def _marks(columns: Sequence[Column], line: Line) -> dict[str | None, str]:
    both = zip(columns, line.cells, strict=True)
    return {column.role: _said(cell) for column, cell in both if column.role in _MARKS}


def whole(under: Head, printed: Sequence[Row], blocks: Sequence[int] = ()) -> Iterator[Row]:
    """The rows of one card each that ``printed`` make under the head ``under``; ``blocks`` are those of a fixed width.

    A row that may be the rest of the one above, and does not show that it is, leaves both open: they come as one torn
    row.
    """
    table = _Table.of(under, printed, blocks)
    current: Row | None = None
    last = table.lines[:1]
    for row, line in zip(printed, table.lines, strict=True):
        cut = current is not None and current.torn and table.same_block(last[0], line)
        if current is None or (table.is_own(last[0], line) and not cut):
            yield from [current] if current else []
            current, last = row, (line,)
            continue
        safe = not row.torn and not row.extra and table.goes_on(last[0], line)
        current = _with(current, row) if safe else torn(current, row)
        last = (_last(last[0], line),)
    if current:
        yield current


def opens(row: Row) -> bool:
    """Whether ``row`` has what the first row under heads printed again has, if no card goes on over the page."""
    name = plain(row.cell(_NAME)).text
    return row.torn or (bool(name) and not lipat.LOWER.match(name))


def torn(above: Row, below: Row) -> Row:
    """Both as one row of which no cell is sure."""
    return Row(above.line, {}, lines=(*above.lines, *below.lines), torn=True)


def _known(column: Column) -> Column:
    """``column`` as the columns of plans are known: by a code; what else it holds are words."""
    found = label.of(column.printed)
    if column.role in ("nomor", _NAME):
        return column
    return replace(column, role=heads.CODE if found and found.code == "kode" else None)


def _cells(under: Head, row: Row) -> tuple[Excerpt, ...]:
    return tuple(row.cell(column.role or "") for column in under.columns)


def _said(cell: Excerpt) -> str:
    return plain(cell).text.strip()


def _name(columns: Sequence[Column], line: Line) -> str:
    return next((_said(cell) for column, cell in zip(columns, line.cells, strict=True) if column.role == _NAME), "")


def _last(above: Line, line: Line) -> Line:
    cells = tuple(b if _said(b) else a for a, b in zip(above.cells, line.cells, strict=True))
    return replace(line, cells=cells)


def _with(above: Row, row: Row) -> Row:
    cells = {
        role: join([one.strip(), row.cell(role).strip()]) if _said(row.cell(role)) else one
        for role, one in above.cells.items()
    }
    return replace(above, cells=cells, lines=(*above.lines, *row.lines))
