"""Tables whose cells a text layer spread over lines: small ones, each with one thing that tells where a cell ends."""

from __future__ import annotations

from pathlib import Path

from kgkesos.reading import document
from kgkesos.reading.excerpt import Source
from kgkesos.records import Formula, Indikator, Kinerja, Reading

HEAD = """INDIKATOR KINERJA INDIVIDU
DINAS PERTANIAN KABUPATEN CONTOH
1. JABATAN : Kepala Bidang Tanaman Pangan
2. TUGAS :
a. Menyusun rencana kerja Bidang Tanaman Pangan;
b. Melaksanakan tugas lain yang diberikan oleh Kepala Dinas.
"""
TITLES = "KINERJA INDIKATOR KINERJA PENJELASAN/FORMULASI PENGHITUNGAN SUMBER DATA\n"


def read(table: str, titles: str = TITLES) -> Reading:
    return document.read_source(Source.of(HEAD + titles + table, "0" * 64), Path("contoh.txt"))


def said(reading: Reading) -> list[tuple[str, ...]]:
    """Results as they stand, indicators with their source, formulas with their form and parts."""
    found: list[tuple[str, ...]] = []
    for record in reading.records:
        if isinstance(record, Kinerja):
            found.append(("kinerja", record.teks))
        elif isinstance(record, Indikator):
            found.append(("indikator", record.nama, record.sumber_data or ""))
        elif isinstance(record, Formula):
            parts = (record.pembilang, record.penyebut, record.pengali, record.objek_hitung)
            found.append((record.bentuk, *("" if part is None else str(part) for part in parts)))
    return found


RATIO = """Meningkatnya produksi padi
Persentase lahan yang ditanami
Formulasi Penghitungan :
Jumlah lahan yang
ditanami
Jumlah seluruh lahan
"""
LAHAN = ("rasio", "Jumlah lahan yang ditanami", "Jumlah seluruh lahan")


def test_a_quantity_above_another_is_a_ratio_and_the_multiplier_beside_it_its_own() -> None:
    wanted = [("kinerja", "Meningkatnya produksi padi"), ("indikator", "Persentase lahan yang ditanami", "")]
    assert said(read(RATIO + "x 100%\n")) == [*wanted, (*LAHAN, "100", "")]
    assert said(read(RATIO.replace("ditanami\nJumlah", "ditanami x 100%\nJumlah"))) == [*wanted, (*LAHAN, "100", "")]
    assert said(read(RATIO)) == [*wanted, (*LAHAN, "", "")]


def test_multipliers_gathered_at_the_end_go_to_as_many_ratios_in_their_order() -> None:
    other = "Persentase petani yang dilatih\nFormulasi Penghitungan :\nJumlah petani yang dilatih\nJumlah petani\n"
    both = said(read(RATIO + other + "X 100%\nX 1.000\n"))
    assert [row[3] for row in both if row[0] == "rasio"] == ["100", "1000"]


def test_multipliers_that_are_not_as_many_as_the_ratios_are_given_to_none_and_told() -> None:
    reading = read(RATIO + "Bidang Tanaman Pangan\nX 100%\nX 100%\n")
    assert said(reading)[-1] == (*LAHAN, "", "")
    assert "pengali-tanpa-rumus" in [warning.kode for warning in reading.peringatan]
    assert [left.alasan for left in reading.tak_terbaca] == ["pengali tanpa rumus"]


def test_a_source_that_is_a_unit_the_document_knows_ends_with_its_name() -> None:
    table = RATIO + "x 100%\n- Bidang Tanaman\nPangan\nPembinaan kelompok tani\nJumlah kelompok yang dibina\n"
    found = said(read(table + "Formulasi Penghitungan :\nƒ(x) = Σ kelompok yang dibina\n"))
    assert found[1] == ("indikator", "Persentase lahan yang ditanami", "Bidang Tanaman Pangan")
    assert found[3:] == [
        ("kinerja", "Pembinaan kelompok tani"),
        ("indikator", "Jumlah kelompok yang dibina", ""),
        ("jumlah", "", "", "", "kelompok yang dibina"),
    ]


def test_a_source_on_the_last_line_of_a_formula_is_a_cell_of_its_own() -> None:
    table = (
        "Meningkatnya produksi padi\nJumlah kelompok tani\nRumus :\nƒ(x) = Σ kelompok tani - Bidang Tanaman Pangan\n"
    )
    assert said(read(table))[1:] == [
        ("indikator", "Jumlah kelompok tani", "Bidang Tanaman Pangan"),
        ("jumlah", "", "", "", "kelompok tani"),
    ]


def test_a_change_in_letters_keeps_its_legend() -> None:
    table = """Meningkatnya produksi padi
Persentase peningkatan produksi
Rumus :
(A - B)
B
x 100%
A = produksi tahun ini
B = produksi tahun lalu
Laporan tahunan
"""
    reading = read(table)
    assert said(reading)[1:] == [
        ("indikator", "Persentase peningkatan produksi", "Laporan tahunan"),
        ("perubahan", "A - B", "B", "100", ""),
    ]
    (formula,) = [record for record in reading.records if isinstance(record, Formula)]
    assert formula.legenda == ("A = produksi tahun ini", "B = produksi tahun lalu")


def test_without_labels_a_ratio_opens_at_its_first_quantity() -> None:
    table = RATIO.replace("Formulasi Penghitungan :\n", "") + "x 100%\nBidang Tanaman Pangan\n"
    assert said(read(table))[1:] == [
        ("indikator", "Persentase lahan yang ditanami", "Bidang Tanaman Pangan"),
        (*LAHAN, "100", ""),
    ]


