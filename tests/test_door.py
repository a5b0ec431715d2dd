"""A connection and its bounds, turn by turn of the loop: what is answered, when reading stops, when it is closed."""

from __future__ import annotations

import asyncio
import re
from collections import Counter
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
import uvicorn
from starlette.types import Receive, Scope, Send
from uvicorn.server import ServerState

from kgkesos.web.operations.door import Bounds, Door, Patient, proxies

GET = b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"
LONG = b"GET / HTTP/1.1\r\n" + b"a: b\r\n" * 1_000


class Wire(asyncio.Transport):
    """A transport that keeps what is written, and what it was told."""

    def __init__(self) -> None:
        super().__init__()
        self.said = b""
        self.reads = True
        self.ended = ""

    def get_extra_info(self, name: str, default: Any = None) -> Any:
        return ("127.0.0.1", 5) if name == "peername" else default

    def write(self, data: Any) -> None:
        assert not self.ended
        self.said += data

    def pause_reading(self) -> None:
        self.reads = False

    def resume_reading(self) -> None:
        self.reads = True

    def write_eof(self) -> None:
        self.ended = "said all"

    def close(self) -> None:
        self.ended = "closed"

    def abort(self) -> None:
        self.ended = "aborted"

    def is_closing(self) -> bool:
        return self.ended in ("closed", "aborted")

    @property
    def statuses(self) -> list[bytes]:
        return re.findall(rb"HTTP/1\.1 (\d\d\d)", self.said)


class House:
    """An application that answers when it is let, and one connection to it."""

    def __init__(self, bounds: Bounds) -> None:
        self.wire = Wire()
        self.closed: Counter[str] = Counter()
        self._free = asyncio.Semaphore(0)

        async def answer(scope: Scope, receive: Receive, send: Send) -> None:
            del scope, receive
            await self._free.acquire()
            await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"0")]})
            await send({"type": "http.response.body", "body": b""})

        config = uvicorn.Config(answer, log_config=None, lifespan="off")
        door = Door(bounds, lambda reason: self.closed.update([reason]))
        self.connection: Patient = door.connection(config=config, server_state=ServerState(), app_state={})
        self.connection.connection_made(self.wire)

    async def take(self, data: bytes) -> None:
        """``data`` comes."""
        self.connection.data_received(data)
        await asyncio.sleep(0)

    async def answer(self, count: int = 1) -> None:
        """So many requests are answered."""
        for _ in range(count):
            self._free.release()
        for _ in range(10 * count):
            await asyncio.sleep(0)


def held(test: Callable[[House], Awaitable[None]]) -> None:
    async def run() -> None:
        house = House(Bounds(longest=1_000))
        await test(house)
        house.connection.connection_lost(ConnectionResetError())

    asyncio.run(run())


@pytest.mark.parametrize("pieces", [1, 7])
def test_a_head_that_grows_while_another_request_runs_is_not_read_on_and_refused_in_its_order(pieces: int) -> None:
    async def test(house: House) -> None:
        await house.take(GET)
        for place in range(pieces):
            await house.take(LONG[place * len(LONG) // pieces : (place + 1) * len(LONG) // pieces])
        assert (house.wire.reads, house.wire.said) == (False, b"")
        await house.answer()
        assert (house.wire.statuses, house.wire.ended) == ([b"200", b"431"], "said all")
        assert (house.closed, house.wire.reads) == ({"head too long": 1}, True)

    held(test)


def test_a_head_that_is_not_too_long_may_come_while_another_request_runs() -> None:
    async def test(house: House) -> None:
        await house.take(GET)
        await house.take(GET[:20])
        assert house.wire.reads
        await house.answer()
        await house.take(GET[20:])
        await house.answer()
        assert (house.wire.statuses, house.wire.ended, house.closed) == ([b"200", b"200"], "", {})

    held(test)


def test_many_requests_behind_the_one_that_runs_are_answered_up_to_a_bound() -> None:
    async def test(house: House) -> None:
        await house.take(GET * 16)
        await house.answer(16)
        assert (len(house.wire.statuses), house.wire.ended) == (16, "")
        await house.take(GET * 5_000)
        assert len(house.connection.pipeline) == 16
        await house.answer(17)
        assert (len(house.wire.statuses), house.wire.ended) == (33, "said all")
        assert house.wire.said.count(b"connection: close") == 1

    held(test)


def test_an_answer_before_the_body_is_whole_is_the_last_and_what_comes_is_no_request() -> None:
    async def test(house: House) -> None:
        await house.take(GET)
        await house.answer()
        await house.take(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n")
        await house.answer()
        assert (house.wire.ended, house.wire.said.count(b"connection: close")) == ("said all", 1)
        for _ in range(100):
            await house.take(GET * 100)
        assert (house.wire.statuses, house.closed) == ([b"200", b"200"], {})

    held(test)


def test_a_body_that_is_whole_ends_nothing() -> None:
    async def test(house: House) -> None:
        for _ in range(2):
            await house.take(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\na")
            await house.take(b"bc")
            await house.answer()
        assert (house.wire.statuses, house.wire.ended) == ([b"200", b"200"], "")

    held(test)


async def nobody(scope: Scope, receive: Receive, send: Send) -> None:
    pytest.fail(f"nobody asked: {scope} {receive} {send}")


@pytest.mark.parametrize(
    ("said", "let_in"),
    [("127.0.0.1", 3), ("10.0.0.1, 127.0.0.1", 3), ("127.0.0.0/8", 3), ("*", 3), ("10.0.0.0/8", 1), ("", 1)],
)
def test_a_proxy_has_any_number_of_connections_however_it_is_named(said: str, let_in: int) -> None:
    async def run() -> list[str]:
        door = Door(Bounds(connections=1, proxies=proxies(said)), lambda _: None)
        config, wires = uvicorn.Config(nobody, log_config=None, lifespan="off"), [Wire() for _ in range(3)]
        for wire in wires:
            door.connection(config=config, server_state=ServerState(), app_state={}).connection_made(wire)
        return [wire.ended for wire in wires]

    assert asyncio.run(run()) == [""] * let_in + ["aborted"] * (3 - let_in)


def test_who_does_not_part_is_cut_off() -> None:
    async def run() -> None:
        house = House(Bounds(longest=1_000, head=0.01))
        await house.take(LONG)
        assert house.wire.ended == "said all"
        await asyncio.sleep(0.05)
        assert (house.wire.ended, house.closed) == ("aborted", {"head too long": 1, "not parting": 1})

    asyncio.run(run())
