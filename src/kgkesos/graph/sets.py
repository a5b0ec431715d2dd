"""Programmes that a document replaces or dates as a set, what continues each, and the periods they are valid in."""

from __future__ import annotations

import re

from rdflib import RDF, RDFS, XSD, Graph, Literal, URIRef

from kgkesos.normalize import slug
from kgkesos.records import Program, Work
from kgkesos.vocab import KESOS, Iris

_YEARS = re.compile(r"(?P<first>(?:19|20)\d\d)(?:\s*[-–/]\s*(?P<last>(?:19|20)\d\d))?")


def programme_sets(graph: Graph, work: Work, iris: Iris) -> None:
    """Programmes with the same parent, period and successors are one HimpunanProgram; sets replace sets."""
    programmes = [record for record in work.records if isinstance(record, Program)]
    if not any(record.periode or record.digantikan_oleh for record in programmes):
        return
    by_id = {record.id: record for record in programmes}
    for record in programmes:
        node = _set(graph, work, record, by_id, iris)
        graph.add((iris.record(work.key, record.id), KESOS.anggotaHimpunan, node))
        if record.periode and (period := _period(graph, work, record.periode, iris)):
            graph.add((node, KESOS.berlakuPada, period))
        for successor in record.dilanjutkan_oleh:
            graph.add((iris.record(work.key, record.id), KESOS.dilanjutkanOleh, iris.record(work.key, successor)))
        for successor in record.digantikan_oleh:
            graph.add((node, KESOS.digantikanOleh, _set(graph, work, by_id[successor], by_id, iris)))


def _set(graph: Graph, work: Work, record: Program, by_id: dict[str, Program], iris: Iris) -> URIRef:
    name = f"Program {record.periode}" if record.periode else "Program tanpa periode tercetak"
    if record.digantikan_oleh:
        after = by_id[record.digantikan_oleh[0]].periode
        name = f"Program sebelum {after}" if after else "Program yang diganti"
    node = iris.record(work.key, f"{record.induk}/himpunan/{slug(name)}" if record.induk else f"himpunan/{slug(name)}")
    graph.add((node, RDF.type, KESOS.HimpunanProgram))
    graph.add((node, RDFS.label, Literal(name)))
    graph.add((node, KESOS.dalamDokumen, iris.dokumen(work.key)))
    return node


def _period(graph: Graph, work: Work, printed: str, iris: Iris) -> URIRef | None:
    years = _YEARS.search(printed)
    if not years:
        return None
    node = iris.record(work.key, f"periode/{slug(printed)}")
    graph.add((node, RDF.type, KESOS.Periode))
    graph.add((node, RDFS.label, Literal(printed)))
    graph.add((node, KESOS.tahunMulai, Literal(years["first"], datatype=XSD.gYear)))
    graph.add((node, KESOS.tahunAkhir, Literal(years["last"] or years["first"], datatype=XSD.gYear)))
    return node
