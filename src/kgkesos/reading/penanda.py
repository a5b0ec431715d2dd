"""Who signs a document: their names, hidden wherever else they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from kgkesos.reading import orang
from kgkesos.reading.excerpt import Source
from kgkesos.reading.tanda_tangan import SIGNATURE, Part, part

_COLUMNS = re.compile(r"[\t|]+|\s{3,}")
# Titles before a name and degrees behind it.
_TITLES = re.compile(r"^(?:(?:drs?|dra|ir|h|hj|prof|kh)\b\.?\s*)+|,.*$", re.IGNORECASE)
_EDGES = " \t\r\f*_#|()[]"


def repeated(source: Source, classes: Mapping[int, str]) -> tuple[tuple[int, int], ...]:
    """Where in the text of ``source`` a signatory's name stands again, outside the signatures (``classes`` of lines).

    A name is known by its place: the line above a rank or a number.
    """
    signed = {number for number, use in classes.items() if use == SIGNATURE}
    spans: list[tuple[int, int]] = []
    for name in dict.fromkeys(_names(source, signed)):
        pattern = re.compile(r"(?<!\w)" + r"\s+".join(map(re.escape, name.split())) + r"(?!\w)", re.IGNORECASE)
        spans.extend(m.span() for m in pattern.finditer(source.text) if source.line_of(m.start()) not in signed)
    return tuple(sorted(spans))


def _names(source: Source, signed: set[int]) -> Iterator[str]:
    for number in sorted(signed):
        below = next((n for n in range(number + 1, source.line_count + 1) if source.words(n).strip()), None)
        if below not in signed or part(source.words(below)) not in (Part.RANK, Part.NUMBER):
            continue
        for column in _COLUMNS.split(source.words(number)):
            said = " ".join(_TITLES.sub("", column.strip(_EDGES)).split())
            if part(column.strip(_EDGES)) in (None, Part.NAME) and orang.is_name(said):
                yield said
