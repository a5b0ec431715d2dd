"""What happens to all documents of a build together, after each by itself: what they say differently of one thing."""

from __future__ import annotations

from collections.abc import Iterable

from rdflib import Graph

from kgkesos import findings, keputusan, project
from kgkesos.findings import hal
from kgkesos.graph.lintas import definitions_beside
from kgkesos.store import Scratch
from kgkesos.vocab import Iris
from kgkesos.work_graphs import Decided, Judged


def judge(data: Graph, known: project.Project) -> Judged:
    """What documents of one build say differently; ``data`` are the definitions of all of them."""
    derived = definitions_beside(data, known.names)
    scratch = Scratch(data)
    scratch.add(derived)
    found = findings.run_checks(scratch, (check for check in known.checks if check.lintas))
    return Judged(data, frozenset(derived), found, frozenset(findings.to_graph(found, data)))


def settled(
    judged: Judged, decided: Decided, keys: Iterable[str], iris: Iris
) -> tuple[tuple[keputusan.Hal, ...], tuple[keputusan.Hasil, ...]]:
    """What is found across documents as things that can be decided, each where its document says it; and what was."""
    things: list[keputusan.Hal] = []
    results: list[keputusan.Hasil] = []
    for key in keys:
        inside = f"{iris.dokumen(key)}/"
        here = hal.things([one for one in judged.findings if one.pada.startswith(inside)], judged.data, key, iris)
        things += here
        results += keputusan.settle(decided.of(key, keputusan.TEMUAN, lintas=True), here, decided.ruang)
    return tuple(things), tuple(results)
