"""The short form of ``bench/hostile.py``: good clients are answered, and rightly, whatever others ask meanwhile."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from sparql_server import serving

from bench import hostile

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="loopback addresses and /proc of Linux")


def test_good_clients_are_answered_beside_hostile_ones(built_kg: Path) -> None:
    with serving(built_kg, seconds=2) as server:
        load = hostile.Load(server, hostile.labels_of(built_kg), 4, hostile.HOSTILE, graphs=hostile.graphs_of(built_kg))
        told = load.run()
    assert (told.wrong, dict(told.refused), told.alive) == (0, {}, True)
    assert len(told.took) > 30
    assert told.worker < 512 * 2**20 + 200 * 2**20
    assert set(told.hostile) <= {"400", "413", "503", "504", "200"} | {"WriteError", "ReadError", "RemoteProtocolError"}
    assert told.hostile["504"] + told.hostile["503"] > 0
    assert set(told.graphs) <= {"200", "503"}
    assert told.graphs["200"] > 0
    assert max(told.live) < 4


def test_killed_workers_fail_their_own_queries_alone(built_kg: Path) -> None:
    with serving(built_kg) as server:
        load = hostile.Load(server, hostile.labels_of(built_kg), 2)
        told = load.run(hostile.killing(server, 4, 0.4))
    assert (told.wrong, told.alive) == (0, True)
    assert sum(told.refused.values()) <= 4
    assert all(one.startswith("503 Proses yang menjalankan kueri ini terhenti") for one in told.refused)


def test_builds_change_beside_good_clients(built_kg: Path, tmp_path: Path) -> None:
    two = hostile.doubled(built_kg, tmp_path / "kg")
    with serving(two) as server:
        load = hostile.Load(server, hostile.labels_of(built_kg), 2)
        told = load.run(hostile.switching(two, 4, 0.4))
    assert (told.wrong, dict(told.refused), told.alive) == (0, {}, True)
