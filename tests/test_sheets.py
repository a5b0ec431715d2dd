"""Excel forms: templates to start from; documents written to be corrected, which keep leading to their original."""

from __future__ import annotations

import io
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from test_xlsx import HEADS, ROWS, iku, of, place, saved
from test_xlsx_same import DOCUMENTS
from workbooks import converted, write

from kgkesos import pipeline
from kgkesos.errors import InputError
from kgkesos.reading import document, evidence, merge
from kgkesos.reading.lembar_kerja.sheet import EXAMPLE
from kgkesos.records import Formula, Indikator, Jabatan, Program, Reading, Record, Sasaran, Work, values
from kgkesos.sheets import document as sheets
from kgkesos.sheets import templates

DATA = Path(__file__).parent / "data"
SAMPLES = [
    *DOCUMENTS,
    DATA / "cascading-perikanan.txt",
    *sorted(path for path in (DATA / "iki").iterdir() if path.suffix in (".txt", ".md")),
]
DOUBTS = ("kepastian", "alternatif", "catatan", "aturan_induk", "kepastian_induk")


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    line = [sys.executable, "-m", "kgkesos", *map(str, arguments)]
    return subprocess.run(line, capture_output=True, text=True, check=False)


def work_of(*paths: Path) -> Work:
    (work,) = merge.works([document.read_file(path) for path in paths], {})
    return work


def exported(folder: Path, *paths: Path, name: str = "buku.xlsx") -> Path:
    (folder / name).write_bytes(sheets.written(work_of(*paths)))
    return folder / name


def said(records: tuple[Record, ...]) -> list[tuple[object, ...]]:
    return [(r.jenis, r.id, r.induk, values(r), *(getattr(r, name) for name in DOUBTS)) for r in records]


def corrected(path: Path, sheet: str, changes: dict[str, str | None]) -> Path:
    book = openpyxl.load_workbook(path)
    for address, value in changes.items():
        book[sheet][address] = value
    book.save(path)
    return path


# Written and read again


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_a_document_comes_back_as_it_was_and_every_field_leads_to_its_cell_and_to_the_original(
    path: Path, tmp_path: Path
) -> None:
    before = document.read_file(path)
    after = document.read_file(exported(tmp_path, path))
    assert sorted(said(after.records), key=str) == sorted(said(before.records), key=str)
    for name in ("jenis", "instansi", "wilayah", "tahun"):
        assert getattr(after.dokumen, name) == getattr(before.dokumen, name)
    assert after.tak_terbaca == ()

    evidence.hold(after, {after.dokumen.sha256: after.text})
    # A word that the original implies and the form prints stands in the form alone.
    implied = {(record.id, name) for record in before.records for name in record.tersirat}
    fields = [(r.id, name, quotes) for r in after.records for name, quotes in r.bukti.items()]
    places = [
        quote.tempat for identifier, name, quotes in fields for quote in quotes if (identifier, name) not in implied
    ]
    assert len(places) > 20
    assert [one for one in places if not one or f" (dari {path.name}, baris " not in one] == []
    assert all(one and one.startswith("lembar ") and one.endswith(", menurut lembar Asal)") for one in places)


def test_written_twice_it_still_leads_to_the_first(tmp_path: Path) -> None:
    source = DOCUMENTS[-2]
    once = exported(tmp_path, source)
    twice = exported(tmp_path, once, name="lagi.xlsx")
    assert [place(r, next(iter(r.bukti))) for r in document.read_file(twice).records if r.bukti] == [
        place(r, next(iter(r.bukti))) for r in document.read_file(once).records if r.bukti
    ]


def test_two_renditions_are_written_as_one(tmp_path: Path) -> None:
    paths = [path for path in DOCUMENTS if path.name.startswith("iki-")]
    work = work_of(*paths)
    reading = document.read_file(exported(tmp_path, *paths))
    # The id of a record is made of one rendition's words, though another's may be those that are used.
    assert [(r.jenis, r.id, r.induk, values(r)) for r in reading.records] == [
        (r.jenis, r.id, r.induk, values(r)) for r in work.records
    ]
    (first,) = of(reading, Jabatan)[0].bukti["nama"]
    assert first.tempat
    assert all(path.name in first.tempat for path in paths)


@pytest.mark.parametrize("suffix", [".ods", ".xls"])
def test_another_program_may_save_it(suffix: str, tmp_path: Path) -> None:
    path = next(path for path in DOCUMENTS if path.name.startswith("iku-"))
    made = exported(tmp_path, path)
    assert said(document.read_file(converted(made, suffix)).records) == said(document.read_file(made).records)


