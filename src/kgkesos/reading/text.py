"""From the bytes of a text file to a Source, or one clear sentence why not."""

from __future__ import annotations

import codecs
import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from kgkesos.errors import InputError
from kgkesos.reading import file
from kgkesos.reading.excerpt import Source

# Real documents of these kinds hold well under 1 MB of text; beyond this the file is something else.
LARGEST_FILE = 5_000_000
LONGEST_LINE = 200_000
# The marks that say how a file is encoded; the longer ones first, since one begins another.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# UTF-16 without a mark is told by the zero bytes of its Latin letters: nearly all on one side, none on the other.
_FEWEST_ZEROS = 0.9
_CONTROLS = re.compile("[\0-\x08\x0e-\x1a]")
# Windows-1252's own signs (quotes, dashes, bullet, no-break space ...), each where such a sign stands and no letter of
# another code page does: not between two letters, but for the apostrophe.
_WINDOWS_SIGNS = frozenset("‘’“”•–—…\xa0±×·°²³½¼™®©«»")
_IN_A_WORD = re.compile(r"(?<=[^\W\d_])[^\x00-\x7f’](?=[^\W\d_])")


@dataclass(frozen=True, slots=True)
class _Decoded:
    text: str
    remark: str | None = None


def load(path: Path) -> Source:
    """The decoded text of ``path``.

    UTF-8, UTF-16 and UTF-32 are decoded; Windows-1252 only where every sign beyond ASCII is one of its marks of
    punctuation, and the source's ``remark`` says so. Nothing is guessed, since a wrong guess changes words. Lines
    that end in a carriage return alone end in a line feed in the decoded text, one for one.

    Raises:
        InputError: the file is missing, a folder, unreadable, empty, too large, binary or in another encoding.
    """
    data = file.content(path, LARGEST_FILE)
    decoded = _decoded(path, data)
    source = Source.of(_with_line_feeds(decoded.text), hashlib.sha256(data).hexdigest(), decoded.remark)
    return bounded(path, source)


def bounded(path: Path, source: Source, pictures: int = 0) -> Source:
    """``source`` itself, where it has as much text as a document has; ``path`` is its file.

    Raises:
        InputError: it has no text (``pictures`` says whether there are pictures instead), or more than a document has.
    """
    if not source.text.strip():
        if pictures:
            raise InputError(path, "berkas ini hanya memuat gambar, tanpa teks yang dapat dibaca (pictures, no text)")
        raise InputError(path, "berkas kosong: tidak ada teks di dalamnya (the file holds no text)")
    if len(source.text) > LARGEST_FILE:
        raise InputError(path, f"teksnya terlalu panjang: {len(source.text):,} karakter (too much text)")
    longest = max(map(len, source.text.split("\n")))
    if longest > LONGEST_LINE:
        raise InputError(path, f"satu baris berisi {longest:,} karakter; ini bukan teks dokumen (a line is too long)")
    return source


def _decoded(path: Path, data: bytes) -> _Decoded:
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), None) or _utf16_without_mark(data)
    try:
        decoded = _Decoded(data.decode(encoding or "utf-8"))
    except UnicodeDecodeError as error:
        decoded = _windows(path, data, error)
    if _is_binary(decoded.text):
        raise InputError(path, "ini berkas biner, bukan teks (a binary file, not text)")
    return decoded


def _utf16_without_mark(data: bytes) -> str | None:
    if not data or len(data) % 2:
        return None
    even, odd = data[::2], data[1::2]
    few = _FEWEST_ZEROS * len(even)
    for high, low, name in ((odd, even, "utf-16-le"), (even, odd, "utf-16-be")):
        if high.count(0) >= few and not low.count(0):
            return name
    return None


def _windows(path: Path, data: bytes, fault: UnicodeDecodeError) -> _Decoded:
    """``data`` as Windows-1252, where that is sure."""
    if b"\x00" in data or fault.encoding != "utf-8":
        raise InputError(path, "ini berkas biner, bukan teks (a binary file, not text)") from None
    reason = f"bukan UTF-8 (bita ke-{fault.start}); simpan ulang sebagai UTF-8 (not UTF-8: save it as UTF-8)"
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        raise InputError(path, reason) from None
    signs = {c for c in text if not c.isascii()}
    if not signs <= _WINDOWS_SIGNS or _IN_A_WORD.search(text):
        raise InputError(path, reason) from None
    shown = " ".join(sorted(signs - {"\xa0"})) or "spasi tetap"
    return _Decoded(text, f"Berkas ini bukan UTF-8; dibaca sebagai Windows-1252 karena tandanya hanya {shown}.")


def _is_binary(text: str) -> bool:
    """Whether there is a NUL among the characters, or so many other control characters that this is no text."""
    return "\0" in text or len(_CONTROLS.findall(text)) > len(text) * (1 - _FEWEST_ZEROS)


def _with_line_feeds(text: str) -> str:
    """``text`` with its lines ended by a line feed where a carriage return alone ends most of them."""
    alone = text.count("\r") - text.count("\r\n")
    return text.replace("\r", "\n") if alone > text.count("\n") else text
