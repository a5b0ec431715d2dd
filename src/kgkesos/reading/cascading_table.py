"""Cascading sheets that kept their columns: a row of headings, tabs or bars, empty cells go on above."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kgkesos.normalize import key
from kgkesos.reading import table
from kgkesos.reading.cascading_nodes import Node, Sheet
from kgkesos.reading.cascading_results import without_label
from kgkesos.reading.cascading_words import Kind
from kgkesos.reading.cells import Cell, own_number
from kgkesos.reading.excerpt import Excerpt, Source
from kgkesos.reading.markup import plain
from kgkesos.reading.page import Page

_LEVELS = (Kind.TUJUAN, Kind.SASARAN, Kind.PROGRAM, Kind.KEGIATAN, Kind.SUBKEGIATAN)
_RULE = re.compile(r"^[\s|:+-]+$")
_SEMICOLON = re.compile(r"\s*;\s*")
_FEWEST_LEVELS = 3


@dataclass(frozen=True, slots=True)
class Column:
    """What a column holds, and of which level: an indicator column of the programme, the programme itself, ..."""

    kind: Kind
    level: Kind


@dataclass(frozen=True, slots=True)
class Heads:
    """The row of headings: its line, and each column (None: not known)."""

    line: int
    columns: tuple[Column | None, ...]


def heads(source: Source) -> Heads | None:
    """The first line whose cells are headings of at least three levels; None where the columns were lost."""
    for number in range(1, source.line_count + 1):
        titles = [plain(cell).text for cell in table.cells(source.line(number))]
        columns = tuple(_columns(titles))
        if len({c.level for c in columns if c and c.kind is c.level}) >= _FEWEST_LEVELS:
            return Heads(number, columns)
    return None


def _columns(titles: list[str]) -> Iterator[Column | None]:
    level: Kind | None = None
    for title in titles:
        said = [kind for kind in _LEVELS if key(kind.value) in key(title)]
        named = said[-1] if said else None
        if re.match(r"(indikator|formula|rumus)", title, re.IGNORECASE):
            of = named or level
            kind = Kind.INDIKATOR if title.casefold().startswith("indikator") else Kind.FORMULA
            yield Column(kind, of) if of else None
        elif named:
            level = named
            yield Column(named, named)
        else:
            yield None


def sheet(page: Page, under: Heads) -> Sheet:
    """The nodes of the rows under ``under``; every tie is printed, by row and column."""
    page.take([under.line], Kind.HEADER.value)
    nodes: list[Node] = []
    above: dict[Kind, Node] = {}
    for number in range(under.line + 1, page.source.line_count + 1):
        line = page.source.line(number)
        parts = table.cells(line)
        if not line.text.strip() or number in page.uses():
            continue
        if _RULE.match(line.text):
            page.take([number], "garis tabel")
        elif len(parts) < 2:
            page.leave([number], "baris tanpa kolom")
            page.warn("baris-tanpa-kolom", "Baris ini tidak terbagi menurut kolom tabel.", (number, number))
        else:
            _row(page, under, number, parts, nodes, above)
    return Sheet([], nodes)


def _row(
    page: Page, under: Heads, line: int, parts: tuple[Excerpt, ...], nodes: list[Node], above: dict[Kind, Node]
) -> None:
    measured: dict[Kind, list[Node]] = {}
    for column, part in zip(under.columns, parts, strict=False):
        text = plain(part)
        if column is None or not text:
            continue
        if column.kind in _LEVELS:
            _level(column.kind, _cell(column.kind, text, line), nodes, above)
        elif column.kind is Kind.INDIKATOR:
            measured[column.level] = list(_indicators(text, line, len(nodes), above.get(column.level)))
            nodes.extend(measured[column.level])
        else:
            _formula(page, text, line, nodes, measured.get(column.level, []))
    unknown = [plain(part).text for column, part in zip(under.columns, parts, strict=False) if column is None]
    if any(len(text) > len("100") for text in unknown):
        page.warn("kolom-tidak-dibaca", "Baris ini memuat kolom yang tidak dibaca.", (line, line))
    _tell_orphans(page, nodes, line)


def _cell(kind: Kind, text: Excerpt, line: int) -> Cell:
    number, body = own_number(text)
    return Cell(kind, body, number, (), (line,), trails=False, rows=1)


def _level(kind: Kind, cell: Cell, nodes: list[Node], above: dict[Kind, Node]) -> None:
    """The node of a level cell: the one above where the same words are printed again, else a new one."""
    current = above.get(kind)
    if current and key(current.cell.text) == key(cell.text):
        return
    node = Node(kind, cell, without_label(cell.body, kind).strip(" .;,:"), len(nodes), cell.number)
    node.placed = True
    higher = [above[level] for level in _LEVELS[: _LEVELS.index(kind)] if level in above]
    if higher:
        node.tie(higher[-1])
    for lower in _LEVELS[_LEVELS.index(kind) :]:
        above.pop(lower, None)
    above[kind] = node
    nodes.append(node)


def _indicators(text: Excerpt, line: int, at: int, parent: Node | None) -> Iterator[Node]:
    cell = _cell(Kind.INDIKATOR, text, line)
    for position, part in enumerate(p.strip(" .;,:") for p in cell.body.splits(_SEMICOLON)):
        if part:
            node = Node(Kind.INDIKATOR, cell, part, at, cell.number if position == 0 else None)
            if parent:
                node.tie(parent)
            yield node


def _formula(page: Page, text: Excerpt, line: int, nodes: list[Node], measured: list[Node]) -> None:
    if len(measured) != 1 or not measured[0].placed:
        page.warn("formula-tanpa-indikator", "Formula di baris ini tidak mempunyai tepat satu indikator.", (line, line))
        return
    node = Node(Kind.FORMULA, _cell(Kind.FORMULA, text, line), text, len(nodes))
    node.tie(measured[0])
    nodes.append(node)


def _tell_orphans(page: Page, nodes: list[Node], line: int) -> None:
    for node in nodes:
        if not node.placed and node.cell.lines == (line,):
            page.leave([line], "indikator tanpa induk")
            page.warn("indikator-tanpa-induk", f'Indikator "{node.text.text}" tidak mempunyai induk.', (line, line))
