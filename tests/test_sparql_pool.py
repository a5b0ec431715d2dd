"""Which query runs when: the rules of the pool, with workers that are none and a clock that jumps."""

from __future__ import annotations

import asyncio
import itertools
import signal
import socket
import subprocess
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any, ClassVar

import pyoxigraph as ox
import pytest
from quick_loop import run

from kgkesos.errors import SparqlError, StoreError
from kgkesos.sparql import frames, pool, process, serving
from kgkesos.sparql.frames import Answer, Job
from kgkesos.sparql.limits import Limits
from kgkesos.sparql.ticket import Ticket

LIMITS = Limits(workers=2, heavy=2, heavy_after=0.25, seconds=10, queue=8, queue_of_one=4, patience=10)
# How long a query of a kind takes, and how its worker ends where it does.
SHORT, LONG, ENDLESS, STACK, MEMORY = (Job(name) for name in ("short", "long", "endless", "stack", "memory"))
TAKES = {SHORT: 0.01, LONG: 3.0, STACK: 0.05, MEMORY: 0.1}
DEATHS = {STACK: -signal.SIGSEGV, MEMORY: frames.OUT_OF_MEMORY}


class Worker:
    """Stands for a process: it answers, or dies, after as long as its query takes."""

    numbers = itertools.count(1)
    unreaped: ClassVar[set[int]] = set()
    # How long the system takes for it.
    to_reap = 0.0

    def __init__(self, on_answer: Callable[[Worker, Answer], None], on_gone: Callable[[Worker], None]) -> None:
        self.pid = next(self.numbers)
        self.unreaped.add(self.pid)
        self._on_answer, self._on_gone = on_answer, on_gone
        self._status = 0
        self._alive = True
        self.low = ""

    async def ready(self) -> None:
        """It takes a while."""
        await asyncio.sleep(0.2)

    def ask(self, frame: bytes) -> None:
        meta, _ = frames.lengths(frame[: frames.HEAD_SIZE])
        job = Job(frame[frames.HEAD_SIZE + meta :].decode())
        loop = asyncio.get_running_loop()
        if job in DEATHS:
            loop.call_later(TAKES[job], self._die, DEATHS[job])
        elif job in TAKES:
            loop.call_later(TAKES[job], self._answer)

    def lower(self, lowest: bool) -> None:
        self.low = "lowest" if lowest else "low"

    def restore(self) -> bool:
        self.low = ""
        return True

    def kill(self) -> None:
        self._die(-signal.SIGKILL)

    async def reaped(self) -> int:
        await asyncio.sleep(self.to_reap)
        self.unreaped.discard(self.pid)
        return self._status

    def _answer(self) -> None:
        if self._alive:
            self._on_answer(self, Answer(200, "text/csv", b""))

    def _die(self, status: int) -> None:
        if self._alive:
            self._alive, self._status = False, status
            # The system needs a while to give back what it held.
            asyncio.get_running_loop().call_later(0.05, self._on_gone, self)


@pytest.fixture(autouse=True)
def no_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    async def start(*given: Any) -> Worker:
        # There is a process before anybody hears of it.
        worker = Worker(*given[-2:])
        await asyncio.sleep(0.05)
        return worker

    monkeypatch.setattr(process, "start", start)
    monkeypatch.setattr(Worker, "unreaped", set())


async def started(limits: Limits = LIMITS, on_killed: Callable[[str], None] = lambda _: None) -> pool.Pool:
    made = pool.Pool(Path("store"), "urn:base", limits, on_killed)
    await made.start()
    return made


async def told(ticket: Ticket) -> int:
    """The status that the client of ``ticket`` is told."""
    try:
        return (await ticket.answer).status
    except SparqlError as error:
        return error.status


async def asked(of: pool.Pool, client: str, job: Job) -> tuple[int, float]:
    """What ``client`` is told, and after how many seconds."""
    clock = asyncio.get_running_loop().time
    begun = clock()
    try:
        status = await told(of.submit(client, job))
    except SparqlError as error:
        status = error.status
    return status, round(clock() - begun, 2)


