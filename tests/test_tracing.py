"""Traces narrowed, explained, as RDF and as data; names that are searched for."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import Any

import pytest
from expected_answers import IKI
from rdflib import Graph, URIRef
from typer.testing import CliRunner

from kgkesos import trace, trace_formats
from kgkesos.cli import main
from kgkesos.cli.app import app
from kgkesos.errors import NodeError, QuestionError
from kgkesos.knowledge import Knowledge
from kgkesos.vocab import KESOS
from kgkesos.why import asked

KEGIATAN = "Fasilitasi Program Keluarga Harapan"
SASARAN = "Meningkatnya penanggulangan masalah kesejahteraan sosial"
PEOPLE = "Peningkatan kualitas SDM kesejahteraan sosial masyarakat"


def run(built: Knowledge, *words: str) -> Any:
    return CliRunner().invoke(app, [*words, "--kg", str(built.build.folder.parents[1])])


# ---------------------------------------------------------------- where a trace begins and what it follows


def test_from_an_indicator_up_through_what_it_measures(built: Knowledge) -> None:
    found = trace.trace(built, "Jumlah RTM Peserta PKH")
    ways = [[(step.node.kind, step.link and step.link.cara) for step in one.paths[0]] for one in found]
    up = [("Kegiatan", "mengukur"), ("Program", "mendukungLangsung"), ("Sasaran", "mendukungLangsung")]
    assert ways == [[("Indikator", None), *up, ("Tujuan", "mendukungLangsung")]] * 2


def test_from_a_duty_to_the_position_and_its_superiors(built: Knowledge) -> None:
    (found,) = trace.trace(built, f"{IKI}/jabatan/kepala-seksi-jaminan-sosial/tugas/h")
    (path,) = found.paths
    assert [(step.node.label, step.link.cara) for step in path[1:] if step.link] == [
        ("Kepala Seksi Jaminan Sosial", "dilaksanakanOleh"),
        ("Kepala Bidang Perlindungan dan Jaminan Sosial", "melaporKepada"),
        ("Kepala Dinas", "melaporKepada"),
    ]
    down = trace.trace(built, "Kepala Bidang Perlindungan dan Jaminan Sosial", up=False)
    assert {path[-1].node.label for path in down[0].paths} >= {"Kepala Seksi Jaminan Sosial"}


def test_a_period_and_a_document_tell_namesakes_apart(built: Knowledge) -> None:
    both = trace.trace(built, PEOPLE)
    assert [one.start.periode for one in both] == ["sampai 2018", "2019-2022"]
    (one,) = trace.trace(built, PEOPLE, periode="2019-2022", dokumen="cascading-dinas-sosial")
    assert one == both[1]
    with pytest.raises(NodeError, match="cascading-dinas-sosial, 2019-2022") as refused:
        trace.trace(built, PEOPLE, periode="2030-2034", dokumen="cascading-dinas-sosial")
    assert (refused.value.parameter, refused.value.choices) == ("periode", ("2019-2022", "sampai 2018"))
    with pytest.raises(NodeError, match="bukan di dokumen") as refused:
        trace.trace(built, PEOPLE, dokumen="iku-dinas-sosial-kabupaten-tapin-2020")
    assert (refused.value.parameter, refused.value.choices) == ("dokumen", ("cascading-dinas-sosial",))


def test_a_document_that_there_is_not_is_told_with_the_nearest(built: Knowledge) -> None:
    with pytest.raises(QuestionError, match=r"dokumen ini tidak ada.*cascading-dinas-sosial") as refused:
        trace.trace(built, PEOPLE, dokumen="cascading-dinsos")
    assert refused.value.parameter == "dokumen"
    assert (refused.value.choices[0], len(refused.value.choices)) == ("cascading-dinas-sosial", 4)
    (node, _) = trace.trace(built, PEOPLE, dokumen="https://w3id.org/kgkesos/id/dokumen/cascading-dinas-sosial")
    assert node.start.label == PEOPLE


def test_a_trace_down_keeps_the_period(built: Knowledge) -> None:
    (old,) = trace.trace(built, SASARAN, up=False, periode="sampai 2018")
    (every,) = trace.trace(built, SASARAN, up=False)
    assert (len(old.paths), len(every.paths)) == (11, 22)
    assert {step.node.periode for path in old.paths for step in path} == {None, "sampai 2018"}


def test_a_hop_has_the_words_that_it_rests_on(built: Knowledge) -> None:
    (found,) = trace.trace(built, KEGIATAN)
    assert [quote.kutipan for quote in found.paths[0][1].dasar] == [
        "Program Pelayanan, Rehabilitasi Kesejahteraan Sosial, Perlindungan dan Jaminan Kesejahteraan Sosial",
        KEGIATAN,
    ]


def test_more_starts_than_anybody_reads_are_asked_for_by_document(
    built: Knowledge, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trace, "MOST_STARTS", 1)
    with pytest.raises(NodeError, match="sebutkan dokumennya"):
        trace.trace(built, PEOPLE)


def test_more_paths_than_anybody_reads_are_said_to_be_more(built: Knowledge, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trace, "MOST_PATHS", 3)
    (found,) = trace.trace(built, SASARAN, up=False)
    assert (len(found.paths), found.dipotong) == (3, True)


def test_a_period_cuts_the_walk_and_not_only_what_is_shown(built: Knowledge, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a graph that is no tree the paths to another period's nodes can be countless."""
    monkeypatch.setattr(trace, "MOST_PATHS", 11)
    (found,) = trace.trace(built, SASARAN, up=False, periode="sampai 2018")
    assert (len(found.paths), found.dipotong) == (11, False)


