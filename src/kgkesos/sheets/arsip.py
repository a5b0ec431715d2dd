"""A workbook as the bytes of its file: of a build it is as old as that, so that the same one is the same bytes."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.writer.excel import ExcelWriter

from kgkesos import builds


class _Dated(ZipFile):
    """An archive each part of which was made at ``made``."""

    def __init__(self, out: IO[bytes], made: datetime) -> None:
        super().__init__(out, "w", ZIP_DEFLATED)
        self._made = made

    def open(self, name: str | ZipInfo, mode: Any = "r", *given: Any, **named: Any) -> IO[bytes]:
        """The part ``name``."""
        if isinstance(name, ZipInfo) and mode == "w":
            name.date_time = self._made.timetuple()[:6]
        return super().open(name, mode, *given, **named)


def packed(book: Workbook, build: str = "") -> bytes:
    """The file of ``book``, made when the ``build`` was that it tells of; now, where it tells of none."""
    made = (builds.made(build) or datetime.now(UTC)).replace(tzinfo=None)
    book.properties.created = book.properties.modified = made
    out = io.BytesIO()
    ExcelWriter(book, _Dated(out, made)).save()
    return out.getvalue()
