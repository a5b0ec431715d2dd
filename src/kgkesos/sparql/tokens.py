"""The lexical grammar of SPARQL 1.1 (https://www.w3.org/TR/sparql11-query/#sparqlGrammar), as far as a guard needs it.

What a query means is the parser's to say. This only tells words that are keywords from the same letters in comments,
strings, IRIs, prefixed names, variables and language tags.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_ESCAPE = r"\\[uU][0-9A-Fa-f]+"
_LOCAL = r"(?:[\w:.\-·‿⁀]|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?#@%])*"
_TOKENS = re.compile(
    "|".join(
        (
            r"(?P<space>[ \t\r\n]+|\#[^\r\n]*)",
            rf"(?P<iri><(?:[^<>\"{{}}|^`\\\x00-\x20]|{_ESCAPE})*>)",
            r"(?P<string>'''(?:[^'\\]|\\.|'(?!''))*'''|\"\"\"(?:[^\"\\]|\\.|\"(?!\"\"))*\"\"\""
            r"|'(?:[^'\\\r\n]|\\.)*'|\"(?:[^\"\\\r\n]|\\.)*\")",
            r"(?P<variable>[?$]\w+)",
            rf"(?P<label>_:{_LOCAL})",
            rf"(?P<name>(?:[^\W\d_][\w.\-·‿⁀]*)?:{_LOCAL})",
            r"(?P<tag>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)",
            r"(?P<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)",
            r"(?P<word>[^\W\d]\w*)",
            r"(?P<mark>.)",
        )
    ),
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Token:
    """A token: its kind (``word``, ``iri``, ``name``, ``string``, ``variable``, ``mark`` ...), its text, its place."""

    kind: str
    text: str
    start: int


def of(text: str) -> Iterator[Token]:
    """The tokens of ``text``, without white space and comments.

    >>> [token.text for token in of("FILTER(?service = 'SERVICE') ex:service # SERVICE")]
    ['FILTER', '(', '?service', '=', "'SERVICE'", ')', 'ex:service']
    """
    for found in _TOKENS.finditer(text):
        kind = str(found.lastgroup)
        if kind != "space":
            yield Token(kind, found.group(), found.start())


def place(text: str, start: int) -> tuple[int, int]:
    """Line and column of the character ``start`` of ``text``, both from 1."""
    return text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start)
