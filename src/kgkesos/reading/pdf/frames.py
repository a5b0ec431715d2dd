"""Frames that stand alone on a page, as drawn trees have them, and the lines that lead from one to the next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from kgkesos.reading.blocks import Box, Link, Paragraph
from kgkesos.reading.pdf.words import Line, Word, around, lines, place, text

# A frame holds a few words at least; one that fills the page frames the page (shares of the page's sides).
_LEAST_WIDTH, _LEAST_HEIGHT = 25.0, 9.0
_MOST = 0.85
# A map or an ornament has more shapes than a tree, and lines of more corners.
_MOST_DRAWN, _MOST_CORNERS = 600, 12
# How near, in points, the end of a line must come to what it leads to.
_REACH = 6.0
# Blank between words, in heights, that parts columns inside a frame; a number may stand so far before its text.
_COLUMN_GAP = 1.3

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Stroke:
    """A connecting line: its corners."""

    points: tuple[Point, ...]


def frames(page: Any, taken: Sequence[Box]) -> list[Box]:
    """The frames of ``page`` outside the tables ``taken``, each once, none that frames others."""
    found: list[Box] = []
    drawn = [*page.rects, *(c for c in page.curves if _is_closed(c))]
    if len(drawn) > _MOST_DRAWN:
        return []
    for thing in drawn:
        box = Box(page.page_number, thing["x0"], thing["top"], thing["x1"], thing["bottom"])
        small = box.width < _LEAST_WIDTH or box.height < _LEAST_HEIGHT
        large = box.width > _MOST * page.width and box.height > _MOST * page.height
        if small or large or any(one.holds(*box.middle) for one in taken):
            continue
        if not any(_same(box, other) for other in found):
            found.append(box)
    return [box for box in found if not any(other != box and box.holds(*other.middle) for other in found)]


def links(page: Any, found: Sequence[Box]) -> Iterator[Link]:
    """The lines that lead from the bottom of one frame of ``found`` to the tops of others, over corners and forks."""
    strokes = [*(_stroke(line) for line in page.lines), *(_stroke(c) for c in page.curves if not _is_closed(c))]
    strokes = [stroke for stroke in strokes if len(stroke.points) <= _MOST_CORNERS]
    if len(strokes) > _MOST_DRAWN:
        return
    for group in _joined(strokes):
        upper = [box for box in found if any(_ends_at(box, point, bottom=True) for point in group)]
        lower = [box for box in found if any(_ends_at(box, point, bottom=False) for point in group)]
        if len(upper) == 1:
            yield from (Link(upper[0], box) for box in lower if box != upper[0])


def paragraphs(box: Box, held: Iterable[Word]) -> Iterator[Paragraph]:
    """The text in the frame ``box``, column by column where words stand side by side, each with its part of it."""
    printed = lines(held)
    starts = _starts(printed)
    parts: list[tuple[Box, list[Line]]] = []
    for line in printed:
        segments = _segments(line)
        if len(segments) == 1 and not _in_column(segments[0], starts):
            parts.append((box, [line]))
            continue
        for segment in segments:
            part = _part(box, segment, starts)
            own = next((held for sides, held in parts if sides == part), None)
            if own is None:
                parts.append((part, [segment]))
            else:
                own.append(segment)
    for sides, held_lines in _joined_lines(parts, box):
        right = max(line.box.x1 for line in held_lines) if sides != box else box.x1
        inner = around(line.box for line in held_lines)
        drawn = Box(box.page, sides.x0, inner.top, sides.x1, inner.bottom)
        yield Paragraph(text(held_lines, right), place(inner), drawn)


def _joined_lines(parts: Sequence[tuple[Box, list[Line]]], whole: Box) -> Iterator[tuple[Box, list[Line]]]:
    """``parts`` with the lines over the whole width that follow one another put together, columns from the left."""
    for is_whole, run in groupby(parts, key=lambda part: part[0] == whole):
        found = list(run)
        if is_whole:
            yield whole, [line for _, held in found for line in held]
        else:
            yield from sorted(found, key=lambda part: part[0].x0)


def _segments(line: Line) -> list[Line]:
    """The runs of words of ``line`` between wide blanks; a number stays with what it numbers."""
    runs: list[list[Word]] = []
    for word in line.words:
        if runs:
            gap = word.box.x0 - runs[-1][-1].box.x1
            number = len(runs[-1]) == 1 and not any(c.isalpha() for c in runs[-1][0].text)
            if gap <= _COLUMN_GAP * word.box.height or number:
                runs[-1].append(word)
                continue
        runs.append([word])
    return [Line(tuple(run)) for run in runs]


def _starts(printed: Sequence[Line]) -> list[float]:
    """Where the columns of a frame begin: the left edges of segments in the line that has most of them."""
    most = max((_segments(line) for line in printed), key=len, default=[])
    return [segment.box.x0 for segment in most] if len(most) > 1 else []


def _in_column(segment: Line, starts: Sequence[float]) -> bool:
    """Whether a lone segment goes on with a column, not over all of them: it ends before the next one begins."""
    if not starts:
        return False
    later = [start for start in starts if start > segment.box.x0 + _REACH]
    right = later[0] if later else float("inf")
    return segment.box.x0 >= starts[0] - _REACH and segment.box.x1 <= right


def _part(box: Box, segment: Line, starts: Sequence[float]) -> Box:
    at = max((n for n, start in enumerate(starts) if start <= segment.box.x0 + _REACH), default=0)
    left = box.x0 if at == 0 else starts[at] - 1
    right = starts[at + 1] - 1 if at + 1 < len(starts) else box.x1
    return Box(box.page, left, box.top, right, box.bottom)


def _same(one: Box, other: Box) -> bool:
    """Whether two things are one frame: a filled area and the line around it."""
    sides = ((one.x0, other.x0), (one.top, other.top), (one.x1, other.x1), (one.bottom, other.bottom))
    return all(abs(a - b) < _REACH / 2 for a, b in sides)


def _is_closed(curve: dict[str, Any]) -> bool:
    points = curve.get("pts") or []
    return len(points) > 3 and max(abs(a - b) for a, b in zip(points[0], points[-1], strict=True)) < 1


def _stroke(thing: dict[str, Any]) -> Stroke:
    points = thing.get("pts") or [(thing["x0"], thing["top"]), (thing["x1"], thing["bottom"])]
    return Stroke(tuple((float(x), float(y)) for x, y in points))


def _joined(strokes: Sequence[Stroke]) -> list[list[Point]]:
    """The corners of strokes that meet, group by group."""
    groups: list[list[Stroke]] = []
    for stroke in strokes:
        meeting = [group for group in groups if any(_meet(stroke, other) for other in group)]
        groups = [group for group in groups if not any(group is one for one in meeting)]
        groups.append([stroke, *(one for group in meeting for one in group)])
    return [[point for stroke in group for point in stroke.points] for group in groups]


def _meet(one: Stroke, other: Stroke) -> bool:
    return any(_on(point, b) for point in one.points for b in _pieces(other)) or any(
        _on(point, b) for point in other.points for b in _pieces(one)
    )


def _pieces(stroke: Stroke) -> list[tuple[Point, Point]]:
    return list(zip(stroke.points, stroke.points[1:], strict=False))


def _on(point: Point, piece: tuple[Point, Point]) -> bool:
    (ax, ay), (bx, by) = piece
    x, y = point
    return min(ax, bx) - 2 <= x <= max(ax, bx) + 2 and min(ay, by) - 2 <= y <= max(ay, by) + 2


def _ends_at(box: Box, point: Point, *, bottom: bool) -> bool:
    x, y = point
    side = box.bottom if bottom else box.top
    return box.x0 - _REACH <= x <= box.x1 + _REACH and abs(y - side) <= _REACH
