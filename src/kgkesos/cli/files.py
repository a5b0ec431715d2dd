"""Files that the commands write: whole or not at all, and never over what they were read from."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from kgkesos.cli import show
from kgkesos.errors import InputError, StoreError

if TYPE_CHECKING:
    from kgkesos.records import Work


WORKBOOK, PIXELS = ".xlsx", ".png"


def json_of(data: object) -> bytes:
    """``data`` as JSON for people and programs, in UTF-8."""
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def write(output: Path, data: bytes, read: Sequence[Path] = (), *, over: bool = False) -> None:
    """Write the workbook ``data`` as the file ``output``, over another only where ``over`` allows it.

    Raises:
        InputError: as :func:`hold` does.
        StoreError: it cannot be written.
    """
    hold(output, read, (WORKBOOK,), over=over)
    write_data(output, data)


def hold(output: Path, read: Sequence[Path], ends: Sequence[str], *, over: bool) -> None:
    """Let ``output`` be written.

    Raises:
        InputError: ``output`` ends as none of ``ends`` (where there are any), is one of the files that were ``read``,
            or is there already and not to be written ``over``: a planner may have worked on it.
    """
    if any(output.exists() and path.exists() and output.samefile(path) for path in read):
        raise InputError(output, "keluaran tidak boleh menimpa berkas yang dibaca (would overwrite its own input)")
    if ends and output.suffix.lower() not in ends:
        named = " atau ".join(ends)
        what = "keluaran ini buku kerja Excel; " if WORKBOOK in ends else ""
        raise InputError(output, f"{what}beri nama berakhiran {named} (name it {ends[0]})")
    if output.exists() and not over:
        raise InputError(output, "berkas sudah ada; beri nama lain, atau --timpa untuk menggantinya (exists already)")


def write_data(output: Path, data: bytes) -> None:
    """Write ``data`` as the file ``output``, whole or not at all.

    Raises:
        StoreError: as :func:`write_whole` does.
    """

    def wrote(out: BinaryIO) -> None:
        out.write(data)

    write_whole(output, wrote)


def write_whole(output: Path, wrote: Callable[[BinaryIO], None]) -> None:
    """Write the file ``output`` by ``wrote``: into a file beside it first, so that what stood there stays until then.

    Raises:
        StoreError: it is a folder, or cannot be written.
    """
    if output.is_dir():
        raise StoreError(output, "ini folder, bukan berkas; sebutkan nama berkasnya (is a folder, not a file)")
    partial = output.with_name(f".{output.name}.partial")
    try:
        with partial.open("wb") as out:
            wrote(out)
        partial.replace(output)
    except OSError as error:
        raise StoreError(output, f"tidak dapat ditulis: {error.strerror} (cannot be written)") from error
    finally:
        with contextlib.suppress(OSError):
            partial.unlink(missing_ok=True)


def write_workbook(works: Sequence[Work], files: Sequence[Path], output: Path | None, *, over: bool = False) -> None:
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
    write(target, data, files, over=over)
    show.note(show.said("ditulis: {}", target))
