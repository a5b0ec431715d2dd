"""The parts of an .xlsx archive beside its sheets: which sheets there are, the shared strings, the number formats."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree

from kgkesos.reading.lembar_kerja import numbers, xml

_WORKBOOK = "xl/workbook.xml"
# Text of a cell stands in "t", plain or in runs ("r"); "rPh" holds how it is spoken, which is not shown.
_SPOKEN = "rPh"


@dataclass(frozen=True, slots=True)
class Listed:
    """A sheet of the workbook: its name, the part that holds it, whether it is shown."""

    name: str
    part: str
    visible: bool


@dataclass(frozen=True, slots=True)
class Book:
    """What the sheets refer to: ``strings`` by their number, the number ``formats`` by the style of a cell."""

    sheets: tuple[Listed, ...]
    strings: Sequence[str]
    formats: Sequence[str]
    from_1904: bool = False


def book(archive: zipfile.ZipFile) -> Book:
    """The workbook in ``archive``.

    Raises:
        etree.XMLSyntaxError, KeyError, ValueError: a part is damaged or missing.
    """
    targets = _targets(archive)
    sheets: list[Listed] = []
    from_1904 = False
    with archive.open(_WORKBOOK) as part:
        for element in xml.elements(part, "sheet", "workbookPr"):
            if xml.name(element) == "workbookPr":
                from_1904 = element.get("date1904") in ("1", "true")
                continue
            target = targets.get(xml.attribute(element, "id") or "")
            # A sheet of a chart alone has no cells.
            if target and "worksheets" in target:
                sheets.append(Listed(element.get("name") or "?", target, element.get("state") in (None, "visible")))
    return Book(tuple(sheets), _strings(archive), _formats(archive), from_1904)


def text(element: etree._Element) -> str:
    """The text of a string or of a cell that holds its own: its runs one after another."""
    pieces = (
        t.text or "" for t in element.iter("{*}t") if not any(xml.name(a) == _SPOKEN for a in t.iterancestors("{*}rPh"))
    )
    return xml.unescaped("".join(pieces))


def _targets(archive: zipfile.ZipFile) -> dict[str, str]:
    """The parts that the workbook names, by the name it gives them; what stands outside the file is none."""
    with archive.open("xl/_rels/workbook.xml.rels") as part:
        found = {
            element.get("Id") or "": element.get("Target") or ""
            for element in xml.elements(part, "Relationship")
            if element.get("TargetMode") != "External"
        }
    return {key: posixpath.normpath(posixpath.join("/xl", target)).lstrip("/") for key, target in found.items()}


def _strings(archive: zipfile.ZipFile) -> list[str]:
    if "xl/sharedStrings.xml" not in archive.namelist():
        return []
    with archive.open("xl/sharedStrings.xml") as part:
        return [text(element) for element in xml.elements(part, "si")]


def _formats(archive: zipfile.ZipFile) -> list[str]:
    """The number format of each style of a cell."""
    if "xl/styles.xml" not in archive.namelist():
        return []
    own: dict[int, str] = {}
    found: list[str] = []
    with archive.open("xl/styles.xml") as part:
        for element in xml.elements(part, "numFmt", "cellXfs"):
            if xml.name(element) == "numFmt":
                own[int(element.get("numFmtId") or 0)] = element.get("formatCode") or "General"
                continue
            numbered = [int(style.get("numFmtId") or 0) for style in element.iterchildren("{*}xf")]
            found = [own.get(number) or numbers.built_in(number) for number in numbered]
    return found
