"""A small store in memory, where rules run on one document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox
from rdflib.term import IdentifiedNode, Literal, Node, URIRef

from kgkesos.memory import Once, Triple
from kgkesos.store.terms import to_ox, to_rdflib, triples_of

# What the triples of a rule begin with, the subject apart: a property, or rdf:type and a class.
Head = tuple[URIRef, URIRef | None]
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
        self._load(self._first)

    def __len__(self) -> int:
        return len(self._store) - self._behind

    def add(self, triples: Iterable[Triple]) -> None:
        """Put ``triples`` in."""
        new = set(triples) - self._first - self._added
        self._added |= new
        self._load(new)

    def update(self, text: str, heads: Iterable[Head]) -> frozenset[Triple]:
        """Run a SPARQL update that puts triples in, each under one of ``heads``; what it adds.

        To look under the heads alone costs a fraction of looking through the graph for what is new.
        """
        under = tuple(heads)
        before, seen = len(self), set(self._under(under))
        self._store.update(text)
        if len(self) == before:
            return frozenset()
        made = frozenset(triples_of(quad for quad in self._under(under) if quad not in seen))
        if len(made) != len(self) - before:
            raise ValueError(f"the update also changes what stands under no head of {under}")
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

    def _load(self, triples: Iterable[Triple]) -> None:
        """Put ``triples`` into the unnamed graph.

        They go over as one text of N-Triples, whose lines are made of terms that are written once: to make each quad
        from its terms costs three times as much.
        """
        written: Once[Node, str] = Once(lambda term: str(to_ox(term)))
        text = "".join([f"{written[s]} {written[p]} {written[o]} .\n" for s, p, o in triples])
        # Every term was looked at when it was made.
        self._store.load(text, format=ox.RdfFormat.N_TRIPLES, lenient=True)

    def _under(self, heads: Iterable[Head]) -> Iterator[ox.Quad]:
        for predicate, object_ in heads:
            value = None if object_ is None else to_ox(object_)
            yield from self._store.quads_for_pattern(None, to_ox(predicate), value, ox.DefaultGraph())  # type: ignore[arg-type]

    def _quads(self) -> Iterator[ox.Quad]:
        return self._store.quads_for_pattern(None, None, None, ox.DefaultGraph())
