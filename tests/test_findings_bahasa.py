"""What is found in the words of a document: its language, its terms and its definitions."""

from __future__ import annotations

import pytest
from findings_graphs import CASCADING, IKI, IKU, SHEET, case, changed, found, printed
from rdflib import RDF, RDFS, Graph, Literal, URIRef

from kgkesos.vocab import KESOS

BASE = "https://w3id.org/kgkesos/id/dokumen/uji/"


def values(name: str, code: str) -> list[str]:
    """The values that ``code`` finds in the document ``name``, in their order."""
    return sorted(one.nilai or "" for one in found(printed(name)) if one.kode == code)


def of_texts(*texts: str) -> list[tuple[str, str]]:
    """What is found in duties with these texts."""
    graph = Graph()
    for number, text in enumerate(texts):
        node = URIRef(f"{BASE}tugas/{number}")
        graph.add((node, RDF.type, KESOS.Tugas))
        graph.add((node, RDFS.label, Literal(text)))
        graph.add((node, KESOS.teks, Literal(text)))
    return [(one.kode, one.nilai or "") for one in found(case(graph))]


# Each by reading the document.
@pytest.mark.parametrize(
    ("name", "code", "expected"),
    [
        (IKI, "definisi-salah-tempat", ["Karang Taruna", "Taruna Siaga bencana", "Tuna Susila"]),
        (IKI, "definisi-berulang", ["Penyandang Masalah Kesejahteraan Sosial"]),
        (IKI, "kata-berulang", ["Meningkatnya Peningkatan"]),
        (IKI, "kata-ganda", ["keuangan keuangan"]),
        (IKU, "spasi-tanda-baca", ["hambatan ,"]),
        (IKU, "definisi-salah-tempat", []),
        (SHEET, "definisi-bertentangan", ["Koordinator Kegiatan Kesejahteraan Sosial"]),
        (SHEET, "konsep-disamakan", ["Kegiatan Kesejahteraan Sosial", "Pelaku Penyelenggaraan Kesejahteraan Sosial"]),
        (SHEET, "ejaan-tidak-baku", ["disuatu", "disuatu", "diwilayah"]),
        (CASCADING, "salah-ketik", ["Pemberdaayan", "Prorgam", "rehaabilitasi", "rehaabilitasi"]),
        (CASCADING, "kata-ganda", ["masalah masalah", "masalah masalah", "pelaku pelaku"]),
        (CASCADING, "konsep-tanpa-definisi", []),
    ],
)
def test_what_is_found_in_the_words_of_the_documents(name: str, code: str, expected: list[str]) -> None:
    assert values(name, code) == expected


def test_a_repaired_document_has_no_such_finding() -> None:
    repaired = changed(IKU, [("hambatan , ", "hambatan, ")])
    assert not [one for one in found(repaired) if one.kode == "spasi-tanda-baca"]


def test_an_old_term_is_found_once_and_counted() -> None:
    (only,) = (one for one in found(printed(IKU)) if one.kode == "istilah-usang")
    assert '"PMKS" sudah diganti "PPKS"' in only.pesan["id"]
    assert only.menilai


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (("Menyusun laporan", "Menilai laporan"), []),
        (("Melatih Tagana", "Mendata Taruna Siaga Bencana"), []),
        (("Mendata anak telantar", "Mendata anak-anak terlantar", "Mendata anak yang terlantar"), []),
        (("Mendata anak dengan disabilitas", "Mendata anak dengan kedisabilitasan"), ["istilah-tidak-konsisten"]),
        (("Mendata PMKS", "Mendata PPKS"), ["istilah-tidak-konsisten", "istilah-usang"]),
    ],
)
def test_terms(texts: tuple[str, ...], expected: list[str]) -> None:
    assert sorted(code for code, _ in of_texts(*texts) if code.startswith("istilah")) == expected


@pytest.mark.parametrize("word", ["Persentase", "Presentase", "Prosentase", "persentase"])
def test_a_percentage_without_multiplier_is_found_in_each_spelling(word: str) -> None:
    graph = Graph()
    indicator, formula = URIRef(f"{BASE}indikator"), URIRef(f"{BASE}indikator-formula")
    graph.add((indicator, RDF.type, KESOS.Indikator))
    graph.add((indicator, KESOS.nama, Literal(f"{word} keluarga yang dilatih")))
    graph.add((formula, RDF.type, KESOS.FormulaRasio))
    graph.add((formula, KESOS.menghitung, indicator))
    graph.add((formula, KESOS.ekspresi, Literal("dilatih/terdata")))
    assert "persentase-tanpa-pengali" in {one.kode for one in found(case(graph))}
