"""The short form of ``bench/hostile.py``: good clients are answered, and rightly, whatever others ask meanwhile."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from sparql_server import serving

from bench import hostile

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="loopback addresses and /proc of Linux")

MIB = 2**20
WORKERS, HEAVY, MEMORY, OUTGOING = 2, 2, 100 * MIB, 20 * MIB
LIMITS = {"workers": WORKERS, "heavy": HEAVY, "seconds": 1, "patience": 10, "queue": 20, "queue_of_one": 10}
BOUNDS = {"memory": MEMORY, "outgoing": OUTGOING, "size": 2 * MIB, "incoming": 20 * MIB}
# What a process has beside the memory that a query may take; what a worker is that takes the place of one being killed.
IDLE, SPARE = 100 * MIB, 2


@pytest.fixture(scope="module")
def labels(built_kg: Path) -> dict[str, str]:
    """The right answers."""
    return hostile.labels_of(built_kg)


def test_good_clients_are_answered_beside_hostile_ones(built_kg: Path, labels: dict[str, str]) -> None:
    both = frozenset({"400", "503"})
    with serving(built_kg, **LIMITS, **BOUNDS) as server:
        told = hostile.Load(server, labels, 3, hostile.HOSTILE, until=both).run()
    assert (told.wrong, dict(told.refused), told.alive) == (0, {}, True)
    assert len(told.took[hostile.QUERY]) > len(hostile.GOOD)
    assert told.worker < MEMORY + IDLE
    assert told.whole < (WORKERS + HEAVY + SPARE) * (MEMORY + IDLE) + 300 * MIB
    refusals = {"400", "403", "413", "503", "504"}
    assert set(told.hostile) <= refusals | {"200", "WriteError", "ReadError", "RemoteProtocolError"}
    assert both <= set(told.hostile)


def test_killed_workers_fail_their_own_queries_alone(built_kg: Path, labels: dict[str, str]) -> None:
    with serving(built_kg) as server:
        load = hostile.Load(server, labels, 2)
        told = load.run(hostile.killing(server, 4, 0.1))
    assert (told.wrong, dict(told.refused), told.alive) == (0, {}, True)
    assert dict(told.killed) == {"503 Proses yang menjalankan kueri ini terhenti; co": 4}


def test_builds_change_beside_good_clients(built_kg: Path, tmp_path: Path, labels: dict[str, str]) -> None:
    two = hostile.doubled(built_kg, tmp_path / "kg")
    with serving(two) as server:
        load = hostile.Load(server, labels, 2)
        told = load.run(hostile.switching(two, 4, 0.4))
    assert (told.wrong, dict(told.refused), told.alive) == (0, {}, True)
