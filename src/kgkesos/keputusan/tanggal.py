"""Dates as people and spreadsheets write them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta

_ISO = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T ]00:00(?::00)?(?:\.0+)?)?")
# As Excel shows a date where it is set to Indonesian or English; the file as a whole tells which.
_SHORT = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
_SERIAL = re.compile(r"\d{5}")
_DAY_0 = date(1899, 12, 30)
_YEARS = range(2000, 2100)
_MONTHS = 12


def month_first(texts: Iterable[str]) -> bool:
    """Whether the dates of one file put the month first: one of them can be no other; else the day stands first."""
    found = [match for text in texts if (match := _SHORT.fullmatch(text.strip()))]
    return any(int(one[2]) > _MONTHS for one in found) and not any(int(one[1]) > _MONTHS for one in found)


def parse(text: str, *, month_first: bool = False) -> date | None:
    """The date that ``text`` says; None where it says none.

    >>> parse("2026-03-05"), parse("05/03/2026"), parse("3/5/2026", month_first=True), parse("46086")
    (datetime.date(2026, 3, 5), datetime.date(2026, 3, 5), datetime.date(2026, 3, 5), datetime.date(2026, 3, 5))
    """
    said = text.strip()
    parts: tuple[str, str, str] | None = None
    if match := _ISO.fullmatch(said):
        parts = (match[1], match[2], match[3])
    elif match := _SHORT.fullmatch(said):
        parts = (match[3], match[1], match[2]) if month_first else (match[3], match[2], match[1])
    try:
        found = date(*map(int, parts)) if parts else None
        if _SERIAL.fullmatch(said):
            found = _DAY_0 + timedelta(days=int(said))
    except ValueError:
        return None
    return found if found and found.year in _YEARS else None
