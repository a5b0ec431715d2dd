"""What a fraction is multiplied by: "x 100%", "dikalikan 1.000", "kali seratus persen", "100% x" in front."""

from __future__ import annotations

import re

from kgkesos.normalize import NUMERALS
from kgkesos.reading.excerpt import Excerpt

# A whole number, its thousands parted by dots; or a round number in words.
NUMBER = rf"(?P<pengali>[1-9]\d*(?:\.\d{{3}})*(?!\d|[.,]\d)|{'|'.join(NUMERALS)})"
_PER_CENT = r"(?:\s*(?:%|℅|persen|prosen)(?!\w))?"
# What is counted per thousand may be named after the number: "x 1.000 kelahiran hidup".
UNIT = r"(?:(?<=000)(?:\s+[a-z]+){1,3}(?=\s*[.;,]|\s*$))?"
SIGN = r"(?:[xX×*·]|\b(?:di\s?)?kali(?:kan)?(?:\s+dengan)?\b)"
BEHIND = re.compile(rf"{SIGN}\s*{NUMBER}{_PER_CENT}{UNIT}[\s.;,]*$", re.IGNORECASE)
_FRONT = re.compile(rf"^{NUMBER}\s*%?\s*[xX×*·]\s*(?=[^\d\s])")
# "dikurangi tahun lalu x 100%": there "lalu" names a time.
_THEN = re.compile(
    r"(?:[\s,;]|\b(?:kemudian|selanjutnya|hasilnya|dan|(?<!tahun )(?<!bulan )(?<!semester )(?<!triwulan )lalu)\b)+$",
    re.IGNORECASE,
)
# "Jumlah kasus per 1.000 penduduk": divided by the people, times the round number.
PER = re.compile(r"\bper\s+(?P<pengali>100|1\.?000|10\.?000|100\.?000|1\.000\.000)\s+(?=[^\W\d_])", re.IGNORECASE)
_DOT = re.compile(r"\.")


def taken_off(part: Excerpt) -> tuple[Excerpt, Excerpt | None]:
    """``part`` without the number it is multiplied by, in front or behind, and that number."""
    if times := BEHIND.search(part.text):
        before = part[: times.start()]
        connected = _THEN.search(before.text)
        return before[: connected.start()] if connected else before, part.group(times, "pengali")
    if leading := _FRONT.match(part.text):
        return part[leading.end() :].strip(), part.group(leading, "pengali")
    return part, None


def number(printed: Excerpt | None) -> Excerpt | None:
    """The printed number without the dots between its thousands."""
    return printed.sub(_DOT, "") if printed else None


def value(printed: str) -> int:
    """The number that ``printed``, in digits without dots or in words, says."""
    return NUMERALS.get(" ".join(printed.casefold().split()), 0) or int(printed)
