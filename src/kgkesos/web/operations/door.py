"""Connections that send or take nothing for too long, send too much before they ask, or are too many of one address.

uvicorn bounds how long a connection may be idle between requests; this bounds the rest.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from uvicorn.middleware.proxy_headers import _TrustedHosts

from kgkesos.web.joined import Joined, JoiningProtocol

_KIB = 1024
# The parser of HTTP takes no longer one.
LONGEST_ADDRESS = 64 * _KIB - 1
# So many requests of one connection may wait behind the one that runs.
_MOST_AHEAD = 16
_TOO_LONG = (
    "Permintaan terlalu panjang; kirim kueri dengan POST. (The address or the headers are too long: use POST.)\n"
)


def proxies(said: str) -> Callable[[str], bool]:
    """Whether ``said`` names an address: it holds addresses and networks with commas between, or ``*`` for all.

    What is read here is read by uvicorn, too, which takes the word of these about the client: both must read the same.
    """
    return _TrustedHosts(said).__contains__


@dataclass(frozen=True, slots=True)
class Bounds:
    """``head``: seconds for the head of a request; ``longest``: its bytes; ``taking``: seconds for what waits to be
    taken; ``connections``: of one address at once, of those not in ``proxies``.
    """

    head: float = 10.0
    longest: int = 128 * _KIB
    taking: float = 60.0
    connections: int = 256
    proxies: Callable[[str], bool] = lambda _: False


@dataclass(frozen=True, slots=True)
class Door:
    """Who is inside: how many connections of each address. ``on_closed`` is told why one was closed."""

    bounds: Bounds
    on_closed: Callable[[str], None]
    inside: Counter[str] = field(default_factory=Counter)

    def connection(self, **given: Any) -> Patient:
        """A connection, as uvicorn makes one."""
        return Patient(self, **given)


class Parting(Joined):
    """A transport that is closed in two steps where the client ``still_sends``: at once to what is said, then to what
    comes. Closed as a whole the system would answer what comes with a reset, which takes back what was said (RFC 9112,
    9.6). ``on_parting`` is called after the first step.
    """

    def __init__(
        self, transport: asyncio.Transport, still_sends: Callable[[], bool], on_parting: Callable[[], None]
    ) -> None:
        super().__init__(transport)
        self._still_sends = still_sends
        self._on_parting = on_parting
        self._parting = False

    def is_closing(self) -> bool:
        """Whether nothing is said or heard any more."""
        return self._parting or self._transport.is_closing()

    def close(self) -> None:
        """Close it once all is sent."""
        if self.is_closing() or not self._still_sends():
            super().close()
            return
        self._parting = True
        self.flush()
        self._transport.write_eof()
        self._on_parting()


class Patient(JoiningProtocol):
    """A connection with bounds."""

    def __init__(self, door: Door, **given: Any) -> None:
        super().__init__(**given)
        self._door = door
        self._address = ""
        # Bytes since a request was whole, as long as the next one's head is not.
        self._head = 0
        self._in_body = False
        self._refused = False
        self._full = False
        self._keep_alive = False
        self._sending: asyncio.TimerHandle | None = None
        self._taking: asyncio.TimerHandle | None = None

    def connection_made(self, transport: Any) -> None:
        """Let it in, where there are not too many of its address."""
        super().connection_made(transport)
        self.transport = Parting(transport, self._still_sends, self._part)
        self._address = self.client[0] if self.client else ""
        inside = self._door.inside
        inside[self._address] += 1
        bounds = self._door.bounds
        if not bounds.proxies(self._address) and inside[self._address] > bounds.connections:
            self._close("too many")
            return
        self._expect_head()

    def connection_lost(self, exc: Exception | None) -> None:
        """It is gone."""
        inside = self._door.inside
        inside[self._address] -= 1
        if inside[self._address] <= 0:
            del inside[self._address]
        for timer in (self._sending, self._taking):
            if timer is not None:
                timer.cancel()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """A part of a request: the time and the bytes of its head are bounded, those of its body by who takes it."""
        if self.transport.is_closing() or self._full:
            return
        if not self._in_body:
            self._head += len(data)
            if self._sending is None and self._answered:
                self._expect_head()
        super().data_received(data)
        self._weigh_head()

    def on_headers_complete(self) -> None:
        """A head is whole. Until its body is, an answer is the last one of the connection."""
        if self._sending is not None:
            self._sending.cancel()
            self._sending = None
        self._head = 0
        if self._full or len(self.pipeline) >= _MOST_AHEAD:
            # Nothing more is heard; what is not answered then is asked again on another one (RFC 9112, 9.3.2).
            self._full = True
            self.cycle.keep_alive = False
            return
        self._in_body = True
        super().on_headers_complete()
        self._keep_alive, self.cycle.keep_alive = self.cycle.keep_alive, False

    def on_body(self, body: bytes) -> None:
        """A part of a body."""
        if not self._full:
            super().on_body(body)

    def on_message_complete(self) -> None:
        """A request is whole."""
        if self._full:
            return
        self._in_body = False
        if not self.cycle.response_started:
            self.cycle.keep_alive = self._keep_alive
        super().on_message_complete()

    def on_response_complete(self) -> None:
        """A request is answered."""
        super().on_response_complete()
        self._weigh_head()

    def shutdown(self) -> None:
        """The server stops: what runs is the last one of the connection."""
        self._keep_alive = False
        super().shutdown()

    def pause_writing(self) -> None:
        """The client does not take what is sent."""
        super().pause_writing()
        if self._taking is None:
            self._taking = self.loop.call_later(self._door.bounds.taking, self._close, "not taking")

    def resume_writing(self) -> None:
        """It took it."""
        if self._taking is not None:
            self._taking.cancel()
            self._taking = None
        super().resume_writing()

    def timeout_keep_alive_handler(self) -> None:
        """It was idle for too long; what it has not taken by then it may still take for a while."""
        super().timeout_keep_alive_handler()
        if self._taking is None:
            self._taking = self.loop.call_later(self._door.bounds.taking, self._close, "not taking")

    def _expect_head(self) -> None:
        self._sending = self.loop.call_later(self._door.bounds.head, self._close, "not sending")

    def send_400_response(self, msg: str) -> None:
        """Refuse what is no HTTP; an address that is too long is that for the parser, too, but can be told."""
        if len(getattr(self, "url", b"")) > LONGEST_ADDRESS:
            self._refuse()
        else:
            self._refused = True
            super().send_400_response(msg)

    def _weigh_head(self) -> None:
        """Refuse a head that is too long, as soon as what was asked before it is answered: that is the order."""
        if self._head <= self._door.bounds.longest or self.transport.is_closing():
            return
        if self._answered:
            self._refuse()
        else:
            self.flow.pause_reading()

    def _refuse(self) -> None:
        """Say that the head is too long (RFC 6585, 5), and close."""
        said = _TOO_LONG.encode()
        head = f"HTTP/1.1 431 Request Header Fields Too Large\r\ncontent-length: {len(said)}\r\nconnection: close\r\n"
        self.transport.write(f"{head}content-type: text/plain; charset=utf-8\r\n\r\n".encode() + said)
        self._door.on_closed("head too long")
        self._unset_keepalive_if_required()
        self._refused = True
        self.transport.close()

    @property
    def _answered(self) -> bool:
        return self.cycle is None or self.cycle.response_complete

    def _still_sends(self) -> bool:
        """Whether more of what was answered may be on its way."""
        return self._refused or self._full or self._in_body

    def _part(self) -> None:
        """Take what comes, and heed none of it, until the client has seen the end, or for a while."""
        if self._sending is not None:
            self._sending.cancel()
        self._sending = self.loop.call_later(self._door.bounds.head, self._close, "not parting")
        self.flow.resume_reading()

    def _close(self, reason: str) -> None:
        self._door.on_closed(reason)
        self.transport.abort()
