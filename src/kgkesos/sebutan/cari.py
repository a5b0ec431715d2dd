"""Where a text names a concept: the longest label that its words make, an abbreviation, or both as one mention."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import DamerauLevenshtein

from kgkesos.sebutan.bersama import find_shared
from kgkesos.sebutan.kamus import Kamus, Label
from kgkesos.sebutan.kata import Kata, words

# Between the words of one label blanks, a hyphen, or the slash that the label prints may stand; or "yang" and "dan"
# where the text has one more.
_PASSED = frozenset({"yang", "dan", "para"})
_BLANK, _SLASH = re.compile(r"\s*[-‐‑–]?\s*"), re.compile(r"\s*/\s*")
# A misprint: one letter more, less, other or in the other order, in a word of so many letters.
_LONG_WORD = 7
# A document's texts are asked for twice: for what they name, and for what they say.
TEXTS = 2_000
_BRACKETED = re.compile(r"\s*\(\s*(?P<kata>[^\W_]{2,12})\s*\)")


# How a mention was found: a name of the concept is printed, or its abbreviation; a word of the name is misprinted; the
# name shares a part with another ("Anak Nakal/Terlantar"). The last two are presumptions.
NAMA, SINGKATAN, SALAH_CETAK, BAGIAN_BERSAMA = "nama", "singkatan", "salah-cetak", "bagian-bersama"


@dataclass(frozen=True, slots=True)
class Sebutan:
    """A mention: the concept, the printed words, where they stand in the text, and how they were found (``cara``)."""

    konsep: str
    kata: str
    awal: int
    akhir: int
    cara: str = NAMA

    @property
    def is_presumed(self) -> bool:
        """Whether the words are not those of the concept letter by letter."""
        return self.cara in (SALAH_CETAK, BAGIAN_BERSAMA)


@lru_cache(maxsize=TEXTS)
def find(text: str, kamus: Kamus) -> tuple[Sebutan, ...]:
    """The concepts that ``text`` names, in its order.

    No mention lies inside another, but for a name that shares a part with it. A name of two concepts ("Gepeng") is a
    mention of each.
    """
    printed = list(words(text))
    found: list[Sebutan] = []
    taken: dict[int, str] = {}
    at = 0
    while at < len(printed):
        mentions = _longest(text, printed, at, kamus) or _short(text, printed, at, kamus)
        if not mentions:
            at += 1
            continue
        mentions = [_with_abbreviation(text, mention, kamus) for mention in mentions]
        found += mentions
        end = max(mention.akhir for mention in mentions)
        behind = next((n for n in range(at, len(printed)) if printed[n].awal >= end), len(printed))
        taken.update(dict.fromkeys(range(at, behind), mentions[0].konsep))
        at = behind
    for shared in find_shared(text, printed, taken, kamus):
        start, end = printed[shared.first].awal, printed[shared.last].akhir
        if shared.head_last is not None:
            head = (start, printed[shared.head_last].akhir)
            found = [one for one in found if (one.awal, one.akhir) != head]
        found.append(Sebutan(shared.konsep, text[start:end], start, end, BAGIAN_BERSAMA))
    return tuple(sorted(_meant(found, kamus), key=lambda one: (one.awal, one.akhir, one.konsep)))


def _longest(text: str, printed: Sequence[Kata], at: int, kamus: Kamus) -> list[Sebutan]:
    """The longest label that begins at the word ``at``; one with a misprint only where none is printed right."""
    exact = kamus.by_first.get(printed[at].bentuk, ())
    for label in exact:
        last = _reaches(text, printed, at, label, kamus, misprints=0)
        if last is not None:
            same = (other.konsep for other in exact if other.kata == label.kata)
            return [_mention(text, printed, at, last, konsep, NAMA) for konsep in same]
    for label in exact or _nearly(printed[at].bentuk, kamus):
        last = _reaches(text, printed, at, label, kamus, misprints=1) if len(label.kata) > 1 else None
        if last is not None:
            return [_mention(text, printed, at, last, label.konsep, SALAH_CETAK)]
    return []


def _nearly(word: str, kamus: Kamus) -> Iterator[Label]:
    if len(word) < _LONG_WORD - 1 or word in kamus.kata:
        return
    for first in kamus.firsts_near(word):
        if _is_misprint(word, first):
            yield from kamus.by_first[first]


def _reaches(text: str, printed: Sequence[Kata], at: int, label: Label, kamus: Kamus, *, misprints: int) -> int | None:
    """The last word of ``label`` where it begins at ``at``; None where the words are others."""
    here = at
    for number, wanted in enumerate(label.kata):
        if number and here < len(printed) and printed[here].bentuk != wanted and printed[here].bentuk in _PASSED:
            here += 1
        if here >= len(printed) or not _is_beside(text, printed, here, number, label):
            return None
        word = printed[here].bentuk
        if word != wanted:
            if not misprints or word in kamus.kata or not _is_misprint(word, wanted):
                return None
            misprints -= 1
        here += 1
    return here - 1


def _is_beside(text: str, printed: Sequence[Kata], here: int, number: int, label: Label) -> bool:
    """Whether before the word ``here`` stands what may part two words of ``label``."""
    if not number:
        return True
    between = text[printed[here - 1].akhir : printed[here].awal]
    return bool(_BLANK.fullmatch(between) or (number in label.garis_miring and _SLASH.fullmatch(between)))


def _is_misprint(word: str, wanted: str) -> bool:
    return (
        len(wanted) >= _LONG_WORD
        and abs(len(word) - len(wanted)) <= 1
        and DamerauLevenshtein.distance(word, wanted, score_cutoff=1) == 1
    )


def _mention(text: str, printed: Sequence[Kata], at: int, last: int, konsep: str, cara: str) -> Sebutan:
    start, end = printed[at].awal, printed[last].akhir
    return Sebutan(konsep, text[start:end], start, end, cara)


def _short(text: str, printed: Sequence[Kata], at: int, kamus: Kamus) -> list[Sebutan]:
    """An abbreviation, in the capitals in which the vocabulary has it or in capitals alone."""
    word = printed[at]
    base = word.tercetak.removesuffix("nya").rstrip("-")
    konsep = kamus.singkatan.get(base)
    if konsep is None and base.isupper():
        konsep = next((k for short, k in kamus.singkatan.items() if short.upper() == base), None)
    return [Sebutan(konsep, text[word.awal : word.akhir], word.awal, word.akhir, SINGKATAN)] if konsep else []


def _with_abbreviation(text: str, mention: Sebutan, kamus: Kamus) -> Sebutan:
    """``mention`` with the abbreviation in brackets behind it, where that is of the same concept or of its words."""
    bracketed = _BRACKETED.match(text, mention.akhir)
    if not bracketed:
        return mention
    said = bracketed["kata"]
    initials = "".join(kata.bentuk[0] for kata in words(mention.kata))
    if not kamus.is_called(mention.konsep, said) and said.casefold() != initials:
        return mention
    end = bracketed.end()
    return Sebutan(mention.konsep, text[mention.awal : end], mention.awal, end, mention.cara)


def _meant(found: Sequence[Sebutan], kamus: Kamus) -> Iterator[Sebutan]:
    """``found`` without abbreviations of two letters that the text nowhere writes out."""
    written = {one.konsep for one in found if len(one.kata.split()) > 1}
    for one in found:
        if not kamus.ambiguous(one.kata) or one.konsep in written:
            yield one
