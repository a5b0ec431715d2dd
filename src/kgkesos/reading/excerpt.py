"""Text that knows where it was printed: the ground under every Bukti."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from kgkesos.reading.view import HIDDEN, SOFT_HYPHEN, View
from kgkesos.records import Bukti

# White space that is not one space between two words.
_TO_SQUEEZE = re.compile(r"\s\s|[^\S ]|^\s|\s$")

_SEEN = re.compile(f"[^{HIDDEN}]+")


@dataclass(frozen=True, slots=True)
class Source:
    """The text of one rendition: ``printed`` is what the file holds, ``text`` what readers see of it.

    Every offset of an Excerpt is one of ``text``; only :meth:`bukti` leads to ``printed``, which keeps every code
    point of the decoded file. Lines are split on ``\\n`` alone and numbered from 1; a form feed inside a printed line
    parts it into two lines of ``text``, and ``printed_line`` leads back. ``remark`` is what the user should know of
    how the file was decoded.
    """

    sha256: str
    printed: str
    view: View = field(repr=False)
    line_starts: tuple[int, ...] = field(repr=False)
    page_ends: tuple[int, ...] = field(repr=False, default=())
    remark: str | None = None
    # The lines of the text that begin behind a form feed, not behind a line end.
    _fed: tuple[int, ...] = field(repr=False, default=())

    @classmethod
    def of(cls, text: str, sha256: str, remark: str | None = None) -> Source:
        """The source of the decoded ``text``, with its lines and pages found once."""
        view = View.of(text)
        starts = (0, *(m.end() for m in re.finditer("\n", view.text)))
        ends = tuple(m.end() for m in re.finditer("\f", text))
        fed = (n for n, start in enumerate(starts[1:], 2) if text[view.place(start - 1)] == "\f") if ends else ()
        return cls(sha256, text, view, starts, ends, remark, tuple(fed))

    def without(self, spans: Sequence[tuple[int, int]]) -> Source:
        """This source with ``spans`` of its text hidden from readers; every other place stays what it is."""
        return replace(self, view=self.view.without(spans)) if spans else self

    @property
    def text(self) -> str:
        """What readers see."""
        return self.view.text

    @property
    def line_count(self) -> int:
        """How many lines there are (a last line without ``\\n`` counts)."""
        return len(self.line_starts)

    def line_of(self, offset: int) -> int:
        """The number of the line that holds the code point at ``offset``."""
        return bisect_right(self.line_starts, offset)

    def printed_line(self, number: int) -> int:
        """The number that line ``number`` of the text has in ``printed``."""
        return number - bisect_right(self._fed, number)

    def line(self, number: int) -> Excerpt:
        """Line ``number`` without its ``\\n``."""
        start = self.line_starts[number - 1]
        end = self.line_starts[number] - 1 if number < self.line_count else len(self.text)
        return self.span(start, end)

    def span(self, start: int, end: int) -> Excerpt:
        """The code points from ``start`` up to, not including, ``end``."""
        return Excerpt(self.text[start:end], tuple(range(start, end)), tuple(range(start + 1, end + 1)))

    def quoted(self, bukti: Bukti) -> Excerpt:
        """The words that ``bukti``, evidence in this source, quotes."""
        return self.span(self.view.offset(bukti.awal), self.view.offset(bukti.akhir - 1) + 1)

    def lines_of(self, bukti: Bukti) -> range:
        """The lines of the text that ``bukti``, evidence in this source, stands on."""
        return range(self.line_of(self.view.offset(bukti.awal)), self.line_of(self.view.offset(bukti.akhir - 1)) + 1)

    def bukti(self, start: int, end: int) -> Bukti:
        """The evidence for the code points ``start`` to ``end``: the words as the file holds them."""
        lines = (self.printed_line(self.line_of(start)), self.printed_line(self.line_of(max(start, end - 1))))
        first, last = self.view.span(start, end)
        page = bisect_right(self.page_ends, first) + 1 if self.page_ends else None
        return Bukti(self.sha256, first, last, lines, page, self.printed[first:last])


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A text whose every character knows the code points of the source it stands for.

    Slicing, joining and cleaning keep the places, so a field that was put together from cells over several lines,
    or stripped of markup, still leads back to what is printed. ``starts[i]:ends[i]`` is the place of ``text[i]``;
    a character that was added (a joining space) has an empty place.
    """

    text: str
    starts: tuple[int, ...] = field(repr=False)
    ends: tuple[int, ...] = field(repr=False)

    def __bool__(self) -> bool:
        return bool(self.text)

    def __len__(self) -> int:
        return len(self.text)

    def __getitem__(self, part: slice) -> Excerpt:
        return Excerpt(self.text[part], self.starts[part], self.ends[part])

    @property
    def start(self) -> int:
        """The first code point of the source that this excerpt stands for."""
        return min(self.starts)

    @property
    def end(self) -> int:
        """One past the last code point of the source that this excerpt stands for."""
        return max(self.ends)

    def strip(self, characters: str | None = None) -> Excerpt:
        """Without white space (or ``characters``) at both ends."""
        if not self.text or self.text.strip(characters) == self.text:
            return self
        left = len(self.text) - len(self.text.lstrip(characters))
        right = len(self.text.rstrip(characters))
        return self[left : max(left, right)]

    def squeezed(self) -> Excerpt:
        """With every run of white space made one space, and none at the ends."""
        if not _TO_SQUEEZE.search(self.text):
            return self
        kept: list[int] = []
        for i, character in enumerate(self.text):
            if not character.isspace() or (kept and not self.text[kept[-1]].isspace()):
                kept.append(i)
        if kept and self.text[kept[-1]].isspace():
            kept.pop()
        text = "".join(" " if self.text[i].isspace() else self.text[i] for i in kept)
        return Excerpt(text, tuple(self.starts[i] for i in kept), tuple(self.ends[i] for i in kept))

    def sub(self, pattern: re.Pattern[str], replacement: str | Callable[[re.Match[str]], str]) -> Excerpt:
        """With each match of ``pattern`` replaced; the first new character stands for the whole of the match."""
        pieces: list[Excerpt] = []
        at = 0
        for match in pattern.finditer(self.text):
            if match.end() == match.start():
                continue
            pieces.append(self[at : match.start()])
            new = replacement if isinstance(replacement, str) else replacement(match)
            start, end = self.starts[match.start()], self.ends[match.end() - 1]
            pieces.append(Excerpt(new, (start, *[end] * (len(new) - 1))[: len(new)], (end,) * len(new)))
            at = match.end()
        if not at:
            return self
        pieces.append(self[at:])
        return join(pieces, "")

    def without(self, spans: Iterable[tuple[int, int]]) -> Excerpt:
        """Without the characters of ``spans``, which are in order and do not overlap."""
        pieces: list[Excerpt] = []
        at = 0
        for start, end in spans:
            pieces.append(self[at:start])
            at = end
        return join([*pieces, self[at:]], "") if at else self

    def splits(self, pattern: re.Pattern[str]) -> Iterator[Excerpt]:
        """The pieces between the matches of ``pattern``."""
        at = 0
        for match in pattern.finditer(self.text):
            yield self[at : match.start()]
            at = match.end()
        yield self[at:]

    def group(self, match: re.Match[str], name: str | int = 0) -> Excerpt:
        """The part of this excerpt that ``match`` (made on ``text``) found as group ``name``."""
        return self[slice(*match.span(name))]

    def bukti(self, source: Source) -> tuple[Bukti, ...]:
        """The quotes that hold this excerpt: one for each run that is broken by nothing but white space."""
        runs: list[list[int]] = []
        for start, end, character in zip(self.starts, self.ends, self.text, strict=True):
            if character.isspace() or start == end:
                continue
            if runs and start >= runs[-1][1] and _is_gap(source.text[runs[-1][1] : start]):
                runs[-1][1] = end
            elif runs and runs[-1][0] <= start and end <= runs[-1][1]:
                continue
            else:
                runs.append([start, end])
        return tuple(source.bukti(*seen) for start, end in runs for seen in _seen(source.text, start, end))


