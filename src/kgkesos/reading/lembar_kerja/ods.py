"""OpenDocument workbooks (.ods): the file itself says what each cell shows, what is merged and what is hidden."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import IO

from lxml import etree

from kgkesos.errors import InputError
from kgkesos.reading import archive, file
from kgkesos.reading.excerpt import Source
from kgkesos.reading.lembar_kerja import texts, xml
from kgkesos.reading.lembar_kerja.cells import MOST_FILLED, MOST_MERGES
from kgkesos.reading.lembar_kerja.sheet import Merge, Place, Sheet
from kgkesos.reading.lembar_kerja.xlsx import LARGEST_FILE

_NUMBERS = frozenset({"float", "percentage", "currency"})
_DIGITS = re.compile(r"\d[\d.,\s]*")
# What stands in a cell and is not shown in it.
_NOTES = ("annotation",)
_LAST_ROW = 1_048_576
_LAST_COLUMN = 16_384


def load(path: Path) -> Source:
    """The shown text of the workbook ``path``; its ``remark`` says what was not read and why.

    Raises:
        InputError: the file cannot be read, is locked, damaged, no workbook, too large, or shows no text.
    """
    data = file.content(path, LARGEST_FILE)
    archive.check(path, data, "content.xml")
    remarks = []
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as opened:
            if b"encryption-data" in opened.read("META-INF/manifest.xml"):
                raise InputError(path, "berkas dikunci kata sandi; simpan ulang tanpa kata sandi (locked)")
            if any(name.startswith(("Basic/", "Scripts/")) for name in opened.namelist()):
                remarks.append("Makro di dalam berkas tidak dijalankan.")
            with opened.open("content.xml") as part:
                sheets = list(_sheets(path, part))
    except (etree.XMLSyntaxError, KeyError, ValueError, zipfile.BadZipFile, EOFError, OSError) as error:
        raise InputError(path, "berkas rusak: lembar di dalamnya tidak dapat dibaca (a damaged workbook)") from error
    return texts.source(path, sheets, hashlib.sha256(data).hexdigest(), remarks)


def _sheets(path: Path, part: IO[bytes]) -> Iterator[Sheet]:
    hidden: set[str] = set()
    for element in xml.elements(part, "style", "table"):
        if xml.name(element) == "style":
            said = element.find("{*}table-properties")
            if said is not None and xml.attribute(said, "display") == "false":
                hidden.add(xml.attribute(element, "name") or "")
            continue
        # A table inside a cell (a pasted text document) is no sheet.
        if element.getparent() is not None and xml.name(element.getparent()) != "spreadsheet":
            continue
        yield _Decoder(path, xml.attribute(element, "name") or "?").sheet(
            element, xml.attribute(element, "style-name") not in hidden
        )


@dataclass
class _Decoder:
    """Decodes one sheet; repeated rows and cells count once where they are empty, and are bounded where not."""

    path: Path
    name: str

    def sheet(self, table: etree._Element, visible: bool) -> Sheet:
        shown: dict[Place, str] = {}
        merges: list[Merge] = []
        rows: set[int] = set()
        columns: set[int] = set()
        at = 0
        for column in table.iter("{*}table-column"):
            count = _count(column, "number-columns-repeated", _LAST_COLUMN)
            if _is_hidden(column):
                columns.update(range(at, min(at + count, _LAST_COLUMN)))
            at += count
        at = 0
        for row in table.iter("{*}table-row"):
            count = _count(row, "number-rows-repeated", _LAST_ROW)
            filled = list(self._cells(row))
            if _is_hidden(row) and count < _LAST_ROW // 2:
                rows.update(range(at, at + count))
            for repeat in range(count if filled else 0):
                for column_at, text, spans in filled:
                    shown[at + repeat, column_at] = text
                    if spans != (1, 1):
                        merges.append(_merge(at + repeat, column_at, spans))
                if len(shown) > MOST_FILLED or len(merges) > MOST_MERGES:
                    reason = f"lembar {self.name} memuat terlalu banyak sel untuk sebuah dokumen (a sheet is too large)"
                    raise InputError(self.path, reason)
            at += count
        return Sheet(self.name, shown, tuple(merges), frozenset(rows), frozenset(columns), visible)

    def _cells(self, row: etree._Element) -> Iterator[tuple[int, str, tuple[int, int]]]:
        """The filled cells of ``row``: column, text, and how many rows and columns each spans."""
        at = 0
        for cell in row.iterchildren("{*}table-cell", "{*}covered-table-cell"):
            count = _count(cell, "number-columns-repeated", _LAST_COLUMN)
            text = _text(cell) if len(cell) and xml.name(cell) == "table-cell" else ""
            if text:
                spans = (
                    _count(cell, "number-rows-spanned", _LAST_ROW),
                    _count(cell, "number-columns-spanned", _LAST_COLUMN),
                )
                for repeat in range(count):
                    yield at + repeat, text, spans
            at += count


def _merge(row: int, column: int, spans: tuple[int, int]) -> Merge:
    return Merge(row, column, row + spans[0] - 1, column + spans[1] - 1)


def _count(element: etree._Element, name: str, most: int) -> int:
    return max(1, min(int(xml.attribute(element, name) or 1), most))


def _is_hidden(element: etree._Element) -> bool:
    if (xml.attribute(element, "visibility") or "visible") != "visible":
        return True
    # A folded group hides all that stands in it.
    groups = element.iterancestors("{*}table-row-group", "{*}table-column-group")
    return any(xml.attribute(group, "display") == "false" for group in groups)


def _text(cell: etree._Element) -> str:
    """What ``cell`` shows: its paragraphs, one a line; a number with decimal comma whatever the writer's language."""
    lines = ["".join(_pieces(paragraph)) for paragraph in cell.iterchildren("{*}p")]
    shown = "\n".join(lines).strip("\n")
    shown = shown if shown.strip() else ""
    kind, value = xml.attribute(cell, "value-type"), xml.attribute(cell, "value")
    if kind == "date":
        return _date(shown, xml.attribute(cell, "date-value") or "")
    return _number(shown, value) if kind in _NUMBERS and value else shown


