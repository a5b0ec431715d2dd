"""Where a printed numbering starts again: a list of numbers cut into the lists it was put together from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf

# What speaks against a list of numbers being one list. Found by hand on sheets with one cell missing or misnumbered:
# a list without its 1 is odder than a gap, a number twice odder than one out of order.
_NO_FIRST = 2.0
_MISSING = 1.0
_TWICE = 3.0
_OUT_OF_ORDER = 1.25
_EACH_STEP_BACK = 0.25
_MIXED_LABELS = 2.0
_UNNUMBERED_START = 1.0
# What a list more or less than expected costs.
_UNEXPECTED = 2.0
# No list is longer, and of no place are more ways to cut what stands before it looked at: the time stays linear.
_LONGEST = 40


@dataclass(frozen=True, slots=True)
class Numbered:
    """One item of a numbering: its number, whether its cell bears a label, whether a programme stands before it.

    ``lost`` marks the place of an item whose cell is missing (its indicator is there): it may have any number.
    """

    value: int | None
    labelled: bool = True
    after_program: bool = False
    lost: bool = False


@dataclass(frozen=True, slots=True)
class Runs:
    """A numbering cut into lists: the length of each, and how odd the whole is."""

    lengths: tuple[int, ...]
    cost: float


# What is known of one place: for a number of lists before it, their least cost and where the last of them starts.
_States = dict[int, tuple[float, int]]


def runs(items: Sequence[Numbered], expected: int | None = None) -> Runs:
    """The least odd way to cut ``items`` into lists, each in its printed order, about ``expected`` of them."""
    each = _UNEXPECTED if expected is not None else 0.0
    count = len(items)
    # at[end]: the ways to cut items[:end].
    at: list[_States] = [{} for _ in range(count + 1)]
    at[0] = {0: (0.0, 0)}
    for start in range(count):
        at[start] = _near(_worthwhile(at[start], each), (expected or 0) * start / count, each)
        for end in range(start + 1, min(count, start + _LONGEST) + 1):
            _extend(at[start], at[end], start, oddness(items[start:end], first=start == 0))
    costs = {k: cost + each * abs(k - (expected or 0)) for k, (cost, _) in at[count].items()}
    k = min(costs, key=lambda k: (costs[k], k))
    return Runs(_lengths(at, k, count), costs[k])


def _extend(before: _States, after: _States, start: int, odd: float) -> None:
    """Add to ``after`` the ways of ``before`` with one list more, from ``start``; of equals the earlier start stays."""
    for k, (cost, _) in before.items():
        known = after.get(k + 1)
        if known is None or cost + odd < known[0]:
            after[k + 1] = (cost + odd, start)


def _worthwhile(states: _States, each: float) -> _States:
    """``states`` without those that cannot win: one with other lists costs less, even if each of them costs ``each``.

    What follows costs the same after either, so the one kept wins in the end too; of equals the fewer lists win.
    """
    ordered = sorted(states)
    dear: set[int] = set()
    best = inf
    for k in ordered:
        cost = states[k][0] - each * k
        if best <= cost:
            dear.add(k)
        best = min(best, cost)
    best = inf
    for k in reversed(ordered):
        cost = states[k][0] + each * k
        if best < cost:
            dear.add(k)
        best = min(best, cost)
    return {k: states[k] for k in ordered if k not in dear}


def _near(states: _States, share: float, each: float) -> _States:
    """The best of many ``states``, by their cost and by how far from ``share``, the lists expected so far."""
    if len(states) <= _LONGEST:
        return states
    kept = sorted(states, key=lambda k: (states[k][0] + each * abs(k - share), k))[:_LONGEST]
    return {k: states[k] for k in kept}


def _lengths(at: Sequence[_States], k: int, end: int) -> tuple[int, ...]:
    lengths: list[int] = []
    while k:
        start = at[end][k][1]
        lengths.append(end - start)
        k, end = k - 1, start
    return tuple(reversed(lengths))


def oddness(items: Sequence[Numbered], first: bool = True) -> float:
    """How much speaks against ``items`` being one list; ``first`` where nothing stands before them."""
    printed = [item for item in items if not item.lost]
    values = [item.value for item in printed if item.value is not None]
    mixed = _MIXED_LABELS if len({item.labelled for item in printed}) > 1 else 0.0
    if not values:
        return mixed + (0.0 if first or items[0].after_program else _UNNUMBERED_START)
    missing, twice = faults(values)
    filled = _filled(items, missing)
    missing = [number for number in missing if number not in filled]
    steps_back = sum(b < a for a, b in pairwise(values))
    return (
        mixed
        + (_NO_FIRST if 1 in missing else 0.0)
        + _MISSING * len(missing)
        + _TWICE * len(twice)
        + (_OUT_OF_ORDER + _EACH_STEP_BACK * steps_back if steps_back else 0.0)
    )


def _filled(items: Sequence[Numbered], missing: Sequence[int]) -> set[int]:
    """The missing numbers that lost items stand in the place of: after the number before, before the number after."""
    filled: set[int] = set()
    for at, item in enumerate(items):
        if item.lost:
            before = max((i.value for i in items[:at] if i.value is not None), default=0)
            after = next((i.value for i in items[at:] if i.value is not None), 0)
            filled.update([n for n in missing if before < n < after and n not in filled][:1])
    return filled


def faults(values: Sequence[int]) -> tuple[list[int], list[int]]:
    """The numbers that a list from 1 lacks, and those that it has more than once (each repeat named)."""
    highest = min(max(values, default=0), len(values) + _LONGEST)
    missing = sorted(set(range(1, highest + 1)).difference(values))
    seen: set[int] = set()
    twice: list[int] = []
    for value in values:
        (twice.append if value in seen else seen.add)(value)
    return missing, twice
