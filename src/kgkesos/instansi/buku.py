"""The report on one office as an Excel workbook, ready to print."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import openpyxl
from openpyxl.utils import get_column_letter

from kgkesos.answers import Cell
from kgkesos.bahasa import kata
from kgkesos.instansi import perbaikan
from kgkesos.instansi.model import LaporanInstansi
from kgkesos.laporan import Butir, Kelompok, tabel
from kgkesos.laporan import kata as sebut
from kgkesos.sheets import arsip, sel

_OVERVIEW, _CASCADE, _GAPS, _OWNERS, _REPAIRS = "Ringkasan", "Cascading", "Celah", "Penanggung jawab", "Perbaikan"
# The deepest that Excel indents a cell.
_DEEPEST = 15


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A sheet with one table: its title, what stands under it, and the heads and widths of its columns."""

    title: str
    said: str
    columns: tuple[tuple[str, int], ...]


_SHEETS = {
    _CASCADE: _Sheet(
        "Cascading",
        "Setiap simpul sekali, di bawah yang didukungnya.",
        (
            ("Uraian", 50),
            ("Tingkat", 13),
            ("Periode", 12),
            ("Indikator", 42),
            ("Hubungan ke atas", 15),
            ("Keadaan", 16),
            ("Letak", 27),
        ),
    ),
    _GAPS: _Sheet(
        "Celah",
        "Semua temuan pada dokumen instansi ini, yang terberat dulu.",
        (
            ("Celah", 20),
            ("Tingkat", 12),
            ("Pada", 30),
            ("Yang ditemukan", 32),
            ("Perbaikan", 32),
            ("Kutipan", 28),
            ("Letak", 22),
            ("Putusan", 14),
        ),
    ),
    _OWNERS: _Sheet(
        "Penanggung jawab",
        "Kosong berarti dokumen tidak menyebutnya.",
        (("Indikator", 64), ("Penanggung jawab", 36), ("Melapor kepada", 36), ("Letak", 34)),
    ),
    _REPAIRS: _Sheet(
        "Sepuluh perbaikan yang paling berguna",
        perbaikan.RULE,
        (
            ("No", 5),
            ("Nilai", 7),
            ("Bobot", 7),
            ("Simpul", 8),
            ("Apa", 31),
            ("Pada", 26),
            ("Mengapa", 32),
            ("Yang dilakukan", 30),
            ("Kutipan", 24),
            ("Letak", 20),
        ),
    ),
}


def save(laporan: LaporanInstansi) -> bytes:
    """The workbook of ``laporan``: an overview, and a sheet each for cascade, gaps, owners and repairs."""
    lang = laporan.lang
    book = openpyxl.Workbook()
    overview = book.active
    overview.title = kata(_OVERVIEW, lang)
    _overview(overview, laporan)
    indents = [row.tingkat for one in laporan.kaskade for row in one.baris]
    _table(book.create_sheet(kata(_CASCADE, lang)), _SHEETS[_CASCADE], lang, _cascade(laporan), indents)
    _table(book.create_sheet(kata(_GAPS, lang)), _SHEETS[_GAPS], lang, _gaps(laporan))
    _table(book.create_sheet(kata(_OWNERS, lang)), _SHEETS[_OWNERS], lang, _owners(laporan))
    _table(book.create_sheet(kata(_REPAIRS, lang)), _SHEETS[_REPAIRS], lang, _repairs(laporan))
    return arsip.packed(book, laporan.graf)


def _overview(page: Any, laporan: LaporanInstansi) -> None:
    """The cover: office, documents, build and day; then how many gaps of each kind, and coverage."""
    said = partial(kata, lang=laporan.lang)
    sel.put(page.cell(1, 1), said("Laporan kinerja: {}").format(laporan.instansi.nama), bold=True)
    sel.put(page.cell(2, 1), said("Graf {}, disusun {}").format(laporan.graf, laporan.tanggal))
    sel.put(page.cell(3, 1), laporan.ringkas)
    documents = ((one.key, one.judul) for one in laporan.instansi.dokumen)
    row = _part(page, 5, said("Dokumen"), (said("Dokumen"), said("Judul")), documents)
    heads = (said("Celah"), said("Tingkat"), said("Temuan"))
    gaps = ((sebut.aturan(one.kode), _level(one, laporan), len(one.butir)) for one in laporan.celah)
    row = _part(page, row, said("Celah menurut jenisnya"), heads, gaps)
    _part(page, row, said("Cakupan"), laporan.cakupan.kepala, laporan.cakupan.baris)
    for column, width in enumerate((44, 22, 14, 16, 14, 14, 16, 12, 12), 1):
        page.column_dimensions[get_column_letter(column)].width = width
    page.freeze_panes = "A4"
    sel.printed(page, 1)
    page.print_title_rows = "1:3"


