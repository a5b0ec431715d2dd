"""Definitions stated in running text: "X adalah ...", "X (S) adalah ...", "X yang selanjutnya disebut S adalah ..."."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from kgkesos.normalize import key
from kgkesos.reading.excerpt import Excerpt, Source
from kgkesos.reading.page import Page
from kgkesos.records import Definisi

# A bullet, or a full stop before a capital, ends a sentence.
_SENTENCE = re.compile(r"(?<=[.;])\s+(?:[-–•●]\s+)?(?=[A-Z])|(?:^|\s+)[-–•●]\s+(?=[A-Z])")
_DEFINES = re.compile(
    r"^(?P<istilah>[A-Z][^.;:]*?)"
    r"(?:,?\s+(?:yang\s+)?selanjutnya\s+disebut\s+(?P<disebut>[A-Z][\w-]*))?,?"
    r"\s+(?:adalah|ialah)\s+(?P<definisi>\S.*)$",
    re.DOTALL,
)
_SHORT = re.compile(r"^(?P<panjang>.*\S)\s*\((?P<pendek>[A-Z][A-Za-z-]+)\)$")
_OR = re.compile(r"\s+atau\s+")
_IN_BRACKETS = re.compile(r"\(([A-Z][A-Z-]+)\)")
_WORD = re.compile(r"[^\W\d_]+")
# An indicator's own name defines the indicator, not a concept.
_MEASURE = re.compile(
    r"^(Jumlah|Persentase|Presentase|Prosentase|Rasio|Angka|Indeks|Rata-rata|Cakupan)\b", re.IGNORECASE
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


@dataclass(frozen=True, slots=True)
class Statement:
    """One definition found in a text."""

    istilah: Excerpt
    singkatan: Excerpt | None
    definisi: Excerpt
    kalimat: Excerpt


def statements(text: Excerpt, abbreviations: Abbreviations) -> tuple[Statement, ...]:
    """The definitions that ``text`` (spaces already single) states, in reading order."""
    found = []
    for sentence in text.splits(_SENTENCE):
        sentence = sentence.strip()
        match = _DEFINES.match(sentence.text)
        if match and len(match["istilah"].split()) <= LONGEST_TERM:
            found.append(_statement(sentence, match, abbreviations))
    return tuple(found)


def _statement(sentence: Excerpt, match: re.Match[str], abbreviations: Abbreviations) -> Statement:
    term = sentence.group(match, "istilah").strip()
    said = sentence.group(match, "disebut") if match["disebut"] else None
    if not _MEASURE.match(term.text):
        term, in_brackets = _without_short(_main_reading(term))
        said = said or in_brackets or abbreviations.short.get(key(term.text))
        if not said and term.text in abbreviations.long:
            said, term = term, abbreviations.long[term.text]
    return Statement(term, said, sentence.group(match, "definisi").strip(), sentence)


def _main_reading(term: Excerpt) -> Excerpt:
    """Of "A atau B" the first, unless the first is only the beginning of a name that B has whole."""
    readings = list(term.splits(_OR))
    whole = [reading for reading in readings if len(reading.text.split()) > 1]
    return (whole or readings)[0].strip()


def _without_short(term: Excerpt) -> tuple[Excerpt, Excerpt | None]:
    match = _SHORT.match(term.text)
    return (term.group(match, "panjang"), term.group(match, "pendek")) if match else (term, None)


def records(page: Page, parent: str, text: Excerpt, abbreviations: Abbreviations) -> tuple[Definisi, ...]:
    """A Definisi record for each definition that ``text``, a field of the record ``parent``, states."""
    return tuple(_record(page, parent, statement) for statement in statements(text, abbreviations))


def _record(page: Page, parent: str, said: Statement) -> Definisi:
    named = {"istilah": said.istilah, "singkatan": said.singkatan, "definisi": said.definisi, "kalimat": said.kalimat}
    return Definisi(
        id=page.new_id(parent, "definisi", said.istilah.text, said.definisi.text),
        induk=parent,
        bukti={name: part.bukti(page.source) for name, part in named.items() if part},
        istilah=said.istilah.text,
        singkatan=said.singkatan.text if said.singkatan else None,
        definisi=said.definisi.text,
        kalimat=said.kalimat.text,
    )