def lowered(ticket: Ticket) -> str:
    """How low the priority is of what ``ticket`` runs in."""
    return str(getattr(ticket.worker, "low", None))


async def again_and_again(of: pool.Pool, client: str, job: Job) -> None:
    """``client`` asks ``job`` for ever."""
    while True:
        await asked(of, client, job)
        await asyncio.sleep(0.02)


def test_a_newcomer_runs_at_once_beside_a_queue_that_is_full_of_blocked_queries() -> None:
    async def scene() -> None:
        made = await started()
        for client in ("a", "b"):
            made.submit(client, ENDLESS)
        await asyncio.sleep(1)
        for client in ("a", "b") * 4:
            made.submit(client, SHORT)
        assert made.state == (5, 3, 2, 8)
        assert await asked(made, "c", SHORT) == (200, 0.01)

    run(scene())


def test_at_a_full_queue_the_last_of_the_longest_line_goes_for_a_newcomer() -> None:
    async def scene() -> None:
        made = await started()
        # Nobody has an idle worker now, but for those of the queries that are not long yet.
        for client in "abc":
            made.submit(client, ENDLESS)
        waiting = [made.submit(client, SHORT) for client in "ddddeee"] + [made.submit("f", ENDLESS)]
        newcomer = made.submit("g", SHORT)
        assert [ticket.answer.done() for ticket in waiting] == [False] * 3 + [True] + [False] * 4
        assert await told(waiting[3]) == 503
        assert await told(newcomer) == 200

    run(scene())


def test_who_has_the_longest_line_makes_no_room_for_himself() -> None:
    async def scene() -> None:
        made = await started(Limits(workers=2, queue=4, queue_of_one=3))
        for client in "abc":
            made.submit(client, ENDLESS)
        for client in "ddee":
            made.submit(client, SHORT)
        with pytest.raises(SparqlError, match="Antrean penuh"):
            made.submit("d", SHORT)
        made.submit("f", SHORT)
        with pytest.raises(SparqlError, match="Antrean penuh"):
            made.submit("f", SHORT)

    run(scene())


def test_one_client_has_only_so_many_places() -> None:
    async def scene() -> None:
        made = await started()
        made.submit("a", ENDLESS)
        await asyncio.sleep(1)
        for _ in range(4):
            made.submit("a", SHORT)
        with pytest.raises(SparqlError, match="Antrean penuh") as refused:
            made.submit("a", SHORT)
        assert (refused.value.status, refused.value.again, made.state) == (503, 2, (4, 3, 1, 4))

    run(scene())


def test_nobody_waits_longer_than_the_patience() -> None:
    async def scene() -> None:
        made = await started(Limits(workers=2, seconds=30, patience=4))
        made.submit("a", ENDLESS)
        await asyncio.sleep(1)
        assert await asked(made, "a", SHORT) == (503, 4.0)
        assert made.state == (4, 3, 1, 0)

    run(scene())


def test_what_waits_for_a_long_query_runs_when_that_is_ended() -> None:
    async def scene() -> None:
        made = await started(Limits(workers=2, seconds=5))
        first = made.submit("a", ENDLESS)
        await asyncio.sleep(1)
        later = [asyncio.ensure_future(asked(made, "a", SHORT)) for _ in range(3)]
        assert await told(first) == 504
        assert [status for status, _ in await asyncio.gather(*later)] == [200] * 3

    run(scene())


def test_a_second_long_query_of_a_client_is_ended() -> None:
    async def scene() -> list[tuple[int, float]]:
        made = await started()
        return list(await asyncio.gather(asked(made, "a", ENDLESS), asked(made, "a", ENDLESS)))

    assert run(scene()) == [(504, 10.05), (503, 0.3)]


