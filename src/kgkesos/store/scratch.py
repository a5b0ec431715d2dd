"""A small store in memory, where rules run on one document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox
from rdflib.term import IdentifiedNode, Literal, Node

from kgkesos.memory import Once, Triple
from kgkesos.store.terms import to_ox, to_rdflib, triples_of

# Where a scratch store keeps what a document does not say.
_BEHIND = ox.NamedNode("urn:kgkesos:latar")


class Background:
    """Triples that rules may look at and that no document says (codes, concepts), made ready once for all documents."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self.quads = tuple(ox.Quad(to_ox(s), to_ox(p), to_ox(o), _BEHIND) for s, p, o in triples)  # type: ignore[arg-type]


class Scratch:
    """A small store in memory with one unnamed graph: where rules run on one document at a time.

    ``triples`` are what it begins with; ``background`` is seen by :meth:`new` alone.
    """

    def __init__(self, triples: Iterable[Triple] = (), background: Background | None = None) -> None:
        self._store = ox.Store()
        self._store.extend(background.quads if background else ())
        self._behind = len(self._store)
        # What is put in is kept as it was given: it is given back without being made again.
        self._first = frozenset(triples)
        self._added: set[Triple] = set()
        # What an update found and left, until something else is put in.
        self._seen: set[ox.Quad] | None = None
        self._store.extend(_quads_of(self._first))

    def __len__(self) -> int:
        return len(self._store) - self._behind

    def add(self, triples: Iterable[Triple]) -> None:
        """Put ``triples`` in."""
        new = set(triples) - self._first - self._added
        self._added |= new
        self._seen = None
        self._store.extend(_quads_of(new))

    def update(self, text: str) -> frozenset[Triple]:
        """Run a SPARQL update that takes nothing out of the graph; what it adds."""
        seen = self._seen = self._seen or set(self._quads())
        self._store.update(text)
        new = [quad for quad in self._quads() if quad not in seen] if len(self) > len(seen) else []
        seen.update(new)
        made = frozenset(triples_of(new))
        self._added |= made
        return made

    def construct(self, text: str) -> Iterator[Triple]:
        """The triples of a CONSTRUCT query."""
        return triples_of(self._store.query(text))  # type: ignore[arg-type]

    def new(self, text: str) -> Iterator[Triple]:
        """The triples of a CONSTRUCT query that are not in the graph; the query sees the background too."""
        here = ox.DefaultGraph()
        found: Iterable[ox.Triple] = self._store.query(text, default_graph=[here, _BEHIND])  # type: ignore[assignment]
        quads = (ox.Quad(one.subject, one.predicate, one.object, here) for one in found)
        return triples_of(quad for quad in quads if quad not in self._store)

    def select(self, text: str) -> list[dict[str, IdentifiedNode | Literal]]:
        """The rows of a SELECT query, each with the variables that it binds.

        Raises:
            TypeError: the query is of another form.
        """
        found = self._store.query(text)
        if not isinstance(found, ox.QuerySolutions):
            raise TypeError("the query is not a SELECT")
        names = [variable.value for variable in found.variables]
        return [{name: to_rdflib(row[name]) for name in names if row[name] is not None} for row in found]

    def triples(self) -> Iterator[Triple]:
        """Every triple."""
        return triples_of(self._quads())

    def added(self) -> frozenset[Triple]:
        """Every triple that is not among those that it began with."""
        return frozenset(self._added)

    def _quads(self) -> Iterator[ox.Quad]:
        return self._store.quads_for_pattern(None, None, None, ox.DefaultGraph())


def _quads_of(triples: Iterable[Triple]) -> Iterator[ox.Quad]:
    """``triples`` as quads of the unnamed graph.

    They go over as one text of N-Triples, whose lines are made of terms that are written once: to make each quad from
    its terms costs twice as much.
    """
    written: Once[Node, str] = Once(lambda term: str(to_ox(term)))
    text = "".join([f"{written[s]} {written[p]} {written[o]} .\n" for s, p, o in triples])
    # Every term was looked at when it was made.
    return ox.parse(text, format=ox.RdfFormat.N_TRIPLES, lenient=True)
