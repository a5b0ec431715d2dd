"""From paragraphs and tables to the one text that readers read and evidence quotes: a row a line, cells by tabs.

That is how a table comes out of a spreadsheet when it is pasted, so every kind of document that is read from text is
read from any format; each piece of the text keeps its place in the file (:class:`~kgkesos.reading.places.Places`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from kgkesos.reading.blocks import Block, Box, Cell, Covered, Link, PageEnd, Paragraph, Table
from kgkesos.reading.excerpt import Source
from kgkesos.reading.places import Places
from kgkesos.reading.view import BREAK

_COLON = re.compile(r"\s*:\s*")
_LED_BY_COLON = re.compile(r"\s*:\s*\S")
_LIST_MARK = re.compile(r"\(?(?:\d{1,2}|[a-z]{1,2}|[ivxIVX]{1,5}|[A-Z])[.)]|[-–—•●▪o*]")
_NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\t\r]")
# A label, its colon, what it says, and perhaps a number before: more cells are a row of a table.
_MOST_LABELLED = 5
# So many filled cells side by side make a row of a table; below such a row a lone cell is a row of it, too.
FEWEST = 3


def compose(blocks: Iterable[Block], sha256: str, remark: str | None = None) -> Source:
    """The text of ``blocks`` with the place of every piece; ``sha256`` is that of the file's bytes.

    A row of a label, a colon and what it says becomes lines of text, as does a row of one filled cell on the left;
    other rows become one line with tabs, the line ends inside a cell kept as signs that part no lines.
    """
    writer = _Writer()
    tables = 0
    for block in blocks:
        if isinstance(block, Paragraph):
            writer.lines((Cell(block.text, block.place, block.box),))
        elif isinstance(block, PageEnd):
            writer.page_end()
        elif isinstance(block, Link):
            writer.links.append(block)
        else:
            tables += 1
            _table(writer, _framed(block, tables))
    return writer.source(sha256, remark)


def _framed(table: Table, number: int) -> Table:
    """``table``, the ``number``-th, with its cells where rows and columns put them; drawn ones stay where they are."""
    sides: dict[tuple[int, int], tuple[int, int]] = {}
    for at, row in enumerate(table.rows):
        for column, cell in enumerate(row):
            if isinstance(cell, Covered):
                below, right = sides.get((cell.row, cell.column), (0, 0))
                sides[cell.row, cell.column] = (max(below, at + 1), max(right, column + 1))
    rows = []
    for at, row in enumerate(table.rows):
        framed: list[Cell | Covered] = []
        for column, cell in enumerate(row):
            if isinstance(cell, Cell) and cell.box is None:
                bottom, right = sides.get((at, column), (at + 1, column + 1))
                cell = replace(cell, box=Box(number, column, at, max(right, column + 1), max(bottom, at + 1)))
            framed.append(cell)
        rows.append(tuple(framed))
    return Table(tuple(rows))


def _table(writer: _Writer, table: Table) -> None:
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    filled_rows = [[cell for cell in row if isinstance(cell, Cell) and cell.text.strip()] for row in table.rows]
    narrow = not any(len(filled) >= FEWEST and not is_labelled(filled) for filled in filled_rows)
    labelled = begun = False
    for number, (row, filled) in enumerate(zip(table.rows, filled_rows, strict=True)):
        begun = begun or (len(filled) >= FEWEST and not is_labelled(filled))
        goes_on = labelled and len(filled) <= 2 and not _has_covered_text(table, row)
        labelled = bool(filled) and (is_labelled(filled) or (narrow and _is_item(filled)) or goes_on)
        if not filled and not _has_covered_text(table, row):
            writer.blank()
        elif labelled or (not begun and _is_alone(table, row, filled)):
            writer.lines(filled)
        else:
            writer.row(number, row, spans)
    writer.blank()


def is_labelled(filled: Sequence[Cell]) -> bool:
    """Whether the filled cells of a row are a label and what it says: "JABATAN", ":", "Sekretaris"."""
    if not 2 <= len(filled) <= _MOST_LABELLED:
        return False
    return any(_COLON.fullmatch(c.text) or (c.text.count("\n") < 1 and _LED_BY_COLON.match(c.text)) for c in filled[1:])


def _is_item(filled: Sequence[Cell]) -> bool:
    """Whether a row is an item of a list, its mark in a cell of its own: "a.", "Menyusun rencana"."""
    return len(filled) == 2 and bool(_LIST_MARK.fullmatch(filled[0].text.strip()))


def _is_alone(table: Table, row: Sequence[Cell | Covered], filled: Sequence[Cell]) -> bool:
    """Whether the one filled cell of a row stands leftmost and no cell merged with one above says something, too."""
    return len(filled) == 1 and row[0] is filled[0] and not _has_covered_text(table, row)


def _has_covered_text(table: Table, row: Sequence[Cell | Covered]) -> bool:
    """Whether a cell merged with one above reaches into ``row`` and says something."""
    origins = (table.rows[cell.row][cell.column] for cell in row if isinstance(cell, Covered))
    return any(isinstance(cell, Cell) and cell.text.strip() and cell not in row for cell in origins)


class _Writer:
    """The text so far, where its pieces stand and the merged cells in it."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self._places: list[tuple[int, int, str, Box | None]] = []
        self._merged: dict[int, tuple[int, int]] = {}
        self.links: list[Link] = []

    def _add(self, text: str) -> tuple[int, int]:
        start = self._length
        self._pieces.append(text)
        self._length += len(text)
        return start, self._length

    def _put(self, text: str, cell: Cell) -> tuple[int, int]:
        span = self._add(text)
        if cell.place and text:
            self._places.append((*span, cell.place, cell.box))
        return span

    def blank(self) -> None:
        self._add("\n")

    def page_end(self) -> None:
        self._add("\f")

    def lines(self, cells: Sequence[Cell]) -> None:
        """``cells`` side by side as lines of text: each line that an author ended is one; what wrapped goes on."""
        for at, cell in enumerate(cells):
            for number, line in enumerate(cell.text.split("\n")):
                if number:
                    self._add("\n")
                elif at:
                    self._add(" ")
                self._put(_clean(line), cell)
        self._add("\n")

    def row(self, number: int, row: Sequence[Cell | Covered], spans: dict[tuple[int, int], tuple[int, int]]) -> None:
        """One line, cells parted by tabs; ``spans`` holds where the words of the table's cells stand."""
        for at, cell in enumerate(row):
            if at:
                self._add("\t")
            if isinstance(cell, Cell):
                text = _clean(cell.text.strip().replace("\n", BREAK), keep=BREAK)
                spans[number, at] = self._put(text, cell)
            elif (shown := spans.get((cell.row, cell.column))) and cell.row < number and shown[0] < shown[1]:
                self._merged[self._length] = shown
        self._add("\n")

    def source(self, sha256: str, remark: str | None) -> Source:
        starts, ends, names, boxes = zip(*self._places, strict=True) if self._places else ((), (), (), ())
        places = Places(starts, ends, names, self._merged, boxes, tuple(self.links))
        return Source.of("".join(self._pieces), sha256, remark, places)


def _clean(text: str, keep: str = "") -> str:
    """``text`` without signs that would part cells, lines or pages, each of them a space."""
    return _NO_TEXT.sub(lambda match: match.group() if match.group() in keep else " ", text)
