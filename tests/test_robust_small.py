"""Small forms that once went wrong: bullets and letters of items, empty items and fields, zeros, form feeds."""

from __future__ import annotations

from pathlib import Path

import pytest

from kgkesos import resources
from kgkesos.reading import document, evidence
from kgkesos.reading.excerpt import Source
from kgkesos.records import Formula, Indikator, Metadata, Reading, Sasaran, Tugas

DOCUMENTS = resources.folder("documents")
OPENING = "INDIKATOR KINERJA INDIVIDU\n1. JABATAN : Kepala Seksi Arsip\n2. TUGAS :\n"
TABLE = (
    "\nKINERJA\tINDIKATOR KINERJA\tPENJELASAN/FORMULASI PENGHITUNGAN\tSUMBER DATA\n"
    "Tertibnya arsip\tJumlah arsip\tJumlah arsip tertata\tSeksi Arsip\n"
)


def read(text: str) -> Reading:
    reading = document.read_source(Source.of(text, "0" * 64), Path("contoh.txt"))
    evidence.hold(reading, {"0" * 64: text})
    return reading


def duties(*lines: str) -> list[tuple[str | None, str]]:
    text = OPENING + "".join(f"{line}\n" for line in lines) + TABLE
    return [(r.huruf, r.teks) for r in read(text).records if isinstance(r, Tugas)]


@pytest.mark.parametrize("bullet", ["-", "–", "•", "o", "+", "➢", "*"])
def test_a_bullet_before_the_letter_of_an_item(bullet: str) -> None:
    assert duties(f"{bullet} a. Menata arsip;", f"{bullet} b. Menjaga", "arsip.") == [
        ("a", "Menata arsip"),
        ("b", "Menjaga arsip"),
    ]


@pytest.mark.parametrize("bullet", ["-", "–", "•", "o", "+", "➢", "*"])
def test_bullets_alone_part_items(bullet: str) -> None:
    assert duties(f"{bullet} Menata arsip;", f"{bullet} Menjaga", "arsip;", f"{bullet} Melapor.") == [
        (None, "Menata arsip"),
        (None, "Menjaga arsip"),
        (None, "Melapor"),
    ]


def test_bullets_inside_an_item_part_none() -> None:
    assert duties("a. Menata :", "- arsip;", "- surat;", "b. Melapor.") == [
        ("a", "Menata : - arsip; - surat"),
        ("b", "Melapor"),
    ]


def test_letters_after_z_go_on_in_pairs() -> None:
    lines = [f"{letter}. Tugas ke-{at};" for at, letter in enumerate(["y", "z", "aa", "ab", "ac"])]
    assert duties(*lines) == [(letter, f"Tugas ke-{at}") for at, letter in enumerate(["y", "z", "aa", "ab", "ac"])]
    twice = [f"{letter}. Tugas ke-{at};" for at, letter in enumerate(["z", "aa", "bb", "cc"])]
    assert duties(*twice) == [(letter, f"Tugas ke-{at}") for at, letter in enumerate(["z", "aa", "bb", "cc"])]


def test_two_letters_that_do_not_count_on_are_a_word() -> None:
    assert duties("y. Menata arsip", "di. Kantor;", "aa. Menjaga arsip", "ad. Interim.") == [
        ("y", "Menata arsip di. Kantor"),
        ("aa", "Menjaga arsip ad. Interim"),
    ]


@pytest.mark.parametrize("empty", ["a. ..........", "a. ......;", "a. - ;", "......"])
def test_an_item_of_nothing_but_dots_is_no_duty(empty: str) -> None:
    reading = read(OPENING + f"{empty}\nb. Melapor.\n" + TABLE)
    assert [r.teks for r in reading.records if isinstance(r, Tugas)][-1:] == ["Melapor"]
    assert all(r.teks for r in reading.records if isinstance(r, Tugas))
    assert reading.tak_terbaca == ()


