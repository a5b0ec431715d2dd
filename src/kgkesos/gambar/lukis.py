"""A picture as SVG: its page, title and legend round the field, in the template."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial

from markupsafe import Markup

from kgkesos import templates
from kgkesos.bahasa import kata
from kgkesos.gambar import huruf, letak
from kgkesos.gambar.model import (
    DIGANTI,
    DITURUNKAN,
    DUGAAN,
    LEPAS,
    TANPA_PENDUKUNG,
    TERCETAK,
    YATIM,
    Bagan,
    Bidang,
    Kotak,
)

_TEMPLATE, _SAMPLE = "kaskade.svg", "contoh-huruf.svg"
# The fonts for words, the first that a computer has: most have one of them, and none is wider than the first.
KELUARGA = "'DejaVu Sans', Verdana, Arial, 'Liberation Sans', sans-serif"
MARGIN, _LEAST = 24, 800
TITLE = 20
_TITLE_LINE, _LINE = 28, 18
# The legend: the room of one entry, and of the sign before its words.
_ENTRY, _ENTRY_HEIGHT = 360, 34
# No XML file can hold these.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_BOXES = (
    ("tertutup", frozenset[str](), "terhubung: mendukung atau didukung"),
    ("celah", frozenset({YATIM}), "! celah: hubungan yang tidak ada"),
    ("lepas", frozenset({LEPAS}), "lepas: tanpa hubungan, bukan celah"),
    ("diganti", frozenset({DIGANTI}), "= program yang diganti"),
)
_LINES = (
    (TERCETAK, "tercetak, atau ditulis: dikonfirmasi"),
    (DITURUNKAN, "diturunkan oleh aturan"),
    (DUGAAN, "? dugaan: perlu dikonfirmasi"),
)


@dataclass(frozen=True, slots=True)
class Lambang:
    """An entry of the legend: the sign of a box (``kotak``) or of a line, its style, its words, and its place."""

    kotak: bool
    gaya: str
    teks: str
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Lembar:
    """The whole page: the field stands at ``x``, ``y`` of it."""

    bagan: Bagan
    bidang: Bidang
    judul: tuple[str, ...]
    keterangan: tuple[str, ...]
    lambang: tuple[Lambang, ...]
    uraian: str
    x: int
    y: int
    lebar: int
    tinggi: int


def text(bagan: Bagan) -> str:
    """``bagan`` as an SVG file of its own, which can stand inside a page of HTML as well."""
    return _filled(_TEMPLATE, lembar=page(bagan), huruf=letak, said=partial(kata, lang=bagan.lang))


def sample(words: str, weight: int) -> str:
    """``words`` alone, in the fonts of every picture: whether a computer can draw any."""
    return _filled(_SAMPLE, kata=words, tebal=weight)


def _filled(template: str, **given: object) -> str:
    environment = templates.environment("kgkesos.gambar", finalize=_writable, gaya=style)
    return environment.get_template(template).render(keluarga=KELUARGA, **given)


def _writable(value: object) -> object:
    """``value`` without signs that no XML can hold; what a macro made was looked at when it was made."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return _UNWRITABLE.sub("\N{REPLACEMENT CHARACTER}", value)
    return value


def style(box: Kotak) -> str:
    """The styles of a box, as words: what it lacks, else whether anything ties it, and whether it was replaced."""
    marks = box.simpul.tanda
    tied = "lepas" if LEPAS in marks else "tertutup"
    said = ["celah" if marks & {YATIM, TANPA_PENDUKUNG} else tied, *(["diganti"] if DIGANTI in marks else [])]
    return " ".join(said)


def page(bagan: Bagan) -> Lembar:
    """``bagan`` laid out on a page as large as it needs."""
    field = letak.placed(bagan.simpul, bagan.hubungan, bagan.lang)
    width = max(field.lebar + 2 * MARGIN, _LEAST)
    room = width - 2 * MARGIN
    title = huruf.wrapped(bagan.judul, TITLE, room, 4, bold=True)
    said = tuple(
        line for one in (*bagan.keterangan, *_empty(bagan)) for line in huruf.wrapped(one, letak.HURUF, room, 3)
    )
    legend_top = MARGIN + len(title) * _TITLE_LINE + len(said) * _LINE + 20
    legend = _legend(room, legend_top, bagan.lang)
    top = max(one.y for one in legend) + _ENTRY_HEIGHT + 10
    return Lembar(bagan, field, title, said, legend, _described(bagan), MARGIN, top, width, top + field.tinggi + MARGIN)


def _empty(bagan: Bagan) -> tuple[str, ...]:
    return () if bagan.simpul else (kata("Dokumen ini tidak memuat cascading.", bagan.lang),)


def _legend(room: int, top: int, lang: str) -> tuple[Lambang, ...]:
    """The entries of the legend: boxes, then lines, as many side by side as there is room for."""
    entries = [(True, name, words) for name, _, words in _BOXES] + [(False, name, words) for name, words in _LINES]
    abreast = 3 if room >= 3 * _ENTRY else max(1, room // _ENTRY)
    return tuple(
        Lambang(box, name, kata(words, lang), MARGIN + at % abreast * _ENTRY, top + at // abreast * _ENTRY_HEIGHT)
        for at, (box, name, words) in enumerate(entries)
    )


def _described(bagan: Bagan) -> str:
    """What a person hears who does not see the picture."""
    kinds: dict[str, int] = {}
    for one in bagan.simpul:
        kind = kata(letak.TINGKAT[one.jenis], bagan.lang).lower()
        kinds[kind] = kinds.get(kind, 0) + 1
    counts = ", ".join(f"{count} {kind}" for kind, count in kinds.items())
    gaps = sum(bool(one.tanda & {YATIM, TANPA_PENDUKUNG}) for one in bagan.simpul)
    alone = sum(LEPAS in one.tanda for one in bagan.simpul)
    replaced = sum(DIGANTI in one.tanda for one in bagan.simpul)
    guessed = _count(bagan, DUGAAN)
    derived = _count(bagan, DITURUNKAN)
    told = kata(
        "{}; {} hubungan, {} di antaranya diturunkan dan {} dugaan; {} simpul tidak mendukung atau tidak didukung apa "
        "pun; {} lepas; {} program diganti.",
        bagan.lang,
    )
    nodes = counts or kata("tidak ada simpul", bagan.lang)
    return told.format(nodes, len(bagan.hubungan), derived, guessed, gaps, alone, replaced)


def _count(bagan: Bagan, said: str) -> int:
    return sum(said in one.gaya.split("-") for one in bagan.hubungan)
