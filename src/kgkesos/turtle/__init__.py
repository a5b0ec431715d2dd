"""Turtle files of the project: read with the line of what is wrong, and written in one form.

Two kinds of comment are layout and stay: the lines before the first statement, and section lines
(``# ---------- Title``). A section holds the subjects that are described under it. Any other comment is refused: what
carries meaning is said in the graph (``rdfs:comment``, ``skos:scopeNote``) or in the README beside the file.

``python -m kgkesos.turtle FILE...`` writes files anew in the one form, which ``writing`` describes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from rdflib import Graph, URIRef

from kgkesos.errors import DataFileError
from kgkesos.store import Turtle
from kgkesos.turtle.writing import Layout, Section, write

__all__ = ["Layout", "Section", "canonical", "load", "write"]

_SECTION = "# ----------"
_TOKEN = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"""|"(?:[^"\\\n]|\\.)*"'
    r"|'''(?:[^'\\]|\\.|'(?!''))*'''|'(?:[^'\\\n]|\\.)*'|<[^<>\s]*>"
    r"|(?P<comment>\#[^\n]*)|(?P<open>[\[(])|(?P<close>[\])])|[;,]|(?:\\.|[^\s;,\[\]()\"'<>\#\\])+",
    re.DOTALL,
)
# A directive without a stop -> how many tokens follow its word.
_DIRECTIVES = {"prefix": 2, "base": 1}
_ESCAPED = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))")


def load(path: Path) -> Graph:
    """The graph in the Turtle file ``path``; nothing that it names is fetched.

    Raises:
        DataFileError: the file cannot be read or is not Turtle; the sentence names the line.
    """
    return _read(path).graph()[0]


def canonical(path: Path) -> str:
    """The text that the file ``path`` has in the one form; it says what the file says, no more and no less.

    Raises:
        DataFileError: the file is not Turtle, describes a subject in two places, holds a comment that is no layout, or
            says something that the one form cannot.
    """
    read = _read(path)
    graph, prefixes = read.graph()
    text = write(graph, _layout(read.text, graph, prefixes, path), path)
    changed = read.differences(Turtle(path, text))
    if changed:
        raise DataFileError(path, f"the one form would lose or change this: {changed[0]}")
    return text


def _read(path: Path) -> Turtle:
    try:
        return Turtle(path, path.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise DataFileError(path, f"line {line}: no text in UTF-8 ({error.reason})") from error
    except OSError as error:
        raise DataFileError(path, str(error)) from error


@dataclass(frozen=True, slots=True)
class _Mark:
    """A comment, or the first token of a statement, with its line."""

    line: int
    token: str
    is_comment: bool


def _marks(text: str) -> Iterator[_Mark]:
    """The comments, and the token that begins each statement outside brackets."""
    depth, begins, rest, line, at = 0, True, 0, 1, 0
    for found in _TOKEN.finditer(text):
        line += text.count("\n", at, found.start())
        at = found.start()
        token = found.group()
        if found["comment"]:
            yield _Mark(line, token, is_comment=True)
        elif rest:
            rest -= 1
        elif begins and token != ".":
            yield _Mark(line, token, is_comment=False)
            rest = _DIRECTIVES.get(token.casefold(), 0)
            begins = bool(rest)
        depth += bool(found["open"]) - bool(found["close"])
        begins |= depth == 0 and token.endswith(".") and not token.startswith(("<", '"', "'", "#"))


def _layout(text: str, graph: Graph, prefixes: Mapping[str, str], path: Path) -> Layout:
    """The layout of ``text``: its first comment lines, and its sections with the subjects described under each."""
    head: list[str] = []
    sections: list[tuple[str, list[str]]] = [("", [])]
    seen: dict[str, int] = {}
    lines = text.split("\n")
    for mark in _marks(text):
        if not mark.is_comment:
            if subject := _subject(mark, graph, prefixes, path):
                if subject in seen:
                    reason = f"{mark.token} is described in line {seen[subject]} already"
                    raise DataFileError(path, f"line {mark.line}: {reason}")
                seen[subject] = mark.line
                sections[-1][1].append(subject)
        elif mark.token.startswith(_SECTION):
            sections.append((mark.token.removeprefix(_SECTION).strip(), []))
        elif mark.line == len(head) + 1:
            head.append(mark.token)
        else:
            reason = "a comment that is neither heading nor section would be lost: say it in the graph or the README"
            raise DataFileError(path, f"line {mark.line}: {reason} ({lines[mark.line - 1].strip()})")
    return Layout(tuple(head), tuple(Section(title, frozenset(subjects)) for title, subjects in sections))


def _subject(mark: _Mark, graph: Graph, prefixes: Mapping[str, str], path: Path) -> str | None:
    """The IRI that the statement at ``mark`` describes; None of a directive and of what has no name."""
    token = mark.token
    if token.casefold() in ("@base", "base"):
        raise DataFileError(path, f"line {mark.line}: the one form has no base: write whole names")
    if token.startswith(("@", "[", "(", "_:")) or token.casefold() in _DIRECTIVES:
        return None
    prefix, _, local = token.partition(":")
    iri = _unescaped(token[1:-1] if token.startswith("<") else prefixes.get(prefix, "") + local)
    if (URIRef(iri), None, None) not in graph:
        raise DataFileError(path, f"line {mark.line}: {token} is no subject that the one form can place")
    return iri


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda found: found[3] or chr(int(found[1] or found[2], 16)), text)
