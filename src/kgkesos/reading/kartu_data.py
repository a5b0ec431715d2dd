"""Satu Data metadata cards: labelled fields in cells, after colons or below their labels, or a table of cards."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kgkesos.reading import definisi, heading, kartu, label, lembar, signature
from kgkesos.reading.bidang import Bidang
from kgkesos.reading.columns import Column
from kgkesos.reading.excerpt import Excerpt, Source
from kgkesos.reading.markup import plain
from kgkesos.reading.page import Page
from kgkesos.reading.table import Head, Row, rows
from kgkesos.records import Dokumen, Record

TITLE = re.compile(r"(?:KARTU|METADATA|STANDAR|DAFTAR|KAMUS|FORMULIR|LEMBAR|SATU DATA|DATA)\b", re.IGNORECASE)
_MENTIONED = re.compile(
    r"\b(?:judul|nama)\s+(?:indikator|data|dataset)\b|\bjudul\s*[:|\t]|\bindikator\b", re.IGNORECASE
)
# Fields that only the metadata of statistics has: no table of indicators has two of them.
_STATISTICAL = frozenset({"konsep", "ukuran", "klasifikasi", "produsen-data", "walidata", "level-estimasi"})
_FEWEST_FIELDS = 4
_INDICATOR = re.compile(r"indikator(?: kinerja)?", re.IGNORECASE)


def is_card(content: str) -> bool:
    """Whether a text holds metadata cards: four or more known fields, a name among them, in the layout of cards.

    One sheet with the labels of SIPD alone, each on a line of its own or before a colon, is no card.
    """
    if not _MENTIONED.search(content):
        return False
    source = Source.of(content, "")
    if _heads(source):
        return True
    opened = lembar.all_openings(source)
    found = {opening.label.code for opening in opened if opening.label.code}
    if kartu.NAME not in found or len(found - {"nomor"}) < _FEWEST_FIELDS:
        return False
    names = [opening.label.name for opening in opened if opening.label.code == kartu.NAME]
    in_cells = {opening.label.code for opening in opened if opening.layout == lembar.CELLS}
    others = {opening.label.name for opening in opened if opening.label.code} - set(label.LABELS)
    return len(in_cells) >= _FEWEST_FIELDS or len(names) > 1 or len(others) > 1 or names[0] not in label.LABELS


def read(page: Page) -> tuple[Dokumen, tuple[Record, ...]]:
    """What a file of metadata cards says: for each card its indicator, fields, formula and definitions."""
    source = page.source
    until = signature.first_line(source)
    page.take(signature.lines(source, until), "tanda tangan")
    short = definisi.Abbreviations.of(source)
    if heads := [found for found in _heads(source) if found.line < until]:
        dokumen = heading.read(page, "kartu-data", range(1, heads[0].line), TITLE)
        return dokumen, tuple(_tables(page, heads, until, short))
    sheet = lembar.read(page, until)
    dokumen = heading.read(page, "kartu-data", sheet.head, TITLE)
    records: list[Record] = []
    for card in lembar.cards(page, sheet.fields):
        span = (card[0].numbers[0], card[-1].numbers[-1])
        records.extend(kartu.records(page, [field.closed() for field in card], short, span))
    return dokumen, tuple(records)


def _heads(source: Source) -> list[Head]:
    """The header rows of tables with one card in each row."""
    lines = (source.line(number) for number in range(1, source.line_count + 1))
    return [found for at, line in enumerate(lines, 1) if (found := _head(line, at))]


def _head(line: Excerpt, number: int) -> Head | None:
    if not re.search(r"[\t|]", line.text):
        return None
    loose = "\t" not in line.text and not line.text.lstrip().startswith("|")
    titles = lembar.raw_cells(line)
    labels = [label.of(title) for title in titles]
    codes = [found.code if found else None for found in labels]
    if kartu.NAME not in codes and len(_STATISTICAL.intersection(c for c in codes if c)) > 1:
        named = next((at for at, title in enumerate(titles) if _INDICATOR.fullmatch(title.text)), None)
        codes = [kartu.NAME if at == named else found for at, found in enumerate(codes)]
    known = {found for found in codes if found} - {"nomor"}
    if kartu.NAME not in known or len(known) < _FEWEST_FIELDS or not known & _STATISTICAL:
        return None
    # In cells that alternate with values, labels stand side by side only where values are missing.
    if sum(1 for found in codes if found) * 3 < len([title for title in titles if title]) * 2:
        return None
    columns = tuple(_column(at, title, codes) for at, title in enumerate(titles))
    return Head(number, columns, (number,), loose)


def _column(at: int, title: Excerpt, codes: list[str | None]) -> Column:
    code = codes[at]
    first = codes.index(code) == at
    role = "indikator" if code == kartu.NAME and first else "nomor" if code == "nomor" and first else f"bidang-{at}"
    return Column(role, title.text, title)


def _tables(page: Page, heads: list[Head], until: int, short: definisi.Abbreviations) -> Iterator[Record]:
    for under, end in zip(heads, [*(head.line for head in heads[1:]), until], strict=True):
        page.take(under.lines, "kepala kolom")
        for row in rows(page.source, under, end):
            yield from _row(page, under, row, short)


def _row(page: Page, under: Head, row: Row, short: definisi.Abbreviations) -> Iterator[Record]:
    span = (row.lines[0], row.lines[-1])
    if row.torn:
        page.leave(row.lines, "baris tabel yang terpenggal")
        page.warn("baris-terpenggal", "Baris-baris ini tidak membentuk satu baris tabel yang utuh.", span)
        return
    if all(lembar.ORDINAL.match(text) for text in _texts(row)):
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
    yield from kartu.records(page, tuple(_fields(under, row)), short, span)


def _texts(row: Row) -> list[str]:
    return [text for cell in row.cells.values() if (text := plain(cell).text)]


def _fields(under: Head, row: Row) -> Iterator[Bidang]:
    for column in under.columns:
        found = label.of(column.printed)
        if column.role is None or column.role == "nomor" or found is None:
            continue
        code = kartu.NAME if column.role == "indikator" else found.code
        cell = plain(row.cell(column.role))
        yield Bidang(found.name, found.printed, (cell,) if cell else (), code)
