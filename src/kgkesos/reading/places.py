"""Where in its file a text stands that was decoded from paragraphs and cells, and which cells are merged."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field

from kgkesos.reading.blocks import Box, Link


@dataclass(frozen=True, slots=True)
class Places:
    """The places of the pieces of a decoded text, in its order; offsets count its code points.

    ``merged`` leads from where an empty cell stands that a merged one covers to the span of the words it shows;
    ``boxes`` are the frames of the pieces (None: text outside frames), ``links`` the lines drawn between frames.
    """

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    names: tuple[str, ...]
    merged: Mapping[int, tuple[int, int]] = field(default_factory=dict)
    boxes: tuple[Box | None, ...] = ()
    links: tuple[Link, ...] = ()

    def of(self, start: int, end: int) -> str | None:
        """The place of the text from ``start`` up to ``end``: of its first and last piece; None where none is known.

        >>> places = Places((0, 6), (5, 9), ("sel A1", "sel B1"))
        >>> places.of(1, 3), places.of(1, 8), places.of(20, 21)
        ('sel A1', 'sel A1 – sel B1', None)
        """
        first, last = self._at(start), self._at(max(start, end - 1))
        named = [name for name in (first, last) if name]
        return " – ".join(dict.fromkeys(named)) or None

    def _at(self, offset: int) -> str | None:
        at = bisect_right(self.starts, offset) - 1
        return self.names[at] if at >= 0 and offset < self.ends[at] else None
