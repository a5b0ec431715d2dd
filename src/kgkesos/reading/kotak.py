"""What stands in the boxes of a drawing: positions, goals, objectives and numbered indicators, each with its box."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kgkesos.reading.blocks import WRAP, Box
from kgkesos.reading.excerpt import Excerpt, Source, join
from kgkesos.reading.markup import plain
from kgkesos.reading.once import once
from kgkesos.reading.view import BREAK

JABATAN, TUJUAN, SASARAN, INDIKATOR = "jabatan", "tujuan", "sasaran", "indikator"
_LINE = re.compile(f"[\\n{WRAP}{BREAK}]")
_POSITION = re.compile(
    r"(?P<satu>kepala\s+(?:dinas|badan)\b|(?:bupati|wali\s*kota|gubernur|inspektur|camat|direktur)\b)"
    r"|(?P<dua>(?:kepala\s+(?:bidang|bagian|balai|upt[d]?|unit)|kabid|kabag|sekretari(?:s|at)|wakil\s+direktur)\b)"
    r"|(?P<tiga>(?:kepala\s+(?:seksi|sub\s*bagian|subbag|subbidang|sub\s+bidang)|kas(?:i|ie|ubb?ag|ubb?id)"
    r"|sub\s*koordinator)\b)",
    re.IGNORECASE,
)
_LEVEL = re.compile(
    r"(?P<kata>TUJUAN|SASARAN)(?:\s+STRATEGIS)?\s*(?P<nomor>\d{1,2}(?:\.\d{1,2})*)?\s*[.:]\s*(?P<isi>\S.*)?$",
    re.IGNORECASE | re.DOTALL,
)
_CODE = re.compile(
    r"(?P<nomor>\d{1,2}(?:\.\d{1,2}){1,4})(?:[.)]?\s+|\s*[.)]\s*|(?=[^\W\d]))(?P<isi>[^\W\d_].*)?$", re.DOTALL
)
# A position's name is short; a sentence that begins with one is none.
_LONGEST_NAME = 14
_RANKS = ("satu", "dua", "tiga")


@dataclass(frozen=True, slots=True)
class Isi:
    """One thing that a box says: what it is, its number, its words, the box and the lines it is printed on.

    ``rank`` is the rank of a position: 1 the head of the office, 3 a head of section.
    """

    kind: str
    nomor: Excerpt | None
    teks: Excerpt
    box: Box
    rank: int = 0


@once
def contents(source: Source) -> tuple[Isi, ...]:
    """What the boxes of ``source`` say, in the order of its text; none where its format has no boxes.

    Words that begin nothing known go on with what stands above them in the same box.
    """
    return tuple(_contents(source))


def _contents(source: Source) -> Iterator[Isi]:
    for box, lines in _boxes(source):
        held: Isi | None = None
        for line in lines:
            begun = _begun(line, box)
            if begun:
                if held:
                    yield held
                held = begun
            elif held:
                held = Isi(held.kind, held.nomor, join([held.teks, line]), box, held.rank)
        if held:
            yield held


def _boxes(source: Source) -> Iterator[tuple[Box, list[Excerpt]]]:
    """Each box of ``source`` with its lines; a box that holds a number alone takes the words of the one beside it."""
    places = source.places
    if places is None:
        return
    found: list[tuple[Box, list[Excerpt]]] = []
    for start, end, box in zip(places.starts, places.ends, places.boxes, strict=False):
        if box is None:
            continue
        lines = [line for line in _lines(source, start, end) if line]
        if found and found[-1][0] == box:
            found[-1][1].extend(lines)
        elif found and lines and _is_number_beside(found[-1], box):
            number = found[-1][1][0]
            found[-1] = (
                Box(box.page, found[-1][0].x0, box.top, box.x1, box.bottom),
                [join([number, lines[0]]), *lines[1:]],
            )
        elif lines:
            found.append((box, lines))
    yield from found


def _is_number_beside(before: tuple[Box, list[Excerpt]], box: Box) -> bool:
    left, lines = before
    alone = len(lines) == 1 and re.fullmatch(r"\d{1,2}(?:\.\d{1,2}){1,4}[.)]?", lines[0].text)
    return bool(alone) and left.page == box.page and left.top == box.top and left.x1 <= box.x0


def _lines(source: Source, start: int, end: int) -> Iterator[Excerpt]:
    """The lines of the printed text from ``start`` to ``end``, as a reader sees them."""
    at = start
    for sign in [*_LINE.finditer(source.printed, start, end), None]:
        until = sign.start() if sign else end
        if source.printed[at:until].strip():
            yield plain(source.span(source.view.offset(at), source.view.offset(until - 1) + 1))
        at = sign.end() if sign else end


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
    return None
