"""Who waits, for a worker or for a turn: a line for each client, and a bound on all of them together."""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Callable, Container, Iterator
from typing import Generic, Protocol, TypeVar


class Waits(Protocol):
    """What waits is of a client."""

    client: str


Waiting = TypeVar("Waiting", bound=Waits)


class LineFullError(Exception):
    """Too many wait already; its words are the reason, for figures."""


class Lines(Generic[Waiting]):
    """At most ``most`` wait, ``most_of_one`` of them of one client; ``left`` is told who waits no more."""

    def __init__(self, most: int, most_of_one: int, left: Callable[[Waiting], None]) -> None:
        self._most, self._most_of_one, self._left = most, most_of_one, left
        self._lines: OrderedDict[str, deque[Waiting]] = OrderedDict()
        self._length = 0

    def __len__(self) -> int:
        return self._length

    def __contains__(self, client: object) -> bool:
        return client in self._lines

    def __iter__(self) -> Iterator[str]:
        """The clients that wait; who waits longest for a turn is first."""
        return iter(self._lines)

    def join(self, one: Waiting, blocked: Container[str] = ()) -> Waiting | None:
        """Let ``one`` wait. Where all places are taken the last of the longest line goes for it: that is given back.

        Of lines as long, one whose client is ``blocked`` goes for one whose client is not.

        Raises:
            LineFullError: too many wait already.
        """
        goes = None
        if len(self._lines.get(one.client, ())) >= self._most_of_one:
            raise LineFullError("line full")
        if self._length >= self._most:
            goes = self._last_of_longest(one.client, blocked)
            if goes is None:
                raise LineFullError("all lines full")
            self.leave(goes)
        self._lines.setdefault(one.client, deque()).append(one)
        self._length += 1
        return goes

    def leave(self, one: Waiting) -> None:
        """``one`` waits no more, if it did."""
        line = self._lines.get(one.client)
        if line is None or one not in line:
            return
        line.remove(one)
        self._length -= 1
        if not line:
            del self._lines[one.client]
        self._left(one)

    def take(self, client: str) -> Waiting:
        """The first of ``client``, which waits no more; the client goes behind the others."""
        one = self._lines[client][0]
        self.leave(one)
        if client in self._lines:
            self._lines.move_to_end(client)
        return one

    def clear(self) -> tuple[Waiting, ...]:
        """All that wait, who wait no more."""
        every = tuple(one for line in self._lines.values() for one in line)
        for one in every:
            self.leave(one)
        return every

    def _last_of_longest(self, client: str, blocked: Container[str]) -> Waiting | None:
        """Whose place one of ``client`` may have."""
        lengths = ((len(line), other in blocked, other) for other, line in self._lines.items())
        length, is_blocked, longest = max(lengths, default=(0, False, client))
        with_mine = len(self._lines.get(client, ())) + 1
        gives_way = length > with_mine or (length == with_mine and is_blocked and client not in blocked)
        return self._lines[longest][-1] if gives_way else None
