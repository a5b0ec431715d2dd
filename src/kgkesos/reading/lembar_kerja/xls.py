"""The older binary Excel (.xls), decoded by python-calamine.

It gives the values of cells and their merges, not their number formats and not which rows are hidden: the remark says
so where it may matter. What such a file holds besides (macros, links) is never looked at.
"""

from __future__ import annotations

import datetime
import hashlib
import io
from decimal import Decimal
from pathlib import Path

from kgkesos.errors import InputError
from kgkesos.reading import archive, file
from kgkesos.reading.excerpt import Source
from kgkesos.reading.lembar_kerja import numbers, texts
from kgkesos.reading.lembar_kerja.cells import MOST_FILLED
from kgkesos.reading.lembar_kerja.sheet import Merge, Place, Sheet
from kgkesos.reading.lembar_kerja.xlsx import LARGEST_FILE

_FRACTIONS = "Format angka dalam .xls tidak diketahui: pecahan ditulis sebagai nilai (95% tertulis 0,95)."


def load(path: Path) -> Source:
    """The text of the workbook ``path``; its ``remark`` says what was not read and why.

    Raises:
        InputError: the file cannot be read, is locked, damaged, no workbook, too large, or holds no text.
    """
    import python_calamine as calamine

    data = file.content(path, LARGEST_FILE)
    if data.startswith(archive.ZIP):
        raise InputError(path, "isinya bukan .xls, mungkin .xlsx; perbaiki akhiran namanya (rename it to .xlsx)")
    if not data.startswith(archive.OLE):
        raise InputError(path, "isinya tidak sesuai dengan akhiran namanya (the content is not what the name says)")
    remarks: list[str] = []
    sheets: list[Sheet] = []
    try:
        with calamine.CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            for about in book.sheets_metadata:
                if about.typ == calamine.SheetTypeEnum.WorkSheet:
                    visible = about.visible == calamine.SheetVisibleEnum.Visible
                    sheets.append(_sheet(path, book.get_sheet_by_name(about.name), visible, remarks))
    except calamine.PasswordError as error:
        raise InputError(path, "berkas dikunci kata sandi; simpan ulang tanpa kata sandi (locked)") from error
    except calamine.CalamineError as error:
        raise InputError(path, "berkas rusak: lembar di dalamnya tidak dapat dibaca (a damaged workbook)") from error
    return texts.source(path, sheets, hashlib.sha256(data).hexdigest(), remarks)


def _sheet(path: Path, sheet: object, visible: bool, remarks: list[str]) -> Sheet:
    shown: dict[Place, str] = {}
    top, left = getattr(sheet, "start", None) or (0, 0)
    for row, cells in enumerate(sheet.to_python(skip_empty_area=True), top):  # type: ignore[attr-defined]
        for column, value in enumerate(cells, left):
            if (text := _text(value).strip("\n")).strip():
                shown[row, column] = text
            if isinstance(value, float) and not value.is_integer() and _FRACTIONS not in remarks:
                remarks.append(_FRACTIONS)
        if len(shown) > MOST_FILLED:
            reason = "sebuah lembar memuat terlalu banyak sel untuk sebuah dokumen (a sheet is too large)"
            raise InputError(path, reason)
    ranges = getattr(sheet, "merged_cell_ranges", None) or ()
    merges = tuple(Merge(*first, *last) for first, last in ranges)
    return Sheet(str(getattr(sheet, "name", "?")), shown, merges, visible=visible)


def _text(value: object) -> str:
    """``value`` as a person writes it."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return numbers.show(Decimal(repr(value)), "General")
    if isinstance(value, datetime.datetime):
        return f"{value:%d/%m/%Y}" if value.time() == datetime.time() else f"{value:%d/%m/%Y %H:%M}"
    if isinstance(value, datetime.date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, datetime.time):
        return f"{value:%H:%M}"
    return str(value).replace("\r\n", "\n").replace("\r", "\n") if value is not None else ""
