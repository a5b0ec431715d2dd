"""How wide words are at most: whichever font a computer draws them in, they stay inside their box."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

# In parts of the size of the font, somewhat wider than DejaVu Sans, the widest of the usual fonts.
_THIN, _NARROW, _USUAL, _CAPITAL, _WIDE = 0.35, 0.43, 0.65, 0.8, 1.05
_THIN_SIGNS = frozenset("ijlI.,:;'| ")
_NARROW_SIGNS = frozenset("ftr!()[]/\\-")
_WIDE_SIGNS = frozenset("mwMWQO@%&+=<>~^#\N{EM DASH}\N{HORIZONTAL ELLIPSIS}")
_BOLD = 1.12
_CUT = "\N{HORIZONTAL ELLIPSIS}"


def width(text: str, size: int, *, bold: bool = False) -> float:
    """The most pixels that ``text`` takes in a font of ``size`` pixels."""
    return sum(map(_of, text)) * size * (_BOLD if bold else 1)


def _of(sign: str) -> float:
    if sign in _THIN_SIGNS:
        return _THIN
    if sign in _NARROW_SIGNS:
        return _NARROW
    if sign in _WIDE_SIGNS or ord(sign) > 0x24F:
        return _WIDE
    return _CAPITAL if unicodedata.category(sign) == "Lu" else _USUAL


def wrapped(text: str, size: int, room: int, most: int, *, bold: bool = False) -> tuple[str, ...]:
    """``text`` in lines of at most ``room`` pixels, at most ``most`` of them; where more are due the last says so."""
    lines = list(_lines(text, size, room, bold=bold))
    if len(lines) <= most:
        return tuple(lines)
    last = lines[most - 1]
    while last and width(last + _CUT, size, bold=bold) > room:
        last = last[:-1]
    return (*lines[: most - 1], last.rstrip() + _CUT)


def _lines(text: str, size: int, room: int, *, bold: bool) -> Iterator[str]:
    line = ""
    for word in text.split():
        for piece in _pieces(word, size, room, bold=bold):
            longer = f"{line} {piece}" if line else piece
            if line and width(longer, size, bold=bold) > room:
                yield line
                line = piece
            else:
                line = longer
    if line:
        yield line


def _pieces(word: str, size: int, room: int, *, bold: bool) -> Iterator[str]:
    """``word``, in pieces where no line is long enough for it."""
    piece = ""
    for sign in word:
        if piece and width(piece + sign, size, bold=bold) > room:
            yield piece
            piece = ""
        piece += sign
    yield piece
