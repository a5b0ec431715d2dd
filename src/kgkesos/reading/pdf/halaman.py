"""One page as blocks: its ruled tables with the words in their cells, frames that stand alone, and other lines."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import Any

from kgkesos.reading.blocks import Block, Box, Cell, Covered, Paragraph, Table
from kgkesos.reading.pdf import frames, polos
from kgkesos.reading.pdf.area import Areas
from kgkesos.reading.pdf.grid import Grid, Spot, grids
from kgkesos.reading.pdf.words import Line, Word, lines, place, runs, text, words

# Blank wider than this share of a line's height is kept as several spaces: columns of a table without lines.
_WIDE = 0.9
# The share of a word's letters that tells its cell.
_MOST_OF = 0.6
# Fewer frames make no drawing: a box around a note.
_FEWEST_FRAMES = 3

Chars = list[dict[str, Any]]


def blocks(page: Any) -> list[Block]:
    """The blocks of a pdfplumber ``page``, from the top; none where it prints no words."""
    chars = page.chars
    found = grids(page)
    alone = frames.frames(page, [grid.box for grid in found])
    if len(alone) < _FEWEST_FRAMES:
        alone = []
    # What stands in no cell of a table is not the table's, though its sides may reach around it: nothing is lost.
    inside, rest = _sorted_into([[spot.box for spot in grid.spots] for grid in found], chars)
    framed, outside = _sorted_into([[box] for box in alone], rest)
    placed: list[tuple[float, float, Block]] = []
    for grid, within in zip(found, inside, strict=True):
        placed.append((grid.box.top, grid.box.x0, table(grid, within)))
    for box, within in zip(alone, framed, strict=True):
        for one in frames.paragraphs(box, words(within)):
            placed.extend([(box.top, box.x0, one)] if one.text.strip() else [])
    free = lines(words(outside))
    unit = _unit(free)
    left = min((line.box.x0 for line in free), default=0.0)
    while plain := polos.find(free):
        placed.append((plain.taken[0].box.top, plain.taken[0].box.x0, plain.table))
        free = [line for line in free if line not in plain.taken]
    placed.extend((line.box.top, line.box.x0, _paragraph(line, unit, left)) for line in free)
    placed.extend((line.box.top, -1.0, Paragraph("")) for line in _after_blanks(free))
    ordered = [block for *_, block in sorted(placed, key=lambda one: one[:2])]
    return [*ordered, *(frames.links(page, alone) if alone else ())]


def _sorted_into(areas: Sequence[Sequence[Box]], chars: Chars) -> tuple[list[Chars], Chars]:
    """The characters in the boxes of each of ``areas``, and those outside all of them."""
    inside: list[Chars] = [[] for _ in areas]
    outside: Chars = []
    owners = [number for number, boxes in enumerate(areas) for _ in boxes]
    all_boxes = Areas([box for boxes in areas for box in boxes])
    for char in chars:
        at = all_boxes.of(char)
        (outside if at is None else inside[owners[at]]).append(char)
    return inside, outside


def _after_blanks(free: Sequence[Line]) -> list[Line]:
    """The lines before which a line is left blank: more room than a line takes, and more than between most lines."""
    gaps = [line.box.top - above.box.bottom for above, line in pairwise(free)]
    usual = median(gaps) if len(gaps) > 1 else 0.0
    return [
        line
        for gap, line in zip(gaps, free[1:], strict=False)
        if gap > line.box.height and gap > usual + line.box.height / 2
    ]


def table(grid: Grid, chars: Chars) -> Table:
    """The table that ``grid`` draws, with ``chars`` in its cells."""
    held: dict[Spot, Chars] = {spot: [] for spot in grid.spots}
    areas = Areas([spot.box for spot in grid.spots])
    # Words are put into cells as wholes, letters on their side one by one.
    turned = [[char] for char in chars if not char.get("upright", True)]
    for run in [*runs([char for char in chars if char.get("upright", True)]), *turned]:
        for spot, part in _in_cells(grid.spots, areas, run):
            held[spot].extend(part)
    printed = {spot: lines(words(within)) for spot, within in held.items()}
    rights = _rights(printed)
    rows: list[list[Cell | Covered]] = [[Cell("") for _ in range(grid.columns)] for _ in range(grid.rows)]
    for spot in grid.spots:
        for row in range(spot.row, spot.row + spot.rows):
            for column in range(spot.column, spot.column + spot.columns):
                rows[row][column] = Covered(spot.row, spot.column)
        rows[spot.row][spot.column] = _cell(spot, printed[spot], rights[spot.column, spot.columns])
    return Table(tuple(tuple(row) for row in rows))


def _cell(spot: Spot, held: Sequence[Line], right: float) -> Cell:
    if not held:
        return Cell("", place(spot.box), spot.box)
    first = held[0].words[0].box
    room = right - held[-1].box.x1
    return Cell(text(held, right), place(spot.box), spot.box, room, first.width + first.height / 4)


def _in_cells(spots: Sequence[Spot], areas: Areas, run: Chars) -> list[tuple[Spot, Chars]]:
    """The cells that the word ``run`` stands in: the one that most of it does, where a letter laps over the line.

    A word that two cells share evenly is two words that touch at the line.
    """
    shares: dict[Spot, Chars] = {}
    for char in run:
        if (at := areas.of(char)) is not None:
            shares.setdefault(spots[at], []).append(char)
    most = max(shares, key=lambda spot: len(shares[spot]), default=None)
    if most and len(shares[most]) >= _MOST_OF * len(run):
        return [(most, run)]
    return list(shares.items())


def _rights(printed: dict[Spot, list[Line]]) -> dict[tuple[int, int], float]:
    """How far to the right words reach in the cells of each column (and width): there a line was full."""
    rights: dict[tuple[int, int], float] = {}
    for spot, held in printed.items():
        at = spot.column, spot.columns
        rights[at] = max([rights.get(at, 0.0), *(line.box.x1 for line in held)])
    return rights


def _unit(free: Sequence[Line]) -> float:
    """How wide a character is on this page, taken over all words outside tables, in points."""
    found = [(word.box.width, len(word.text)) for line in free for word in line.words]
    count = sum(length for _, length in found)
    return sum(width for width, _ in found) / count if count else 1.0


def _paragraph(line: Line, unit: float, left: float) -> Paragraph:
    """A line outside tables: wide blanks stay as many spaces as characters would fill, from the ``left`` of the text.

    A blank that is printed at its end stays: where some lines have one, those without may be cut inside a word.
    """
    said = ""
    before: Word | None = None
    for word in line.words:
        column = round((word.box.x0 - left) / unit)
        wide = before is None or word.box.x0 - before.box.x1 > _WIDE * word.box.height
        said += " " * max(column - len(said), 2 if before else 0) if wide else " "
        said += word.text
        before = word
    return Paragraph(said + " " * line.words[-1].spaced, place(line.box))
