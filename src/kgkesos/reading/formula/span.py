"""Where in a cell a formula begins and ends: what follows it is prose, or is told."""

from __future__ import annotations

import re
from itertools import islice

from kgkesos.normalize import NUMERALS
from kgkesos.reading.excerpt import Excerpt, join
from kgkesos.reading.formula import form, latex, legend, letters, multiplier, operators, words
from kgkesos.reading.formula.form import SUM, SUM_SIGN
from kgkesos.reading.formula.parts import JUMLAH, LAIN, PERUBAHAN, RASIO, Parts
from kgkesos.reading.markup import plain

# "Formulasi Penghitungan :", "Rumus :", "Cara Perhitungan :" and the misprint "Pengitungan" that offices copy.
LABEL = re.compile(
    r"\b(?:(?:Formulasi|Formula|Rumus|Cara)(?:\s+(?:Pengh?itungan|Perhitungan|Indikator|Menghitung))*"
    r"|(?:Metode\s+)?(?:Pengh?itungan|Perhitungan))[\s*_]*:[\s*_]*",
    re.IGNORECASE,
)
_NOTE = r"(?:Keterangan|Ket|Penjelasan|Catatan|Definisi|Sumber(?:\s+Data)?)"
# "Keterangan : ...", "dengan A = ...", "di mana : ..." end a formula wherever they stand.
_OPENS_PROSE = re.compile(
    rf"\b{_NOTE}\.?[\s*_]*:|\b(?:dengan|dgn|di\s?mana)\s*(?::|(?::\s*)?[A-Za-z]\w{{0,5}}\s*=)", re.IGNORECASE
)
# Right after a formula these words, or "A = ..." of a legend, open prose.
_IS_PROSE = re.compile(rf"^\W*(?:(?i:{_NOTE}|dengan|dgn|di\s?mana|yaitu|yakni|artinya|adalah|nb)\b|[A-Z]\w{{0,5}}\s*=)")
# A dollar sign opens mathematics where another closes it.
_MATH = re.compile(rf"\$(?=[^$]*\$)|\\[dt]?frac|[fƒ]\s*\(\s*x\s*\)|(?<!\(){SUM_SIGN}\s*[\w$\\]")
_JOINED_TO_MATH = re.compile(
    r"(?:[=+*×/]|\\times|\\cdot|(?<![^\W\d_])[xX]|[\d%)]\s*[-−–]|\d\s*\\?%)(?:[\s$(\[{]|\\left)*$"
)
_WRAPPED = re.compile(r"(?:[\s($\[{]|\\left)+$")
_SENTENCE = re.compile(r"(?<=[.;:])\s+")
# The end of a sentence: a word of some length (an abbreviation has less), a bracket or a per cent sign before the stop.
_SENTENCE_END = re.compile(r"(?:\w{5}|[)%])(?=[.;]\s+[A-Z(])")
_MULTIPLIER = re.compile(
    rf"(?:\\times|\\cdot|{multiplier.SIGN})\s*(?:\d+(?:[.,]\d+)*|{'|'.join(NUMERALS)})"
    rf"\s*(?:\\?%|persen)?{multiplier.UNIT}"
    r"(?!\s*(?:\\?%|persen))(?!(?<=000)(?:\s+[a-z]+){1,3}\s*(?:[.;,\n]|$))[)\]$]*(?=[\s.;,]+[A-Za-z(])(?![\s.;,]+[xX]\s*\d)"
)
# Without one of these nothing is parted from anything.
_MAY_DIVIDE = re.compile(r"[/÷:\n]|\\frac|bagi|banding|\bper\b|terhadap|\d\s*%", re.IGNORECASE)
# What a cell in a column of formulas begins with that says what is measured, though not how: two words or more.
_MEASURE = re.compile(
    r"^\W*(?:jumlah|jml|jlh|banyaknya|total|nilai|ind(?:eks|ex)|rata-rata|hasil|skor|(?:per|pre|pro)sentase|rasio|tingkat"
    r"|angka|cakupan|selisih|penjumlahan|perbandingan|perhitungan|penghitungan|menghitung|di(?:hitung|ukur|peroleh|nilai))"
    r"\s+[^\W\d]",
    re.IGNORECASE,
)
# So many sentences of a cell are tried: a formula stands among them, or has a label.
_MOST_TRIED = 20
_LOOSE = " .,;:$}*_|-–•\t\n"


