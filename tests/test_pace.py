"""Many requests of one client, done in the server's own process, are done a few at a time: others come between them."""

from __future__ import annotations

import asyncio
import random
from types import SimpleNamespace
from typing import Any, cast
from urllib.parse import quote

import pytest
from starlette.types import Message

from kgkesos.sparql.frames import Answer, Job
from kgkesos.sparql.limits import Limits
from kgkesos.sparql.pace import Pace
from kgkesos.web.sparql import Endpoint


class Always:
    """A build that answers whatever is asked, in the loop itself, and tells the query."""

    def __init__(self) -> None:
        self.limits = Limits()
        self.build = SimpleNamespace(name="satu")
        self.singles = self
        self.answered: list[str] = []

    async def serving(self) -> Always:
        return self

    def answer(self, job: Job) -> Answer:
        self.answered.append(job.text)
        return Answer(200, "application/sparql-results+json", b"{}")


async def ask(endpoint: Endpoint, client: str, query: str) -> int:
    """The status that ``client`` is told."""
    told: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        told.append(message)

    scope = {"type": "http", "method": "GET", "path": "/sparql", "headers": [], "client": (client, 1)}
    await endpoint({**scope, "query_string": f"query={quote(query)}".encode()}, receive, send)
    return int(told[0]["status"])


@pytest.mark.parametrize("many", [64, 256])
def test_who_asks_once_is_answered_among_the_first_beside_who_asks_much(many: int) -> None:
    build = Always()

    async def scene() -> list[int]:
        endpoint = Endpoint(cast(Any, build), cast(Any, None))
        asked = [("192.0.2.1", f"a{number}") for number in range(many)] + [("192.0.2.2", "b")]
        return await asyncio.gather(*(ask(endpoint, *one) for one in asked))

    assert set(asyncio.run(scene())) == {200}
    assert build.answered.index("b") <= 16
    # Nobody is overtaken by its own.
    assert [one for one in build.answered if one != "b"] == [f"a{number}" for number in range(many)]


def test_who_goes_while_it_waits_holds_up_nobody_and_nothing_is_kept() -> None:
    """Whatever comes and goes: each is let go on once."""

    async def scene(seed: int) -> None:
        chance = random.Random(seed)
        pace, done = Pace(), list[tuple[str, int]]()

        async def one(client: str, number: int) -> None:
            await pace.turn(client)
            done.append((client, number))

        tasks = {}
        for number in range(100):
            who = (chance.choice("abc"), number)
            tasks[who] = asyncio.create_task(one(*who))
            if chance.random() < 0.2:
                await asyncio.sleep(0)
        gone = {who for who, task in tasks.items() if chance.random() < 0.3 and task.cancel()}
        await asyncio.wait(tasks.values(), timeout=10)
        assert set(done) >= set(tasks) - gone
        assert len(done) == len(set(done))
        await asyncio.sleep(0)
        assert vars(pace) == vars(Pace())

    for seed in range(50):
        asyncio.run(scene(seed))
