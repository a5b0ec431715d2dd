"""The words of a text and the form in which they are compared: case, reduplication and attached particles apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from kgkesos.reading.once import WORDS

# A word has a letter ("P3KE", "LK3"): a number alone is none.
_WORD = re.compile(r"(?=\d*[^\W\d_])[^\W_]+(?:[-‐‑–](?=\d*[^\W\d_])[^\W_]+)*")
_HYPHEN = re.compile(r"[-‐‑–]")
# Where a blank was lost between two words ("SeksiJaminan").
_GLUED = re.compile(r"(?<=[a-z]{3})(?=[A-Z][a-z]{2})")
# What is attached to a word without changing what it names.
_ATTACHED = re.compile(r"(?<=\w{4})(?:nya|lah|kah|pun)$")
# Words of four spellings that offices use for one another, by how they begin.
_SPELLINGS = (("telantar", "terlantar"), ("resiko", "risiko"), ("propinsi", "provinsi"), ("aktifitas", "aktivitas"))


@dataclass(frozen=True, slots=True)
class Kata:
    """A word: its normal form, as printed, and where it stands."""

    bentuk: str
    tercetak: str
    awal: int
    akhir: int


def words(text: str) -> Iterator[Kata]:
    """The words of ``text`` in their order.

    One said twice is one word, others with a hyphen are several, and so are glued ones.

    >>> [kata.bentuk for kata in words("Anak-anak telantar dan orangtuanya, eks-narapidana, P3KE, SeksiJaminan")]
    ['anak', 'terlantar', 'dan', 'orangtua', 'eks', 'narapidana', 'p3ke', 'seksi', 'jaminan']
    """
    for match in _WORD.finditer(text):
        at = match.start()
        for bentuk, tercetak, start, end in _parts(match.group()):
            yield Kata(bentuk, tercetak, at + start, at + end)


@lru_cache(maxsize=WORDS)
def _parts(word: str) -> tuple[tuple[str, str, int, int], ...]:
    """The words that ``word`` is made of: the form and the letters of each, and where it stands in it."""
    seams = _seams(word)
    parts = []
    for start, end in zip([0, *seams], [*seams, len(word)], strict=True):
        part = word[start:end].lstrip("-‐‑–")
        parts.append((form(part), part, end - len(part), end))
    return tuple(parts)


def _seams(word: str) -> list[int]:
    """Where ``word`` parts into words; the hyphen stands at the beginning of the second."""
    hyphens = [] if not _HYPHEN.search(form(word)) else [found.start() for found in _HYPHEN.finditer(word)]
    return sorted({*hyphens, *(found.start() for found in _GLUED.finditer(word))})


@lru_cache(maxsize=WORDS)
def form(word: str) -> str:
    """The form in which ``word`` is compared: small letters, said once, nothing attached, one spelling.

    >>> form("Terlantar"), form("Telantar"), form("lembaga-lembaga"), form("PMKS")
    ('terlantar', 'terlantar', 'lembaga', 'pmks')
    """
    small = word.casefold()
    halves = _HYPHEN.split(small)
    if len(halves) == 2 and _ATTACHED.sub("", halves[1]) == halves[0]:
        small = halves[0]
    small = _ATTACHED.sub("", small)
    return next((right for wrong, right in _SPELLINGS if small == wrong), small)


@lru_cache(maxsize=WORDS)
def shortened(word: str) -> frozenset[str]:
    """``word`` itself, and each form of it with one letter left out.

    Two words that differ in one letter more, less, other or in the other order have one of these in common.

    >>> sorted(shortened("abc"))
    ['ab', 'abc', 'ac', 'bc']
    """
    return frozenset((word, *(word[:at] + word[at + 1 :] for at in range(len(word)))))
