"""What happens to all documents of a build together, after each by itself: what they say differently of one thing."""

from __future__ import annotations

from collections.abc import Iterable

from kgkesos import findings, project
from kgkesos.graph.lintas import definitions, definitions_beside
from kgkesos.store import Scratch, Triple
from kgkesos.work_graphs import Judged


def judge(asserted: Iterable[Iterable[Triple]], known: project.Project) -> Judged:
    """What documents of one build say differently; ``asserted`` is what each of them says."""
    data = definitions(asserted)
    derived = definitions_beside(data, known.names)
    scratch = Scratch(data)
    scratch.add(derived)
    found = findings.run_checks(scratch, (check for check in known.checks if check.lintas))
    return Judged(data, frozenset(derived), found, frozenset(findings.to_graph(found, data)))
