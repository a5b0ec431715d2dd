"""Cascading sheets that kept their columns: a row of headings, tabs or bars, empty cells go on above."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kgkesos.normalize import key
from kgkesos.reading import table
from kgkesos.reading.cascading.cells import Cell, own_number
from kgkesos.reading.cascading.nodes import Node, Sheet
from kgkesos.reading.cascading.results import nodes_of
from kgkesos.reading.cascading.words import Kind
from kgkesos.reading.excerpt import Excerpt, Source
from kgkesos.reading.markup import plain
from kgkesos.reading.page import Page

_LEVELS = (Kind.TUJUAN, Kind.SASARAN, Kind.PROGRAM, Kind.KEGIATAN, Kind.SUBKEGIATAN)
_RULE = re.compile(r"^[\s|:+-]+$")
_BAR = re.compile(r"(?<!\\)\|")
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
        titles = [plain(cell).text for cell in _cells(source.line(number))]
        columns = tuple(_columns(titles))
        if len({c.level for c in columns if c and c.kind is c.level}) >= _FEWEST_LEVELS:
            return Heads(number, columns)
    return None


def _cells(line: Excerpt) -> tuple[Excerpt, ...]:
    """The cells of a line; of a row between bars also the empty ones at its ends."""
    row = line.strip()
    if "\t" in line.text or not row.text.startswith("|"):
        return table.cells(line)
    return tuple(row[1 : -1 if len(row) > 1 and row.text.endswith("|") else None].splits(_BAR))


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
    rows = _Rows(page, under)
    for number in range(under.line + 1, page.source.line_count + 1):
        line = page.source.line(number)
        parts = _cells(line)
        if not line.text.strip() or number in page.uses():
            continue
        if _RULE.match(line.text):
            page.take([number], "garis tabel")
        elif len(parts) < 2:
            page.leave([number], "baris tanpa kolom")
            page.warn("baris-tanpa-kolom", "Baris ini tidak terbagi menurut kolom tabel.", (number, number))
        else:
            rows.read(number, parts)
    return Sheet([], rows.nodes)


class _Rows:
    """The rows read so far: their nodes, and of each level the node that an empty cell goes on."""

    def __init__(self, page: Page, under: Heads) -> None:
        self.page = page
        self.under = under
        self.nodes: list[Node] = []
        self._above: dict[Kind, Node] = {}
        self._measure: Node | None = None

    def read(self, line: int, parts: tuple[Excerpt, ...]) -> None:
        """Read one row, from left to right."""
        measured: dict[Kind, list[Node]] = {}
        for column, part in zip(self.under.columns, parts, strict=False):
            text = plain(part)
            if not text or not any(c.isalpha() for c in text.text):
                continue
            if column is None:
                self._tell("kolom-tidak-dibaca", f'Kolom berisi "{text.text}" tidak dikenal dan tidak dibaca.', line)
            elif column.kind in _LEVELS:
                self._level(_cell(column.kind, text, line))
            elif column.kind is Kind.INDIKATOR:
                measured[column.level] = self._indicators(column.level, _cell(Kind.INDIKATOR, text, line), line)
            else:
                self._formula(text, line, measured.get(column.level, []))

    def _level(self, cell: Cell) -> None:
        """A node of its own, unless the row prints the words of the node above again."""
        current = self._above.get(cell.kind)
        if current and key(current.cell.text) == key(cell.text) and current.cell.kind is cell.kind:
            return
        for node in nodes_of(cell, len(self.nodes)):
            node.placed = True
            higher = [self._above[kind] for kind in _LEVELS[: _LEVELS.index(cell.kind)] if kind in self._above]
            if higher:
                node.tie(higher[-1])
            if cell.kind is Kind.KEGIATAN and self._measure and self._measure.parent is node.parent:
                node.under = self._measure
            for lower in _LEVELS[_LEVELS.index(cell.kind) :]:
                self._above.pop(lower, None)
            self._above[cell.kind] = node
            self.nodes.append(node)

    def _indicators(self, level: Kind, cell: Cell, line: int) -> list[Node]:
        parent = self._above.get(level)
        found = list(nodes_of(cell, len(self.nodes)))
        if parent is None:
            self.page.leave([line], "indikator tanpa induk")
            self._tell("indikator-tanpa-induk", f'Indikator "{cell.text}" tidak mempunyai induk.', line)
            return []
        if any(key(node.text.text) == key(found[0].text.text) for node in self._of(parent)):
            return []
        for node in found:
            node.tie(parent)
        if level is Kind.PROGRAM:
            self._measure = found[0] if len(found) == 1 else None
        self.nodes.extend(found)
        return found

    def _of(self, parent: Node) -> list[Node]:
        return [node for node in self.nodes if node.kind is Kind.INDIKATOR and node.parent is parent]

    def _formula(self, text: Excerpt, line: int, measured: list[Node]) -> None:
        if len(measured) != 1:
            self._tell("formula-tanpa-indikator", f'Formula "{text.text}" tidak mempunyai tepat satu indikator.', line)
            return
        for node in nodes_of(_cell(Kind.FORMULA, text, line), len(self.nodes)):
            node.tie(measured[0])
            self.nodes.append(node)

    def _tell(self, code: str, message: str, line: int) -> None:
        self.page.warn(code, message, (line, line))


def _cell(kind: Kind, text: Excerpt, line: int) -> Cell:
    number, body = (None, text) if kind is Kind.FORMULA else own_number(text)
    return Cell(kind, body, number, (), (line,), trails=False, rows=1)
