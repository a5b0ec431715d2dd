"""Files that the commands write: whole or not at all, and never over what they were read from."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from kgkesos.errors import InputError, StoreError

if TYPE_CHECKING:
    from kgkesos.records import Work


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


def write_workbook(works: Sequence[Work], files: Sequence[Path], output: Path | None) -> None:
    """The one document of ``works``, read from ``files``, as a workbook; without ``output`` it is named after its key.

    Raises:
        InputError: there are several documents, or the kind of this one has no form.
        StoreError: the file cannot be written.
    """
    from kgkesos.sheets import document

    if len(works) > 1:
        raise InputError(files[0], "berkas-berkas ini bukan satu dokumen; tulis satu per satu (several documents)")
    data = document.written(works[0])
    target = output or Path(f"{works[0].key}.xlsx")
    write(target, data, files)
    typer.echo(f"ditulis: {target}", err=True)
