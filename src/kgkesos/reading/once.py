"""What several readers ask of the same place of a source: found once, and kept as long as the source itself."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from functools import wraps
from typing import TypeVar, TypeVarTuple

from kgkesos.reading.excerpt import Source

Found = TypeVar("Found")
Place = TypeVarTuple("Place")
_UNKNOWN = object()
# Further places are found anew each time: a long text must not fill the memory.
_MOST = 100_000
# How many texts a function keeps its answers for: the heads of tables and labels, and the words of a document.
TITLES, WORDS = 1_000, 20_000


def once(find: Callable[[Source, *Place], Found]) -> Callable[[Source, *Place], Found]:
    """``find``, whose answers are kept with the source they are of; it must depend on its arguments alone."""

    @wraps(find)
    def kept(source: Source, *place: *Place) -> Found:
        known = source.kept.get(find)
        if known is None:
            known = source.kept[find] = {}
        elif (kept := known.get(place, _UNKNOWN)) is not _UNKNOWN:
            return kept  # type: ignore[return-value]
        found = find(source, *place)
        if len(known) < _MOST:
            known[place] = found
        return found

    return kept


@once
def _printed(source: Source) -> tuple[int, ...]:
    return tuple(number for number, line in enumerate(source.text.split("\n"), 1) if line.strip())


def printed(source: Source, first: int, until: int) -> Sequence[int]:
    """The lines from ``first`` up to, not including, ``until`` that are not blank: in a text layer half of them are."""
    return between(_printed(source), first, until)


def between(numbers: Sequence[int], first: int, until: int) -> Sequence[int]:
    """Those of the sorted ``numbers`` from ``first`` up to, not including, ``until``."""
    return numbers[bisect_left(numbers, first) : bisect_left(numbers, until)]
