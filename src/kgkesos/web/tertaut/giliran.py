"""Turns for what is dear to make: so many at once, of one client fewer; who waits too long is told to come again."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import AsyncIterator
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Final

from kgkesos.errors import BusyError

# What is made; without one it is made for each who asks.
Name = tuple[str, ...]
# After so many seconds who met a full house may come once more.
_SOON: Final = 2


@dataclass(frozen=True, slots=True)
class Batas:
    """So many have a turn ``at_once``, ``of_one`` client so many of them.

    ``queue`` may wait, ``queue_of_one`` client so many of them, for ``patience`` seconds.
    """

    at_once: int = 2
    of_one: int = 1
    queue: int = 128
    queue_of_one: int = 8
    patience: float = 5.0


@dataclass(slots=True, eq=False)
class _Asking:
    """Somebody who wants a turn, and what is told: that it is there, or that none is needed any more."""

    client: str
    name: Name
    told: Future[bool] = field(default_factory=Future)


class Giliran:
    """Gives turns within ``batas``, in the order in which they are asked for; several event loops may ask."""

    def __init__(self, batas: Batas) -> None:
        self._batas = batas
        self._lock = threading.Lock()
        self._busy: list[_Asking] = []
        self._waiting: list[_Asking] = []

    @contextlib.asynccontextmanager
    async def turn(self, client: str, name: Name = ()) -> AsyncIterator[bool]:
        """A turn for ``client`` to make ``name``; False, and no turn, where somebody has tried it meanwhile.

        Raises:
            BusyError: too many wait already, or it waited in vain.
        """
        asking = _Asking(client, name)
        self._ask(asking)
        try:
            yield await self._told(asking)
        finally:
            self._leave(asking)

    async def _told(self, asking: _Asking) -> bool:
        if not asking.told.done():
            waiting = asyncio.wrap_future(asking.told)
            done, _ = await asyncio.wait([waiting], timeout=self._batas.patience)
            if not done:
                raise _busy()
        return asking.told.result()

    def _ask(self, asking: _Asking) -> None:
        with self._lock:
            if self._may(asking):
                self._give(asking)
                return
            mine = sum(one.client == asking.client for one in self._waiting)
            if len(self._waiting) >= self._batas.queue or mine >= self._batas.queue_of_one:
                raise _busy()
            self._waiting.append(asking)

    def _leave(self, asking: _Asking) -> None:
        """``asking`` goes, whether it had a turn or not; others go on."""
        with self._lock:
            if asking in self._waiting:
                self._waiting.remove(asking)
            if asking in self._busy:
                self._busy.remove(asking)
                for one in [one for one in self._waiting if one.name and one.name == asking.name]:
                    self._waiting.remove(one)
                    one.told.set_result(False)
            for one in list(self._waiting):
                if self._may(one):
                    self._waiting.remove(one)
                    self._give(one)

    def _may(self, asking: _Asking) -> bool:
        mine = sum(one.client == asking.client for one in self._busy)
        made = any(asking.name and one.name == asking.name for one in self._busy)
        return len(self._busy) < self._batas.at_once and mine < self._batas.of_one and not made

    def _give(self, asking: _Asking) -> None:
        self._busy.append(asking)
        asking.told.set_result(True)


def _busy() -> BusyError:
    return BusyError(
        "Terlalu banyak yang diminta sekaligus; coba lagi sebentar lagi. (Too much is asked for at once: try again.)",
        _SOON,
    )
