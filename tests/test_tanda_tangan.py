"""No person's name, number or address reaches a record; the lines they stand on are of a named class.

Signatures, letterheads and persons in cells are planted into each sample. What is read must stay what it was.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from kgkesos import resources
from kgkesos.formats import reading_json
from kgkesos.reading import document, pribadi, tanda_tangan
from kgkesos.reading.excerpt import Source
from kgkesos.records import Reading, values

DOCUMENTS = resources.folder("documents")
SAMPLES = tuple(sorted(p.name for p in DOCUMENTS.iterdir() if p.suffix in (".txt", ".md") and p.name != "README.md"))

SIGNATURES = {
    "a head of office": """
Probolinggo, 2 Januari 2019
Kepala Dinas Sosial



Drs. Bambang Suryanegara, M.Si
Pembina Utama Muda
NIP. 19650101 199003 1 001
""",
    "capitals, without a rank": """
Ditetapkan di Marabahan
pada tanggal 14 Februari 2020

KEPALA DINAS SOSIAL KABUPATEN BARITO KUALA,



SURYANEGARA BAMBANG PERKASA
NIP. 196501011990031001
""",
    "for the regent": """
a.n. BUPATI TAPIN
KEPALA DINAS SOSIAL,


Hj. Suryanegara, S.Sos., M.AP
Pembina Tk. I (IV/b)
NIP 19650101 199003 2 001
""",
    "two sides": """
Probolinggo, 2 Januari 2019

PIHAK KEDUA,                                   PIHAK PERTAMA,



dr. Suryanegara Wibowo, Sp.A                   Bambang Perkasa, S.H., M.H.
NIP. 19650101 199003 1 001                     NIP. 19700202 199503 1 002
""",
    "one side after the other": """
PIHAK KEDUA,

H. SURYANEGARA BAMBANG, SE, MM

PIHAK PERTAMA,

Bambang Perkasa, S.Sos
""",
    "marks of Markdown": """
**KEPALA DINAS SOSIAL,**

<u>**Drs. Suryanegara Bambang, M.Si**</u>
*Pembina Utama Muda*
**NIP. 19650101 199003 1 001**
""",
    "dots instead of a day": """
Banyuwangi,      Desember 2018
Plt. KEPALA DINAS SOSIAL


