"""What is found in documents of the newer kinds: only what their forms have a place for; a guess is no Violation."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from findings_graphs import case, structure
from rdflib import Graph

from kgkesos import graph
from kgkesos.reading import document, merge
from kgkesos.vocab import Iris

KINDS = Path(__file__).parent / "data" / "kinds"
HEAD = """
@prefix d: <https://w3id.org/kgkesos/id/dokumen/uji/> .
@prefix dokumen: <https://w3id.org/kgkesos/kode/dokumen/> .
@prefix kepastian: <https://w3id.org/kgkesos/kode/kepastian/> .
@prefix kesos: <https://w3id.org/kgkesos/ontology#> .
"""


def codes(turtle: str) -> dict[str, int]:
    return dict(Counter(one.kode for one in structure(case(Graph().parse(data=HEAD + turtle, format="turtle")))))


def told(name: str) -> dict[str, int]:
    """How often each code is found in the document ``name`` of the newer kinds."""
    (work,) = merge.works([document.read_file(KINDS / name)], {})
    return dict(Counter(one.kode for one in structure(case(graph.of(work, Iris())))))


@pytest.mark.parametrize("kind", ["perjanjian-kinerja", "rencana-aksi", "renja", "renstra", "pohon-kinerja"])
def test_a_plan_is_not_asked_for_formula_definition_and_source(kind: str) -> None:
    one = f'd:d a kesos:Dokumen ; kesos:jenisDokumen dokumen:{kind} . d:i a kesos:Indikator ; kesos:nama "Jumlah" ;'
    assert codes(f'{one} kesos:satuanTercetak "Orang" ; kesos:dalamDokumen d:d .') == {}


@pytest.mark.parametrize("kind", ["iku", "iki", "cascading", "metadata", "kartu-data", "metadata-sdg"])
def test_a_document_of_indicators_is_asked_for_them(kind: str) -> None:
    one = f'd:d a kesos:Dokumen ; kesos:jenisDokumen dokumen:{kind} . d:i a kesos:Indikator ; kesos:nama "Cakupan" ;'
    assert codes(f'{one} kesos:satuanTercetak "Orang" ; kesos:dalamDokumen d:d .') == {
        "indikator-tanpa-definisi": 1,
        "indikator-tanpa-formula": 1,
        "indikator-tanpa-sumber-data": 1,
    }


@pytest.mark.parametrize(
    ("kind", "name", "asked"),
    [
        ("cascading", "Jumlah", False),
        ("cascading", "Banyaknya", False),
        ("kartu-data", "Jumlah", False),
        ("cascading", "Menurunkan jumlah", True),
        ("iku", "Jumlah", True),
        ("iki", "Jumlah", True),
    ],
)
def test_which_counts_are_asked_for_a_formula(kind: str, name: str, asked: bool) -> None:
    one = f"d:d a kesos:Dokumen ; kesos:jenisDokumen dokumen:{kind} . d:i a kesos:Indikator ; kesos:dalamDokumen d:d ;"
    assert ("indikator-tanpa-formula" in codes(f'{one} kesos:nama "{name} desa" .')) is asked


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("Jumlah desa yang melapor", False),
        ("Banyaknya desa yang melapor", False),
        ("Nilai rata-rata sembilan unsur", False),
        ("Desa yang melapor", True),
        ("Dari target 43 desa", True),
    ],
)
def test_an_explanation_that_begins_with_what_is_counted_is_a_formula(said: str, asked: bool) -> None:
    found = codes(f'd:i a kesos:Indikator ; kesos:nama "Jumlah desa" ; kesos:penjelasan "{said}" .')
    assert ("indikator-tanpa-formula" in found) is asked


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("Persentase desa", False),
        ("d. Prosentase desa", False),
        ("Peresentase desa", False),
        ("Angka kematian per 1.000 kelahiran", False),
        ("Menurunkan persentase desa", True),
        ("Jumlah laporan per tahun", True),
        ("Indeks desa", True),
    ],
)
def test_which_names_say_their_unit(name: str, asked: bool) -> None:
    found = codes(f'd:i a kesos:Indikator ; kesos:nama "{name}" .')
    assert ("indikator-tanpa-satuan" in found) is asked


@pytest.mark.parametrize(
    ("kind", "node", "count"),
    [
        ("perjanjian-kinerja", "Program", 0),
        ("perjanjian-kinerja", "Kegiatan", 0),
        ("perjanjian-kinerja", "Sasaran", 1),
        ("rencana-aksi", "SubKegiatan", 0),
        ("rencana-aksi", "Sasaran", 1),
        ("renstra", "Program", 1),
        ("renja", "Kegiatan", 1),
        ("pohon-kinerja", "Sasaran", 1),
    ],
)
def test_who_is_asked_for_an_indicator(kind: str, node: str, count: int) -> None:
    one = f"d:d a kesos:Dokumen ; kesos:jenisDokumen dokumen:{kind} ."
    said = codes(f"{one} d:n a kesos:{node} ; kesos:dalamDokumen d:d .")
    assert said.get("simpul-tanpa-indikator", 0) == count


@pytest.mark.parametrize("node", ["Sasaran", "Program", "Kegiatan", "KinerjaJabatan"])
def test_a_guess_is_at_most_an_info(node: str) -> None:
    one = "d:d a kesos:Dokumen ; kesos:jenisDokumen dokumen:cascading . d:n kesos:dalamDokumen d:d ;"
    sure = codes(f"{one} a kesos:{node} .")
    assert "simpul-tanpa-indikator" in sure
    assert codes(f"{one} a kesos:{node} ; kesos:kepastian kepastian:dugaan .") == {"rekaman-dugaan": 1}


def test_what_is_found_in_the_documents() -> None:
    """By hand: PK and rencana aksi measure every sasaran. One row of the Renstra gives a kegiatan no indicator, and its
    last programme ends the extract; the two CSF of the tree are guesses."""
    assert told("pk-dinsos-ponorogo-2024.md") == {}
    assert told("pk-tambahan-dispusip-lahat-2023.txt") == {}
    assert told("rencana-aksi-dinsos-pekalongan-2023.txt") == {}
    assert told("rkt-dlh-kebumen-2021.md") == {}
    assert told("renstra-disnaker-cilegon-2025-2029.md") == {"program-tanpa-kegiatan": 1, "simpul-tanpa-indikator": 1}
    assert "simpul-tanpa-indikator" not in told("pohon-dinsos-bantul-2025.txt")
    assert told("ikk-lppd-sosial-lamongan-2023.md") == {}
