"""Layouts that offices use, each in a small document: what is read, and what is left rather than guessed."""

from __future__ import annotations

from collections import Counter

import pytest
from test_kinds_tables import read, words

from kgkesos.records import Definisi, Indikator, Metadata, Reading, Sasaran, Target

Tie = tuple[str, str | None, str | None]


def ties(reading: Reading) -> list[Tie]:
    """Each record that has words, and the words of what it hangs under."""
    named = {record.id: words(record) for record in reading.records}
    return [(r.jenis, named.get(r.induk or ""), words(r)) for r in reading.records if words(r)]


def codes(reading: Reading) -> set[str]:
    return {warning.kode for warning in reading.peringatan}


HEAD = "Sasaran / Kegiatan          Indikator             Target\n"


def test_a_programme_over_the_tables_holds_for_all_their_rows() -> None:
    text = (
        "RENCANA AKSI TAHUN 2024\n\nProgram : Program Bina Desa\n\n" + HEAD + "\n"
        "Sasaran: Meningkatnya       Jumlah desa maju      5\n"
        "desa yang maju\n\n"
        "Kegiatan: Pelatihan         Jumlah peserta        9\n\n"
        "hal. 1\n\nRENCANA AKSI TAHUN 2024\n\n" + HEAD + "\n"
        "Sasaran: Menurunnya         Angka desa            7\n"
        "desa tertinggal             tertinggal\n\n"
        "Kegiatan: Pembinaan         Jumlah rapat          2\n"
    )
    found = read(text)
    assert ties(found) == [
        ("Program", None, "Program Bina Desa"),
        ("Sasaran", None, "Meningkatnya desa yang maju"),
        ("Indikator", "Meningkatnya desa yang maju", "Jumlah desa maju"),
        ("Kegiatan", "Program Bina Desa", "Pelatihan"),
        ("Indikator", "Pelatihan", "Jumlah peserta"),
        ("Sasaran", None, "Menurunnya desa tertinggal"),
        ("Indikator", "Menurunnya desa tertinggal", "Angka desa tertinggal"),
        ("Kegiatan", "Program Bina Desa", "Pembinaan"),
        ("Indikator", "Pembinaan", "Jumlah rapat"),
    ]
    assert found.tak_terbaca == ()


def test_columns_that_run_into_one_another_are_left() -> None:
    text = (
        "RENCANA KERJA (RENJA) TAHUN 2024\nDINAS SOSIAL\n\n"
        "Sasaran            Indikator           Satuan     Target\n\n"
        "Meningkatnya mutu layanan sosial Jumlah lansia   Orang      10\n\n"
        "Menurunnya aduan   Jumlah aduan        Aduan      4\n\n"
        "Kode      Program        Indikator        Target\n\n"
        "1.06.02   Program A      Jumlah desa      5\n"
    )
    found = read(text)
    assert [r.nama for r in found.records if isinstance(r, Indikator)] == ["Jumlah desa"]
    assert "kolom-menyatu" in codes(found)
    assert {"tabel yang kolomnya tidak terpisah"} == {left.alasan for left in found.tak_terbaca}


def test_the_rest_of_a_torn_name_is_no_indicator() -> None:
    text = (
        "RENCANA KERJA TAHUN 2024\nDINAS SOSIAL\n\nKode\tProgram\tIndikator\tTarget\n"
        "1.06.02\tProgram A\tJumlah desa\t5\n\n1.06.04\tProgram B\tyang tepat waktu\t6\n"
    )
    found = read(text)
    assert [r.nama for r in found.records if isinstance(r, Indikator)] == ["Jumlah desa"]
    assert "indikator-terpotong" in codes(found)


def test_heads_right_above_rows_take_none_of_them() -> None:
    text = (
        "RENCANA KERJA TAHUN 2024\nDINAS SOSIAL\n\n"
        "Sasaran           Indikator          Target\n"
        "Strategis         Kinerja            2024\n"
        "Pelayanan prima   Indeks kepuasan    80\n"
        "Tata kelola baik  Nilai akuntabel    B\n"
    )
    found = read(text)
    assert ties(found) == [
        ("Sasaran", None, "Pelayanan prima"),
        ("Indikator", "Pelayanan prima", "Indeks kepuasan"),
        ("Sasaran", None, "Tata kelola baik"),
        ("Indikator", "Tata kelola baik", "Nilai akuntabel"),
    ]


def test_a_caption_inside_a_fixed_table_is_read_as_one() -> None:
    text = (
        "RENCANA KERJA TAHUN 2024\nDINAS SOSIAL\n\n"
        "Program        Indikator        Target\n\n"
        "Sasaran : Meningkatnya layanan\n\n"
        "Program A      Jumlah desa      5\n\n"
        "Sasaran : Menurunnya aduan masyarakat\n\n"
        "Program B      Jumlah aduan     2\n"
    )
    assert [tie for tie in ties(read(text)) if tie[0] == "Program"] == [
        ("Program", "Meningkatnya layanan", "Program A"),
        ("Program", "Menurunnya aduan masyarakat", "Program B"),
    ]


