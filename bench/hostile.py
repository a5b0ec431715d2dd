"""Good clients beside hostile ones: what the good are told, and when, while a server is asked the worst.

``python bench/hostile.py [KG] [SECONDS]``: without a folder the five documents are built first. Four hostile addresses
(127.0.0.2 to 5), each with four threads that ask for cartesian products, huge sorts, catastrophic patterns, deep paths,
huge texts, chains that fill a stack, SERVICE, forms of a million parts and bodies of 10 MB, and with connections that
never take their large answers, never finish their bodies, and wait in the queue, beside 16 good clients, each from an
address of its own, each asking for another subject as often as 20 times a second, now and then for an answer of the API
and whether the server lives. Then the same four with 16 threads each that ask for the largest workbooks, and with four
for whole graphs in every form. Then the good ones alone while 20 workers are killed at work by hand, and while 20
builds are put in service. Prints how long good answers took, how many were wrong or refused, what the others heard,
and memory.
"""

from __future__ import annotations

import contextlib
import os
import random
import re
import shutil
import signal
import socket
import sys
import tempfile
import threading
import time
from collections import Counter, deque
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, urlencode

import httpx

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from sparql_server import Endpoint, serving  # noqa: E402

from kgkesos import builds, pipeline, resources  # noqa: E402
from kgkesos.knowledge import Knowledge  # noqa: E402

GOOD = tuple(f"127.0.1.{number}" for number in range(1, 17))
HOSTILE = tuple(f"127.0.0.{number}" for number in range(2, 6))
TIMES = 20
# What good clients ask: a query for a worker, one of one triple pattern, addresses.
QUERY, LOOKUP, SMALL, LIVE = "a query", "a lookup", "/api/questions/dokumen?batas=1", "/health/live"
KINDS = (QUERY, LOOKUP, SMALL, LIVE)
FORMS = ("html", "ttl", "jsonld", "nt", "trig", "nq")
LABEL = "?l WHERE {{ <{subject}> <http://www.w3.org/2000/01/rdf-schema#label> ?l }}"
SELECTS = {QUERY: f"SELECT DISTINCT {LABEL}", LOOKUP: f"SELECT {LABEL}"}
LARGE = "SELECT * WHERE { ?a ?b ?c . ?d ?e ?f }"
DOUBLED = " ".join(f"BIND(CONCAT(?v{i}, ?v{i}) AS ?v{i + 1})" for i in range(24))
WORST = (
    "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "SELECT * WHERE { ?a ?b ?c . ?d ?e ?f } ORDER BY ?c ?f",
    "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f FILTER(REGEX(CONCAT(STR(?c), STR(?f)), '^(a+)+X')) }",
    "SELECT (COUNT(*) AS ?n) WHERE { ?a (!<urn:x>|^!<urn:y>)+ ?b . ?c (!<urn:x>|^!<urn:y>)+ ?d }",
    LARGE,
    f"CONSTRUCT {{ ?s <urn:p> ?v24 }} WHERE {{ BIND('0123456789abcdef' AS ?v0) {DOUBLED} }}",
    "ASK { FILTER(" + "!" * 100_000 + "1) }",
    "ASK { FILTER(1" + "+1" * 1_990 + ") }",
    "ASK { {} " + "UNION {?s ?p 1}" * 990 + " }",
    "PREFIX : <http://127.0.0.1:9/> SELECT * WHERE { SERVICE:x { ?s ?p ?o } }",
)
ENDLESS = WORST[0]
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
# Forms: of 10 MB, of a million parts, and one that is never sent in full.
LONG = b"query=" + b"x" * 10_000_000
PARTS = b"query=ASK%7B%7D&" + b"a&" * 1_180_000
HALF = (
    f"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: {FORM['Content-Type']}\r\nContent-Length: 2000000\r\n\r\n"
).encode() + b"query=ASK" + b"+" * 1_900_000  # fmt: skip
# How long hostile clients may take to be told what they are waited for.
LONGEST = 60
# So many connections of each hostile address hang about, a third of them of each kind.
HANGING = 48


