"""The table of objectives and activities as an Excel workbook: objectives across, activities down."""

from __future__ import annotations

from typing import Any

import openpyxl
from openpyxl.styles import Alignment, Border, PatternFill, Side
from openpyxl.utils import get_column_letter

from kgkesos.matriks.model import SIGNS, Matrix
from kgkesos.sheets import arsip, sel

_SHEET = "Matriks"
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
    for name, (_, part) in zip(sel.sheet_names(key for key, _ in parts), parts, strict=True):
        _sheet(book.create_sheet(name), part)
    return arsip.packed(book, found.build)


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
                _put(cell, mark.sign)
                cell.alignment = Alignment(wrap_text=True, vertical="top", horizontal="center")
    page.freeze_panes = page.cell(_TOP + 2, len(_FIXED) + 1)
    sel.printed(page, _TOP, _TOP + 1)


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


def _put(cell: Any, text: str, *, bold: bool = False) -> None:
    sel.put(cell, text, bold=bold, wrap=cell.row >= _TOP)
