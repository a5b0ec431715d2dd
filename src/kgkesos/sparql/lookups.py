"""Queries of one triple pattern, answered where they arrive: the way to a worker and back takes longer than they do.

What cannot be cancelled is run in a process that can be killed. A query of one pattern need not be: each step on an
index of the store gives a row, so that a LIMIT bounds the work (some 0.1 ms for a few rows, 1 ms for the most). It is
told by its text; whatever is not surely one, or has more rows, goes to a worker.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from kgkesos.sparql import evaluation
from kgkesos.sparql.evaluation import Graphs
from kgkesos.sparql.frames import Answer, Job
from kgkesos.sparql.limits import Limits

# So many rows, and bytes, an answer has at most that is made here.
MOST_ROWS: Final = 200
_MOST_BYTES = 256 * 1024
# Nobody asks for one triple in more words.
_LONGEST = 8 * 1024

_SPACE = r"(?:[ \t\r\n]++|#[^\r\n]*+)*+"
# Without it "?" after an IRI may be the sign of a path, and what follows a keyword.
_BETWEEN = rf"(?=[ \t\r\n#]){_SPACE}"
_IRI = r"<[^\x00-\x20<>\"{}|\\^`]*+>"
_PREFIX = r"(?:[A-Za-z][A-Za-z0-9_-]*+)?:"
_NAME = rf"{_PREFIX}[A-Za-z0-9_-]++(?:\.++[A-Za-z0-9_-]++)*+"
_VARIABLE = r"[?$][A-Za-z_][A-Za-z0-9_]*+"
_LITERAL = r"\"[^\"\\\r\n]*+\"(?:@[A-Za-z]++(?:-[A-Za-z0-9]++)*+)?"
_TERM = f"{_VARIABLE}|{_IRI}|{_NAME}"
_DECLARED = rf"(?:(?ai:prefix){_SPACE}{_PREFIX}{_SPACE}{_IRI}{_SPACE}){{0,50}}+"
_ROWS = rf"(?ai:select){_SPACE}(?:\*|{_VARIABLE}(?:{_SPACE}{_VARIABLE}){{0,2}})"
_TRIPLE = rf"(?P<subject>{_TERM}){_BETWEEN}(?P<verb>{_TERM}|a){_BETWEEN}(?P<object>{_TERM}|{_LITERAL})"
_WHERE = rf"(?:(?ai:where){_SPACE})?\{{{_SPACE}{_TRIPLE}{_SPACE}\.?{_SPACE}\}}"
_BEGIN = rf"{_SPACE}{_DECLARED}(?:{_ROWS}|(?P<yes_or_no>(?ai:ask))){_SPACE}{_WHERE}"
_QUERY: Final = re.compile(rf"(?P<begin>{_BEGIN}){_SPACE}(?:(?ai:limit){_SPACE}(?P<limit>[0-9]{{1,9}}){_SPACE})?\Z")


def bounded(text: str, most: int) -> str | None:
    """``text`` with a LIMIT of at most ``most`` where it asks for rows of one triple pattern, as it is where it asks
    whether there is one; None where it is neither for sure."""
    found = _QUERY.match(text) if len(text) <= _LONGEST else None
    if found is None:
        return None
    variables = [term[1:] for term in found.group("subject", "verb", "object") if term[0] in "?$"]
    if len(set(variables)) < len(variables):
        # What is the same twice is looked for among all that there is.
        return None
    if found["yes_or_no"]:
        return text if found["limit"] is None else None
    return f"{found['begin']}\nLIMIT {min(most, int(found['limit'] or most))}"


class Lookups:
    """Answers such queries on ``graphs``."""

    def __init__(self, graphs: Graphs, limits: Limits) -> None:
        self._graphs = graphs
        self._limits = replace(limits, rows=min(limits.rows, MOST_ROWS), size=min(limits.size, _MOST_BYTES))

    def answer(self, job: Job) -> Answer | None:
        """The answer of ``job``; None where a worker has to give it."""
        if job.default_graphs is not None or job.named_graphs is not None:
            return None
        text = bounded(job.text, self._limits.rows + 1)
        if text is None:
            return None
        answer = evaluation.answer(self._graphs, replace(job, text=text), self._limits)
        return answer if answer.status == 200 and not answer.truncated else None
