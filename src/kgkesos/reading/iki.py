"""IKI, the indicators of positions: JABATAN, TUGAS, FUNGSI and a table of kinerja and indicators for each position.

Two renderings are known. Where the table is printed row by row (tabs, Markdown bars) it is read to the end. Where a
PDF's text layer spreads the cells over lines, positions, duties and functions are read; the table's lines are left and
listed, since which words belong to which cell is not certain.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kgkesos.reading import definisi, heading, indikator, jabatan
from kgkesos.reading.excerpt import Excerpt, join
from kgkesos.reading.markup import plain, without_tags
from kgkesos.reading.page import TRUNCATED, Page
from kgkesos.reading.table import Head, head, rows
from kgkesos.records import Butir, Dokumen, Fungsi, Jabatan, Kinerja, Record, Tugas

TITLE = re.compile(r"INDIKATOR KINERJA\b", re.IGNORECASE)
# A number, a letter or a Roman numeral before a part or an item.
_NUMBER = r"(?:\d{1,2}|[ivxIVX]{1,5}|[A-Za-z]{1,2})"
POSITION = re.compile(rf"^\W*(?:{_NUMBER}\s*[.)]\s*)?JABATAN\s*:\s*(?P<nama>\S.*)$", re.IGNORECASE)
_PART = re.compile(
    rf"^\W*(?:{_NUMBER}\s*[.)]\s*)?(?P<part>TUGAS|FUNGSI)(?:\s+POKOK)?\s*:\s*(?P<rest>.*)$", re.DOTALL | re.IGNORECASE
)
_ITEM = re.compile(rf"^\s*(?:[-–•●*]\s*)?(?P<huruf>{_NUMBER})\s*[.)]\s+(?P<teks>.*)$", re.DOTALL)
_TABLE_HEAD = re.compile(r"^\s*KINERJA\b.*\bINDIKATOR\b")
_REPEATED_TITLE = re.compile(r"^\W*INDIKATOR KINERJA INDIVIDU\W*$", re.IGNORECASE)
_CLOSING = re.compile(r"(?:\s*[.;,])*\s*(?:dan\s*)?$")
_KINDS: dict[str, type[Butir]] = {"TUGAS": Tugas, "FUNGSI": Fungsi}


@dataclass(frozen=True, slots=True)
class Block:
    """The lines of one position: from its JABATAN line up to the next one's."""

    name: Excerpt
    first: int
    until: int


@dataclass(frozen=True, slots=True)
class Item:
    """A lettered item, or the whole text where TUGAS is one sentence."""

    part: str
    huruf: Excerpt | None
    lines: tuple[Excerpt, ...]


def read(page: Page) -> tuple[Dokumen, tuple[Record, ...]]:
    """What an IKI document says, in its printed order."""
    blocks = tuple(_blocks(page))
    start = blocks[0].first if blocks else page.source.line_count + 1
    dokumen = heading.read(page, "iki", range(1, start), TITLE)
    short = definisi.Abbreviations.of(page.source)
    levels = jabatan.levels(dokumen, page.source)
    records: list[Record] = []
    for block in blocks:
        records.extend(_position(page, block, levels, short))
    return dokumen, tuple(records)


def _blocks(page: Page) -> Iterator[Block]:
    source = page.source
    found = [(n, m) for n in range(1, source.line_count + 1) if (m := POSITION.match(source.line(n).text))]
    for (number, match), until in zip(found, [*(n for n, _ in found[1:]), source.line_count + 1], strict=True):
        page.take([number])
        yield Block(source.line(number).group(match, "nama").squeezed(), number, until)


def _position(page: Page, block: Block, levels: jabatan.Levels, short: definisi.Abbreviations) -> Iterator[Record]:
    heads = [found for n in range(block.first, block.until) if (found := head(page.source, n))]
    broken = next((n for n in range(block.first, block.until) if _TABLE_HEAD.match(page.source.line(n).text)), None)
    table_at = heads[0].line if heads else broken or block.until
    items = tuple(_items(page, block.first + 1, table_at))
    position = jabatan.record(page, block.name, (block.first, block.until), _superior(items), levels)
    yield position
    for item in items:
        yield _item_record(page, position, item)
    if heads:
        yield from _tables(page, position, heads, block, short)
    elif broken:
        _leave_table(page, position, broken, block.until)
    else:
        _no_table(page, position, block)


