"""One field of a record as several renditions read it: its value, the quotes that hold it, its differing readings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kgkesos.reading.evidence import fault
from kgkesos.reading.merge.choice import Place, choose
from kgkesos.reading.merge.rendition import Rendition
from kgkesos.reading.merge.wording import Alignment, Letters, Quoted, joined
from kgkesos.records import Bukti, Varian

# Two printings of one word, split over lines in one of them, are at least this much alike (0 to 100).
_ONE_WORD = 70


@dataclass(frozen=True)
class Read:
    """What one rendition reads in a field: its value, that as one text, and the quotes."""

    rendition: Rendition
    value: object
    quotes: tuple[Bukti, ...]

    @property
    def text(self) -> str:
        """The value as one text."""
        return " ".join(map(str, self.value)) if isinstance(self.value, tuple) else str(self.value)

    @property
    def cut(self) -> bool:
        """Whether the rendition ends where this field ends."""
        source = self.rendition.source
        return bool(self.quotes) and not source.text[max(quote.akhir for quote in self.quotes) :].strip()


@dataclass(frozen=True)
class Merged:
    """A field of the merged record; ``chosen`` is what the rendition reads whose letters it has."""

    value: object
    quotes: tuple[Bukti, ...]
    chosen: Read
    varian: tuple[Varian, ...] = ()


@dataclass(frozen=True)
class _Reading:
    """The renditions that read the same letters."""

    letters: Letters
    by: list[Read] = field(default_factory=list)


def merge_field(name: str, read: Sequence[Read], every: Sequence[Rendition]) -> Merged:
    """The field ``name`` as ``read``, the rendition with the best structure first; ``every`` is the whole document's.

    Spacing and punctuation are those of the first; letters of the reading that :func:`choose` finds.
    """
    readings = _readings(_whole(read))
    if len(readings) == 1:
        first = readings[0].by[0]
        return Merged(first.value, holding(first.text, read, first), first)
    aligned = [Alignment.of(readings[0].letters, reading.letters) for reading in readings]
    spans = joined(span for alignment in aligned[1:] for span in alignment.differing())
    places = [[_along(alignment, span) for alignment in aligned] for span in spans]
    words = [Place(tuple(r.letters.slice(*at) for r, at in zip(readings, place, strict=True))) for place in places]
    choice = choose([[one.rendition for one in reading.by] for reading in readings], words, every)
    chosen = readings[choice.chosen].by[0]
    value, text = chosen.value, chosen.text
    if isinstance(chosen.value, str) and choice.chosen:
        set_in = _set_in(readings[0].letters, spans, [place.words[choice.chosen] for place in words])
        if not any(fault(set_in, one.quotes, _texts(one)) for one in readings[choice.chosen].by[:1]):
            value = text = set_in
    variants = [
        _variants(name, number, readings, at, choice.chosen, reason)
        for number, (at, reason) in enumerate(zip(places, choice.reasons, strict=True), 1)
    ]
    quotes = holding(text, readings[choice.chosen].by, chosen)
    return Merged(value, quotes, chosen, tuple(variant for place in variants for variant in place))


def _along(alignment: Alignment, span: tuple[int, int]) -> tuple[int, int]:
    return alignment.along(*span) if alignment.base is not alignment.other else span


def _readings(read: Iterable[Read]) -> list[_Reading]:
    """``read`` by letters, in its order."""
    found: dict[str, _Reading] = {}
    for one in read:
        letters = Letters.of(one.text)
        found.setdefault(letters.letters, _Reading(letters)).by.append(one)
    return list(found.values())


def _whole(read: Sequence[Read]) -> list[Read]:
    """``read`` without what the end of a file cut off, where another has the whole of it."""
    letters = [Letters.of(one.text).letters for one in read]
    return [
        one
        for one, mine in zip(read, letters, strict=True)
        if not (one.cut and any(other != mine and other.startswith(mine) for other in letters))
    ]


def _set_in(base: Letters, spans: Sequence[tuple[int, int]], words: Sequence[str]) -> str:
    """The text of ``base`` with ``words`` put at ``spans``."""
    text = base.text
    for (start, end), word in reversed(list(zip(spans, words, strict=True))):
        if start < end:
            old = base.slice(start, end)
            at = base.places[start]
            text = text[:at] + _unbroken(word, old) + text[at + len(old) :]
        elif start < len(base.places):
            at = base.places[start]
            text = f"{text[:at]}{word} {text[at:]}"
        else:
            at = base.places[-1] + 1
            text = f"{text[:at]} {word}{text[at:]}"
    return " ".join(text.split())


def _unbroken(word: str, old: str) -> str:
    """``word`` in one piece where the end of a line broke it, as ``old`` shows."""
    from rapidfuzz import fuzz

    broken = " " in word and " " not in old
    return "".join(word.split()) if broken and fuzz.ratio("".join(word.split()), old) >= _ONE_WORD else word


def _variants(
    name: str,
    number: int,
    readings: Sequence[_Reading],
    at: Sequence[tuple[int, int]],
    chosen: int,
    reason: str,
) -> list[Varian]:
    """Every reading of one place; two readings of the field may have the same words here."""
    by_letters: dict[str, list[int]] = {}
    for n, (reading, span) in enumerate(zip(readings, at, strict=True)):
        by_letters.setdefault(reading.letters.letters[slice(*span)], []).append(n)
    found = []
    for numbers in by_letters.values():
        first = numbers[0]
        read = [(one, readings[n].letters, at[n]) for n in numbers for one in readings[n].by]
        quotes = tuple(quote for one, letters, span in read for quote in quotes_at(one, letters, *span))
        found.append(
            Varian(
                bidang=name,
                tempat=number,
                bacaan=readings[first].letters.slice(*at[first]),
                rendisi=tuple(one.rendition.sha256 for one, _, _ in read),
                bukti=quotes,
                dipilih=chosen in numbers,
                alasan=reason,
            )
        )
    return sorted(found, key=lambda variant: not variant.dipilih)


def quotes_at(read: Read, letters: Letters, start: int, end: int) -> tuple[Bukti, ...]:
    """Where ``read`` prints the letters ``start`` to ``end`` of the field; empty where it prints none there."""
    own = Letters.of(read.text)
    if not read.quotes or own.letters != letters.letters or start >= end:
        return ()
    place = Quoted.of(read.quotes).place(own, start, end)
    return (read.rendition.source.bukti(*place),) if place else ()


def holding(text: str, read: Iterable[Read], first: Read) -> tuple[Bukti, ...]:
    """The quotes of those of ``read`` that hold ``text`` word for word; those of ``first`` come first."""
    ordered = sorted(read, key=lambda one: one is not first)
    held = [one for one in ordered if one.quotes and fault(text, one.quotes, _texts(one)) is None]
    return tuple(quote for one in held or [first] for quote in one.quotes)


def _texts(read: Read) -> dict[str, str]:
    return {read.rendition.sha256: read.rendition.reading.text}
