"""Which query runs when: fair between clients, ended at its deadline, in a process that can be killed.

A query that takes longer than ``heavy_after`` becomes *heavy*: its worker's priority is lowered and it no longer counts
among the workers that answer at once; another takes its place. So a few endless queries never stand before short ones.
Nobody has more than one heavy query; while a client has one, what else it asks waits. Where not all can run, or wait,
the one goes that ran or asked most lately.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
from collections import Counter, deque
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

from kgkesos.errors import SparqlError, StoreError
from kgkesos.sparql import frames, messages, process
from kgkesos.sparql.conduct import PAUSE, Conduct, pause_after
from kgkesos.sparql.frames import Answer, Job
from kgkesos.sparql.limits import Limits
from kgkesos.sparql.lines import LineFullError, Lines
from kgkesos.sparql.process import Worker
from kgkesos.sparql.tasks import Tasks
from kgkesos.sparql.ticket import Ticket

_log = logging.getLogger(__name__)
# One worker more than answer at once: when another is lost, or busy for long, nobody waits for a process to start.
_SPARE = 1
# A clock may be a little early.
_SOON = 0.01


class Pool:
    """The workers on one build. ``on_killed`` is told why, when one ended before its query."""

    def __init__(
        self, store: Path, base: str, limits: Limits, on_killed: Callable[[str], None] = lambda _: None
    ) -> None:
        self._store, self._base, self._limits, self._on_killed = store, base, limits, on_killed
        self._idle: deque[Worker] = deque()
        self._alive: set[Worker] = set()
        self._running: dict[Worker, Ticket] = {}
        self._of_client: Counter[str] = Counter()
        self._heavy: dict[str, Ticket] = {}
        self._conduct = Conduct(asyncio.get_running_loop().time)
        self._waiting: Lines[Ticket] = Lines(limits.queue, limits.queue_of_one, Ticket.stop_waiting)
        self._starting: set[asyncio.Task[None]] = set()
        self._failures = 0
        self._closing = asyncio.Event()
        self._tasks = Tasks()

    @property
    def busy(self) -> bool:
        """Whether it runs a query: each is answered, or ended at its deadline."""
        return bool(self._running)

    @property
    def state(self) -> tuple[int, int, int, int]:
        """How many workers it has, how many of them do nothing, how many queries run long, how many wait."""
        return len(self._alive), len(self._idle), len(self._heavy), len(self._waiting)

    async def start(self) -> None:
        """Start the workers, and return when one can be asked.

        Raises:
            SparqlError: none can.
        """
        first = [self._begin(self._start_worker()) for _ in range(self._limits.workers + _SPARE)]
        for one in first:
            # Nobody hears why it did not start where whoever waits for it goes.
            one.add_done_callback(lambda done: done.cancelled() or done.exception())
        await asyncio.wait(first)
        failed = [error for one in first if (error := one.exception())]
        if len(failed) == len(first):
            self.close()
            raise failed[0]
        self._replenish()

    def close(self) -> None:
        """End every worker, and every query with it; no other begins."""
        self._closing.set()
        for ticket in self._waiting.clear():
            ticket.fail(messages.stopping())
        for ticket in self._running.values():
            ticket.why = ticket.why or messages.stopping()
        for worker in tuple(self._alive):
            worker.kill()

    async def drained(self) -> None:
        """Close it once no query waits or runs."""
        while self._running or self._waiting:
            await asyncio.sleep(0.05)
        self.close()

    async def ended(self) -> None:
        """Wait until no process is left of it, which is closed: none that begins, dies or is to be reaped."""
        while self._alive or self._tasks:
            await asyncio.sleep(0.01)

    # A request

    def submit(self, client: str, job: Job) -> Ticket:
        """Run ``job`` for ``client`` as soon as it is its turn; the ticket's ``answer`` will hold what came of it.

        Raises:
            SparqlError: too many wait already.
        """
        if self._closing.is_set():
            raise messages.stopping()
        ticket = Ticket(client, frames.of_job(job), asyncio.get_running_loop().create_future())
        if self._idle and client not in self._waiting and self._may_begin(client):
            # Who waits though a worker is idle may not begin: nobody is overtaken.
            self._run(ticket)
            return ticket
        try:
            goes = self._waiting.join(ticket, self._heavy)
        except LineFullError:
            raise messages.queue_full(len(self._waiting)) from None
        if goes is not None:
            goes.fail(messages.queue_full(len(self._waiting)))
        ticket.timer = asyncio.get_running_loop().call_later(self._limits.patience, self._waited_too_long, ticket)
        self._next()
        return ticket

    def leave(self, ticket: Ticket) -> None:
        """The client of ``ticket`` is gone: what it asked is not begun any more, or ended where it is heavy.

        A query that is not heavy yet is let run until it would be: to end it costs more than it does.
        """
        ticket.left = True
        if ticket.worker is None:
            self._waiting.leave(ticket)
        elif ticket.heavy:
            self._end(ticket, messages.stopping(), "client gone")

    # Turns

    def _next(self) -> None:
        """Run as many as there are idle workers for: of the clients that wait, the one with the fewest running."""
        while self._idle and self._waiting:
            free = [client for client in self._waiting if self._may_begin(client)]
            if not free:
                return
            self._run(self._waiting.take(min(free, key=self._of_client.__getitem__)))

    def _may_begin(self, client: str) -> bool:
        """Whether ``client`` may take an idle worker: who had a long query lately never takes the last one.

        Of those whose queries end workers one runs at a time, and not before the last worker was replaced.
        """
        if client in self._heavy:
            return False
        if len(self._idle) <= 1 and self._conduct.is_long(client):
            return False
        if not self._conduct.is_fatal(client):
            return True
        return not (self._starting or self._conduct.rests() or any(map(self._conduct.is_fatal, self._of_client)))

    def _waited_too_long(self, ticket: Ticket) -> None:
        self._waiting.leave(ticket)
        ticket.fail(messages.waited(self._limits.patience))

    def _run(self, ticket: Ticket) -> None:
        loop = asyncio.get_running_loop()
        # The one that was last at work: what it needs is still at hand in the processor.
        worker = self._idle.pop()
        self._running[worker] = ticket
        self._of_client[ticket.client] += 1
        ticket.worker, ticket.begun = worker, loop.time()
        ticket.timer = loop.call_later(self._limits.heavy_after, self._grown_heavy, ticket)
        worker.ask(ticket.job)

    # What becomes of a query that runs

    def _grown_heavy(self, ticket: Ticket) -> None:
        self._conduct.was_long(ticket.client)
        if ticket.left:
            self._end(ticket, messages.stopping(), "client gone")
            return
        if ticket.client in self._heavy:
            self._end(ticket, messages.one_heavy(self._limits.heavy_after), "second long query")
            return
        if len(self._heavy) >= self._limits.heavy:
            # Who was ended most goes first, and of those the one that ran longest.
            most = max([*self._heavy.values(), ticket], key=lambda one: (self._conduct.ended(one.client), -one.begun))
            self._conduct.was_ended(most.client)
            self._end(most, messages.displaced(self._limits.heavy), "too many long queries")
            if most is ticket:
                return
        ticket.heavy = True
        self._heavy[ticket.client] = ticket
        assert ticket.worker is not None
        ticket.worker.lower(lowest=self._conduct.ended(ticket.client) > 0)
        rest = max(0.0, self._limits.seconds - self._limits.heavy_after)
        ticket.timer = asyncio.get_running_loop().call_later(rest, self._deadline, ticket)
        self._replenish()

    def _deadline(self, ticket: Ticket) -> None:
        self._conduct.was_ended(ticket.client)
        self._end(ticket, messages.deadline(self._limits.seconds), "deadline")

    def _end(self, ticket: Ticket, why: SparqlError, reason: str) -> None:
        """Kill the worker that runs ``ticket``; it is answered with ``why`` when the process is gone."""
        if ticket.worker is not None and ticket.why is None:
            ticket.why = why
            if self._heavy.get(ticket.client) is ticket:
                del self._heavy[ticket.client]
            self._on_killed(reason)
            ticket.worker.kill()

    def _finished(self, worker: Worker) -> Ticket | None:
        """The ticket that ``worker`` ran, which runs no more."""
        ticket = self._running.pop(worker, None)
        if ticket is None:
            return None
        self._of_client[ticket.client] -= 1
        if not self._of_client[ticket.client]:
            del self._of_client[ticket.client]
        if self._heavy.get(ticket.client) is ticket:
            del self._heavy[ticket.client]
        if ticket.timer is not None:
            ticket.timer.cancel()
        return ticket

    def _answered(self, worker: Worker, answer: Answer) -> None:
        ticket = self._finished(worker)
        if ticket is None:
            return
        if not ticket.answer.done():
            ticket.answer.set_result(answer)
        if ticket.why is not None:
            # Its last answer came while it was being killed.
            return
        # Those that are starting, or dying, stand for nobody yet, or no more.
        others = len(self._idle) + sum(one.why is None for one in self._running.values())
        if others >= self._limits.workers + len(self._heavy) + _SPARE or not worker.restore():
            worker.kill()
        else:
            self._idle.append(worker)
        self._next()

    def _gone(self, worker: Worker) -> None:
        self._alive.discard(worker)
        with contextlib.suppress(ValueError):
            self._idle.remove(worker)
        ticket = self._finished(worker)
        worker.kill()
        self._tasks.begin(self._bury(worker, ticket))
        self._replenish()
        self._next()

    async def _bury(self, worker: Worker, ticket: Ticket | None) -> None:
        """Reap ``worker``, then tell what became of its query."""
        status = await worker.reaped()
        if ticket is not None:
            ticket.fail(ticket.why or self._died(ticket.client, status))

    def _died(self, client: str, status: int) -> SparqlError:
        """Why a worker ended that we did not kill, while it ran a query of ``client``."""
        if status in (frames.OUT_OF_MEMORY, -signal.SIGABRT):
            self._was_fatal(client)
            self._on_killed("memory")
            return messages.memory(self._limits.memory)
        if status in (-signal.SIGSEGV, -signal.SIGBUS):
            self._was_fatal(client)
            self._on_killed("stack")
            return messages.too_complex()
        self._on_killed("from outside")
        _log.warning("a query worker ended with status %s", status)
        return messages.killed()

    def _was_fatal(self, client: str) -> None:
        self._conduct.was_fatal(client)
        asyncio.get_running_loop().call_later(PAUSE + _SOON, self._next)

    # Workers

    def _replenish(self) -> None:
        """Start workers until there are enough beside those with heavy queries."""
        missing = self._limits.workers + len(self._heavy) + _SPARE - len(self._alive) - len(self._starting)
        for _ in range(0 if self._closing.is_set() else missing):
            self._begin(self._replaced())

    async def _replaced(self) -> None:
        """See a worker start; where it does not, another is tried after a pause that grows, until there are enough."""
        if self._failures:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(pause_after(self._failures)):
                    await self._closing.wait()
        try:
            await self._start_worker()
        except SparqlError as error:
            self._failures += 1
            if not self._closing.is_set():
                _log.warning("a query worker did not start: %s", error)
            self._replenish()

    def _begin(self, start: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        """Count what ``start`` does among the starting, until there is a process, or it has ended in whatever way."""
        task = self._tasks.begin(start)
        self._starting.add(task)
        task.add_done_callback(self._starting.discard)
        return task

    async def _start_worker(self) -> None:
        """Start one worker; from the moment that it is ready it takes its turns.

        Raises:
            SparqlError: it does not start.
        """
        if self._closing.is_set():
            raise messages.stopping()
        try:
            worker = await process.start(self._store, self._base, self._limits, self._answered, self._gone)
            self._alive.add(worker)
        except StoreError as error:
            raise SparqlError(503, str(error)) from error
        finally:
            self._starting -= {asyncio.current_task()}
        if self._closing.is_set():
            worker.kill()
        await worker.ready()
        self._failures = 0
        if worker in self._alive:
            self._idle.append(worker)
            self._next()
