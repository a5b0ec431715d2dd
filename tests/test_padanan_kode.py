"""A printed code is read with its year, its level and its government; one that is none is said and not believed."""

from __future__ import annotations

import pytest
from padanan_contoh import codes, of

from kgkesos.padanan.kode import read, same_code
from kgkesos.records import Kegiatan, Program, SubKegiatan
from kgkesos.reference import nomenklatur

PSM = "Peningkatan Kemampuan Potensi Pekerja Sosial Masyarakat Kewenangan Kabupaten/Kota"
CEMETERY = "Pemeliharaan Taman Makam Pahlawan Nasional Kabupaten/Kota"
REPAIR = "Rehabilitasi Sarana dan Prasarana Taman Makam Pahlawan Nasional"
POOR = "Pengelolaan Data Fakir Miskin"


@pytest.mark.parametrize("printed", ["1.06.05.2.02", "1.06.05.2,02", "1 06 05 2.02", "1.06.05.2.2", "01.06.05.2.02"])
def test_a_printed_code_tells_and_the_reason_says_so(printed: str) -> None:
    found = of(Kegiatan(id="k", nama="Pengelolaan Data Kemiskinan", kode=printed))["k"]
    assert (found.entri.daftar, found.entri.kode, found.aturan) == ("2027", "1.06.05.2.02", "kode-tercetak")
    assert found.alasan.startswith(f"Kode yang tercetak, {printed}, adalah kodenya; kata yang sama: ")
    assert found.skor > 0.5


# ---------------------------------------------------------------- the year


@pytest.mark.parametrize(
    ("code", "name", "year", "daftar"),
    [
        # Two digits were those of Permendagri 90/2019, whatever the year of the document, and four the later ones.
        ("1.06.02.2.03.01", PSM, 2020, "2019"),
        ("1.06.02.2.03.01", PSM, 2023, "2019"),
        ("1.06.02.2.03.01", PSM, None, "2019"),
        ("1.06.02.2.03.0001", PSM, 2023, "2021"),
        ("1.06.02.2.03.0001", PSM, None, "2021"),
        # The lists of 2019 and 2027 both have this one.
        ("1.06.07.2.01", CEMETERY, 2020, "2019"),
        ("1.06.07.2.01", CEMETERY, 2027, "2027"),
        ("1.06.07.2.01", CEMETERY, None, "2027"),
        ("1.06.07.2.01", CEMETERY, 2018, "2019"),
        ("1.06.07.2.01.0001", REPAIR, 2023, "2021"),
        ("1.06.07.2.01.0001", REPAIR, None, "2027"),
    ],
)
def test_a_code_is_that_of_the_list_in_force_in_the_year_of_the_document(
    code: str, name: str, year: int | None, daftar: str
) -> None:
    kind = SubKegiatan if code.count(".") == 5 else Kegiatan
    found = of(kind(id="x", nama=name, kode=code), year=year)["x"]
    assert (found.entri.daftar, found.entri.kode, found.aturan) == (daftar, code, "kode-tercetak")
    assert ("menurut daftar" in found.alasan) is (daftar != "2027")


def test_a_code_that_came_after_the_document_is_said_to_be_younger() -> None:
    name = "Pengelolaan Layanan Terpadu Kesejahteraan Sosial"
    found = of(SubKegiatan(id="s", nama=name, kode="1.06.02.2.03.0016"), year=2022)["s"]
    assert (found.entri.daftar, found.entri.kode) == ("2027", "1.06.02.2.03.0016")
    assert "dokumennya tahun 2022, tetapi kode ini hanya ada dalam daftar 2027" in found.alasan


def test_the_slip_of_three_digits_stays_and_is_matched_only_as_printed() -> None:
    slips = [entry for entry in nomenklatur() if entry.is_slip]
    assert [(entry.daftar, entry.kode) for entry in slips] == [("2021", "1.06.07.2.01.002")]
    for printed, meant in (("0002", "0002"), ("002", "002"), ("2", "0002")):
        made = SubKegiatan(id="s", nama=CEMETERY, kode=f"1.06.07.2.01.{printed}")
        assert codes(made, year=2023) == {"s": f"1.06.07.2.01.{meant}"}


# ---------------------------------------------------------------- the level and the government


def test_the_code_of_another_level_is_told_and_the_name_compared() -> None:
    found = of(Program(id="p", nama="Program Rehabilitasi Sosial", kode="1.06.04.2.01"))["p"]
    assert (found.entri.kode, found.entri.tingkat, found.aturan) == ("1.06.04", "program", "kata-nama")
    assert found.alasan.startswith("Kode yang tercetak, 1.06.04.2.01, adalah kode kegiatan, bukan program")
    found = of(Kegiatan(id="k", nama=CEMETERY, kode="X.XX.01"))["k"]
    assert found.entri.kode == "1.06.07.2.01"
    assert found.alasan.startswith("Kode yang tercetak, X.XX.01, adalah kode program, bukan kegiatan")


