"""The lexical grammar of SPARQL 1.1 (https://www.w3.org/TR/sparql11-query/#sparqlGrammar), as far as a guard needs it.

What a query means is the parser's to say. This only tells words that are keywords from the same letters in comments,
strings, IRIs, prefixed names, variables and language tags. Where the same characters are one thing in an expression
and another in a pattern (``<`` before an IRI, or between two numbers), the brackets around them tell which.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

# PN_CHARS_BASE, PN_CHARS_U, what may stand in a variable after that, PN_CHARS (rules 164 to 167).
_BASE = (
    "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c-\u200d\u2070-\u218f"
    "\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_BEGIN = f"{_BASE}_0-9"
VARIABLE: Final = f"{_BEGIN}\u00b7\u0300-\u036f\u203f-\u2040"
NAME: Final = f"{VARIABLE}\\-"
_ESCAPE = r"\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8}"
_ESCAPED = r"%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?#@%]"
_LOCAL = rf"(?:[{NAME}:]++|{_ESCAPED}|\.++(?=[{NAME}:%\\]))*+"
# Nobody's prefix is longer; without a bound the letters of a long text would be looked at again and again.
_PREFIX = rf"[{_BASE}](?:[{NAME}]|\.(?=[{NAME}.])){{0,99}}+"
_NUMBER = r"(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?"
_SPACE = r"(?P<space>[ \t\r\n]++|\#[^\r\n]*+)"
_REST = "|".join(
    (
        r"(?P<string>'''(?:[^'\\]|\\.|'(?!''))*+'''|\"\"\"(?:[^\"\\]|\\.|\"(?!\"\"))*+\"\"\""
        # One that is not closed goes on to the end of its line: no text is read from each of its quotes on.
        r"|'(?:[^'\\\r\n]|\\.)*+'?|\"(?:[^\"\\\r\n]|\\.)*+\"?)",
        rf"(?P<variable>[?$][{VARIABLE}]++)",
        rf"(?P<label>_:[{_BEGIN}](?:[{NAME}]|\.++(?=[{NAME}]))*+)",
        rf"(?P<name>(?:{_PREFIX})?:{_LOCAL})",
        r"(?P<tag>@[A-Za-z]++(?:-[A-Za-z0-9]++)*+(?:--[A-Za-z]++)?)",
        rf"(?P<number>{_NUMBER})",
        rf"(?P<word>[{_BASE}_][{VARIABLE}]*+)",
        r"(?P<mark><<|>>|.)",
    )
)
_IRI = rf"(?P<iri><(?:[^<>\"{{}}|^`\\\x00-\x20]|{_ESCAPE})*+>)"
# In a pattern a sign before a number is the number's; after an operand of an expression "<" compares.
_IN_PATTERN = re.compile(rf"{_SPACE}|{_IRI}|(?P<signed>[+-]{_NUMBER})|{_REST}", re.DOTALL)
_IN_EXPRESSION = re.compile(f"{_SPACE}|{_IRI}|{_REST}", re.DOTALL)
_AFTER_OPERAND = re.compile(f"{_SPACE}|(?P<compared><)|{_REST}", re.DOTALL)
_OPERANDS = frozenset(["iri", "string", "variable", "label", "name", "tag", "number"])
# Words before "(" that begin no expression, words that begin a part whose brackets hold expressions, and end one.
_OF_PATTERNS = frozenset(["A", "VALUES", "TRUE", "FALSE"])
_BEFORE_CALLS = frozenset(["FILTER", "HAVING", "BY"])
_BEGIN_EXPRESSIONS = frozenset(["SELECT", "GROUP", "HAVING", "ORDER"])
_END_EXPRESSIONS = frozenset(["WHERE", "FROM", "LIMIT", "OFFSET", "VALUES"])


class Token(NamedTuple):
    """A token: its kind (``word``, ``iri``, ``name``, ``string``, ``variable``, ``mark``, ``space`` ...), text, place.

    ``space`` is white space or a comment.
    """

    kind: str
    text: str
    start: int

    @property
    def end(self) -> int:
        """Where what follows begins."""
        return self.start + len(self.text)

    @property
    def word(self) -> str:
        """The word in capitals, where it is one."""
        return self.text.upper() if self.kind == "word" else ""


_NONE: Final = Token("space", "", 0)


class _Around:
    """What stands around the next token: brackets that are open, and the two tokens before it."""

    def __init__(self) -> None:
        # Of each part: whether it is in round brackets, and whether round brackets in it hold expressions.
        self._parts = [(False, False)]
        self._last = self._before = _NONE

    @property
    def pattern(self) -> re.Pattern[str]:
        """How the next token is read."""
        round_brackets, expressions = self._parts[-1]
        if not (round_brackets and expressions):
            return _IN_PATTERN
        last = self._last
        operand = last.kind in _OPERANDS or last.text in (")", "}", ">>") or last.word in ("TRUE", "FALSE")
        return _AFTER_OPERAND if operand else _IN_EXPRESSION

    def take(self, token: Token) -> None:
        """``token`` is next."""
        if token.kind == "mark":
            self._take_mark(token.text)
        elif token.word in _BEGIN_EXPRESSIONS:
            self._parts[-1] = (self._parts[-1][0], True)
        elif token.word in _END_EXPRESSIONS and not self._parts[-1][0]:
            self._parts[-1] = (False, False)
        self._before, self._last = self._last, token

    def _take_mark(self, text: str) -> None:
        round_brackets, expressions = self._parts[-1]
        if text == "(":
            self._parts.append((True, self._last.text != "<<" and (expressions or self._calls())))
        elif text in "{[":
            if text == "{" and not round_brackets:
                # The pattern of a query ends its list of results, with or without WHERE before it.
                self._parts[-1] = (False, False)
            self._parts.append((False, False))
        elif text in ")}]" and len(self._parts) > 1:
            self._parts.pop()

    def _calls(self) -> bool:
        """Whether an opening bracket here holds an expression, in a part of patterns."""
        if self._last.kind == "word":
            return self._last.word not in _OF_PATTERNS
        return self._last.kind in ("iri", "name") and self._before.word in _BEFORE_CALLS


def whole(text: str) -> Iterator[Token]:
    """All of ``text`` as tokens, with white space and comments."""
    around, place = _Around(), 0
    while found := around.pattern.match(text, place):
        kind = str(found.lastgroup)
        token = Token({"signed": "number", "compared": "mark"}.get(kind, kind), found.group(), place)
        yield token
        if kind != "space":
            around.take(token)
        place = token.end


def of(text: str) -> Iterator[Token]:
    """The tokens of ``text``, without white space and comments.

    >>> [token.text for token in of("FILTER(?service = 'SERVICE') ex:service # SERVICE")]
    ['FILTER', '(', '?service', '=', "'SERVICE'", ')', 'ex:service']
    >>> [token.text for token in of("?s <#o> 'x' FILTER(1<#o> 'x'")]
    ['?s', '<#o>', "'x'", 'FILTER', '(', '1', '<']
    """
    return (token for token in whole(text) if token.kind != "space")


def place(text: str, start: int) -> tuple[int, int]:
    """Line and column of the character ``start`` of ``text``, both from 1."""
    return text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start)
