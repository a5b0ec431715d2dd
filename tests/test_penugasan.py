"""What texts are about, and which texts of an assignment or a cascade stand beside each other."""

from __future__ import annotations

import pytest
from rdflib import RDF, RDFS, Graph, Literal, URIRef

from kgkesos import project
from kgkesos.ciri.objek import objects, union
from kgkesos.graph.ciri import features
from kgkesos.graph.penugasan import indicators_of
from kgkesos.memory import copied
from kgkesos.vocab import KESOS, KODE

BASE = "https://data.contoh.go.id/id/dokumen/x/"


@pytest.fixture(scope="module")
def known() -> project.Project:
    return project.Project.load()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Menyusun rencana program dan kegiatan pada Subbagian Keuangan", ["uang"]),
        ("Membagi tugas dan memberi petunjuk", []),
        ("Jumlah PMKS yang mendapatkan bantuan", ["konsep/pmks", "pmks"]),
        # The words of a concept's name count too: another text may have a part of it.
        ("rehabilitasi sosial", ["konsep/rehabilitasi-sosial", "rehabilitasi", "sosial"]),
        ("inventarisasi aset dan prasarana", ["sarana"]),
        ("SeksiJaminan", ["jamin"]),
        ("", []),
    ],
)
def test_what_a_text_is_about(known: project.Project, text: str, words: list[str]) -> None:
    assert list(objects(text, known.names).kata) == words


def test_the_field_of_the_office_tells_no_text_apart(known: project.Project) -> None:
    assert list(objects("kesehatan ibu", known.names, {"sehat"}).kata) == ["ibu"]


def test_words_are_printed_once(known: project.Project) -> None:
    one = objects("gelandangan dan pengemis, gelandangan", known.names)
    assert one.only(one.kata).casefold().split(", ").count("gelandangan") <= 1
    both = union([objects("kursi", known.names), objects("kursi dan meja", known.names)])
    assert list(both.kata) == ["kursi", "meja"]


def graph_of(*said: tuple[str, URIRef, str | URIRef]) -> Graph:
    graph = Graph(bind_namespaces="none")
    for tail, predicate, value in said:
        graph.add((URIRef(BASE + tail), predicate, value if isinstance(value, URIRef) else Literal(value)))
        if predicate in (KESOS.nama, KESOS.teks):
            graph.add((URIRef(BASE + tail), RDFS.label, Literal(str(value))))
    return graph


def position() -> Graph:
    """A position with a duty and two indicators: one of its own, one of its result."""
    own = URIRef(BASE + "jabatan/a")
    return graph_of(
        ("jabatan/a", RDF.type, KESOS.Jabatan),
        ("jabatan/a", KESOS.nama, "Kepala Seksi Keterampilan"),
        ("tugas/a", RDF.type, KESOS.Tugas),
        ("tugas/a", KESOS.teks, "Melaksanakan pelatihan keterampilan menjahit"),
        ("tugas/a", KESOS.dilaksanakanOleh, own),
        ("indikator/1", KESOS.nama, "Jumlah peserta pelatihan keterampilan"),
        ("indikator/1", KESOS.penanggungJawab, own),
        ("kinerja/1", RDF.type, KESOS.KinerjaJabatan),
        ("kinerja/1", KESOS.teks, "Meningkatnya ekspor"),
        ("kinerja/1", KESOS.dilaksanakanOleh, own),
        ("indikator/2", KESOS.nama, "Jumlah upacara"),
        ("indikator/2", KESOS.mengukur, URIRef(BASE + "kinerja/1")),
    )


def test_a_position_answers_for_the_indicators_of_its_results_too() -> None:
    found = indicators_of(position(), URIRef(BASE + "jabatan/a"))
    assert found == {URIRef(BASE + "indikator/1"), URIRef(BASE + "indikator/2")}


def test_duties_and_indicators_stand_beside_each_other(known: project.Project) -> None:
    found = copied(features(position(), known.names, known.ejaan))

    def tail(one: object) -> str:
        return str(one).removeprefix(BASE).removeprefix(f"{KODE}ciri/")

    rows = {
        (
            tail(found.value(one, KESOS.jenisCiri)),
            tail(found.value(one, KESOS.ciriDari)),
            tail(found.value(one, KESOS.pembanding)),
            str(found.value(one, KESOS.kataBersama)),
            str(found.value(one, KESOS.kataHanyaSendiri)),
        )
        for one in found.subjects(RDF.type, KESOS.CiriTeks)
    }
    assert rows >= {
        ("tugas-jabatan", "tugas/a", "jabatan/a", "keterampilan", "pelatihan, menjahit"),
        ("tugas-indikator", "tugas/a", "indikator/1", "pelatihan, keterampilan", "menjahit"),
        ("indikator-tugas", "indikator/1", "tugas/a", "pelatihan, keterampilan", ""),
        # Nothing of it is in a duty: then the position itself stands beside it.
        ("indikator-tugas", "indikator/2", "jabatan/a", "", "upacara"),
        ("objek-ukuran", "indikator/2", "kinerja/1", "", "upacara"),
    }


def test_a_child_stands_beside_its_parent_and_an_objective_beside_its_goal(known: project.Project) -> None:
    said = graph_of(
        ("induk", KESOS.nama, "Jumlah LPK yang terakreditasi"),
        ("anak", KESOS.nama, "Jumlah LPK"),
        ("anak", KESOS.menjabarkan, URIRef(BASE + "induk")),
        ("tujuan", RDF.type, KESOS.Tujuan),
        ("tujuan", KESOS.teks, "Terwujudnya rumah aman"),
        ("sasaran", RDF.type, KESOS.Sasaran),
        ("sasaran", KESOS.teks, "Meningkatnya rumah layak"),
        ("sasaran", KESOS.mendukungLangsung, URIRef(BASE + "tujuan")),
    )
    found = copied(features(said, known.names, known.ejaan))
    scores = {
        str(found.value(one, KESOS.jenisCiri)): str(found.value(one, KESOS.skor))
        for one in found.subjects(KESOS.pembanding)
    }
    assert scores[f"{KODE}ciri/indikator-induk"] == "0.5"
    assert scores[f"{KODE}ciri/sasaran-tujuan"] not in {"0.0", "1.0"}