def test_a_name_that_nothing_parts_from_its_source_is_left() -> None:
    reading = read("Meningkatnya produksi padi\nNilai evaluasi kinerja\nInspektorat\n" + RATIO)
    assert [row for row in said(reading) if row[0] == "indikator"] == [
        ("indikator", "Persentase lahan yang ditanami", "")
    ]
    assert "Nilai evaluasi kinerja" in " ".join(left.kutipan for left in reading.tak_terbaca)
    assert "tabel-tersebar" in [warning.kode for warning in reading.peringatan]


def test_rows_that_are_numbered_and_heads_that_go_on_below() -> None:
    titles = "NO SASARAN KINERJA INDIKATOR KINERJA FORMULASI PERHITUNGAN SUMBER\nDATA\n"
    reading = read("1 " + RATIO + "x 100%\n2 Terpenuhinya benih\nJumlah benih\nΣ benih yang ada\n", titles)
    assert [row[1] for row in said(reading) if row[0] == "kinerja"] == [
        "Meningkatnya produksi padi",
        "Terpenuhinya benih",
    ]
    assert reading.tak_terbaca == ()


def test_a_page_break_inside_a_table_is_no_cell() -> None:
    head, tail = RATIO.split("Jumlah seluruh")
    plain = said(read(RATIO + "x 100%\n"))
    assert said(read(f"{head}Halaman 2\n{TITLES}Jumlah seluruh{tail}x 100%\n")) == plain
    running = f"4 | IKI Dinas Pertanian\n{head}5 | IKI Dinas Pertanian\nJumlah seluruh{tail}x 100%\n"
    assert said(read(running)) == plain


def test_titles_each_on_its_own_line_make_a_head_where_cells_follow_and_none_where_cells_stand_among_them() -> None:
    titles = "KINERJA\nINDIKATOR KINERJA\nPENJELASAN/FORMULASI PENGHITUNGAN\nSUMBER DATA\n"
    assert said(read(RATIO + "x 100%\n", titles)) == said(read(RATIO + "x 100%\n"))
    mixed = "KINERJA\nINDIKATOR KINERJA\nMeningkatnya produksi padi\nPENJELASAN/FORMULASI PENGHITUNGAN\n"
    reading = read("Persentase lahan\nSUMBER DATA\nBidang Tanaman Pangan\n", mixed)
    assert said(reading) == []
    assert "tabel-tersebar" in [warning.kode for warning in reading.peringatan]


def test_cells_of_two_columns_on_one_line_are_not_taken_for_one() -> None:
    reading = read("Meningkatnya mutu beras, Persentase beras yang\ntata kelola lumbung diuji tepat waktu\n" + RATIO)
    assert said(reading) == []


LAID = """       KINERJA               INDIKATOR KINERJA          PENJELASAN/FORMULASI PENGHITUNGAN        SUMBER DATA
 Meningkatnya produksi    Persentase lahan yang       Formulasi Penghitungan :              Bidang Tanaman
 padi                     ditanami                         Jumlah lahan yang                Pangan
                                                               ditanami        x 100%
                                                         Jumlah seluruh lahan
                          Jumlah kelompok tani        Formulasi Penghitungan :              Laporan bulanan
                                                      ƒ(x) = Σ kelompok tani
"""


def test_cells_side_by_side_are_parted_by_white_space() -> None:
    assert said(read(LAID, "")) == [
        ("kinerja", "Meningkatnya produksi padi"),
        ("indikator", "Persentase lahan yang ditanami", "Bidang Tanaman Pangan"),
        (*LAHAN, "100", ""),
        ("indikator", "Jumlah kelompok tani", "Laporan bulanan"),
        ("jumlah", "", "", "", "kelompok tani"),
    ]


def test_a_column_that_nothing_tells_leaves_the_table() -> None:
    titles = "KINERJA INDIKATOR KINERJA SATUAN TARGET FORMULASI PENGHITUNGAN SUMBER DATA\n"
    reading = read("Meningkatnya produksi padi\nPersentase lahan yang ditanami\n%\n80\nRumus :\nJumlah lahan\n", titles)
    assert said(reading) == []
    (told,) = [warning for warning in reading.peringatan if warning.kode == "tabel-tersebar"]
    assert "SATUAN, TARGET" in told.pesan


def lines_left(reading: Reading) -> list[str]:
    return [line for left in reading.tak_terbaca for line in left.kutipan.splitlines()]


def test_a_table_whose_formulas_would_be_taken_for_indicators_is_left_whole() -> None:
    table = (
        "Meningkatnya mutu SD\nAngka Partisipasi Murni SD\nJumlah siswa di SD dibagi jumlah penduduk usia SD x 100%\n"
        "Dapodik\nAngka putus sekolah\nJumlah siswa putus sekolah dibagi jumlah siswa x 100%\nDapodik\n"
    )
    for titles in (TITLES, "KINERJA\nINDIKATOR KINERJA\nFORMULASI\nSUMBER DATA\n"):
        reading = read(table, titles)
        assert said(reading) == []
        assert "tabel-tersebar" in [warning.kode for warning in reading.peringatan]
        assert lines_left(reading) == table.splitlines()


def test_a_table_where_nothing_tells_what_the_words_below_an_indicator_are_is_left_whole() -> None:
    table = "Meningkatnya produksi padi\nPersentase lahan ditanami\nLahan yang ditanami petani\nBidang Tanaman Pangan\n"
    reading = read(table)
    assert said(reading) == []
    assert lines_left(reading) == table.splitlines()
