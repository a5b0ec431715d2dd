"""The quantities of a formula whose lines stand one above the other."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kgkesos.reading.tersebar.pieces import Kind, Piece

_LETTERS = re.compile(r"^\W*[A-Z]\d?\s*[-−–+]\s*[A-Z]\d?\W*$")
_LEGEND = re.compile(
    r"^\W*[A-Z]\w?\s*=|^\W*(?:Keterangan|Ket|Dengan|Dimana|Di\s?mana)\b\.?\s*:?\s*(?:[A-Z]\w?\s*=|$)", re.I
)
_DIVIDES = re.compile(r"(?:^|\s)(?:/|÷|dibagi|--dibagi--)(?:\s|$)|[)\]]\s*/|/\s*[(\[]", re.IGNORECASE)
_RATIO = 2


@dataclass(frozen=True, slots=True)
class Quantities:
    """The parts found so far, each with the lines it goes on over; the multiplier, and the lines of the legend."""

    parts: tuple[tuple[Piece, ...], ...] = ()
    times: Piece | None = None
    legend: tuple[Piece, ...] = ()
    last: Piece | None = None

    @property
    def is_sum(self) -> bool:
        """Whether a sum's sign opens it."""
        return bool(self.parts) and self.parts[0][0].kind is Kind.SUM

    @property
    def in_letters(self) -> bool:
        """Whether it is written in letters that a legend explains: "(A - B)"."""
        return bool(self.parts) and is_lettered(self.parts[0][0])

    @property
    def is_whole(self) -> bool:
        """Whether it has the parts that its form asks for."""
        return self.is_sum or self.in_words or len(self.parts) >= _RATIO

    @property
    def in_words(self) -> bool:
        """Whether a word or a sign says that it divides: "A dibagi B"."""
        return any(_DIVIDES.search(piece.words) for part in self.parts for piece in part)

    @property
    def times_last(self) -> bool:
        """Whether the multiplier is the last of it."""
        return self.times is not None and self.last is self.times

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """All its pieces but the multiplier."""
        return (*(piece for part in self.parts for piece in part), *self.legend)

    def multiplied(self, times: Piece) -> Quantities:
        """It with the multiplier ``times``."""
        return Quantities(self.parts, times, self.legend, times)

    def with_piece(self, piece: Piece, *, opens: bool) -> Quantities:
        """It with ``piece``, which ``opens`` a part or goes on with the last one, or with the legend."""
        if self.parts and (self.legend or is_legend(piece)):
            return Quantities(self.parts, self.times, (*self.legend, piece), piece)
        parts = (*self.parts, (piece,)) if opens else (*self.parts[:-1], (*self.parts[-1], piece))
        return Quantities(parts, self.times, self.legend, piece)


def is_legend(piece: Piece) -> bool:
    """Whether ``piece`` says what a letter stands for: "A = ..."."""
    return bool(_LEGEND.match(piece.words))


def is_lettered(piece: Piece) -> bool:
    """Whether ``piece`` is a difference or sum of letters: "(A - B)"."""
    return bool(_LETTERS.match(piece.words))
