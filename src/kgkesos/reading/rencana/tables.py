"""The tables of a plan on a page: where each begins and ends, how it keeps its cells apart, and its rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kgkesos.reading.excerpt import Excerpt, Source, join
from kgkesos.reading.markup import plain
from kgkesos.reading.once import once
from kgkesos.reading.rencana import heads, layout, outside, rows, tree
from kgkesos.reading.rencana.heads import Heads
from kgkesos.reading.rencana.layout import Form, Layout
from kgkesos.reading.rencana.rows import Line, Printed

# The most lines that the heads of one table take.
_LONGEST_HEAD = 12


@dataclass(slots=True)
class Table:
    """One table: its heads, its rows, the lines drawn or marking pages among them, and the captions inside it.

    ``counts`` are the lines that number its columns; ``captions`` the lines that state a level, by their number.
    """

    heads: Heads
    layout: Layout
    lines: list[Line] = field(default_factory=list)
    counts: list[int] = field(default_factory=list)
    drawn: list[int] = field(default_factory=list)
    captions: list[int] = field(default_factory=list)
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
    if layout.form_of(line) is not Form.FIXED or not heads.is_heads(_runs(source, number)):
        return number + 1
    rest = range(number + 1, source.line_count + 1)
    return next((n for n in rest if not source.line(n).text.strip()), source.line_count + 1)


def _table(source: Source, number: int) -> Table | None:
    line = source.line(number)
    form = layout.form_of(line)
    if form is None or outside.ends_table(source, number):
        return None
    if not heads.is_heads(_titles(line, Layout(form)) if form is not Form.FIXED else _runs(source, number)):
        return None
    return _fixed(source, number) if form is Form.FIXED else _parted(source, number, Layout(form))


def _titles(line: Excerpt, form: Layout) -> list[Excerpt]:
    return [plain(cell) for cell in form.cells(line)]


@once
def _runs(source: Source, number: int) -> list[Excerpt]:
    return [plain(run) for _, run in layout.runs(source.line(number))]


def _parted(source: Source, number: int, form: Layout) -> Table:
    """The table of tabs or bars whose heads begin on line ``number``."""
    titles = [_titles(source.line(number), form)]
    lines = [number]
    at = number + 1
    while at <= source.line_count and len(lines) < _LONGEST_HEAD:
        line = source.line(at)
        below = _titles(line, form)
        if layout.is_rule(line) and not any(below):
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
        if not line.text.strip():
            block += 1
        elif (
            (layout.is_rule(line) and not any(plain(c) for c in table.layout.cells(line)))
            or layout.is_rule(line)
            or outside.is_page_mark(line)
        ):
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
        return heads.is_heads(_runs(source, number)) and _all_heads(_runs(source, number))
    ruled = table.layout.form is Form.BAR and number < source.line_count and layout.is_rule(source.line(number + 1))
    return len(titles) > 1 and (ruled or (heads.is_heads(titles) and _all_heads(titles)))


def _all_heads(titles: Sequence[Excerpt]) -> bool:
    """Whether most of what is printed are heads: a row may hold a cell that reads like one."""
    said = [title for title in titles if title]
    return sum(bool(heads.role(title.text)) for title in said) * 2 > len(said)


def _is_rest(table: Table, line: Excerpt, block: int) -> bool:
    """Whether a line without any mark between cells goes on with the row above: directly under a row cut short."""
    if not table.lines or table.layout.form is Form.FIXED:
        return False
    above = table.lines[-1]
    joined = len(above.cells) < len(table.heads.columns) or len(above.cells) == 1
    return block == above.block and joined and not outside.is_sentence(line.text)


def _fixed(source: Source, number: int) -> Table | None:
    """The table of a fixed width whose heads begin on line ``number``."""
    stop = _fixed_end(source, number)
    last = _fixed_heads(source, number, stop)
    body = [n for n in range(last + 1, stop) if _is_ink(source.line(n))]
    places = layout.cuts(source, body, range(number, last + 1))
    if len(places) < 2:
        return None
    form = Layout(Form.FIXED, places)
    titles = _fixed_titles(source, range(number, last + 1), places)
    table = Table(heads.settled(titles, list(range(number, last + 1))), form)
    if not heads.is_heads(titles[0]):
        return None
    _body(source, table, last + 1, stop)
    return table


def _is_ink(line: Excerpt) -> bool:
    return bool(line.text.strip()) and not layout.is_rule(line) and not outside.is_page_mark(line)


def _fixed_end(source: Source, number: int) -> int:
    """The line after a fixed-width table: a signature, a title, running text, or heads again."""
    starts = [at for at, _ in layout.runs(source.line(number))]
    blank = False
    for n in range(number + 1, source.line_count + 1):
        line = source.line(n)
        if not _is_ink(line):
            blank = blank or not line.text.strip()
            continue
        found = list(layout.runs(line))
        crossed = sum(found[0][0] < start < found[0][0] + len(found[0][1]) for start in starts)
        alone = len(found) == 1 and crossed > 1
        apart = blank or n > number + _LONGEST_HEAD or line.text.strip() == source.line(number).text.strip()
        if (
            outside.ends_table(source, n)
            or alone
            or (apart and heads.is_heads(_runs(source, n)) and _all_heads(_runs(source, n)))
        ):
            return n
    return source.line_count + 1


def _fixed_heads(source: Source, number: int, stop: int) -> int:
    """The last line of the heads that begin on line ``number``: before a blank line, a rule, or a first row."""
    last = number
    for n in range(number + 1, min(stop, number + _LONGEST_HEAD)):
        runs = _runs(source, n) if _is_ink(source.line(n)) else []
        if not runs or heads.is_counts(runs) or runs[0].text[:1].isdigit():
            break
        last = n
    return last


def _fixed_titles(source: Source, lines: Sequence[int], places: Sequence[int]) -> list[list[Excerpt]]:
    """The heads of each column as one row, and where some are years or parts of the year a second one."""
    above: list[list[Excerpt]] = [[] for _ in places]
    for n in lines:
        for at, run in layout.runs(source.line(n)):
            column = max((i for i, place in enumerate(places) if place <= at), default=0)
            above[column].append(run)
    lower = [pieces[-1:] if len(pieces) > 1 or _spanned(above, i) else [] for i, pieces in enumerate(above)]
    split = [bool(low) and heads.is_below([low[0]], [plain(low[0])]) for low in lower]
    first = [_joined(pieces[:-1] if cut else pieces) for pieces, cut in zip(above, split, strict=True)]
    if not any(split):
        return [first]
    return [first, [plain(low[0]) if cut else Excerpt("", (), ()) for low, cut in zip(lower, split, strict=True)]]


def _spanned(above: Sequence[Sequence[Excerpt]], at: int) -> bool:
    return any(len(pieces) > 1 for pieces in above[:at])


def _joined(pieces: Sequence[Excerpt]) -> Excerpt:
    return plain(join(pieces)) if pieces else Excerpt("", (), ())
