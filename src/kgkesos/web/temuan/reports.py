"""The whole report of the build in service, made once for each build and narrowed for each request."""

from __future__ import annotations

import threading

from kgkesos.knowledge import Knowledge
from kgkesos.laporan import Laporan, Saringan, susun


class Reports:
    """Holds the report of the build that was asked about last: a build never changes, its report does not either."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._made: tuple[str, Laporan] | None = None

    def whole(self, knowledge: Knowledge) -> Laporan:
        """The report of everything in the build that ``knowledge`` opened. Threads that meet make it once."""
        with self._lock:
            if self._made is None or self._made[0] != knowledge.build.name:
                self._made = (knowledge.build.name, susun.of_build(knowledge, Saringan()))
            return self._made[1]