@pytest.mark.parametrize("number", ["00", "0", "0%", "0100"])
def test_a_formula_times_nothing_is_no_ratio(number: str) -> None:
    """A zero is no multiplier; the document is read all the same, and the formula kept as printed."""
    text = (DOCUMENTS / "iku-dinsos-tapin-2020.txt").read_text(encoding="utf-8")
    changed = text.replace(r"\times 100 \%", rf"\times {number}").replace(r"\times 100\%", rf"\times {number}")
    formulas = [r for r in read(changed).records if isinstance(r, Formula)]
    assert [(r.bentuk, r.pengali) for r in formulas] == [("lain", None)] * 3
    assert all(number in r.ekspresi for r in formulas)


def test_a_field_of_bullets_alone_is_empty() -> None:
    sheet = "NAMA INDIKATOR\nJumlah taman baca\n\nDEFINISI\nTaman baca adalah tempat membaca.\n\nRUJUKAN\n●\n●\n\n"
    sheet += "RUMUS\nJumlah taman\n\nUKURAN\nJumlah\n\nSATUAN\nUnit\n\nKEGUNAAN\n● satu\n●\n● dua\n"
    fields = {r.label: r.nilai for r in read(sheet).records if isinstance(r, Metadata)}
    assert (fields["RUJUKAN"], fields["KEGUNAAN"]) == (None, ("satu", "dua"))


IKU = "INDIKATOR KINERJA UTAMA\nDINAS ARSIP\n\nNo\tSasaran\tIndikator Kinerja\tPenjelasan\tSumber Data\n"


@pytest.mark.parametrize("feed", ["\f", " \f ", "\f\f", "\r\f"])
def test_a_form_feed_parts_lines_for_readers_alone(feed: str) -> None:
    """The next page begins a line of its own; offsets, quotes, and the count of lines stay those of the file."""
    first = "1\tTertibnya arsip\tJumlah arsip\tMakna.\tSeksi Arsip"
    second = "2\tTertibnya surat\tJumlah surat\tMakna.\tSeksi Surat"
    text = f"{IKU}{first}{feed}{second}\nBaris lepas.\n"
    reading = read(text)
    objectives = [r for r in reading.records if isinstance(r, Sasaran)]
    assert [r.teks for r in objectives] == ["Tertibnya arsip", "Tertibnya surat"]
    quote = objectives[1].bukti["teks"][0]
    assert (quote.baris, quote.halaman) == ((5, 5), 2 + (feed == "\f\f"))
    assert text[quote.awal : quote.akhir] == quote.kutipan == "Tertibnya surat"
    assert [r.sumber_data for r in reading.records if isinstance(r, Indikator)] == ["Seksi Arsip", "Seksi Surat"]
    assert [left.baris for left in reading.tak_terbaca] == [(6, 6)]


def test_a_title_behind_a_form_feed_is_no_part_of_the_last_item() -> None:
    other = "INDIKATOR KINERJA INDIVIDU\n1. JABATAN : Kepala Seksi Surat\n2. TUGAS :\na. Menata surat.\n"
    text = OPENING + "a. Menata arsip sampai akhir.\f" + other
    found = [(r.induk, r.teks) for r in read(text).records if isinstance(r, Tugas)]
    assert found == [
        ("jabatan/kepala-seksi-arsip", "Menata arsip sampai akhir"),
        ("jabatan/kepala-seksi-surat", "Menata surat"),
    ]


def test_a_form_feed_at_the_end_or_beginning_of_a_line_changes_nothing() -> None:
    source = Source.of("satu\n\fdua\f\ntiga \f\n\f", "")
    assert source.line_count == 4
    assert [source.printed_line(n) for n in range(1, 5)] == [1, 2, 3, 4]
    parted = Source.of("satu\fdua\ntiga", "")
    assert [parted.line(n).text for n in range(1, 4)] == ["satu", "dua", "tiga"]
    assert [parted.printed_line(n) for n in range(1, 4)] == [1, 1, 2]
