"""The tables under a tree in lines: the indicators that they give to its nodes, found by their words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kgkesos.normalize import key
from kgkesos.reading import columns, definisi, indikator, measure, pohon_tabel, table
from kgkesos.reading.columns import Column
from kgkesos.reading.excerpt import Source
from kgkesos.reading.markup import plain
from kgkesos.reading.page import Page
from kgkesos.reading.rencana import lipat
from kgkesos.reading.rencana.layout import Form
from kgkesos.reading.rencana.rows import Printed
from kgkesos.reading.rencana.tables import Table, tables
from kgkesos.reading.table import Head, Row
from kgkesos.records import Record

# Fewer things side by side on a page of blanks are a line of the tree with what is said of its node.
_FEWEST_FIXED = 3
_STATEMENTS = re.compile(r"(?:uraian|kinerja|kondisi|simpul|pernyataan|sasaran|outcome|hasil)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Said:
    """A row of a table, the record of the node that it names, and the heads it stands under."""

    row: Row
    node: str | None
    under: Table


def find(source: Source) -> list[Table]:
    """The tables of ``source`` with a column of indicators."""
    return [pohon_tabel.stated(found) for found in tables(source) if _is_table(source, found)]


def _is_table(source: Source, found: Table) -> bool:
    if not any(column.role == "indikator" for column in found.heads.columns):
        return False
    if found.layout.form is not Form.FIXED:
        return True
    titles = [column.title for column in found.heads.columns if column.title]
    printed = source.line(found.heads.lines[0]).text
    return len(titles) >= _FEWEST_FIXED and ":" not in printed and len(found.lines) > 0


def lines(found: Sequence[Table]) -> frozenset[int]:
    """The lines of the tables, their heads among them."""
    return frozenset(n for one in found for n in range(one.heads.lines[0], one.until))


def read(
    page: Page, found: Sequence[Table], by_words: Mapping[str, str], short: definisi.Abbreviations
) -> Iterator[Record]:
    """The indicators that the tables ``found`` give to the nodes whose records ``by_words`` names.

    A row that names no node and has no indicator of its own may be the rest of the row above: both are left.
    """
    said: list[_Said] = []
    for one in found:
        page.take([*one.heads.lines, *one.counts], "kepala kolom")
        page.take(one.drawn, "garis")
        if one.unparted:
            _leave_unparted(page, one)
            continue
        for printed in one.rows():
            if isinstance(printed, Printed):
                _add(said, one, _row(one, printed), by_words)
    for each in said:
        yield from _indicators(page, each, short)


def _leave_unparted(page: Page, one: Table) -> None:
    page.leave((line.number for line in one.lines), "tabel yang kolomnya tidak terpisah")
    message = f"Kolom {one.unparted} tidak terpisah oleh spasi; tabel ini tidak dibaca."
    page.warn("kolom-menyatu", message, (one.heads.lines[0], one.until - 1))


def _add(said: list[_Said], one: Table, row: Row, by_words: Mapping[str, str]) -> None:
    node = next((by_words[text] for text in map(key, _words(row)) if text in by_words), None)
    above = said[-1] if said and said[-1].under.heads.same_as(one.heads) else None
    if above and node is None and not _is_own(row):
        both = Row(above.row.line, {}, lines=(*above.row.lines, *row.lines), torn=True)
        said[-1] = replace(above, row=both)
    else:
        said.append(_Said(row, node, one))


def _is_own(row: Row) -> bool:
    """Whether ``row`` has an indicator of its own: its name begins as such names do, or its target is a number."""
    name = plain(row.cell("indikator")).text
    aimed = any(character.isdigit() for _, cell in row.targets for character in cell.text)
    return bool(name) and (aimed or (measure.begins(name) and not lipat.LOWER.match(name)))


def _row(one: Table, printed: Printed) -> Row:
    """``printed`` as a row of a table of indicators."""
    under = Head(one.heads.lines[0], tuple(map(_column, one.heads.columns)), one.heads.lines)
    row = table.row_of(under, printed.cells, printed.lines)
    extra = tuple(map(plain, printed.extra))
    return replace(row, missing=printed.missing, extra=extra, torn=printed.torn)


def _column(column: Column) -> Column:
    """A column of a plan as one of a table of indicators: what only plans have is not known there."""
    dated = column.role == "target" and column.year and not column.period and not column.condition
    role = columns.role(column.title) or ("target" if dated else None)
    return replace(column, role=role, year=column.year if role == "target" else None)


def _words(row: Row) -> list[str]:
    said = [plain(row.cell(role)).text for role in ("sasaran", "kinerja")]
    return [text for text in [*said, *(cell.text for title, cell in row.others if _STATEMENTS.match(title))] if text]


def _indicators(page: Page, said: _Said, short: definisi.Abbreviations) -> Iterator[Record]:
    row = said.row
    if said.node is None and not row.torn:
        page.leave(row.lines, "baris tabel yang simpulnya tidak ada di pohon")
        message = "Baris tabel ini menyebut simpul yang tidak tercetak di pohon."
        page.warn("simpul-tidak-ditemukan", message, (row.lines[0], row.lines[-1]))
        return
    level = tuple((title, cell) for title, cell in row.others if not _is_known(title, cell.text, _words(row)))
    yield from indikator.records(page, said.node, replace(row, others=level), short)


def _is_known(title: str, text: str, said: Sequence[str]) -> bool:
    """Whether a cell says what the tree says already: the node's words or its level."""
    return text in said or bool(re.match(r"(?:jenjang|level|tingkat)\b", title, re.IGNORECASE))
