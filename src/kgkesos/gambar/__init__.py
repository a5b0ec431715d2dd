"""The cascade of a document, or a trace, as a picture (SVG, PNG) that is read without colour.

::

    build -> isi -> Bagan        which boxes and lines, in what state
             letak -> Bidang     where they stand: pure arithmetic, no two boxes overlap
             lukis -> SVG        the template ``templates/kaskade.svg`` filled
             raster -> PNG       the same, drawn by resvg where it is installed
"""

from __future__ import annotations

from kgkesos.gambar.isi import of_document, of_traces
from kgkesos.gambar.letak import placed
from kgkesos.gambar.lukis import text
from kgkesos.gambar.model import Bagan, Garis, Kotak, Simpul
from kgkesos.gambar.raster import png

__all__ = ["Bagan", "Garis", "Kotak", "Simpul", "of_document", "of_traces", "placed", "png", "text"]
