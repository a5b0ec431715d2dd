"""What can be seen of a text's language without judging it: the words of the spelling list, misprints, repetitions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from rapidfuzz.distance import DamerauLevenshtein
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import SKOS

EJAAN, GANDA, BERULANG, SPASI, SALAH_KETIK = "ejaan", "kata-ganda", "kata-berulang", "spasi-tanda-baca", "salah-ketik"
_WORD = re.compile(r"[^\W\d_]+(?:[-‐‑–][^\W\d_]+)*")
# A blank before a comma or full stop, where a letter stands before the blank.
_STRAY = re.compile(r"(?<=[^\W\d_])[ \t]+(?=[,;:.](?:\s|$))")
# A word shorter than this has too many neighbours to be called a misprint of one of them.
_LONG_WORD = 7


@dataclass(frozen=True, slots=True)
class Catatan:
    """A remark on words of a text: its kind, the words and where they stand, and what they should be ("" if open)."""

    jenis: str
    kata: str
    baku: str
    awal: int
    akhir: int


@dataclass(frozen=True, slots=True)
class Ejaan:
    """The spelling list: the standard form of each other form in small letters, and what short forms stand for."""

    baku: Mapping[str, str]
    kependekan: Mapping[str, str]

    @classmethod
    def of(cls, graph: Graph) -> Ejaan:
        """The list in ``graph``: ``skos:hiddenLabel`` is another form of a prefLabel, ``altLabel`` a short one."""
        return cls(_forms(graph, SKOS.hiddenLabel), _forms(graph, SKOS.altLabel))

    def spelt_out(self, text: str) -> str:
        """``text`` with what its short forms stand for."""
        return _WORD.sub(lambda word: self.kependekan.get(word.group().casefold(), word.group()), text)


def _forms(graph: Graph, term: URIRef) -> dict[str, str]:
    found: dict[str, str] = {}
    for entry, form in graph.subject_objects(term):
        whole = graph.value(entry, SKOS.prefLabel)
        if isinstance(whole, Literal):
            found[str(form).casefold()] = str(whole)
    return found


def remarks(text: str, ejaan: Ejaan, known: Callable[[str], bool], often: Iterable[str]) -> Iterator[Catatan]:
    """The remarks on ``text`` in its order.

    ``known`` says whether a word in small letters is one; ``often`` are the words that an unknown one may be a misprint
    of.
    """
    found = list(_WORD.finditer(text))
    candidates = frozenset(often)
    for number, match in enumerate(found):
        word = match.group()
        small = word.casefold()
        if right := ejaan.baku.get(small):
            yield Catatan(EJAAN, word, right, match.start(), match.end())
        elif right := _misprint(word, small, known, candidates):
            yield Catatan(SALAH_KETIK, word, right, match.start(), match.end())
        if number and text[found[number - 1].end() : match.start()].isspace():
            before = found[number - 1].group()
            if before.casefold() == small and len(small) > 1:
                at = found[number - 1].start()
                yield Catatan(GANDA, text[at : match.end()], word, at, match.end())
    for stray in _STRAY.finditer(text):
        begin = text.rfind(" ", 0, stray.start()) + 1
        yield Catatan(
            SPASI,
            text[begin : stray.end() + 1],
            text[begin : stray.start()] + text[stray.end()],
            begin,
            stray.end() + 1,
        )


def _misprint(word: str, small: str, known: Callable[[str], bool], often: frozenset[str]) -> str:
    """The one word of ``often`` that differs in a single letter from the unknown ``word``; "" where there is none."""
    if len(small) < _LONG_WORD or word.isupper() or "-" in small or known(small):
        return ""
    near = [one for one in often if abs(len(one) - len(small)) <= 1 and _is_near(one, small)]
    return near[0] if len(near) == 1 else ""


def _is_near(one: str, other: str) -> bool:
    return one[0] == other[0] and DamerauLevenshtein.distance(one, other, score_cutoff=1) == 1
