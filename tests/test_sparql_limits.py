"""Bad queries at a real server: each ends at its bound, by the process table, and hurts nobody else.

Which query runs when is the matter of ``test_sparql_pool``; here are the processes.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import platform
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest
from sparql_server import Endpoint, cpu, exists, serving, until

from kgkesos.errors import SparqlError
from kgkesos.sparql.limits import Limits
from kgkesos.sparql.pool import Pool

DEADLINE = 1.5
LIMITS = {"workers": 2, "heavy": 5, "seconds": DEADLINE, "rows": 100, "size": 100_000, "memory": 300 * 2**20}
# One more than answer at once.
WORKERS = 3
# Each would run for hours: more combinations than can be counted, none of which is kept.
ENDLESS = {
    "cartesian": "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "regex": "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f FILTER(REGEX(CONCAT(STR(?c), STR(?f)), '^(a+)+X')) }",
    "paths": "SELECT (COUNT(*) AS ?n) WHERE { ?a (!<urn:x>|^!<urn:y>)+ ?b . ?c (!<urn:x>|^!<urn:y>)+ ?d }",
    "sort": "SELECT ?a WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?c = ?f && ?f != ?c) } ORDER BY ?c ?f",
    "construct": "CONSTRUCT { ?a ?b ?c } WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?c = ?f && ?f != ?c) }",
}  # fmt: skip
COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s a <https://w3id.org/kgkesos/ontology#Indikator> }"
# A text of half a GiB.
HUGE = " ".join(f"BIND(CONCAT(?v{i}, ?v{i}) AS ?v{i + 1})" for i in range(25))


@pytest.fixture(scope="module")
def server(built_kg: Path) -> Iterator[Endpoint]:
    with serving(built_kg, **LIMITS) as found:
        yield found


@pytest.fixture(scope="module")
def patient(built_kg: Path) -> Iterator[Endpoint]:
    """A server whose deadline ends nothing here, however slow the machine is."""
    with serving(built_kg, **{**LIMITS, "seconds": 60}) as found:
        yield found


@contextlib.contextmanager
def good_client(server: Endpoint, address: str = "127.0.0.9") -> Iterator[list[tuple[int, bytes]]]:
    """Somebody else, who asks all the time: the status and the body of each answer."""
    told: list[tuple[int, bytes]] = []
    stop = threading.Event()

    def ask() -> None:
        while not stop.is_set():
            answer = server.fresh(COUNT, address)
            told.append((answer.status_code, answer.content))

    thread = threading.Thread(target=ask)
    thread.start()
    try:
        yield told
    finally:
        stop.set()
        thread.join()


def whole_again(server: Endpoint, seconds: float = 30) -> None:
    """Wait until all the workers are there and can be asked, and no more of them."""
    until(lambda: len(server.ready()) == len(server.workers()) == WORKERS, seconds)


def test_at_the_deadline_the_processes_are_gone_and_others_were_answered(server: Endpoint) -> None:
    right = server.ask(COUNT).content
    whole_again(server)
    burning: set[int] = set()

    def ask(given: tuple[int, str]) -> tuple[int, bool, float]:
        begun = time.monotonic()
        answer = server.ask(given[1], f"127.0.0.{40 + given[0]}")
        return answer.status_code, "dihentikan setelah 1.5 detik" in answer.text, time.monotonic() - begun

    with good_client(server) as told, ThreadPoolExecutor() as pool:
        asked = [pool.submit(ask, one) for one in enumerate(ENDLESS.values())]
        while not all(one.done() for one in asked):
            burning |= server.lowered()
            time.sleep(0.02)
        assert [pid for pid in burning if exists(pid)] == []
    assert len(burning) >= len(ENDLESS)
    for one in asked:
        status, ended, took = one.result()
        assert (status, ended, DEADLINE <= took < DEADLINE + 5) == (504, True, True)
    assert len(told) > 5
    assert set(told) == {(200, right)}
    whole_again(server)


def test_a_query_that_needs_more_memory_than_the_cap_ends_alone(patient: Endpoint) -> None:
    whole_again(patient)
    before = patient.ready()
    answer = patient.ask(f"ASK {{ BIND('0123456789abcdef' AS ?v0) {HUGE} FILTER(STRLEN(?v25) > 0) }}", "127.0.0.60")
    assert (answer.status_code, "lebih dari 300 MiB memori" in answer.text) == (503, True)
    assert "retry-after" not in answer.headers
    whole_again(patient)
    assert len(before & patient.ready()) == WORKERS - 1


@pytest.mark.parametrize(
    ("number", "status", "said", "again"),
    [
        (signal.SIGKILL, 503, "terhenti", "2"),
        (signal.SIGSEGV, 400, "terlalu rumit", None),
        (signal.SIGABRT, 503, "memori", None),
    ],
)
def test_a_worker_that_dies_fails_its_query_alone_and_another_comes(
    patient: Endpoint, number: int, status: int, said: str, again: str | None
) -> None:
    whole_again(patient)
    with good_client(patient) as told, ThreadPoolExecutor() as pool:
        asked = pool.submit(patient.ask, ENDLESS["cartesian"], f"127.0.0.{60 + number}")
        until(lambda: bool(patient.low()))
        (burning,) = patient.low()
        os.kill(burning, number)
        answer = asked.result()
        assert (answer.status_code, answer.headers.get("retry-after"), said in answer.text) == (status, again, True)
        assert not exists(burning)
        whole_again(patient)
    assert {status for status, _ in told} == {200}


def test_all_workers_that_die_are_replaced(patient: Endpoint) -> None:
    whole_again(patient)
    gone = patient.ready()
    for pid in gone:
        os.kill(pid, signal.SIGKILL)
    until(lambda: patient.fresh("ASK {}").status_code == 200)
    whole_again(patient)
    assert gone & patient.ready() == set()


def test_one_long_query_for_each_client(server: Endpoint) -> None:
    with ThreadPoolExecutor() as pool:
        asked = [pool.submit(server.ask, ENDLESS["cartesian"], "127.0.0.4") for _ in range(2)]
        answers = [one.result() for one in asked]
    assert sorted(answer.status_code for answer in answers) == [503, 504]
    (refused,) = [answer for answer in answers if answer.status_code == 503]
    assert ("Satu kueri lama" in refused.text, refused.headers["retry-after"]) == (True, "2")


def test_a_client_that_goes_ends_its_query(patient: Endpoint) -> None:
    ended = 'kgkesos_sparql_workers_killed_total{reason="client gone"} 1.0'
    with socket.create_connection(("127.0.0.1", patient.port)) as gone:
        gone.sendall(f"GET /sparql?query={quote(ENDLESS['cartesian'])} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        until(lambda: bool(patient.lowered()))
        assert ended not in patient.metrics()
    until(lambda: ended in patient.metrics())
    until(lambda: not patient.lowered())


def test_workers_die_with_their_server(built_kg: Path) -> None:
    with serving(built_kg, workers=2, seconds=60) as server, ThreadPoolExecutor() as pool:
        asked = pool.submit(server.ask, ENDLESS["cartesian"])
        until(lambda: bool(server.lowered()))
        workers = server.workers()
        server.process.kill()
        # Who takes over the children of the dead may be slow to reap them: a zombie does nothing.
        until(lambda: all(cpu(pid) is None for pid in workers), 5)
        with pytest.raises(httpx.HTTPError):
            asked.result()


def test_a_signal_ends_the_server_and_its_workers_in_the_midst_of_a_query(built_kg: Path) -> None:
    with serving(built_kg, workers=2, seconds=60) as server, ThreadPoolExecutor() as pool:
        pool.submit(server.ask, ENDLESS["cartesian"])
        until(lambda: bool(server.lowered()))
        workers = server.workers()
        server.process.terminate()
        assert server.process.wait(15) == 0
        assert [pid for pid in workers if exists(pid)] == []


NESTED = {
    "brackets": "ASK { FILTER(" + "(" * 5_000 + "1" + ")" * 5_000 + ") }",
    "groups": "ASK " + "{" * 5_000 + "}" * 5_000,
    "signs": "ASK { FILTER(" + "!" * 100_000 + "1) }",
    "sums": "ASK { FILTER(1" + "+1" * 60_000 + ") }",
    "unions": "ASK { {} " + "UNION {}" * 20_000 + " }",
    "lists": "ASK { ?s ?p " + "(" * 2_000 + ")" * 2_000 + " }",
}


@pytest.mark.parametrize("name", NESTED)
def test_what_overflows_a_stack_is_refused_and_the_server_stands(server: Endpoint, name: str) -> None:
    pid = server.process.pid
    answer = server.send("POST", data={"query": NESTED[name]})
    assert (answer.status_code, "terlalu rumit" in answer.text) == (400, True), answer.text
    assert (server.fresh("ASK {}").json()["boolean"], server.process.poll(), server.process.pid) == (True, None, pid)


def test_no_query_makes_the_server_open_a_connection(server: Endpoint) -> None:
    """The guard refuses them, so that nothing is left to the kernel, which would, too."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(0.5)
        there = f"<http://127.0.0.1:{listening.getsockname()[1]}/sparql>"
        for query in (
            f"SELECT * WHERE {{ SERVICE {there} {{ ?s ?p ?o }} }}",
            f"SELECT * WHERE {{ service silent {there} {{ ?s ?p ?o }} }}",
            f"SELECT * WHERE {{ SERVICE#\n{there}{{ ?s ?p ?o }} }}",
            f"SELECT * WHERE {{ BIND({there} AS ?s) SERVICE ?s {{ ?s ?p ?o }} }}",
            f"PREFIX a: {there} SELECT * WHERE {{ FILTER(1<2)SERVICE a:{{ ?s ?p ?o }} }}",
            f"SELECT * WHERE {{ {{ SELECT * {{ SERVICE {there} {{ ?s ?p ?o }} }} }} }}",
            f"SELECT * WHERE {{ FILTER(1<#>'''\n2) SERVICE SILENT {there} {{ ?s ?p ?o }} #'''\n }}",
            f"PREFIX : {there} SELECT * WHERE {{ SERVICE SILENT:{{ ?s ?p ?o }} }}",
        ):
            answer = server.ask(query)
            assert (answer.status_code, "SERVICE tidak dilayani" in answer.text) == (403, True), (query, answer.text)
        for query, status in (
            (f"SELECT * WHERE {{ SERV\\u0049CE {there} {{ ?s ?p ?o }} }}", 400),
            (f"SELECT * FROM {there} WHERE {{ ?s ?p ?o }}", 400),
            (f"LOAD {there}", 403),
            (f"DESCRIBE {there}", 200),
        ):
            assert server.ask(query).status_code == status, query
        assert server.send("GET", params={"query": "ASK {}", "default-graph-uri": there[1:-1]}).status_code == 400
        with pytest.raises(TimeoutError):
            listening.accept()


