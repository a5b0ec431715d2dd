"""IKU, the key performance indicators of an office: a table of sasaran, indikator, penjelasan and who answers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kgkesos.reading import definisi, heading, indikator, jenis
from kgkesos.reading.markup import plain
from kgkesos.reading.page import Page
from kgkesos.reading.table import Head, Row, head, rows
from kgkesos.records import Dokumen, Record, Sasaran

TITLE = re.compile(r"INDIKATOR KINERJA UTAMA\b", re.IGNORECASE)


def read(page: Page) -> tuple[Dokumen, tuple[Record, ...]]:
    """What an IKU document says. Tables over several pages repeat their head; an empty sasaran cell goes on above."""
    source = page.source
    heads = [found for n in range(1, source.line_count + 1) if (found := head(source, n))]
    first = heads[0].line if heads else source.line_count + 1
    dokumen = heading.read(page, "iku", range(1, first), TITLE)
    if not heads:
        page.warn("tanpa-tabel", "Dokumen IKU ini tidak memuat tabel indikator yang dapat dibaca.")
        return dokumen, ()
    end = _other_document(page, first)
    heads = [under for under in heads if under.line < end]
    short = definisi.Abbreviations.of(source)
    records: list[Record] = []
    for under, until in zip(heads, [*(h.line for h in heads[1:]), end], strict=True):
        page.take(under.lines, "kepala kolom")
        records.extend(_table(page, under, until, short, records))
    last = heads[-1]
    indikator.check_end(page, last, end, len(list(rows(source, last, end))))
    return dokumen, tuple(records)


def _other_document(page: Page, after: int) -> int:
    """The line of the title of another kind of document behind line ``after``, from which on nothing is read.

    One past the last line where there is none: a file may hold two documents, whose tables are read in other ways.
    """
    source = page.source
    other = next((one for one in jenis.titles(source) if one.read and one.line > after), None)
    if other is None:
        return source.line_count + 1
    page.leave(range(other.line, source.line_count + 1), f"dokumen lain di berkas yang sama: {other.name}")
    message = (
        f"Mulai baris ini berkas memuat dokumen lain ({other.name}), yang tidak dibaca; simpan sebagai berkas sendiri."
    )
    page.warn("dokumen-lain", message, (other.line, source.line_count))
    return other.line


def _table(
    page: Page, under: Head, until: int, short: definisi.Abbreviations, before: list[Record]
) -> Iterator[Record]:
    current = next((r for r in reversed(before) if isinstance(r, Sasaran)), None)
    for row in rows(page.source, under, until):
        objective = _sasaran(page, row, current)
        if objective:
            current = objective
            yield objective
        if "sasaran" in row.cells and plain(row.cell("kinerja")):
            indikator.tell_column(page, under.title("kinerja"), row.line)
        if current is None and not row.torn:
            page.leave(row.lines, "indikator tanpa sasaran")
            page.warn("indikator-tanpa-sasaran", "Baris ini memuat indikator tanpa sasaran.", (row.line, row.line))
            continue
        yield from indikator.records(page, current.id if current else "", row, short)


def _sasaran(page: Page, row: Row, above: Sasaran | None) -> Sasaran | None:
    """The objective that ``row`` states; None where its cell is empty or prints the one above again."""
    cell = row.cell("sasaran" if "sasaran" in row.cells else "kinerja")
    text = plain(cell)
    number = plain(row.cell("nomor")).strip(" .)")
    if not text:
        return None
    if above and indikator.same_words(cell, above.teks) and number.text in ("", above.nomor or ""):
        return None
    stated = text.strip(" .;")
    evidence = {"teks": stated.bukti(page.source)}
    if number:
        evidence["nomor"] = number.bukti(page.source)
    if stated.text != text.text:
        evidence["teks_tercetak"] = text.bukti(page.source)
    page.take(row.lines)
    return Sasaran(
        id=page.new_id(None, "sasaran", number.text or None, stated.text),
        bukti=evidence,
        teks=stated.text,
        teks_tercetak=text.text if stated.text != text.text else None,
        nomor=number.text or None,
    )
