"""Tables printed as text: which column holds what, and which lines make a row."""

from __future__ import annotations

import pytest

from kgkesos.reading.columns import role
from kgkesos.reading.excerpt import Excerpt, Source, join
from kgkesos.reading.indikator import same_words
from kgkesos.reading.markup import plain
from kgkesos.reading.table import Row, head, rows


def source(*lines: str) -> Source:
    return Source.of("\n".join(lines), "0" * 64)


def excerpt(text: str) -> Excerpt:
    return Source.of(text, "0" * 64).span(0, len(text))


def rows_of(*lines: str) -> list[Row]:
    printed = source(*lines)
    under = head(printed, 1)
    assert under
    return list(rows(printed, under, printed.line_count + 1))


def texts(row: Row) -> dict[str, str]:
    return {name: plain(cell).text for name, cell in row.cells.items()}


@pytest.mark.parametrize(
    ("title", "wanted"),
    [
        ("No.", "nomor"),
        ("**Indikator Kinerja**", "indikator"),
        ("Penjelasan/Formulasi Penghitungan", "penjelasan"),
        ("PENJELASAN", "penjelasan"),
        ("Penjelasan (Makna Indikator, Cara Perhitungan)", "penjelasan"),
        ("Formulasi / Penjelasan", "penjelasan"),
        ("Definisi Operasional", "penjelasan"),
        ("DEFENISI OPERASIONAL", "penjelasan"),
        ("Formulasi", "formula"),
        ("RUMUS", "formula"),
        ("Formula Perhitungan", "formula"),
        ("Cara Perhitungan", "formula"),
        ("Metode Pengukuran", "formula"),
        ("Cara Pengumpulan Data", "penjelasan"),
        ("Target 2021", "target"),
        ("Target Kinerja Tahun 2021", "target"),
        ("Target Triwulan I", None),
        ("Target Anggaran (Rp)", None),
        ("Capaian", None),
        ("2021", None),
    ],
)
def test_what_a_column_holds(title: str, wanted: str | None) -> None:
    assert role(title) == wanted


def test_columns_parted_by_bars_without_outer_bars() -> None:
    (row,) = rows_of("No | Sasaran | Indikator | Sumber", "--- | --- | --- | ---", "1 | Hal baik |  | Data anak")
    assert texts(row) == {"nomor": "1", "sasaran": "Hal baik", "indikator": "", "sumber_data": "Data anak"}
    assert row.line == 3


def test_a_first_cell_that_is_empty_between_bars() -> None:
    (row,) = rows_of("Sasaran | Indikator | Sumber", " | Jumlah anak | Data anak")
    assert texts(row) == {"sasaran": "", "indikator": "Jumlah anak", "sumber_data": "Data anak"}


def test_a_bar_in_a_line_is_no_head() -> None:
    assert head(source("Sasaran dan indikator | kantor"), 1) is None


def test_two_columns_of_prose_are_joined_and_of_names_are_told() -> None:
    (row,) = rows_of(
        "Sasaran\tIndikator\tPenjelasan\tDefinisi\tPenanggung Jawab\tPJ", "S\tJumlah anak\tMakna.\tArti.\tBidang A\tB"
    )
    assert texts(row)["penjelasan"] == "Makna. Arti."
    assert texts(row)["penanggung_jawab"] == "Bidang A"
    assert [(title, first, cell.text) for title, first, cell in row.twins] == [("PJ", "Penanggung Jawab", "B")]


def test_unknown_columns_and_cells_beyond_the_head_are_kept() -> None:
    (row,) = rows_of("Sasaran\tIndikator\tCapaian\tAlasan", "S\tJumlah anak\t90\t-\t\tlebih")
    assert [(title, cell.text) for title, cell in row.others] == [("Capaian", "90")]
    assert [cell.text for cell in row.extra] == ["lebih"]
    assert row.missing == -2


def targets(*lines: str) -> list[tuple[str | None, str]]:
    row = rows_of(*lines)[0]
    return [(column.year.text if column.year else None, cell.text) for column, cell in row.targets]


def test_target_columns() -> None:
    assert targets("Sasaran\tIndikator\tTarget\tSumber", "S\tI\t85\tD") == [(None, "85")]
    assert targets("Sasaran\tIndikator\tTarget 2020\t2021\tSumber", "S\tI\t85\t90\tD") == [
        ("2020", "85"),
        ("2021", "90"),
    ]
    assert targets("Sasaran\tIndikator\t2020\t2021\tTarget akhir", "S\tI\t1\t2\t3") == [
        ("2020", "1"),
        ("2021", "2"),
        (None, "3"),
    ]
    assert targets("Sasaran\tIndikator\tCapaian 2019\t2020\tTarget 2021", "S\tI\t1\t2\t3") == [("2021", "3")]
    assert targets("Sasaran\tIndikator\tTarget 2020-2024", "S\tI\t1") == [(None, "1")]


