"""IKI, the indicators of positions: JABATAN, TUGAS, FUNGSI and a table of kinerja and indicators for each position.

Two renderings are known: the table printed row by row (tabs, Markdown bars), and the text layer of a PDF, which spreads
the cells over lines, glues words together and cuts others. What stands after a position and names no position of
its own is never given to the one above: it is left, and the user is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kgkesos.reading import definisi, heading, indikator, truncation
from kgkesos.reading.excerpt import Excerpt, Source
from kgkesos.reading.iki import jabatan
from kgkesos.reading.iki import spread as spreads
from kgkesos.reading.iki.butir import Item, Items, unknown_table
from kgkesos.reading.iki.lines import (
    blank,
    clean,
    is_piece_of_title,
    is_row,
    is_spread_head,
    is_title,
    lone_titles,
    printed_cells,
    telling,
)
from kgkesos.reading.iki.posisi import Block, blocks
from kgkesos.reading.markup import plain
from kgkesos.reading.once import once, printed
from kgkesos.reading.page import RECORD, TRUNCATED, Page
from kgkesos.reading.table import Head, Row, cut_head, head, rows
from kgkesos.records import Butir, Dokumen, Fungsi, Jabatan, Kinerja, Record, Tugas

TITLE = re.compile(r"INDIKATOR KINERJA\b", re.IGNORECASE)
_KINDS: dict[str, type[Butir]] = {"TUGAS": Tugas, "FUNGSI": Fungsi}
# The titles of columns are short; a longer cell belongs to a row.
_LONGEST_TITLE = 6


@dataclass(frozen=True, slots=True)
class Span:
    """The lines of one table: under ``head`` up to, not including, ``until``."""

    head: Head
    until: int


def read(page: Page) -> tuple[Dokumen, tuple[Record, ...]]:
    """What an IKI document says, in its printed order."""
    found = blocks(page.source)
    start = found[0].first if found else page.source.line_count + 1
    dokumen = heading.read(page, "iki", range(1, start), TITLE)
    short = definisi.Abbreviations.of(page.source)
    levels = jabatan.levels(dokumen, page.source)
    layer = _layer(page, found)
    records: list[Record] = []
    for block in found:
        _titles(page, block, dokumen)
        if block.name:
            page.take([block.first], "kepala bagian" if block.name_line != block.first else RECORD)
            page.take([block.name_line])
            records.extend(_position(page, block, block.name, levels, short, layer))
        else:
            _nameless(page, block)
        _nobody(page, block)
    if found:
        _after_the_last(page, found[-1])
    return dokumen, tuple(records)


def _titles(page: Page, block: Block, dokumen: Dokumen) -> None:
    """Take the repeated titles, and the letterhead that stands between one and the next position."""
    titles = (n for n in telling(page.source, block.first, block.after) if is_title(clean(page.source, n)))
    for title in titles:
        page.take([title], "judul")
        for number in printed(page.source, title + 1, block.after):
            line = clean(page.source, number)
            if line and (is_title(line) or not heading.is_letterhead(line, dokumen.wilayah)):
                break
            page.take([number] if line else [], "kepala surat")


def _layer(page: Page, found: tuple[Block, ...]) -> spreads.Layer | None:
    """What the spread tables of the document share; None where it has none."""
    source = page.source
    tables = [(at, block) for block in found if (at := _spread_at(source, block.body, block.until))]
    if not tables:
        return None
    names = [block.name.text for block in found if block.name]
    return spreads.Layer.of(source, names, [spreads.segments(source, at, block.until) for at, block in tables])


@once
def _heads(source: Source, first: int, until: int) -> tuple[Head, ...]:
    """The heads of tables that stand on the lines from ``first`` up to ``until``."""
    return tuple(found for n in telling(source, first, until) if (found := head(source, n)))


@once
def _spread_at(source: Source, first: int, until: int) -> int | None:
    """The line of the head of the table on these lines, where its cells are spread over lines."""
    if _heads(source, first, until):
        return None
    spread = next((n for n in telling(source, first, until) if is_spread_head(source, n)), None)
    return spread or next(iter(lone_titles(source, first, until)), None)


def _position(
    page: Page,
    block: Block,
    name: Excerpt,
    levels: jabatan.Levels,
    short: definisi.Abbreviations,
    layer: spreads.Layer | None,
) -> Iterator[Record]:
    heads = _heads(page.source, block.body, block.until)
    spread = _spread_at(page.source, block.body, block.until)
    table_at = heads[0].line if heads else spread or block.until
    items = Items(page, name.text, layer.mender if layer else None)
    items.read(block.body, table_at)
    superior = next((s for item in reversed(items.found) if (s := jabatan.superior(item.stated))), None)
    position = jabatan.record(page, name, (block.first, block.until), superior, levels)
    yield position
    for item in items.found:
        yield _item_record(page, position, item)
    if heads:
        spans = [Span(h, until) for h, until in zip(heads, [*(h.line for h in heads[1:]), block.until], strict=True)]
        yield from _tables(page, position, spans, short)
    elif spread and layer:
        yield from spreads.records(page, position, spread, block.until, layer)
    elif not items.tables:
        _no_table(page, position, block)


def _no_table(page: Page, position: Jabatan, block: Block) -> None:
    last = block.until > page.source.line_count
    code = TRUNCATED if last else "tanpa-tabel"
    tail = "; dokumen tampaknya terpotong di sini" if last else ""
    page.warn(code, f"Jabatan {position.nama}: tabel kinerja tidak ditemukan{tail}.", (block.first, block.until - 1))


def _nameless(page: Page, block: Block) -> None:
    """A JABATAN line without a name: whose duties and table follow is not known, so they are left."""
    lines = range(block.first, block.until)
    page.leave(lines, "jabatan tanpa nama")
    message = "Baris JABATAN ini tidak menyebut nama jabatan; isinya tidak dibaca."
    page.warn("jabatan-tanpa-nama", message, (block.first, block.until - 1))
    if block.until > page.source.line_count and not any(is_row(page.source, n) for n in lines):
        page.warn(TRUNCATED, "Dokumen tampaknya terpotong di jabatan ini.", (block.first, block.until - 1))


def _nobody(page: Page, block: Block) -> None:
    """What follows the position and belongs to another one, whose JABATAN line is not there."""
    lines = _unused(page, block.until, block.after)
    if not lines:
        return
    page.leave(lines, "tanpa baris JABATAN")
    message = "TUGAS atau tabel ini tidak didahului baris JABATAN; isinya tidak dibaca."
    page.warn("tanpa-baris-jabatan", message, (lines[0], lines[-1]))


def _unused(page: Page, first: int, until: int) -> list[int]:
    """The lines from ``first`` up to ``until`` that hold something and were put to no use."""
    used = page.uses()
    return [n for n in printed(page.source, first, until) if n not in used]


def _item_record(page: Page, position: Jabatan, item: Item) -> Record:
    text, printed = item.stated, item.printed
    evidence = {"teks": text.bukti(page.source)}
    differs = text.text != printed.text
    if differs:
        evidence["teks_tercetak"] = printed.bukti(page.source)
    if item.huruf:
        evidence["huruf"] = item.huruf.bukti(page.source)
    kind = _KINDS[item.part]
    return kind(
        id=page.new_id(position.id, item.part.lower(), item.huruf.text if item.huruf else None, text.text),
        induk=position.id,
        bukti=evidence,
        teks=text.text,
        teks_tercetak=printed.text if differs else None,
        huruf=item.huruf.text if item.huruf else None,
    )


def _tables(page: Page, position: Jabatan, spans: list[Span], short: definisi.Abbreviations) -> Iterator[Record]:
    current: Kinerja | None = None
    for span in spans:
        page.take(span.head.lines, "kepala kolom")
        until = _another_head(page, span)
        last: Row | None = None
        for row in rows(page.source, span.head, until):
            last = row
            kinerja = _kinerja(page, position, row, current)
            if kinerja:
                current = kinerja
                yield kinerja
            if "kinerja" in row.cells and plain(row.cell("sasaran")):
                indikator.tell_column(page, span.head.title("sasaran"), row.line)
            if current is None and not row.torn:
                page.leave(row.lines, "indikator tanpa kinerja")
                message = f"Jabatan {position.nama}: indikator tanpa kinerja di atasnya."
                page.warn("indikator-tanpa-kinerja", message, (row.line, row.line))
                continue
            yield from indikator.records(page, current.id if current else "", row, short)
        _table_end(page, position, span, last)
        if left := _unused(page, until, span.until):
            unknown_table(page, position.nama, left)


def _kinerja(page: Page, position: Jabatan, row: Row, above: Kinerja | None) -> Kinerja | None:
    """The result that ``row`` states; None where its cell is empty or prints the one ``above`` again."""
    cell = row.cell("kinerja" if "kinerja" in row.cells else "sasaran")
    printed = plain(cell)
    if not printed or (above and indikator.same_words(cell, above.teks)):
        return None
    text = printed.strip(" .;")
    differs = text.text != printed.text
    page.take(row.lines)
    return Kinerja(
        id=page.new_id(position.id, "kinerja", None, text.text),
        induk=position.id,
        bukti={"teks": text.bukti(page.source)} | ({"teks_tercetak": printed.bukti(page.source)} if differs else {}),
        teks=text.text,
        teks_tercetak=printed.text if differs else None,
    )


def _another_head(page: Page, span: Span) -> int:
    """Where another table begins under ``span``'s: after a blank line, a row of short titles, the first in capitals."""
    seen = False
    for number in range(span.head.lines[-1] + 1, span.until):
        if not is_row(page.source, number):
            continue
        titles = [cell.text for cell in printed_cells(page.source, number)]
        capitals = all(title.isupper() and len(title.split()) <= _LONGEST_TITLE for title in titles)
        if seen and capitals and blank(page.source, number - 1):
            return number
        if capitals:
            return span.until
        seen = True
    return span.until


