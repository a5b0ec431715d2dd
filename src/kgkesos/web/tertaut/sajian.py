"""All that answers need of one build, made once; and a description or a graph, written in a form."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import IO, Final

from rdflib import OWL, VOID, URIRef

from kgkesos.knowledge import Knowledge
from kgkesos.store import Statement, Triple, serialize
from kgkesos.terms import context, jsonld
from kgkesos.terms.model import Ref, Vocabulary
from kgkesos.terms.void import Asal
from kgkesos.vocab import BASE, KODE
from kgkesos.web.service import Service
from kgkesos.web.tertaut import kepala, uraian
from kgkesos.web.tertaut.alamat import Alamat
from kgkesos.web.tertaut.bentuk import JSONLD, Bentuk
from kgkesos.web.tertaut.uraian import PAGE, Uraian

# The named graphs that hold the ontologies.
_GRAPHS: Final = {"ontology": "graf/ontologi", "penyelarasan": "graf/penyelarasan"}
_PREFIXES: Final = {**context.PREFIXES, "kode": str(KODE), "void": str(VOID)}


@dataclass(frozen=True, slots=True)
class Sajian:
    """A build, its addresses, where it comes from, what writes its JSON-LD, terms and their names.

    ``ontologies`` are the graphs of ontologies by the path of each, and by that of its version.
    """

    knowledge: Knowledge
    vocabulary: Vocabulary
    alamat: Alamat
    asal: Asal
    jsonld: jsonld.Writer
    names: Mapping[str, Ref]
    terms: frozenset[str]
    ontologies: Mapping[str, str]

    @classmethod
    def of(cls, knowledge: Knowledge, vocabulary: Vocabulary) -> Sajian:
        """That of an open build."""
        manifest = knowledge.build.manifest()
        asal = Asal.of(manifest, vocabulary)
        terms = frozenset(term.iri for term in vocabulary.terms)
        names = {ref.iri: ref for ref in (*vocabulary.outside, *(term.ref for term in vocabulary.terms))}
        alamat, writer = Alamat(asal.base), jsonld.Writer.of(vocabulary)
        ontologies = dict(_ontologies(knowledge, alamat))
        return cls(knowledge, vocabulary, alamat, asal, writer, names, terms, ontologies)

    def graph_of(self, path: str) -> str | None:
        """The named graph that what has this path is the document of; None where it is a thing."""
        return self.alamat.iri(path) if path.startswith("graf/") else self.ontologies.get(path)

    def document(self, path: str, form: Bentuk, start: int = 0) -> str:
        """The IRI of the document about what has this path, in a form and from a page on."""
        base = (self.alamat.iri(path) or "").removesuffix(path)
        return f"{base}{path}.{form.suffix}" + (f"?mulai={start}" if start else "")

    def description(self, found: Uraian, path: str, form: Bentuk, out: IO[bytes]) -> None:
        """Write ``found``, what is said of the thing at ``path``, in a form for programs."""
        start = found.incoming.before
        following = self.document(path, form, start + PAGE) if found.incoming.after else ""
        count, capped = found.incoming.after + found.own.after, found.incoming.capped or found.own.capped
        left = kepala.Left(count, capped, following)
        document = self.document(path, form, start)
        head = kepala.triples(self.asal, document, found.iri, found.label_of_itself, found.graphs, left)
        self.write(chain(_unnamed(head), found.flat()), form, out)

    def graph(self, name: str, iri: str, path: str, form: Bentuk, out: IO[bytes]) -> None:
        """Write all of the named graph ``name``, which the document ``iri`` holds, in a form for programs."""
        title = uraian.title(self.knowledge.store, iri)
        head = kepala.triples(self.asal, self.document(path, form), iri, title, [name])
        # Where it fails it must not be dropped with the error, which goes to another thread: the store's iterators are
        # of the thread that made them.
        with contextlib.closing((triple, name) for triple in self.knowledge.store.in_graph(name)) as said:
            self.write(chain(_unnamed(head), said), form, out)

    def write(self, statements: Iterable[Statement], form: Bentuk, out: IO[bytes]) -> None:
        """Write ``statements`` in a form for programs, those of one subject behind each other."""
        if form is JSONLD:
            self.jsonld.write(_once(statements), out)  # type: ignore[arg-type]
        else:
            serialize(_once_each(statements, form), form.suffix, out, _PREFIXES)  # type: ignore[arg-type]


class Penyaji:
    """Gives the ``Sajian`` of the build in service, made anew when another is put in service."""

    def __init__(self, service: Service, vocabulary: Callable[[], Vocabulary]) -> None:
        self._service = service
        self._vocabulary = vocabulary
        self._lock = threading.Lock()
        self._made: Sajian | None = None

    @property
    def build(self) -> str:
        """The name of the build that is open."""
        return self._service.name()

    def now(self) -> Sajian:
        """That of the build in service."""
        knowledge = self._service.knowledge()
        made = self._made
        if made is not None and made.knowledge is knowledge:
            return made
        with self._lock:
            if self._made is None or self._made.knowledge is not knowledge:
                self._made = Sajian.of(knowledge, self._vocabulary())
            return self._made


def _ontologies(knowledge: Knowledge, alamat: Alamat) -> Iterator[tuple[str, str]]:
    """The paths of ontologies, each with its graph; at the IRI of its version is the same document (OWL 2, 3.2)."""
    for path, graph in _GRAPHS.items():
        name = f"{alamat.base}{graph}"
        yield path, name
        for _, _, version in knowledge.store.match(URIRef(f"{BASE}{path}"), OWL.versionIRI, None):
            yield alamat.path(str(version)) or path, name


def _unnamed(triples: Iterable[Triple]) -> Iterator[Statement]:
    return ((triple, "") for triple in triples)


def _once_each(statements: Iterable[Statement], form: Bentuk) -> Iterator[Statement]:
    """``statements``, where the form has no graphs each triple once."""
    if form.suffix in ("trig", "nq"):
        return iter(statements)
    return ((triple, "") for triple in _once(statements))


def _once(statements: Iterable[Statement]) -> Iterator[Triple]:
    """The triples of ``statements``; one that several graphs hold comes from them one behind the other, and once."""
    last = None
    for triple, _ in statements:
        if triple != last:
            last = triple
            yield triple
