"""Generations of programmes: sets that are numbered from 1 each, one replacing the other by a printed note."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kgkesos.reading.cascading.cells import Cell
from kgkesos.reading.cascading.nodes import Node, Sheet, values
from kgkesos.reading.cascading.results import in_order, tie_by_runs
from kgkesos.reading.cascading.runs import Numbered, faults, runs
from kgkesos.reading.cascading.words import Kind
from kgkesos.reading.excerpt import Excerpt
from kgkesos.reading.page import Page

_PERIOD = re.compile(r"\b((?:19|20)\d\d)\s*(?:[-–—]|s\.?/?d\.?|sampai)\s*((?:19|20)\d\d)\b")
_ENDS = re.compile(r"\b(?:di)?(?:ganti|hapus)\w*", re.IGNORECASE)
_REPLACES = re.compile(r"\b(?:di)?ganti\w*", re.IGNORECASE)
_BY_THOSE_ABOVE = re.compile(r"\b(?:di)?ganti\w*\b.*\batas\b", re.IGNORECASE)

Generation = list[Node]  # the programmes of one generation, in the order of their numbers


def generations(page: Page, sheet: Sheet) -> list[Generation]:
    """The programmes, cut where their numbering starts again."""
    programs = sheet.of(Kind.PROGRAM)
    if not programs:
        page.warn("program-tidak-ditemukan", "Tidak ada program yang dapat dibaca.")
        return []
    expected = 2 if replacing_note(sheet) else max(1, len(sheet.of(Kind.SASARAN)))
    lengths = runs([Numbered(p.value, labelled=True) for p in programs], expected).lengths
    found: list[Generation] = []
    start = 0
    for length in lengths:
        found.append(in_order(programs[start : start + length]))
        start += length
    return found


def replacing_note(sheet: Sheet) -> Cell | None:
    """The note that says that programmes ended or are replaced, if any."""
    return next((c for c in sheet.cells if c.kind is Kind.NOTE and _ENDS.search(c.text)), None)


def tie_to_objectives(page: Page, sheet: Sheet, found: Sequence[Generation]) -> None:
    """Every programme of every generation under its objective."""
    objectives = sheet.of(Kind.SASARAN)
    programs = [program for generation in found for program in generation]
    for program in programs:
        program.placed = True
    if not objectives:
        if programs:
            page.warn("program-tanpa-sasaran", "Program tidak dapat dikaitkan: tidak ada sasaran yang dapat dibaca.")
    elif len(objectives) == 1 or not replacing_note(sheet):
        tie_by_runs(page, programs, objectives)
    else:
        page.warn("program-tanpa-sasaran", "Tidak dapat ditentukan program mana di bawah sasaran mana.")


def settle_periods(page: Page, sheet: Sheet, found: Sequence[Generation]) -> None:
    """What the note says: the years of the replacing programmes, and what they replace, set by set."""
    note = replacing_note(sheet)
    if note is None:
        if len(found) > max(1, len(sheet.of(Kind.SASARAN))):
            _warn_unexplained(page, found)
        return
    period = _period(note)
    if len(found) < 2:
        _warn_without_successor(page, note)
        return
    if len(found) > 2:
        page.warn("generasi-lebih-dari-dua", "Ada lebih dari dua kelompok nomor program; catatan hanya memisah dua.")
    old, new = (found[-1], found[-2]) if _BY_THOSE_ABOVE.search(note.text) else (found[-2], found[-1])
    _say_ended(old, period)
    if not _REPLACES.search(note.text):
        page.warn("pengganti-tidak-disebut", "Catatan menyebut program dihapus tanpa menyebut penggantinya.", note.span)
        return
    for program in new:
        program.period = period
    for program in old:
        program.replaced_by = list(new)
    if period is None:
        page.warn("periode-tidak-ditemukan", "Catatan penggantian program tidak menyebut tahunnya.", note.span)


def _warn_unexplained(page: Page, found: Sequence[Generation]) -> None:
    page.warn(
        "generasi-tanpa-keterangan",
        f"Nomor program mulai ulang ({len(found)} kelompok) tanpa catatan tahun atau penggantian.",
    )


def _warn_without_successor(page: Page, note: Cell) -> None:
    page.warn(
        "penggantian-tanpa-program",
        "Catatan menyebut program diganti, tetapi program lama dan penggantinya tidak dapat dipisahkan.",
        note.span,
    )


def _period(note: Cell) -> Excerpt | None:
    match = _PERIOD.search(note.text)
    return note.body.group(match) if match else None


def _say_ended(old: Sequence[Node], period: Excerpt | None) -> None:
    if period is None:
        return
    last = int(period.text[:4]) - 1
    for program in old:
        program.remarks.append(
            f"Berlaku sampai tahun {last} (dugaan): menurut catatan, program dihapus atau diganti untuk {period.text}."
        )


def with_labels(sheet: Sheet, found: list[Generation]) -> list[Generation]:
    """One numbering that runs on through both generations, cut where the activities' cells begin to bear a label."""
    if len(found) != 1 or not replacing_note(sheet):
        return found
    programs = found[0]
    labels = [{activity.label for activity in sheet.under(program, Kind.KEGIATAN)} for program in programs]
    cut = labels.index({True}) if {True} in labels else 0
    clean = all(label <= {False} for label in labels[:cut]) and all(label <= {True} for label in labels[cut:])
    return [programs[:cut], programs[cut:]] if cut and clean else found


def check_numbers(page: Page, generation: Generation) -> None:
    """Warn of programme numbers that are missing or stand twice."""
    printed = values(generation)
    missing, twice = faults(printed)
    missing = [n for n in missing if n > min(printed, default=0) - 2]
    for number in missing[: 0 if any(p.value is None for p in generation) else None]:
        page.warn("nomor-loncat", f"Program nomor {number} tidak ditemukan.")
    for number in twice:
        page.warn("nomor-ganda", f"Nomor program {number} tercetak lebih dari satu kali.")
