"""Renstra: the plan of an office for five years, from tujuan down to sub kegiatan, with a target for each year."""

from __future__ import annotations

import re

from kgkesos.reading.page import Page
from kgkesos.reading.rencana import reader
from kgkesos.records import Dokumen, Record

# Its title prints the span of the plan, so that a target's year is the one over its column and no other.
FORM = reader.Form(
    "renstra",
    re.compile(
        r"(?:perubahan\s+|rancangan\s+|akhir\s+)*(?:rencana\s+strategis|renstra\b)|tabel\s+t-?\s*c", re.IGNORECASE
    ),
    one_year=False,
)


def read(page: Page) -> tuple[Dokumen, tuple[Record, ...]]:
    """What the tables of a Renstra say."""
    return reader.read(page, FORM)
