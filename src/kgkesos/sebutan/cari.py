"""Where a text names a concept: the longest label that its words make, an abbreviation, or both as one mention."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import DamerauLevenshtein

from kgkesos.sebutan.kamus import Kamus, Label
from kgkesos.sebutan.kata import Kata, words

# Between the words of one label nothing but blanks may stand, or "yang" and "dan" where the text has one more.
_PASSED = frozenset({"yang", "dan", "para"})
# A misprint: one letter more, less, other or in the other order, in a word of so many letters.
_LONG_WORD = 7
_BRACKETED = re.compile(r"\s*\(\s*(?P<kata>[^\W\d_]{2,12})\s*\)")


@dataclass(frozen=True, slots=True)
class Sebutan:
    """A mention: the concept, the printed words, where they stand, and whether one is spelled otherwise (``ejaan``)."""

    konsep: str
    kata: str
    awal: int
    akhir: int
    ejaan: bool = False


def find(text: str, kamus: Kamus) -> tuple[Sebutan, ...]:
    """The concepts that ``text`` names, in its order; no mention lies inside another."""
    printed = list(words(text))
    found: list[Sebutan] = []
    at = 0
    while at < len(printed):
        mention = _longest(text, printed, at, kamus) or _short(text, printed, at, kamus)
        if mention is None:
            at += 1
            continue
        mention = _with_abbreviation(text, mention, kamus)
        found.append(mention)
        at = next((n for n in range(at, len(printed)) if printed[n].awal >= mention.akhir), len(printed))
    return tuple(_meant(found, kamus))


def _longest(text: str, printed: Sequence[Kata], at: int, kamus: Kamus) -> Sebutan | None:
    """The longest label that begins at the word ``at``; one with a misprint only where none is printed right."""
    exact = kamus.by_first.get(printed[at].bentuk, ())
    for label in exact:
        last = _reaches(text, printed, at, label, kamus, misprints=0)
        if last is not None:
            return _mention(text, printed, at, last, label, ejaan=False)
    for label in exact or _nearly(printed[at].bentuk, kamus):
        last = _reaches(text, printed, at, label, kamus, misprints=1) if len(label.kata) > 1 else None
        if last is not None:
            return _mention(text, printed, at, last, label, ejaan=True)
    return None


def _nearly(word: str, kamus: Kamus) -> Iterator[Label]:
    if len(word) < _LONG_WORD or word in kamus.kata:
        return
    for first, labels in kamus.by_first.items():
        if _is_misprint(word, first):
            yield from labels


def _reaches(text: str, printed: Sequence[Kata], at: int, label: Label, kamus: Kamus, *, misprints: int) -> int | None:
    """The last word of ``label`` where it begins at ``at``; None where the words are others."""
    here = at
    for number, wanted in enumerate(label.kata):
        if number and here < len(printed) and printed[here].bentuk != wanted and printed[here].bentuk in _PASSED:
            here += 1
        if here >= len(printed) or not _is_beside(text, printed, here, number):
            return None
        word = printed[here].bentuk
        if word != wanted:
            if not misprints or word in kamus.kata or not _is_misprint(word, wanted):
                return None
            misprints -= 1
        here += 1
    return here - 1


def _is_beside(text: str, printed: Sequence[Kata], here: int, number: int) -> bool:
    """Whether nothing but blanks stands before the word ``here``, where it is not the first."""
    return not number or not text[printed[here - 1].akhir : printed[here].awal].strip()


def _is_misprint(word: str, wanted: str) -> bool:
    return (
        len(word) >= _LONG_WORD
        and abs(len(word) - len(wanted)) <= 1
        and DamerauLevenshtein.distance(word, wanted, score_cutoff=1) == 1
    )


def _mention(text: str, printed: Sequence[Kata], at: int, last: int, label: Label, *, ejaan: bool) -> Sebutan:
    start, end = printed[at].awal, printed[last].akhir
    return Sebutan(label.konsep, text[start:end], start, end, ejaan)


def _short(text: str, printed: Sequence[Kata], at: int, kamus: Kamus) -> Sebutan | None:
    """An abbreviation, in the capitals in which the vocabulary has it or in capitals alone."""
    word = printed[at]
    base = word.tercetak.removesuffix("nya").rstrip("-")
    konsep = kamus.singkatan.get(base)
    if konsep is None and base.isupper():
        konsep = next((k for short, k in kamus.singkatan.items() if short.upper() == base), None)
    return Sebutan(konsep, text[word.awal : word.akhir], word.awal, word.akhir) if konsep else None


def _with_abbreviation(text: str, mention: Sebutan, kamus: Kamus) -> Sebutan:
    """``mention`` with the abbreviation in brackets behind it, where that is of the same concept or of its words."""
    bracketed = _BRACKETED.match(text, mention.akhir)
    if not bracketed:
        return mention
    said = bracketed["kata"]
    initials = "".join(kata.bentuk[0] for kata in words(mention.kata))
    if kamus.singkatan.get(said) != mention.konsep and said.casefold() != initials:
        return mention
    end = bracketed.end()
    return Sebutan(mention.konsep, text[mention.awal : end], mention.awal, end, mention.ejaan)


def _meant(found: Sequence[Sebutan], kamus: Kamus) -> Iterator[Sebutan]:
    """``found`` without abbreviations of two letters that the text nowhere writes out."""
    written = {one.konsep for one in found if len(one.kata.split()) > 1}
    for one in found:
        if not kamus.ambiguous(one.kata) or one.konsep in written:
            yield one