def test_of_too_many_long_queries_the_longest_is_ended() -> None:
    async def scene() -> list[tuple[int, float]]:
        made = await started()
        works = []
        for client in "abc":
            works.append(asyncio.ensure_future(asked(made, client, ENDLESS)))
            await asyncio.sleep(1)
        return await asyncio.gather(*works)

    assert run(scene()) == [(503, 2.3), (504, 10.05), (504, 10.05)]


def test_who_was_ended_most_goes_before_who_ran_longest() -> None:
    """Four clients that ask for ever what never ends do not keep others from long queries that do."""

    async def scene() -> None:
        made = await started()
        hostile = [asyncio.ensure_future(again_and_again(made, client, ENDLESS)) for client in "abcd"]
        await asyncio.sleep(5)
        for _ in range(5):
            status, took = await asked(made, "good", LONG)
            assert (status, took < 5) == (200, True)
        for one in hostile:
            one.cancel()

    run(scene())


@pytest.mark.parametrize(("fresh", "first"), [(4, 0.51), (8, 1.2)])
def test_fresh_clients_that_take_every_worker_hold_none_for_long(fresh: int, first: float) -> None:
    """Three at a time have the places of short queries, until they are heavy (0.25 s) and others are started (0.25 s).

    Then nobody who had a long query takes the last worker.
    """

    async def scene() -> None:
        made = await started(replace(LIMITS, heavy=4))
        hostile = [asyncio.ensure_future(again_and_again(made, f"h{number}", ENDLESS)) for number in range(fresh)]
        await asyncio.sleep(0.01)
        status, took = await asked(made, "good", SHORT)
        assert (status, took <= first) == (200, True), took
        while asyncio.get_running_loop().time() < 30:
            assert await asked(made, "good", SHORT) == (200, 0.01)
        for one in hostile:
            one.cancel()

    run(scene())


def test_no_worker_is_given_up_for_one_that_is_dying_or_starting() -> None:
    async def scene() -> None:
        made = await started()
        for client in "ab":
            made.submit(client, ENDLESS)
        await asyncio.sleep(9)
        assert made.state == (5, 3, 2, 0)
        while asyncio.get_running_loop().time() < 12:
            assert await asyncio.gather(*(asked(made, client, SHORT) for client in "cd")) == [(200, 0.01)] * 2
        assert made.state == (3, 3, 0, 0)

    run(scene())


def test_who_was_ended_lately_computes_behind_all_others() -> None:
    async def scene() -> None:
        made = await started()
        first = made.submit("a", ENDLESS)
        await asyncio.sleep(1)
        assert lowered(first) == "low"
        assert await told(first) == 504
        second, other = made.submit("a", ENDLESS), made.submit("b", ENDLESS)
        await asyncio.sleep(1)
        assert [lowered(one) for one in (second, other)] == ["lowest", "low"]

    run(scene())


@pytest.mark.parametrize(("job", "reason"), [(STACK, "stack"), (MEMORY, "memory")])
def test_who_ends_workers_does_so_one_at_a_time_and_slowly(job: Job, reason: str) -> None:
    async def scene() -> None:
        killed: list[str] = []
        made = await started(on_killed=killed.append)
        hostile = [asyncio.ensure_future(again_and_again(made, client, job)) for client in "abcd" for _ in range(3)]
        await asyncio.sleep(5)
        lost, begun = len(killed), asyncio.get_running_loop().time()
        while asyncio.get_running_loop().time() < begun + 20:
            assert await asked(made, "good", SHORT) == (200, 0.01)
            await asyncio.sleep(0.01)
        assert (set(killed), 10 <= len(killed) - lost <= 20) == ({reason}, True)
        for one in hostile:
            one.cancel()

    run(scene())


def test_workers_that_do_not_start_are_started_again(monkeypatch: pytest.MonkeyPatch) -> None:
    async def scene() -> None:
        made = await started()
        start, broken = process.start, True
        tried: list[float] = []

        async def refusing(*given: Any) -> process.Worker:
            tried.append(asyncio.get_running_loop().time())
            if broken:
                raise StoreError(Path("store"), "no files are left")
            return await start(*given)

        monkeypatch.setattr(process, "start", refusing)
        for worker in tuple(made._alive):
            worker.kill()
        await asyncio.sleep(60)
        assert (made.state[0], len(tried) < 60) == (0, True)
        broken = False
        await asyncio.sleep(10)
        assert await asked(made, "a", SHORT) == (200, 0.01)
        assert made.state == (3, 3, 0, 0)

    run(scene())


