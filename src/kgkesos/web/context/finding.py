"""The page of findings."""

from __future__ import annotations

from dataclasses import dataclass

from kgkesos.web.context.parts import Field, Level, Link, Page, Quote


@dataclass(frozen=True, slots=True)
class FindingView:
    """Where a finding was made: the document, the thing (with its trace, if it has one), the words it is about."""

    document: str
    subject: str
    address: str | None
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class FindingGroup:
    """Findings that say the same: how grave, what kind, what they say, what repairs them, and where they are."""

    level: Level
    title: str
    says: str
    reason: str
    remedy: str
    findings: tuple[FindingView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingsPage(Page):
    """``/temuan``: findings, of one document and one kind where asked.

    ``total`` counts all that fit the filter, ``shown`` those on the page.
    """

    fields: tuple[Field, ...]
    levels: tuple[tuple[Level, int], ...] = ()
    groups: tuple[FindingGroup, ...] = ()
    total: int = 0
    shown: int = 0
    downloads: tuple[Link, ...] = ()
    problem: str | None = None
