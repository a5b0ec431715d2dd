"""Tables printed as text: one row a line, cells parted by tabs or by Markdown's bars; columns known by their heads."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kgkesos.reading.excerpt import Excerpt, Source
from kgkesos.reading.markup import plain

_RULE = re.compile(r"^\s*\|?[\s:|-]+\|?\s*$")
_TAB = re.compile(r"\t")
_BAR = re.compile(r"(?<!\\)\|")

# What a column holds, told by how its head begins; the first that fits. An office's own wording follows the word.
_ROLES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (role, re.compile(pattern, re.IGNORECASE))
    for role, pattern in (
        ("nomor", r"no(mor)?\b\.?\s*$"),
        ("indikator", r"indikator\b"),
        ("penjelasan", r"(penjelasan|formulasi|formula|rumus|cara\b|definisi)"),
        ("sumber_data", r"sumber\b"),
        ("penanggung_jawab", r"(penanggung|pj\b|pengampu)"),
        ("satuan", r"satuan\b"),
        ("target", r"target\b"),
        ("sasaran", r"sasaran\b"),
        ("kinerja", r"kinerja\b"),
    )
)


@dataclass(frozen=True, slots=True)
class Row:
    """One printed row: its line number, the raw cells by role of their column, how many cells the head has more."""

    line: int
    cells: Mapping[str, Excerpt]
    missing: int = 0

    def cell(self, role: str) -> Excerpt:
        """The cell of the column with ``role``; empty where the table has none."""
        return self.cells.get(role, Excerpt("", (), ()))


@dataclass(frozen=True, slots=True)
class Head:
    """A header row: its line number and, for each column, its role (None for a column that is not known)."""

    line: int
    roles: tuple[str | None, ...]
    titles: tuple[str, ...]


def cells(line: Excerpt) -> tuple[Excerpt, ...]:
    """The cells of a line; one cell where it is no row of a table."""
    if "\t" in line.text:
        return tuple(line.splits(_TAB))
    if line.text.lstrip().startswith("|"):
        return tuple(line.strip()[1:].splits(_BAR))[: -1 if line.text.rstrip().endswith("|") else None]
    return (line,)


def role(title: str) -> str | None:
    """What a column with this head holds, or None."""
    return next((name for name, pattern in _ROLES if pattern.match(title.strip(" *"))), None)


def head(source: Source, number: int) -> Head | None:
    """The header row on line ``number``: two or more cells, an indicator column among them; else None."""
    parts = cells(source.line(number))
    if len(parts) < 2:
        return None
    titles = tuple(plain(part).text for part in parts)
    roles = tuple(role(title) for title in titles)
    known = [name for name in roles if name]
    if "indikator" not in known or len(known) < 2 or any(len(title) > 120 for title in titles):
        return None
    return Head(number, roles, titles)


def rows(source: Source, under: Head, until: int) -> Iterator[Row]:
    """The rows between ``under`` and line ``until`` (not included); blank lines and Markdown rules are no rows."""
    for number in range(under.line + 1, until):
        line = source.line(number)
        if not line.text.strip() or _RULE.match(line.text):
            continue
        parts = cells(line)
        if len(parts) < 2:
            continue
        named = {name: part for name, part in zip(under.roles, parts, strict=False) if name}
        yield Row(number, named, len(under.roles) - len(parts))
