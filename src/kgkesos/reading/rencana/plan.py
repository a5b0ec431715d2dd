"""The tables of a plan, row by row: the levels that a row states, its indicators, and what of it is not read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kgkesos.reading import kode, measure
from kgkesos.reading.accounting import AGAIN
from kgkesos.reading.columns import Column
from kgkesos.reading.excerpt import Excerpt, join
from kgkesos.reading.markup import plain
from kgkesos.reading.page import RECORD, Page
from kgkesos.reading.rencana import heads, outside, tree
from kgkesos.reading.rencana.measures import Measures
from kgkesos.reading.rencana.rows import Printed
from kgkesos.reading.rencana.tables import Table
from kgkesos.reading.rencana.tree import Node, Tree
from kgkesos.records import Record

_TOTAL = re.compile(
    r"\W*(?:sub\s*)?(?:jumlah|total)(?:\s+(?:anggaran|pagu|seluruh\w*|keseluruhan|dana|belanja|rp|semua))*\W*",
    re.IGNORECASE,
)
_BLANK = frozenset("-–—.,;:…_*/\\ ")
_FEW = 2
_NONE = Excerpt("", (), ())
# A number of a list, or a small letter inside a name that is none of a word: "a. Persentase", "e-government", "pH".
_SIGN = re.compile(r"[a-z](?:[.)-]|[A-Z])")
# Columns without words: what stands in them alone makes no row of content.
_WORDLESS = ("nomor", heads.CODE, heads.MONEY, heads.UNDATED, "target")


class Plan:
    """Reads tables into records; ``year`` is that of targets whose column prints none."""

    def __init__(self, page: Page, year: Excerpt | None) -> None:
        self.page = page
        self._year = year
        self._records: list[Record] = []
        self._tree = Tree(page, self._records)
        self._measures = Measures(page, self._records)
        self._stated: dict[int, Node] = {}
        self._told: set[str] = set()

    def records(self, found: Sequence[Table]) -> tuple[Record, ...]:
        """The records of all tables; between tables the captions that state a level are read."""
        at = 1
        uses = self.page.uses()
        before: Table | None = None
        for table in found:
            if before is None or not self._goes_on(before, table):
                self._tree.next_table()
            self._tree.next_captions()
            for number in range(at, table.heads.lines[0]):
                if uses.get(number) in (None, "judul"):
                    self._caption(number)
            self._table(table)
            at, before = table.until, table
        return tuple(self._records)

    def _goes_on(self, before: Table, table: Table) -> bool:
        """Whether ``table`` prints the heads of the one before it again, told by its columns or by the lines alone."""
        printed = [[self.page.source.line(n).squeezed().text for n in one.heads.lines] for one in (before, table)]
        return before.heads.same_as(table.heads) or printed[0] == printed[1]

    def _caption(self, number: int) -> None:
        cell = tree.caption(outside.said(self.page.source.line(number)))
        if cell and cell.level:
            self._tree.next_row()
            new = self._tree.state_over(cell.level, cell)
            self.page.take([number], RECORD if new else AGAIN)

    def _unparted(self, table: Table) -> None:
        """Leave a table whose columns run into one another: cut anywhere, its cells would say what is not printed."""
        lines = [line.number for line in table.lines]
        self.page.untake(lines)
        self.page.leave(lines, "tabel yang kolomnya tidak terpisah")
        message = f"Kolom {table.unparted} tidak terpisah oleh spasi; tabel ini tidak dibaca."
        self.page.warn("kolom-menyatu", message, (table.heads.lines[0], table.until - 1))

    def _table(self, table: Table) -> None:
        if table.unparted:
            self._unparted(table)
            return
        printed = list(table.rows())
        rows = [row for row in printed if isinstance(row, Printed)]
        cells = [[plain(cell) for cell in (*row.cells, *row.extra)] for row in rows]
        over = any(len(row.extra) > 1 for row in rows)
        columns = tuple(map(self._dated, heads.without_years(table.heads.columns, cells, over=over)))
        counts, coded = _counts_indicators(columns, rows), _is_coded(columns, rows)
        self._measures.next_table()
        for row in printed:
            if isinstance(row, int):
                self._tree.next_captions()
                self._caption(row)
            else:
                self._row(columns, row, counts=counts, coded=coded)

    def _dated(self, column: Column) -> Column:
        undated = column.role == "target" and column.year is None
        return replace(column, year=self._year) if undated and self._year else column

    def _row(self, columns: Sequence[Column], row: Printed, *, counts: bool, coded: bool) -> None:
        cells = [plain(cell) for cell in row.cells]
        if use := _furniture(columns, cells, coded=coded):
            self.page.take(row.lines, use)
            return
        self._tree.next_row()
        self._stated = {}
        number = _first(columns, cells, "nomor").strip(" .)")
        read = not row.torn and self._levels(columns, cells, row, _NONE if counts else number)
        for at, column in enumerate(columns):
            if column.role == "indikator" and has_words(cells[at]) and not row.torn and self._is_name(cells[at], row):
                parent = self._parent(columns, at)
                self._orphan(columns, parent, row)
                self._measures.read(columns, at, row, parent, number if counts else _NONE)
                read = True
        if read:
            self.page.take(row.lines)
            self._tell(columns, row, cells)
        else:
            self._leave(row)

    def _is_name(self, cell: Excerpt, row: Printed) -> bool:
        """Whether a cell may be the name of an indicator; one with a small letter is the rest of one that is torn."""
        rest = cell.text[:1].islower() and not measure.begins(cell.text) and not _SIGN.match(cell.text)
        if rest:
            message = f'"{cell.text}" tampaknya sambungan nama indikator yang terpotong dan tidak dibaca.'
            self.page.warn("indikator-terpotong", message, span(row))
        return not rest

    def _leave(self, row: Printed) -> None:
        if not any(self.page.source.line(n).text.strip(" \t|") for n in row.lines):
            self.page.take(row.lines, "garis")
            return
        self.page.leave(row.lines, "baris tabel yang terpenggal" if row.torn else "baris tabel yang tidak dikenali")
        message = "Baris tabel ini tidak memuat tingkat atau indikator yang dapat dibaca."
        self.page.warn("baris-tidak-dibaca", message, span(row))

    def _levels(self, columns: Sequence[Column], cells: Sequence[Excerpt], row: Printed, number: Excerpt) -> bool:
        """State the levels of a row, from the top; the code goes where it fits, the number to the first."""
        code = _code(columns, cells)
        stated = []
        for at, column in enumerate(columns):
            if column.role == heads.LEVEL and is_filled(cells[at]):
                cell = tree.taken_apart(cells[at])
                level, other = tree.level_of(column, cell, code)
                stated.append((heads.LEVELS.index(level), at, level, other, cell))
        coded = [one for one in stated if len(stated) == 1 or (code and kode.level(code.text) == one[2])]
        for one in sorted(stated, key=lambda one: one[:2]):
            _, at, level, other, cell = one
            if not has_words(cell.words):
                continue
            numbered = number if number and not self._stated else None
            self._stated[at] = self._tree.state(level, cell, code if one in coded else None, numbered, open_to=other)
        if code and not coded:
            self.page.warn("kode-lepas", f"Kode {code.text} tidak diketahui milik sel mana.", span(row))
        return bool(self._stated)

    def _orphan(self, columns: Sequence[Column], parent: Node | None, row: Printed) -> None:
        if parent is None and any(column.role == heads.LEVEL for column in columns):
            message = "Indikator pada baris ini tidak diketahui mengukur apa."
            self.page.warn("indikator-tanpa-induk", message, span(row))

    def _parent(self, columns: Sequence[Column], at: int) -> Node | None:
        """What the indicators of column ``at`` measure: the level its head names, else what stands beside it."""
        named = columns[at].levels
        if len(named) == 1 and (node := self._tree.above(named[0])):
            return node
        beside = _level_columns(columns, at)
        stated = [self._stated[b] for b in beside if b in self._stated]
        if stated:
            return max(stated, key=lambda node: heads.LEVELS.index(node.level))
        levels = [level for b in beside for level in columns[b].levels]
        if any(len(columns[b].levels) > 1 for b in beside):
            levels = list(heads.LEVELS[min(map(heads.LEVELS.index, levels)) :])
        return self._tree.deepest(levels) or self._tree.deepest()

    def _tell(self, columns: Sequence[Column], row: Printed, cells: Sequence[Excerpt]) -> None:
        """Say what stands in the row and is not read: no cell is lost without a word."""
        measured = any(c.role == "indikator" and is_filled(cell) for c, cell in zip(columns, cells, strict=True))
        for column, cell in zip(columns, cells, strict=True):
            if not is_filled(cell):
                continue
            if column.role == heads.MONEY:
                self._once("kolom-anggaran", f'Kolom "{column.title}" memuat anggaran dan tidak dibaca.', row)
            elif column.condition:
                message = f'Kolom "{column.title}" memuat kondisi awal atau akhir, bukan target setahun; tidak dibaca.'
                self._once("kolom-tidak-dibaca", message, row)
            elif column.role == heads.UNDATED:
                message = f'Tahun kolom "{column.title}" tidak jelas; targetnya tidak dibaca.'
                self._once("target-tanpa-tahun", message, row)
            elif column.role in (None, heads.URUSAN):
                what = f'Kolom "{column.title}" tidak dikenal' if column.title else "Kolom ini tidak berjudul"
                self._once("kolom-tidak-dibaca", f"{what} dan tidak dibaca.", row)
            elif column.role == "target" and not measured:
                message = f'Target "{cell.text}" tidak diketahui milik indikator mana.'
                self.page.warn("target-tanpa-indikator", message, span(row))
        if row.extra:
            said = "; ".join(f'"{plain(cell).text}"' for cell in row.extra)
            self.page.warn("sel-berlebih", f"Baris ini memuat sel di luar kolom tabel: {said}.", span(row))

    def _once(self, code: str, message: str, row: Printed) -> None:
        if message not in self._told:
            self._told.add(message)
            self.page.warn(code, message, span(row))


def span(row: Printed) -> tuple[int, int]:
    """The first and the last line of ``row``."""
    return row.lines[0], row.lines[-1]


def is_filled(cell: Excerpt) -> bool:
    """Whether a cell holds anything but strokes and dots."""
    return bool(set(cell.text) - _BLANK)


def has_words(cell: Excerpt) -> bool:
    """Whether a cell holds more than numbers and signs: a name."""
    return any(character.isalpha() for character in cell.text)


def _furniture(columns: Sequence[Column], cells: Sequence[Excerpt], *, coded: bool) -> str | None:
    """The class of a row that is no content: a sum, an urusan, the title of a group; None where it is content."""
    filled = [(column, cell) for column, cell in zip(columns, cells, strict=True) if is_filled(cell)]
    words = [cell for column, cell in filled if column.role not in _WORDLESS]
    if len(words) < _FEW and any(_TOTAL.fullmatch(cell.text) for _, cell in filled):
        return "jumlah"
    stated = [(column, cell) for column, cell in filled if column.role == heads.LEVEL]
    code = _code(columns, cells)
    if any(tree.is_urusan(cell.text) or tree.is_higher(column, cell, code, coded=coded) for column, cell in stated):
        return "urusan"
    alone = len(words) == 1 and len(filled) <= _FEW and heads.role(words[0].text) == "indikator"
    return "judul kelompok" if alone else None


def _code(columns: Sequence[Column], cells: Sequence[Excerpt]) -> Excerpt | None:
    """The code of the row; its groups may stand in cells of their own."""
    groups = [
        cell.strip(" .") for column, cell in zip(columns, cells, strict=True) if column.role == heads.CODE and cell
    ]
    whole = join(groups, ".")
    return whole if whole and kode.is_printed_code(whole.text) else None


def _is_coded(columns: Sequence[Column], rows: Sequence[Printed]) -> bool:
    """Whether a row prints the code of a programme, kegiatan or sub kegiatan."""
    cells = ([plain(cell) for cell in row.cells] for row in rows if not row.torn)
    told = ([_code(columns, row), *(tree.taken_apart(row[at]).code for at in _levels_at(columns))] for row in cells)
    return any(code and kode.level(code.text) for codes in told for code in codes)


def _levels_at(columns: Sequence[Column]) -> list[int]:
    return [at for at, column in enumerate(columns) if column.role == heads.LEVEL]


def _first(columns: Sequence[Column], cells: Sequence[Excerpt], role: str) -> Excerpt:
    return next((cell for column, cell in zip(columns, cells, strict=True) if column.role == role and cell), _NONE)


def _level_columns(columns: Sequence[Column], at: int) -> list[int]:
    """The columns of levels beside the indicator column ``at``: left of it, after the indicators before; else right."""
    before = max((i for i in range(at) if columns[i].role == "indikator"), default=-1)
    left = [i for i in range(before + 1, at) if columns[i].role == heads.LEVEL]
    if left:
        return left
    if before >= 0:
        return _level_columns(columns, before)
    return [i for i in range(at + 1, len(columns)) if columns[i].role == heads.LEVEL]


def _counts_indicators(columns: Sequence[Column], rows: Sequence[Printed]) -> bool:
    """Whether the column of numbers counts indicators: there are no levels, or a row has a number and no level."""
    at = next((i for i, column in enumerate(columns) if column.role == "nomor"), None)
    levels = [i for i, column in enumerate(columns) if column.role == heads.LEVEL]
    if at is None:
        return False
    numbered = [row for row in rows if any(character.isdigit() for character in plain(row.cells[at]).text)]
    return not levels or any(not any(is_filled(plain(row.cells[i])) for i in levels) for row in numbered)