SURYANEGARA BAMBANG, S.STP
Penata Tingkat I
""",
}
PERSONAL = re.compile(
    r"suryanegara|bambang|perkasa|\bNIP\b|1965|1970|999888|@|0812|pembina (utama|tk)|penata tingkat|pihak ke",
    re.IGNORECASE,
)
LETTERHEAD = """
Jl. Pahlawan No. 17 Telp. (0335) 999888 Fax. (0335) 999889
E-mail: dinsos.suryanegara@contoh.go.id
"""


@cache
def sample(name: str) -> str:
    return (DOCUMENTS / name).read_text(encoding="utf-8")


def read(text: str) -> Reading:
    return document.read_source(Source.of(text, "0" * 64), Path("diubah.txt"))


def said(reading: Reading) -> list[tuple[Any, ...]]:
    return [(r.jenis, r.id, r.induk, tuple(values(r).items())) for r in reading.records]


def words_of(reading: Reading) -> Iterator[str]:
    """Everything that a reading tells: fields, quotes, warnings, what was left."""
    for record in reading.records:
        yield from (str(value) for value in values(record).values())
        yield from (quote.kutipan for field in record.bukti.values() for quote in field)
        yield str(record.catatan)
    yield from (warning.pesan for warning in reading.peringatan)
    yield from (left.kutipan for left in reading.tak_terbaca)
    yield str(reading.dokumen.judul)


def told(reading: Reading) -> list[str]:
    return [words for words in words_of(reading) if PERSONAL.search(words)]


def places(text: str) -> list[int]:
    """Line numbers before which something can be planted: the end, and blank lines through the document."""
    lines = text.split("\n")
    blank = [at for at in range(1, len(lines)) if not lines[at].strip() and not lines[at - 1].strip()]
    return [*blank[:: max(len(blank) // 4, 1)], len(lines)]


def lines_of(text: str, block: str) -> set[int]:
    """The numbers of the printed lines of ``block`` in ``text``."""
    first = text.count("\n", 0, text.index(block)) + 1
    return {first + at for at, line in enumerate(block.split("\n")) if line.strip()}


def planted(name: str, block: str, at: int) -> str:
    lines = sample(name).split("\n")
    return "\n".join([*lines[:at], *block.split("\n"), *lines[at:]])


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("form", SIGNATURES)
def test_a_signature_at_the_end_is_of_a_named_class(name: str, form: str) -> None:
    text = planted(name, SIGNATURES[form], len(sample(name).split("\n")))
    reading = read(text)
    assert told(reading) == []
    assert said(reading) == said(read(sample(name)))
    classes = tanda_tangan.find(Source.of(text, "")).classes
    assert {n for n, use in classes.items() if use == "tanda tangan"} >= lines_of(text, SIGNATURES[form])
    assert [left.baris for left in reading.tak_terbaca] == [left.baris for left in read(sample(name)).tak_terbaca]


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("form", SIGNATURES)
def test_a_signature_anywhere_changes_no_record(name: str, form: str) -> None:
    plain = said(read(sample(name)))
    for at in places(sample(name)):
        text = planted(name, SIGNATURES[form], at)
        reading = read(text)
        assert told(reading) == [], at
        assert said(reading) == plain, at


@pytest.mark.parametrize("name", SAMPLES)
def test_a_letterhead_anywhere_changes_no_record(name: str) -> None:
    plain = said(read(sample(name)))
    for at in places(sample(name)):
        text = planted(name, LETTERHEAD, at)
        reading = read(text)
        assert told(reading) == [], at
        assert said(reading) == plain, at
        classes = tanda_tangan.find(Source.of(text, "")).classes
        assert {classes[n] for n in lines_of(text, LETTERHEAD)} == {"kepala surat"}


CELLS = (
    "Penanggung jawab: Drs. Bambang Suryanegara, M.Si / NIP. 19650101 199003 1 001",
    "Bambang Suryanegara, S.Sos., M.AP (NIP 196501011990031001)",
    "Hj. Suryanegara",
    "HP 0812-3456-7890, suryanegara@contoh.go.id",
)


@pytest.mark.parametrize("cell", CELLS)
def test_a_person_behind_the_words_of_a_cell(cell: str) -> None:
    """Behind the office in the last column but one: the office stays, the person goes, from field and quote."""
    name = "iku-dinsos-tapin-2020.txt"
    text = sample(name).replace("\tBidang Rehabilitasi Sosial\t", f"\tBidang Rehabilitasi Sosial / {cell}\t")
    assert cell in text
    reading = read(text)
    assert told(reading) == []
    assert said(reading) == said(read(sample(name)))


@pytest.mark.parametrize("cell", CELLS)
@pytest.mark.parametrize("number", range(3))
def test_a_person_alone_in_a_cell(cell: str, number: int) -> None:
    name = "iku-dinsos-tapin-2020.txt"
    office = re.findall(r"\t(Bidang [\w ]+)\tData", sample(name))[number]
    reading = read(sample(name).replace(f"\t{office}\tData", f"\t{cell}\tData"))
    assert told(reading) == []
    owners = [values(r)["penanggung_jawab"] for r in reading.records if r.jenis == "Indikator"]
    assert owners[number] is None
    assert sum(owner is not None for owner in owners) == 2


@pytest.mark.parametrize("cell", CELLS)
def test_a_person_in_a_row_of_an_iki(cell: str) -> None:
    name = "iki-dinsos-probolinggo-2019.md"
    text = sample(name).replace("- Bidang Perlindungan dan Jaminan Sosial\n", f"- Bidang Perlindungan<br>{cell}\n")
    assert text.count(cell) > 3
    reading = read(text)
    assert told(reading) == []
    sources = {values(r)["sumber_data"] for r in reading.records if r.jenis == "Indikator"}
    assert "Bidang Perlindungan" in sources


def test_the_json_of_a_signed_document_names_nobody() -> None:
    text = planted("iku-dinsos-tapin-2020.txt", SIGNATURES["for the regent"], 22)
    assert not PERSONAL.search(re.sub(r'"tak_terbaca".*|"sha256": "\w+"', "", json.dumps(reading_json(read(text)))))


@pytest.mark.parametrize(
    "line",
    [
        "Kepala Dinas Sosial",  # the value of a field of a metadata sheet
        "1. JABATAN : Kepala Seksi Jaminan Sosial",
        "Pelayanan di RSUD dr. Mohamad Saleh",
        "Pembangunan Jalan Ir. H. Juanda sepanjang 2 km",
        "Pembina Pramuka yang dilatih, Pengatur lalu lintas dan Juru parkir",
        "Pembina",
        "Jalan Kabupaten dalam kondisi baik",
        "Sumber data: https://dtks.kemensos.go.id",
        "Jumlah PMKS 0335 orang dari 12345678 jiwa",
        "1.06.02.2.01.0001 Fasilitasi Bantuan Sosial",
        "Persentase Lanjut Usia, Anak Terlantar, S dan D",
        "Peraturan Menteri Sosial, SE Nomor 5 Tahun 2019",
        "Kegiatan Sosial, A. Pembukaan, M. Penutupan",
        "Target 2019-2022 Rp 1.250.000.000",
        "Kota Probolinggo, tahun 2019",
    ],
)
def test_what_is_no_person_stays(line: str) -> None:
    found = tanda_tangan.find(Source.of(f"KEGIATAN\n{line}\nMelaksanakan tugas\n", ""))
    assert (found.spans, dict(found.classes)) == ((), {})


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Kepala Bidang, Drs. Bambang Perkasa, M.Si, NIP. 19650101 199003 1 001", "Kepala Bidang"),
        ("Nama: Siti Aminah binti Ahmad, A.Md.Kep", ""),
        ("Prof. Dr. Ir. H. Bambang Perkasa, S.T., M.T., Ph.D", ""),
        ("Seksi Jaminan Sosial (0335) 421431", "Seksi Jaminan Sosial"),
        ("Dinas Sosial Telp. 0335-421431 Fax 421432", "Dinas Sosial"),
        ("hubungi 081234567890 atau +62 812 3456 7890", "atau"),
        ("NIP 19650101 199003 1 001", ""),
    ],
)
def test_what_is_left_of_a_text_without_its_persons(text: str, left: str) -> None:
    source = Source.of(text, "")
    assert source.without(pribadi.details(text, pribadi.introduced(text))).line(1).squeezed().text == left


def test_a_person_inside_a_formula_is_in_no_quote() -> None:
    """A formula that a page's foot tore apart is quoted in pieces, around what is hidden."""
    name = "iku-dinsos-tapin-2020.txt"
    foot = "Jumlah PSKS\nNIP. 19650101 199003 1 001\nkeseluruhan"
    reading = read(sample(name).replace("Jumlah PSKS keseluruhan", foot))
    assert told(reading) == []


def test_a_small_jalan_is_no_street() -> None:
    """The rest of a cell ("berobat jalan") is no address, though a number stands behind it."""
    text = "Definisi : Warga yang berobat\n           jalan dalam 12 bulan\n           Jalan Merdeka 12\n"
    assert dict(tanda_tangan.find(Source.of(text, "0" * 64)).classes) == {3: "kepala surat"}
