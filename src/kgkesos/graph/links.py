"""Ties between records as triples; each direct link between performance nodes also as a Tautan with its basis."""

from __future__ import annotations

from collections.abc import Mapping

from rdflib import RDF, RDFS, Graph, Literal, URIRef

from kgkesos.normalize import key, slug
from kgkesos.records import (
    PASTI,
    Butir,
    Definisi,
    Formula,
    Indikator,
    Jabatan,
    Kegiatan,
    Kinerja,
    Metadata,
    Program,
    Record,
    Sasaran,
    Target,
    Tujuan,
    Work,
)
from kgkesos.vocab import KESOS, KODE, Iris

_CASCADE = (Sasaran, Program, Kegiatan, Tujuan)
# What says which indicator another one details: the numbers of both (1.1.1 of 1.1, or 1.1 of the superior's 1.1).
_RULE_NUMBER = "nomor-indikator"
# How a name that begins like this is a position, not a work unit.
_POSITION = ("kepala ", "sekretaris", "kasi ", "kabid ", "kasubag ", "kasubbag ")


def link(graph: Graph, work: Work, by_id: Mapping[str, Record], iris: Iris) -> None:
    """Add the ties of every record of ``work`` to ``graph``."""
    for record in work.records:
        node = iris.record(work.key, record.id)
        if record.induk and record.induk in by_id:
            _tie(graph, work, record, by_id[record.induk], iris)
        if isinstance(record, Kegiatan) and record.indikator_program:
            graph.add((node, KESOS.berdiriDiBawah, iris.record(work.key, record.indikator_program)))
        if isinstance(record, Indikator) and record.menjabarkan:
            graph.add((node, KESOS.menjabarkan, iris.record(work.key, record.menjabarkan)))
            graph.add((node, KESOS.kepastianMenjabarkan, KODE[f"kepastian/{record.kepastian_menjabarkan}"]))
            graph.add((node, KESOS.aturan, Literal(_RULE_NUMBER)))
        if isinstance(record, Indikator) and record.penanggung_jawab:
            graph.add((node, KESOS.penanggungJawab, _answerable(graph, work, record.penanggung_jawab, iris)))
        if isinstance(record, Jabatan):
            _position(graph, work, record, iris)
    _metadata_fields(graph, work, iris)


def _tie(graph: Graph, work: Work, child: Record, parent: Record, iris: Iris) -> None:
    node, above = iris.record(work.key, child.id), iris.record(work.key, parent.id)
    if not isinstance(child, _CASCADE) or isinstance(parent, Jabatan):
        # The others have a Tautan, which says this, and which a decision may confirm.
        _chosen(graph, child, node)
    match child:
        case Butir() | Kinerja():
            graph.add((node, KESOS.dilaksanakanOleh, above))
        case Sasaran() if isinstance(parent, Jabatan):
            graph.add((node, KESOS.dilaksanakanOleh, above))
        case Indikator() if isinstance(parent, Jabatan):
            graph.add((node, KESOS.penanggungJawab, above))
        case Indikator():
            graph.add((node, KESOS.menjabarkan if isinstance(parent, Indikator) else KESOS.mengukur, above))
        case Formula():
            graph.add((node, KESOS.menghitung, above))
        case Target():
            graph.add((node, KESOS.menargetkan, above))
        case Definisi():
            graph.add((node, KESOS.melekatPada, above))
        case Metadata() if isinstance(parent, Indikator):
            graph.add((node, KESOS.bidangDari, above))
        case _ if isinstance(child, _CASCADE):
            graph.add((node, KESOS.mendukungLangsung, above))
            _tautan(graph, work, child, parent, iris)


def _chosen(graph: Graph, child: Record, node: URIRef) -> None:
    """That a reading rule, not print, chose what ``child`` hangs under, and how sure that is."""
    if child.aturan_induk or child.kepastian_induk != PASTI:
        graph.add((node, KESOS.kepastianInduk, KODE[f"kepastian/{child.kepastian_induk}"]))
    if child.aturan_induk:
        graph.add((node, KESOS.aturanInduk, Literal(child.aturan_induk)))


