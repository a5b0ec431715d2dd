"""SERVICE and FROM in a query, found so that the parser can take neither for something that was not found.

The parser has no tokens: it tries at each place what may stand there. ``SERVICE:x`` is a prefixed name or a keyword and
a name, ``trueSERVICE`` two words, ``ex:SERVICE`` a name only where prefix and rest make an IRI. Whoever reads tokens
is fooled somewhere. So what is looked for is the letters, with what must follow them; what stands in a comment, a
string, an IRI or a name is written so that it says the same and the letters are gone. Then it does not matter how the
parser reads the text: it finds no keyword where none was found here.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final
from urllib.parse import urljoin

from kgkesos.sparql import tokens
from kgkesos.sparql.tokens import NAME, VARIABLE, Token

# What may follow the keywords, and perhaps more: an IRI is anything up to ">", a name has any letters at all.
_SPACE = r"(?:[ \t\r\n]++|#[^\r\n]*+)*+"
_LETTER = r"\w.\-\x80-\U0010ffff"
_IRI = "<[^>]*+>"
_NAME = rf"[{_LETTER}]*+:(?:[{_LETTER}:%]|\\.)*+"
_VARIABLE = rf"[?$][{_LETTER}]++"
_AFTER = {
    "SERVICE": rf"{_SPACE}(?:(?ai:silent){_SPACE})?(?:{_VARIABLE}|{_IRI}|{_NAME}){_SPACE}\{{",
    "FROM": rf"{_SPACE}(?:(?ai:named){_SPACE})?(?:{_IRI}|{_NAME})",
}
_WHOLE: Final = {keyword: re.compile(after) for keyword, after in _AFTER.items()}
# So far is looked; where what follows is longer it is taken for more of the same.
_FAR = 400
_BEGUN: Final = {
    "SERVICE": re.compile(
        rf"{_SPACE}(?:\Z|(?:(?ai:silent){_SPACE})?(?:\Z|(?:{_VARIABLE}|<[^>]*+(?:>|\Z)|[{_LETTER}]*+(?:\Z|:(?:[{_LETTER}:%]"
        rf"|\\.)*+(?:\\\Z)?)){_SPACE}(?:\Z|\{{)))"
    ),
    "FROM": re.compile(rf"{_SPACE}(?:\Z|(?:(?ai:named){_SPACE})?(?:\Z|<|[{_LETTER}]*+(?::|\Z)))"),
}
# In these no keyword begins, wherever they stand: nothing else that a query is made of begins with their signs.
_NEVER = rf"[?$][{VARIABLE}]++|@[A-Za-z]++(?:-[A-Za-z0-9]++)*+|(?<![{NAME}.\\])_:[{NAME}]++"
_LETTERS = re.compile(rf"{_NEVER}|(?P<SERVICE>(?ai:service))|(?P<FROM>(?ai:from))")
_WORDS = re.compile(r"(?ai:service|from)")
_TARGET = re.compile(rf"(?ai:from){_SPACE}(?:(?:(?ai:named){_SPACE})?(?P<iri>{_IRI})|(?P<name>{_NAME}))")
_AFTER_NAMED = re.compile(rf"(?ai:named){_SPACE}(?P<name>{_NAME})")
_UNICODE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


@dataclass(frozen=True, slots=True)
class Found:
    """The letters of a keyword, from ``start``."""

    keyword: str
    start: int


@dataclass(frozen=True, slots=True)
class Edit:
    """Instead of the characters from ``start`` to ``end`` stands ``text``."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A query as the parser may have it.

    ``found`` are the keywords, in their order; ``written`` those letters that were written otherwise.
    """

    original: str
    edits: tuple[Edit, ...] = ()
    found: tuple[Found, ...] = ()
    written: tuple[Found, ...] = ()

    @property
    def text(self) -> str:
        """What the parser is given."""
        parts, place = [], 0
        for edit in self.edits:
            parts += [self.original[place : edit.start], edit.text]
            place = edit.end
        return "".join(parts) + self.original[place:]

    def place(self, line: int, column: int) -> tuple[int, int]:
        """Where (line and column, both from 1) the query that was asked has what ``text`` has there."""
        before = self.text.split("\n")[: line - 1]
        at = sum(map(len, before)) + len(before) + column - 1
        for edit in self.edits:
            if at < edit.start + len(edit.text):
                at = min(at, edit.start)
                break
            at -= len(edit.text) - (edit.end - edit.start)
        return tokens.place(self.original, at)


def read(text: str, base: str) -> Reading:
    """``text`` with its keywords SERVICE and FROM. ``base`` is what relative IRIs are resolved against."""
    letters = [Found(str(one.lastgroup), one.start()) for one in _LETTERS.finditer(text) if one.lastgroup]
    letters = [one for one in letters if _may_be(text, one)]
    if not letters:
        return Reading(text)
    whole = tuple(tokens.whole(text))
    (prefixes, _), declarations = _prologue(whole, base), _declarations(whole)
    edits: list[Edit] = []
    found: list[Found] = []
    written: list[Found] = []
    for one in letters:
        if edits and one.start < edits[-1].end:
            # In a name that was written otherwise as a whole.
            continue
        holder = bisect_right(whole, one.start, key=_start) - 1
        if one.keyword == "FROM" and holder in declarations:
            continue
        edit = _edit(whole[holder], one.start, prefixes)
        if edit is None:
            found.append(one)
        else:
            edits.append(edit)
            written.append(one)
    return Reading(text, tuple(edits), tuple(found), tuple(written))


def graphs(reading: Reading, base: str) -> list[str]:
    """The graphs that FROM and FROM NAMED name, in full."""
    prefixes, base = _prologue(tuple(tokens.whole(reading.original)), base)
    targets = [_TARGET.match(reading.original, one.start) for one in reading.found if one.keyword == "FROM"]
    return [_named(target, prefixes, base) for target in targets if target]


def _may_be(text: str, one: Found) -> bool:
    """Whether what follows the letters may belong to the keyword."""
    after = one.start + len(one.keyword)
    if after + _FAR >= len(text):
        return _WHOLE[one.keyword].match(text, after) is not None
    return _BEGUN[one.keyword].match(text, after, after + _FAR) is not None


def _edit(holder: Token, start: int, prefixes: Mapping[str, str]) -> Edit | None:
    """What to write instead of the letters from ``start`` in the token that holds them; None: they are a keyword."""
    if holder.kind == "space":
        return Edit(start, start + 1, "_")
    if holder.kind in ("string", "iri"):
        return Edit(start + 1, start + 2, _escaped(holder.text[start + 1 - holder.start]))
    prefix, _, local = holder.text.partition(":")
    if holder.kind == "name" and prefix in prefixes:
        said = prefixes[prefix] + re.sub(r"\\(.)", r"\1", local)
        return Edit(holder.start, holder.end, f"<{_WORDS.sub(_without_letters, said)}>")
    return None


def _declarations(whole: Sequence[Token]) -> frozenset[int]:
    """Where the tokens are that are prefixes being declared."""
    found = [i for i, token in enumerate(whole) if token.kind != "space"]
    return frozenset(i for before, i in pairwise(found) if whole[before].word == "PREFIX")


def _start(token: Token) -> int:
    return token.start


def _without_letters(found: re.Match[str]) -> str:
    return found[0][0] + _escaped(found[0][1]) + found[0][2:]


def _escaped(character: str) -> str:
    return f"\\u{ord(character):04X}"


def _named(target: re.Match[str], prefixes: Mapping[str, str], base: str) -> str:
    if target["iri"]:
        return urljoin(base, _iri(target["iri"]))
    name = target["name"]
    prefix, _, local = name.partition(":")
    if prefix not in prefixes and (named := _AFTER_NAMED.match(target.string, target.start("name"))):
        prefix, _, local = named["name"].partition(":")
    return prefixes.get(prefix, f"{prefix}:") + re.sub(r"\\(.)", r"\1", local)


def _declared(whole: Sequence[Token]) -> Iterator[tuple[str, Token]]:
    """What the prologue declares: prefixes, and the base (``BASE``), each with its IRI."""
    found = [token for token in whole if token.kind != "space"]
    for i, token in enumerate(found[:-1]):
        after = found[i + 1 : i + 3]
        if token.word == "BASE" and after[0].kind == "iri":
            yield "BASE", after[0]
        elif token.word == "PREFIX" and len(after) == 2 and after[0].text.endswith(":") and after[1].kind == "iri":
            yield after[0].text, after[1]


def _prologue(whole: Sequence[Token], base: str) -> tuple[dict[str, str], str]:
    """The prefixes that are declared, and what relative IRIs are resolved against after that; before it is ``base``."""
    prefixes: dict[str, str] = {}
    for said, iri in _declared(whole):
        if said == "BASE":
            base = urljoin(base, _iri(iri.text))
        else:
            prefixes[said[:-1]] = urljoin(base, _iri(iri.text))
    return prefixes, base


def _iri(written: str) -> str:
    """The IRI in brackets, its escapes resolved."""
    return _UNICODE.sub(_character, written[1:-1])


def _character(found: re.Match[str]) -> str:
    code = int(found[1] or found[2], 16)
    return chr(code) if code <= 0x10FFFF else found[0]
