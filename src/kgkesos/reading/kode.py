"""Codes of the official nomenclature: what they look like, of which level they are, which goes on from which."""

from __future__ import annotations

import re

# "1.06.02.2.01", "1.06.02.2.01.0001", "X.XX.01": groups of one or two signs, the last of a long code of three or four.
_GROUP = r"(?:\d{1,2}|[Xx]{1,2})"
PATTERN = rf"{_GROUP}(?:\.{_GROUP}){{2,7}}(?:(?<=\.\d\d)\.\d{{3,4}})?"
_WHOLE = re.compile(PATTERN)
_LONGEST_NUMBER = 4
_PART = re.compile(r"[.\s]+")
# How the nomenclature of programmes and activities is numbered: urusan.bidang.program, then level.kegiatan, then sub.
_BY_CODE = (
    ("program", re.compile(r"[\dXx]\.[\dXx]{2}\.\d{2}")),
    ("kegiatan", re.compile(r"[\dXx]\.[\dXx]{2}\.\d{2}\.\d\.\d{2}")),
    ("sub kegiatan", re.compile(r"[\dXx]\.[\dXx]{2}\.\d{2}\.\d\.\d{2}\.\d{2,4}")),
)
_HIGHER = re.compile(r"[\dXx](?:\.[\dXx]{2})?\.?")
_PRINTED = re.compile(r"[\dXx]{1,4}(?:[.\s]+[\dXx]{1,4})*\.?")


def is_code(mark: str) -> bool:
    """Whether ``mark`` is a code and no number of a list: more than four groups, zeros in front, or letters X."""
    if not _WHOLE.fullmatch(mark):
        return False
    groups = mark.split(".")
    wide = [group for group in groups if len(group) > 1]
    return len(groups) > _LONGEST_NUMBER or len(wide) > 1 or any(g[0] in "0Xx" for g in groups if g != "0")


def dotted(printed: str) -> str:
    """A code as a column prints it ("1 06 02 2.01"), with nothing but full stops between its groups."""
    return ".".join(part for part in _PART.split(printed) if part)


def level(code: str | None) -> str | None:
    """What a code is the code of, told by its groups: "program", "kegiatan" or "sub kegiatan"."""
    return next((name for name, pattern in _BY_CODE if code and pattern.fullmatch(dotted(code))), None)


def is_higher(printed: str) -> bool:
    """Whether ``printed`` is the code of an urusan or bidang urusan, which stand above every programme."""
    return bool(_HIGHER.fullmatch(dotted(printed)))


def is_printed_code(text: str) -> bool:
    """Whether the cell of a column of codes holds one, in whatever form."""
    return bool(_PRINTED.fullmatch(text))


def is_under(code: str, higher: str) -> bool:
    """Whether ``code`` goes on from the code ``higher``; X, which stands for any group, fits every group."""
    groups, first = dotted(code).upper().split("."), dotted(higher).upper().split(".")
    fitting = (a == b or "X" in a + b for a, b in zip(groups, first, strict=False))
    return len(groups) > len(first) and all(fitting)
