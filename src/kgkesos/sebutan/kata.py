"""The words of a text and the form in which they are compared: case, reduplication and attached particles apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_WORD = re.compile(r"[^\W\d_]+(?:[-‐‑–][^\W\d_]+)*")
_HYPHEN = re.compile(r"[-‐‑–]")
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

    >>> [kata.bentuk for kata in words("Anak-anak telantar dan orangtuanya")]
    ['anak', 'terlantar', 'dan', 'orangtua']
    """
    for match in _WORD.finditer(text):
        yield Kata(form(match.group()), match.group(), match.start(), match.end())


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
