"""The level of a row or line: what it calls itself, and what its code says."""

from __future__ import annotations

from collections import Counter

import pytest
from test_kinds_layouts import codes, ties
from test_kinds_tables import read

from kgkesos.records import Formula, Indikator, Kegiatan, Program, Sasaran, SubKegiatan, Target

AGREED = (
    "PERJANJIAN KINERJA TAHUN 2023\nDINAS CONTOH KOTA CONTOH\n\n"
    "No\tSasaran\tIndikator Kinerja\tTarget\n1\tMeningkatnya layanan\tPersentase layanan\t75%\n\n"
)


@pytest.mark.parametrize("head", ["Program", "Program / Kegiatan"])
def test_a_row_under_a_programmes_head_is_what_it_calls_itself(head: str) -> None:
    rows = "Program Bina Warga\t1.000\nKegiatan Bina Remaja\t500\nSub Kegiatan Lomba\t200\nProgram Bina Desa\t9\n"
    found = ties(read(f"{AGREED}{head}\tAnggaran\n{rows}"))
    assert [tie for tie in found if tie[0] in ("Program", "Kegiatan", "SubKegiatan")] == [
        ("Program", None, "Program Bina Warga"),
        ("Kegiatan", "Program Bina Warga", "Bina Remaja"),
        ("SubKegiatan", "Bina Remaja", "Lomba"),
        ("Program", None, "Program Bina Desa"),
    ]


def test_in_columns_of_fixed_width_too() -> None:
    rows = (
        "Program                     Anggaran\n"
        "Program Bina Warga          Rp4.500.000\n"
        "Kegiatan Bina Remaja        Rp500.000\n"
    )
    found = read(AGREED + rows).records
    assert [r.nama for r in found if isinstance(r, Program)] == ["Program Bina Warga"]
    assert [r.nama for r in found if isinstance(r, Kegiatan)] == ["Bina Remaja"]


PLAN = "RENCANA KERJA DINAS CONTOH KABUPATEN CONTOH TAHUN 2024\n\n"


@pytest.mark.parametrize("group", ["1\tWAJIB PELAYANAN DASAR", "1\tURUSAN WAJIB", "1.06\tSOSIAL", "X.XX\tSEMUA BIDANG"])
def test_the_code_of_an_urusan_makes_no_kegiatan(group: str) -> None:
    head = "Kode\tUrusan/Program/Kegiatan/Sub Kegiatan\tIndikator Kinerja\tTarget 2024\n"
    rows = f"{group}\t\t\n1.06.01\tPROGRAM BINA\tNilai\t75\n1.06.01.2.01\tPerencanaan\tJumlah dokumen\t5\n"
    found = read(PLAN + head + rows)
    assert [tie[::2] for tie in ties(found)] == [
        ("Program", "PROGRAM BINA"), ("Indikator", "Nilai"),
        ("Kegiatan", "Perencanaan"), ("Indikator", "Jumlah dokumen"),
    ]  # fmt: skip
    assert not [warning for warning in found.peringatan if warning.kode == "induk-tidak-ditemukan"]


def test_the_code_of_an_urusan_in_the_cell_of_its_name() -> None:
    head = "Urusan/Program/Kegiatan\tIndikator Kinerja\tTarget 2024\n"
    rows = "1.06 SOSIAL\t\t\n1.06.01 PROGRAM BINA\tNilai\t75\n1.06.01.2.01 Perencanaan\tJumlah dokumen\t5\n"
    found = read(PLAN + head + rows).records
    assert [r.nama for r in found if isinstance(r, (Program, Kegiatan, SubKegiatan))] == ["PROGRAM BINA", "Perencanaan"]


def test_the_number_of_a_list_is_no_code_of_an_urusan() -> None:
    head = "Kode\tProgram/Kegiatan\tIndikator Kinerja\tTarget 2024\n"
    rows = "1\tProgram Bina\tNilai\t75\n1.01\tKegiatan Lomba\tJumlah lomba\t5\n2\tProgram Desa\tJumlah desa\t5\n"
    found = read(PLAN + head + rows).records
    assert [r.nama for r in found if isinstance(r, (Program, Kegiatan))] == ["Program Bina", "Lomba", "Program Desa"]


TREE = """POHON KINERJA DINAS CONTOH

Tujuan: Sejahtera
  Sasaran 1: Meningkatnya produksi
    Indikator: Produksi ikan
"""


def test_a_level_word_in_front_of_a_name_opens_a_node_of_an_outline() -> None:
    lines = (
        "    Program Pengelolaan Laut\n      Kegiatan Penangkapan\n        Sub Kegiatan Pengadaan\n"
        "  Sasaran 2: Meningkatnya mutu\n    Program Pengolahan\n      Indikator: Persentase unit\n"
    )
    assert ties(read(TREE + lines)) == [
        ("Tujuan", None, "Sejahtera"),
        ("Sasaran", "Sejahtera", "Meningkatnya produksi"),
        ("Indikator", "Meningkatnya produksi", "Produksi ikan"),
        ("Program", "Meningkatnya produksi", "Program Pengelolaan Laut"),
        ("Kegiatan", "Program Pengelolaan Laut", "Penangkapan"),
        ("SubKegiatan", "Penangkapan", "Pengadaan"),
        ("Sasaran", "Sejahtera", "Meningkatnya mutu"),
        ("Program", "Meningkatnya mutu", "Program Pengolahan"),
        ("Indikator", "Program Pengolahan", "Persentase unit"),
    ]


