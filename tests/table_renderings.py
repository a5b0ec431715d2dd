"""The tables of a text printed in other ways: fixed columns whose cells wrap, bars, tabs, columns in another order."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Iterator, Sequence

from kgkesos.reading.rencana import heads

# Heads of targets that only name a year or a part of it.
_DATED = re.compile(r"(?:19|20)\d\d|TW [IV]+")
Rows = list[list[str]]
# Columns of a fixed-width page: no cell is wider than this, and so many blanks part two columns.
WIDTH = 30
GAP = 2
FEWEST = 3
# What stands between the rows of a table that goes on over a page.
PAGE = ["Dokumen Perencanaan Perangkat Daerah                          IV-12", "", "\fLanjutan Tabel 4.1", ""]


def cells(line: str) -> list[str] | None:
    """The cells of a line of a table with tabs or bars; None where it is none."""
    if "\t" in line.strip("\n"):
        return [cell.strip() for cell in line.split("\t")]
    if line.strip().startswith("|"):
        return [cell.strip().replace("**", "") for cell in line.strip().strip("|").split("|")]
    return None


def is_rule(row: Sequence[str]) -> bool:
    """Whether a row is the rule under Markdown's heads."""
    return all(cell and not cell.strip(":-") for cell in row)


def parts(text: str) -> Iterator[str | Rows]:
    """The lines of ``text`` outside its tables one by one, and its tables, without rules."""
    table: Rows = []
    for line in text.split("\n"):
        row = cells(line)
        if row is not None:
            table.extend([] if is_rule(row) else [row])
            continue
        if table:
            yield table
            table = []
        yield line
    if table:
        yield table


def rendered(text: str, how: Callable[[Rows], str]) -> str:
    """``text`` with its tables printed by ``how``; what only places a signature is none."""
    return "\n".join(
        part if isinstance(part, str) else how(part) if is_table(part) else tabs(part) for part in parts(text)
    )


def is_table(rows: Rows) -> bool:
    """Whether ``rows`` have heads: three or more side by side."""
    return sum(bool(cell) for cell in rows[0]) >= FEWEST


def squared(rows: Rows) -> Rows:
    """``rows`` with as many cells each as the widest."""
    width = max(len(row) for row in rows)
    return [[*row, *[""] * (width - len(row))] for row in rows]


def tabs(rows: Rows) -> str:
    """The cells of a row parted by tabs."""
    return "\n".join("\t".join(row) for row in squared(rows))


def bars(rows: Rows) -> str:
    """A Markdown table."""
    first, *rest = squared(rows)
    lines = [first, ["---"] * len(first), *rest]
    return "\n".join("| " + " | ".join(row) + " |" for row in lines)


def loose_bars(rows: Rows) -> str:
    """Cells parted by bars, without bars at the ends."""
    return "\n".join(" | ".join(cell or " " for cell in row) for row in squared(rows))


def wrapped_tabs(rows: Rows, width: int = WIDTH) -> str:
    """Cells wrapped onto rows of their own under a row, as a table copied out of a page has them."""
    lines: Rows = []
    for at, row in enumerate(squared(rows)):
        broken = [textwrap.wrap(cell, width, break_on_hyphens=False) if at else [cell] for cell in row]
        for n in range(max(1, *(len(cell) for cell in broken))):
            lines.append([cell[n] if n < len(cell) else "" for cell in broken])
    return "\n".join("\t".join(line) for line in lines)


