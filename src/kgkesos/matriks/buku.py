"""The table of objectives and activities as an Excel workbook: objectives across, activities down."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import openpyxl
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

from kgkesos.matriks.model import SIGNS, Matrix
from kgkesos.sheets.workbook import LONGEST, STARTS, escaped

_SHEET = "Matriks"
_NAME_LIMIT = 31  # of a sheet, in Excel
_FIXED = (("Periode", 12), ("Kegiatan", 60))
_COLUMN = 22
# The row with the heads: above it the title and what the signs say, below it the counts.
_TOP = 4
_HEAD, _GAP = PatternFill("solid", fgColor="D9E2F3"), PatternFill("solid", fgColor="F8CBAD")
_EDGE = Side(style="thin", color="A6A6A6")
_BOX = Border(_EDGE, _EDGE, _EDGE, _EDGE)


def save(found: Matrix) -> bytes:
    """The workbook of ``found``, a sheet for each document; what has no mark at all is coloured."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    parts = found.documents() or ((_SHEET, found),)
    for name, (_, part) in zip(_names([key for key, _ in parts]), parts, strict=True):
        _sheet(book.create_sheet(name), part)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def _names(keys: Sequence[str]) -> list[str]:
    """A name for the sheet of each document: its key, cut to what Excel takes, none twice in any letters."""
    names: dict[str, str] = {}
    for key in keys:
        name, number = key[:_NAME_LIMIT], 1
        while name.casefold() in names:
            number += 1
            name = f"{key[: _NAME_LIMIT - len(str(number)) - 1]} {number}"
        names[name.casefold()] = name
    return list(names.values())


def _sheet(page: Any, found: Matrix) -> None:
    documents = {one.dokumen for one in (*found.rows, *found.columns)}
    _put(page.cell(1, 1), f"Matriks sasaran dan kegiatan: {', '.join(sorted(documents)) or '-'}", bold=True)
    signs = "; ".join(f"{sign} {says}" for sign, says in SIGNS.items())
    _put(page.cell(2, 1), f"{signs}. Berwarna: tanpa pasangan. Graf {found.build}.")
    _heads(page, found)
    for number, row in enumerate(found.rows, _TOP + 2):
        marks = found.line(row)
        for at, text in enumerate((row.periode, row.nama), 1):
            _put(page.cell(number, at), text)
        if not any(marks):
            page.cell(number, len(_FIXED)).fill = _GAP
        for at, mark in enumerate(marks, len(_FIXED) + 1):
            cell = page.cell(number, at)
            cell.border = _BOX
            if mark:
                _put(cell, mark.sign, middle=True)
    page.freeze_panes = page.cell(_TOP + 2, len(_FIXED) + 1)
    _printed(page)


def _heads(page: Any, found: Matrix) -> None:
    """The names of the objectives, and below them how many activities each has."""
    heads = (*_FIXED, *((column.nama, _COLUMN) for column in found.columns))
    for at, (name, width) in enumerate(heads, 1):
        cell = page.cell(_TOP, at)
        _put(cell, name, bold=True)
        cell.fill, cell.border = _HEAD, _BOX
        page.column_dimensions[get_column_letter(at)].width = width
    _put(page.cell(_TOP + 1, len(_FIXED)), "Jumlah kegiatan", bold=True)
    for at, column in enumerate(found.columns, len(_FIXED) + 1):
        cell = page.cell(_TOP + 1, at)
        count = found.supporting(column)
        cell.value, cell.border, cell.alignment = count, _BOX, Alignment(horizontal="center")
        if not count:
            cell.fill = _GAP


def _put(cell: Any, text: str, *, bold: bool = False, middle: bool = False) -> None:
    """Put ``text`` into ``cell``, as text whatever it begins with."""
    cell.value = escaped(text)[:LONGEST]
    cell.data_type = "s"
    cell.quotePrefix = text.startswith(STARTS)
    cell.font = Font(bold=bold)
    cell.alignment = Alignment(wrap_text=cell.row >= _TOP, vertical="top", horizontal="center" if middle else None)


def _printed(page: Any) -> None:
    """On paper: A4 across, as wide as one page, the heads and the names on every page."""
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = page.PAPERSIZE_A4
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.print_title_rows = f"{_TOP}:{_TOP + 1}"
