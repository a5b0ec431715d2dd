"""The abbreviations of a document, and which of them it writes out."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import DamerauLevenshtein

from kgkesos.ciri.istilah import LISTS

# Two letters or more in capitals, digits among them; or capitals inside a word (PermenPAN).
_SHORT = re.compile(r"(?<![\w./-])[A-Z][A-Z0-9&]{1,9}(?:-[A-Z]{1,3})?(?![\w/-])")
# "Lembaga Kesejahteraan Sosial (LKS)", "LKS (Lembaga Kesejahteraan Sosial)".
_BEHIND = re.compile(r"(?P<frasa>(?:[^\W\d_]+,?[ \t\r\n]+){1,12})\(\s*(?P<kata>[A-Z][A-Za-z0-9&-]{1,12})\s*\)")
_BEFORE = re.compile(
    r"(?<!\w)(?P<kata>[A-Z][A-Za-z0-9&-]{1,12})\s*\(\s*(?P<frasa>(?:[^\W\d_]+[ \t\r\n]+){1,12}[^\W\d_]+)\s*\)"
)
# The legend of a formula: "JP = jumlah penduduk", up to the next entry of it.
_LEGEND = re.compile(
    r"(?<![\w./-])(?P<kata>[A-Z][A-Z0-9]{1,9})[ \t]*[=:][ \t]*"
    r"(?P<frasa>[^\W\d_]{3,}(?:[ \t](?![A-Z][A-Z0-9]{1,9}[ \t]*[=:])[^\W\d_]+)+)"
)
# Numerals of lists and levels are no abbreviations.
_ROMAN = re.compile(r"[IVXLC]+")


@dataclass(frozen=True, slots=True)
class Singkatan:
    """An abbreviation in a text: its letters and where they stand."""

    kata: str
    awal: int
    akhir: int


def abbreviations(text: str, clipped: Iterable[str] = (), known: Container[str] = ()) -> Iterator[Singkatan]:
    """The abbreviations of ``text`` in its order; none where all of it is in capitals.

    ``clipped`` are short forms in small letters that look like words ("monev", "sarpras"); those in ``known``, in small
    letters, every reader knows.
    """
    if text.isupper():
        return
    short = [Singkatan(one.group(), one.start(), one.end()) for one in _SHORT.finditer(text)]
    found = [one for one in short if not _ROMAN.fullmatch(one.kata)]
    if words := tuple(clipped):
        found += [Singkatan(one.group(), one.start(), one.end()) for one in _any_of(words).finditer(text)]
    places: dict[int, Singkatan] = {one.awal: one for one in found if one.kata.casefold() not in known}
    yield from (places[at] for at in sorted(places))


@lru_cache(maxsize=LISTS)
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(re.escape(word) for word in sorted(words))})\b", re.IGNORECASE)


def written_out(text: str) -> dict[str, str]:
    """The abbreviations that ``text`` writes out, in small letters, each with the words that it stands for.

    Words in front of a bracketed abbreviation are its own where they have its letters in their order: "korban HIV AIDS
    (ODHA)" does not write out ODHA.
    """
    found = {match["kata"].casefold(): match["frasa"] for match in _LEGEND.finditer(text)}
    # Each word of a text may begin a phrase of twelve: a text without brackets is not searched for any.
    bracketed = (_BEHIND, _BEFORE) if "(" in text else ()
    for match in (match for pattern in bracketed for match in pattern.finditer(text)):
        if words := _own_words(match["kata"].casefold(), match["frasa"].split()):
            found[match["kata"].casefold()] = words
    return found


def same_letters(one: str, other: str) -> float:
    """How much of two full forms is the same, letter by letter, from 0 to 1."""
    return round(DamerauLevenshtein.normalized_similarity(one.casefold(), other.casefold()), 2)


def expanded(text: str, stands_for: Mapping[str, str]) -> str:
    """``text`` with each abbreviation as what it stands for, once where it is written out at the place.

    >>> expanded("Jumlah Kelompok Usaha Bersama (KUB) dan KUB lama", {"kub": "Kelompok Usaha Bersama"})
    'Jumlah Kelompok Usaha Bersama dan Kelompok Usaha Bersama lama'
    """
    for short in sorted({one.group() for one in _SHORT.finditer(text)}):
        if words := stands_for.get(short.casefold()):
            own = re.escape(words)
            written = rf"{own}\s*\(\s*{short}\s*\)|\b{short}\b(?:\s*\(\s*{own}\s*\))?"
            text = re.sub(written, words, text, flags=re.IGNORECASE)
    return text


def _own_words(short: str, words: Sequence[str]) -> str:
    """The last of ``words`` that ``short`` can stand for; "" where there are none."""
    letters = [letter for letter in short if letter.isalpha()]
    for at in range(len(words) - 1, -1, -1):
        own = " ".join(words[at:])
        if own[0].casefold() == letters[0] and len(own) > len(short) and _has_in_order(own.casefold(), letters):
            return own
    return ""


def _has_in_order(text: str, letters: Iterable[str]) -> bool:
    rest = iter(text)
    return all(letter in rest for letter in letters)
