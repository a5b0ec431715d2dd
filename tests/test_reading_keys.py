"""What is read from the five documents, against the answer keys: nothing missing, nothing extra, all with evidence."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from bench import keys
from kgkesos import resources
from kgkesos.reading import document, evidence
from kgkesos.records import Jabatan, Reading, values

GOLD = Path(__file__).parent / "data" / "gold"
DOCUMENTS = resources.folder("documents")
PLAIN_IKI = keys.DOCUMENTS["004"]


def read(name: str) -> Reading:
    return document.read_file(DOCUMENTS / name)


@pytest.mark.parametrize("number", keys.DOCUMENTS)
def test_records_equal_the_key(number: str) -> None:
    reading = read(keys.DOCUMENTS[number])
    assert Counter(keys.record_rows(reading.records)) == Counter(keys.key_rows(GOLD, number))


@pytest.mark.parametrize("number", keys.DOCUMENTS)
def test_links_equal_the_key(number: str) -> None:
    reading = read(keys.DOCUMENTS[number])
    wanted = keys.links(keys.key_rows(GOLD, number))
    assert Counter(keys.links(keys.record_rows(reading.records))) == Counter(wanted)


@pytest.mark.parametrize("name", keys.DOCUMENTS.values())
def test_every_field_has_evidence_that_holds(name: str) -> None:
    reading = read(name)
    assert [str(error) for error in evidence.failures(reading, {reading.dokumen.sha256: reading.text})] == []
    assert len(reading.records) > 5


@pytest.mark.parametrize("name", keys.DOCUMENTS.values())
def test_ids_are_unique_and_parents_exist(name: str) -> None:
    records = read(name).records
    ids = [record.id for record in records]
    assert len(ids) == len(set(ids))
    assert {record.induk for record in records if record.induk} <= set(ids)


def test_only_the_unprinted_head_of_the_metadata_sheet_is_implied() -> None:
    implied = {
        name: [(record.id, record.tersirat) for record in read(name).records if record.tersirat]
        for name in keys.DOCUMENTS.values()
    }
    assert implied == {name: [] for name in implied} | {
        "metadata-sipd-jumlah-kkks.txt": [("bidang/definisi", ("label",))]
    }


def test_fields_stand_on_the_lines_that_the_key_names() -> None:
    lines = {
        (record.nama, record.bukti["nama"][0].baris[0])
        for record in read(keys.DOCUMENTS["001"]).records
        if isinstance(record, Jabatan)
    }
    import json

    key = json.loads((GOLD / "iki-probolinggo-2019.json").read_text(encoding="utf-8"))
    assert lines == {(j["jabatan"], j["baris_jabatan"]["baris_001"]) for j in key["jabatan"]}


def test_the_head_of_each_document() -> None:
    heads = {name: read(name).dokumen for name in keys.DOCUMENTS.values()}
    facts = {name: (d.jenis, d.judul, d.instansi, d.wilayah, d.tahun) for name, d in heads.items()}
    title = "INDIKATOR KINERJA INDIVIDU (IKI) ESELON III & IV"
    assert facts == {
        "metadata-sipd-jumlah-kkks.txt": ("metadata", None, None, None, None),
        "iki-dinsos-probolinggo-2019.md": ("iki", title, "DINAS SOSIAL", "KOTA PROBOLINGGO", 2019),
        "iki-dinsos-probolinggo-2019.txt": ("iki", title, "DINAS SOSIAL", "KOTA PROBOLINGGO", None),
        "iku-dinsos-tapin-2020.txt": (
            "iku",
            "INDIKATOR KINERJA UTAMA",
            "DINAS SOSIAL KABUPATEN TAPIN",
            "KABUPATEN TAPIN",
            2020,
        ),
        "cascading-dinas-sosial.txt": ("cascading", "CASCADING DINAS SOSIAL", "DINAS SOSIAL", None, None),
    }


def test_the_text_layer_of_the_iki_is_read_to_the_end() -> None:
    """The rendering whose cells are spread over lines: as many records as with markup, no line left, no warning."""
    plain, marked = read(PLAIN_IKI), read(keys.DOCUMENTS["001"])
    assert (plain.tak_terbaca, plain.peringatan) == ((), ())
    counts = {"Jabatan": 15, "Tugas": 124, "Fungsi": 27, "Kinerja": 20, "Indikator": 40, "Formula": 40, "Definisi": 16}
    assert Counter(record.jenis for record in plain.records) == Counter(record.jenis for record in marked.records)
    assert Counter(record.jenis for record in plain.records) == counts


# Read off the file: kind, words with their spacing mended, words as printed, first and last line.
PRINTED = (
    ("Jabatan", "Kepala Sub. Bagian Tata Usaha", "KepalaSub. Bagian Tata Usaha", (204, 204)),
    ("Jabatan", "Kepala Seksi Jaminan Sosial", "KepalaSeksi Jaminan Sosial.", (1999, 1999)),
    (
        "Tugas",
        "Mengoordinasikan pelaksanaan analisis jabatan, analisis beban kerja dan standar kompetensi pegawai Dinas",
        "Mengoordinasikan pelaksanaan analisis jabatan, analisis beban kerja danstandar kompetensi pegawai Dinas",
        (216, 216),
    ),
    (
        "Tugas",
        "Melaksanakan kegiatan kehumasan dan keprotokolan serta pelayanan penerimaan tamu Dinas",
        "Melaksanakan kegiatan kehumasan dan keprotokolan serta pelayananpenerimaan tamu Dinas",
        (226, 226),
    ),
    (
        "Kinerja",
        "Meningkatnya Kesejahteraan Penyandang Masalah Kesejahteraan Sosial (PMKS)",
        "MeningkatnyaKesejahte raanPenyandangMasal ahKesejahteraanSosial (PMKS)",
        (533, 539),
    ),
    (
        "Indikator",
        "Persentase Penyandang Masalah Kesejahteran Sosial (PMKS) yang mendapatkan rehabilitasi Sosial",
        "PersentasePenyandangMasalahKes ejahteranSosial (PMKS) yang mendapatkanrehabilitasiSosial",
        (543, 547),
    ),
    (
        "Kinerja",
        "Meningkatnya Pengembangan Kapasitas dalam Rangka Pengentasan Kemiskinan",
        "MeningkatnyaPengembangan KapasitasdalamRangkaPenge ntasanKemiskinan",
        (1183, 1187),
    ),
)


@pytest.mark.parametrize(("kind", "mended", "printed", "lines"), PRINTED)
def test_words_whose_spacing_is_mended_keep_their_printed_form(
    kind: str, mended: str, printed: str, lines: tuple[int, int]
) -> None:
    found = [
        (said[words], said["teks_tercetak"], record.bukti[words][0].baris, record.bukti["teks_tercetak"][-1].baris[1])
        for record in read(PLAIN_IKI).records
        for said in (values(record),)
        for words in ("nama", "teks")
        if record.jenis == kind and said.get("teks_tercetak") and words in said
    ]
    assert (mended, printed, lines, lines[1]) in found


def test_a_printed_form_differs_from_the_mended_one_in_spacing_and_closing_marks_alone() -> None:
    for record in read(PLAIN_IKI).records:
        said = values(record)
        if printed := said.get("teks_tercetak"):
            words = str(said.get("nama") or said["teks"])
            assert printed != words
            assert "".join(str(printed).split()).rstrip(" .;") == "".join(words.split())


@pytest.mark.parametrize("name", keys.DOCUMENTS.values())
def test_no_personal_data_is_read(name: str) -> None:
    """Names, ranks and NIP of the signature stay out of every record."""
    said = " ".join(str(value) for record in read(name).records for value in values(record).values())
    for word in ("NIP", "Pembina Utama", "penanda tangan", "disamarkan"):
        assert word not in said


def test_every_label_of_a_metadata_sheet_has_its_code() -> None:
    from rdflib import SKOS, Graph

    from kgkesos.normalize import slug
    from kgkesos.reading import label
    from kgkesos.vocab import KODE

    codes = Graph().parse(resources.folder("ontology") / "kode.ttl")
    notations = {name: str(codes.value(KODE[f"bidang/{slug(name)}"], SKOS.notation)) for name in label.LABELS}
    assert notations == {name: name for name in label.LABELS}


def test_every_other_wording_of_a_label_has_a_code_that_is_described() -> None:
    from rdflib import RDF, Graph

    from kgkesos.reading import label
    from kgkesos.vocab import KESOS, KODE

    codes = Graph().parse(resources.folder("ontology") / "kode.ttl")
    wordings = {code for code, _ in label.WORDINGS}
    assert {code for code in wordings if (KODE[f"bidang/{code}"], RDF.type, KESOS.JenisBidang) not in codes} == set()
