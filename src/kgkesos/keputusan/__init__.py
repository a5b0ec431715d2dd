"""Decisions of people on what was read, found and suggested: ``keputusan.csv`` beside the documents.

::

    keputusan.csv  -> load        rows, each checked; a faulty one is named with file and line, the others count
                      settle      which decision applies to which thing: same place, same words (``sidik``)
                      decided     fields that read otherwise by decision: the printed form stays beside them

What a decision is about is a ``Hal``: a finding, a suggested Padanan, a link or a field, found by its place (document,
kind, rule, record, field, other end) and by the hash of the words printed there. Where those words changed the decision
is stale: reported, never applied.
"""

from __future__ import annotations

from kgkesos.keputusan.berkas import FILE, Berkas, beside, load, merged, renewed, written
from kgkesos.keputusan.bidang import decided, fields_of
from kgkesos.keputusan.model import (
    BIDANG,
    CHOICES,
    COLUMNS,
    DIKESAMPINGKAN,
    DIKONFIRMASI,
    DITOLAK,
    HERE,
    INFO,
    KINDS,
    PADANAN,
    TAUTAN,
    TEMUAN,
    Hal,
    Keputusan,
    Tempat,
)
from kgkesos.keputusan.penerapan import Hasil, Ruang, settle
from kgkesos.keputusan.penyimpanan import Simpanan, disagreements, stored
from kgkesos.keputusan.sidik import sidik

__all__ = [
    "BIDANG",
    "CHOICES",
    "COLUMNS",
    "DIKESAMPINGKAN",
    "DIKONFIRMASI",
    "DITOLAK",
    "FILE",
    "HERE",
    "INFO",
    "KINDS",
    "PADANAN",
    "TAUTAN",
    "TEMUAN",
    "Berkas",
    "Hal",
    "Hasil",
    "Keputusan",
    "Ruang",
    "Simpanan",
    "Tempat",
    "beside",
    "decided",
    "disagreements",
    "fields_of",
    "load",
    "merged",
    "renewed",
    "settle",
    "sidik",
    "stored",
    "written",
]
