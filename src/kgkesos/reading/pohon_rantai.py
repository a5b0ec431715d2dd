"""Chains of a performance tree: "A -> B -> C" on one line, each node once, told up or down by what they share."""

from __future__ import annotations

from collections.abc import Sequence

from kgkesos.normalize import key
from kgkesos.reading.excerpt import Excerpt
from kgkesos.reading.page import Page
from kgkesos.reading.pohon import Node
from kgkesos.reading.pohon_garis import ARROW, Line, line

_RULE = "rantai"


def is_chain(found: Line) -> bool:
    """Whether what the line says is a chain of two nodes or more."""
    return found.attribute is None and length(found) > 1


def length(found: Line) -> int:
    """How many nodes the line says."""
    return len(_parts(found))


def _parts(found: Line) -> list[Excerpt]:
    """What the line says between its arrows, where that is any words."""
    return [part.strip() for part in found.text.splits(ARROW) if any(c.isalnum() for c in part.text)]


def read(page: Page, chains: Sequence[Line]) -> list[Node]:
    """The nodes of ``chains``; where neither levels nor shared ends tell which way they run, the ties are not sure."""
    paths = [_path(found) for found in chains]
    page.take([found.number for found in chains])
    down, sure = _runs_down(paths)
    nodes: dict[str, Node] = {}
    for path in paths:
        parent: Node | None = None
        for node in path if down else path[::-1]:
            known = nodes.setdefault(key(node.text.text), node)
            if known is node and parent is not None:
                node.parent, node.rule, node.sure = parent, _RULE, sure
            elif parent is not None and known.parent is not parent and known is not parent:
                _tell_second(page, known, parent, node.line)
            parent = known
    return list(nodes.values())


def _tell_second(page: Page, node: Node, parent: Node, number: int) -> None:
    message = f'"{node.text.text}" juga tercetak di bawah "{parent.text.text}"; yang dipakai induk pertama.'
    page.warn("induk-ganda", message, (number, number))


def _path(found: Line) -> list[Node]:
    parts = _parts(found)
    first = Node([parts[0]], found.number, found.indent, found.nomor, found.level)
    return [first, *(_node(found.number, part) for part in parts[1:])]


def _node(number: int, part: Excerpt) -> Node:
    said = line(number, part)
    return Node([said.text or part], number, 0, said.nomor, said.level)


def _runs_down(paths: Sequence[Sequence[Node]]) -> tuple[bool, bool]:
    """Whether the chains run from the top down, and whether that is sure."""
    ranks = [[node.level.rank for node in path if node.level] for path in paths]
    told = {pair[0] < pair[-1] for pair in ranks if len(pair) > 1 and pair[0] != pair[-1]}
    if len(told) == 1:
        return told.pop(), True
    firsts = {key(path[0].text.text) for path in paths}
    lasts = {key(path[-1].text.text) for path in paths}
    return len(firsts) <= len(lasts), len(firsts) != len(lasts)