def test_years_in_a_second_row_of_heads() -> None:
    lines = ("Sasaran\tIndikator\tTarget\t\tSumber", "\t\t2020\t2021\t", "S\tI\t85\t90\tD")
    assert targets(*lines) == [("2020", "85"), ("2021", "90")]
    assert [row.line for row in rows_of(*lines)] == [3]


HEAD = "No\tSasaran\tIndikator\tPenjelasan\tSumber"


def test_a_cell_over_two_lines() -> None:
    first, second = rows_of(HEAD, "1\tS\tJumlah anak\tMakna yang", "panjang.\tD", "2\tT\tJumlah desa\tLain.\tE")
    assert texts(first)["penjelasan"] == "Makna yang panjang."
    assert texts(first)["sumber_data"] == "D"
    assert (first.line, first.lines, first.missing, first.torn) == (2, (2, 3), 0, False)
    assert texts(second)["nomor"] == "2"


def test_a_cell_over_three_lines() -> None:
    (row,) = rows_of(HEAD, "1\tS\tJumlah anak\tMakna", "yang", "panjang.\tD")
    assert texts(row)["penjelasan"] == "Makna yang panjang."
    assert row.lines == (2, 3, 4)


def test_lines_that_make_no_whole_row_are_torn() -> None:
    torn, whole = rows_of(HEAD, "1\tS\tJumlah anak", "panjang.\tD", "2\tT\tJumlah desa\tLain.\tE")
    assert (torn.torn, torn.lines, dict(torn.cells)) == (True, (2, 3), {})
    assert texts(whole)["nomor"] == "2"


@pytest.mark.parametrize(
    "second",
    ["2\tT\tJumlah desa", "\t\tJumlah desa", "\tT\tJumlah desa\tMakna."],
)
def test_a_short_line_that_begins_as_a_row_does_is_one(second: str) -> None:
    found = rows_of(HEAD, "1\tS\tJumlah anak", second)
    assert [(row.torn, texts(row)["indikator"]) for row in found] == [(False, "Jumlah anak"), (False, "Jumlah desa")]


def test_without_numbers_the_measuring_word_begins_a_row() -> None:
    found = rows_of("Kinerja\tIndikator\tPenjelasan\tSumber", "K\tJumlah anak", "L\tPersentase desa\tMakna.")
    assert [texts(row)["kinerja"] for row in found] == ["K", "L"]


def test_a_head_that_is_cut_is_no_row() -> None:
    assert rows_of(HEAD, "No\tSasaran\tIndik") == []


def plained(text: str) -> str:
    return plain(excerpt(text)).text


def test_markdown_emphasis_is_taken_off() -> None:
    assert plained("**1.**") == "1."
    assert plained("**Jumlah** anak __dibina__ *") == "Jumlah anak dibina"
    assert plained("*Jumlah anak*") == "Jumlah anak"
    assert plained("***Jumlah*** anak") == "Jumlah anak"
    assert plained("luas 2 * 3 ** 4") == "luas 2 * 3 ** 4"
    assert plained("nama: ____") == "nama: ____"
    printed = "a **Jumlah** anak"
    cell = plain(excerpt(printed))
    assert [quote.kutipan for quote in cell.bukti(Source.of(printed, "0" * 64))] == ["a", "Jumlah", "anak"]


@pytest.mark.parametrize(
    ("cell", "above", "wanted"),
    [
        ("Meningkatnya  anak.", "Meningkatnya anak", True),
        ("**Meningkatnya anak**", "meningkatnya Anak", True),
        ("Meningkatnya desa", "Meningkatnya anak", False),
        ("", "Meningkatnya anak", False),
        ("Meningkatnya anak", None, False),
    ],
)
def test_same_words(cell: str, above: str | None, wanted: bool) -> None:
    assert same_words(excerpt(cell), above) is wanted


def test_joined_pieces_lead_back() -> None:
    printed = source("a b", "c")
    assert [q.kutipan for q in join([printed.line(1), printed.line(2)]).bukti(printed)] == ["a b\nc"]


@pytest.mark.parametrize(
    "row",
    [
        "Survei\tIndikator kepuasan wajib pajak\tRumus : Nilai / Responden\tSumber data survei",
        "Kinerja pegawai\tIndikator kinerja pegawai\tFormulasi: SKP baik dari semua SKP\tSumber data pegawai",
        "Sasaran program\tIndikator sasaran\tTarget dicapai / sasaran x 100%\tSeksi Program",
        "| Kinerja baik | Indikator mutu | Jumlah yang baik / jumlah semua | Data |",
    ],
)
def test_a_row_whose_cells_begin_like_titles_is_no_head(row: str) -> None:
    assert head(source("KINERJA\tINDIKATOR\tFORMULASI\tSUMBER", row), 2) is None
