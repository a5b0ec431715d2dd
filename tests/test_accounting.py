"""What became of every printed line of a document."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kgkesos import formats, resources
from kgkesos.cli import readings as shown
from kgkesos.reading import accounting, document, page
from kgkesos.reading.excerpt import Source
from kgkesos.records import Reading

DOCUMENTS = resources.folder("documents")
NAMES = sorted(path.name for path in DOCUMENTS.glob("*-*.*") if path.suffix in (".txt", ".md"))
IKU = "iku-dinsos-tapin-2020.txt"
# The figure that the readers are held to on these documents.
MOST_UNREAD = 0.01


def read(text: str) -> Reading:
    return document.read_source(Source.of(text, "0" * 64), Path("contoh.txt"))


def text_of(name: str) -> str:
    return (DOCUMENTS / name).read_text(encoding="utf-8")


# The classes that a reader without the code gave each line; ours are finer in these.
OURS = {"label": "kepala bagian", "cetak ulang": "rekaman", "catatan": "tidak jelas"}
# "3 Kegiatan Fasilitasi Jumlah RTM Peserta": two cells printed again on one line; the key counts it as a record's.
OPEN = {("cascading-dinas-sosial.txt", 241)}
KEY = Path(__file__).parent / "data" / "accounting"


@pytest.mark.parametrize("name", NAMES)
def test_each_line_has_the_class_of_the_key(name: str) -> None:
    key = json.loads((KEY / "baris.json").read_text(encoding="utf-8"))[name]
    other = json.loads((KEY / "boleh_juga.json").read_text(encoding="utf-8")).get(name, {})
    reading = document.read_file(DOCUMENTS / name)
    wrong = {
        (name, int(number))
        for number, wanted in key.items()
        if (got := reading.kelas_baris.get(int(number), "tak terbaca")) not in {wanted, *other.get(number, [])}
        and OURS.get(got, got) not in {wanted, *other.get(number, [])}
    }
    assert wrong <= OPEN
    assert {int(number) for number in key} == {n for n, t in enumerate(reading.text.split("\n"), 1) if t.strip()}


def test_there_are_five_documents() -> None:
    assert len(NAMES) == 5


@pytest.mark.parametrize("name", NAMES)
def test_at_most_one_line_in_a_hundred_is_unexplained(name: str) -> None:
    reading = document.read_file(DOCUMENTS / name)
    *_, unread = accounting.shares(reading)
    assert unread.kelas == accounting.UNREAD
    assert unread.bagian <= MOST_UNREAD


@pytest.mark.parametrize("name", NAMES)
def test_every_printed_line_has_a_class_or_is_listed(name: str) -> None:
    reading = document.read_file(DOCUMENTS / name)
    listed = {line for left in reading.tak_terbaca for line in range(left.baris[0], left.baris[1] + 1)}
    printed = {n for n, line in enumerate(reading.text.split("\n"), 1) if line.strip()}
    assert printed <= reading.kelas_baris.keys() | listed
    assert not printed & listed & reading.kelas_baris.keys()


@pytest.mark.parametrize("name", NAMES)
def test_a_line_is_part_of_a_record_only_where_a_quote_stands_on_it(name: str) -> None:
    reading = document.read_file(DOCUMENTS / name)
    held = [reading.dokumen.bukti, *(record.bukti for record in reading.records)]
    quoted = {
        line
        for bukti in held
        for quotes in bukti.values()
        for quote in quotes
        for line in range(quote.baris[0], quote.baris[1] + 1)
    }
    printed = {n for n, line in enumerate(reading.text.split("\n"), 1) if line.strip()}
    assert {n for n, use in reading.kelas_baris.items() if use == page.RECORD and n in printed} <= quoted


def test_the_classes_of_a_short_document_are_these() -> None:
    """Read by hand: three title lines, two heads of columns, three rows, the signature."""
    reading = document.read_file(DOCUMENTS / IKU)
    wanted = {"judul": 3, "kepala kolom": 2, "rekaman": 3, "tanda tangan": 4}
    assert {share.kelas: share.baris for share in accounting.shares(reading)} == wanted | {"tak terbaca": 0}


def test_a_line_that_belongs_to_nothing_is_listed_with_the_reason() -> None:
    lines = text_of(IKU).split("\n")
    lines.insert(5, "Catatan tentang rapat hari Senin di ruang tengah")
    reading = read("\n".join(lines))
    assert ["Catatan tentang rapat" in left.kutipan for left in reading.tak_terbaca] == [True]
    assert reading.tak_terbaca[0].alasan
    assert accounting.shares(reading)[-1].baris == 1


def test_words_taken_for_a_record_and_quoted_by_none_are_given_back() -> None:
    """The words of a column that is not known stand in no field: the row is read, the lines of that cell are not."""
    text = text_of("cascading-dinas-sosial.txt")
    reading = read(text)
    again = [n for n, use in reading.kelas_baris.items() if use == accounting.AGAIN]
    words = " ".join(str(getattr(record, "nama", "")) for record in reading.records)
    assert all(reading.text.split("\n")[n - 1].strip() in words for n in again)
    assert [left.alasan for left in reading.tak_terbaca] == [accounting.NOWHERE]


def test_the_json_ends_with_the_account_and_the_summary_says_it_in_a_line() -> None:
    reading = document.read_file(DOCUMENTS / IKU)
    found = formats.reading_json(reading)
    assert list(found)[-1] == "baris"
    assert found["baris"] == {
        "tercetak": 12,
        "kelas": {"tanda tangan": 4, "judul": 3, "rekaman": 3, "kepala kolom": 2},
        "tak_terbaca": 0,
        "bagian_tak_terbaca": 0.0,
    }
    said = "tanda tangan 33,3 %, judul 25,0 %, rekaman 25,0 %, kepala kolom 16,7 %"
    assert shown.summary(reading) == f"{IKU}: 12 baris tercetak: {said}; tak terbaca 0 (0,0 %)"
