"""A document repaired by hand has none of its findings, but for those that no edit of its text can repair.

The edits are data (``tests/data/perbaikan/<file>.toml``): what stands there, what is to stand there, which findings it
repairs; ``sisa`` names what is left, how many, and why.

Where the form itself has no place for what is missing, the document is also written in another one, filled in by hand
(``tests/data/perbaikan/lembar``): the same tree, none of the findings.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from sunting import ROOT, Edit, edited, judged, judged_file
from workbooks import write

from kgkesos import answers, pipeline
from kgkesos.knowledge import Knowledge
from kgkesos.reading import document
from kgkesos.records import Indikator, Kegiatan, Program, Reading, Sasaran, Target, Tujuan
from kgkesos.sheets.cascading import LEVELS, head
from kgkesos.vocab import KESOS

REPAIRS = ROOT / "tests" / "data" / "perbaikan"
FILES = sorted(path.name.removesuffix(".toml") for path in REPAIRS.glob("*.toml"))


def repairs(name: str) -> dict[str, Any]:
    """What is repaired in the file ``name`` of ``documents/``, and what is left."""
    return tomllib.loads((REPAIRS / f"{name}.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", FILES)
def test_a_repaired_document_has_none_of_its_findings(name: str, tmp_path: Path) -> None:
    told = repairs(name)
    edits = [Edit(one["cari"], one["ganti"], one.get("semua", False)) for one in told["perbaikan"]]
    before = judged(ROOT / "documents" / name, (), tmp_path).counts()
    after = judged(ROOT / "documents" / name, edits, tmp_path).counts()
    left = {one["kode"]: one["jumlah"] for one in told.get("sisa", ())}
    assert after == left
    assert set(left) <= set(before)
    assert all(one["sebab"] for one in told.get("sisa", ()))
    assert all(one["temuan"] or one["sebab"] for one in told["perbaikan"])
    named = {code for one in told["perbaikan"] for code in one["temuan"]}
    assert named <= set(before)
    # What is gone was repaired by a named edit.
    assert set(before) - set(left) <= named
    assert all(after[code] < before[code] for code in named)


# A whole other form

SUCCESSORS = {
    (
        "Program Pemberdayaan Fakir Miskin, Komunitas Adat Terpencil (KAT) dan Pemerlu Pelayanan Kesejahteraan Sosial "
        "(PPKS) Lainnya",
        "Program Penanggulangan Kemiskinan dan Pemberdayaan Sosial",
    ),
    (
        "Program Pelayanan dan Rehabilitasi Kesejahteraan Sosial",
        "Program Pelayanan, Rehabilitasi Kesejahteraan Sosial, Perlindungan dan Jaminan Kesejahteraan Sosial",
    ),
    (
        "Program Pemberdayaan Kelembagaan Kesejahteraan Sosial",
        "Program Pengembangan Potensi Kelembagaan dan Restorasi Sosial",
    ),
    (
        "Program Peningkatan Pelayanan Penyandang Masalah Sosial",
        "Program Penanggulangan Kemiskinan dan Pemberdayaan Sosial",
    ),
}
NAMED = (Tujuan, Sasaran, Program, Kegiatan, Indikator)
CASCADING = "cascading-dinas-sosial.txt"
# What a row of the data says, and the part of the form's columns that holds it.
PARTS = {
    "isi": "",
    "periode": "PERIODE",
    "pengganti": "PENGGANTI",
    "indikator": "INDIKATOR",
    "definisi": "DEFINISI OPERASIONAL",
    "satuan": "SATUAN",
    "formula": "FORMULASI",
    "sumber": "SUMBER DATA",
}


def filled_in(path: Path, without: Sequence[str] = (), first: int = 0, last: int | None = None) -> Path:
    """The form of the cascading, filled in as the data says; the rows from ``first`` to ``last`` ``without`` these."""
    told = tomllib.loads((REPAIRS / "lembar" / "cascading-dinas-sosial.toml").read_text(encoding="utf-8"))
    for row in told["baris"][first:last]:
        for part in without:
            row[part] = ""
    rows = [{**row, f"Target {row['tahun']}": row["target"]} for row in told["baris"]]
    levels = [level.casefold() for _, level, _ in LEVELS]
    parts = PARTS | {part: part for row in rows for part in row if part.startswith("Target")}
    used = {(row["tingkat"], part) for row in rows for part in row}
    heads = [place for level in levels for part in parts if (place := (level, part)) in used]
    book = openpyxl.Workbook()
    page = book.active
    write(page, 1, 1, told["judul"])
    for column, (level, part) in enumerate(heads, 1):
        write(page, 3, column, head(levels.index(level), parts[part]))
        for number, row in enumerate(rows, 4):
            if row["tingkat"] == level and row.get(part):
                write(page, number, column, row[part])
    book.save(path)
    return path


def tree(reading: Reading) -> Counter[tuple[str | None, ...]]:
    """Every named record of ``reading``: its kind, number, name, and its parent's and its indicator's name."""
    words = {one.id: getattr(one, "nama", None) or getattr(one, "teks", None) for one in reading.records}
    return Counter(
        (
            one.jenis,
            one.nomor,
            words[one.id],
            words.get(one.induk or ""),
            words.get(getattr(one, "indikator_program", None) or ""),
        )
        for one in reading.records
        if isinstance(one, NAMED)
    )


def test_a_cascading_in_the_form_that_has_a_place_for_it_has_no_findings(tmp_path: Path) -> None:
    told = repairs(CASCADING)
    edits = [Edit(one["cari"], one["ganti"], one.get("semua", False)) for one in told["perbaikan"]]
    text = tmp_path / CASCADING
    text.write_text(edited((ROOT / "documents" / CASCADING).read_text(encoding="utf-8"), edits), encoding="utf-8")
    book = filled_in(tmp_path / "cascading.xlsx")
    before, after = document.read_file(text), document.read_file(book)
    assert tree(after) == tree(before)
    assert (after.tak_terbaca, after.peringatan) == ((), ())
    periods = [{one.nama: one.periode for one in r.records if isinstance(one, Program)} for r in (before, after)]
    assert periods[0] == periods[1]
    judged_book = judged_file(book)
    assert judged_book.counts() == Counter()
    followed = judged_book.data.subject_objects(KESOS.dilanjutkanOleh)
    assert {tuple(str(judged_book.data.value(one, KESOS.nama)) for one in pair) for pair in followed} == SUCCESSORS


def test_what_goes_on_with_a_replaced_programme_is_in_the_answer(tmp_path: Path) -> None:
    """The form says of each of the four what continues it; by hand, as read off them."""
    book = filled_in(tmp_path / "cascading.xlsx")
    pipeline.build([book], tmp_path / "kg")
    asked = answers.ask(Knowledge.open(tmp_path / "kg"), "program-diganti")
    old, new = asked.columns.index("program"), asked.columns.index("programLanjutan")
    said = {(str(row[old]), str(row[new])) for row in asked.rows}
    assert len(said) == len({before for before, _ in said}) == 4
    assert {(before, one) for before, after in said for one in after.split(" | ")} == SUCCESSORS


@pytest.mark.parametrize(
    ("part", "row", "code"),
    [
        ("definisi", 3, "indikator-tanpa-definisi"),
        ("satuan", 3, "indikator-tanpa-satuan"),
        ("formula", 2, "indikator-tanpa-formula"),
        ("sumber", 3, "indikator-tanpa-sumber-data"),
        ("pengganti", 2, "program-diganti-tanpa-padanan"),
    ],
)
def test_what_is_left_empty_in_the_form_is_found(part: str, row: int, code: str, tmp_path: Path) -> None:
    assert judged_file(filled_in(tmp_path / "cascading.xlsx", [part], row, row + 1)).counts() == Counter({code: 1})


def test_a_form_without_targets_lacks_metadata(tmp_path: Path) -> None:
    assert judged_file(filled_in(tmp_path / "cascading.xlsx", ["target"])).counts() == Counter({"metadata-kurang": 1})


@pytest.mark.parametrize(
    ("name", "count", "year"),
    [
        ("iku-dinsos-tapin-2020.txt", 3, 2020),
        ("iki-dinsos-probolinggo-2019.md", 64, 2019),
        ("iki-dinsos-probolinggo-2019.txt", 64, 2019),
    ],
)
def test_a_column_of_targets_gives_each_indicator_its_target(name: str, count: int, year: int, tmp_path: Path) -> None:
    edits = [Edit(one["cari"], one["ganti"], one.get("semua", False)) for one in repairs(name)["perbaikan"]]
    path = tmp_path / name
    path.write_text(edited((ROOT / "documents" / name).read_text(encoding="utf-8"), edits), encoding="utf-8")
    records = document.read_file(path).records
    indicators = [one.id for one in records if isinstance(one, Indikator)]
    targets = [one for one in records if isinstance(one, Target)]
    assert len(indicators) == count
    assert [one.induk for one in targets] == indicators
    assert {(one.tahun, one.satuan) for one in targets} == {(year, "%")}
