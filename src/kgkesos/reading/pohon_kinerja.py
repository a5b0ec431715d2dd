"""Performance trees (pohon kinerja) printed as an outline or as chains: outcomes, outputs, CSF and their indicators."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kgkesos.normalize import key
from kgkesos.reading import definisi, heading, pohon, pohon_indikator, pohon_rantai, pohon_rekaman, pohon_tabel
from kgkesos.reading.excerpt import Source
from kgkesos.reading.lembar_baris import PAGE_MARK, RULE
from kgkesos.reading.page import Page
from kgkesos.reading.pohon_garis import DRAWN, Line, line
from kgkesos.reading.rencana import outside
from kgkesos.reading.rencana.tables import Table
from kgkesos.reading.table import cells
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


def is_tree(source: Source) -> bool:
    """Whether a text is a performance tree in lines: so titled or with two levels of outcome, and not in columns."""
    printed = [text for text in source.text.split("\n") if text.strip()]
    titled = any(_TITLED.match(text) for text in printed[:_TOP])
    outcomes = {found.group().casefold() for text in printed if (found := _OUTCOMES.match(text))}
    if not titled and len(outcomes) < 2:
        return False
    if titled and _in_tables(source):
        return True
    if any(_COLUMNS.fullmatch(text) for text in printed):
        return False
    inside = pohon_indikator.lines(pohon_indikator.find(source))
    lines = [found for found in _lines(source, source.line_count + 1) if found and found.number not in inside]
    wide = sum(1 for one in lines if len(_GAP.findall(DRAWN.sub("", source.line(one.number).text.rstrip()))) > 1)
    outline = [found for found in lines if len(cells(source.line(found.number))) == 1]
    nodes = sum(pohon_rantai.length(found) if pohon_rantai.is_chain(found) else _opens(found) for found in outline)
    return nodes >= _FEWEST_NODES and wide * 4 < len(lines)


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
    under = pohon_indikator.find(source)
    in_tables = pohon_indikator.lines(under)
    found = list(_lines(source, until))
    first = next((one.number for one in found if one and _begins(one)), until)
    dokumen = heading.read(page, "pohon-kinerja", range(1, first), TITLE)
    body = [one for at, one in enumerate(found, 1) if at >= first and at not in in_tables and not _furniture(page, at)]
    chains = [one for one in body if one and pohon_rantai.is_chain(one)]
    outline = pohon.Outline(page)
    outline.read(one for one in body if one is None or not pohon_rantai.is_chain(one))
    pohon.tie(outline.nodes)
    nodes = [*pohon.merged(outline.nodes), *pohon_rantai.read(page, chains)]
    short = definisi.Abbreviations.of(source)
    records, ids = pohon_rekaman.records(page, nodes)
    by_words = {key(node.text.text): ids[id(node)] for node in reversed(nodes)}
    return dokumen, (*records, *pohon_indikator.read(page, under, by_words, short))


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
