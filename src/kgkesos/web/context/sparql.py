"""The page of the SPARQL endpoint: a form, examples, and what a query may take."""

from __future__ import annotations

from dataclasses import dataclass

from kgkesos.web.context.parts import Page


@dataclass(frozen=True, slots=True)
class SparqlExample:
    """A query to begin with: its name (a fragment of the page), title, description and text."""

    name: str
    title: str
    description: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SparqlPage(Page):
    """``/sparql`` in a browser. ``query`` stands in the form to begin with; ``bounds`` are limits: what, how much."""

    endpoint: str
    query: str
    forms: tuple[tuple[str, str], ...]
    bounds: tuple[tuple[str, str], ...]
    graphs: tuple[tuple[str, str], ...]
    examples: tuple[SparqlExample, ...]
