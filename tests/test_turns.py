"""Whose request is worked on next: bounds in all and for one client, lines, and what ends a wait."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field

import pytest
from prometheus_client.parser import text_string_to_metric_families
from starlette.responses import PlainTextResponse
from starlette.types import Message, Receive, Scope, Send

from kgkesos.web import problems
from kgkesos.web.operations.metrics import Metrics
from kgkesos.web.operations.turns import Bounds, InTurn, Turns
from kgkesos.web.rendering import Renderer
from kgkesos.web.security import HEADERS


@dataclass
class Asked:
    """One request: who asks, what was sent to it, and when its client goes."""

    task: asyncio.Task[None]
    told: list[Message]
    gone: asyncio.Event

    @property
    def status(self) -> int | None:
        return self.told[0]["status"] if self.told else None


@dataclass
class House:
    """An application that works on each request until it is let go on, behind turns."""

    bounds: Bounds
    metrics: Metrics = field(default_factory=Metrics)
    begun: list[str] = field(default_factory=list)
    bodies: dict[str, bytes] = field(default_factory=dict)
    gates: dict[str, asyncio.Event] = field(default_factory=dict)

    def __post_init__(self) -> None:
        turns = Turns(self.bounds, self.metrics)
        self.app = InTurn(self._work, turns, {"/sparql"}, lambda _: PlainTextResponse("penuh", 503))

    async def _work(self, scope: Scope, receive: Receive, send: Send) -> None:
        name = scope["path"]
        self.begun.append(name)
        parts, more = [], True
        while more:
            message = await receive()
            parts.append(message.get("body", b""))
            more = message.get("more_body", False)
        self.bodies[name] = b"".join(parts)
        await self.gates[name].wait()
        if name.endswith("rusak"):
            raise ValueError(name)
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await self.gates[f"{name} taken"].wait()
        await send({"type": "http.response.body", "body": b""})

    def ask(self, name: str, *body: bytes) -> Asked:
        """``/A/1``: the first request of A."""
        self.gates[name], self.gates[f"{name} taken"] = asyncio.Event(), asyncio.Event()
        pieces = list(body or (b"",))
        found = Asked(None, [], asyncio.Event())  # type: ignore[arg-type]

        async def receive() -> Message:
            if pieces:
                piece = pieces.pop(0)
                return {"type": "http.request", "body": piece, "more_body": bool(pieces)}
            await found.gone.wait()
            return {"type": "http.disconnect"}

        async def send(message: Message) -> None:
            found.told.append(message)

        scope = {"type": "http", "path": name, "client": (name.split("/")[1], 1), "headers": [], "method": "GET"}
        found.task = asyncio.ensure_future(self.app(scope, receive, send))
        return found

    async def end(self, name: str) -> None:
        """Let the work on ``name`` be done; its client takes the answer later."""
        self.gates[name].set()
        await settled()

    def figure(self, name: str, **labels: str) -> float:
        text = self.metrics.text("", "satu", "1")[0].decode()
        samples = [one for each in text_string_to_metric_families(text) for one in each.samples]
        return sum(one.value for one in samples if one.name == name and one.labels == labels)


async def settled() -> None:
    for _ in range(100):
        await asyncio.sleep(0)


def held(bounds: Bounds, test: Callable[[House], Awaitable[None]]) -> House:
    """The house after ``test``; nothing of it is left to wait."""

    async def run() -> House:
        house = House(bounds)
        await test(house)
        for gate in house.gates.values():
            gate.set()
        await settled()
        assert house.figure("kgkesos_turns_line_length") == 0
        return house

    return asyncio.run(run())


def test_one_client_never_has_all_turns_and_the_others_are_served_in_turn() -> None:
    async def test(house: House) -> None:
        for name in ("/A/1", "/A/2", "/A/3", "/A/4", "/B/1", "/B/2", "/B/3", "/C/1"):
            house.ask(name)
        await settled()
        assert house.begun == ["/A/1", "/A/2", "/B/1"]
        # C has none yet, then B has fewest; of two with as many who was called longer ago; A's in their order.
        for ended, called in (("/A/1", "/C/1"), ("/A/2", "/A/3"), ("/C/1", "/B/2"), ("/B/1", "/A/4"), ("/B/2", "/B/3")):
            await house.end(ended)
            assert house.begun[-1] == called
        assert len(house.begun) == 8
        assert house.figure("kgkesos_turns_waited_total") == 5

    held(Bounds(at_once=3, of_one=2), test)


@pytest.mark.parametrize(("at_once", "of_one", "begun"), [(1, 2, 1), (2, 2, 1), (3, 9, 2), (4, 2, 2)])
def test_how_many_one_client_has_at_once(at_once: int, of_one: int, begun: int) -> None:
    async def test(house: House) -> None:
        for number in range(6):
            house.ask(f"/A/{number}")
        await settled()
        assert len(house.begun) == begun

    assert len(held(Bounds(at_once=at_once, of_one=of_one), test).begun) == 6


def test_a_turn_is_given_back_when_the_answer_begins() -> None:
    async def test(house: House) -> None:
        slow, other = house.ask("/A/1"), house.ask("/A/2")
        await settled()
        await house.end("/A/1")
        assert (house.begun, slow.status, slow.task.done()) == (["/A/1", "/A/2"], 200, False)
        assert other.status is None

    held(Bounds(at_once=1), test)


def test_a_turn_is_given_back_where_the_work_fails_or_is_broken_off() -> None:
    async def test(house: House) -> None:
        broken, stopped = house.ask("/A/rusak"), house.ask("/A/2")
        house.ask("/A/3")
        await settled()
        await house.end("/A/rusak")
        assert isinstance(broken.task.exception(), ValueError)
        assert house.begun[-1] == "/A/2"
        stopped.task.cancel()
        await settled()
        assert house.begun[-1] == "/A/3"

    held(Bounds(at_once=1), test)


def test_who_goes_while_waiting_has_no_turn_and_no_answer() -> None:
    async def test(house: House) -> None:
        house.ask("/A/1")
        gone, stopped, other = house.ask("/A/2"), house.ask("/A/3"), house.ask("/A/4")
        await settled()
        gone.gone.set()
        stopped.task.cancel()
        await settled()
        assert (gone.told, gone.task.result(), house.figure("kgkesos_turns_line_length")) == ([], None, 1)
        await house.end("/A/1")
        assert house.begun == ["/A/1", "/A/4"]
        assert other.status is None

    held(Bounds(at_once=1), test)


def test_what_was_sent_while_waiting_is_worked_on_whole() -> None:
    large = (b"a" * 50_000, b"b" * 50_000, b"c" * 50_000, b"d")

    async def test(house: House) -> None:
        house.ask("/A/1")
        house.ask("/A/2", *large)
        await settled()
        await house.end("/A/1")
        assert house.bodies["/A/2"] == b"".join(large)

    held(Bounds(at_once=1), test)


def test_who_waits_too_long_is_told_to_come_again() -> None:
    async def test(house: House) -> None:
        house.ask("/A/1")
        late = house.ask("/A/2")
        await asyncio.wait({late.task}, timeout=5)
        assert late.status == 503
        assert house.figure("kgkesos_turns_refused_total", reason="waited") == 1
        await house.end("/A/1")
        assert house.begun == ["/A/1"]

    held(Bounds(at_once=1, patience=0.01), test)


def test_lines_are_bounded_and_the_longest_makes_room() -> None:
    async def test(house: House) -> None:
        asked = {name: house.ask(name) for name in ("/A/1", "/A/2", "/A/3", "/A/4", "/A/5", "/B/1")}
        await settled()
        assert [name for name, one in asked.items() if one.status == 503] == ["/A/5"]
        assert house.figure("kgkesos_turns_refused_total", reason="line full") == 1
        # Four wait, three of them A's: another of B takes the place of A's last; then both have two, and that is all.
        second, third = house.ask("/B/2"), house.ask("/B/3")
        await settled()
        assert (asked["/A/4"].status, second.status, third.status) == (503, None, 503)
        assert house.figure("kgkesos_turns_refused_total", reason="displaced") == 1
        assert house.figure("kgkesos_turns_refused_total", reason="all lines full") == 1
        assert house.figure("kgkesos_turns_line_length") == 4
        assert [name for name, one in asked.items() if one.status is None] == ["/A/1", "/A/2", "/A/3", "/B/1"]

    held(Bounds(at_once=1, waiting=4, waiting_of_one=3), test)


def test_without_a_line_what_finds_no_turn_is_refused() -> None:
    async def test(house: House) -> None:
        house.ask("/A/1")
        other = house.ask("/B/1")
        await settled()
        assert (other.status, house.begun) == (503, ["/A/1"])

    held(Bounds(at_once=1, waiting=0), test)


def test_health_figures_files_and_queries_wait_for_nobody() -> None:
    ahead = ["/health", "/health/live", "/health/ready", "/metrics", "/static/kgkesos.css", "/sparql"]

    async def test(house: House) -> None:
        for name in ("/A/1", *ahead, "/healthy", "/static", "/sparql/"):
            house.ask(name)
        await settled()
        assert house.begun == ["/A/1", *ahead]

    held(Bounds(at_once=1), test)


# What is told


def told(path: str, accept: str | None = None) -> Iterator[object]:
    scope = {"type": "http", "path": path, "headers": [(b"accept", accept.encode())] if accept else []}
    found = problems.busy(Renderer())(scope)
    assert (found.status_code, found.headers["retry-after"], found.headers["cache-control"]) == (503, "2", "no-store")
    assert found.headers["vary"] == "Accept"
    assert {name for name in HEADERS if name.lower() not in found.headers} == set()
    yield found.headers["content-type"]
    yield bytes(found.body).decode()


def test_who_finds_no_turn_is_told_in_one_sentence() -> None:
    says = "Server sedang penuh: terlalu banyak permintaan menunggu giliran. Coba lagi beberapa detik lagi."
    both = f"{says} (The server is busy.)"
    media, text = told("/api/questions/celah", "text/html")
    assert (media, json.loads(str(text))) == ("application/json", {"detail": both, "choices": []})
    media, text = told("/konsep/pmks", "text/turtle")
    problem = {"title": "Service Unavailable", "status": 503, "detail": both}
    assert (media, json.loads(str(text))) == ("application/problem+json", problem)
    for accept in (None, "*/*", "text/html,application/xhtml+xml"):
        media, text = told("/temuan", accept)
        assert media == "text/html; charset=utf-8"
        assert f'<p class="pengantar">{says}</p>' in str(text)
