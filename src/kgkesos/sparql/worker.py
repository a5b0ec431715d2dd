"""The process that runs queries: it opens a finished store, and answers one job after another until its parent is gone.

It is started by ``process`` as ``python -m kgkesos.sparql.worker FD PARENT STORE BASE LIMITS`` and is no command for
people. Its first frame says that it is ready, or why it is not.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import socket
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from kgkesos.errors import StoreError
from kgkesos.sparql import evaluation, frames, sandbox
from kgkesos.sparql.frames import Answer
from kgkesos.sparql.limits import Limits
from kgkesos.store import Served

_AT_ONCE: Final = 65536
# What glibc calls it (malloc.h), and how many bytes: a query that takes 30 ms takes and gives back less than that.
_M_TRIM_THRESHOLD: Final = -1
_KEPT: Final = 16 * 2**20


def main(arguments: list[str]) -> int:
    """Serve jobs from the socket that the first argument names; the exit status."""
    descriptor, parent, folder, base, said = arguments
    limits = Limits(**json.loads(said))
    with socket.socket(fileno=int(descriptor)) as channel:
        try:
            store = Served.open(Path(folder))
        except StoreError as error:
            channel.sendall(frames.of_answer(Answer(503, "text/plain", str(error).encode())))
            return 1
        graphs = evaluation.Graphs(store, base, store.graph_names())
        keep_memory()
        sandbox.silence()
        sandbox.close(limits.memory, int(parent))
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            # The parent may be gone by now: then nobody waits for anything.
            channel.sendall(frames.of_answer(Answer(200, "text/plain", b"")))
            return _serve(channel, graphs, limits)
    return 0


def keep_memory() -> bool:
    """Let this process keep up to 16 MiB that it has freed for its next query; whether its C library can be told that.

    Usually glibc gives back what is free at the end of the heap, so that each query that groups takes the same pages
    anew. Pieces of 128 KiB and more still go back at once: they grow by moving pages, which in the heap is copying.
    """
    if sys.platform != "linux" or not hasattr(library := ctypes.CDLL(None), "mallopt"):
        return False
    return bool(library.mallopt(_M_TRIM_THRESHOLD, _KEPT) == 1)


def _serve(channel: socket.socket, graphs: evaluation.Graphs, limits: Limits) -> int:
    for meta, text in _jobs(channel):
        try:
            done = evaluation.answer(graphs, frames.job(meta, text), limits)
        except MemoryError:
            return frames.OUT_OF_MEMORY
        channel.sendall(frames.of_answer(done))
    return 0


def _jobs(channel: socket.socket) -> Iterator[tuple[bytes, bytes]]:
    """The frames that come over ``channel``, as a rule each in one reading, until the parent is gone."""
    received = b""
    while read := channel.recv(_AT_ONCE):
        received += read
        if len(received) < frames.HEAD_SIZE:
            continue
        meta, text = frames.lengths(received[: frames.HEAD_SIZE])
        start, end = frames.HEAD_SIZE + meta, frames.HEAD_SIZE + meta + text
        if len(received) >= end:
            # The next job is sent only when this one is answered.
            yield received[frames.HEAD_SIZE : start], received[start:end]
            received = b""


if __name__ == "__main__":
    os._exit(main(sys.argv[1:]))
