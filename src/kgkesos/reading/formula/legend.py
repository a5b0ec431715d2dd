"""What the letters of a formula stand for: "dengan A = ..., B = ...", "Keterangan : A = ..."."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kgkesos.reading.excerpt import Excerpt

# A letter, capitals, or a letter with a number: no word of the language.
SYMBOL = r"(?:[A-Z]{2,6}\d?|[A-Z][a-z]?\d{0,2}|[a-z]\d{0,2})(?:[-_][A-Za-z0-9]{1,2}\b)?"
_NOTE = r"(?:keterangan|ket|catatan|penjelasan)"
INTRO = rf"(?:{_NOTE}\.?\s*:|\b(?:dengan|dgn|di\s?mana)(?:\s+ketentuan)?\s*:?)"
ENTRY = re.compile(
    rf"(?P<pisah>(?:^|[\n,;.•●▪]|(?i:{INTRO})|(?i:\b(?:dan|serta)\b)|(?<=[\s)%$]))[ \t]*(?:[-–•●▪*]\s*)?)"
    rf"(?P<huruf>{SYMBOL})\s*(?P<tanda>[=:])\s*(?=[^\s=])"
)
_INTRO_LAST = re.compile(rf"[\s,;.(]*(?:{INTRO}[\s*_:]*)+$", re.IGNORECASE)
_LOOSE_LAST = re.compile(rf"(?:[\s,;.•●▪–-]|\b(?:dan|serta)\b|{INTRO})+$", re.IGNORECASE)
_END = re.compile(rf"\b{_NOTE}\.?\s*:|\bsumber(?:\s+data)?\s*:|\n\s*\n", re.IGNORECASE)
_SENTENCE = re.compile(r"(?:\w{4}|[)%])(?P<henti>[.;])(?=\s+[A-Z(])")

_LONGEST_INTRO = 20


@dataclass(frozen=True, slots=True)
class Legend:
    """The entries "A = ..." as printed, and where in the text they and the word before them begin and end."""

    start: int
    end: int
    entries: tuple[Excerpt, ...]


def find(text: Excerpt) -> Legend | None:
    """The legend of the formula that ``text`` begins with: its first letter was used in the formula before it."""
    entries = list(_entries(text.text))
    if not entries:
        return None
    first = entries[0]
    start = first.start("pisah")
    if intro := _INTRO_LAST.search(text.text, max(0, start - _LONGEST_INTRO), first.start("huruf")):
        start = min(start, intro.start())
    starts = [entry.start("huruf") for entry in entries]
    ends = [*starts[1:], _end(text.text, entries[-1].end())]
    kept = (text[begin:end] for begin, end in zip(starts, ends, strict=True))
    return Legend(start, ends[-1], tuple(closed(part) for part in kept))


def _entries(text: str) -> list[re.Match[str]]:
    found: list[re.Match[str]] = []
    if "=" not in text and ":" not in text:
        return found
    for entry in ENTRY.finditer(text):
        if found:
            plain_line = text[entry.start("pisah") : entry.start("huruf")].strip()
            if plain_line or "\n" in entry["pisah"] or entry["tanda"] == "=":
                found.append(entry)
        elif used(entry["huruf"], text[: entry.start()]) and _parted(entry):
            found.append(entry)
    return found


def used(symbol: str, before: str) -> bool:
    """Whether the letter ``symbol`` stands in ``before``, by itself."""
    return bool(re.search(rf"(?<![^\W\d_]){re.escape(symbol)}(?![^\W_])", before))


def _parted(entry: re.Match[str]) -> bool:
    """Whether something parts the first entry from the formula: with a colon for its sign, more than a space."""
    return entry["tanda"] == "=" or bool(entry["pisah"].strip() or "\n" in entry["pisah"])


def _end(text: str, after: int) -> int:
    ends = [match.start() for match in (_END.search(text, after),) if match]
    ends += [match.start("henti") for match in (_SENTENCE.search(text, after),) if match]
    return min(ends, default=len(text))


def closed(part: Excerpt) -> Excerpt:
    """An entry without what parts it from the next one, on one line."""
    part = part.squeezed()
    loose = _LOOSE_LAST.search(part.text)
    return part[: loose.start()] if loose else part
