"""What is measured on texts before anything is judged: content words, likeness, language, abbreviations."""

from __future__ import annotations

import pytest
from rdflib import RDF, RDFS, Graph, Literal, URIRef

from kgkesos import project
from kgkesos.ciri import (
    Ejaan,
    Isi,
    Ragam,
    abbreviations,
    compare,
    content,
    inner,
    legend,
    meant,
    misprints,
    opened,
    remarks,
    things,
    unlimited,
    variants,
    written_out,
)
from kgkesos.graph.ciri import features
from kgkesos.memory import copied
from kgkesos.sebutan import Kamus
from kgkesos.vocab import KESOS, KODE

BASE = "https://data.contoh.go.id/id/dokumen/x/"


@pytest.fixture(scope="module")
def known() -> project.Project:
    return project.Project.load()


@pytest.fixture(scope="module")
def kamus(known: project.Project) -> Kamus:
    return known.names


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Persentase PMKS yang memperoleh bantuan", ["konsep/pmks", "oleh", "bantu"]),
        ("Jumlah Penyandang Masalah Kesejahteraan Sosial (PMKS) penerima bantuan", ["konsep/pmks", "terima", "bantu"]),
        ("Prosentase kegiatan yang terlaksana", ["giat", "laksana"]),
        ("Jumlah", []),
        ("", []),
    ],
)
def test_the_words_that_carry_the_meaning(kamus: Kamus, text: str, words: list[str]) -> None:
    assert list(content(text, kamus).kata) == words


def test_two_texts_beside_each_other(kamus: Kamus) -> None:
    name = content("Jumlah peserta TKSK dan PSM yang mendapatkan Pembinaan/Sosialisasi", kamus)
    counted = content("TKSK dan PSM yang dibina dan aktif", kamus)
    found = compare(name, counted)
    assert (found.skor, found.cakupan) == (0.43, 0.5)
    assert found.bersama == "TKSK, PSM, Pembinaan"
    assert (found.hanya_pertama, found.hanya_kedua) == ("peserta, mendapatkan, Sosialisasi", "aktif")


@pytest.mark.parametrize("texts", [("", ""), ("Jumlah", "Persentase"), ("anak", "")])
def test_texts_without_meaning_share_nothing(kamus: Kamus, texts: tuple[str, str]) -> None:
    found = compare(*(content(text, kamus) for text in texts))
    assert (found.skor, found.cakupan, found.bersama) == (0.0, 0.0, "")


