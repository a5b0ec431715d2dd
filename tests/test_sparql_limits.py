"""Bad queries at a real server: each ends at its bound, by the process table, and hurts nobody else."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
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
from sparql_server import Endpoint, cpu, serving, until

from kgkesos import builds

DEADLINE = 1.5
LIMITS = {"workers": 2, "heavy": 3, "seconds": DEADLINE, "rows": 100, "size": 100_000, "memory": 300 * 2**20}
# Each would run for hours: more combinations than can be counted, none of which is kept.
ENDLESS = {
    "cartesian": "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "regex": "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f FILTER(REGEX(CONCAT(STR(?c), STR(?f)), '^(a+)+X')) }",
    "paths": "SELECT (COUNT(*) AS ?n) WHERE { ?a (!<urn:x>|^!<urn:y>)+ ?b . ?c (!<urn:x>|^!<urn:y>)+ ?d }",
    "sort": "SELECT ?a WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?c = ?f && ?f != ?c) } ORDER BY ?c ?f",
    "construct": "CONSTRUCT { ?a ?b ?c } WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?c = ?f && ?f != ?c) }",
}  # fmt: skip
COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s a <https://w3id.org/kgkesos/ontology#Indikator> }"


@pytest.fixture(scope="module")
def server(built_kg: Path) -> Iterator[Endpoint]:
    with serving(built_kg, **LIMITS) as found:
        yield found


@contextlib.contextmanager
def good_client(server: Endpoint, address: str = "127.0.0.9") -> Iterator[list[tuple[float, int, bytes]]]:
    """Somebody else, who asks all the time: how long each answer took, its status, its body."""
    told: list[tuple[float, int, bytes]] = []
    stop = threading.Event()

    def ask() -> None:
        while not stop.is_set():
            begun = time.monotonic()
            answer = server.fresh(COUNT, address)
            told.append((time.monotonic() - begun, answer.status_code, answer.content))

    thread = threading.Thread(target=ask)
    thread.start()
    try:
        yield told
    finally:
        stop.set()
        thread.join()


@pytest.mark.parametrize("name", ENDLESS)
def test_at_the_deadline_the_process_is_gone_and_others_were_answered(server: Endpoint, name: str) -> None:
    right = server.ask(COUNT).content
    server.settled(2)
    with good_client(server) as told, ThreadPoolExecutor() as pool:
        begun = time.monotonic()
        asked = pool.submit(server.ask, ENDLESS[name], "127.0.0.2")
        time.sleep(0.5)
        burning = server.low()
        assert len(burning) == 1
        answer = asked.result()
        took = time.monotonic() - begun
        assert [pid for pid in burning if cpu(pid) is not None] == []
    assert (answer.status_code, DEADLINE <= took < DEADLINE + 2) == (504, True)
    assert "dihentikan setelah 1.5 detik" in answer.text
    assert len(told) > 5
    assert {(status, body) for _, status, body in told} == {(200, right)}
    until(lambda: not server.burning())
    assert len(server.workers()) >= 2


def test_a_query_that_needs_more_memory_than_the_cap_ends_alone(built_kg: Path) -> None:
    with serving(built_kg, **LIMITS | {"memory": 100 * 2**20, "seconds": 30}) as server:
        before = server.settled(2)
        answer = server.ask("SELECT * WHERE { ?a ?b ?c . ?d ?e ?f } ORDER BY ?c ?f")
        assert (answer.status_code, "lebih dari 100 MiB memori" in answer.text) == (503, True)
        assert "retry-after" not in answer.headers
        until(lambda: len(server.workers()) >= 2, 1)
        assert set(before) - set(server.workers())
        assert server.fresh("ASK {}").json()["boolean"] is True


def test_a_killed_worker_fails_its_query_alone_and_is_back_within_a_second(built_kg: Path) -> None:
    with serving(built_kg, workers=2, seconds=20) as server, ThreadPoolExecutor() as pool:
        for _ in range(5):
            server.settled(2)
            asked = pool.submit(server.ask, ENDLESS["cartesian"], "127.0.0.3")
            until(lambda: bool(server.low()))
            for pid in server.low():
                os.kill(pid, signal.SIGKILL)
            answer = asked.result()
            assert (answer.status_code, answer.headers["retry-after"]) == (503, "2")
            assert "terhenti" in answer.text
            until(lambda: len(server.workers()) >= 2, 1)
            assert server.fresh("ASK {}").json()["boolean"] is True
        for pid in server.workers():
            os.kill(pid, signal.SIGKILL)
        until(lambda: server.fresh("ASK {}").status_code == 200, 5)


def test_one_long_query_for_each_client(server: Endpoint) -> None:
    with good_client(server) as told, ThreadPoolExecutor() as pool:
        asked = [pool.submit(server.ask, ENDLESS["cartesian"], "127.0.0.4") for _ in range(2)]
        answers = [one.result() for one in asked]
    assert sorted(answer.status_code for answer in answers) == [503, 504]
    (refused,) = [answer for answer in answers if answer.status_code == 503]
    assert ("Satu kueri lama" in refused.text, refused.headers["retry-after"]) == (True, "2")
    assert {status for _, status, _ in told} == {200}


def test_what_else_a_client_with_a_long_query_asks_waits_and_the_queue_is_bounded(built_kg: Path) -> None:
    with (
        serving(built_kg, **LIMITS | {"queue_of_one": 2}) as server,
        good_client(server) as told,
        ThreadPoolExecutor() as pool,
    ):
        first = pool.submit(server.ask, ENDLESS["cartesian"], "127.0.0.5")
        time.sleep(0.5)
        asked = [pool.submit(server.fresh, "ASK {}", "127.0.0.5") for _ in range(4)]
        answers = [one.result() for one in asked]
        assert first.result().status_code == 504
        assert sorted(answer.status_code for answer in answers) == [200, 200, 503, 503]
        refused = [answer for answer in answers if answer.status_code == 503]
        assert all("Antrean penuh" in one.text and one.headers["retry-after"] == "2" for one in refused)
    assert {status for _, status, _ in told} == {200}


def test_more_long_queries_than_there_is_room_for_end_the_longest(server: Endpoint) -> None:
    with good_client(server) as told, ThreadPoolExecutor() as pool:
        asked = []
        for number in range(4):
            asked.append(pool.submit(server.ask, ENDLESS["cartesian"], f"127.0.0.{20 + number}"))
            time.sleep(0.3)
        answers = [one.result() for one in asked]
    assert [answer.status_code for answer in answers] == [503, 504, 504, 504]
    assert "Terlalu banyak kueri lama" in answers[0].text
    assert {status for _, status, _ in told} == {200}
    until(lambda: not server.burning())


def test_a_client_that_goes_ends_its_query(built_kg: Path) -> None:
    with serving(built_kg, workers=2, seconds=60) as server:
        with socket.create_connection(("127.0.0.1", server.port)) as gone:
            gone.sendall(f"GET /sparql?query={quote(ENDLESS['cartesian'])} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
            until(lambda: bool(server.low()))
            (burning,) = server.low()
        until(lambda: cpu(burning) is None, 2)
        until(lambda: not server.burning())


def test_workers_die_with_their_server(built_kg: Path) -> None:
    with serving(built_kg, workers=2, seconds=60) as server, ThreadPoolExecutor() as pool:
        asked = pool.submit(server.ask, ENDLESS["cartesian"])
        until(lambda: bool(server.burning()))
        workers = server.workers()
        server.process.kill()
        until(lambda: all(cpu(pid) is None for pid in workers), 2)
        with pytest.raises(httpx.HTTPError):
            asked.result()


def test_a_signal_ends_the_server_and_its_workers_in_the_midst_of_a_query(built_kg: Path) -> None:
    with serving(built_kg, workers=2, seconds=60) as server, ThreadPoolExecutor() as pool:
        pool.submit(server.ask, ENDLESS["cartesian"])
        until(lambda: bool(server.burning()))
        workers = server.workers()
        server.process.terminate()
        assert server.process.wait(15) == 0
        assert [pid for pid in workers if cpu(pid) is not None] == []


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


def in_service(kg: Path, name: str) -> None:
    """Put the build ``name`` in service, as a build does at its end."""
    (kg / "current.new").write_text(f"{name}\n")
    (kg / "current.new").replace(kg / builds.CURRENT)


def test_twenty_builds_are_taken_over_under_load_without_a_failed_request(built_kg: Path, tmp_path: Path) -> None:
    kg = tmp_path / "kg"
    first = builds.current(built_kg)
    for number in range(2):
        shutil.copytree(first.folder, kg / "builds" / f"{first.name}{number}")
    in_service(kg, f"{first.name}0")
    with serving(kg, **LIMITS) as server:
        right, tags = server.ask(COUNT).content, set()
        with good_client(server, "127.0.0.30") as one, good_client(server, "127.0.0.31") as other:
            for number in range(1, 21):
                in_service(kg, f"{first.name}{number % 2}")
                time.sleep(0.3)
                tags.add(server.ask(COUNT).headers["etag"])
        told = [*one, *other]
        assert len(told) > 40
        assert {(status, body) for _, status, body in told} == {(200, right)}
        assert len(tags) == 2
        until(lambda: len(server.workers()) == 3)


def test_a_build_that_cannot_be_opened_leaves_the_old_one_in_service(built_kg: Path, tmp_path: Path) -> None:
    kg = tmp_path / "kg"
    first = builds.current(built_kg)
    shutil.copytree(first.folder, kg / "builds" / "satu")
    (kg / "builds" / "dua" / "store").mkdir(parents=True)
    (kg / "builds" / "dua" / "manifest.json").write_text(json.dumps({"base": "https://w3id.org/kgkesos/"}))
    in_service(kg, "satu")
    with serving(kg, **LIMITS) as server:
        tag = server.ask(COUNT).headers["etag"]
        in_service(kg, "dua")
        time.sleep(1)
        assert server.ask(COUNT).headers["etag"] == tag
