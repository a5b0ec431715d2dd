"""One line of a sheet of labelled fields: which fields it opens, in which layout, and the cells it holds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kgkesos.reading import label
from kgkesos.reading.excerpt import Excerpt, Source, join
from kgkesos.reading.label import Label
from kgkesos.reading.markup import plain, without_tags
from kgkesos.reading.once import once

CELLS, COLON, ALONE = "sel", "titik dua", "sendiri"
SEPARATOR = re.compile(r"\t|(?<!\\)\|")
_MARKUP = re.compile(r"[<&*_$\\]")
LABELLED = re.compile(r"^(?P<label>[^:|\t]{2,80}?)\s*:(?!/)\s*(?P<rest>.*)$", re.DOTALL)
ORDINAL = re.compile(r"^\(?\d{1,2}(?:\.\d{1,2})*[.)]?$")
RULE = re.compile(r"^[\s|:=_*+–—-]+$")
# A page's number, alone or at the end of the line that every page ends with.
PAGE_MARK = re.compile(
    r"^(?:.{0,100}\s{3})?\W*(?:hal(?:aman\b|\.)?\s*\d{1,3}(?:\s*(?:dari|/)\s*\d{1,3})?|[-–]\s*\d{1,3}\s*[-–])\W*$", re.I
)
# A line of more cells than these is no card printed on one line, nor the head of a table.
MOST_CELLS = 100


@dataclass(frozen=True, slots=True)
class Opening:
    """A label that opens a field, the value that follows it on its line, and in which layout."""

    label: Label
    rest: Excerpt
    layout: str


def openings(line: Excerpt, *, alone: bool) -> tuple[Opening, ...]:
    """The fields that ``line`` opens; none where it goes on with a value. ``alone``: a label may be the whole line."""
    if SEPARATOR.search(line.text):
        if len(SEPARATOR.findall(line.text)) > MOST_CELLS:
            return ()
        return tuple(_from_cells(cells_of(line)))
    if match := LABELLED.match(line.text):
        if known := label.known(line.group(match, "label")):
            return (Opening(known, line.group(match, "rest"), COLON),)
        return ()
    known = label.known(line) if alone else None
    return (Opening(known, line[:0], ALONE),) if known else ()


def cells_of(line: Excerpt) -> list[Excerpt]:
    """The cells of a line, without the outer bars of Markdown, a number in front, lone colons, empty ends."""
    cells = [cell for cell in raw_cells(line) if cell.text != ":"]
    if len(cells) > 2 and ORDINAL.match(cells[0].text) and label.known(cells[1]):
        cells = cells[1:]
    # A sheet pasted from a program of tables has as many cells in each line as in its widest.
    while len(cells) > 2 and not cells[-1]:
        cells.pop()
    return [cell[1:].strip() if at and cell.text.startswith(": ") else cell for at, cell in enumerate(cells)]


def raw_cells(line: Excerpt) -> list[Excerpt]:
    """The cells of a line, without the outer bars of Markdown."""
    cells = [clean(cell) for cell in line.strip(" ").splits(SEPARATOR)]
    if line.text.strip().startswith("|"):
        cells = cells[1:]
    return cells[:-1] if line.text.strip().endswith("|") and cells and not cells[-1] else cells


def clean(text: Excerpt) -> Excerpt:
    """``text`` as a reader sees it; a star without a partner is printed ("1.3.1*"), not emphasis."""
    if not _MARKUP.search(text.text):
        return text.squeezed()
    return without_tags(text).squeezed() if text.text.count("*") % 2 else plain(text)


def _from_cells(cells: list[Excerpt]) -> Iterator[Opening]:
    labels = [label.known(cell.strip(" :")) for cell in cells]
    if not cells or not cells[0] or (len(cells) > 2 and not labels[0]):
        return
    if len(cells) > 2 and _alternate(labels):
        for at in range(0, len(cells), 2):
            if found := label.of(cells[at]):
                yield Opening(found, cells[at + 1] if at + 1 < len(cells) else cells[at][:0], CELLS)
        return
    found = label.of(cells[0])
    if found and found.code != "nomor" and (found.code or len(cells) == 2):
        rest = join(cells[1:])
        yield Opening(found, rest, CELLS)


def _alternate(labels: Sequence[Label | None]) -> bool:
    """Whether every second cell is a label: at least two are known, and at most one in four is not."""
    asked = labels[::2]
    known = sum(1 for found in asked if found)
    return known >= 2 and known * 4 >= len(asked) * 3


@once
def all_openings(source: Source) -> tuple[Opening, ...]:
    """Every field that ``source`` opens, in whatever layout."""
    lines = (source.line(number) for number in range(1, source.line_count + 1))
    return tuple(opening for line in lines for opening in openings(line, alone=True))