def said(text: str, ejaan: Ejaan) -> list[tuple[str, str, str]]:
    return [(one.jenis, one.kata, one.baku) for one in remarks(text, ejaan, {"prorgam": "program"})]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Presentase kegiatan", [("ejaan", "Presentase", "persentase")]),
        ("kegiatan disuatu tempat", [("ejaan", "disuatu", "di suatu")]),
        ("Kegiatan kegiatan", [("kata-ganda", "Kegiatan kegiatan", "kegiatan")]),
        ("kegiatan-kegiatan", []),
        ("kegiatan, kegiatan", []),
        ("Prorgam kegiatan", [("salah-ketik", "Prorgam", "program")]),
        ("PRORGAM KEGIATAN", []),
        ("hambatan , kesulitan", [("spasi-tanda-baca", "hambatan ,", "hambatan,")]),
        ("hambatan, kesulitan .", [("spasi-tanda-baca", "kesulitan .", "kesulitan.")]),
        ("hambatan,kesulitan", [("spasi-tanda-baca", "hambatan,kesulitan", "hambatan, kesulitan")]),
        ("1 , 2 dan 1,2", []),
        ("JP : jumlah penduduk", []),
        ("SE GUBERNUR", []),
        # A prefix that was parted from its word, and a preposition that stands apart.
        ("usaha yang di Kembangkan", [("ejaan", "di Kembangkan", "dikembangkan")]),
        ("yang di perlukan", [("ejaan", "di perlukan", "diperlukan")]),
        ("di kecamatan dan di perikanan, di peternakan", []),
        ("data se Jawa Barat", [("ejaan", "se Jawa", "se-Jawa")]),
        ("Se Jawa Barat; se kota", [("ejaan", "Se Jawa", "Se-Jawa")]),
        ("Bantuan Non Tunai", [("ejaan", "Non Tunai", "Nontunai")]),
        ("orang dan atau lembaga", [("ejaan", "dan atau", "dan/atau")]),
        # A verb and the noun of doing it.
        ("Meningkatnya peningkatan mutu", [("kata-berulang", "Meningkatnya peningkatan", "")]),
        ("melaksanakan pelaksanaan", [("kata-berulang", "melaksanakan pelaksanaan", "")]),
        ("petugas bertugas, pelaku usaha mengusahakan", []),
        ("menyusun laporan", []),
    ],
)
def test_remarks_on_language(known: project.Project, text: str, expected: list[tuple[str, str, str]]) -> None:
    assert said(text, known.ejaan) == expected


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ({"program": 3, "prorgam": 1}, {"prorgam": "program"}),
        # A word of a list is none, however near another stands.
        ({"program": 1, "programs": 3}, {}),
        # Two words come as near: which one is meant is not known.
        ({"keteranpan": 1, "keterampan": 2, "keteranpin": 2}, {}),
        # Printed twice, and still a misprint of a word of a list printed four times; not of one that no list has.
        ({"program": 4, "prorgam": 2}, {"prorgam": "program"}),
        ({"program": 3, "prorgam": 2}, {}),
        ({"kelurbhan": 9, "kelurahan": 2}, {}),
        ({"progrm": 1, "program": 9}, {}),
    ],
)
def test_misprints(printed: dict[str, int], expected: dict[str, str]) -> None:
    assert misprints(printed, {"program"}.__contains__) == expected


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ({"privalensi": 1}, {"privalensi": "prevalensi"}),
        # Two letters other; a short word, which has many neighbours; printed twice, so the document's own.
        ({"privalinsi": 1}, {}),
        ({"jejaring": 1}, {}),
        ({"privalensi": 2}, {}),
    ],
)
def test_a_long_misprint_may_mean_a_word_of_the_list(printed: dict[str, int], expected: dict[str, str]) -> None:
    assert misprints(printed, lambda _: False, ("prevalensi", "jemaring")) == expected


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["Sub. Bagian Umum", "Subbagian Umum dan Subbagian"], [Ragam("Sub. Bagian", 0, "Subbagian", 1)]),
        (["bekas warga binaan", "eks warga binaan"], [Ragam("bekas warga", 0, "eks warga", 1)]),
        (["bekas warga binaan", "eks penderita"], []),
        (["Jumlah Lansia", "jumlah lanjut usia"], [Ragam("Lansia", 0, "lanjut usia", 1)]),
        (["Jumlah Lansia", "jumlah lanjut usia (lansia)"], []),
        (["trauma center", "trauma centre"], [Ragam("center", 0, "centre", 1)]),
        # A preposition is a matter of spelling; a lost blank and a hyphen in a doubled word are no other way.
        (["dibidang", "di bidang"], []),
        (["SeksiJaminan", "Seksi Jaminan"], []),
        (["anak-anak", "anak"], []),
        ([], []),
    ],
)
def test_what_is_written_in_two_ways(texts: list[str], expected: list[Ragam]) -> None:
    assert variants(texts, {"lansia": "lanjut usia"}, ("center", "centre"), ("dibidang",)) == expected


def test_a_remark_stands_where_it_says(known: project.Project) -> None:
    text = "Peringatan hari besar, Presentase  presentase ,"
    for one in remarks(text, known.ejaan, {}):
        assert text[one.awal : one.akhir] == one.kata


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Jumlah RTM Peserta PKH", ["RTM", "PKH"]),
        ("kegiatan Bimtek dan monev", ["Bimtek", "monev"]),
        ("BIDANG REHABILITASI SOSIAL", []),
        ("Eselon III dan IV", []),
        ("f(x) = A/B x 100%", []),
    ],
)
def test_abbreviations(text: str, expected: list[str]) -> None:
    assert [one.kata for one in abbreviations(text, ("bimtek", "monev"))] == expected


