"""Queries of one triple pattern, answered where they arrive: the way to a worker and back takes longer than they do.

What cannot be cancelled is run in a process that can be killed. A query of one pattern need not be: each step on an
index of the store gives a row, so that a LIMIT bounds the work (some 0.02 ms for a few rows, 0.5 ms for the most). Its
text tells it; whatever is not surely one, or has more rows, goes to a worker.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import Final

from kgkesos.sparql import evaluation
from kgkesos.sparql.evaluation import Graphs
from kgkesos.sparql.forms import ROWS_MEDIA
from kgkesos.sparql.frames import Answer, Job
from kgkesos.sparql.limits import Limits

# So many rows, and bytes of them, an answer has at most that is made here.
MOST_ROWS: Final = 50
_MOST_BYTES = 64 * 1024
# Nobody asks for one triple in more words.
_LONGEST = 2 * 1024

_SPACE = r"(?:[ \t\r\n]++|#[^\r\n]*+)*+"
# Without it "?" after an IRI may be the sign of a path, and what follows a keyword.
_BETWEEN = rf"(?=[ \t\r\n#]){_SPACE}"
_IRI = r"<[^\x00-\x20<>\"{}|\\^`]*+>"
_PREFIX = r"(?:[A-Za-z][A-Za-z0-9_-]*+)?:"
_NAME = rf"{_PREFIX}[A-Za-z0-9_][A-Za-z0-9_-]*+(?:\.++[A-Za-z0-9_-]++)*+"
_VARIABLE = r"[?$][A-Za-z_][A-Za-z0-9_]*+"
_LITERAL = r"\"[^\"\\\r\n]*+\"(?:@[A-Za-z]++(?:-[A-Za-z0-9]++)*+)?"
_TERM = f"{_VARIABLE}|{_IRI}|{_NAME}"
_DECLARED = rf"(?P<declared>(?:(?ai:prefix){_SPACE}{_PREFIX}{_SPACE}{_IRI}{_SPACE}){{0,50}}+)"
_ROWS = rf"(?ai:select){_SPACE}(?P<shown>\*|{_VARIABLE}(?:{_SPACE}{_VARIABLE}){{0,2}})"
_TRIPLE = rf"(?P<subject>{_TERM}){_BETWEEN}(?P<verb>{_TERM}|a){_BETWEEN}(?P<object>{_TERM}|{_LITERAL})"
_WHERE = rf"(?:(?ai:where){_SPACE})?\{{{_SPACE}{_TRIPLE}{_SPACE}\.?{_SPACE}\}}"
_BEGIN = rf"{_SPACE}{_DECLARED}(?:{_ROWS}|(?P<yes_or_no>(?ai:ask))){_SPACE}{_WHERE}"
_QUERY: Final = re.compile(rf"(?P<begin>{_BEGIN}){_SPACE}(?:(?ai:limit){_SPACE}(?P<limit>[0-9]{{1,9}}){_SPACE})?\Z")

# An IRI that is resolved already: no part of it goes up in its path, or says that it stays where it is.
_WHOLE: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*+:(?!\.)(?!.*/\.)(?!.*%(?![0-9A-Fa-f]{2}))")
_ONE_DECLARED: Final = re.compile(rf"{_SPACE}(?ai:prefix){_SPACE}(?P<prefix>{_PREFIX}){_SPACE}(?P<iri>{_IRI})")
_A: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_JSON: Final = "json"


@dataclass(frozen=True, slots=True)
class Single:
    """A query of one triple pattern: ``text`` with a LIMIT of ``most`` where it asks for rows, for the engine.

    ``terms`` are the pattern's as they are written; ``shown`` what comes before it: variables, all of them (``*``), or
    nothing where it asks whether there is one. ``declared`` is what comes before that.
    """

    text: str
    most: int
    terms: tuple[str, str, str]
    shown: str
    declared: str

    @property
    def names(self) -> list[str | None]:
        """The pattern's variables without their signs, None for what is none."""
        return [term[1:] if term[0] in "?$" else None for term in self.terms]

    @property
    def variables(self) -> list[str]:
        """The variables alone, in the order of the pattern."""
        return [name for name in self.names if name is not None]

    def iris(self) -> list[str | None] | None:
        """The pattern's IRIs in full, None for a variable; no list where only a parser can tell."""
        declared: dict[str, str] = {}
        place = 0
        while one := _ONE_DECLARED.match(self.declared, place):
            if one["prefix"] in declared:
                return None
            declared[one["prefix"]] = one["iri"][1:-1]
            place = one.end()
        used = {f"{term.partition(':')[0]}:" for term in self.terms if ":" in term}
        if not all(prefix in used and _WHOLE.match(iri) for prefix, iri in declared.items()):
            # Whether one that is not used is an IRI nobody looks at here.
            return None
        found = [None if term[0] in "?$" else _in_full(term, declared) for term in self.terms]
        return None if "" in found else found


