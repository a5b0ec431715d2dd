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


def records(page: Page, indikator: str, row: Row) -> Iterator[Target]:
    """The Target records of ``row`` for the indicator with id ``indikator``.

    The unit is that of the row's own column, else the per cent sign printed in the cell or in the head.
    """
    unit = without_bullet(plain(row.cell("satuan")))
    for column, cell in row.targets:
        value = without_bullet(plain(cell))
        parts: dict[str, Excerpt] = {"nilai": value}
        if satuan := unit or _percent(value) or _percent(column.printed):
            parts["satuan"] = satuan
        if column.year:
            parts["tahun"] = column.year
        year = column.year.text if column.year else None
        yield Target(
            id=page.new_id(indikator, "target", year, value.text),
            induk=indikator,
            bukti={name: part.bukti(page.source) for name, part in parts.items()},
            nilai=value.text,
            satuan=parts["satuan"].text if "satuan" in parts else None,
            tahun=int(year) if year else None,
        )


def _percent(text: Excerpt) -> Excerpt | None:
    found = _PERCENT.search(text.text)
    return text.group(found) if found else None
