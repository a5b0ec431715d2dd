"""Targets of an indicator: one for each target column of its row."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kgkesos.reading.excerpt import Excerpt
from kgkesos.reading.markup import plain, without_bullet
from kgkesos.reading.page import Page
from kgkesos.reading.table import Row
from kgkesos.records import Target

_PERCENT = re.compile("%")
# "2 RS", "112 per 100.000 KH": words after the number say what is counted; "10 s.d. 12" and "2 dari 5" do not.
_COUNTED = re.compile(r"[≤≥<>±~\s]*\d[\d.,]*\s+(?!s\W?d\b|sampai\b|dari\b|dan\b|atau\b)(?P<satuan>[^\W\d_].*)")


def records(page: Page, indikator: str, row: Row) -> Iterator[Target]:
    """The Target records of ``row`` for the indicator with id ``indikator``.

    The unit is that of the row's own column, else the per cent sign or the words printed behind the number in the
    cell, else the per cent sign in the head.
    """
    unit = without_bullet(plain(row.cell("satuan")))
    for column, cell in row.targets:
        value = without_bullet(plain(cell))
        parts: dict[str, Excerpt] = {"nilai": value}
        if satuan := unit or _percent(value) or _counted(value) or _percent(column.printed):
            parts["satuan"] = satuan
        if column.year:
            parts["tahun"] = column.year
        if column.period:
            parts["periode"] = column.period
        year = column.year.text if column.year else None
        period = column.period.text if column.period else None
        yield Target(
            id=page.new_id(indikator, "target", " ".join(filter(None, (year, period))) or None, value.text),
            induk=indikator,
            bukti=page.evidence(parts),
            nilai=value.text,
            satuan=parts["satuan"].text if "satuan" in parts else None,
            tahun=int(year) if year else None,
            periode=period,
        )


def _percent(text: Excerpt) -> Excerpt | None:
    found = _PERCENT.search(text.text)
    return text.group(found) if found else None


def _counted(text: Excerpt) -> Excerpt | None:
    found = _COUNTED.fullmatch(text.text)
    return text.group(found, "satuan") if found else None
