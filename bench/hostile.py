"""Good clients beside hostile ones: what the good are told, and when, while a server is asked the worst.

``python bench/hostile.py KG [SECONDS]``: four hostile addresses, each with four threads that ask for cartesian
products, huge sorts, catastrophic patterns, deep paths and bodies of 10 MB, beside 16 good clients, each from an
address of its own (all on the loopback), each asking for another subject as often as 20 times a second. Prints how long
good answers took, how many were wrong or refused, what the hostile were told, and the memory of the server with its
workers at its highest.
"""

from __future__ import annotations

import random
import sys
import threading
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import httpx

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from sparql_server import Endpoint, serving  # noqa: E402

from kgkesos.knowledge import Knowledge  # noqa: E402

LABEL = "SELECT ?l WHERE {{ <{subject}> <http://www.w3.org/2000/01/rdf-schema#label> ?l }}"
WORST = (
    "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "SELECT * WHERE { ?a ?b ?c . ?d ?e ?f } ORDER BY ?c ?f",
    "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f FILTER(REGEX(CONCAT(STR(?c), STR(?f)), '^(a+)+X')) }",
    "SELECT (COUNT(*) AS ?n) WHERE { ?a (!<urn:x>|^!<urn:y>)+ ?b . ?c (!<urn:x>|^!<urn:y>)+ ?d }",
    "SELECT * WHERE { ?a ?b ?c . ?d ?e ?f }",
)


def main(arguments: Sequence[str]) -> None:
    kg, seconds = Path(arguments[0]), float(arguments[1]) if len(arguments) > 1 else 60.0
    labels = {node.iri: node.label for node in Knowledge.open(kg).lookup.nodes()}
    with serving(kg) as server:
        load = Load(server, labels, seconds)
        load.run()
    load.tell()


class Load:
    """The clients, and what they were told."""

    def __init__(self, server: Endpoint, labels: dict[str, str], seconds: float) -> None:
        self._server, self._labels, self._seconds = server, labels, seconds
        self._subjects = sorted(labels)
        self._end = 0.0
        self._good: list[float] = []
        self._refused: Counter[int] = Counter()
        self._wrong = 0
        self._hostile: Counter[str] = Counter()
        self._memory = 0

    def run(self) -> None:
        """Let all of them ask until the time is over."""
        self._end = time.monotonic() + self._seconds
        threads = [threading.Thread(target=self._ask_well, args=(f"127.0.1.{one}",)) for one in range(1, 17)]
        threads += [threading.Thread(target=self._ask_badly, args=(f"127.0.2.{1 + one % 4}",)) for one in range(16)]
        for thread in threads:
            thread.start()
        while time.monotonic() < self._end:
            self._memory = max(self._memory, sum(map(rss, (self._server.process.pid, *self._server.workers()))))
            time.sleep(0.2)
        for thread in threads:
            thread.join()

    def _client(self, address: str) -> httpx.Client:
        return httpx.Client(transport=httpx.HTTPTransport(local_address=address), timeout=60, trust_env=False)

    def _ask_well(self, address: str) -> None:
        with self._client(address) as client:
            while time.monotonic() < self._end:
                subject = random.choice(self._subjects)
                query = f"{LABEL.format(subject=subject)} #{time.monotonic_ns()}"
                begun = time.monotonic()
                answer = client.get(f"{self._server.url}/sparql", params={"query": query})
                self._good.append(time.monotonic() - begun)
                if answer.status_code != 200:
                    self._refused[answer.status_code] += 1
                else:
                    rows = answer.json()["results"]["bindings"]
                    self._wrong += self._labels[subject] not in [row["l"]["value"] for row in rows]
                time.sleep(0.05)

    def _ask_badly(self, address: str) -> None:
        with self._client(address) as client:
            while time.monotonic() < self._end:
                large = random.random() < 0.1
                given = {"query": "x" * 10_000_000 if large else random.choice(WORST)}
                try:
                    answer = client.post(f"{self._server.url}/sparql", data=given)
                    self._hostile[str(answer.status_code)] += 1
                except httpx.HTTPError as error:
                    self._hostile[type(error).__name__] += 1

    def tell(self) -> None:
        """Print the figures."""
        took = sorted(self._good)
        at = {share: took[min(len(took) - 1, int(len(took) * share))] * 1000 for share in (0.5, 0.95, 0.99, 1.0)}
        print(f"good answers {len(took)}, refused {dict(self._refused)}, wrong {self._wrong}")
        print("ms: " + ", ".join(f"p{share * 100:g} {ms:.0f}" for share, ms in at.items()))
        print(f"hostile were told {dict(sorted(self._hostile.items()))}; memory at most {self._memory / 2**20:.0f} MiB")


def rss(pid: int) -> int:
    """The memory that a process holds; 0 where there is none any more."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * 4096
    except (OSError, IndexError):
        return 0


if __name__ == "__main__":
    main(sys.argv[1:])
