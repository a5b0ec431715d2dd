"""What is found in the documents, worked out from the documents and their answer keys, never from the code."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from findings_graphs import CASCADING, IKI, IKU, SHEET, Case, case, changed, defect, found, printed, structure
from rdflib import RDF, RDFS, SH, Graph, Literal, URIRef

from kgkesos import findings
from kgkesos.findings.model import Temuan
from kgkesos.vocab import KESOS

GOLD = Path(__file__).parent / "data" / "gold"
INDICATOR = "Jumlah Koordinator Kegiatan Kesejahteraan Sosial (KKKS)"

Row = tuple[str, str, str, int]


def seen(one: Case) -> list[Row]:
    """Each finding as a reader sees it: its code, its level, the words shown and their first line."""
    rows = []
    for finding in structure(one):
        quotes = findings.evidence(one.data, finding.pada, finding.bidang)
        words = " / ".join(str(one.data.value(quote, KESOS.kutipan)) for quote in quotes)
        line = min(int(str(one.data.value(quote, KESOS.barisAwal))) for quote in quotes)
        rows.append((finding.kode, finding.tingkat, " ".join(words.split()), line))
    return sorted(rows)


def labelled(one: Case, code: str) -> list[str]:
    """What the nodes are called that have the finding ``code``."""
    return sorted(str(one.data.value(finding.pada, RDFS.label)) for finding in structure(one) if finding.kode == code)


def codes(one: Case) -> dict[str, int]:
    """How often each code is found."""
    every = [finding.kode for finding in structure(one)]
    return {code: every.count(code) for code in sorted(set(every))}


def test_the_metadata_sheet() -> None:
    # By hand: four labels with nothing below them (lines 20, 21, 50, 51), the value that breaks off (23), a unit where
    # a measure belongs (26), a position where a work unit belongs (29). The sheet prints no SATUAN field and no name:
    # the indicator is known from the first sentence only (line 1).
    assert seen(printed(SHEET)) == [
        ("bidang-kosong", "Warning", "METODOLOGI", 51),
        ("bidang-kosong", "Warning", "RUJUKAN", 20),
        ("bidang-kosong", "Warning", "RUMUS", 21),
        ("bidang-kosong", "Warning", "SUMBER", 50),
        ("bidang-salah-jenis", "Warning", "Kepala Dinas Sosial", 29),
        ("bidang-salah-jenis", "Warning", "Orang", 26),
        ("bidang-terpotong", "Warning", "Dinas Sosial, Pengendalian Penduduk, KB, Pemberday", 23),
        ("indikator-tanpa-formula", "Warning", INDICATOR, 1),
        ("indikator-tanpa-sumber-data", "Warning", INDICATOR, 1),
        ("rekaman-dugaan", "Info", INDICATOR, 1),
    ]


def test_a_repaired_metadata_sheet_has_only_the_name_left_to_guess() -> None:
    repaired = changed(
        SHEET,
        [
            ("RUJUKAN\n", "RUJUKAN\nPeraturan daerah\n"),
            (" RUMUS\n", " RUMUS\nCacah koordinator yang terdaftar\n"),
            ("KB, Pemberday\n", "KB dan Keluarga Berencana\n"),
            ("UKURAN\n\nOrang\n", "UKURAN\n\nJumlah\nSATUAN\nOrang\n"),
            ("UNIT\nKepala Dinas Sosial\n", "UNIT\nBidang Pemberdayaan Sosial\n"),
            ("SUMBER\n", "SUMBER\nPendataan tahunan\n"),
            ("METODOLOGI\n", "METODOLOGI\nPencacahan\n"),
        ],
    )
    assert codes(repaired) == {"rekaman-dugaan": 1}


def test_the_iku_is_complete() -> None:
    # Its three rows have an explanation, a formula with "× 100%", a person in charge and a source, each.
    rows = json.loads((GOLD / "iku-tapin-2020.json").read_text(encoding="utf-8"))["baris_data"]
    assert all(row["penjelasan"] and row["sumber_data"] and row["formula"]["pengali"] == 100 for row in rows)
    assert structure(printed(IKU)) == ()


def test_a_damaged_iku_is_found_out() -> None:
    damaged = changed(
        IKU,
        [
            (r"{Jumlah PSKS keseluruhan}} \times 100\%$", "{Jumlah PSKS keseluruhan}}$"),
            ("\tData PSKS (Potensi Sumber Kesejahteraan Sosial)", "\t"),
        ],
    )
    name = (
        "Persentase Potensi Sumber Kesejahteraan Sosial (PSKS) yang berpartisipasi dalam melayani "
        "Penyandang Masalah Kesejahteraan Sosial (PMKS)"
    )
    assert [(row[0], row[3]) for row in seen(damaged)] == [
        ("indikator-tanpa-sumber-data", 12),
        ("persentase-tanpa-pengali", 12),
    ]
    assert labelled(damaged, "indikator-tanpa-sumber-data") == [name]


def test_the_iki() -> None:
    key = json.loads((GOLD / "iki-probolinggo-2019.json").read_text(encoding="utf-8"))
    indicators = [i for jabatan in key["jabatan"] for kinerja in jabatan["kinerja"] for i in kinerja["indikator"]]
    assert len(indicators) == 40
    one = printed(IKI)
    # Every indicator has a formula, every kinerja an owner and an indicator, every position a kinerja.
    assert codes(one) == {
        "indikator-tanpa-definisi": 27,
        "indikator-tanpa-satuan": 25,
        "indikator-tanpa-sumber-data": 4,
    }
    assert labelled(one, "indikator-tanpa-definisi") == sorted(i["nama"] for i in indicators if not i["penjelasan"])
    counted = [i["nama"] for i in indicators if i["formula"]["bentuk"] == "jumlah"]
    assert labelled(one, "indikator-tanpa-satuan") == sorted(counted)
    # The cells of lines 92, 93, 127 and 128 are empty.
    assert [(row[2], row[3]) for row in seen(one) if row[0] == "indikator-tanpa-sumber-data"] == sorted(
        (i["nama"], i["baris_001"]) for i in indicators if not i["sumber_data"]
    )


def test_the_cascading() -> None:
    one = printed(CASCADING)
    key = json.loads((GOLD / "cascading.json").read_text(encoding="utf-8"))
    (tujuan,) = key["tujuan"]
    (sasaran,) = tujuan["sasaran"]
    old, new = (generation["program"] for generation in sasaran["program_generasi"])
    # The four old programmes print no indicator; the formulas of the four new indicators print no multiplier.
    assert labelled(one, "simpul-tanpa-indikator") == sorted(program["teks"] for program in old)
    formulas = [(i["baris_formula"][0], i["formula"]) for program in new for i in program["indikator_program"]]
    assert sorted(row[3] for row in seen(one) if row[0] == "persentase-tanpa-pengali") == sorted(
        line for line, formula in formulas if formula["pengali"] is None
    )
    # Two activities of the third old programme are printed with the number 4 (lines 153 and 169).
    assert [(row[2], row[3]) for row in seen(one) if row[0] == "nomor-kembar"] == [("4", 169)]
    # The two readings that the key itself calls a guess.
    guesses = [i for node in (tujuan["indikator_tujuan"], sasaran["indikator"]) for i in node]
    assert labelled(one, "rekaman-dugaan") == sorted(i["teks"] for i in guesses if i["kepastian"] == "dugaan")
    # Five formulas are printed: one under the sasaran, four under new programmes; no cell holds a source or a unit.
    of_activities = [one for activity in _activities([*old, *new]) for one in activity["indikator"]]
    indicators = len(guesses) + len(formulas) + len(of_activities)
    # What an activity measures is mostly a count, whose name is all its formula.
    counts = [one for one in of_activities if str(one["teks"]).casefold().startswith("jumlah ")]  # type: ignore[index]
    assert codes(one)["indikator-tanpa-formula"] == indicators - len(counts) - 5
    assert codes(one)["indikator-tanpa-sumber-data"] == indicators
    assert codes(one)["indikator-tanpa-definisi"] == indicators
    # The name of a share says per cent.
    measured = [*guesses, *(i for program in new for i in program["indikator_program"])]
    shares = [i for i in measured if re.match("(per|pre|pro)sentase ", i["teks"], re.IGNORECASE)]
    assert codes(one)["indikator-tanpa-satuan"] == indicators - len(shares)
    assert not {"sasaran-tanpa-kegiatan", "kegiatan-tanpa-induk", "program-tanpa-kegiatan"} & set(codes(one))


def _activities(programmes: list[dict[str, list[dict[str, list[str]]]]]) -> Iterator[dict[str, list[str]]]:
    for programme in programmes:
        yield from programme.get("kegiatan", [])
        for indicator in programme["indikator_program"]:
            yield from indicator.get("kegiatan", [])  # type: ignore[misc]


@pytest.mark.parametrize(
    ("field", "value", "wrong"),
    [
        ("unit", "Kepala Dinas Sosial", True),
        ("unit", "sekretaris", True),
        ("unit", "Sekretariat", False),
        ("unit", "Bidang Rehabilitasi Sosial", False),
        ("wali-data", "Kepala Bidang Data", True),
        ("wali-data", "Dinas Komunikasi dan Informatika", False),
        ("ukuran", "orang", True),
        ("ukuran", "JIWA", True),
        ("ukuran", "Jumlah", False),
        ("ukuran", "Nilai", False),  # both a measure and a unit
        ("ukuran", "sesuatu yang lain", False),  # known to neither list: not for a rule to say
        ("satuan", "Persentase", True),
        ("satuan", "persen", False),
        ("kegunaan", "Kepala", False),
    ],
)
def test_what_a_field_asks_for(field: str, value: str, wrong: bool) -> None:
    node = URIRef("https://w3id.org/kgkesos/id/dokumen/uji/bidang")
    sheet = Graph()
    sheet.add((node, RDF.type, KESOS.BidangMetadata))
    sheet.add((node, KESOS.jenisBidang, URIRef(f"https://w3id.org/kgkesos/kode/bidang/{field}")))
    sheet.add((node, KESOS.nilaiBidang, Literal(value)))
    expected = [("bidang-salah-jenis", value)] if wrong else []
    assert [(finding.kode, finding.nilai) for finding in structure(case(sheet))] == expected


def test_a_value_with_a_backslash_is_found_too() -> None:
    node = URIRef("https://w3id.org/kgkesos/id/dokumen/uji/bidang")
    sheet = Graph()
    sheet.add((node, RDF.type, KESOS.BidangMetadata))
    sheet.add((node, KESOS.jenisBidang, URIRef("https://w3id.org/kgkesos/kode/bidang/unit")))
    sheet.add((node, KESOS.nilaiBidang, Literal(r"Kepala Dinas \Sosial")))
    assert [(finding.kode, finding.nilai) for finding in structure(case(sheet))] == [("bidang-salah-jenis", None)]


def test_messages_name_what_was_found() -> None:
    (twin,) = found(defect("nomor-kembar.invalid"))
    assert twin.pesan["id"] == 'Nomor 4 di bawah induk yang sama sudah dipakai oleh "Pelatihan kegiatan-a".'
    (guess,) = found(defect("rekaman-dugaan.invalid"))
    assert guess.pesan["en"].endswith(": Bisa juga indikator program.")
    (wrong,) = found(defect("bidang-salah-jenis.invalid"))
    assert "diisi satuan" in wrong.pesan["id"]
    assert "holds a unit" in wrong.pesan["en"]


def test_findings_come_in_one_order() -> None:
    every = found(printed(CASCADING))
    assert [finding.tingkat for finding in every] == sorted(
        (finding.tingkat for finding in every), key=findings.LEVELS.index
    )
    assert every == findings.ordered(reversed(every)) == findings.ordered(every + every)


def test_validating_leaves_data_and_shapes_alone() -> None:
    one, shapes = printed(SHEET), findings.load_shapes()
    before = set(one.data), set(shapes)
    findings.validate(one.data, shapes)
    assert (set(one.data), set(shapes)) == before


def test_the_triples_of_a_finding() -> None:
    one = printed(SHEET)
    every = found(one)
    graph = findings.to_graph(every, one.data)
    nodes = set(graph.subjects(RDF.type, KESOS.Temuan))
    assert len(nodes) == len(every)
    document = URIRef("https://w3id.org/kgkesos/id/dokumen/metadata-sipd-jumlah-kkks")
    node = URIRef(f"{document}/bidang/wali-data/temuan/bidang-terpotong")
    (cut,) = (finding for finding in every if finding.kode == "bidang-terpotong")
    expected = Graph()
    expected.add((node, RDF.type, KESOS.Temuan))
    expected.add((node, RDFS.label, Literal(cut.pesan["id"], lang="id")))
    expected.add((node, KESOS.kodeTemuan, Literal("bidang-terpotong")))
    expected.add((node, KESOS.tingkat, SH.Warning))
    expected.add((node, KESOS.pada, URIRef(f"{document}/bidang/wali-data")))
    expected.add((node, KESOS.padaBidang, Literal("nilai")))
    expected.add((node, KESOS.dalamDokumen, document))
    expected.add((node, KESOS.dibuktikanOleh, URIRef(f"{document}/bidang/wali-data/bukti/nilai/1")))
    for term, text in (
        (KESOS.pesan, cut.pesan),
        (KESOS.perbaikan, cut.perbaikan),
        (KESOS.alasan, cut.alasan),
    ):
        for language in ("id", "en"):
            expected.add((node, term, Literal(text[language], lang=language)))
    # The words that are cut off, without their blanks, then the value, which is none.
    marked = hashlib.sha256(b"DinasSosial,PengendalianPenduduk,KB,Pemberday\n").hexdigest()
    expected.add((node, KESOS.sidik, Literal(f"s{marked[:12]}")))
    assert set(graph.triples((node, None, None))) == set(expected)


@pytest.mark.parametrize("name", [SHEET, IKI, CASCADING])
def test_every_finding_shows_words_of_its_document(name: str) -> None:
    one = printed(name)
    graph = findings.to_graph(found(one), one.data)
    quotes = set(one.data.subjects(RDF.type, KESOS.Bukti))
    for node in graph.subjects(RDF.type, KESOS.Temuan):
        shown = set(graph.objects(node, KESOS.dibuktikanOleh))
        assert shown
        assert shown <= quotes


def test_several_values_of_one_code_are_several_nodes() -> None:
    text = {"id": "a", "en": "b"}
    pada = URIRef("https://w3id.org/kgkesos/id/dokumen/uji/x")
    twice = [
        Temuan(
            kode="kode", tingkat="Info", pada=pada, bidang=None, nilai=value, pesan=text, perbaikan=text, alasan=text
        )
        for value in ("satu", "dua")
    ]
    nodes = {str(node) for node in findings.to_graph(twice, Graph()).subjects(RDF.type, KESOS.Temuan)}
    assert len(nodes) == 2
    assert all(re.fullmatch(re.escape(f"{pada}/temuan/kode-") + "[0-9a-f]{4}", node) for node in nodes)


def test_a_node_that_is_only_mentioned_shows_who_mentions_it() -> None:
    one = printed(IKI)
    (mentioned,) = one.data.subjects(KESOS.hanyaDisebut, Literal(True))
    (quote, *_) = findings.evidence(one.data, mentioned, "nama")
    assert one.data.value(quote, KESOS.kutipan) is not None


def test_a_finding_beside_a_formula_shows_both_quotes() -> None:
    one = printed(IKI)
    graph = findings.to_graph(found(one), one.data)
    name = "Jumlah Lanjut Usia yang mendapatkan bantuan"
    (node,) = (
        node
        for node in graph.subjects(KESOS.kodeTemuan, Literal("formula-populasi-beda"))
        if str(one.data.value(graph.value(node, KESOS.pada), RDFS.label)) == name
    )
    quotes = {str(one.data.value(quote, KESOS.kutipanUtuh)) for quote in graph.objects(node, KESOS.dibuktikanOleh)}
    assert quotes == {name, "Perempuan Rawan Sosial Ekonomi yang mendapatkan bantuan."}
    assert (node, KESOS.menilaiTeks, Literal(True)) in graph
    assert graph.value(node, KESOS.skor) == Literal(0.0)
