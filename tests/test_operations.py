"""The server in service: its state, its figures, its log, how it stops, changes builds, and bears bad connections."""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import signal
import socket
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import quote

import httpx
import pyoxigraph as ox
import pytest
from prometheus_client.parser import text_string_to_metric_families
from sparql_server import cpu, until
from test_serve import Served, refused, serving

from kgkesos import __version__, builds, views

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the process table is read in /proc")
ENDLESS = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
# More than a connection holds that nobody reads from, and made in a fraction of a deadline on a busy machine, too.
LARGE = "SELECT * WHERE { ?a ?b ?c . ?d ?e ?f } LIMIT 100000"
SIZE = "6MiB"
BUILDS = ("graf-a", "graf-b")
COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s a <https://w3id.org/kgkesos/ontology#Indikator> }"


def children(pid: int) -> set[int]:
    """The living processes under ``pid``, and those under them."""
    found: set[int] = set()
    for entry in Path("/proc").iterdir():
        with contextlib.suppress(OSError, ValueError):
            parent = re.search(r"^PPid:\t(\d+)$", (entry / "status").read_text(), re.MULTILINE)
            if parent and int(parent[1]) == pid and cpu(int(entry.name)) is not None:
                found |= {int(entry.name)} | children(int(entry.name))
    return found


def ask(served: Served, query: str, address: str = "127.0.0.1", **given: object) -> httpx.Response:
    """The answer to ``query``, which nobody asked before."""
    transport = httpx.HTTPTransport(local_address=address)
    with httpx.Client(transport=transport, timeout=60, trust_env=False) as client:
        params = {"query": f"{query} # {time.monotonic_ns()}"}
        return client.get(f"{served.url}/sparql", params=params, **given)  # type: ignore[arg-type]


def figures(served: Served) -> dict[tuple[str, frozenset[tuple[str, str]]], float]:
    """What ``/metrics`` says: a figure by its name and labels."""
    answer = served.get("/metrics")
    assert answer.headers["content-type"].startswith("text/plain; version=")
    families = text_string_to_metric_families(answer.text)
    return {(one.name, frozenset(one.labels.items())): one.value for each in families for one in each.samples}


def figure(served: Served, name: str, **labels: str) -> float:
    return figures(served).get((name, frozenset(labels.items())), 0.0)


@pytest.fixture(scope="module")
def served(built_kg: Path) -> Iterator[Served]:
    with serving(built_kg, "--workers", 2, "--sending", 1, "--taking", 1, "--connections", 3, "--bytes", SIZE) as found:
        until(lambda: found.get("/health/ready").status_code == 200, 30)
        yield found


# Health


def test_live_and_ready(served: Served, built_kg: Path) -> None:
    build = builds.current(built_kg).name
    assert served.get("/health").json() == {"status": "ok", "build": build}
    assert served.get("/health/live").json() == {"status": "ok"}
    ready = served.get("/health/ready")
    assert (ready.status_code, ready.json()) == (200, {"status": "ok", "build": build})


def test_not_ready_while_no_worker_answers(built_kg: Path) -> None:
    with serving(built_kg, "--workers", 2) as served:
        until(lambda: len(children(served.process.pid)) == 3)
        until(lambda: served.get("/health/ready").status_code == 200)
        stopped = children(served.process.pid)
        for pid in stopped:
            os.kill(pid, signal.SIGSTOP)
        ready = served.get("/health/ready")
        assert (ready.status_code, ready.headers["retry-after"], ready.json()["status"]) == (503, "2", "not ready")
        assert served.get("/health/live").status_code == 200
        for pid in stopped & children(served.process.pid):
            # One that did not answer may be ended at any moment.
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGCONT)
        until(lambda: served.get("/health/ready").status_code == 200)


# Turns


