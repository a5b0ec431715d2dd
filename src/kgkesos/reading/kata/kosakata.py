"""The words a document can be expected to print: its own, the ontology's labels, and the roots of Indonesian."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from kgkesos import resources
from kgkesos.reading.excerpt import Source
from kgkesos.reading.once import WORDS

if TYPE_CHECKING:
    from Sastrawi.Stemmer.Stemmer import Stemmer

_RUN = re.compile(r"[^\W\d_]+")
_AROUND = re.compile(r"^(?:ke|per|di|di?per|(?:pe|me)(?P<sengau>ng|ny|n|m)?|ketidak)(?P<inti>[a-z]{8,})(?:an|kan)$")
# What parts lines, and the cells that take up a part of one.
_BETWEEN = re.compile(r"\s{2,}|[\n\t]")
# Written by people. What is generated from official lists has their slips, such as words without the space between.
_HAND_WRITTEN = ("kgkesos.ttl", "konsep.ttl", "kode.ttl")
# The ontology's files in their one form: a predicate, then its texts. Names and definitions count; notes do not, and
# examples quote the documents: a reader that knew their words would know its samples.
_NAMES = re.compile(r'(?:rdfs:label|skos:(?:prefLabel|altLabel|definition))\s+((?:"(?:[^"\\\n]|\\.)*"@\w+[\s,]*)+)')
_LABEL = re.compile(r'"((?:[^"\\\n]|\\.)*)"@id')
# A capital right after a small letter: no Indonesian word is spelt so, a glued one is.
INNER_CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])")
# A root of fewer letters is too easily part of another word ("ah", "kes", "kah").
_SHORTEST_ROOT = 4
# A longer run of letters is no word, and no words that lost the spaces between them.
LONGEST_WORD = 100
# Words this often printed alone are the document's own, whatever a dictionary says.
OFTEN = 2


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """How often the document prints each word inside a line, and which words the labels and definitions hold.

    A word at the edge of a line may be half of one, so it counts only where it also stands inside a line.
    """

    printed: Mapping[str, int]
    labels: frozenset[str]

    @classmethod
    def of(cls, source: Source) -> Vocabulary:
        """The vocabulary of ``source``."""
        inside: Counter[str] = Counter()
        for printed in _BETWEEN.split(source.text):
            inside.update(_RUN.findall(printed)[1:-1])
        words: Counter[str] = Counter()
        for word, count in inside.items():
            if not INNER_CAPITAL.search(word):
                words[word.casefold()] += count
        return cls(words, _label_words())

    def count(self, word: str) -> int:
        """How often ``word`` stands alone inside a line."""
        return self.printed.get(word.casefold(), 0)

    def has(self, word: str) -> bool:
        """Whether ``word`` is the document's own, printed alone often, or stands in a label of the ontology."""
        return self.count(word) >= OFTEN or word.casefold() in self.labels

    def may_have(self, word: str) -> bool:
        """Whether the document prints ``word`` alone, or a label of the ontology holds it."""
        folded = word.casefold()
        return folded in self.printed or folded in self.labels

    def is_listed(self, word: str) -> bool:
        """Whether ``word`` stands in a label of the ontology or in the list of roots."""
        return word.casefold() in self.labels or is_root(word.casefold())


def is_root(word: str) -> bool:
    """Whether ``word`` is a root of four letters or more (the list of PySastrawi, MIT)."""
    return len(word) >= _SHORTEST_ROOT and word in roots()


def is_derived(word: str) -> bool:
    """Whether ``word`` is a root, or two, with the affixes of Indonesian around it ("dibidang", "penatausahaan")."""
    if len(word) > LONGEST_WORD:
        return False
    folded = word.casefold()
    base = stem(folded)
    return (base != folded and is_root(base)) or _is_derived_compound(folded)


def has_prefix(word: str) -> bool:
    """Whether ``word`` is derived and begins with a prefix, not with its root."""
    folded = word.casefold()
    return _is_derived_compound(folded) or (is_derived(folded) and not folded.startswith(stem(folded)))


def _is_derived_compound(word: str) -> bool:
    """Whether ``word`` is two roots written as one inside "ke-...-an", "pe(r)-...-an", "di-...-kan" or "me-...-kan"."""
    found = _AROUND.match(word)
    if not found:
        return False
    # The nasal of a prefix stands for the first letter of the root: "pen-" and "tata", "peng-" and "kerja".
    nasal = {"n": "t", "m": "p", "ng": "k", "ny": "s"}.get(found["sengau"] or "", "")
    inner = found["inti"]
    return any(_is_two_roots(begin + inner) for begin in {"", nasal})


def _is_two_roots(word: str) -> bool:
    seams = range(_SHORTEST_ROOT, len(word) - _SHORTEST_ROOT + 1)
    return any(is_root(word[:seam]) and is_root(word[seam:]) for seam in seams)


@lru_cache(maxsize=1)
def roots() -> frozenset[str]:
    """The roots of Indonesian, in small letters (the list of PySastrawi, MIT)."""
    from Sastrawi.Stemmer.StemmerFactory import StemmerFactory

    return frozenset(StemmerFactory().get_words())


@lru_cache(maxsize=WORDS)
def stem(word: str) -> str:
    """The root of ``word``, given in small letters, or the word itself (PySastrawi)."""
    stemmed: str = _stemmer().stem(word)
    return stemmed


@lru_cache(maxsize=1)
def _stemmer() -> Stemmer:
    from Sastrawi.Dictionary.ArrayDictionary import ArrayDictionary
    from Sastrawi.Stemmer.Stemmer import Stemmer

    return Stemmer(ArrayDictionary(roots()))


@lru_cache(maxsize=1)
def _label_words() -> frozenset[str]:
    """The words of the ontology's Indonesian labels and definitions; abbreviations among them, letters folded."""
    texts = ((resources.folder("ontology") / name).read_text(encoding="utf-8") for name in _HAND_WRITTEN)
    labels = (label for text in texts for names in _NAMES.findall(text) for label in _LABEL.findall(names))
    return frozenset(word.group().casefold() for label in labels for word in _RUN.finditer(label))
