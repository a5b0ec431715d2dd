"""Tables inside cards: under a row of labels, each row the concepts or variables that the card speaks of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from kgkesos.reading import label
from kgkesos.reading.bidang import Bidang
from kgkesos.reading.excerpt import Excerpt, join
from kgkesos.reading.label import Label
from kgkesos.reading.lembar_baris import MOST_CELLS, RULE, SEPARATOR, clean, raw_cells
from kgkesos.reading.page import Page

_FEWEST_COLUMNS = 2
# What a table speaks of: one of these is a column of it, beside others.
_ABOUT = ("konsep", "variabel")
_NONE = Excerpt("", (), ())


@dataclass(frozen=True, slots=True)
class Inner:
    """A table inside a card: the label of what its rows are about, its line numbers, the fields of each row."""

    label: Label
    numbers: tuple[int, ...]
    rows: tuple[tuple[Bidang, ...], ...]


def read(page: Page, number: int, until: int) -> Inner | None:
    """The table whose heads stand on line ``number``; None where the line is no row of heads, or has no rows under it.

    Every line of the table is taken. A row without number and concept goes on with the row above.
    """
    heads = _heads(page.source.line(number))
    if heads is None:
        return None
    rows: list[list[Excerpt]] = []
    numbers: list[int] = []
    for n in range(number + 1, until):
        line = page.source.line(n)
        if RULE.match(line.text) and "|" in line.text:
            numbers.append(n)
            continue
        cells = raw_cells(line) if line.text.strip() else []
        if not _is_row(heads, cells):
            break
        _add(rows, cells, heads)
        numbers.append(n)
    if not rows:
        return None
    page.take([number], "kepala kolom")
    page.take(numbers)
    about = next(found for found in heads if found.code in _ABOUT)
    return Inner(about, (number, *numbers), tuple(_fields(heads, row) for row in rows))


def _heads(line: Excerpt) -> list[Label] | None:
    """The labels of the columns whose heads ``line`` prints; None where it prints a label and its value."""
    if not 0 < len(SEPARATOR.findall(line.text)) <= MOST_CELLS:
        return None
    cells = raw_cells(line)
    told = [label.known(cell) or _counting(cell) for cell in cells]
    # A concept beside "Definisi" makes heads of them all, known or not.
    named = [one.code if one else None for one in told]
    if any(pair == ("konsep", "definisi") for pair in pairwise(named)):
        told = [one or label.of(cell) for one, cell in zip(told, cells, strict=True)]
    found = [one for one in told if one]
    codes = [one.code or one.name for one in found if one.code != "nomor"]
    whole = len(found) == len(told) and len(set(codes)) == len(codes) >= _FEWEST_COLUMNS
    # Two labels side by side are one and its value, but a concept beside "Definisi" is no value of it.
    pair = len(told) == _FEWEST_COLUMNS and codes[1:] != ["definisi"]
    return found if whole and not pair and any(code in _ABOUT for code in codes) else None


def _counting(cell: Excerpt) -> Label | None:
    return Label("NO", cell, "nomor") if cell.text.casefold().strip(" .") in ("no", "nomor", "#") else None


def _is_row(heads: Sequence[Label], cells: Sequence[Excerpt]) -> bool:
    """Whether ``cells`` are a row of the table, not the label and value that the card goes on with."""
    if not 1 < len(cells) <= len(heads) + 1:
        return False
    return label.known(cells[0]) is None and (len(cells) * 2 > len(heads) or not cells[0])


def _add(rows: list[list[Excerpt]], cells: list[Excerpt], heads: Sequence[Label]) -> None:
    """Take ``cells`` as a row, or as the rest of the row above: where neither number nor concept is filled."""
    padded = [*cells, *[_NONE] * (len(heads) - len(cells))]
    marks = [at for at, one in enumerate(heads) if one.code in ("nomor", *_ABOUT)]
    if rows and not any(padded[at] for at in marks):
        rows[-1] = [join([a, b]) if a and b else (b or a) for a, b in zip(rows[-1], padded, strict=False)]
    else:
        rows.append(padded)


def _fields(heads: Sequence[Label], row: Sequence[Excerpt]) -> tuple[Bidang, ...]:
    named = [(one, clean(cell)) for one, cell in zip(heads, row, strict=False) if cell and one.code != "nomor"]
    return tuple(Bidang(one.name, one.printed, (cell,), one.code) for one, cell in named)