def test_who_asks_for_many_workbooks_at_once_stops_nobody_else(built_kg: Path) -> None:
    """One client, known by what the proxy says of it, on 40 connections, beside another that asks one after another.

    What that takes is told in workbooks, since machines differ: all of it less than a few of them made alone.
    """
    with serving(built_kg, "--workers", 1) as served, contextlib.ExitStack() as opened:
        until(lambda: served.get("/health/ready").status_code == 200, 30)
        begun = time.monotonic()
        assert served.get("/api/questions/celah.xlsx").status_code == 200
        alone = time.monotonic() - begun
        asking = [opened.enter_context(connected(served, "127.0.0.1")) for _ in range(40)]
        for number, hostile in enumerate(asking):
            asked = f"GET /api/questions/celah.xlsx?batas={900 + number} HTTP/1.1\r\nHost: x\r\n"
            hostile.sendall(f"{asked}X-Forwarded-For: 203.0.113.9\r\n\r\n".encode())
        begun = time.monotonic()
        for _ in range(3):
            assert served.get("/health/live").status_code == 200
            assert ask(served, "ASK {}").status_code == 200
            assert served.get("/api/questions/dokumen?batas=1").status_code == 200
        assert time.monotonic() - begun < 5 * alone
        assert figure(served, "kgkesos_turns_waited_total") >= 30


# Figures


def test_figures_count_by_route_and_tell_no_words(served: Served, built_kg: Path) -> None:
    before = figures(served)
    for address in ("/api/answers/cakupan", "/api/answers/rahasia-saya", "/rahasia/saya", "/static/kgkesos.css"):
        served.get(f"{address}?kata=rahasia")
    ask(served, 'ASK { FILTER("rahasia" = "") }', "127.0.0.77")
    after = figures(served)
    requests = {
        (labels["method"], labels["route"], labels["status"]): value - before.get((name, key), 0.0)
        for (name, key), value in after.items()
        if name == "kgkesos_http_requests_total" and (labels := dict(key)) and value > before.get((name, key), 0.0)
    }
    assert requests == {
        ("GET", "/api/answers/{name}", "422"): 1,
        ("GET", "/api/answers/{name}", "404"): 1,
        ("GET", "(none)", "404"): 1,
        ("GET", "/static/*", "200"): 1,
        ("GET", "/sparql", "200"): 1,
        ("GET", "/metrics", "200"): 1,
    }
    said = served.get("/metrics").text
    assert ("rahasia" in said, "127.0.0" in said) == (False, False)
    assert figure(served, "kgkesos_build_info", build=builds.current(built_kg).name, version=__version__) == 1
    assert figure(served, "kgkesos_sparql_workers") >= 2
    assert figure(served, "kgkesos_sparql_queue_length") == 0


def test_figures_and_log_tell_head_from_get(built_kg: Path) -> None:
    with serving(built_kg, "--log", "-") as served:
        answer = httpx.head(f"{served.url}/cari?kata=keluarga", trust_env=False)
        assert (answer.status_code, int(answer.headers["content-length"]) > 0) == (200, True)
        assert figure(served, "kgkesos_http_requests_total", method="HEAD", route="/cari", status="200") == 1
        assert figure(served, "kgkesos_http_requests_total", method="GET", route="/cari", status="200") == 0
        os.kill(served.process.pid, signal.SIGTERM)
        _, errors = served.process.communicate(timeout=30)
    first = json.loads(errors.splitlines()[0])
    assert (first["method"], first["route"], first["status"], first["bytes"]) == ("HEAD", "/cari", 200, 0)


def test_what_a_bad_query_makes_a_worker_say_stands_in_no_log(built_kg: Path) -> None:
    with serving(built_kg, "--workers", 2, "--memory", "64MiB", "--log", "-") as served:
        assert ask(served, "SELECT * WHERE { ?a ?b ?c . ?d ?e ?f } ORDER BY ?c ?f").status_code == 503
        assert figure(served, "kgkesos_sparql_workers_killed_total", reason="memory") == 1
        os.kill(served.process.pid, signal.SIGTERM)
        _, errors = served.process.communicate(timeout=30)
    said = [json.loads(line) for line in errors.splitlines()]
    assert [one.get("route", one) for one in said] == ["/sparql", "/metrics"]


def test_figures_tell_why_workers_were_killed(built_kg: Path) -> None:
    with serving(built_kg, "--workers", 2, "--deadline", 1.5) as served, ThreadPoolExecutor() as pool:
        assert ask(served, ENDLESS).status_code == 504
        asked = [pool.submit(ask, served, ENDLESS, f"127.0.0.{number}") for number in (2, 3, 3)]
        until(lambda: figure(served, "kgkesos_sparql_heavy_queries") == 2)
        assert sorted(one.result().status_code for one in asked) == [503, 504, 504]
        asked = [pool.submit(ask, served, ENDLESS)]
        until(lambda: figure(served, "kgkesos_sparql_heavy_queries") == 1)
        for pid in children(served.process.pid):
            if os.getpriority(os.PRIO_PROCESS, pid) > 0:
                os.kill(pid, signal.SIGKILL)
        assert asked[0].result().status_code == 503
        killed = {dict(key)["reason"]: n for (name, key), n in figures(served).items() if "killed_total" in name}
        assert killed == {"deadline": 3, "second long query": 1, "from outside": 1}


