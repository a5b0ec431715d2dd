"""Several server processes, as their parent sees them: what ends is started again, or is not; all end together."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest
from sparql_server import cpu, until

from kgkesos.errors import ServerError
from kgkesos.web.operations import processes
from kgkesos.web.operations.processes import Children

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="several processes are for Linux")
STUBBORN = "trap '' TERM; echo; while :; do sleep 0.1; done"


class Started:
    """What the processes do, one after the other; and those that were started."""

    def __init__(self, *doing: str) -> None:
        self._doing = list(doing)
        self.all: list[subprocess.Popen[bytes]] = []

    def __call__(self, children: Children) -> subprocess.Popen[bytes]:
        del children
        doing = self._doing.pop(0)
        found = subprocess.Popen(["sh", "-c", doing], stdout=subprocess.PIPE)
        self.all.append(found)
        assert found.stdout is not None
        with found.stdout as said:
            said.readline()
        return found


def made(monkeypatch: pytest.MonkeyPatch, folder: Path, *doing: str, count: int) -> tuple[Children, Started]:
    started = Started(*doing)
    monkeypatch.setattr(Children, "_started", lambda children: started(children))
    monkeypatch.setattr(processes, "_PAUSE", 0.05)
    return Children(0, {}, count, folder), started


def test_where_none_can_serve_it_is_given_up(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    children, started = made(monkeypatch, tmp_path, *["exit 2"] * 20, count=3)
    with pytest.raises(ServerError, match=r"^--processes 3: tidak satu pun proses server dapat dimulai"):
        until(children.look, 5)
    assert len(started.all) <= 5
    assert set(capsys.readouterr().err.splitlines()) == {"kgkesos: a server process ended with status 2"}


def test_one_that_cannot_serve_beside_one_that_does_is_started_again_a_while_later(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    children, started = made(monkeypatch, tmp_path, "exit 2", STUBBORN, "exit 2", STUBBORN, count=2)
    begun = time.monotonic()

    def four() -> bool:
        children.look()
        return len(started.all) == 4

    until(four)
    assert time.monotonic() - begun > 0.1
    children.end(0)


def test_all_are_waited_for_together(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    children, started = made(monkeypatch, tmp_path, *[STUBBORN] * 4, count=4)
    begun = time.monotonic()
    children.end(0.4)
    assert 0.4 <= time.monotonic() - begun < 1.5
    assert [one.returncode for one in started.all] == [-9] * 4
    assert [cpu(one.pid) for one in started.all] == [None] * 4