async def at_once(work: Callable[..., object], *given: object) -> object:
    """Instead of a thread, which would not know how late it is."""
    return work(*given)


def builds_of(kg: Path, manifests: Iterable[str]) -> list[str]:
    """Builds with these manifests and nothing in their stores in ``kg``: their names."""
    names = []
    for number, manifest in enumerate(manifests):
        folder = kg / "builds" / str(number)
        folder.mkdir(parents=True)
        ox.Store(str(folder / "store"))
        (folder / "manifest.json").write_bytes(manifest.encode("utf-8", "surrogatepass"))
        names.append(folder.name)
    return names


async def taken_over(switch: serving.Switch, kg: Path, names: Iterable[str], pause: float) -> list[str]:
    """Put the builds ``names`` in service one by one: what was served after each ``pause``."""
    taken = []
    for name in names:
        (kg / "current").write_text(name)
        await asyncio.sleep(pause)
        taken.append((await switch.serving()).build.name)
    return taken


GOOD = '{"base": "urn:"}'


@pytest.mark.parametrize("manifest", ["{", "{}", "[]", "null", '{"base": 1}', "\ud800"])
def test_after_a_build_with_a_broken_manifest_the_next_one_is_taken_over(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, manifest: str
) -> None:
    monkeypatch.setattr(asyncio, "to_thread", at_once)
    names = builds_of(tmp_path, [GOOD, manifest, GOOD])

    async def scene() -> list[str]:
        switch = serving.Switch(tmp_path, LIMITS)
        taken = await taken_over(switch, tmp_path, names, 6)
        await switch.stop()
        return taken

    assert run(scene()) == ["0", "0", "2"]


