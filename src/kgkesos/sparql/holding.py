"""Bytes held for clients who send, or take, no faster than they like: a bound for each, and for all together."""

from __future__ import annotations

import asyncio
import contextlib
from collections import Counter
from collections.abc import AsyncIterator


class FullError(Exception):
    """There is no room for more bytes of this client, or for this client among others."""


class Hold:
    """Bytes held for one request of ``client``; ``ended`` where it had to go for others."""

    def __init__(self, client: str, time: asyncio.Timeout) -> None:
        self.client = client
        self.size = 0
        self.ended = False
        self._time = time

    def end(self) -> None:
        """Let whoever holds it give up now, as when its time is over."""
        self.ended = True
        with contextlib.suppress(RuntimeError):
            # Its time may be over just now.
            self._time.reschedule(asyncio.get_running_loop().time())


class Holding:
    """At most ``most`` bytes are held, ``most_of_one`` of them for one client.

    Where there is no room for one who holds little, the largest goes of the client that holds most.
    """

    def __init__(self, most: int, most_of_one: int) -> None:
        self._most, self._most_of_one = most, most_of_one
        self._holds: list[Hold] = []
        self._of_client: Counter[str] = Counter()

    @contextlib.asynccontextmanager
    async def of(self, client: str, seconds: float) -> AsyncIterator[Hold]:
        """What is held for a request of ``client`` meanwhile, for so many ``seconds``.

        Raises:
            TimeoutError: the time is over, or another needed the room.
        """
        async with asyncio.timeout(seconds) as time:
            hold = Hold(client, time)
            self._holds.append(hold)
            try:
                yield hold
            finally:
                self._let_go(hold)

    def more(self, hold: Hold, size: int) -> None:
        """Hold ``size`` more bytes.

        Raises:
            FullError: there is no room.
        """
        self.check(hold.client, size)
        own = self._of_client[hold.client] + size
        while sum(self._of_client.values()) + size > self._most:
            client = max(self._of_client, key=self._of_client.__getitem__, default=hold.client)
            if self._of_client[client] <= own:
                raise FullError
            largest = max((one for one in self._holds if one.client == client), key=lambda one: one.size)
            largest.end()
            self._let_go(largest)
        hold.size += size
        self._of_client[hold.client] += size

    def check(self, client: str, size: int) -> None:
        """See whether ``client`` may have ``size`` more bytes of its own share.

        Raises:
            FullError: it may not.
        """
        if self._of_client[client] + size > self._most_of_one:
            raise FullError

    def _let_go(self, hold: Hold) -> None:
        if hold in self._holds:
            self._holds.remove(hold)
            self._of_client[hold.client] -= hold.size
            if self._of_client[hold.client] <= 0:
                del self._of_client[hold.client]
