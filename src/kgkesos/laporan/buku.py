"""The report as an Excel workbook: an overview, a sheet for each rule, and one of what was mended."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import openpyxl
from openpyxl.styles import PatternFill

from kgkesos.answers import Cell
from kgkesos.laporan import kata, tabel
from kgkesos.laporan.berkas import Berkas
from kgkesos.laporan.model import Butir, Kelompok, Kutipan, Laporan, pendek
from kgkesos.sheets import sel

_OVERVIEW, _MENDED = "Ringkasan", "Selesai"
_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\']")
_FILL = {"Violation": "F8CBAD", "Warning": "FFE699", "Info": "DDEBF7"}


@dataclass(frozen=True, slots=True)
class _Column:
    """A column: its head, its width in characters, and what stands in it."""

    head: str
    width: int
    cell: Callable[[Butir], Cell]
    link: Callable[[Butir], Kutipan | None] = lambda _: None


_OF_A_RULE = (
    _Column("Status", 8, lambda one: one.status),
    _Column("Dokumen", 24, lambda one: one.dokumen),
    _Column("Pada", 40, lambda one: one.simpul.nama),
    _Column("Jenis", 14, lambda one: one.simpul.jenis),
    _Column("Bidang", 13, lambda one: one.bidang),
    _Column("Yang ditemukan", 48, lambda one: one.pesan["id"]),
    _Column("Kutipan", 48, lambda one: tabel.words(one.simpul)),
    _Column("Letak", 30, lambda one: _places(one.simpul.kutipan), lambda one: next(iter(one.simpul.kutipan), None)),
    _Column("Putusan", 30, lambda one: one.putusan.kalimat if one.putusan else None),
    _Column("Penilaian", 14, lambda one: one.penilaian),
    _Column("Pembanding", 40, lambda one: one.pembanding.nama if one.pembanding else None),
    _Column("Kutipan pembanding", 48, lambda one: tabel.words(one.pembanding) if one.pembanding else None),
    _Column(
        "Letak pembanding",
        30,
        lambda one: _places(one.pembanding.kutipan) if one.pembanding else None,
        lambda one: next(iter(one.pembanding.kutipan), None) if one.pembanding else None,
    ),
    _Column("Simpul", 30, lambda one: pendek(one.simpul.iri)),
    _Column("Sidik", 18, lambda one: one.sidik),
)
_RULE = _Column("Aturan", 26, lambda one: kata.aturan(one.kode))
_ALWAYS = frozenset({"Dokumen", "Pada", "Yang ditemukan", "Kutipan", "Letak", "Simpul", "Sidik"})


def save(laporan: Laporan, berkas: Berkas) -> bytes:
    """The workbook of ``laporan``; quotes lead to the files that ``berkas`` knows."""
    book = openpyxl.Workbook()
    overview = book.active
    overview.title = _OVERVIEW
    names = _names(laporan.kelompok)
    _overview(overview, laporan, names)
    for group, name in zip(laporan.kelompok, names, strict=True):
        _rule(book.create_sheet(name), group, berkas)
    mended = [one for group in laporan.selesai for one in group.butir]
    if mended:
        page = book.create_sheet(_MENDED)
        _back(page, 1)
        sel.put(page.cell(2, 1), "Temuan graf sebelumnya yang tidak ditemukan lagi", bold=True)
        _table(page, 4, (_RULE, *_used(mended)), mended, Berkas())
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def _names(groups: Sequence[Kelompok]) -> list[str]:
    """A name for the sheet of each group: the rule's."""
    plain = (_NOT_IN_A_NAME.sub(" ", kata.aturan(group.kode)).strip() or "Aturan" for group in groups)
    return sel.sheet_names(plain, (_OVERVIEW, _MENDED))


def _overview(page: Any, laporan: Laporan, names: Sequence[str]) -> None:
    """Where the report comes from, how much was found, and a row for each rule that leads to its sheet."""
    sel.put(page.cell(1, 1), "Temuan pada dokumen kinerja", bold=True)
    said = [f"Sumber: {laporan.sumber}", kata.ringkas(laporan)]
    if laporan.sebelumnya:
        said.append(f"Dibandingkan dengan graf {laporan.sebelumnya}: {kata.status(laporan.status)}")
    for row, line in enumerate((*said, *laporan.catatan), 2):
        sel.put(page.cell(row, 1), line)
    top = 3 + len(said) + len(laporan.catatan)
    heads = ("Aturan", "Tingkat", "Temuan", "Baru", "Tetap", "Dokumen", "Yang diminta", "Perbaikan")
    sel.heads(page, top, heads, (34, 14, 9, 8, 8, 10, 22, 90))
    for row, (group, name) in enumerate(zip(laporan.kelompok, names, strict=True), top + 1):
        word, asks = kata.TINGKAT[group.tingkat]
        counts = (len(group.butir), group.status.get("baru"), group.status.get("tetap"), len(group.dokumen))
        cells = (kata.aturan(group.kode), word, *counts, asks, group.perbaikan["id"])
        for column, value in enumerate(cells, 1):
            sel.put(page.cell(row, column), value)
        sel.lead_inside(page.cell(row, 1), name)
        page.cell(row, 2).fill = PatternFill("solid", fgColor=_FILL[group.tingkat])
    gone = sum(len(group.butir) for group in laporan.selesai)
    if gone:
        row = top + 2 + len(laporan.kelompok)
        sel.put(page.cell(row, 1), _MENDED)
        sel.put(page.cell(row, 3), gone)
        sel.lead_inside(page.cell(row, 1), _MENDED)
    sel.printed(page, top)


def _rule(page: Any, group: Kelompok, berkas: Berkas) -> None:
    """The sheet of one rule: what it says, why, what to do, and its findings."""
    _back(page, 1)
    word, asks = kata.TINGKAT[group.tingkat]
    head = (
        (kata.aturan(group.kode), True),
        (f"{word[:1].upper()}{word[1:]} ({asks}): {kata.jumlah(group)}", False),
        (f"Mengapa: {group.alasan['id']}", False),
        (f"Perbaikan: {group.perbaikan['id']}", False),
    )
    for row, (line, bold) in enumerate(head, 2):
        sel.put(page.cell(row, 1), line, bold=bold)
    _table(page, 3 + len(head), _used(group.butir), group.butir, berkas)


def _used(found: Iterable[Butir]) -> tuple[_Column, ...]:
    """The columns that something is said in."""
    every = tuple(found)
    return tuple(one for one in _OF_A_RULE if one.head in _ALWAYS or any(one.cell(item) for item in every))


def _table(page: Any, top: int, columns: Sequence[_Column], found: Sequence[Butir], berkas: Berkas) -> None:
    sel.heads(page, top, [one.head for one in columns], [one.width for one in columns])
    for row, one in enumerate(found, top + 1):
        for at, column in enumerate(columns, 1):
            cell = page.cell(row, at)
            sel.put(cell, column.cell(one), wrap=True)
            quote = column.link(one)
            target = berkas.link(quote) if quote else None
            if target:
                sel.lead(cell, target)
    sel.moved(page, top, len(columns), len(found))
    sel.printed(page, top)


def _places(quotes: Iterable[Kutipan]) -> str:
    return "\n".join(tabel.where(quote) for quote in quotes)


def _back(page: Any, row: int) -> None:
    sel.put(page.cell(row, 1), _OVERVIEW)
    sel.lead_inside(page.cell(row, 1), _OVERVIEW)
