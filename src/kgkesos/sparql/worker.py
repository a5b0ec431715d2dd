"""The process that runs queries: it opens a finished store, and answers one job after another until its parent is gone.

It is started by ``process`` as ``python -m kgkesos.sparql.worker FD PARENT STORE BASE LIMITS`` and is no command for
people. Its first frame says that it is ready, or why it is not.
"""

from __future__ import annotations

import json
import os
import socket
import sys
from pathlib import Path

from kgkesos.errors import StoreError
from kgkesos.sparql import evaluation, frames, sandbox
from kgkesos.sparql.frames import Answer
from kgkesos.sparql.limits import Limits
from kgkesos.store import Served


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
        sandbox.close(limits.memory, int(parent))
        channel.sendall(frames.of_answer(Answer(200, "text/plain", b"")))
        return _serve(channel, graphs, limits)


def _serve(channel: socket.socket, graphs: evaluation.Graphs, limits: Limits) -> int:
    while head := _read(channel, frames.HEAD_SIZE):
        meta, text = frames.lengths(head)
        job = frames.job(_read(channel, meta), _read(channel, text))
        try:
            done = evaluation.answer(graphs, job, limits)
        except MemoryError:
            return frames.OUT_OF_MEMORY
        channel.sendall(frames.of_answer(done))
    return 0


def _read(channel: socket.socket, size: int) -> bytes:
    """Exactly ``size`` bytes; fewer where the parent is gone."""
    read = channel.recv(size)
    while 0 < len(read) < size and (more := channel.recv(size - len(read))):
        read += more
    return read


if __name__ == "__main__":
    os._exit(main(sys.argv[1:]))
