"""Word files made for tests, part by part, as Word writes them."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    f'xmlns:r="{OFFICE}"'
)


def part(root: str, inner: str) -> str:
    """A part with this root, in the namespaces that the tests use."""
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{root} {NAMESPACES}>{inner}</w:{root}>'


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(text: str = "", properties: str = "") -> str:
    """A paragraph of one run, or of the runs given as XML."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{text if text.startswith('<') else run(text) if text else ''}</w:p>"


def item(text: str, number: int = 1, level: int = 0) -> str:
    """A paragraph of list ``number``."""
    return p(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def tc(inner: str, properties: str = "") -> str:
    """A cell: of one paragraph, or of the blocks given as XML."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner if inner.startswith('<') else p(inner)}</w:tc>"


def tbl(*rows: str, widths: tuple[int, ...] = ()) -> str:
    """A table of rows given as the XML of their cells."""
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return f"<w:tbl><w:tblGrid>{columns}</w:tblGrid>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def level(at: int, form: str, text: str, start: int = 1, more: str = "") -> str:
    """A level of a list, as numbering.xml has it."""
    inner = f'<w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/>'
    return f'<w:lvl w:ilvl="{at}">{inner}</w:lvl>'


def numbering(*lists: str, more: str = "") -> str:
    """The part with lists 1, 2 ..., each given by its levels; ``more`` adds numbers of lists."""
    abstract = "".join(f'<w:abstractNum w:abstractNumId="{at}">{one}</w:abstractNum>' for at, one in enumerate(lists))
    numbers = (f'<w:num w:numId="{at + 1}"><w:abstractNumId w:val="{at}"/></w:num>' for at, _ in enumerate(lists))
    return part("numbering", abstract + "".join(numbers) + more)


def write(path: Path, body: str, parts: Mapping[str, str] | None = None, *, raw: str | None = None) -> Path:
    """The Word file ``path``; ``parts`` maps the name of a part ("numbering", "header1") to its XML."""
    relations = "".join(
        f'<Relationship Id="r{name}" Type="{OFFICE}/{name.rstrip("0123456789")}" Target="{name}.xml"/>'
        for name in parts or {}
    )
    main = f'<Relationship Id="a" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("[Content_Types].xml", f'<Types xmlns="{_PACKAGE}/content-types"/>')
        file.writestr("_rels/.rels", f'<Relationships xmlns="{_PACKAGE}/relationships">{main}</Relationships>')
        file.writestr("word/document.xml", raw or part("document", f"<w:body>{body}</w:body>"))
        file.writestr(
            "word/_rels/document.xml.rels",
            f'<Relationships xmlns="{_PACKAGE}/relationships">{relations}</Relationships>',
        )
        for name, xml in (parts or {}).items():
            file.writestr(f"word/{name}.xml", xml)
    return path
