"""What the endpoint holds for clients that send or take slowly, and what it tells who has an answer already."""

from __future__ import annotations

import asyncio
import gzip
from collections.abc import AsyncIterator, Iterable
from pathlib import Path
from typing import Any

import pytest
from quick_loop import run

from kgkesos import builds
from kgkesos.sparql.frames import Answer, Job
from kgkesos.sparql.limits import Limits
from kgkesos.sparql.ticket import Ticket
from kgkesos.web import sparql as endpoint

MIB = 2**20
LIMITS = Limits(size=MIB, outgoing=8 * MIB, sending=60, text=100_000, incoming=4 * MIB, receiving=10)
QUERY, FORM = b"application/sparql-query", b"application/x-www-form-urlencoded"


class Switch:
    """Stands where the workers stand: a query is the number of bytes of its answer, which comes after a while."""

    def __init__(self, limits: Limits = LIMITS) -> None:
        self.limits = limits
        self.build = builds.Build("satu", Path())
        self.pool = self.singles = self
        self.asked = 0

    async def serving(self) -> Switch:
        return self

    def answer(self, job: Job) -> None:
        del job

    def submit(self, client: str, job: Job) -> Ticket:
        self.asked += 1
        ticket = Ticket(client, b"", asyncio.get_running_loop().create_future())
        answer = Answer(200, "text/csv", bytes(int(job.text.partition("#")[0])))
        asyncio.get_running_loop().call_later(0.01, ticket.answer.set_result, answer)
        return ticket

    def leave(self, ticket: Ticket) -> None:
        ticket.left = True


def made(limits: Limits = LIMITS) -> endpoint.Endpoint:
    about: Any = None
    switch: Any = Switch(limits)
    return endpoint.Endpoint(switch, about)


class Client:
    """One connection of an address, that takes an answer at once or (``slow``) only its head."""

    def __init__(self, asked: endpoint.Endpoint, address: str, slow: bool = False) -> None:
        self._asked, self._address, self._slow = asked, address, slow
        self.status = 0
        self.headers: dict[str, str] = {}
        self.body = b""
        self.whole = False

    async def get(self, query: str, **headers: str) -> Client:
        return await self._ask("GET", f"query={query}".encode(), [], headers)

    async def post(self, parts: Iterable[bytes], media: bytes = QUERY, pause: float = 0.0, **headers: str) -> Client:
        return await self._ask("POST", b"", parts, headers | {"content_type": media.decode()}, pause)

    async def _ask(
        self, method: str, query: bytes, parts: Iterable[bytes], headers: dict[str, str], pause: float = 0.0
    ) -> Client:
        said = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
        scope = {"type": "http", "method": method, "query_string": query, "headers": said, "client": (self._address, 1)}
        coming = self._coming(parts, pause)
        await self._asked(scope, lambda: anext(coming), self._send)
        return self

    async def _coming(self, parts: Iterable[bytes], pause: float) -> AsyncIterator[dict[str, Any]]:
        for part in parts:
            await asyncio.sleep(pause)
            yield {"type": "http.request", "body": part, "more_body": True}
        yield {"type": "http.request", "body": b"", "more_body": False}
        await asyncio.sleep(1_000)
        yield {"type": "http.disconnect"}

    async def _send(self, message: Any) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            self.headers = {name.decode(): value.decode() for name, value in message["headers"]}
            return
        self.body += message["body"]
        self.whole = not message.get("more_body", False)
        if self._slow:
            await asyncio.sleep(1_000)


def begun(client: Client, query: str) -> asyncio.Task[Client]:
    return asyncio.get_running_loop().create_task(client.get(query))


def test_who_takes_no_answers_is_refused_alone() -> None:
    async def scene() -> None:
        asked = made()
        slow = [Client(asked, "192.0.2.1", slow=True) for _ in range(5)]
        for number, one in enumerate(slow):
            begun(one, f"{MIB}#{number}")
        await asyncio.sleep(1)
        assert sorted(one.status for one in slow) == [200, 200, 503, 503, 503]
        assert all(b"belum diambil" in one.body for one in slow if one.status == 503)
        assert (await Client(asked, "192.0.2.1").get("10")).status == 503
        other = await Client(asked, "192.0.2.2").get(f"{MIB}")
        assert (other.status, len(other.body), other.whole) == (200, MIB, True)
        await asyncio.sleep(LIMITS.sending)
        assert (await Client(asked, "192.0.2.1").get(f"{MIB}")).whole

    run(scene())


