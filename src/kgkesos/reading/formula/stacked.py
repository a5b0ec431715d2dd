"""A quantity printed above a quantity: a fraction whose line the text layer lost."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kgkesos.reading.excerpt import Excerpt, join
from kgkesos.reading.formula import multiplier as multipliers
from kgkesos.reading.formula import operators, words
from kgkesos.reading.formula.operators import COUNTED
from kgkesos.reading.formula.parts import LAIN, PERUBAHAN, RASIO, Parts
from kgkesos.reading.markup import plain

_RULE = re.compile(r"^\s*[-−–—_─=]{3,}\s*")
_DRAWN = re.compile(r"(?:^|(?<=\s))[-−–—_─=]{3,}(?:\s+|$)")
_BREAK = re.compile(r"\n")
_CONNECTIVE = (
    r"(?:yang|dan|atau|dari|di|ke|dengan|pada|untuk|oleh|per|terhadap|atas|bagi|antara|terdiri|seluruh|sebagai|dalam)"
)
_JOINED = re.compile(rf"(?:\b{_CONNECTIVE}|[+/×*(,-])\s*$", re.IGNORECASE)
# In one run of text: a count with a capital, or another quantity with one after a small word.
_NEXT = re.compile(
    r"(?<=[^\s+/×*(,-])\s(?=(?:Jumlah|Jml|Banyaknya)\b)|(?<=[a-z])\s(?=(?:Target|Total|Seluruh|Realisasi)\b)"
)
# "(A - B)" above "B".
_LETTERS = re.compile(r"^\W*[A-Z]\d?\s*[-+−–]\s*[A-Z]\d?\W*$")
_LETTER = re.compile(r"^\W*[A-Z]\d?\W*$")
_OPEN = "Batas antara pembilang dan penyebut tidak tercetak; bisa juga di tempat lain."
_PER_CENT = re.compile(r"\s+%")


@dataclass(frozen=True, slots=True)
class Column:
    """Lines one above the other without their multiplier; where a rule stood, or the multiplier ended a line."""

    pieces: tuple[Excerpt, ...]
    times: Excerpt | None
    rule: int | None
    after_times: int | None


def parse(expression: Excerpt, meanings: str = "") -> Parts | None:
    """The ratio that the lines of ``expression`` print one above the other; None where they print none.

    A rule of dashes parts them, or a multiplier at the end of the upper line, or the one line further down that begins
    with a quantity. In one run of text only the capital of the second quantity tells: that reading is left open.
    """
    lines = [line for line in (plain(one) for one in _lines(expression)) if line]
    # "Persentase kasus =" may stand on a line of its own, before "P =" and the formula.
    while len(lines) > 1 and not words.without_name(lines[0]):
        lines = lines[1:]
    if not lines:
        return None
    column = _column((words.without_name(lines[0]), *lines[1:]))
    if column is None or not column.pieces:
        return None
    if len(column.pieces) == 1:
        return _run(column.pieces[0], column.times, meanings)
    at = column.rule if column.rule is not None else column.after_times
    if at is None and column.times:
        at = _second_quantity(column.pieces)
    if at is None or not 0 < at < len(column.pieces):
        return None
    return stacked(join(column.pieces[:at]), join(column.pieces[at:]), column.times, meanings)


def stacked(upper: Excerpt, lower: Excerpt, multiplier: Excerpt | None = None, meanings: str = "") -> Parts:
    """The ratio of ``upper`` over ``lower``, each given whole however many lines it is printed on.

    ``multiplier`` is the printed "X 100%", wherever it stands; one that is no whole number gives ``lain``. ``meanings``
    is what the letters of a legend stand for. The expression is written as that of a LaTeX fraction,
    "(A) / (B) × 100%": brackets and the line of the fraction are layout and stand for nothing printed.
    """
    pembilang, penyebut = _quantity(upper), _quantity(lower)
    times = multipliers.BEHIND.search(multiplier.text) if multiplier else None
    if not pembilang or not penyebut or (multiplier and not times):
        return Parts(LAIN, join(plain(part) for part in (upper, lower, multiplier) if part))
    pieces = [_sign("(", pembilang), pembilang, _sign(") / (", penyebut), penyebut, _sign(")", penyebut, after=True)]
    number = None
    if multiplier and times:
        number = multiplier.group(times, "pengali")
        sign = multiplier[times.start() : times.start("pengali")].strip()
        said = "×" if len(sign) == 1 else sign.text
        pieces += [Excerpt(f" {said} ", (sign.start,) * (len(said) + 2), (sign.end,) * (len(said) + 2))]
        pieces += [multiplier[times.start("pengali") :].strip(" .;,\n").squeezed().sub(_PER_CENT, "%")]
    change = words.is_change(pembilang.text, penyebut.text, meanings)
    form = PERUBAHAN if change else RASIO
    return Parts(form, join(pieces, ""), pembilang, penyebut, multipliers.number(number))


def without_rule(expression: Excerpt) -> Excerpt:
    """``expression`` without the line of a fraction, which is drawn and says nothing."""
    return expression.sub(_DRAWN, "").strip()


def _lines(expression: Excerpt) -> Iterator[Excerpt]:
    """The printed lines; where lines were joined, a space that stands for nothing printed parts them."""
    for line in expression.splits(_BREAK):
        at = 0
        for i, character in enumerate(line.text):
            if character == " " and line.starts[i] == line.ends[i]:
                yield line[at:i]
                at = i + 1
        yield line[at:]


def _column(lines: Sequence[Excerpt]) -> Column | None:
    """The lines without rule and multiplier; None where there are two of one."""
    pieces: list[Excerpt] = []
    times: Excerpt | None = None
    rule = after_times = None
    for line in lines:
        if drawn := _RULE.match(line.text):
            if rule is not None:
                return None
            rule, line = len(pieces), line[drawn.end() :]
        if found := multipliers.BEHIND.search(line.text):
            if times:
                return None
            times, line = line[found.start() :], line[: found.start()].strip()
            after_times = len(pieces) + 1 if line else None
        if line:
            pieces.append(line)
    return Column(tuple(pieces), times, rule, None if after_times == len(pieces) else after_times)


def _second_quantity(pieces: Sequence[Excerpt]) -> int | None:
    """Where the one line stands that begins another quantity than the first; a line that goes on begins none."""
    if len(pieces) == 2 and _LETTERS.match(pieces[0].text) and _LETTER.match(pieces[1].text):
        return 1
    if not COUNTED.match(pieces[0].text):
        return None
    capital = pieces[0].text[:1].isupper()
    found = [
        at
        for at in range(1, len(pieces))
        if COUNTED.match(pieces[at].text)
        and not _JOINED.search(pieces[at - 1].text)
        and not (capital and pieces[at].text[:1].islower())
    ]
    return found[0] if len(found) == 1 else None


def _run(text: Excerpt, times: Excerpt | None, meanings: str) -> Parts | None:
    if not times or not COUNTED.match(text.text) or operators.computes(text.text):
        return None
    found = [match for match in _NEXT.finditer(text.text) if not _JOINED.search(text.text[: match.start()])]
    if len(found) != 1:
        return None
    parts = stacked(text[: found[0].start()], text[found[0].end() :], times, meanings)
    return replace(parts, alternatif=_OPEN)


def _quantity(part: Excerpt) -> Excerpt:
    return words.unwrapped(plain(part).strip(" ;:="))


def _sign(sign: str, beside: Excerpt, *, after: bool = False) -> Excerpt:
    """``sign``, which is not printed: it has an empty place before ``beside``, or ``after`` it."""
    at = beside.end if after else beside.start
    return Excerpt(sign, (at,) * len(sign), (at,) * len(sign))
