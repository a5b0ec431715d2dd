"""Workbooks made in tests: a document of text as the sheet that an office would have of it."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest
from table_renderings import parts


def of_text(text: str, path: Path, sheet: str = "Lembar 1") -> Path:
    """``text`` as a workbook: the cells of its tables as cells, every other line in column A."""
    book = openpyxl.Workbook()
    page = book.active
    page.title = sheet
    at = 0
    for part in parts(text):
        rows = [[part]] if isinstance(part, str) else part
        for row in rows:
            at += 1
            for column, value in enumerate(row, 1):
                if value.strip("\f "):
                    write(page, at, column, value.strip("\f"))
    book.save(path)
    return path


def write(page: object, row: int, column: int, value: str) -> None:
    """``value`` as text, whatever it begins with."""
    cell = page.cell(row, column)  # type: ignore[attr-defined]
    cell.value = value
    cell.data_type = "s"


def converted(path: Path, suffix: str) -> Path:
    """The workbook ``path`` saved by LibreOffice in another format; the test is skipped where that is missing."""
    if not shutil.which("soffice"):
        pytest.skip("soffice (LibreOffice Calc) is not installed")
    profile = path.parent / "profile"
    command = ["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", suffix.lstrip(".")]
    subprocess.run([*command, "--outdir", str(path.parent), str(path)], check=True, capture_output=True, timeout=180)
    return path.with_suffix(suffix)
