"""One sheet of an .xlsx archive, decoded from its XML as it comes: what is empty costs no memory."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import IO

from lxml import etree

from kgkesos.reading.lembar_kerja import numbers, parts, xml
from kgkesos.reading.lembar_kerja.sheet import Merge, Place, Sheet

# More filled cells are a database, no document of an office.
MOST_FILLED = 300_000
MOST_MERGES = 50_000
_ADDRESS = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
_LETTERS = 26
_LAST_COLUMN = 16_384
# Digits of a number beyond these are not what was written, but what binary numbers make of it.
_EXACT = 15


class TooLargeError(Exception):
    """A sheet with more filled or merged cells than a document has."""


class Decoder:
    """Decodes sheets of ``book``; collects what the user should know of them."""

    def __init__(self, book: parts.Book) -> None:
        self._book = book
        self.without_value: list[str] = []
        self.faults: list[str] = []

    def sheet(self, listed: parts.Listed, part: IO[bytes]) -> Sheet:
        """The sheet ``listed``, whose XML is ``part``.

        Raises:
            TooLargeError: it has too many filled or merged cells.
            etree.XMLSyntaxError, ValueError: it is damaged.
        """
        texts: dict[Place, str] = {}
        merges: list[Merge] = []
        rows: set[int] = set()
        columns: set[int] = set()
        number, column, where = 0, -1, f"lembar {listed.name}, sel "
        for element in xml.elements(part, "c", "row", "col", "mergeCell"):
            kind = xml.name(element)
            if kind == "c":
                found = _ADDRESS.fullmatch(element.get("r") or "")
                row = int(found[2]) - 1 if found else number
                column = _column(found[1]) if found else column + 1
                if len(element) and (text := self._text(element, where + (element.get("r") or "?"))):
                    texts[row, column] = text
            elif kind == "row":
                row = int(element.get("r") or number + 1) - 1
                number, column = row + 1, -1
                if _true(element.get("hidden")):
                    rows.add(row)
            elif kind == "col":
                if _true(element.get("hidden")):
                    last = min(int(element.get("max") or 1), _LAST_COLUMN)
                    columns.update(range(int(element.get("min") or 1) - 1, last))
            elif merge := _merge(element.get("ref") or ""):
                merges.append(merge)
            if len(texts) > MOST_FILLED or len(merges) > MOST_MERGES:
                raise TooLargeError(listed.name)
        return Sheet(listed.name, texts, tuple(merges), frozenset(rows), frozenset(columns), listed.visible)

    def _text(self, cell: etree._Element, place: str) -> str:
        """What ``cell`` shows; empty where that is white space. Blanks in front stay: a tree may stand on them."""
        text = self._shown(cell, place).strip("\n")
        return text if text.strip() else ""

    def _shown(self, cell: etree._Element, place: str) -> str:
        kind = cell.get("t") or "n"
        if kind == "inlineStr":
            return parts.text(cell)
        value: str | None = cell.findtext("{*}v")
        if value is None or (value == "" and kind != "str"):
            if cell.find("{*}f") is not None:
                self.without_value.append(place)
            return ""
        if kind == "s":
            at = int(value)
            return self._book.strings[at] if 0 <= at < len(self._book.strings) else ""
        if kind == "b":
            return "TRUE" if value.strip() == "1" else "FALSE"
        if kind == "e":
            self.faults.append(f"{place}: {value}")
            return value
        if kind in ("str", "d"):
            return xml.unescaped(value)
        return self._number(value, cell.get("s"))

    def _number(self, value: str, style: str | None) -> str:
        try:
            number = Decimal(value.strip())
        except InvalidOperation:
            return value
        if not number.is_finite():
            return value
        # A workbook keeps the nearest binary number; as a person wrote it, that is its shortest decimal.
        number = Decimal(repr(float(number))) if len(number.as_tuple().digits) > _EXACT else number
        at = int(style or 0)
        code = self._book.formats[at] if 0 <= at < len(self._book.formats) else "General"
        return numbers.show(number, code, from_1904=self._book.from_1904)


def _true(value: str | None) -> bool:
    return value in ("1", "true")


def _column(name: str) -> int:
    at = 0
    for letter in name:
        at = at * _LETTERS + ord(letter) - ord("A") + 1
    return at - 1


def _merge(reference: str) -> Merge | None:
    first, _, last = reference.partition(":")
    a, b = _ADDRESS.fullmatch(first), _ADDRESS.fullmatch(last)
    if not a or not b:
        return None
    top, bottom = sorted((int(a[2]) - 1, int(b[2]) - 1))
    left, right = sorted((_column(a[1]), _column(b[1])))
    return Merge(top, left, bottom, right)
