"""The lines of a performance tree printed as an outline: what each line is, told by its words, number and indent."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kgkesos.reading.excerpt import Excerpt
from kgkesos.reading.markup import plain

# Levels from top to bottom: what a line calls its node, the kind of record, its rank in the tree.
LEVELS: tuple[tuple[str, str, int], ...] = (
    (r"visi|misi", "", 0),
    (r"tujuan(?: strategis| pd| perangkat daerah| renstra| rpjmd)?", "Tujuan", 1),
    (r"ultimate(?: outcome)?|final outcome|outcome akhir|long[- ]term outcome", "Ultimate", 2),
    (r"sasaran(?: strategis| pd| perangkat daerah| renstra| rpjmd| daerah)?", "Sasaran", 3),
    (r"intermediate(?: outcome)?|outcome antara|medium[- ]term outcome", "Sasaran", 4),
    (r"immediate(?: outcome)?|initial outcome|outcome awal|short[- ]term outcome|outcome", "Sasaran", 5),
    (r"output|keluaran", "Sasaran", 6),
    (r"program(?= *(?:[:=–|-]|→|$))", "Program", 7),
    (r"kegiatan", "Kegiatan", 8),
    (r"sub[ -]?kegiatan", "SubKegiatan", 9),
    (r"csf|critical success factors?|faktor kunci(?: keberhasilan)?|faktor penentu keberhasilan", "CSF", 0),
)
INDIKATOR, SATUAN, TARGET, OWNER, OTHER = "indikator", "satuan", "target", "penanggung_jawab", "lain"
_ATTRIBUTES: tuple[tuple[str, str], ...] = (
    (INDIKATOR, r"indikator(?: kinerja)?(?: utama)?"
     r"(?: (?:tujuan|sasaran|program|(?:sub[ -]?)?kegiatan|outcome|output))?|iku|ik"),
    (SATUAN, r"satuan"),
    (TARGET, r"target(?: (?:tahun )?(?P<tahun>(?:19|20)\d\d))?"),
    (OWNER, r"penanggung ?jawab|pj|pengampu|pelaksana|unit kerja|bidang pengampu"),
    (OTHER, r"formula(?:si)?|rumus|sumber(?: data)?|anggaran|pagu|keterangan|catatan|cross ?cutting|definisi"
     r"(?: operasional)?|baseline|kondisi awal|dukungan(?: .{1,30})?|lintas sektor|jabatan|eselon"),
)  # fmt: skip
_SEPARATOR = r"\s*(?:[:=|]|-+>|→|⟶|=>|–|—|-(?=\s))\s*"
_ORDER = r"(?:\s+(?:\d{1,2}(?:\.\d{1,2})*|[A-Z]|[IVX]{1,4})\.?)?"
_LEVELS = tuple(
    (re.compile(rf"^[\[(]?(?:{words}){_ORDER}[\])]?(?P<sep>{_SEPARATOR}|\s*$)", re.IGNORECASE), kind, rank)
    for words, kind, rank in sorted(LEVELS, key=lambda level: -len(level[0]))
)
_BRACKETED = tuple(
    (re.compile(rf"^[\[(](?:{words}){_ORDER}[\])]\s*(?=\S)", re.IGNORECASE), kind, rank) for words, kind, rank in LEVELS
)
_ATTRIBUTE_LINES = tuple(
    (name, re.compile(rf"^(?:{words}){_ORDER}(?:{_SEPARATOR}|\s*$)", re.IGNORECASE)) for name, words in _ATTRIBUTES
)
DRAWN = re.compile(r"^[\s│├└─┬┤┴┼|`+\\╰╭>]*(?:--+\s*)?")
_BULLET = re.compile(r"^(?:[-–—•●▪◦○*➢✓]|->|→)\s+")
_NUMBER = re.compile(
    r"^(?P<nomor>\d{1,2}(?:\.\d{1,2})+|\d{1,2}(?=[.)]|\s+[A-Z])|[A-Z](?=[.)])|[a-z](?=[.)])|[IVX]{1,5}(?=[.)]))[.)]?\s+(?=\S)"
)
ARROW = re.compile(r"-{1,5}>|→|⟶|=>|»|\s>\s")
_HEADING = re.compile(r"^#{1,6}\s+")
# A level word in front of a name without any sign: "Program Bina Desa", "Sub Kegiatan Pelatihan".
_NAMED = re.compile(r"(?P<tingkat>[Pp]rogram|PROGRAM|(?i:(?:sub[ -]?)?kegiatan))\s+(?=[A-Z])")
_NAMED_LEVELS = {"program": ("Program", 7), "kegiatan": ("Kegiatan", 8)}


@dataclass(frozen=True, slots=True)
class Level:
    """A level of the tree as a line names it: the kind of its nodes and its rank from the top."""

    kind: str
    rank: int


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line: where its words begin, its bullet and number, the level or attribute it names, what it says."""

    number: int
    indent: int
    text: Excerpt
    nomor: Excerpt | None = None
    bullet: bool = False
    heading: bool = False
    level: Level | None = None
    attribute: str | None = None
    year: Excerpt | None = None
    # The words with the one that alone tells the level ("Kegiatan Bina Desa"): they may be the end of a torn name.
    loose: Excerpt | None = None


def line(number: int, printed: Excerpt) -> Line:
    """What line ``number`` is; drawing characters, bullets, numbers and labels are taken off its text."""
    heading = bool(_HEADING.match(printed.text))
    rest = printed[DRAWN.match(printed.text).end() :] if not heading else printed  # type: ignore[union-attr]
    indent = len(printed.text[: len(printed.text) - len(rest.text)].expandtabs(4))
    rest = plain(rest.strip().strip("#"))
    bullet = _BULLET.match(rest.text)
    rest = rest[bullet.end() :] if bullet else rest
    attribute, year, value = _attribute(rest)
    if attribute:
        return Line(number, indent, value, bullet=bool(bullet), heading=heading, attribute=attribute, year=year)
    level, value = _level(rest)
    counted = _NUMBER.match(value.text)
    nomor = value.group(counted, "nomor") if counted else None
    value = value[counted.end() :] if counted else value
    if level is None:
        level, value = _level(value)
    loose = None
    if level is None and not heading:
        whole = value
        level, value = _named(whole)
        loose = whole if level else None
    said = value.strip() if any(c.isalnum() for c in value.text) else value[:0]
    return Line(number, indent, said, nomor, bool(bullet), heading, level, loose=loose)


def _attribute(text: Excerpt) -> tuple[str | None, Excerpt | None, Excerpt]:
    for name, pattern in _ATTRIBUTE_LINES:
        if match := pattern.match(text.text):
            year = text.group(match, "tahun") if name == TARGET and match["tahun"] else None
            return name, year, text[match.end() :]
    return None, None, text


def _level(text: Excerpt) -> tuple[Level | None, Excerpt]:
    for pattern, kind, rank in (*_LEVELS, *_BRACKETED):
        if match := pattern.match(text.text):
            return Level(kind, rank), text[match.end() :]
    return None, text


def _named(text: Excerpt) -> tuple[Level | None, Excerpt]:
    """The level that the first word of a name tells; "Program" is part of its name, the others are not."""
    match = _NAMED.match(text.text)
    if not match or not match["tingkat"][0].isupper():
        return None, text
    word = match["tingkat"].casefold()
    if word.startswith("sub"):
        return Level("SubKegiatan", 9), text[match.end() :]
    kind, rank = _NAMED_LEVELS[word]
    return Level(kind, rank), text if word == "program" else text[match.end() :]
