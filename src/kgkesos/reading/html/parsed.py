"""The tree of a web page, made without fetching anything, and which parts of it a browser shows."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from lxml import etree

from kgkesos.errors import InputError

Element = Any
# Tags and attributes: the longest page of an office has fewer, and more would fill the memory.
MOST_MARKS = 3_000_000
_UNSEEN = frozenset(
    ("head", "script", "style", "title", "template", "noscript", "object", "iframe", "svg", "select", "annotation")
)
_HIDING = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all)", re.IGNORECASE)
# The left and top sides of a box, and how many of them make a drawing.
_PLACED = re.compile(r"(?<![\w-])(?:left|top)\s*:\s*-?[\d.]+(?:px|pt|cm|mm|in|em|%)", re.IGNORECASE)
_FEWEST_PLACED = 3


def body(path: Path, text: str) -> Element:
    """The element of the page ``text`` (of the file ``path``) that holds what is shown.

    Raises:
        InputError: there is nothing in it, or it is only the frame around other pages.
    """
    if text.count("<") + text.count("=") > MOST_MARKS:
        raise InputError(path, "isi berkas terlalu besar; ini bukan dokumen biasa (too large)")
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(text.encode(), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise InputError(path, "berkas kosong: tidak ada teks di dalamnya (the file holds no text)") from error
    if root is None:
        raise InputError(path, "berkas kosong: tidak ada teks di dalamnya (the file holds no text)")
    if any("depth" in entry.message for entry in parser.error_log):
        raise InputError(path, "isinya bersarang terlalu dalam; ini bukan dokumen biasa (nested too deeply)")
    if root.find(".//frameset") is not None:
        reason = "halaman ini hanya bingkai; berikan lembar di dalam foldernya, atau simpan sebagai .xlsx (only frames)"
        raise InputError(path, reason)
    if _is_drawn(root):
        # Read in the order of the file, what stands apart on the page would be taken for one thing.
        raise InputError(path, "halaman ini digambar: letak kotaknya diatur sendiri; berikan PDF-nya (a drawn page)")
    return root


def _is_drawn(root: Element) -> bool:
    """Whether most of the text stands in boxes that the page puts at places of its own."""
    placed = [one for one in root.iter() if isinstance(one.tag, str) and len(_PLACED.findall(one.get("style", ""))) > 1]
    if len(placed) < _FEWEST_PLACED:
        return False
    whole = sum(len(text.strip()) for text in root.itertext())
    inside = sum(len(text.strip()) for one in placed for text in one.itertext())
    return 2 * inside > whole


def is_unseen(element: Element) -> bool:
    """Whether a browser never shows what stands in ``element``."""
    return not isinstance(element.tag, str) or element.tag in _UNSEEN


def is_hidden(element: Element) -> bool:
    """Whether the page hides ``element``."""
    return element.get("hidden") is not None or bool(_HIDING.search(element.get("style", "")))
