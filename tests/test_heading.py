"""The head of a document: what belongs to it, and that other text before the first table is left and listed."""

from __future__ import annotations

from pathlib import Path

import pytest

from kgkesos import resources
from kgkesos.reading import document, heading, iki, iku
from kgkesos.reading.excerpt import Source
from kgkesos.reading.page import Page
from kgkesos.records import Dokumen, Reading

DOCUMENTS = resources.folder("documents")
IKU = (DOCUMENTS / "iku-dinsos-tapin-2020.txt").read_text(encoding="utf-8")


def read(text: str) -> Reading:
    return document.read_source(Source.of(text, "0" * 64), Path("contoh.txt"))


def head(text: str) -> tuple[Dokumen, list[str]]:
    """What the lines of ``text`` say of an IKU, and the lines of it that are left."""
    page = Page(Source.of(text, "0" * 64))
    dokumen = heading.read(page, "iku", range(1, page.source.line_count + 1), iku.TITLE)
    assert {unread.alasan for unread in page.unread()} <= {"teks sebelum tabel"}
    return dokumen, [line for unread in page.unread() for line in unread.kutipan.split("\n")]


TITLE = "INDIKATOR KINERJA UTAMA\n"


@pytest.mark.parametrize("name", ["iki-dinsos-probolinggo-2019.md", "iku-dinsos-tapin-2020.txt"])
def test_the_samples_leave_nothing(name: str) -> None:
    assert document.read_file(DOCUMENTS / name).tak_terbaca == ()


def test_the_head_of_the_plain_iki_leaves_nothing() -> None:
    reading = document.read_file(DOCUMENTS / "iki-dinsos-probolinggo-2019.txt")
    assert "teks sebelum tabel" not in {unread.alasan for unread in reading.tak_terbaca}


def test_text_between_the_head_and_the_table_is_left() -> None:
    stated = "Tujuan : Meningkatnya kesejahteraan sosial"
    reading = read(IKU.replace("TAHUN 2020**\n", f"TAHUN 2020**\n\n{stated}\n"))
    assert [(unread.alasan, unread.kutipan) for unread in reading.tak_terbaca] == [("teks sebelum tabel", stated)]
    assert reading.dokumen.judul == "INDIKATOR KINERJA UTAMA"


@pytest.mark.parametrize(
    "line",
    [
        "PEMERINTAH KABUPATEN CONTOH",
        "KABUPATEN CONTOH",
        "Kota Contoh",
        "DINAS PERPUSTAKAAN",
        "Dinas Perpustakaan dan Kearsipan Kota Contoh",
        "TAHUN 2021",
        "2021",
        "TAHUN ANGGARAN 2021",
        "PERIODE 2019 - 2024",
        "Jl. Kenanga No. 1 ☎ (0335) 1234567 Fax. (0335) 1234568",
        "Jalan Kenanga Nomor 1, Contoh 67219",
        "Telp. (0335) 1234567",
        "Telepon/Faksimile : 0335-1234567",
        "Email: dinas@contoh.go.id",
        "Website : www.contoh.go.id, e-mail : dinas@contoh.go.id",
        "http://dinas.contoh.go.id",
        "Kode Pos 67219",
        "C O N T O H",
        "K O T A   C O N T O H",
        "---",
        "<b>DINAS PERPUSTAKAAN</b>",
    ],
)
def test_letterhead(line: str) -> None:
    assert head(TITLE + line + "\n")[1] == []
    assert head(line + "\n" + TITLE)[1] == []