def _no_table(page: Page, position: Jabatan, block: Block) -> None:
    last = block.until > page.source.line_count
    code = TRUNCATED if last else "tanpa-tabel"
    tail = "; dokumen tampaknya terpotong di sini" if last else ""
    page.warn(code, f"Jabatan {position.nama}: tabel kinerja tidak ditemukan{tail}.", (block.first, block.until - 1))


def _items(page: Page, first: int, until: int) -> Iterator[Item]:
    """The items under TUGAS and FUNGSI; a line that opens nothing goes on with the item above it."""
    part, huruf, lines = "", None, list[Excerpt]()

    def close() -> Iterator[Item]:
        text = join(lines).text.strip(" -") if lines else ""
        if part and text:
            yield Item(part, huruf, tuple(lines))

    for number in range(first, until):
        line = page.source.line(number).squeezed()
        if not line:
            continue
        if _REPEATED_TITLE.match(line.text):
            page.take([number], "judul")
            continue
        if opened := _PART.match(line.text):
            yield from close()
            part, huruf, lines = opened["part"].upper(), None, []
            line = line.group(opened, "rest")
            page.take([number], "kepala bagian")
        if not part:
            page.leave([number], "teks sebelum TUGAS")
            continue
        if item := _ITEM.match(line.text):
            yield from close()
            huruf, lines = line.group(item, "huruf"), [line.group(item, "teks")]
        elif line:
            lines.append(line)
        page.take([number])
    yield from close()


def _stated(item: Item) -> tuple[Excerpt, Excerpt]:
    printed = join(item.lines).squeezed()
    match = _CLOSING.search(printed.text)
    return (printed[: match.start()] if match else printed), printed


def _item_record(page: Page, position: Jabatan, item: Item) -> Record:
    text, _ = _stated(item)
    evidence = {"teks": text.bukti(page.source)}
    if item.huruf:
        evidence["huruf"] = item.huruf.bukti(page.source)
    kind = _KINDS[item.part]
    return kind(
        id=page.new_id(position.id, item.part.lower(), item.huruf.text if item.huruf else None, text.text),
        induk=position.id,
        bukti=evidence,
        teks=text.text,
        huruf=item.huruf.text if item.huruf else None,
    )


def _superior(items: tuple[Item, ...]) -> Excerpt | None:
    """Who gives the other duties: read from the item that says so."""
    found = [superior for item in items if (superior := jabatan.superior(_stated(item)[0]))]
    return found[-1] if found else None


def _tables(
    page: Page, position: Jabatan, heads: list[Head], block: Block, short: definisi.Abbreviations
) -> Iterator[Record]:
    parent: str | None = None
    for under, until in zip(heads, [*(h.line for h in heads[1:]), block.until], strict=True):
        page.take([under.line], "kepala kolom")
        for row in rows(page.source, under, until):
            if kinerja := _kinerja(page, position, row.cell("kinerja"), row.line):
                parent = kinerja.id
                yield kinerja
            if parent is None:
                page.leave([row.line], "indikator tanpa kinerja")
                message = f"Jabatan {position.nama}: indikator tanpa kinerja di atasnya."
                page.warn("indikator-tanpa-kinerja", message, (row.line, row.line))
                continue
            yield from indikator.records(page, parent, row, short)
    for number in range(heads[0].line, block.until):
        if _REPEATED_TITLE.match(page.source.line(number).text):
            page.take([number], "judul")


def _kinerja(page: Page, position: Jabatan, cell: Excerpt, line: int) -> Kinerja | None:
    printed = plain(without_tags(cell))
    if not printed:
        return None
    text = printed.strip(" .;")
    differs = text.text != printed.text
    page.take([line])
    return Kinerja(
        id=page.new_id(position.id, "kinerja", None, text.text),
        induk=position.id,
        bukti={"teks": text.bukti(page.source)} | ({"teks_tercetak": printed.bukti(page.source)} if differs else {}),
        teks=text.text,
        teks_tercetak=printed.text if differs else None,
    )


def _leave_table(page: Page, position: Jabatan, first: int, until: int) -> None:
    page.take([first], "kepala kolom")
    for number in range(first + 1, until):
        if _REPEATED_TITLE.match(page.source.line(number).text):
            page.take([number], "judul")
    page.leave(range(first + 1, until), "sel tabel yang tersebar di beberapa baris")
    page.warn(
        "tabel-tersebar",
        f"Jabatan {position.nama}: sel tabel kinerja tersebar di beberapa baris; isinya tidak dibaca.",
        (first, until - 1),
    )
