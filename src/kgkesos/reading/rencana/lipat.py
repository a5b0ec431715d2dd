"""Cells that a page wraps over several lines: which lines of a table go on with the row above."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from kgkesos.reading import kode, measure
from kgkesos.reading.columns import Column
from kgkesos.reading.excerpt import Excerpt
from kgkesos.reading.markup import plain
from kgkesos.reading.rencana.heads import CODE, LEVEL, MONEY

LOWER = re.compile(r"[\W\d]*[a-z]")
_ITEM = re.compile(r"\s*(?:\d{1,2}|[a-z])\s*[.)]\s")
_HANGS = re.compile(
    r"(?:[,/(–-]|\b(?:dan|yang|di|ke|dari|pada|untuk|dengan|dalam|atau|oleh|serta|kepada|melalui|terhadap|antara|bagi"
    r"|sebagai|tentang|para|per|secara|atas|se))$",
    re.IGNORECASE,
)
LABEL = re.compile(r"\W*(?:program|kegiatan|sub\s*-?\s*kegiatan|sasaran|tujuan)\b", re.IGNORECASE)
_CODE = re.compile(rf"(?:{kode.PATTERN}|\d{{1,2}}(?:\.\d{{1,2}})+)\.?\s")
# What each row has once, on its first line.
_MARKS = ("nomor", CODE, "target", MONEY, "satuan")
_WORDS = (LEVEL, "indikator", None)
# A line breaks where the next word would have run over the width: letters are not all as wide as one another.
_NEARLY = 0.8

Cells = tuple[Excerpt, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line of a table: its number, its cells, the number of the block (lines without a blank between)."""

    number: int
    cells: Cells
    block: int


@dataclass(frozen=True, slots=True)
class Wrap:
    """How a table wraps its cells: the width of each column, and whether its lines show that it wraps them at all.

    ``labelled`` says that rows begin with the word of their level, so that such a word begins a row.
    """

    columns: tuple[Column, ...]
    widths: tuple[int, ...]
    wraps: bool
    labelled: bool

    def joins(self, above: Sequence[str], below: Sequence[str]) -> bool:
        """Whether the cells ``below`` go on with ``above``, the last lines of the cells over them.

        They do where nothing that each row has stands in them, each has words over it that fill the width of the
        column, and none begins as something new does.
        """
        said = [one for one in zip(self.columns, above, below, self.widths, strict=False) if one[2]]
        if not self.wraps or not said or any(_is_mark(column, a) for column, a, _, _ in said):
            return False
        return all(a and fills(a, b, width) and not self._begins(column, a, b) for column, a, b, width in said)

    def _begins(self, column: Column, above: str, text: str) -> bool:
        if _HANGS.search(above):
            return False
        if column.role == LEVEL:
            label = LABEL.match(text)
            return bool(_CODE.match(text) or _ITEM.match(text) or (label and (self.labelled or ":" in text)))
        return column.role == "indikator" and (measure.begins(text) or bool(_ITEM.match(text)))


def of(columns: Sequence[Column], lines: Sequence[Line]) -> Wrap:
    """How the ``lines`` of a table wrap their cells, told by lines that begin with a small letter under others."""
    printed = [[plain(cell).text for cell in line.cells[: len(columns)]] for line in lines]
    widths = [max((len(row[at]) for row in printed if at < len(row)), default=0) for at in range(len(columns))]
    places = [at for at, column in enumerate(columns) if column.role in _WORDS]
    wraps = any(
        goes(a[at], b[at])
        for a, b in pairwise(printed)
        for at in places
        if at < min(len(a), len(b)) and a[at] and b[at]
    )
    labelled = any(
        LABEL.match(row[at])
        for row in printed
        for at in places
        if at < len(row) and columns[at].role == LEVEL and _is_marked(columns, row)
    )
    return Wrap(tuple(columns), tuple(widths), wraps, labelled)


def _is_mark(column: Column, above: str) -> bool:
    """Whether a cell of ``column`` marks a row of its own; an amount may stand on the line under its "Rp"."""
    return column.role in _MARKS and not (column.role == MONEY and above and not any(c.isdigit() for c in above))


def _is_marked(columns: Sequence[Column], row: Sequence[str]) -> bool:
    return any(cell and column.role in _MARKS for column, cell in zip(columns, row, strict=False))


def fills(above: str, below: str, width: int) -> bool:
    """Whether the first word of ``below`` would have run over ``width``, had it stood at the end of ``above``."""
    return len(above) + 1 + len(below.split(maxsplit=1)[0]) > width * _NEARLY


def goes(above: str, below: str) -> bool:
    """Whether ``below`` goes on with the words ``above``: these hang, or it begins with a small letter."""
    return bool(_HANGS.search(above)) or (bool(LOWER.match(below)) and not _ITEM.match(below))


def is_title(above: str, below: str) -> bool:
    """Whether ``below``, in capitals under words that are not, is the title of the rows that follow."""
    return below.isupper() and len(below.split()) > 1 and any(c.islower() for c in above)


def anew(column: Column, text: str) -> bool:
    """Whether a cell begins as the name of something new does."""
    return bool(LABEL.match(text)) or bool(_ITEM.match(text)) or (column.role == "indikator" and measure.begins(text))
