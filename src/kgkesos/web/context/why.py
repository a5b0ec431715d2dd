"""The page that says why a statement holds, and that of a search."""

from __future__ import annotations

from dataclasses import dataclass

from kgkesos.web.context.parts import Field, Link, Page, Quote


@dataclass(frozen=True, slots=True)
class Proof:
    """A statement, what a rule concluded it from, what it rests on, its printed words, and its premises.

    An end is a link where it is a node or a term that has a page; its ``address`` is empty elsewhere.
    """

    subject: Link
    predicate: str
    object: Link
    sentence: str | None
    basis: str
    quotes: tuple[Quote, ...]
    premises: tuple[Proof, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WhyPage(Page):
    """``/mengapa``: why what was asked holds; without words, the form alone."""

    fields: tuple[Field, ...]
    proof: Proof | None = None
    downloads: tuple[Link, ...] = ()
    problem: str | None = None
    candidates: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class FoundNode:
    """A node that a search found: kind, name, document, period, its own page, and its traces up and down."""

    kind: str
    label: str
    document: str
    period: str
    thing: str
    up: str
    down: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPage(Page):
    """``/cari``: the nodes whose name holds the words; without words, the form alone. ``more``: there are others."""

    search: Field
    found: tuple[FoundNode, ...] = ()
    more: bool = False
    downloads: tuple[Link, ...] = ()
    problem: str | None = None