def _seen(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The parts of ``text`` from ``start`` to ``end`` between what is hidden, without white space at their ends."""
    if HIDDEN not in text[start:end]:
        yield start, end
        return
    for match in _SEEN.finditer(text, start, end):
        if part := match.group().strip():
            first = match.start() + match.group().index(part)
            yield first, first + len(part)


def _is_gap(between: str) -> bool:
    """Whether one quote may bridge what stands ``between`` two pieces: nothing but white space, nothing hidden."""
    return not between.strip(" \t\n\r\f" + SOFT_HYPHEN)


def join(pieces: Iterable[Excerpt], separator: str = " ") -> Excerpt:
    """``pieces`` one after another. A hyphen at the end of a piece that a small letter follows takes no separator.

    A soft hyphen there parts a word over two lines: it goes, and the word is whole.
    """
    text: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for piece in pieces:
        if not piece:
            continue
        if text and separator and text[-1].endswith(SOFT_HYPHEN):
            text[-1] = text[-1][:-1]
            del starts[-1], ends[-1]
        elif text and separator and not (text[-1].endswith("-") and piece.text[0].islower()):
            text.append(separator)
            starts.extend(ends[-1:] * len(separator))
            ends.extend(ends[-1:] * len(separator))
        text.append(piece.text)
        starts.extend(piece.starts)
        ends.extend(piece.ends)
    return Excerpt("".join(text), tuple(starts), tuple(ends))
