"""The bytes of a file: read once, whole, and only where it is an ordinary file of a size that a document has."""

from __future__ import annotations

from pathlib import Path

from kgkesos.errors import InputError


def content(path: Path, largest: int) -> bytes:
    """The bytes of the file ``path``, at most ``largest``.

    Raises:
        InputError: it is missing, a folder, no ordinary file, empty, too large, unreadable, or it changed meanwhile.
    """
    try:
        if path.is_dir():
            raise InputError(path, "ini folder, bukan berkas (a folder, not a file)")
        if path.exists() and not path.is_file():
            raise InputError(path, "ini bukan berkas biasa (not a regular file)")
        before = path.stat()
        if before.st_size > largest:
            size = f"{before.st_size:,} bita, paling banyak {largest:,}"
            raise InputError(path, f"berkas terlalu besar: {size} (too large)")
        data = path.read_bytes()
        after = path.stat()
    except FileNotFoundError:
        raise InputError(path, "berkas tidak ada (no such file)") from None
    except OSError as error:
        raise InputError(path, f"berkas tidak dapat dibuka ({error.strerror}) (cannot be opened)") from error
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns) or len(data) != after.st_size:
        raise InputError(path, "berkas berubah ketika dibaca; coba lagi (the file changed while it was read)")
    if not data:
        raise InputError(path, "berkas kosong: tidak ada teks di dalamnya (the file holds no text)")
    return data
