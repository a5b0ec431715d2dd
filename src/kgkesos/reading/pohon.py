"""The tree that an outline prints: its nodes, what each hangs under and how sure that is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from kgkesos.normalize import key
from kgkesos.reading.excerpt import Excerpt, join
from kgkesos.reading.page import Page
from kgkesos.reading.pohon_garis import INDIKATOR, OTHER, OWNER, SATUAN, TARGET, Level, Line

CSF = "CSF"
# A name does not end so: what follows goes on with it.
_BROKEN = re.compile(
    r"(?:[,/&(-]|\b(?:dan|atau|serta|yang|dari|di|ke|pada|untuk|dalam|dengan|oleh|melalui|terhadap|atas|bagi|antar))$",
    re.IGNORECASE,
)
_BY_NUMBER, _BY_INDENT, _BY_LEVEL = "nomor", "indentasi", "jenjang"


@dataclass(slots=True)
class Measure:
    """An indicator under a node: the lines of its name, its unit and its targets (value, year)."""

    lines: list[Excerpt]
    satuan: Excerpt | None = None
    targets: list[tuple[Excerpt, Excerpt | None]] = field(default_factory=list)

    @property
    def nama(self) -> Excerpt:
        """Its name as one text."""
        return join(self.lines)


@dataclass(slots=True)
class Node:
    """A node of the tree: its words, number, level, where it stands, its indicators and who answers for them."""

    lines: list[Excerpt]
    line: int
    indent: int
    nomor: Excerpt | None = None
    level: Level | None = None
    parent: Node | None = None
    rule: str | None = None
    sure: bool = True
    measures: list[Measure] = field(default_factory=list)
    owner: list[Excerpt] = field(default_factory=list)

    @property
    def text(self) -> Excerpt:
        """Its words as one text."""
        return join(self.lines)

    @property
    def is_csf(self) -> bool:
        """Whether it is a critical success factor, which the tree hangs nothing under by its level."""
        return self.level is not None and self.level.kind == CSF


@dataclass(slots=True)
class Outline:
    """Reads the lines of an outline one by one; a line that opens nothing goes on with what is open."""

    page: Page
    nodes: list[Node] = field(default_factory=list)
    _levels: list[tuple[int, Level]] = field(default_factory=list)
    # What is open: the lines that a following line joins, the column its words stand in.
    _open: list[Excerpt] | None = None
    _column: int = 0
    # Whether an indicator's label stood alone, so that its list follows, and in which column.
    _listing: bool = False
    _list_column: int = 0
    # Bullet and kind of number of the list's items: another one is no item of it.
    _list_style: tuple[bool, tuple[int, bool] | None] | None = None
    _gap: bool = False

    def read(self, lines: Iterable[Line | None]) -> None:
        """Read ``lines``; None is a blank one."""
        for line in lines:
            if line is None:
                self._gap = True
                continue
            if line.heading and line.level is None and line.attribute is None and line.nomor is None:
                self.page.take([line.number], "judul")
                self._open = None
            elif line.attribute:
                self._on_attribute(line)
            elif line.level and not line.text:
                self._on_level(line)
            elif not line.text:
                self.page.take([line.number], "garis" if line.nomor is None else "isian kosong")
            elif line.loose and self._goes_on(line):
                self._on_words(replace(line, text=line.loose))
            elif line.level or line.nomor or line.bullet:
                self._on_item(line)
            else:
                self._on_words(line)
            self._gap = False

    def _on_level(self, line: Line) -> None:
        """A level alone on its line names the nodes below it that are not set further out."""
        assert line.level
        self._levels = [(indent, level) for indent, level in self._levels if indent < line.indent]
        self._levels.append((line.indent, line.level))
        self._open, self._listing = None, False
        self.page.take([line.number], "kepala jenjang")

    def _on_item(self, line: Line) -> None:
        if self._listing and not line.level and self._is_listed(line):
            self._measure(line)
            return
        self._node(line)

    def _is_listed(self, line: Line) -> bool:
        """Whether an item stands in the list that an indicator's label opened: deeper than the label's node."""
        style = (line.bullet, _style(line.nomor))
        if line.indent < self._list_column or (self._list_style or style) != style or (style[1] or (0,))[0]:
            self._listing = False
        self._list_style = style
        return self._listing

    def _on_words(self, line: Line) -> None:
        if self._open is not None and not self._begins(line):
            self._open.append(line.text)
            self.page.take([line.number])
        elif self._listing and self._open is None and line.indent >= self._list_column:
            self._measure(line)
        elif self._level_at(line.indent) and (self._open is None or self._begins(line)):
            self._node(line)
        else:
            self.page.leave([line.number], "baris tanpa jenjang, nomor atau butir")

    def _goes_on(self, line: Line) -> bool:
        """Whether what is open breaks off in front of ``line``: behind a comma or a small word, no mark on the line."""
        return self._open is not None and not (line.nomor or line.bullet) and bool(_BROKEN.search(self._open[-1].text))

    def _begins(self, line: Line) -> bool:
        """Whether words without any mark begin something new: after a gap and further out than what is open."""
        return self._gap and (line.indent < self._column or line.text.text[:1].isupper())

    def _node(self, line: Line) -> None:
        level = line.level or self._level_at(line.indent)
        node = Node([line.text], line.number, line.indent, line.nomor, level)
        # A level before its node's words on the line reaches no further than that node.
        self._levels = [(at, named) for at, named in self._levels if at <= line.indent]
        self.nodes.append(node)
        self._open, self._column, self._listing = node.lines, line.indent, False
        self.page.take([line.number])

    def _level_at(self, indent: int) -> Level | None:
        return next((level for at, level in reversed(self._levels) if at <= indent), None)

    def _on_attribute(self, line: Line) -> None:
        if not self.nodes:
            self.page.leave([line.number], "keterangan tanpa simpul")
            return
        node = self.nodes[-1]
        self._column, self._open, self._listing = line.indent, None, False
        if line.attribute == OTHER:
            self.page.leave([line.number], "keterangan simpul yang tidak dibaca")
            message = f'Keterangan ini tidak dibaca: "{line.text.text}".'
            self.page.warn("keterangan-tidak-dibaca", message, (line.number, line.number))
            return
        self.page.take([line.number], "rekaman" if line.text else "kepala bagian")
        if not line.text:
            self._listing, self._list_column = line.attribute == INDIKATOR, line.indent
            self._list_style = None
            return
        if line.attribute == INDIKATOR:
            self._measure(line)
        elif line.attribute == OWNER:
            node.owner = [line.text]
            self._open = node.owner
        else:
            self._of_measure(node, line)

    def _measure(self, line: Line) -> None:
        measure = Measure([line.text])
        self.nodes[-1].measures.append(measure)
        self._open = measure.lines
        self.page.take([line.number])

    def _of_measure(self, node: Node, line: Line) -> None:
        """A unit or target belongs to the one indicator right above it."""
        if not node.measures:
            self.page.untake([line.number])
            self.page.leave([line.number], f"{line.attribute} tanpa indikator")
        elif line.attribute == SATUAN:
            node.measures[-1].satuan = line.text
        elif line.attribute == TARGET:
            node.measures[-1].targets.append((line.text, line.year))


def tie(nodes: Iterable[Node]) -> None:
    """Set what each node hangs under: by its number, else by indent and level; where those differ, it is not sure."""
    above = _Above()
    for node in nodes:
        _tie(node, above)
        above.add(node)


def _tie(node: Node, above: _Above) -> None:
    by_indent, by_level = above.further_out(node), above.higher(node)
    if by_number := above.numbered(node):
        node.parent, node.rule = by_number, _BY_NUMBER
    elif node.is_csf:
        node.parent = by_indent or above.last
        node.rule = _BY_INDENT if by_indent else _BY_LEVEL
    elif sibling := above.sibling(node, by_indent):
        node.parent, node.rule, node.sure = sibling.parent, sibling.rule, sibling.sure
    elif by_indent and _may_hold(by_indent, node):
        node.parent, node.rule = by_indent, _BY_INDENT
    elif by_level:
        node.parent, node.rule, node.sure = by_level, _BY_LEVEL, by_indent is None
    elif by_indent:
        node.parent, node.rule, node.sure = by_indent, _BY_INDENT, False


class _Above:
    """The nodes above the one being tied, kept so that each question about them is answered without a search."""

    def __init__(self) -> None:
        self.last: Node | None = None
        # Nodes each set further in than the one before it, the last of each number, level and form.
        self._out: list[Node] = []
        self._numbers: dict[str, Node] = {}
        self._ranks: dict[tuple[int, int], Node] = {}
        self._forms: dict[tuple[object, ...], Node] = {}

    def add(self, node: Node) -> None:
        """Take ``node`` among those above."""
        while self._out and self._out[-1].indent >= node.indent:
            self._out.pop()
        self._out.append(node)
        if node.nomor:
            self._numbers[node.nomor.text] = node
        if node.level and not node.is_csf:
            self._ranks[node.level.rank, node.indent] = node
        self._forms[_form(node)] = node
        self.last = node if not node.is_csf else self.last

    def further_out(self, node: Node) -> Node | None:
        """The nearest node that is set further out."""
        return next((other for other in reversed(self._out) if other.indent < node.indent), None)

    def higher(self, node: Node) -> Node | None:
        """The nearest node of a higher level that is not set further in."""
        if not node.level:
            return None
        found = [o for (rank, at), o in self._ranks.items() if rank < node.level.rank and at <= node.indent]
        return max(found, key=lambda other: other.line, default=None)

    def numbered(self, node: Node) -> Node | None:
        """The last node with the number that this one's number goes on from: 1.1 of 1.1.2."""
        stem = node.nomor.text.rpartition(".")[0] if node.nomor else ""
        return self._numbers.get(stem) if stem else None

    def sibling(self, node: Node, by_indent: Node | None) -> Node | None:
        """The last node of the same indent, level and kind of number, nothing further out between the two."""
        found = self._forms.get(_form(node))
        return found if found and (by_indent is None or by_indent.line < found.line) and self._open(found) else None

    def _open(self, found: Node) -> bool:
        """Whether no node further out than ``found`` was printed after it."""
        return all(other.indent >= found.indent for other in self._out if other.line > found.line)


def _form(node: Node) -> tuple[object, ...]:
    return node.indent, node.level, _style(node.nomor)


def _style(number: Excerpt | None) -> tuple[int, bool] | None:
    return (number.text.count("."), number.text[:1].isdigit()) if number else None


def _may_hold(other: Node, node: Node) -> bool:
    """Whether ``other`` may stand above ``node``: no level says the contrary."""
    return not (other.level and node.level) or other.is_csf or other.level.rank <= node.level.rank


def merged(nodes: list[Node]) -> Iterator[Node]:
    """``nodes`` without those that print again the words of one above under the same parent; they keep its children."""
    seen: dict[tuple[int, str], Node] = {}
    again: dict[int, Node] = {}
    for node in nodes:
        if node.parent is not None and id(node.parent) in again:
            node.parent = again[id(node.parent)]
        mark = (id(node.parent), key(node.text.text))
        if mark in seen:
            again[id(node)] = seen[mark]
            seen[mark].measures.extend(node.measures)
        else:
            seen[mark] = node
            yield node
