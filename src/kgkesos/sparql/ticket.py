"""A query of a client on its way: what it waits for, and what came of it."""

from __future__ import annotations

import asyncio

from kgkesos.errors import SparqlError
from kgkesos.sparql.frames import Answer
from kgkesos.sparql.process import Worker


class Ticket:
    """A query of a client: waiting, running, or done."""

    __slots__ = ("answer", "begun", "client", "heavy", "job", "left", "timer", "why", "worker")

    def __init__(self, client: str, job: bytes, answer: asyncio.Future[Answer]) -> None:
        self.client = client
        self.job = job
        self.answer = answer
        self.worker: Worker | None = None
        self.timer: asyncio.TimerHandle | None = None
        self.begun = 0.0
        self.heavy = False
        # The client is gone: nobody waits for the answer.
        self.left = False
        # Why its worker was killed, where we did.
        self.why: SparqlError | None = None

    def stop_waiting(self) -> None:
        """It waits no more: nobody need look whether it waited too long."""
        if self.timer is not None:
            self.timer.cancel()

    def fail(self, error: SparqlError) -> None:
        """Give ``error`` for an answer, where somebody still waits for one."""
        if self.left:
            self.answer.cancel()
        elif not self.answer.done():
            self.answer.set_exception(error)
