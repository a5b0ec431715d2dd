"""Links from quotes to the files that they were read from, where those files are at hand."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote as percent

from kgkesos.laporan.model import Kutipan, Laporan

_CELL = re.compile(r"lembar (?P<sheet>.+), sel (?P<cell>[A-Z]+\d+)")
_PDF = ".pdf"
_BOOKS = (".xlsx", ".xlsm", ".ods", ".xls")


@dataclass(frozen=True, slots=True)
class Berkas:
    """Where files are, by their SHA-256; ``dari`` is the folder that links begin at."""

    tempat: Mapping[str, Path] = field(default_factory=dict)
    dari: Path = Path()

    def link(self, quote: Kutipan) -> str | None:
        """The address of the place of ``quote``, relative to ``dari``; None where its file is not at hand."""
        path = self.tempat.get(quote.sha256)
        if path is None:
            return None
        try:
            relative = Path(os.path.relpath(path.resolve(), self.dari.resolve())).as_posix()
        except ValueError:  # on another drive of Windows
            relative = path.resolve().as_uri()
            return relative + _inside(path, quote)
        return percent(relative, safe="/") + _inside(path, quote)


def _inside(path: Path, quote: Kutipan) -> str:
    """The page of a PDF, the cell of a workbook; a text has no address inside it."""
    suffix = path.suffix.lower()
    if suffix == _PDF and quote.halaman:
        return f"#page={quote.halaman}"
    cell = _CELL.fullmatch(quote.tempat or "")
    if suffix in _BOOKS and cell:
        name = cell["sheet"].replace("'", "''")
        return f"#'{name}'!{cell['cell']}"
    return ""


def at_hand(laporan: Laporan, folder: Path | None, dari: Path) -> Berkas:
    """The files in ``folder`` that ``laporan`` quotes: of the same name and the same bytes."""
    if folder is None:
        return Berkas({}, dari)
    wanted = {(quote.berkas, quote.sha256) for quote in _quotes(laporan)}
    names = {name for name, _ in wanted}
    found: dict[str, Path] = {}
    for path in sorted(one for one in folder.rglob("*") if one.name in names and one.is_file()):
        mark = hashlib.sha256(path.read_bytes()).hexdigest()
        if (path.name, mark) in wanted:
            found.setdefault(mark, path)
    return Berkas(found, dari)


def _quotes(laporan: Laporan) -> Iterable[Kutipan]:
    for one in laporan.butir:
        yield from one.simpul.kutipan
        if one.pembanding:
            yield from one.pembanding.kutipan
