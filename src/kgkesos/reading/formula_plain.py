"""Formulas in plain text: "A/B X 100%" taken apart into numerator, denominator and multiplier."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kgkesos.reading.excerpt import Excerpt

RASIO = "rasio"
LAIN = "lain"

_TIMES = re.compile(r"\s*[xX×*]\s*(?P<pengali>[1-9]\d{0,3}(?:\.\d{3})*)\s*%?\s*$")
_DOT = re.compile(r"\.")
# "dan/atau", "s/d" and the like are one word; so is a unit between two short lower-case words ("kg/ha").
_ONE_WORD = re.compile(r"\b(?:dan/atau|s/d|a/n|d/a|w/o|[a-z]{1,3}/[a-z]{1,5})\b", re.IGNORECASE)
_WORDS_ENOUGH = 2


@dataclass(frozen=True, slots=True)
class Parts:
    """A formula taken apart; parts that its form does not have are None. ``pengali`` is a number without dots."""

    bentuk: str
    ekspresi: Excerpt
    pembilang: Excerpt | None = None
    penyebut: Excerpt | None = None
    pengali: Excerpt | None = None


def parse(excerpt: Excerpt) -> Parts:
    """Take a plain formula apart; ``lain`` where it is not one phrase over another: never forced into a ratio."""
    whole = excerpt.squeezed()
    times = _TIMES.search(whole.text)
    fraction = _unwrapped((whole[: times.start()] if times else whole).strip())
    slashes = _top_level_slashes(fraction.text)
    if len(slashes) != 1:
        return Parts(LAIN, whole)
    pembilang = _unwrapped(fraction[: slashes[0]].strip())
    penyebut = _unwrapped(fraction[slashes[0] + 1 :].strip())
    if min(_word_count(pembilang), _word_count(penyebut)) < _WORDS_ENOUGH:
        return Parts(LAIN, whole)
    return Parts(RASIO, whole, pembilang, penyebut, whole.group(times, "pengali").sub(_DOT, "") if times else None)


def is_percentage(text: str) -> bool:
    """Whether ``text`` ends in "× 100%" or another printed multiplier."""
    return bool(_TIMES.search(text))


def _top_level_slashes(text: str) -> list[int]:
    """Where a slash outside brackets parts two phrases."""
    joined = {match.start() + match.group().index("/") for match in _ONE_WORD.finditer(text)}
    depth = 0
    found = []
    for at, character in enumerate(text):
        depth += {"(": 1, ")": -1}.get(character, 0)
        if character == "/" and depth == 0 and at not in joined:
            found.append(at)
    return found


def _unwrapped(part: Excerpt) -> Excerpt:
    """``part`` without brackets that enclose the whole of it."""
    while part.text.startswith("(") and _closing(part.text) == len(part) - 1:
        part = part[1:-1].strip()
    return part


def _closing(text: str) -> int | None:
    depth = 0
    for at, character in enumerate(text):
        depth += {"(": 1, ")": -1}.get(character, 0)
        if depth == 0:
            return at
    return None


def _word_count(part: Excerpt) -> int:
    return sum(any(c.isalpha() for c in word) for word in part.text.split())