def _table_end(page: Page, position: Jabatan, span: Span, last: Row | None) -> None:
    """Say where a table has no rows, or where the document ends inside it."""
    source = page.source
    end = truncation.last_printed(source)
    broken = cut_head(source, span.head, span.until)
    if broken:
        page.take([broken], "kepala kolom")
    if last is None or broken:
        at = broken or span.head.lines[-1]
        cut = truncation.lines_after(source, at) <= 1
        tail = "; dokumen tampaknya terpotong di sini" if cut else ""
        page.warn(TRUNCATED if cut else "tabel-kosong", f"Jabatan {position.nama}: tabel tanpa baris{tail}.", (at, at))
    elif truncation.ends_in_rows(source, span.head, last):
        message = f"Jabatan {position.nama}: baris terakhir tabel kinerja tampaknya terpotong."
        page.warn(TRUNCATED, message, (end, end))


def _after_the_last(page: Page, block: Block) -> None:
    """A title, or a piece of one, that stands last in the document: the position it stands above is not there."""
    source = page.source
    end = truncation.last_printed(source)
    if block.until <= source.line_count:
        return
    titles = [n for n in range(block.first, block.after) if is_title(clean(source, n))]
    torn = is_piece_of_title(clean(source, end))
    if torn:
        page.leave([end], "judul terpotong")
        titles = [end]
    if torn or (titles and sum(not blank(source, n) for n in range(titles[-1] + 1, end + 1)) <= 1):
        message = "Judul ini tidak diikuti jabatan; dokumen tampaknya terpotong di sini."
        page.warn(TRUNCATED, message, (titles[-1], end))
