"""A formula taken apart: its form and the pieces that the form has."""

from __future__ import annotations

from dataclasses import dataclass

from kgkesos.reading.excerpt import Excerpt

RASIO = "rasio"
JUMLAH = "jumlah"
PERUBAHAN = "perubahan"
LAIN = "lain"


@dataclass(frozen=True, slots=True)
class Parts:
    """A formula taken apart; parts that its form does not have are None. ``pengali`` is a number without dots.

    ``objek_hitung`` is what a sum counts, ``legenda`` what the letters of the formula stand for ("A = ..."), ``sisa``
    what follows the formula in its cell. ``alternatif`` is another reading, where the print leaves one open.
    """

    bentuk: str
    ekspresi: Excerpt
    pembilang: Excerpt | None = None
    penyebut: Excerpt | None = None
    pengali: Excerpt | None = None
    objek_hitung: Excerpt | None = None
    legenda: tuple[Excerpt, ...] = ()
    sisa: Excerpt | None = None
    alternatif: str | None = None
