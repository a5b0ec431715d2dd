"""What is found in the words of a document: its language, its terms and its definitions."""

from __future__ import annotations

import pytest
from findings_graphs import CASCADING, IKI, IKU, SHEET, case, changed, found, printed
from rdflib import RDF, RDFS, XSD, Graph, Literal, URIRef

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
        # One defines the number of what the other defines.
        (SHEET, "definisi-bertentangan", []),
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
    terms = sorted((one for one in found(printed(IKU)) if one.kode == "istilah-usang"), key=lambda one: one.nilai or "")
    assert [one.nilai for one in terms] == ["PMKS", "kecacatan"]
    assert '"PMKS" sudah diganti "PPKS"' in terms[0].pesan["id"]
    assert '"Disabilitas" (UU 8/2016); dokumen ini memakainya sedikitnya 1 kali.' in terms[1].pesan["id"]
    assert all(one.menilai for one in terms)


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


@pytest.mark.parametrize(
    ("text", "year", "until", "expected"),
    [
        # PP 18/2016: of a document of the years before it SKPD is the right word.
        ("Menyusun laporan SKPD", "2015", None, []),
        ("Menyusun laporan SKPD", "2016", None, ["SKPD"]),
        ("Menyusun laporan SKPD", None, None, ["SKPD"]),
        # What a text of 2015 plans for the years to 2019 is carried out under the new term; and the other way round.
        ("Menyusun laporan SKPD", "2015", "2019", ["SKPD"]),
        ("Menyusun laporan SKPD", "2019", "2014", []),
        ("Menyusun laporan satuan  kerja perangkat daerah", "2019", None, ["satuan  kerja perangkat daerah"]),
        ("Menyusun laporan perangkat daerah", "2019", None, []),
        ("Menyalurkan raskin kepada RTSM", "2020", None, ["RTSM", "raskin"]),
        ("Menata alat rumah tangga", "2020", None, []),
        ("Melayani SKPD-SKPD", "2020", None, []),
    ],
)
def test_a_replaced_term_of_the_list(text: str, year: str | None, until: str | None, expected: list[str]) -> None:
    graph = Graph()
    paper, work, period = URIRef(f"{BASE}dokumen"), URIRef(f"{BASE}kegiatan"), URIRef(f"{BASE}periode")
    graph.add((paper, RDF.type, KESOS.Dokumen))
    graph.add((work, RDF.type, KESOS.Kegiatan))
    graph.add((work, KESOS.nama, Literal(text)))
    graph.add((work, KESOS.dalamDokumen, paper))
    if year:
        graph.add((paper, KESOS.tahun, Literal(year, datatype=XSD.gYear)))
    if until:
        graph.add((work, KESOS.berlakuPada, period))
        graph.add((period, KESOS.tahunAkhir, Literal(until, datatype=XSD.gYear)))
    assert sorted(one.nilai or "" for one in found(case(graph)) if one.kode == "istilah-usang") == expected


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
