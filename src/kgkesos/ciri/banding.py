"""Two texts beside each other, by the words that carry their meaning."""

from __future__ import annotations

from dataclasses import dataclass

from kgkesos.ciri.isi import Isi


@dataclass(frozen=True, slots=True)
class Perbandingan:
    """How near two texts are.

    ``skor`` is the share of their words that both have (Jaccard), ``cakupan`` the share of the first one's words that
    the second has; both from 0 to 1. ``bersama``, ``hanya_pertama`` and ``hanya_kedua`` are the words as printed.
    """

    skor: float
    cakupan: float
    bersama: str
    hanya_pertama: str
    hanya_kedua: str


def compare(first: Isi, second: Isi) -> Perbandingan:
    """``first`` beside ``second``; two texts without a word of meaning share nothing."""
    one, other = set(first.kata), set(second.kata)
    both = one & other
    return Perbandingan(
        skor=round(len(both) / len(one | other), 2) if both else 0.0,
        cakupan=round(len(both) / len(one), 2) if both else 0.0,
        bersama=first.only(both),
        hanya_pertama=first.only(one - both),
        hanya_kedua=second.only(other - both),
    )
