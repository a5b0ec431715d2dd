"""HTML tags and entities, Markdown emphasis, bullets and LaTeX signs in a cell: taken off, with every place kept."""

from __future__ import annotations

import html
import re

from kgkesos.reading.excerpt import Excerpt

_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_ENTITY = re.compile(r"&(?:#\d+|#x[0-9A-Fa-f]+|[A-Za-z]+);")
_TEXT = re.compile(r"\\(?:text|mathrm|textrm|mbox)\s*\{([^{}]*)\}")
_SIGN = re.compile(r"\\(?:Sigma|sum|times|cdot|%|&)|\$")
_PLAIN = {"\\Sigma": "Σ", "\\sum": "Σ", "\\times": "×", "\\cdot": "×", "\\%": "%", "\\&": "&", "$": ""}
_EMPHASIS = re.compile(r"(\*{2,3}|__)(?=[^\s*_])(.+?)(?<=[^\s*_])\1", re.DOTALL)
# A cell without any of these is plain but for its spaces.
_MARKED = re.compile(r"[<&*_\\$]")
# "o" is the bullet of a second level in Word, its font lost; the signs of other fonts come as "•" (see ``view``).
_BULLET = re.compile(r"^\s*(?:[-–—•●▪*+]|o(?=\s+\w))\s+")


def without_tags(cell: Excerpt) -> Excerpt:
    """``cell`` with each HTML tag made a space and each entity its character; LaTeX stays."""
    return cell.sub(_TAG, " ").sub(_ENTITY, lambda match: html.unescape(match.group()))


def without_latex(cell: Excerpt) -> Excerpt:
    """``cell`` with ``\\text{...}`` unwrapped and LaTeX signs written plainly."""
    while match := _TEXT.search(cell.text):
        cell = _around(cell, match, 1)
    return cell.sub(_SIGN, lambda match: _PLAIN[match.group()])


def without_emphasis(cell: Excerpt) -> Excerpt:
    """``cell`` without the paired ``**`` and ``__`` of Markdown, and without ``*`` at its ends."""
    while match := _EMPHASIS.search(cell.text):
        cell = _around(cell, match, 2)
    return cell.strip().strip("*").strip()


def _around(cell: Excerpt, match: re.Match[str], group: int) -> Excerpt:
    """``cell`` with the whole of ``match`` made its ``group``."""
    inner = cell.group(match, group)
    before, after = cell[: match.start()], cell[match.end() :]
    return Excerpt(
        before.text + inner.text + after.text,
        before.starts + inner.starts + after.starts,
        before.ends + inner.ends + after.ends,
    )


def plain(cell: Excerpt) -> Excerpt:
    """``cell`` as a reader sees it: no tags, no emphasis, no LaTeX, single spaces."""
    if not _MARKED.search(cell.text):
        return cell if cell.text == " ".join(cell.text.split()) else cell.squeezed()
    return without_latex(without_emphasis(without_tags(cell))).squeezed()


def without_bullet(cell: Excerpt) -> Excerpt:
    """``cell`` without the bullet that opens it."""
    match = _BULLET.match(cell.text)
    return cell[match.end() :] if match else cell
