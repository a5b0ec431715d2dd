"""Quotes, and what is told with quotes of its own: differing readings, and what quantities are made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Bukti:
    """Where a field was read: ``text[awal:akhir] == kutipan`` in the decoded text of rendition ``rendisi``.

    Offsets count code points from 0; ``baris`` is the first and last line, from 1, split on ``\\n`` alone;
    ``halaman`` is None where the rendition has no pages; ``rendisi`` is the file's SHA-256. ``tempat`` says where to
    look in a file that is no text ("lembar IKI, sel C5", "tabel 2, baris 3, kolom 1"); there ``baris`` counts the lines
    of the decoded text, which the user does not see.
    """

    rendisi: str
    awal: int
    akhir: int
    baris: tuple[int, int]
    halaman: int | None
    kutipan: str
    tempat: str | None = None


# For each field, the quotes that hold it.
Evidence = Mapping[str, tuple[Bukti, ...]]


@dataclass(frozen=True, slots=True)
class Varian:
    """One reading of the words at one place of a field, where the renditions of a work differ in letters.

    ``bidang`` is the field (``label``: the words that announce a formula, which are in no field) and ``tempat`` counts
    its differing places from 1, as printed. ``bacaan`` are the words, empty where these renditions print none there;
    ``rendisi`` the SHA-256 of each that reads so. All readings of one place share one ``alasan``: why the one that is
    ``dipilih`` stands in the field.
    """

    bidang: str
    tempat: int
    bacaan: str
    rendisi: tuple[str, ...]
    bukti: tuple[Bukti, ...]
    dipilih: bool
    alasan: str


@dataclass(frozen=True, slots=True)
class Bagian:
    """A quantity that another one is made of: its words as printed, and the quotes that hold them."""

    teks: str
    bukti: tuple[Bukti, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Susunan:
    """What a quantity of a formula is made of: ``bidang`` is its field (``pembilang``, ``penyebut``, ``objek_hitung``).

    ``bentuk`` is penjumlahan, selisih (the first ``bagian`` less the second), perkalian or rata-rata (of the one).
    """

    bidang: str
    bentuk: str
    bagian: tuple[Bagian, ...]