@dataclass
class Told:
    """What the clients were told: seconds of good answers, statuses and words of refusals, and the memory meanwhile.

    ``killed`` are the answers to queries whose workers were killed by hand.
    """

    took: dict[str, list[float]] = field(default_factory=lambda: {kind: [] for kind in KINDS})
    wrong: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    hostile: Counter[str] = field(default_factory=Counter)
    killed: Counter[str] = field(default_factory=Counter)
    worker: int = 0
    whole: int = 0
    alive: bool = True

    def within(self, kind: str, share: float) -> float:
        """So many seconds the quickest ``share`` of the good answers of a ``kind`` took at most."""
        took = sorted(self.took[kind])
        return took[min(len(took) - 1, int(len(took) * share))]

    def show(self, name: str) -> None:
        """Print the figures."""
        count = sum(len(took) for took in self.took.values())
        print(f"{name}: {count} good answers, {self.wrong} wrong, refused {dict(self.refused)}")
        for kind in (kind for kind, took in self.took.items() if took):
            at = ", ".join(
                f"p{share * 100:g} {self.within(kind, share) * 1000:.0f}" for share in (0.5, 0.95, 0.99, 1.0)
            )
            print(f"  {kind}, ms: {at}")
        memory = f"a worker at most {self.worker / 2**20:.0f} MiB, all {self.whole / 2**20:.0f} MiB"
        print(f"  memory: {memory}; server {'up throughout' if self.alive else 'DOWN'}")
        if self.hostile:
            print(f"  hostile were told {dict(sorted(self.hostile.items()))}", flush=True)
        if self.killed:
            print(f"  queries of killed workers were told {dict(self.killed)}", flush=True)


def worst_queries(client: httpx.Client, url: str) -> httpx.Response:
    """Ask for what takes for ever, or send far too much."""
    return client.post(f"{url}/sparql", content=_bad_form(), headers=FORM)


def largest_workbooks(client: httpx.Client, url: str) -> httpx.Response:
    """Ask for what is made in the server's own process, and takes longest there."""
    return client.get(f"{url}/api/questions/celah.xlsx", params={"batas": random.randint(500, 1000)})


def whole_graphs(paths: Sequence[str]) -> Callable[[httpx.Client, str], httpx.Response]:
    """Ask for all that a named graph holds, in any form; ``paths`` are those of the graphs."""

    def ask(client: httpx.Client, url: str) -> httpx.Response:
        return client.get(f"{url}/{random.choice(paths)}.{random.choice(FORMS)}")

    return ask


def graphs_of(kg: Path) -> tuple[str, ...]:
    """The paths of the named graphs of a build."""
    knowledge = Knowledge.open(kg)
    return tuple(one.removeprefix(knowledge.build.manifest()["base"]) for one in knowledge.store.graph_names())


