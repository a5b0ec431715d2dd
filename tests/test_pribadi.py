"""Persons whom no title or degree tells: behind an introduction, as owners, in signatures; and what is no person."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_tanda_tangan import words_of

from kgkesos.reading import document, orang, pribadi, tanda_tangan
from kgkesos.reading.excerpt import Source
from kgkesos.records import Indikator, Metadata, Reading


def read(text: str) -> Reading:
    return document.read_source(Source.of(text, "0" * 64), Path("contoh.txt"))


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Sakernas, BPS. Narahubung: Sri Mulyani", "Sakernas, BPS."),
        ("Bidang Destinasi, kontak: Rina", "Bidang Destinasi"),
        ("CP: Rudi Hartono 08127000111", ""),
        ("verifikasi (PIC: Joko Susilo, 0813-1111-2222);", "verifikasi"),
        ("verifikasi (PIC: Joko Susilo) tepat waktu", "verifikasi tepat waktu"),
        ("PJ: La Ode Hasan", ""),
        ("Sdri. Dewi Lestari", ""),
        ("a.n. Dewi Lestari", ""),
        ("Disusun oleh: Nurul Hidayah", ""),
        ("Verifikator data : Bambang Sutrisno", ""),
        ("Penanggung jawab: Yuliana Sari", ""),
        ("dewi_lestari @ gmail.com", ""),
    ],
)
def test_a_person_behind_an_introduction_is_hidden(text: str, left: str) -> None:
    source = Source.of(text, "")
    assert source.without(pribadi.details(text, pribadi.introduced(text))).line(1).squeezed().text == left


@pytest.mark.parametrize(
    "beside", ["2. JABATAN : Kepala Seksi Jaminan Sosial", "NIP : -", "Pangkat/Gol : Pembina / IV a"]
)
def test_a_name_in_a_form_is_hidden_where_a_post_or_number_stands_beside_it(beside: str) -> None:
    for text in (f"1. Nama : Siti Aminah\n{beside}\n", f"{beside}\nNama : SITI AMINAH\n"):
        found = " ".join(text[start:end] for start, end in pribadi.details(text, pribadi.introduced(text)))
        assert "aminah" in found.lower()
        assert "JABATAN" not in found


@pytest.mark.parametrize(
    "text",
    [
        "Nama Indikator : Persentase Penduduk Miskin",
        "Nama : Jumlah Puskesmas\nSatuan : Unit",
        "Nama : Angka Harapan\nJabatan : Kepala Dinas",
        "kontak: Dinas Sosial",
        "Kontak: Diskominfo",
        "PIC: Bidang Rehabilitasi Sosial",
        "PIC: Linjamsos",
        "PIC: UPTD PPA",
        "Penanggung jawab : Kepala Bidang Destinasi",
        "Penanggung jawab : Penyuluh Sosial Muda",
        "Penanggung jawab: Kabid Rehsos",
        "Disusun oleh: Bappeda Litbang",
        "Disusun oleh: Subbag Perencanaan",
        "a.n. BUPATI TAPIN",
        "Ibu Hamil dan Ibu Rumah Tangga",
        "Honor 2 orang @ Rp.500.000",
    ],
)
def test_what_is_no_person_stays_behind_an_introduction(text: str) -> None:
    assert pribadi.details(text, pribadi.introduced(text)) == ()


@pytest.mark.parametrize(
    "owner",
    [
        "Adyatama Kepariwisataan Ahli Muda",
        "Penyuluh Sosial Muda",
        "Analis Kebijakan",
        "Kabid Rehsos",
        "Bappeda Litbang",
        "Bidang Rehabilitasi Sosial",
        "Kasi Pencemaran Lingkungan",
        "Sekretariat",
        "UPTD PPA",
        "Pekerja Sosial Ahli Muda",
        "Pranata Komputer",
        "Perlindungan Anak",
        "DINAS SOSIAL",
        "Dinkes Kota",
    ],
)
def test_posts_and_units_are_no_names(owner: str) -> None:
    assert not orang.is_name(owner)
    reading = read(IKU.format(owner=owner))
    assert [r.penanggung_jawab for r in reading.records if isinstance(r, Indikator)] == [owner]
    assert "data-pribadi" not in [w.kode for w in reading.peringatan]


IKU = """INDIKATOR KINERJA UTAMA
DINAS PARIWISATA KABUPATEN BELITUNG
TAHUN 2021

