"""Workbooks: what a sheet shows is read, with its cell; what it does not show is named; nothing is run or computed."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from workbooks import converted, write

from kgkesos.reading import document, load
from kgkesos.reading.excerpt import Source
from kgkesos.records import Indikator, Reading, Record, Sasaran

Page = Any
HEADS = ("No.", "Sasaran", "Indikator Kinerja Utama", "Satuan", "Penjelasan", "Penanggung Jawab", "Sumber Data")
ROWS: list[list[object]] = [
    [
        "1",
        "Meningkatnya layanan rumah singgah",
        "Persentase tamu yang dilayani",
        "%",
        "Tamu ialah orang.",
        "Bidang A",
        "DTKS",
    ],
    ["", "", "Jumlah rumah singgah yang aktif", "Unit", "", "Bidang B", "DTKS"],
    ["2", "Meningkatnya mutu data warga", "Jumlah data warga yang dimutakhirkan", "Data", "", "Bidang C", "SIKS"],
]


def saved(folder: Path, fill: Callable[[Page], None], name: str = "contoh.xlsx", sheet: str = "IKU 2021") -> Path:
    book = openpyxl.Workbook()
    page = book.active
    page.title = sheet
    fill(page)
    book.save(folder / name)
    return folder / name


def iku(page: Page, rows: Iterable[Iterable[object]] = ROWS, top: int = 4, left: int = 1) -> None:
    page.cell(1, left, "INDIKATOR KINERJA UTAMA")
    page.cell(2, left, "DINAS SOSIAL KABUPATEN RAWAINDAH TAHUN 2021")
    for at, row in enumerate([HEADS, *rows]):
        for column, value in enumerate(row):
            page.cell(top + at, left + column, value or None)


def shown(path: Path) -> Source:
    return load.load(path)


def lines(path: Path) -> list[str]:
    return [line for line in shown(path).text.split("\n") if line.strip()]


def of(reading: Reading, kind: type[Record]) -> list[Any]:
    return [record for record in reading.records if isinstance(record, kind)]


def place(record: Record, field: str) -> str | None:
    return record.bukti[field][0].tempat


def test_a_sheet_is_read_with_its_cells(tmp_path: Path) -> None:
    reading = document.read_file(saved(tmp_path, iku))
    first, second, third = of(reading, Indikator)
    assert reading.dokumen.instansi == "DINAS SOSIAL KABUPATEN RAWAINDAH"
    assert reading.dokumen.tahun == 2021
    assert [record.teks for record in of(reading, Sasaran)] == [ROWS[0][1], ROWS[2][1]]
    assert (first.nama, first.satuan, first.sumber_data) == ("Persentase tamu yang dilayani", "%", "DTKS")
    assert second.induk == first.induk != third.induk
    assert place(first, "nama") == "lembar IKU 2021, sel C5"
    assert place(third, "sumber_data") == "lembar IKU 2021, sel G7"
    assert reading.tak_terbaca == ()


def test_where_the_table_stands_on_the_sheet_does_not_matter(tmp_path: Path) -> None:
    plain = document.read_file(saved(tmp_path, iku))
    moved = document.read_file(saved(tmp_path, lambda page: iku(page, top=9, left=4), "jauh.xlsx"))
    assert [(r.id, r.jenis) for r in moved.records] == [(r.id, r.jenis) for r in plain.records]
    assert place(of(moved, Indikator)[0], "nama") == "lembar IKU 2021, sel F10"


def test_a_blank_row_inside_a_table_keeps_its_columns(tmp_path: Path) -> None:
    def fill(page: Page) -> None:
        iku(page)
        page.insert_rows(6)

    reading = document.read_file(saved(tmp_path, fill))
    assert [record.nama for record in of(reading, Indikator)] == [row[2] for row in ROWS]
    assert len({record.induk for record in of(reading, Indikator)}) == 2


def test_merged_cells_say_what_they_say_in_each_row(tmp_path: Path) -> None:
    def fill(page: Page) -> None:
        iku(page, [[*ROWS[0]], ["", "", "Jumlah rumah singgah yang aktif", "", "", "", ""], ROWS[2]])
        for column in "ABDEFG":
            page.merge_cells(f"{column}5:{column}6")
        page.merge_cells("A1:G1")

    reading = document.read_file(saved(tmp_path, fill))
    first, second, third = of(reading, Indikator)
    assert len(of(reading, Sasaran)) == 2
    assert second.induk == first.induk
    for field in ("satuan", "sumber_data", "penanggung_jawab", "penjelasan"):
        assert getattr(second, field) == getattr(first, field)
        assert second.bukti[field] == first.bukti[field]
    assert place(second, "sumber_data") == "lembar IKU 2021, sel G5"
    assert third.sumber_data == "SIKS"


def test_an_empty_cell_that_is_not_merged_stays_empty(tmp_path: Path) -> None:
    reading = document.read_file(
        saved(tmp_path, lambda page: iku(page, [ROWS[0], ["", "", "Jumlah rumah singgah yang aktif"], ROWS[2]]))
    )
    second = of(reading, Indikator)[1]
    assert (second.satuan, second.sumber_data, second.penanggung_jawab) == (None, None, None)


def test_merged_cells_of_a_plan(tmp_path: Path) -> None:
    def fill(page: Page) -> None:
        page["A1"] = "PERJANJIAN KINERJA TAHUN 2022"
        page["A2"] = "DINAS SOSIAL KABUPATEN RAWAINDAH"
        for column, title in enumerate(("No", "Sasaran", "Indikator Kinerja", "Satuan", "Target"), 1):
            page.cell(4, column, title)
        for at, name in enumerate(("Persentase tamu yang dilayani", "Persentase tamu yang puas", "Jumlah data")):
            page.cell(5 + at, 3, name)
            page.cell(5 + at, 5, 80 + at)
        page["A5"], page["B5"], page["D5"], page["D7"] = 1, "Meningkatnya layanan rumah singgah", "%", "Data"
        for merged in ("A5:A7", "B5:B7", "D5:D6"):
            page.merge_cells(merged)

    found = of(document.read_file(saved(tmp_path, fill)), Indikator)
    assert [(record.nama, record.satuan) for record in found] == [
        ("Persentase tamu yang dilayani", "%"),
        ("Persentase tamu yang puas", "%"),
        ("Jumlah data", "Data"),
    ]


def test_labels_in_cells_of_their_own_are_lines(tmp_path: Path) -> None:
    def fill(page: Page) -> None:
        page["B1"] = "INDIKATOR KINERJA INDIVIDU"
        for at, row in enumerate(
            [
                ("1.", "JABATAN", ":", "Sekretaris"),
                ("2.", "TUGAS", ":", "Mengoordinasikan urusan administrasi"),
                ("3.", "FUNGSI", ":"),
                ("", "a.", "Pengelolaan surat;"),
                ("", "b.", "Pengelolaan arsip."),
            ],
            3,
        ):
            for column, value in enumerate(row, 1):
                page.cell(at, column, value or None)
        for column, value in enumerate(("KINERJA", "INDIKATOR KINERJA", "SUMBER DATA"), 1):
            page.cell(9, column, value)
        for column, value in enumerate(("Tertibnya surat", "Persentase surat yang dicatat", "Sekretariat"), 1):
            page.cell(10, column, value)

    kinds = [
        (record.jenis, record.id.rsplit("/", 1)[-1]) for record in document.read_file(saved(tmp_path, fill)).records
    ]
    assert [kind for kind, _ in kinds] == ["Jabatan", "Tugas", "Fungsi", "Fungsi", "Kinerja", "Indikator"]
    assert [tail for kind, tail in kinds if kind == "Fungsi"] == ["a", "b"]


def test_several_sheets_are_read_one_after_another(tmp_path: Path) -> None:
    def fill(page: Page) -> None:
        iku(page, ROWS[:2])
        iku(page.parent.create_sheet("Lanjutan"), ROWS[2:])

    found = of(document.read_file(saved(tmp_path, fill)), Indikator)
    assert [place(record, "nama") for record in found] == [
        *("lembar IKU 2021, sel C5", "lembar IKU 2021, sel C6", "lembar Lanjutan, sel C5"),
    ]


def test_what_is_hidden_is_not_read_and_is_named(tmp_path: Path) -> None:
    def fill(page: Page) -> None:
        iku(page)
        page.row_dimensions[6].hidden = True
        page.column_dimensions["F"].hidden = True
        more = page.parent.create_sheet("Rahasia")
        more.sheet_state = "hidden"
        iku(more)

    path = saved(tmp_path, fill)
    reading = document.read_file(path)
    assert [record.nama for record in of(reading, Indikator)] == [ROWS[0][2], ROWS[2][2]]
    assert [record.penanggung_jawab for record in of(reading, Indikator)] == [None, None]
    assert [record.sumber_data for record in of(reading, Indikator)] == ["DTKS", "SIKS"]
    (remark,) = [warning.pesan for warning in reading.peringatan if warning.kode == "berkas"]
    assert remark == (
        "Lembar IKU 2021: baris 6 tersembunyi dan tidak dibaca. Lembar IKU 2021: kolom F tersembunyi dan tidak dibaca. "
        "Lembar Rahasia tersembunyi dan tidak dibaca."
    )


def test_a_merged_cell_whose_first_row_is_hidden_still_shows(tmp_path: Path) -> None:
    def fill(page: Page) -> None:
        iku(page)
        page.merge_cells("B5:B6")
        page.row_dimensions[5].hidden = True

    reading = document.read_file(saved(tmp_path, fill))
    assert of(reading, Sasaran)[0].teks == ROWS[0][1]
    assert place(of(reading, Sasaran)[0], "teks") == "lembar IKU 2021, sel B5"


NUMBERS: list[tuple[object, str, str]] = [
    (0.95, "0%", "95%"),
    (0.1234, "0.00%", "12,34%"),
    (0.29, "0%", "29%"),
    (12.5, "General", "12,5"),
    (1000, "General", "1000"),
    (1000.0, "General", "1000"),
    (1 / 3, "General", "0,3333333333"),
    (0.1 + 0.2, "General", "0,3"),
    (123456789012345, "General", "1,23456789012345E+14"),
    (1234567.891, "#,##0.00", "1.234.567,89"),
    (1500000, '"Rp"#,##0', "Rp1.500.000"),
    (1500000, "[$Rp-421]\\ #,##0;-[$Rp-421]\\ #,##0", "Rp 1.500.000"),
    (25, '0 "orang"', "25 orang"),
    (7, "000", "007"),
    (-5, "#,##0;(#,##0)", "(5)"),
    (-5, "#,##0;[Red]-#,##0", "-5"),
    (0, '#,##0;-#,##0;"-"', "-"),
    (0, '0;-0;"nihil";@', "nihil"),
    (2.5, "0.##", "2,5"),
    (1e300, "#,##0.00", "1E+300"),
    (1e-15, "General", "1E-15"),
    (2.0, "0.00", "2,00"),
    (date(2021, 3, 9), "dd/mm/yyyy", "09/03/2021"),
    (date(2021, 3, 9), "d-mmm-yy", "09/03/2021"),
    (date(2021, 3, 9), "yyyy", "2021"),
    (date(2021, 3, 9), "mmmm yyyy", "Maret 2021"),
    (date(2021, 3, 9), "[$-421]dd mmmm yyyy;@", "9 Maret 2021"),
    (datetime(2021, 3, 9, 8, 30), "dd/mm/yyyy hh:mm", "09/03/2021 08:30"),
    (True, "General", "TRUE"),
    ("0,95", "General", "0,95"),
    ("007", "@", "007"),
]


@pytest.mark.parametrize(("value", "code", "wanted"), NUMBERS, ids=lambda one: str(one))
def test_a_number_is_read_as_its_cell_shows_it(tmp_path: Path, value: object, code: str, wanted: str) -> None:
    def fill(page: Page) -> None:
        page["A1"] = value
        page["A1"].number_format = code

    assert lines(saved(tmp_path, fill)) == [wanted]


def test_rich_text_and_line_ends_inside_a_cell(tmp_path: Path) -> None:
    def fill(page: Page) -> None:
        page["A1"] = CellRichText("Jumlah ", TextBlock(InlineFont(b=True), "tamu"), " yang dilayani")
        for column, value in enumerate(("a", "baris satu\nbaris dua", "c"), 1):
            page.cell(2, column, value)

    source = shown(saved(tmp_path, fill))
    assert source.text.startswith("Jumlah tamu yang dilayani\n")
    assert "a\tbaris satu\x0bbaris dua\tc\n" in source.text


@pytest.mark.parametrize("value", ["=1+1", "+62 nomor", "-5 derajat", "@sosial", '=HYPERLINK("http://x")'])
def test_text_that_looks_like_a_formula_is_text(tmp_path: Path, value: str) -> None:
    def fill(page: Page) -> None:
        iku(page)
        write(page, 7, 5, f"{value} ialah kata")

    reading = document.read_file(saved(tmp_path, fill))
    assert of(reading, Indikator)[2].penjelasan == f"{value} ialah kata"


def test_formulas_count_as_their_stored_value_and_are_never_computed(tmp_path: Path) -> None:
    path = saved(tmp_path, iku)
    path = edited(path, "xl/worksheets/sheet1.xml", b'<c r="G7" t="s">', b'<c r="G7" t="s"><f>VLOOKUP(A1,Z:Z,1)</f>')
    assert of(document.read_file(path), Indikator)[2].sumber_data == "SIKS"

    def fill(page: Page) -> None:
        iku(page)
        page["G7"] = "=A1&B1"

    reading = document.read_file(saved(tmp_path, fill, "rumus.xlsx"))
    assert of(reading, Indikator)[2].sumber_data is None
    (remark,) = [warning.pesan for warning in reading.peringatan if warning.kode == "berkas"]
    assert remark == "Rumus tanpa nilai tersimpan tidak dihitung dan selnya dibaca kosong: lembar IKU 2021, sel G7."


def test_faults_of_formulas_are_named(tmp_path: Path) -> None:
    path = saved(tmp_path, iku)
    content = zipfile.ZipFile(path).read("xl/worksheets/sheet1.xml")
    cell = content[content.index(b'<c r="G7"') :]
    cell = cell[: cell.index(b"</c>") + 4]
    path = edited(path, "xl/worksheets/sheet1.xml", cell, b'<c r="G7" t="e"><f>Z9</f><v>#REF!</v></c>')
    assert shown(path).remark == "Sel berisi galat rumus: lembar IKU 2021, sel G7: #REF!."


def edited(path: Path, part: str, before: bytes, after: bytes) -> Path:
    """The workbook ``path`` with ``before`` in ``part`` made ``after``."""
    return with_parts(path, {part: zipfile.ZipFile(path).read(part).replace(before, after)})


def with_parts(path: Path, more: dict[str, bytes], name: str = "diubah.xlsx") -> Path:
    made = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            if info.filename not in more:
                new.writestr(info.filename, old.read(info))
        for part, content in more.items():
            new.writestr(part, content)
    changed = path.with_name(name)
    changed.write_bytes(made.getvalue())
    return changed


def test_macros_and_links_are_never_run_or_followed(tmp_path: Path) -> None:
    more = {"xl/vbaProject.bin": b"\xd0\xcf macro", "xl/externalLinks/externalLink1.xml": b"<externalLink/>"}
    path = with_parts(saved(tmp_path, iku), more, "makro.xlsm")
    assert shown(path).remark == (
        "Makro di dalam berkas tidak dijalankan. "
        "Tautan ke berkas lain tidak diikuti; yang dibaca adalah nilai terakhir yang tersimpan."
    )
    assert len(of(document.read_file(path), Indikator)) == 3


def test_open_document_and_the_older_excel_show_the_same(tmp_path: Path) -> None:
    def fill(page: Page) -> None:
        iku(page, [[*ROWS[0]], ["", "", "Jumlah rumah singgah yang aktif", "", "", "", ""], ROWS[2]])
        for column in "ABDEFG":
            page.merge_cells(f"{column}5:{column}6")
        page["I1"], page["J1"], page["K1"] = 0.95, 1234.5, date(2021, 3, 9)
        page["I1"].number_format, page["J1"].number_format, page["K1"].number_format = "0%", "#,##0.0", "dd/mm/yyyy"

    path = saved(tmp_path, fill)
    wanted = document.read_file(path)
    for suffix in (".ods", ".xls"):
        other = converted(path, suffix)
        reading = document.read_file(other)
        assert [(r.id, r.jenis) for r in reading.records] == [(r.id, r.jenis) for r in wanted.records]
        second = of(reading, Indikator)[1]
        assert (second.satuan, second.sumber_data) == ("%", "DTKS")
        assert place(second, "nama") == "lembar IKU 2021, sel C6"
        assert "\t09/03/2021" in shown(other).text
    assert "\t95%\t1.234,5\t" in shown(path.with_suffix(".ods")).text
    assert "\t0,95\t1234,5\t" in shown(path.with_suffix(".xls")).text
    assert "95% tertulis 0,95" in (shown(path.with_suffix(".xls")).remark or "")


def test_hidden_rows_of_an_open_document_are_not_read(tmp_path: Path) -> None:
    def fill(page: Page) -> None:
        iku(page)
        page.row_dimensions[6].hidden = True
        more = page.parent.create_sheet("Rahasia")
        more.sheet_state = "hidden"
        iku(more)

    path = converted(saved(tmp_path, fill), ".ods")
    reading = document.read_file(path)
    assert [record.nama for record in of(reading, Indikator)] == [ROWS[0][2], ROWS[2][2]]
    assert shown(path).remark == (
        "Lembar IKU 2021: baris 6 tersembunyi dan tidak dibaca. Lembar Rahasia tersembunyi dan tidak dibaca."
    )
