"""The text as readers see it: without what is not seen, each place leading back to what the file holds.

Two files print the same words though one has soft hyphens, ligatures, no-break spaces or another sign for a bullet.
Readers work on the view; a quote is cut from the text itself, so it stays verbatim.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from kgkesos.normalize import BULLETS, INVISIBLE, LIGATURES

# Stands in the view for what is not read: white space to every reader, but never bridged by a quote.
HIDDEN = "\x1f"
SOFT_HYPHEN = "\xad"
# An end of a line inside a cell that its author set, as a decoded table holds it (one line a row), and as it is read:
# white space like any other, which only those look for who ask for the lines of a cell.
BREAK = "\u2029"
SEEN_BREAK = "\x0b"
# Signs of one place that are read as another of one place.
_SPACES = "\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_BREAKS = "\x0b\x1c\x1d\x1e\x1f\x85\u2028"
_SAME_LENGTH = dict.fromkeys(_SPACES + _BREAKS, " ") | dict.fromkeys("\u2010\u2011", "-") | {BREAK: SEEN_BREAK}
_OTHER = re.compile(f"[{''.join(_SAME_LENGTH)}]")
# A bullet stands first on its line or in its cell, a space and a word after it.
_MARK = re.compile(rf"[{re.escape(BULLETS)}—](?=[ \t]+[^\s|])")
_KNOWN = {"—": "–", "●": "●", "▪": "▪"}
_CARRIAGE = re.compile(r"\r(?!\r*\n)")
# A page that ends inside a line: what stands behind the form feed begins a line, as readers see it.
_PAGE_END = re.compile(r"(?<=\S)(?P<before>[^\S\n]*)\f(?=[^\S\n\f]*\S)")
# What takes another length: it leaves, or becomes several letters. A soft hyphen that ends its line is kept: the word
# goes on below, and joining the lines takes it away.
_FOLDED = re.compile(
    rf"{SOFT_HYPHEN}(?![ \t\r]*\n)|[{re.escape(INVISIBLE.replace(SOFT_HYPHEN, ''))}]+|[{''.join(LIGATURES)}]|\r+(?=\n)"
)
_FOLDS = re.compile(f"[{re.escape(INVISIBLE)}{''.join(LIGATURES)}\r]")


@dataclass(frozen=True, slots=True)
class View:
    """``text`` as seen; where its offsets part from those of the text it was made of, ``seen`` and ``printed`` say."""

    text: str
    seen: tuple[int, ...] = field(repr=False)
    printed: tuple[int, ...] = field(repr=False)

    @classmethod
    def of(cls, text: str) -> View:
        """The view of ``text``: each line as a reader sees it; a page that ends inside a line ends it."""
        same = _OTHER.sub(lambda m: _SAME_LENGTH[m.group()], text)
        same = _CARRIAGE.sub(" ", same) if "\r" in same else same
        same = _PAGE_END.sub(lambda m: m["before"] + "\n", same) if "\f" in same else same
        same = _MARK.sub(_bullet, same)
        if not _FOLDS.search(same):
            return cls(same, (0,), (0,))
        pieces: list[str] = []
        seen, printed = [0], [0]
        at = length = 0
        for match in _FOLDED.finditer(same):
            pieces.append(same[at : match.start()])
            length += match.start() - at
            letters = LIGATURES.get(match.group(), "")
            for _ in letters:
                _note(seen, printed, length, match.start())
                length += 1
            pieces.append(letters)
            at = match.end()
            _note(seen, printed, length, at)
        pieces.append(same[at:])
        return cls("".join(pieces), tuple(seen), tuple(printed))

    def place(self, offset: int) -> int:
        """Where the code point at ``offset`` of the view is printed."""
        at = bisect_right(self.seen, offset) - 1
        return self.printed[at] + offset - self.seen[at]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The printed place of the view from ``start`` up to, not including, ``end``."""
        first = self.place(start)
        return (first, self.place(end - 1) + 1) if end > start else (first, first)

    def offset(self, printed: int) -> int:
        """Where in the view the code point is seen that is printed at ``printed``."""
        at = max(bisect_right(self.printed, printed) - 1, 0)
        return self.seen[at] + printed - self.printed[at]

    def without(self, spans: Sequence[tuple[int, int]]) -> View:
        """The view with ``spans`` of it hidden; line ends stay."""
        pieces: list[str] = []
        at = 0
        for start, end in sorted(spans):
            start = max(start, at)
            if end <= start:
                continue
            pieces.append(self.text[at:start])
            pieces.append("\n".join(HIDDEN * len(part) for part in self.text[start:end].split("\n")))
            at = end
        pieces.append(self.text[at:])
        return View("".join(pieces), self.seen, self.printed)


def _bullet(sign: re.Match[str]) -> str:
    """``sign`` as it is read: one bullet for another where it opens a line or cell, else itself."""
    at = sign.start()
    while at and sign.string[at - 1] == " ":
        at -= 1
    opens = not at or sign.string[at - 1] in "\n\t|"
    return _KNOWN.get(sign.group(), "•") if opens else sign.group()


def _note(seen: list[int], printed: list[int], here: int, there: int) -> None:
    """From ``here`` in the view on, what is seen is printed from ``there`` on."""
    if seen[-1] == here:
        printed[-1] = there
    else:
        seen.append(here)
        printed.append(there)
