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
from pathlib import Path

from prometheus_client.multiprocess import mark_process_dead

from kgkesos.errors import ServerError
from kgkesos.knowledge import Knowledge
from kgkesos.web import server
from kgkesos.web.operations import metrics
from kgkesos.web.operations.settings import Settings

_LOOK_EVERY = 0.2
# After so many seconds a process that does not end by itself is killed.
_SECONDS_TO_END = 5.0
# A process that ends sooner than this is not started again at once.
_PAUSE = 1.0


def serve(settings: Settings) -> None:
    """Serve as ``settings`` say until the process is told to stop (SIGINT, SIGTERM).

    Raises:
        StoreError: there is no build, or it cannot be opened.
        ServerError: the host or the port cannot be served at; or several processes are wanted where they cannot be.
        SettingError: the log cannot be written.
    """
    if settings.processes == 1:
        server.run(settings.kg, settings.host, settings.port, settings.url, settings.limits, settings.operations)
        return
    if sys.platform != "linux":
        raise ServerError(
            f"--processes {settings.processes}", "beberapa proses hanya di Linux (several processes are for Linux)"
        )
    # What is wrong with the folder or the address is told here, once.
    Knowledge.open(settings.kg)
    with server.listen(settings.host, settings.port) as listening, tempfile.TemporaryDirectory() as figures:
        environment = os.environ | settings.environment() | {metrics.FOLDER: figures}
        stop = threading.Event()
        with server.on_stop(stop.set):
            children = Children(listening.fileno(), environment, settings.processes, Path(figures))
            server.announce(settings.host, listening)
            while not stop.wait(_LOOK_EVERY):
                children.look()
            children.end(settings.operations.grace + _SECONDS_TO_END)


class Children:
    """The server processes."""

    def __init__(self, descriptor: int, environment: dict[str, str], count: int, figures: Path) -> None:
        self._descriptor = descriptor
        self._environment = environment
        self._figures = figures
        self._running = [self._started() for _ in range(count)]

    def look(self) -> None:
        """Start again what has ended."""
        for place, process in enumerate(self._running):
            if process.poll() is not None:
                print(f"kgkesos: a server process ended with status {process.returncode}", file=sys.stderr, flush=True)
                mark_process_dead(process.pid, str(self._figures))  # type: ignore[no-untyped-call]
                threading.Event().wait(_PAUSE)
                self._running[place] = self._started()

    def end(self, seconds: float) -> None:
        """Let each finish what it has begun, for so long at most."""
        for process in self._running:
            process.send_signal(signal.SIGTERM)
        for process in self._running:
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(seconds)
                continue
            process.kill()
            process.wait()

    def _started(self) -> subprocess.Popen[bytes]:
        words = [sys.executable, "-P", "-m", f"{__package__}.child", str(self._descriptor), str(os.getpid())]
        return subprocess.Popen(words, env=self._environment, pass_fds=[self._descriptor])
