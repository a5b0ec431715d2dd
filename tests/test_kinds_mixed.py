"""Documents whose title or content speaks of two kinds: read as what they are, or refused with a clear word."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from kgkesos import resources
from kgkesos.errors import InputError
from kgkesos.reading import document
from kgkesos.reading.excerpt import Source
from kgkesos.records import Reading

KINDS = Path(__file__).parent / "data" / "kinds"
DOCUMENTS = resources.folder("documents")
IKU = (DOCUMENTS / "iku-dinsos-tapin-2020.txt").read_text(encoding="utf-8")
IKI = (DOCUMENTS / "iki-dinsos-probolinggo-2019.md").read_text(encoding="utf-8")
CASCADING = (DOCUMENTS / "cascading-dinas-sosial.txt").read_text(encoding="utf-8")
PK = (KINDS / "pk-dinsos-ponorogo-2024.md").read_text(encoding="utf-8")
IKK = (KINDS / "ikk-lppd-sosial-lamongan-2023.md").read_text(encoding="utf-8")
LPPD = "LAPORAN PENYELENGGARAAN PEMERINTAHAN DAERAH\nKABUPATEN CONTOH TAHUN 2023\n\nBAB III\n\n"
RENSTRA = "RENCANA STRATEGIS DINAS SOSIAL\nTAHUN 2019-2024\n\nBAB IV TUJUAN DAN SASARAN\n\nCASCADING KINERJA\n\n"


def read(text: str) -> Reading:
    return document.read_source(Source.of(text, "0" * 64), Path("campuran.txt"))


@cache
def said(text: str) -> list[tuple[str, str, str | None]]:
    return [(record.jenis, record.id, record.induk) for record in read(text).records]


@pytest.mark.parametrize(
    ("over", "text", "kind"),
    [
        ("LAMPIRAN PERJANJIAN KINERJA\n", IKU, "iku"),
        ("LAMPIRAN KEPUTUSAN KEPALA DINAS\nNOMOR 12 TAHUN 2020\n", IKU, "iku"),
        ("Menetapkan IKU sebagai dasar perjanjian kinerja dan rencana aksi.\n", IKU, "iku"),
        ("POHON KINERJA DAN INDIKATOR KINERJA UTAMA\n\n", IKU, "iku"),
        ("LAMPIRAN PERJANJIAN KINERJA TAHUN 2019\n\n", IKI, "iki"),
        ("POHON KINERJA DINAS SOSIAL\n\n", CASCADING, "cascading"),
        (LPPD, IKK, "ikk"),
        (LPPD, IKK[IKK.index("| No") :], "ikk"),
    ],
)
def test_under_another_title_the_same_is_read(over: str, text: str, kind: str) -> None:
    reading = read(over + text)
    assert reading.dokumen.jenis == kind
    assert said(over + text) == said(text)


def test_a_cascade_in_a_chapter_of_a_renstra_is_read_as_a_cascade() -> None:
    reading = read(RENSTRA + CASCADING)
    assert reading.dokumen.jenis == "cascading"
    assert said(RENSTRA + CASCADING) == said(CASCADING)


@pytest.mark.parametrize(
    ("title", "text", "named"),
    [
        ("SASARAN KINERJA PEGAWAI\nTAHUN 2019\n\n", IKI, "SKP (sasaran kinerja pegawai)"),
        ("LAPORAN KINERJA INSTANSI PEMERINTAH\nTAHUN 2023\n\n", PK, "LKjIP (laporan kinerja)"),
        ("RENCANA PEMBANGUNAN JANGKA MENENGAH DAERAH\nTAHUN 2018-2023\n\n", IKU, "RPJMD"),
    ],
)
def test_a_kind_that_is_not_read_is_named(title: str, text: str, named: str) -> None:
    with pytest.raises(InputError) as error:
        read(title + text)
    assert named in error.value.reason


def test_parties_to_an_agreement_make_no_iki() -> None:
    """Their lines "Jabatan : ..." are no positions with duties."""
    with pytest.raises(InputError) as error:
        read("CASCADING KINERJA DINAS SOSIAL\n\n" + PK)
    assert "tidak dikenali" in error.value.reason


def test_a_second_document_in_the_file_is_left_and_said() -> None:
    reading = read(f"{IKU}\n\n{PK}")
    assert Counter(r.jenis for r in reading.records) == Counter(kind for kind, _, _ in said(IKU))
    (left,) = [one for one in reading.peringatan if one.kode == "dokumen-lain"]
    assert left.baris is not None
    assert {one.alasan for one in reading.tak_terbaca} >= {"dokumen lain di berkas yang sama: perjanjian-kinerja"}