TREE = "POHON KINERJA DINAS SOSIAL KABUPATEN CONTOH TAHUN 2024\n\n"
NODES = [
    ("Sasaran", None, "Menurunnya kemiskinan"),
    ("Sasaran", "Menurunnya kemiskinan", "Meningkatnya pendapatan"),
    ("Sasaran", "Meningkatnya pendapatan", "Tersalurnya modal usaha"),
    ("Sasaran", "Menurunnya kemiskinan", "Menurunnya beban pengeluaran"),
    ("Sasaran", "Menurunnya beban pengeluaran", "Tersalurnya bantuan"),
]
INDICATORS = [
    ("Menurunnya kemiskinan", "Angka kemiskinan"),
    ("Meningkatnya pendapatan", "Rata-rata pendapatan"),
    ("Tersalurnya modal usaha", "Jumlah penerima modal"),
    ("Tersalurnya modal usaha", "Nilai modal"),
    ("Menurunnya beban pengeluaran", "Rasio beban"),
    ("Tersalurnya bantuan", "Jumlah penerima bantuan"),
]
NUMBERED = (
    "No\tKinerja\tIndikator\tTarget\n"
    "1\tMenurunnya kemiskinan\tAngka kemiskinan\t5\n"
    "1.1\tMeningkatnya pendapatan\tRata-rata pendapatan\t6\n"
    "1.1.1\tTersalurnya modal usaha\tJumlah penerima modal\t7\n"
    "\t\tNilai modal\t8\n"
    "1.2\tMenurunnya beban pengeluaran\tRasio beban\t9\n"
    "1.2.1\tTersalurnya bantuan\tJumlah penerima bantuan\t10\n"
)
LEVELED = (
    "| Jenjang | Uraian | Indikator | Target |\n|---|---|---|---|\n"
    "| Final Outcome | Menurunnya kemiskinan | Angka kemiskinan | 5 |\n"
    "| Intermediate Outcome | Meningkatnya pendapatan | Rata-rata pendapatan | 6 |\n"
    "| Output | Tersalurnya modal usaha | Jumlah penerima modal | 7 |\n"
    "| | | Nilai modal | 8 |\n"
    "| Intermediate Outcome | Menurunnya beban pengeluaran | Rasio beban | 9 |\n"
    "| Output | Tersalurnya bantuan | Jumlah penerima bantuan | 10 |\n"
)
IN_COLUMNS = (
    "Ultimate Outcome\tIntermediate Outcome\tOutput\tIndikator\tTarget\n"
    "Menurunnya kemiskinan\t\t\tAngka kemiskinan\t5\n"
    "\tMeningkatnya pendapatan\t\tRata-rata pendapatan\t6\n"
    "\t\tTersalurnya modal usaha\tJumlah penerima modal\t7\n"
    "\t\t\tNilai modal\t8\n"
    "\tMenurunnya beban pengeluaran\t\tRasio beban\t9\n"
    "\t\tTersalurnya bantuan\tJumlah penerima bantuan\t10\n"
)
BY_PARENT = (
    "No\tInduk\tKinerja\tIndikator\tTarget\n"
    "1.1\t\tMenurunnya kemiskinan\tAngka kemiskinan\t5\n"
    "2.1\t1.1\tMeningkatnya pendapatan\tRata-rata pendapatan\t6\n"
    "3.1\t2.1\tTersalurnya modal usaha\tJumlah penerima modal\t7\n"
    "\t\t\tNilai modal\t8\n"
    "2.2\t1.1\tMenurunnya beban pengeluaran\tRasio beban\t9\n"
    "3.2\t2.2\tTersalurnya bantuan\tJumlah penerima bantuan\t10\n"
)


@pytest.mark.parametrize(
    "table", [NUMBERED, LEVELED, IN_COLUMNS, BY_PARENT], ids=["nomor", "jenjang", "kolom", "induk"]
)
def test_a_tree_in_a_table(table: str) -> None:
    found = read(TREE + table + "\nKeterangan:\nCSF = faktor kunci\n")
    assert found.dokumen.jenis == "pohon-kinerja"
    told = ties(found)
    assert [tie for tie in told if tie[0] == "Sasaran"] == NODES
    assert [tie[1:] for tie in told if tie[0] == "Indikator"] == INDICATORS
    targets = [(r.nilai, r.tahun) for r in found.records if isinstance(r, Target)]
    assert targets == [(str(n), 2024) for n in range(5, 11)]
    assert found.tak_terbaca == ()


def test_a_node_of_unknown_place_is_left() -> None:
    found = read(TREE + NUMBERED + "\tTersedianya data\tJumlah data\t3\n")
    assert "Tersedianya data" not in {r.teks for r in found.records if isinstance(r, Sasaran)}
    assert "Jumlah data" not in {r.nama for r in found.records if isinstance(r, Indikator)}
    assert "simpul-tidak-diketahui-induknya" in codes(found)


CARD = "STANDAR DATA STATISTIK TAHUN 2023\n\nJudul Data\tJumlah Lansia\nVariabel\tLansia\nSatuan\tOrang\n"


