"""Answers as tables of plain values, in SPARQL's order: made here, where a term is read once.

A store on disk reads a term anew for each comparison of an ORDER BY: for an answer of a thousand rows that took longer
than to find them.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import groupby
from operator import itemgetter

import pyoxigraph as ox

from kgkesos.memory import Once

Cell = str | int | float | bool | None
_XSD = "http://www.w3.org/2001/XMLSchema#"
_KINDS: dict[str, Callable[[str], int | float | bool]] = {
    "boolean": lambda said: said in ("true", "1"),
    "decimal": float,
    "double": float,
    "float": float,
    **dict.fromkeys(
        ("integer", "int", "long", "short", "byte", "nonNegativeInteger", "positiveInteger", "nonPositiveInteger",
         "negativeInteger", "unsignedInt", "unsignedLong", "unsignedShort", "unsignedByte"),
        int,
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Table:
    """Columns by name, and rows of plain values: an IRI is its text, a number and a truth value what it says."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


class _Term:
    """A term of an answer, with its plain value and its place among others; either is made when it is asked for."""

    def __init__(self, term: object) -> None:
        self._term = term

    @cached_property
    def cell(self) -> Cell:
        """The plain value."""
        if isinstance(self._term, ox.Literal):
            space, _, name = self._term.datatype.value.rpartition("#")
            if f"{space}#" == _XSD and name in _KINDS:
                # What is no number in spite of its datatype stays the text that it is.
                with contextlib.suppress(ValueError):
                    return _KINDS[name](self._term.value)
        return _text(self._term)

    @cached_property
    def place(self) -> tuple[int, int, Decimal | float, str]:
        """Where the term stands in an ORDER BY (SPARQL 1.1, 15.1): blank nodes, IRIs, then literals.

        Of literals those that are numbers go before the others, which SPARQL leaves open; the others go by code points.
        """
        if isinstance(self._term, ox.BlankNode):
            return 1, 0, 0.0, self._term.value
        if isinstance(self._term, ox.NamedNode):
            return 2, 0, 0.0, self._term.value
        if isinstance(self.cell, (int, float)) and not isinstance(self.cell, bool):
            return 3, 0, self.cell, ""
        return 3, 1, 0.0, _text(self._term)


# An unbound variable stands before every term.
_UNBOUND = (0, 0, 0.0, "")
_Row = tuple[_Term | None, ...]
_Place = tuple[tuple[int, int, Decimal | float, str], ...]


def table(found: object, order: Sequence[str], hidden: int = 0) -> Table:
    """The rows of a SELECT by the variables ``order``, all of which it projects; those that tie, by the other columns.

    So the order is whole, whatever an engine finds first: parts of an answer that were made one by one fit together.

    The last ``hidden`` columns serve the order alone.

    Raises:
        TypeError: the query is of another form.
    """
    if not isinstance(found, ox.QuerySolutions):
        raise TypeError("the query is not a SELECT")
    names = tuple(variable.value for variable in found.variables)
    made: Once[object, _Term] = Once(_Term)
    rows = [tuple(None if term is None else made[term] for term in row) for row in found]
    keys = tuple(names.index(name) for name in order)
    if keys:
        rows = _sorted(rows, keys)
    shown = len(names) - hidden
    cells = (tuple(None if one is None else one.cell for one in row[:shown]) for row in rows)
    return Table(names[:shown], tuple(cells))


def _sorted(rows: list[_Row], keys: Sequence[int]) -> list[_Row]:
    """``rows`` by the columns ``keys``, then, only where these tie, by all."""

    def place(row: _Row) -> _Place:
        return tuple(_UNBOUND if (one := row[key]) is None else one.place for key in keys)

    def whole(row: _Row) -> _Place:
        return tuple(_UNBOUND if one is None else one.place for one in row)

    placed = sorted(((place(row), row) for row in rows), key=itemgetter(0))
    found: list[_Row] = []
    for _, tied in groupby(placed, key=itemgetter(0)):
        same = [row for _, row in tied]
        found += sorted(same, key=whole) if len(same) > 1 else same
    return found


def _text(term: object) -> str:
    if isinstance(term, (ox.NamedNode, ox.BlankNode, ox.Literal)):
        return term.value
    raise TypeError(f"not a term of RDF data: {term!r}")
