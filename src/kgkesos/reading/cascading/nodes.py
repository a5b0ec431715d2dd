"""What a cascading sheet says, between its cells and its records: nodes that learn their parent step by step."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Self

from kgkesos.reading.cascading.cells import Cell
from kgkesos.reading.cascading.words import Kind, labelled
from kgkesos.reading.excerpt import Excerpt

LEVELS = (Kind.TUJUAN, Kind.SASARAN, Kind.PROGRAM, Kind.KEGIATAN, Kind.SUBKEGIATAN)
ACTIVITIES = LEVELS[3:]


@dataclass(eq=False, slots=True)
class Node:
    """One thing the sheet says. ``at`` is its place among the cells; ``rule`` names the reading rule that chose
    ``parent`` where the tie is not printed, and ``sure`` says whether that leaves no other choice.

    ``unit`` belongs to an indicator or a target, ``owner``, ``source`` and ``meaning`` to an indicator, ``year`` to a
    target. ``replaced_by`` is the set that replaces a programme's set, ``continued_by`` what goes on with its own work.
    ``certain`` is False where the sheet leaves open what the cell is: ``alternative`` is then the other reading.
    """

    kind: Kind
    cell: Cell
    text: Excerpt
    at: int
    number: Excerpt | None = None
    code: Excerpt | None = None
    parent: Node | None = None
    rule: str | None = None
    sure: bool = True
    certain: bool = True
    alternative: str | None = None
    remarks: list[str] = field(default_factory=list)
    period: Excerpt | None = None
    replaced_by: list[Node] = field(default_factory=list)
    under: Node | None = None
    more_lines: list[int] = field(default_factory=list)
    placed: bool = False
    unit: Excerpt | None = None
    owner: Excerpt | None = None
    source: Excerpt | None = None
    meaning: Excerpt | None = None
    continued_by: list[Node] = field(default_factory=list)
    year: Excerpt | None = None

    @property
    def value(self) -> int | None:
        """The node's number as an integer."""
        return int(self.number.text.rsplit(".", 1)[-1]) if self.number else None

    @property
    def label(self) -> bool:
        """Whether the cell begins with the name of its kind."""
        return labelled(self.cell.text) is not None

    def tie(self, parent: Node, rule: str | None = None, sure: bool = True) -> None:
        """Hang this node under ``parent``."""
        self.parent, self.rule, self.sure, self.placed = parent, rule, sure, True

    def doubt(self, alternative: str) -> None:
        """Say that the sheet leaves open what this is, and what else it may be."""
        self.certain, self.alternative = False, alternative


@dataclass(slots=True)
class Sheet:
    """All nodes of a sheet in the order of the text layer, with the cells they came from."""

    cells: Sequence[Cell]
    nodes: list[Node]

    def of(self, *kinds: Kind) -> list[Node]:
        """The nodes of these kinds."""
        return [node for node in self.nodes if node.kind in kinds]

    def under(self, parent: Node, *kinds: Kind) -> list[Node]:
        """The nodes of these kinds that hang under ``parent``."""
        return [node for node in self.of(*kinds) if node.parent is parent]

    def between(self, first: Node, second: Node) -> Iterator[Node]:
        """The nodes printed after ``first`` and before ``second``."""
        return (node for node in self.nodes if first.at < node.at < second.at)


@dataclass(frozen=True, slots=True)
class Ends:
    """The last lines of cells in their order, and the first cell that ends on each."""

    lines: Sequence[int]
    cells: Mapping[int, Cell]

    @classmethod
    def of(cls, cells: Iterable[Cell]) -> Self:
        found: dict[int, Cell] = {}
        for cell in cells:
            found.setdefault(max(cell.lines), cell)
        return cls(sorted(found), found)

    def above(self, line: int) -> Cell | None:
        """The cell that ends nearest above ``line``."""
        at = bisect_left(self.lines, line)
        return self.cells[self.lines[at - 1]] if at else None


def values(nodes: Iterable[Node]) -> list[int]:
    """The numbers of ``nodes`` that have one."""
    return [node.value for node in nodes if node.value is not None]


def name(node: Node) -> str:
    """The node's words, short enough for a message."""
    text = node.text.text
    return text if len(text) <= 70 else text[:67].rsplit(" ", 1)[0] + " ..."
