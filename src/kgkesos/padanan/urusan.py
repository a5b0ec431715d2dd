"""Which affair of government a name speaks of: what the names of every affair say, and the nearest of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from math import log, sqrt

from kgkesos.padanan.kata import Concepts, Kata, words
from kgkesos.reference import Entri, NamaLain

# Our own affair, and the programme that every office has, which is nobody's in particular.
SOCIAL, SUPPORT = "1.06", "X.XX"
# How many names of no affair in particular each affair is thought to have besides its own: a word that only one affair
# has seen once is no proof.
UNSEEN = 5.0


@dataclass(frozen=True, slots=True)
class Saingan:
    """The name of another affair that is nearest to a name, and how near, from 0 to 1."""

    nama: str
    urusan: str
    skor: float


@dataclass(frozen=True)
class Urusan:
    """The names of all affairs: ``lain`` of the others with the stems of each, ``nama`` the stems of all, by affair.

    ``words`` maps the printed words of the others to their stems.
    """

    lain: tuple[tuple[NamaLain, frozenset[str]], ...]
    nama: Mapping[str, tuple[frozenset[str], ...]]
    words: Mapping[str, str]

    @cached_property
    def codes(self) -> frozenset[str]:
        """The code of every affair."""
        return frozenset(self.nama) - {SUPPORT}

    @cached_property
    def _counts(self) -> Mapping[str, Counter[str]]:
        return {affair: Counter(stem for name in names for stem in name) for affair, names in self.nama.items()}

    @cached_property
    def _all(self) -> Counter[str]:
        return sum(self._counts.values(), Counter())

    @cached_property
    def _size(self) -> int:
        return sum(map(len, self.nama.values()))

    @cached_property
    def _index(self) -> Mapping[str, tuple[int, ...]]:
        found: dict[str, list[int]] = {}
        for place, (_, stems) in enumerate(self.lain):
            for stem in stems:
                found.setdefault(stem, []).append(place)
        return {stem: tuple(places) for stem, places in found.items()}

    def odds(self, stems: Iterable[str], affair: str = SOCIAL) -> float:
        """How much more ``stems`` speak of ``affair`` than of the other affair that they speak of most (log odds).

        Each word counts by how many names of an affair have it; words that no name has tell nothing.
        """
        known = sorted(stem for stem in set(stems) if stem in self._all)
        others = [other for other in self.nama if other not in (SOCIAL, SUPPORT)]
        if not known or not others:
            return 0.0
        return self._likelihood(known, affair) - max(self._likelihood(known, other) for other in others)

    def _likelihood(self, stems: Iterable[str], affair: str) -> float:
        counts, size = self._counts.get(affair, Counter()), len(self.nama.get(affair, ()))
        return sum(log((counts[stem] + UNSEEN * self._all[stem] / self._size) / (size + UNSEEN)) for stem in stems)

    @cached_property
    def _weights(self) -> Mapping[str, float]:
        return {stem: log(1 + self._size / (1 + count)) ** 2 for stem, count in self._all.items()}

    @cached_property
    def _lengths(self) -> tuple[float, ...]:
        return tuple(self._length(stems) for _, stems in self.lain)

    def nearest(self, stems: frozenset[str]) -> Saingan | None:
        """The name of another affair that is nearest to one of ``stems``."""
        found: dict[int, float] = {}
        for stem in sorted(stems):
            weight = self._weight(stem)
            for place in self._index.get(stem, ()):
                found[place] = found.get(place, 0.0) + weight
        if not found:
            return None
        best = max(found, key=lambda place: (found[place] / self._lengths[place], -place))
        name = self.lain[best][0]
        return Saingan(name.nama, name.urusan, found[best] / (self._length(stems) * self._lengths[best]))

    def likeness(self, one: frozenset[str], other: frozenset[str]) -> float:
        """How near two names are: the cosine of their stems, each weighted by how few names have it."""
        dot = sum(self._weight(stem) for stem in sorted(one & other))
        return dot / (self._length(one) * self._length(other)) if dot else 0.0

    def _weight(self, stem: str) -> float:
        return self._weights.get(stem) or log(1 + self._size) ** 2

    def _length(self, stems: frozenset[str]) -> float:
        return sqrt(sum(self._weight(stem) for stem in sorted(stems)))


def urusan(entries: Iterable[Entri], others: Iterable[NamaLain], concepts: Concepts) -> Urusan:
    """The names of ``entries``, which are ours, and of ``others``."""
    named: dict[str, dict[frozenset[str], None]] = {SOCIAL: {}, SUPPORT: {}}
    for entry in entries:
        affair = SUPPORT if entry.is_support else SOCIAL
        named[affair][_stems(words(entry.nama, concepts))] = None
    said = [(one, words(one.nama, concepts)) for one in others]
    found = [(one, _stems(printed)) for one, printed in said]
    # An old name of ours that nothing took the place of is no name of an entry either.
    lain = tuple((one, stems) for one, stems in found if one.urusan not in (SOCIAL, SUPPORT) or one.penerus == "")
    for one, stems in found:
        named.setdefault(one.urusan, {})[stems] = None
    vocabulary = {word.printed: word.stem for _, printed in said for word in printed}
    return Urusan(lain, {affair: tuple(names) for affair, names in named.items()}, vocabulary)


def _stems(found: Iterable[Kata]) -> frozenset[str]:
    return frozenset(word.stem for word in found)
