"""The page of traces: paths as a tree of steps."""

from __future__ import annotations

from dataclasses import dataclass

from kgkesos.web.context.parts import Field, Link, Page, Quote


@dataclass(frozen=True, slots=True)
class LinkWords:
    """The link that leads to a step of a trace, in words, and those that it rests on; ``sure`` draws its line."""

    how: str
    basis: str
    certainty: str
    rule: str | None
    sure: bool
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Branch:
    """A step of a trace, its own page (``thing``), and the steps that follow. Paths that begin alike share branches.

    ``why`` is the page that says why the link to it holds.
    """

    kind: str
    label: str
    address: str
    thing: str
    quotes: tuple[Quote, ...]
    link: LinkWords | None
    branches: tuple[Branch, ...]
    why: str = ""


@dataclass(frozen=True, slots=True)
class TraceTree:
    """The paths from one node as a tree; ``alone`` where nothing ties the node that way.

    ``period`` and ``replaced`` (its programme was) tell it from its namesakes.
    """

    document: str
    period: str
    replaced: bool
    paths: int
    alone: bool
    root: Branch


@dataclass(frozen=True, slots=True, kw_only=True)
class TracePage(Page):
    """``/telusur``: the traces from what was said; without words, the form alone."""

    up: bool
    search: Field
    narrowing: tuple[Field, ...] = ()
    trees: tuple[TraceTree, ...] = ()
    other_way: str = ""
    downloads: tuple[Link, ...] = ()
    problem: str | None = None
    candidates: tuple[Link, ...] = ()
    keys: tuple[tuple[str, str], ...] = ()
