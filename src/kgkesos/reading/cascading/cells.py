"""The cells of a table whose text layer lost its columns: blocks between blank lines, taken apart and told by kind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from kgkesos.reading.cascading import marks, words
from kgkesos.reading.cascading.words import Kind
from kgkesos.reading.excerpt import Excerpt, Source, join

# The end of one cell and the number of the next run together: "lanjut usia2 Kegiatan".
_GLUED = re.compile(r"(?<=[a-z]{3})(?=\d{1,2}\s*[A-Z][a-z]{2})")
# A row of heads, each word on a line of its own, is no longer than this; what is longer is text.
_LONGEST_HEAD = 20
_REFERS = re.compile(r"(?:\b(?:no|nomor|pasal|tahun|ayat|tipe|kelas)\.?|[-/(,])\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell as printed: what it is, its text without the number in front, and that number.

    ``code`` is the code of the nomenclature in front of the name, ``loose`` are further numbers in front that belong
    to cells elsewhere, ``residue`` a stray letter. ``trails`` says that the last line ends in a space where the layer
    marks the ends of cells by none; ``rows`` counts lines. ``cut`` says that the cell is known to be only the
    beginning of what was printed; ``remarks`` are for the user.
    """

    kind: Kind
    body: Excerpt
    number: Excerpt | None
    loose: tuple[Excerpt, ...]
    lines: tuple[int, ...]
    trails: bool
    rows: int
    residue: Excerpt | None = None
    cut: bool = False
    remarks: tuple[str, ...] = ()
    code: Excerpt | None = None

    @property
    def text(self) -> str:
        """The words of the cell, without its number."""
        return self.body.text

    @property
    def value(self) -> int | None:
        """The cell's number as an integer: of "1.2" the last part."""
        return int(self.number.text.rsplit(".", 1)[-1]) if self.number else None

    @property
    def open(self) -> bool:
        """Whether the cell goes on elsewhere, by its last word or by how its last line ends."""
        return self.trails or words.hangs(self.text)

    @property
    def span(self) -> tuple[int, int]:
        """Its first and last line."""
        return min(self.lines), max(self.lines)


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    text: Excerpt
    trails: bool


def cells(source: Source, until: int | None = None) -> tuple[Cell, ...]:
    """Every cell of ``source``, in the order of the text layer; of the lines before ``until`` where that is given."""
    marked = marks_ends(source)
    lines = range(1, until or source.line_count + 1)
    return tuple(_cell(piece) for block in _blocks(source, lines, marked) for piece in _pieces(block, marked))


def _blocks(source: Source, lines: range, marked: bool) -> Iterator[list[_Line]]:
    block: list[_Line] = []
    for number in lines:
        line = source.line(number)
        if seen := marks.clean(line):
            ends_open = marked and line.text.rstrip("\r\f\n").endswith(" ")
            block.extend(_unglued(number, seen, ends_open))
        elif block:
            yield block
            block = []
    if block:
        yield block


def _unglued(number: int, line: Excerpt, trails: bool) -> Iterator[_Line]:
    cuts = [0, *(m.start() for m in _GLUED.finditer(line.text)), len(line)]
    for start, end in pairwise(cuts):
        yield _Line(number, line[start:end].squeezed(), trails and end == len(line))


def marks_ends(source: Source) -> bool:
    """Whether this layer ends a line inside a cell with a space and the last line of a cell without one."""
    inner: list[bool] = []
    last: list[bool] = []
    lines = [source.line(n).text for n in range(1, source.line_count + 1)]
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        if line.strip():
            (inner if following.strip() else last).append(line.rstrip("\r\f").endswith(" "))
    return bool(inner and last) and sum(inner) >= 0.6 * len(inner) and sum(last) <= 0.4 * len(last)


def _pieces(block: list[_Line], marked: bool) -> Iterator[list[_Line]]:
    """The cells that stand in one block without a blank line between them."""
    piece: list[_Line] = []
    for line in block:
        if piece and _begins_cell(piece, line, marked):
            yield piece
            piece = []
        piece.append(line)
    yield piece


def _begins_cell(piece: list[_Line], line: _Line, marked: bool) -> bool:
    before, text = piece[-1], line.text.text
    if before.number == line.number:
        return True
    under_head = len(piece) <= _LONGEST_HEAD and words.is_header(" ".join(part.text.text for part in piece))
    head = words.is_capital_header(text) or (under_head and words.is_of_heads(text))
    if words.is_title(text) or head != under_head:
        return True
    if head or words.hangs(before.text.text) or before.text.text.endswith(("-", ";")):
        return False
    lead = marks.lead(line.text)
    rest = lead.body.text if lead else text
    told = words.kind_of(rest) not in (Kind.FRAGMENT, Kind.FORMULA)
    if lead:
        return bool(rest[:1].isupper()) and not _REFERS.search(before.text.text) and (told or not before.trails)
    return marked and told and not before.trails and text[:1].isupper()


def _cell(piece: list[_Line]) -> Cell:
    text = join(line.text for line in piece)
    numbers = tuple(dict.fromkeys(line.number for line in piece))
    kind = _furniture(text.text)
    if kind:
        return Cell(kind, text, None, (), numbers, piece[-1].trails, len(piece))
    return _content(text, numbers, piece[-1].trails, len(piece))


def _furniture(text: str) -> Kind | None:
    if words.is_title(text):
        return Kind.TITLE
    if words.is_header_cell(text):
        return Kind.HEADER
    return Kind.NOTE if words.is_note(text) else None


def _content(text: Excerpt, lines: tuple[int, ...], trails: bool, rows: int) -> Cell:
    lead = marks.lead(text)
    if not lead:
        return Cell(words.kind_of(text.text), text, None, (), lines, trails, rows)
    body, numbers = lead.body, list(lead.numbers)
    kind = _kind(body.text, lead.code) if body else Kind.NUMBER
    # A formula has no number of its own unless its indicator turns out to have the same one.
    own = numbers.pop() if body and numbers and kind is not Kind.FORMULA else None
    return Cell(kind, body, own, tuple(numbers), lines, trails, rows, lead.residue, code=lead.code)


def _kind(text: str, code: Excerpt | None) -> Kind:
    """By the words; what no word tells is told by the code in front of it, else it is an activity."""
    told = words.kind_of(text)
    if told is not Kind.FRAGMENT:
        return told
    return marks.level(code.text if code else None) or Kind.KEGIATAN
