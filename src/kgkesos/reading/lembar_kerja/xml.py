"""The XML of a workbook, element by element: nothing declared is unfolded, nothing fetched, what was seen is let go."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import IO

from lxml import etree

# What Office writes for a sign that XML cannot hold: "_x000D_".
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def elements(part: IO[bytes], *names: str) -> Iterator[etree._Element]:
    """The elements called one of ``names``, whatever their namespace, each with what it holds, in their order.

    An element is emptied when the next one is asked for, so that a part of any length takes little memory.

    Raises:
        etree.XMLSyntaxError: the part is no well-formed XML.
    """
    tags = [f"{{*}}{name}" for name in names]
    for _, element in etree.iterparse(part, tag=tags, resolve_entities=False, no_network=True, load_dtd=False):
        yield element
        element.clear()
        while element.getprevious() is not None:
            del element.getparent()[0]


def name(element: etree._Element) -> str:
    """The name of ``element`` without its namespace."""
    return str(etree.QName(element).localname)


def attribute(element: etree._Element, local: str) -> str | None:
    """The attribute called ``local`` in whatever namespace."""
    return next((str(value) for key, value in element.attrib.items() if etree.QName(key).localname == local), None)


def unescaped(text: str) -> str:
    """``text`` with the signs that Office wrote as "_x000D_"; line ends are ``\\n``."""
    if "_x" in text:
        text = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
    return text.replace("\r\n", "\n").replace("\r", "\n")
