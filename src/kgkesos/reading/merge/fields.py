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
        """Whether this is the last that was read of the rendition: its file may end inside the field."""
        end = self.rendition.end
        return end is not None and any(quote.akhir >= end for quote in self.quotes)


@dataclass(frozen=True)
class Merged:
    """A field of the merged record; ``chosen`` is what the rendition reads whose letters it has."""

    value: object
    quotes: tuple[Bukti, ...]
    chosen: Read
    varian: tuple[Varian, ...] = ()


@dataclass(frozen=True)
class _Reading:
    """The renditions that read the same letters; ``torn``: their files end inside the field."""

    letters: Letters
    torn: bool
    by: list[Read] = field(default_factory=list)


def merge_field(name: str, read: Sequence[Read], every: Sequence[Rendition]) -> Merged:
    """The field ``name`` as ``read``, the rendition with the best structure first; ``every`` is the whole document's.

    Spacing and punctuation are those of the first; letters of the reading that :func:`choose` finds.
    """
    first = read[0]
    readings = _readings(read) if any(one.text != first.text for one in read) else ()
    if len(readings) < 2:
        return Merged(first.value, holding(name, first.text, read, first), first)
    aligned = [_aligned(readings[0], reading) for reading in readings]
    spans = joined(
        span for reading, alignment in zip(readings, aligned, strict=True) for span in _spans(reading, alignment)
    )
    places = [tuple(_along(alignment, span) for alignment in aligned) for span in spans]
    whole = [n for n, reading in enumerate(readings) if not reading.torn]
    words = [Place(tuple(readings[n].letters.slice(*(place[n] or (0, 0))) for n in whole)) for place in places]
    choice = choose([[one.rendition for one in readings[n].by] for n in whole], words, every)
    used = whole[choice.chosen]
    chosen = readings[used].by[0]
    value, text = chosen.value, chosen.text
    if isinstance(chosen.value, str) and used:
        set_in = _set_in(readings[0].letters, spans, [place.words[choice.chosen] for place in words])
        if fault(set_in, chosen.quotes, _texts(chosen), name=name) is None:
            value = text = set_in
    variants = [
        variant
        for number, (at, reason) in enumerate(zip(places, choice.reasons, strict=True), 1)
        for variant in _variants(name, number, readings, at, used, reason)
    ]
    return Merged(value, holding(name, text, readings[used].by, chosen), chosen, tuple(variants))


def _readings(read: Sequence[Read]) -> list[_Reading]:
    """``read`` by letters, in its order; those whose files end inside the field last."""
    found: dict[str, _Reading] = {}
    for one in read:
        letters = Letters.of(one.text)
        torn = _torn(one, letters, read)
        found.setdefault(letters.letters, _Reading(letters, torn)).by.append(one)
    return sorted(found.values(), key=lambda reading: reading.torn)


def _torn(one: Read, letters: Letters, read: Sequence[Read]) -> bool:
    """Whether the file of ``one`` ends inside the field: one that goes on in its file begins so, and is longer."""
    from rapidfuzz import fuzz

    if not one.cut:
        return False
    length = len(letters.letters)
    others = [Letters.of(other.text).letters for other in read if not other.cut]
    return any(len(o) > length and fuzz.ratio(o[:length], letters.letters) >= _ONE_WORD for o in others)


def _aligned(base: _Reading, reading: _Reading) -> Alignment:
    """``reading`` along ``base``; one that is torn along as much of it as it reaches."""
    return Alignment.of(
        base.letters.first(len(reading.letters.letters)) if reading.torn else base.letters, reading.letters
    )


def _spans(reading: _Reading, alignment: Alignment) -> list[tuple[int, int]]:
    """The differing words; where a file ends inside the field, the last word that it has tells nothing."""
    spans = alignment.differing()
    end = len(alignment.base.letters)
    return [span for span in spans if not (reading.torn and span[1] == end)]


def _along(alignment: Alignment, span: tuple[int, int]) -> tuple[int, int] | None:
    """Where the reading has the words of ``span``; None where its file ends before."""
    return alignment.along(*span) if span[1] <= len(alignment.base.letters) else None


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
    at: Sequence[tuple[int, int] | None],
    chosen: int,
    reason: str,
) -> list[Varian]:
    """Every reading of one place; two readings of the field may have the same words here."""
    by_letters: dict[str, list[int]] = {}
    for n, (reading, span) in enumerate(zip(readings, at, strict=True)):
        if span is None:
            continue
        by_letters.setdefault(reading.letters.letters[slice(*span)], []).append(n)
    found = []
    for numbers in by_letters.values():
        first = numbers[0]
        read = [(one, at[n] or (0, 0)) for n in numbers for one in readings[n].by]
        quotes = tuple(quote for one, span in read for quote in quotes_at(one, *span))
        found.append(
            Varian(
                bidang=name,
                tempat=number,
                bacaan=readings[first].letters.slice(*(at[first] or (0, 0))),
                rendisi=tuple(one.rendition.sha256 for one, _ in read),
                bukti=quotes,
                dipilih=chosen in numbers,
                alasan=reason,
            )
        )
    return sorted(found, key=lambda variant: not variant.dipilih)


def quotes_at(read: Read, start: int, end: int) -> tuple[Bukti, ...]:
    """Where ``read`` prints the letters ``start`` to ``end`` of the field; empty where it prints none there."""
    own = Letters.of(read.text)
    if not read.quotes or start >= end:
        return ()
    place = Quoted.of(read.quotes).place(own, start, end)
    return (read.rendition.source.bukti(*place),) if place else ()


def holding(name: str, text: str, read: Iterable[Read], first: Read) -> tuple[Bukti, ...]:
    """The quotes of those of ``read`` that hold ``text``, the value of the field ``name``; ``first`` comes first."""
    ordered = sorted(read, key=lambda one: one is not first)
    held = [one for one in ordered if one.quotes and fault(text, one.quotes, _texts(one), name=name) is None]
    return tuple(quote for one in held or [first] for quote in one.quotes)


def _texts(read: Read) -> dict[str, str]:
    return {read.rendition.sha256: read.rendition.reading.text}
