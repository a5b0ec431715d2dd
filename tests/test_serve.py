"""``kgkesos serve`` as a process of its own on the loopback: what it answers, how it refuses, how it stops."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

import httpx
import pytest

from kgkesos import answers
from kgkesos.errors import ServerError
from kgkesos.knowledge import Knowledge
from kgkesos.web.server import listen

SECONDS = 60


@dataclass(frozen=True)
class Served:
    """A server that runs: its process and its address."""

    process: subprocess.Popen[str]
    url: str

    def get(self, address: str) -> httpx.Response:
        return httpx.get(self.url + address, timeout=SECONDS, trust_env=False)


def command(*words: object) -> list[str]:
    return [sys.executable, "-m", "kgkesos", "serve", *(str(word) for word in words)]


@contextlib.contextmanager
def serving(kg: Path, *words: object) -> Iterator[Served]:
    """A server of ``kg`` on a free port; it is ended by its own process id."""
    process = subprocess.Popen(
        command("--kg", kg, "--port", 0, *words), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    try:
        line = process.stdout.readline()
        told = re.fullmatch(r"kgkesos: (http://\S+)/ \(berhenti: Ctrl\+C\)\n", line)
        assert told, (line, process.stderr.read() if process.stderr and not line else "")
        yield Served(process, told[1])
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate()


@pytest.fixture(scope="module")
def served(built_kg: Path) -> Iterator[Served]:
    with serving(built_kg) as found:
        yield found


def test_it_serves_pages_and_answers_on_the_loopback(served: Served, built: Knowledge) -> None:
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+", served.url)
    page = served.get("/")
    assert (page.status_code, page.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert built.build.name in page.text
    rows = served.get("/api/answers/cakupan").json()["rows"]
    assert [tuple(row.values()) for row in rows] == list(answers.ask(built, "cakupan").rows)
    assert served.get("/static/kgkesos.css").status_code == 200


def test_it_listens_on_the_loopback_alone_unless_told(served: Served) -> None:
    port = int(served.url.rsplit(":", 1)[1])
    for host in ("127.0.0.2", "::1"):
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        with socket.socket(family) as other, pytest.raises(OSError, match=r"refused|assign"):
            other.connect((host, port))


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT], ids=["SIGTERM", "SIGINT"])
def test_a_signal_stops_it_cleanly(built_kg: Path, number: signal.Signals) -> None:
    with serving(built_kg) as found:
        assert found.get("/health").status_code == 200
        os.kill(found.process.pid, number)
        _, errors = found.process.communicate(timeout=SECONDS)
        assert (found.process.returncode, errors) == (0, "")
        port = int(found.url.rsplit(":", 1)[1])
        with socket.socket() as other, pytest.raises(ConnectionRefusedError):
            other.connect(("127.0.0.1", port))


def test_a_connection_outlives_heads(built_kg: Path) -> None:
    """RFC 9112, 9.3: what answers HEAD sends no content, and the next request comes over the same connection."""
    with serving(built_kg) as found:
        port = int(found.url.rsplit(":", 1)[1])
        addresses = ["/", "/api/coverage", "/health", "/metrics", "/temuan", "/tidak-ada", "/static/kgkesos.css"]
        addresses += ["/konsep/pmks.ttl", "/sparql", "/api/questions/celah.csv"]
        kept = HTTPConnection("127.0.0.1", port, timeout=SECONDS)
        kept.connect()
        sock = kept.sock
        for address in addresses:
            for method in ("HEAD", "GET"):
                kept.request(method, address)
                answer = kept.getresponse()
                content = answer.read()
                assert (answer.status, bool(content)) == (404 if "tidak" in address else 200, method == "GET"), address
        assert kept.sock is sock
        kept.close()
        os.kill(found.process.pid, signal.SIGTERM)
        _, errors = found.process.communicate(timeout=SECONDS)
        assert (found.process.returncode, errors) == (0, "")


def refused(*words: object) -> str:
    """What the command says on standard error when it does not serve: one sentence, on one line."""
    ended = subprocess.run(command(*words), capture_output=True, text=True, timeout=SECONDS, check=False)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr.count("\n") == 1
    return ended.stderr


def test_a_busy_port_is_one_sentence(served: Served, built_kg: Path) -> None:
    port = int(served.url.rsplit(":", 1)[1])
    said = refused("--kg", built_kg, "--port", port)
    assert said == (
        f"kgkesos: 127.0.0.1:{port}: porta ini sedang dipakai; pilih yang lain dengan --port (the port is in use)\n"
    )


def test_a_missing_folder_is_one_sentence(tmp_path: Path) -> None:
    kg = tmp_path / "tidak-ada"
    assert refused("--kg", kg, "--port", 0).startswith(f"kgkesos: {kg}: belum ada graf di sini")
    assert not kg.exists()


def test_a_broken_store_is_one_sentence_and_nothing_is_served(tmp_path: Path) -> None:
    kg = tmp_path / "kg"
    (kg / "builds" / "satu" / "store").mkdir(parents=True)
    (kg / "builds" / "satu" / "manifest.json").write_text("{}", encoding="utf-8")
    (kg / "current").write_text("satu\n", encoding="utf-8")
    assert "the store cannot be opened" in refused("--kg", kg, "--port", 0)


@pytest.mark.parametrize(
    ("host", "reason"),
    [
        ("", "alamat kosong"),
        ("tidak.ada.invalid", "alamat ini tidak dikenal"),
        ("a..b", "alamat ini tidak dikenal"),
        ("192.0.2.1", "alamat ini bukan milik komputer ini"),
    ],
)
def test_a_host_that_cannot_be_served_at_is_told(host: str, reason: str) -> None:
    with pytest.raises(ServerError) as told:
        listen(host, 0)
    assert told.value.address == f"{host}:0"
    assert str(told.value).startswith(f"{host}:0: {reason}")


def test_a_port_is_listened_at_once_only() -> None:
    with listen("127.0.0.1", 0) as listening:
        assert listening.getsockname()[0] == "127.0.0.1"
        with pytest.raises(ServerError, match="porta ini sedang dipakai"):
            listen("127.0.0.1", listening.getsockname()[1])
