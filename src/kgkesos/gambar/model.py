"""What a picture of a cascade holds: before it is laid out, and after."""

from __future__ import annotations

from dataclasses import dataclass

# What a box can be marked with; one without any of them is covered. One that is "lepas" has no link and needs none: its
# document prints no level above or below it.
YATIM, TANPA_PENDUKUNG, DIGANTI, LEPAS = "yatim", "tanpa-pendukung", "diganti", "lepas"
# How a line is drawn: printed and certain, following from a rule, a guess, a guess that follows from a rule.
TERCETAK, DITURUNKAN, DUGAAN, DITURUNKAN_DUGAAN = "tercetak", "diturunkan", "dugaan", "diturunkan-dugaan"
DIKONFIRMASI = "dikonfirmasi"


@dataclass(frozen=True, slots=True)
class Simpul:
    """A node to draw: its IRI, the local name of its class, its words, its period, and what it is marked with."""

    iri: str
    jenis: str
    teks: str
    periode: str | None = None
    tanda: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Hubungan:
    """A link to draw, from the node ``dari`` up to ``ke``, in one of the styles above."""

    dari: str
    ke: str
    gaya: str = TERCETAK


@dataclass(frozen=True, slots=True)
class Bagan:
    """A picture before it is laid out: title, lines below it, nodes in the order of the document, and links.

    ``lang`` is the language of what documents do not print: levels, marks, the legend.
    """

    kunci: str
    judul: str
    keterangan: tuple[str, ...]
    simpul: tuple[Simpul, ...]
    hubungan: tuple[Hubungan, ...]
    lang: str = "id"


@dataclass(frozen=True, slots=True)
class Kotak:
    """A box: its node, the lines inside it, and where it stands, in pixels."""

    simpul: Simpul
    kepala: tuple[str, ...]
    baris: tuple[str, ...]
    catatan: tuple[str, ...]
    x: int
    y: int
    lebar: int
    tinggi: int


@dataclass(frozen=True, slots=True)
class Garis:
    """A line of a link: the corners from the lower node to where it meets the trunk of the upper one."""

    hubungan: Hubungan
    titik: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Batang:
    """The trunk that the lines to one node end at, and the corners to the node itself."""

    ke: str
    titik: tuple[tuple[int, int], ...]
    ujung: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Kolom:
    """A column: what it is headed with, and where it stands."""

    kepala: str
    x: int


@dataclass(frozen=True, slots=True)
class Bidang:
    """Boxes, lines and columns laid out on a field of this size, its corner at 0, 0."""

    kotak: tuple[Kotak, ...]
    garis: tuple[Garis, ...]
    batang: tuple[Batang, ...]
    kolom: tuple[Kolom, ...]
    lebar: int
    tinggi: int
