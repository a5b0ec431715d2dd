"""What stands at the head of a document: its title, office, region and year."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kgkesos.reading.excerpt import Excerpt, join
from kgkesos.reading.page import Page
from kgkesos.records import Bukti, Dokumen

# The words that the name of an Indonesian regional office begins with.
OFFICE = re.compile(
    r"^(DINAS|BADAN|INSPEKTORAT|SEKRETARIAT|KECAMATAN|KELURAHAN|KANTOR|SATUAN|RUMAH SAKIT|RSUD|UPTD?)\b", re.IGNORECASE
)
_REGION = re.compile(r"\b(KABUPATEN|KOTA|PROVINSI)\s+[A-Z][A-Z .'-]*[A-Z]", re.IGNORECASE)
_GOVERNMENT = re.compile(r"^PEMERINTAH\b", re.IGNORECASE)
_YEAR = re.compile(r"^(?:TAHUN\s+)?((?:19|20)\d\d)\b", re.IGNORECASE)
_MARKS = " *#_\t"


def read(page: Page, jenis: str, lines: Iterable[int], title: re.Pattern[str]) -> Dokumen:
    """What ``lines`` (the head of the document) say of the document.

    ``title`` matches the beginning of its title; further lines of the head belong to the title until one names a
    government, an office or a year. What is not printed is None.
    """
    parts: dict[str, Excerpt] = {}
    titled: list[Excerpt] = []
    title_open = False
    for number in lines:
        line = page.source.line(number).squeezed().strip(_MARKS)
        if not line:
            continue
        found = _facts(line)
        for name, excerpt in found.items():
            parts.setdefault(name, excerpt)
        if title.match(line.text) and not titled:
            title_open = True
        elif found or _GOVERNMENT.match(line.text):
            title_open = False
        if title_open:
            titled.append(line)
        page.take([number], "judul" if title_open or found else "kepala surat")
    if titled:
        parts["judul"] = join(titled)
    evidence: dict[str, tuple[Bukti, ...]] = {name: part.bukti(page.source) for name, part in parts.items()}
    return Dokumen(
        jenis=jenis,
        judul=_text(parts, "judul"),
        instansi=_text(parts, "instansi"),
        wilayah=_text(parts, "wilayah"),
        tahun=int(parts["tahun"].text) if "tahun" in parts else None,
        sha256=page.source.sha256,
        bukti=evidence,
    )


def _facts(line: Excerpt) -> dict[str, Excerpt]:
    found: dict[str, Excerpt] = {}
    if OFFICE.match(line.text):
        found["instansi"] = line
    if (found or _GOVERNMENT.match(line.text)) and (region := _REGION.search(line.text)):
        found["wilayah"] = line.group(region)
    if year := _YEAR.match(line.text):
        found["tahun"] = line.group(year, 1)
    return found


def _text(parts: dict[str, Excerpt], name: str) -> str | None:
    return parts[name].text if name in parts else None