def test_abbreviations_that_every_reader_knows(known: project.Project) -> None:
    text = "Jumlah pegawai OPD, lansia dan RTM di RT 01 menurut BPS"
    assert [one.kata for one in abbreviations(text, known.ejaan.kependekan, known.ejaan.umum)] == ["RTM"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lembaga Kesejahteraan Sosial (LKS)", {"lks": "Lembaga Kesejahteraan Sosial"}),
        ("LKS (Lembaga Kesejahteraan Sosial)", {"lks": "Lembaga Kesejahteraan Sosial"}),
        ("jumlah Taruna Siaga bencana (TAGANA)", {"tagana": "Taruna Siaga bencana"}),
        ("JP = jumlah penduduk", {"jp": "jumlah penduduk"}),
        ("makanan, obat dan alat bantu (MOA)", {"moa": "makanan, obat dan alat bantu"}),
        # Not the words of the abbreviation.
        ("peserta (LKS) dan LKS", {}),
        ("penanganan korban HIV AIDS (ODHA)", {}),
        ("LKS dan PSM", {}),
    ],
)
def test_what_a_text_writes_out(text: str, expected: dict[str, str]) -> None:
    assert written_out(text) == expected


def of(known: project.Project, *said: tuple[str, URIRef, str | URIRef | int]) -> Graph:
    graph = Graph(bind_namespaces="none")
    for tail, predicate, value in said:
        graph.add((URIRef(BASE + tail), predicate, value if isinstance(value, URIRef) else Literal(value)))
        if predicate == KESOS.nama or predicate == KESOS.teks:
            graph.add((URIRef(BASE + tail), RDFS.label, Literal(str(value))))
    return copied(features(graph, known.names, known.ejaan))


def kinds(found: Graph) -> list[str]:
    return sorted(str(kind).removeprefix(f"{KODE}ciri/") for kind in found.objects(None, KESOS.jenisCiri))


def test_twins_and_abbreviations_are_noted_once(known: project.Project) -> None:
    found = of(
        known,
        ("indikator/1", RDF.type, KESOS.Indikator),
        ("indikator/1", KESOS.nama, "Jumlah RTM miskin"),
        ("indikator/2", RDF.type, KESOS.Indikator),
        ("indikator/2", KESOS.nama, "Jumlah RTM miskin."),
    )
    assert kinds(found) == ["kembar", "singkatan"]


def test_an_abbreviation_is_noted_where_it_is_printed_first(known: project.Project) -> None:
    """Not at the first record by its name; and of two files at that which most records are read from."""
    places = (("a", "berkas/1", 90), ("b", "berkas/1", 40), ("c", "berkas/2", 5), ("d", None, 0))
    triples: list[tuple[str, URIRef, str | URIRef | int]] = []
    for name, file, start in places:
        quote = f"indikator/{name}/bukti/nama/1"
        triples.append((f"indikator/{name}", KESOS.nama, f"Jumlah RTM {name}"))
        if file:
            triples += [
                (quote, RDF.type, KESOS.Bukti),
                (quote, KESOS.dariRendisi, URIRef(f"https://contoh.id/{file}")),
                (quote, KESOS.awalKutipan, start),
            ]
    found = of(known, *triples)
    (feature,) = found.subjects(KESOS.jenisCiri, KODE["ciri/singkatan"])
    assert str(found.value(feature, KESOS.ciriDari)).endswith("indikator/b")


def test_an_abbreviation_that_the_document_writes_out_is_not_noted(known: project.Project) -> None:
    found = of(
        known,
        ("indikator/1", KESOS.nama, "Jumlah RTM miskin"),
        ("indikator/2", KESOS.nama, "Jumlah rumah tangga miskin (RTM)"),
    )
    assert kinds(found) == []