def _part(page: Any, top: int, title: str, heads: Sequence[str], rows: Iterable[Sequence[Cell]]) -> int:
    """A table with a title over it; gives the row that the next one may begin at."""
    sel.put(page.cell(top, 1), title, bold=True)
    sel.heads(page, top + 1, heads, [0] * len(heads))
    held = list(rows)
    for row, values in enumerate(held, top + 2):
        for column, value in enumerate(values, 1):
            sel.put(page.cell(row, column), value)
    return top + len(held) + 3


def _table(page: Any, sheet: _Sheet, lang: str, rows: Iterable[Sequence[Cell]], indents: Sequence[int] = ()) -> None:
    said = kata(sheet.said, lang)
    sel.put(page.cell(1, 1), kata(sheet.title, lang), bold=True)
    widths = [width for _, width in sheet.columns]
    sel.put(page.cell(2, 1), said, wrap=True)
    page.merge_cells(start_row=2, end_row=2, start_column=1, end_column=len(widths))
    sel.fit(page, 2, [said], [sum(widths)])
    top, last = 4, 4
    heads = [kata(head, lang) for head, _ in sheet.columns]
    sel.heads(page, top, heads, widths)
    sel.fit(page, top, heads, widths)
    for number, values in enumerate(rows):
        last = top + 1 + number
        for column, value in enumerate(values, 1):
            indent = min(indents[number], _DEEPEST) if indents and column == 1 else 0
            sel.put(page.cell(last, column), value, wrap=True, indent=indent)
        first = widths[0] - 2 * min(indents[number], _DEEPEST) if indents else widths[0]
        sel.fit(page, last, values, [first, *widths[1:]])
    sel.moved(page, top, len(widths), last - top)
    sel.printed(page, top)


def _cascade(laporan: LaporanInstansi) -> Iterable[Sequence[Cell]]:
    for one in laporan.kaskade:
        for row in one.baris:
            named = "\n".join(row.indikator)
            yield row.nama, row.jenis, row.periode, named, row.hubungan, row.keadaan, row.letak


def _gaps(laporan: LaporanInstansi) -> Iterable[Sequence[Cell]]:
    for group in laporan.celah:
        for one in group.butir:
            yield (
                sebut.aturan(one.kode),
                _level(one, laporan),
                one.simpul.nama,
                one.pesan[laporan.lang],
                one.perbaikan[laporan.lang],
                tabel.words(one.simpul),
                _places(one, laporan.lang),
                sebut.putusan(one, laporan.lang),
            )


def _owners(laporan: LaporanInstansi) -> Iterable[Sequence[Cell]]:
    for one in laporan.pemilik:
        yield one.indikator, one.penanggung_jawab, one.melapor_kepada, one.letak


def _repairs(laporan: LaporanInstansi) -> Iterable[Sequence[Cell]]:
    lang = laporan.lang
    for number, item in enumerate(laporan.perbaikan, 1):
        one = item.butir
        said = (one.pesan[lang], one.simpul.nama, one.alasan[lang], one.perbaikan[lang], tabel.words(one.simpul))
        yield number, item.nilai, item.bobot, item.simpul, *said, _places(one, lang)


def _level(one: Butir | Kelompok, laporan: LaporanInstansi) -> str:
    return sebut.tingkat(one.tingkat, laporan.lang)[0]


def _places(one: Butir, lang: str) -> str:
    return "\n".join(tabel.where(quote, lang) for quote in one.simpul.kutipan)
