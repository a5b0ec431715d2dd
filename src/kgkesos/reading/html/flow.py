"""Paragraphs, list items and tables of a web page in their order, as a browser lays them out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from kgkesos.reading import grid
from kgkesos.reading.blocks import Paragraph, Table
from kgkesos.reading.count import Count
from kgkesos.reading.grid import Spot
from kgkesos.reading.html import items
from kgkesos.reading.html.parsed import Element, is_hidden, is_unseen
from kgkesos.reading.noticed import Noticed

# Elements that end no line; every other begins and ends one.
_TEXT = ("abbr", "acronym", "b", "big", "cite", "code", "del", "dfn", "em", "font", "i", "ins", "kbd", "mark", "q", "s")
_MORE = ("samp", "small", "span", "strike", "strong", "sub", "sup", "tt", "u", "var", "wbr", "nobr", "a", "bdi", "bdo")
_OTHERS = ("data", "time", "label", "button", "input", "math", "mrow", "mi", "mn", "mo", "mtext", "mstyle", "semantics")
_INLINE = frozenset((*_TEXT, *_MORE, *_OTHERS))
_SECTIONS = frozenset(("thead", "tbody", "tfoot"))
_CELLS = frozenset(("td", "th"))
_SPACE = re.compile(r"[ \t\r\n\f]+")
_AROUND_BREAK = re.compile(r" *\n *")
# Word keeps a tab as room of this kind.
_TAB = re.compile(r"mso-tab-count", re.IGNORECASE)
# The most columns that a cell may take, as browsers have it.
_WIDEST = 1_000


@dataclass(slots=True)
class _Here:
    """The line being written: its words so far, the number or bullet due before them, and how places are counted."""

    count: Count
    pieces: list[str] = field(default_factory=list)
    marker: str = ""


class Flow:
    """Reads the blocks of a page; what is not read is told to ``noticed``."""

    def __init__(self, noticed: Noticed) -> None:
        self._noticed = noticed

    def blocks(self, root: Element) -> Iterator[Paragraph | Table]:
        """What ``root`` shows."""
        yield from self._all(root, Count())

    def _all(self, element: Element, count: Count) -> Iterator[Paragraph | Table]:
        here = _Here(count)
        yield from self._inside(element, here)
        yield from _ended(here)

    def _inside(self, element: Element, here: _Here) -> Iterator[Paragraph | Table]:
        _write(here, element.text)
        for child in element:
            if not is_unseen(child):
                yield from self._element(child, here)
            _write(here, child.tail)

    def _element(self, element: Element, here: _Here) -> Iterator[Paragraph | Table]:
        tag = element.tag
        if is_hidden(element):
            self._noticed.hidden |= bool("".join(element.itertext()).strip())
        elif tag == "br":
            here.pieces.append("\n")
        elif tag == "img":
            self._noticed.pictures += 1
        elif tag == "mfrac" and len(element) == 2:
            above, below = (grid.text(self._all(part, Count())) for part in element)
            here.pieces.append(f" ({above}) / ({below}) ")
        elif tag == "span" and _TAB.search(element.get("style", "")):
            here.pieces.append("\t")
        elif tag in _INLINE or ":" in tag:
            yield from self._inside(element, here)
        else:
            yield from _ended(here)
            yield from self._block(element, here)

    def _block(self, element: Element, here: _Here) -> Iterator[Paragraph | Table]:
        tag = element.tag
        if tag == "table":
            yield from self._table(element, here.count)
            return
        if tag == "pre":
            yield from _preformatted(element, here.count)
            return
        if tag == "li":
            yield from _ended(here, mark=True)
            here.marker = items.marker(element)
        before = here.count.paragraphs
        yield from self._inside(element, here)
        yield from _ended(here, mark=tag == "li")
        if tag == "p" and here.count.paragraphs == before:
            yield Paragraph("")

    def _table(self, element: Element, count: Count) -> Iterator[Paragraph | Table]:
        place = count.table()
        for caption in element.iterchildren("caption"):
            yield from self._all(caption, Count(place))
        rows = [row for row in self._rows(element) if not self._is_left(row)]
        spots: list[Spot] = []
        cells: list[Element] = []
        taken: dict[int, int] = {}
        width = 0
        for number, row in enumerate(rows):
            at = 0
            for cell in row:
                if cell.tag not in _CELLS or self._is_left(cell):
                    continue
                while taken.get(at, 0) > number:
                    at += 1
                columns = min(_number(cell.get("colspan"), 1) or 1, _WIDEST)
                down = _number(cell.get("rowspan"), 1) or len(rows)
                down = min(down, len(rows) - number)
                spots.append(Spot(number, at, down, columns))
                cells.append(cell)
                if down > 1:
                    taken.update((column, number + down) for column in range(at, at + columns))
                at += columns
                width = max(width, at)
                grid.bound(number + 1, width)
        spots = grid.tight(spots)

        def name(spot: Spot) -> str:
            return spot.place(place)

        inner = [list(self._all(cell, Count(name(spot)))) for cell, spot in zip(cells, spots, strict=True)]
        yield from grid.opened(spots, inner, len(rows), name)

    def _rows(self, element: Element) -> Iterator[Element]:
        """The rows of a table itself, not of those inside it."""
        for child in element:
            if child.tag == "tr":
                yield child
            elif child.tag in _SECTIONS and not self._is_left(child):
                yield from self._rows(child)

    def _is_left(self, element: Element) -> bool:
        if is_hidden(element):
            self._noticed.hidden |= bool("".join(element.itertext()).strip())
            return True
        return False


def _write(here: _Here, text: str | None) -> None:
    if text:
        here.pieces.append(_SPACE.sub(" ", text))


def _ended(here: _Here, *, mark: bool = False) -> Iterator[Paragraph]:
    """The line so far as a paragraph, if it says anything; with ``mark`` also where only its number is due."""
    said = "".join(here.pieces)
    here.pieces.clear()
    said = _AROUND_BREAK.sub("\n", re.sub(" {2,}", " ", said)).strip(" \n\xa0")
    if not said.strip() and not (mark and here.marker):
        return
    said = f"{here.marker} {said}".strip(" ")
    here.marker = ""
    yield Paragraph(said, here.count.paragraph())


def _preformatted(element: Element, count: Count) -> Iterator[Paragraph]:
    """Each line as it is, since its room may part columns."""
    for line in "".join(element.itertext()).replace("\r\n", "\n").split("\n"):
        yield Paragraph(line, count.paragraph() if line.strip() else "")


def _number(said: str | None, otherwise: int) -> int:
    said = (said or "").strip()
    return min(int(said), 10 * _WIDEST) if said.isdecimal() and len(said) < len(str(_WIDEST)) * 2 else otherwise
