"""Files that the commands write: whole or not at all, and never over what they were read from."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from pathlib import Path

from kgkesos.errors import InputError, StoreError


def write(output: Path, data: bytes, read: Sequence[Path] = ()) -> None:
    """Write ``data`` as the file ``output``; what stood there stays until all of it is written.

    Raises:
        InputError: ``output`` is one of the files that were ``read``.
        StoreError: it cannot be written.
    """
    if any(output.exists() and path.exists() and output.samefile(path) for path in read):
        raise InputError(output, "keluaran tidak boleh menimpa berkas yang dibaca (would overwrite its own input)")
    partial = output.with_name(f".{output.name}.partial")
    try:
        partial.write_bytes(data)
        partial.replace(output)
    except OSError as error:
        with contextlib.suppress(OSError):
            partial.unlink(missing_ok=True)
        raise StoreError(output, f"tidak dapat ditulis: {error.strerror} (cannot be written)") from error