def test_text_that_looks_like_a_formula_stays_text(tmp_path: Path) -> None:
    rows = [[*row] for row in ROWS]
    rows[0][6], rows[1][5], rows[2][4] = "=SUM(A1:A9) dan data", "@bidang", "+62 ialah awal nomor telepon"

    def fill(page: Any) -> None:
        iku(page)
        for at, row in enumerate([HEADS, *rows]):
            for column, value in enumerate(row, 1):
                if value:
                    write(page, 4 + at, column, str(value))

    path = saved(tmp_path, fill)
    made = exported(tmp_path, path)
    assert said(document.read_file(made).records) == said(document.read_file(path).records)
    cells = [cell for row in openpyxl.load_workbook(made)["IKU"].iter_rows() for cell in row if cell.value]
    risky = [cell for cell in cells if str(cell.value).startswith(("=", "+", "-", "@"))]
    assert len(risky) == 3
    assert all(cell.data_type == "s" and cell.quotePrefix for cell in risky)


# Corrected


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """The IKU among the documents, written as a workbook: its table begins in row 7."""
    return exported(tmp_path, next(path for path in DOCUMENTS if path.name.startswith("iku-")))


def test_what_is_changed_leads_to_its_cell_alone(book: Path) -> None:
    reading = document.read_file(corrected(book, "IKU", {"H7": "Data warga terpadu"}))
    first, second, _ = of(reading, Indikator)
    assert first.sumber_data == "Data warga terpadu"
    assert place(first, "sumber_data") == "lembar IKU, sel H7"
    assert place(first, "nama") == "lembar IKU, sel C7 (dari iku-dinsos-tapin-2020.txt, baris 8, menurut lembar Asal)"
    assert "menurut lembar Asal" in (place(second, "sumber_data") or "")
    (told,) = [warning.pesan for warning in reading.peringatan if warning.kode == "asal-buku-kerja"]
    assert told.startswith("Menurut lembar Asal, 37 dari 38 bidang tidak berubah")


def test_a_changed_name_gives_a_new_record_whose_other_fields_keep_their_origin(book: Path) -> None:
    before = of(document.read_file(book), Indikator)[2]
    after = of(document.read_file(corrected(book, "IKU", {"C9": "Jumlah rumah singgah"})), Indikator)[2]
    assert after.id != before.id
    assert place(after, "nama") == "lembar IKU, sel C9"
    assert place(after, "penjelasan") == place(before, "penjelasan")


def test_a_cleared_cell_is_empty_and_a_new_row_is_read(book: Path) -> None:
    changes = {"H7": None, "C10": "Jumlah rumah singgah yang aktif", "F10": "Jumlah A / Jumlah B x 100%"}
    reading = document.read_file(corrected(book, "IKU", changes))
    assert of(reading, Indikator)[0].sumber_data is None
    assert (of(reading, Indikator)[3].nama, place(of(reading, Indikator)[3], "nama")) == (
        "Jumlah rumah singgah yang aktif",
        "lembar IKU, sel C10",
    )
    assert of(reading, Formula)[3].pembilang == "Jumlah A"


def test_a_guess_stays_one_until_the_sheet_says_otherwise(tmp_path: Path) -> None:
    path = exported(tmp_path, next(path for path in DOCUMENTS if path.name.startswith("cascading-")))
    reading = document.read_file(path)
    guess = next(record for record in reading.records if record.kepastian == "dugaan")
    assert guess.alternatif
    programs = of(reading, Program)
    assert any(program.digantikan_oleh for program in programs)
    assert Counter(program.periode for program in programs) == {None: 4, "2019-2022": 3}
    dated = [place(program, "periode") for program in programs if program.periode]
    assert all(where and where.startswith("lembar Cascading, sel ") for where in dated)

    told = openpyxl.load_workbook(path)["Asal"]
    rows = [row for row in told.iter_rows(min_row=4) if (row[0].value, row[2].value) == (guess.id, "kepastian")]
    changed = document.read_file(corrected(path, "Asal", {rows[0][3].coordinate: "pasti"}))
    assert next(record for record in changed.records if record.id == guess.id).kepastian == "pasti"


