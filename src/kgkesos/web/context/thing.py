"""Parts of the page of one thing: its words and their readings."""

from __future__ import annotations

from dataclasses import dataclass

from kgkesos.web.context.parts import Link, Quote


@dataclass(frozen=True, slots=True)
class PrintedField:
    """A field of a thing: its name, and every quote that holds it, the one that answers show first."""

    name: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class ReadingView:
    """A reading of words that a document's files spell differently (empty: none there), and where it is printed."""

    words: str
    chosen: bool
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class VariantPlace:
    """A differing place: its field, why one reading was chosen, and the readings, the chosen one first."""

    field: str
    reason: str
    readings: tuple[ReadingView, ...]


@dataclass(frozen=True, slots=True)
class Relation:
    """A link to another thing: how, the other's kind and page, what it rests on, and the page that says why.

    ``certainty`` and ``rule`` say how sure it was read, and by which rule; empty where it is plainly printed.
    """

    how: str
    kind: str
    other: Link
    basis: str
    certainty: str
    rule: str
    why: str
