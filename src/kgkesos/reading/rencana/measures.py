"""The indicators of a plan's row, with their unit, source, formula and targets; one printed again is no second one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kgkesos.normalize import key, letak
from kgkesos.reading import definisi, indikator, measure, satuan, target
from kgkesos.reading.columns import Column
from kgkesos.reading.excerpt import Excerpt
from kgkesos.reading.markup import plain
from kgkesos.reading.page import Page
from kgkesos.reading.rencana.heads import LEVELS
from kgkesos.reading.rencana.rows import Printed
from kgkesos.reading.rencana.tree import Node
from kgkesos.reading.table import Row, shown
from kgkesos.records import Indikator, Record, Target

_BLANK = frozenset("-–—.,;:…_*/\\ ")
_ITEM = re.compile(
    r"(?P<nomor>\d{1,2}(?:\.\d{1,2})+\.?(?=\s)|\d{1,2}[.)](?!\d)|[a-z][.)](?=\s)|\d{1,2}(?=\s))\s*(?=[^\W\d_])"
)
# Cells that ran into one another: no one of these numbers is the target.
_SEVERAL = re.compile(r"[\d.,%]+(?:\s+\d[\d.,%]*)+")
_BREAK = re.compile(r"<br\s*/?>|;|\x0b", re.IGNORECASE)
_FIELDS = ("satuan", "formula", "penjelasan", "sumber_data", "penanggung_jawab")
# Columns whose empty cell is merged with the one above: what is said of many is printed once.
_MERGED = ("sumber_data", "penanggung_jawab")
_TITLES = {"sumber_data": "Sumber data", "penanggung_jawab": "Penanggung jawab"}


class Measures:
    """Reads the cells of indicators into ``records``."""

    def __init__(self, page: Page, records: list[Record]) -> None:
        self.page = page
        self._records = records
        self._short = definisi.Abbreviations.of(page.source)
        self._known: dict[tuple[str | None, str], str] = {}
        self._told: dict[str, dict[tuple[int | None, str | None], str]] = {}
        self._stood: dict[int, tuple[int, Excerpt]] = {}

    def next_table(self) -> None:
        """Begin another table: no cell of it is merged with one of the table before."""
        self._stood = {}

    def read(self, columns: Sequence[Column], at: int, row: Printed, parent: Node | None, number: Excerpt) -> None:
        """Read the indicators of column ``at``, which measure ``parent``; ``number`` is that of the row."""
        beside = _beside(columns, at)
        cells, taken = self._merged(columns, beside, row, LEVELS.index(parent.level) if parent else 0)
        self._tell_several(columns, beside, row)
        for part in _apart(cells, at):
            for record in self._one(parent.id if parent else None, _row(columns, at, beside, part, row, number)):
                self._records.append(self._remarked(record, taken) if isinstance(record, Indikator) else record)

    def _tell_several(self, columns: Sequence[Column], beside: Sequence[int], row: Printed) -> None:
        for i in beside:
            value = plain(row.cells[i]).text
            if columns[i].role == "target" and _SEVERAL.fullmatch(value) and "<" not in row.cells[i].text:
                message = f'Sel target "{value}" memuat beberapa bilangan dan tidak dibaca.'
                self.page.warn("target-ganda", message, (row.lines[0], row.lines[-1]))

    def _remarked(self, record: Indikator, taken: dict[str, Excerpt]) -> Indikator:
        """``record`` with a remark on each field whose cell is empty: nobody is to take it for printed in its row."""
        source = self.page.source
        remarks = [
            f"{_TITLES[role]}: sel kosong; diambil dari baris di atas ({letak((line, line), place)})."
            for role, cell in taken.items()
            if getattr(record, role)
            for quote in (source.bukti(cell.start, cell.end),)
            for line, place in ((quote.baris[0], quote.tempat),)
        ]
        return replace(record, catatan=" ".join(remarks)) if remarks else record

    def _merged(
        self, columns: Sequence[Column], beside: Sequence[int], row: Printed, rank: int
    ) -> tuple[list[Excerpt], dict[str, Excerpt]]:
        """The cells of the row with what a merged cell above says of nodes as high as this one, or higher.

        Second, the cells above that stand for an empty one, by role.
        """
        cells = list(shown(self.page.source, columns, row.cells))
        taken: dict[str, Excerpt] = {}
        for i in beside:
            if columns[i].role not in _MERGED:
                continue
            if plain(cells[i]):
                self._stood[i] = (rank, cells[i])
            elif i in self._stood and rank >= self._stood[i][0]:
                cells[i] = self._stood[i][1]
                taken.setdefault(columns[i].role or "", cells[i])
        return cells, taken

    def _one(self, parent: str | None, row: Row) -> Iterator[Record]:
        known = self._known.get((parent, key(row.cell("indikator").text)))
        if known:
            yield from self._more_targets(known, row)
            return
        for record in indikator.records(self.page, parent, row, self._short):
            if isinstance(record, Indikator):
                self._known[parent, key(record.nama)] = record.id
            elif isinstance(record, Target) and record.induk:
                self._told.setdefault(record.induk, {})[record.tahun, record.periode] = record.nilai
            yield record

    def _more_targets(self, known: str, row: Row) -> Iterator[Record]:
        """The targets of an indicator that is printed again: those of years that are not told yet."""
        told = self._told.setdefault(known, {})
        for column, cell in row.targets:
            when = (int(column.year.text) if column.year else None, column.period.text if column.period else None)
            value = plain(cell).text
            if when not in told:
                told[when] = value
                yield from target.records(self.page, known, replace(row, targets=((column, cell),)))
            elif told[when] != value:
                message = f'Target "{value}" lain dari "{told[when]}" yang tercetak lebih dahulu; yang pertama dipakai.'
                self.page.warn("target-berbeda", message, (row.lines[0], row.lines[-1]))


def _beside(columns: Sequence[Column], at: int) -> list[int]:
    """The columns that say something of the indicators of column ``at``: right of it, and left of the first one."""
    places = [i for i, column in enumerate(columns) if column.role == "indikator"]
    following = next((i for i in places if i > at), len(columns))
    return [i for i in range(0 if places[0] == at else at, following) if columns[i].role != "indikator" or i == at]


def _apart(cells: Sequence[Excerpt], at: int) -> list[list[Excerpt]]:
    """The cells of each indicator where one cell lists several: others are parted with it where they list as many."""
    parts = [part for part in cells[at].splits(_BREAK) if plain(part)]
    if len(parts) < 2 or not all(_begins(plain(part).text) for part in parts):
        return [list(cells)]
    found: list[list[Excerpt]] = [[] for _ in parts]
    for cell in cells:
        pieces = [piece for piece in cell.splits(_BREAK) if plain(piece)]
        for i, one in enumerate(found):
            one.append(pieces[i] if len(pieces) == len(parts) else cell)
    return found


def _begins(text: str) -> bool:
    return measure.begins(text) or bool(_ITEM.match(text))


def _row(
    columns: Sequence[Column], at: int, beside: Sequence[int], cells: Sequence[Excerpt], row: Printed, number: Excerpt
) -> Row:
    """The row as one of a table of indicators: the cells by role, the targets, the number in front of the name."""
    named: dict[str, Excerpt] = {}
    targets: list[tuple[Column, Excerpt]] = []
    for i in beside:
        column, cell = columns[i], cells[i]
        value = plain(cell).text
        if column.role == "target":
            if not column.condition and set(value) - _BLANK and not _SEVERAL.fullmatch(value):
                targets.append((column, cell))
        elif column.role in _FIELDS and column.role not in named and set(plain(cell).text) - _BLANK:
            named[column.role] = cell
    name = plain(cells[at])
    if item := _ITEM.match(name.text):
        number, name = name.group(item, "nomor").strip(" .)"), name[item.end() :]
    unit = satuan.of(name)
    if unit and "satuan" not in named:
        named["satuan"] = unit
    named["indikator"] = name
    if number:
        named["nomor_indikator"] = number
    return Row(row.lines[0], named, 0, row.lines, tuple(targets))
