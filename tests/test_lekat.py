"""Glued and cut words: mended by what the document and the language know, and only where they do."""

from __future__ import annotations

import pytest

from kgkesos.reading.excerpt import Excerpt, Source
from kgkesos.reading.kata.kosakata import Vocabulary, has_prefix, is_derived, is_root
from kgkesos.reading.kata.lekat import Mender

# A document of another office; every word that the cases below part or join stands in it, or in the language.
PRINTED = """
Bagian ini memuat program kerja dan standar pelayanan kesehatan bagi penerima manfaat di wilayah kerja.
Bidang ini memuat program kerja dan standar pelayanan kesehatan untuk penerima bantuan di wilayah kerja.
Seksi ini melaksanakan pelayanan kesehatan masyarakat serta pembinaan Puskesmas dan Posyandu di kota.
Seksi ini melaksanakan pelayanan kesehatan masyarakat serta pembinaan Puskesmas dan Posyandu di desa.
Kepala Seksi Gizi memberi laporan, yang disusun oleh tenaga gizi, kepada Kepala Bidang tiap bulan sekali.
Kepala Seksi Gizi memberi laporan, yang disusun oleh tenaga gizi, kepada Kepala Bidang tiap tahun sekali.
"""


def mender(text: str = PRINTED) -> Mender:
    return Mender.of(Source.of(text, "0" * 64))


def excerpt(text: str) -> Excerpt:
    return Source.of(text, "0" * 64).span(0, len(text))


@pytest.mark.parametrize(
    ("printed", "mended"),
    [
        ("Menyusun programkerja Bidang", "Menyusun program kerja Bidang"),
        ("Pelayanan lintasdaerah kabupaten", "Pelayanan lintas daerah kabupaten"),
        ("Penanganan bencanakabupaten", "Penanganan bencana kabupaten"),
        ("sesuai danstandar", "sesuai dan standar"),
        ("PelayananKesehatanMasyarakat", "Pelayanan Kesehatan Masyarakat"),
        ("KepalaSeksi Gizi", "Kepala Seksi Gizi"),
        ("penerimamanfaatPelayanan", "penerima manfaat Pelayanan"),
        ("laporan,serta pembinaan", "laporan, serta pembinaan"),
        ("Puskesmas(PKM) yang", "Puskesmas (PKM) yang"),
        ("ƒ(x) =ΣPuskesmas", "ƒ(x) = Σ Puskesmas"),
        ("berhasildiberdayakan", "berhasil diberdayakan"),
    ],
)
def test_glued_words_are_parted(printed: str, mended: str) -> None:
    assert mender().parted(excerpt(printed)).text == mended


@pytest.mark.parametrize(
    "printed",
    [
        "ketatausahaan",
        "kerumahtanggaan",
        "pertanggungjawaban",
        "didayagunakan",
        "kesiapsiagaan",
        "ketidakmampuan",
        "dialihmediakan",
        "dibidang kesehatan",
        "prasarana pascabencana",
        "kerjasama dan tanggungjawab",
        "sukarela",
        "Sekretaris Komunikasi Aparatur sementara",
        "WhatsApp dan YouTube",
        "e-mail: dinas@contoh.go.id",
        "pemeriksanaan barang",
    ],
)
def test_words_of_their_own_stay_whole(printed: str) -> None:
    assert mender().parted(excerpt(printed)).text == printed


def test_what_a_document_prints_so_each_time_is_its_spelling() -> None:
    often = PRINTED + "".join(f"Pada {n} Seksigizi ini ada.\n" for n in range(3))
    assert mender(often).parted(excerpt("tugas Seksigizi kota")).text == "tugas Seksigizi kota"
    assert mender().parted(excerpt("tugas Seksigizi kota")).text == "tugas Seksi gizi kota"


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        (("MeningkatnyaKeseha", "tanMasyarakat"), "Meningkatnya Kesehatan Masyarakat"),
        (("pembinaan Pus", "kesmas di kota"), "pembinaan Puskesmas di kota"),
        (("rumah tangga ber-", "PHBS"), "rumah tangga ber-PHBS"),
        (("program kerja di", "bidang kesehatan"), "program kerja di bidang kesehatan"),
        (("program", "kerja"), "program kerja"),
        (("penanganan stunting", "balita"), "penanganan stunting balita"),
        (("(PMK", "S) yang"), "(PMKS) yang"),
    ],
)
def test_lines_are_joined_with_or_without_a_space(lines: tuple[str, str], joined: str) -> None:
    printed = PRINTED + "yang termasuk PMKS itu, dan PMKS ini ada\n" + "\n".join(lines) + "\n"
    source = Source.of(printed, "0" * 64)
    last = source.line_count - 1
    assert Mender.of(source).text([source.line(last - 1), source.line(last)]).text == joined


def test_where_lines_end_in_a_space_one_without_is_cut() -> None:
    lines = [f"Baris nomor {n} memuat kata. \n" for n in range(20)]
    source = Source.of("".join([*lines, "kata Xyli\n", "tolan dan \n", "kata jalan \n", "sapi dan \n"]), "0" * 64)
    found = Mender.of(source)
    assert found.spaced_ends
    assert found.text([source.line(21), source.line(22)]).text == "kata Xylitolan dan"
    assert found.text([source.line(23), source.line(24)]).text == "kata jalan sapi dan"


def test_no_letter_changes_and_each_knows_its_place() -> None:
    source = Source.of(PRINTED + "MeningkatnyaKeseha\ntanMasyarakat\n", "0" * 64)
    last = source.line_count - 1
    mended = Mender.of(source).text([source.line(last - 1), source.line(last)])
    quotes = mended.bukti(source)
    assert " ".join(quote.kutipan for quote in quotes).replace("\n", "") == "MeningkatnyaKesehatanMasyarakat"
    assert all(source.text[quote.awal : quote.akhir] == quote.kutipan for quote in quotes)


def test_a_word_at_the_edge_of_a_line_or_cell_does_not_count() -> None:
    words = Vocabulary.of(Source.of("Awal tengah akhir\nsel kiri ujung   tepi kanan batas\n", "0" * 64))
    assert [words.count(word) for word in ("awal", "tengah", "akhir", "ujung", "tepi", "kanan")] == [0, 1, 0, 0, 0, 1]


def test_roots_and_derived_words() -> None:
    assert is_root("masalah")
    assert not is_root("ah")
    assert is_derived("dibidang")
    assert not is_derived("programkerja")
    assert has_prefix("diberdayakan")
    assert not has_prefix("usahaan")
