"""What is done in the loop of events itself, a little for each client at a time: many connections hurt nobody else."""

from __future__ import annotations

import asyncio
from collections import deque
from typing import Final

# So many of one client are done before others are looked at; fewer cost who has 16 connections a tenth of its rate.
_TOGETHER: Final = 8


class Pace:
    """Lets the requests of each client go on, so many in one turn of the loop. Those that wait go in their order.

    One that comes while others are let go may be done before them, never before those that still wait.
    """

    def __init__(self) -> None:
        # Of each client that was let go on in this turn: how many more may, and who waits for the next.
        self._left: dict[str, int] = {}
        self._waiting: dict[str, deque[asyncio.Future[None]]] = {}

    async def turn(self, client: str) -> None:
        """Return when a request of ``client`` may go on."""
        left = self._left.get(client)
        if left is None:
            self._begin(client, _TOGETHER - 1)
        elif left and client not in self._waiting:
            self._left[client] = left - 1
        else:
            one = asyncio.get_running_loop().create_future()
            self._waiting.setdefault(client, deque()).append(one)
            await one

    def _begin(self, client: str, left: int) -> None:
        self._left[client] = left
        asyncio.get_running_loop().call_soon(self._end, client)

    def _end(self, client: str) -> None:
        """The turn is over: those that wait go on, as many as may."""
        del self._left[client]
        line = self._waiting.get(client, deque())
        left = _TOGETHER
        while line and left:
            one = line.popleft()
            if not one.done():
                one.set_result(None)
                left -= 1
        if not line:
            self._waiting.pop(client, None)
        if left < _TOGETHER:
            self._begin(client, left)
