"""Cells of workbooks that are read, not filled in: text stays text, tables have heads, pages print on A4."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

from kgkesos.answers import Cell
from kgkesos.sheets.workbook import LONGEST, STARTS, escaped

_CUT = " ... (terpotong)"
_HEAD = "D9E2F3"
_EDGE = Side(style="thin", color="A6A6A6")


def heads(page: Any, row: int, heads: Sequence[str], widths: Sequence[int]) -> None:
    """Put the heads of a table into ``row``, and give its columns their widths."""
    for at, (head, width) in enumerate(zip(heads, widths, strict=True), 1):
        cell = page.cell(row, at)
        put(cell, head, bold=True, wrap=True)
        cell.fill = PatternFill("solid", fgColor=_HEAD)
        cell.border = Border(_EDGE, _EDGE, _EDGE, _EDGE)
        page.column_dimensions[get_column_letter(at)].width = width


def put(cell: Any, value: Cell, *, bold: bool = False, wrap: bool = False, indent: int = 0) -> None:
    """Put ``value`` into ``cell``; text stays text whatever it begins with, and is cut where Excel would refuse it."""
    if value is None or value == "":
        return
    if isinstance(value, str):
        held = escaped(value)
        cell.value = held if len(held) <= LONGEST else held[: LONGEST - len(_CUT)] + _CUT
        # openpyxl takes text with an equals sign in front for a formula.
        cell.data_type = "s"
        cell.quotePrefix = value.startswith(STARTS)
    else:
        cell.value = value
    cell.alignment = Alignment(wrap_text=wrap, vertical="top", indent=indent)
    cell.font = Font(bold=bold)


def printed(page: Any, top: int | None) -> None:
    """On paper: A4 across, as wide as one page, the heads (row ``top``, if any) on every page."""
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = page.PAPERSIZE_A4
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    if top is not None:
        page.print_title_rows = f"{top}:{top}"