class Load:
    """Good clients that ask ``server`` for so many seconds; ``labels`` are the right answers. Beside them so many
    ``threads`` of each address in ``hostile`` do what is ``worst``. All go on until the hostile ones were told each
    status in ``until``, however slow the machine is, but no longer than ``LONGEST``.
    """

    def __init__(
        self,
        server: Endpoint,
        labels: dict[str, str],
        seconds: float,
        hostile: Sequence[str] = (),
        threads: int = 4,
        worst: Callable[[httpx.Client, str], httpx.Response] = worst_queries,
        until: frozenset[str] = frozenset(),
    ) -> None:
        self._server, self._labels, self._seconds, self._hostile = server, labels, seconds, hostile
        self._threads, self._worst, self._until = threads, worst, until
        self._subjects = sorted(labels)
        self._end = 0.0
        self._told = Told()

    def run(self, meanwhile: Callable[[Told], None] | None = None) -> Told:
        """Let all of them ask until the time is over and ``meanwhile`` is done; what they were told."""
        self._end = time.monotonic() + self._seconds
        threads = [threading.Thread(target=self._ask_well, args=(address,)) for address in GOOD]
        hostile = [one for one in self._hostile for _ in range(self._threads)]
        threads += [threading.Thread(target=self._ask_badly, args=(one,)) for one in hostile]
        if self._worst is worst_queries:
            threads += [threading.Thread(target=self._hang_about, args=(address,)) for address in self._hostile]
        threads.append(threading.Thread(target=self._weigh))
        for thread in threads:
            thread.start()
        if meanwhile is not None:
            meanwhile(self._told)
        for thread in threads:
            thread.join()
        self._told.alive = self._server.process.poll() is None
        return self._told

    def _goes_on(self) -> bool:
        now = time.monotonic()
        waited_for = not self._until <= self._told.hostile.keys()
        return now < self._end or (waited_for and now < self._end + LONGEST)

    def _weigh(self) -> None:
        while self._goes_on():
            workers = [rss(pid) for pid in self._server.workers()]
            self._told.worker = max(self._told.worker, *workers, 0)
            self._told.whole = max(self._told.whole, sum(workers) + rss(self._server.process.pid))
            time.sleep(0.2)

    def _client(self, address: str) -> httpx.Client:
        return httpx.Client(transport=httpx.HTTPTransport(local_address=address), timeout=60, trust_env=False)

    def _ask_well(self, address: str) -> None:
        with self._client(address) as client:
            while self._goes_on():
                kind = random.choices(KINDS, (4, 4, 1, 1))[0]
                subject = random.choice(self._subjects)
                url, asked = self._asked(kind, subject)
                begun = time.monotonic()
                try:
                    answer = client.get(url, params=asked)
                except httpx.HTTPError as error:
                    self._told.refused[type(error).__name__] += 1
                    continue
                took = time.monotonic() - begun
                if answer.status_code != 200:
                    self._told.refused[f"{answer.status_code} {answer.text.strip()[:60]}"] += 1
                else:
                    self._told.took[kind].append(took)
                    if asked:
                        rows = answer.json()["results"]["bindings"]
                        self._told.wrong += self._labels[subject] not in [row["l"]["value"] for row in rows]
                time.sleep(0.05)

    def _asked(self, kind: str, subject: str) -> tuple[str, dict[str, str] | None]:
        """The address and the query of a good client; none was asked before."""
        if kind not in SELECTS:
            return f"{self._server.url}{kind}", None
        query = f"{SELECTS[kind].format(subject=subject)} #{time.monotonic_ns()}"
        return f"{self._server.url}/sparql", {"query": query}

    def _ask_badly(self, address: str) -> None:
        with self._client(address) as client:
            while self._goes_on():
                try:
                    answer = self._worst(client, self._server.url)
                    self._told.hostile[str(answer.status_code)] += 1
                except httpx.HTTPError as error:
                    self._told.hostile[type(error).__name__] += 1

    def _hang_about(self, address: str) -> None:
        """Connections that take nothing, or send nothing more, or wait; each is given up when there are too many."""
        hanging: deque[socket.socket] = deque()
        number = 0
        while self._goes_on():
            number += 1
            with contextlib.suppress(OSError):
                hanging.append(self._begun(address, number))
            if len(hanging) > HANGING:
                hanging.popleft().close()
            time.sleep(0.05)
        for one in hanging:
            one.close()

    def _begun(self, address: str, number: int) -> socket.socket:
        """A connection on which one of three requests is begun."""
        query = quote(f"{(LARGE, ENDLESS)[number % 2]} #{number}")
        asked = HALF if number % 3 == 0 else f"GET /sparql?query={query} HTTP/1.1\r\nHost: x\r\n\r\n".encode()
        one = socket.socket()
        one.settimeout(1)
        one.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        one.bind((address, 0))
        one.connect(("127.0.0.1", self._server.port))
        one.sendall(asked)
        return one


