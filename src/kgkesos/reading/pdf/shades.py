"""Coloured areas of a page: where boxes have no line between them, the ends of a colour part them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

# Areas nearer than this, in points, touch.
_NEAR = 1.5
# So much of a rectangle must be filled for its sides to count.
_FILLED = 0.95
_WHITE = 0.97
# So many areas of a group are looked at for one that touches: more stand in no row of a table.
_RECENT = 200


def areas(rects: Iterable[dict[str, Any]], thin: float) -> list[dict[str, Any]]:
    """The rectangles that touching areas of one colour fill together, each as a pdfplumber rect.

    A shade behind the words of one cell is printed in pieces; only the whole of it may end where a cell does.
    """
    by_colour: dict[str, list[dict[str, Any]]] = {}
    for rect in rects:
        if rect.get("fill") and not rect.get("stroke") and min(rect["width"], rect["height"]) > thin:
            colour = rect.get("non_stroking_color")
            if not _is_white(colour):
                by_colour.setdefault(str(colour), []).append(rect)
    return [area for same in by_colour.values() for group in _touching(same) if (area := _whole(group))]


def _is_white(colour: Any) -> bool:
    parts = colour if isinstance(colour, list | tuple) else [colour]
    numbers = [part for part in parts if isinstance(part, int | float)]
    if len(numbers) == 4:
        return max(numbers) <= 1 - _WHITE
    return bool(numbers) and min(numbers) >= _WHITE


def _touching(same: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """The areas that touch, directly or over others; from the top down, so that only near ones are compared."""
    open_: list[list[dict[str, Any]]] = []
    closed: list[list[dict[str, Any]]] = []
    for rect in sorted(same, key=lambda r: (r["top"], r["x0"])):
        still = [group for group in open_ if max(r["bottom"] for r in group[-_RECENT:]) + _NEAR >= rect["top"]]
        closed.extend(group for group in open_ if not any(group is one for one in still))
        near = [group for group in still if any(_touch(rect, other) for other in group[-_RECENT:])]
        open_ = [group for group in still if not any(group is one for one in near)]
        open_.append([*(one for group in near for one in group), rect])
    return [*closed, *open_]


def _touch(one: dict[str, Any], other: dict[str, Any]) -> bool:
    across = one["x0"] <= other["x1"] + _NEAR and other["x0"] <= one["x1"] + _NEAR
    return bool(across and one["top"] <= other["bottom"] + _NEAR and other["top"] <= one["bottom"] + _NEAR)


def _whole(group: list[dict[str, Any]]) -> dict[str, Any] | None:
    x0, x1 = min(r["x0"] for r in group), max(r["x1"] for r in group)
    top, bottom = min(r["top"] for r in group), max(r["bottom"] for r in group)
    filled = sum(r["width"] * r["height"] for r in group)
    if filled < _FILLED * (x1 - x0) * (bottom - top):
        return None
    sides = {"x0": x0, "x1": x1, "top": top, "bottom": bottom, "width": x1 - x0, "height": bottom - top}
    return {**group[0], **sides}
