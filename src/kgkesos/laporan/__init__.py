"""The report of findings: one model that the command line, files and pages show.

::

    build (or somebody's RDF) -> membaca -> Butir    a finding with its node, its quotes, what it says and what to do
    build before              -> banding -> status   baru, tetap, selesai
                                 susun -> Laporan    grouped by rule, the worst first, filtered by Saringan
    Laporan -> tabel (CSV), buku (XLSX), data (JSON), shacl (sh:ValidationReport)
    Laporan -> tampilan -> halaman (HTML), and the page of the server

Nothing is decided here about a document: what is wrong, how grave it is and what to do stand in the findings.
"""

from __future__ import annotations

from kgkesos.laporan.model import (
    BARU,
    SELESAI,
    STATUS,
    TETAP,
    Butir,
    Dokumen,
    Kelompok,
    Kutipan,
    Laporan,
    Saringan,
    Simpul,
)

__all__ = [
    "BARU",
    "SELESAI",
    "STATUS",
    "TETAP",
    "Butir",
    "Dokumen",
    "Kelompok",
    "Kutipan",
    "Laporan",
    "Saringan",
    "Simpul",
]
