"""The abbreviations of a document, and which of them it writes out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

# Two letters or more in capitals, digits among them; or capitals inside a word (PermenPAN).
_SHORT = re.compile(r"(?<![\w./-])(?:[A-Z][A-Z0-9&]{1,9})(?![\w/-])")
# "Lembaga Kesejahteraan Sosial (LKS)", "LKS (Lembaga Kesejahteraan Sosial)".
_BEHIND = re.compile(r"(?:[^\W\d_]+[ \t\r\n]+){1,12}\(\s*(?P<kata>[A-Z][A-Za-z0-9&]{1,9})\s*\)")
_BEFORE = re.compile(r"(?<!\w)(?P<kata>[A-Z][A-Za-z0-9&]{1,9})\s*\(\s*(?:[^\W\d_]+[ \t\r\n]+){1,12}[^\W\d_]+\s*\)")
# Numerals of lists and levels are no abbreviations.
_ROMAN = re.compile(r"[IVXLC]+")


@dataclass(frozen=True, slots=True)
class Singkatan:
    """An abbreviation in a text: its letters and where they stand."""

    kata: str
    awal: int
    akhir: int


def abbreviations(text: str, clipped: Iterable[str] = ()) -> Iterator[Singkatan]:
    """The abbreviations of ``text`` in its order; none where all of it is in capitals.

    ``clipped`` are short forms in small letters that look like words ("monev", "sarpras").
    """
    if text.isupper():
        return
    short = [Singkatan(one.group(), one.start(), one.end()) for one in _SHORT.finditer(text)]
    found = [one for one in short if not _ROMAN.fullmatch(one.kata)]
    if words := "|".join(re.escape(word) for word in sorted(clipped)):
        pattern = re.compile(rf"\b(?:{words})\b", re.IGNORECASE)
        found += [Singkatan(one.group(), one.start(), one.end()) for one in pattern.finditer(text)]
    places: dict[int, Singkatan] = {one.awal: one for one in found}
    yield from (places[at] for at in sorted(places))


def written_out(text: str) -> frozenset[str]:
    """The abbreviations that ``text`` writes out, in small letters."""
    return frozenset(one["kata"].casefold() for pattern in (_BEHIND, _BEFORE) for one in pattern.finditer(text))
