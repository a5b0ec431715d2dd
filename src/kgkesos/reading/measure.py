"""The words that the name of an indicator begins with."""

from __future__ import annotations

import re

_MEASURE = re.compile(
    r"\W*(?:\d+(?:\.\d+)*[.)]?\s+)?(?:jumlah|banyaknya|total|persentase|presentase|prosentase|persen|rasio|proporsi"
    r"|cakupan|indeks|rata-rata|tingkat|angka|nilai|skor|capaian|prevalensi|volume|luas|laju|predikat|opini|frekuensi)\b",
    re.IGNORECASE,
)


def begins(text: str) -> bool:
    """Whether ``text`` begins as the name of an indicator does.

    >>> begins("1.1 Persentase lanjut usia"), begins("lanjut usia")
    (True, False)
    """
    return bool(_MEASURE.match(text))
