"""What a cascading table says of its indicators and programmes in columns of their own: exact records, by hand."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import openpyxl
import pytest
from test_cascading import codes, of, one, read
from test_cascading_table import sheet

from kgkesos.reading import document, merge
from kgkesos.records import Definisi, Formula, Indikator, Program, Reading, Record, Target, values
from kgkesos.sheets import document as sheets

HEAD = (
    *("TUJUAN", "SASARAN", "INDIKATOR SASARAN", "Defenisi Oprasional", "Satuan", "CARA PENGHITUNGAN", "Sumber"),
    *("PENANGGUNGJAWAB", "PROGRAM", "INDIKATOR PROGRAM", "DEFINISI OPERASIONAL INDIKATOR PROGRAM"),
    *("SUMBER DATA PROGRAM", "KEGIATAN"),
)
ROW = (
    *("Meningkatkan panen", "Meningkatnya hasil padi", "Persentase sawah yang panen"),
    *("Sawah adalah lahan berair yang ditanami padi. Dihitung sekali setahun.", "Persen"),
    *("Luas sawah yang panen/Luas sawah seluruhnya x 100%", "Laporan penyuluh", "Bidang Tanaman"),
    *("Program Padi", "Jumlah petani terlatih", "Petani yang hadir sampai selesai.", "Daftar hadir", "Kegiatan Benih"),
)
NEXT = (*[""] * 8, "Program Jagung", "Jumlah kebun jagung", "-", "", "Kegiatan Pupuk")


def quote(record: Record, name: str) -> tuple[str, tuple[int, int]]:
    """What the first quote of a field says, and on which lines."""
    first = record.bukti[name][0]
    return first.kutipan, first.baris


def said(reading: Reading) -> list[tuple[object, ...]]:
    """The indicators and what is said of each: name, meaning, unit, source, who answers."""
    return [
        (i.nama, i.penjelasan, i.satuan, i.sumber_data, i.penanggung_jawab)
        for i in sorted(of(reading, Indikator), key=lambda i: i.nama)
    ]


@pytest.mark.parametrize("separator", ["\t", " | "])
def test_what_an_indicator_means_is_read_with_its_place(separator: str) -> None:
    reading = read(sheet(HEAD, ROW, NEXT, separator=separator))
    assert said(reading) == [
        ("Jumlah kebun jagung", None, None, None, None),
        ("Jumlah petani terlatih", "Petani yang hadir sampai selesai.", None, "Daftar hadir", None),
        ("Persentase sawah yang panen", ROW[3], "Persen", "Laporan penyuluh", "Bidang Tanaman"),
    ]
    first = one(reading, Indikator, nama="Persentase sawah yang panen")
    assert {name: quote(first, name) for name in first.bukti} == {
        "nama": (ROW[2], (3, 3)),
        "penjelasan": (ROW[3], (3, 3)),
        "satuan": ("Persen", (3, 3)),
        "sumber_data": ("Laporan penyuluh", (3, 3)),
        "penanggung_jawab": ("Bidang Tanaman", (3, 3)),
    }
    computed = one(reading, Formula)
    assert (computed.induk, computed.pembilang, computed.penyebut, computed.pengali) == (
        *(first.id, "Luas sawah yang panen", "Luas sawah seluruhnya", 100),
    )
    defined = one(reading, Definisi)
    assert (defined.induk, defined.istilah, defined.definisi) == (
        *(first.id, "Sawah", "lahan berair yang ditanami padi."),
    )
    assert quote(defined, "istilah") == ("Sawah", (3, 3))
    assert (codes(reading), reading.tak_terbaca) == (Counter(), ())


def test_a_table_without_these_columns_is_read_as_before() -> None:
    kept = (0, 1, 2, 8, 9, 12)
    bare = read(sheet(*([row[at] for at in kept] for row in (HEAD, ROW, NEXT))))
    whole = read(sheet(HEAD, ROW, NEXT))
    assert {r.id for r in bare.records} == {r.id for r in whole.records if not isinstance(r, Formula | Definisi)}
    for record in of(bare, Indikator):
        assert (record.penjelasan, record.satuan, record.sumber_data, record.penanggung_jawab) == (None,) * 4
        assert set(record.bukti) == {"nama"}
    assert codes(bare) == Counter()


def test_a_cell_that_explains_and_computes_is_taken_apart() -> None:
    head = ("TUJUAN", "SASARAN", "INDIKATOR SASARAN", "Penjelasan / Formulasi Penghitungan", "PROGRAM")
    cell = "Penjelasan : Dihitung pada akhir tahun. Rumus : Jumlah a dua / Jumlah a tiga x 100%"
    reading = read(sheet(head, ("Meningkatkan A", "Meningkatnya B", "Persentase a dua", cell, "Program D")))
    assert one(reading, Indikator).penjelasan == "Dihitung pada akhir tahun."
    assert (one(reading, Formula).pembilang, one(reading, Formula).penyebut) == ("Jumlah a dua", "Jumlah a tiga")
    assert codes(reading) == Counter()


def test_a_cell_explains_both_indicators_beside_it_or_each_its_own() -> None:
    head = ("TUJUAN", "SASARAN", "INDIKATOR SASARAN", "DEFINISI", "PROGRAM")
    row = ("Meningkatkan A", "Meningkatnya B", "Rasio B; Jumlah C", "Menurut sensus.", "Program D")
    reading = read(sheet(head, row, ("", "Meningkatnya E", "Rasio E; Jumlah F", "Sekali.; Dua kali.", "")))
    assert {(i.nama, i.penjelasan) for i in of(reading, Indikator)} == {
        ("Rasio B", "Menurut sensus."),
        ("Jumlah C", "Menurut sensus."),
        ("Rasio E", "Sekali."),
        ("Jumlah F", "Dua kali."),
    }


def test_where_money_comes_from_is_no_source_of_data() -> None:
    head = ("TUJUAN", "SASARAN", "INDIKATOR SASARAN", "SUMBER DANA", "PROGRAM")
    reading = read(sheet(head, ("Meningkatkan A", "Meningkatnya B", "Rasio B", "APBD", "Program D")))
    assert one(reading, Indikator).sumber_data is None
    assert codes(reading) == {"kolom-tidak-dibaca": 1}


def test_a_meaning_without_an_indicator_beside_it_is_told() -> None:
    head = ("TUJUAN", "SASARAN", "PROGRAM", "DEFINISI OPERASIONAL")
    reading = read(sheet(head, ("Meningkatkan A", "Meningkatnya B", "Program D", "Menurut sensus.")))
    assert codes(reading) == {"kolom-tidak-dibaca": 1}


def test_a_merged_cell_explains_the_indicators_of_all_its_rows(tmp_path: Path) -> None:
    path = tmp_path / "cascading.xlsx"
    book = openpyxl.Workbook()
    page = book.active
    page.append(["CASCADING DINAS PERTANIAN KABUPATEN LEMBAH ASRI TAHUN 2021"])
    page.append(["TUJUAN", "SASARAN", "INDIKATOR SASARAN", "DEFINISI OPERASIONAL", "PROGRAM"])
    page.append(["Meningkatkan A", "Meningkatnya B", "Rasio B", "Menurut sensus.", "Program D"])
    page.append([None, None, "Jumlah C"])
    page.append([None, None, "Jumlah E"])
    page.merge_cells("D3:D4")
    book.save(path)
    reading = document.read_file(path)
    assert {(i.nama, i.penjelasan) for i in of(reading, Indikator)} == {
        ("Rasio B", "Menurut sensus."),
        ("Jumlah C", "Menurut sensus."),
        ("Jumlah E", None),
    }


# Programmes of two periods

PROGRAMS = ("TUJUAN", "SASARAN", "PROGRAM", "PERIODE", "PROGRAM PENGGANTI", "KEGIATAN")


def test_which_programme_goes_on_with_which() -> None:
    reading = read(
        sheet(
            PROGRAMS,
            ("Meningkatkan A", "Meningkatnya B", "1. Program Lama", "", "Program Baru; 2. Program Segar", "Kegiatan E"),
            ("", "", "2. Program Usang", "", "", "Kegiatan F"),
            ("", "", "1. Program Baru", "2019-2022", "", "Kegiatan G"),
            ("", "", "2. Program Segar", "2019-2022", "-", "Kegiatan H"),
            ("", "", "3. Program Ketiga", "2019-2022", "", "Kegiatan I"),
        )
    )
    names = {program.id: program.nama for program in of(reading, Program)}
    found = {
        program.nama: (
            program.periode,
            {names[new] for new in program.dilanjutkan_oleh},
            {names[new] for new in program.digantikan_oleh},
        )
        for program in of(reading, Program)
    }
    new = {"Program Baru", "Program Segar", "Program Ketiga"}
    assert found == {
        "Program Lama": (None, {"Program Baru", "Program Segar"}, new),
        "Program Usang": (None, set(), new),
        "Program Baru": ("2019-2022", set(), set()),
        "Program Segar": ("2019-2022", set(), set()),
        "Program Ketiga": ("2019-2022", set(), set()),
    }
    assert quote(one(reading, Program, nama="Program Baru"), "periode") == ("2019-2022", (5, 5))
    assert codes(reading) == Counter()


def test_a_successor_that_is_not_there_and_years_that_are_none_are_told() -> None:
    row = ("Meningkatkan A", "Meningkatnya B", "Program D", "Tahunan", "Program Lain", "Kegiatan E")
    reading = read(sheet(PROGRAMS, row))
    program = one(reading, Program)
    assert (program.periode, program.dilanjutkan_oleh, program.digantikan_oleh) == (None, (), ())
    assert codes(reading) == {"kolom-tidak-dibaca": 1, "pengganti-tidak-ditemukan": 1}


# The workbook, both ways


def test_a_workbook_says_all_of_it_and_is_read_as_the_table_was(tmp_path: Path) -> None:
    head = (*HEAD[:9], "PERIODE PROGRAM", "PROGRAM PENGGANTI", *HEAD[9:], "TARGET 2021")
    rows = (
        (*ROW[:9], "", "Program Jagung", *ROW[9:], "7"),
        (*NEXT[:9], "2022-2026", "", *NEXT[9:], "3"),
    )
    (table, book) = tmp_path / "tabel.txt", tmp_path / "buku.xlsx"
    table.write_text(sheet(head, *rows), encoding="utf-8")
    before = document.read_file(table)
    (work,) = merge.works([before], {})
    book.write_bytes(sheets.written(work))
    after = document.read_file(book)
    assert [(r.jenis, r.id, r.induk, values(r)) for r in after.records] == [
        (r.jenis, r.id, r.induk, values(r)) for r in before.records
    ]
    assert len(of(after, Definisi)) == 1
    assert [len(program.dilanjutkan_oleh) for program in of(after, Program)] == [1, 0]
    assert [(target.nilai, target.tahun) for target in of(after, Target)] == [("7", 2021), ("3", 2021)]
    page = openpyxl.load_workbook(book)["Cascading"]
    heads = next(row for row in page.iter_rows(values_only=True) if row[0] == "TUJUAN")
    assert heads == (
        *("TUJUAN", "INDIKATOR TUJUAN", "SASARAN", "INDIKATOR SASARAN", "DEFINISI OPERASIONAL SASARAN"),
        *("SATUAN SASARAN", "FORMULASI SASARAN", "SUMBER DATA SASARAN", "PENANGGUNG JAWAB SASARAN", "PROGRAM"),
        *("PERIODE PROGRAM", "PROGRAM PENGGANTI", "INDIKATOR PROGRAM", "DEFINISI OPERASIONAL PROGRAM"),
        *("SUMBER DATA PROGRAM", "Target 2021 PROGRAM", "KEGIATAN", "INDIKATOR KEGIATAN"),
    )