@pytest.mark.parametrize(
    ("region", "code", "theirs", "ours"),
    [
        ("Kota Kediri", "1.06.05.1.02", "provinsi", "kabupaten/kota"),
        ("Provinsi Jawa Timur", "1.06.05.2.02", "kabupaten/kota", "provinsi"),
    ],
)
def test_a_code_of_another_government_is_said_to_be_one(region: str, code: str, theirs: str, ours: str) -> None:
    found = of(Kegiatan(id="k", nama=POOR, kode=code), region=region)["k"]
    assert found.entri.kode == code
    assert f"kode itu kewenangan {theirs}, sedangkan dokumen ini dari {ours}" in found.alasan


@pytest.mark.parametrize(
    ("region", "government"), [("Provinsi Papua", "provinsi"), ("Kota Jayapura", "kabupaten-kota")]
)
def test_of_a_code_that_two_governments_have_the_document_s_own_is_meant(region: str, government: str) -> None:
    entries = [entry for entry in nomenklatur() if entry.kode == "1.06.05.3.03"]
    assert len(entries) == 2
    for entry in entries:
        found = of(Kegiatan(id="k", nama=entry.nama, kode=entry.kode), region=region)["k"]
        assert (found.entri.kode, found.entri.kewenangan) == ("1.06.05.3.03", government)
        assert "kewenangan" not in found.alasan


# ---------------------------------------------------------------- codes that are none, and of others


@pytest.mark.parametrize(
    "printed",
    ["2.01", "4.2.01", "106.04.2.01", "10604201", "1.13.1.13.01.15.02", "1.06.1.06.01.15.02", "1.13.15", "1.06.0.00.0"],
)
def test_a_code_that_is_none_silences_no_name_and_is_said(printed: str) -> None:
    found = of(Kegiatan(id="k", nama=CEMETERY, kode=printed))["k"]
    assert (found.entri.kode, found.aturan) == ("1.06.07.2.01", "kata-nama")
    assert found.alasan.startswith(f"Kode yang tercetak, {printed}, bukan kode nomenklatur yang utuh")


@pytest.mark.parametrize("printed", ["-", "a", "", None, "XX"])
def test_what_holds_no_number_is_no_code(printed: str | None) -> None:
    assert read(printed, ()) is None
    assert of(Kegiatan(id="k", nama=CEMETERY, kode=printed))["k"].alasan.startswith("Kata yang sama")


def test_a_code_whose_name_is_another_and_one_that_no_list_has_are_said() -> None:
    found = of(Kegiatan(id="k", nama="Pemeliharaan Anak Terlantar", kode="1.06.07.2.01"))["k"]
    assert (found.entri.kode, found.aturan) == ("1.06.05.2.01", "kata-nama")
    assert found.alasan.startswith(f"Kode yang tercetak, 1.06.07.2.01, bernama lain: {CEMETERY}")
    found = of(Kegiatan(id="k", nama="Pemeliharaan Anak Terlantar", kode="1.06.05.2.77"))["k"]
    assert found.alasan.startswith("Kode yang tercetak, 1.06.05.2.77, tidak ada dalam daftar")


def test_a_code_of_another_affair_and_an_office_of_another_affair_get_nothing() -> None:
    name = "Administrasi Umum Perangkat Daerah"
    assert codes(Kegiatan(id="k", nama=name)) == {"k": "1.06.01.2.06"}
    assert codes(Kegiatan(id="k", nama=name, kode="X.XX.01.2.06")) == {"k": "1.06.01.2.06"}
    assert of(Kegiatan(id="k", nama=name, kode="3.25.01.2.06")) == {}
    assert of(Kegiatan(id="k", nama=CEMETERY, kode="3.25.01.2.06")) == {}
    assert of(Kegiatan(id="k", nama=name), office="DINAS PERIKANAN") == {}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("1.06.04.2.01.0001", "1.06.04.2.01.01", True),
        ("1.06.04", "1.06.04", True),
        ("1.06.04.2.01", "1.06.04.2.02", False),
        ("1.06.04.2.01.0010", "1.06.04.2.01.01", False),
        ("1.06", "1.06.04", False),
    ],
)
def test_a_code_is_the_same_with_more_zeros(one: str, other: str, same: bool) -> None:
    assert same_code(one, other) is same
