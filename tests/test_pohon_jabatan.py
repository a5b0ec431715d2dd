"""Cascadings drawn by position: numbers of any sort or none, heads of other names, and what is left open."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest

from kgkesos.errors import InputError
from kgkesos.reading import document
from kgkesos.records import DUGAAN, PASTI, Indikator, Jabatan, Reading, Sasaran

TITLE = "CASCADING KINERJA DINAS SOSIAL KABUPATEN BLORA TAHUN 2022"
HEADS = ("KABID REHABILITASI SOSIAL", "SEKRETARIS DINAS")


def drawn(path: Path, *rows: Sequence[str], width: int = 4) -> Reading:
    """A sheet whose rows of boxes share its columns evenly: one box over all, two over half each, and so on."""
    book = openpyxl.Workbook()
    page = book.active
    page.append([TITLE])
    for number, row in enumerate(rows, 3):
        each = width // len(row)
        for at, text in enumerate(row):
            first = at * each + 1
            page.cell(number, first).value = text
            if each > 1:
                page.merge_cells(start_row=number, end_row=number, start_column=first, end_column=first + each - 1)
    book.save(path)
    return document.read_file(path)


def owners(reading: Reading) -> dict[str, str | None]:
    by_id = {record.id: record for record in reading.records}
    found: dict[str, str | None] = {}
    for record in reading.records:
        if isinstance(record, Indikator):
            above = by_id.get(record.induk or "")
            found[record.nama] = getattr(above, "nama", None) or getattr(above, "teks", None)
    return found


@pytest.mark.parametrize("number", ["1. ", "1.1 ", ""])
def test_indicators_with_any_number_or_none_belong_to_the_head_above(tmp_path: Path, number: str) -> None:
    reading = drawn(
        tmp_path / "a.xlsx",
        ("KEPALA DINAS SOSIAL",),
        ("Sasaran 1 : Meningkatnya kesejahteraan",),
        (f"{number}Persentase PMKS mandiri",),
        HEADS,
        (f"{number}Persentase anak dibina", f"{number}Nilai SAKIP"),
    )
    assert owners(reading) == {
        "Persentase PMKS mandiri": "Meningkatnya kesejahteraan",
        "Persentase anak dibina": HEADS[0],
        "Nilai SAKIP": HEADS[1],
    }
    assert {i.nomor for i in reading.records if isinstance(i, Indikator)} == {number.strip(" .") or None}


def test_a_number_alone_ties_nothing_to_what_stands_above(tmp_path: Path) -> None:
    rows = (("KEPALA DINAS",), ("1. Persentase A",), ("2. Persentase B",), HEADS, ("1. Jumlah C", "2. Jumlah D"))
    reading = drawn(tmp_path / "a.xlsx", *rows)
    assert {i.menjabarkan for i in reading.records if isinstance(i, Indikator)} == {None}


def test_a_result_without_label_is_open(tmp_path: Path) -> None:
    rows = (
        ("KEPALA DINAS",),
        ("Meningkatnya kesejahteraan",),
        ("1.1 Persentase A",),
        HEADS,
        ("1.1 Jumlah B", "1.1 Jumlah C"),
    )
    (result,) = [r for r in drawn(tmp_path / "a.xlsx", *rows).records if isinstance(r, Sasaran)]
    assert (result.teks, result.kepastian) == ("Meningkatnya kesejahteraan", DUGAAN)
    assert result.alternatif


def test_below_a_box_of_another_name_the_owner_is_open(tmp_path: Path) -> None:
    rows = (
        ("KEPALA DINAS",), ("1.1 Persentase A",), HEADS, ("1.1.1 Jumlah B", "1.1.2 Jumlah C"),
        ("Unit Layanan Lansia", "Kasubbag Umum"), ("1.1.1 Jumlah D", "1.1.2 Jumlah E"),
    )  # fmt: skip
    reading = drawn(tmp_path / "a.xlsx", *rows)
    by_name = {i.nama: i for i in reading.records if isinstance(i, Indikator)}
    assert owners(reading)["Jumlah D"] == HEADS[0]
    assert by_name["Jumlah D"].kepastian_induk == DUGAAN
    assert "Unit Layanan Lansia" in (by_name["Jumlah D"].alternatif or "")
    assert (owners(reading)["Jumlah E"], by_name["Jumlah E"].kepastian_induk) == ("Kasubbag Umum", PASTI)


@pytest.mark.parametrize(
    "post", ["Kelompok Substansi Lansia", "KETUA TIM KERJA", "Pekerja Sosial Ahli Muda", "UPTD Panti", "Subbag Umum"]
)
def test_posts_of_other_names_are_heads(tmp_path: Path, post: str) -> None:
    rows = (("KEPALA DINAS",), ("1.1 Persentase A",), (post, "Kasi Anak"), ("1.1 Jumlah B", "1.1 Jumlah C"))
    reading = drawn(tmp_path / "a.xlsx", *rows)
    assert post in {record.nama for record in reading.records if isinstance(record, Jabatan)}
    assert owners(reading)["Jumlah B"] == post


def test_boxes_without_two_heads_are_no_drawing(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="tidak dikenali"):
        drawn(tmp_path / "a.xlsx", ("KEPALA DINAS",), ("1.1 Persentase A",), ("1.2 Persentase B",), ("1.3 Jumlah C",))
