"""Mentions of concepts: what is found beside two keys made by reading, and the ways in which labels are printed.

``sebutan.json`` was read before the matcher was written, and the matcher was tuned on it. ``sebutan-lain.json`` has
texts of other offices and was made by a reader who had not seen the matcher: at first sight precision was 0.983 and
recall 0.967 of 244.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from rapidfuzz.distance import DamerauLevenshtein
from rdflib import DCTERMS, RDF, SKOS, Literal, URIRef

from kgkesos import project
from kgkesos.sebutan import Kamus, Sebutan, find
from kgkesos.sebutan.kamus import label

DATA = Path(__file__).parent / "data"
KEYS = ("sebutan.json", "sebutan-lain.json")
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
    ("gelandangan", "Gepeng"),
    ("pengemis", "Gepeng"),
    ("hiv", "Orang dengan HIV/AIDS"),
    ("p3ke", "P3KE"),
    ("lk3", "LK3", "Lembaga Konsultasi"),
    ("jaminan", "Jaminan sosial"),
    ("pemberdayaan", "Pemberdayaan sosial"),
    ("bencana-alam", "Korban bencana alam"),
    ("bencana-sosial", "Korban bencana sosial"),
)
FAMILIES = {"jaminan": ["layanan"], "pemberdayaan": ["layanan"], "bencana-alam": ["ppks"], "bencana-sosial": ["ppks"]}
PRECISION, RECALL = 0.97, 0.95


@pytest.fixture(scope="module")
def kamus() -> Kamus:
    return Kamus.made_of((label(konsep, said) for konsep, *names in LABELS for said in names), FAMILIES)


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
        ("Anak Nakal/Terlantar", [("anak-telantar", "Anak Nakal/Terlantar")]),
        ("anak dan remaja telantar", [("anak-telantar", "anak dan remaja telantar")]),
        (
            "anak dan lanjut usia terlantar",
            [("anak-telantar", "anak dan lanjut usia terlantar"), ("lanjut-usia-telantar", "lanjut usia terlantar")],
        ),
        (
            "lanjut usia dan anak telantar",
            [
                ("lanjut-usia-telantar", "lanjut usia dan anak telantar"),
                ("anak-telantar", "anak telantar"),
            ],
        ),
        ("Anak Nakal, Putus Sekolah dan Terlantar", [("anak-telantar", "Anak Nakal, Putus Sekolah dan Terlantar")]),
        # Another phrase begins between the two words.
        ("anak yang sakit dan terlantar", []),
        ("bantuan anak untuk balita dan rumah terlantar", []),
        ("anak. Balita dan terlantar", []),
        ("anak terlantar dan rumah", [("anak-telantar", "anak terlantar")]),
        ("Gepeng", [("gelandangan", "Gepeng"), ("pengemis", "Gepeng")]),
        # A list whose last name stands behind a comma alone says too little.
        ("lanjut usia, anak telantar", [("lanjut-usia", "lanjut usia"), ("anak-telantar", "anak telantar")]),
        ("lanjut-usia telantar", [("lanjut-usia-telantar", "lanjut-usia telantar")]),
        ("SeksiAnak Terlantar", [("anak-telantar", "Anak Terlantar")]),
        ("orang dengan hiv/aids", [("hiv", "orang dengan hiv/aids")]),
        ("orang dengan hiv aids", [("hiv", "orang dengan hiv aids")]),
        ("anak/telantar", []),
        ("data P3KE dan p ke q", [("p3ke", "P3KE")]),
        ("Lembaga Konsultasi (LK3)", [("lk3", "Lembaga Konsultasi (LK3)")]),
        ("Taruna Siaga Bencana (Tagana)", [("tagana", "Taruna Siaga Bencana (Tagana)")]),
        # The services and the people are no one list.
        ("perlindungan korban bencana dan jaminan sosial", [("jaminan", "jaminan sosial")]),
        (
            "korban bencana alam dan sosial",
            [("bencana-alam", "korban bencana alam"), ("bencana-sosial", "korban bencana alam dan sosial")],
        ),
        ("pemberdayaan, pendampingan serta fasilitasi kebutuhan sosial", []),
        ("penyandang disabilitas fisik, mental dan disabilitas ganda", [("disabilitas", "penyandang disabilitas")]),
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
    assert (wrong.cara, wrong.is_presumed) == ("salah-cetak", True)
    assert (right.cara, right.is_presumed) == ("nama", False)


def test_every_mention_stands_where_it_says(vocabulary: Kamus) -> None:
    for text in (one["teks"] for file in KEYS for one in key(file)):
        for one in find(text, vocabulary):
            assert text[one.awal : one.akhir] == one.kata


def key(file: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((DATA / file).read_text(encoding="utf-8"))["teks"]
    return found


def accepted(mention: dict[str, Any]) -> set[str]:
    other = mention.get("alternatif") or []
    names = {
        str(name).rpartition(":")[2] for name in (mention["konsep"], *([other] if isinstance(other, str) else other))
    }
    # The first key was made when an older name was a spelling of the new concept; now it is a concept of its own.
    concepts = project.vocabulary("konsep.ttl")
    older = {old for old, new in concepts.subject_objects(DCTERMS.isReplacedBy) if str(new).rpartition("/")[2] in names}
    return names | {str(old).rpartition("/")[2] for old in older}


class Judged(NamedTuple):
    right: int
    wrong: list[tuple[str, ...]]
    missed: list[dict[str, Any]]


def judged(file: str, vocabulary: Kamus) -> Judged:
    """What is found beside the key: of concepts that the vocabulary has; what the key doubts counts neither way."""
    known = {str(one).rpartition("/")[2] for one in project.vocabulary("konsep.ttl").subjects(SKOS.prefLabel)}
    right = 0
    wrong: list[tuple[str, ...]] = []
    missed: list[dict[str, Any]] = []
    for one in key(file):
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
            right += match.get("kepastian") != "dugaan"
        missed.extend(m for m in left if m.get("kepastian") != "dugaan" and known & accepted(m))
    return Judged(right, wrong, missed)


@pytest.mark.parametrize("file", KEYS)
def test_precision_beside_the_key(vocabulary: Kamus, file: str) -> None:
    found = judged(file, vocabulary)
    precision = found.right / (found.right + len(found.wrong))
    print(f"mentions, {file}: precision {precision:.3f} of {found.right + len(found.wrong)}")
    assert precision >= PRECISION, found.wrong


@pytest.mark.parametrize("file", KEYS)
def test_recall_beside_the_key(vocabulary: Kamus, file: str) -> None:
    found = judged(file, vocabulary)
    recall = found.right / (found.right + len(found.missed))
    print(f"mentions, {file}: recall {recall:.3f} of {found.right + len(found.missed)}")
    assert recall >= RECALL, found.missed


def test_every_label_is_found_as_its_concept(vocabulary: Kamus) -> None:
    concepts = project.vocabulary("konsep.ttl")
    lost = {
        str(said)
        for term in (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel)
        for konsep, said in concepts.subject_objects(term)
        if (konsep, RDF.type, SKOS.Concept) in concepts
        and isinstance(said, Literal)
        and said.language == "id"
        and str(konsep) not in {one.konsep for one in find(str(said), vocabulary)}
    }
    # Two letters alone say too little.
    assert lost == {"PD"}


def test_first_words_of_labels_that_are_one_letter_away_are_found_as_by_looking_at_each() -> None:
    kamus = project.Project.load().names
    printed = [
        "penyandng",
        "penyandangg",
        "peynandang",
        "penyandamg",
        "kelurga",
        "kesejahteran",
        "rehabiltasi",
        "x",
        "",
    ]
    for word in (*printed, *kamus.by_first):
        near = [first for first in kamus.by_first if DamerauLevenshtein.distance(word, first) <= 1]
        assert set(near) <= set(kamus.firsts_near(word))
        assert [first for first in kamus.firsts_near(word) if first in near] == near
