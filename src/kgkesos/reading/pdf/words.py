"""The characters of a page as lines of words, from the left and the top, as a person reads them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from kgkesos.reading.blocks import WRAP, Box

# Characters nearer than this share of their size make one word.
_GAP = 0.16
# Words whose middles are nearer than this share of their height stand on one line.
_SAME_LINE = 0.55
# A word that would have fitted behind the line above, but for this share of its height, begins a line of its own.
_FITS = 0.35
# A fraction is printed line by line: the upper quantity with its multiplier, a line of dashes, the lower one. The items
# of a list begin their lines, too.
_ENDS_ITS_LINE = re.compile(r"(?:(?:[xX×]|^)\s*\d[\d.]*\s*%|[xX×]\s*\d[\d.]*|[-–—_=]{4,}|=)\s*$")
_BEGINS_A_LINE = re.compile(r"[-–—_=]{4,}|(?:[•●▪]|[-–])\s|(?:[a-z]|\d{1,2})[.)]\s")
_OPENING, _CLOSING = ("\\", "(", "{", "["), (")", "}", "]")
_STROKE = re.compile(r"\S/$")
# Blank between lines, in heights of a line, that parts paragraphs.
_PARTED = 1.0


def around(boxes: Iterable[Box]) -> Box:
    """The smallest box that holds all ``boxes``."""
    found = list(boxes)
    return Box(
        found[0].page,
        min(box.x0 for box in found),
        min(box.top for box in found),
        max(box.x1 for box in found),
        max(box.bottom for box in found),
    )


def place(box: Box) -> str:
    """What a person looks for: "halaman 2, kotak 46,133–73,184" (points from the left and top)."""
    return f"halaman {box.page}, kotak {box.x0:.0f},{box.top:.0f}–{box.x1:.0f},{box.bottom:.0f}"


@dataclass(frozen=True, slots=True)
class Word:
    """A run of characters without a gap; ``spaced`` says that a blank is printed behind it."""

    text: str
    box: Box
    spaced: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """Words side by side."""

    words: tuple[Word, ...]

    @property
    def box(self) -> Box:
        """The box of the line."""
        return around(word.box for word in self.words)

    @property
    def text(self) -> str:
        """The words with one space between them."""
        return " ".join(word.text for word in self.words)


def words(chars: Sequence[dict[str, Any]]) -> list[Word]:
    """The words that ``chars``, as pdfplumber gives them, print: at blanks and gaps they end.

    Letters that stand on their side, as in a narrow head of a column, make one word a line, blanks included.
    """
    upright = [char for char in chars if char.get("upright", True)]
    turned = [char for char in chars if not char.get("upright", True)]
    return [
        *(_word(run, bool(blanks)) for run, blanks in _parted(upright)),
        *(_standing(line) for line in _columns(turned)),
    ]


def _columns(turned: Sequence[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """The letters on their side, line by line: those over one another."""
    found: list[list[dict[str, Any]]] = []
    for char in sorted(turned, key=lambda c: (c["x0"], -c["bottom"])):
        middle = (char["x0"] + char["x1"]) / 2
        line = next((one for one in found if one[0]["x0"] <= middle <= one[0]["x1"]), None)
        if line is None:
            found.append([char])
        else:
            line.append(char)
    return [line for line in found if any(char["text"].strip() for char in line)]


def _standing(line: Sequence[dict[str, Any]]) -> Word:
    """A line that is read from the bottom, or from the top where its letters lean the other way."""
    upwards = line[0]["matrix"][1] > 0
    ordered = sorted(line, key=lambda c: -c["bottom"] if upwards else c["top"])
    word = _word(ordered)
    return Word(" ".join("".join(char["text"] for char in ordered).split()), word.box)


def runs(chars: Sequence[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    """The characters of each word, with the blanks that are printed behind it."""
    yield from ([*run, *blanks] for run, blanks in _parted(chars))


def _parted(chars: Sequence[dict[str, Any]]) -> Iterator[tuple[list[dict[str, Any]], list[dict[str, Any]]]]:
    """The characters of each word, and the blanks printed behind it: at the end of a line they may have no width."""
    for line in _rows(sorted(chars, key=lambda c: (c["x0"], c["top"]))):
        run: list[dict[str, Any]] = []
        blanks: list[dict[str, Any]] = []
        for char in line:
            if not char["text"].strip():
                blanks.append(char)
                continue
            ended = any(_is_blank_between(run[-1], blank) for blank in blanks) if run else False
            if run and (ended or _apart(run[-1], char)):
                yield run, blanks
                run = []
            if not (run and _same(run[-1], char)):
                run.append(char)
            blanks = []
        if run:
            yield run, blanks


def lines(found: Iterable[Word]) -> list[Line]:
    """``found`` put into lines, from the top."""
    rows: list[list[Word]] = []
    for word in sorted(found, key=lambda w: (w.box.middle[1], w.box.x0)):
        for row in reversed(rows[-3:]):
            last = row[0].box
            if abs(last.middle[1] - word.box.middle[1]) < _SAME_LINE * min(last.height, word.box.height):
                row.append(word)
                break
        else:
            rows.append([word])
    made = [Line(tuple(sorted(row, key=lambda w: w.box.x0))) for row in rows]
    return sorted(made, key=lambda line: line.box.top)


def text(found: Sequence[Line], right: float) -> str:
    """The text of a cell or paragraph of these lines; ``right`` is how far its words could reach.

    A line ends with ``WRAP`` where the next word had no room, with ``\\n`` where it had: there its author ended it. A
    word that a hyphen cuts at the end of a line is put together, as are two that a stroke joins.
    """
    said: list[str] = []
    for at, line in enumerate(found):
        if at:
            said.append(_between(found[at - 1], line, right))
        said.append(line.text)
    return "".join(said)


def _between(above: Line, line: Line, right: float) -> str:
    last, first = above.words[-1], line.words[0]
    if _ENDS_ITS_LINE.search(above.text) or _BEGINS_A_LINE.match(line.text):
        return "\n"
    if line.box.top - above.box.bottom > _PARTED * last.box.height:
        return "\n"
    room = right - last.box.x1 + _FITS * last.box.height
    # With the space that would have stood before it.
    needed = first.box.width + last.box.height / 4
    if room >= needed:
        return "\n"
    cut = last.text.endswith("-") and last.text[:-1].isalpha() and first.text[:1].islower()
    # No blank was printed behind an opening sign or before a closing one, whatever line it stands on.
    tight = last.text.endswith(_OPENING) or first.text.startswith(_CLOSING) or _STROKE.search(last.text)
    return "" if cut or tight else WRAP


def _rows(chars: Sequence[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """``chars`` by the height of their middle: a word never goes from one line to another."""
    rows: dict[int, list[dict[str, Any]]] = {}
    keys: list[tuple[float, int]] = []
    for char in chars:
        middle = (char["top"] + char["bottom"]) / 2
        size = max(char["bottom"] - char["top"], 1.0)
        near = next((n for y, n in keys if abs(y - middle) < size / 4), None)
        if near is None:
            near = len(keys)
            keys.append((middle, near))
        rows.setdefault(near, []).append(char)
    return list(rows.values())


def _apart(left: dict[str, Any], char: dict[str, Any]) -> bool:
    size = max(min(left["size"], char["size"]), 1.0)
    return bool(char["x0"] - left["x1"] > _GAP * size)


def _is_blank_between(left: dict[str, Any], blank: dict[str, Any]) -> bool:
    """Whether ``blank`` stands behind ``left``, not under it: some programs lay blanks of no width over words."""
    return bool(blank["x1"] - left["x1"] > _GAP / 2 * max(left["size"], 1.0))


def _same(left: dict[str, Any], char: dict[str, Any]) -> bool:
    """Whether ``char`` is printed over ``left`` again, as some programs make bold letters."""
    return bool(left["text"] == char["text"] and abs(left["x0"] - char["x0"]) < _GAP * max(char["size"], 1.0) / 2)


def _word(run: Sequence[dict[str, Any]], spaced: bool = False) -> Word:
    page = run[0]["page_number"]
    box = Box(
        page,
        min(c["x0"] for c in run),
        min(c["top"] for c in run),
        max(c["x1"] for c in run),
        max(c["bottom"] for c in run),
    )
    return Word("".join(c["text"] for c in run), box, spaced)
