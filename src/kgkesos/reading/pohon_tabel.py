"""Performance trees printed as a table: a node in each row, its place told by its number, its level or its column."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from kgkesos.normalize import key
from kgkesos.reading import pohon_rekaman
from kgkesos.reading.columns import Column
from kgkesos.reading.excerpt import Excerpt, Source
from kgkesos.reading.markup import plain
from kgkesos.reading.page import Page
from kgkesos.reading.pohon import CSF, Node
from kgkesos.reading.pohon_garis import Level, line
from kgkesos.reading.rencana import heads
from kgkesos.reading.rencana.measures import Measures
from kgkesos.reading.rencana.plan import has_words, is_filled, span
from kgkesos.reading.rencana.rows import Printed
from kgkesos.reading.rencana.tables import Table, tables
from kgkesos.reading.rencana.tree import Node as Place
from kgkesos.records import Record

_STATES = re.compile(
    r"\W*(?:uraian|kinerja|kondisi|simpul|pernyataan|sasaran|outcome|hasil|rumusan|deskripsi|pohon\s+kinerja)\b", re.I
)
_LEVELS = re.compile(r"\W*(?:level|jenjang|tingkat(?:an)?|lapis(?:an)?|jenis|kategori)\b", re.IGNORECASE)
_FACTOR = re.compile(r"\W*(?:csf|critical\s+success|faktor\s+(?:kunci|penentu))", re.IGNORECASE)
_PARENT = re.compile(r"\W*(?:(?:no|nomor|kode)\W*)?(?:induk|parent|mendukung)\b", re.IGNORECASE)
_NUMBER = re.compile(r"(?:[A-Z]{1,3}[-. ]?)?\d{1,2}(?:\.\d{1,2})*\.?")
_RULES = ("nomor", "jenjang", "induk")
_FEWEST_ROWS = 3
_FACTORS = Level(CSF, 0)


@dataclass(frozen=True, slots=True)
class Places:
    """Where a table prints what of a node: its number, its level, the number above it, its words, its factors.

    ``levels`` are columns that each hold the nodes of one level, where that is how the table prints them.
    """

    words: int | None
    number: int | None = None
    level: int | None = None
    above: int | None = None
    factor: int | None = None
    levels: tuple[tuple[int, Level], ...] = ()


@dataclass(slots=True)
class _Tied:
    """The nodes read so far, by number and by level, and the rows whose indicators wait for the records of nodes."""

    nodes: list[Node] = field(default_factory=list)
    numbers: dict[str, Node] = field(default_factory=dict)
    open: list[Node] = field(default_factory=list)
    measured: list[tuple[Node, Table, Printed, int]] = field(default_factory=list)


def trees(source: Source) -> list[Table]:
    """The tables of ``source`` whose rows are nodes of a tree."""
    return [stated(table) for table in tables(source) if not table.unparted and _is_tree(table)]


def read(page: Page, found: Sequence[Table], year: Excerpt | None) -> Iterator[Record]:
    """The nodes that the tables ``found`` print and their indicators; ``year`` is that of targets without their own."""
    tied = _Tied()
    for table in found:
        page.take([*table.heads.lines, *table.counts], "kepala kolom")
        page.take(table.drawn, "garis")
        for row in table.rows():
            if isinstance(row, Printed):
                _row(page, table, row, tied)
    records, ids = pohon_rekaman.records(page, tied.nodes)
    more: list[Record] = []
    measures = Measures(page, more)
    for node, table, row, at in tied.measured:
        columns = [_dated(column, year) for column in table.heads.columns]
        measures.read(columns, at, row, Place("sasaran", ids[id(node)], node.text.text), Excerpt("", (), ()))
    yield from (*records, *more)


def _dated(column: Column, year: Excerpt | None) -> Column:
    return replace(column, year=year) if column.role == "target" and column.year is None else column


def places(columns: Sequence[Column]) -> Places | None:
    """Where a table with these columns prints its nodes; None where it prints none."""
    named = [(at, told) for at, column in enumerate(columns) if (told := _column_level(column))]
    words = next((at for at, column in enumerate(columns) if _is_words(column)), None)
    if len(named) > 1:
        words = None
    elif words is None:
        return None
    number = next((at for at, c in enumerate(columns) if c.role in ("nomor", heads.CODE) and not _is_above(c)), None)
    level = next((at for at, c in enumerate(columns) if _LEVELS.match(c.title) and at != words), None)
    above = next((at for at, c in enumerate(columns) if _is_above(c)), None)
    factor = next((at for at, c in enumerate(columns) if _FACTOR.match(c.title)), None)
    return Places(words, number, level, above, factor, tuple(named) if len(named) > 1 else ())


def _is_above(column: Column) -> bool:
    return bool(_PARENT.match(column.title))


def _is_words(column: Column) -> bool:
    other = _LEVELS.match(column.title) or _FACTOR.match(column.title) or _is_above(column)
    return column.role in (None, heads.LEVEL) and bool(_STATES.match(column.title)) and not other


def _column_level(column: Column) -> Level | None:
    """The level of outcomes whose nodes stand in ``column``: its head is that level's name and nothing else."""
    if column.role not in (None, heads.LEVEL) or _FACTOR.match(column.title):
        return None
    said = line(0, column.printed)
    return said.level if said.level and not said.text and said.level.kind != CSF else None


