"""The process that serves: its port and its signals."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import ipaddress
import math
import os
import signal
import socket
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType
from typing import cast

import uvicorn

from kgkesos.errors import ServerError
from kgkesos.sparql.limits import Limits
from kgkesos.vocab import base_iri
from kgkesos.web.app import create_app
from kgkesos.web.operations import ending
from kgkesos.web.operations.door import Bounds, Door
from kgkesos.web.operations.logs import RequestLog
from kgkesos.web.operations.metrics import Metrics
from kgkesos.web.operations.observing import Watched
from kgkesos.web.operations.settings import Operations

_STOPPING = (signal.SIGINT, signal.SIGTERM)


def run(
    kg: Path,
    host: str,
    port: int,
    public: str | None = None,
    limits: Limits | None = None,
    operations: Operations | None = None,
) -> None:
    """Serve the build in service in ``kg`` until the process is told to stop (SIGINT, SIGTERM).

    ``public`` is the address at which a proxy makes it reached from outside; ``limits`` bound what ``/sparql`` runs,
    ``operations`` say what else there is to set.

    Raises:
        StoreError: there is no build in ``kg``, or it cannot be opened.
        ServerError: the host or the port cannot be served at.
        BaseIriError: ``public`` is no address.
        SettingError: the log cannot be written.
    """
    with (
        serving(kg, public, limits or Limits(), operations or Operations()) as server,
        listen(host, port) as listening,
        stopped_by_signals(server),
    ):
        announce(host, listening)
        server.run(sockets=[listening])


@contextlib.contextmanager
def serving(kg: Path, public: str | None, limits: Limits, operations: Operations) -> Iterator[uvicorn.Server]:
    """A server of ``kg`` that does not listen yet.

    Raises:
        StoreError: there is no build in ``kg``, or it cannot be opened.
        BaseIriError: ``public`` is no address.
        SettingError: the log cannot be written.
    """
    _more_files()
    log = None if operations.log is None else RequestLog(operations.log, operations.log_addresses)
    try:
        metrics = Metrics()
        address = base_iri(public, "--url") if public else None
        app = create_app(kg, public=address, limits=limits, watched=Watched(metrics, log), in_turn=operations.in_turn)
        proxies = frozenset(one.strip() for one in operations.proxies.split(","))
        bounds = Bounds(
            head=operations.sending,
            taking=operations.taking,
            connections=operations.connections,
            proxies=proxies,
        )
        config = uvicorn.Config(
            app,
            # A connection is made by whatever is called here.
            http=cast(type[asyncio.Protocol], Door(bounds, metrics.closed).connection),
            ws="none",
            log_config=None if log else uvicorn.config.LOGGING_CONFIG,
            log_level="warning",
            access_log=False,
            server_header=False,
            forwarded_allow_ips=operations.proxies,
            timeout_graceful_shutdown=math.ceil(operations.grace),
        )
        with ending.in_a_line():
            yield uvicorn.Server(config)
    finally:
        if log is not None:
            log.close()


def _more_files() -> None:
    """Let this process open as many files as it may: each connection is one."""
    if os.name == "nt":
        return
    import resource

    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens at ``host`` and ``port`` (0: any free one).

    Raises:
        ServerError: it cannot, and why.
    """
    address = f"{host}:{port}"
    if not host:
        raise ServerError(address, "alamat kosong; pakai --host 127.0.0.1 (empty host)")
    try:
        family, _, _, _, place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listening = socket.create_server(place[:2], family=family)
        # Accepted connections inherit it; asyncio sets it only where a socket says that it is TCP. Without it each
        # answer of two pieces waits 40 ms for the client's system.
        listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return listening
    except (socket.gaierror, UnicodeError):
        raise ServerError(address, "alamat ini tidak dikenal; pakai --host 127.0.0.1 (unknown host)") from None
    except OverflowError:
        raise ServerError(address, "porta harus antara 0 dan 65535 (no such port)") from None
    except OSError as error:
        raise ServerError(address, _reason(error)) from None


def _reason(error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return "porta ini sedang dipakai; pilih yang lain dengan --port (the port is in use)"
    if error.errno == errno.EADDRNOTAVAIL:
        return "alamat ini bukan milik komputer ini (not an address of this computer)"
    if error.errno in (errno.EACCES, errno.EPERM):
        return "porta ini tidak boleh dipakai; pilih yang di atas 1023 dengan --port (permission denied)"
    return f"tidak dapat dipakai: {os.strerror(error.errno) if error.errno else error} (cannot be served at)"


def announce(host: str, listening: socket.socket) -> None:
    """Tell where to look, and whether others can look too."""
    port = listening.getsockname()[1]
    shown = f"[{host}]" if ":" in host else host
    print(f"kgkesos: http://{shown}:{port}/ (berhenti: Ctrl+C)", flush=True)
    address = listening.getsockname()[0].split("%", 1)[0]
    if not ipaddress.ip_address(address).is_loopback:
        print("kgkesos: komputer lain di jaringan dapat membuka halaman ini", file=sys.stderr, flush=True)


def stopped_by_signals(server: uvicorn.Server) -> contextlib.AbstractContextManager[None]:
    """A signal ends the server and nothing else: uvicorn raises it once more after its own clean stop."""

    def stop() -> None:
        server.should_exit = True

    return on_stop(stop)


@contextlib.contextmanager
def on_stop(call: Callable[[], None]) -> Iterator[None]:
    """Meanwhile ``call`` is what happens where the process is told to stop (SIGINT, SIGTERM)."""

    def stop(signal_number: int, frame: FrameType | None) -> None:
        del signal_number, frame
        call()

    before = {number: signal.signal(number, stop) for number in _STOPPING}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
