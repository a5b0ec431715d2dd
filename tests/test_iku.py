"""IKU tables as offices print them otherwise than the sample: columns, torn rows, targets, signatures."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

import pytest

from kgkesos import pipeline
from kgkesos.errors import InputError
from kgkesos.reading import document
from kgkesos.reading.excerpt import Source
from kgkesos.records import Formula, Indikator, Reading, Record, Sasaran, Target

TITLE = ("INDIKATOR KINERJA UTAMA", "DINAS SOSIAL KABUPATEN CONTOH", "TAHUN 2021", "")
HEAD = "No\tSasaran\tIndikator Kinerja\tPenjelasan\tSumber Data"
ROW = "1\tMeningkatnya anak\tJumlah anak\tMakna.\tDTKS"


def read(*lines: str) -> Reading:
    """Read an IKU with these ``lines`` after its title; ``read_source`` checks the evidence of every field."""
    return document.read_source(Source.of("\n".join((*TITLE, *lines)), "0" * 64), Path("iku.txt"))


Kind = TypeVar("Kind", bound=Record)


def of(reading: Reading, kind: type[Kind]) -> list[Kind]:
    return [record for record in reading.records if isinstance(record, kind)]


def codes(reading: Reading) -> list[str]:
    return [warning.kode for warning in reading.peringatan]


def unread(reading: Reading) -> list[tuple[str, str]]:
    return [(left.kutipan, left.alasan) for left in reading.tak_terbaca]


@pytest.mark.parametrize(
    "lines",
    [
        ("No\tSasaran\tPenjelasan", "1\tMeningkatnya anak\tMakna."),
        ("Sasaran: Meningkatnya anak",),
        (HEAD,),
    ],
)
def test_without_a_table_that_can_be_read(lines: tuple[str, ...]) -> None:
    with pytest.raises(InputError, match="tidak memuat rekaman"):
        read(*lines)


def test_columns_parted_by_bars_alone() -> None:
    reading = read("No | Sasaran | Indikator | Sumber", "1 | Meningkatnya anak | Jumlah anak | DTKS")
    assert [(r.teks, r.nomor) for r in of(reading, Sasaran)] == [("Meningkatnya anak", "1")]
    assert [(r.nama, r.sumber_data) for r in of(reading, Indikator)] == [("Jumlah anak", "DTKS")]
    assert codes(reading) == []


def test_bold_cells() -> None:
    reading = read(HEAD, "**1.**\t**Meningkatnya anak**\t**Jumlah** anak\tMakna.\tDTKS")
    assert [(r.teks, r.nomor) for r in of(reading, Sasaran)] == [("Meningkatnya anak", "1")]
    assert [r.nama for r in of(reading, Indikator)] == ["Jumlah anak"]


@pytest.mark.parametrize("second", ["1\tMeningkatnya anak", "\tMeningkatnya  anak.", "\t"])
def test_an_objective_printed_again_goes_on(second: str) -> None:
    reading = read(HEAD, ROW, f"{second}\tJumlah desa\tMakna.\tDTKS")
    assert [r.id for r in of(reading, Sasaran)] == ["sasaran/1"]
    assert [(r.induk, r.nama) for r in of(reading, Indikator)] == [
        ("sasaran/1", "Jumlah anak"),
        ("sasaran/1", "Jumlah desa"),
    ]
    assert codes(reading) == []
    assert unread(reading) == []


def test_another_number_is_another_objective() -> None:
    reading = read(HEAD, ROW, "2\tMeningkatnya anak\tJumlah desa\tMakna.\tDTKS")
    assert [r.nomor for r in of(reading, Sasaran)] == ["1", "2"]


def test_a_column_of_formulas_and_two_indicators_in_a_cell() -> None:
    reading = read(
        "No\tSasaran\tIndikator Kinerja\tPenjelasan\tFormulasi\tSumber Data",
        "1\tMeningkatnya anak\tPersentase anak; Jumlah desa\tAnak adalah warga muda.\t"
        "Jumlah anak / Jumlah warga x 100%\tD",
    )
    both = of(reading, Indikator)
    assert [(r.nama, r.penjelasan, r.sumber_data) for r in both] == [
        ("Persentase anak", "Anak adalah warga muda.", "D"),
        ("Jumlah desa", "Anak adalah warga muda.", "D"),
    ]
    assert [(r.induk, r.bentuk, r.pembilang, r.penyebut, r.pengali) for r in of(reading, Formula)] == [
        (indicator.id, "rasio", "Jumlah anak", "Jumlah warga", 100) for indicator in both
    ]
    assert codes(reading) == []


def test_numbered_indicators_in_a_cell() -> None:
    reading = read(HEAD, "1\tMeningkatnya anak\t1. Persentase anak; 2. Jumlah (desa; kota);\tMakna.\tDTKS")
    assert [(r.nomor, r.nama) for r in of(reading, Indikator)] == [
        ("1", "Persentase anak"),
        ("2", "Jumlah (desa; kota)"),
    ]


def test_two_formulas_for_one_indicator_are_said() -> None:
    reading = read(
        "No\tSasaran\tIndikator\tPenjelasan\tRumus",
        "1\tMeningkatnya anak\tPersentase anak\tRumus : Jumlah anak / Jumlah desa\tJumlah anak / Jumlah warga",
    )
    assert [r.penyebut for r in of(reading, Formula)] == ["Jumlah warga"]
    assert codes(reading) == ["formula-ganda"]


def test_what_follows_a_formula_is_kept_or_said() -> None:
    ratio = r"$\frac{\text{Jumlah anak dibina}}{\text{Jumlah anak terdata}} \times 100\%$"
    reading = read(
        HEAD, f"1\tMeningkatnya anak\tPersentase anak\tRumus : {ratio} Keterangan: Anak adalah warga muda.\tD"
    )
    assert [r.penjelasan for r in of(reading, Indikator)] == ["Keterangan: Anak adalah warga muda."]
    assert [getattr(r, "istilah", None) for r in reading.records if r.jenis == "Definisi"] == ["Anak"]
    reading = read(HEAD, f"1\tMeningkatnya anak\tPersentase anak\tRumus : {ratio} dihitung tahunan\tD")
    assert [(w.kode, "dihitung tahunan" in w.pesan, w.baris) for w in reading.peringatan] == [
        ("sisa-formula", True, (6, 6))
    ]


def test_columns_that_are_not_read_are_said_once() -> None:
    reading = read(
        "No\tSasaran\tIndikator\tAlasan\tKosong\tPJ\tPengampu",
        "1\tMeningkatnya anak\tJumlah anak\tPenting\t\tBidang A\tBidang B",
        "\t\tJumlah desa\tPenting juga\t-\tBidang A\tBidang B\tlebih",
    )
    assert [r.penanggung_jawab for r in of(reading, Indikator)] == ["Bidang A", "Bidang A"]
    assert [(w.kode, w.baris) for w in reading.peringatan] == [
        ("kolom-tidak-dibaca", (6, 6)),
        ("kolom-kembar", (6, 6)),
        ("sel-berlebih", (7, 7)),
    ]
    assert ['"Alasan"' in reading.peringatan[0].pesan, '"Pengampu"' in reading.peringatan[1].pesan] == [True, True]
    assert "lebih" in reading.peringatan[2].pesan


def test_a_performance_column_beside_the_objective_is_said() -> None:
    reading = read("Sasaran\tKinerja Utama\tIndikator", "Meningkatnya anak\tKinerja\tJumlah anak")
    assert codes(reading) == ["kolom-tidak-dibaca"]
    assert '"Kinerja Utama"' in reading.peringatan[0].pesan


def test_targets(tmp_path: Path) -> None:
    lines = (
        "No\tSasaran\tIndikator\tSatuan\tTarget 2020\t2021\tSumber",
        "1\tMeningkatnya anak\tJumlah anak\tOrang\t85\t90\tD",
        "\t\tPersentase desa\t\t85,5%\t-\tD",
    )
    reading = read(*lines)
    first, second = of(reading, Indikator)
    assert [(r.id, r.induk, r.nilai, r.satuan, r.tahun) for r in of(reading, Target)] == [
        (f"{first.id}/target/2020", first.id, "85", "Orang", 2020),
        (f"{first.id}/target/2021", first.id, "90", "Orang", 2021),
        (f"{second.id}/target/2020", second.id, "85,5%", "%", 2020),
    ]
    assert {name: [q.kutipan for q in quotes] for name, quotes in of(reading, Target)[2].bukti.items()} == {
        "nilai": ["85,5%"],
        "satuan": ["%"],
        "tahun": ["2020"],
    }
    assert codes(reading) == []
    (tmp_path / "iku.txt").write_text("\n".join((*TITLE, *lines)), encoding="utf-8")
    assert pipeline.build([tmp_path / "iku.txt"], tmp_path / "kg").refused == ()


def test_two_targets_of_one_year_are_said() -> None:
    reading = read("Sasaran\tIndikator\tTarget (%)\tTarget Renstra", "Meningkatnya anak\tJumlah anak\t85\t90")
    assert [(r.nilai, r.satuan, r.tahun) for r in of(reading, Target)] == [("85", "%", None)]
    assert codes(reading) == ["kolom-kembar"]


def test_a_cell_over_two_lines_is_one_row() -> None:
    reading = read(HEAD, "1\tMeningkatnya anak\tJumlah anak\tMakna yang", "panjang.\tDTKS")
    assert [(r.nama, r.penjelasan, r.sumber_data) for r in of(reading, Indikator)] == [
        ("Jumlah anak", "Makna yang panjang.", "DTKS")
    ]
    assert codes(reading) == []
    assert unread(reading) == []


def test_torn_rows_are_left_and_said() -> None:
    reading = read(
        HEAD, "1\tMeningkatnya anak\tJumlah anak", "panjang.\tDTKS", "2\tMeningkatnya desa\tJumlah desa\tB.\tD"
    )
    assert [r.nomor for r in of(reading, Sasaran)] == ["2"]
    assert [(w.kode, w.baris) for w in reading.peringatan] == [("baris-terpenggal", (6, 7))]
    assert [(left.baris, left.alasan) for left in reading.tak_terbaca] == [((6, 7), "baris tabel yang terpenggal")]


SIGNED = ("", "Contoh, 2 Januari 2021", "KEPALA DINAS,", "", "NAMA ORANG", "Pembina Utama Muda", "NIP. 1234")


def test_a_signature_ends_with_its_number() -> None:
    reading = read(HEAD, ROW, *SIGNED, "", "Catatan: dihitung per semester.")
    assert unread(reading) == [("Catatan: dihitung per semester.", "tidak dikenali")]


def test_a_signature_without_a_number_is_short() -> None:
    reading = read(HEAD, ROW, *SIGNED[:-1], "", "Catatan: dihitung per semester.")
    assert unread(reading) == [("Catatan: dihitung per semester.", "tidak dikenali")]


def test_a_post_with_other_lines_below_is_no_signature() -> None:
    below = [f"baris {n}" for n in range(2, 10)]
    reading = read(HEAD, ROW, "KEPALA DINAS,", *below)
    assert unread(reading) == [("\n".join(["KEPALA DINAS,", *below]), "tidak dikenali")]
    reading = read(HEAD, ROW, "KEPALA DINAS,", "2\tMeningkatnya desa\tJumlah desa\tPenjelasan.\tDTKS")
    assert [r.nama for r in of(reading, Indikator)] == ["Jumlah anak", "Jumlah desa"]
    assert unread(reading) == [("KEPALA DINAS,", "tidak dikenali")]


@pytest.mark.parametrize("tail", [HEAD, HEAD.removesuffix(" Data"), "No\tSasaran\tIndikator Kin", "No\tSasa"])
def test_a_cut_in_a_head_is_said(tail: str) -> None:
    reading = read(HEAD, ROW, "", tail)
    assert [r.teks for r in of(reading, Sasaran)] == ["Meningkatnya anak"]
    assert [(w.kode, w.baris) for w in reading.peringatan] == [("dokumen-terpotong", (8, 8))]
    assert unread(reading) == []


def test_a_cut_before_the_indicator_is_said() -> None:
    reading = read(HEAD, ROW, "2\tMeningkatnya de")
    assert codes(reading) == ["dokumen-terpotong", "baris-tanpa-indikator"]
