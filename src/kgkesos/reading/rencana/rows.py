"""The rows of a plan's table: lines put together where a cell goes on in the next line, whatever parts the cells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kgkesos.reading import kode, measure
from kgkesos.reading.columns import Column
from kgkesos.reading.excerpt import Excerpt, join
from kgkesos.reading.markup import plain
from kgkesos.reading.rencana import lipat
from kgkesos.reading.rencana.heads import CODE, LEVEL, MONEY
from kgkesos.reading.rencana.lipat import Cells, Line, Wrap

_NUMBER = re.compile(r"\(?(?:\d+(?:\.\d+)*|[ivxIVX]{1,5}|[A-Za-z])\s*[.)]?")
_EMPTY = Excerpt("", (), ())
# Columns of one word or number: filled in two lines, they are two rows.
_SHORT = ("nomor", CODE, "target", MONEY)
# The line of a fraction, with the multiplier behind it: below it stands what is divided by.
_FRACTION = re.compile(r"(?:^|\s)[-−–—_─=]{3,}(?:\s*[xX×*]\s*[\d.,]+\s*%?)?$")
# The most lines that one row is looked for in.
_LONGEST_ROW = 40


@dataclass(frozen=True, slots=True)
class Printed:
    """One row: its lines and its cells, one for each column; ``torn`` says that its lines make no whole row.

    ``missing`` is how many cells the head has more, ``extra`` are the filled cells that it has less; ``last`` is of
    each cell what its last line prints.
    """

    lines: tuple[int, ...]
    cells: Cells
    missing: int = 0
    extra: Cells = ()
    torn: bool = False
    last: Cells = ()


def rows(columns: Sequence[Column], lines: Sequence[Line], *, blocks: bool) -> Iterator[Printed]:
    """The rows that ``lines`` print; ``blocks`` says that blank lines stand between rows and nowhere else."""
    current: Printed | None = None
    block = -1
    wrap = lipat.of(columns, lines)
    for line in _whole(columns, lines):
        row = _row(columns, line)
        if (
            current
            and not row.torn
            and not current.torn
            and _goes_on(columns, current, row, blocks and line[0].block == block, wrap)
        ):
            current = _with(current, row)
        else:
            if current:
                yield current
            current = row
        block = line[-1].block
    if current:
        yield current


def _whole(columns: Sequence[Column], lines: Sequence[Line]) -> Iterator[tuple[Line, ...]]:
    """The lines of each row, where a line break inside a cell left lines of fewer cells: together just enough."""
    at = 0
    while at < len(lines):
        taken = 1
        count = len(lines[at].cells)
        if count < len(columns):
            for more in range(1, min(_LONGEST_ROW, len(lines) - at)):
                piece = lines[at + more]
                if piece.block != lines[at].block or _begins(columns, piece.cells):
                    break
                count += len(piece.cells) - 1
                if count == len(columns) and len(piece.cells) > 1:
                    taken = more + 1
                if count > len(columns):
                    break
        yield tuple(lines[at : at + taken])
        at += taken


def _begins(columns: Sequence[Column], cells: Cells) -> bool:
    """Whether a line of too few cells begins as a row does: with a number, a code, an empty cell or a label."""
    if len(cells) == 1:
        return False
    first = plain(cells[0]).text
    if not first or columns[0].role in ("nomor", CODE):
        return not first or bool(_NUMBER.fullmatch(first)) or kode.is_printed_code(first)
    return bool(lipat.LABEL.match(first)) or measure.begins(first)


def _row(columns: Sequence[Column], lines: Sequence[Line]) -> Printed:
    cells = lines[0].cells
    for line in lines[1:]:
        cells = (*cells[:-1], join([cells[-1], line.cells[0]]), *line.cells[1:])
    width = len(columns)
    numbers = tuple(line.number for line in lines)
    extra = tuple(cell for cell in cells[width:] if plain(cell))
    padded = (*cells[:width], *[_EMPTY] * (width - len(cells)))
    torn = (
        len(cells) < width
        and len(cells) > 1
        and not _begins(columns, cells)
        and bool(lipat.LOWER.match(plain(cells[0]).text))
    )
    return Printed(numbers, padded, max(0, width - len(cells)), extra, torn, padded)


def _goes_on(columns: Sequence[Column], above: Printed, row: Printed, same_block: bool, wrap: Wrap) -> bool:
    """Whether ``row`` is the rest of ``above``: its cells go on with words, and nothing in it begins anew."""
    if row.lines[0] <= above.lines[-1] or len(above.lines) >= _LONGEST_ROW:
        return False
    said = [
        (column, plain(a).text, plain(b).text) for column, a, b in zip(columns, above.cells, row.cells, strict=True)
    ]
    filled = [(column, a, b) for column, a, b in said if b]
    if not filled or any(a and b and column.role in _SHORT[:2] for column, a, b in filled):
        return False
    if len(filled) == 1 and lipat.is_title(*filled[0][1:]):
        return False
    if any(_digits(a) and _digits(b) and column.role in _SHORT for column, a, b in filled):
        return False
    if all(_FRACTION.search(a) for _, a, _ in filled):
        return True
    if wrap.joins([plain(cell).text for cell in above.last], [b for _, _, b in said]):
        return True
    begun = any(b and not a and column.role in _SHORT for column, a, b in filled) and not same_block
    words = [(column, a, b) for column, a, b in filled if column.role not in _SHORT]
    if begun or not words:
        return False
    if any(a and b and column.role in _SHORT and not same_block for column, a, b in filled):
        return False
    if any(lipat.anew(column, b) for column, a, b in words if column.role in (LEVEL, "indikator")) and not same_block:
        return False
    if same_block:
        return True
    if not all(a for _, a, _ in words):
        return False
    return any(lipat.goes(a, b) for _, a, b in words) or _marked(columns, said)


def _digits(text: str) -> bool:
    return any(character.isdigit() for character in text)


def _marked(columns: Sequence[Column], said: Sequence[tuple[Column, str, str]]) -> bool:
    """Whether all that goes on has its mark above and none here: a level its code or number, an indicator a target.

    Where each new thing of a column has such a mark, one without it is none.
    """
    marks = [at for at, column in enumerate(columns) if column.role in (CODE, "nomor")]
    numbered = {next((i for i in range(mark, len(columns)) if columns[i].role == LEVEL), -1) for mark in marks[-1:]}
    above = bool(marks) and any(said[mark][1] for mark in marks) and not any(said[mark][2] for mark in marks)
    aims = [at for at, column in enumerate(columns) if column.role in ("target", "satuan")]
    aimed = any(said[at][1] for at in aims) and not any(said[at][2] for at in aims)
    words = [
        (at, column) for at, (column, _, below) in enumerate(said) if below and column.role in (LEVEL, "indikator")
    ]
    return bool(words) and all(above and at in numbered if column.role == LEVEL else aimed for at, column in words)


def _with(above: Printed, row: Printed) -> Printed:
    cells = tuple(
        join([a.strip(), b.strip()]) if plain(a) and plain(b) else (b if plain(b) else a)
        for a, b in zip(above.cells, row.cells, strict=True)
    )
    last = tuple(b if plain(b) else a for a, b in zip(above.last, row.last, strict=True))
    return replace(above, lines=(*above.lines, *row.lines), cells=cells, extra=(*above.extra, *row.extra), last=last)
