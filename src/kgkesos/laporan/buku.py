"""The report as an Excel workbook: an overview, a sheet for each rule, and one of what was mended."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import openpyxl
from openpyxl.styles import PatternFill

from kgkesos import bahasa
from kgkesos.answers import Cell
from kgkesos.laporan import kata, tabel
from kgkesos.laporan.berkas import Berkas
from kgkesos.laporan.model import Butir, Kelompok, Kutipan, Laporan, pendek
from kgkesos.sheets import arsip, sel

_OVERVIEW, _MENDED = "Ringkasan", "Selesai"
_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\']")
_FILL = {"Violation": "F8CBAD", "Warning": "FFE699", "Info": "DDEBF7"}


@dataclass(frozen=True, slots=True)
class _Column:
    """A column: its head, its width in characters, and what stands in it in a language."""

    head: str
    width: int
    cell: Callable[[Butir, str], Cell]
    link: Callable[[Butir], Kutipan | None] = lambda _: None


_OF_A_RULE = (
    _Column("Status", 8, lambda one, lang: one.status and bahasa.kata(one.status, lang)),
    _Column("Dokumen", 24, lambda one, _: one.dokumen),
    _Column("Pada", 40, lambda one, _: one.simpul.nama),
    _Column("Jenis", 14, lambda one, _: kata.sebutan(one.simpul)),
    _Column("Bidang", 13, lambda one, _: one.bidang),
    _Column("Yang ditemukan", 48, lambda one, lang: one.pesan[lang]),
    _Column("Kutipan", 48, lambda one, _: tabel.words(one.simpul)),
    _Column(
        "Letak",
        30,
        lambda one, lang: _places(one.simpul.kutipan, lang),
        lambda one: next(iter(one.simpul.kutipan), None),
    ),
    _Column("Putusan", 30, lambda one, lang: kata.putusan(one, lang)),
    _Column("Penilaian", 14, lambda one, lang: kata.penilaian(one, lang)),
    _Column("Pembanding", 40, lambda one, _: one.pembanding.nama if one.pembanding else None),
    _Column("Kutipan pembanding", 48, lambda one, _: tabel.words(one.pembanding) if one.pembanding else None),
    _Column(
        "Letak pembanding",
        30,
        lambda one, lang: _places(one.pembanding.kutipan, lang) if one.pembanding else None,
        lambda one: next(iter(one.pembanding.kutipan), None) if one.pembanding else None,
    ),
    _Column("Simpul", 30, lambda one, _: pendek(one.simpul.iri)),
    _Column("Sidik", 18, lambda one, _: one.sidik),
)
_RULE = _Column("Aturan", 26, lambda one, _: kata.aturan(one.kode))
_ALWAYS = frozenset({"Dokumen", "Pada", "Yang ditemukan", "Kutipan", "Letak", "Simpul", "Sidik"})


def save(laporan: Laporan, berkas: Berkas, lang: str = "id") -> bytes:
    """The workbook of ``laporan`` in ``lang``; quotes lead to the files that ``berkas`` knows."""
    book = openpyxl.Workbook()
    overview = book.active
    overview.title = bahasa.kata(_OVERVIEW, lang)
    names = _names(laporan.kelompok, lang)
    _overview(overview, laporan, names, lang)
    for group, name in zip(laporan.kelompok, names, strict=True):
        _rule(book.create_sheet(name), group, berkas, lang)
    mended = [one for group in laporan.selesai for one in group.butir]
    if mended:
        page = book.create_sheet(bahasa.kata(_MENDED, lang))
        _back(page, 1, lang)
        sel.put(page.cell(2, 1), bahasa.kata("Temuan graf sebelumnya yang tidak ditemukan lagi", lang), bold=True)
        _table(page, 4, (_RULE, *_used(mended)), mended, Berkas(), lang)
    return arsip.packed(book, laporan.sumber)


def _names(groups: Sequence[Kelompok], lang: str) -> list[str]:
    """A name for the sheet of each group: the rule's."""
    plain = (_NOT_IN_A_NAME.sub(" ", kata.aturan(group.kode)).strip() or "Aturan" for group in groups)
    return sel.sheet_names(plain, (bahasa.kata(_OVERVIEW, lang), bahasa.kata(_MENDED, lang)))


