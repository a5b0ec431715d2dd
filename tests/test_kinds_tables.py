"""Kinds of documents with tables of plans, against keys made without the code; and what follows when they change."""

from __future__ import annotations

import json
import random
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from kgkesos import pipeline
from kgkesos.errors import InputError
from kgkesos.reading import document, evidence
from kgkesos.reading.excerpt import Source
from kgkesos.records import Formula, Indikator, Reading, Record, Target, values
from kgkesos.vocab import BASE, Iris

KINDS = Path(__file__).parent / "data" / "kinds"
TABLES = ("perjanjian-kinerja", "rencana-aksi", "ikk", "renstra", "renja")
KEYS = sorted(p for p in KINDS.glob("*.key.json") if json.loads(p.read_text(encoding="utf-8"))["jenis"] in TABLES)
# How a formula is taken apart has tests of its own: here only its words count.
FIELDS: dict[str, tuple[str, ...]] = {
    "Target": ("nilai", "satuan", "tahun", "periode"),
    "Indikator": ("nama", "satuan", "nomor", "sumber_data", "penanggung_jawab"),
    "Formula": ("ekspresi",),
    "Tujuan": ("teks", "nomor"),
    "Sasaran": ("teks", "nomor"),
}
NAMED = ("nama", "kode")
Row = tuple[Any, ...]