def test_words_that_name_nothing_are_refused_with_what_a_search_finds(built: Knowledge) -> None:
    """No name holds "harapn"; that of one kegiatan, and then those of two duties, come near."""
    kegiatan, *duties = (node.label for node in built.search("keluarga harapn"))
    assert (kegiatan, len(duties)) == (KEGIATAN, 2)
    with pytest.raises(NodeError, match=f"tidak ada simpul .*; mungkin: {KEGIATAN}; ") as refused:
        trace.trace(built, "keluarga harapn")
    assert refused.value.choices == (kegiatan, *duties)
    with pytest.raises(NodeError, match=f"mungkin: {KEGIATAN}") as refused:
        asked(built, SASARAN, "mendukung", "keluarga harapn")
    assert refused.value.parameter == "objek"
    with pytest.raises(NodeError, match="konsep ini tidak ada"):
        asked(built, SASARAN, "menyebut", "zzzzqq")
    with pytest.raises(NodeError) as refused:
        trace.trace(built, "zzzzqq")
    assert "mungkin" not in refused.value.reason


def test_namesakes_are_headed_with_what_tells_them_apart(built: Knowledge) -> None:
    """By hand: the document says of the programmes of 2019-2022 that they replace those before."""
    heads = [line for line in run(built, "trace", PEOPLE).stdout.splitlines() if line.startswith("Ke atas")]
    assert heads == [
        f"Ke atas dari {PEOPLE} (sampai 2018; program diganti)",
        f"Ke atas dari {PEOPLE} (2019-2022)",
    ]
    english = run(built, "--lang", "en", "trace", PEOPLE).stdout
    assert f"Up from {PEOPLE} (sampai 2018; programme replaced)" in english
    (above,) = trace.trace(built, SASARAN)
    assert (above.start.periode, above.diganti) == (None, False)
    measured = trace.trace(built, "Jumlah RTM Peserta PKH")
    assert [(one.paths[0][1].node.periode, one.diganti) for one in measured] == [
        ("2019-2022", False),
        ("sampai 2018", True),
    ]


# ---------------------------------------------------------------- as RDF


def test_a_trace_as_turtle_holds_only_what_the_store_holds(built: Knowledge) -> None:
    found = trace.trace(built, KEGIATAN)
    graph = Graph().parse(data=trace_formats.traces_turtle(built, found), format="turtle")
    for triple in graph:
        assert built.store.graphs_with(triple), triple
    nodes = [URIRef(step.node.iri) for step in found[0].paths[0]]
    for low, high in pairwise(nodes):
        assert (low, KESOS.mendukungLangsung, high) in graph
        (link,) = set(graph.subjects(KESOS.dari, low)) & set(graph.subjects(KESOS.ke, high))
        assert list(graph.objects(link, KESOS.aturan))
    assert {str(words) for words in graph.objects(None, KESOS.kutipanUtuh)} >= {KEGIATAN, SASARAN}


# ---------------------------------------------------------------- by command


