"""Perjanjian Kinerja: what the head of an office agrees to reach in a year, and the programmes that are to serve it."""

from __future__ import annotations

import re

from kgkesos.reading.page import Page
from kgkesos.reading.rencana import reader
from kgkesos.records import Dokumen, Record

# The parties declare themselves before the table: their names are people's data and are never read.
FORM = reader.Form(
    "perjanjian-kinerja",
    re.compile(r"(?:lampiran\W+|pernyataan\s+|perubahan\s+)*(?:perjanjian|penetapan)\s+kinerja\b", re.IGNORECASE),
    declares=True,
)


def read(page: Page) -> tuple[Dokumen, tuple[Record, ...]]:
    """What a Perjanjian Kinerja says; its programmes hang under a sasaran only where one table ties them."""
    return reader.read(page, FORM)
