"""A table with one metadata card in each row: its columns are the fields of the cards."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from kgkesos.reading import heading, kartu, kartu_baris, label, lembar, lembar_baris
from kgkesos.reading.bidang import Bidang
from kgkesos.reading.columns import Column
from kgkesos.reading.excerpt import Excerpt, Source
from kgkesos.reading.markup import plain
from kgkesos.reading.page import Page
from kgkesos.reading.rencana.heads import is_made_of
from kgkesos.reading.rencana.layout import Form
from kgkesos.reading.rencana.tables import Table, tables
from kgkesos.reading.table import Head, Row, row_of, rows
from kgkesos.records import Dokumen, Record

# What a reader does with the fields of a row and the lines that it stands on.
Card = Callable[[Sequence[Bidang], tuple[int, int]], Iterator[Record]]
# Whether the codes of a table's columns make it one of cards.
Told = Callable[[frozenset[str]], bool]
_FEWEST_FIELDS = 4
_INDICATOR = re.compile(r"indikator(?: kinerja)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Cards:
    """A table of cards: its head, and the table of a fixed width that it is; None where tabs or bars part its cells."""

    head: Head
    fixed: Table | None = None

    @property
    def line(self) -> int:
        """The line of its head."""
        return self.head.line


def find(source: Source, told: Told) -> list[Cards]:
    """The tables with one card in each row, as ``told`` knows them by their columns."""
    lines = (source.line(number) for number in range(1, source.line_count + 1))
    parted = [Cards(found) for at, line in enumerate(lines, 1) if (found := _head(line, at, told))]
    return sorted([*parted, *_fixed(source, told)], key=lambda one: one.line)


def _head(line: Excerpt, number: int, told: Told) -> Head | None:
    if not _FEWEST_FIELDS - 1 <= line.text.count("\t") + line.text.count("|") <= lembar_baris.MOST_CELLS:
        return None
    loose = "\t" not in line.text and not line.text.lstrip().startswith("|")
    columns = _columns(lembar_baris.raw_cells(line), told)
    return Head(number, columns, (number,), loose) if columns else None


def _fixed(source: Source, told: Told) -> Iterator[Cards]:
    for one in tables(source):
        if one.layout.form is Form.FIXED and not one.unparted:
            columns = _columns([column.printed for column in one.heads.columns], told)
            if columns:
                yield Cards(Head(one.heads.lines[0], columns, one.heads.lines), one)


def _columns(titles: Sequence[Excerpt], told: Told) -> tuple[Column, ...]:
    """The columns under ``titles``, where they are those of cards; else none."""
    codes = _codes(titles)
    known = frozenset(found for found in codes if found) - {"nomor"}
    if lembar.NAME not in known or len(known) < _FEWEST_FIELDS or not told(known):
        return ()
    # In cells that alternate with values, labels stand side by side only where values are missing.
    if sum(1 for found in codes if found) * 3 < sum(1 for title in titles if title) * 2:
        return ()
    return tuple(_column(at, title, codes) for at, title in enumerate(titles))


def _codes(titles: Sequence[Excerpt]) -> list[str | None]:
    codes = [found.code if (found := label.of(title)) else None for title in titles]
    if lembar.NAME not in codes:
        named = next((at for at, title in enumerate(titles) if _INDICATOR.fullmatch(title.text)), None)
        codes = [lembar.NAME if at == named else found for at, found in enumerate(codes)]
    return codes


def _column(at: int, title: Excerpt, codes: Sequence[str | None]) -> Column:
    code = codes[at]
    first = codes.index(code) == at
    role = "indikator" if code == lembar.NAME and first else "nomor" if code == "nomor" and first else f"bidang-{at}"
    return Column(role, title.text, title)


def document(
    page: Page, jenis: str, title: re.Pattern[str], found: Sequence[Cards], card: Card
) -> tuple[Dokumen, tuple[Record, ...]]:
    """What a file of card tables says: its head, which ``title`` tells, and the records of the tables ``found``."""
    over = range(1, found[0].line)
    dokumen = heading.read(page, jenis, over, title)
    return dokumen, (*kartu.over(page, over), *read(page, found, page.source.line_count + 1, card))


def read(page: Page, found: Sequence[Cards], until: int, card: Card) -> Iterator[Record]:
    """The records that ``card`` makes of each row of the tables ``found``, up to line ``until``."""
    read_rows: list[tuple[Head, Row]] = []
    for one, end in zip(found, [*(other.line for other in found[1:]), until], strict=True):
        page.take(one.head.lines, "kepala kolom")
        here = list(_fixed_rows(page, one.head, one.fixed) if one.fixed else _parted_rows(page, one.head, end))
        # Under heads printed again the card above may go on.
        if read_rows and here and not kartu_baris.opens(here[0]):
            here[0] = kartu_baris.torn(read_rows.pop()[1], here[0])
        read_rows.extend((one.head, row) for row in here)
    for head, row in read_rows:
        yield from _row(page, head, row, card)


def _parted_rows(page: Page, under: Head, end: int) -> Iterator[Row]:
    """The rows of cards of a table whose cells tabs or bars part."""
    for number in range(under.line + 1, end):
        if lembar_baris.RULE.match(page.source.line(number).text):
            page.take([number], "garis")
    yield from kartu_baris.whole(under, list(rows(page.source, under, end)))


def _fixed_rows(page: Page, under: Head, one: Table) -> Iterator[Row]:
    """The rows of cards of a table of a fixed width."""
    page.take(one.counts, "nomor kolom")
    page.take(one.drawn, "garis")
    printed = [row_of(under, line.cells, (line.number,)) for line in one.lines]
    if printed and (not kartu_baris.opens(printed[0]) or is_made_of(list(map(plain, one.lines[0].cells)))):
        numbers = [line.number for line in one.lines]
        page.leave(numbers, "tabel yang kepala kolomnya tidak jelas")
        message = "Baris pertama tabel ini mungkin masih kepala kolom; tabel ini tidak dibaca."
        page.warn("kepala-tidak-jelas", message, (one.heads.lines[0], one.until - 1))
        return
    yield from kartu_baris.whole(under, printed, [line.block for line in one.lines])


def _row(page: Page, under: Head, row: Row, card: Card) -> Iterator[Record]:
    span = (row.lines[0], row.lines[-1])
    if row.torn:
        page.leave(row.lines, "baris tabel yang terpenggal")
        page.warn("baris-terpenggal", "Baris-baris ini tidak membentuk satu baris tabel yang utuh.", span)
        return
    if all(lembar_baris.ORDINAL.match(text) for cell in row.cells.values() if (text := plain(cell).text)):
        page.take(row.lines, "nomor kolom")
        return
    if not plain(row.cell("indikator")):
        page.leave(row.lines, "baris tabel tanpa nama indikator")
        page.warn("baris-tanpa-indikator", "Baris tabel ini tidak memuat nama indikator.", span)
        return
    if row.missing > 0:
        page.warn("baris-kurang-sel", f"Baris tabel ini kurang {row.missing} sel.", span)
    if row.extra:
        page.warn("sel-berlebih", "Baris ini memuat sel di luar kolom tabel.", span)
    page.take(row.lines)
    yield from card(tuple(_fields(under, row)), span)


def _fields(under: Head, row: Row) -> Iterator[Bidang]:
    for column in under.columns:
        found = label.of(column.printed)
        if column.role is None or column.role == "nomor" or found is None:
            continue
        code = lembar.NAME if column.role == "indikator" else found.code
        cell = lembar_baris.clean(row.cell(column.role))
        yield Bidang(found.name, found.printed, (cell,) if cell else (), code)
