"""A new store on disk, filled graph by graph."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import BinaryIO

import pyoxigraph as ox
from rdflib.term import BNode, Node

from kgkesos import resources
from kgkesos.memory import Once, Triple
from kgkesos.store.parsing import Turtle
from kgkesos.store.serializing import stream
from kgkesos.store.table import Table, table
from kgkesos.store.terms import Rows, rows_of, to_ox

# So many triples go to the disk in one load: each load costs a tenth of a second, and what waits is held in memory.
_AT_ONCE = 50_000
Term = ox.NamedNode | ox.BlankNode | ox.Literal


class Writer:
    """A new store in ``folder`` that is filled graph by graph, its default graph a copy of exactly their union.

    ``counts`` tells how many triples each graph holds, the default graph under the name "" once it is finished.
    """

    def __init__(self, folder: Path) -> None:
        self._store = ox.Store(str(folder))
        self._quads: list[ox.Quad] = []
        self._texts: list[str] = []
        self._waiting = 0
        self.counts: dict[str, int] = {}

    def add(self, name: str, triples: Iterable[Triple] | Turtle) -> None:
        """Put ``triples`` into the graph ``name``.

        Raises:
            DataFileError: they are given as Turtle that is broken.
            ValueError: the graph was filled before.
        """
        if name in self.counts:
            raise ValueError(f"the graph {name} was filled before")
        if isinstance(triples, Turtle):
            self._add_quads(name, triples.triples())
        else:
            self._add_text(name, triples if isinstance(triples, Collection) else tuple(triples))
        self._waiting += self.counts[name]
        if self._waiting > _AT_ONCE:
            self._load()

    def finish(self) -> None:
        """Make the store ready to be read."""
        self._load()
        # Counted by the engine: to be handed each quad costs twenty times as much.
        count = resources.folder("queries") / "internal" / "jumlah.rq"
        ((found,),) = self.select(count.read_text(encoding="utf-8")).rows
        self.counts[""] = int(str(found))
        self._store.optimize()
        self._store.flush()

    def select(self, text: str) -> Rows:
        """The rows of a SELECT on what is finished."""
        return rows_of(self._store.query(text))

    def table(self, text: str, order: Sequence[str] = (), hidden: int = 0) -> Table:
        """The rows of a SELECT on what is finished, as plain values (see :func:`kgkesos.store.table.table`)."""
        return table(self._store.query(text), order, hidden)

    def stream(self, out: BinaryIO, form: str, prefixes: Mapping[str, str]) -> None:
        """Write every quad of what is finished to ``out`` (see :func:`kgkesos.store.serializing.stream`)."""
        stream(self._store, out, form, prefixes)

    def knows(self, iri: str) -> bool:
        """Whether what is finished says anything of ``iri``, or has a graph of this name."""
        node = ox.NamedNode(iri)
        of_it = self._store.quads_for_pattern(node, None, None, ox.DefaultGraph())
        return next(of_it, None) is not None or self._store.contains_named_graph(node)

    def _add_text(self, name: str, triples: Collection[Triple]) -> None:
        """``triples`` as lines of N-Quads, whose terms are written once: quads made from terms cost twice as much.

        A load gives blank nodes other names, so that a graph with one goes over as quads.
        """
        written: Once[Node, str] = Once(lambda term: str(to_ox(term)))
        lines = [f"{written[s]} {written[p]} {written[o]} " for s, p, o in triples]
        if any(isinstance(term, BNode) for term in written):
            made = Once(to_ox)
            self._add_quads(name, [(made[s], made[p], made[o]) for s, p, o in triples])
            return
        end = f"{ox.NamedNode(name)} .\n"
        self._texts.append("".join([f"{line}.\n{line}{end}" for line in lines]))
        self.counts[name] = len(lines)

    def _add_quads(self, name: str, triples: Sequence[Iterable[Term]]) -> None:
        graphs = ox.NamedNode(name), ox.DefaultGraph()
        self._quads += (ox.Quad(s, p, o, graph) for s, p, o in triples for graph in graphs)  # type: ignore[arg-type]
        self.counts[name] = len(triples)

    def _load(self) -> None:
        self._store.bulk_extend(self._quads)
        # Every term was looked at when it was made.
        self._store.bulk_load("".join(self._texts), format=ox.RdfFormat.N_QUADS, lenient=True)
        self._quads, self._texts, self._waiting = [], [], 0
