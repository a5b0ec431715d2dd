"""HTML tags and entities, Markdown emphasis, bullets and LaTeX signs in a cell: taken off, with every place kept."""

from __future__ import annotations

import html
import re
from collections import deque

from kgkesos.reading.excerpt import Excerpt

_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_ENTITY = re.compile(r"&(?:#\d+|#x[0-9A-Fa-f]+|[A-Za-z]+);")
_TEXT = re.compile(r"\\(?:text|mathrm|textrm|mbox)\s*\{([^{}]*)\}")
_SIGN = re.compile(r"\\(?:Sigma|sum|times|cdot|%|&)|\$")
_PLAIN = {"\\Sigma": "Σ", "\\sum": "Σ", "\\times": "×", "\\cdot": "×", "\\%": "%", "\\&": "&", "$": ""}
_EMPHASIS = re.compile(r"(?P<mark>\*{2,3}|__)")
# Without one of these a cell is plain but for its spaces.
_MARKED = re.compile(r"[<&\\$*_]")
# Marks inside marks are taken off from without, so deep at most: deeper ones are no emphasis.
_DEEPEST = 4
# "o" is the bullet of a second level in Word, its font lost; the signs of other fonts come as "•" (see ``view``).
BULLET = re.compile(r"^\s*(?P<sign>[-–—•●▪*+]|o(?=\s+\w))\s+")


def without_tags(cell: Excerpt) -> Excerpt:
    """``cell`` with each HTML tag made a space and each entity its character; LaTeX stays."""
    if "<" in cell.text:
        cell = cell.sub(_TAG, " ")
    return cell.sub(_ENTITY, lambda match: html.unescape(match.group())) if "&" in cell.text else cell


def without_latex(cell: Excerpt) -> Excerpt:
    """``cell`` with ``\\text{...}`` unwrapped and LaTeX signs written plainly."""
    if "\\" not in cell.text:
        return cell.sub(_SIGN, "") if "$" in cell.text else cell
    for _ in range(_DEEPEST):
        wrapped = [match.span() + match.span(1) for match in _TEXT.finditer(cell.text)]
        if not wrapped:
            break
        cell = cell.without(span for a, d, b, c in wrapped for span in ((a, b), (c, d)))
    return cell.sub(_SIGN, lambda match: _PLAIN[match.group()])


def without_emphasis(cell: Excerpt) -> Excerpt:
    """``cell`` without the paired ``**`` and ``__`` of Markdown, and without ``*`` at its ends."""
    if "*" not in cell.text and "_" not in cell.text:
        return cell.strip()
    for _ in range(_DEEPEST):
        if not (marks := _paired(cell.text)):
            break
        cell = cell.without(marks)
    return cell.strip().strip("*").strip()


def _paired(text: str) -> list[tuple[int, int]]:
    """The marks of emphasis in ``text`` that open and close: each opening one with the next like it that closes."""
    paired: list[tuple[int, int]] = []
    opened: dict[str, deque[tuple[int, int]]] = {}
    for match in _EMPHASIS.finditer(text):
        before = opened.setdefault(match["mark"], deque())
        if before and _is_word(text, match.start() - 1):
            paired += [before.popleft(), match.span()]
        elif _is_word(text, match.end()):
            before.append(match.span())
    return sorted(paired)


def _is_word(text: str, at: int) -> bool:
    """Whether at ``at`` there is a character that emphasis may begin or end with."""
    return 0 <= at < len(text) and not text[at].isspace() and text[at] not in "*_"


def is_marked(text: str) -> bool:
    """Whether ``text`` may hold marks that :func:`plain` takes off; else only its spaces change."""
    return _MARKED.search(text) is not None


def plain(cell: Excerpt) -> Excerpt:
    """``cell`` as a reader sees it: no tags, no emphasis, no LaTeX, single spaces."""
    # Many cells are empty, above all where the lines of a table are cut at fixed places.
    if not cell.text:
        return cell
    if not _MARKED.search(cell.text):
        return cell.squeezed()
    return without_latex(without_emphasis(without_tags(cell))).squeezed()


def without_bullet(cell: Excerpt) -> Excerpt:
    """``cell`` without the bullet that opens it."""
    match = BULLET.match(cell.text)
    return cell[match.end() :] if match else cell
