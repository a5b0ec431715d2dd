"""The signs and words of a plain formula, and where the one division stands that parts two phrases."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from kgkesos.reading.formula.legend import SYMBOL

BRACKETS = {"(": 1, "[": 1, "{": 1, ")": -1, "]": -1, "}": -1}
_BRACKET = re.compile(r"[()\[\]{}]")
# What a quantity begins with.
_NOUNS = (
    r"jumlah|jml|jlh|banyak(?:nya)?|total|seluruh|keseluruhan|nilai|luas|panjang|realisasi|target|anggaran|pagu|volume"
    r"|produksi|capaian|penerimaan|pendapatan|belanja|biaya|frekuensi|kapasitas|skor"
)
QUANTITY = rf"(?:(?:{_NOUNS})\b|[Σ∑])"
COUNTED = re.compile(rf"^\W*{QUANTITY}", re.IGNORECASE)
# "dan/atau", "s/d" and the like are one word; so is a unit between two short lower-case words ("kg/ha"), and two
# abbreviations ("LKS/LKSA").
_ONE_WORD = re.compile(
    r"\b(?:dan/atau|s/d|a/n|d/a|w/o|\d+/\d+|(?-i:(?![a-z]/[a-z]\b)[A-Za-z]?[a-z]{1,2}/[A-Za-z]?[a-z]{1,4}))\b"
    r"|\b(?-i:[A-Z]{2,}[a-z]?/[A-Z]{2,}[a-z]?)\b",
    re.IGNORECASE,
)
_DASHES = r"[-−–—]"
# "dibagi menjadi tiga", "dibagi rata" share out, and do not divide.
_SHARED_OUT = r"(?!\s+(?:dalam|menjadi|rata|ke|kepada|atas|habis|per|secara|sesuai|berdasarkan|pada)\b)"
_WORD = re.compile(
    rf"{_DASHES}*\s*\b(?:di\s?bagi(?:kan)?|di\s?banding(?:kan)?)\b{_SHARED_OUT}"
    rf"(?:\s+(?:dengan|oleh)\b)?\s*{_DASHES}*",
    re.IGNORECASE,
)
_OVER = re.compile(rf"\s(?:terhadap|per)\s+(?={QUANTITY})", re.IGNORECASE)
_PAIR = re.compile(rf"\s(?:dengan|dan|terhadap|oleh|ke)\s+(?={QUANTITY})", re.IGNORECASE)
_COLON = re.compile(rf"\s*:\s*(?=[(\[{{]|{QUANTITY})", re.IGNORECASE)
_LONGEST_WORD = 20
_LETTERS = re.compile(rf"{SYMBOL}\s*:\s*{SYMBOL}")
# After these words, or after a name that is no quantity, a colon announces and does not divide.
_ANNOUNCES = re.compile(r"\b(?:dari|yaitu|yakni|meliputi|berikut|sebagai|adalah|antara lain|sbb)\s*$", re.IGNORECASE)
# What joins a fraction to more than itself; an "x" only before a number or between spaces.
_OPERATOR = re.compile(
    r"[=×^]|(?<!\d)\+|\+(?=\S)|\*\s*\d|\s\*\s|(?<![^\W\d_])[xX](?:\s+\d|\d\d)|\s[xX]\s|\s[-−–]\s|^\d+\s*%?\s*[-−–]"
    r"|\b(?:di\s?)?kali(?:kan)?\b(?=\s+(?:dengan\s+)?\d)",
    re.IGNORECASE,
)
_SIGN = re.compile(r"÷")
_CLAUSE = re.compile(r"\byang\b", re.IGNORECASE)
_PLUS_WORD = re.compile(r"\bdi\s?tambah(?:kan)?\b", re.IGNORECASE)
MINUS_WORD = re.compile(r"\bdi\s?kurang(?:i|kan)?\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Division:
    """What parts numerator and denominator: from ``start`` to ``end``; ``sure`` unless it is a slash without spaces."""

    start: int
    end: int
    sure: bool


def top_level(text: str, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """The matches of ``pattern`` outside brackets."""
    depth = at = 0
    for match in pattern.finditer(text):
        depth += sum(BRACKETS[bracket] for bracket in _BRACKET.findall(text, at, match.start()))
        at = match.start()
        if depth == 0:
            yield match


def first_sign(text: str) -> int | None:
    """Where the first sign or word of arithmetic stands in ``text``; None where it computes nothing."""
    found = [match.start() for pattern in (_WORD, _PLUS_WORD, MINUS_WORD) if (match := pattern.search(text))]
    signs = (match.start() for match in _OPERATOR.finditer(text) if match.group().strip(" 0123456789%-−–"))
    return min([*found, *islice(signs, 1)], default=None)


def computes(text: str) -> bool:
    """Whether a sign or a word of arithmetic stands in ``text``."""
    return first_sign(text) is not None


def adds_in_words(text: str) -> bool:
    """Whether ``text`` says "ditambah" or "dikurangi" outside brackets."""
    return any(any(top_level(text, pattern)) for pattern in (_PLUS_WORD, MINUS_WORD))


def division(text: str, *, multiplied: bool) -> Division | None:
    """The one division of ``text``; None where there is none, or more than a fraction."""
    words = _apart(text, _WORD) or (_apart(text, _OVER) if multiplied else [])
    spans = [(d.start, d.end) for d in words]
    if any(not any(a < m.end() and m.start() < b for a, b in spans) for m in top_level(text, _OPERATOR)):
        return None
    slashes = _slashes(text, multiplied=multiplied)
    colons = [d for d in _apart(text, _COLON) if _divides(text[: d.start])]
    if _LETTERS.fullmatch(text):
        colons = [Division(text.index(":"), text.index(":") + 1, True)]
    signs = [Division(m.start(), m.end(), True) for m in top_level(text, _SIGN)]
    if words:
        # A slash beside the word stands in a name, unless it divides as clearly.
        clear = [d for d in slashes if d.sure]
        return words[0] if len(words) == 1 and not clear and not signs and not colons else None
    found = [*slashes, *colons, *signs]
    # A slash in a name ("S1/D-IV") beside a sign that surely divides.
    sure = [d for d in found if d.sure]
    return found[0] if len(found) == 1 else sure[0] if len(sure) == 1 else None


def pair(text: str) -> Division | None:
    """In "A dengan jumlah B", what parts the two things that are compared."""
    found = _apart(text, _PAIR)
    return found[0] if len(found) == 1 and not any(top_level(text, _OPERATOR)) else None


def _apart(text: str, pattern: re.Pattern[str]) -> list[Division]:
    """Where ``pattern`` parts two texts; at the beginning or the end it parts nothing."""
    found = (Division(m.start(), m.end(), True) for m in top_level(text, pattern))
    return [d for d in found if text[: d.start].strip() and text[d.end :].strip()]


def _divides(before: str) -> bool:
    counted = COUNTED.match(before) or before.rstrip().endswith((")", "]", "}"))
    return bool(counted) and not _ANNOUNCES.search(before[-_LONGEST_WORD:])


def _slashes(text: str, *, multiplied: bool) -> list[Division]:
    """The slashes that part two phrases: of several, the one between spaces, else the one before a quantity."""
    joined = {m.start() + m.group().index("/") for m in _ONE_WORD.finditer(text)}
    slashes = [m.start() for m in top_level(text, re.compile("/")) if m.start() not in joined]
    spaced = [at for at in slashes if text[at - 1 : at].isspace() and text[at + 1 : at + 2].isspace()]
    counted = [at for at in slashes if _begins_quantity(text[at + 1 :])]
    for some in (spaced, counted):
        if some:
            return [Division(at, at + 1, True) for at in some]
    return [Division(at, at + 1, False) for at in slashes if _parts(text, at, multiplied)]


def _begins_quantity(after: str) -> bool:
    return bool(COUNTED.match(after)) or after.lstrip()[:1] in ("(", "[", "{")


def _parts(text: str, at: int, multiplied: bool) -> bool:
    """Whether a slash without spaces and quantity parts phrases.

    "anak/yatim" is a name, "A/B" in letters a division, and so is one with a capital after it where a multiplier
    follows or each side says of its own who is meant: "PMKS yang dibina/PMKS yang terdata".
    """
    before, after = text[:at].strip(), text[at + 1 :].strip()
    if before.endswith((")", "]", "}")) or len(before.split()) == len(after.split()) == 1:
        return True
    clauses = bool(_CLAUSE.search(before) and _CLAUSE.search(after))
    return (multiplied or clauses) and not after[:1].islower() and len(after.split()) > 1
