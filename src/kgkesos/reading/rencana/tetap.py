"""Plans' tables of a fixed width: columns that nothing but white space parts, as a text layer prints them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kgkesos.reading import measure
from kgkesos.reading.excerpt import Excerpt, Source, join
from kgkesos.reading.markup import plain
from kgkesos.reading.rencana import heads, layout, outside
from kgkesos.reading.rencana.heads import Heads

# The most lines that the heads of one table take.
_LONGEST_HEAD = 12
# A title or the foot of a page stands in so few lines, and has so few words side by side.
_LONGEST_ASIDE = 3
_FEWEST_SIDE_BY_SIDE = 3
_NONE = Excerpt("", (), ())
# A cell under the heads that begins so is no head.
_ROW = re.compile(
    r"\W*(?:sasaran|tujuan|program|(?:sub\s*-?\s*)?kegiatan)\s*(?:\d[\d.]*\s*)?:|(?:me|ter|ber)[a-z]+nya\b", re.I
)
_ROW_NUMBER = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})*[.)]?|[\dXx](?:\.[\dXx]{1,4})+)(?:\W+[^\W\d].*)?")


@dataclass(frozen=True, slots=True)
class Fixed:
    """A table of a fixed width: its heads, where its columns begin, the line after it, the lines that are none of it.

    ``unparted`` are heads between which nothing shows where their columns part.
    """

    heads: Heads
    cuts: tuple[int, ...]
    stop: int
    aside: frozenset[int]
    unparted: str = ""


@dataclass(frozen=True, slots=True)
class _Block:
    """Lines without a blank one between."""

    numbers: tuple[int, ...]
    runs: tuple[tuple[tuple[int, int], ...], ...]

    def crosses(self, places: Sequence[int]) -> bool:
        """Whether words of it stand across the strip, two wide, in front of a place where a column begins."""
        return any(start < place < end + 2 for line in self.runs for start, end in line for place in places)

    @property
    def may_be_aside(self) -> bool:
        """Whether it may be none of the table: nowhere in it stand more than two things side by side."""
        return all(len(line) < _FEWEST_SIDE_BY_SIDE for line in self.runs)


def titles(line: Excerpt) -> list[Excerpt]:
    """What stands side by side on a line of fixed width."""
    return [plain(run) for _, run in layout.runs(line)]


def begins_heads(line: Excerpt) -> bool:
    """Whether ``line`` begins the heads of a table of fixed width."""
    return heads.are_heads(titles(line))


def read(source: Source, number: int) -> Fixed | None:
    """The table whose heads begin on line ``number``; None where its lines show no columns."""
    stop = _end(source, number)
    last = _last_head(source, number, stop)
    blocks = _blocks(source, range(last + 1, stop))
    above = range(number, last + 1)
    aside = _aside(source, blocks, above)
    body = [n for n in _numbers(blocks) if n not in aside and not heads.is_counts(titles(source.line(n)))]
    stop = _cut_short(source, blocks, aside, stop)
    places = cuts(source, body, above)
    rows = _titles(source, above, places)
    unparted = _unparted(source, above, places)
    if not unparted and (len(places) < 2 or not heads.is_heads(rows[0])):
        return None
    settled = heads.settled(rows, list(above))
    return Fixed(settled, places, stop, frozenset(n for n in aside if n < stop), unparted)


def cuts(source: Source, body: Iterable[int], above: Sequence[int]) -> tuple[int, ...]:
    """Where the columns of a fixed-width table begin: right of each strip, two wide, that is blank in all its lines.

    ``body`` are its rows; of the heads ``above`` those runs count that stand over no more than one column of the body.
    Where a head stands over nothing and what is beside it stands under nothing, the two are one column: numbers at
    the right, heads in the middle.
    """
    printed = _ink(source, body)
    begun = _begun(printed)
    ends = [max(at for at in printed if at < place) + 1 for place in begun[1:]] + [max(printed, default=0) + 1]
    under = list(zip(begun, ends, strict=False))
    heading: set[int] = set()
    for number in above:
        for at, run in layout.runs(source.line(number)):
            if sum(start < at + len(run) and at < end for start, end in under) < 2:
                heading.update(range(at, at + len(run)))
    places = _begun(printed | heading)
    spans = list(zip(places, [*places[1:], max(printed | heading, default=0) + 1], strict=False))
    told = [(bool(heading & set(range(*span))), bool(printed & set(range(*span)))) for span in spans]
    split = [at for at, (one, other) in enumerate(pairwise(told), 1) if {one, other} == {(True, False), (False, True)}]
    return (0, *(place for at, place in enumerate(places) if at and at not in split))


def _ink(source: Source, lines: Iterable[int]) -> set[int]:
    """The places in a line at which any of ``lines`` prints something."""
    return {at for n in lines for at, character in enumerate(source.line(n).text) if not character.isspace()}


def _begun(inked: set[int]) -> list[int]:
    return [at for at in sorted(inked) if at - 1 not in inked and at - 2 not in inked]


def _numbers(blocks: Iterable[_Block]) -> list[int]:
    return [number for block in blocks for number in block.numbers]


def _is_ink(source: Source, number: int) -> bool:
    line = source.line(number)
    paged = outside.is_page_mark(line) and outside.is_alone(source, number)
    return bool(line.text.strip()) and not layout.is_rule(line) and not paged


def _blocks(source: Source, lines: Iterable[int]) -> list[_Block]:
    found: list[_Block] = []
    open_lines: list[int] = []
    for number in [*lines, 0]:
        line = source.line(number) if number else None
        if line is None or not line.text.strip() or (open_lines and ("\f" in line.text or outside.is_title(line))):
            if open_lines:
                found.append(_block(source, open_lines))
            open_lines = []
        if line is not None and _is_ink(source, number):
            open_lines.append(number)
            if outside.is_title(line):
                found.append(_block(source, open_lines))
                open_lines = []
    return found


def _block(source: Source, numbers: Sequence[int]) -> _Block:
    runs = tuple(tuple((at, at + len(run)) for at, run in layout.runs(source.line(n))) for n in numbers)
    return _Block(tuple(numbers), runs)


def _aside(source: Source, blocks: Sequence[_Block], above: Sequence[int]) -> set[int]:
    """The lines that are none of the table: titles, and blocks of one or two runs that stand across columns of it."""
    titled = [block for block in blocks if len(block.numbers) == 1 and outside.is_title(source.line(block.numbers[0]))]
    sure = [block for block in blocks if not block.may_be_aside]
    places = cuts(source, _numbers(sure), above)
    across = [block for block in blocks if block.may_be_aside and block.crosses(places)]
    return set(_numbers([*titled, *across]))


def _cut_short(source: Source, blocks: Sequence[_Block], aside: set[int], stop: int) -> int:
    """The line after the table: running text ends it, and what stands aside after its last row is none of it."""
    last = None
    for block in blocks:
        out = bool(aside.intersection(block.numbers))
        prose = out and (
            len(block.numbers) > _LONGEST_ASIDE or any(outside.is_sentence(source.line(n).text) for n in block.numbers)
        )
        if prose:
            return block.numbers[0]
        last = None if not out else (last or block.numbers[0])
    return last or stop


def _end(source: Source, number: int) -> int:
    """The line after a fixed-width table, whatever stands aside in it: a signature, or heads again."""
    blank = False
    for n in range(number + 1, source.line_count + 1):
        line = source.line(n)
        if not _is_ink(source, n):
            blank = blank or not line.text.strip()
            continue
        apart = blank or n > number + _LONGEST_HEAD or line.text.strip() == source.line(number).text.strip()
        if outside.ends_table(source, n) or layout.form_of(line) not in (None, layout.Form.FIXED):
            return n
        if apart and begins_heads(line):
            return n
    return source.line_count + 1


def _last_head(source: Source, number: int, stop: int) -> int:
    """The last line of the heads that begin on line ``number``: before a blank line, a rule, or a first row."""
    last = number
    for n in range(number + 1, min(stop, number + _LONGEST_HEAD)):
        found = titles(source.line(n)) if not layout.is_rule(source.line(n)) else []
        if not found or heads.is_counts(found) or _begins_row(found) or not heads.is_made_of(found):
            break
        last = n
    return last


def _begins_row(found: Sequence[Excerpt]) -> bool:
    """Whether what stands on a line under heads begins a row: a number or code, an indicator, a level stated."""
    dated = heads.is_below(found, found)
    first = found[0].text
    numbered = bool(_ROW_NUMBER.fullmatch(first)) and not dated
    return numbered or any((measure.begins(t.text) and not heads.role(t.text)) or _ROW.match(t.text) for t in found)


def _titles(source: Source, lines: Sequence[int], places: Sequence[int]) -> list[list[Excerpt]]:
    """The heads of each column as one row, and where some are years or parts of the year a second one."""
    above: list[list[Excerpt]] = [[] for _ in places]
    for n in lines:
        for column, run in _placed(source.line(n), places):
            above[column].append(run)
    covered = [
        bool(pieces) and source.line_of(pieces[0].start) > lines[0] and any(above[:i]) for i, pieces in enumerate(above)
    ]
    lower = [_lower(pieces, whole=covered[i]) for i, pieces in enumerate(above)]
    if not any(lower):
        return [[_joined(pieces) for pieces in above]]
    first = [_joined(pieces[: len(pieces) - len(low)]) for pieces, low in zip(above, lower, strict=True)]
    return [first, [_joined(low) for low in lower]]


def _lower(pieces: Sequence[Excerpt], *, whole: bool) -> Sequence[Excerpt]:
    """Those of the lines of a head that are the part of a group: years, parts of the year, "Target" and the like."""
    for at in range(0 if whole else 1, len(pieces)):
        low = _joined(pieces[at:])
        if heads.is_below([low], [low]):
            return pieces[at:]
    return ()


def _placed(line: Excerpt, places: Sequence[int]) -> Iterator[tuple[int, Excerpt]]:
    """The heads on ``line``, each with its column; one over several columns may begin left of the first of them."""
    taken = -1
    for at, run in layout.runs(line):
        column = max((i for i, place in enumerate(places) if place <= at), default=0)
        wide = column + 1 < len(places) and at + len(run) > places[column + 1]
        taken = column + 1 if column == taken and wide else column
        yield taken, run


def _unparted(source: Source, lines: Sequence[int], places: Sequence[int]) -> str:
    """The heads that stand side by side over one column, as one text; empty where each has its own."""
    for n in lines:
        under: dict[int, list[Excerpt]] = {}
        for column, run in _placed(source.line(n), places):
            under.setdefault(column, []).append(plain(run))
        for found in under.values():
            if len(found) > 1:
                return " ".join(f'"{title.text}"' for title in found)
    return ""


def _joined(pieces: Sequence[Excerpt]) -> Excerpt:
    return plain(join(pieces)) if pieces else _NONE
