"""The compiled closure beside owlrl on each document: the same triples, and the ratio of CPU time in one run.

Usage: ``python bench/closure.py``
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from rdflib import Graph

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from closure_oracle import same_as_owlrl  # noqa: E402

from kgkesos import closure, derivation, graph, intake, project, resources  # noqa: E402
from kgkesos.reading import merge  # noqa: E402
from kgkesos.store import Scratch  # noqa: E402
from kgkesos.vocab import Iris  # noqa: E402

ROUNDS = 5


def main() -> int:
    """Print a line for each document; exit 1 where a closure differs."""
    import owlrl

    known = project.Project.load()
    files, _ = intake.inputs([resources.folder("documents")])
    readings, _ = intake.read_all(files, lambda _: None)
    differs = False
    print(f"{'document':<42}{'triples':>8}{'added':>7}{'compiled':>10}{'owlrl':>8}{'ratio':>7}  same")
    for work in merge.works(list(readings.values()), {}):
        asserted = set(graph.of(work, Iris()))
        asserted |= derivation.derive(Scratch(asserted, known.background), known.derivations)
        mine: list[float] = []
        added = 0
        for _ in range(ROUNDS):
            scratch = Scratch(asserted)
            began = time.process_time()
            added = closure.close(scratch, known.rules)
            mine.append(time.process_time() - began)
        whole = Graph()
        for triple in (*known.ontology, *asserted):
            whole.add(triple)
        began = time.process_time()
        owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(whole)
        theirs = time.process_time() - began
        same = same_as_owlrl(asserted) == (set(), set())
        differs |= not same
        ours = sorted(mine)[ROUNDS // 2]
        print(
            f"{work.key:<42}{len(asserted):>8}{added:>7}{ours:>9.4f}s{theirs:>7.2f}s{theirs / ours:>6.0f}x"
            f"  {'yes' if same else 'NO'}"
        )
    return int(differs)


if __name__ == "__main__":
    sys.exit(main())
