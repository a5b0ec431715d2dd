"""One thing written in two ways in one document: apart and together, in full and clipped, with another first word."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from rapidfuzz.distance import DamerauLevenshtein

from kgkesos.reading.kata.kosakata import INNER_CAPITAL

_WORD = re.compile(r"[^\W\d_]+")
# Between two words that might be written as one: blanks, a hyphen, the stop of an abbreviation ("Sub. Bagian").
_GAP = re.compile(r"\.?[ \t\n]+|[-‐‑–]")
# Words for "former" that stand before the same words.
_FORMER = frozenset({"bekas", "eks", "mantan"})
# Prepositions: whether they are written apart is a matter of spelling.
_PREPOSITIONS = frozenset({"di", "ke", "dari", "se"})
# Shorter words that are alike are different words.
_LONG_WORD = 6


@dataclass(frozen=True, slots=True)
class Ragam:
    """Two ways to write one thing: the words of each as printed, and the number of the text where each stands first.

    ``kata`` is the one that is printed less often.
    """

    kata: str
    teks: int
    kata_lain: str
    teks_lain: int


@dataclass(slots=True)
class _Form:
    """How something is printed first, in which text, and how often."""

    kata: str
    teks: int
    kali: int = 0


@dataclass(slots=True)
class _Forms:
    """The words of a document, and its pairs of neighbours, in small letters."""

    kata: dict[str, _Form] = field(default_factory=dict)
    pasangan: dict[tuple[str, str], _Form] = field(default_factory=dict)


def variants(
    texts: Sequence[str], short: Mapping[str, str], unknown: Iterable[str], baku: Iterable[str]
) -> list[Ragam]:
    """What ``texts`` write in two ways, each pair once.

    ``short`` are short forms with what they stand for, ``unknown`` words that no list has (of two that differ in one
    letter one is another spelling), ``baku`` forms that the spelling list has: they are a matter of spelling.
    """
    forms = _forms(texts)
    spelt = frozenset(baku)
    found = [
        *_apart(forms, spelt),
        *_former(forms),
        *_clipped(texts, forms, short),
        *_spelt(forms, sorted(word for word in unknown if word not in spelt)),
    ]
    return sorted({(one.kata.casefold(), one.kata_lain.casefold()): one for one in found}.values(), key=_order)


def _order(one: Ragam) -> tuple[int, str, str]:
    return one.teks, one.kata, one.kata_lain


def _forms(texts: Sequence[str]) -> _Forms:
    forms = _Forms()
    for number, text in enumerate(texts):
        before: re.Match[str] | None = None
        for match in _WORD.finditer(text):
            small = match.group().casefold()
            forms.kata.setdefault(small, _Form(match.group(), number)).kali += 1
            if before and _GAP.fullmatch(text, before.end(), match.start()):
                pair = (before.group().casefold(), small)
                both = text[before.start() : match.end()]
                forms.pasangan.setdefault(pair, _Form(" ".join(both.split()), number)).kali += 1
            before = match
    return forms


def _apart(forms: _Forms, spelt: frozenset[str]) -> Iterator[Ragam]:
    """A word that is also printed as two: "Subbagian", "Sub. Bagian"."""
    for (one, other), pair in forms.pasangan.items():
        whole = forms.kata.get(one + other)
        # "SeksiJaminan" lost a blank: no other way of writing.
        if (
            whole
            and not INNER_CAPITAL.search(whole.kata)
            and one not in _PREPOSITIONS
            and len(one) > 1
            and one + other not in spelt
        ):
            yield _ragam(whole, pair)


def _former(forms: _Forms) -> Iterator[Ragam]:
    """The same words behind two words for "former": "bekas penderita", "eks penderita"."""
    by_next: dict[str, list[_Form]] = defaultdict(list)
    for (one, other), pair in sorted(forms.pasangan.items()):
        if one in _FORMER:
            by_next[other].append(pair)
    for same in by_next.values():
        for other_pair in same[1:]:
            yield _ragam(same[0], other_pair)


def _clipped(texts: Sequence[str], forms: _Forms, short: Mapping[str, str]) -> Iterator[Ragam]:
    """A short form whose full form is printed too, and that no text ties to it in parentheses."""
    for clipped, full in sorted(short.items()):
        form = forms.kata.get(clipped) if " " in full else None
        pattern = re.compile(rf"\b{re.escape(full)}\b", re.IGNORECASE)
        where = [(number, found) for number, text in enumerate(texts) if form for found in pattern.finditer(text)]
        tied = re.compile(rf"\(\s*{re.escape(clipped)}\b|\b{re.escape(clipped)}\s*\(", re.IGNORECASE)
        if form and where and not any(tied.search(text) for text in texts):
            number, found = where[0]
            yield Ragam(form.kata, form.teks, " ".join(found.group().split()), number)


def _spelt(forms: _Forms, unknown: Sequence[str]) -> Iterator[Ragam]:
    """Two words of no list that differ in one letter: "centre", "center"."""
    long = [word for word in unknown if len(word) >= _LONG_WORD and word in forms.kata]
    for at, one in enumerate(long):
        for other in long[at + 1 :]:
            if one[0] == other[0] and DamerauLevenshtein.distance(one, other, score_cutoff=1) == 1:
                yield _ragam(forms.kata[one], forms.kata[other])


def _ragam(one: _Form, other: _Form) -> Ragam:
    counts = Counter({one.kata: one.kali, other.kata: other.kali})
    rare, often = (one, other) if counts[one.kata] <= counts[other.kata] else (other, one)
    return Ragam(rare.kata, rare.teks, often.kata, often.teks)
