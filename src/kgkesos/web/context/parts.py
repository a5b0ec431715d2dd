"""What several pages show: quotes, forms, links, levels of findings; and what every page has."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Level:
    """How grave a finding is: its code, its word, what the word asks of the reader, and the name of its style."""

    code: str
    word: str
    asks: str
    style: str


@dataclass(frozen=True, slots=True)
class Quote:
    """Printed words (empty where only the place is known), and each place where they stand: file and line."""

    words: str
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """A value to choose, and its words."""

    value: str
    words: str


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a form.

    ``choices`` of a ``closed`` field are all there are (a list to choose from), of an open one suggestions.
    """

    name: str
    label: str
    value: str
    hint: str = ""
    required: bool = False
    closed: bool = False
    numeric: bool = False
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """The address of a page or file of this server, and its words."""

    address: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What every page shows: its title, the build it was made from (None where none is open), its place in the menu.

    ``status`` is the HTTP status that the page is sent with.
    """

    title: str
    build: str | None
    menu: str = ""
    status: int = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorPage(Page):
    """Any page that cannot be shown: the status, why, and what could be opened instead."""

    says: str
    links: tuple[Link, ...] = ()
