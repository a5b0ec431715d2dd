"""The report as plain data: findings with their quotes, grouped by rule."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from kgkesos.findings.model import LEVELS, Text, Verdict
from kgkesos.keputusan import DIKESAMPINGKAN
from kgkesos.normalize import letak, squeeze
from kgkesos.vocab import BASE

# Since the build before: found for the first time, found again, no longer found.
BARU, TETAP, SELESAI = "baru", "tetap", "selesai"
STATUS = (BARU, TETAP, SELESAI)
_MARK_SIZE = 8


@dataclass(frozen=True, slots=True)
class Kutipan:
    """Printed words and their place; ``sha256`` tells which file, ``halaman`` is None where it has no pages."""

    berkas: str
    sha256: str
    baris: tuple[int, int]
    halaman: int | None
    tempat: str | None
    kutipan: str

    @property
    def letak(self) -> str:
        """Where a person looks in the file."""
        return letak(self.baris, self.tempat)


@dataclass(frozen=True, slots=True)
class Simpul:
    """The node that a finding is about, or that was judged beside it: its kind and its words, if it has any.

    ``diganti`` says that it is a programme which the document itself replaced by others.
    """

    iri: str
    jenis: str | None
    label: str | None
    kutipan: tuple[Kutipan, ...] = ()
    diganti: bool = False

    @property
    def nama(self) -> str:
        """What a person calls it: its words, else the words quoted for it, else the end of its IRI."""
        quoted = squeeze(self.kutipan[0].kutipan) if self.kutipan else ""
        return self.label or quoted or pendek(self.iri)


@dataclass(frozen=True, slots=True)
class Putusan:
    """What was decided on a finding: by which role, on which day (``2026-03-05``), and why."""

    putusan: str
    oleh: str
    tanggal: str
    alasan: str

    @property
    def kalimat(self) -> str:
        """The decision as a person reads it: "dikesampingkan oleh wali data, 2026-03-05: sumber di lampiran"."""
        return f"{self.putusan} oleh {self.oleh}, {self.tanggal}: {self.alasan}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Butir(Verdict):
    """One finding of a graph. ``dokumen`` is the key of its document (in RDF that names none, the file).

    ``simpul`` is the node concerned, ``pembanding`` the one that it was judged beside. ``status`` is None where there
    is nothing to compare with, ``putusan`` where nobody decided, ``sidik`` (the mark of its words in ``keputusan.csv``)
    where nobody can decide on it.
    """

    iri: str
    dokumen: str
    simpul: Simpul
    pembanding: Simpul | None = None
    status: str | None = None
    putusan: Putusan | None = None
    sidik: str | None = None

    @property
    def dikesampingkan(self) -> bool:
        """Whether somebody decided that this needs no repair: it stays in the report, and fails nothing."""
        return self.putusan is not None and self.putusan.putusan == DIKESAMPINGKAN

    @property
    def jejak(self) -> str:
        """The same for the same finding in two builds: its document, rule, record, field, value, and the words quoted.

        Lines, file names and the base of IRIs play no part; a text that was corrected makes another finding.
        """
        other = self.pembanding
        words = sorted({squeeze(one.kutipan) for one in (*self.simpul.kutipan, *(other.kutipan if other else ()))})
        value = (self.nilai or "").replace(dasar(self.simpul.iri), "").replace(BASE, "")
        parts = (self.dokumen, self.kode, rekaman(self.simpul.iri), self.bidang or "", value, *words)
        ends = (rekaman(other.iri),) if other else ()
        return hashlib.blake2b("\n".join((*parts, *ends)).encode(), digest_size=_MARK_SIZE).hexdigest()

    @property
    def penilaian(self) -> str:
        """That a text was judged, and how sure that is: "menilai teks, skor 0,43"; empty where none was."""
        said = ["menilai teks"] if self.menilai else []
        if self.skor is not None:
            said.append(f"skor {self.skor:.2f}".replace(".", ","))
        return ", ".join(said)


@dataclass(frozen=True, slots=True)
class Kelompok:
    """The findings of one rule, in the order in which a person meets them in the documents."""

    kode: str
    tingkat: str
    butir: tuple[Butir, ...]

    @property
    def pesan(self) -> Text | None:
        """What all of them say; None where each says something of its own."""
        return self.butir[0].pesan if len({one.pesan["id"] for one in self.butir}) == 1 else None

    @property
    def alasan(self) -> Text:
        """Why it matters."""
        return self.butir[0].alasan

    @property
    def perbaikan(self) -> Text:
        """What to do."""
        return self.butir[0].perbaikan

    @property
    def status(self) -> Mapping[str, int]:
        """How many are new and how many were there before; nothing where that is not known."""
        counts = Counter(one.status for one in self.butir)
        return {status: counts[status] for status in STATUS if counts[status]}

    @property
    def dokumen(self) -> tuple[str, ...]:
        """The keys of the documents concerned, sorted."""
        return tuple(sorted({one.dokumen for one in self.butir}))


@dataclass(frozen=True, slots=True)
class Dokumen:
    """A document that was checked: its key, its title, the names of its office, and the IRI of that, if it has one."""

    key: str
    judul: str
    instansi: tuple[str, ...] = ()
    kantor: str | None = None


@dataclass(frozen=True, slots=True)
class Saringan:
    """Which findings are wanted; None means all. ``instansi`` is an office, or a part of its name."""

    kode: str | None = None
    dokumen: str | None = None
    tingkat: str | None = None
    instansi: str | None = None
    status: str | None = None


@dataclass(frozen=True, slots=True)
class Laporan:
    """A report: of the build ``sumber`` (or the file of that name), compared with the build ``sebelumnya``.

    ``kelompok`` holds what is found now, ``selesai`` what the build before found and this one does not. ``catatan``
    are sentences that a reader must know to read the report right. ``aturan`` is every code that was looked for.
    """

    sumber: str
    dokumen: tuple[Dokumen, ...]
    kelompok: tuple[Kelompok, ...]
    selesai: tuple[Kelompok, ...] = ()
    sebelumnya: str | None = None
    catatan: tuple[str, ...] = ()
    saringan: Saringan = Saringan()
    aturan: tuple[str, ...] = ()

    @property
    def butir(self) -> tuple[Butir, ...]:
        """Every finding of now, group by group."""
        return tuple(one for group in self.kelompok for one in group.butir)

    @property
    def dikesampingkan(self) -> int:
        """How many findings of now were waived by a decision."""
        return sum(one.dikesampingkan for one in self.butir)

    @property
    def gagal(self) -> bool:
        """Whether a violation is left that nobody waived."""
        return any(one.tingkat == "Violation" and not one.dikesampingkan for one in self.butir)

    @property
    def tingkat(self) -> Mapping[str, int]:
        """How many findings there are of each level, the worst first."""
        counts = Counter(one.tingkat for one in self.butir)
        return {level: counts[level] for level in LEVELS if counts[level]}

    @property
    def status(self) -> Mapping[str, int]:
        """How many are baru, tetap and selesai; nothing where there is no build to compare with."""
        if self.sebelumnya is None:
            return {}
        counts = Counter(one.status for group in (*self.kelompok, *self.selesai) for one in group.butir)
        return {status: counts[status] for status in STATUS}


def pendek(iri: str) -> str:
    """An IRI of a build by its tail, since the whole of it drowns the words; any other as it is.

    >>> pendek("https://w3id.org/kgkesos/id/dokumen/iku/sasaran/1"), pendek("https://contoh.id/sasaran/1")
    ('iku/sasaran/1', 'https://contoh.id/sasaran/1')
    """
    return iri.split("/id/dokumen/", 1)[1] if "/id/dokumen/" in iri else iri


def dasar(iri: str) -> str:
    """The base of an IRI of a build; the whole of any other.

    >>> dasar("https://w3id.org/kgkesos/id/dokumen/iku/sasaran/1")
    'https://w3id.org/kgkesos/'
    """
    return f"{iri.split('/id/dokumen/', 1)[0]}/" if "/id/dokumen/" in iri else iri


def rekaman(iri: str) -> str:
    """A node inside its document, whatever the base of the build: ``sasaran/1``.

    >>> rekaman("https://w3id.org/kgkesos/id/dokumen/iku/sasaran/1")
    'sasaran/1'
    """
    tail = pendek(iri)
    return tail.split("/", 1)[1] if tail != iri and "/" in tail else tail