@pytest.mark.parametrize(
    "table",
    [
        "No\tKonsep\tDefinisi\tUkuran\n1\tLansia\tOrang berumur 60 tahun ke atas\tJumlah\n",
        "| Konsep | Definisi | Contoh |\n|---|---|---|\n| Lansia | Orang berumur 60 tahun ke atas | Kakek |\n",
        "Konsep\tDefinisi\nLansia\tOrang berumur 60 tahun ke atas\n",
        "No\tKonsep\tDefinisi\tUkuran\n1\tLansia\tOrang berumur\tJumlah\n\t\t60 tahun ke atas\t\n",
    ],
    ids=["nomor", "kepala tak dikenal", "dua kolom", "terlipat"],
)
def test_a_table_of_concepts_inside_a_card(table: str) -> None:
    found = read(CARD + table + "Produsen Data\tDinas Sosial\n")
    defined = [(r.istilah, r.definisi) for r in found.records if isinstance(r, Definisi)]
    assert defined == [("Lansia", "Orang berumur 60 tahun ke atas")]
    fields = Counter(r.label for r in found.records if isinstance(r, Metadata) and r.kepastian == "pasti")
    assert fields == {"JUDUL DATA": 1, "VARIABEL": 1, "SATUAN": 1, "PRODUSEN DATA": 1}


def test_labels_and_values_side_by_side_are_no_table_of_concepts() -> None:
    text = "Judul Data\tJumlah Lansia\nKonsep\tLansia\tDefinisi\tOrang tua\nSatuan\tOrang\tUkuran\tJumlah\n"
    found = read("STANDAR DATA STATISTIK TAHUN 2023\n\n" + text)
    said = {r.label: r.nilai for r in found.records if isinstance(r, Metadata)}
    assert (said["KONSEP"], said["DEFINISI"], said["SATUAN"], said["UKURAN"]) == (
        "Lansia", "Orang tua", "Orang", "Jumlah",
    )  # fmt: skip


def test_a_card_whose_lines_have_empty_cells_at_their_end() -> None:
    wide = "\n".join(line + "\t\t\t" if line.count("\t") == 1 else line for line in CARD.split("\n"))
    said = [
        r.nilai
        for r in read(wide + "Ukuran\tJumlah\t\t\t\nProdusen Data\tDinas Sosial\t\t\t\n").records
        if isinstance(r, Metadata)
    ]
    assert said == ["Jumlah Lansia", "Lansia", "Orang", "Jumlah", "Dinas Sosial"]


@pytest.mark.parametrize(
    ("line", "nilai"),
    [
        ("Target\t1.3 Menerapkan perlindungan sosial", "1.3 Menerapkan perlindungan sosial"),
        ("Target : 1.3 Menerapkan perlindungan sosial", "1.3 Menerapkan perlindungan sosial"),
        ("TARGET 1.3 Menerapkan perlindungan sosial", "Menerapkan perlindungan sosial"),
        ("Target 1.3 : Menerapkan perlindungan sosial", "Menerapkan perlindungan sosial"),
    ],
)
def test_the_number_of_a_label_is_no_part_of_the_value(line: str, nilai: str) -> None:
    text = (
        f"METADATA INDIKATOR TPB/SDGs KOTA CONTOH\n\nTujuan : Tanpa kemiskinan\n{line}\n"
        "Indikator : 1.3.1 Proporsi warga\n"
        "Konsep dan Definisi : Warga adalah penduduk.\nMetode Perhitungan / Rumus : Jumlah warga\nManfaat : Kajian\n"
    )
    found = read(text).records
    assert [r.nilai for r in found if isinstance(r, Metadata) and r.label == "TARGET"] == [nilai]
    assert "Formula" in {record.jenis for record in found}


def test_a_post_that_ends_the_words_of_a_cell_ends_no_table() -> None:
    text = (
        "RENCANA KERJA SATUAN POLISI PAMONG PRAJA KABUPATEN CONTOH TAHUN 2024\n\n"
        "Kode               Program/Kegiatan       Indikator               Satuan   Target 2024\n"
        "1.05.02            Program Ketertiban     Persentase gangguan     Persen   92\n"
        "                   Umum                   yang diselesaikan\n"
        "1.05.02.2.02       Penegakan Peraturan    Persentase              Persen   88\n"
        "                   Daerah dan Peraturan   pelanggaran yang\n"
        "                   Kepala Daerah          ditindaklanjuti\n"
        "1.05.02.2.03       Pembinaan menurut      Jumlah aparatur yang    Orang    40\n"
        "                   Peraturan              dibina\n"
        "                   Bupati/Wali Kota\n\n"
        "Contoh, 21 Juli 2023\nKepala Satuan,\n"
    )
    found = read(text)
    assert [line for line in ties(found) if line[0] == "Kegiatan"] == [
        ("Kegiatan", "Program Ketertiban Umum", "Penegakan Peraturan Daerah dan Peraturan Kepala Daerah"),
        ("Kegiatan", "Program Ketertiban Umum", "Pembinaan menurut Peraturan Bupati/Wali Kota"),
    ]
    assert found.tak_terbaca == ()
