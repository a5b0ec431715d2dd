"""Text that knows where it was printed: the ground under every Bukti."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import compress, count
from operator import ne

from kgkesos.reading.places import Places
from kgkesos.reading.view import HIDDEN, SEEN_BREAK, SOFT_HYPHEN, View
from kgkesos.records import Bukti, Reading

_WORD = re.compile(r"\S+")
# White space that a quote does not bridge.
_TORN = re.compile(r"[^\S \t\n\r\f\x0b]")
_SEEN = re.compile(f"[^{HIDDEN}]+")

Offsets = tuple[int, ...] | range


@dataclass(frozen=True, slots=True)
class Source:
    """The text of one rendition: ``printed`` is what the file holds, ``text`` what readers see of it.

    Every offset of an Excerpt is one of ``text``; only :meth:`bukti` leads to ``printed``, which keeps every code
    point of the decoded file. Lines are split on ``\\n`` alone and numbered from 1; a form feed inside a printed line
    parts it into two lines of ``text``, and ``printed_line`` leads back. ``remark`` is what the user should know of
    how the file was decoded; ``kept`` is what :func:`~kgkesos.reading.once.once` keeps.
    """

    sha256: str
    printed: str
    view: View = field(repr=False)
    line_starts: tuple[int, ...] = field(repr=False)
    page_ends: tuple[int, ...] = field(repr=False, default=())
    remark: str | None = None
    kept: dict[object, dict[object, object]] = field(default_factory=dict, init=False, repr=False, compare=False)
    # The lines of the text that begin behind a form feed, not behind a line end.
    _fed: tuple[int, ...] = field(repr=False, default=())
    # Where the pieces of the text stand in a file that is no text.
    places: Places | None = field(repr=False, default=None)
    # What the file itself tells of what is read of it, to be said beside the evidence; None where it tells nothing.
    told: Callable[[Reading], Reading] | None = field(repr=False, compare=False, default=None)

    @classmethod
    def of(cls, text: str, sha256: str, remark: str | None = None, places: Places | None = None) -> Source:
        """The source of the decoded ``text``, with its lines and pages found once."""
        view = View.of(text)
        starts = (0, *(m.end() for m in re.finditer("\n", view.text)))
        ends = tuple(m.end() for m in re.finditer("\f", text))
        fed = (n for n, start in enumerate(starts[1:], 2) if text[view.place(start - 1)] == "\f") if ends else ()
        return cls(sha256, text, view, starts, ends, remark, tuple(fed), places)

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
        starts = self.line_starts
        end = starts[number] - 1 if number < len(starts) else len(self.view.text)
        return self.span(starts[number - 1], end)

    def words(self, number: int) -> str:
        """The text of line ``number``, where its place is not asked for."""
        starts = self.line_starts
        return self.view.text[starts[number - 1] : starts[number] - 1 if number < len(starts) else None]

    def is_blank(self, number: int) -> bool:
        """Whether nothing is printed on line ``number``."""
        return not self.words(number).strip()

    def span(self, start: int, end: int) -> Excerpt:
        """The code points from ``start`` up to, not including, ``end``."""
        return Excerpt(self.view.text[start:end], range(start, end), range(start + 1, end + 1))

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
        place = self.places.of(first, last) if self.places else None
        return Bukti(self.sha256, first, last, lines, page, self.printed[first:last], place)

    def shown(self, cell: Excerpt) -> Excerpt:
        """What an empty ``cell`` shows that a merged one covers: the words of that one; else ``cell`` itself."""
        if not self.places or not isinstance(cell.starts, range) or cell.text.strip():
            return cell
        span = self.places.merged.get(self.view.place(cell.starts.start))
        return self.span(*map(self.view.offset, span)) if span else cell


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A text whose every character knows the code points of the source it stands for.

    Slicing, joining and cleaning keep the places, so a field that was put together from cells over several lines,
    or stripped of markup, still leads back to what is printed. ``starts[i]:ends[i]`` is the place of ``text[i]``;
    a character that was added (a joining space) has an empty place. What was cut out of the source in one piece has
    ranges for its places, which cost nothing to cut again; what was put together has tuples.
    """

    text: str
    starts: Offsets = field(repr=False)
    ends: Offsets = field(repr=False)

    def __bool__(self) -> bool:
        return bool(self.text)

    def __len__(self) -> int:
        return len(self.text)

    def __getitem__(self, part: slice) -> Excerpt:
        return Excerpt(self.text[part], self.starts[part], self.ends[part])

    @property
    def start(self) -> int:
        """The first code point of the source that this excerpt stands for."""
        return self.starts[0] if isinstance(self.starts, range) else min(self.starts)

    @property
    def end(self) -> int:
        """One past the last code point of the source that this excerpt stands for."""
        return self.ends[-1] if isinstance(self.ends, range) else max(self.ends)

    def strip(self, characters: str | None = None) -> Excerpt:
        """Without white space (or ``characters``) at both ends."""
        length, right = len(self.text), len(self.text.rstrip(characters))
        left = length - len(self.text.lstrip(characters))
        return self[left : max(left, right)] if left or right < length else self

    def squeezed(self) -> Excerpt:
        """With every run of white space made one space, and none at the ends."""
        text = " ".join(self.text.split())
        if text == self.text:
            return self
        if not text:
            return self.strip()
        if (at := self.text.find(text)) >= 0:
            return self[at : at + len(text)]
        words = list(_WORD.finditer(self.text))
        starts: list[int] = []
        ends: list[int] = []
        last = words[-1]
        for word in words:
            # With the first of the white space behind it, which becomes the one space.
            end = word.end() + (word is not last)
            starts.extend(self.starts[word.start() : end])
            ends.extend(self.ends[word.start() : end])
        return Excerpt(text, tuple(starts), tuple(ends))

    def sub(self, pattern: re.Pattern[str], replacement: str | Callable[[re.Match[str]], str]) -> Excerpt:
        """With each match of ``pattern`` replaced; the first new character stands for the whole of the match."""
        pieces: list[Excerpt] = []
        at = 0
        for match in pattern.finditer(self.text):
            if match.end() == match.start():
                continue
            if at < match.start():
                pieces.append(self[at : match.start()])
            new = replacement if isinstance(replacement, str) else replacement(match)
            if new:
                start, end = self.starts[match.start()], self.ends[match.end() - 1]
                pieces.append(Excerpt(new, (start, *[end] * (len(new) - 1)), (end,) * len(new)))
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
        if isinstance(self.starts, range) and not _TORN.search(self.text):
            ink = self.strip()
            return (source.bukti(ink.start, ink.end),) if ink else ()
        runs: list[list[int]] = []
        for start, end in self._inked(source.text):
            if runs and start >= runs[-1][1] and _is_gap(source.text[runs[-1][1] : start]):
                runs[-1][1] = end
            elif not runs or not runs[-1][0] <= start <= end <= runs[-1][1]:
                runs.append([start, end])
        return tuple(source.bukti(*seen) for start, end in runs for seen in _seen(source.text, start, end))

    def _pieces(self) -> Iterator[tuple[int, int]]:
        """Where the pieces begin and end that were put together: inside one, each place begins where the last ends."""
        at = 0
        for cut in compress(count(1), map(ne, self.ends, self.starts[1:])):
            yield at, cut
            at = cut
        yield at, len(self.text)

    def _inked(self, text: str) -> Iterator[tuple[int, int]]:
        """The places in the source's ``text`` of what is no white space and was not added.

        A piece that ``text`` prints as it is comes whole, any other one word by word.
        """
        last = 0
        before: tuple[int, int] | None = None
        for begin, until in self._pieces():
            ink = self.text[begin:until].strip()
            if not ink:
                continue
            opens = self.text.index(ink, begin)
            place = first, end = self.starts[opens], self.ends[opens + len(ink) - 1]
            if place == before:
                # Another sign of what stands for one printed thing as a whole.
                continue
            whole = end - first == len(ink) and first >= last and text.startswith(ink, first) and not _TORN.search(ink)
            for start, end in [place] if whole else self._inked_words(begin, until, last):
                before, last = (start, end), max(last, end)
                yield start, end

    def _inked_words(self, begin: int, until: int, last: int) -> Iterator[tuple[int, int]]:
        """The places of the words from ``begin`` to ``until``, or of the signs of one that is torn or comes again.

        ``last`` is where the furthest place before them ends.
        """
        for word in _WORD.finditer(self.text, begin, until):
            a, b = word.span()
            starts, ends = self.starts[a:b], self.ends[a:b]
            first, end = starts[0], ends[-1]
            whole = isinstance(starts, range) or (
                end - first == b - a and starts == tuple(range(first, end)) and ends == tuple(range(first + 1, end + 1))
            )
            if whole and first >= last:
                yield first, end
            else:
                yield from ((start, end) for start, end in zip(starts, ends, strict=True) if start < end)
            last = max(last, end if whole else max(ends))


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
    return not between.strip(" \t\n\r\f" + SEEN_BREAK + SOFT_HYPHEN)


def text_of(part: Excerpt | None) -> str | None:
    """The words of ``part``; None where there are none."""
    return part.text if part else None


def join(pieces: Iterable[Excerpt], separator: str = " ") -> Excerpt:
    """``pieces`` one after another. A hyphen at the end of a piece that a small letter follows takes no separator.

    A soft hyphen there parts a word over two lines: it goes, and the word is whole.
    """
    filled = [piece for piece in pieces if piece.text]
    if len(filled) == 1:
        return filled[0]
    text: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for piece in filled:
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
