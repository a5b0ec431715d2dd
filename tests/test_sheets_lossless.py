"""What is written as a workbook comes back whole, whatever its kind and file; what cannot is refused by name."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_sheets import exported, said, work_of
from test_xlsx_same import DOCUMENTS

from kgkesos.errors import InputError
from kgkesos.reading import document
from kgkesos.records import Dokumen, Record, Sasaran
from kgkesos.sheets import document as sheets
from kgkesos.sheets import iku, kinds, proof
from kgkesos.sheets.form import Form

DATA = Path(__file__).parent / "data"
WHOLE = [
    *sorted(path for path in (DATA / "pdf").glob("iku-*.pdf")),
    *sorted(path for path in (DATA / "files").glob("03-*") if path.suffix != ".json"),
]


def test_there_are_samples() -> None:
    assert len(WHOLE) == 5


@pytest.mark.parametrize("path", WHOLE, ids=lambda path: path.name)
def test_a_document_comes_back_whole(path: Path, tmp_path: Path) -> None:
    before = document.read_file(path)
    after = document.read_file(exported(tmp_path, path))
    assert sorted(said(after.records), key=str) == sorted(said(before.records), key=str)
    for name in ("jenis", "instansi", "wilayah", "tahun"):
        assert getattr(after.dokumen, name) == getattr(before.dokumen, name)
    assert after.tak_terbaca == ()


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
