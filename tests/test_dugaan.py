"""What the reader only guessed is told as a guess wherever a link is shown: trace, proof, questions, report, picture.

The drawing of Disnakertrans Jabar has no line between its boxes, so that every superior is a guess; of its numbers
"2.2" stands in two boxes of one row, so that which of them a "2.2" below details is one, too. Its key says which.
"""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from expected_answers import IKI
from rdflib import Graph, URIRef

from kgkesos import gambar, instansi, keputusan, pipeline, trace, trace_formats
from kgkesos.answers import ask
from kgkesos.gambar.model import DUGAAN
from kgkesos.keputusan import Keputusan
from kgkesos.knowledge import Knowledge
from kgkesos.lookup import Link
from kgkesos.vocab import KESOS, KODE, Iris
from kgkesos.web import things
from kgkesos.why import grounds, why

DRAWING = Path(__file__).parent / "data" / "pdf" / "cascading-disnakertrans-jabar-2016.pdf"
# By the key a guess: 2.2 is printed in the boxes of two heads of bidang.
GUESSED = "Jumlah Wirausaha Baru di Sektor Jasa yang di Kembangkan"


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Knowledge:
    place, kg = tmp_path_factory.mktemp("gambar"), tmp_path_factory.mktemp("kg")
    (place / DRAWING.name).write_bytes(DRAWING.read_bytes())
    told = f'["{DRAWING.name}"]\ninstansi = "Dinas Tenaga Kerja"\nwilayah = "Provinsi Jawa Barat"\n'
    (place / "dokumen.toml").write_text(told, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("kgkesos.views.write", lambda *_: None)
        patch.setattr("kgkesos.dumps.write", lambda *_: None)
        pipeline.build([place], kg)
    return Knowledge.open(kg)


def records() -> dict[str, dict[str, Any]]:
    key = json.loads(DRAWING.with_suffix(".json").read_text(encoding="utf-8"))
    return {one["id"]: one for one in key["records"]}


def plain(name: str) -> str:
    """A name without white space, last stop and the letter that one list has: the boxes break words where they like."""
    return "".join(name.split()).rstrip(".").removeprefix("d.")


def links(knowledge: Knowledge, cara: str) -> list[tuple[str, str, Link]]:
    found = [link for link in knowledge.lookup.links() if link.cara == cara]
    return [(label(knowledge, one.dari), label(knowledge, one.ke), one) for one in found]


def label(knowledge: Knowledge, iri: str) -> str:
    node = knowledge.lookup.node(iri)
    assert node
    return plain(node.label)


def test_every_detailing_is_as_sure_as_the_document_makes_it(drawn: Knowledge) -> None:
    key = records()
    ties = [one for one in key.values() if one["jenis"] == "Indikator" and one["menjabarkan"]]
    due = sorted((plain(one["nama"]), one["menjabarkan_kepastian"]) for one in ties)
    found = links(drawn, "menjabarkan")
    assert sorted((low, str(link.kepastian)) for low, _, link in found) == due
    assert {(link.basis, link.aturan) for *_, link in found} == {("dinyatakan", "nomor-indikator")}


def test_every_superior_of_a_drawing_without_lines_is_a_guess(drawn: Knowledge) -> None:
    key = records()
    below = [one for one in key.values() if one["jenis"] == "Jabatan" and one["atasan"]]
    assert {one["atasan_kepastian"] for one in below} == {"dugaan"}
    found = links(drawn, "melaporKepada")
    assert len(found) == len(below)
    assert {(link.basis, link.kepastian, link.aturan) for *_, link in found} == {
        ("dinyatakan", "dugaan", "letak-kotak")
    }


def test_questions_and_the_report_say_so(drawn: Knowledge) -> None:
    line = ask(drawn, "garis-pelaporan", {})
    at = [line.columns.index(name) for name in ("basis", "kepastian", "aturan")]
    assert {tuple(row[i] for i in at) for row in line.rows} == {("dinyatakan", "dugaan", "letak-kotak")}
    owners = ask(drawn, "penanggung-jawab", {})
    at = [owners.columns.index(name) for name in ("melaporKepada", "kepastian", "aturan")]
    said = {tuple(row[i] for i in at)[1:] for row in owners.rows if row[at[0]]}
    assert said == {("dugaan", "letak-kotak")}
    # Of the head of the office, who reports to nobody, nothing is said.
    assert {tuple(row[i] for i in at) for row in owners.rows if not row[at[0]]} == {(None, None, None)}
    report = instansi.of_office(drawn, "tenaga kerja")
    assert {one.melapor_kepada[-9:] for one in report.pemilik if one.melapor_kepada} == {" (dugaan)"}


def test_a_trace_its_turtle_and_its_picture_say_so(drawn: Knowledge) -> None:
    found = trace.trace(drawn, GUESSED)
    (step, *_) = [step for path in found[0].paths for step in path if step.link]
    assert step.link
    assert (step.link.cara, step.link.kepastian, step.link.aturan) == ("menjabarkan", "dugaan", "nomor-indikator")
    told = Graph().parse(data=trace_formats.traces_turtle(drawn, found), format="turtle")
    low = URIRef(step.link.dari)
    assert str(told.value(low, KESOS.aturan)) == "nomor-indikator"
    assert told.value(low, KESOS.kepastianMenjabarkan) == KODE["kepastian/dugaan"]
    styles = {(one.dari, one.ke): one.gaya for one in gambar.of_traces(drawn, found).hubungan}
    assert styles[step.link.dari, step.link.ke] == DUGAAN


def test_a_proof_and_the_page_of_the_thing_say_so(drawn: Knowledge) -> None:
    (step, *_) = [step for path in trace.trace(drawn, GUESSED)[0].paths for step in path if step.link]
    assert step.link
    low, high = URIRef(step.link.dari), URIRef(step.link.ke)
    reason = why(drawn, (low, KESOS.menjabarkan, high))
    assert grounds(reason) == "tercetak di dokumen; dugaan; aturan nomor-indikator"
    relation = next(one for one in things.relations(drawn, str(low)) if one.how == "menjabarkan")
    assert (relation.certainty, relation.rule) == ("dugaan, perlu diperiksa", "nomor-indikator")


def test_a_superior_that_a_person_named_is_no_guess_any_more(tmp_path: Path) -> None:
    """Of the nine positions below the head of Klaten's office, one has its superior decided."""
    drawing = Path(__file__).parent / "data" / "files" / "07a-pohon-jabatan-dinsos-klaten-2018.xlsx"
    place = tmp_path / "dokumen"
    place.mkdir()
    (place / drawing.name).write_bytes(drawing.read_bytes())
    things = pipeline.make([place], Iris(), extra=()).hal
    one = next(thing for thing in things if thing.tempat.bidang == "atasan" and thing.isi)
    said = Keputusan(one.tempat, one.sidik, "ditetapkan", one.isi, "wali data", date(2026, 3, 5), "uji")
    (place / keputusan.FILE).write_bytes(keputusan.written([said]))
    pipeline.build([place], tmp_path / "kg")
    found = links(Knowledge.open(tmp_path / "kg"), "melaporKepada")
    assert Counter((link.kepastian, link.aturan) for *_, link in found) == {
        ("dugaan", "letak-kotak"): 8,
        (None, None): 1,
    }


def test_in_the_five_documents_only_one_measure_was_guessed(built: Knowledge) -> None:
    """Lines 90 and 91 print it among the programmes, without a number: the one sasaran that has none is taken for its
    own. Who reports to whom is printed in the duties ("tugas lain yang diberikan oleh ..."); no number details another.
    """
    ways = {cara: links(built, cara) for cara in ("mengukur", "menjabarkan", "melaporKepada")}
    guessed = [(low, link.aturan) for low, _, link in ways["mengukur"] if link.kepastian == "dugaan"]
    assert guessed == [("Persentasependudukmiskin", "sasaran-tanpa-indikator")]
    assert ways["menjabarkan"] == []
    assert {(IKI in link.dari, link.kepastian, link.aturan) for *_, link in ways["melaporKepada"]} == {
        (True, None, None)
    }
