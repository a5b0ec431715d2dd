"""A new store on disk, filled graph by graph."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import BinaryIO

import pyoxigraph as ox

from kgkesos.memory import Triple
from kgkesos.store.parsing import Turtle
from kgkesos.store.serializing import stream
from kgkesos.store.terms import Rows, rows_of, to_ox

# So many quads go to the disk in one load: each load costs a tenth of a second, each million held 0.4 GB.
_AT_ONCE = 100_000


class Writer:
    """A new store in ``folder`` that is filled graph by graph, its default graph a copy of exactly their union.

    ``counts`` tells how many triples each graph holds, the default graph under the name "" once it is finished.
    """

    def __init__(self, folder: Path) -> None:
        self._store = ox.Store(str(folder))
        self._waiting: list[ox.Quad] = []
        self.counts: dict[str, int] = {}

    def add(self, name: str, triples: Iterable[Triple] | Turtle) -> None:
        """Put ``triples`` into the graph ``name``.

        Raises:
            DataFileError: they are given as Turtle that is broken.
            ValueError: the graph was filled before.
        """
        if name in self.counts:
            raise ValueError(f"the graph {name} was filled before")
        named, default = ox.NamedNode(name), ox.DefaultGraph()
        if isinstance(triples, Turtle):
            parts = triples.triples()
        else:
            parts = [(to_ox(s), to_ox(p), to_ox(o)) for s, p, o in triples]  # type: ignore[misc]
        self.counts[name] = len(parts)
        self._waiting += (ox.Quad(s, p, o, graph) for s, p, o in parts for graph in (named, default))
        if len(self._waiting) > _AT_ONCE:
            self._load()

    def finish(self) -> None:
        """Make the store ready to be read."""
        self._load()
        self.counts[""] = sum(1 for _ in self._store.quads_for_pattern(None, None, None, ox.DefaultGraph()))
        self._store.optimize()
        self._store.flush()

    def select(self, text: str) -> Rows:
        """The rows of a SELECT on what is finished."""
        return rows_of(self._store.query(text))

    def stream(self, out: BinaryIO, form: str, prefixes: Mapping[str, str]) -> None:
        """Write every quad of what is finished to ``out`` (see :func:`kgkesos.store.serializing.stream`)."""
        stream(self._store, out, form, prefixes)

    def knows(self, iri: str) -> bool:
        """Whether what is finished says anything of ``iri``, or has a graph of this name."""
        node = ox.NamedNode(iri)
        of_it = self._store.quads_for_pattern(node, None, None, ox.DefaultGraph())
        return next(of_it, None) is not None or self._store.contains_named_graph(node)

    def _load(self) -> None:
        self._store.bulk_extend(self._waiting)
        self._waiting = []
