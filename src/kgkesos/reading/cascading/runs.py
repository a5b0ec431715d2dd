"""Where a printed numbering starts again: a list of numbers cut into the lists it was put together from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

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


def runs(items: Sequence[Numbered], expected: int | None = None) -> Runs:
    """The least odd way to cut ``items`` into lists, each in its printed order, about ``expected`` of them."""
    most = min(len(items), (expected or len(items)) + 5)
    # best[k][end]: the least cost of cutting items[:end] into k lists, and the start of the last of them.
    best: list[dict[int, tuple[float, int]]] = [{0: (0.0, 0)}]
    costs_of = [
        [oddness(items[start:end], first=start == 0) for end in range(start + 1, min(len(items), start + _LONGEST) + 1)]
        for start in range(len(items))
    ]
    for _ in range(most):
        best.append(_one_more(costs_of, best[-1]))
    ends = [(k, at[len(items)][0]) for k, at in enumerate(best) if len(items) in at]
    if not ends:
        return Runs((), 0.0)
    costs = {k: cost + (_UNEXPECTED * abs(k - expected) if expected is not None else 0.0) for k, cost in ends}
    k = min(costs, key=lambda k: (costs[k], k))
    return Runs(_lengths(best, k, len(items)), costs[k])


def _one_more(costs_of: list[list[float]], before: dict[int, tuple[float, int]]) -> dict[int, tuple[float, int]]:
    """The best of each end with one list more; ``costs_of[start]`` holds the oddness of each list from there."""
    found: dict[int, tuple[float, int]] = {}
    for start, (cost, _) in before.items():
        for end, odd in enumerate(costs_of[start] if start < len(costs_of) else (), start + 1):
            if end not in found or cost + odd < found[end][0]:
                found[end] = (cost + odd, start)
    return found


def _lengths(best: list[dict[int, tuple[float, int]]], k: int, end: int) -> tuple[int, ...]:
    lengths: list[int] = []
    while k:
        start = best[k][end][1]
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
    missing = [number for number in missing if number not in _filled(items, missing)]
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
    missing = [n for n in range(1, highest + 1) if n not in values]
    seen: set[int] = set()
    twice: list[int] = []
    for value in values:
        (twice.append if value in seen else seen.add)(value)
    return missing, twice
