"""What a quantity of a formula is made of: "Jumlah A + jumlah B", "A dikurangi B", "A x B", "rata-rata nilai A".

A quantity is taken apart where a sign or a word of arithmetic says so and both sides are quantities. "TKSK dan PSM" may
be one count or two, "Jumlah A + jumlah B yang aktif" may count the active ones of A or all of it: these stay whole, and
so does what two kinds of signs or brackets within brackets make.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kgkesos.normalize import key
from kgkesos.reading.excerpt import Excerpt
from kgkesos.reading.formula import operators
from kgkesos.reading.formula.legend import SYMBOL
from kgkesos.reading.formula.operators import COUNTED
from kgkesos.reading.formula.words import unwrapped

PENJUMLAHAN = "penjumlahan"
SELISIH = "selisih"
PERKALIAN = "perkalian"
RATA_RATA = "rata-rata"
# A sign stands between spaces: the dash of "tahun n-1" and of "D-IV" is none.
_SIGN = re.compile(
    rf"(?P<{PENJUMLAHAN}>\s\+\s|\bdi\s?tambah(?:kan)?\b(?:\s+dengan\b)?)"
    rf"|(?P<{SELISIH}>\s[-−–—]\s|\bdi\s?kurang(?:i|kan)?\b(?:\s+dengan\b)?)"
    rf"|(?P<{PERKALIAN}>\s[xX×*·]\s|\bdi\s?kali(?:kan)?\b(?:\s+dengan\b)?)",
    re.IGNORECASE,
)
_TWO_LETTERS = re.compile(r"(?P<kiri>[A-Za-z])\s*[-−–—]\s*(?P<kanan>[A-Za-z])")
_AVERAGE = re.compile(r"^(?:nilai\s+)?rata[\s-]?rata\s+(?:dari\s+)?", re.IGNORECASE)
_SYMBOL = re.compile(SYMBOL)
_DIVIDES = re.compile(r"\s/\s|÷")
# What says more of a quantity: behind the last of several it may be meant of each.
_CONDITION = re.compile(r"\b(?:yang|yg|pada|dalam|di|selama|tahun|bulan|per)\b", re.IGNORECASE)


def composition(quantity: Excerpt, *, change: bool = False) -> tuple[str, tuple[Excerpt, ...]] | None:
    """The form of ``quantity`` and its parts in the order of print; None where the print does not tell it apart.

    ``change`` says that it is the numerator of a change, which is a difference: there "A-B" and "PDRB t - PDRB t-1"
    are one, too.
    """
    whole = unwrapped(quantity)
    if change and (letters := _TWO_LETTERS.fullmatch(whole.text)):
        return SELISIH, (whole.group(letters, "kiri"), whole.group(letters, "kanan"))
    signs = list(operators.top_level(whole.text, _SIGN))
    if not signs:
        return _averaged(whole)
    form = str(signs[0].lastgroup)
    starts = [0, *(sign.end() for sign in signs)]
    ends = [*(sign.start() for sign in signs), len(whole)]
    parts = [unwrapped(whole[begin:end].strip(" ,")) for begin, end in zip(starts, ends, strict=True)]
    if len({sign.lastgroup for sign in signs}) > 1 or (form == SELISIH and len(parts) > 2):
        return None
    return (form, tuple(parts)) if _quantities([part.text for part in parts], change=change) else None


def _averaged(whole: Excerpt) -> tuple[str, tuple[Excerpt, ...]] | None:
    opening = _AVERAGE.match(whole.text)
    said = whole[opening.end() :] if opening else None
    return (RATA_RATA, (said,)) if said and COUNTED.match(said.text) and not _computes(said.text) else None


def _quantities(parts: Sequence[str], *, change: bool) -> bool:
    """Whether each of ``parts`` is a quantity by itself, and nothing behind the last may be meant of all."""
    if not all(parts) or any(map(_computes, parts)) or any(map(_TWO_LETTERS.fullmatch, parts)):
        return False
    if _CONDITION.search(parts[-1]) and not all(map(_CONDITION.search, parts)):
        return False
    return all(map(_is_named, parts)) or all(map(_SYMBOL.fullmatch, parts)) or (change and _alike(parts))


def _is_named(part: str) -> bool:
    """Whether ``part`` says what is counted: a word of counting, and something behind it."""
    opening = COUNTED.match(part) or _AVERAGE.match(part)
    return opening is not None and bool(part[opening.end() :].strip())


def _alike(parts: Sequence[str]) -> bool:
    """Whether ``parts`` name one thing at several times: "PDRB t", "PDRB t-1"."""
    first = {key(part.split()[0]) for part in parts}
    return len(first) == 1 and all(first) and len({len(part.split()) for part in parts}) == 1 < len(parts[0].split())


def _computes(part: str) -> bool:
    return operators.computes(part) or bool(_DIVIDES.search(part))