def test_a_name_that_breaks_off_goes_on_with_a_level_word() -> None:
    lines = (
        "  Sasaran 2: Meningkatnya mutu dan\n    Kegiatan Usaha\n    Indikator: Mutu pelaksanaan\n    kegiatan usaha\n"
    )
    assert ties(read(TREE + lines))[3:] == [
        ("Sasaran", "Sejahtera", "Meningkatnya mutu dan Kegiatan Usaha"),
        ("Indikator", "Meningkatnya mutu dan Kegiatan Usaha", "Mutu pelaksanaan kegiatan usaha"),
    ]


IKI = "INDIKATOR KINERJA INDIVIDU\nDINAS CONTOH\n1. JABATAN : Kepala Seksi A\n2. TUGAS :\na. menyusun rencana;\n\n"
COMPUTED = "KINERJA\tINDIKATOR KINERJA\tFORMULASI PENGHITUNGAN\tSUMBER DATA\nMeningkatnya B\tIndeks B\t{}\tBidang\n"


def formula_of(cell: str) -> Formula:
    return next(r for r in read(IKI + COMPUTED.format(cell)).records if isinstance(r, Formula))


@pytest.mark.parametrize("formula", ["P/Q x 100%", "Persentase = P/Q x 100%", "IKM = P / Q x 100%"])
def test_a_legend_before_its_ratio(formula: str) -> None:
    found = formula_of(f"P = jumlah peserta lulus; Q = jumlah peserta; {formula}")
    assert (found.bentuk, found.pembilang, found.penyebut, found.pengali) == ("rasio", "P", "Q", 100)
    assert (found.ekspresi, found.legenda) == (formula, ("P = jumlah peserta lulus", "Q = jumlah peserta"))


def test_letters_that_no_formula_uses_are_no_count() -> None:
    found = formula_of("P = jumlah peserta lulus; Q = jumlah peserta")
    assert (found.bentuk, found.ekspresi) == ("lain", "P = jumlah peserta lulus; Q = jumlah peserta")


def test_a_formula_before_its_legend_is_none_after_one() -> None:
    found = formula_of("A = B / C x 100%; B = jumlah lulus; C = jumlah peserta")
    assert (found.bentuk, found.pembilang, found.penyebut) == ("rasio", "B", "C")


STRATEGIC = (
    "RENCANA STRATEGIS DINAS CONTOH KABUPATEN CONTOH 2021-2026\nTujuan\tSasaran\tIndikator\tTarget Kinerja Tahun"
)
AIMS = "\nSejahtera\tMeningkatnya layanan\tPersentase layanan\t70\t72\t75\n\t\tPersentase warga\t50\t\t60\n"


@pytest.mark.parametrize(
    "years", ["\n\t\t\t2021\t2022\t2023", "\t\t\n2021\t2022\t2023", ""], ids=["lepas", "bergeser", "tanpa tahun"]
)
def test_a_target_whose_year_is_not_sure_is_left(years: str) -> None:
    found = read(STRATEGIC + years + AIMS)
    assert [r.nama for r in found.records if isinstance(r, Indikator)] == ["Persentase layanan", "Persentase warga"]
    assert not [r for r in found.records if isinstance(r, Target)]
    assert "target-tanpa-tahun" in codes(found)


def test_years_under_the_head_of_the_targets_are_theirs() -> None:
    found = read(STRATEGIC + "\t\t\n\t\t\t2021\t2022\t2023" + AIMS)
    assert [(r.tahun, r.nilai) for r in found.records if isinstance(r, Target)] == [
        (2021, "70"), (2022, "72"), (2023, "75"), (2021, "50"), (2023, "60"),
    ]  # fmt: skip


KEY = """DAFTAR INDIKATOR KINERJA KUNCI URUSAN KETENAGAKERJAAN
KABUPATEN CONTOH TAHUN 2022

No  IKK Outcome                          Rumus                                             Sumber Data
1   Persentase pengangguran              Jumlah penganggur                                  BPS
                                         --------------------- x 100%
"""
LOWER = "                                         Jumlah angkatan kerja\n"
NEXT = "2   Nilai warga                          Hasil survei warga                                 BPS\n"


@pytest.mark.parametrize("after", ["", NEXT], ids=["terakhir", "di tengah"])
def test_a_rule_between_two_quantities_is_a_fraction_bar(after: str) -> None:
    found = next(r for r in read(KEY + LOWER + NEXT + after).records if isinstance(r, Formula))
    assert (found.bentuk, found.pembilang, found.penyebut, found.pengali) == (
        "rasio", "Jumlah penganggur", "Jumlah angkatan kerja", 100,
    )  # fmt: skip


def test_a_rule_over_nothing_is_no_part_of_a_formula() -> None:
    found = next(r for r in read(KEY + NEXT).records if isinstance(r, Formula))
    assert (found.bentuk, found.ekspresi) == ("lain", "Jumlah penganggur x 100%")


PASTED = (
    "INDIKATOR KINERJA UTAMA\nDINAS CONTOH\n\nNo\tSasaran Strategis\tIndikator Kinerja\tFormulasi\tSumber\n"
    "\tUtama\tPerhitungan\tData\n1\tMeningkatnya\tProduksi padi\tLuas panen x hasil\tBidang A\n\tproduksi tanaman\n"
    "2\tMeningkatnya mutu\tNilai mutu\tSurvei\tBidang A\n\tmutu warga\tsurvei petani\n\n\tKepala Dinas\n"
)


def test_second_lines_of_pasted_cells_make_no_records() -> None:
    found = read(PASTED)
    assert [(r.teks, r.kepastian) for r in found.records if isinstance(r, Sasaran)] == [
        ("Meningkatnya", "dugaan"),
        ("Meningkatnya mutu", "dugaan"),
    ]
    assert [r.nama for r in found.records if isinstance(r, Indikator)] == ["Produksi padi", "Nilai mutu"]
    assert Counter(warning.kode for warning in found.peringatan)["baris-sambungan"] == 3
    assert "dokumen-terpotong" not in codes(found)
