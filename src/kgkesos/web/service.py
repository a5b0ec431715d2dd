"""The build in service, opened once and shared by every request, and changed when ``current`` names another.

Beside it what is made of a build for many requests.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Generic, TypeVar

from kgkesos import builds
from kgkesos.errors import StoreError
from kgkesos.knowledge import Knowledge

_log = logging.getLogger(__name__)
Made = TypeVar("Made")


class Service:
    """Holds the open build of one folder. A request takes it once and keeps it to its end, whatever is built meanwhile.

    Raises:
        StoreError: on making it, there is no build in the folder or it cannot be opened.
    """

    def __init__(self, kg: Path) -> None:
        self._kg = kg
        self._lock = threading.Lock()
        self._open = Knowledge.open(kg)

    def name(self) -> str:
        """The name of the build that is open: no file is looked at."""
        return self._open.build.name

    def knowledge(self) -> Knowledge:
        """The build in service. While a newer one cannot be opened, the one that is open stays in service."""
        try:
            named = builds.current(self._kg)
        except StoreError as error:
            _log.warning("still serving %s: %s", self._open.build.name, error)
            return self._open
        if named.name == self._open.build.name:
            return self._open
        with self._lock:
            return self._changed(named)

    def _changed(self, named: builds.Build) -> Knowledge:
        """``named``, opened unless another thread has opened it meanwhile. The lock is held."""
        if named.name != self._open.build.name:
            try:
                self._open = Knowledge(named)
            except StoreError as error:
                _log.warning("still serving %s: %s", self._open.build.name, error)
        return self._open


class OfBuild(Generic[Made]):
    """What ``make`` makes of a build, kept for the one that was asked about last: a build never changes."""

    def __init__(self, make: Callable[[Knowledge], Made]) -> None:
        self._make = make
        self._lock = threading.Lock()
        self._kept: tuple[str, Made] | None = None

    def of(self, knowledge: Knowledge) -> Made:
        """What is made of the build that ``knowledge`` opened. Threads that meet make it once."""
        with self._lock:
            if self._kept is None or self._kept[0] != knowledge.build.name:
                self._kept = (knowledge.build.name, self._make(knowledge))
            return self._kept[1]
