"""Suggestions as triples: a node of its own between a record and an official entry, so that nothing is merged."""

from __future__ import annotations

from rdflib import RDF, RDFS, XSD, Graph, Literal, URIRef

from kgkesos.keputusan.padanan import Pilihan, rejected_node
from kgkesos.padanan import Padanan
from kgkesos.vocab import KESOS, KODE, Iris


def suggestions(found: Pilihan, iris: Iris) -> Graph:
    """The suggestions of ``found`` with score, rule and reason; no triple says that anything supports or is the other.

    The basis of one that somebody confirmed or rejected is that decision.
    """
    graph = Graph(bind_namespaces="none")
    standing = [(iris.padanan(one.dokumen, one.id), one) for one in found.berlaku]
    rejected = [(URIRef(rejected_node(one, iris)), one) for one in found.ditolak]
    for basis, several in (("diusulkan", standing), ("ditolak", rejected)):
        for node, one in several:
            _describe(graph, node, one, "dikonfirmasi" if str(node) in found.dikonfirmasi else basis, iris)
    return graph


def _describe(graph: Graph, node: URIRef, one: Padanan, basis: str, iris: Iris) -> None:
    entry = one.entri
    graph.add((node, RDF.type, KESOS.Padanan))
    graph.add((node, RDFS.label, Literal(f"{entry.kode} {entry.nama}")))
    graph.add((node, KESOS.padananDari, iris.record(one.dokumen, one.id)))
    graph.add((node, KESOS.padananKe, iris.nomenklatur(entry.daftar, entry.kode, entry.kewenangan)))
    graph.add((node, KESOS.basis, KODE[f"basis/{basis}"]))
    graph.add((node, KESOS.skor, Literal(f"{one.skor:.2f}", datatype=XSD.decimal)))
    graph.add((node, KESOS.aturan, Literal(one.aturan)))
    graph.add((node, KESOS.alasan, Literal(one.alasan, lang="id")))
    graph.add((node, KESOS.dalamDokumen, iris.dokumen(one.dokumen)))
