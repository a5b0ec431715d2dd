"""How long the steps of a build take."""

from __future__ import annotations

import time


class Clock:
    """Seconds spent in each step."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._last = time.perf_counter()

    def lap(self, step: str) -> None:
        """Note the time since the last lap under ``step``."""
        now = time.perf_counter()
        self.seconds[step] = now - self._last
        self._last = now
