"""What the symbols of a formula stand for: "JP" or "A - B" in its place, by the legend that the document prints."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

# An entry of a legend: "A = jumlah kasus tahun n", "JRTS : jumlah rumah tangga".
_ENTRY = re.compile(r"\s*(?P<lambang>[^\W_][\w-]{0,9})\s*[=:]\s*(?P<arti>\S.*)", re.DOTALL)
_WORD = re.compile(r"[^\W\d_]\w*")


def legend(entries: Iterable[str]) -> dict[str, str]:
    """Each symbol of a legend with what it stands for.

    >>> legend(["A = jumlah kasus tahun ini"])
    {'A': 'jumlah kasus tahun ini'}
    """
    found = (_ENTRY.fullmatch(entry) for entry in entries)
    return {match["lambang"]: match["arti"] for match in found if match}


def meant(quantity: str, legend: Mapping[str, str]) -> str:
    """``quantity`` with what its symbols stand for; "" where it has a word that is no symbol of the ``legend``.

    >>> meant("(A - B)", {"A": "kasus tahun lalu", "B": "kasus tahun ini"})
    '(kasus tahun lalu - kasus tahun ini)'
    >>> meant("A dan lain-lain", {"A": "kasus"})
    ''
    """
    words = _WORD.findall(quantity)
    if not words or any(word not in legend for word in words):
        return ""
    return _WORD.sub(lambda word: legend[word.group()], quantity)