@pytest.mark.parametrize(
    "line",
    [
        "Tujuan : Meningkatnya literasi",
        "Misi 1: Membangun perpustakaan",
        "Dinas Perpustakaan melaksanakan urusan pemerintahan di bidang perpustakaan.",
        "Badan ini dibentuk dengan peraturan daerah.",
        "Satuan : Persen",
        "2021 adalah tahun pertama rencana strategis.",
        "Jalan keluar masalah ini ada di bawah.",
        "Laporan dikirim melalui email dan telepon ke dinas@contoh.go.id setiap bulan.",
        "Meningkatnya literasi masyarakat",
        "NOMOR : 188/45/2021",
    ],
)
def test_what_is_no_letterhead(line: str) -> None:
    assert head(TITLE + "DINAS CONTOH\n" + line + "\n")[1] == [line]
    dokumen, unread = head(TITLE + line + "\n")
    assert unread == [line]
    assert (dokumen.judul, dokumen.instansi, dokumen.tahun) == (TITLE.strip(), None, None)


def test_a_title_over_several_lines() -> None:
    text = "INDIKATOR KINERJA UTAMA\n\n(IKU) PERANGKAT DAERAH\nDINAS CONTOH\nKOTA CONTOH\nTAHUN 2021\n"
    dokumen, unread = head(text)
    assert (dokumen.judul, dokumen.instansi, dokumen.wilayah, dokumen.tahun, unread) == (
        "INDIKATOR KINERJA UTAMA (IKU) PERANGKAT DAERAH",
        "DINAS CONTOH",
        "KOTA CONTOH",
        2021,
        [],
    )


def test_a_title_in_title_case_over_several_lines() -> None:
    dokumen, unread = head("Indikator Kinerja Utama\nPerangkat Daerah\nDinas Contoh\nMenjelaskan hal ini\n")
    assert (dokumen.judul, unread) == ("Indikator Kinerja Utama Perangkat Daerah", ["Menjelaskan hal ini"])


def test_entities_in_the_title_hide_no_level() -> None:
    text = (DOCUMENTS / "iki-dinsos-probolinggo-2019.md").read_text(encoding="utf-8")
    one, other = (
        document.read_source(Source.of(t, "0" * 64), Path("x.md"))
        for t in (text, text.replace("III & IV", "III &amp; IV"))
    )
    assert other.dokumen.judul == one.dokumen.judul
    assert [getattr(r, "eselon", None) for r in other.records] == [getattr(r, "eselon", None) for r in one.records]
    assert iki.TITLE.match(other.dokumen.judul or "")


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("DINAS SOSIAL P3A - TAHUN 2024", ("DINAS SOSIAL P3A", None, 2024)),
        ("DINAS ARSIP KABUPATEN CONTOH 2024", ("DINAS ARSIP KABUPATEN CONTOH", "KABUPATEN CONTOH", 2024)),
        ("KABUPATEN CONTOH TAHUN 2021", (None, "KABUPATEN CONTOH", 2021)),
        ("Produsen Data: Dinas Arsip Kota Contoh - Tahun 2025", ("Dinas Arsip Kota Contoh", "Kota Contoh", 2025)),
        ("Perangkat Daerah : Badan Arsip (BA)", ("Badan Arsip", None, None)),
        ("Edisi 2024", (None, None, 2024)),
        ("INDIKATOR KINERJA UTAMA KOTA CONTOH 2022", (None, "KOTA CONTOH", 2022)),
        ("INDIKATOR KINERJA UTAMA DINAS ARSIP KOTA CONTOH 2022", ("DINAS ARSIP KOTA CONTOH", "KOTA CONTOH", 2022)),
        ("INDIKATOR KINERJA UTAMA DINAS ARSIP 2021-2026", ("DINAS ARSIP", None, None)),
        ("INDIKATOR KINERJA UTAMA DINAS ARSIP 2021 s.d. 2026", ("DINAS ARSIP", None, None)),
        ("INDIKATOR KINERJA UTAMA DINAS ARSIP PERIODE 2021 - 2026", ("DINAS ARSIP", None, None)),
    ],
)
def test_office_region_and_year_in_one_line(line: str, wanted: tuple[str | None, str | None, int | None]) -> None:
    dokumen, left = head(f"{line}\n")
    assert (dokumen.instansi, dokumen.wilayah, dokumen.tahun) == wanted
    assert left == []
