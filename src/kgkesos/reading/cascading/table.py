"""Cascading sheets that kept their columns: a row of headings, tabs or bars, empty cells go on above."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kgkesos.reading import table
from kgkesos.reading.cascading import marks, words
from kgkesos.reading.cascading.columns import SHARED, Column, Role, columns, counts, years
from kgkesos.reading.cascading.nodes import Sheet
from kgkesos.reading.cascading.rows import Rows
from kgkesos.reading.cascading.words import Kind
from kgkesos.reading.excerpt import Excerpt, Source
from kgkesos.reading.page import TRUNCATED, Page

_RULE = re.compile(r"^[\s|:+-]+$")
_BAR = re.compile(r"(?<!\\)\|")
_BREAK = re.compile(r"<br\s*/?>|\x0b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Heads:
    """The row of headings: its line, and each column."""

    line: int
    columns: tuple[Column, ...]


def heads(source: Source) -> Heads | None:
    """The first line whose cells are headings of at least three levels; None where the columns were lost."""
    numbers = range(1, source.line_count + 1)
    return next((found for n in numbers if (found := _heads(n, _titles(source.line(n))))), None)


def _heads(number: int, titles: Sequence[Excerpt]) -> Heads | None:
    found = columns(number, titles) if len(titles) > 1 else None
    return Heads(number, found) if found else None


def _titles(line: Excerpt) -> list[Excerpt]:
    return [marks.clean(cell) for cell in _cells(line)]


def _cells(line: Excerpt) -> tuple[Excerpt, ...]:
    """The cells of a line; of a row between bars also the empty ones at its ends."""
    row = line.strip()
    if "\t" in line.text or not row.text.startswith("|"):
        return table.cells(line)
    return tuple(row[1 : -1 if len(row) > 1 and row.text.endswith("|") else None].splits(_BAR))


def _indicators(cell: Excerpt) -> Excerpt:
    """A cell of indicators as a reader sees it; lines that each begin as an indicator does are parted as "a; b" is."""
    lines = [marks.clean(line) for line in cell.splits(_BREAK)]
    several = all(words.is_measure(marks.own(line).body.text) for line in lines if line)
    return marks.clean(cell.sub(_BREAK, "; ") if several else cell)


def sheet(page: Page, under: Heads) -> Sheet:
    """The nodes of the rows under ``under``; every tie is printed, by row and column."""
    reader = _Lines(page, under)
    for number in range(under.line, page.source.line_count + 1):
        line = page.source.line(number)
        if line.text.strip() and not page.is_used(number):
            reader.read(number, line)
    reader.rows.settle_numbers()
    reader.rows.settle_successors()
    return Sheet([], reader.rows.nodes)


class _Lines:
    """Tells the lines of the table apart: heads, the rows under them, rules, and what is no row."""

    def __init__(self, page: Page, under: Heads) -> None:
        self.page = page
        self.rows = Rows(page)
        self._under = under
        self._fresh = False
        source = page.source
        self._last = max(n for n in range(1, source.line_count + 1) if source.line(n).text.strip())
        self._closed = source.line(under.line).text.rstrip().endswith("|")

    def read(self, number: int, line: Excerpt) -> None:
        """Read one line that is not empty."""
        titles = _titles(line)
        if _RULE.match(line.text) or not any(titles):
            self.page.take([number], "garis tabel")
            short = self._is_open(line) or len(titles) < len(self._under.columns)
            if number == self._last and line.text.lstrip().startswith("|") and short:
                self._cut(number, "Baris terakhir tidak utuh")
        elif head := _heads(number, titles) or self._rest_of_head(number, titles):
            self.page.take([number], Kind.HEADER.value)
            self.rows.head(head.columns)
            self._under, self._fresh = head, True
            if number == self._last:
                self._cut(number, "Kepala kolom tidak diikuti baris")
        elif len(titles) < 2:
            self._no_row(number, line, titles[0].text)
        else:
            self._fresh = False
            self._row(number, line)

    def _rest_of_head(self, number: int, titles: Sequence[Excerpt]) -> Heads | None:
        """The head that goes on in a second row, with years or with the numbers of the columns; or that breaks off."""
        if number == self._last and self._begins_head(titles):
            return self._under
        if not self._fresh:
            return None
        if counts(titles):
            return self._under
        dated = years(self._under.columns, number, titles)
        return Heads(number, dated) if dated else None

    def _begins_head(self, titles: Sequence[Excerpt]) -> bool:
        """Whether a row prints the beginning of the head in force again."""
        heads = [column.title for column in self._under.columns]
        whole = all(title.text == head for title, head in zip(titles[:-1], heads, strict=False))
        return len(heads) >= len(titles) > 1 and whole and heads[len(titles) - 1].startswith(titles[-1].text)

    def _no_row(self, number: int, line: Excerpt, text: str) -> None:
        begun = number == self._last and (line.text.lstrip().startswith("|") or not self._ends_with_line())
        if words.is_title(text):
            self.page.take([number], Kind.TITLE.value)
            return
        self.page.leave([number], "baris tanpa kolom")
        if begun:
            self._cut(number, "Baris terakhir tidak utuh")
        else:
            self.page.warn("baris-tanpa-kolom", "Baris ini tidak terbagi menurut kolom tabel.", (number, number))

    def _ends_with_line(self) -> bool:
        return self.page.source.text.endswith(("\n", "\f"))

    def _row(self, number: int, line: Excerpt) -> None:
        heads = self._under.columns
        cells = [
            self.page.source.shown(cell) if at < len(heads) and heads[at].role in SHARED else cell
            for at, cell in enumerate(_cells(line))
        ]
        several = {at for at, column in enumerate(heads) if column.role is Role.INDIKATOR}
        parts = [(_indicators if at in several else marks.clean)(cell) for at, cell in enumerate(cells)]
        filled = [(c, part) for c, part in zip(heads, parts, strict=False) if not marks.is_blank(part.text)]
        self.rows.read(number, filled)
        for part in parts[len(heads) :]:
            if not marks.is_blank(part.text):
                message = f'Sel "{part.text}" berada di luar kolom tabel dan tidak dibaca.'
                self.page.warn("sel-berlebih", message, (number, number))
        missing = len(heads) - len(parts)
        if number == self._last and self._is_cut(line, parts, missing):
            self._cut(number, f"Baris tabel ini kurang {missing} sel" if missing > 0 else "Baris terakhir tidak utuh")
        elif missing > 0:
            self.page.warn("baris-kurang-sel", f"Baris tabel ini kurang {missing} sel.", (number, number))

    def _is_cut(self, line: Excerpt, parts: Sequence[Excerpt], missing: int) -> bool:
        """Whether the last row is not whole: cells or the closing bar are missing, or its last word asks for more."""
        last = next(part for part in reversed(parts) if part)
        return missing > 0 or self._is_open(line) or words.hangs(marks.own(last).body.text)

    def _is_open(self, line: Excerpt) -> bool:
        """Whether a row between bars lacks the last of them."""
        return self._closed and not line.text.rstrip().endswith("|")

    def _cut(self, number: int, what: str) -> None:
        self.page.warn(TRUNCATED, f"{what}; dokumen tampaknya terpotong di sini.", (number, number))
