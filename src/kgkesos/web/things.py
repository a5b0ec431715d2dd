"""Parts of a thing's page: every place where its words are printed, and every reading."""

from __future__ import annotations

from itertools import groupby

from kgkesos.store import Rows
from kgkesos.web import tables, words
from kgkesos.web.context import PrintedField, ReadingView, VariantPlace


def fields(found: Rows) -> tuple[PrintedField, ...]:
    """Field by field, each quote with its places; the one that answers show first."""
    rows = [
        (str(field), str(said), tables.place(str(file), (int(str(first)), int(str(last))), where))
        for _, field, _, file, first, last, where, said in found.rows
    ]
    return tuple(
        PrintedField(words.spaced(field), tables.quotes((said, where) for _, said, where in group))
        for field, group in groupby(rows, key=lambda row: row[0])
    )


def variants(found: Rows) -> tuple[VariantPlace, ...]:
    """Each differing place with all its readings, the chosen one first."""
    places: dict[tuple[str, str, str], dict[tuple[str, bool], list[str]]] = {}
    for _, field, number, chosen, reading, reason, file, first, last, where in found.rows:
        readings = places.setdefault((str(field), str(number), str(reason)), {})
        at = (int(str(first)), int(str(last))) if first is not None else None
        readings.setdefault((str(reading), str(chosen) == "true"), []).append(tables.place(str(file), at, where))
    return tuple(
        VariantPlace(
            words.spaced(field),
            reason,
            tuple(ReadingView(said, chosen, tuple(where)) for (said, chosen), where in readings.items()),
        )
        for (field, _, reason), readings in places.items()
    )
