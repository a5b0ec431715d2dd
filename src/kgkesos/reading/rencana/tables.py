"""The tables of a plan on a page: where each begins and ends, how it keeps its cells apart, and its rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kgkesos.reading.excerpt import Excerpt, Source
from kgkesos.reading.markup import plain
from kgkesos.reading.once import once
from kgkesos.reading.rencana import heads, layout, outside, rows, tetap, tree
from kgkesos.reading.rencana.heads import Heads
from kgkesos.reading.rencana.layout import Form, Layout
from kgkesos.reading.rencana.lipat import Line
from kgkesos.reading.rencana.rows import Printed

# The most lines that the heads of one table take.
_LONGEST_HEAD = 12


@dataclass(slots=True)
class Table:
    """One table: its heads, its rows, the lines drawn or marking pages among them, and the captions inside it.

    ``counts`` are the lines that number its columns; ``captions`` the lines that state a level, by their number;
    ``aside`` those between its rows that are none of it (the title of a page). ``unparted`` are the heads, if any,
    between which no line shows where one column ends: such a table is not read.
    """

    heads: Heads
    layout: Layout
    lines: list[Line] = field(default_factory=list)
    counts: list[int] = field(default_factory=list)
    drawn: list[int] = field(default_factory=list)
    captions: list[int] = field(default_factory=list)
    aside: set[int] = field(default_factory=set)
    unparted: str = ""
    until: int = 0

    def rows(self) -> Iterator[Printed | int]:
        """The rows, and between them the numbers of the lines that are captions."""
        apart = len({line.block for line in self.lines})
        blocks = self.layout.form is Form.FIXED and apart > 1
        pending = list(self.lines)
        for caption in self.captions:
            above = [line for line in pending if line.number < caption]
            yield from rows.rows(self.heads.columns, above, blocks=blocks)
            yield caption
            pending = pending[len(above) :]
        yield from rows.rows(self.heads.columns, pending, blocks=blocks)


def tables(source: Source) -> list[Table]:
    """The tables whose heads are those of a plan, in the order of the page."""
    found: list[Table] = []
    number = 1
    while number <= source.line_count:
        table = _table(source, number)
        if table:
            found.append(table)
        number = table.until if table else _after(source, number)
    return found


@once
def has_heads(source: Source) -> bool:
    """Whether any line prints the heads of a plan."""
    lines = (source.line(number) for number in range(1, source.line_count + 1))
    return any(heads.is_heads([plain(cell) for cell in layout.cells_anyhow(line)]) for line in lines)


def _after(source: Source, number: int) -> int:
    """The line after one that begins no table; where its blanks looked like heads, the one after its paragraph."""
    line = source.line(number)
    if layout.form_of(line) is not Form.FIXED or not heads.is_heads(tetap.titles(line)):
        return number + 1
    rest = range(number + 1, source.line_count + 1)
    return next((n for n in rest if not source.line(n).text.strip()), source.line_count + 1)


def _table(source: Source, number: int) -> Table | None:
    line = source.line(number)
    form = layout.form_of(line)
    if form is None or outside.ends_table(source, number):
        return None
    if not heads.is_heads(_titles(line, Layout(form)) if form is not Form.FIXED else tetap.titles(line)):
        return None
    return _fixed(source, number) if form is Form.FIXED else _parted(source, number, Layout(form))


def _fixed(source: Source, number: int) -> Table | None:
    """The table of a fixed width whose heads begin on line ``number``; one whose columns are not told is left."""
    found = tetap.read(source, number)
    if found is None:
        return None
    table = Table(found.heads, Layout(Form.FIXED, found.cuts), unparted=found.unparted)
    table.aside.update(found.aside)
    _body(source, table, found.heads.lines[-1] + 1, found.stop)
    return table


def _titles(line: Excerpt, form: Layout) -> list[Excerpt]:
    return [plain(cell) for cell in form.cells(line)]


def _parted(source: Source, number: int, form: Layout) -> Table:
    """The table of tabs or bars whose heads begin on line ``number``."""
    titles = [_titles(source.line(number), form)]
    lines = [number]
    at = number + 1
    while at <= source.line_count and len(lines) < _LONGEST_HEAD:
        line = source.line(at)
        below = _titles(line, form)
        if layout.is_rule(line):
            at += 1
            continue
        if not line.text.strip() or len(below) < 2 or not _goes_on(titles, below):
            break
        titles.append(below)
        lines.append(at)
        at += 1
    table = Table(heads.settled(titles, lines), form)
    _body(source, table, lines[-1] + 1, None)
    return table


def _goes_on(titles: Sequence[Sequence[Excerpt]], below: Sequence[Excerpt]) -> bool:
    return heads.is_below(max(titles, key=len), below) or heads.are_parts(titles[0], below)


def _body(source: Source, table: Table, start: int, stop: int | None) -> None:
    """Sort the lines from ``start`` on into the table until something is no part of it."""
    block, number = 0, start
    while number <= source.line_count and (stop is None or number < stop):
        line = source.line(number)
        if not line.text.strip() or number in table.aside:
            block += 1
            if number in table.aside and tree.caption(outside.said(line)):
                table.captions.append(number)
        elif layout.is_rule(line) or (outside.is_page_mark(line) and outside.is_alone(source, number)):
            table.drawn.append(number)
        elif not _sorted_in(source, table, number, block):
            break
        number += 1
    table.until = number


def _sorted_in(source: Source, table: Table, number: int, block: int) -> bool:
    """Whether line ``number`` is part of ``table``; it is put where it belongs."""
    line = source.line(number)
    cells = table.layout.cells(line)
    titles = [plain(cell) for cell in cells]
    if outside.ends_table(source, number) or _is_other_head(source, table, number, titles):
        return False
    if heads.is_counts(titles):
        table.counts.append(number)
    elif len([title for title in titles if title]) == 1 and tree.caption(outside.said(line)) and len(cells) == 1:
        following = next((n for n in range(number + 1, source.line_count + 1) if source.line(n).text.strip()), None)
        if following is None or _is_other_head(source, table, following, _titles(source.line(following), table.layout)):
            return False
        table.captions.append(number)
    elif len(cells) > 1 or _is_rest(table, line, block):
        table.lines.append(Line(number, cells, block))
    else:
        return False
    return True


def _is_other_head(source: Source, table: Table, number: int, titles: Sequence[Excerpt]) -> bool:
    """Whether the line begins the heads of a table, this one's again or another's."""
    if table.layout.form is Form.FIXED:
        return tetap.begins_heads(source.line(number))
    ruled = table.layout.form is Form.BAR and number < source.line_count and layout.is_rule(source.line(number + 1))
    return len(titles) > 1 and (ruled or heads.are_heads(titles))


def _is_rest(table: Table, line: Excerpt, block: int) -> bool:
    """Whether a line without any mark between cells goes on with the row above: directly under a row cut short."""
    if not table.lines or table.layout.form is Form.FIXED:
        return False
    above = table.lines[-1]
    joined = len(above.cells) < len(table.heads.columns) or len(above.cells) == 1
    return block == above.block and joined and not outside.is_sentence(line.text)
