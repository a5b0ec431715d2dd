"""A finished store on disk, opened read-only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import BinaryIO

import pyoxigraph as ox
from rdflib.term import Literal, Node

from kgkesos.errors import StoreError
from kgkesos.memory import Triple
from kgkesos.store.serializing import Statement, stream
from kgkesos.store.table import Table, table
from kgkesos.store.terms import Rows, rows_of, to_ox, to_rdflib, triples_of


@dataclass(frozen=True, slots=True)
class Part:
    """Some of the triples with the same terms, and how many come ``before`` and ``after`` them.

    Where counting ended before the triples did (``capped``) there are at least so many after them.
    """

    triples: tuple[Triple, ...]
    before: int
    after: int
    capped: bool


class ReadStore:
    """A finished store on disk, opened read-only."""

    def __init__(self, folder: Path) -> None:
        try:
            self._store = ox.Store.read_only(str(folder))
        except (OSError, RuntimeError, ValueError) as error:
            reason = f"graf ini rusak; buat lagi dengan 'kgkesos build' (the store cannot be opened: {error})"
            raise StoreError(folder, reason) from error

    def __len__(self) -> int:
        return len(self._store)

    def select(self, text: str, bindings: Mapping[str, Node] | None = None) -> Rows:
        """The rows of a SELECT on the default graph, with variables bound as terms, never pasted as text.

        A bound variable must be projected, also in a sub-SELECT: pyoxigraph loses the filter otherwise.
        """
        terms = {ox.Variable(name): to_ox(term) for name, term in (bindings or {}).items()}
        return rows_of(self._store.query(text, substitutions=terms))  # type: ignore[arg-type]

    def table(self, text: str, bindings: Mapping[str, Node], order: Sequence[str] = (), hidden: int = 0) -> Table:
        """The rows of a SELECT as plain values, by the variables ``order``; bound as for :meth:`select`.

        The last ``hidden`` columns serve the order alone.
        """
        terms = {ox.Variable(name): to_ox(term) for name, term in bindings.items()}
        return table(self._store.query(text, substitutions=terms), order, hidden)  # type: ignore[arg-type]

    def construct(self, text: str, bindings: Mapping[str, Node]) -> Iterator[Triple]:
        """The triples of a CONSTRUCT on the default graph, with variables bound as terms."""
        terms = {ox.Variable(name): to_ox(term) for name, term in bindings.items()}
        found = self._store.query(text, substitutions=terms)  # type: ignore[arg-type]
        if not isinstance(found, ox.QueryTriples):
            raise TypeError("the query is not a CONSTRUCT")
        return triples_of(found)

    def solutions(self, text: str, bindings: Mapping[str, Node]) -> Iterator[dict[str, Node]]:
        """The solutions of a SELECT on the default graph, one by one, each with the variables that it binds."""
        terms = {ox.Variable(name): to_ox(term) for name, term in bindings.items()}
        found = self._store.query(text, substitutions=terms)  # type: ignore[arg-type]
        if not isinstance(found, ox.QuerySolutions):
            raise TypeError("the query is not a SELECT")
        names = [variable.value for variable in found.variables]
        for row in found:
            yield {**bindings, **{name: to_rdflib(row[name]) for name in names if row[name] is not None}}

    def match(self, subject: Node | None, predicate: Node | None, object_: Node | None) -> Iterator[Triple]:
        """The triples of the default graph with these terms; None stands for any."""
        return triples_of(self._matching(subject, predicate, object_))

    def part(
        self, subject: Node | None, predicate: Node | None, object_: Node | None, start: int, most: int, counted: int
    ) -> Part:
        """Of the triples of :meth:`match` those after the first ``start``, ``most`` of them.

        They are counted up to ``counted`` in all, one at least behind them.
        """
        found = self._matching(subject, predicate, object_)
        before = sum(1 for _ in islice(found, start))
        triples = tuple(triples_of(islice(found, most)))
        after = sum(1 for _ in islice(found, max(counted - before - len(triples), 1)))
        return Part(triples, before, after, next(found, None) is not None)

    def _matching(self, subject: Node | None, predicate: Node | None, object_: Node | None) -> Iterator[ox.Quad]:
        if isinstance(subject, Literal):
            return iter(())
        s, p, o = (None if term is None else to_ox(term) for term in (subject, predicate, object_))
        return self._store.quads_for_pattern(s, p, o, ox.DefaultGraph())  # type: ignore[arg-type]

    def graphs_with(self, triple: Triple) -> tuple[str, ...]:
        """The names of the graphs that hold ``triple``, sorted."""
        s, p, o = (to_ox(term) for term in triple)
        quads = self._store.quads_for_pattern(s, p, o, None)  # type: ignore[arg-type]
        return tuple(sorted(quad.graph_name.value for quad in quads if isinstance(quad.graph_name, ox.NamedNode)))

    def statements(self, subject: Node | None, predicate: Node | None, object_: Node | None) -> Iterator[Statement]:
        """The triples of named graphs with these terms, each with the name of its graph; None stands for any.

        A triple that several graphs hold comes once for each.
        """
        if isinstance(subject, Literal):
            return
        s, p, o = (None if term is None else to_ox(term) for term in (subject, predicate, object_))
        for quad in self._store.quads_for_pattern(s, p, o, None):  # type: ignore[arg-type]
            if isinstance(quad.graph_name, ox.NamedNode):
                yield next(triples_of((quad,))), quad.graph_name.value

    def in_graph(self, name: str) -> Iterator[Triple]:
        """The triples of the graph ``name``, one by one; none where there is no such graph."""
        return triples_of(self._store.quads_for_pattern(None, None, None, ox.NamedNode(name)))

    def subjects(self) -> Iterator[Node]:
        """What the default graph says something of: each thing once, in the order of the store."""
        last = None
        for quad in self._store.quads_for_pattern(None, None, None, ox.DefaultGraph()):
            if quad.subject != last:
                last = quad.subject
                yield to_rdflib(last)

    def graph_names(self) -> tuple[str, ...]:
        """The IRIs of the named graphs, sorted."""
        return tuple(sorted(name.value for name in self._store.named_graphs()))

    def dump(self, out: BinaryIO, form: str, graphs: Sequence[str] = ()) -> None:
        """Write the dataset to ``out`` as ``nq`` (sorted), ``trig``, or ``ttl`` (the default graph alone).

        With ``graphs`` only these: as graphs, in ``ttl`` as one.
        """
        if form == "nq":
            quads = self._of(graphs) if graphs else iter(self._store)
            out.writelines(f"{line} .\n".encode() for line in sorted(str(quad) for quad in quads))
        elif graphs and form == "trig":
            ox.serialize(self._of(graphs), out, format=ox.RdfFormat.TRIG)
        elif graphs:
            ox.serialize(self._union(graphs), out, format=ox.RdfFormat.TURTLE)
        elif form == "trig":
            self._store.dump(out, ox.RdfFormat.TRIG)
        else:
            self._store.dump(out, ox.RdfFormat.TURTLE, from_graph=ox.DefaultGraph())

    def stream(self, out: BinaryIO, form: str, prefixes: Mapping[str, str]) -> None:
        """Write every quad to ``out`` (see :func:`kgkesos.store.serializing.stream`)."""
        stream(self._store, out, form, prefixes)

    def triples(self, graphs: Sequence[str] = ()) -> Iterator[Triple]:
        """Every triple of the default graph, or of ``graphs`` as one; those of one subject follow each other."""
        quads: Iterable[ox.Quad | ox.Triple] = self._store.quads_for_pattern(None, None, None, ox.DefaultGraph())
        for one in self._union(graphs) if graphs else quads:
            yield to_rdflib(one.subject), to_rdflib(one.predicate), to_rdflib(one.object)

    def _of(self, graphs: Sequence[str]) -> Iterator[ox.Quad]:
        for name in graphs:
            yield from self._store.quads_for_pattern(None, None, None, ox.NamedNode(name))

    def _union(self, graphs: Sequence[str]) -> list[ox.Triple]:
        return sorted({quad.triple for quad in self._of(graphs)}, key=lambda one: (str(one.subject), str(one)))
