"""The rows of a table that kept its columns: what each cell says of the row's levels and of their indicators."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kgkesos.normalize import key
from kgkesos.reading import formula
from kgkesos.reading.cascading import marks, successors
from kgkesos.reading.cascading.columns import Column, Role
from kgkesos.reading.cascading.nodes import LEVELS, Node
from kgkesos.reading.cascading.tree import Tree, kind_in
from kgkesos.reading.cascading.words import Kind
from kgkesos.reading.excerpt import Excerpt
from kgkesos.reading.page import Page

_SEMICOLON = re.compile(r"\s*;\s*")
_NUMBER = re.compile(r"(\d{1,3}(?:\.\d{1,2})*)[.)]?")
_PERCENT = re.compile("[%℅]")

Filled = tuple[Column, Excerpt]  # a cell that is not empty, and its column


class Rows:
    """Reads rows into a tree; remembers which columns the user was told of, and the column of numbers."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self._tree = Tree(page)
        self._told: set[tuple[str, str]] = set()
        self._numbers: dict[str, list[tuple[Column, Excerpt, Node | None]]] = {}
        self._named: list[successors.Named] = []

    @property
    def nodes(self) -> list[Node]:
        """The nodes of the rows read so far."""
        return self._tree.nodes

    def head(self, columns: Sequence[Column]) -> None:
        """Tell of the columns that hold what another column holds already."""
        for column in columns:
            if column.role is Role.TWIN:
                self._tell_column(column, "kolom-kembar", "memuat hal yang sama dengan kolom sebelumnya; tidak dibaca.")

    def read(self, line: int, filled: Sequence[Filled]) -> None:
        """Read one row: levels from the top, each with its indicators, then what is said of them."""
        self._tree.next_row(line)
        by_level = sorted(filled, key=lambda cell: cell[0].role is Role.INDIKATOR)
        read = [self._tree_cell(kind, column, text) for kind in LEVELS for column, text in by_level]
        for role, say in (
            (Role.SATUAN, self._unit),
            (Role.OWNER, self._owner),
            (Role.SOURCE, self._source),
            (Role.FORMULA, self._formula),
            (Role.MEANING, self._meaning),
            (Role.PERIOD, self._period),
            (Role.SUCCESSOR, self._successor),
            (Role.TARGET, self._target),
            (Role.KODE, self._code),
            (Role.NOMOR, self._number),
        ):
            read += [say(column, text) for column, text in filled if column.role is role]
        for column, _ in filled:
            if column.role is Role.OTHER:
                self._tell_column(column, "kolom-tidak-dibaca", "tidak dibaca.")
        if any(read):
            self.page.take([line])
        elif filled:
            self.page.leave([line], "sel yang tidak dibaca")

    def _tree_cell(self, kind: Kind, column: Column, text: Excerpt) -> bool:
        """Read a cell of the level ``kind``: its name, or its indicators."""
        if column.role is Role.LEVEL and kind_in(column, text) is kind:
            return self._tree.level(column, text)
        if column.role is Role.INDIKATOR and column.level is kind:
            return self._tree.indicators(column, text)
        return False

    def _tell_column(self, column: Column, code: str, message: str) -> None:
        if (code, key(column.title)) not in self._told:
            self._told.add((code, key(column.title)))
            self.page.warn(code, f'Kolom "{column.title}" {message}', (column.line, column.line))

    def _each(self, column: Column, text: Excerpt) -> list[tuple[Node, Excerpt]]:
        """The indicators beside a cell, each with its part of it: "a; b" for two; none where they do not fit."""
        beside = self._tree.measured(column.level)
        parts = [part for part in text.splits(_SEMICOLON) if part]
        if len(beside) == 1:
            return [(beside[0], text)]
        return list(zip(beside, parts, strict=True)) if len(beside) == len(parts) else []

    def _unit(self, column: Column, text: Excerpt) -> bool:
        """The unit of the indicators beside; one printed unit serves several."""
        each = self._each(column, text) or [(node, text) for node in self._tree.measured(column.level)]
        for node, unit in each:
            if node.unit and key(node.unit.text) != key(unit.text):
                self._tree.tell("satuan-berbeda", f'Satuan "{unit.text}" lain dari "{node.unit.text}" di atas.')
            node.unit = node.unit or unit
        if not each:
            self._tree.tell("satuan-tanpa-indikator", f'Satuan "{text.text}" tidak diketahui milik indikator mana.')
        return bool(each)

    def _owner(self, column: Column, text: Excerpt) -> bool:
        """Who answers for the indicators beside; the first that is printed stays."""
        for node in self._beside(column):
            node.owner = node.owner or text
        return bool(self._tree.measured(column.level))

    def _source(self, column: Column, text: Excerpt) -> bool:
        """Where the data of the indicators beside come from."""
        for node in self._beside(column):
            node.source = node.source or text
        return bool(self._tree.measured(column.level))

    def _meaning(self, column: Column, text: Excerpt) -> bool:
        """What the indicators beside mean; of a cell that computes, too, the formula of each that has none."""
        each = self._each(column, text) or [(node, text) for node in self._beside(column)]
        for node, cell in each:
            said = formula.explanation(cell, announced=column.announced)
            node.meaning = node.meaning or said.penjelasan
            if said.ekspresi:
                self._compute(node, said.ekspresi)
        return bool(each)

    def _period(self, column: Column, text: Excerpt) -> bool:
        """The years of the programme that the row stands under; what names no year is of something else."""
        program = self._tree.above(Kind.PROGRAM)
        if program is None or not successors.is_period(text.text):
            self._tell_column(column, "kolom-tidak-dibaca", "tidak dibaca: bukan tahun sebuah program.")
            return False
        program.period = program.period or text
        return True

    def _successor(self, column: Column, text: Excerpt) -> bool:
        """Kept until the end: the programme that goes on with this one's work may be printed further down."""
        program = self._tree.above(Kind.PROGRAM)
        if program is None:
            self._tell_column(column, "kolom-tidak-dibaca", "tidak dibaca: tidak ada program di sampingnya.")
            return False
        self._named.append(successors.Named(program, text, self._tree.line))
        return True

    def settle_successors(self) -> None:
        """Tie each programme to those that its row says go on with its work."""
        successors.settle(self.page, self.nodes, self._named)

    def _beside(self, column: Column) -> list[Node]:
        """The indicators that a cell speaks of; where the column has none beside it, the user is told."""
        found = self._tree.measured(column.level)
        if not found:
            self._tell_column(column, "kolom-tidak-dibaca", "tidak dibaca: tidak ada indikator di sampingnya.")
        return found

    def _formula(self, column: Column, text: Excerpt) -> bool:
        each = self._each(column, text)
        for node, said in each:
            self._compute(node, said)
        if not each:
            self._tree.tell("formula-tanpa-indikator", f'Formula "{text.text}" tidak mempunyai tepat satu indikator.')
        return bool(each)

    def _compute(self, node: Node, said: Excerpt) -> None:
        """The formula ``said`` of the indicator ``node``, unless it has one."""
        old = self._tree.of(Kind.FORMULA, node)
        if not old:
            self._tree.add(Node(Kind.FORMULA, self._tree.cell(Kind.FORMULA, said), said, len(self.nodes)), node)
        elif key(old[0].text.text) != key(said.text):
            self._tree.tell("formula-berbeda", f'Formula "{said.text}" lain dari yang tercetak di atas.')

    def _target(self, column: Column, text: Excerpt) -> bool:
        each = self._each(column, text)
        read = [self._aim(column, node, value) for node, value in each]
        if not each or not all(read):
            self._tree.tell("target-tanpa-indikator", f'Target "{text.text}" tidak diketahui milik indikator mana.')
        return any(read)

    def _aim(self, column: Column, node: Node, value: Excerpt) -> bool:
        """A target of the indicator ``node``; False where another is due already and the row prints no indicator."""
        year = column.year.text if column.year else None
        due = [t for t in self._tree.of(Kind.TARGET, node) if (t.year.text if t.year else None) == year]
        if any(other.text.text == value.text for other in due):
            return True
        if due and column.level not in self._tree.printed:
            return False
        if due:
            self._tree.tell("target-berbeda", f'Target "{value.text}" lain dari "{due[0].text.text}" di atas.')
        percent = _PERCENT.search(value.text)
        unit = node.unit or (value.group(percent) if percent else None)
        target = Node(Kind.TARGET, self._tree.cell(Kind.TARGET, value), value, len(self.nodes))
        target.unit, target.year = unit, column.year
        self._tree.add(target, node)
        return True

    def _code(self, column: Column, text: Excerpt) -> bool:
        """The code of what the row begins: of the column's level, or of what the code says it is the code of."""
        level = column.level or LEVELS[0]
        current = self._tree.above(level)
        if current and current not in self._tree.begun and current.code and current.code.text == text.text:
            return True
        fitting = [n for n in self._tree.begun if LEVELS.index(n.kind) >= LEVELS.index(level)]
        if column.one_level:
            fitting = [n for n in fitting if n.kind is level]
        node = next((n for n in fitting if n.kind is marks.level(text.text)), fitting[0] if fitting else None)
        if node is None:
            self._tree.tell("kode-tidak-dikaitkan", f'Kode "{text.text}" tidak diketahui milik sel mana.')
            return False
        if node.code and node.code.text != text.text:
            self._tree.tell("kode-berbeda", f'Kode "{text.text}" lain dari "{node.code.text}" di depan namanya.')
        node.code = node.code or text
        return True

    def _number(self, column: Column, text: Excerpt) -> bool:
        """Kept until the end: only then it shows whether the column numbers the cells beside it, or the rows."""
        node = next((n for n in self._tree.begun if n.kind is column.level), None)
        self._numbers.setdefault(key(column.title), []).append((column, text, node))
        return False

    def settle_numbers(self) -> None:
        """The column of numbers: read where each stands beside one new cell, else told."""
        for found in self._numbers.values():
            numbered = [(node, text, _NUMBER.fullmatch(text.text)) for _, text, node in found]
            if all(node and match and _agrees(node, match[1]) for node, _, match in numbered):
                for node, text, match in numbered:
                    if node and match:
                        node.number = node.number or text.group(match, 1)
            else:
                self._tell_column(found[0][0], "kolom-tidak-dibaca", "tidak dibaca: menomori baris, bukan isinya.")


def _agrees(node: Node, number: str) -> bool:
    return node.number is None or node.number.text == number
