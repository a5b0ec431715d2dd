"""The SPARQL endpoint beside ``oxigraph serve-read-only`` on the same store: requests a second, as ratios of one run.

``python bench/sparql.py [KG]``: without a folder the five documents are built first. ``oxigraph`` (PyPI: oxigraph) is
looked for on the PATH, or where ``OXIGRAPH`` says. Both servers are asked by the same client, in turns, on connections
that are kept. *Anew*: each query has a comment of its own, so that none was asked before and every one is run;
*again*: those that came before are answered from memory, as a server does for what many ask. The last column is how
long one of oxigraph's answers takes.
"""

from __future__ import annotations

import contextlib
import os
import selectors
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from itertools import count, cycle, repeat
from pathlib import Path
from urllib.parse import quote

from kgkesos import builds, pipeline, resources
from kgkesos.knowledge import Knowledge

# Each round lasts so long, and each figure is the median of so many.
SECONDS, ROUNDS = 2.0, 5
POINT = "SELECT ?p ?o WHERE {{ <{subject}> ?p ?o }}"
LABEL = "SELECT ?l WHERE {{ <{subject}> <http://www.w3.org/2000/01/rdf-schema#label> ?l }}"
# How long they take is another thing on each machine, and told with the figure.
COUNTS = "SELECT ?p (COUNT(*) AS ?n) WHERE { ?s ?p ?o } GROUP BY ?p"
DISTINCT = "SELECT ?p (COUNT(DISTINCT ?s) AS ?n) WHERE { ?s ?p ?o } GROUP BY ?p"


class Connection:
    """A kept connection, and the answer that comes over it."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._received = b""

    def ask(self, request: bytes) -> None:
        self.socket.sendall(request)

    def took(self) -> bool:
        """Take what there is; whether the answer is whole."""
        self._received += self.socket.recv(262144)
        head, found, body = self._received.partition(b"\r\n\r\n")
        if not found:
            return False
        assert head.startswith(b"HTTP/1.1 200"), self._received[:500]
        low = head.lower()
        if b"transfer-encoding: chunked" in low:
            whole = body.endswith(b"0\r\n\r\n")
        else:
            whole = len(body) >= int(low.partition(b"content-length:")[2].split(b"\r\n")[0])
        if whole:
            self._received = b""
        return whole


def requests(path: str, queries: Sequence[str], anew: bool) -> Iterator[bytes]:
    """GET requests of ``queries``, over and over; ``anew``: each with another comment, so that none came before."""
    numbers = count() if anew else repeat(0)
    for query, number in zip(cycle(queries), numbers, strict=False):
        yield (
            f"GET {path}?query={quote(f'{query} #{number}', safe='')} HTTP/1.1\r\nHost: 127.0.0.1\r\n"
            "Accept: application/sparql-results+json\r\n\r\n"
        ).encode()


def rate(port: int, asked: Iterator[bytes], connections: int) -> float:
    """Requests a second on so many connections."""
    done, selector = 0, selectors.DefaultSelector()
    opened = [Connection(port) for _ in range(connections)]
    start = time.perf_counter()
    for one in opened:
        selector.register(one.socket, selectors.EVENT_READ, one)
        one.ask(next(asked))
    while time.perf_counter() - start < SECONDS:
        for key, _ in selector.select(1):
            if key.data.took():
                done += 1
                key.data.ask(next(asked))
    took = time.perf_counter() - start
    for one in opened:
        one.socket.close()
    return done / took


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextlib.contextmanager
def serving(command: Sequence[str], port: int) -> Iterator[subprocess.Popen[bytes]]:
    """A server, until it is no longer needed; it is ended by its own process id."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(200):
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port)):
                break
            time.sleep(0.05)
        time.sleep(1)
        yield process
    finally:
        process.terminate()
        process.wait()


def cpu(process: subprocess.Popen[bytes]) -> float:
    """Seconds of processor time that a process and its living children have used."""
    children = [
        int(entry.name)
        for entry in Path("/proc").iterdir()
        if entry.name.isdigit() and f"\nPPid:\t{process.pid}\n" in _read(entry / "status")
    ]
    times = (_read(Path(f"/proc/{pid}/stat")).rpartition(")")[2].split()[11:13] for pid in (process.pid, *children))
    return sum(int(user) + int(system) for user, system in (found for found in times if found)) / os.sysconf(
        "SC_CLK_TCK"
    )


def _read(path: Path) -> str:
    try:
        return path.read_text()
    except OSError:
        return ""


def main(arguments: Sequence[str]) -> None:
    oxigraph = os.environ.get("OXIGRAPH") or shutil.which("oxigraph")
    if oxigraph is None:
        sys.exit("oxigraph is not installed (pip install oxigraph)")
    with tempfile.TemporaryDirectory() as made:
        kg = Path(arguments[0]) if arguments else Path(made) / "kg"
        if not arguments:
            pipeline.build([resources.folder("documents")], kg)
        build = builds.current(kg)
        compare(kg, build, oxigraph)


def compare(kg: Path, build: builds.Build, oxigraph: str) -> None:
    """Print each figure of both servers, and their ratio."""
    subjects = [node.iri for node in Knowledge(build).lookup.nodes()]
    ours, theirs = free_port(), free_port()
    mine = [sys.executable, "-m", "kgkesos", "serve", "--kg", str(kg), "--port", str(ours)]
    other = [oxigraph, "serve-read-only", "--location", str(build.store), "--bind", f"127.0.0.1:{theirs}"]
    cases = [
        ("all of one subject, each anew", [POINT.format(subject=one) for one in subjects], True, (1, 16)),
        ("label of one subject, each anew", [LABEL.format(subject=one) for one in subjects], True, (1, 16)),
        ("all of one subject, asked again", [POINT.format(subject=one) for one in subjects], False, (1, 16)),
        ("aggregate, counts, each anew", [COUNTS], True, (1, 2)),
        ("aggregate, distinct, each anew", [DISTINCT], True, (1, 2)),
    ]
    with serving(mine, ours) as us, serving(other, theirs) as them:
        heads = ("connections", "kgkesos", "oxigraph", "ratio", "CPU µs", "oxigraph", "oxigraph ms")
        print(" " * 34 + "".join(f"{head:>12}" for head in heads))
        for name, queries, anew, numbers in cases:
            for connections in numbers:
                asked = requests("/sparql", queries, anew), requests("/query", queries, anew)
                rates: tuple[list[float], list[float]] = ([], [])
                spent = [0.0, 0.0]
                for _ in range(ROUNDS):
                    for side, (process, port) in enumerate(((us, ours), (them, theirs))):
                        before = cpu(process)
                        rates[side].append(rate(port, asked[side], connections))
                        spent[side] += cpu(process) - before
                a, b = (statistics.median(found) for found in rates)
                each = [1e6 * spent[side] / (sum(rates[side]) * SECONDS) for side in (0, 1)]
                took = f"{1000 * connections / b:.1f}"
                figures = (f"{a:.0f}", f"{b:.0f}", f"{a / b:.2f}", f"{each[0]:.0f}", f"{each[1]:.0f}", took)
                print(f"{name:34}{connections:>12}" + "".join(f"{one:>12}" for one in figures), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