def test_the_command_explains_a_statement(built: Knowledge) -> None:
    found = run(built, "trace", KEGIATAN, "--why", "penanggulangan masalah")
    assert found.exit_code == 0
    assert f"{KEGIATAN} — mendukung — {SASARAN}" in found.stdout
    assert f"maka “{KEGIATAN}” mendukung “{SASARAN}” secara tidak langsung [aturan prp-trp mendukung: " in found.stdout
    assert f"„{KEGIATAN}” (cascading-dinas-sosial.txt, baris 270-272)" in found.stdout
    data = run(built, "trace", KEGIATAN, "--why", "penanggulangan masalah", "--format", "json")
    assert json.loads(data.stdout) == trace_formats.reason_json(asked(built, KEGIATAN, "mendukung", SASARAN))


def test_a_proof_says_of_a_printed_link_what_its_trace_says(built: Knowledge) -> None:
    """A guess stays a guess: the kegiatan of this table are given to programmes by where their numbers restart."""
    lines = run(built, "trace", KEGIATAN, "--why", SASARAN).stdout.splitlines()
    rests = [line.strip() for line in lines if "tercetak" in line]
    assert rests == [
        "tercetak di dokumen; dugaan; aturan nomor-mulai-ulang",
        "tercetak di dokumen; pasti; aturan satu-satunya-sasaran",
    ]
    data = json.loads(run(built, "trace", KEGIATAN, "--why", SASARAN, "--format", "json").stdout)
    said = [one["premis"][0]["tautan"] for one in data["premis"]]
    (path,) = json.loads(run(built, "trace", KEGIATAN, "--format", "json").stdout)[0]["paths"]
    assert said == [{name: word for name, word in step["tautan"].items() if name != "bukti"} for step in path[1:3]]
    assert [(one["basis"], one["kepastian"], one["aturan"]) for one in said] == [
        ("dinyatakan", "dugaan", "nomor-mulai-ulang"),
        ("dinyatakan", "pasti", "satu-satunya-sasaran"),
    ]
    assert data["tautan"] is None


def test_a_proof_by_a_rule_says_that_it_is_a_guess(built: Knowledge) -> None:
    """The rule's own file says that what it gives is a guess."""
    low = "Meningkatnya administrasi penyelenggaraan pemerintahan SKPD"
    high = "Meningkatnya kapasitas kinerja pegawai, sistem administrasi"
    found = run(built, "trace", low, "--why", high, "--predikat", "mendukungLangsung").stdout
    assert found.splitlines()[1].endswith("pelaporan kinerja dan keuangan” [aturan atasan-satu-kinerja]; dugaan")
    english = run(built, "--lang", "en", "trace", low, "--why", high, "--predikat", "mendukungLangsung").stdout
    assert english.splitlines()[1].endswith("pelaporan kinerja dan keuangan” [rule atasan-satu-kinerja]; a guess")


def test_a_property_that_there_is_none_of_is_told_with_the_nearest(built: Knowledge) -> None:
    with pytest.raises(QuestionError, match="sifat ini tidak ada") as caught:
        asked(built, KEGIATAN, "mendukun", SASARAN)
    assert "mendukung" in str(caught.value)
    with pytest.raises(NodeError, match="tidak ada dalam graf"):
        asked(built, SASARAN, "mendukung", KEGIATAN)


def test_the_command_prints_turtle_but_no_proof_in_it(built: Knowledge) -> None:
    found = run(built, "trace", KEGIATAN, "--format", "ttl")
    assert found.exit_code == 0
    assert len(Graph().parse(data=found.stdout, format="turtle")) > 50
    assert run(built, "trace", KEGIATAN, "--why", SASARAN, "--format", "ttl").exit_code == 2


@pytest.mark.parametrize("words", [("trace", "\udcff"), ("ask", "definisi", "--istilah", "\udcff")])
def test_letters_that_are_not_utf8_are_refused_with_a_sentence(
    built: Knowledge, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    monkeypatch.setattr("sys.argv", ["kgkesos", *words, "--kg", str(built.build.folder.parents[1])])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2
    assert "bukan UTF-8" in capsys.readouterr().err


def test_the_command_searches(built: Knowledge) -> None:
    found = run(built, "search", "fasilitasi progam keluarga", "--format", "json")
    assert [one["label"] for one in json.loads(found.stdout)][:1] == [KEGIATAN]
    nothing = run(built, "search", "zzzzqqqq")
    assert nothing.exit_code == 1
    as_data = run(built, "search", "zzzzqqqq", "--format", "json")
    assert (as_data.exit_code, json.loads(as_data.stdout)) == (1, [])
    assert "zzzzqqqq" in nothing.stderr
