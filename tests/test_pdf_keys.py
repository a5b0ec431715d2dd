"""The four real PDFs against their keys, which were written from pictures of the pages before the reader."""

from __future__ import annotations

from pathlib import Path

import pdf_keys
import pytest

from kgkesos.reading import document
from kgkesos.records import DUGAAN, PASTI, Indikator, Jabatan

SHARED = Path(__file__).resolve().parents[2] / "shared" / "documents"
DRAWING = "cascading-disnakertrans-jabar-2016"
# Of each PDF, how many records of each kind its key is sure of.
COUNTS = {
    "cascading-disnakertrans-jabar-2016": {"Indikator": 92, "Jabatan": 35, "Sasaran": 6, "Tujuan": 4},
    "iku-dinas-kesehatan-jabar-2017": {"Formula": 8, "Fungsi": 5, "Indikator": 11, "Sasaran": 5, "Tugas": 1},
    "iku-kabid-kesehatan-hewan-jabar-2016": {
        "Definisi": 1, "Formula": 2, "Fungsi": 4, "Indikator": 7, "Jabatan": 1, "Sasaran": 2, "Tugas": 1,
    },
    "iku-kasi-pakan-ternak-jabar-2016": {
        "Definisi": 2, "Fungsi": 4, "Indikator": 10, "Jabatan": 1, "Sasaran": 2, "Tugas": 1,
    },
}  # fmt: skip


def test_every_real_pdf_has_a_key_and_every_key_a_pdf() -> None:
    pdfs = {path.stem for path in pdf_keys.FOLDER.glob("*.pdf")}
    assert pdfs == set(pdf_keys.NAMES) == set(COUNTS)


def test_the_copies_are_those_of_shared() -> None:
    if not SHARED.is_dir():
        pytest.skip("../shared is not beside the project")
    for name in pdf_keys.NAMES:
        assert (SHARED / f"{name}.pdf").read_bytes() == (pdf_keys.FOLDER / f"{name}.pdf").read_bytes()


@pytest.mark.parametrize("name", pdf_keys.NAMES)
def test_what_is_read_is_what_the_key_says(name: str) -> None:
    scores = pdf_keys.scores(name)
    wrong = {kind: (score.extra, score.missing) for kind, score in scores.items() if score.extra or score.missing}
    assert wrong == {}
    assert {kind: score.right for kind, score in scores.items() if score.right} == COUNTS[name]


@pytest.mark.parametrize("name", pdf_keys.NAMES)
def test_every_field_leads_to_its_page_and_box(name: str) -> None:
    read = pdf_keys.reading(name)
    pages = pdf_keys.key(name)["dokumen"]["halaman"]
    for record in read.records:
        for quotes in record.bukti.values():
            for quote in quotes:
                assert quote.halaman is not None
                assert 1 <= quote.halaman <= pages
                assert quote.tempat is not None
                assert quote.tempat.startswith(f"halaman {quote.halaman}, kotak ")


@pytest.mark.parametrize("name", pdf_keys.NAMES)
def test_the_pages_of_the_records_are_those_of_the_key(name: str) -> None:
    read = pdf_keys.reading(name)
    expected = {
        (one["jenis"], one.get("nomor"), page)
        for one in pdf_keys.key(name)["records"]
        if one["jenis"] in ("Sasaran", "Indikator")
        for page in one["halaman"][:1]
    }
    found = {
        (record.jenis, record.nomor, next(iter(record.bukti.values()))[0].halaman)  # type: ignore[attr-defined]
        for record in read.records
        if record.jenis in ("Sasaran", "Indikator")
    }
    assert found == expected


def test_a_page_without_words_is_told() -> None:
    read = pdf_keys.reading("iku-kasi-pakan-ternak-jabar-2016")
    assert [w.pesan for w in read.peringatan] == ["Halaman 3 tidak memuat teks (gambar atau kosong) dan tidak dibaca."]


def test_what_only_the_layout_suggests_is_open_in_a_drawing() -> None:
    keyed = {one["id"]: one for one in pdf_keys.key(DRAWING)["records"]}
    expected = {
        ("".join(one["nama"].split()), one["atasan_kepastian"])
        for one in keyed.values()
        if one["jenis"] == "Jabatan" and one["atasan"]
    }
    found = {
        ("".join(record.nama.split()), record.kepastian_induk)
        for record in pdf_keys.reading(DRAWING).records
        if isinstance(record, Jabatan) and record.atasan
    }
    assert found == expected
    assert {certainty for _, certainty in found} == {DUGAAN}


def test_ties_between_numbers_are_as_sure_as_the_key_says() -> None:
    counts = {PASTI: 0, DUGAAN: 0}
    for one in pdf_keys.key(DRAWING)["records"]:
        if one["jenis"] == "Indikator" and one["menjabarkan"]:
            counts[one["menjabarkan_kepastian"]] += 1
    read = {PASTI: 0, DUGAAN: 0}
    for record in pdf_keys.reading(DRAWING).records:
        if isinstance(record, Indikator) and record.menjabarkan:
            assert record.kepastian_menjabarkan is not None
            read[record.kepastian_menjabarkan] += 1
    assert read == counts


def test_few_lines_are_unexplained() -> None:
    for name in pdf_keys.NAMES:
        read = document.read_file(pdf_keys.FOLDER / f"{name}.pdf")
        assert [left.kutipan for left in read.tak_terbaca] == []
