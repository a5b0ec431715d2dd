"""A table with one metadata card in each row: its columns are the fields of the cards."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from kgkesos.reading import kartu_baris, label, lembar, lembar_baris
from kgkesos.reading.bidang import Bidang
from kgkesos.reading.columns import Column
from kgkesos.reading.excerpt import Excerpt, Source
from kgkesos.reading.markup import plain
from kgkesos.reading.page import Page
from kgkesos.reading.table import Head, Row, rows
from kgkesos.records import Record

# What a reader does with the fields of a row and the lines that it stands on.
Card = Callable[[Sequence[Bidang], tuple[int, int]], Iterator[Record]]
# Whether the codes of a table's columns make it one of cards.
Told = Callable[[frozenset[str]], bool]
_FEWEST_FIELDS = 4
_INDICATOR = re.compile(r"indikator(?: kinerja)?", re.IGNORECASE)


def heads(source: Source, told: Told) -> list[Head]:
    """The header rows of tables with one card in each row, as ``told`` knows them by their columns."""
    lines = (source.line(number) for number in range(1, source.line_count + 1))
    return [found for at, line in enumerate(lines, 1) if (found := _head(line, at, told))]


def _head(line: Excerpt, number: int, told: Told) -> Head | None:
    if not _FEWEST_FIELDS - 1 <= line.text.count("\t") + line.text.count("|") <= lembar_baris.MOST_CELLS:
        return None
    titles = lembar_baris.raw_cells(line)
    codes = _codes(titles)
    known = frozenset(found for found in codes if found) - {"nomor"}
    if lembar.NAME not in known or len(known) < _FEWEST_FIELDS or not told(known):
        return None
    # In cells that alternate with values, labels stand side by side only where values are missing.
    if sum(1 for found in codes if found) * 3 < sum(1 for title in titles if title) * 2:
        return None
    loose = "\t" not in line.text and not line.text.lstrip().startswith("|")
    return Head(number, tuple(_column(at, title, codes) for at, title in enumerate(titles)), (number,), loose)


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


def read(page: Page, under: Sequence[Head], until: int, card: Card) -> Iterator[Record]:
    """The records that ``card`` makes of each row under the heads ``under``, up to line ``until``."""
    found: list[tuple[Head, Row]] = []
    for one, end in zip(under, [*(head.line for head in under[1:]), until], strict=True):
        here = list(kartu_baris.whole(one, list(rows(page.source, one, end))))
        # Under heads printed again the card above may go on.
        if found and here and not kartu_baris.opens(here[0]):
            _, row = found.pop()
            here[0] = kartu_baris.torn(row, here[0])
        found.extend((one, row) for row in here)
        page.take(one.lines, "kepala kolom")
        for number in range(one.line + 1, end):
            if lembar_baris.RULE.match(page.source.line(number).text):
                page.take([number], "garis")
    for head, row in found:
        yield from _row(page, head, row, card)


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
