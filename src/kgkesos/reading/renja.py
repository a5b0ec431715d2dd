"""Renja: the work plan of an office for one year, programmes down to sub kegiatan with their codes."""

from __future__ import annotations

import re

from kgkesos.reading.page import Page
from kgkesos.reading.rencana import reader
from kgkesos.records import Dokumen, Record

FORM = reader.Form(
    "renja",
    re.compile(
        r"(?:perubahan\s+|rancangan\s+|akhir\s+)*(?:rencana\s+kerja|renja\b)|tabel\s+t-?\s*c|rumusan\s+rencana",
        re.IGNORECASE,
    ),
)


def read(page: Page) -> tuple[Dokumen, tuple[Record, ...]]:
    """What the tables of a Renja say; the forecast for the year after is a target of that year."""
    return reader.read(page, FORM)