def test_the_original_in_the_same_build_is_verified(tmp_path: Path, book: Path) -> None:
    """The workbook tells; the original proves: its own quotes stand beside the cell's in one work."""
    source = next(path for path in DOCUMENTS if path.name.startswith("iku-"))
    report = pipeline.build([book, source], tmp_path / "kg")
    (made,) = report.works
    texts = {reading.dokumen.sha256: reading.text for reading in made.work.rendisi}
    assert len(texts) == 2
    for record in made.work.records:
        for quotes in record.bukti.values():
            assert {quote.rendisi for quote in quotes} == set(texts)
            assert all(texts[quote.rendisi][quote.awal : quote.akhir] == quote.kutipan for quote in quotes)


def test_beside_its_original_the_correction_is_used(book: Path) -> None:
    source = next(path for path in DOCUMENTS if path.name.startswith("iku-"))
    name = "Persentase orang yang memperoleh rehabilitasi"
    corrected(book, "IKU", {"H7": "Data warga terpadu", "C8": name})
    for order in ((book, source), (source, book)):
        first, second, _ = (one for one in work_of(*order).records if isinstance(one, Indikator))
        assert (first.sumber_data, second.nama) == ("Data warga terpadu", name)
        assert {one.alasan for one in (*first.varian, *second.varian)} == {
            "buku.xlsx ditulis dari berkas lain dokumen ini lalu diperbaiki."
        }
        assert any("DTKS" in one.bacaan for one in first.varian if not one.dipilih)


def test_what_the_correction_renames_or_deletes_does_not_come_back(book: Path) -> None:
    source = next(path for path in DOCUMENTS if path.name.startswith("iku-"))
    before = [one.nama for one in work_of(book).records if isinstance(one, Indikator)]
    emptied = {f"{column}8": None for column in "ABCDEFGHI"}
    corrected(book, "IKU", {"C9": "Jumlah rumah singgah", **emptied})
    for order in ((book, source), (source, book)):
        work = work_of(*order)
        assert [one.nama for one in work.records if isinstance(one, Indikator)] == [before[0], "Jumlah rumah singgah"]
        assert sum(isinstance(one, Sasaran) for one in work.records) == 2
        (told,) = [one.pesan for one in work.peringatan if one.kode == "diganti-koreksi"]
        assert "1 Sasaran" in told
        assert "2 Indikator" in told


def test_the_workbook_alone_never_quotes_the_original(tmp_path: Path, book: Path) -> None:
    (made,) = pipeline.build([book], tmp_path / "kg").works
    sha256 = document.read_file(book).dokumen.sha256
    assert {q.rendisi for r in made.work.records for quotes in r.bukti.values() for q in quotes} == {sha256}


@pytest.mark.parametrize("change", ["kosong", "tanpa kepala", "tanpa lembar"])
def test_without_the_sheet_of_origins_it_is_a_document_like_any(book: Path, change: str) -> None:
    before = document.read_file(book)
    made = openpyxl.load_workbook(book)
    if change == "tanpa lembar":
        del made["Asal"]
    else:
        made["Asal"].delete_rows(3 if change == "tanpa kepala" else 4, 10_000)
    made.save(book)
    after: Reading = document.read_file(book)
    assert [(r.id, values(r)) for r in after.records] == [(r.id, values(r)) for r in before.records]
    assert all(
        quote.tempat and "dari" not in quote.tempat for r in after.records for q in r.bukti.values() for quote in q
    )


# Templates


def opened(kind: str) -> Any:
    return openpyxl.load_workbook(io.BytesIO(templates.template(kind)))


@pytest.mark.parametrize("kind", templates.KINDS)
def test_a_template_has_its_form_an_example_and_help(kind: str) -> None:
    book = opened(kind)
    first, last = book.worksheets[0], book.worksheets[-1]
    assert last.title == "Petunjuk"
    assert last["A1"].value.endswith("(kgkesos)")
    assert last.max_row > 10
    assert all(dimension.width > 2 for dimension in first.column_dimensions.values())
    if kind != "metadata":
        assert EXAMPLE in [cell.value for row in first.iter_rows() for cell in row]
        assert any("Persen" in one.formula1 for one in first.data_validations.dataValidation)
    if kind == "iki":
        assert any("ESELON III & IV" in one.formula1 for one in first.data_validations.dataValidation)
    if kind in ("iku", "cascading"):
        assert first.freeze_panes


