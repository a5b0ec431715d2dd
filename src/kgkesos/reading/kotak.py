"""What stands in the boxes of a drawing: positions, goals, objectives and numbered indicators, each with its box."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kgkesos.reading import measure
from kgkesos.reading.blocks import WRAP, Box
from kgkesos.reading.excerpt import Excerpt, Source, join
from kgkesos.reading.markup import plain
from kgkesos.reading.once import once
from kgkesos.reading.view import BREAK

JABATAN, TUJUAN, SASARAN, INDIKATOR, LAIN = "jabatan", "tujuan", "sasaran", "indikator", "lain"
_LINE = re.compile(f"[\\n{WRAP}{BREAK}]")
_POSITION = re.compile(
    r"(?P<satu>kepala\s+(?:dinas|badan)\b|(?:bupati|wali\s*kota|gubernur|inspektur|camat|direktur)\b)"
    r"|(?P<dua>(?:kepala\s+(?:bidang|bagian|balai|upt[d]?|unit|panti)|kabid|kabag|sekretari(?:s|at)|uptd?"
    r"|wakil\s+direktur)\b)"
    r"|(?P<tiga>(?:kepala\s+(?:seksi|sub\s*bagian|subbag|subbidang|sub\s+bidang)|kas(?:i|ie|ubb?ag|ubb?id)|seksi"
    r"|sub\s*bag(?:ian)?|sub\s*koordinator|koordinator|kelompok\s+(?:substansi|jabatan)|ketua\s+tim|pekerja\s+sosial"
    r"|penyuluh|analis|pengelola|perencana|pranata|arsiparis|bendahara)\b)",
    re.IGNORECASE,
)
_LEVEL = re.compile(
    r"(?P<kata>TUJUAN|SASARAN)(?:\s+STRATEGIS)?\s*(?P<nomor>\d{1,2}(?:\.\d{1,2})*)?\s*[.:]\s*(?P<isi>\S.*)?$",
    re.IGNORECASE | re.DOTALL,
)
_CODE = re.compile(
    r"(?P<nomor>\d{1,2}(?:\.\d{1,2}){1,4})(?:[.)]?\s+|\s*[.)]\s*|(?=[^\W\d]))(?P<isi>[^\W\d_].*)?$", re.DOTALL
)
# A number alone, before what is measured.
_NUMBERED = re.compile(r"(?P<nomor>\d{1,2})[.)]\s+(?P<isi>[^\W\d_].*)$", re.DOTALL)
# "Meningkatnya ...", "Terwujudnya ...": a result, whose kind no label says.
_STATES = re.compile(r"(?:Me|Ter|Ber)\w{3,}nya\b")
# A position's name is short; a sentence that begins with one is none.
_LONGEST_NAME = 14
_RANKS = ("satu", "dua", "tiga")


# A line, and whether it only goes on because its box is no wider.
Printed = tuple[Excerpt, bool]


@dataclass(frozen=True, slots=True)
class Isi:
    """One thing that a box says: what it is, its number, its words, the box and the lines it is printed on.

    ``rank`` is the rank of a position: 1 the head of the office, 3 a head of section. ``terbuka`` says that its form
    tells what it is, not a label; a box of another kind (``lain``) begins with words that are not known.
    """

    kind: str
    nomor: Excerpt | None
    teks: Excerpt
    box: Box
    rank: int = 0
    terbuka: bool = False


@once
def contents(source: Source) -> tuple[Isi, ...]:
    """What the boxes of ``source`` say, in the order of its text; none where its format has no boxes.

    Words that begin nothing known go on with what stands above them in the same box.
    """
    return tuple(_contents(source))


def _contents(source: Source) -> Iterator[Isi]:
    for box, lines in _boxes(source):
        held: Isi | None = None
        for line, wrapped in lines:
            # The name of a post never goes on as a measure begins, whether or not its box was full.
            free = not wrapped or (held is not None and held.kind == JABATAN)
            begun = _begun(line, box) or (_unlabelled(line, box) if free else None)
            if begun is None and held is None:
                begun = Isi(LAIN, None, line, box)
            # A box has one head, its first words: further down the name of a post goes on with what stands above.
            if begun and held and begun.kind == JABATAN:
                begun = None
            if begun:
                if held:
                    yield held
                held = begun
            elif held:
                held = replace(held, teks=join([held.teks, line]))
        if held:
            yield held


def _boxes(source: Source) -> Iterator[tuple[Box, list[Printed]]]:
    """Each box of ``source`` with its lines; a box that holds a number alone takes the words of the one beside it."""
    places = source.places
    if places is None:
        return
    found: list[tuple[Box, list[Printed]]] = []
    for start, end, box in zip(places.starts, places.ends, places.boxes, strict=False):
        if box is None:
            continue
        lines = [line for line in _lines(source, start, end) if line[0]]
        if found and found[-1][0] == box:
            found[-1][1].extend(lines)
        elif found and lines and _is_number_beside(found[-1], box):
            number, wrapped = found[-1][1][0]
            both = Box(box.page, found[-1][0].x0, box.top, box.x1, box.bottom)
            found[-1] = (both, [(join([number, lines[0][0]]), wrapped), *lines[1:]])
        elif lines:
            found.append((box, lines))
    yield from found


def _is_number_beside(before: tuple[Box, list[Printed]], box: Box) -> bool:
    left, lines = before
    alone = len(lines) == 1 and re.fullmatch(r"\d{1,2}(?:\.\d{1,2}){1,4}[.)]?", lines[0][0].text)
    return bool(alone) and left.page == box.page and left.top == box.top and left.x1 <= box.x0


def _lines(source: Source, start: int, end: int) -> Iterator[Printed]:
    """The lines of the printed text from ``start`` to ``end``, as a reader sees them."""
    at, wrapped = start, False
    for sign in [*_LINE.finditer(source.printed, start, end), None]:
        until = sign.start() if sign else end
        if source.printed[at:until].strip():
            yield plain(source.span(source.view.offset(at), source.view.offset(until - 1) + 1)), wrapped
        at, wrapped = (sign.end(), sign.group() == WRAP) if sign else (end, False)


def _begun(line: Excerpt, box: Box) -> Isi | None:
    """What begins with ``line``; None where nothing known does."""
    text = line.text
    if position := _POSITION.match(text):
        rank = 1 + next(n for n, name in enumerate(_RANKS) if position[name])
        return Isi(JABATAN, None, line, box, rank) if len(text.split()) <= _LONGEST_NAME else None
    if level := _LEVEL.match(text):
        kind = TUJUAN if level["kata"].upper() == "TUJUAN" else SASARAN
        number = line.group(level, "nomor") if level["nomor"] else None
        return Isi(kind, number, line.group(level, "isi") if level["isi"] else line[:0], box)
    if code := _CODE.match(text):
        return Isi(INDIKATOR, line.group(code, "nomor"), line.group(code, "isi") if code["isi"] else line[:0], box)
    numbered = _NUMBERED.match(text)
    if numbered and measure.begins(numbered["isi"]):
        return Isi(INDIKATOR, line.group(numbered, "nomor"), line.group(numbered, "isi"), box)
    return None


def _unlabelled(line: Excerpt, box: Box) -> Isi | None:
    """What a line that its author began is by its form: an indicator without number, a result without label."""
    if not line.text[:1].isupper():
        return None
    if measure.begins(line.text):
        return Isi(INDIKATOR, None, line, box)
    return Isi(SASARAN, None, line, box, terbuka=True) if _STATES.match(line.text) else None
