"""A quantity printed above a quantity: a fraction whose line the text layer lost."""

from __future__ import annotations

import re

from kgkesos.reading.excerpt import Excerpt, join
from kgkesos.reading.formula import words
from kgkesos.reading.formula.parts import LAIN, PERUBAHAN, RASIO, Parts
from kgkesos.reading.markup import plain

_DOT = re.compile(r"\.")
_TIMES = re.compile(r"^\s*(?P<kali>[xX×*])\s*(?P<pengali>[1-9]\d*(?:\.\d{3})*)\s*(?P<persen>%|persen)?[\s.;]*$")


def stacked(upper: Excerpt, lower: Excerpt, multiplier: Excerpt | None = None) -> Parts:
    """The ratio of ``upper`` over ``lower``, each given whole however many lines it is printed on.

    ``multiplier`` is the printed "X 100%", wherever it stands; one that is no whole number gives ``lain``. The
    expression is written as that of a LaTeX fraction, "(A) / (B) × 100%": brackets and the line of the fraction are
    layout and stand for nothing printed.
    """
    pembilang, penyebut = _quantity(upper), _quantity(lower)
    times = _TIMES.match(multiplier.text) if multiplier else None
    if not pembilang or not penyebut or (multiplier and not times):
        return Parts(LAIN, join(plain(part) for part in (upper, lower, multiplier) if part))
    number = multiplier.group(times, "pengali") if multiplier and times else None
    pieces = [_sign("(", pembilang), pembilang, _sign(") / (", penyebut), penyebut, _sign(")", penyebut, after=True)]
    if multiplier and times and number:
        per_cent = multiplier.group(times, "persen") if times["persen"] else None
        kali = multiplier.group(times, "kali")
        pieces += [Excerpt(" × ", (kali.start,) * 3, (kali.end,) * 3), number]
        pieces += [_sign(" ", per_cent), per_cent] if per_cent and per_cent.text != "%" else [per_cent or number[:0]]
    change = words.is_change(pembilang.text, penyebut.text)
    pengali = number.sub(_DOT, "") if number else None
    return Parts(PERUBAHAN if change else RASIO, join(pieces, ""), pembilang, penyebut, pengali)


def _quantity(part: Excerpt) -> Excerpt:
    return words.unwrapped(plain(part).strip(" ;:="))


def _sign(sign: str, beside: Excerpt, *, after: bool = False) -> Excerpt:
    """``sign``, which is not printed: it has an empty place before ``beside``, or ``after`` it."""
    at = beside.end if after else beside.start
    return Excerpt(sign, (at,) * len(sign), (at,) * len(sign))
