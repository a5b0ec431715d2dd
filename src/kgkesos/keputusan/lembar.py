"""A list of decisions that was filled in as an Excel workbook: every sheet that has its columns."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from kgkesos.errors import InputError
from kgkesos.reading import archive

if TYPE_CHECKING:
    from kgkesos.keputusan.berkas import Baris

Head = Callable[[Path, str, Sequence[str]], tuple[str, ...]]
_WORKBOOK = "xl/workbook.xml"
# By this column a sheet is known to be a list of decisions; others (help, notes) are passed over.
_MARK = "putusan"
_DATES = frozenset({"tanggal"})
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


def rows(path: Path, data: bytes, head: Head) -> Iterator[Baris]:
    """The rows of the workbook ``data`` under the columns that ``head`` accepts.

    Raises:
        InputError: it is no workbook, no sheet of it is a list of decisions, or Excel made a date of a text.
    """
    import openpyxl

    from kgkesos.keputusan.berkas import Baris

    archive.check(path, data, _WORKBOOK)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
            sheets = {page.title: list(page.iter_rows(values_only=True)) for page in book.worksheets}
        except (KeyError, ValueError, TypeError, AttributeError, OSError) as error:
            raise InputError(path, f"buku kerja ini rusak: {error} (a damaged workbook)") from error
    taken = 0
    for title, cells in sheets.items():
        first = [str(cell or "") for cell in cells[0]] if cells else []
        if _MARK not in [name.strip().casefold() for name in first]:
            continue
        taken += 1
        columns = head(path, f"lembar {title}, baris 1", first)
        for number, row in enumerate(cells[1:], 2):
            where = f"lembar {title}, baris {number}"
            isi = {
                name: _text(path, f"{where}, kolom {name}", cell, dated=name in _DATES)
                for name, cell in zip(columns, row, strict=False)
            }
            if any(isi.values()):
                yield Baris(where, isi)
    if not taken:
        raise InputError(path, f"tidak ada lembar dengan kolom {_MARK!r} (no sheet is a list of decisions)")


def _text(path: Path, where: str, cell: object, *, dated: bool) -> str:
    if cell is None:
        return ""
    if isinstance(cell, date | datetime):
        if dated:
            return cell.isoformat()[:10]
        why = f"{where}: Excel mengubah isi sel ini menjadi tanggal; jadikan sel itu teks (Excel made a date of it)"
        raise InputError(path, why)
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), str(cell))
