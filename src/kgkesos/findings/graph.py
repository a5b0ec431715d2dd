"""Findings as triples, each with the words of the document that it is about."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable

from rdflib import RDF, RDFS, SH, Graph, Literal, URIRef

from kgkesos.findings.bukti import evidence
from kgkesos.findings.model import Temuan
from kgkesos.findings.sidik import base_of, sidik_of
from kgkesos.store import empty_graph
from kgkesos.vocab import KESOS


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
        if (base := base_of(one, data)) is not None:
            graph.add((node, KESOS.sidik, Literal(sidik_of(one, data, base))))
    return graph


def named(findings: Iterable[Temuan]) -> tuple[tuple[URIRef, Temuan], ...]:
    """``findings`` of one document, each with the IRI of its node."""
    found = tuple(findings)
    several = Counter((one.pada, one.kode) for one in found)
    nodes: dict[URIRef, Temuan] = {}
    for one in found:
        nodes[_iri(one, several[one.pada, one.kode] > 1, nodes)] = one
    return tuple(nodes.items())


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