def fixed(rows: Rows, *, blank: bool = True, width: int = WIDTH, right: bool = False, paged: int = 0) -> str:
    """Columns of a fixed width, each cell wrapped in its own, as a text layer prints them; heads over several span.

    ``right``: numbers stand at the right of their column; ``paged``: after so many rows a page ends, and the next one
    begins with a title.
    """
    square = squared(rows)
    widths = [max(1, min(width, max(_least(row[at], row[at + 1 :]) for row in square))) for at in range(len(square[0]))]
    widths = [max(one, *(len(w) for row in square for w in row[at].split() or [""])) for at, one in enumerate(widths)]
    printed: list[str] = []
    for row in square:
        broken = [
            [cell] if _spans(square, row, at) else textwrap.wrap(cell, widths[at], break_on_hyphens=False)
            for at, cell in enumerate(row)
        ]
        for n in range(max(1, *(len(cell) for cell in broken))):
            line = ""
            start = 0
            for cell, one in zip(broken, widths, strict=True):
                if n < len(cell):
                    said = cell[n].rjust(one) if right and is_number(cell[n]) else cell[n]
                    line = line.ljust(start) + said
                start += one + GAP
            printed.append(line.rstrip())
        if blank and not _is_head(square, row):
            printed.append("")
        if paged and blank and row is not square[0] and square.index(row) % paged == 0:
            printed.extend(PAGE)
    return "\n".join(printed).rstrip("\n")


def is_number(cell: str) -> bool:
    """Whether a cell is a number, a dash or an amount."""
    return bool(cell) and not any(character.isalpha() for character in cell) and cell != "%"


def _spans(rows: Rows, row: Sequence[str], at: int) -> bool:
    """Whether a cell of the first row stands over empty ones."""
    return row is rows[0] and at + 1 < len(row) and bool(row[at]) and not row[at + 1]


def _least(cell: str, right: Sequence[str]) -> int:
    return len(cell) if not right or right[0] else min(len(cell), WIDTH)


def _is_head(rows: Rows, row: Sequence[str]) -> bool:
    """Whether a row is followed by another row of heads: parts of its groups."""
    at = next(i for i, one in enumerate(rows) if one is row)
    return at + 1 < len(rows) and at < 2 and not rows[at + 1][0] and any(not one for one in rows[at])


def attributes_first(rows: Rows) -> Rows:
    """``rows`` with what is said of an indicator (unit, targets, who answers) left of what is measured and of it."""
    return _moved(rows, lambda kept, said, at: [*kept[:1], *said, *kept[1:], at])


def attributes_between(rows: Rows) -> Rows:
    """``rows`` with what is said of an indicator between what is measured and the indicator."""
    return _moved(rows, lambda kept, said, at: [*kept, *said, at])


def _moved(rows: Rows, order: Callable[[list[int], list[int], int], list[int]]) -> Rows:
    """``rows`` with columns in another order; heads of several rows, and indicators in two columns, stay."""
    square = squared(rows)
    at = [i for i, title in enumerate(square[0]) if heads.role(title) == "indikator"]
    levels = [i for i, title in enumerate(square[0]) if heads.role(title) == heads.LEVEL]
    if not all(square[0]) or len(at) != 1 or any(i > at[0] for i in levels):
        return square
    kept = [
        i for i, title in enumerate(square[0]) if i < at[0] and heads.role(title) in (heads.LEVEL, "nomor", heads.CODE)
    ]
    said = [i for i in range(len(square[0])) if i not in kept and i != at[0]]
    moved = order(kept, said, at[0])
    return [row if _numbers_columns(row) else [row[i] for i in moved] for row in square]


def _numbers_columns(row: Sequence[str]) -> bool:
    return [cell.strip("()") for cell in row] == [str(n) for n in range(1, len(row) + 1)]


def with_units(rows: Rows) -> Rows:
    """``rows`` with the unit behind each target, and no column of units."""
    square = squared(rows)
    unit = next((i for i, title in enumerate(square[0]) if title.casefold() == "satuan"), None)
    if unit is None or not all(square[0]):
        return square
    aims = [i for i, title in enumerate(square[0]) if heads.role(title) == "target" or _DATED.fullmatch(title)]
    for row in square[1:]:
        if not row[unit] or any(not is_number(row[i]) for i in aims):
            continue
        for i in aims:
            row[i] = f"{row[i]} {row[unit]}" if any(c.isdigit() for c in row[i]) else row[i]
    return [[cell for i, cell in enumerate(row) if i != unit] for row in square]
