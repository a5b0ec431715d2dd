"""A finished store that answers anybody's queries: texts of SPARQL in, bytes of a standard form out."""

from __future__ import annotations

import contextlib
import errno
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final, Protocol

import pyoxigraph as ox

from kgkesos.errors import StoreError
from kgkesos.store import rdfxml, single
from kgkesos.store.parsing import ParseError

ROWS_FORMS: Final = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}
GRAPH_FORMS: Final = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdf": ox.RdfFormat.RDF_XML,
}


class Writable(Protocol):
    """Takes bytes piece by piece; an error that it raises ends the writing."""

    def write(self, chunk: bytes, /) -> int:
        """Take ``chunk``."""
        ...

    def flush(self) -> None:
        """Hold nothing back."""
        ...


@dataclass(frozen=True, slots=True)
class Result:
    """The answer of a query under way: it is computed while it is written."""

    _found: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples

    @property
    def is_graph(self) -> bool:
        """Whether it is a graph (CONSTRUCT, DESCRIBE), and not rows or a yes or no."""
        return isinstance(self._found, ox.QueryTriples)

    @property
    def is_boolean(self) -> bool:
        """Whether it is a yes or no (ASK)."""
        return isinstance(self._found, ox.QueryBoolean)

    def write_rows(self, out: Writable, form: str) -> None:
        """Write the rows, or the yes or no, to ``out``: json, xml, csv or tsv.

        Raises:
            UnwritableError: XML has no way to write one of them.
        """
        assert not isinstance(self._found, ox.QueryTriples)
        self._found.serialize(rdfxml.Held(out) if form == "xml" else out, ROWS_FORMS[form])  # type: ignore[arg-type]

    def write_graph(
        self,
        out: IO[bytes],
        form: str,
        keep: Callable[[Iterable[ox.Triple]], Iterator[ox.Triple]],
        prefixes: Mapping[str, str],
    ) -> None:
        """Write the triples that ``keep`` passes on to ``out``: ttl, nt, jsonld or rdf.

        Raises:
            UnwritableError: RDF/XML has no way to write one of them.
        """
        assert isinstance(self._found, ox.QueryTriples)
        triples: Iterable[ox.Triple] = keep(self._found)
        if form == "rdf":
            triples, out = rdfxml.writable(triples), rdfxml.Returned(out)  # type: ignore[assignment]
        ox.serialize(triples, out, GRAPH_FORMS[form], prefixes=dict(prefixes))


# What may follow a query that is whole and lacks it, and a line that nothing can begin with, so that it is not run.
# Before it are more lines than a parser reads at once that expects a keyword.
_ENDS: Final = tuple(f"\n{part}{chr(10) * 32}{chr(1) * 32}" for part in ("LIMIT 1", "OFFSET 0"))
_AT = re.compile(r"error at (\d+):(\d+):")


class _Measure:
    """Takes bytes as long as there is ``room`` for them, and forgets them."""

    def __init__(self, room: int) -> None:
        self.room = room

    def write(self, chunk: bytes, /) -> int:
        """Take ``chunk``.

        Raises:
            OSError: there is no room for it.
        """
        self.room -= len(chunk)
        if self.room < 0:
            raise OSError(errno.ENOSPC, "no room")
        return len(chunk)

    def flush(self) -> None:
        """Nothing is held back."""


def written_within(triple: object, form: str, room: int) -> bool:
    """Whether ``triple`` takes at most ``room`` bytes as ``form`` (ttl, nt, jsonld, rdf) writes it."""
    measure = _Measure(room)
    out = rdfxml.Returned(measure) if form == "rdf" else measure  # type: ignore[arg-type]
    with contextlib.suppress(OSError):
        ox.serialize([triple], out, GRAPH_FORMS[form])  # type: ignore[arg-type]
    return measure.room >= 0


class Served:
    """A store for anybody's queries: of a finished build, or (``over``) one that is open already."""

    def __init__(self, store: ox.Store) -> None:
        self._store = store

    @classmethod
    def open(cls, folder: Path) -> Served:
        """The finished store in ``folder``, read-only.

        Raises:
            StoreError: it cannot be opened.
        """
        try:
            return cls(ox.Store.read_only(str(folder)))
        except (OSError, RuntimeError, ValueError) as error:
            raise StoreError(folder, f"graf ini rusak (the store cannot be opened: {error})") from error

    def graph_names(self) -> frozenset[str]:
        """The IRIs of the named graphs."""
        return frozenset(name.value for name in self._store.named_graphs() if isinstance(name, ox.NamedNode))

    def parses(self, text: str, base: str) -> bool:
        """Whether ``text`` is SPARQL, as far as can be told without running it: of LIMIT with OFFSET it cannot be."""
        return any(self._stumbles_last(text + end, base) for end in _ENDS)

    def _stumbles_last(self, text: str, base: str) -> bool:
        """Whether the parser reads ``text`` up to its last line."""
        try:
            self._store.query(text, base_iri=base)
        except SyntaxError as error:
            at = _AT.search(str(error))
            return at is not None and int(at[1]) == text.count("\n") + 1 and int(at[2]) <= len(text.rpartition("\n")[2])
        return False

    def rows(
        self, pattern: single.Terms, names: single.Terms, shown: Sequence[str], most: int, size: int
    ) -> single.Found | None:
        """The rows of one triple pattern as JSON (see :func:`kgkesos.store.single.rows`)."""
        return single.rows(self._store, pattern, names, shown, most, size)

    def query(
        self, text: str, base: str, default_graphs: Sequence[str] | None, named_graphs: Sequence[str] | None
    ) -> Result:
        """Begin ``text``. Where either list of graphs is given, they are the dataset, whatever the text says of FROM
        (SPARQL 1.1 Protocol, 2.1.4); else it is the store's own.

        Raises:
            ParseError: it is not SPARQL.
            ValueError: ``base`` or a graph is no IRI.
        """
        chosen = default_graphs is not None or named_graphs is not None
        try:
            return Result(
                self._store.query(
                    text,
                    base_iri=base,
                    default_graph=[ox.NamedNode(name) for name in default_graphs or ()] if chosen else None,
                    named_graphs=[ox.NamedNode(name) for name in named_graphs or ()] if chosen else None,
                )
            )
        except SyntaxError as error:
            raise ParseError(str(error), None) from error
