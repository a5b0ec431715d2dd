"""IKU, the key performance indicators of an office: a table of sasaran, indikator, penjelasan and who answers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kgkesos.reading import definisi, heading, indikator
from kgkesos.reading.markup import plain
from kgkesos.reading.page import Page
from kgkesos.reading.table import Head, Row, head, rows
from kgkesos.records import Dokumen, Record, Sasaran

TITLE = re.compile(r"INDIKATOR KINERJA UTAMA\b", re.IGNORECASE)
_SIGNER = re.compile(
    r"^\s*(a\.?n\.?\s+)?(plt\.?\s+)?(kepala|bupati|wali\s?kota|gubernur|sekretaris|direktur|camat)\b", re.I
)


def read(page: Page) -> tuple[Dokumen, tuple[Record, ...]]:
    """What an IKU document says. Tables over several pages repeat their head; an empty sasaran cell goes on above."""
    source = page.source
    heads = [found for n in range(1, source.line_count + 1) if (found := head(source, n))]
    first = heads[0].line if heads else source.line_count + 1
    dokumen = heading.read(page, "iku", range(1, first), TITLE)
    if not heads:
        page.warn("tanpa-tabel", "Dokumen IKU ini tidak memuat tabel indikator yang dapat dibaca.")
    short = definisi.Abbreviations.of(source)
    records: list[Record] = []
    for under, until in zip(heads, [*(h.line for h in heads[1:]), source.line_count + 1], strict=True):
        page.take([under.line], "kepala kolom")
        records.extend(_table(page, under, until, short, records))
    if heads:
        _signature(page, heads[-1].line)
    return dokumen, tuple(records)


def _table(
    page: Page, under: Head, until: int, short: definisi.Abbreviations, before: list[Record]
) -> Iterator[Record]:
    parent = next((r.id for r in reversed(before) if isinstance(r, Sasaran)), None)
    for row in rows(page.source, under, until):
        objective = _sasaran(page, row)
        if objective:
            parent = objective.id
            yield objective
        if parent is None:
            page.leave([row.line], "indikator tanpa sasaran")
            page.warn("indikator-tanpa-sasaran", "Baris ini memuat indikator tanpa sasaran.", (row.line, row.line))
            continue
        yield from indikator.records(page, parent, row, short)


def _sasaran(page: Page, row: Row) -> Sasaran | None:
    role = "sasaran" if "sasaran" in row.cells else "kinerja"
    text = plain(row.cell(role))
    if not text:
        return None
    stated = text.strip(" .;")
    number = plain(row.cell("nomor")).strip(" .)")
    evidence = {"teks": stated.bukti(page.source)}
    if number:
        evidence["nomor"] = number.bukti(page.source)
    if stated.text != text.text:
        evidence["teks_tercetak"] = text.bukti(page.source)
    page.take([row.line])
    return Sasaran(
        id=page.new_id(None, "sasaran", number.text or None, stated.text),
        bukti=evidence,
        teks=stated.text,
        teks_tercetak=text.text if stated.text != text.text else None,
        nomor=number.text or None,
    )


def _signature(page: Page, after: int) -> None:
    """The signature at the end: a class of its own. Names, ranks and NIP are people's data and are not read."""
    lines = [n for n in range(after + 1, page.source.line_count + 1) if page.source.line(n).text.strip()]
    signed = next((n for n in lines if n not in page.uses() and _SIGNER.match(page.source.line(n).text)), None)
    if signed:
        page.take([n for n in lines if n >= signed and n not in page.uses()], "tanda tangan")