def test_several_processes_tell_figures_of_all(built_kg: Path) -> None:
    with serving(built_kg, "--processes", 2, "--workers", 1) as served:
        until(lambda: figure(served, "kgkesos_sparql_workers") == 4, 30)
        for _ in range(20):
            assert served.get("/health/live").status_code == 200
        assert figure(served, "kgkesos_http_requests_total", method="GET", route="/health/live", status="200") == 20


# The log


def lines(log: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]


def test_the_log_is_a_json_object_for_each_request_without_what_was_asked(built_kg: Path, tmp_path: Path) -> None:
    log = tmp_path / "permintaan.log"
    with serving(built_kg, "--log", log) as served:
        known = httpx.get(f"{served.url}/cari?kata=rahasia", headers={"X-Request-ID": "uji-1"}, trust_env=False)
        forged = httpx.get(f"{served.url}/rahasia", headers={"X-Request-ID": 'a" b'}, trust_env=False)
        asked = ask(served, 'ASK { FILTER("rahasia" = "") }')
        until(lambda: len(lines(log)) == 3)
        log.rename(tmp_path / "permintaan.log.1")
        served.get("/health/live")
        until(log.exists)
    build = builds.current(built_kg).name
    found = lines(tmp_path / "permintaan.log.1")
    assert [list(one) for one in found] == [
        ["time", "method", "route", "status", "ms", "bytes", "build", "request"] for _ in range(3)
    ]
    told = [(one["method"], one["route"], one["status"], one["bytes"], one["build"], one["request"]) for one in found]
    assert told == [
        ("GET", "/cari", 200, len(known.content), build, "uji-1"),
        ("GET", "(none)", 404, len(forged.content), build, forged.headers["x-request-id"]),
        ("GET", "/sparql", 200, len(asked.content), build, asked.headers["x-request-id"]),
    ]
    assert known.headers["x-request-id"] == "uji-1"
    assert re.fullmatch("[0-9a-f]{16}", forged.headers["x-request-id"])
    assert [one["route"] for one in lines(log)] == ["/health/live"]
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", str(one["time"])) for one in found)


def test_addresses_are_logged_only_where_that_is_switched_on(built_kg: Path) -> None:
    with serving(built_kg, "--log", "-", "--log-addresses", "true") as served:
        ask(served, "ASK {}", "127.0.0.66")
        os.kill(served.process.pid, signal.SIGTERM)
        _, errors = served.process.communicate(timeout=30)
    assert [json.loads(line)["client"] for line in errors.splitlines()] == ["127.0.0.66"]


def test_a_log_that_cannot_be_written_is_one_sentence(built_kg: Path, tmp_path: Path) -> None:
    for processes in (1, 2):
        said = refused("--kg", built_kg, "--port", 0, "--processes", processes, "--log", tmp_path / "tidak" / "ada")
        assert said.startswith("kgkesos: --log ")


def test_a_log_that_is_lost_costs_no_request_and_is_told_once(built_kg: Path, tmp_path: Path) -> None:
    log = tmp_path / "catatan" / "permintaan.log"
    log.parent.mkdir()
    with serving(built_kg, "--workers", 1, "--log", log) as served:
        assert served.get("/health/live").status_code == 200
        shutil.rmtree(log.parent)
        answers = [served.get(path) for path in ("/health/live", "/api/questions/dokumen?batas=1", "/sparql?query=x")]
        assert [one.status_code for one in answers] == [200, 200, 400]
        log.parent.mkdir()
        assert served.get("/health").status_code == 200
        until(lambda: log.exists() and "/health" in [one["route"] for one in lines(log)])
        shutil.rmtree(log.parent)
        assert served.get("/health/live").status_code == 200
        os.kill(served.process.pid, signal.SIGTERM)
        _, errors = served.process.communicate(timeout=30)
    said = f"kgkesos: the log cannot be written: {log}: No such file or directory"
    assert errors.splitlines() == [said, said]


