"""Whose a sheet or a tree is: the office, region and year that its title says in one breath."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from kgkesos.reading.excerpt import Excerpt
from kgkesos.reading.markup import plain
from kgkesos.reading.page import Page
from kgkesos.records import Dokumen

# A comma parts the name from a place or a year; before other names with a capital it is part of the name.
_PARTED = r"\s*,(?!\s+(?!TAHUN\b|KABUPATEN\b|KOTA\b|PROVINSI\b|PEMERINTAH\b)(?-i:[A-Z]))"
_REST = r"\s+[-–—(]|\s+(?:TAHUN|TH\.?|PERIODE)\b|\s+(?:19|20)\d\d\b|$"
_OFFICE = re.compile(
    r"\b(?:DINAS|BADAN|INSPEKTORAT|SEKRETARIAT|KECAMATAN|KELURAHAN|KANTOR|RSUD|RUMAH SAKIT)\s+"
    rf"\S.*?(?={_PARTED}|{_REST})",
    re.IGNORECASE,
)
_REGION = re.compile(rf"\b(?:KABUPATEN|KAB\.|KOTA|PROVINSI|PROV\.)\s+\S.*?(?=\s*,|{_REST})", re.IGNORECASE)
_YEAR = re.compile(r"(?<![\d-])(?:19|20)\d\d\b(?!\s*[-–])")
_LABEL = re.compile(r"^[^:]{1,60}:\s*")
_HEADING = re.compile(r"^#{1,6}\s")
_NOTE = re.compile(r"^\W*(?:tanda bintang|catatan|keterangan)\b|^\*+\)?\s+\S|^\*+\)", re.IGNORECASE)
_MARKS = " *#_\t"


def completed(page: Page, dokumen: Dokumen, lines: Iterable[int]) -> Dokumen:
    """``dokumen`` with the office, region and year that ``lines``, its head, print inside a title or after a colon.

    A line that says the office is part of the head, whatever else it says.
    """
    for number in lines:
        printed = page.source.line(number)
        line = plain(printed).strip(_MARKS)
        if number not in page.uses() and (_HEADING.match(printed.text) or _NOTE.match(printed.text)):
            page.take([number], "judul" if _HEADING.match(printed.text) else "catatan")
        if not line or line.text.endswith((".", ";")):
            continue
        label = _LABEL.match(line.text)
        office, region, year = (_first(line, pattern) for pattern in (_OFFICE, _REGION, _YEAR))
        if label and not (office and line.text.startswith(office.text, label.end())):
            continue
        if office and (dokumen.instansi is None or dokumen.instansi == line.text):
            dokumen = _with(page, dokumen, "instansi", office)
        if region and dokumen.wilayah is None:
            dokumen = _with(page, dokumen, "wilayah", region)
        if year and dokumen.tahun is None:
            dokumen = _with(page, dokumen, "tahun", year)
        if office or number in page.uses():
            page.take([number], page.uses().get(number, "kepala surat"))
    return dokumen


def _first(line: Excerpt, pattern: re.Pattern[str]) -> Excerpt | None:
    match = pattern.search(line.text)
    return line.group(match).strip(" .,-") if match else None


def _with(page: Page, dokumen: Dokumen, field: str, said: Excerpt) -> Dokumen:
    evidence = {**dokumen.bukti, field: said.bukti(page.source)}
    if field == "tahun":
        return replace(dokumen, tahun=int(said.text), bukti=evidence)
    if field == "wilayah":
        return replace(dokumen, wilayah=said.text, bukti=evidence)
    return replace(dokumen, instansi=said.text, bukti=evidence)
