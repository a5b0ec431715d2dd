"""Where in a cell a formula begins and ends: what follows it is prose, or is told."""

from __future__ import annotations

import re

from kgkesos.reading.excerpt import Excerpt
from kgkesos.reading.formula import latex, words
from kgkesos.reading.formula.parts import LAIN
from kgkesos.reading.markup import plain

# "Formulasi Penghitungan :", "Rumus :", "Cara Perhitungan :" and the misprint "Pengitungan" that offices copy.
LABEL = re.compile(
    r"\b(Formulasi|Formula|Rumus|Cara)(\s+(Pengh?itungan|Perhitungan|Indikator|Menghitung))*[\s*_]*:[\s*_]*",
    re.IGNORECASE,
)
_NOTE = r"(?:Keterangan|Ket|Penjelasan|Catatan|Definisi|Sumber(?:\s+Data)?)"
# "Keterangan : ...", "dengan A = ...", "di mana : ..." end a formula wherever they stand.
_OPENS_PROSE = re.compile(
    rf"\b{_NOTE}\.?[\s*_]*:|\b(?:dengan|dgn|di\s?mana)\s*(?::|(?::\s*)?[A-Za-z]\w{{0,5}}\s*=)", re.IGNORECASE
)
# Right after a formula these words, or "A = ..." of a legend, open prose.
_IS_PROSE = re.compile(rf"^\W*(?:(?i:{_NOTE}|dengan|dgn|di\s?mana|yaitu|yakni|artinya|adalah|nb)\b|[A-Z]\w{{0,5}}\s*=)")
_SUM_SIGN = r"(?:Σ|∑|\\Sigma(?![A-Za-z])|\\sum(?![A-Za-z]))"
SUM = re.compile(rf"(?:[fƒ]\s*\(\s*x\s*\)\s*=\s*\$?\s*)?{_SUM_SIGN}\s*\$?")
# A dollar sign opens mathematics where another closes it.
_MATH = re.compile(rf"\$(?=[^$]*\$)|\\[dt]?frac|[fƒ]\s*\(\s*x\s*\)|(?<!\(){_SUM_SIGN}\s*[\w$\\]")
_JOINED_TO_MATH = re.compile(
    r"(?:[=+*×/]|\\times|\\cdot|(?<![^\W\d_])[xX]|[\d%)]\s*[-−–]|\d\s*\\?%)(?:[\s$(\[{]|\\left)*$"
)
_WRAPPED = re.compile(r"(?:[\s($\[{]|\\left)+$")
_SENTENCE = re.compile(r"(?<=[.;:])\s+")
# The end of a sentence: a word of some length (an abbreviation has less), a bracket or a per cent sign before the stop.
_SENTENCE_END = re.compile(r"(?:\w{5}|[)%])(?=[.;]\s+[A-Z(])")
_MULTIPLIER = re.compile(
    r"(?:\\times|\\cdot|×|[xX*])\s*\d+(?:[.,]\d+)*\s*(?:\\?%|persen)?[)\]$]*(?=[\s.;,]+[A-Za-z(])(?![\s.;,]+[xX]\s*\d)"
)
_LOOSE = " .,;:$}*_|-–•\t\n"


def start(text: Excerpt) -> int | None:
    """Where the formula begins that no label announces; None where ``text`` only explains."""
    if math := _MATH.search(text.text):
        return _taken_back(text.text, math.start())
    for at in (0, *(match.end() for match in _SENTENCE.finditer(text.text))):
        if words.is_clear(plain(cut(text[at:])[0])):
            return at
    return None


def _taken_back(text: str, at: int) -> int:
    """The mathematics at ``at`` with what an operator or a bracket before it joins to it."""
    if _JOINED_TO_MATH.search(text[:at]):
        return max((match.end() for match in _SENTENCE.finditer(text, 0, at)), default=0)
    wrapped = _WRAPPED.search(text[:at])
    return wrapped.start() if wrapped else at


def cut(expression: Excerpt) -> tuple[Excerpt, Excerpt]:
    """``expression`` as a formula and what follows it."""
    text = expression.text
    ends = (m.start() for pattern in (_OPENS_PROSE, LABEL) if (m := pattern.search(text)))
    before = expression[: min(ends, default=len(text))]
    fractions = latex.fractions(before)
    end = _after_fraction(before.text, fractions[-1].end) if fractions else _after_words(before)
    rest = without_marks(expression[end:])
    # The stop between the two belongs to neither.
    return expression[:end].strip(" .;,\t\n" if rest else None), rest


def without_marks(rest: Excerpt) -> Excerpt:
    """``rest`` as a reader sees it, without the punctuation that parts it from the formula; empty without words."""
    said = plain(rest)
    said = said[len(said) - len(said.text.lstrip(_LOOSE)) :]
    return said if any(character.isalnum() for character in said.text) else said[:0]


def is_prose(rest: Excerpt) -> bool:
    """Whether what follows a formula says of itself that it explains."""
    return bool(_IS_PROSE.match(rest.text))


def _after_fraction(text: str, last: int) -> int:
    """Where the mathematics around the last fraction ends; words that an operator asks for belong to it."""
    end, asks = latex.math_end(text, last)
    if not asks or _IS_PROSE.match(text[end:]):
        return end
    sentence = _SENTENCE_END.search(text, end)
    return sentence.end() if sentence else len(text)


def _after_words(before: Excerpt) -> int:
    """Where a formula in words ends: after its multiplier, or with its sentence."""
    found = sorted(m.end() for pattern in (_MULTIPLIER, _SENTENCE_END) for m in pattern.finditer(before.text))
    return next((at for at in found if _computes(before[:at])), len(before))


def _computes(part: Excerpt) -> bool:
    return bool(SUM.search(part.text)) or words.parse(plain(part)).bentuk != LAIN
