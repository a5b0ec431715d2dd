"""Scores: what evaluators judge of an indicator, as assessments in the graph, decided by CONSTRUCT queries in files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kgkesos import resources
from kgkesos.store import Scratch, Triple


@dataclass(frozen=True, slots=True)
class Score:
    """A query that assesses indicators: its name (that of its file) and its CONSTRUCT."""

    name: str
    text: str


def load() -> tuple[Score, ...]:
    """Every query in ``queries/scores``, in the order of their names: a later one sees what the earlier ones gave."""
    paths = resources.files("queries", "scores/*.rq")
    return tuple(Score(path.stem, path.read_text(encoding="utf-8")) for path in paths)


def score(scratch: Scratch, queries: Sequence[Score]) -> set[Triple]:
    """The assessments that ``queries`` give of what ``scratch`` holds: a document, what follows, findings and codes.

    They are put into ``scratch``, too.
    """
    given: set[Triple] = set()
    for query in queries:
        new = set(scratch.construct(query.text))
        scratch.add(new)
        given |= new
    return given
