"""How much one query, one client and all of them together may take."""

from __future__ import annotations

import os
from dataclasses import dataclass, field

_MIB = 1024 * 1024


def _processors() -> int:
    """One worker for each processor, and never one alone: beside a long query another must be answered."""
    return max(2, os.cpu_count() or 1)


def told(size: int) -> str:
    """``size`` bytes in the largest unit that they fill.

    >>> told(20 * 2**20), told(1536), told(9)
    ('20 MiB', '1.5 KiB', '9 B')
    """
    for unit, name in ((_MIB, "MiB"), (1024, "KiB")):
        if size >= unit:
            return f"{size / unit:.4g} {name}"
    return f"{size} B"


@dataclass(frozen=True, slots=True)
class Limits:
    """The bounds of an endpoint; sizes are bytes, times seconds.

    ``workers`` answer at once; beside them up to ``heavy`` queries run that took longer than ``heavy_after``, each in a
    process of low priority. ``queue`` requests may wait, ``queue_of_one`` of them from one client, for ``patience``.
    """

    workers: int = field(default_factory=_processors)
    heavy: int = 4
    heavy_after: float = 0.25
    seconds: float = 10.0
    memory: int = 512 * _MIB
    rows: int = 100_000
    size: int = 20 * _MIB
    text: int = 256 * 1024
    queue: int = 128
    queue_of_one: int = 32
    patience: float = 10.0
    # Answers that clients have not taken yet: all together (a quarter for one client), and how long one may take.
    outgoing: int = 200 * _MIB
    # Answers kept for who asks the same again.
    remembered: int = 32 * _MIB
    sending: float = 120.0
    # Requests that clients have not sent in full: all together (a quarter for one client), and how long one may take.
    incoming: int = 64 * _MIB
    receiving: float = 10.0