def _tautan(graph: Graph, work: Work, child: Record, parent: Record, iris: Iris) -> None:
    """The link as a node: its evidence is the printed names of both ends; a reading rule that chose it is named."""
    tautan = iris.tautan(work.key, child.id, parent.id)
    graph.add((tautan, RDF.type, KESOS.Tautan))
    graph.add((tautan, KESOS.dari, iris.record(work.key, child.id)))
    graph.add((tautan, KESOS.ke, iris.record(work.key, parent.id)))
    graph.add((tautan, KESOS.basis, KODE["basis/dinyatakan"]))
    graph.add((tautan, KESOS.kepastian, KODE[f"kepastian/{child.kepastian_induk}"]))
    graph.add((tautan, KESOS.dalamDokumen, iris.dokumen(work.key)))
    if child.aturan_induk:
        graph.add((tautan, KESOS.aturan, Literal(child.aturan_induk)))
    for record in (child, parent):
        for field in ("nama", "teks"):
            for number in range(1, len(record.bukti.get(field, ())) + 1):
                bukti = URIRef(f"{iris.record(work.key, record.id)}/bukti/{field}/{number}")
                graph.add((tautan, KESOS.dibuktikanOleh, bukti))


def _position(graph: Graph, work: Work, record: Jabatan, iris: Iris) -> None:
    node = iris.record(work.key, record.id)
    if record.unit:
        graph.add((node, KESOS.bertugasDi, _unit(graph, work, record.unit, iris)))
    if record.atasan:
        graph.add((node, KESOS.melaporKepada, _superior(graph, work, record.atasan, iris)))
        if record.aturan_induk:
            graph.add((node, KESOS.aturan, Literal(record.aturan_induk)))
            graph.add((node, KESOS.kepastianAtasan, KODE[f"kepastian/{record.kepastian_induk}"]))


def _superior(graph: Graph, work: Work, name: str, iris: Iris) -> URIRef:
    """The position called ``name``: one that the document describes, else one that it only mentions."""
    for record in work.records:
        if isinstance(record, Jabatan) and key(record.nama) == key(name):
            return iris.record(work.key, record.id)
    node = iris.record(work.key, f"jabatan/{slug(name)}")
    graph.add((node, RDF.type, KESOS.Jabatan))
    graph.add((node, KESOS.hanyaDisebut, Literal(True)))
    graph.add((node, KESOS.nama, Literal(name)))
    graph.add((node, RDFS.label, Literal(name)))
    graph.add((node, KESOS.dalamDokumen, iris.dokumen(work.key)))
    return node


def _unit(graph: Graph, work: Work, name: str, iris: Iris) -> URIRef:
    node = iris.record(work.key, f"unit/{slug(name)}")
    # Another printing of the same name (capitals) is the same unit: its first label stays.
    if (node, RDF.type, KESOS.UnitKerja) not in graph:
        graph.add((node, RDF.type, KESOS.UnitKerja))
        graph.add((node, RDFS.label, Literal(name)))
        graph.add((node, KESOS.dalamDokumen, iris.dokumen(work.key)))
    return node


def _answerable(graph: Graph, work: Work, name: str, iris: Iris) -> URIRef:
    return (_superior if name.casefold().startswith(_POSITION) else _unit)(graph, work, name, iris)


def _metadata_fields(graph: Graph, work: Work, iris: Iris) -> None:
    """The fields of a metadata sheet describe the one indicator it is about; those of a card say whose they are."""
    about = [record for record in work.records if isinstance(record, Indikator)]
    if len(about) != 1:
        return
    for record in work.records:
        if isinstance(record, Metadata) and record.induk is None:
            graph.add((iris.record(work.key, record.id), KESOS.bidangDari, iris.record(work.key, about[0].id)))
