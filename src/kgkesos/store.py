"""The store: the only module that imports pyoxigraph."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import pyoxigraph as ox
import rdflib
from rdflib.term import BNode, IdentifiedNode, Literal, Node, URIRef

from kgkesos.errors import DataFileError, StoreError

Triple = tuple[Node, Node, Node]
# What pyoxigraph says before the reason; the line alone is told.
_PLACE = re.compile(r"^Parser error (?:at|between) [^:]*: ")
# What Turtle 1.2 has beyond RDF 1.1: triples as terms, texts with a direction.
_BEYOND = re.compile(r"<<|--(?:ltr|rtl)\b|~|\{\|")


def empty_graph() -> rdflib.Graph:
    """An rdflib graph to fill: without prefixes, in the store of rdflib that takes and finds triples fastest.

    Its store knows no contexts, which no graph here has: each triple costs a third, and leaves little to collect.
    """
    return rdflib.Graph(store="SimpleMemory", bind_namespaces="none")


def to_ox(term: Node) -> ox.NamedNode | ox.BlankNode | ox.Literal:
    """The pyoxigraph term for an rdflib term."""
    if isinstance(term, URIRef):
        return ox.NamedNode(str(term))
    if isinstance(term, BNode):
        return ox.BlankNode(str(term))
    if isinstance(term, Literal):
        if term.language:
            return ox.Literal(str(term), language=term.language)
        if term.datatype:
            return ox.Literal(str(term), datatype=ox.NamedNode(str(term.datatype)))
        return ox.Literal(str(term))
    raise TypeError(f"not a term of RDF data: {term!r}")


def to_rdflib(term: object) -> IdentifiedNode | Literal:
    """The rdflib term for a pyoxigraph term."""
    if isinstance(term, ox.NamedNode):
        return URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return BNode(term.value)
    if isinstance(term, ox.Literal):
        if term.direction:
            raise TypeError(f"not a term of RDF data: {term!r}")
        if term.language:
            return Literal(term.value, lang=term.language)
        datatype = URIRef(term.datatype.value)
        plain = datatype == rdflib.XSD.string
        return Literal(term.value, datatype=None if plain else datatype, normalize=False)
    raise TypeError(f"not a term of RDF data: {term!r}")


# So many quads go to the disk in one load: each load costs a tenth of a second, each million held 0.4 GB.
_AT_ONCE = 100_000
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
        first = [_quad(triple) for triple in triples]
        self._store.extend(first)
        self._first = frozenset(first)

    def __len__(self) -> int:
        return len(self._store) - self._behind

    def add(self, triples: Iterable[Triple]) -> None:
        """Put ``triples`` in."""
        self._store.extend(map(_quad, triples))

    def update(self, text: str) -> None:
        """Run a SPARQL update on the graph."""
        self._store.update(text)

    def construct(self, text: str) -> Iterator[Triple]:
        """The triples of a CONSTRUCT query."""
        for triple in self._store.query(text):  # type: ignore[union-attr]
            yield to_rdflib(triple.subject), to_rdflib(triple.predicate), to_rdflib(triple.object)

    def new(self, text: str) -> Iterator[Triple]:
        """The triples of a CONSTRUCT query that are not in the graph; the query sees the background too."""
        here = ox.DefaultGraph()
        for one in self._store.query(text, default_graph=[here, _BEHIND]):  # type: ignore[union-attr]
            if ox.Quad(one.subject, one.predicate, one.object, here) not in self._store:
                yield to_rdflib(one.subject), to_rdflib(one.predicate), to_rdflib(one.object)

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

    def ask(self, text: str) -> bool:
        """The answer of an ASK query."""
        return bool(self._store.query(text))

    def triples(self) -> Iterator[Triple]:
        """Every triple."""
        return _triples(self._quads())

    def added(self) -> Iterator[Triple]:
        """Every triple that is not among those that it began with."""
        return _triples(quad for quad in self._quads() if quad not in self._first)

    def _quads(self) -> Iterator[ox.Quad]:
        return self._store.quads_for_pattern(None, None, None, ox.DefaultGraph())


def _quad(triple: Triple) -> ox.Quad:
    s, p, o = triple
    return ox.Quad(to_ox(s), to_ox(p), to_ox(o), ox.DefaultGraph())  # type: ignore[arg-type]


def _triples(quads: Iterable[ox.Quad]) -> Iterator[Triple]:
    """The triples of ``quads``; a term that comes again is not made again."""
    made: dict[object, Node] = {}

    def term(one: object) -> Node:
        if one not in made:
            made[one] = to_rdflib(one)
        return made[one]

    for quad in quads:
        yield term(quad.subject), term(quad.predicate), term(quad.object)


@dataclass(frozen=True, slots=True)
class Rows:
    """The answer of a SELECT: the names of its columns, and for each row a term or None in their order."""

    columns: tuple[str, ...]
    rows: tuple[tuple[IdentifiedNode | Literal | None, ...], ...]


def _rows(found: object) -> Rows:
    if not isinstance(found, ox.QuerySolutions):
        raise TypeError("the query is not a SELECT")
    names = tuple(variable.value for variable in found.variables)
    return Rows(names, tuple(tuple(None if term is None else to_rdflib(term) for term in row) for row in found))


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
        return _rows(self._store.query(text, substitutions=terms))  # type: ignore[arg-type]

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
        if isinstance(subject, Literal):
            return iter(())
        s, p, o = (None if term is None else to_ox(term) for term in (subject, predicate, object_))
        return _triples(self._store.quads_for_pattern(s, p, o, ox.DefaultGraph()))  # type: ignore[arg-type]

    def graphs_with(self, triple: Triple) -> tuple[str, ...]:
        """The names of the graphs that hold ``triple``, sorted."""
        s, p, o = (to_ox(term) for term in triple)
        quads = self._store.quads_for_pattern(s, p, o, None)  # type: ignore[arg-type]
        return tuple(sorted(quad.graph_name.value for quad in quads if isinstance(quad.graph_name, ox.NamedNode)))

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


class ParseError(Exception):
    """A text is not the RDF that it should be: why, and in which line where the parser says so."""

    def __init__(self, reason: str, line: int | None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.line = line


_FORMS = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "nq": ox.RdfFormat.N_QUADS,
    "trig": ox.RdfFormat.TRIG,
    "rdf": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
}


def parse(source: BinaryIO, form: str, base: str) -> Iterator[Triple]:
    """The triples in ``source``, one by one, those of all its graphs alike; nothing that it names is fetched.

    ``form`` is ttl, nt, nq, trig, rdf or jsonld.

    Raises:
        ParseError: it is not of that form.
    """
    try:
        for quad in ox.parse(source, format=_FORMS[form], base_iri=base):
            if isinstance(quad.subject, ox.Triple) or isinstance(quad.object, ox.Triple):
                raise ParseError("a triple as a term (RDF 1.2) is not understood", None)
            yield to_rdflib(quad.subject), to_rdflib(quad.predicate), to_rdflib(quad.object)
    except SyntaxError as error:
        raise ParseError(str(error.msg), error.lineno) from error


@dataclass(frozen=True, slots=True)
class Turtle:
    """A graph as Turtle text, and the file that it is from."""

    path: Path
    text: str

    def triples(self) -> list[tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode | ox.Literal]]:
        """The triples of a text without blank nodes: large reference graphs go from file to store, parsed once.

        Raises:
            DataFileError: it is not Turtle; the sentence names the line.
        """
        return [(quad.subject, quad.predicate, quad.object) for quad in self._read()[0]]  # type: ignore[misc]

    def graph(self) -> tuple[rdflib.Graph, Mapping[str, str]]:
        """The graph of the text, its literals as written, with the prefixes that it declares and no others; and these.

        Raises:
            DataFileError: it is not Turtle, or no graph of RDF 1.1; the sentence names the line where there is one.
        """
        quads, prefixes = self._read()
        graph = rdflib.Graph(bind_namespaces="none")
        for prefix, space in prefixes.items():
            graph.bind(prefix, space)
        try:
            for quad in quads:
                graph.add((to_rdflib(quad.subject), to_rdflib(quad.predicate), to_rdflib(quad.object)))
        except TypeError as error:
            found = _BEYOND.search(self.text)
            line = self.text.count("\n", 0, found.start() if found else None) + 1
            raise DataFileError(self.path, f"line {line}: {error}") from error
        return graph, prefixes

    def differences(self, other: Turtle) -> tuple[str, ...]:
        """The triples that one of two texts has and the other has not, sorted, whatever blank nodes are called.

        Raises:
            DataFileError: one of them is not Turtle.
        """
        mine, theirs = self._canonical(), other._canonical()
        return tuple(sorted(f"{quad} ." for quad in mine ^ theirs))

    def _canonical(self) -> frozenset[ox.Quad]:
        dataset = ox.Dataset(self._read()[0])
        dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
        return frozenset(dataset)

    def _read(self) -> tuple[list[ox.Quad], Mapping[str, str]]:
        # Blank nodes get new names, so that those of two files stay apart.
        parser = ox.parse(self.text, format=ox.RdfFormat.TURTLE, rename_blank_nodes=True)
        try:
            return list(parser), parser.prefixes
        except SyntaxError as error:
            raise DataFileError(self.path, f"line {error.lineno}: {_PLACE.sub('', error.msg)}") from error


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
        """
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
        return _rows(self._store.query(text))

    def _load(self) -> None:
        self._store.bulk_extend(self._waiting)
        self._waiting = []


def write(folder: Path, graphs: Iterable[tuple[str, Iterable[Triple] | Turtle]]) -> Mapping[str, int]:
    """Make a store in ``folder`` of named graphs; returns how many triples each holds (see :class:`Writer`).

    Raises:
        DataFileError: a graph given as Turtle is broken.
    """
    writer = Writer(folder)
    for name, triples in graphs:
        writer.add(name, triples)
    writer.finish()
    return writer.counts
