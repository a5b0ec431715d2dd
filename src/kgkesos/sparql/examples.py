"""Queries to begin with: the questions that can be asked as they stand, as the endpoint and its page show them."""

from __future__ import annotations

from dataclasses import dataclass

from kgkesos import questions


@dataclass(frozen=True, slots=True)
class Example:
    """A query: its name, its title and description (both in Indonesian and English), its text."""

    name: str
    titles: tuple[str, str]
    descriptions: tuple[str, str]
    text: str


def load() -> tuple[Example, ...]:
    """Every question that needs no value: its parameters, left unbound, mean every value."""
    return tuple(
        Example(
            one.name,
            (one.title["id"], one.title["en"]),
            (one.description["id"], one.description["en"]),
            _without_header(one.text),
        )
        for one in questions.load()
        if all(param.default == questions.ALL for param in one.params)
    )


def _without_header(text: str) -> str:
    """``text`` without its header of ``#+`` lines, which are for the command line and the pages."""
    return "\n".join(line for line in text.splitlines() if not line.startswith("#+")).strip() + "\n"