def _in_full(term: str, declared: Mapping[str, str]) -> str:
    """The IRI that ``term`` means; nothing where only a parser can tell."""
    if term == "a":
        return _A
    if term[0] == '"':
        return ""
    if term[0] == "<":
        iri = term[1:-1]
    else:
        prefix, colon, local = term.partition(":")
        iri = f"{declared[prefix + colon]}{local}" if prefix + colon in declared else ""
    return iri if _WHOLE.match(iri) else ""


def read(text: str, most: int) -> Single | None:
    """The query of one pattern that ``text`` is, of at most ``most`` rows; None where it is not one for sure."""
    found = _QUERY.match(text) if len(text) <= _LONGEST else None
    if found is None:
        return None
    terms: tuple[str, str, str] = (found["subject"], found["verb"], found["object"])
    least = min(most, int(found["limit"] or most))
    whole = text if found["yes_or_no"] else f"{found['begin']}\nLIMIT {least}"
    single = Single(whole, least, terms, found["shown"] or "", found["declared"])
    if len(set(single.variables)) < len(single.variables) or (found["yes_or_no"] and found["limit"]):
        # What is the same twice is looked for among all that there is.
        return None
    return single


class Singles:
    """Answers such queries on ``graphs``."""

    def __init__(self, graphs: Graphs, limits: Limits) -> None:
        self._graphs = graphs
        self._limits = replace(limits, rows=min(limits.rows, MOST_ROWS), size=min(limits.size, _MOST_BYTES))

    def answer(self, job: Job) -> Answer | None:
        """The answer of ``job``; None where a worker has to give it."""
        if job.default_graphs is not None or job.named_graphs is not None:
            return None
        single = read(job.text, self._limits.rows + 1)
        if single is None:
            return None
        answer = self._of_index(single) if job.rows_form == _JSON else None
        if answer is None:
            plain = replace(job, text=single.text, gzip=False)
            answer = evaluation.answer(self._graphs, plain, self._limits)
        if answer.status != HTTPStatus.OK or answer.truncated:
            return None
        return evaluation.zipped(answer) if job.gzip else answer

    def _of_index(self, single: Single) -> Answer | None:
        """The rows as JSON, taken from the index; None where the engine has to find them."""
        if not single.shown or "#" in single.shown:
            return None
        # The engine names them in this order, too.
        shown = sorted(single.variables) if single.shown == "*" else re.findall(r"\w+", single.shown)
        iris = single.iris() if len(set(shown)) == len(shown) else None
        if iris is None:
            return None
        try:
            found = self._graphs.store.rows(iris, single.names, shown, single.most, self._limits.size)
        except (OSError, RuntimeError):
            # A worker says what is wrong with the store.
            return None
        if found is None:
            return None
        cut = not found.body or found.count > self._limits.rows
        return Answer(HTTPStatus.OK, ROWS_MEDIA[_JSON], found.body, "rows" if cut else "")
