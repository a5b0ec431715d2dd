"""Excel workbooks (.xlsx, .xlsm): their sheets as one text, and what of the file was not read.

The XML is decoded here and not through openpyxl, which makes an object of every empty cell that has a style or that a
merged cell covers: a sheet with a million of them, which Excel itself writes, would take gigabytes.
"""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

from lxml import etree

from kgkesos.errors import InputError
from kgkesos.reading import archive, file
from kgkesos.reading.excerpt import Source
from kgkesos.reading.lembar_kerja import cells, parts, texts
from kgkesos.reading.lembar_kerja.sheet import Sheet

LARGEST_FILE = 30_000_000
# So many places are named in a remark; of the others it says how many they are.
_NAMED = 5


def load(path: Path) -> Source:
    """The shown text of the workbook ``path``; its ``remark`` says what was not read and why.

    Raises:
        InputError: the file cannot be read, is locked, damaged, no workbook, too large, or shows no text.
    """
    data = file.content(path, LARGEST_FILE)
    archive.check(path, data, "xl/workbook.xml")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as opened:
            sheets, remarks = _sheets(path, opened)
    except cells.TooLargeError as error:
        raise InputError(
            path, f"lembar {error} memuat terlalu banyak sel untuk sebuah dokumen (a sheet is too large)"
        ) from error
    except (etree.XMLSyntaxError, KeyError, ValueError, OverflowError, zipfile.BadZipFile, EOFError, OSError) as error:
        raise InputError(path, "berkas rusak: lembar di dalamnya tidak dapat dibaca (a damaged workbook)") from error
    return texts.source(path, sheets, hashlib.sha256(data).hexdigest(), remarks)


def _sheets(path: Path, opened: zipfile.ZipFile) -> tuple[list[Sheet], list[str]]:
    book = parts.book(opened)
    if not book.sheets:
        raise InputError(path, "buku kerja ini tidak memuat lembar berisi sel (no sheet of cells)")
    decoder = cells.Decoder(book)
    sheets = []
    for listed in book.sheets:
        with opened.open(listed.part) as part:
            sheets.append(decoder.sheet(listed, part))
    names = opened.namelist()
    remarks = []
    if any(name.endswith("vbaProject.bin") for name in names):
        remarks.append("Makro di dalam berkas tidak dijalankan.")
    if any(name.startswith("xl/externalLinks/") for name in names):
        remarks.append("Tautan ke berkas lain tidak diikuti; yang dibaca adalah nilai terakhir yang tersimpan.")
    if decoder.without_value:
        said = _some(decoder.without_value)
        remarks.append(f"Rumus tanpa nilai tersimpan tidak dihitung dan selnya dibaca kosong: {said}.")
    if decoder.faults:
        remarks.append(f"Sel berisi galat rumus: {_some(decoder.faults)}.")
    return sheets, remarks


def _some(places: Sequence[str]) -> str:
    more = f"; dan {len(places) - _NAMED} lainnya" if len(places) > _NAMED else ""
    return "; ".join(places[:_NAMED]) + more
