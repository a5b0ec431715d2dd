"""Patterns matched on the store: which triples a rule looked at, property paths taken apart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rdflib.paths import AlternativePath, InvPath, SequencePath
from rdflib.term import Node, URIRef, Variable

from kgkesos.store import ReadStore, Triple
from kgkesos.why.rules import Pattern

Bindings = Mapping[str, Node]


def unified(pattern: Pattern, triple: Triple) -> dict[str, Node] | None:
    """What the variables of ``pattern`` stand for where it is ``triple``; None where it cannot be."""
    found: dict[str, Node] = {}
    for part, term in zip(pattern, triple, strict=True):
        if not isinstance(part, Variable):
            if part != term:
                return None
        elif found.setdefault(str(part), term) != term:
            return None
    return found


def premises(store: ReadStore, patterns: Sequence[Pattern], bound: Bindings) -> tuple[Triple, ...] | None:
    """The triples by which ``patterns`` hold in ``store`` with the variables ``bound``; None where they do not.

    A variable that is not bound (one of a sub-select) is the first that fits.
    """
    return next(_matches(store, tuple(patterns), dict(bound)), None)


def _matches(store: ReadStore, patterns: tuple[Pattern, ...], bound: dict[str, Node]) -> Iterator[tuple[Triple, ...]]:
    if not patterns:
        yield ()
        return
    # The pattern that is bound most goes first: it is matched fastest.
    at = max(range(len(patterns)), key=lambda i: sum(_term(part, bound) is not None for part in patterns[i]))
    s, path, o = patterns[at]
    rest = (*patterns[:at], *patterns[at + 1 :])
    for steps, start, end in _walks(store, _term(s, bound), _term(path, bound), _term(o, bound)):
        named = {
            str(part): term
            for part, term in ((s, start), (o, end), *(((path, steps[0][1]),) if isinstance(path, Variable) else ()))
            if isinstance(part, Variable)
        }
        for others in _matches(store, rest, {**bound, **named}):
            yield (*steps, *others)


def _term(part: Any, bound: Bindings) -> Any:
    return bound.get(str(part)) if isinstance(part, Variable) else part


def _walks(
    store: ReadStore, start: Node | None, path: object, end: Node | None
) -> Iterator[tuple[tuple[Triple, ...], Node, Node]]:
    """Each way along ``path`` with its triples and its ends; None as an end stands for any node."""
    if isinstance(path, SequencePath):
        yield from _sequence(store, start, list(path.args), end)
    elif isinstance(path, AlternativePath):
        for one in path.args:
            yield from _walks(store, start, one, end)
    elif isinstance(path, InvPath):
        for steps, first, last in _walks(store, end, path.arg, start):
            yield steps, last, first
    elif path is None or isinstance(path, URIRef):
        for triple in store.match(start, path, end):
            yield (triple,), triple[0], triple[2]


def _sequence(
    store: ReadStore, start: Node | None, parts: Sequence[object], end: Node | None
) -> Iterator[tuple[tuple[Triple, ...], Node, Node]]:
    if len(parts) == 1:
        yield from _walks(store, start, parts[0], end)
        return
    for steps, first, middle in _walks(store, start, parts[0], None):
        for more, _, last in _sequence(store, middle, parts[1:], end):
            yield (*steps, *more), first, last
