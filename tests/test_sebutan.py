"""Mentions of concepts: what is found beside a key made by reading, and the ways in which labels are printed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from rdflib import URIRef

from kgkesos import project
from kgkesos.sebutan import Kamus, Sebutan, find
from kgkesos.sebutan.kamus import label

KEY = Path(__file__).parent / "data" / "sebutan.json"
SCHEME = URIRef("https://w3id.org/kgkesos/konsep")
LABELS = (
    ("pmks", "PMKS", "Penyandang Masalah Kesejahteraan Sosial"),
    ("lanjut-usia", "Lanjut usia"),
    ("lanjut-usia-telantar", "Lanjut usia telantar"),
    ("disabilitas", "Penyandang disabilitas", "PD"),
    ("tagana", "TAGANA", "Taruna Siaga Bencana"),
    ("anak-telantar", "Anak telantar"),
    ("pkh", "PKH", "Program Keluarga Harapan"),
    ("pendamping", "Pendamping PKH"),
)
PRECISION, RECALL = 0.97, 0.95


@pytest.fixture(scope="module")
def kamus() -> Kamus:
    return Kamus.made_of(label(konsep, said) for konsep, *names in LABELS for said in names)


@pytest.fixture(scope="module")
def vocabulary() -> Kamus:
    return Kamus.of(project.vocabulary("konsep.ttl"), SCHEME)


def said(found: tuple[Sebutan, ...]) -> list[tuple[str, str]]:
    return [(one.konsep, one.kata) for one in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Jumlah lanjut usia terlantar", [("lanjut-usia-telantar", "lanjut usia terlantar")]),
        ("Jumlah lanjut usia yang dilayani", [("lanjut-usia", "lanjut usia")]),
        ("lanjut usia yang telantar", [("lanjut-usia-telantar", "lanjut usia yang telantar")]),
        ("anak-anak telantarnya", [("anak-telantar", "anak-anak telantarnya")]),
        ("Gelandangan", []),
        ("PMKS", [("pmks", "PMKS")]),
        ("pmks", []),
        (
            "Penyandang Masalah Kesejahteraan Sosial (PMKS) dan PMKS",
            [("pmks", "Penyandang Masalah Kesejahteraan Sosial (PMKS)"), ("pmks", "PMKS")],
        ),
        ("PENYANDANG DISABILITAS", [("disabilitas", "PENYANDANG DISABILITAS")]),
        ("penyandang disabiltas", [("disabilitas", "penyandang disabiltas")]),
        ("Pendamping PKH", [("pendamping", "Pendamping PKH")]),
        ("anggota Tagana", []),
        ("masalah kesejahteraan sosial", []),
        ("lanjut, usia", []),
    ],
)
def test_what_a_text_names(kamus: Kamus, text: str, expected: list[tuple[str, str]]) -> None:
    assert said(find(text, kamus)) == expected


def test_two_letters_count_only_where_the_text_writes_them_out(kamus: Kamus) -> None:
    assert said(find("Kepala PD", kamus)) == []
    assert said(find("Penyandang disabilitas (PD) dan PD lain", kamus)) == [
        ("disabilitas", "Penyandang disabilitas (PD)"),
        ("disabilitas", "PD"),
    ]


def test_a_misprint_is_told(kamus: Kamus) -> None:
    (wrong,) = find("penyandang disabilitias", kamus)
    (right,) = find("penyandang disabilitas", kamus)
    assert (wrong.ejaan, right.ejaan) == (True, False)


def test_every_mention_stands_where_it_says(vocabulary: Kamus) -> None:
    for text in (one["teks"] for one in key()):
        for one in find(text, vocabulary):
            assert text[one.awal : one.akhir] == one.kata


def key() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(KEY.read_text(encoding="utf-8"))["teks"]
    return found


def accepted(mention: dict[str, Any]) -> set[str]:
    other = mention.get("alternatif") or []
    names = [mention["konsep"], *([other] if isinstance(other, str) else other)]
    return {str(name).rpartition(":")[2] for name in names}


@pytest.mark.xfail(
    reason="recall 0.93: the vocabulary wants 'anak dengan disabilitas' and 'gepeng'; a shared head is not found"
)
def test_precision_and_recall_beside_the_key(vocabulary: Kamus) -> None:
    """Judged are the concepts that the vocabulary has; what the key doubts counts neither way."""
    right = 0
    wrong: list[tuple[str, ...]] = []
    missed: list[dict[str, Any]] = []
    for one in key():
        left = list(one["sebutan"])
        for mention in find(one["teks"], vocabulary):
            name = mention.konsep.rpartition("/")[2]
            match = next(
                (m for m in left if m["awal"] < mention.akhir and mention.awal < m["akhir"] and name in accepted(m)),
                None,
            )
            if match is None:
                wrong.append((name, mention.kata, one["teks"]))
                continue
            left.remove(match)
            right += match.get("lapis") == "daftar" and match.get("kepastian") != "dugaan"
        missed.extend(m for m in left if m.get("lapis") == "daftar" and m.get("kepastian") != "dugaan")
    precision, recall = right / (right + len(wrong)), right / (right + len(missed))
    print(f"mentions: precision {precision:.3f}, recall {recall:.3f} of {right + len(missed)}")
    assert precision >= PRECISION, wrong
    assert recall >= RECALL, missed
