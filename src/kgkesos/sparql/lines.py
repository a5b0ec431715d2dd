"""Who waits for a worker: a line for each client, and a bound on all of them together."""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Container, Iterator

from kgkesos.sparql import messages
from kgkesos.sparql.ticket import Ticket


class Lines:
    """At most ``most`` tickets wait, ``most_of_one`` of them of one client."""

    def __init__(self, most: int, most_of_one: int) -> None:
        self._most, self._most_of_one = most, most_of_one
        self._lines: OrderedDict[str, deque[Ticket]] = OrderedDict()
        self._length = 0

    def __len__(self) -> int:
        return self._length

    def __contains__(self, client: object) -> bool:
        return client in self._lines

    def __iter__(self) -> Iterator[str]:
        """The clients that wait; who waits longest for a turn is first."""
        return iter(self._lines)

    def join(self, ticket: Ticket, blocked: Container[str]) -> Ticket | None:
        """Let ``ticket`` wait. Where all places are taken the last of the longest line goes for it: that is given back.

        Of lines as long, one whose client is ``blocked`` goes for one whose client is not.

        Raises:
            SparqlError: too many wait already.
        """
        goes = None
        if len(self._lines.get(ticket.client, ())) >= self._most_of_one:
            raise messages.queue_full(self._length)
        if self._length >= self._most:
            goes = self._last_of_longest(ticket.client, blocked)
            if goes is None:
                raise messages.queue_full(self._length)
            self.leave(goes)
        self._lines.setdefault(ticket.client, deque()).append(ticket)
        self._length += 1
        return goes

    def leave(self, ticket: Ticket) -> None:
        """``ticket`` waits no more, if it did."""
        line = self._lines.get(ticket.client)
        if line is None or ticket not in line:
            return
        line.remove(ticket)
        self._length -= 1
        if not line:
            del self._lines[ticket.client]
        if ticket.timer is not None:
            ticket.timer.cancel()

    def take(self, client: str) -> Ticket:
        """The first ticket of ``client``, which waits no more; the client goes behind the others."""
        ticket = self._lines[client][0]
        self.leave(ticket)
        if client in self._lines:
            self._lines.move_to_end(client)
        return ticket

    def clear(self) -> tuple[Ticket, ...]:
        """All that wait, who wait no more."""
        tickets = tuple(ticket for line in self._lines.values() for ticket in line)
        for ticket in tickets:
            self.leave(ticket)
        return tickets

    def _last_of_longest(self, client: str, blocked: Container[str]) -> Ticket | None:
        """Whose place a ticket of ``client`` may have."""
        lengths = ((len(line), other in blocked, other) for other, line in self._lines.items())
        length, is_blocked, longest = max(lengths, default=(0, False, client))
        with_mine = len(self._lines.get(client, ())) + 1
        gives_way = length > with_mine or (length == with_mine and is_blocked and client not in blocked)
        return self._lines[longest][-1] if gives_way else None
