"""What is held in memory: graphs that cost little to fill and to lay together, and what was made once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

import rdflib
from rdflib.plugins.stores.memory import SimpleMemory
from rdflib.store import Store
from rdflib.term import Node

Triple = tuple[Node, Node, Node]
Pattern = tuple[Node | None, Node | None, Node | None]
# Triples by one of their terms, then another, then the third; the terms stand in the order in which they came.
Index = dict[Node, dict[Node, dict[Node, None]]]
Found = Iterator[tuple[Triple, Iterator[Any]]]

# rdflib asks for the contexts of each triple. There are none, and one empty iterator says it for all.
_NO_CONTEXTS: Iterator[Any] = iter(())

Asked = TypeVar("Asked")
Made = TypeVar("Made")


class Once(dict[Asked, Made]):
    """What ``make`` gives for each key, made when it is first asked for."""

    def __init__(self, make: Callable[[Asked], Made]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, key: Asked) -> Made:
        made = self[key] = self._make(key)
        return made


def empty_graph() -> rdflib.Graph:
    """An rdflib graph to fill: without prefixes and contexts, which no graph here has."""
    return rdflib.Graph(store=Lean(), bind_namespaces="none")


def copied(triples: Iterable[Triple]) -> rdflib.Graph:
    """A graph of ``triples``."""
    graph = empty_graph()
    for triple in triples:
        graph.add(triple)
    return graph


def laid_together(graph: rdflib.Graph, more: Iterable[Triple]) -> rdflib.Graph:
    """A view of ``graph`` with ``more`` beside it; nothing of ``graph`` is copied, and it must not change meanwhile."""
    beside = Lean()
    for triple in more:
        # A triple of both would be found twice, and counted so by who counts values.
        if triple not in graph:
            beside.add(triple)
    return rdflib.Graph(store=_Layers(graph.store, beside), bind_namespaces="none")


# Contexts and quoted triples are arguments that rdflib gives, and that say nothing here.


class Lean(SimpleMemory):
    """rdflib's store without contexts, but it makes the indexes by predicate and by object when they are asked for.

    Most graphs here are written once and read through, or asked about nodes whose subject is known: for those one
    index is enough, and three cost four times as much.
    """

    def __init__(self) -> None:
        super().__init__()
        self._spo: Index = {}
        self._pos: Index | None = None
        self._osp: Index | None = None

    def add(self, triple: Triple, context: object = None, quoted: bool = False) -> None:  # noqa: ARG002
        """Put ``triple`` in."""
        s, p, o = triple
        self._spo.setdefault(s, {}).setdefault(p, {})[o] = None
        if self._pos is not None:
            self._pos.setdefault(p, {}).setdefault(o, {})[s] = None
        if self._osp is not None:
            self._osp.setdefault(o, {}).setdefault(s, {})[p] = None

    def remove(self, triple_pattern: Pattern, context: object = None) -> None:  # noqa: ARG002
        """Take out what fits the pattern."""
        for (s, p, o), _ in list(self.triples(triple_pattern)):
            del self._spo[s][p][o]
        self._pos = self._osp = None

    def triples(self, triple_pattern: Pattern, context: object = None) -> Found:  # noqa: ARG002
        """What fits the pattern, in the order of the terms that it leaves open."""
        s, p, o = triple_pattern
        if s is not None:
            for p_, o_ in _under(self._spo.get(s, {}), p, o):
                yield (s, p_, o_), _NO_CONTEXTS
        elif p is not None:
            for o_, s_ in _under(self._by_predicate().get(p, {}), o, None):
                yield (s_, p, o_), _NO_CONTEXTS
        elif o is not None:
            for s_, p_ in _under(self._by_object().get(o, {}), None, None):
                yield (s_, p_, o), _NO_CONTEXTS
        else:
            for triple in self._every():
                yield triple, _NO_CONTEXTS

    def __len__(self, context: object = None) -> int:
        return sum(len(objects) for about in self._spo.values() for objects in about.values())

    def _every(self) -> Iterator[Triple]:
        return ((s, p, o) for s, about in self._spo.items() for p, objects in about.items() for o in objects)

    def _by_predicate(self) -> Index:
        if self._pos is None:
            self._pos = {}
            for s, p, o in self._every():
                self._pos.setdefault(p, {}).setdefault(o, {})[s] = None
        return self._pos

    def _by_object(self) -> Index:
        if self._osp is None:
            self._osp = {}
            for s, p, o in self._every():
                self._osp.setdefault(o, {}).setdefault(s, {})[p] = None
        return self._osp


def _under(found: dict[Node, dict[Node, None]], one: Node | None, other: Node | None) -> Iterator[tuple[Node, Node]]:
    """The pairs of terms in a part of an index, of which one or both may be given."""
    for first in found if one is None else (one,) if one in found else ():
        seconds = found[first]
        for second in seconds if other is None else (other,) if other in seconds else ():
            yield first, second


class _Layers(SimpleMemory):
    """Stores that have no triple in common, seen as one; what is added goes to the last."""

    def __init__(self, *layers: Store) -> None:
        super().__init__()
        self._layers = layers

    def add(self, triple: Triple, context: object = None, quoted: bool = False) -> None:  # noqa: ARG002
        """Put ``triple`` in where it is in none."""
        if not any(True for _ in self.triples(triple)):
            self._layers[-1].add(triple, None)  # type: ignore[arg-type]

    def remove(self, triple_pattern: Pattern, context: object = None) -> None:  # noqa: ARG002
        """Take nothing out: the layers belong to others."""
        raise TypeError("a view takes nothing out of the graphs that it shows")

    def triples(self, triple_pattern: Pattern, context: object = None) -> Found:  # noqa: ARG002
        """What fits the pattern, layer by layer."""
        for layer in self._layers:
            yield from layer.triples(triple_pattern)

    def __len__(self, context: object = None) -> int:
        return sum(len(layer) for layer in self._layers)