# The public address


def test_what_it_says_of_its_address_is_the_public_one_whoever_asks(built_kg: Path) -> None:
    with serving(built_kg, "--url", "https://data.example.go.id/") as served:
        answer = httpx.get(
            f"{served.url}/sparql", headers={"Host": "jahat.example", "Accept": "text/turtle"}, trust_env=False
        )
    assert ("https://data.example.go.id/sparql" in answer.text, "jahat" in answer.text) == (True, False)


def test_behind_a_public_address_figures_and_log_tell_routes_too(built_kg: Path) -> None:
    with serving(built_kg, "--url", "https://data.example.go.id/", "--log", "-") as served:
        assert served.get("/api/questions/dokumen?batas=1").status_code == 200
        counted = figure(
            served, "kgkesos_http_requests_total", method="GET", route="/api/questions/dokumen", status="200"
        )
        os.kill(served.process.pid, signal.SIGTERM)
        _, errors = served.process.communicate(timeout=30)
    told = [json.loads(line)["route"] for line in errors.splitlines()]
    assert (counted, told) == (1, ["/api/questions/dokumen", "/metrics"])


# The end


def lets_in(served: Served) -> bool:
    """Whether somebody who comes now is let in."""
    try:
        socket.create_connection(("127.0.0.1", int(served.url.rsplit(":", 1)[1])), 10).close()
    except ConnectionRefusedError:
        return False
    return True


@pytest.mark.parametrize(("processes", "all_are_told"), [(1, True), (2, False)])
def test_a_stop_lets_end_what_runs_and_leaves_no_process(built_kg: Path, processes: int, all_are_told: bool) -> None:
    """Supervisors tell the first process, or all that there are, workers of queries, too."""
    bounds = ("--workers", 1, "--deadline", 8, "--grace", 20, "--bytes", SIZE)
    with serving(built_kg, "--processes", processes, *bounds) as served:
        until(lambda: figure(served, "kgkesos_sparql_workers") == 2 * processes, 30)
        whole = ask(served, LARGE, headers={"Accept": "text/csv"}).content
        with (
            ThreadPoolExecutor() as pool,
            httpx.Client(trust_env=False, timeout=30) as client,
            client.stream("GET", f"{served.url}/sparql", params={"query": LARGE, "format": "csv"}) as taken,
        ):
            asked = pool.submit(ask, served, ENDLESS, "127.0.0.2")
            until(lambda: figure(served, "kgkesos_sparql_heavy_queries") == 1)
            under = children(served.process.pid)
            for pid in {served.process.pid} | (under if all_are_told else set()):
                os.kill(pid, signal.SIGTERM)
            until(lambda: not lets_in(served))
            assert not asked.done()
            # It is answered at its deadline, as if nobody had stopped anything.
            assert (asked.result().status_code, taken.status_code) == (504, 200)
            assert len(b"".join(taken.iter_bytes())) == len(whole)
        _, errors = served.process.communicate(timeout=30)
        assert (served.process.returncode, errors) == (0, "")
        assert len(under) >= 3 * processes - 1
        assert [pid for pid in under if cpu(pid) is not None] == []


def test_a_stop_tells_whose_query_takes_longer_than_it_waits(built_kg: Path) -> None:
    with serving(built_kg, "--workers", 1, "--grace", 1, "--log", "-") as served, ThreadPoolExecutor() as pool:
        until(lambda: figure(served, "kgkesos_sparql_workers") == 2, 30)
        asked = pool.submit(ask, served, ENDLESS)
        until(lambda: figure(served, "kgkesos_sparql_heavy_queries") == 1)
        os.kill(served.process.pid, signal.SIGTERM)
        told = asked.result()
        _, errors = served.process.communicate(timeout=30)
    assert (told.status_code, "retry-after" in told.headers, "berhenti" in told.text) == (503, True, True)
    last = json.loads(errors.splitlines()[-1])
    assert (last["route"], last["status"], served.process.returncode) == ("/sparql", 503, 0)


