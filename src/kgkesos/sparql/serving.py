"""The pool of the build in service, and the change to a newer one: what was begun on the old one ends there."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from kgkesos import builds
from kgkesos.errors import SparqlError, StoreError
from kgkesos.sparql.evaluation import Graphs
from kgkesos.sparql.limits import Limits
from kgkesos.sparql.pool import Pool
from kgkesos.sparql.singles import Singles
from kgkesos.sparql.tasks import Tasks
from kgkesos.store import Served

_log = logging.getLogger(__name__)
# How often the folder is asked whether another build is in service.
_LOOK_EVERY = 0.2
# How long to wait after a build that could not be opened.
_AFTER_FAILURE = 5.0


def _base(build: builds.Build) -> str:
    """What the IRIs of ``build`` begin with.

    Raises:
        StoreError: its manifest does not say so.
    """
    try:
        base = build.manifest()["base"]
        if isinstance(base, str):
            return base
        reason = f"base: {base!r}"
    except (OSError, ValueError, KeyError, TypeError) as error:
        reason = repr(error)
    raise StoreError(build.folder, f"manifest rusak (broken manifest): {reason}")


def graphs_of(build: builds.Build) -> Graphs:
    """The dataset of ``build``.

    Raises:
        StoreError: it cannot be opened.
    """
    base, store = _base(build), Served.open(build.store)
    return Graphs(store, f"{base}sparql", store.graph_names())


@dataclass(frozen=True, slots=True)
class Serving:
    """A build, what is answered of it here, and the workers on it."""

    build: builds.Build
    singles: Singles
    pool: Pool


class Switch:
    """Holds the workers on the build in service in the folder ``kg``. It belongs to one event loop."""

    def __init__(self, kg: Path, limits: Limits, on_killed: Callable[[str], None] = lambda _: None) -> None:
        self._kg = kg
        self._on_killed = on_killed
        self.limits = limits
        self._now: Serving | None = None
        self._lock = asyncio.Lock()
        self._watch: asyncio.Task[None] | None = None
        self._draining = Tasks()
        self._pools: set[Pool] = set()

    async def start(self) -> None:
        """Start workers on the build in service, and look for newer ones from now on.

        Raises:
            StoreError: there is no build in the folder.
            SparqlError: the workers do not start.
        """
        await self.serving()

    async def serving(self) -> Serving:
        """The build to ask. While a newer one cannot be opened, the one that is open stays.

        Raises:
            StoreError: there is none.
            SparqlError: the workers do not start.
        """
        if self._now is None:
            if os.name == "nt":
                raise SparqlError(501, "SPARQL tidak dilayani di Windows. (No SPARQL endpoint on Windows.)")
            async with self._lock:
                if self._now is None:
                    self._now = await self._started(await asyncio.to_thread(builds.current, self._kg))
                    self._watch = asyncio.get_running_loop().create_task(self._follow())
        return self._now

    def state(self) -> tuple[int, int, int, int]:
        """Of all pools together what ``Pool.state`` says of one; a pool goes when its last query is answered."""
        states = [pool.state for pool in self._pools]
        workers, idle, heavy, waiting = (sum(each) for each in zip(*states, strict=True)) if states else (0, 0, 0, 0)
        return workers, idle, heavy, waiting

    async def stop(self) -> None:
        """End every worker, and wait until none is left, not even one to be reaped."""
        if self._watch is not None:
            self._watch.cancel()
        for pool in self._pools:
            pool.close()
        for pool in tuple(self._pools):
            await pool.ended()

    async def _follow(self) -> None:
        while True:
            await asyncio.sleep(_LOOK_EVERY)
            try:
                await self._change()
            except Exception as error:
                # Whatever is wrong with a new build: a later one may be right.
                _log.warning("still serving %s: %s", self._now and self._now.build.name, error)
                await asyncio.sleep(_AFTER_FAILURE)

    async def _change(self) -> None:
        """Put the build that ``current`` names in service; the old one's workers go when they have nothing to do."""
        assert self._now is not None
        named = await asyncio.to_thread(builds.current, self._kg)
        if named.name == self._now.build.name:
            return
        old, self._now = self._now, await self._started(named)
        self._draining.begin(self._drain(old.pool))

    async def _started(self, build: builds.Build) -> Serving:
        graphs = await asyncio.to_thread(graphs_of, build)
        pool = Pool(build.store, graphs.base, self.limits, self._on_killed)
        self._pools.add(pool)
        try:
            await pool.start()
        except BaseException:
            self._draining.begin(self._drain(pool))
            raise
        return Serving(build, Singles(graphs, self.limits), pool)

    async def _drain(self, pool: Pool) -> None:
        with contextlib.suppress(asyncio.CancelledError):
            await pool.drained()
        await pool.ended()
        self._pools.discard(pool)
