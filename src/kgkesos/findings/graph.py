"""Findings as triples, each with the words of the document that it is about."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable

from rdflib import RDF, RDFS, SH, Graph, Literal, URIRef
from rdflib.term import Node

from kgkesos.findings.model import Temuan
from kgkesos.store import empty_graph
from kgkesos.vocab import KESOS

# The fields that say what a record is: shown where the field concerned has no words of its own.
_NAMING = frozenset({"nama", "teks", "label", "istilah", "ekspresi"})


def to_graph(findings: Iterable[Temuan], data: Graph) -> Graph:
    """``findings`` as ``kesos:Temuan`` nodes that point to the evidence in ``data``."""
    graph = empty_graph()
    for node, one in named(findings):
        _describe(graph, one, node)
        # What is found of a document as a whole is in that document.
        whole = [one.pada] if (one.pada, RDF.type, KESOS.Dokumen) in data else []
        for dokumen in (*data.objects(one.pada, KESOS.dalamDokumen), *whole):
            graph.add((node, KESOS.dalamDokumen, dokumen))
        for bukti in evidence(data, one.pada, one.bidang):
            graph.add((node, KESOS.dibuktikanOleh, bukti))
        if one.pembanding is not None:
            graph.add((node, KESOS.padaPembanding, one.pembanding))
            for bukti in evidence(data, one.pembanding, one.bidang_pembanding):
                graph.add((node, KESOS.dibuktikanOleh, bukti))
    return graph


def named(findings: Iterable[Temuan]) -> tuple[tuple[URIRef, Temuan], ...]:
    """``findings`` of one document, each with the IRI of its node."""
    found = tuple(findings)
    several = Counter((one.pada, one.kode) for one in found)
    nodes: dict[URIRef, Temuan] = {}
    for one in found:
        nodes[_iri(one, several[one.pada, one.kode] > 1, nodes)] = one
    return tuple(nodes.items())


def evidence(data: Graph, node: Node, field: str | None) -> tuple[Node, ...]:
    """The quotes to show for ``field`` of ``node``: the field's own, else the node's name, else its neighbours' names.

    A field without a value has no words: then its name or label shows the place. A node that is only mentioned has no
    words of its own at all: then the records that point to it, or that it points to, show the place.
    """
    own = _quotes(data, node)
    if part := _of_its_formula(data, node):
        return part
    for wanted in (frozenset({field}), _NAMING, frozenset(own.values())):
        if chosen := _of_fields(own, wanted):
            return chosen
    for neighbours in (data.subjects(None, node), data.objects(node)):
        for neighbour in sorted(set(neighbours), key=str):
            if chosen := _of_fields(_quotes(data, neighbour), _NAMING):
                return chosen
    return ()


def _of_its_formula(data: Graph, node: Node) -> tuple[Node, ...]:
    """The quotes of a quantity: those of its formula for the part that it is."""
    if (node, RDF.type, KESOS.Besaran) not in data:
        return ()
    part = str(node).rsplit("/", 1)[-1].replace("-", "_")
    owners = data.subjects(KESOS.memuatBesaran, node)
    return tuple(quote for owner in sorted(owners, key=str) for quote in _of_fields(_quotes(data, owner), {part}))


def _quotes(data: Graph, node: Node) -> dict[Node, str | None]:
    """The quotes of ``node``, each with the field it holds."""
    fields = {bukti: data.value(bukti, KESOS.bidang) for bukti in data.objects(node, KESOS.dibuktikanOleh)}
    return {bukti: None if name is None else str(name) for bukti, name in fields.items()}


def _of_fields(quotes: dict[Node, str | None], wanted: Iterable[str | None]) -> tuple[Node, ...]:
    return tuple(sorted((bukti for bukti, name in quotes.items() if name in wanted), key=str))


def _iri(one: Temuan, several: bool, taken: Iterable[URIRef]) -> URIRef:
    """The finding's IRI: its focus and code, with digits of its value where one code finds several."""
    iri = URIRef(f"{one.pada}/temuan/{one.kode}")
    size = 2
    while several:
        mark = hashlib.blake2b(f"{one.bidang}\n{one.nilai}\n{one.pembanding}".encode(), digest_size=size).hexdigest()
        if (marked := URIRef(f"{iri}-{mark}")) not in taken:
            return marked
        size += 1
    return iri


def _describe(graph: Graph, one: Temuan, node: URIRef) -> None:
    graph.add((node, RDF.type, KESOS.Temuan))
    graph.add((node, RDFS.label, Literal(one.pesan["id"], lang="id")))
    graph.add((node, KESOS.kodeTemuan, Literal(one.kode)))
    graph.add((node, KESOS.tingkat, SH[one.tingkat]))
    graph.add((node, KESOS.pada, one.pada))
    if one.menilai:
        graph.add((node, KESOS.menilaiTeks, Literal(True)))
    if one.skor is not None:
        graph.add((node, KESOS.skor, Literal(one.skor)))
    if one.bidang is not None:
        graph.add((node, KESOS.padaBidang, Literal(one.bidang)))
    if one.nilai is not None:
        graph.add((node, KESOS.nilaiTemuan, Literal(one.nilai)))
    for term, text in ((KESOS.pesan, one.pesan), (KESOS.perbaikan, one.perbaikan), (KESOS.alasan, one.alasan)):
        for language, words in text.items():
            graph.add((node, term, Literal(words, lang=language)))
