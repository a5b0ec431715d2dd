"""Indonesian words for what the graph says in codes: a planner reads these, a program reads the codes."""

from __future__ import annotations

from typing import Final

from kgkesos import kolom
from kgkesos.answers import Cell
from kgkesos.kolom import spaced as spaced
from kgkesos.laporan import kata
from kgkesos.web.context import Level

# The style of each level. What it is called and asks is said by the report, the worst first.
_STYLES = {"Violation": "berat", "Warning": "sedang", "Info": "ringan"}
LEVELS: Final = {
    code: Level(code, word.capitalize(), asks, _STYLES[code]) for code, (word, asks) in kata.TINGKAT.items()
}

KINDS: Final = {
    "iki": "Indikator Kinerja Individu (IKI)",
    "iku": "Indikator Kinerja Utama (IKU)",
    "cascading": "Cascading: tujuan, sasaran, program, kegiatan",
    "metadata": "Lembar metadata indikator",
    "kartu-data": "Kartu metadata Satu Data",
    "metadata-sdg": "Metadata indikator TPB/SDGs",
    "pohon-kinerja": "Pohon kinerja",
}

# What a link rests on: in a few words, and as a sentence for the key of a trace.
BASIS: Final = {
    "dinyatakan": ("tercetak di dokumen", "Kedua ujung hubungan ini tercetak di dokumen yang sama."),
    "diturunkan": ("disimpulkan", "Hubungan ini tidak tercetak; ia mengikuti dari aturan yang disebut namanya."),
    "dikonfirmasi": ("dikonfirmasi", "Hubungan ini sudah diputuskan oleh orang yang berwenang."),
    "diusulkan": ("baru diusulkan", "Hubungan ini hanya dugaan dari kemiripan kata, dan tidak ikut dihitung."),
}

CERTAINTY: Final = {
    "pasti": ("pasti", "Dokumen hanya dapat dibaca begini."),
    "dugaan": (
        "dugaan, perlu diperiksa",
        "Dokumen tidak mencetak pasangannya dengan jelas; aturan pembacaan memilihnya.",
    ),
}

_VALUES: Final = {
    "tingkat": {code: level.word for code, level in LEVELS.items()},
    "basis": {code: short for code, (short, _) in BASIS.items()},
    "kepastian": {code: short for code, (short, _) in CERTAINTY.items()},
}


def column(name: str) -> str:
    """The heading of the column ``name``.

    >>> column("namaKegiatan"), column("melaporKepada"), column("berformula")
    ('Kegiatan', 'Melapor kepada', 'Punya formula')
    """
    return kolom.heading(name)


def kind(code: str) -> str:
    """The kind of a document."""
    return KINDS.get(code, spaced(code))


def level(code: str) -> Level:
    """The level of a finding; one that nobody has named yet keeps its code."""
    return LEVELS.get(code, Level(code, spaced(code), "", "ringan"))


def rank(code: str) -> int:
    """How grave a level is: 0 for the gravest."""
    order = list(LEVELS)
    return order.index(code) if code in order else len(order)


def value(name: str, cell: Cell) -> str:
    """The cell of column ``name`` as text; nothing is an empty text.

    >>> value("langsung", True), value("tingkat", "Warning"), value("tingkat", "KinerjaJabatan")
    ('ya', 'Peringatan', 'Kinerja jabatan')
    """
    if cell in (None, "-"):
        return ""
    if isinstance(cell, bool):
        return kolom.truth(cell)
    text = str(cell)
    known = _VALUES.get(name, {})
    if text in known:
        return known[text]
    if name in ("tingkat", "kode", "jenis"):
        return spaced(text)
    if text.startswith(("https://", "http://")) and "/id/" in text:
        return text.split("/id/", 1)[1].removeprefix("dokumen/")
    return text


def place(first: int, last: int, where: str | None = None) -> str:
    """Where in a file: ``where`` of one that is no text, else ``baris 3`` or ``baris 3–5``."""
    if where:
        return where
    return f"baris\N{NO-BREAK SPACE}{first}" if first == last else f"baris\N{NO-BREAK SPACE}{first}–{last}"
