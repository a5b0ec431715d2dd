"""How a table keeps its cells apart: tabs, bars, or blanks of a fixed width; and the cells of a line under each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from kgkesos.reading import table
from kgkesos.reading.excerpt import Excerpt

_BAR = re.compile(r"(?<!\\)\|")
_GAP = re.compile(r"\s{2,}")
_WORDS = re.compile(r"\S+(?:\s\S+)*")
RULE = re.compile(r"^[\s|:+=_–-]+$")

Cells = tuple[Excerpt, ...]


class Form(StrEnum):
    """What parts the cells of a line."""

    TAB = "tab"
    BAR = "bar"
    LOOSE = "loose"
    FIXED = "fixed"


@dataclass(frozen=True, slots=True)
class Layout:
    """How a table is printed; ``cuts`` are the places in a line where the columns of a fixed-width table begin."""

    form: Form
    cuts: tuple[int, ...] = ()

    def cells(self, line: Excerpt) -> Cells:
        """The cells of ``line``; one where it is no row."""
        match self.form:
            case Form.TAB | Form.BAR:
                return table.cells(line)
            case Form.LOOSE:
                return tuple(line.splits(_BAR))
            case Form.FIXED:
                ends = [*self.cuts[1:], len(line)]
                return tuple(line[a : max(a, b)] for a, b in zip(self.cuts, ends, strict=True))


def form_of(line: Excerpt) -> Form | None:
    """What parts the cells of ``line``; None where it has but one."""
    text = line.text
    if "\t" in text.strip(" \n"):
        return Form.TAB
    if text.lstrip().startswith("|"):
        return Form.BAR
    if _BAR.search(text):
        return Form.LOOSE
    return Form.FIXED if _GAP.search(text.strip()) else None


def is_rule(line: Excerpt) -> bool:
    """Whether ``line`` is drawn, not written."""
    return bool(line.text.strip()) and bool(RULE.match(line.text))


def runs(line: Excerpt) -> Iterator[tuple[int, Excerpt]]:
    """The words of a fixed-width line that single blanks join, each with its place in the line."""
    for match in _WORDS.finditer(line.text):
        yield match.start(), line.group(match)


def cells_anyhow(line: Excerpt) -> Cells:
    """The cells of ``line`` by its own marks, whatever table it stands in."""
    form = form_of(line)
    if form is None:
        return (line,)
    return tuple(run for _, run in runs(line)) if form is Form.FIXED else Layout(form).cells(line)