@pytest.mark.parametrize(
    ("short", "beside", "noted"),
    [
        # Its words, with or without "dan", in whatever order of records.
        ("HKI", "Terlindunginya hak kekayaan intelektual", False),
        ("KIA", "Laporan Kesehatan Ibu dan Anak (LB3 KIA)", False),
        ("gepeng", "Razia Gelandangan/Pengemis", False),
        ("TKSK", "Pelatihan Tenaga Kesejahteraan Sosial Kecamatan", False),
        # Letters of words that belong to no one phrase.
        ("HKI", "hak atas kekayaan; intelektual", True),
        ("HKI", "hasil kegiatan dari industri", True),
        ("TB", "tinggi badan", True),
        # The words of a known abbreviation are known: others with its letters are not meant.
        ("PPKS", "Penanganan Pengaduan Kesejahteraan Sosial", True),
        ("gepeng", "Razia pengemis", True),
    ],
)
def test_an_abbreviation_whose_words_are_printed_is_not_noted(
    short: str, beside: str, noted: bool, known: project.Project
) -> None:
    found = of(known, ("indikator/1", KESOS.nama, f"Jumlah {short} terdaftar"), ("kegiatan/1", KESOS.nama, beside))
    told = {str(found.value(one, KESOS.kataCiri)) for one in found.subjects(KESOS.jenisCiri, KODE["ciri/singkatan"])}
    assert (short in told) is noted


def test_a_legend_outside_of_the_records_writes_an_abbreviation_out(known: project.Project) -> None:
    graph = Graph(bind_namespaces="none")
    graph.add((URIRef(f"{BASE}indikator/1"), KESOS.nama, Literal("Jumlah kampung SPD dan ZRQ")))
    legend = "Keterangan:\n- SPD : Surat Pengakuan Desa\n"
    found = copied(features(graph, known.names, known.ejaan, naskah=(legend,)))
    assert [str(said) for said in found.objects(None, KESOS.kataCiri)] == ["ZRQ"]


def test_the_spelling_list_has_no_form_that_is_standard(known: project.Project) -> None:
    standard = {right.casefold() for right in known.ejaan.baku.values()}
    assert not standard & set(known.ejaan.baku)
    assert not {right.casefold() for right in known.ejaan.kependekan.values()} & set(known.ejaan.kependekan)


def test_a_concept_beside_some_of_its_words_has_only_the_rest_of_its_own() -> None:
    one = Isi({"konsep/lanjut-usia-terlantar": "lanjut usia terlantar"})
    assert list(opened(one, Isi({"lanjut": "lanjut", "usia": "usia"})).kata.values()) == ["lanjut", "usia", "terlantar"]
    assert opened(one, Isi({"desa": "desa"})) == one


@pytest.mark.parametrize(
    ("printed", "said"),
    [
        ("A - B", "kasus tahun lalu - kasus tahun ini"),
        ("JRT", "jumlah rumah tangga"),
        ("JRT miskin", ""),
        ("A + C", ""),
        ("100", ""),
    ],
)
def test_symbols_stand_for_what_the_legend_says(printed: str, said: str) -> None:
    entries = legend(["A = kasus tahun lalu", "B = kasus tahun ini", "JRT : jumlah rumah tangga", "tanpa tanda"])
    assert meant(printed, entries) == said


def test_each_entry_of_a_legend_in_one_line_is_written_out() -> None:
    line = "JRL : Jumlah rumah layak huni JRS : Jumlah rumah seluruhnya"
    assert written_out(line) == {"jrl": "Jumlah rumah layak huni", "jrs": "Jumlah rumah seluruhnya"}


def test_an_abbreviation_may_stand_for_a_list() -> None:
    assert written_out("memenuhi kursi, meja dan lemari (KML)") == {"kml": "kursi, meja dan lemari"}


def test_verbs_and_words_of_anybody_are_no_things(kamus: Kamus) -> None:
    said = content("yang berpartisipasi aktif dalam pelayanan dasar dan pelatihan bagi lanjut usia terlantar", kamus)
    assert list(things(said).kata) == ["latih", "konsep/lanjut-usia-telantar"]


def test_a_concept_has_its_words_inside_it(kamus: Kamus) -> None:
    assert list(inner(content("jaminan sosial", kamus)).kata) == ["konsep/jaminan-sosial", "jamin", "sosial"]


@pytest.mark.parametrize(
    "said",
    [
        "dibina (indikator SPM)",
        "dibina menurut jenis kelamin dan umur",
        "dibina dalam satu tahun menurut data dinas",
    ],
)
def test_a_label_a_kind_and_a_record_are_no_condition(said: str) -> None:
    assert unlimited(said) == "dibina"
