"""Labels of which two names share a part: "Anak Nakal/Terlantar", "lanjut usia dan anak telantar"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kgkesos.sebutan.kamus import Kamus, Split
from kgkesos.sebutan.kata import Kata

# What joins names into a list, printed as a sign or as a word.
_SIGNS = re.compile(r"\s*[/,&]\s*")
_WORDS = frozenset({"dan", "atau", "serta", "maupun"})
# Words after which another phrase begins: nothing is shared over them.
_BREAKS = frozenset(
    {"yang", "untuk", "bagi", "di", "ke", "dari", "pada", "oleh", "dalam", "dengan", "terhadap", "adalah"}
)
# The most words of one name between the shared part and the list's next sign; the most words of the whole list.
_BETWEEN, _LIST = 2, 6


@dataclass(frozen=True, slots=True)
class Shared:
    """A label whose words stand apart: its concept, the first and the last word of the list that holds them.

    ``head_last`` is the last word of its head where the tail stands behind another name: the head alone names nothing.
    """

    konsep: str
    first: int
    last: int
    head_last: int | None = None


@dataclass(frozen=True, slots=True)
class _Printed:
    """The words of a text, and what stands before each of them.

    "join" or "comma" in a list, "break" where another phrase begins, else "". A comma with a word that joins is a join.
    """

    words: tuple[Kata, ...]
    before: tuple[str, ...]
    # Where each of these words stands among all the words of the text.
    place: tuple[int, ...]

    def has(self, at: int, wanted: Sequence[str]) -> bool:
        """Whether the words ``wanted`` stand at ``at``, one right after the other."""
        found = self.words[at : at + len(wanted)] if at >= 0 else ()
        return tuple(word.bentuk for word in found) == tuple(wanted) and not any(self.before[at + 1 : at + len(wanted)])


def find_shared(text: str, words: Sequence[Kata], taken: Mapping[int, str], kamus: Kamus) -> Iterator[Shared]:
    """Each label of ``kamus`` that shares a part with another name in a list.

    ``taken`` are the words of other mentions by their number, each with its concept: one of another family ("korban
    bencana dan jaminan sosial") shares nothing, and what is found whole is not found again.
    """
    for shared in _candidates(_listed(text, words), taken, kamus):
        owners = {taken[one] for one in (shared.first, shared.last) if one in taken}
        if shared.konsep not in owners and all(kamus.are_kin(shared.konsep, one) for one in owners):
            yield shared


def _candidates(printed: _Printed, taken: Mapping[int, str], kamus: Kamus) -> Iterator[Shared]:
    for at, word in enumerate(printed.words):
        if printed.before[at] in ("join", "comma") and printed.place[at] not in taken:
            yield from _with_head_before(printed, at, kamus.by_tail.get(word.bentuk, ()))
        for split in kamus.by_head.get(word.bentuk, ()):
            yield from _with_tail_behind(printed, at, split, taken)


def _listed(text: str, words: Sequence[Kata]) -> _Printed:
    kept: list[Kata] = []
    before: list[str] = []
    place: list[int] = []
    mark, end = "", 0
    for number, word in enumerate(words):
        between = text[end : word.awal]
        if _SIGNS.fullmatch(between):
            mark = mark or ("comma" if "," in between else "join")
        elif between.strip():
            mark = "break"
        end = word.akhir
        if word.bentuk in _WORDS:
            mark = "break" if mark == "break" else "join"
        elif word.bentuk in _BREAKS:
            mark = "break"
        else:
            kept.append(word)
            before.append(mark)
            place.append(number)
            mark = ""
    return _Printed(tuple(kept), tuple(before), tuple(place))


def _with_head_before(printed: _Printed, at: int, splits: Sequence[Split]) -> Iterator[Shared]:
    """The label whose tail begins at ``at`` and whose head begins the list: the nearest head is meant."""
    for start in range(at - 1, max(-1, at - 1 - _LIST), -1):
        if printed.before[start + 1] == "break":
            return
        for split in splits:
            between = _own_words(printed, start + len(split.head), at)
            if printed.has(start, split.head) and printed.has(at, split.tail) and 1 <= between <= _BETWEEN:
                yield Shared(split.konsep, printed.place[start], printed.place[at + len(split.tail) - 1])
                return


def _own_words(printed: _Printed, start: int, end: int) -> int:
    """How many words of the first name of a list stand from ``start`` to the sign before the next."""
    own = 0
    for at in range(start, end):
        if printed.before[at]:
            break
        own += 1
    return own


def _with_tail_behind(printed: _Printed, at: int, split: Split, taken: Mapping[int, str]) -> Iterator[Shared]:
    """The label whose head begins at ``at``, with another name between it and its tail.

    The last name stands behind "dan" or a slash and has a word of its own before what it shares: several only where it
    is itself the name of a concept.
    """
    after = at + len(split.head)
    if not printed.has(at, split.head) or after >= len(printed.words) or printed.before[after] in ("", "break"):
        return
    own, last = 0, ""
    for here in range(after, min(after + _LIST, len(printed.words))):
        if printed.before[here] == "break":
            return
        own, last = (0, printed.before[here]) if printed.before[here] else (own + 1, last)
        between = _BETWEEN if printed.place[here] in taken else 1
        if last == "join" and 1 <= own <= between and printed.has(here, split.tail):
            first, head_last = printed.place[at], printed.place[after - 1]
            yield Shared(split.konsep, first, printed.place[here + len(split.tail) - 1], head_last)
            return
