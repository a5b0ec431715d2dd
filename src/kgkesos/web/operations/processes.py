"""Several server processes on one build: they share one listening socket, and one that ends is started again.

Bounds on queries hold in each of them.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from prometheus_client.multiprocess import mark_process_dead

from kgkesos.errors import ServerError
from kgkesos.knowledge import Knowledge
from kgkesos.vocab import base_iri
from kgkesos.web import server
from kgkesos.web.operations import metrics
from kgkesos.web.operations.logs import RequestLog
from kgkesos.web.operations.settings import Settings

_LOOK_EVERY = 0.2
# After so many seconds a process that does not end by itself is killed.
_SECONDS_TO_END = 5.0
# So long nothing takes the place of a process that ended.
_PAUSE = 1.0
# How a process ends that cannot serve as it is told to; it has said why.
_REFUSED = 2


def serve(settings: Settings) -> None:
    """Serve as ``settings`` say until the process is told to stop (SIGINT, SIGTERM).

    Raises:
        StoreError: there is no build, or it cannot be opened.
        ServerError: the host or the port cannot be served at; or several processes are wanted where they cannot be, or
            where none of them can serve.
        BaseIriError: the public address is none.
        SettingError: the log cannot be written.
    """
    if settings.processes == 1:
        server.run(settings.kg, settings.host, settings.port, settings.url, settings.limits, settings.operations)
        return
    if sys.platform != "linux":
        raise ServerError(
            f"--processes {settings.processes}", "beberapa proses hanya di Linux (several processes are for Linux)"
        )
    _try(settings)
    with server.listen(settings.host, settings.port) as listening, tempfile.TemporaryDirectory() as figures:
        environment = os.environ | settings.environment() | {metrics.FOLDER: figures}
        stop = threading.Event()
        with server.on_stop(stop.set):
            children = Children(listening.fileno(), environment, settings.processes, Path(figures))
            try:
                server.announce(settings.host, listening)
                # Not ``stop.wait``: a signal that comes while that holds its lock would wait for itself.
                while not stop.is_set():
                    children.look()
                    time.sleep(_LOOK_EVERY)
            finally:
                # As long as anybody has the socket, who comes now is let in and finds nobody.
                listening.close()
                children.end(settings.operations.grace + _SECONDS_TO_END)


def _try(settings: Settings) -> None:
    """What is wrong with the folder, the address or the log is told here, once, not by every process."""
    Knowledge.open(settings.kg)
    if settings.url is not None:
        base_iri(settings.url, "--url")
    if settings.operations.log is not None:
        RequestLog(settings.operations.log).close()


class Children:
    """The server processes."""

    def __init__(self, descriptor: int, environment: dict[str, str], count: int, figures: Path) -> None:
        self._descriptor = descriptor
        self._environment = environment
        self._figures = figures
        self._running = [self._started() for _ in range(count)]
        # When something takes the place of one that ended; and the first ones, without those that were refused.
        self._due: dict[int, float] = {}
        self._first = {process.pid for process in self._running}

    def look(self) -> None:
        """Start again what has ended, a while later.

        Raises:
            ServerError: none of the first ones could serve, so no other will.
        """
        for place, process in enumerate(self._running):
            if place in self._due:
                if time.monotonic() >= self._due[place]:
                    del self._due[place]
                    self._running[place] = self._started()
            elif process.poll() is not None:
                self._due[place] = time.monotonic() + _PAUSE
                self._ended(process)

    def _ended(self, process: subprocess.Popen[bytes]) -> None:
        mark_process_dead(process.pid, str(self._figures))  # type: ignore[no-untyped-call]
        if process.returncode == _REFUSED:
            self._first.discard(process.pid)
            if not self._first:
                reason = "tidak satu pun proses server dapat dimulai (no server process can be started)"
                raise ServerError(f"--processes {len(self._running)}", reason)
        print(f"kgkesos: a server process ended with status {process.returncode}", file=sys.stderr, flush=True)

    def end(self, seconds: float) -> None:
        """Let all finish what they have begun, for so long at most."""
        until = time.monotonic() + seconds
        for process in self._running:
            process.send_signal(signal.SIGTERM)
        for process in self._running:
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(max(0.0, until - time.monotonic()))
        for process in self._running:
            process.kill()
            process.wait()

    def _started(self) -> subprocess.Popen[bytes]:
        words = [sys.executable, "-P", "-m", f"{__package__}.child", str(self._descriptor), str(os.getpid())]
        return subprocess.Popen(words, env=self._environment, pass_fds=[self._descriptor])
