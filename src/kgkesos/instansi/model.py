"""The report on one office as plain data."""

from __future__ import annotations

from dataclasses import dataclass

from kgkesos.answers import Cell
from kgkesos.gambar import Bagan
from kgkesos.laporan import Butir, Dokumen, Kelompok, Laporan, kata


@dataclass(frozen=True, slots=True)
class Instansi:
    """An office: its name, and its documents by key."""

    nama: str
    dokumen: tuple[Dokumen, ...]


@dataclass(frozen=True, slots=True)
class Baris:
    """A node of a cascade as a row: how deep it stands, what it is called, its indicators, and how it is tied upwards.

    ``letak`` says where it is printed.
    """

    tingkat: int
    jenis: str
    nama: str
    periode: str
    indikator: tuple[str, ...]
    hubungan: str
    keadaan: str
    letak: str


@dataclass(frozen=True, slots=True)
class Kaskade:
    """The cascade of one document: its rows, and the same as a picture. Without rows there is none."""

    dokumen: Dokumen
    baris: tuple[Baris, ...]
    bagan: Bagan


@dataclass(frozen=True, slots=True)
class Pemilik:
    """An indicator, who answers for it, and whom that position reports to; empty where the document does not say."""

    dokumen: str
    indikator: str
    penanggung_jawab: str
    melapor_kepada: str
    letak: str


@dataclass(frozen=True, slots=True)
class Perbaikan:
    """A finding worth mending: the weight of its level times the nodes that depend on it is its ``nilai``."""

    butir: Butir
    bobot: int
    simpul: int

    @property
    def nilai(self) -> int:
        """What it is ranked by."""
        return self.bobot * self.simpul


@dataclass(frozen=True, slots=True)
class Cakupan:
    """Coverage as a table."""

    kepala: tuple[str, ...]
    baris: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class LaporanInstansi:
    """Everything that the report on an office says; ``graf`` is the build, ``tanggal`` the day it was made.

    ``lang`` is the language of all that documents do not print.
    """

    instansi: Instansi
    graf: str
    tanggal: str
    kaskade: tuple[Kaskade, ...]
    celah: tuple[Kelompok, ...]
    pemilik: tuple[Pemilik, ...]
    perbaikan: tuple[Perbaikan, ...]
    cakupan: Cakupan
    lang: str = "id"

    @property
    def ringkas(self) -> str:
        """How many findings of which level: "234 temuan: 7 pelanggaran, 162 peringatan, 65 catatan"."""
        return kata.ringkas(Laporan(self.graf, self.instansi.dokumen, self.celah), self.lang)

    @property
    def berkaskade(self) -> tuple[Kaskade, ...]:
        """The documents that print nodes of a cascade."""
        return tuple(one for one in self.kaskade if one.baris)