def test_a_server_process_that_dies_is_replaced_and_all_go_with_their_parent(built_kg: Path) -> None:
    with serving(built_kg, "--processes", 2, "--workers", 1) as served:
        until(lambda: figure(served, "kgkesos_sparql_workers") == 4, 30)
        first = children(served.process.pid)
        victim = next(pid for pid in first if b"operations.child" in Path(f"/proc/{pid}/cmdline").read_bytes())
        os.kill(victim, signal.SIGKILL)
        for _ in range(20):
            assert ask(served, COUNT).status_code == 200
        until(lambda: len(children(served.process.pid) - first) >= 3, 30)
        under = children(served.process.pid)
        os.kill(served.process.pid, signal.SIGKILL)
        until(lambda: all(cpu(pid) is None for pid in under), 5)


# A new build


def two_builds(kg: Path, first: builds.Build) -> None:
    """A folder with ``first`` and a copy of it in which nothing is an indicator any more."""
    for name in BUILDS:
        shutil.copytree(first.folder, kg / "builds" / name)
    changed = ox.Store(str(kg / "builds" / BUILDS[1] / "store"))
    changed.update("DELETE WHERE { ?s a <https://w3id.org/kgkesos/ontology#Indikator> }")
    changed.flush()
    # Its answers are asked of the graph.
    (kg / "builds" / BUILDS[1] / views.FILE).unlink()
    put_in_service(kg, 0)


def put_in_service(kg: Path, number: int) -> None:
    (kg / "current.new").write_text(f"{BUILDS[number % 2]}\n")
    (kg / "current.new").replace(kg / "current")


def test_builds_are_changed_under_load_and_every_answer_is_of_one_of_them(built_kg: Path, tmp_path: Path) -> None:
    kg = tmp_path / "kg"
    two_builds(kg, builds.current(built_kg))
    of_indicators = (
        "/api/answers/skor-kelompok",
        "/api/questions/skor-kelompok?batas=20",
        f"/sparql?query={quote(COUNT)}",
    )
    paths = ("/health", "/", *of_indicators)
    # What each address ever answered: its mark, and its words.
    told: dict[str, set[tuple[int, str | None, bytes]]] = {path: set() for path in paths}
    done = threading.Event()

    def load(url: str, path: str) -> None:
        while not done.is_set():
            answer = httpx.get(url + path, trust_env=False, timeout=30)
            told[path].add((answer.status_code, answer.headers.get("etag"), answer.content))
            time.sleep(0.01)

    with serving(kg, "--processes", 2, "--workers", 1) as served:
        until(lambda: figure(served, "kgkesos_sparql_workers") == 4, 30)
        with ThreadPoolExecutor() as pool:
            running = [pool.submit(load, served.url, path) for path in paths]
            try:
                for number in range(2):
                    put_in_service(kg, number)
                    until(lambda: all(len(found) > number for found in told.values()), 30)  # noqa: B023
                for number in range(4):
                    put_in_service(kg, number)
                    time.sleep(0.3)
            finally:
                done.set()
            assert [one.result() for one in running] == [None] * len(paths)
        until(lambda: figure(served, "kgkesos_sparql_workers") == 4)
    for path, found in told.items():
        assert {status for status, _, _ in found} == {200}, path
        assert len(found) == 2, path
        words = sorted(content for _, _, content in found)
        if "sparql" not in path:
            named = [[name for name in BUILDS if name.encode() in content] for content in words]
            assert sorted(named) == [[name] for name in BUILDS], path
        if path in of_indicators:
            # Marks of two builds, and words that differ in more than the name.
            assert len({mark for _, mark, _ in found}) == 2
            assert len({re.sub(rb"graf-[ab]", b"", content) for content in words}) == 2


# Bad connections


def connected(served: Served, address: str = "127.0.0.41", receive: int | None = None) -> socket.socket:
    found = socket.socket()
    if receive is not None:
        found.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive)
    found.bind((address, 0))
    found.settimeout(10)
    found.connect(("127.0.0.1", int(served.url.rsplit(":", 1)[1])))
    return found


def ends(connection: socket.socket) -> bool:
    """Whether the server closes it, before ten seconds are over."""
    try:
        while connection.recv(65536):
            pass
    except ConnectionResetError:
        pass
    return True


def test_a_half_open_connection_is_closed(served: Served) -> None:
    before = figure(served, "kgkesos_connections_closed_total", reason="not sending")
    with connected(served) as silent, connected(served) as half:
        half.sendall(b"GET /health/live HTTP/1.1\r\nHost: x\r\n")
        assert ends(silent)
        assert ends(half)
    assert figure(served, "kgkesos_connections_closed_total", reason="not sending") == before + 2


