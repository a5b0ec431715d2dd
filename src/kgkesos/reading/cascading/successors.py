"""Which programme goes on with the work of which, as a column of the table says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kgkesos.normalize import key
from kgkesos.reading.cascading import marks
from kgkesos.reading.cascading.nodes import Node
from kgkesos.reading.cascading.words import Kind
from kgkesos.reading.excerpt import Excerpt
from kgkesos.reading.page import Page

_SEMICOLON = re.compile(r"\s*;\s*")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class Named:
    """A cell that names what goes on with the work of ``program``: "Program A; Program B"; the line of its row."""

    program: Node
    cell: Excerpt
    line: int


def is_period(text: str) -> bool:
    """Whether ``text`` names a year."""
    return bool(_YEAR.search(text))


def settle(page: Page, nodes: Iterable[Node], named: Sequence[Named]) -> None:
    """Tie programmes to those that go on with their work, and their whole sets to the sets of these.

    A set are the programmes of one parent and one printed period, without those that another one names.
    """
    programs = [node for node in nodes if node.kind is Kind.PROGRAM]
    for one in named:
        for part in (part for part in one.cell.splits(_SEMICOLON) if part):
            _tie(page, programs, one, part)
    following = {id(new) for node in programs for new in node.continued_by}
    for old in programs:
        if id(old) in following:
            continue
        chosen = [new for node in programs if _same_set(node, old) for new in node.continued_by]
        old.replaced_by = [node for node in programs if any(node is new or _beside(node, new) for new in chosen)]


def _tie(page: Page, programs: Sequence[Node], one: Named, part: Excerpt) -> None:
    wanted = {key(part.text), key(marks.own(part).body.text)}
    found = [node for node in programs if node is not one.program and key(node.text.text) in wanted]
    if len(found) != 1:
        message = f'Program pengganti "{part.text}" tidak ditemukan sebagai tepat satu program lain.'
        page.warn("pengganti-tidak-ditemukan", message, (one.line, one.line))
    elif found[0] not in one.program.continued_by:
        one.program.continued_by.append(found[0])


def _same_set(one: Node, other: Node) -> bool:
    return one.parent is other.parent and _period(one) == _period(other)


def _beside(one: Node, new: Node) -> bool:
    """Whether ``one`` is of the set of ``new``, which a programme names; one that ends itself is of no new set."""
    return _same_set(one, new) and not one.continued_by


def _period(node: Node) -> str | None:
    return key(node.period.text) if node.period else None
