"""Cells of workbooks that tell what was found: text stays text, a number a number, an address a link."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink

from kgkesos.sheets import kertas
from kgkesos.sheets.workbook import LONGEST, STARTS, escaped

_CUT = " ... (terpotong)"
_HEAD = "D9E2F3"
_EDGE = Side(style="thin", color="A6A6A6")
# The height of a line and of the highest row that Excel has, in points; so much more room words take than letters.
_LINE, _HIGHEST, _LOOSE = 15, 409, 1.15
_LINK = Font(color="0563C1", underline="single")
# The longest address that Excel opens.
_LONGEST_ADDRESS = 2_079
# The longest name of a sheet, in Excel.
_NAME_LIMIT = 31


def put(cell: Any, value: object, *, bold: bool = False, wrap: bool = False, indent: int = 0) -> None:
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
    # A cell is indented only from a side that it says.
    cell.alignment = Alignment(wrap_text=wrap, vertical="top", horizontal="left" if indent else None, indent=indent)
    cell.font = Font(bold=bold)


def heads(page: Any, row: int, titles: Sequence[str], widths: Sequence[int]) -> None:
    """Write the heads of a table into ``row``, and make its columns so wide."""
    for at, (head, width) in enumerate(zip(titles, widths, strict=True), 1):
        cell = page.cell(row, at)
        put(cell, head, bold=True, wrap=True)
        cell.fill = PatternFill("solid", fgColor=_HEAD)
        cell.border = Border(_EDGE, _EDGE, _EDGE, _EDGE)
        page.column_dimensions[get_column_letter(at)].width = width


def moved(page: Any, top: int, columns: int, rows: int) -> None:
    """A table of so many ``columns`` and ``rows`` below its heads in row ``top``: these stay in sight and filter."""
    page.auto_filter.ref = f"A{top}:{get_column_letter(columns)}{top + rows}"
    page.freeze_panes = page.cell(top + 1, 1)


def lead(cell: Any, address: str) -> None:
    """Lead from ``cell`` to ``address``, where Excel can open one so long."""
    if len(address) <= _LONGEST_ADDRESS:
        cell.hyperlink = Hyperlink(ref=cell.coordinate, target=address)
        cell.font = _LINK


def lead_inside(cell: Any, sheet: str) -> None:
    """Lead from ``cell`` to the sheet of that name."""
    cell.hyperlink = Hyperlink(cell.coordinate, location=f"'{sheet}'!A1")
    cell.font = _LINK


def fit(page: Any, row: int, values: Sequence[object], widths: Sequence[int]) -> None:
    """Make ``row`` as high as its wrapped cells need: not every program does so itself when it prints."""
    lines = [_lines(str(value), width) for value, width in zip(values, widths, strict=True) if value is not None]
    page.row_dimensions[row].height = min(_LINE * max(lines, default=1), _HIGHEST)


def _lines(text: str, width: int) -> int:
    """How many lines ``text`` takes at most in a column so wide: words are not broken, so some room stays free."""
    return sum(1 + int(len(line) * _LOOSE) // width for line in text.split("\n"))


def sheet_names(wanted: Iterable[str], taken: Iterable[str] = (), mark: str = " ") -> list[str]:
    """A name for each sheet: the one ``wanted``, cut to what Excel takes, none twice in any letters or ``taken``.

    Of names alike the second ends in ``mark`` and 2.
    """
    used = {name.casefold() for name in taken}
    names = []
    for plain in wanted:
        name, number = plain[:_NAME_LIMIT].strip(), 1
        while name.casefold() in used:
            number += 1
            ending = f"{mark}{number}"
            name = plain[: _NAME_LIMIT - len(ending)].strip() + ending
        used.add(name.casefold())
        names.append(name)
    return names


def printed(page: Any, top: int, bottom: int | None = None) -> None:
    """On paper: as ``kertas`` says, the heads in rows ``top`` to ``bottom`` on every page."""
    kertas.prepare(page)
    page.print_title_rows = f"{top}:{bottom or top}"
