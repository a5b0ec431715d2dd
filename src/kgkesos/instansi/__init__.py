"""One office, one file: its cascade, gaps, owners, coverage, and the ten most useful repairs.

::

    build -> pilih -> the office that a name means, and its documents
             susun -> LaporanInstansi    pohon: the cascade as rows; perbaikan: findings ranked
    LaporanInstansi -> buku (XLSX), halaman (HTML with the cascade as a picture, prints on A4)
"""

from __future__ import annotations

from kgkesos.instansi.model import LaporanInstansi
from kgkesos.instansi.susun import of_office

__all__ = ["LaporanInstansi", "of_office"]
