"""Where on a page a point lies: among many boxes the first that holds it, looked up by its height."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Any

from kgkesos.reading.blocks import Box


class Areas:
    """Boxes in the order in which they are asked: where two overlap, the earlier one holds the point."""

    def __init__(self, boxes: Sequence[Box]) -> None:
        self._boxes = boxes
        self._edges = sorted({side for box in boxes for side in (box.top, box.bottom)})
        self._bands: list[list[int]] = [[] for _ in self._edges]
        for number, box in enumerate(boxes):
            first, last = bisect_right(self._edges, box.top) - 1, bisect_right(self._edges, box.bottom) - 1
            for band in range(first, last):
                self._bands[band].append(number)

    def at(self, x: float, y: float) -> int | None:
        """The number of the box that holds the point; None where none does."""
        band = bisect_right(self._edges, y) - 1
        if band < 0:
            return None
        return next((number for number in self._bands[band] if self._boxes[number].holds(x, y)), None)

    def of(self, char: dict[str, Any]) -> int | None:
        """The number of the box that the middle of a character lies in."""
        return self.at((char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2)
