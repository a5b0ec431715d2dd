"""Where two printings of a text differ in letters: the differing words of each, and where they stand.

Spacing, capitals, punctuation and notation (a multiplication sign, ƒ, Σ) are how a rendition sets the same words: they
make no difference here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kgkesos.records import Bukti

_NOTATION = {"ƒ": "f", "∑": "σ", "×": "x", "℅": "%"}
# In a quote: commands, tags and entities, which no field holds.
_MARKUP = re.compile(r"\\[A-Za-z]+|</?[A-Za-z][^<>]*>|&(?:#\w+|[A-Za-z]+);")


@dataclass(frozen=True, slots=True)
class Letters:
    """The letters of a text that carry meaning; ``places[i]`` is where in the text ``letters[i]`` stands."""

    text: str
    letters: str
    places: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> Letters:
        """The letters and figures of ``text``, case folded; a point or comma between figures is one of them."""
        kept: list[str] = []
        places: list[int] = []
        for at, character in enumerate(text):
            for letter in _plain(character):
                if _carries_meaning(letter) or (letter in ".," and _between_figures(text, at)):
                    kept.append("σ" if letter == "ς" else letter)
                    places.append(at)
        return cls(text, "".join(kept), tuple(places))

    def slice(self, start: int, end: int) -> str:
        """The text from letter ``start`` up to, not including, letter ``end``."""
        return self.text[self.places[start] : self.places[end - 1] + 1] if start < end else ""

    def first(self, count: int) -> Letters:
        """The first ``count`` letters, as letters of the same text."""
        return Letters(self.text, self.letters[:count], self.places[:count])

    def opens_word(self, at: int) -> bool:
        """Whether letter ``at`` begins a word (the end of the text does, too)."""
        return at in (0, len(self.letters)) or self.places[at] - self.places[at - 1] > 1


def _plain(character: str) -> str:
    """``character`` in small, plain letters; those of ASCII, nearly all, need no table."""
    if character.isascii():
        return character.lower()
    return _NOTATION.get(character) or unicodedata.normalize("NFKC", character).casefold()


def _carries_meaning(letter: str) -> bool:
    """Whether ``letter`` is a letter or figure, or stands where one was lost."""
    return letter.isalnum() or letter in "%\ufffd" or unicodedata.category(letter) == "Co"


def _between_figures(text: str, at: int) -> bool:
    return 0 < at < len(text) - 1 and text[at - 1].isdigit() and text[at + 1].isdigit()


# What to do with letters, where from and to in the base, where from and to in the other.
Block = tuple[str, int, int, int, int]


@dataclass(frozen=True, slots=True)
class Alignment:
    """How the letters of ``other`` run along those of ``base``."""

    base: Letters
    other: Letters
    blocks: tuple[Block, ...]

    @classmethod
    def of(cls, base: Letters, other: Letters) -> Alignment:
        """Align with the fewest changed letters."""
        from rapidfuzz.distance import Levenshtein

        found = Levenshtein.opcodes(base.letters, other.letters)
        return cls(base, other, tuple((op.tag, op.src_start, op.src_end, op.dest_start, op.dest_end) for op in found))

    def differing(self) -> list[tuple[int, int]]:
        """The words of ``base`` that differ, as spans of its letters; an empty span where only ``other`` has words."""
        return joined(self._words(block) for block in self.blocks if block[0] != "equal")

    def _words(self, block: Block) -> tuple[int, int]:
        """The words of ``base`` that ``block`` changes: letters added to a word change that word."""
        _, start, end, other, other_end = block
        if start == end and self.base.opens_word(start):
            if not self.other.opens_word(other) and start:
                start -= 1
            elif not self.other.opens_word(other_end) and end < len(self.base.letters):
                end += 1
            else:
                return start, end
        while not self.base.opens_word(start):
            start -= 1
        while not self.base.opens_word(end):
            end += 1
        return start, end

    def along(self, start: int, end: int) -> tuple[int, int]:
        """The span of ``other`` that stands where ``base`` has the letters from ``start`` to ``end``.

        The span must hold each block that touches it whole, as the spans of :meth:`differing` do.
        """
        found: list[int] = []
        for block in self.blocks:
            tag, first, last, other, other_end = block
            if tag == "equal":
                if max(start, first) < min(end, last):
                    found.extend((other + max(start, first) - first, other + min(end, last) - first))
            else:
                begins, ends = self._words(block)
                if start <= begins and ends <= end:
                    found.extend((other, other_end))
        return (min(found), max(found)) if found else (0, 0)


def joined(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """``spans`` in order, those that overlap made one."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if found and (start < found[-1][1] or (start, end) == found[-1]):
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


@dataclass(frozen=True, slots=True)
class Quoted:
    """The letters of a field's quotes, each with its place in the rendition."""

    letters: Letters
    offsets: tuple[int, ...]

    @classmethod
    def of(cls, quotes: Sequence[Bukti]) -> Quoted:
        """The letters of ``quotes``, markup passed over."""
        text = " ".join(_MARKUP.sub(lambda match: " " * len(match.group()), quote.kutipan) for quote in quotes)
        at: list[int] = []
        for quote in quotes:
            at.extend(range(quote.awal, quote.akhir))
            at.append(quote.akhir)
        letters = Letters.of(text)
        return cls(letters, tuple(at[place] for place in letters.places))

    def place(self, field: Letters, start: int, end: int) -> tuple[int, int] | None:
        """Where in the rendition the letters ``start`` to ``end`` of ``field`` stand; None where that is nowhere."""
        found = [
            self.offsets[quoted + at - first]
            for tag, first, last, quoted, _ in Alignment.of(field, self.letters).blocks
            if tag == "equal"
            for at in range(max(start, first), min(end, last))
        ]
        return (min(found), max(found) + 1) if found else None
