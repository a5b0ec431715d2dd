"""IKU, the key performance indicators of an office: a table of sasaran, indikator, penjelasan and who answers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kgkesos.reading import definisi, heading, identitas, indikator, jenis
from kgkesos.reading.markup import plain
from kgkesos.reading.page import Page
from kgkesos.reading.rencana import heads
from kgkesos.reading.table import Head, Row, cells, head, numbers_columns, rows
from kgkesos.records import DUGAAN, PASTI, Dokumen, Jabatan, Record, Sasaran

TITLE = re.compile(r"INDIKATOR KINERJA UTAMA\b", re.IGNORECASE)


def read(page: Page) -> tuple[Dokumen, tuple[Record, ...]]:
    """What an IKU document says. Tables over several pages repeat their head; an empty sasaran cell goes on above."""
    source = page.source
    tables = [found for n in range(1, source.line_count + 1) if (found := head(source, n))]
    first = tables[0].line if tables else source.line_count + 1
    whose = identitas.find(source, first, TITLE)
    dokumen = heading.read(page, "iku", range(1, whose.first if whose else first), TITLE)
    if whose:
        _second_title(page, range(whose.until, first))
    if not tables:
        page.warn("tanpa-tabel", "Dokumen IKU ini tidak memuat tabel indikator yang dapat dibaca.")
        return dokumen, ()
    end = _other_document(page, first)
    tables = [under for under in tables if under.line < end]
    short = definisi.Abbreviations.of(source)
    records: list[Record] = list(identitas.records(page, whose, dokumen)) if whose else []
    for under, until in zip(tables, [*(h.line for h in tables[1:]), end], strict=True):
        page.take(under.lines, "kepala kolom")
        page.take((n for n in range(under.line, until) if numbers_columns(cells(source.line(n)))), "kepala kolom")
        records.extend(_table(page, under, until, short, records))
    last = tables[-1]
    indikator.check_end(page, last, end, len(list(rows(source, last, end))))
    return dokumen, tuple(indikator.detailed(records))


def _second_title(page: Page, lines: range) -> None:
    """Take the title that stands again between whose the indicators are and their table."""
    for number in lines:
        if page.source.is_blank(number):
            continue
        page.take([number], "judul")


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
    position = next((r for r in before if isinstance(r, Jabatan)), None)
    printed = list(rows(page.source, under, until))
    rest = [_is_rest(page, row, above) for row, above in zip(printed, [None, *printed], strict=False)]
    # A signature below the last row goes on with nothing: its words begin with capitals.
    torn = [goes and plain(row.cell("sasaran")).text[:1].islower() for row, goes in zip(printed, rest, strict=True)]
    for row, is_rest, is_torn in zip(printed, rest, [*torn[1:], False], strict=False):
        if is_rest:
            _leave(page, under, row)
            continue
        objective = _sasaran(page, row, current, position, torn=is_torn)
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


def _is_rest(page: Page, row: Row, above: Row | None) -> bool:
    """Whether a row pasted with tabs is none, but the second line of the heads or of cells above it, or stands below.

    It has no number and too few cells or a small letter in front: what it goes on with is not printed.
    """
    number, stated, named = (plain(row.cell(role)) for role in ("nomor", "sasaran", "indikator"))
    if row.torn or number or not stated or "nomor" not in row.cells or "\t" not in page.source.line(row.line).text:
        return False
    heading = above is None and row.missing > 0 and heads.is_made_of([stated, *([named] if named else [])])
    return heading or stated.text[:1].islower() or (row.missing > 0 and not named)


def _leave(page: Page, under: Head, row: Row) -> None:
    if row.lines[0] == under.lines[-1] + 1:
        page.take(row.lines, "kepala kolom")
        return
    page.leave(row.lines, "sambungan baris tabel di atasnya")
    message = "Baris tanpa nomor ini tampaknya sambungan sel di atasnya atau bukan baris tabel, dan tidak dibaca."
    page.warn("baris-sambungan", message, (row.lines[0], row.lines[-1]))


def _sasaran(
    page: Page, row: Row, above: Sasaran | None, position: Jabatan | None, *, torn: bool = False
) -> Sasaran | None:
    """The objective that ``row`` states; None where its cell is empty or prints the one above again.

    It hangs under the ``position`` whose indicators the document lists, where it names one. ``torn``: the row below is
    the rest of this one, so that its words may break off.
    """
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
        id=page.new_id(position.id if position else None, "sasaran", number.text or None, stated.text),
        induk=position.id if position else None,
        bukti=evidence,
        kepastian=DUGAAN if torn else PASTI,
        alternatif="Teks ini mungkin berlanjut di baris berikutnya, yang tidak dibaca." if torn else None,
        teks=stated.text,
        teks_tercetak=text.text if stated.text != text.text else None,
        nomor=number.text or None,
    )
