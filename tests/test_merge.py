"""Which readings are renditions of one document, and what is said of those that are not, or that differ."""

from __future__ import annotations

import hashlib
import itertools
from pathlib import Path

import pytest

from kgkesos import resources
from kgkesos.reading import document, merge
from kgkesos.reading.excerpt import Source
from kgkesos.reading.told import Told
from kgkesos.records import Indikator, Jabatan, Metadata, Reading, Work

DOCUMENTS = resources.folder("documents")
IKI = (DOCUMENTS / "iki-dinsos-probolinggo-2019.md").read_text(encoding="utf-8")
PLAIN = (DOCUMENTS / "iki-dinsos-probolinggo-2019.txt").read_text(encoding="utf-8")
IKU = (DOCUMENTS / "iku-dinsos-tapin-2020.txt").read_text(encoding="utf-8")
SHEET = (DOCUMENTS / "metadata-sipd-jumlah-kkks.txt").read_text(encoding="utf-8")


def read(text: str, name: str = "x.txt") -> Reading:
    return document.read_source(Source.of(text, hashlib.sha256(text.encode()).hexdigest()), Path(name))


def works(*readings: Reading, told: Told | None = None) -> tuple[Work, ...]:
    return merge.works(readings, told or {})


def codes(work: Work) -> list[str]:
    return [warning.kode for warning in work.peringatan]


def test_two_renditions_merge_without_being_told() -> None:
    (work,) = works(read(PLAIN, "a.txt"), read(IKI, "b.md"))
    assert work.dokumen.tahun == 2019
    assert len(work.records) == len(read(IKI).records)


def test_what_the_renditions_read_differently_is_told() -> None:
    """The key lists where the two IKI files differ in words; those in positions and duties are warnings here."""
    (work,) = works(read(PLAIN, "a.txt"), read(IKI, "b.md"))
    said = [warning.pesan for warning in work.peringatan if warning.kode == "bacaan-berbeda"]
    assert any("kepastakaan" in words and "kepustakaan" in words for words in said)
    assert all("a.txt" in words and "b.md" in words for words in said)
    assert 1 <= len(said) <= 21


def test_a_variant_is_told_not_dropped_in_silence() -> None:
    other = IKU.replace("\tBidang Rehabilitasi Sosial\t", "\tBidang Rehab Sosial\t")
    (work,) = works(read(IKU, "a.txt"), read(other, "b.txt"))
    (words,) = [warning.pesan for warning in work.peringatan if warning.kode == "bacaan-berbeda"]
    assert "'Bidang Rehabilitasi Sosial'" in words
    assert "'Bidang Rehab Sosial'" in words


def test_another_year_does_not_merge_in_any_order() -> None:
    dated = [read(IKU), read(IKU.replace("TAHUN 2020", "TAHUN 2021"))]
    undated = read(IKU.replace("TAHUN 2020", "TAHUN"))
    keys = {
        tuple(sorted(work.key[:41] for work in works(*order))) for order in itertools.permutations([*dated, undated])
    }
    assert keys == {
        (
            "iku-dinas-sosial-kabupaten-tapin",
            "iku-dinas-sosial-kabupaten-tapin-2020",
            "iku-dinas-sosial-kabupaten-tapin-2021",
        )
    }
    made = works(*dated, undated)
    assert ["rendisi-mendua" in codes(work) for work in made] == [True, False, False]


def test_one_without_a_year_joins_the_only_one_it_fits() -> None:
    (work,) = works(read(IKU), read(IKU.replace("TAHUN 2020", "TAHUN")))
    assert work.key == "iku-dinas-sosial-kabupaten-tapin-2020"


@pytest.mark.parametrize(
    ("old", "new"), [("KABUPATEN TAPIN", "KABUPATEN LAIN"), ("DINAS SOSIAL", "DINAS KESEHATAN"), ("2020", "2021")]
)
def test_another_office_region_or_year_is_another_document(old: str, new: str) -> None:
    assert len(works(read(IKU), read(IKU.replace(old, new)))) == 2


def test_sheets_of_nobody_merge_only_when_they_say_the_same() -> None:
    """Two offices fill in the same sheet: same indicator and definitions, other values. They are two documents."""
    other = SHEET.replace("Dinas Sosial, Pengendalian Penduduk, KB, Pemberday", "Dinas Sosial Kota Contoh")
    other = other.replace("Tahunan", "Bulanan").replace("Nasional, Provinsi", "Kota")
    made = works(read(SHEET, "a.txt"), read(other, "b.txt"))
    assert [work.key for work in made] == ["a", "b"]
    fields = {r.label: r.nilai for work in made for r in work.records if isinstance(r, Metadata) if work.key == "b"}
    assert fields["PERIODE"] == "Bulanan"
    assert len(works(read(SHEET, "a.txt"), read(SHEET + "\n", "c.txt"))) == 1


def test_what_the_user_tells_keeps_documents_apart() -> None:
    one, other = read(SHEET, "a.txt"), read(SHEET + "\n", "b.txt")
    told = {
        one.dokumen.sha256: {"wilayah": "KOTA SATU", "instansi": "DINAS SOSIAL"},
        other.dokumen.sha256: {"wilayah": "KOTA DUA", "instansi": "DINAS SOSIAL"},
    }
    assert [work.key for work in works(one, other, told=told)] == [
        "metadata-dinas-sosial-kota-dua",
        "metadata-dinas-sosial-kota-satu",
    ]


def test_records_of_the_fuller_rendition_are_used_and_the_rest_counted() -> None:
    shorter = IKI[: IKI.index("INDIKATOR KINERJA INDIVIDU\n\n1. JABATAN : KepalaSeksi Jaminan")]
    (work,) = works(read(shorter, "pendek.md"), read(IKI, "utuh.md"))
    assert sum(isinstance(record, Jabatan) for record in work.records) == 15
    assert sum(isinstance(record, Indikator) for record in work.records) == 40
    assert codes(work) == []