def start(text: Excerpt, *, whole: bool = False, announced: bool = False) -> int | None:
    """Where the formula begins that no label announces; None where ``text`` only explains.

    ``whole`` says that ``text`` stands in a column of formulas: then less tells one, also a measure without arithmetic.
    ``announced``: in one of explanations and formulas, where a cell that is one count is a formula.
    """
    if math := _MATH.search(text.text):
        return 0 if whole else _taken_back(text.text, math.start())
    if announced and form.of(text).bentuk == JUMLAH:
        return 0
    computed = operators.first_sign(text.text) if whole else None
    until = len(text) if computed is None else computed
    starts = (at for at in (0, *(match.end() for match in _SENTENCE.finditer(text.text))) if at <= until)
    tried = list(islice((at for at in starts if _MAY_DIVIDE.search(text.text, at, at + form.LONGEST)), _MOST_TRIED))
    for accepts in (_is_formula,) if whole else (_is_clear, _is_announced) if announced else (_is_clear,):
        for at in tried:
            if accepts(form.of(cut(text[at : at + form.LONGEST])[0])):
                return at
    return 0 if whole and _measures(text.text) else None


def _is_formula(found: Parts) -> bool:
    return found.bentuk in (RASIO, PERUBAHAN)


def _is_announced(found: Parts) -> bool:
    """Whether ``found`` is a formula that no sentence stands before."""
    return _is_formula(found) and not words.is_prose(found)


def _is_clear(found: Parts) -> bool:
    return not found.alternatif and words.is_clear(found)


def _measures(text: str) -> bool:
    """Whether ``text`` names a measure, or has arithmetic in it that is no form of its own."""
    if not any(character.isalpha() for character in text):
        return False
    return bool(_MEASURE.match(text)) or operators.computes(text)


def _taken_back(text: str, at: int) -> int:
    """The mathematics at ``at`` with what an operator or a bracket before it joins to it."""
    if _JOINED_TO_MATH.search(text[:at]):
        return max((match.end() for match in _SENTENCE.finditer(text, 0, at)), default=0)
    wrapped = _WRAPPED.search(text[:at])
    return wrapped.start() if wrapped else at


def cut(expression: Excerpt) -> tuple[Excerpt, Excerpt]:
    """``expression`` as a formula with its legend, and what follows it."""
    if meanings := letters.find(expression):
        computed, rest = cut(expression[meanings.end :])
        return join((expression[: meanings.end], computed), "") if computed else expression, rest
    text = expression.text
    told = legend.find(expression)
    ends = [m.start() for pattern in (_OPENS_PROSE, LABEL) if (m := pattern.search(text))]
    before = expression[: min([*ends, *([told.start] if told else [])], default=len(text))]
    fractions = latex.fractions(before)
    end = _after_fraction(before.text, fractions[-1].end) if fractions else _after_words(before)
    if not told or told.start > len(before):
        rest = without_marks(expression[end:])
        # The stop between the two belongs to neither.
        return expression[:end].strip(" .;,\t\n" if rest else None), rest
    between, after = without_marks(expression[end : told.start]), without_marks(expression[told.end :])
    rest = join(part for part in (between, after) if part)
    # A line of its own, since what stood between the two is left out.
    at = expression.starts[told.start]
    formula = (expression[:end].strip(" .;,\t\n"), Excerpt("\n", (at,), (at,)), expression[told.start : told.end])
    return join(formula, ""), rest


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
    return next((at for at in found if at <= form.LONGEST and _computes(before[:at])), len(before))


def _computes(part: Excerpt) -> bool:
    return bool(SUM.search(part.text)) or form.of(part).bentuk != LAIN
