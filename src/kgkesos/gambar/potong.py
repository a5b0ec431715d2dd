"""A picture cut into bands that fit on pages, between boxes wherever that can be."""

from __future__ import annotations

from kgkesos.gambar.lukis import Lembar
from kgkesos.gambar.model import Bidang

# What stays free above and below a cut, in pixels.
_FREE = 6


def bands(sheet: Lembar, most: int) -> tuple[tuple[int, int], ...]:
    """Where bands of ``sheet`` begin and how high they are, each at most ``most`` high, which is more than its head.

    A band ends where no box stands, as low as it may; in the middle of a box only where one is as high as the band.
    """
    cuts: list[tuple[int, int]] = []
    start = 0
    while sheet.tinggi - start > most:
        end = _end(sheet.bidang, start - sheet.y, start + most - sheet.y) + sheet.y
        cuts.append((start, end - start))
        start = end
    return (*cuts, (start, sheet.tinggi - start))


def _end(field: Bidang, start: int, last: int) -> int:
    """The lowest height up to ``last`` that no box crosses; ``last`` where there is none below ``start``."""
    at = last
    while at > start:
        crossed = [box for box in field.kotak if box.y - _FREE < at < box.y + box.tinggi + _FREE]
        if not crossed:
            return at
        at = min(box.y for box in crossed) - _FREE
    return last
