"""What is written as a workbook comes back whole, whatever its kind and file; what cannot is refused by name."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from test_sheets import corrected, exported, said, work_of
from test_xlsx import place
from test_xlsx_same import DOCUMENTS

from kgkesos.errors import InputError
from kgkesos.reading import document
from kgkesos.records import DUGAAN, Dokumen, Indikator, Record, Sasaran, values
from kgkesos.sheets import document as sheets
from kgkesos.sheets import iku, kinds, proof
from kgkesos.sheets.form import Form

DATA = Path(__file__).parent / "data"
WHOLE = [
    *sorted((DATA / "pdf").glob("*.pdf")),
    *sorted(
        path
        for path in (DATA / "files").iterdir()
        if path.suffix in (".docx", ".xlsx", ".pdf") and path.name[:2] not in ("06", "08", "10")
    ),
]


def test_there_are_samples() -> None:
    assert len(WHOLE) == 4 + 15


@pytest.mark.parametrize("path", WHOLE, ids=lambda path: path.name)
def test_a_document_comes_back_whole(path: Path, tmp_path: Path) -> None:
    before = document.read_file(path)
    after = document.read_file(exported(tmp_path, path))
    assert sorted(said(after.records), key=str) == sorted(said(before.records), key=str)
    for name in ("jenis", "instansi", "wilayah", "tahun"):
        assert getattr(after.dokumen, name) == getattr(before.dokumen, name)
    assert after.tak_terbaca == ()


# A drawing by position


def test_a_drawing_is_corrected_in_its_boxes(tmp_path: Path) -> None:
    path = exported(tmp_path, DATA / "pdf" / "cascading-disnakertrans-jabar-2016.pdf")
    before = {record.id: record for record in document.read_file(path).records}
    page = openpyxl.load_workbook(path)["Cascading"]
    own = next(one for one in before.values() if isinstance(one, Indikator) and one.kepastian_menjabarkan == DUGAAN)
    (box,) = [
        c
        for row in page.iter_rows()
        for c in row
        if (place(own, "nama") or "").split(" (")[0].endswith(f" {c.coordinate}")
    ]
    corrected(path, "Cascading", {box.coordinate: f"{own.nomor} Jumlah warga yang dilatih"})
    after = {record.id: record for record in document.read_file(path).records}
    assert {i for i in before if values(after[i]) != values(before[i])} == {own.id}
    assert place(after[own.id], "nama") == f"lembar Cascading, sel {box.coordinate}"


def test_what_details_an_indicator_that_is_gone_is_read_from_the_sheet(tmp_path: Path) -> None:
    path = exported(tmp_path, DATA / "files" / "07a-pohon-jabatan-dinsos-klaten-2018.xlsx")
    own = "jabatan/kepala-bidang-pemberdayaan-sosial/indikator/3-1"
    (record,) = [one for one in document.read_file(path).records if one.id == own]
    cell = (place(record, "nama") or "").split(" (")[0].rpartition(" ")[2]
    corrected(path, "Cascading", {cell: None})
    after = [one for one in document.read_file(path).records if isinstance(one, Indikator)]
    assert own not in {one.id for one in after}
    assert {one.menjabarkan for one in after} <= {None, *(one.id for one in after)}


# Refused rather than lost


def _without_the_first_sasaran(dokumen: Dokumen, records: tuple[Record, ...]) -> Form:
    first = next(record for record in records if isinstance(record, Sasaran))
    return iku.form(dokumen, [record for record in records if not record.id.startswith(first.id)])


def test_a_form_that_leaves_records_out_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    work = work_of(next(path for path in DOCUMENTS if path.name.startswith("iku-")))
    monkeypatch.setattr(kinds, "FORMS", {"iku": _without_the_first_sasaran})
    with pytest.raises(InputError, match=r"rekaman akan hilang atau berubah .*: 1 Sasaran, \d Indikator"):
        sheets.written(work)


def test_what_cannot_be_read_back_holds_nothing() -> None:
    work = work_of(next(path for path in DOCUMENTS if path.name.startswith("iku-")))
    assert sum(proof.lost(work.dokumen, work.records, b"").values()) == len(work.records)
