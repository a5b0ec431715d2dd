"""Pages of linked data: a thing with every statement about it, a named graph, the ontology."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby, islice
from typing import Final

from rdflib import RDF
from rdflib.term import BNode, Literal, Node, URIRef

from kgkesos.terms.context import PREFIXES
from kgkesos.terms.model import Ref
from kgkesos.terms.void import namespace
from kgkesos.vocab import KESOS
from kgkesos.web import tables, things, words
from kgkesos.web.context import Link
from kgkesos.web.kosakata import views
from kgkesos.web.kosakata.context import TermGroup
from kgkesos.web.rendering import Renderer
from kgkesos.web.tertaut import kepala, penggantian, ragam
from kgkesos.web.tertaut.alamat import encoded
from kgkesos.web.tertaut.bentuk import FORMS, HTML
from kgkesos.web.tertaut.context import GraphPage, OntologyPage, Source, StatementRow, Statements, ThingPage, Value
from kgkesos.web.tertaut.sajian import Sajian
from kgkesos.web.tertaut.uraian import Pernyataan, Potongan, Uraian

_SPACES: Final[Mapping[str, str]] = {space: prefix for prefix, space in PREFIXES.items()}
_ONTOLOGY: Final = "ontology"
_RECORDS: Final = "id/dokumen/"
# Subjects that the page of a graph lists.
_LISTED: Final = 50


def thing(sajian: Sajian, render: Renderer, path: str, found: Uraian, following: str) -> bytes:
    """The page of the thing at ``path``; ``following`` is the address of the one after it."""
    knowledge, node = sajian.knowledge, URIRef(found.iri)
    label = found.label_of_itself
    record = knowledge.internal("hal", simpul=node).rows
    printed = bool(record) and path.startswith(_RECORDS)
    page = ThingPage(
        title=label or path.rsplit("/", 1)[-1],
        build=knowledge.build.name,
        iri=found.iri,
        forms=_forms(path),
        licence=sajian.asal.licence,
        rights=kepala.RIGHTS["id"],
        citation=sajian.asal.citation(label, found.iri),
        made=sajian.asal.made[:10],
        kinds=tuple(_kinds(sajian, found, record)),
        english=words.spaced(str(record[0][3])) if record else "",
        document=path.split("/")[2] if printed else path.partition("/")[0],
        record=printed,
        meaning=_meaning(sajian, found.iri),
        successors=_links(sajian, penggantian.successors(knowledge.store, found.iri)),
        predecessors=_links(sajian, penggantian.predecessors(knowledge.store, found.iri)),
        fields=things.fields(knowledge.internal("bukti-hal", simpul=node)),
        variants=things.variants(knowledge.internal("varian-hal", simpul=node)),
        relations=tuple(things.relations(knowledge, found.iri)),
        traces=things.traces(knowledge, found.iri),
        own=_statements(sajian, found, found.own, subject=False),
        incoming=_statements(sajian, found, found.incoming, subject=True, following=following),
    )
    return render.text("hal.html", page).encode()


def document(sajian: Sajian, render: Renderer, path: str, iri: str, graph: str) -> bytes:
    """The page of what is a document itself, and holds ``graph``: that of the ontology, or another."""
    if graph == sajian.graph_of(_ONTOLOGY):
        return render.text("ontologi.html", _ontology(sajian, path, iri)).encode()
    return render.text("graf.html", _graph(sajian, path, iri, graph)).encode()


def _graph(sajian: Sajian, path: str, iri: str, name: str) -> GraphPage:
    store = sajian.knowledge.store
    by_subject = groupby(store.in_graph(name), key=lambda triple: triple[0])
    counted = ((subject, sum(1 for _ in triples)) for subject, triples in by_subject)
    first = list(islice(counted, _LISTED))
    rest = sum(count for _, count in counted)
    return GraphPage(
        title=f"Graf {path.removeprefix('graf/')}",
        build=sajian.knowledge.build.name,
        iri=iri,
        forms=_forms(path),
        licence=sajian.asal.licence,
        rights=kepala.RIGHTS["id"],
        citation=sajian.asal.citation("", iri),
        made=sajian.asal.made[:10],
        source=source(sajian, name),
        says=_kind(sajian, name).says,
        triples=sum(count for _, count in first) + rest,
        subjects=tuple((_value(sajian, subject, ""), count) for subject, count in first),
    )


def _ontology(sajian: Sajian, path: str, iri: str) -> OntologyPage:
    vocabulary = sajian.vocabulary
    own = [term for term in vocabulary.terms if term.iri.startswith(str(KESOS))]
    anchors = {term.path: term.anchor for term in own}

    def addressed(ref: Ref) -> str | None:
        return f"#{anchors[ref.path]}" if ref.path in anchors else sajian.alamat.address(ref.iri)

    return OntologyPage(
        title=f"{vocabulary.title.id} {vocabulary.version}",
        build=sajian.knowledge.build.name,
        menu="kosakata",
        iri=iri,
        forms=_forms(path),
        licence=vocabulary.licence,
        rights=kepala.RIGHTS["id"],
        citation=sajian.asal.citation(f"{vocabulary.title.id}, versi {vocabulary.version}", iri),
        made=sajian.asal.made[:10],
        says=vocabulary.description.id,
        groups=tuple(
            TermGroup(slug, title, says, tuple(views.term(term, vocabulary, addressed) for term in members))
            for (slug, title, says), members in views.groups(vocabulary, own).items()
        ),
    )


def _forms(path: str) -> tuple[Link, ...]:
    return tuple(Link(f"/{encoded(path)}.{form.suffix}", form.name) for form in FORMS if form is not HTML)


def _links(sajian: Sajian, iris: Iterable[str]) -> tuple[Link, ...]:
    return tuple(Link(sajian.alamat.address(iri) or iri, iri) for iri in iris)


def _meaning(sajian: Sajian, iri: str) -> Link | None:
    """The page that explains a term of the vocabulary and tells where it is used."""
    return (
        Link(tables.term_address(iri), "Arti, sumber, dan pemakaiannya dalam kosakata") if iri in sajian.terms else None
    )


def _kinds(sajian: Sajian, found: Uraian, record: Iterable[tuple[object, ...]]) -> Iterable[Value]:
    """Of a record its narrowest class, of all else each class."""
    narrowest = [row[1] for row in record][:1]
    said = [one.triple[2] for one in found.own.statements if one.triple[:2] == (URIRef(found.iri), RDF.type)]
    for kind in narrowest or said:
        iri = str(kind)
        name = sajian.names.get(iri)
        address = tables.term_address(iri) if iri.startswith(str(KESOS)) else ""
        yield Value(words.spaced(name.label) if name and name.label else short(iri), iri, address)


def _statements(sajian: Sajian, found: Uraian, part: Potongan, *, subject: bool, following: str = "") -> Statements:
    """The statements of ``part`` by property; of what is pointed at by others the other end is the subject."""
    grouped: dict[Node, list[Pernyataan]] = {}
    for one in part.statements:
        grouped.setdefault(one.triple[1], []).append(one)
    rows = tuple(
        StatementRow(
            _property(sajian, property_),
            tuple((_end(sajian, found, one, subject=subject), _sources(sajian, one)) for one in said),
        )
        for property_, said in grouped.items()
    )
    return Statements(rows, len(part.statements), part.total, part.capped, part.before + 1, following)


def _end(sajian: Sajian, found: Uraian, one: Pernyataan, *, subject: bool) -> Value:
    s, _, o = one.triple
    end = s if subject else o
    value = _value(sajian, end, found.label(end))
    if not subject and isinstance(s, BNode):
        return Value(f"[{s}] {value.words}", value.iri, value.address, value.language)
    return value


def _value(sajian: Sajian, term: Node, label: str) -> Value:
    if isinstance(term, Literal):
        return Value(str(term), language=term.language or "")
    if isinstance(term, BNode):
        return Value(f"[{term}]")
    iri = str(term)
    address = sajian.alamat.address(iri)
    tail = (sajian.alamat.path(iri) or "").removeprefix("id/dokumen/") if address else short(iri)
    return Value(label or tail, iri, address or "")


def _property(sajian: Sajian, property_: Node) -> Value:
    iri = str(property_)
    name = sajian.names.get(iri)
    address = sajian.alamat.address(iri) or ""
    return Value(name.label if name and name.label else short(iri), iri, address)


def short(iri: str) -> str:
    """``iri`` with a prefix that everybody knows, else as it is.

    >>> short("http://www.w3.org/2004/02/skos/core#broader"), short("https://contoh.id/x")
    ('skos:broader', 'https://contoh.id/x')
    """
    space = namespace(iri)
    prefix = _SPACES.get(space)
    return f"{prefix}:{iri[len(space) :]}" if prefix else iri


def _sources(sajian: Sajian, one: Pernyataan) -> tuple[Source, ...]:
    return tuple(source(sajian, graph) for graph in one.graphs)


def source(sajian: Sajian, graph: str) -> Source:
    """A named graph, with a word for what it is."""
    kind = _kind(sajian, graph)
    return Source(sajian.alamat.address(graph) or "", kind.word, kind.style)


def _kind(sajian: Sajian, graph: str) -> ragam.Ragam:
    return ragam.of((sajian.alamat.path(graph) or graph).removeprefix("graf/"))
