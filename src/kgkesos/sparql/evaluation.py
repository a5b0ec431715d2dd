"""A query, refused or run, and its answer as bytes of the form that was asked for."""

from __future__ import annotations

import contextlib
import gzip
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, TypeVar

from kgkesos.errors import SparqlError, UnwritableError
from kgkesos.sparql import guard
from kgkesos.sparql.clauses import Reading
from kgkesos.sparql.cutting import FullError, Sink
from kgkesos.sparql.forms import GRAPH_MEDIA, ROWS_MEDIA, not_acceptable
from kgkesos.sparql.frames import Answer, Job
from kgkesos.sparql.limits import Limits
from kgkesos.store import ParseError, Result, Served, written_within
from kgkesos.vocab import KESOS, KODE, KONSEP

# What the Turtle and RDF/XML of answers abbreviate.
PREFIXES: Final[Mapping[str, str]] = {
    "kesos": str(KESOS),
    "kode": str(KODE),
    "konsep": str(KONSEP),
    "dcterms": "http://purl.org/dc/terms/",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
# Where the parser says that a text ceases to be SPARQL, and the start of what it would have taken there.
_FAULT = re.compile(r"error at (?P<line>\d+):(?P<column>\d+): (?P<why>.{0,160})", re.DOTALL)
# Answers shorter than this are not worth the time that compressing takes.
_WORTH_GZIP = 1024
# A triple that takes more characters is measured as its form writes it: some write six bytes for a character.
_LONG = 4096
_T = TypeVar("_T")


class Graphs:
    """The dataset that queries are put to: a store, the graphs that they may name (None: any), the base of IRIs."""

    def __init__(self, store: Served, base: str, names: frozenset[str] | None) -> None:
        self.store = store
        self.base = base
        self.names = names


def answer(graphs: Graphs, job: Job, limits: Limits) -> Answer:
    """The answer of ``job``; where it is refused or broken, the sentence that says why."""
    try:
        done = _run(graphs, job, limits)
    except SparqlError as error:
        return Answer(error.status, "text/plain", str(error).encode())
    return zipped(done) if job.gzip else done


def zipped(done: Answer) -> Answer:
    """``done`` compressed, where that is worth the time."""
    if len(done.body) < _WORTH_GZIP:
        return done
    return Answer(done.status, done.media, gzip.compress(done.body, 4), done.truncated, gzip=True)


def _run(graphs: Graphs, job: Job, limits: Limits) -> Answer:
    if graphs.names is not None:
        guard.known((*(job.default_graphs or ()), *(job.named_graphs or ())), graphs.names)
    chosen = job.default_graphs is not None or job.named_graphs is not None
    reading = guard.check(job.text, None if chosen else graphs.names, graphs.base)
    try:
        result = graphs.store.query(reading.text, graphs.base, job.default_graphs, job.named_graphs)
        return _graph(result, job, limits) if result.is_graph else _rows(result, job, limits)
    except ParseError as error:
        hidden = next((one for one in reading.written if one.keyword == "SERVICE"), None)
        if hidden and graphs.store.parses(job.text, graphs.base):
            raise guard.no_service(job.text, hidden) from error
        raise _malformed(reading, error.reason) from error
    except UnwritableError as error:
        raise SparqlError(406, str(error)) from error
    except (OSError, RuntimeError, ValueError) as error:
        # What only shows while it runs: a graph that is no IRI, a regular expression that is none.
        raise SparqlError(400, f"Kueri ini tidak dapat dijalankan (cannot be run): {error}") from error


def _malformed(reading: Reading, reason: str) -> SparqlError:
    """Why a text is no query: it is an update, or the parser's reason with line and column."""
    if word := guard.update(reading.original):
        return SparqlError(
            403,
            f"{word} mengubah data; alamat ini hanya membaca. "
            f"({word} is SPARQL Update; this endpoint only answers queries: SELECT, ASK, CONSTRUCT, DESCRIBE.)",
        )
    fault = _FAULT.search(reason)
    if not fault:
        return SparqlError(400, f"Ini bukan kueri SPARQL (not a SPARQL query): {reason[:300]}")
    line, column = reading.place(int(fault["line"]), int(fault["column"]))
    return SparqlError(
        400,
        f"Baris {line}, kolom {column}: ini bukan kueri SPARQL 1.1. "
        f"(Line {line}, column {column}: not a SPARQL 1.1 query: {fault['why'].strip()})",
    )


def _rows(result: Result, job: Job, limits: Limits) -> Answer:
    if job.rows_form is None:
        raise not_acceptable(ROWS_MEDIA)
    media = ROWS_MEDIA[job.rows_form]
    if result.is_boolean:
        # CSV and TSV have no form for a yes or no; what oxigraph writes there is the bare word.
        out = io.BytesIO()
        result.write_rows(out, job.rows_form)
        return Answer(200, media, out.getvalue())
    sink = Sink(job.rows_form, limits.rows, limits.size)
    with contextlib.suppress(FullError):
        result.write_rows(sink, job.rows_form)
    body = sink.body()
    return Answer(200, media, body, sink.truncated)


def _graph(result: Result, job: Job, limits: Limits) -> Answer:
    if job.graph_form is None:
        raise not_acceptable(GRAPH_MEDIA)
    out = io.BytesIO()
    room = _Room(limits, out, job.graph_form)
    result.write_graph(out, job.graph_form, room, PREFIXES)
    body = out.getvalue()
    if room.truncated and job.graph_form in ("ttl", "nt"):
        body += b"# truncated\n"
    return Answer(200, GRAPH_MEDIA[job.graph_form], body, room.truncated)


class _Room:
    """Passes on triples until there are too many, or what is written of them to ``out`` would be too long.

    A triple is looked at before it is written, for it may be longer than all the cap.
    """

    def __init__(self, limits: Limits, out: io.BytesIO, form: str) -> None:
        self._limits, self._out, self._form = limits, out, form
        self.truncated = ""

    def __call__(self, found: Iterable[Any]) -> Iterator[Any]:
        for count, triple in enumerate(found):
            if count >= self._limits.rows:
                self.truncated = "rows"
                return
            if not self._has_room(triple):
                self.truncated = "bytes"
                return
            yield triple

    def _has_room(self, triple: object) -> bool:
        room = self._limits.size - self._out.tell()
        said = len(str(triple))
        return said <= room and (said <= _LONG or written_within(triple, self._form, room))
