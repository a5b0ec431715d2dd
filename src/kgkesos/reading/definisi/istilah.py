"""The term that a sentence defines: its words, its abbreviation, its other names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from kgkesos.normalize import key
from kgkesos.reading.excerpt import Excerpt, Source, join

_OR = re.compile(r"\s+atau\s+(?:(?:yang\s+)?(?:sering|biasa|dapat)?\s*disebut\s+(?:juga\s+|dengan\s+|sebagai\s+)?)?")
_SHORT = re.compile(r"\s*\((?P<pendek>[A-Z][A-Za-z0-9-]*)\)(?=\s|$)")
_CALLED = re.compile(
    r",?\s*\(?\s*(?:(?:yang\s+)?(?:untuk\s+)?(?:selanjutnya|kemudian)\s+(?:dapat\s+)?(?:disebut|disingkat|dinamakan)"
    r"|(?:yang\s+)?(?:disingkat|(?:sering|biasa)\s+disebut|disebut\s+juga))"
    r"(?:\s+(?:juga|sebagai|dengan|menjadi))?\s+(?P<sebutan>[^(),]+?)\s*\)?,?$"
)
_SPOKEN_OF = re.compile(
    r"^(?:.*?\byang\s+dimaksud(?:kan)?(?:\s+dengan|\s+dari)?|(?:adapun\s+)?(?:pengertian|definisi|arti)(?:\s+dari)?)\s+(?=\S)"
    r"|^adapun\s+",
    re.IGNORECASE,
)
# On whose word: "Menurut UU Nomor 13 Tahun 1998, ...".
_ACCORDING = re.compile(r"^(?:menurut|berdasarkan|sesuai|dalam|mengacu|merujuk|pada)\b.*,\s*", re.IGNORECASE)
_QUOTES = "\"“”'‘’«» "
_IN_BRACKETS = re.compile(r"\(([A-Z][A-Z-]+)\)")
_WORD = re.compile(r"[^\W\d_]+")
# An indicator's own name defines the indicator, not a concept.
_MEASURE = re.compile(
    r"^(Jumlah|Persentase|Presentase|Prosentase|Rasio|Angka|Indeks|Rata-rata|Cakupan|Tingkat)\b", re.IGNORECASE
)
LONGEST_TERM = 14


@dataclass(frozen=True, slots=True)
class Abbreviations:
    """The abbreviations a document itself explains, as "words (ABBR)", both ways."""

    short: Mapping[str, Excerpt]
    long: Mapping[str, Excerpt]

    @classmethod
    def of(cls, source: Source) -> Abbreviations:
        """Find in ``source`` each "(ABBR)" whose letters begin the words before it."""
        short: dict[str, Excerpt] = {}
        long: dict[str, Excerpt] = {}
        for match in _IN_BRACKETS.finditer(source.text):
            words = list(_WORD.finditer(source.text, max(0, match.start() - 200), match.start()))
            begin = _spelled(match.group(1), [(w.group(), w.start()) for w in words])
            if begin is None:
                continue
            phrase = source.span(begin, match.start()).squeezed()
            short.setdefault(key(phrase.text), source.span(*match.span(1)))
            long.setdefault(match.group(1), phrase)
        return cls(short, long)


@dataclass(frozen=True, slots=True)
class Term:
    """What is defined; ``alias`` holds the other names that the sentence gives it."""

    istilah: Excerpt
    singkatan: Excerpt | None = None
    alias: tuple[Excerpt, ...] = ()


def of(subject: Excerpt, abbreviations: Abbreviations) -> Term | None:
    """The term that ``subject``, all that stands before the word that defines, names; None where it is no name."""
    called = _CALLED.search(subject.text)
    words = (subject[: called.start()] if called else subject).strip()
    for opening in (_SPOKEN_OF, _ACCORDING, _SPOKEN_OF):
        if said := opening.match(words.text):
            words = words[said.end() :].strip()
    words = words.strip(_QUOTES + ",")
    if not words or len(words.text.split()) > LONGEST_TERM:
        return None
    name = subject.group(called, "sebutan").strip(_QUOTES) if called else None
    short = name if name and _abbreviates(name.text, words.text) else None
    alias = (name,) if name and not short else ()
    if _MEASURE.match(words.text):
        return _measure(words, short, alias)
    readings = _readings(words)
    term, in_brackets = _without_short(readings[0])
    short = short or in_brackets or abbreviations.short.get(key(term.text))
    if not short and term.text in abbreviations.long:
        short, term = term, abbreviations.long[term.text]
    return Term(term.strip(_QUOTES), short, (*readings[1:], *alias))


def is_measure(words: str) -> bool:
    """Whether ``words`` begin as the name of an indicator does."""
    return bool(_MEASURE.match(words))


def _measure(words: Excerpt, short: Excerpt | None, alias: tuple[Excerpt, ...]) -> Term:
    """An indicator's name stays whole; an abbreviation in it is its own only where it spells the whole of it."""
    found = _SHORT.search(words.text)
    if found and not short and found.end() == len(words):
        parts = [(word.group(), word.start()) for word in _WORD.finditer(words.text, 0, found.start())]
        if _spelled(found["pendek"], parts) == 0:
            return Term(words[: found.start()].strip(), words.group(found, "pendek"), alias)
    return Term(words, short, alias)


def _readings(words: Excerpt) -> list[Excerpt]:
    """Of "A atau B" both; where A is only the beginning of a name that B has whole, B and then A with the rest."""
    readings = [reading.strip(_QUOTES) for reading in words.splits(_OR)]
    if len(readings) == 2 and len(readings[0].text.split()) == 1 and len(readings[1].text.split()) > 1:
        head, whole = readings
        return [whole, join((head, whole[whole.text.index(" ") + 1 :]))]
    return readings


def _without_short(term: Excerpt) -> tuple[Excerpt, Excerpt | None]:
    """``term`` without the abbreviation in brackets that stands in it, and that abbreviation."""
    found = _SHORT.search(term.text)
    if not found or not _abbreviates(found["pendek"], term.text[: found.start()]):
        return term, None
    return join((term[: found.start()], term[found.end() :].strip())), term.group(found, "pendek")


def _abbreviates(short: str, long: str) -> bool:
    """Whether ``short`` is one word: of capitals, or of letters that follow one another in ``long``."""
    if len(short.split()) > 1:
        return False
    if sum(c.isupper() or c.isdigit() for c in short) > 1:
        return True
    letters = iter(long.casefold())
    return all(c in letters for c in short.casefold() if c.isalnum())


def _spelled(letters: str, words: list[tuple[str, int]]) -> int | None:
    """Where the words begin whose first letters spell ``letters``; small words in between may be passed over."""
    wanted = [c for c in letters.casefold() if c.isalpha()]
    begin: int | None = None
    for word, start in reversed(words):
        if not wanted:
            break
        if word[0].casefold() == wanted[-1]:
            wanted.pop()
            begin = start
        elif len(word) > 5 or begin is None:
            return None
    return begin if not wanted else None
