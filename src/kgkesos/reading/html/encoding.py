"""From the bytes of a web page to its characters: as its mark or its own words say, else UTF-8, never guessed."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from kgkesos.errors import InputError
from kgkesos.reading.archive import OLE, ZIP

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAID = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]+)|^\s*<\?xml[^>]{0,200}?encoding=[\"']([\w-]+)", re.I
)
# How far into a page its encoding may be said.
_HEAD = 4096
# What pages call the encodings that differ in more than a sign; Python knows other things by such names, too.
_KNOWN = re.compile(r"utf-?8|(?:us-)?ascii|windows-\d{3,4}|iso-8859-\d{1,2}|macintosh", re.I)
# Browsers read these as Windows-1252, of which they are a part, and so do the programs that write them.
_WINDOWS = re.compile(r"iso-8859-1|(?:us-)?ascii|windows-1252", re.I)
_OTHERS = (OLE, ZIP, b"%PDF", b"{\\rtf", b"MIME-Version")
_TAG = re.compile(r"<[a-z!/]", re.I)


def decoded(path: Path, data: bytes) -> str:
    """The characters of ``data``, the content of ``path``.

    Raises:
        InputError: it is no web page, or not of the encoding that it says.
    """
    if data.startswith(_OTHERS):
        raise InputError(path, "isinya tidak sesuai dengan akhiran namanya (the content is not what the name says)")
    name = next((name for mark, name in _MARKS if data.startswith(mark)), None) or _said(path, data)
    try:
        text = data.decode(name)
    except UnicodeDecodeError as error:
        shown = name.removesuffix("-sig")
        reason = f"bukan {shown} (bita ke-{error.start}); simpan ulang sebagai UTF-8 (not {shown}: save it as UTF-8)"
        raise InputError(path, reason) from None
    if "\0" in text:
        raise InputError(path, "ini berkas biner, bukan halaman web (a binary file)")
    if text.strip() and not _TAG.search(text):
        raise InputError(path, "isinya tidak sesuai dengan akhiran namanya: tidak ada HTML di dalamnya (no HTML in it)")
    return text


def _said(path: Path, data: bytes) -> str:
    found = _SAID.search(data[:_HEAD])
    said = (found[1] or found[2]).decode("ascii", "replace") if found else "utf-8"
    if said.lower().startswith("utf-16"):
        # The words that say so could not be read if it were.
        return "utf-8"
    if _WINDOWS.fullmatch(said):
        return "cp1252"
    try:
        known = codecs.lookup(said).name if _KNOWN.fullmatch(said) else None
    except LookupError:
        known = None
    if known is None:
        raise InputError(path, f"pengodean {said} tidak dikenal; simpan ulang sebagai UTF-8 (save it as UTF-8)")
    return known