def _is_tree(table: Table) -> bool:
    """Whether rows of ``table`` are nodes: their numbers or levels, or the columns they stand in, tell their places."""
    found = places(table.heads.columns)
    rows = [row for row in table.rows() if isinstance(row, Printed)]
    if found is None or len(rows) < _FEWEST_ROWS:
        return False
    if found.levels:
        return any("outcome" in table.heads.columns[at].title.casefold() for at, _ in found.levels)
    numbers = {_number(row, found.number) for row in rows}
    numbered = sum(number.rpartition(".")[0] in numbers for number in numbers if "." in number)
    numbered += sum(bool(above) and above in numbers for above in (_number(row, found.above) for row in rows))
    leveled = sum(_level(row, found.level) is not None for row in rows)
    return numbered > 0 or leveled * 2 > len(rows)


def stated(table: Table) -> Table:
    """``table`` with the column of words known as that of a level: its cells are put together as a plan's are."""
    found = places(table.heads.columns)
    at = found.words if found else None
    columns = tuple(
        replace(column, role=heads.LEVEL, levels=("sasaran",)) if i == at else column
        for i, column in enumerate(table.heads.columns)
    )
    table.heads = replace(table.heads, columns=columns)
    return table


def _number(row: Printed, at: int | None) -> str:
    text = plain(row.cells[at]).text.strip() if at is not None else ""
    return text.rstrip(".") if _NUMBER.fullmatch(text) else ""


def _level(row: Printed, at: int | None) -> Level | None:
    if at is None:
        return None
    said = line(row.lines[0], plain(row.cells[at]))
    return said.level if not said.text and (said.level is None or said.level.kind != CSF) else None


def _row(page: Page, table: Table, row: Printed, tied: _Tied) -> None:
    found = places(table.heads.columns)
    assert found
    nodes = list(_nodes(found, row))
    for node in nodes:
        known = next((o for o in tied.nodes if o.nomor == node.nomor and _same(o, node)), None)
        if known is None and not _tie(found, row, node, tied):
            page.leave(row.lines, "simpul tanpa nomor atau jenjang")
            page.warn("simpul-tidak-diketahui-induknya", "Simpul ini tidak bernomor dan tidak berjenjang.", span(row))
            return
        _open(known or node, tied, new=known is None)
    if not tied.nodes:
        page.leave(row.lines, "baris tabel tanpa simpul")
        page.warn("baris-tidak-dibaca", "Baris tabel ini tidak memuat simpul.", span(row))
        return
    _factors(found, row, tied)
    page.take(row.lines)
    for at, column in enumerate(table.heads.columns):
        if column.role == "indikator" and has_words(row.cells[at]):
            tied.measured.append((tied.open[-1], table, row, at))


def _same(one: Node, other: Node) -> bool:
    return one.level == other.level and key(one.text.text) == key(other.text.text)


def _nodes(found: Places, row: Printed) -> Iterator[Node]:
    """The nodes that ``row`` prints, from the top."""
    if found.levels:
        for at, level in found.levels:
            if has_words(cell := plain(row.cells[at])):
                yield _node(row, cell, level, None)
    elif found.words is not None and has_words(cell := plain(row.cells[found.words])):
        number = (
            plain(row.cells[found.number]).strip(" .")
            if _number(row, found.number) and found.number is not None
            else None
        )
        yield _node(row, cell, _level(row, found.level), number)


def _node(row: Printed, cell: Excerpt, level: Level | None, number: Excerpt | None) -> Node:
    return Node([cell], row.lines[0], level.rank if level else 0, number, level)


def _tie(found: Places, row: Printed, node: Node, tied: _Tied) -> bool:
    """Set what ``node`` hangs under; whether its place is told at all."""
    number = node.nomor.text if node.nomor else ""
    stem = _number(row, found.above) or number.rpartition(".")[0]
    if stem in tied.numbers:
        node.parent, node.rule = tied.numbers[stem], _RULES[2 if found.above is not None else 0]
        node.sure = not (node.level and node.parent.level and node.level.rank <= node.parent.level.rank)
    elif node.level:
        higher = [one for one in tied.open if one.level and one.level.rank < node.level.rank]
        node.parent = higher[-1] if higher else None
        node.rule, node.sure = _RULES[1], not stem
    return bool(node.level or number)


def _open(node: Node, tied: _Tied, *, new: bool) -> None:
    """``node`` is the one that the rows below speak of; of its level and below no other is open."""
    if new:
        tied.nodes.append(node)
        if node.nomor:
            tied.numbers[node.nomor.text] = node
    rank = node.level.rank if node.level else None
    tied.open = [one for one in tied.open if rank is not None and one.level and one.level.rank < rank]
    tied.open.append(node)


def _factors(found: Places, row: Printed, tied: _Tied) -> None:
    """The critical success factors of the row's node."""
    if found.factor is None or not is_filled(cell := plain(row.cells[found.factor])) or not has_words(cell):
        return
    above = tied.open[-1]
    node = Node([cell], row.lines[0], 0, None, _FACTORS, parent=above, rule=_RULES[1])
    if not any(one.is_csf and one.parent is above and _same(one, node) for one in tied.nodes):
        tied.nodes.append(node)
