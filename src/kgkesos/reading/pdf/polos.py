"""Tables without lines: columns told by heads and the blanks between words, rows by numbers, measures and gaps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from kgkesos.reading import measure
from kgkesos.reading.blocks import Box, Cell, Table
from kgkesos.reading.columns import role
from kgkesos.reading.pdf.words import Line, Word, around, lines, place, text

# Heads stand on so many lines at most; two known ones, an indicator's among them, make a table.
_HEAD_LINES = 4
_LONGEST_TITLE = 7
_FEWEST_HEADS, _FEWEST_KNOWN = 3, 2
# Blank that parts two heads side by side, and the least that parts two columns, in heights of a line.
_HEADS_APART, _COLUMNS_APART = 1.0, 0.25
# A blank between lines so much higher than usual parts rows; so many heights end the table.
_ROW_GAP, _TABLE_GAP = 1.6, 3.5
_NUMBER_SIGNS = "0123456789.)("


@dataclass(frozen=True, slots=True)
class Plain:
    """A table without lines: the lines of the page that it takes, and what they say."""

    taken: tuple[Line, ...]
    table: Table


@dataclass(frozen=True, slots=True)
class _Heads:
    """The titles of the columns: each its words and how far they reach."""

    titles: tuple[str, ...]
    boxes: tuple[Box, ...]
    last: int


def find(free: Sequence[Line]) -> Plain | None:
    """The first table among ``free``, the lines of a page outside its ruled tables and frames."""
    for at in range(len(free)):
        if heads := _whole_heads(free, at):
            first = at - 1 if at and _is_part(free, at - 1, heads) else at
            heads = _heads(free, first, heads.last + 1) or heads
            if found := _table(free, first, heads):
                return found
    return None


def _whole_heads(free: Sequence[Line], at: int) -> _Heads | None:
    """The heads that begin on line ``at``: as few lines as name the columns, and those below that go on with them."""
    heads = next((one for count in (1, 2) if (one := _heads(free, at, min(at + count, len(free))))), None)
    while heads and heads.last + 1 < min(len(free), at + _HEAD_LINES) and _is_part(free, heads.last + 1, heads):
        longer = _heads(free, at, heads.last + 2)
        if longer is None or len(longer.titles) != len(heads.titles):
            break
        heads = longer
    return heads


def _is_part(free: Sequence[Line], at: int, heads: _Heads) -> bool:
    """Whether line ``at`` goes on with ``heads``: close to them, few words under few heads, no row of the table."""
    line = free[at].box
    edge = max(box.bottom for box in heads.boxes) if at > heads.last else min(box.top for box in heads.boxes)
    near = abs(line.top - edge if at > heads.last else edge - line.bottom) < line.height / 2
    parts = segments(free[at])
    under = [sum(part.box.x0 < box.x1 and box.x0 < part.box.x1 for box in heads.boxes) for part in parts]
    capitals = all(map(str.isupper, heads.titles)) and all(part.text.isupper() for part in parts)
    few = len(parts) < len(heads.titles) and (capitals or 2 * len(parts) <= len(heads.titles))
    if not near or not few or any(count != 1 for count in under):
        return False
    return not any(measure.begins(part.text) or part.text[:1].isdigit() for part in parts)


def _heads(free: Sequence[Line], first: int, until: int) -> _Heads | None:
    """The heads printed on the lines from ``first`` up to ``until``: words over one another are one head."""
    groups: list[list[Word]] = []
    for line in free[first:until]:
        for segment in segments(line):
            box = segment.box
            over = [g for g in groups if _reach(g).x0 < box.x1 and box.x0 < _reach(g).x1]
            groups = [g for g in groups if g not in over]
            groups.append([word for g in over for word in g] + list(segment.words))
    groups.sort(key=lambda group: _reach(group).x0)
    titles = tuple(" ".join(line.text for line in lines(group)) for group in groups)
    known = [name for name in map(role, titles) if name]
    if len(groups) < _FEWEST_HEADS or len(known) < _FEWEST_KNOWN or known.count("indikator") != 1:
        return None
    # A row below the heads is none of them: it has a number, a measure, or more words than a title.
    numbered = titles[0].casefold().startswith("no") and known[0] != "nomor"
    if (
        numbered
        or any(any(c.isdigit() for c in title) for title in titles)
        or any(measure.begins(title) or len(title.split()) > _LONGEST_TITLE for title in titles)
    ):
        return None
    return _Heads(titles, tuple(map(_reach, groups)), until - 1)


def segments(line: Line) -> list[Line]:
    """The runs of words of ``line`` between wide blanks."""
    runs: list[list[Word]] = []
    for word in line.words:
        if runs and word.box.x0 - runs[-1][-1].box.x1 <= _HEADS_APART * word.box.height:
            runs[-1].append(word)
        else:
            runs.append([word])
    return [Line(tuple(run)) for run in runs]


def _reach(words: Sequence[Word]) -> Box:
    return around(word.box for word in words)


def _table(free: Sequence[Line], first: int, heads: _Heads) -> Plain | None:
    """The lines under ``heads`` as long as blanks part every two columns."""
    body: list[Line] = []
    edges: list[float] | None = None
    for above, line in pairwise(free[heads.last :]):
        if line.box.top - above.box.bottom > _TABLE_GAP * line.box.height:
            break
        parted = _edges(heads, [*body, line])
        if parted is None:
            break
        edges = parted
        body.append(line)
    if edges is None or len(body) < 2:
        return None
    body = _without_end(body, heads, edges)
    rows = list(_rows(body, heads, edges))
    if not rows:
        return None
    rights = [max((word.box.x1 for word in held), default=0.0) for held in _columns(body, edges)]
    top = tuple(Cell(title, place(box)) for title, box in zip(heads.titles, heads.boxes, strict=True))
    return Plain((*free[first : heads.last + 1], *body), Table((top, *(_cells(row, edges, rights) for row in rows))))


def _edges(heads: _Heads, body: Sequence[Line]) -> list[float] | None:
    """Where each column but the first begins: behind a blank that no word of ``body`` stands in; None without one."""
    found: list[float] = []
    words = sorted((word.box for line in body for word in line.words), key=lambda box: box.x0)
    least = _COLUMNS_APART * median(box.height for box in words)
    for left, right in pairwise(heads.boxes):
        low, high = left.middle[0], right.middle[0]
        at, best = low, (0.0, 0.0)
        for box in [*(b for b in words if b.x1 > low and b.x0 < high), None]:
            until = high if box is None else min(box.x0, high)
            if until - at > best[0]:
                best = (until - at, until)
            at = at if box is None else max(at, box.x1)
        if best[0] < least:
            return None
        found.append(best[1] - 0.1)
    return found


def _without_end(body: Sequence[Line], heads: _Heads, edges: Sequence[float]) -> list[Line]:
    """``body`` without what stands below the table: lines behind its last blank that begin no row."""
    blocks = _blocks(body)
    measured = _measured(heads)
    while len(blocks) > 1:
        parts = _parts(blocks[-1], edges)
        if parts[0].strip(_NUMBER_SIGNS) == "" and measure.begins(parts[measured]):
            break
        if parts[0] and not parts[0].strip(_NUMBER_SIGNS):
            break
        # A last block without a number or a measure is none of the table's: a place and date, a signature.
        if measure.begins(parts[measured]):
            break
        blocks.pop()
    return [line for block in blocks for line in block]


def _blocks(body: Sequence[Line]) -> list[list[Line]]:
    """The lines between blanks that are higher than those inside a cell."""
    gaps = [below.box.top - above.box.top for above, below in pairwise(body)]
    usual = min(gaps, default=0.0)
    found: list[list[Line]] = [[body[0]]] if body else []
    for gap, line in zip(gaps, body[1:], strict=True):
        if gap > _ROW_GAP * usual:
            found.append([])
        found[-1].append(line)
    return found


def _rows(body: Sequence[Line], heads: _Heads, edges: Sequence[float]) -> Iterator[list[Line]]:
    """The lines of each row: one begins with a number, or with an indicator in a line that another cell begins in."""
    measured = _measured(heads)
    numbered = role(heads.titles[0]) == "nomor"
    row: list[Line] = []
    for block in _blocks(body):
        for at, line in enumerate(block):
            parts = _parts([line], edges)
            number = numbered and bool(parts[0]) and not parts[0].strip(_NUMBER_SIGNS)
            beside = sum(part[:1].isupper() for n, part in enumerate(parts) if n not in (0, measured))
            begins = measure.begins(parts[measured]) and (at == 0 or beside > 1)
            if row and (number or begins):
                yield row
                row = []
            row.append(line)
    if row:
        yield row


def _measured(heads: _Heads) -> int:
    return next(n for n, title in enumerate(heads.titles) if role(title) == "indikator")


def _parts(found: Sequence[Line], edges: Sequence[float]) -> list[str]:
    """The words of ``found`` in each column."""
    return [" ".join(word.text for word in held) for held in _columns(found, edges)]


def _columns(found: Sequence[Line], edges: Sequence[float]) -> list[list[Word]]:
    columns: list[list[Word]] = [[] for _ in range(len(edges) + 1)]
    for line in found:
        for word in line.words:
            columns[sum(word.box.x0 >= edge for edge in edges)].append(word)
    return columns


def _cells(row: Sequence[Line], edges: Sequence[float], rights: Sequence[float]) -> tuple[Cell, ...]:
    """The cells of a row; ``rights`` says how far words reach in each column."""
    return tuple(
        Cell(text(lines(held), right), place(_reach(held)), _reach(held)) if held else Cell("")
        for held, right in zip(_columns(row, edges), rights, strict=True)
    )