def test_the_kernel_lets_a_worker_make_no_socket() -> None:
    """The second line: the same query without the guard before it."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(0.5)
        there = f"<http://127.0.0.1:{listening.getsockname()[1]}/sparql>"
        lines = (
            "import pyoxigraph, os",
            "from kgkesos.sparql import sandbox",
            "sandbox.close(2**30, os.getppid())",
            f"found = pyoxigraph.Store().query('SELECT * WHERE {{ SERVICE {there} {{ ?s ?p ?o }} }}')",
            "found.serialize(format=pyoxigraph.QueryResultsFormat.JSON)",
        )
        ended = subprocess.run([sys.executable, "-c", "\n".join(lines)], capture_output=True, text=True, check=False)
        assert (ended.returncode, "Permission denied (os error 13)" in ended.stderr) == (1, True), ended.stderr
        with pytest.raises(TimeoutError):
            listening.accept()


# Prints how many pages the same work takes anew of the system each time: 8 MiB, taken and freed as rows are.
TAKING = """
import ctypes, resource
from kgkesos.sparql import worker
library = ctypes.CDLL(None)
library.malloc.restype, library.malloc.argtypes = ctypes.c_void_p, [ctypes.c_size_t]
library.free.argtypes, library.memset.argtypes = [ctypes.c_void_p], [ctypes.c_void_p, ctypes.c_int, ctypes.c_size_t]
def taken():
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    pieces = [library.malloc(65536) for _ in range(128)]
    for one in pieces:
        library.memset(one, 1, 65536)
    for one in pieces:
        library.free(one)
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before
print(taken(), taken(), worker.keep_memory(), taken(), taken())
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="another C library than Debian's")
def test_a_worker_keeps_memory_for_its_next_query() -> None:
    ended = subprocess.run([sys.executable, "-c", TAKING], capture_output=True, text=True, check=True)
    _, before, told, _, after = ended.stdout.split()
    assert told == "True"
    assert int(before) > 1000
    assert int(after) < 100


def test_a_store_that_cannot_be_opened_is_told_by_its_worker(tmp_path: Path) -> None:
    async def scene() -> None:
        pool = Pool(tmp_path / "store", "urn:base", Limits(workers=2))
        with pytest.raises(SparqlError, match="graf ini rusak") as refused:
            await pool.start()
        assert refused.value.status == 503
        await pool.ended()

    asyncio.run(scene())
