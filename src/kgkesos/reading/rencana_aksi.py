"""Rencana Aksi and RKT: by what steps the targets of one year are to be reached, most by triwulan."""

from __future__ import annotations

import re

from kgkesos.reading.page import Page
from kgkesos.reading.rencana import reader
from kgkesos.records import Dokumen, Record

FORM = reader.Form(
    "rencana-aksi",
    re.compile(r"(?:matriks\s+|lampiran\W+|formulir\s+)*rencana\s+(?:aksi|kinerja)\b|rkt\b", re.IGNORECASE),
)


def read(page: Page) -> tuple[Dokumen, tuple[Record, ...]]:
    """What a Rencana Aksi says; a target of a part of the year keeps that part as printed."""
    return reader.read(page, FORM)
