"""The lines between boxes: corners in the gutters between columns, each gutter as wide as its lines need."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from kgkesos.gambar.model import Batang, Garis, Hubungan, Kotak

# Room for the word beside a line, for each upright line, and before the boxes at the left, in pixels.
KATA, _TRACK, _START = 104, 9, 24
# Lines that pass between two boxes keep so far apart, as many as there is room for.
_APART, _ABREAST = 4, 4


@dataclass(frozen=True, slots=True)
class Jalur:
    """Where the columns begin, the lines, and the trunks."""

    kiri: tuple[int, ...]
    garis: tuple[Garis, ...]
    batang: tuple[Batang, ...]


@dataclass(slots=True)
class _Gutter:
    """The upright lines before a column: each a name and the heights that it reaches."""

    reach: dict[str, tuple[int, int]] = field(default_factory=dict)

    def add(self, name: str, *heights: int) -> None:
        held = (*self.reach.get(name, ()), *heights)
        self.reach[name] = (min(held), max(held))

    def tracks(self) -> dict[str, int]:
        """A track for each line: two share one where they do not meet."""
        ends: list[int] = []
        chosen = {}
        for name, (first, last) in sorted(self.reach.items(), key=lambda item: item[1]):
            track = next((at for at, end in enumerate(ends) if end < first), len(ends))
            ends[track : track + 1] = [last]
            chosen[name] = track
        return chosen


def lines(boxes: Mapping[str, Kotak], columns: Mapping[str, int], ties: Sequence[Hubungan]) -> Jalur:
    """The lines of ``ties`` between ``boxes`` (placed in height) that stand in ``columns``."""
    width = max(columns.values(), default=-1) + 1
    gutters = [_Gutter() for _ in range(width + 1)]
    passed = _Passed(boxes, columns)
    starts = _ports(boxes, ties)
    ways = []
    for number, tie in enumerate(ties):
        # What supports a node of its own column, or of one to the right, comes in from the left as well.
        goal = max(1, columns[tie.ke] + 1) if columns[tie.ke] < columns[tie.dari] else columns[tie.dari]
        way, height = [], starts[number]
        for at in range(columns[tie.dari], goal, -1):
            through = passed.between(at - 1, height)
            way.append((at, f"{number}", through))
            gutters[at].add(f"{number}", height, through)
            height = through
        trunk = tie.ke if columns[tie.ke] < columns[tie.dari] else f"{tie.ke} {number}"
        gutters[goal].add(trunk, height, _middle(boxes[tie.ke]))
        ways.append((tie, starts[number], way, goal, trunk))
    tracks = [gutter.tracks() for gutter in gutters]
    lefts = _lefts(tracks, next(iter(boxes.values())).lebar if boxes else 0)

    def x(gutter: int, name: str) -> int:
        return _after(lefts, gutter, boxes) + _TRACK * (tracks[gutter][name] + 1)

    drawn, reach = [], dict[tuple[str, int, str], list[int]]()
    for tie, start, way, goal, trunk in ways:
        points = [(lefts[columns[tie.dari]], start)]
        for at, name, through in way:
            points += [(x(at, name), points[-1][1]), (x(at, name), through)]
        points.append((x(goal, trunk), points[-1][1]))
        drawn.append(Garis(tie, tuple(points)))
        reach.setdefault((tie.ke, goal, trunk), []).append(points[-1][1])
    trunks = tuple(
        _trunk(boxes[node], x(goal, name), heights, lefts[columns[node]], left_of=goal > columns[node])
        for (node, goal, name), heights in reach.items()
    )
    return Jalur(tuple(lefts), tuple(drawn), trunks)


def _trunk(box: Kotak, at: int, heights: Sequence[int], left: int, *, left_of: bool) -> Batang:
    """The upright line at ``at`` that all lines to ``box`` end at, and where it meets the box."""
    middle = _middle(box)
    edge = left + box.lebar if left_of else left
    return Batang(box.simpul.iri, ((at, min(*heights, middle)), (at, max(*heights, middle))), (edge, middle))


def _middle(box: Kotak) -> int:
    """Where the lines from below meet a box: near its top, so that they are seen beside its words."""
    return box.y + min(box.tinggi // 2, 31)


def _ports(boxes: Mapping[str, Kotak], ties: Sequence[Hubungan]) -> list[int]:
    """The height at which each line leaves its box: each its own."""
    count: dict[str, int] = {}
    for tie in ties:
        count[tie.dari] = count.get(tie.dari, 0) + 1
    seen: dict[str, int] = {}
    heights = []
    for tie in ties:
        box, nth = boxes[tie.dari], seen.get(tie.dari, 0)
        seen[tie.dari] = nth + 1
        alone = count[tie.dari] == 1
        heights.append(_middle(box) if alone else box.y + box.tinggi * (nth + 1) // (count[tie.dari] + 1))
    return heights


def _after(lefts: Sequence[int], gutter: int, boxes: Mapping[str, Kotak]) -> int:
    """Where the gutter before column ``gutter`` begins."""
    return lefts[gutter - 1] + next(iter(boxes.values())).lebar if gutter else 0


def _lefts(tracks: Sequence[Mapping[str, int]], box: int) -> list[int]:
    """Where each column begins."""
    lefts: list[int] = []
    for at, gutter in enumerate(tracks[:-1]):
        used = _TRACK * (max(gutter.values(), default=-1) + 2)
        before = lefts[-1] + box if lefts else 0
        lefts.append(before + (used + KATA if at or gutter else _START))
    return lefts


class _Passed:
    """The room between the boxes of each column."""

    def __init__(self, boxes: Mapping[str, Kotak], columns: Mapping[str, int]) -> None:
        self._gaps: dict[int, list[int]] = {}
        self._used: dict[tuple[int, int], int] = {}
        held: dict[int, list[Kotak]] = {}
        for iri, box in boxes.items():
            held.setdefault(columns[iri], []).append(box)
        for column, inside in held.items():
            self._gaps[column] = list(_gaps(sorted(inside, key=lambda box: box.y)))

    def between(self, column: int, height: int) -> int:
        """A height near ``height`` at which a line passes ``column`` and crosses no box."""
        gap = min(self._gaps[column], key=lambda one: (abs(one - height), one))
        nth = self._used[column, gap] = self._used.get((column, gap), -1) + 1
        return gap + (nth % _ABREAST - _ABREAST // 2) * _APART


def _gaps(boxes: Sequence[Kotak]) -> Iterable[int]:
    """The middles of the rooms between ``boxes``, one below another; those that are higher at both their ends."""
    margin = _APART * _ABREAST // 2 + 1
    yield boxes[0].y - margin
    for upper, lower in pairwise(boxes):
        end = upper.y + upper.tinggi
        yield (end + lower.y) // 2
        if lower.y - end > 4 * margin:
            yield end + margin
            yield lower.y - margin
    yield boxes[-1].y + boxes[-1].tinggi + margin
