"""Formulas in plain text: "A/B X 100%" taken apart into numerator, denominator and multiplier."""

from __future__ import annotations

import re

from kgkesos.normalize import key
from kgkesos.reading.excerpt import Excerpt
from kgkesos.reading.formula.parts import LAIN, PERUBAHAN, RASIO, Parts

# A whole number, its thousands parted by dots.
_NUMBER = r"[1-9]\d*(?:\.\d{3})*"
_TIMES = re.compile(rf"\s*[xX×*]\s*(?P<pengali>{_NUMBER})\s*%?\s*$")
_LEADING = re.compile(rf"^(?P<pengali>{_NUMBER})\s*%?\s*[xX×*]\s*(?=[^\d\s])")
_NAME = re.compile(r"^[^=+×*]*=\s*")
_DOT = re.compile(r"\.")
# "dan/atau", "s/d" and the like are one word; so is a unit between two short lower-case words ("kg/ha"), and two
# abbreviations ("LKS/LKSA").
_ONE_WORD = re.compile(r"\b(?:dan/atau|s/d|a/n|d/a|w/o|[a-z]{1,3}/[a-z]{1,5})\b", re.IGNORECASE)
_ABBREVIATIONS = re.compile(r"\b[A-Z]{2,}/[A-Z]{2,}\b")
_WORDS_ENOUGH = 2
_BRACKETS = {"(": 1, "[": 1, "{": 1, ")": -1, "]": -1, "}": -1}
# What joins a fraction to more than itself; an "x" only before a number.
_OPERATOR = re.compile(r"[=×÷]|(?<!\d)\+|\+(?=\S)|\*\s*\d|\s\*\s|(?<![^\W\d_])[xX]\s*\d|\s[-−–]\s|^\d+\s*%?\s*[-−–]")
_DASH = re.compile(r"[-−–]")
# What a part of a ratio begins with where nothing else marks the ratio.
_COUNTED = re.compile(
    r"^\W*(?:jumlah|jml|banyak(?:nya)?|total|seluruh|nilai|luas|realisasi|target|anggaran|volume|Σ)(?!\w)",
    re.IGNORECASE,
)
# A sentence that speaks of a ratio, or says what a word means, is no formula.
_PROSE = re.compile(r"\b(?:adalah|ialah|merupakan|yaitu|yakni)\b|[.;:]\s+\S", re.IGNORECASE)
_SPEAKS_OF = re.compile(
    r"^\W*(?:di[a-z]{3,}|p(?:er|eng)hitungan|perbandingan|membandingkan|membagi|formula(?:si)?|rumus|cara)\b",
    re.IGNORECASE,
)


def parse(excerpt: Excerpt) -> Parts:
    """Take a plain formula apart; ``lain`` where it is not one phrase over another: never forced into a ratio.

    Nothing but brackets, "name =" and one multiplier may stand around the two phrases. A difference over its second
    part is ``perubahan``.
    """
    whole = excerpt.squeezed()
    fraction, times = _without_multiplier(_without_name(whole).strip(" .;,"))
    if times is None:
        # Brackets around the fraction and its multiplier together.
        fraction, times = _without_multiplier(unwrapped(fraction))
    fraction = unwrapped(fraction)
    at = _division(fraction.text, bool(times))
    if at is None:
        return Parts(LAIN, whole)
    upper, penyebut = fraction[:at].strip(), unwrapped(fraction[at + 1 :].strip())
    pembilang = unwrapped(upper)
    found = Parts(RASIO, whole, pembilang, penyebut, times.sub(_DOT, "") if times else None)
    if len(pembilang) < len(upper) and is_change(pembilang.text, penyebut.text):
        return Parts(PERUBAHAN, whole, pembilang, penyebut, found.pengali)
    if min(_word_count(pembilang), _word_count(penyebut)) < _WORDS_ENOUGH:
        return Parts(LAIN, whole)
    return found


def is_percentage(text: str) -> bool:
    """Whether ``text`` ends in "× 100%" or another printed multiplier."""
    return bool(_TIMES.search(text))


def is_change(pembilang: str, penyebut: str) -> bool:
    """Whether ``pembilang`` is a difference "X - Y" and ``penyebut`` is Y."""
    for dash in _DASH.finditer(pembilang):
        before, after = pembilang[: dash.start()], pembilang[dash.end() :]
        apart = before[-1:].isspace() or after[:1].isspace() or not re.search(r"\s", pembilang)
        if apart and key(before) and key(before) != key(after) == key(penyebut):
            return True
    return False


def is_clear(excerpt: Excerpt) -> bool:
    """Whether ``excerpt``, which no label calls a formula, is one all the same and no sentence with a slash in it."""
    found = parse(excerpt)
    if not found.pembilang or not found.penyebut or _PROSE.search(found.ekspresi.text):
        return False
    if _SPEAKS_OF.match(found.pembilang.text):
        return False
    both = _COUNTED.match(found.pembilang.text) and _COUNTED.match(found.penyebut.text)
    return bool(found.pengali or "=" in found.ekspresi.text or both)


def _without_name(whole: Excerpt) -> Excerpt:
    """``whole`` without the "name =" that it begins with."""
    name = _NAME.match(whole.text)
    return whole[name.end() :] if name else whole


def _without_multiplier(part: Excerpt) -> tuple[Excerpt, Excerpt | None]:
    """``part`` without the number it is multiplied by, in front or behind, and that number."""
    if times := _TIMES.search(part.text):
        return part[: times.start()].strip(), part.group(times, "pengali")
    if leading := _LEADING.match(part.text):
        return part[leading.end() :].strip(), part.group(leading, "pengali")
    return part, None


def _division(text: str, multiplied: bool) -> int | None:
    """Where the one slash stands that parts two phrases; None where there is none, or more than a fraction."""
    if any(_depth(text, match.start()) == 0 for match in _OPERATOR.finditer(text)):
        return None
    slashes = _top_level_slashes(text)
    spaced = [at for at in slashes if text[at - 1 : at].isspace() and text[at + 1 : at + 2].isspace()]
    if len(slashes) > 1 and len(spaced) == 1:
        return spaced[0]
    if len(slashes) != 1:
        return None
    # A small letter right after the slash: "anak/yatim" is a name, unless something else says that it divides.
    after = text[slashes[0] + 1 :]
    return None if after[:1].islower() and not multiplied and not _COUNTED.match(after) else slashes[0]


def _depth(text: str, at: int) -> int:
    return sum(_BRACKETS.get(character, 0) for character in text[:at])


def _top_level_slashes(text: str) -> list[int]:
    """Where a slash outside brackets parts two phrases."""
    joined = {m.start() + m.group().index("/") for words in (_ONE_WORD, _ABBREVIATIONS) for m in words.finditer(text)}
    depth = 0
    found = []
    for at, character in enumerate(text):
        depth += _BRACKETS.get(character, 0)
        if character == "/" and depth == 0 and at not in joined:
            found.append(at)
    return found


def unwrapped(part: Excerpt) -> Excerpt:
    """``part`` without brackets that enclose the whole of it."""
    while _BRACKETS.get(part.text[:1]) == 1 and _closing(part.text) == len(part) - 1:
        part = part[1:-1].strip()
    return part


def _closing(text: str) -> int | None:
    depth = 0
    for at, character in enumerate(text):
        depth += _BRACKETS.get(character, 0)
        if depth == 0:
            return at
    return None


def _word_count(part: Excerpt) -> int:
    return sum(any(c.isalpha() for c in word) for word in part.text.split())
