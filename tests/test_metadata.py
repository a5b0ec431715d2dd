"""Metadata sheets in other forms than the sample's."""

from __future__ import annotations

from pathlib import Path

import pytest

from kgkesos.reading import document
from kgkesos.reading.bidang import cut_off
from kgkesos.reading.excerpt import Source
from kgkesos.records import Indikator, Metadata, Reading

SHEET = """NAMA INDIKATOR
Jumlah taman baca yang aktif

DEFINISI
Taman baca adalah tempat warga membaca buku.

RUMUS
Jumlah taman baca yang buka tiap minggu

UKURAN
Jumlah

SATUAN
Dokumen

PERIODE
Tahunan

DOKUMEN
SIPD
"""


def read(text: str) -> Reading:
    return document.read_source(Source.of(text, "0" * 64), Path("lembar.txt"))


def fields(reading: Reading) -> dict[str, object]:
    return {record.label: record.nilai for record in reading.records if isinstance(record, Metadata)}


EXPECTED = {
    "NAMA INDIKATOR": "Jumlah taman baca yang aktif",
    "DEFINISI": "Taman baca adalah tempat warga membaca buku.",
    "RUMUS": "Jumlah taman baca yang buka tiap minggu",
    "UKURAN": "Jumlah",
    "SATUAN": "Dokumen",
    "PERIODE": "Tahunan",
    "DOKUMEN": "SIPD",
}


def test_a_sheet_that_prints_its_name() -> None:
    reading = read(SHEET)
    assert fields(reading) == EXPECTED
    (indicator,) = [record for record in reading.records if isinstance(record, Indikator)]
    assert (indicator.nama, indicator.kepastian) == ("Jumlah taman baca yang aktif", "pasti")
    assert reading.tak_terbaca == ()


def test_labels_before_a_colon_on_the_line_of_the_value() -> None:
    text = SHEET
    for label in EXPECTED:
        text = text.replace(f"{label}\n", f"{label} : ", 1)
    assert fields(read(text)) == EXPECTED


def test_labels_in_title_case() -> None:
    text = SHEET
    for label in EXPECTED:
        text = text.replace(f"{label}\n", f"{label.title()}\n", 1)
    assert fields(read(text))["RUMUS"] == EXPECTED["RUMUS"]
    assert set(fields(read(text))) == set(EXPECTED)


def test_in_a_sheet_of_capitals_a_value_that_is_a_word_of_the_list_stays_a_value() -> None:
    """ "Dokumen" under SATUAN is a unit, not the field DOKUMEN."""
    assert fields(read(SHEET))["SATUAN"] == "Dokumen"


def test_a_letterhead_is_no_definition_where_the_definition_is_printed() -> None:
    reading = read("PEMERINTAH KOTA CONTOH\n\n" + SHEET)
    assert fields(reading) == EXPECTED
    assert [(left.baris, left.alasan) for left in reading.tak_terbaca] == [((1, 1), "teks sebelum bidang pertama")]


def test_an_unknown_field_is_read_as_it_is_and_said() -> None:
    reading = read(SHEET.replace("PERIODE\n", "FREKUENSI\nTiap bulan\n\nPERIODE\n"))
    assert fields(reading) == EXPECTED | {"FREKUENSI": "Tiap bulan"}
    assert [w.kode for w in reading.peringatan] == ["label-tidak-dikenal"]


def test_a_repeated_field_is_said() -> None:
    reading = read(SHEET + "\nPERIODE\nBulanan\n")
    assert [w.kode for w in reading.peringatan] == ["label-berulang"]
    values = [record.nilai for record in reading.records if isinstance(record, Metadata) and record.label == "PERIODE"]
    assert values == ["Tahunan", "Bulanan"]


def test_a_value_with_an_entity_keeps_its_evidence() -> None:
    reading = read(SHEET.replace("Tahunan", "Tahunan &amp; bulanan"))
    assert fields(reading)["PERIODE"] == "Tahunan &amp; bulanan"


@pytest.mark.parametrize(
    ("value", "cut"),
    [
        ("Dinas Perpustakaan dan Kearsipan, Budaya dan Pariw", True),
        ("Banyak taman baca desa yang sudah ikut lomba simul", True),
        ("Banyak taman baca desa yang sudah ikut lomba ulang", False),
        ("Taman baca yang terpilih untuk mengikuti bimbingan", False),
    ],
)
def test_a_value_as_long_as_a_field_is_cut_where_it_ends_in_no_word(value: str, cut: bool) -> None:
    assert len(value) == 50
    assert cut_off(value, f"{SHEET}\nKEGUNAAN\n{value}\n") is cut
    assert not cut_off(value, f"{SHEET}\nKEGUNAAN\n{value}\n\nKETERANGAN\n{value.split()[-1]} saja\n")


def test_a_root_is_a_word_though_another_word_begins_with_it() -> None:
    counted = "Jumlah taman baca yang buka selama satu tahun"
    assert not cut_off(counted, f"{SHEET}\nKETERANGAN\n{counted}\n")
    assert cut_off("Dinas Arsip dan Perpus", SHEET.replace("SIPD", "Dinas Perpustakaan"))
