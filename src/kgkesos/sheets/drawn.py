"""The form of a cascading drawn by position: boxes in the cells of a sheet, each head merged over those it leads.

A position that leads nobody has a column of its own. Under each position stand its sasaran and its indicators, under
the head of the office the tujuan, too; positions without superior and sasaran of no position stand beside. That is how
such a drawing is read again: by what stands below what.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kgkesos.records import Dokumen, Indikator, Jabatan, Record, Sasaran, Tujuan
from kgkesos.sheets.form import Form, Held, Row, Tree, held, numbered, title_rows

NAME = "Cascading Jabatan"
_WIDTH = 28
Cells = dict[tuple[int, int], Held]


@dataclass(frozen=True, slots=True)
class _Drawing:
    """The records of a drawing, and who leads whom."""

    tree: Tree
    leads: dict[str | None, list[Jabatan]]

    def goals(self, position: Jabatan) -> list[Record]:
        """The tujuan and sasaran that stand under ``position``: a tujuan, which hangs under none, under the head."""
        own = self.tree.below(position.id, Sasaran)
        return [*self.tree.below(None, Tujuan), *own] if position is self.head() else own

    def columns(self, record: Record) -> int:
        """How many columns a position takes with all that stands below it, or a tujuan with its sasaran."""
        below: Sequence[Record] = self.tree.below(record.id, Sasaran)
        goals: Sequence[Record] = ()
        if isinstance(record, Jabatan):
            below, goals = self.leads.get(record.id, []), self.goals(record)
        return max(sum(map(self.columns, below)), sum(map(self.columns, goals)), 1)

    def head(self) -> Jabatan | None:
        """The position that the tujuan stand under: the first without superior that leads others."""
        first = self.leads.get(None, [])
        return next((one for one in first if one.id in self.leads), first[0] if first else None)


def form(dokumen: Dokumen, records: Sequence[Record]) -> Form:
    """The sheet of a cascading by position; positions of one depth begin on one row."""
    positions = [record for record in records if isinstance(record, Jabatan)]
    leads: dict[str | None, list[Jabatan]] = {}
    for position in positions:
        leads.setdefault(_superior(position, positions), []).append(position)
    drawing = _Drawing(Tree(records), leads)
    cells: Cells = {}
    level = list(_beside(drawing, leads.get(None, []), 0))
    top = 0
    while level:
        ends = [_block(drawing, cells, top, at, position) for position, at in level]
        level = [below for position, at in level for below in _beside(drawing, leads.get(position.id, []), at)]
        # A blank row, so that a drawing stays one to the eye.
        top = max(ends) + 1
    beside = sum(map(drawing.columns, leads.get(None, [])))
    for goal in drawing.tree.below(None, Sasaran):
        top = max(top, _goal(drawing, cells, 0, beside, goal))
        beside += drawing.columns(goal)
    above = title_rows(dokumen, "CASCADING")
    width = max((column + cell.wide for (_, column), cell in cells.items()), default=1)
    rows: list[Row] = [tuple(cells.get((row, column)) for column in range(width)) for row in range(top)]
    return Form(NAME, (*above, *rows), (_WIDTH,) * width)


def _superior(position: Jabatan, positions: Sequence[Jabatan]) -> str | None:
    """The id of the position above; of several with its name the one that the position's own id stands under."""
    named = [one.id for one in positions if one.nama == position.atasan and one is not position]
    under = [one for one in named if position.id.startswith(f"{one}/")]
    return next(iter([*under, *named]), None)


def _beside(drawing: _Drawing, positions: Sequence[Jabatan], at: int) -> Iterator[tuple[Jabatan, int]]:
    """Each of ``positions`` with its first column, from ``at`` on."""
    for position in positions:
        yield position, at
        at += drawing.columns(position)


def _block(drawing: _Drawing, cells: Cells, top: int, at: int, position: Jabatan) -> int:
    """Put a position and what stands under it into ``cells``; the row below."""
    wide = drawing.columns(position)
    _put(cells, top, at, wide, held(position, "nama", "head"))
    row = _stacked(drawing, cells, (top + 1, at), wide, position.id)
    ends = [row]
    for goal in drawing.goals(position):
        ends.append(_goal(drawing, cells, row, at, goal))
        at += drawing.columns(goal)
    return max(ends)


def _goal(drawing: _Drawing, cells: Cells, row: int, at: int, record: Record) -> int:
    """Put a tujuan or sasaran into ``cells``, with its indicators and the sasaran that hang under it; the row below."""
    wide = drawing.columns(record)
    _put(cells, row, at, wide, _stated(record))
    row = _stacked(drawing, cells, (row + 1, at), wide, record.id)
    ends = [row]
    for below in drawing.tree.below(record.id, Sasaran):
        ends.append(_goal(drawing, cells, row, at, below))
        at += drawing.columns(below)
    return max(ends)


def _stacked(drawing: _Drawing, cells: Cells, first: tuple[int, int], wide: int, parent: str) -> int:
    """Put the indicators of ``parent`` one below the other into ``cells``, from ``first`` on; the row below."""
    row, column = first
    for indicator in drawing.tree.indicators(parent):
        _put(cells, row, column, wide, _indicator(indicator))
        row += 1
    return row


def _put(cells: Cells, row: int, column: int, wide: int, cell: Held | None) -> None:
    if cell:
        cells[row, column] = replace(cell, wide=wide)


def _stated(record: Record) -> Held | None:
    """A tujuan or sasaran as it is known again: "Sasaran 1 : ..."."""
    cell = held(record, "teks")
    if cell is None:
        return None
    number = getattr(record, "nomor", None)
    fields = (((record.id, "nomor"),) if number else ()) + cell.fields
    return replace(cell, text=f"{record.jenis} {number or ''}".rstrip() + f" : {cell.text}", fields=fields)


def _indicator(record: Indikator) -> Held | None:
    """An indicator behind its number, with its unit in brackets where that is printed so."""
    cell = numbered(record, "nama", "nomor")
    if cell is None or not record.satuan:
        return cell
    fields = (*cell.fields, (record.id, "satuan"))
    return replace(cell, text=f"{cell.text} ({record.satuan})", fields=fields)
