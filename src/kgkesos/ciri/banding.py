"""Two texts beside each other, by the words that carry their meaning."""

from __future__ import annotations

from dataclasses import dataclass

from kgkesos.ciri.isi import Isi, things


@dataclass(frozen=True, slots=True)
class Perbandingan:
    """How near two texts are.

    ``skor`` is the share of their words that both have (Jaccard), ``cakupan`` the share of the first one's words that
    the second has; both from 0 to 1. ``bersama``, ``hanya_pertama`` and ``hanya_kedua`` are the words as printed,
    ``benda_pertama`` and ``benda_kedua`` those of the last two that name concepts and things.
    """

    skor: float
    cakupan: float
    bersama: str
    hanya_pertama: str
    hanya_kedua: str
    benda_pertama: str = ""
    benda_kedua: str = ""


def compare(first: Isi, second: Isi) -> Perbandingan:
    """``first`` beside ``second``; two texts without a word of meaning share nothing."""
    return compare_parts(first, first, second, second)


def compare_parts(first: Isi, first_text: Isi, second: Isi, second_text: Isi) -> Perbandingan:
    """``first`` and ``second``, parts of two texts, beside each other.

    A word of the one is its own only where it stands nowhere in the whole text of the other: texts put their words into
    other parts ("PMKS yang terlayani", "PMKS terlayani yang terdata").
    """
    only_first = set(first.kata) - set(second_text.kata)
    only_second = set(second.kata) - set(first_text.kata)
    both = set(first.kata) - only_first
    every = len(both) + len(only_first) + len(only_second)
    return Perbandingan(
        skor=round(len(both) / every, 2) if both else 0.0,
        cakupan=round(len(both) / len(first.kata), 2) if both else 0.0,
        bersama=first.only(both),
        hanya_pertama=first.only(only_first),
        hanya_kedua=second.only(only_second),
        benda_pertama=things(first).only(only_first),
        benda_kedua=things(second).only(only_second),
    )
