"""A document is the same document as a workbook: the records of the five texts, from .xlsx, .ods and .xls."""

from __future__ import annotations

from pathlib import Path

import pytest
from workbooks import converted, of_text

from kgkesos import resources
from kgkesos.reading import document
from kgkesos.records import Reading, values

DOCUMENTS = sorted(
    path
    for path in resources.folder("documents").iterdir()
    if path.suffix in (".txt", ".md") and path.stem.upper() != "README"
)
KINDS = sorted(path for path in (Path(__file__).parent / "data" / "kinds").iterdir() if path.suffix in (".txt", ".md"))


def said(reading: Reading) -> tuple[object, ...]:
    """What a reading says, without where: the document, its records, and what of them is not sure."""
    dokumen = reading.dokumen
    return (
        (dokumen.jenis, dokumen.judul, dokumen.instansi, dokumen.wilayah, dokumen.tahun),
        [
            (r.jenis, r.id, r.induk, values(r), r.kepastian, r.alternatif, r.aturan_induk, r.kepastian_induk)
            for r in reading.records
        ],
    )


def as_workbook(path: Path, folder: Path) -> Path:
    return of_text(path.read_text(encoding="utf-8"), folder / f"{path.name.replace('.', '-')}.xlsx")


def test_there_are_five_documents_and_samples_of_the_kinds() -> None:
    assert len(DOCUMENTS) == 5
    assert len(KINDS) > 25


@pytest.mark.parametrize("path", [*DOCUMENTS, *KINDS], ids=lambda path: path.name)
def test_the_same_records_from_excel_as_from_text(path: Path, tmp_path: Path) -> None:
    reading = document.read_file(as_workbook(path, tmp_path))
    wanted = said(document.read_file(path))
    assert said(reading) == wanted
    quotes = [quote for record in reading.records for field in record.bukti.values() for quote in field]
    assert all(quote.tempat and quote.tempat.startswith("lembar Lembar 1, sel ") for quote in quotes)


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_the_same_records_from_other_workbooks(path: Path, tmp_path: Path) -> None:
    wanted = said(document.read_file(path))
    made = as_workbook(path, tmp_path)
    for suffix in (".ods", ".xls"):
        assert said(document.read_file(converted(made, suffix))) == wanted
