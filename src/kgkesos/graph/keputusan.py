"""Decisions as triples, the links that can be decided, and what a decision changes on a link."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from rdflib import RDF, RDFS, XSD, Graph, Literal, URIRef
from rdflib.term import Node

from kgkesos.graph.kutipan import quoted, used
from kgkesos.keputusan import (
    BIDANG,
    DIKONFIRMASI,
    HERE,
    TAUTAN,
    Hal,
    Hasil,
    Keputusan,
    Tempat,
    sidik,
)
from kgkesos.normalize import letak
from kgkesos.store import Triple
from kgkesos.vocab import KESOS, KODE, Iris

_STATED, _GUESS = KODE["basis/dinyatakan"], KODE["kepastian/dugaan"]
_NAMING = frozenset({"nama", "teks"})


def tail(node: Node, key: str, iris: Iris) -> str:
    """``node`` as decisions call it: a record by its id, the document by a full stop, others by their path."""
    dokumen = iris.dokumen(key)
    if node == dokumen:
        return HERE
    said = str(node)
    return said.removeprefix(f"{dokumen}/") if said.startswith(f"{dokumen}/") else f"/{said.removeprefix(iris.base)}"


def place_of(data: Graph, quotes: tuple[Node, ...]) -> str:
    """Where a person looks for the first of ``quotes``."""
    if not quotes:
        return ""
    first = quotes[0]
    place = data.value(first, KESOS.tempat)
    lines = tuple(int(str(data.value(first, term))) for term in (KESOS.barisAwal, KESOS.barisAkhir))
    return letak((lines[0], lines[1]), None if place is None else str(place))


def links_of(data: Graph, key: str, iris: Iris) -> tuple[Hal, ...]:
    """The links in ``data``, one document's statements and what rules derived; guesses and derived ones are offered."""
    return tuple(_link(data, node, key, iris) for node in sorted(data.subjects(RDF.type, KESOS.Tautan), key=str))


def _link(data: Graph, node: Node, key: str, iris: Iris) -> Hal:
    ends = [end for term in (KESOS.dari, KESOS.ke) for end in data.objects(node, term)]
    shown = [_naming(data, end) for end in ends]
    words = [quoted(data, quotes) for quotes in shown]
    basis, certainty = data.value(node, KESOS.basis), data.value(node, KESOS.kepastian)
    labels = [str(data.value(end, RDFS.label)) for end in ends]
    return Hal(
        Tempat(
            key,
            TAUTAN,
            str(data.value(node, KESOS.aturan) or ""),
            tail(ends[0], key, iris),
            ke=tail(ends[1], key, iris),
        ),
        sidik(word for one in words for word in one),
        simpul=str(node),
        objek=labels[0],
        isi=f"mendukung: {labels[1]} ({_code(basis)}; {_code(certainty)})",
        kutipan=" | ".join(" ".join(" ".join(one).split()) for one in words),
        letak=place_of(data, shown[0]),
        ditawarkan=basis != _STATED or certainty == _GUESS,
    )


def _naming(data: Graph, node: Node | None) -> tuple[Node, ...]:
    quotes = data.objects(node, KESOS.dibuktikanOleh)
    return used(data, (one for one in quotes if str(data.value(one, KESOS.bidang)) in _NAMING))


def _code(term: Node | None) -> str:
    return str(term).rsplit("/", 1)[-1]


@dataclass(frozen=True, slots=True)
class Links:
    """What decisions change on links: triples that hold no more, triples that hold instead."""

    gone: frozenset[Triple] = frozenset()
    made: frozenset[Triple] = frozenset()

    @property
    def unsupported(self) -> frozenset[Triple]:
        """The support that was rejected: no rule may derive it anew."""
        return frozenset(triple for triple in self.gone if triple[1] == KESOS.mendukungLangsung)

    def on(self, triples: Iterable[Triple]) -> set[Triple]:
        """``triples`` as decided: what replaces a triple of theirs stands in its place."""
        before = set(triples)
        touched = {triple[0] for triple in before & self.gone}
        return (before - self.gone) | {triple for triple in self.made if triple[0] in touched}


def decided_links(data: Graph, results: Iterable[Hasil]) -> Links:
    """The changes on the links in ``data`` that ``results`` decide.

    One that is confirmed is sure, its basis the decision; one that is rejected supports nothing. Rule, ends and
    evidence stay as they are.
    """
    gone: set[Triple] = set()
    made: set[Triple] = set()
    for result in results:
        for thing in result.hal:
            node = URIRef(thing.simpul)
            confirmed = result.keputusan.putusan == DIKONFIRMASI
            for basis in data.objects(node, KESOS.basis):
                gone.add((node, KESOS.basis, basis))
                made.add((node, KESOS.basis, KODE[f"basis/{'dikonfirmasi' if confirmed else 'ditolak'}"]))
            if confirmed and (node, KESOS.kepastian, _GUESS) in data:
                gone.add((node, KESOS.kepastian, _GUESS))
                made.add((node, KESOS.kepastian, KODE["kepastian/pasti"]))
            child, parent = data.value(node, KESOS.dari), data.value(node, KESOS.ke)
            if not confirmed and child is not None and parent is not None:
                gone.add((child, KESOS.mendukungLangsung, parent))
    return Links(frozenset(gone), frozenset(made))


def decisions(results: Iterable[Hasil], iris: Iris) -> Graph:
    """Each decision that took effect as a node of its own, and ``kesos:diputuskan`` from what it is about."""
    graph = Graph(bind_namespaces="none")
    for result in results:
        node = _describe(graph, result.keputusan, iris)
        if result.semula is not None:
            graph.add((node, KESOS.nilaiSemula, Literal(result.semula)))
        for thing in result.hal:
            about = URIRef(thing.simpul) if thing.simpul else iris.record(thing.tempat.dokumen, thing.tempat.rekaman)
            graph.add((about, KESOS.diputuskan, node))
    return graph


def _describe(graph: Graph, one: Keputusan, iris: Iris) -> URIRef:
    place = one.tempat
    mark = hashlib.blake2b("\n".join((*place, one.sidik)).encode(), digest_size=6).hexdigest()
    node = URIRef(f"{iris.base}id/keputusan/{place.dokumen}/{mark}")
    graph.add((node, RDF.type, KESOS.Keputusan))
    graph.add((node, RDFS.label, Literal(f"{one.putusan}: {place.aturan or place.bidang} {place.rekaman}")))
    graph.add((node, KESOS.putusan, KODE[f"putusan/{one.putusan}"]))
    graph.add((node, KESOS.diputuskanOleh, Literal(one.oleh)))
    graph.add((node, KESOS.tanggalPutusan, Literal(one.tanggal.isoformat(), datatype=XSD.date)))
    graph.add((node, KESOS.alasan, Literal(one.alasan, lang="id")))
    graph.add((node, KESOS.sidik, Literal(one.sidik)))
    graph.add((node, KESOS.dalamDokumen, iris.dokumen(place.dokumen)))
    if place.aturan:
        graph.add((node, KESOS.aturan, Literal(place.aturan)))
    if place.bidang:
        graph.add((node, KESOS.bidang, Literal(place.bidang)))
    if place.jenis == BIDANG:
        graph.add((node, KESOS.nilaiPutusan, Literal(one.nilai)))
        graph.add((node, KESOS.basis, KODE["basis/dikonfirmasi"]))
    return node
