"""What the API answers of the report, as pydantic models: the same shape as ``kgkesos.laporan.data`` gives."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from kgkesos.web.models import Words
from kgkesos.web.temuan.asking import Status, Tingkat


class _Model(BaseModel):
    """A model that holds exactly its fields: a report that has drifted from it is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Dwibahasa(_Model):
    """The same in Indonesian and in English."""

    id: str
    en: str


class SaringanModel(_Model):
    """What was asked for; null is everything."""

    aturan: Words
    dokumen: Words
    tingkat: Tingkat | None
    instansi: Words
    status: Status | None


class JumlahModel(_Model):
    """How many findings there are, by level, by status (null where there is no build to compare with), and waived."""

    temuan: int
    tingkat: dict[str, int]
    status: dict[str, int] | None
    dikesampingkan: int


class DokumenModel(_Model):
    """A document that was searched."""

    dokumen: str
    judul: str
    instansi: list[str]


class BuktiModel(_Model):
    """Printed words and their place: the file, the first and the last line, the page and the place in words."""

    berkas: str
    sha256: str
    baris: list[int] = Field(min_length=2, max_length=2)
    halaman: int | None
    tempat: Words
    letak: str
    kutipan: str


class SimpulModel(_Model):
    """A node: its kind, its words, whether the document replaced it by others, where the words are printed."""

    iri: str
    jenis: Words
    nama: str
    diganti: bool
    bukti: list[BuktiModel]


class PutusanModel(_Model):
    """What was decided on a finding: by which role, on which day, and why."""

    putusan: Literal["diterima", "dikesampingkan", "diperbaiki"]
    oleh: str
    tanggal: date
    alasan: str


class TemuanModel(_Model):
    """A finding; ``jejak`` is the same for the same finding in two builds, ``sidik`` is that of ``keputusan.csv``."""

    iri: str
    jejak: str
    sidik: Words
    status: Status | None
    dokumen: str
    pada: SimpulModel
    bidang: Words
    nilai: Words
    pesan: Dwibahasa
    menilai: bool
    skor: float | None
    pembanding: SimpulModel | None
    putusan: PutusanModel | None


class KelompokModel(_Model):
    """The findings of one rule: how grave, how many, why it matters, what to do."""

    aturan: str
    tingkat: Tingkat
    jumlah: int
    alasan: Dwibahasa
    perbaikan: Dwibahasa
    temuan: list[TemuanModel]


class LaporanModel(_Model):
    """The report: of which build, compared with which, what was asked, and the findings by rule, the worst first."""

    sumber: str
    sebelumnya: Words
    saringan: SaringanModel
    catatan: list[str]
    jumlah: JumlahModel
    dokumen: list[DokumenModel]
    kelompok: list[KelompokModel]
    selesai: list[KelompokModel]
