"""Whether the server can answer: a worker does, or all have enough to do."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import cast

import pytest

from kgkesos.errors import SparqlError
from kgkesos.sparql import messages
from kgkesos.sparql.frames import Answer, Job
from kgkesos.sparql.process import Worker
from kgkesos.sparql.serving import Switch
from kgkesos.sparql.ticket import Ticket
from kgkesos.web.operations import health


@dataclass
class Pool:
    """A pool that ``busy`` workers have, and that does with a query what it is told to."""

    busy: bool
    does: str
    left: list[Ticket] = field(default_factory=list)

    def submit(self, client: str, job: Job) -> Ticket:
        del job
        if self.does == "is full":
            raise messages.queue_full(128)
        ticket = Ticket(client, b"", asyncio.get_running_loop().create_future())
        if self.does in ("answers", "hangs"):
            ticket.worker = cast(Worker, object())
        if self.does == "answers":
            ticket.answer.set_result(Answer(200, "application/json", b""))
        return ticket

    def leave(self, ticket: Ticket) -> None:
        self.left.append(ticket)


def asked(monkeypatch: pytest.MonkeyPatch, pool: Pool) -> str:
    monkeypatch.setattr(health, "_SECONDS", 0.02)

    async def serving() -> object:
        return SimpleNamespace(pool=pool, build=SimpleNamespace(name="satu"))

    return asyncio.run(health.answers(cast(Switch, SimpleNamespace(serving=serving)), Job("")))


@pytest.mark.parametrize(
    ("busy", "does", "left"),
    [(False, "answers", 0), (True, "answers", 0), (True, "lets wait", 1), (True, "is full", 0)],
)
def test_ready(monkeypatch: pytest.MonkeyPatch, busy: bool, does: str, left: int) -> None:
    pool = Pool(busy, does)
    assert asked(monkeypatch, pool) == "satu"
    assert len(pool.left) == left


@pytest.mark.parametrize(
    ("busy", "does", "left"), [(False, "lets wait", 1), (False, "is full", 0), (True, "hangs", 1), (False, "hangs", 1)]
)
def test_not_ready(monkeypatch: pytest.MonkeyPatch, busy: bool, does: str, left: int) -> None:
    pool = Pool(busy, does)
    with pytest.raises((TimeoutError, SparqlError)):
        asked(monkeypatch, pool)
    assert len(pool.left) == left
