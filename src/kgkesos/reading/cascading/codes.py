"""The codes of the nomenclature in a sheet that lost its columns: to the cells they stand before, and ties by them."""

from __future__ import annotations

from collections.abc import Sequence

from kgkesos.reading.cascading import marks
from kgkesos.reading.cascading.nodes import ACTIVITIES, Node, Sheet
from kgkesos.reading.cascading.words import Kind
from kgkesos.reading.page import Page

_CODED = (Kind.PROGRAM, *ACTIVITIES)


def place(page: Page, sheet: Sheet) -> None:
    """A cell with a code alone belongs to the programme or activity that follows it, if that has none."""
    for at, cell in enumerate(sheet.cells):
        if cell.kind is not Kind.NUMBER or cell.code is None:
            continue
        following = next((node for node in sheet.of(*_CODED) if node.at == at + 1 and node.code is None), None)
        if following:
            following.code = cell.code
            following.more_lines.extend(cell.lines)
        else:
            page.leave(cell.lines, "kode tanpa sel")
            page.warn("kode-lepas", f"Kode {cell.code.text} tidak diketahui milik sel mana.", cell.span)


def tie(node: Node, parents: Sequence[Node]) -> None:
    """Hang ``node`` under the one of ``parents`` whose code its own code goes on from, if there is just one."""
    above = [parent for parent in parents if marks.is_under(node.code, parent.code)]
    if len(above) == 1:
        node.tie(above[0], "kode-di-bawahnya")


def is_elsewhere(node: Node, parents: Sequence[Node]) -> bool:
    """Whether the code of ``node`` goes on from none of ``parents``, which all have codes: its parent is missing."""
    coded = [parent for parent in parents if parent.code]
    return (
        bool(node.code and coded)
        and coded == list(parents)
        and not any(marks.is_under(node.code, parent.code) for parent in coded)
    )
