"""Which rows of an answer a request asks for, and the addresses of those before and after."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import urlencode

# Rows of a page where none are asked for, and at most; the first row that can be asked for.
USUAL, MOST, LAST = 100, 1_000, 100_000_000


class Counted(Protocol):
    """What finds other pages: how many rows there are in all, and whether any follow."""

    @property
    def total(self) -> int: ...

    @property
    def more(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Window:
    """The rows from number ``start`` (from 0) on, at most ``most``."""

    start: int
    most: int


@dataclass(frozen=True, slots=True)
class Around:
    """The addresses of other pages of one answer, by their relation (RFC 8288; names of the IANA registry).

    ``first`` is of whatever build is in service; the others may name the build that they are pages of.
    """

    first: str
    prev: str | None
    next: str | None
    last: str

    @property
    def header(self) -> str:
        """The Link header."""
        named = {"first": self.first, "prev": self.prev, "next": self.next, "last": self.last}
        return ", ".join(f'<{address}>; rel="{rel}"' for rel, address in named.items() if address is not None)


def around(
    address: str,
    given: Mapping[str, str],
    window: Window,
    page: Counted,
    *,
    sized: bool = True,
    build: str | None = None,
) -> Around:
    """The pages around ``page``, which ``window`` asked for, at ``address`` with the parameters ``given``.

    Where they are not ``sized``, all pages at ``address`` have as many rows. Where they are those of a ``build``, none
    of another can follow them.
    """
    most = window.most if sized else None

    def at(start: int) -> str:
        return _address(address, given, most, start, build)

    # The page before begins no earlier than the first row, and of an empty one, not beyond the last.
    end = min(window.start, page.total)
    before = at(max(0, end - window.most)) if window.start and end else None
    last = at(max(0, page.total - 1) // window.most * window.most)
    return Around(first(address, given, most), before, at(window.start + window.most) if page.more else None, last)


def first(address: str, given: Mapping[str, str], most: int | None = None) -> str:
    """The first page at ``address`` with the parameters ``given`` and ``most`` rows, of the build in service."""
    return _address(address, given, most, 0, None)


def _address(address: str, given: Mapping[str, str], most: int | None, start: int, build: str | None) -> str:
    window = {"batas": most, "mulai": start, "build": build}
    said = [*_kept(given), *((name, value) for name, value in window.items() if value is not None)]
    return f"{address}?{urlencode(said)}"


def _kept(given: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    return ((name, value) for name, value in given.items() if name not in ("batas", "mulai", "build"))
