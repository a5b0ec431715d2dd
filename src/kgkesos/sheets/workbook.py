"""Forms as an Excel workbook: looks, drop-down lists, and text that stays text whatever it begins with."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import openpyxl
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from kgkesos.sheets import arsip, kertas
from kgkesos.sheets.form import Choice, Form, Held

# What Excel takes for a formula, or for a sign that text follows; such text is marked as text (quotePrefix).
STARTS = ("=", "+", "-", "@", "'")
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|_x(?=[0-9A-Fa-f]{4}_)")
LONGEST = 32_767
# Rows below the last that drop-down lists serve as well: what is added has them, too.
_SPARE = 200
# The height of a line of text, in points.
_LINE = 15
_FILL = {"head": "D9E2F3", "label": "F2F2F2", "example": "FFF2CC"}
_EDGE = Side(style="thin", color="A6A6A6")


def save(forms: Sequence[Form], hidden: Sequence[Form] = ()) -> bytes:
    """The workbook that holds ``forms``, and the sheets ``hidden``, which are not shown until they are asked for."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for form in (*forms, *hidden):
        page = book.create_sheet(form.name)
        _write(page, form)
        page.sheet_state = "hidden" if form in hidden else "visible"
    return arsip.packed(book)


def address(form: Form, row: int, column: int) -> str:
    """The place of a cell, counted from 0: "lembar IKU, sel C5"."""
    return f"lembar {form.name}, sel {get_column_letter(column + 1)}{row + 1}"


def escaped(text: str) -> str:
    """``text`` with the signs that XML cannot hold written as Office writes them: "_x000B_"."""
    return _UNWRITABLE.sub(lambda match: f"_x{ord(match.group()[0]):04X}_" + match.group()[1:], text)


def _write(page: Any, form: Form) -> None:
    for at, width in enumerate(form.widths, 1):
        page.column_dimensions[get_column_letter(at)].width = width
    for number, lines in _lines(form).items():
        # Excel fits the height of a row to its cells, but not to merged ones.
        page.row_dimensions[number].height = _LINE * lines
    for number, row in enumerate(form.rows, 1):
        for column, cell in enumerate(row, 1):
            if cell is not None:
                _cell(page.cell(number, column), cell)
                if cell.wide > 1 or cell.tall > 1:
                    ends = {"end_row": number + cell.tall - 1, "end_column": column + cell.wide - 1}
                    page.merge_cells(start_row=number, start_column=column, **ends)
    if form.frozen:
        page.freeze_panes = page.cell(form.frozen + 1, 1)
    for choice in form.choices:
        _choice(page, form, choice)
    kertas.prepare(page)


def _lines(form: Form) -> Mapping[int, int]:
    """How many lines each row that holds a merged cell, or a part of one, must have room for."""
    needed: dict[int, int] = {}
    merged: set[int] = set()
    for number, row in enumerate(form.rows, 1):
        for at, cell in enumerate(row):
            if cell:
                lines = -(-len(cell.text) // sum(form.widths[at : at + cell.wide]))
                over = range(number, number + cell.tall)
                needed |= {one: max(needed.get(one, 1), -(-lines // cell.tall)) for one in over}
                merged |= set(over) if cell.tall > 1 or cell.wide > 1 else set()
    return {number: lines for number, lines in needed.items() if number in merged}


def _cell(cell: Any, held: Held) -> None:
    cell.value = escaped(held.text)
    # openpyxl takes text with an equals sign in front for a formula.
    cell.data_type = "s"
    cell.quotePrefix = held.text.startswith(STARTS)
    table = held.look in ("text", "head", "example")
    cell.alignment = Alignment(wrap_text=table, vertical="top")
    cell.font = Font(bold=held.look in ("title", "head", "label"), italic=held.look == "example")
    if held.look in _FILL:
        cell.fill = PatternFill("solid", fgColor=_FILL[held.look])
    if held.look in ("head", "example"):
        cell.border = Border(_EDGE, _EDGE, _EDGE, _EDGE)


def _choice(page: Any, form: Form, choice: Choice) -> None:
    """A drop-down list: it proposes, and refuses nothing."""
    listed = DataValidation("list", formula1=f'"{",".join(choice.words)}"', allow_blank=True, showErrorMessage=False)
    look = "head" if choice.below else "title"
    for number, row in enumerate(form.rows, 1):
        for column, cell in enumerate(row, 1):
            if cell and cell.look == look and cell.text.upper().startswith(choice.heads):
                letter = get_column_letter(column)
                under = f"{letter}{number + 1}:{letter}{len(form.rows) + _SPARE}"
                listed.add(under if choice.below else f"{letter}{number}")
    if listed.sqref:
        page.add_data_validation(listed)