def test_a_build_whose_workers_do_not_start_leaves_the_old_one_in_service(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(asyncio, "to_thread", at_once)
    names, start = builds_of(tmp_path, [GOOD, GOOD, GOOD]), process.start

    async def refusing(store: Path, *given: Any) -> process.Worker:
        if store.parent.name == "1":
            raise StoreError(store, "broken")
        return await start(store, *given)

    monkeypatch.setattr(process, "start", refusing)

    async def scene() -> list[str]:
        switch = serving.Switch(tmp_path, LIMITS)
        taken = await taken_over(switch, tmp_path, names, 6)
        assert await asked((await switch.serving()).pool, "a", SHORT) == (200, 0.01)
        await switch.stop()
        return taken

    assert run(scene()) == ["0", "0", "2"]


def test_twenty_builds_are_taken_over_under_load_without_a_failed_request(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(asyncio, "to_thread", at_once)
    names = builds_of(tmp_path, [GOOD] * 20)

    async def scene() -> None:
        switch = serving.Switch(tmp_path, LIMITS)
        told: Counter[int] = Counter()
        (tmp_path / "current").write_text(names[0])

        async def ask(client: str, job: Job) -> None:
            while True:
                told[(await asked((await switch.serving()).pool, client, job))[0]] += 1

        asking = [asyncio.ensure_future(ask(f"{job.text} {i}", job)) for job in (SHORT, LONG) for i in range(2)]
        assert await taken_over(switch, tmp_path, names, 0.7) == names
        await asyncio.sleep(4)
        assert (set(told), told[200] > 1_000, switch.state()[0] <= 5) == ({200}, True, True)
        for one in asking:
            one.cancel()
        await switch.stop()

    run(scene())


@pytest.mark.parametrize("call", [(socket, "socketpair"), (subprocess, "Popen")])
def test_what_the_system_refuses_is_told_as_a_worker_that_does_not_start(
    monkeypatch: pytest.MonkeyPatch, call: tuple[object, str]
) -> None:
    monkeypatch.undo()

    def refuse(*_: object, **__: object) -> None:
        raise OSError(24, "Too many open files")

    async def scene() -> None:
        with monkeypatch.context() as patch:
            patch.setattr(*call, refuse)
            await process.start(Path("store"), "urn:base", LIMITS, lambda *_: None, lambda _: None)

    with pytest.raises(StoreError, match="Too many open files"):
        asyncio.run(scene())


@pytest.mark.parametrize("after", [0.0, 0.3, 0.55, 1.0])
def test_what_has_ended_leaves_no_process_to_reap(monkeypatch: pytest.MonkeyPatch, after: float) -> None:
    """Whenever it is closed: while a worker begins, runs, is replaced or dies."""
    monkeypatch.setattr(Worker, "to_reap", 0.5)

    async def scene() -> None:
        made = await started()
        for client, job in (("a", ENDLESS), ("b", STACK), ("c", MEMORY)):
            made.submit(client, job)
        await asyncio.sleep(after)
        begun = len(Worker.unreaped)
        made.close()
        assert begun >= 3
        await made.ended()
        assert (Worker.unreaped, made.state[0]) == (set(), 0)

    run(scene())


def test_what_is_closed_starts_no_worker_any_more(monkeypatch: pytest.MonkeyPatch) -> None:
    async def none(*_: Any) -> Worker:
        raise StoreError(Path("store"), "no process")

    async def scene() -> None:
        clock = asyncio.get_running_loop().time
        made = await started()
        monkeypatch.setattr(process, "start", none)
        made.submit("a", STACK)
        # By now it waits some seconds before it tries again.
        await asyncio.sleep(20)
        monkeypatch.undo()
        closed = clock()
        made.close()
        await made.ended()
        assert clock() - closed < 1

    run(scene())


@pytest.mark.parametrize("after", [0.0, 0.01, 0.05, 0.1, 0.3, 3.0])
def test_a_server_that_stops_while_it_changes_builds_leaves_no_process(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, after: float
) -> None:
    """Whenever it stops: while it looks, while the new workers begin, while the old ones end or are reaped."""
    monkeypatch.setattr(asyncio, "to_thread", at_once)
    monkeypatch.setattr(Worker, "to_reap", 0.5)
    first, second = builds_of(tmp_path, [GOOD, GOOD])

    async def scene() -> None:
        switch = serving.Switch(tmp_path, LIMITS)
        (tmp_path / "current").write_text(first)
        pool = (await switch.serving()).pool
        ticket = pool.submit("a", LONG)
        (tmp_path / "current").write_text(second)
        while len(Worker.unreaped) == 3 and after:
            # Until the new ones begin.
            await asyncio.sleep(0.01)
        await asyncio.sleep(after)
        await switch.stop()
        assert (Worker.unreaped, switch.state()) == (set(), (0, 0, 0, 0))
        assert await told(ticket) in ({200} if after == 3.0 else {503})

    run(scene())


def test_who_asks_when_the_server_stops_is_told_so_and_no_worker_is_counted_as_lost() -> None:
    async def scene() -> None:
        killed: list[str] = []
        made = await started(on_killed=killed.append)
        tickets = [made.submit("a", LONG), made.submit("b", ENDLESS)]
        made.close()
        for ticket in tickets:
            with pytest.raises(SparqlError, match="berhenti") as refused:
                await ticket.answer
            assert refused.value.status == 503
        assert killed == []

    run(scene())


def test_a_start_that_is_called_off_before_its_first_step_counts_for_nothing() -> None:
    async def scene() -> None:
        made = pool.Pool(Path("store"), "urn:base", LIMITS)
        starting = asyncio.get_running_loop().create_task(made.start())
        await asyncio.sleep(0)
        for task in asyncio.all_tasks() - {asyncio.current_task(), starting}:
            task.cancel()
        starting.cancel()
        made.close()
        await made.ended()
        assert Worker.unreaped == set()

    run(scene())
