"""A decision, and a thing that can be decided, as plain data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import NamedTuple

TEMUAN, PADANAN, TAUTAN, BIDANG = "temuan", "padanan", "tautan", "bidang"
KINDS = (TEMUAN, PADANAN, TAUTAN, BIDANG)
DITERIMA, DIKESAMPINGKAN, DIPERBAIKI = "diterima", "dikesampingkan", "diperbaiki"
DIKONFIRMASI, DITOLAK = "dikonfirmasi", "ditolak"
DITETAPKAN = "ditetapkan"
# What may be decided of each kind of thing.
CHOICES: Mapping[str, tuple[str, ...]] = {
    TEMUAN: (DITERIMA, DIKESAMPINGKAN, DIPERBAIKI),
    PADANAN: (DIKONFIRMASI, DITOLAK),
    TAUTAN: (DIKONFIRMASI, DITOLAK),
    BIDANG: (DITETAPKAN,),
}
# What stands in ``rekaman`` where a thing is the document itself.
HERE = "."
# The columns of ``keputusan.csv``; then those that only help whoever fills a list in.
COLUMNS = (
    *("dokumen", "jenis", "aturan", "rekaman", "bidang", "ke", "sidik"),
    *("putusan", "nilai", "oleh", "tanggal", "alasan"),
)
INFO = ("keterangan", "tingkat", "objek", "isi", "kutipan", "letak")


class Tempat(NamedTuple):
    """The place of a thing that can be decided: the same in every build, whatever its base.

    ``aturan`` is the code of a finding, or the rule behind a suggestion or a link; ``ke`` the record or entry at the
    other end of a link or suggestion.
    """

    dokumen: str
    jenis: str
    aturan: str
    rekaman: str
    bidang: str = ""
    ke: str = ""


@dataclass(frozen=True, slots=True)
class Hal:
    """A thing that can be decided: its place, the ``sidik`` of its words, and what a person sees of it.

    ``isi`` is what is said, suggested or read; ``simpul`` the IRI of its node. ``ditawarkan`` says that it waits for a
    person: a finding, a suggestion, a guess.
    """

    tempat: Tempat
    sidik: str
    simpul: str = ""
    tingkat: str = ""
    objek: str = ""
    isi: str = ""
    kutipan: str = ""
    letak: str = ""
    ditawarkan: bool = True


@dataclass(frozen=True, slots=True)
class Keputusan:
    """What was decided of the thing at ``tempat`` whose words have this ``sidik``, by whom (a role), when and why.

    ``berkas`` and ``letak`` say where the decision is written.
    """

    tempat: Tempat
    sidik: str
    putusan: str
    nilai: str
    oleh: str
    tanggal: date
    alasan: str
    berkas: Path = field(default=Path(), compare=False)
    letak: str = field(default="", compare=False)

    @property
    def thing(self) -> tuple[Tempat, str]:
        """What is decided about: the place and the words there."""
        return self.tempat, self.sidik

    @property
    def said(self) -> tuple[str, str]:
        """What is decided: two decisions of one thing that say otherwise disagree."""
        return self.putusan, self.nilai

    @property
    def spoken(self) -> str:
        """What is decided, in words."""
        return f"{self.putusan} {self.nilai!r}" if self.nilai else self.putusan
