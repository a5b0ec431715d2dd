"""Number formats of a workbook: what a number looks like under one, as an Indonesian reader writes it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache

# Excel shows so many digits of a number whose cell has no format of its own.
_DIGITS = 11
# The last day that a workbook can name (31-12-9999), counted as it counts days.
_LAST_DAY = 2_958_465
# The day that Excel takes for 29-2-1900, which was none: days before it count from another start.
_LEAP_FAULT = 60
_MONTHS = (
    *("Januari", "Februari", "Maret", "April", "Mei", "Juni"),
    *("Juli", "Agustus", "September", "Oktober", "November", "Desember"),
)
_LITERAL = re.compile(r'"([^"]*)"|\\(.)|_.|\*.')
# A semicolon parts sections, but not inside quotes or behind a backslash.
_PART = re.compile(r'"[^"]*"|\\.|;')
_BRACKET = re.compile(r"\[(\$)?([^\]]*)\]")
_ELAPSED = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
_DIGIT_RUN = re.compile(r"[0#?][0#?,.]*")
_DATE_SIGNS = re.compile(r"[ymdhs]", re.IGNORECASE)
# The formats that a workbook names by number only (ECMA-376, 18.8.30).
_BUILT_IN = {
    **{1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??"},
    **{14: "dd/mm/yyyy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm", 19: "h:mm:ss", 20: "h:mm"},
    **{21: "h:mm:ss", 22: "dd/mm/yyyy h:mm", 37: "#,##0", 38: "#,##0", 39: "#,##0.00", 40: "#,##0.00", 45: "mm:ss"},
    **{41: "#,##0", 42: "#,##0", 43: "#,##0.00", 44: "#,##0.00", 46: "[h]:mm:ss", 47: "mm:ss", 48: "0.0E+0", 49: "@"},
}


@dataclass(frozen=True, slots=True)
class _Format:
    """One section of a number format: the signs before and after the digits, and how these are written.

    ``least`` is the fewest digits before the comma; below 0 it says that no digits are shown.
    """

    before: str = ""
    after: str = ""
    general: bool = True
    percent: bool = False
    grouped: bool = False
    decimals: int = 0
    optional: int = 0
    least: int = 1
    scale: int = 0
    date: str = ""


def built_in(number: int) -> str:
    """The format that a workbook calls ``number``; "General" for one that is not fixed."""
    return _BUILT_IN.get(number, "General")


def show(value: Decimal, code: str, *, from_1904: bool = False) -> str:
    """``value`` as its cell shows it under the format ``code``: decimal comma, thousands parted by full stops.

    >>> show(Decimal("0.95"), "0%"), show(Decimal("12.5"), "General"), show(Decimal(1000), "#,##0")
    ('95%', '12,5', '1.000')
    >>> show(Decimal(43466), "yyyy"), show(Decimal(43466), "dd-mmm-yy"), show(Decimal(43466), "mmmm yyyy")
    ('2019', '01/01/2019', 'Januari 2019')
    """
    sections = _sections(code)
    at = 1 if value < 0 and len(sections) > 1 else 2 if value == 0 and len(sections) > 2 else 0
    section = sections[at]
    if section.date:
        return _date(value, section.date, from_1904) or _general(value)
    if section.general:
        return f"{section.before}{_general(value)}{section.after}"
    if section.least < 0:
        return section.before.strip()
    # A section of its own for negative numbers writes their sign itself.
    number = abs(value) if at == 1 else value
    number = number.scaleb(2 if section.percent else 0).scaleb(-3 * section.scale)
    try:
        shown = _digits(number, section)
    except InvalidOperation:
        # More digits than any document prints.
        return _general(value)
    sign = "-" if shown.startswith("-") else ""
    return f"{sign}{section.before}{shown.removeprefix('-')}{section.after}".strip()


@lru_cache(maxsize=1_000)
def _sections(code: str) -> tuple[_Format, ...]:
    parts = _PART.sub(lambda match: "\x00" if match.group() == ";" else match.group(), code).split("\x00")
    return tuple(_section(part) for part in parts[:3])


def _section(code: str) -> _Format:
    elapsed = bool(_ELAPSED.search(code))
    plain = _BRACKET.sub(lambda m: f'"{m[2].split("-")[0]}"' if m[1] else "", code)
    bare = _LITERAL.sub("", plain)
    if elapsed or (_DATE_SIGNS.search(bare) and not re.search(r"general|[0#?]", bare, re.IGNORECASE)):
        return _Format(general=False, date=bare.casefold() or "h:mm")
    digits = _DIGIT_RUN.search(_LITERAL.sub(lambda m: "\x00" * len(m.group()), plain))
    if not digits and not re.search(r"general|@", bare, re.IGNORECASE):
        # Words alone, or nothing: the number itself is not shown.
        return _Format(before=_said(plain), general=False, least=-1)
    if not digits or re.search(r"general|@|e[+-]|/", bare, re.IGNORECASE):
        prefix, found, suffix = re.split(r"(?i)(general)", plain, maxsplit=1) if "eneral" in bare else ("", "", "")
        return _Format(_said(prefix), _said(suffix)) if found else _Format()
    pattern = digits.group()
    whole, _, part = pattern.partition(".")
    stem = whole.rstrip(",") if not part else whole
    return _Format(
        before=_said(plain[: digits.start()]),
        after=_said(plain[digits.end() :]),
        general=False,
        percent="%" in bare,
        grouped="," in stem.strip(","),
        decimals=sum(sign in "0?" for sign in part),
        optional=part.count("#"),
        least=whole.count("0"),
        scale=len(pattern) - len(pattern.rstrip(",")),
    )


def _said(code: str) -> str:
    """What a format writes beside the digits: its quoted words and plain signs."""
    return _LITERAL.sub(lambda m: m[1] or m[2] or "", code)


def _general(value: Decimal) -> str:
    number = +value
    if number == number.to_integral_value() and abs(number.adjusted()) < _DIGITS:
        return str(int(number))
    kept = _DIGITS - 1 - max(number.adjusted(), 0)
    if abs(number.adjusted()) >= _DIGITS or kept <= 0:
        return f"{number.normalize():E}".replace(".", ",")
    rounded = number.quantize(Decimal(1).scaleb(-kept), ROUND_HALF_UP).normalize()
    return f"{rounded:f}".replace(".", ",")


def _digits(number: Decimal, section: _Format) -> str:
    places = section.decimals + section.optional
    rounded = number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    sign = "-" if rounded < 0 else ""
    whole, _, part = f"{abs(rounded):f}".partition(".")
    while len(part) > section.decimals and part.endswith("0"):
        part = part[:-1]
    whole = whole.lstrip("0").zfill(section.least)
    if section.grouped:
        whole = re.sub(r"(?<=\d)(?=(?:\d{3})+$)", ".", whole)
    return f"{sign}{whole},{part}" if part else f"{sign}{whole}"


def _date(value: Decimal, code: str, from_1904: bool) -> str | None:
    """``value`` days as a date, a month, a year or a time, by what ``code`` writes; None where it is no day."""
    if not 0 <= value <= _LAST_DAY:
        return None
    start = datetime(1904, 1, 1) if from_1904 else datetime(1899, 12, 31 if value < _LEAP_FAULT else 30)
    try:
        day = start + timedelta(days=float(value))
    except OverflowError:
        return None
    day = (day + timedelta(microseconds=500_000)).replace(microsecond=0)
    timed = "h" in code or "s" in code
    # Beside hours or seconds, "m" is minutes; "d" and "y" then tell a date.
    dated = bool(re.search("[dy]", code)) or ("m" in code and not timed)
    month = _MONTHS[day.month - 1]
    if not dated:
        return f"{day:%H:%M}" if "s" not in code else f"{day:%H:%M:%S}"
    if "d" in code:
        words = re.search("d.*mmmm", code)
        written = f"{day.day} {month} {day.year}" if words else f"{day.day:02}/{day.month:02}/{day.year}"
        return f"{written} {day:%H:%M}" if timed else written
    if "m" not in code:
        return str(day.year)
    if "y" not in code:
        return month
    return f"{month} {day.year}" if "mmm" in code else f"{day.month:02}/{day.year}"