def drip(connection: socket.socket, what: bytes) -> float:
    """Send ``what`` byte by byte until the server closes; how long that took."""
    begun = time.monotonic()
    with contextlib.suppress(BrokenPipeError, ConnectionResetError):
        for letter in what:
            connection.sendall(bytes([letter]))
            time.sleep(0.1)
        pytest.fail("the server took everything")
    return time.monotonic() - begun


def test_a_client_that_sends_a_byte_a_moment_is_closed(served: Served) -> None:
    with connected(served) as slow:
        assert drip(slow, b"GET /health/live HTTP/1.1\r\nX: " + b"y" * 100) < 5


def test_between_requests_too(served: Served) -> None:
    with connected(served) as slow:
        slow.sendall(b"GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n")
        assert slow.recv(65536).startswith(b"HTTP/1.1 200")
        assert drip(slow, b"\r\n" * 100) < 5


def test_a_client_that_takes_nothing_is_closed(served: Served) -> None:
    before = figure(served, "kgkesos_connections_closed_total", reason="not taking")
    with connected(served, receive=4096) as deaf:
        query = httpx.QueryParams({"query": LARGE, "format": "json"})
        deaf.sendall(f"GET /sparql?{query} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        until(lambda: figure(served, "kgkesos_connections_closed_total", reason="not taking") == before + 1, 20)


def test_one_address_has_so_many_connections_and_others_stay_served(served: Served) -> None:
    with contextlib.ExitStack() as opened:
        for _ in range(3):
            opened.enter_context(connected(served, "127.0.0.42"))
        time.sleep(0.1)
        assert ends(opened.enter_context(connected(served, "127.0.0.42")))
        assert ask(served, "ASK {}", "127.0.0.43").status_code == 200
    until(lambda: figure(served, "kgkesos_connections_closed_total", reason="too many") >= 1)


SMALL = b"GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n"


def statuses(connection: socket.socket) -> list[bytes]:
    """What the server says until it closes the connection, in order; a reset fails."""
    said = b"".join(iter(lambda: connection.recv(65536), b""))
    return re.findall(rb"HTTP/1\.1 (\d\d\d)", said)


@pytest.mark.parametrize("before", [b"", SMALL, SMALL * 2], ids=["first", "second", "third"])
@pytest.mark.parametrize("head", [b"GET /sparql?query=" + b"x" * 3_000_000, SMALL[:-2] + b"a: b\r\n" * 50_000])
def test_a_head_that_is_too_long_is_refused(served: Served, before: bytes, head: bytes) -> None:
    told = figure(served, "kgkesos_connections_closed_total", reason="head too long")
    with connected(served, "127.0.0.44") as long:
        long.sendall(before + head)
        assert statuses(long) == [b"200"] * before.count(SMALL) + [b"431"]
    assert figure(served, "kgkesos_connections_closed_total", reason="head too long") == told + 1
    assert ask(served, "ASK {}").status_code == 200


@pytest.mark.parametrize(("path", "status"), [("/api/questions/celah", b"405"), ("/sparql", b"413"), ("/cari", b"405")])
def test_a_body_that_nobody_reads_ends_the_connection_with_one_answer(served: Served, path: str, status: bytes) -> None:
    with connected(served, "127.0.0.44") as large:
        large.sendall(f"POST {path} HTTP/1.1\r\nHost: x\r\nContent-Length: 3000000\r\n\r\n".encode())
        large.sendall(b"x" * 3_000_000)
        assert statuses(large) == [status]


def test_an_address_has_64_kib_and_what_is_longer_is_told_to_post(served: Served) -> None:
    with connected(served) as long:
        long.sendall(f"GET /sparql?query=ASK%7B%7D%23{'%C3%A9' * 10_900} HTTP/1.0\r\nHost: x\r\n\r\n".encode())
        said = b"".join(iter(lambda: long.recv(65536), b""))
        assert (said[:15], said[-26:]) == (b"HTTP/1.1 200 OK", b'{"head":{},"boolean":true}')
    with connected(served) as long:
        long.sendall(f"GET /sparql?query=ASK%7B%7D%23{'%C3%A9' * 11_000} HTTP/1.0\r\nHost: x\r\n\r\n".encode())
        said = b"".join(iter(lambda: long.recv(65536), b""))
        assert (said[:12], b"use POST" in said) == (b"HTTP/1.1 431", True)
