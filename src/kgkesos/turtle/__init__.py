"""Turtle files of the project: read with the line of what is wrong, and written in one form.

Two kinds of comment are layout and stay: the lines before the first statement, and section lines
(``# ---------- Title``). A section holds the subjects that are described under it. Any other comment is refused: what
carries meaning is said in the graph (``rdfs:comment``, ``skos:scopeNote``) or in the README beside the file.

``python -m kgkesos.turtle FILE...`` writes files anew in the one form, which ``writing`` describes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rdflib import Graph, URIRef
from rdflib.plugins.parsers.notation3 import BadSyntax

from kgkesos.errors import DataFileError
from kgkesos.turtle.writing import Layout, Section, write

__all__ = ["Layout", "Section", "canonical", "load", "write"]

_SECTION = "# ----------"
_TOKEN = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"""|"(?:[^"\\\n]|\\.)*"|<[^<>\s]*>'
    r"|(?P<comment>\#[^\n]*)|(?P<open>[\[(])|(?P<close>[\])])|[;,]|[^\s;,\[\]()\"<>\#]+",
    re.DOTALL,
)


def load(path: Path) -> Graph:
    """The graph in the Turtle file ``path``; nothing that it names is fetched.

    Raises:
        DataFileError: the file cannot be read or is not Turtle; the sentence names the line.
    """
    return _parse(_read(path), path)


def canonical(path: Path) -> str:
    """The text that the file ``path`` has in the one form.

    Raises:
        DataFileError: the file is not Turtle, describes a subject in two places, or holds a comment that is no layout.
    """
    text = _read(path)
    graph = _parse(text, path)
    return write(graph, _layout(text, graph, path), path)


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise DataFileError(path, str(error)) from error


def _parse(text: str, path: Path) -> Graph:
    # Without rdflib's own prefixes: the written file has those that it declares.
    graph = Graph(bind_namespaces="none")
    try:
        return graph.parse(data=text, format="turtle")
    except BadSyntax as error:
        # rdflib counts lines from 0, and quotes the file around the error; the reason alone is enough beside the line.
        raise DataFileError(path, f"line {error.lines + 1}: {error._why}") from error
    except (SyntaxError, ValueError) as error:
        raise DataFileError(path, str(error)) from error


@dataclass(frozen=True, slots=True)
class _Mark:
    """A comment, or the first token of a statement, with its line."""

    line: int
    token: str
    is_comment: bool


def _marks(text: str) -> Iterator[_Mark]:
    """The comments, and the token that begins each statement outside brackets."""
    depth, begins, line, at = 0, True, 1, 0
    for found in _TOKEN.finditer(text):
        line += text.count("\n", at, found.start())
        at = found.start()
        token = found.group()
        if found["comment"]:
            yield _Mark(line, token, is_comment=True)
            continue
        if begins and token != ".":
            yield _Mark(line, token, is_comment=False)
            begins = False
        depth += bool(found["open"]) - bool(found["close"])
        if depth == 0 and token.endswith(".") and not token.startswith(("<", '"')):
            begins = True


def _layout(text: str, graph: Graph, path: Path) -> Layout:
    """The layout of ``text``: its first comment lines, and its sections with the subjects described under each."""
    head: list[str] = []
    sections: list[tuple[str, list[str]]] = [("", [])]
    seen: dict[str, int] = {}
    lines = text.split("\n")
    for mark in _marks(text):
        if not mark.is_comment:
            if mark.token.startswith(("@", "[", "_:")):
                continue
            subject = _iri(mark.token, graph)
            if subject in seen:
                raise DataFileError(
                    path, f"line {mark.line}: {mark.token} is described in line {seen[subject]} already"
                )
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


def _iri(token: str, graph: Graph) -> str:
    return token[1:-1] if token.startswith("<") else str(URIRef(graph.namespace_manager.expand_curie(token)))
