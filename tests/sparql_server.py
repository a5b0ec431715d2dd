"""``kgkesos serve`` with other bounds on queries, for tests: ``python tests/sparql_server.py KG LIMITS`` (JSON)."""

from __future__ import annotations

import contextlib
import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx

SECONDS = 60.0


@dataclass(frozen=True)
class Endpoint:
    """A server that runs, and the processes under it."""

    process: subprocess.Popen[str]
    url: str

    def ask(self, query: str, address: str = "127.0.0.1", **headers: str) -> httpx.Response:
        """The answer to ``query``, asked from the loopback address ``address``."""
        return self.send("GET", address, params={"query": query}, headers=headers)

    def fresh(self, query: str, address: str = "127.0.0.1") -> httpx.Response:
        """The answer to ``query`` by a worker: nothing that was asked before."""
        return self.ask(f"{query} # {time.monotonic_ns()}", address)

    def send(self, method: str, address: str = "127.0.0.1", **given: object) -> httpx.Response:
        transport = httpx.HTTPTransport(local_address=address)
        with httpx.Client(transport=transport, timeout=SECONDS, trust_env=False) as client:
            return client.request(method, f"{self.url}/sparql", **given)  # type: ignore[arg-type]

    @property
    def port(self) -> int:
        return int(self.url.rsplit(":", 1)[1])

    def workers(self) -> dict[int, float]:
        """The processes under the server that live, with the seconds of processor time that each has used."""
        return {pid: used for pid in _children(self.process.pid) if (used := cpu(pid)) is not None}

    def ready(self) -> set[int]:
        """The workers that can be asked: who has one filter of calls more than the server says so next."""
        return {pid for pid in self.workers() if _filters(pid) > _filters(self.process.pid)}

    def lowered(self) -> set[int]:
        """The workers whose priority is lowered now: of long queries, or not yet raised again."""
        usual, found = os.getpriority(os.PRIO_PROCESS, self.process.pid), set()
        for pid in self.workers():
            with contextlib.suppress(ProcessLookupError):
                found |= {pid} if os.getpriority(os.PRIO_PROCESS, pid) > usual else set()
        return found

    def low(self) -> set[int]:
        """The workers whose priority stays lowered for a third of a second: those with a long query."""
        seen = [self.lowered()]
        for _ in range(3):
            time.sleep(0.1)
            seen.append(self.lowered())
        return set.intersection(*seen)

    def metrics(self) -> str:
        """The figures that the server gives."""
        return httpx.get(f"{self.url}/metrics", trust_env=False).text


def until(holds: object, seconds: float = 30.0) -> None:
    """Wait until ``holds()``; fail where it never does."""
    assert callable(holds)
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it did not come about in time"
        time.sleep(0.01)


def cpu(pid: int) -> float | None:
    """Seconds of processor time of a living process; None where there is none (or only what is not reaped)."""
    try:
        state, *fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None
    return None if state == "Z" else (int(fields[10]) + int(fields[11])) / 100


def exists(pid: int) -> bool:
    """Whether there is a process of this number, be it dead and not reaped."""
    return Path(f"/proc/{pid}").exists()


def _status(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return ""


def _filters(pid: int) -> list[int]:
    return [int(number) for number in re.findall(r"^Seccomp(?:_filters)?:\t(\d+)", _status(pid), re.MULTILINE)]


def _children(parent: int) -> Iterator[int]:
    numbers = (int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit())
    return (pid for pid in numbers if f"\nPPid:\t{parent}\n" in _status(pid))


@contextlib.contextmanager
def serving(kg: Path, **limits: float) -> Iterator[Endpoint]:
    """A server of ``kg`` on a free port; it is ended by its own process id."""
    command = [sys.executable, __file__, str(kg), json.dumps(limits)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        found = Endpoint(process, process.stdout.readline().split("/ (")[0].removeprefix("kgkesos: "))
        until(lambda: found.fresh("ASK {}").status_code == 200, 30)
        yield found
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
        process.communicate()


if __name__ == "__main__":
    from kgkesos.sparql.limits import Limits
    from kgkesos.web import server
    from kgkesos.web.operations.settings import Operations

    limits, operations = Limits(**json.loads(sys.argv[2])), Operations(grace=0.5)
    server.run(Path(sys.argv[1]), "127.0.0.1", 0, limits=limits, operations=operations)
