"""Suggestions as triples: a node of its own between a record and an official entry, so that nothing is merged."""

from __future__ import annotations

from collections.abc import Iterable

from rdflib import RDF, RDFS, XSD, Graph, Literal

from kgkesos.padanan import Padanan
from kgkesos.vocab import KESOS, KODE, Iris


def suggestions(found: Iterable[Padanan], iris: Iris) -> Graph:
    """Each of ``found`` with its score, rule and reason; no triple says that anything supports or is the other."""
    graph = Graph(bind_namespaces="none")
    for one in found:
        node = iris.padanan(one.dokumen, one.id)
        entry = one.entri
        graph.add((node, RDF.type, KESOS.Padanan))
        graph.add((node, RDFS.label, Literal(f"{entry.kode} {entry.nama}")))
        graph.add((node, KESOS.padananDari, iris.record(one.dokumen, one.id)))
        graph.add((node, KESOS.padananKe, iris.nomenklatur(entry.daftar, entry.kode, entry.kewenangan)))
        graph.add((node, KESOS.basis, KODE["basis/diusulkan"]))
        graph.add((node, KESOS.skor, Literal(f"{one.skor:.2f}", datatype=XSD.decimal)))
        graph.add((node, KESOS.aturan, Literal(one.aturan)))
        graph.add((node, KESOS.alasan, Literal(one.alasan, lang="id")))
        graph.add((node, KESOS.dalamDokumen, iris.dokumen(one.dokumen)))
    return graph