def _bad_form() -> bytes:
    """A form with something bad in it."""
    chance = random.random()
    if chance < 0.1:
        return LONG
    if chance < 0.2:
        return PARTS
    return urlencode({"query": f"{random.choice(WORST)} # {time.monotonic_ns()}"}).encode()


def killing(server: Endpoint, times: int, pause: float) -> Callable[[Told], None]:
    """Kills a worker so many times, by hand, while it is at work: a long query keeps it so."""

    def kill(told: Told) -> None:
        with ThreadPoolExecutor() as pool:
            for _ in range(times):
                time.sleep(pause)
                asked = pool.submit(server.fresh, ENDLESS, "127.0.0.2")
                while not asked.done():
                    for pid in server.lowered():
                        with contextlib.suppress(ProcessLookupError):
                            os.kill(pid, signal.SIGKILL)
                    time.sleep(0.02)
                answer = asked.result()
                told.killed[f"{answer.status_code} {answer.text.strip()[:46]}"] += 1

    return kill


def switching(kg: Path, times: int, pause: float) -> Callable[[Told], None]:
    """Puts the builds in ``kg`` in service, one after the other, so many times."""
    names = sorted(path.name for path in (kg / "builds").iterdir())

    def switch(told: Told) -> None:
        del told
        for number in range(times):
            (kg / "current.new").write_text(f"{names[(number + 1) % len(names)]}\n", encoding="utf-8")
            (kg / "current.new").replace(kg / "current")
            time.sleep(pause)

    return switch


def doubled(kg: Path, to: Path) -> Path:
    """A folder with two builds that hold what ``kg`` holds."""
    build = builds.current(kg)
    for name in ("satu", "dua"):
        shutil.copytree(build.folder, to / "builds" / name)
    (to / "current").write_text("satu\n", encoding="utf-8")
    return to


def rss(pid: int) -> int:
    """The memory that a process has for itself, in bytes; 0 where there is none any more.

    Pages of files (the program, the store) are shared by all workers, and the system takes them back when it likes.
    """
    try:
        said = Path(f"/proc/{pid}/status").read_text(encoding="ascii", errors="replace")
    except OSError:
        return 0
    return 1024 * sum(int(kib) for kib in re.findall(r"^Rss(?:Anon|Shmem):\s+(\d+) kB", said, re.MULTILINE))


def labels_of(kg: Path) -> dict[str, str]:
    """The right answers: the label of every node."""
    return {node.iri: node.label for node in Knowledge.open(kg).lookup.nodes()}


def main(arguments: Sequence[str]) -> None:
    with tempfile.TemporaryDirectory() as made:
        kg = Path(arguments[0]) if arguments else Path(made) / "kg"
        if not arguments:
            pipeline.build([resources.folder("documents")], kg)
        seconds = float(arguments[1]) if len(arguments) > 1 else 60.0
        labels, two = labels_of(kg), doubled(kg, Path(made) / "two")
        with serving(kg) as server:
            Load(server, labels, seconds, HOSTILE).run().show(f"{seconds:g} s of hostile queries")
        with serving(kg) as server:
            load = Load(server, labels, seconds, HOSTILE, 16, largest_workbooks)
            load.run().show(f"{seconds:g} s of hostile requests for workbooks")
        with serving(kg) as server:
            load = Load(server, labels, seconds, HOSTILE, 4, whole_graphs(graphs_of(kg)))
            load.run().show(f"{seconds:g} s of hostile requests for whole graphs")
        with serving(kg) as server:
            load = Load(server, labels, TIMES * 0.5 + 1)
            load.run(killing(server, TIMES, 0.5)).show(f"{TIMES} workers killed")
        with serving(two) as server:
            load = Load(server, labels, TIMES * 0.5 + 1)
            load.run(switching(two, TIMES, 0.5)).show(f"{TIMES} builds put in service")


if __name__ == "__main__":
    main(sys.argv[1:])