No\tSasaran\tIndikator Kinerja\tFormula\tPenanggung Jawab\tSumber Data
1\tMeningkatnya kunjungan wisata\tJumlah kunjungan wisatawan\tJumlah wisatawan\t{owner}\tBidang Destinasi
"""


@pytest.mark.parametrize(
    ("owner", "left"),
    [
        ("Budi Santoso (Kabid Destinasi)", "Kabid Destinasi"),
        ("Kabid Destinasi (Budi Santoso)", "Kabid Destinasi"),
        ("Kabid Destinasi / Budi Santoso", "Kabid Destinasi"),
        ("Yuliana Sari", None),
        ("La Ode Hasan", None),
        ("BUDI SANTOSO", None),
    ],
)
def test_a_person_as_owner_is_not_read(owner: str, left: str | None) -> None:
    reading = read(IKU.format(owner=owner))
    assert [r.penanggung_jawab for r in reading.records if isinstance(r, Indikator)] == [left]
    name = next(word for word in ("santoso", "sari", "hasan") if word in owner.lower().split("(")[-1] + owner.lower())
    assert [words for words in words_of(reading) if name in words.lower().replace("sasaran", "")] == []
    assert "data-pribadi" in [w.kode for w in reading.peringatan]


def test_a_person_as_owner_is_told_where_line_ends_are_of_two_signs() -> None:
    reading = read(IKU.format(owner="Budi Santoso (Kabid Destinasi)").replace("\n", "\r\r\n"))
    owned = [r for r in reading.records if isinstance(r, Indikator)]
    assert [(r.nama, r.penanggung_jawab, r.sumber_data) for r in owned] == [
        ("Jumlah kunjungan wisatawan", "Kabid Destinasi", "Bidang Destinasi")
    ]
    assert [words for words in words_of(reading) if "Santoso" in words] == []


def test_a_post_over_the_label_of_a_sheet_is_no_signature() -> None:
    text = "UNIT\nKepala Dinas Sosial\n\n\nINTERPRETASI\nSemakin banyak\n"
    assert dict(tanda_tangan.find(Source.of(text, "")).classes) == {}


def test_a_card_names_no_person_beside_its_offices() -> None:
    reading = read(
        "Judul Data | Jumlah Puskesmas\nKonsep | Puskesmas\nDefinisi | Fasilitas pelayanan kesehatan\nSatuan | Unit\n"
        "Produsen Data | Dinas Kesehatan\nPenanggung Jawab | Yuliana Sari\nWalidata | Diskominfo (Hendra Gunawan)\n"
        "Kontak | yuli@dinkes.go.id / 0811223344\nTahun | 2023\n"
    )
    fields = {r.label: r.nilai for r in reading.records if isinstance(r, Metadata)}
    assert (fields["WALIDATA"], fields["PRODUSEN DATA"]) == ("Diskominfo", "Dinas Kesehatan")
    assert [w for w in words_of(reading) if any(n in w for n in ("Yuliana", "Hendra", "yuli@", "0811"))] == []


@pytest.mark.parametrize(
    "block",
    [
        "Mengetahui\nKEPALA DINAS\nAGUS SALIM\nPembina Tk.I / IVb\n",
        "Mengetahui\nKEPALA DINAS\nAGUS SALIM\nPembina Tk. I (IV b)\n197001011995031001\n",
        "KEPALA DINAS PARIWISATA\n\nAGUS SALIM\nPenata III/d\n",
        "KEPALA SEKSI PROMOSI\n\nAGUS SALIM\n",
        "KEPALA DINAS,\n\n\nBUDI SANTOSO\nNIP. 19650101 199003 1 002\n\nSEKRETARIS\n\n\nAGUS SALIM\n",
    ],
)
def test_a_signature_without_comma_blank_lines_or_number(block: str) -> None:
    text = f"{IKU.format(owner='Bidang Destinasi')}\n{block}"
    first = text.count("\n", 0, text.index(block)) + 1
    wanted = {first + at for at, line in enumerate(block.split("\n")) if line.strip()}
    classes = tanda_tangan.find(Source.of(text, "")).classes
    assert {n for n, use in classes.items() if use == "tanda tangan"} == wanted
    assert [words for words in words_of(read(text)) if "SALIM" in words or "IV" in words] == []


@pytest.mark.parametrize(
    "text",
    [
        "Kepala Dinas\n\nSASARAN STRATEGIS\n",
        "KEPALA BIDANG DESTINASI\n\nTUGAS POKOK\n\nMelaksanakan tugas\n",
        "Sekretaris\n\nURUSAN PEMERINTAHAN\n",
        "KEPALA SEKSI PROMOSI\n\nINDIKATOR KINERJA\n",
        "KEPALA SEKSI\n\nIKHTISAR JABATAN\n",
        "KEPALA SEKSI\n\nBUDI SANTOSO\n\nNo Sasaran Indikator\n",
    ],
)
def test_a_post_over_a_heading_is_no_signature(text: str) -> None:
    assert dict(tanda_tangan.find(Source.of(text, "")).classes) == {}
