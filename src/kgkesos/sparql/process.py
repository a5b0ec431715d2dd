"""One worker as its parent sees it: started, asked, given a lower priority, killed and reaped."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import cast

from kgkesos.errors import SparqlError, StoreError
from kgkesos.sparql import frames
from kgkesos.sparql.frames import Answer
from kgkesos.sparql.limits import Limits

_USUAL, _LOW, _LOWEST = 0, 12, 19
_SECONDS_TO_START = 30


class Worker(asyncio.Protocol):
    """A worker's process, and the channel to it. ``on_answer`` is called with each answer, ``on_gone`` at its end."""

    def __init__(
        self,
        process: subprocess.Popen[bytes],
        on_answer: Callable[[Worker, Answer], None],
        on_gone: Callable[[Worker], None],
    ) -> None:
        self._process = process
        self._on_answer = on_answer
        self._on_gone = on_gone
        self._received = bytearray()
        self._transport: asyncio.WriteTransport | None = None
        self._ready: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        # Whoever waited for it may be gone: then nobody hears why it did not start.
        self._ready.add_done_callback(lambda done: done.cancelled() or done.exception())
        self.low = False

    @property
    def pid(self) -> int:
        """The number of its process."""
        return self._process.pid

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """The channel is open."""
        # Those of uvloop are no subclass of asyncio's.
        self._transport = cast(asyncio.WriteTransport, transport)

    def data_received(self, data: bytes) -> None:
        """Bytes of an answer."""
        received = self._received
        received += data
        if len(received) < frames.HEAD_SIZE:
            return
        meta, body = frames.lengths(bytes(received[: frames.HEAD_SIZE]))
        start, end = frames.HEAD_SIZE + meta, frames.HEAD_SIZE + meta + body
        if len(received) < end:
            return
        answer = frames.answer(bytes(received[frames.HEAD_SIZE : start]), bytes(received[start:end]))
        self._received = bytearray()
        if self._ready.done():
            self._on_answer(self, answer)
        elif answer.status == 200:
            self._ready.set_result(None)
        else:
            self._ready.set_exception(SparqlError(answer.status, answer.body.decode()))

    def connection_lost(self, exc: Exception | None) -> None:
        """The channel is closed: the process is dead or dying."""
        del exc
        if not self._ready.done():
            self._ready.set_exception(SparqlError(503, "Proses kueri tidak dapat dimulai. (A worker did not start.)"))
        self._on_gone(self)

    async def ready(self) -> None:
        """Return when it can be asked.

        Raises:
            SparqlError: it cannot be, and why.
        """
        try:
            async with asyncio.timeout(_SECONDS_TO_START):
                await asyncio.shield(self._ready)
        except TimeoutError:
            self.kill()
            raise SparqlError(503, "Proses kueri tidak dapat dimulai. (A worker did not start in time.)") from None

    def ask(self, job: bytes) -> None:
        """Send the frame of a job; one at a time."""
        assert self._transport is not None
        self._transport.write(job)

    def lower(self, lowest: bool) -> None:
        """Let others of this machine go first; also others whose priority is low, where it shall be the ``lowest``."""
        with contextlib.suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, self.pid, _LOWEST if lowest else _LOW)
            self.low = True

    def restore(self) -> bool:
        """Give it the usual priority again; whether it may have it: only some processes may raise one."""
        if not self.low:
            return True
        try:
            os.setpriority(os.PRIO_PROCESS, self.pid, _USUAL)
        except OSError:
            return False
        self.low = False
        return True

    def kill(self) -> None:
        """End it now, whatever it does. It stays unreaped until ``reaped``, so its number is nobody else's."""
        if self._process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)

    async def reaped(self) -> int:
        """Wait until its process is gone, and say how it ended: a status, or the negative number of a signal."""
        status = await asyncio.get_running_loop().run_in_executor(None, self._process.wait)
        if self._transport is not None:
            self._transport.close()
        return status


@contextlib.contextmanager
def _deaf() -> Iterator[None]:
    """Let the processes that are started meanwhile hear no signal to stop, from their birth.

    A terminal and a supervisor tell all processes at once; when a worker ends is decided by its parent, which lets end
    what runs. It kills.
    """
    before = signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGINT, signal.SIGTERM, signal.SIGHUP))
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


async def start(
    store: Path,
    base: str,
    limits: Limits,
    on_answer: Callable[[Worker, Answer], None],
    on_gone: Callable[[Worker], None],
) -> Worker:
    """A new worker on the store in the folder ``store``; it is not ready yet.

    Raises:
        StoreError: the operating system starts no process.
    """
    bounds = json.dumps(asdict(limits))
    try:
        mine, theirs = socket.socketpair()
        with theirs:
            command = [sys.executable, "-P", "-m", f"{__package__}.worker", str(theirs.fileno()), str(os.getpid())]
            process = _opened([*command, str(store), base, bounds], theirs, mine)
        worker = Worker(process, on_answer, on_gone)
        await _connected(worker, mine, process)
    except OSError as error:
        raise StoreError(store, f"proses kueri tidak dapat dimulai (no worker can be started): {error}") from error
    return worker


def _opened(command: list[str], theirs: socket.socket, mine: socket.socket) -> subprocess.Popen[bytes]:
    try:
        with _deaf():
            return subprocess.Popen(command, stdin=subprocess.DEVNULL, pass_fds=[theirs.fileno()])
    except OSError:
        mine.close()
        raise


async def _connected(worker: Worker, mine: socket.socket, process: subprocess.Popen[bytes]) -> None:
    mine.setblocking(False)
    try:
        await asyncio.get_running_loop().connect_accepted_socket(lambda: worker, mine)
    except BaseException:
        # Also where whoever starts it is told to stop.
        mine.close()
        process.kill()
        process.wait()
        raise