def test_where_all_room_is_taken_the_one_who_holds_most_makes_some() -> None:
    async def scene() -> None:
        asked = made()
        slow = [Client(asked, f"192.0.2.{number // 2}", slow=True) for number in range(8)]
        for number, one in enumerate(slow):
            begun(one, f"{MIB - number}")
        await asyncio.sleep(1)
        assert {one.status for one in slow} == {200}
        tasks = asyncio.all_tasks()
        newcomer = await Client(asked, "192.0.2.9").get(f"{MIB}#9")
        await asyncio.sleep(1)
        assert (newcomer.status, newcomer.whole) == (200, True)
        assert len(tasks - asyncio.all_tasks()) == 1
        assert [one.whole for one in slow] == [False] * 8

    run(scene())


def test_a_body_that_comes_too_slowly_is_not_waited_for() -> None:
    async def scene() -> float:
        asked = made()
        told = await Client(asked, "192.0.2.1").post([b"1"] * 100, pause=1.0)
        assert (told.status, b"tidak selesai dikirim" in told.body) == (408, True)
        assert told.headers["connection"] == "close"
        return asyncio.get_running_loop().time()

    assert run(scene()) == pytest.approx(LIMITS.receiving)


def test_who_sends_too_much_at_once_is_refused_alone() -> None:
    async def scene() -> None:
        asked = made()
        clients = [Client(asked, "192.0.2.1") for _ in range(4)]
        parts = [b"query=1&x=", b"+" * 400_000, b""]
        loop = asyncio.get_running_loop()
        tasks = [loop.create_task(one.post(parts, FORM, pause=3.0)) for one in clients]
        other = loop.create_task(Client(asked, "192.0.2.2").post(parts, FORM, pause=2.5))
        await asyncio.gather(*tasks, other)
        assert sorted(one.status for one in clients) == [200, 200, 200, 503]
        assert (await other).status == 200
        assert (await Client(asked, "192.0.2.1").post([b"1"])).status == 200

    run(scene())


def test_where_too_much_is_sent_the_one_who_sends_most_is_refused() -> None:
    async def scene() -> None:
        asked = made()
        clients = [Client(asked, f"192.0.2.{number // 2}") for number in range(10)]
        loop = asyncio.get_running_loop()
        tasks = [loop.create_task(one.post([b"query=1&x=", b"+" * 450_000, b""], FORM, pause=2.0)) for one in clients]
        await asyncio.sleep(5)
        newcomer = await Client(asked, "192.0.2.9").post([b"query=1&x=" + b"+" * 450_000], FORM)
        await asyncio.gather(*tasks)
        assert newcomer.status == 200
        assert sorted(one.status for one in clients) == [200] * 9 + [503]
        (refused,) = [one for one in clients if one.status == 503]
        assert (b"belum selesai dikirim" in refused.body, refused.headers["connection"]) == (True, "close")

    run(scene())


def test_a_compressed_body_is_refused_as_such() -> None:
    async def scene() -> None:
        asked = made()
        zipped = await Client(asked, "192.0.2.1").post([gzip.compress(b"1")], content_encoding="gzip")
        plain = await Client(asked, "192.0.2.1").post([b"1"], content_encoding="identity")
        assert (zipped.status, b"kompresi" in zipped.body, plain.status) == (415, True, 200)
        # The rest of the body is not read: nothing else can come on its connection.
        assert (zipped.headers.get("connection"), plain.headers.get("connection")) == ("close", None)

    run(scene())


def test_who_has_an_answer_is_told_so_in_the_way_of_the_method() -> None:
    """RFC 9110, 13.1.2: 304 to GET and HEAD, 412 to all others."""

    async def scene() -> None:
        asked = made()
        tag = (await Client(asked, "192.0.2.1").post([b"1"])).headers["etag"]
        again = await Client(asked, "192.0.2.1").get("1", if_none_match=tag)
        posted = await Client(asked, "192.0.2.1").post([b"1"], if_none_match=tag)
        other = await Client(asked, "192.0.2.1").post([b"2"], if_none_match=tag)
        assert (again.status, posted.status, other.status) == (304, 412, 200)

    run(scene())


def test_an_answer_is_marked_by_all_that_makes_it(monkeypatch: pytest.MonkeyPatch) -> None:
    async def tag(limits: Limits) -> str:
        return (await Client(made(limits), "192.0.2.1").get("1")).headers["etag"]

    tags = [run(tag(limits)) for limits in (LIMITS, LIMITS, Limits(rows=7, size=MIB), Limits(size=7))]
    monkeypatch.setattr(endpoint, "__version__", "0")
    tags.append(run(tag(LIMITS)))
    assert (tags[0] == tags[1], len(set(tags))) == (True, 4)
