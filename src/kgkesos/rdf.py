"""Somebody's own RDF, read from a local file within limits; nothing that it names is fetched."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote
from xml.parsers import expat

from rdflib import OWL, Graph, URIRef
from rdflib.term import BNode, Node

from kgkesos.errors import InputError
from kgkesos.normalize import squeeze
from kgkesos.store import ParseError, Triple, empty_graph, parse
from kgkesos.vocab import BASE

# The form of a file by the end of its name.
FORMS = {
    ".ttl": "ttl",
    ".nt": "nt",
    ".nq": "nq",
    ".trig": "trig",
    ".rdf": "rdf",
    ".owl": "rdf",
    ".xml": "rdf",
    ".jsonld": "jsonld",
}
_NAMES = {
    "ttl": "Turtle",
    "nt": "N-Triples",
    "nq": "N-Quads",
    "trig": "TriG",
    "rdf": "RDF/XML",
    "jsonld": "JSON-LD",
}
# SHACL needs some 2 KiB and a tenth of a millisecond for each triple: more is a matter for a build.
LARGEST = 100_000_000
MOST_TRIPLES = 250_000
# A node without a name gets one, since a finding must say what it is about.
NAMELESS = f"{BASE}.well-known/genid/"
_REMOTE = "remote contexts"
_ENTITY_IN_ENTITY = re.compile(rb"<!ENTITY\s[^>]*[\"'][^\"'>]*&(?!#|lt;|gt;|amp;|quot;|apos;)")
_EXTERNAL_ENTITY = re.compile(rb"<!ENTITY\s[^>]*\s(?:SYSTEM|PUBLIC)\s")
_HEAD = 1_000_000


@dataclass(frozen=True, slots=True)
class Own:
    """A file of RDF: where it is, the IRI that stands for it, its graph, and what it would have liked to be fetched."""

    path: Path
    iri: URIRef
    graph: Graph
    imports: tuple[str, ...]

    def line(self, words: str) -> int | None:
        """The first line of the file that holds ``words``."""
        with self.path.open("rb") as file:
            needle = words.encode()
            return next((number for number, line in enumerate(file, 1) if needle in line), None)


def read(path: Path) -> Own:
    """The RDF in the file ``path``.

    Raises:
        InputError: it is missing, of no known form, too large, or not what its name says; the sentence names the line
            where the parser knows it.
    """
    form = _form(path)
    iri = URIRef(f"{BASE}id/berkas/{quote(path.name)}")
    names: dict[BNode, URIRef] = {}
    # Counted here: a graph counts its triples anew each time that it is asked how many.
    held = set()
    for s, p, o in _triples(path, form, str(iri)):
        held.add((_named(s, names), p, _named(o, names)))
        if len(held) > MOST_TRIPLES:
            most = f"{MOST_TRIPLES:,}".replace(",", ".")
            reason = f"lebih dari {most} tripel; periksa sebagian-sebagian (too many triples to check at once)"
            raise InputError(path, reason)
    if not held:
        raise InputError(path, "tidak memuat satu tripel pun (holds no triple)")
    graph = empty_graph()
    for triple in held:
        graph.add(triple)
    return Own(path, iri, graph, tuple(sorted({str(one) for one in graph.objects(None, OWL.imports)})))


def _form(path: Path) -> str:
    if not path.exists():
        raise InputError(path, "berkas tidak ada (no such file)")
    if not path.is_file():
        raise InputError(path, "bukan berkas biasa (not a regular file)")
    form = FORMS.get(path.suffix.lower())
    if form is None:
        raise InputError(path, f"bukan berkas RDF; yang dibaca: {', '.join(FORMS)} (no RDF file by its name)")
    if path.stat().st_size > LARGEST:
        reason = f"lebih besar dari {LARGEST // 1_000_000} MB; periksa sebagian-sebagian (too large to check at once)"
        raise InputError(path, reason)
    if form == "rdf":
        _hold_entities(path)
    return form


def _hold_entities(path: Path) -> None:
    """Raise InputError for entities that read other files or unfold without bound."""
    with path.open("rb") as file:
        head = file.read(_HEAD)
    for pattern in (_EXTERNAL_ENTITY, _ENTITY_IN_ENTITY):
        if found := pattern.search(head):
            line = head.count(b"\n", 0, found.start()) + 1
            raise InputError(path, f"baris {line}: entitas XML yang merujuk ke luar atau ke entitas lain tidak dibaca")


def _triples(path: Path, form: str, base: str) -> Iterator[Triple]:
    try:
        with path.open("rb") as file:
            yield from parse(file, form, base)
    except OSError as error:
        raise InputError(path, f"tidak dapat dibaca: {error.strerror} (cannot be read)") from error
    except ParseError as error:
        if _REMOTE in error.reason:
            reason = "konteks JSON-LD di jaringan tidak diambil; tuliskan isinya di dalam berkas (remote context)"
            raise InputError(path, reason) from error
        line = error.line or (_line_of_xml(path) if form == "rdf" else None)
        where = f"baris {line}: " if line else ""
        raise InputError(path, f"{where}bukan {_NAMES[form]} yang benar: {squeeze(error.reason)}") from error


def _line_of_xml(path: Path) -> int | None:
    """The line where the XML itself breaks, which the parser of RDF/XML does not say."""
    parser = expat.ParserCreate()
    try:
        with path.open("rb") as file:
            parser.ParseFile(file)
    except expat.ExpatError as error:
        return error.lineno
    return None


def _named(term: Node, names: dict[BNode, URIRef]) -> Node:
    """``term``; a nameless node by its number in the order of the file, the same in every run."""
    if isinstance(term, BNode):
        return names.setdefault(term, URIRef(f"{NAMELESS}{len(names) + 1}"))
    return term