def _overview(page: Any, laporan: Laporan, names: Sequence[str], lang: str) -> None:
    """Where the report comes from, how much was found, and a row for each rule that leads to its sheet."""
    sel.put(page.cell(1, 1), bahasa.kata("Temuan pada dokumen kinerja", lang), bold=True)
    said = [bahasa.kata("Sumber: {}", lang).format(laporan.sumber), kata.ringkas(laporan, lang)]
    if laporan.sebelumnya:
        since = bahasa.kata("Dibandingkan dengan graf {}: {}", lang)
        said.append(since.format(laporan.sebelumnya, kata.status(laporan.status, lang)))
    for row, line in enumerate((*said, *(bahasa.code(note, lang) for note in laporan.catatan)), 2):
        sel.put(page.cell(row, 1), line)
    top = 3 + len(said) + len(laporan.catatan)
    heads = ("Aturan", "Tingkat", "Temuan", "Baru", "Tetap", "Dokumen", "Yang diminta", "Perbaikan")
    sel.heads(page, top, [bahasa.kata(head, lang) for head in heads], (34, 14, 9, 8, 8, 10, 22, 90))
    for row, (group, name) in enumerate(zip(laporan.kelompok, names, strict=True), top + 1):
        word, asks = kata.tingkat(group.tingkat, lang)
        counts = (len(group.butir), group.status.get("baru"), group.status.get("tetap"), len(group.dokumen))
        cells = (kata.aturan(group.kode), word, *counts, asks, group.perbaikan[lang])
        for column, value in enumerate(cells, 1):
            sel.put(page.cell(row, column), value)
        sel.lead_inside(page.cell(row, 1), name)
        page.cell(row, 2).fill = PatternFill("solid", fgColor=_FILL[group.tingkat])
    gone = sum(len(group.butir) for group in laporan.selesai)
    if gone:
        row = top + 2 + len(laporan.kelompok)
        sel.put(page.cell(row, 1), bahasa.kata(_MENDED, lang))
        sel.put(page.cell(row, 3), gone)
        sel.lead_inside(page.cell(row, 1), bahasa.kata(_MENDED, lang))
    sel.printed(page, top)


def _rule(page: Any, group: Kelompok, berkas: Berkas, lang: str) -> None:
    """The sheet of one rule: what it says, why, what to do, and its findings."""
    _back(page, 1, lang)
    word, asks = kata.tingkat(group.tingkat, lang)
    head = (
        (kata.aturan(group.kode), True),
        (f"{word[:1].upper()}{word[1:]} ({asks}): {kata.jumlah(group, lang)}", False),
        (f"{bahasa.kata('Mengapa', lang)}: {group.alasan[lang]}", False),
        (f"{bahasa.kata('Perbaikan', lang)}: {group.perbaikan[lang]}", False),
    )
    for row, (line, bold) in enumerate(head, 2):
        sel.put(page.cell(row, 1), line, bold=bold)
    _table(page, 3 + len(head), _used(group.butir), group.butir, berkas, lang)


def _used(found: Iterable[Butir]) -> tuple[_Column, ...]:
    """The columns that something is said in."""
    every = tuple(found)
    return tuple(one for one in _OF_A_RULE if one.head in _ALWAYS or any(one.cell(item, "id") for item in every))


def _table(page: Any, top: int, columns: Sequence[_Column], found: Sequence[Butir], berkas: Berkas, lang: str) -> None:
    sel.heads(page, top, [bahasa.kata(one.head, lang) for one in columns], [one.width for one in columns])
    for row, one in enumerate(found, top + 1):
        for at, column in enumerate(columns, 1):
            cell = page.cell(row, at)
            sel.put(cell, column.cell(one, lang), wrap=True)
            quote = column.link(one)
            target = berkas.link(quote) if quote else None
            if target:
                sel.lead(cell, target)
    sel.moved(page, top, len(columns), len(found))
    sel.printed(page, top)


def _places(quotes: Iterable[Kutipan], lang: str) -> str:
    return "\n".join(tabel.where(quote, lang) for quote in quotes)


def _back(page: Any, row: int, lang: str) -> None:
    sel.put(page.cell(row, 1), bahasa.kata(_OVERVIEW, lang))
    sel.lead_inside(page.cell(row, 1), bahasa.kata(_OVERVIEW, lang))