@pytest.mark.parametrize("kind", [kind for kind in templates.KINDS if kind != "metadata"])
def test_an_empty_template_promises_nothing(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "kosong.xlsx"
    path.write_bytes(templates.template(kind))
    with pytest.raises(InputError, match="tidak memuat rekaman yang dapat dibaca"):
        document.read_file(path)


def filled(kind: str, path: Path, changes: dict[str, str | None], *, example: bool) -> Reading:
    """The template with ``changes``; without ``example`` the row of the example is made one of data."""
    book = opened(kind)
    page = book.worksheets[0]
    for address, value in changes.items():
        page[address] = value
    for row in page.iter_rows():
        for cell in row:
            if cell.value == EXAMPLE and not example:
                cell.value = None
    book.save(path)
    return document.read_file(path)


def test_a_template_filled_in_is_read(tmp_path: Path) -> None:
    head: dict[str, str | None] = {"A2": "DINAS SOSIAL KABUPATEN RAWAINDAH", "A3": "TAHUN 2024"}
    reading = filled("iku", tmp_path / "iku.xlsx", head, example=False)
    assert (reading.dokumen.wilayah, reading.dokumen.tahun) == ("KABUPATEN RAWAINDAH", 2024)
    assert [record.jenis for record in reading.records] == ["Sasaran", "Indikator", "Formula", "Definisi"]
    assert reading.tak_terbaca == ()

    said: dict[str, str | None] = {
        "B5": "Kepala Bidang Rehabilitasi",
        "A7": "a. Menyusun rencana",
        "A1": "INDIKATOR KINERJA INDIVIDU (IKI) ESELON III",
    }
    reading = filled("iki", tmp_path / "iki.xlsx", head | said, example=False)
    assert [record.jenis for record in reading.records] == [
        *("Jabatan", "Tugas", "Kinerja", "Indikator", "Formula", "Definisi"),
    ]
    assert of(reading, Jabatan)[0].eselon == "III"

    title: dict[str, str | None] = {"A1": "CASCADING DINAS SOSIAL KABUPATEN RAWAINDAH TAHUN 2024"}
    reading = filled("cascading", tmp_path / "cascading.xlsx", title, example=False)
    assert {record.jenis for record in reading.records} == {
        *("Tujuan", "Sasaran", "Program", "Kegiatan", "Indikator", "Formula", "Definisi"),
    }
    assert [(record.satuan, record.sumber_data) for record in of(reading, Indikator)] == [
        *(("Indeks", "Survei warga"), ("Persen", "Buku tamu"), ("Persen", "Buku tamu"), ("Unit", "Daftar aset")),
    ]
    assert reading.dokumen.tahun == 2024

    reading = filled("metadata", tmp_path / "metadata.xlsx", {"C1": "Jumlah tamu", "C5": "Orang"}, example=False)
    assert [record.nama for record in of(reading, Indikator)] == ["Jumlah tamu"]


def test_an_example_left_in_is_named_and_not_read(tmp_path: Path) -> None:
    row: dict[str, str | None] = {"B7": "Meningkatnya mutu data", "C7": "Jumlah data warga", "H7": "SIKS"}
    reading = filled("iku", tmp_path / "iku.xlsx", row, example=True)
    assert [record.nama for record in of(reading, Indikator)] == ["Jumlah data warga"]
    assert [record.teks for record in of(reading, Sasaran)] == ["Meningkatnya mutu data"]
    assert [warning.pesan for warning in reading.peringatan if warning.kode == "berkas"] == [
        "Lembar IKU: baris 6 adalah contoh pengisian dan tidak dibaca."
    ]


# The command line


def test_the_commands_write_files(tmp_path: Path) -> None:
    for kind in templates.KINDS:
        target = tmp_path / f"{kind}.xlsx"
        assert run("template", kind, "-o", target).returncode == 0
        assert openpyxl.load_workbook(target)
    target = tmp_path / "keluar.xlsx"
    done = run("read", DOCUMENTS[-2], "--format", "xlsx", "-o", target)
    assert (done.returncode, done.stdout) == (0, "")
    assert run("read", target).returncode == 0


def test_what_cannot_be_written_is_said_in_one_sentence(tmp_path: Path, book: Path) -> None:
    for arguments, words in (
        (("read", book, "--format", "xlsx", "-o", book), "menimpa berkas yang dibaca"),
        (("read", book, "-o", tmp_path / "x.xlsx"), "hanya untuk --format xlsx"),
        (("read", book, DOCUMENTS[-1], "--format", "xlsx"), "bukan satu dokumen"),
        (("template", "iku", "-o", tmp_path / "tiada" / "x.xlsx"), "tidak dapat ditulis"),
        (("template", "lakip"), "lakip"),
    ):
        done = run(*arguments)
        assert done.returncode == 2, arguments
        assert words in " ".join(done.stderr.split()), (arguments, done.stderr)
        assert "Traceback" not in done.stderr
    assert not (tmp_path / "x.xlsx").exists()
