"""Turns: so many requests are worked on at once, in all and of one client; the others wait, each in its client's line.

Pages, answers, workbooks and linked data are made in threads of the server's process, which share one interpreter:
where many run, none gets on, and neither does the loop that watches over queries and health. So few run at once, and
who has fewest of them is next. What costs nothing here goes ahead: health, figures, files, and ``/sparql``, which has
processes and a line of its own.
"""

from __future__ import annotations

import asyncio
import os
from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from functools import partial
from typing import Final

from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kgkesos.sparql.lines import LineFullError, Lines
from kgkesos.web import client
from kgkesos.web.operations.metrics import Metrics

# Health and figures, of a server that has much to do above all; the files of the pages.
_AHEAD: Final = frozenset({"/health", "/health/live", "/health/ready", "/metrics"})
_FILES: Final = "/static/"
# What gives a request's turn back, in its scope.
_GIVE_BACK: Final = "kgkesos.give_back"
# So much of what a request sends while it waits is taken: its end is seen in that.
_MOST_HELD: Final = 65536


def at_once() -> int:
    """How many requests are worked on at once as usual: one a processor, and one that waits for a disk meanwhile."""
    return (os.cpu_count() or 1) + 1


@dataclass(frozen=True, slots=True)
class Bounds:
    """``at_once`` requests are worked on, ``of_one`` of them for one client, and never all of them where there are
    several; ``waiting`` may wait, ``waiting_of_one`` of one client, for ``patience`` seconds.
    """

    at_once: int = field(default_factory=at_once)
    of_one: int = 2
    waiting: int = 128
    waiting_of_one: int = 32
    patience: float = 10.0


class Refused(Exception):  # noqa: N818 (nothing went wrong)
    """There is no turn for a request; its words are the reason, for the figures."""


class Turn:
    """Of one request: it waits in the line of its client, it is taken, and it is given back."""

    __slots__ = ("called", "client", "taken")

    def __init__(self, of: str) -> None:
        self.client = of
        self.taken = False
        # Where it waits: resolved when it is taken, or when there is no place for it any more.
        self.called: asyncio.Future[None] | None = None


class Turns:
    """Who is worked for, and who waits. It belongs to the loop that asks it."""

    def __init__(self, bounds: Bounds, metrics: Metrics) -> None:
        self.bounds = bounds
        self.metrics = metrics
        self._most_of_one = max(1, min(bounds.of_one, bounds.at_once - 1))
        self._working = 0
        self._of_client: Counter[str] = Counter()
        self._lines: Lines[Turn] = Lines(bounds.waiting, bounds.waiting_of_one, self._changed)

    def ask(self, of: str) -> Turn:
        """A turn for a request of the client ``of``: taken already, or in line; then ``called`` tells when it is.

        Raises:
            Refused: too many wait.
        """
        turn = Turn(of)
        # Whoever waits while a turn is free has as many as one may have: nobody is overtaken.
        if self._working < self.bounds.at_once and self._of_client[of] < self._most_of_one:
            self._take(turn)
            return turn
        try:
            goes = self._lines.join(turn)
        except LineFullError as full:
            raise Refused(str(full)) from None
        if goes is not None:
            _call(goes)
        turn.called = asyncio.get_running_loop().create_future()
        self._changed(turn)
        self.metrics.waits()
        return turn

    def give_back(self, turn: Turn) -> None:
        """The work for ``turn`` is done, or not wanted any more; once is enough, more do nothing."""
        if turn.taken:
            turn.taken = False
            self._working -= 1
            self._of_client[turn.client] -= 1
            if not self._of_client[turn.client]:
                del self._of_client[turn.client]
            self._next()
        else:
            self._lines.leave(turn)

    def _take(self, turn: Turn) -> None:
        turn.taken = True
        self._working += 1
        self._of_client[turn.client] += 1

    def _next(self) -> None:
        """Call as many as there are turns for: of the clients that wait, the one that is worked for least."""
        while self._working < self.bounds.at_once:
            free = [one for one in self._lines if self._of_client[one] < self._most_of_one]
            if not free:
                return
            turn = self._lines.take(min(free, key=self._of_client.__getitem__))
            self._take(turn)
            _call(turn)

    def _changed(self, _: Turn) -> None:
        """One waits more, or one less."""
        self.metrics.in_line(len(self._lines))


def _call(turn: Turn) -> None:
    assert turn.called is not None
    if not turn.called.done():
        turn.called.set_result(None)


class InTurn:
    """Lets ``app`` have requests as their turns come, those for ``direct`` addresses at once.

    A turn is given back when an answer begins: by then it is made, and who takes it slowly holds nobody up; or before,
    by ``give_back``. Who finds no turn is told so by ``refusal``.
    """

    def __init__(
        self, app: ASGIApp, turns: Turns, direct: Collection[str], refusal: Callable[[Scope], Response]
    ) -> None:
        self.app = app
        self._turns = turns
        self._direct = direct
        self._refusal = refusal

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http" or self._goes_ahead(scope["path"]):
            await self.app(scope, receive, send)
            return
        try:
            turn = self._turns.ask(client.of(scope))
        except Refused as refused:
            await self._refuse(refused, scope, receive, send)
            return

        async def begun(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._turns.give_back(turn)
            await send(message)

        try:
            whole = await self._called(turn, receive)
            scope[_GIVE_BACK] = partial(self._turns.give_back, turn)
            if whole is not None:
                await self.app(scope, whole, begun)
        except Refused as refused:
            await self._refuse(refused, scope, receive, send)
        finally:
            self._turns.give_back(turn)

    def _goes_ahead(self, path: str) -> bool:
        return path in self._direct or path in _AHEAD or path.startswith(_FILES)

    async def _refuse(self, why: Refused, scope: Scope, receive: Receive, send: Send) -> None:
        self._turns.metrics.refused(str(why))
        await self._refusal(scope)(scope, receive, send)

    async def _called(self, turn: Turn, receive: Receive) -> Receive | None:
        """Wait until ``turn`` is taken; what gives the request from its beginning, or None where its client is gone.

        Raises:
            Refused: it waited too long, or others need its place.
        """
        if turn.called is None:
            return receive
        held: list[Message] = []
        watching = asyncio.ensure_future(_gone(receive, held))
        try:
            await asyncio.wait(
                {turn.called, watching},
                timeout=self._turns.bounds.patience,
                return_when=asyncio.FIRST_COMPLETED,
            )
        finally:
            watching.cancel()
        if watching.done():
            return None
        if not turn.taken:
            raise Refused("displaced" if turn.called.done() else "waited")
        # It lets go of what the client sends before anybody else asks for that.
        await asyncio.wait({watching})

        async def whole() -> Message:
            return held.pop(0) if held else await receive()

        return whole


def give_back(scope: Scope) -> None:
    """Give back the turn of the request of ``scope``, if it has one: what it waits for now has turns of its own."""
    if giving := scope.get(_GIVE_BACK):
        giving()


async def _gone(receive: Receive, held: list[Message]) -> None:
    """Return when the client is gone; put what it sends meanwhile into ``held``, up to a bound."""
    size = 0
    while size < _MOST_HELD:
        message = await receive()
        held.append(message)
        if message["type"] == "http.disconnect":
            return
        size += len(message.get("body", b""))
    await asyncio.get_running_loop().create_future()
