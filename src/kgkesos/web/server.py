"""The process that serves: its port and its signals."""

from __future__ import annotations

import contextlib
import errno
import ipaddress
import os
import signal
import socket
import sys
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

import uvicorn

from kgkesos.errors import ServerError
from kgkesos.sparql.limits import Limits
from kgkesos.vocab import base_iri
from kgkesos.web.app import create_app
from kgkesos.web.joined import JoiningProtocol

_STOPPING = (signal.SIGINT, signal.SIGTERM)
# How long a request under way may still take when the server is stopped.
_SECONDS_TO_FINISH = 5


def run(kg: Path, host: str, port: int, public: str | None = None, limits: Limits | None = None) -> None:
    """Serve the build in service in ``kg`` until the process is told to stop (SIGINT, SIGTERM).

    ``public`` is the address at which a proxy makes it reached from outside; ``limits`` bound what ``/sparql`` runs.

    Raises:
        StoreError: there is no build in ``kg``, or it cannot be opened.
        ServerError: the host or the port cannot be served at.
        BaseIriError: ``public`` is no address.
    """
    app = create_app(kg, public=base_iri(public, "--url") if public else None, limits=limits)
    with listen(host, port) as listening:
        config = uvicorn.Config(
            app,
            http=JoiningProtocol,
            log_level="warning",
            access_log=False,
            timeout_graceful_shutdown=_SECONDS_TO_FINISH,
        )
        server = uvicorn.Server(config)
        with _stopped_by_signals(server):
            _announce(host, listening)
            server.run(sockets=[listening])


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


def _announce(host: str, listening: socket.socket) -> None:
    """Tell where to look, and whether others can look too."""
    port = listening.getsockname()[1]
    shown = f"[{host}]" if ":" in host else host
    print(f"kgkesos: http://{shown}:{port}/ (berhenti: Ctrl+C)", flush=True)
    address = listening.getsockname()[0].split("%", 1)[0]
    if not ipaddress.ip_address(address).is_loopback:
        print("kgkesos: komputer lain di jaringan dapat membuka halaman ini", file=sys.stderr, flush=True)


@contextlib.contextmanager
def _stopped_by_signals(server: uvicorn.Server) -> Iterator[None]:
    """A signal ends the server and nothing else: uvicorn raises it once more after its own clean stop."""

    def stop(signal_number: int, frame: FrameType | None) -> None:
        del signal_number, frame
        server.should_exit = True

    before = {number: signal.signal(number, stop) for number in _STOPPING}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
