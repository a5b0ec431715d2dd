"""IKK: the key indicators by which the work of a regional government is judged, each with its formula and source."""

from __future__ import annotations

import re

from kgkesos.reading.page import Page
from kgkesos.reading.rencana import reader
from kgkesos.records import Dokumen, Record

FORM = reader.Form(
    "ikk",
    re.compile(
        r"(?:capaian\s+|daftar\s+|lampiran\W+|format\s+)*(?:indikator\s+kinerja\s+kunci|ikk\b|lppd\b"
        r"|laporan\s+penyelenggaraan\s+pemerintahan)",
        re.IGNORECASE,
    ),
)


def read(page: Page) -> tuple[Dokumen, tuple[Record, ...]]:
    """What a list of IKK says; its indicators hang under nothing, and what was achieved is no target."""
    return reader.read(page, FORM)