def key_of(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def text_of(path: Path) -> str:
    return (KINDS / str(key_of(path)["dokumen"])).read_text(encoding="utf-8")


def read(text: str) -> Reading:
    return document.read_source(Source.of(text, "0" * 64), Path("contoh.txt"))


def words(record: Record) -> str | None:
    said = getattr(record, "nama", None) or getattr(record, "teks", None)
    return str(said) if said else None


def rows(reading: Reading) -> Counter[Row]:
    named = {record.id: words(record) for record in reading.records}
    return Counter(
        (r.jenis, named.get(r.induk or ""), *(getattr(r, field) for field in FIELDS.get(r.jenis, NAMED)))
        for r in reading.records
    )


def key_rows(key: dict[str, Any], *, open_ones: bool) -> Counter[Row]:
    """The rows of a key that are sure, or those that may be read in two ways: these count neither for nor against."""
    found = (r for r in key["records"] if bool(r.get("dugaan")) is open_ones)
    return Counter((r["jenis"], r["induk"], *(_said(r, f) for f in FIELDS.get(r["jenis"], NAMED))) for r in found)


def _said(row: dict[str, Any], field: str) -> Any:
    """A field of a key's row; of numbers one key keeps the closing full stop that the others leave out."""
    said = row.get(field)
    return str(said).rstrip(".") if field == "nomor" and said else said


def ids(path: Path) -> str:
    return path.name.removesuffix(".key.json")


@pytest.mark.parametrize("path", KEYS, ids=ids)
def test_records_equal_the_key(path: Path) -> None:
    key = key_of(path)
    found = read(text_of(path))
    assert found.dokumen.jenis == key["jenis"]
    wanted = key_rows(key, open_ones=False)
    assert sum(wanted.values()) > 9
    assert wanted - rows(found) == Counter()
    assert rows(found) - wanted - key_rows(key, open_ones=True) == Counter()


@pytest.mark.parametrize("path", KEYS, ids=ids)
def test_evidence_holds_and_every_line_is_accounted_for(path: Path) -> None:
    found = read(text_of(path))
    assert [str(error) for error in evidence.failures(found, {"0" * 64: found.text})] == []
    identifiers = [record.id for record in found.records]
    assert len(identifiers) == len(set(identifiers))
    assert {record.induk for record in found.records if record.induk} <= set(identifiers)
    assert found.tak_terbaca == ()


@pytest.mark.parametrize("path", KEYS, ids=ids)
def test_no_personal_data_is_read(path: Path) -> None:
    said = " ".join(str(value) for record in read(text_of(path)).records for value in values(record).values())
    # The regulations that an official kegiatan enforces.
    said = said.replace("Peraturan Bupati/Wali Kota", "")
    for word in ("NIP", "disamarkan", "penanda tangan", "XXXXXX", "Pembina ", "Bupati", "Wali Kota"):
        assert word not in said


RENAMED = (
    ("Dinas Sosial", "Badan Kepegawaian"),
    ("DINAS SOSIAL", "BADAN KEPEGAWAIAN"),
    ("Kesejahteraan Sosial", "Disiplin Pegawai Daerah"),
    ("Rehabilitasi Sosial", "Pembinaan Jabatan Fungsional"),
    ("REHABILITASI SOSIAL", "PEMBINAAN JABATAN"),
    ("PPKS", "ASN"),
    ("PSKS", "PPPK"),
    ("Kabupaten", "Kota"),
    ("KABUPATEN", "KOTA"),
)


def renamed(value: Any) -> Any:
    if isinstance(value, str):
        for old, new in RENAMED:
            value = value.replace(old, new)
        return value
    return tuple(renamed(part) for part in value) if isinstance(value, tuple) else value


def is_fixed(path: Path) -> bool:
    """Whether the tables of a sample have columns of a fixed width."""
    return not re.search(r"\t|^\|", text_of(path), re.MULTILINE)


@pytest.mark.parametrize("path", [path for path in KEYS if is_fixed(path)], ids=ids)
def test_columns_that_words_were_pushed_out_of_give_no_other_records(path: Path) -> None:
    """Names changed in fixed columns push their line to the left or right: lines are left, none is read wrongly."""
    found = read(renamed(text_of(path)))
    key = key_of(path)
    known = [renamed(row) for way in (False, True) for row in key_rows(key, open_ones=way).elements()]
    # What hung under something that is left hangs under nothing, and the user is told.
    told = any(warning.kode in ("induk-tidak-ditemukan", "kolom-menyatu") for warning in found.peringatan)
    alone = [(row[0], None, *row[2:]) for row in known if told]
    assert rows(found) - Counter([*known, *alone]) == Counter()


@pytest.mark.parametrize("path", [path for path in KEYS if not is_fixed(path)], ids=ids)
def test_another_office_gives_its_own_records(path: Path) -> None:
    """Names changed in the text and in the key alike; fixed columns would move, so that layout has no such test."""
    found = rows(read(renamed(text_of(path))))
    key = key_of(path)
    wanted = Counter(renamed(row) for row in key_rows(key, open_ones=False).elements())
    assert wanted - found == Counter()
    assert found - wanted - Counter(renamed(row) for row in key_rows(key, open_ones=True).elements()) == Counter()


@pytest.mark.parametrize("name", ["renja-dinsos-banyuwangi-2025", "renja-dispusip-tarakan-2022"])
def test_programmes_in_another_order_keep_what_is_theirs(name: str) -> None:
    """The blocks of programmes, each with its kegiatan, are swapped: the same records, by code and by row."""
    path = KINDS / f"{name}.key.json"
    lines = text_of(path).split("\n")
    begin = [n for n, line in enumerate(lines) if re.search(r"[|\t] ?PROGRAM [A-Z]", line)]
    end = next(n for n in range(begin[-1] + 1, len(lines)) if not lines[n] or lines[n].startswith("JUMLAH"))
    blocks = [lines[a:b] for a, b in zip(begin, [*begin[1:], end], strict=True)]
    assert len(blocks) == 2
    swapped = [*lines[: begin[0]], *blocks[1], *blocks[0], *lines[end:]]
    assert rows(read("\n".join(swapped))) == rows(read("\n".join(lines)))


@pytest.mark.parametrize("seed", range(4))
def test_a_kegiatan_hangs_by_its_code_wherever_it_stands(seed: int) -> None:
    path = KINDS / "renja-dinsos-banyuwangi-2025.key.json"
    lines = text_of(path).split("\n")
    at = [n for n, line in enumerate(lines) if line.startswith("| 1.06.0")]
    programs = [lines[n] for n in at if "PROGRAM" in lines[n]]
    others = [lines[n] for n in at if "PROGRAM" not in lines[n] and lines[n].count(".", 0, 20) == 4]
    subs = [lines[n] for n in at if lines[n] not in programs and lines[n] not in others]
    random.Random(seed).shuffle(others)
    random.Random(seed).shuffle(subs)
    mixed = [*lines[: at[0]], *programs, *others, *subs, *lines[at[-1] + 1 :]]
    assert rows(read("\n".join(mixed))) == rows(read("\n".join(lines)))


def without_column(text: str, title: str) -> str:
    """The Markdown table of ``text`` without the column headed ``title``."""
    kept, at = [], None
    for line in text.split("\n"):
        cells = line.split("|")
        if any(cell.strip() == title for cell in cells):
            at = next(n for n, cell in enumerate(cells) if cell.strip() == title)
        kept.append("|".join(cells[:at] + cells[at + 1 :]) if at and len(cells) > at + 1 else line)
    return "\n".join(kept)


def test_without_its_unit_column_an_indicator_has_no_unit() -> None:
    path = KINDS / "rkt-dlh-kebumen-2021.key.json"
    whole, cut = read(text_of(path)), read(without_column(text_of(path), "Satuan"))
    bare = Counter((r.nama, r.nomor, r.penanggung_jawab) for r in whole.records if isinstance(r, Indikator))
    assert Counter((r.nama, r.nomor, r.penanggung_jawab) for r in cut.records if isinstance(r, Indikator)) == bare
    assert {r.satuan for r in cut.records if isinstance(r, Indikator | Target)} == {None}


def test_without_codes_sub_kegiatan_and_kegiatan_are_left_open() -> None:
    cut = read(without_column(text_of(KINDS / "renja-dinsos-banyuwangi-2025.key.json"), "Kode"))
    open_ones = {(r.jenis, r.kepastian) for r in cut.records if r.jenis in ("Kegiatan", "SubKegiatan")}
    assert open_ones == {("Kegiatan", "dugaan")}
    assert all(r.alternatif for r in cut.records if r.kepastian == "dugaan")


def test_without_its_indicators_a_target_is_told() -> None:
    text = without_column(text_of(KINDS / "pk-dinsos-ponorogo-2024.key.json"), "Indikator Kinerja")
    found = read(text)
    assert not any(isinstance(record, Indikator | Target) for record in found.records)
    assert "target-tanpa-indikator" in {warning.kode for warning in found.peringatan}


TITLE = "RENCANA KERJA (RENJA) TAHUN 2024\nDINAS SOSIAL\n\n"


def plain_rows(text: str) -> list[Row]:
    return [(r.jenis, r.induk, words(r)) for r in read(text).records if words(r)]


def test_a_parent_that_is_not_printed_is_told() -> None:
    head = "Kode\tProgram/Kegiatan\tIndikator\tTarget\n"
    found = read(TITLE + head + "1.06.02\tProgram A\tJumlah orang\t5\n1.06.04.2.01\tLayanan B\tJumlah desa\t6\n")
    assert [(r.jenis, r.induk) for r in found.records if words(r)] == [
        ("Program", None),
        ("Indikator", "program/1-06-02"),
        ("Kegiatan", None),
        ("Indikator", "kegiatan/1-06-04-2-01"),
    ]
    assert [warning.kode for warning in found.peringatan] == ["induk-tidak-ditemukan"]


def test_codes_with_placeholders_and_old_codes() -> None:
    head = "Kode\tProgram/Kegiatan/Sub Kegiatan\tIndikator\tTarget\n"
    lines = (
        "X.XX.01\tProgram Penunjang\tNilai SAKIP\t80",
        "1.06.01.2.02\tAdministrasi Keuangan\tJumlah laporan\t4",
        "1.06.01.2.02.05\tKoordinasi Akuntansi\tJumlah dokumen\t12",
    )
    found = [r for r in read(TITLE + head + "\n".join(lines)).records if r.jenis != "Target"]
    assert [(r.jenis, r.induk) for r in found if r.jenis != "Indikator"] == [
        ("Program", None),
        ("Kegiatan", "program/x-xx-01"),
        ("SubKegiatan", "program/x-xx-01/kegiatan/1-06-01-2-02"),
    ]


def test_a_cell_that_lists_indicators_with_their_targets() -> None:
    table = (
        "| No | Sasaran | Indikator | Satuan | Target |\n|---|---|---|---|---|\n"
        "| 1 | Meningkatnya layanan | 1. Persentase lansia<br>2. Jumlah desa | %<br>Desa | 80<br>12 |\n"
    )
    found = read("PERJANJIAN KINERJA TAHUN 2024\n\n" + table).records
    assert [(r.nama, r.nomor, r.satuan) for r in found if isinstance(r, Indikator)] == [
        ("Persentase lansia", "1", "%"),
        ("Jumlah desa", "2", "Desa"),
    ]
    assert [(r.nilai, r.satuan, r.tahun) for r in found if isinstance(r, Target)] == [
        ("80", "%", 2024),
        ("12", "Desa", 2024),
    ]


def test_heads_of_three_rows_and_the_state_before_the_plan() -> None:
    lines = (
        "RENSTRA TAHUN 2021-2026",
        "",
        "Sasaran\tKode\tProgram dan Kegiatan\tIndikator\tKondisi Awal\tTarget Kinerja dan Kerangka Pendanaan\t\t\t\tPJ",
        "\t\t\t\t\t2022\t\t2023\t\t",
        "\t\t\t\t\ttarget\tRp\ttarget\tRp\t",
        "Meningkatnya layanan\t1.06.04\tProgram A\tPersentase lansia\t10 %\t20 %\t1.000\t30 %\t2.000\tBidang B",
    )
    found = read("\n".join(lines))
    assert [(r.nilai, r.tahun) for r in found.records if isinstance(r, Target)] == [("20 %", 2022), ("30 %", 2023)]
    assert [r.penanggung_jawab for r in found.records if isinstance(r, Indikator)] == ["Bidang B"]
    assert {warning.kode for warning in found.peringatan} == {"kolom-anggaran", "kolom-tidak-dibaca"}


def test_numbers_that_ran_into_one_cell_are_no_target() -> None:
    table = "Sasaran\tIndikator\tTarget\nMeningkatnya layanan\tJumlah lansia\t10 20 30\n"
    found = read("RENCANA AKSI TAHUN 2024\n\n" + table)
    assert not any(isinstance(record, Target) for record in found.records)
    assert [warning.kode for warning in found.peringatan] == ["target-ganda"]


def test_an_indicator_printed_again_is_one() -> None:
    table = (
        "Sasaran\tIndikator\tTarget\tProgram\nMeningkatnya layanan\tJumlah lansia\t10\tProgram A\n"
        "Meningkatnya layanan\tJumlah lansia\t12\tProgram B\n"
    )
    found = read("RENCANA AKSI TAHUN 2024\n\n" + table)
    assert [r.jenis for r in found.records] == ["Sasaran", "Program", "Indikator", "Target", "Program"]
    assert [warning.kode for warning in found.peringatan] == ["target-berbeda"]


def test_the_formula_of_an_ikk_is_read() -> None:
    found = read(text_of(KINDS / "ikk-lppd-sosial-lamongan-2023.key.json"))
    assert [r.bentuk for r in found.records if isinstance(r, Formula)][:3] == ["rasio"] * 3


@pytest.mark.parametrize(
    ("title", "named"),
    [
        ("LAPORAN KINERJA INSTANSI PEMERINTAH (LKjIP) TAHUN 2023", "LKjIP"),
        ("LAPORAN AKUNTABILITAS KINERJA DINAS SOSIAL", "LKjIP"),
        ("LAPORAN PENYELENGGARAAN PEMERINTAHAN DAERAH TAHUN 2023", "LPPD"),
        ("DOKUMEN PELAKSANAAN ANGGARAN SATUAN KERJA PERANGKAT DAERAH", "DPA"),
        ("RENCANA PEMBANGUNAN JANGKA MENENGAH DAERAH", "RPJMD"),
        ("RENCANA KERJA PEMERINTAH DAERAH TAHUN 2025", "RKPD"),
        ("SASARAN KINERJA PEGAWAI", "SKP"),
    ],
)
def test_a_kind_that_is_not_read_is_refused_by_its_name(title: str, named: str) -> None:
    table = "\n\nNo\tSasaran\tIndikator Kinerja\tTarget\n1\tMeningkatnya layanan\tJumlah lansia\t10\n"
    with pytest.raises(InputError, match=rf"tampaknya {named}.*jenis ini belum dibaca"):
        read(title + table)


def test_a_plan_without_a_table_is_refused() -> None:
    with pytest.raises(InputError, match="renja"):
        read(TITLE + "Rencana ini disusun sebagai pedoman kerja satu tahun.\n")


def test_a_build_takes_these_kinds() -> None:
    """A period of a target and the kind of the document are in the graph, and nothing contradicts the ontology."""
    names = ("renja-dispusip-tarakan-2022.txt", "pk-dinkes-bitung-2022.txt", "rkt-dlh-kebumen-2021.md")
    made = pipeline.make([KINDS / name for name in names], Iris(BASE))
    assert made.begun.refused == ()
    kinds = {one.work.dokumen.jenis for one in made.works}
    assert kinds == {"renja", "perjanjian-kinerja", "rencana-aksi"}
    for one in made.works:
        assert "bertentangan-dengan-ontologi" not in {finding.kode for finding in one.findings}
    said = {str(o) for one in made.graphs for _, p, o in one.asserted if str(p).endswith("#periodeTercetak")}
    assert {"TW I", "TW II", "TW III", "TW IV"} <= {text.split('"')[1] if '"' in text else text for text in said}
    told = {str(o) for one in made.graphs for _, p, o in one.asserted if str(p).endswith("#jenisDokumen")}
    assert any("rencana-aksi" in text for text in told)


def test_an_empty_cell_below_a_filled_one_is_told_as_taken_from_it() -> None:
    """The source of the row above is an inference: it says so, and its evidence is the cell it was taken from."""
    text = text_of(KINDS / "ikk-lppd-sosial-lamongan-2023.key.json")
    reading = read(text)
    found = [r for r in reading.records if isinstance(r, Indikator)]
    remark = "Sumber data: sel kosong; diambil dari baris di atas (baris {})."
    assert [r.catatan for r in found] == [None, remark.format(13), remark.format(13), None, remark.format(21)]
    assert [r.bukti["sumber_data"][0].baris for r in found] == [(13, 13), (13, 13), (13, 13), (21, 21), (21, 21)]
    filled = read(re.sub(r"\| \|$", "| Dinas Sosial |", text, flags=re.MULTILINE))
    assert [r.catatan for r in filled.records if isinstance(r, Indikator)] == [None] * 5
