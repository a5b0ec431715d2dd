"""What the template of the report is given. Text in these classes is as the documents print it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kgkesos.laporan.tampilan import Section
from kgkesos.web.context import Field, Level, Link, Page


@dataclass(frozen=True, slots=True)
class RuleView:
    """A rule that was broken: its place on the page, its level, its findings, and which columns they fill.

    ``status`` is a count by status; ``whole`` leads to all findings of the rule where the page holds the first alone.
    """

    anchor: str
    level: Level
    section: Section
    status: Mapping[str, int]
    with_others: bool
    whole: Link | None

    @property
    def columns(self) -> int:
        """How many columns its table has, besides that of the status."""
        return 1 + (self.section.says is None) + self.with_others


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingsPage(Page):
    """``/temuan``: the report with the filters of its form.

    ``compared`` says that there is a build to compare with, so that findings have a status. ``traces`` leads from the
    short IRI of a node to its trace, where it has one.
    """

    fields: tuple[Field, ...]
    searched: str = ""
    summary: str = ""
    since: str = ""
    notes: tuple[str, ...] = ()
    compared: bool = False
    rules: tuple[RuleView, ...] = ()
    mended: tuple[RuleView, ...] = ()
    traces: Mapping[str, str]
    downloads: tuple[Link, ...] = ()
    everything: Link | None = None
    problem: str | None = None
    candidates: tuple[Link, ...] = ()
