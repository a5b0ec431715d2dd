"""The positions of an IKI document: which lines belong to each, and which belong to none that is named."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kgkesos.reading.excerpt import Excerpt, Source
from kgkesos.reading.iki.lines import (
    Opening,
    blank,
    clean,
    is_row,
    is_spread_head,
    is_title,
    item,
    opening,
    other_part,
    part,
    telling,
)
from kgkesos.reading.once import printed

# Within so many printed lines TUGAS must follow a line "Jabatan ..." that has neither a colon nor capitals.
_FEW = 6


@dataclass(frozen=True, slots=True)
class Block:
    """The lines of one position: ``first`` (its JABATAN line), ``body`` (the one after its name) up to ``until``.

    From ``until`` up to ``after``, where the next position begins, stands what names no position. ``name`` is None
    where the JABATAN line is without one; ``name_line`` is the line it stands on.
    """

    name: Excerpt | None
    name_line: int
    first: int
    until: int
    after: int

    @property
    def body(self) -> int:
        """The first line after the name."""
        return self.name_line + 1


def blocks(source: Source) -> tuple[Block, ...]:
    """The positions in their printed order."""
    found = tuple(_openings(source))
    made = []
    for at, (number, opened) in enumerate(found):
        after = found[at + 1][0] if at + 1 < len(found) else source.line_count + 1
        name, on = (opened.name, number) if opened.name else _name_below(source, number, after)
        made.append(Block(name, on, number, _end(source, on + 1, after), after))
    return tuple(made)


def _openings(source: Source) -> Iterator[tuple[int, Opening]]:
    for number in telling(source, 1, source.line_count + 1):
        line = clean(source, number)
        opened = opening(line) if line else None
        if opened and (opened.sure or _opens(source, number, opened)):
            yield number, opened


def _opens(source: Source, number: int, opened: Opening) -> bool:
    """Whether a line JABATAN without a colon names a position: told by what stands around it."""
    if is_row(source, number):
        return False
    comes = _next(source, number, None if opened.capitals else _FEW)
    if not opened.capitals:
        return comes == "TUGAS" and (opened.numbered or bool(opened.name))
    if comes == "JABATAN":
        return False
    alone = number == 1 or blank(source, number - 1) or is_title(clean(source, number - 1))
    ends = source.line(number).text.rstrip().endswith((";", "."))
    return opened.numbered or comes == "TUGAS" or (bool(opened.name) and alone and not ends)


def _next(source: Source, number: int, within: int | None) -> str | None:
    """What comes first after line ``number``: a part, a position, a title or a table, ``within`` so many lines."""
    distance = 0
    for other in printed(source, number + 1, source.line_count + 1):
        line = clean(source, other)
        if not line:
            continue
        distance += 1
        if within and distance > within:
            return None
        if found := part(line):
            return found.word
        if (opened := opening(line)) and (opened.sure or opened.numbered or opened.capitals):
            return "JABATAN"
        if is_title(line):
            return "judul"
        if is_row(source, other) or is_spread_head(source, other):
            return "tabel"
    return None


def _name_below(source: Source, number: int, until: int) -> tuple[Excerpt | None, int]:
    """The name on the next printed line, where that is no head, item, title or table; and the line it stands on."""
    below = next(iter(printed(source, number + 1, until)), None)
    if below is None:
        return None, number
    line = clean(source, below)
    known = part(line) or other_part(line, None, None) or is_title(line) or item(line)
    if known or is_row(source, below) or is_spread_head(source, below) or not any(c.isalpha() for c in line.text):
        return None, number
    return line, below


def _end(source: Source, first: int, after: int) -> int:
    """Where the position ends: at a second TUGAS, or at a repeated title that a table follows; else at ``after``."""
    duties = table = False
    title: int | None = None
    for number in telling(source, first, after):
        line = clean(source, number)
        if not line:
            continue
        if is_title(line):
            title = number
        elif (found := part(line)) and found.word == "TUGAS":
            if duties or table:
                return title or number
            duties, title = True, None
        elif is_row(source, number) or is_spread_head(source, number):
            if title:
                return title
            table = True
    return after
