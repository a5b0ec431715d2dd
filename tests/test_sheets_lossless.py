"""What is written as a workbook comes back whole, whatever its kind and file; what cannot is refused by name."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import openpyxl
import pytest
from test_sheets import corrected, exported, said, work_of
from test_xlsx import place
from test_xlsx_same import DOCUMENTS

from kgkesos.errors import InputError
from kgkesos.reading import daftar, document, evidence
from kgkesos.records import DUGAAN, Dokumen, Indikator, Reading, Record, Sasaran, SubKegiatan, Target, values
from kgkesos.sheets import document as sheets
from kgkesos.sheets import iku, kinds, proof
from kgkesos.sheets.form import Form

DATA = Path(__file__).parent / "data"
# Drawn at places of its own: it is not read at all.
UNREAD = "07b-pohon-garis-dinsos-surakarta-2019.html"
WHOLE = [
    *sorted((DATA / "pdf").glob("*.pdf")),
    *sorted(
        path
        for path in (DATA / "files").iterdir()
        if path.suffix in (".docx", ".xlsx", ".pdf", ".html") and path.name != UNREAD
    ),
    *sorted(path for path in (DATA / "kinds").iterdir() if path.suffix in (".txt", ".md")),
]
LISTED = [path for path in WHOLE if path.parent.name == "kinds"]


def test_there_are_samples() -> None:
    assert (len(WHOLE), len(LISTED)) == (4 + 22 + 34, 34)


@dataclass(frozen=True)
class Written:
    """A sample as it is read, its workbook, and that as it is read."""

    before: Reading
    book: bytes
    after: Reading


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Written]:
    """Each sample, written once for the tests that only look."""

    @cache
    def once(path: Path) -> Written:
        book = exported(tmp_path_factory.mktemp("buku"), path)
        return Written(document.read_file(path), book.read_bytes(), document.read_file(book))

    return once


def sheets_of(written: Written) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(written.book))


@pytest.mark.parametrize("path", WHOLE, ids=lambda path: path.name)
def test_a_document_comes_back_whole(path: Path, written: Callable[[Path], Written]) -> None:
    before, after = written(path).before, written(path).after
    assert sorted(said(after.records), key=str) == sorted(said(before.records), key=str)
    for name in ("jenis", "instansi", "wilayah", "tahun"):
        assert getattr(after.dokumen, name) == getattr(before.dokumen, name)
    assert after.tak_terbaca == ()


# A drawing by position


DRAWN = [path for path in WHOLE if path.name.startswith(("07", "cascading-disnaker"))]


@pytest.mark.parametrize("path", DRAWN, ids=lambda path: path.name)
def test_a_drawing_is_written_as_one(path: Path, written: Callable[[Path], Written]) -> None:
    book = sheets_of(written(path))
    assert book.sheetnames[0] == "Cascading Jabatan"
    assert book["Cascading Jabatan"].merged_cells.ranges


@pytest.mark.parametrize("path", [path for path in WHOLE if path not in LISTED], ids=lambda path: path.name)
def test_a_kind_with_a_form_of_its_own_is_written_in_it(path: Path, written: Callable[[Path], Written]) -> None:
    first = sheets_of(written(path)).sheetnames[0]
    assert (first == "Daftar") == (written(path).before.dokumen.jenis not in kinds.FORMS)


def test_a_drawing_is_corrected_in_its_boxes(tmp_path: Path) -> None:
    path = exported(tmp_path, DATA / "pdf" / "cascading-disnakertrans-jabar-2016.pdf")
    before = {record.id: record for record in document.read_file(path).records}
    page = openpyxl.load_workbook(path)["Cascading Jabatan"]
    own = next(one for one in before.values() if isinstance(one, Indikator) and one.kepastian_menjabarkan == DUGAAN)
    (box,) = [
        c
        for row in page.iter_rows()
        for c in row
        if (place(own, "nama") or "").split(" (")[0].endswith(f" {c.coordinate}")
    ]
    corrected(path, "Cascading Jabatan", {box.coordinate: f"{own.nomor} Jumlah warga yang dilatih"})
    after = {record.id: record for record in document.read_file(path).records}
    assert {i for i in before if values(after[i]) != values(before[i])} == {own.id}
    assert place(after[own.id], "nama") == f"lembar Cascading Jabatan, sel {box.coordinate}"


def test_what_details_an_indicator_that_is_gone_is_read_from_the_sheet(tmp_path: Path) -> None:
    path = exported(tmp_path, DATA / "files" / "07a-pohon-jabatan-dinsos-klaten-2018.xlsx")
    own = "jabatan/kepala-bidang-pemberdayaan-sosial/indikator/3-1"
    (record,) = [one for one in document.read_file(path).records if one.id == own]
    cell = (place(record, "nama") or "").split(" (")[0].rpartition(" ")[2]
    corrected(path, "Cascading Jabatan", {cell: None})
    after = [one for one in document.read_file(path).records if isinstance(one, Indikator)]
    assert own not in {one.id for one in after}
    assert {one.menjabarkan for one in after} <= {None, *(one.id for one in after)}


# The list, which any kind fits in


@pytest.mark.parametrize("path", LISTED, ids=lambda path: path.name)
def test_every_field_of_a_list_leads_to_its_cell(path: Path, written: Callable[[Path], Written]) -> None:
    reading = written(path).after
    evidence.hold(reading, {reading.dokumen.sha256: reading.text})
    places = [quote.tempat for record in reading.records for quotes in record.bukti.values() for quote in quotes]
    assert places
    assert all(one and one.startswith("lembar Daftar, sel ") for one in places)


@pytest.mark.parametrize("path", LISTED, ids=lambda path: path.name)
def test_a_list_alone_says_the_same(path: Path, tmp_path: Path, written: Callable[[Path], Written]) -> None:
    """Without the sheet of origins nothing is missing or extra: each kind, what it hangs under, and its words."""
    made, before = tmp_path / "buku.xlsx", written(path).after
    book = sheets_of(written(path))
    del book["Asal"]
    book.save(made)
    assert Counter(map(_printed, _named(document.read_file(made)))) == Counter(map(_printed, _named(before)))


def _named(reading: Reading) -> list[tuple[Record, str]]:
    words = {record.id: str(_words(record)) for record in reading.records}
    return [(record, words.get(record.induk or "", "")) for record in reading.records]


def _printed(one: tuple[Record, str]) -> tuple[object, ...]:
    record, above = one
    printed = ("nomor", "kode", "satuan", "penjelasan", "sumber_data", "penanggung_jawab", "nilai", "tahun", "periode")
    return record.jenis, above, _words(record), *(getattr(record, name, None) for name in printed)


def _words(record: Record) -> object:
    fields = values(record)
    return next((fields[name] for name in ("nama", "teks", "istilah", "label", "nilai") if fields.get(name)), "")


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """A Renja, written as a list."""
    return exported(tmp_path, DATA / "kinds" / "renja-dinsos-banyuwangi-2025.md")


def cell_of(path: Path, text: str) -> str:
    page = openpyxl.load_workbook(path)["Daftar"]
    return next(str(cell.coordinate) for row in page.iter_rows() for cell in row if cell.value == text)


def test_a_list_is_corrected_cell_by_cell(plan: Path) -> None:
    before = document.read_file(plan)
    target = next(one for one in before.records if isinstance(one, Target))
    cell = (place(target, "nilai") or "").split(" (")[0].rpartition(" ")[2]
    after = document.read_file(corrected(plan, "Daftar", {cell: "4.321 orang"}))
    changed = [(a, b) for a, b in zip(before.records, after.records, strict=True) if values(a) != values(b)]
    assert [(a.id, values(b)["nilai"]) for a, b in changed] == [(target.id, "4.321 orang")]
    assert place(changed[0][1], "nilai") == f"lembar Daftar, sel {cell}"


def test_a_row_is_moved_by_its_level(plan: Path) -> None:
    before = document.read_file(plan)
    low = next(one for one in before.records if isinstance(one, SubKegiatan))
    row = cell_of(plan, low.nama)[1:]
    after = document.read_file(corrected(plan, "Daftar", {f"A{row}": "1"}))
    moved = next(one for one in after.records if isinstance(one, SubKegiatan) and one.nama == low.nama)
    assert (low.induk is None, moved.induk) == (False, None)


@pytest.mark.parametrize("change", [{"A": "9"}, {"A": None}, {"B": "Kegiatann"}, {"A": "0"}])
def test_a_row_that_says_nothing_sure_is_left_and_told(plan: Path, change: dict[str, str | None]) -> None:
    before = document.read_file(plan)
    last = [one for one in before.records if isinstance(one, Indikator)][-1]
    row = cell_of(plan, last.nama).lstrip("ABCDEFGHIJ")
    after = document.read_file(corrected(plan, "Daftar", {f"{column}{row}": value for column, value in change.items()}))
    assert last.id not in {one.id for one in after.records}
    assert [one.kode for one in after.peringatan if one.kode == "baris-tidak-dibaca"] == ["baris-tidak-dibaca"]
    assert len(after.tak_terbaca) == 1


def test_the_list_names_the_kinds_that_are_read() -> None:
    assert {kind.name for kind in document.KINDS} - {"daftar"} == daftar.DOCUMENTS


def test_what_its_own_form_cannot_hold_is_written_as_a_list(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    source = next(path for path in DOCUMENTS if path.name.startswith("iku-"))
    monkeypatch.setattr(kinds, "FORMS", {"iku": _without_the_first_sasaran})
    path = exported(tmp_path, source)
    assert openpyxl.load_workbook(path).sheetnames == ["Daftar", "Petunjuk", "Asal"]
    assert sorted(said(document.read_file(path).records), key=str) == sorted(
        said(document.read_file(source).records), key=str
    )


# Refused rather than lost


def _without_the_first_sasaran(dokumen: Dokumen, records: tuple[Record, ...]) -> Form:
    first = next(record for record in records if isinstance(record, Sasaran))
    return iku.form(dokumen, [record for record in records if not record.id.startswith(first.id)])


def test_a_form_that_leaves_records_out_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    work = work_of(next(path for path in DOCUMENTS if path.name.startswith("iku-")))
    monkeypatch.setattr(kinds, "forms", lambda *said: [_without_the_first_sasaran(*said)])
    with pytest.raises(InputError, match=r"rekaman akan hilang atau berubah .*: 1 Sasaran, \d Indikator"):
        sheets.written(work)


def test_what_cannot_be_read_back_holds_nothing() -> None:
    work = work_of(next(path for path in DOCUMENTS if path.name.startswith("iku-")))
    assert sum(proof.lost(work.dokumen, work.records, b"").values()) == len(work.records)
