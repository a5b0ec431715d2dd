"""Workbooks that are none, are locked, damaged or made to do harm: one clear sentence each, soon, in little memory."""

from __future__ import annotations

import io
import subprocess
import sys
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from test_xlsx import iku, of, saved, with_parts
from workbooks import converted

from kgkesos import pipeline
from kgkesos.errors import InputError
from kgkesos.reading import archive, document, load
from kgkesos.records import Indikator

SHEET = "xl/worksheets/sheet1.xml"
BEGIN = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
END = b"</sheetData></worksheet>"


def zipped(**parts: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive_:
        for name, content in parts.items():
            archive_.writestr(name.replace("__", "/"), content)
    return made.getvalue()


BOMB = {"xl__workbook.xml": b"<workbook/>", "xl__media__x.bin": bytes(80_000_000)}
BAD: dict[str, tuple[Callable[[], bytes], str]] = {
    "kosong.xlsx": (lambda: b"", "berkas kosong"),
    "sandi.xlsx": (lambda: archive.OLE + bytes(600), "dikunci kata sandi"),
    "teks.xlsx": (lambda: b"INDIKATOR KINERJA UTAMA", "tidak sesuai dengan akhiran"),
    "word.xlsx": (lambda: zipped(word__document__xml=b"<w/>"), "tidak sesuai dengan akhiran"),
    "rusak.xlsx": (lambda: archive.ZIP + b"bukan arsip" * 20, "berkas rusak"),
    "tanpa-lembar.xlsx": (lambda: zipped(**{"xl__workbook.xml": b"<workbook/>"}), "berkas rusak"),
    "bom.xlsx": (lambda: zipped(**BOMB), "isi berkas terlalu besar"),
    "rusak.ods": (lambda: archive.ZIP + b"bukan arsip" * 20, "berkas rusak"),
    "xlsx.ods": (lambda: zipped(**{"xl__workbook.xml": b"<workbook/>"}), "tidak sesuai dengan akhiran"),
    "sandi.ods": (
        lambda: zipped(**{"content.xml": b"<x/>", "META-INF__manifest.xml": b"<encryption-data/>"}),
        "dikunci kata sandi",
    ),
    "rusak.xls": (lambda: archive.OLE + b"bukan buku kerja" * 200, "berkas rusak"),
    "laman.xls": (lambda: b"<html><table><tr><td>1</td></tr></table></html>", "tidak sesuai dengan akhiran"),
    "xlsx.xls": (lambda: zipped(**{"xl__workbook.xml": b"<workbook/>"}), "perbaiki akhiran namanya"),
}


@pytest.mark.parametrize("name", BAD)
def test_each_is_refused_in_one_sentence(tmp_path: Path, name: str) -> None:
    made, reason = BAD[name]
    path = tmp_path / name
    path.write_bytes(made())
    with pytest.raises(InputError, match=reason) as caught:
        load.load(path)
    assert caught.value.path == path
    assert "\n" not in str(caught.value)


DECLARED = b'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>' + BEGIN + END
# A filled cell now at one end of a row, now at the other.
SCATTERED = [(n, (b"A", b"XFD")[n % 2]) for n in range(1, 400)]
WRONG: dict[str, tuple[bytes, str]] = {
    "entitas": (DECLARED, "deklarasi yang tidak wajar"),
    "terpotong": (BEGIN + b'<row r="1"><c r="A1" t="inlineStr"><is><t>Indik', "berkas rusak"),
    "bukan XML": (b"\x00\x01\x02", "berkas rusak"),
    "nomor ngawur": (BEGIN + b'<row r="satu"/>' + END, "berkas rusak"),
    "untai ngawur": (BEGIN + b'<row r="1"><c r="A1" t="s"><v>x</v></c></row>' + END, "berkas rusak"),
    "kosong": (BEGIN + END, "berkas kosong"),
    "terpencar": (
        BEGIN + b"".join(b'<row r="%d"><c r="%s%d"><v>1</v></c></row>' % (n, c, n) for n, c in SCATTERED) + END,
        "terlalu jauh terpisah",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_sheet_is_refused_in_one_sentence(tmp_path: Path, name: str) -> None:
    content, reason = WRONG[name]
    path = with_parts(saved(tmp_path, iku), {SHEET: content})
    with pytest.raises(InputError, match=reason):
        load.load(path)


def table(more: bytes = b"") -> bytes:
    """A sheet with a small table above whatever ``more`` is."""
    book = openpyxl.Workbook()
    iku(book.active)
    made = io.BytesIO()
    book.save(made)
    return zipfile.ZipFile(made).read(SHEET).replace(b"</sheetData>", more + b"</sheetData>")


MERGED = b'</sheetData><mergeCells count="1"><mergeCell ref="I1:XFD1048576"/><mergeCell ref="A1:XFD3"/></mergeCells>'
HUGE: dict[str, Callable[[], bytes]] = {
    "300.000 baris kosong": lambda: table(
        b"".join(b'<row r="%d" s="1" customFormat="1"/>' % n for n in range(10, 300_010))
    ),
    "300.000 sel bergaya": lambda: table(
        b"".join(
            b'<row r="%d">%s</row>'
            % (n, b"".join(b'<c r="%s%d" s="0"/>' % (c, n) for c in (b"A", b"B", b"C", b"D", b"E")))
            for n in range(10, 60_010)
        )
    ),
    "sel terakhir": lambda: table(b'<row r="1048576"><c r="A1048576"><v>1</v></c></row>'),
    "sel gabungan sebesar lembar": lambda: table().replace(b"</sheetData>", MERGED),
    "ukuran palsu": lambda: table().replace(b"<dimension", b'<dimension ref="A1:XFD1048576"/><dimensi', 1),
    "kolom tersembunyi sampai ujung": lambda: table().replace(
        b"<sheetData>", b'<cols><col min="20" max="16384" hidden="1"/></cols><sheetData>'
    ),
}


@pytest.mark.parametrize("name", HUGE)
def test_a_sheet_that_only_looks_huge_is_read_in_little_memory(tmp_path: Path, name: str) -> None:
    """What it costs in time is printed by ``bench/large.py``."""
    path = with_parts(saved(tmp_path, iku), {SHEET: HUGE[name]()})
    wanted = [record.id for record in document.read_file(saved(tmp_path, iku)).records]
    tracemalloc.start()
    source = load.load(path)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    # A hundred bytes for each row or cell would be more.
    assert most < 30_000_000
    assert len(source.text) < 10_000
    assert [record.id for record in document.read_source(source, path).records] == wanted


def test_a_sheet_that_is_huge_is_refused(tmp_path: Path) -> None:
    row = b'<row r="%d"><c r="A%d"><v>1</v></c><c r="B%d"><v>2</v></c></row>'
    content = BEGIN + b"".join(row % (n, n, n) for n in range(1, 200_000)) + END
    with pytest.raises(InputError, match="terlalu banyak sel"):
        load.load(with_parts(saved(tmp_path, iku), {SHEET: content}))


def test_a_huge_open_document(tmp_path: Path) -> None:
    path = converted(saved(tmp_path, iku), ".ods")
    with zipfile.ZipFile(path) as opened:
        content = opened.read("content.xml")
    empty = b'<table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row>'
    filled = empty.replace(b"<table:table-cell/>", b"<table:table-cell><text:p>x</text:p></table:table-cell>")
    wide = with_parts(path, {"content.xml": content.replace(b"</table:table>", empty + b"</table:table>", 1)}, "a.ods")
    assert len(of(document.read_file(wide), Indikator)) == 3
    full = with_parts(path, {"content.xml": content.replace(b"</table:table>", filled + b"</table:table>", 1)}, "b.ods")
    with pytest.raises(InputError, match="terlalu banyak sel"):
        load.load(full)


@pytest.mark.parametrize("command", ["read", "build"])
def test_the_command_line_says_one_sentence(tmp_path: Path, command: str) -> None:
    path = tmp_path / "sandi.xlsx"
    path.write_bytes(BAD["sandi.xlsx"][0]())
    options = ["--kg", str(tmp_path / "kg")] if command == "build" else []
    line = [sys.executable, "-m", "kgkesos", command, str(path), *options]
    done = subprocess.run(line, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "dikunci kata sandi" in done.stderr
    assert "Traceback" not in done.stderr
    assert len([line for line in done.stderr.splitlines() if line.startswith("kgkesos:")]) == 1


def test_the_other_files_of_a_folder_go_on(tmp_path: Path) -> None:
    folder = tmp_path / "masuk"
    folder.mkdir()
    saved(folder, iku)
    (folder / "rusak.xlsx").write_bytes(BAD["rusak.xlsx"][0]())
    report = pipeline.build([folder], tmp_path / "kg")
    assert [one.work.dokumen.jenis for one in report.works] == ["iku"]
    assert [error.path.name for error in report.refused] == ["rusak.xlsx"]