def _pieces(element: etree._Element) -> Iterator[str]:
    yield element.text or ""
    for inner in element:
        if not isinstance(inner.tag, str):
            yield inner.tail or ""
            continue
        name = xml.name(inner)
        if name == "s":
            yield " " * _count(inner, "c", _LAST_COLUMN)
        elif name == "tab":
            yield " "
        elif name == "line-break":
            yield "\n"
        elif name not in _NOTES:
            yield from _pieces(inner)
        yield inner.tail or ""


def _number(shown: str, value: str) -> str:
    """``shown`` with a decimal comma and full stops between thousands, where it was written the other way round.

    >>> _number("12.5", "12.5"), _number("1,250.50", "1250.5"), _number("12,5", "12.5"), _number("95%", "0.95")
    ('12,5', '1.250,50', '12,5', '95%')
    """
    found = _DIGITS.search(shown)
    if not found or not any(sign in found.group() for sign in ".,"):
        return shown
    try:
        number = abs(Decimal(value)) * (100 if "%" in shown else 1)
        english = Decimal(re.sub(r"[,\s]", "", found.group()))
    except InvalidOperation:
        return shown
    places = -int(english.as_tuple().exponent)
    if english != number.quantize(Decimal(1).scaleb(-places)):
        return shown
    turned = found.group().translate(str.maketrans(",.", ".,"))
    return shown[: found.start()] + turned + shown[found.end() :]


def _date(shown: str, value: str) -> str:
    """A date with its day first; a year alone, or what names its month in letters, as it is shown."""
    found = re.match(r"(\d{4})-(\d{2})-(\d{2})", value)
    if not found or not re.fullmatch(r"\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}", shown):
        return shown
    return f"{found[3]}/{found[2]}/{found[1]}"
