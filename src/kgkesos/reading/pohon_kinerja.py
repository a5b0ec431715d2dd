"""Performance trees (pohon kinerja) printed as an outline or as chains: outcomes, outputs, CSF and their indicators."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kgkesos.normalize import key
from kgkesos.reading import definisi, heading, indikator, pohon, pohon_rantai, pohon_rekaman, pohon_tabel
from kgkesos.reading.excerpt import Source
from kgkesos.reading.lembar_baris import PAGE_MARK, RULE
from kgkesos.reading.markup import plain
from kgkesos.reading.page import Page
from kgkesos.reading.pohon import Node
from kgkesos.reading.pohon_garis import DRAWN, Line, line
from kgkesos.reading.rencana import outside
from kgkesos.reading.rencana.tables import Table
from kgkesos.reading.table import Head, Row, cells, head, rows
from kgkesos.records import Dokumen, Record

TITLE = re.compile(r"^[\W_]*(?:POHON|CASCADING|DIAGRAM|BAGAN)\b.*", re.IGNORECASE)
_TITLED = re.compile(r"^[\W_]*(?:[A-Z0-9][.)]\s*)?POHON\s+KINERJA\b", re.IGNORECASE)
_OUTCOMES = re.compile(r"^\W*(?:ultimate|intermediate|immediate|initial)\s+outcome\b", re.IGNORECASE)
# A title stands on one of so many printed lines at the top.
_TOP = 10
_FEWEST_NODES = 3
# Cells side by side: a tree in columns, which the reader of cascading sheets reads.
_GAP = re.compile(r"\S {3,}(?=\S)")
# The heads of a sheet's columns, run together on one line: its cells stand below one another, and make no outline.
_COLUMNS = re.compile(
    r"\W*NO(?:MOR)?\b\.?(?:\s+(?:TUJUAN|SASARAN|INDIKATOR|PROGRAM|KEGIATAN|FORMULASI|SUB|KINERJA|TARGET)\b){2,12}\W*",
    re.I,
)
# What an abbreviation stands for, under a tree.
_LEGEND = re.compile(r"\W*[A-Z][\w/-]{1,14}\s*[=:]\s*\S")
_STATEMENTS = re.compile(r"(?:uraian|kinerja|kondisi|simpul|pernyataan|sasaran|outcome|hasil)\b", re.IGNORECASE)


def is_tree(source: Source) -> bool:
    """Whether a text is a performance tree in lines: so titled or with two levels of outcome, and not in columns."""
    printed = [text for text in source.text.split("\n") if text.strip()]
    titled = any(_TITLED.match(text) for text in printed[:_TOP])
    outcomes = {found.group().casefold() for text in printed if (found := _OUTCOMES.match(text))}
    if not titled and len(outcomes) < 2:
        return False
    if titled and _in_tables(source):
        return True
    wide = sum(1 for text in printed if len(_GAP.findall(DRAWN.sub("", text.rstrip()))) > 1)
    lines = [found for found in _lines(source, source.line_count + 1) if found]
    if any(_COLUMNS.fullmatch(text) for text in printed):
        return False
    outline = [found for found in lines if len(cells(source.line(found.number))) == 1]
    nodes = sum(pohon_rantai.length(found) if pohon_rantai.is_chain(found) else _opens(found) for found in outline)
    return nodes >= _FEWEST_NODES and wide * 4 < len(printed)


def _in_tables(source: Source) -> list[Table]:
    """The tables that print the tree, where nothing outside them does."""
    found = pohon_tabel.trees(source)
    inside = {n for table in found for n in range(table.heads.lines[0], table.until)}
    lines = (one for one in _lines(source, source.line_count + 1) if one and one.number not in inside)
    nodes = sum(pohon_rantai.is_chain(one) or bool((one.level and not one.loose) or one.nomor) for one in lines)
    return found if nodes < _FEWEST_NODES else []


def _opens(found: Line) -> bool:
    return bool(found.level or found.nomor or found.bullet) or pohon_rantai.is_chain(found)


def _lines(source: Source, until: int) -> Iterator[Line | None]:
    for number in range(1, until):
        printed = source.line(number)
        yield line(number, printed) if printed.text.strip() else None


def read(page: Page) -> tuple[Dokumen, tuple[Record, ...]]:
    """What a tree says: each node under the one it supports, the indicators of each, the tables that repeat them."""
    source = page.source
    until = source.line_count + 1
    if found_tables := _in_tables(source):
        return _read_tables(page, found_tables)
    heads = [under for n in range(1, until) if (under := head(source, n))]
    found = list(_lines(source, until))
    first = next((one.number for one in found if one and _begins(one)), until)
    dokumen = heading.read(page, "pohon-kinerja", range(1, first), TITLE)
    in_tables = {n for under in heads for n in _table_lines(source, under, until)}
    body = [one for at, one in enumerate(found, 1) if at >= first and at not in in_tables and not _furniture(page, at)]
    chains = [one for one in body if one and pohon_rantai.is_chain(one)]
    outline = pohon.Outline(page)
    outline.read(one for one in body if one is None or not pohon_rantai.is_chain(one))
    pohon.tie(outline.nodes)
    nodes = [*pohon.merged(outline.nodes), *pohon_rantai.read(page, chains)]
    short = definisi.Abbreviations.of(source)
    records, ids = pohon_rekaman.records(page, nodes)
    return dokumen, (*records, *_tables(page, heads, until, nodes, ids, short))


def _read_tables(page: Page, found: Sequence[Table]) -> tuple[Dokumen, tuple[Record, ...]]:
    """What a tree printed in tables says; what stands under them explains it."""
    dokumen = heading.read(page, "pohon-kinerja", range(1, found[0].heads.lines[0]), TITLE)
    outside.classify(page, range(1, page.source.line_count + 1), declares=False)
    page.untake(n for table in found for n in range(table.heads.lines[0], table.until))
    for number in range(found[-1].until, page.source.line_count + 1):
        if not page.is_used(number) and _LEGEND.match(page.source.line(number).text):
            page.take([number], "catatan")
    said = dokumen.bukti.get("tahun", ())
    year = page.source.quoted(said[0]) if said else None
    return dokumen, tuple(pohon_tabel.read(page, found, year))


def _begins(found: Line) -> bool:
    """Whether the tree begins with this line: a level, a number or a bullet; no title, though it says a level."""
    # A title may name a programme, in capitals.
    titled = found.loose is not None and found.loose.text.isupper()
    return not found.heading and not titled and (_opens(found) or found.attribute is not None)


def _furniture(page: Page, number: int) -> bool:
    text = page.source.line(number).text
    use = "garis" if RULE.match(text) and text.strip() else "tanda halaman" if PAGE_MARK.match(text) else None
    if use:
        page.take([number], use)
    return use is not None


def _table_lines(source: Source, under: Head, until: int) -> list[int]:
    """The lines of the table under a head, itself among them: up to the first line that is no row."""
    found = list(under.lines)
    for number in range(under.lines[-1] + 1, until):
        text = source.line(number).text
        if text.strip() and not RULE.match(text) and len(cells(source.line(number))) < 2:
            break
        found.append(number)
    return found


def _tables(
    page: Page,
    heads: Sequence[Head],
    until: int,
    nodes: Sequence[Node],
    ids: dict[int, str],
    short: definisi.Abbreviations,
) -> Iterator[Record]:
    """The indicators that tables give to nodes of the tree, found by their words."""
    by_words = {key(node.text.text): ids[id(node)] for node in reversed(nodes)}
    for under in heads:
        lines = _table_lines(page.source, under, until)
        page.take(under.lines, "kepala kolom")
        page.take((n for n in lines if RULE.match(page.source.line(n).text) and n not in under.lines), "garis")
        for row in rows(page.source, under, lines[-1] + 1):
            yield from _row(page, row, by_words, short)


def _row(page: Page, row: Row, by_words: dict[str, str], short: definisi.Abbreviations) -> Iterator[Record]:
    said = [plain(row.cell(role)).text for role in ("sasaran", "kinerja")]
    said += [cell.text for title, cell in row.others if _STATEMENTS.match(title)]
    node = next((by_words[key(text)] for text in said if text and key(text) in by_words), None)
    if node is None:
        page.leave(row.lines, "baris tabel yang simpulnya tidak ada di pohon")
        message = "Baris tabel ini menyebut simpul yang tidak tercetak di pohon."
        page.warn("simpul-tidak-ditemukan", message, (row.lines[0], row.lines[-1]))
        return
    level = tuple((title, cell) for title, cell in row.others if not _is_known(title, cell.text, said))
    yield from indikator.records(page, node, replace(row, others=level), short)


def _is_known(title: str, text: str, said: Sequence[str]) -> bool:
    """Whether a cell says what the tree says already: the node's words or its level."""
    return text in said or bool(re.match(r"(?:jenjang|level|tingkat)\b", title, re.IGNORECASE))
