"""Where the time of one document goes: graph, features, derivation, closure, SHACL, each check (CPU time).

Usage: ``python bench/checks.py [FILE-OR-FOLDER ...]``, by default ``documents/`` and ``../shared/documents``.

A figure stands beside that of a plain parse of what the document asserts (N-Triples to rdflib, in the same run), so
that two machines can be compared by the ratio. Exit 1 where the findings of a document take longer than promised, or
where the stages find something else than a build does.
"""

from __future__ import annotations

import gc
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

from rdflib import Graph

from kgkesos import closure, derivation, findings, graph, intake, project, work_graphs
from kgkesos.ciri import content
from kgkesos.graph.ciri import features
from kgkesos.graph.sebutan import mentions
from kgkesos.reading import merge, told
from kgkesos.records import Work
from kgkesos.sebutan import find
from kgkesos.store import Scratch
from kgkesos.vocab import Iris

ROOT = Path(__file__).resolve().parents[1]
ROUNDS = 5
# What is promised of one document: its findings, from what it asserts on. ``JUDGING`` is the part of that which finds:
# the shapes and the checks on what is closed already.
SECONDS = 0.5
JUDGING = ("data", "shacl", "checks", "writing")
FINDING = ("store", "mentions", "features", "derivation", "closure", "data", "shacl", "checks", "writing", "garbage")
# Only the slowest checks are listed one by one.
SHOWN = 5
Seconds = dict[str, float]
T = TypeVar("T")


def main(paths: list[Path]) -> int:
    """Print a line for each document, then its slowest checks; 1 where one is too slow or found otherwise."""
    known = project.Project.load()
    files, _ = intake.inputs(paths)
    readings, _ = intake.read_all(files, lambda _: None)
    columns = ("graph", *FINDING)
    print(
        f"{'document':<40}{'triples':>8}"
        + "".join(f"{name:>11}" for name in columns)
        + f"{'judging':>10}{'all':>9}"
        + f"{'x parse':>9}"
    )
    kept, slowest_judging = True, 0.0
    slowest: list[str] = []
    for work in merge.works(list(readings.values()), told.of(readings)):
        triples, stages, parse, same = measured(work, known)
        judging, total = (sum(stages[name] for name in part) for part in (JUDGING, FINDING))
        slowest_judging = max(slowest_judging, judging)
        kept = kept and same and total < SECONDS
        print(
            f"{work.key[:39]:<40}{triples:>8}"
            + "".join(f"{stages[name]:>10.3f}s" for name in columns)
            + f"{judging:>9.3f}s{total:>8.3f}s{total / parse:>8.0f}x"
            + ("" if same else "  OTHER FINDINGS THAN A BUILD")
        )
        checks = sorted(((seconds, name) for name, seconds in stages.items() if name.endswith(".rq")), reverse=True)
        slowest.append(f"{work.key[:39]:<40}" + ", ".join(f"{name} {seconds:.3f}" for seconds, name in checks[:SHOWN]))
    print("\n" + "\n".join(slowest))
    print(f"\nShapes and checks of the slowest document: {slowest_judging:.2f} s")
    print(f"The findings of every document in {SECONDS} s: {'yes' if kept else 'NO'}")
    return int(not kept)


def measured(work: Work, known: project.Project) -> tuple[int, Seconds, float, bool]:
    """The triples of ``work``, seconds of each stage and of a plain parse (medians), whether a build finds the same."""
    # What a round makes is let go before the next, as between two documents of a build.
    rounds = [staged(work, known)[0] for _ in range(ROUNDS)]
    _, asserted, found = staged(work, known)
    text = asserted.serialize(format="nt")
    parses = [cpu(lambda: Graph(bind_namespaces="none").parse(data=text, format="nt"))[0] for _ in range(ROUNDS)]
    stages = {name: median(one[name] for one in rounds) for name in rounds[0]}
    return len(asserted), stages, median(parses), found == work_graphs.judge(asserted, known).findings


def staged(work: Work, known: project.Project) -> tuple[Seconds, Graph, tuple[findings.Temuan, ...]]:
    """The seconds of each stage of ``work_graphs.graphs_of``, what the document asserts, and what is wrong with it."""
    # A build meets most texts in one document only.
    find.cache_clear()
    content.cache_clear()
    with work_graphs.uncollected():
        spent, asserted, found = _stages(work, known)
        # What was left lying is looked through when the document is done.
        spent["garbage"], _ = cpu(lambda: gc.collect(0))
    return spent, asserted, found


def _stages(work: Work, known: project.Project) -> tuple[Seconds, Graph, tuple[findings.Temuan, ...]]:
    spent: Seconds = defaultdict(float)

    def stage(name: str, call: Callable[[], T]) -> T:
        seconds, made = cpu(call)
        spent[name] += seconds
        return made

    asserted = stage("graph", lambda: graph.of(work, Iris()))
    scratch = stage("store", lambda: Scratch(asserted, known.background))
    stage("mentions", lambda: scratch.add(mentions(asserted, known.names)))
    stage("features", lambda: scratch.add(features(asserted, known.names, known.ejaan, known.kaitan)))
    stage("derivation", lambda: derivation.derive(scratch, known.derivations))
    stage("closure", lambda: closure.close(scratch, known.rules))
    data = stage("data", lambda: work_graphs.judged_data(asserted, scratch.added(), known))
    found = list(stage("shacl", lambda: findings.validate(data, known.shapes)))
    for check in known.checks:
        seconds, rows = cpu(lambda check=check: findings.run_checks(scratch, [check]))  # type: ignore[misc]
        spent[check.path.name] = seconds
        spent["checks"] += seconds
        found += rows
    found += stage("checks", lambda: findings.contradictions(scratch, known.forbidden, known.shapes))
    every = findings.ordered(found)
    stage("writing", lambda: findings.to_graph(every, data))
    return spent, asserted, every


def cpu(call: Callable[[], T]) -> tuple[float, T]:
    """The CPU seconds that ``call`` takes, and what it makes."""
    began = time.process_time()
    made = call()
    return time.process_time() - began, made


def median(taken: Iterable[float]) -> float:
    """The middle one of ``taken``."""
    found = sorted(taken)
    return max(found[len(found) // 2], 1e-7)


if __name__ == "__main__":
    given = [Path(path) for path in sys.argv[1:]] or [ROOT / "documents", ROOT.parent / "shared" / "documents"]
    sys.exit(main([path for path in given if path.exists()]))
