"""Formulas with LaTeX fractions: what stands around a fraction, and where the mathematics ends."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kgkesos.normalize import flatten
from kgkesos.reading.excerpt import Excerpt
from kgkesos.reading.formula import words
from kgkesos.reading.formula.parts import LAIN, PERUBAHAN, RASIO, Parts
from kgkesos.reading.markup import plain, without_latex

FRACTION = re.compile(r"\\[dt]?frac\s*(?=\{)")
# Brackets and signs of LaTeX that say nothing about the form.
_WRAPPING = re.compile(r"[\s$()\[\]{}]|\\(?:left|right|[bB]igg?[lr]?)(?![A-Za-z])\.?|\\[,;!: ()\[\]]")
_NAME = re.compile(r"^[^=+×*\\]*[=:]\s*")
_TIMES = r"(?:\\times|\\cdot|×|[xX*])"
_NUMBER = r"(?P<number>[1-9]\d*(?:\.\d{3})*)(?!\d|[.,]\d)\s*(?:\\?%|persen)?"
_AFTER = re.compile(rf"{_TIMES}\s*{_NUMBER}[\s.;,]*")
_BEFORE = re.compile(rf"{_NUMBER}\s*{_TIMES}")
_DOT = re.compile(r"\.")
_BRACE = re.compile(r"[{}]")
# What goes on after a fraction without words: signs, numbers, commands (but none that holds text or a fraction).
_MATH = re.compile(
    r"(?:[\s$()\[\]{}+\-−–*/×÷^=%]|\\(?!text|math|mbox|[dt]?frac)[A-Za-z]+|\\[%,;!: ()\[\]]|\d+(?:[.,]\d+)*"
    r"|[xX](?=[\s$]*\d)|persen\b|\\(?:text|mathrm)\s*\{\s*(?:[xX×]|\\?%|persen)\s*\})*"
)
_OPERATOR_LAST = re.compile(r"(?:[+\-−–*/×÷=^]|\\(?:times|cdot|div|pm))[\s$(\[{]*$")
_OPENING_LAST = re.compile(r"(?:[\s(\[{$]|\\left)+$")
_DASH_LAST = re.compile(r"[\s$]*[-−–][\s$]*$")
_DELIMITERS = re.compile(r"^(?:[\s$.;,]|\\[(\[])+|(?:[\s$.;,]|\\[)\]])+$")
_PERCENT = re.compile(r"\s+%")
_SIGN = re.compile(r"\s*×\s*")


@dataclass(frozen=True, slots=True)
class Fraction:
    """A printed fraction: from its command up to its last brace, and what is above and below."""

    start: int
    end: int
    upper: Excerpt
    lower: Excerpt


def fractions(expression: Excerpt) -> tuple[Fraction, ...]:
    """The outermost fractions whose braces close; none where one stays open (a cut)."""
    return tuple(_fractions(expression))


def _fractions(expression: Excerpt) -> Iterator[Fraction]:
    at = 0
    while command := FRACTION.search(expression.text, at):
        upper = _braced(expression.text, command.end())
        lower = _braced(expression.text, upper[1]) if upper else None
        if not upper or not lower:
            return
        above, below = expression[upper[0] : upper[1] - 1], expression[lower[0] : lower[1] - 1]
        yield Fraction(command.start(), lower[1], above, below)
        at = lower[1]


def math_end(text: str, after: int) -> tuple[int, bool]:
    """Where the signs and numbers that follow ``after`` end, and whether the last of them asks for another part."""
    found = _MATH.match(text, after)
    end = found.end() if found else after
    if not text[end:].strip() and (dash := _DASH_LAST.search(text[after:end])):
        # A dash that nothing follows parts the formula from what was cut off after it.
        return after + dash.start(), False
    asks = bool(_OPERATOR_LAST.search(text[after:end]))
    if not asks and text[end : end + 1]:
        opening = _OPENING_LAST.search(text[after:end])
        end = after + opening.start() if opening else end
    return end, asks


def parse(expression: Excerpt, meanings: str = "") -> Parts:
    """The parts of an expression with at least one fraction; ``lain`` where it is more than that one."""
    printed = as_printed(expression)
    found = fractions(expression)
    (first, *others) = found
    before = _bare(expression[: first.start])
    if name := _NAME.match(before.text):
        before = before[name.end() :]
    after = _bare(expression[first.end :]).strip(" .;,")
    leading, trailing = _BEFORE.fullmatch(before.text), _AFTER.fullmatch(after.text)
    alone = not others and (leading or not before) and (trailing or not after) and not (leading and trailing)
    if not alone:
        return Parts(LAIN, printed)
    number = before.group(leading, "number") if leading else after.group(trailing, "number") if trailing else None
    pembilang, penyebut = plain(first.upper), plain(first.lower)
    change = words.is_change(pembilang.text, penyebut.text, meanings)
    pengali = number.sub(_DOT, "") if number else None
    if change:
        return Parts(PERUBAHAN, printed, words.unwrapped(pembilang), penyebut, pengali)
    return Parts(RASIO, printed, pembilang, penyebut, pengali)


def as_printed(expression: Excerpt) -> Excerpt:
    """The whole expression as a reader sees it, "(A) / (B) × 100%"; it stands for all that is printed."""
    part = expression.sub(_DELIMITERS, "")
    text = _SIGN.sub(" × ", _PERCENT.sub("%", flatten(part.text))).strip()
    return Excerpt(text, (part.start,) * len(text), (part.end,) * len(text)) if text else part[:0]


def _bare(part: Excerpt) -> Excerpt:
    """``part`` without brackets and dollar signs."""
    return without_latex(part).sub(_WRAPPING, " ").squeezed()


def _braced(text: str, at: int) -> tuple[int, int] | None:
    """The start of what the brace after ``at`` encloses, and one past the closing brace."""
    opening = text.find("{", at)
    if opening < 0 or text[at:opening].strip():
        return None
    depth = 0
    for brace in _BRACE.finditer(text, opening):
        depth += 1 if brace.group() == "{" else -1
        if depth == 0:
            return opening + 1, brace.end()
    return None
