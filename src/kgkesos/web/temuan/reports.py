"""The whole report of the build in service, made once for each build and narrowed for each request."""

from __future__ import annotations

from kgkesos.knowledge import Knowledge
from kgkesos.laporan import Laporan, Saringan, susun
from kgkesos.web.service import OfBuild


class Reports:
    """Holds the report of the build that was asked about last."""

    def __init__(self) -> None:
        self._made = OfBuild(lambda knowledge: susun.of_build(knowledge, Saringan()))

    def whole(self, knowledge: Knowledge) -> Laporan:
        """The report of everything in the build that ``knowledge`` opened."""
        return self._made.of(knowledge)
