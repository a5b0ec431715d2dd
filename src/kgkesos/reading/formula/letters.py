"""A legend printed before its formula: "P = ...; Q = ...; P/Q x 100%"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kgkesos.reading.excerpt import Excerpt
from kgkesos.reading.formula import operators
from kgkesos.reading.formula.legend import ENTRY, INTRO, Legend, closed, used

# A legend before its formula is looked for in so many characters: both are short.
_LONGEST = 1_000
_FEWEST = 2
_BEFORE = re.compile(rf"\W*(?:{INTRO}\W*)?", re.IGNORECASE)
_PARTED = re.compile(r"[;,.\n]\s*(?:\b(?:maka|sehingga)\b\s*)?", re.IGNORECASE)


def find(text: Excerpt) -> Legend | None:
    """The legend that ``text`` begins with, before the formula at its ``end`` that uses two of its letters.

    Where none does, ``end`` is the end of the text: the letters are told and nothing says how they are reckoned with.
    """
    tried = text[:_LONGEST]
    if tried.text.count("=") + tried.text.count(":") < _FEWEST:
        return None
    found = list(ENTRY.finditer(tried.text))
    if len(found) < _FEWEST or not _BEFORE.fullmatch(tried.text[: found[0].start("huruf")]):
        return None
    letters = [entry["huruf"] for entry in found]
    ends = [*(entry.start("huruf") for entry in found[1:]), len(tried)]
    entries: list[Excerpt] = []
    for entry, end in zip(found, ends, strict=True):
        begin = entry.start("huruf")
        said = tried.text[entry.end() : end]
        if _uses(letters, said):
            parted = next((p for p in _PARTED.finditer(said) if not _uses(letters, said[: p.start()], fewest=1)), None)
            if parted and parted.start():
                entries.append(tried[begin : entry.end() + parted.start()])
                begin = entry.end() + parted.end()
            return Legend(0, begin, tuple(map(closed, entries))) if len(entries) >= _FEWEST else None
        if _uses(letters, said, fewest=1) or operators.computes(said):
            return None
        entries.append(tried[begin:end])
    return Legend(0, len(text), tuple(map(closed, entries))) if len(text) == len(tried) else None


def _uses(letters: Sequence[str], text: str, fewest: int = 2) -> bool:
    return sum(used(letter, text) for letter in set(letters)) >= fewest
