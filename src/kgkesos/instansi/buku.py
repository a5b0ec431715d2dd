"""The report on one office as an Excel workbook, ready to print."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import openpyxl
from openpyxl.utils import get_column_letter

from kgkesos.answers import Cell
from kgkesos.instansi import perbaikan
from kgkesos.instansi.model import LaporanInstansi
from kgkesos.laporan import Butir, kata, tabel
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
    book = openpyxl.Workbook()
    overview = book.active
    overview.title = _OVERVIEW
    _overview(overview, laporan)
    indents = [row.tingkat for one in laporan.kaskade for row in one.baris]
    _table(book.create_sheet(_CASCADE), _SHEETS[_CASCADE], _cascade(laporan), indents)
    _table(book.create_sheet(_GAPS), _SHEETS[_GAPS], _gaps(laporan))
    _table(book.create_sheet(_OWNERS), _SHEETS[_OWNERS], _owners(laporan))
    _table(book.create_sheet(_REPAIRS), _SHEETS[_REPAIRS], _repairs(laporan))
    return arsip.packed(book, laporan.graf)


def _overview(page: Any, laporan: LaporanInstansi) -> None:
    """The cover: office, documents, build and day; then how many gaps of each kind, and coverage."""
    sel.put(page.cell(1, 1), f"Laporan kinerja: {laporan.instansi.nama}", bold=True)
    sel.put(page.cell(2, 1), f"Graf {laporan.graf}, disusun {laporan.tanggal}")
    sel.put(page.cell(3, 1), laporan.ringkas)
    row = _part(page, 5, "Dokumen", ("Dokumen", "Judul"), ((one.key, one.judul) for one in laporan.instansi.dokumen))
    gaps = ((kata.aturan(one.kode), kata.TINGKAT[one.tingkat][0], len(one.butir)) for one in laporan.celah)
    row = _part(page, row, "Celah menurut jenisnya", ("Celah", "Tingkat", "Temuan"), gaps)
    _part(page, row, "Cakupan", laporan.cakupan.kepala, laporan.cakupan.baris)
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


def _table(page: Any, sheet: _Sheet, rows: Iterable[Sequence[Cell]], indents: Sequence[int] = ()) -> None:
    sel.put(page.cell(1, 1), sheet.title, bold=True)
    widths = [width for _, width in sheet.columns]
    sel.put(page.cell(2, 1), sheet.said, wrap=True)
    page.merge_cells(start_row=2, end_row=2, start_column=1, end_column=len(widths))
    sel.fit(page, 2, [sheet.said], [sum(widths)])
    top, last = 4, 4
    heads = [head for head, _ in sheet.columns]
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
                kata.aturan(one.kode),
                kata.TINGKAT[one.tingkat][0],
                one.simpul.nama,
                one.pesan["id"],
                one.perbaikan["id"],
                tabel.words(one.simpul),
                _places(one),
                one.putusan.kalimat if one.putusan else None,
            )


def _owners(laporan: LaporanInstansi) -> Iterable[Sequence[Cell]]:
    for one in laporan.pemilik:
        yield one.indikator, one.penanggung_jawab, one.melapor_kepada, one.letak


def _repairs(laporan: LaporanInstansi) -> Iterable[Sequence[Cell]]:
    for number, item in enumerate(laporan.perbaikan, 1):
        one = item.butir
        said = (one.pesan["id"], one.simpul.nama, one.alasan["id"], one.perbaikan["id"], tabel.words(one.simpul))
        yield number, item.nilai, item.bobot, item.simpul, *said, _places(one)


def _places(one: Butir) -> str:
    return "\n".join(tabel.where(quote) for quote in one.simpul.kutipan)
