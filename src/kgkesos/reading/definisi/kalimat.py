"""Running text cut into sentences: list items are their own, abbreviations end none."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from kgkesos.reading.excerpt import Excerpt

_OPENING = r"(?=[\"“”'‘(]?[A-Z])"
_BULLET = r"[-–—•●▪◦*✓➢]\s+"
_NUMBER = r"(?:\(?(?:\d{1,2}|[a-z])[.)]\s+)"
# A stop before a capital; a bullet; a number or a letter with its stop. Any of them before a capital.
_BREAK = re.compile(
    rf"(?<=[.;?!])\s+(?:dan\s+)?(?:{_BULLET}|{_NUMBER})?{_OPENING}"
    rf"|(?P<butir>(?:^|\s+)(?:{_BULLET}|{_NUMBER}){_OPENING})"
)
# After these a stop ends no sentence.
_ABBREVIATION = re.compile(
    r"\b(?:no|nos|kab|prov|kec|kel|ds|sub|keg|kep|jl|jln|dr|drs|ir|hj?|tgl|psl|hlm|hal|kpts|perda|permen|a\.n|u\.p|s\.d|rt|rw"
    r"|[A-Z])\.$",
    re.IGNORECASE,
)
_ABBREVIATION_LENGTH = 8


def sentences(text: Excerpt, stands_alone: Callable[[Excerpt], bool]) -> Iterator[Excerpt]:
    """The sentences of ``text`` (spaces single), in order.

    The items of a list that a sentence announces with a colon belong to it, unless one ``stands_alone``.
    """
    begin = end = 0
    listing = False
    for start, until, item in _pieces(text.text):
        listing = item and (listing or text.text[max(begin, end - 2) : end].rstrip().endswith(":"))
        goes_on = listing and not stands_alone(text[start:until])
        listing = goes_on
        if not goes_on:
            if end:
                yield text[begin:end].strip()
            begin = start
        end = until
    if end:
        yield text[begin:end].strip()


def _pieces(text: str) -> Iterator[tuple[int, int, bool]]:
    """Where each piece begins and ends, and whether it is an item of a list."""
    at, item = 0, False
    for found in _BREAK.finditer(text):
        before = text[max(at, found.start() - _ABBREVIATION_LENGTH) : found.start()]
        if found["butir"] is None and _ABBREVIATION.search(before):
            continue
        if text[at : found.start()].strip():
            yield at, found.start(), item
        at, item = found.end(), found["butir"] is not None
    if text[at:].strip():
        yield at, len(text), item
