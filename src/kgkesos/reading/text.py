"""From the bytes of a text file to a Source, or one clear sentence why not."""

from __future__ import annotations

import hashlib
from pathlib import Path

from kgkesos.errors import InputError
from kgkesos.reading.excerpt import Source

SUFFIXES = frozenset({".txt", ".md"})
# Real documents of these kinds hold well under 1 MB of text; beyond this the file is something else.
LARGEST_FILE = 5_000_000
LONGEST_LINE = 200_000


def load(path: Path) -> Source:
    """The decoded text of ``path``.

    UTF-8 (with or without BOM) and UTF-16 with BOM are decoded; nothing is guessed, since a wrong guess changes words.

    Raises:
        InputError: the file is missing, a folder, unreadable, empty, too large, binary or in another encoding.
    """
    data = _bytes(path)
    text = _decoded(path, data)
    if not text.strip():
        raise InputError(path, "berkas kosong: tidak ada teks di dalamnya (the file holds no text)")
    longest = max(map(len, text.split("\n")))
    if longest > LONGEST_LINE:
        raise InputError(path, f"satu baris berisi {longest:,} karakter; ini bukan teks dokumen (a line is too long)")
    return Source.of(text, hashlib.sha256(data).hexdigest())


def _bytes(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise InputError(path, "ini folder, bukan berkas (a folder, not a file)")
        if path.exists() and not path.is_file():
            raise InputError(path, "ini bukan berkas biasa (not a regular file)")
        size = path.stat().st_size
        if size > LARGEST_FILE:
            raise InputError(path, f"berkas terlalu besar: {size:,} bita, paling banyak {LARGEST_FILE:,} (too large)")
        return path.read_bytes()
    except FileNotFoundError:
        raise InputError(path, "berkas tidak ada (no such file)") from None
    except OSError as error:
        raise InputError(path, f"berkas tidak dapat dibuka ({error.strerror}) (cannot be opened)") from error


def _decoded(path: Path, data: bytes) -> str:
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    if encoding == "utf-8-sig" and b"\x00" in data:
        raise InputError(path, "ini berkas biner, bukan teks (a binary file, not text)")
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise InputError(
            path,
            f"bukan UTF-8 (bita ke-{error.start}); simpan ulang sebagai UTF-8 (not UTF-8: save it as UTF-8)",
        ) from None
