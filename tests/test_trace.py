"""Traces through the real documents: every step, its quote, its basis."""

from __future__ import annotations

import pytest

from kgkesos import trace
from kgkesos.errors import NodeError
from kgkesos.knowledge import Knowledge

GOAL = "Meningkatkan system keamanan lingkungan dan kepekaan sosial serta pengamalan nilai agama dan budaya"
OBJECTIVE = "Meningkatnya penanggulangan masalah kesejahteraan sosial"


def test_from_a_kegiatan_up_to_its_tujuan_with_every_quote(built: Knowledge) -> None:
    (found,) = trace.trace(built, "Fasilitasi Program Keluarga Harapan")
    (path,) = found.paths
    programme = "Program Pelayanan, Rehabilitasi Kesejahteraan Sosial, Perlindungan dan Jaminan Kesejahteraan Sosial"
    assert [(step.node.kind, step.node.label) for step in path] == [
        ("Kegiatan", "Fasilitasi Program Keluarga Harapan"),
        ("Program", programme),
        ("Sasaran", OBJECTIVE),
        ("Tujuan", GOAL),
    ]
    quotes = [[(q.berkas, q.baris, q.kutipan) for q in step.quotes] for step in path]
    sheet = "cascading-dinas-sosial.txt"
    assert quotes == [
        [(sheet, (270, 272), "Fasilitasi Program Keluarga Harapan")],
        [(sheet, (243, 248), programme)],
        [(sheet, (118, 121), OBJECTIVE)],
        [(sheet, (108, 116), GOAL)],
    ]
    assert path[0].link is None
    assert [step.link.basis for step in path[1:] if step.link] == ["dinyatakan"] * 3


def test_down_from_the_tujuan_reaches_every_kegiatan(built: Knowledge) -> None:
    (found,) = trace.trace(built, GOAL, up=False)
    ends = [path[-1].node for path in found.paths]
    assert len(ends) == 22
    assert {node.kind for node in ends} == {"Kegiatan"}
    assert all(path[0].node.label == GOAL and len(path) == 4 for path in found.paths)


def test_a_name_of_both_periods_gives_a_trace_each(built: Knowledge) -> None:
    found = trace.trace(built, "Peningkatan kualitas SDM kesejahteraan sosial masyarakat")
    assert [t.paths[0][1].node.label for t in found] == [
        "Program Pemberdayaan Kelembagaan Kesejahteraan Sosial",
        "Program Pengembangan Potensi Kelembagaan dan Restorasi Sosial",
    ]


def test_a_derived_hop_names_its_rule(built: Knowledge) -> None:
    (found,) = trace.trace(built, "Meningkatnya administrasi penyelenggaraan pemerintahan SKPD")
    (path,) = found.paths
    link = path[1].link
    assert link is not None
    assert (link.basis, link.kepastian, link.aturan) == ("diturunkan", "dugaan", "atasan-satu-kinerja")


@pytest.mark.parametrize(
    "said",
    [
        "fasilitasi program keluarga harapan",
        "Program Keluarga Harapan",
        "Fasilitasi Program Keluraga Harapan",
        "FASILITASI  PROGRAM\nKELUARGA HARAPAN",
    ],
)
def test_words_find_a_node_in_any_capitals_in_part_or_misspelt(built: Knowledge, said: str) -> None:
    assert [t.start.label for t in trace.trace(built, said)] == ["Fasilitasi Program Keluarga Harapan"]


def test_an_iri_and_its_tail_find_the_same_node(built: Knowledge) -> None:
    (by_words,) = trace.trace(built, OBJECTIVE)
    for said in (by_words.start.iri, f"<{by_words.start.iri}>", "cascading-dinas-sosial/tujuan/1/sasaran/1"):
        assert [t.start for t in trace.trace(built, said)] == [by_words.start]


def test_a_node_without_links_has_one_path_of_itself(built: Knowledge) -> None:
    (found,) = trace.trace(built, "iku-dinas-sosial-kabupaten-tapin-2020/sasaran/2")
    assert [[step.node.kind for step in path] for path in found.paths] == [["Sasaran"]]


@pytest.mark.parametrize("said", ["", "   ", "tidak ada yang begini", "https://contoh.go.id/x", "?x { } #"])
def test_what_nothing_is_called(built: Knowledge, said: str) -> None:
    with pytest.raises(NodeError):
        trace.trace(built, said)


def test_several_names_are_listed_instead_of_guessed(built: Knowledge) -> None:
    with pytest.raises(NodeError, match="sebutkan salah satu"):
        trace.trace(built, "pelatihan")
