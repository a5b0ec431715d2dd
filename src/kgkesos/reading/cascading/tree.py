"""The levels and indicators of a table that kept its columns: under what each stands, by row and column."""

from __future__ import annotations

from kgkesos.normalize import key
from kgkesos.reading.cascading import marks, words
from kgkesos.reading.cascading.cells import Cell
from kgkesos.reading.cascading.columns import Column
from kgkesos.reading.cascading.nodes import LEVELS, Node
from kgkesos.reading.cascading.results import nodes_of
from kgkesos.reading.cascading.words import Kind
from kgkesos.reading.excerpt import Excerpt
from kgkesos.reading.page import Page


class Tree:
    """What the rows said so far. Of each level it keeps the node, and its indicators, that an empty cell goes on.

    ``begun`` are the nodes that the row in hand began, ``printed`` the levels whose indicators it prints.
    """

    def __init__(self, page: Page) -> None:
        self.page = page
        self.nodes: list[Node] = []
        self.line = 0
        self.begun: list[Node] = []
        self.printed: set[Kind] = set()
        self._above: dict[Kind, Node] = {}
        self._measured: dict[Kind, list[Node]] = {}
        self._under: Node | None = None

    def next_row(self, line: int) -> None:
        """Begin the row on ``line``."""
        self.line, self.begun, self.printed = line, [], set()

    def tell(self, code: str, message: str) -> None:
        """Warn of something on the row in hand."""
        self.page.warn(code, message, (self.line, self.line))

    def above(self, level: Kind) -> Node | None:
        """The node of ``level`` that the row stands under, or prints."""
        return self._above.get(level)

    def measured(self, level: Kind | None) -> list[Node]:
        """The indicators of ``level`` that the row prints; where it prints none, those that go on from above."""
        return self._measured.get(level, []) if level else []

    def of(self, kind: Kind, parent: Node) -> list[Node]:
        """The nodes of ``kind`` under ``parent``."""
        return [node for node in self.nodes if node.kind is kind and node.parent is parent]

    def add(self, node: Node, parent: Node) -> None:
        """A node under ``parent``; the tie is printed."""
        node.tie(parent)
        self.nodes.append(node)

    def level(self, column: Column, text: Excerpt) -> bool:
        """A node of the column's level, unless the row prints the words of the node above again."""
        told = told_level(column, text)
        kind = told or kind_in(column, text)
        cell = self.cell(kind, text)
        current = self.above(kind)
        if current and key(current.cell.text) == key(cell.text) and _fits(current.code, cell.code):
            current.code = current.code or cell.code
            return True
        for node in self._nodes(column, cell, text):
            if told is None:
                others = ", ".join(level.value for level in column.levels if level is not kind)
                node.doubt(f"Dapat juga dibaca sebagai {others}: kolom ini memuat semuanya.")
            self._begin(node)
        return True

    def _begin(self, node: Node) -> None:
        rank = LEVELS.index(node.kind)
        higher = [self._above[kind] for kind in LEVELS[:rank] if kind in self._above]
        node.placed = True
        if higher:
            node.tie(higher[-1])
        if node.kind is Kind.KEGIATAN and self._under and self._under.parent is node.parent:
            node.under = self._under
        for lower in LEVELS[rank:]:
            self._above.pop(lower, None)
            self._measured.pop(lower, None)
        self._above[node.kind] = node
        self.begun.append(node)
        self.nodes.append(node)

    def indicators(self, column: Column, text: Excerpt) -> bool:
        """The indicators of a cell; those that the node above has already are the same, printed again."""
        level = column.level or LEVELS[-1]
        parent = self.above(level)
        if self.begun and not column.one_level and parent not in self.begun:
            parent = self.begun[-1]
        self._measured.pop(level, None)
        if parent is None:
            self.tell("indikator-tanpa-induk", f'Indikator "{text.text}" tidak mempunyai induk.')
            return False
        known = {key(node.text.text): node for node in self.of(Kind.INDIKATOR, parent)}
        found = self._nodes(column, self.cell(Kind.INDIKATOR, text), text)
        self._measured[level] = [known.get(key(node.text.text), node) for node in found]
        self.printed.add(level)
        for node in found:
            if key(node.text.text) not in known:
                self.add(node, parent)
        if parent.kind is Kind.PROGRAM:
            self._under = self._measured[level][0] if len(found) == 1 else None
        return True

    def _nodes(self, column: Column, cell: Cell, text: Excerpt) -> list[Node]:
        found = list(nodes_of(cell, len(self.nodes)))
        if not found:
            self.tell("sel-tanpa-nama", f'Sel "{text.text}" pada kolom "{column.title}" tidak memuat nama.')
        return found

    def cell(self, kind: Kind, text: Excerpt) -> Cell:
        """The cell with ``text``, number and code taken off a name."""
        lead = marks.own(text) if kind in (*LEVELS, Kind.INDIKATOR) else marks.Lead(text)
        number = lead.numbers[0] if lead.numbers else None
        return Cell(kind, lead.body, number, (), (self.line,), trails=False, rows=1, code=lead.code)


def kind_in(column: Column, text: Excerpt) -> Kind:
    """Of which level a cell is: the column's; of a column that several share, what the cell says, else the lowest."""
    return told_level(column, text) or column.level or LEVELS[-1]


def told_level(column: Column, text: Excerpt) -> Kind | None:
    """The level that the head, the label or the code says; None where they leave it open."""
    if column.one_level:
        return column.level
    lead = marks.own(text)
    said = (words.kind_of(lead.body.text), marks.level(lead.code.text if lead.code else None))
    return next((kind for kind in said if kind in column.levels), None)


def _fits(one: Excerpt | None, other: Excerpt | None) -> bool:
    return one is None or other is None or one.text == other.text
