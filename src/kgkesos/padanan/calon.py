"""The entries of the lists as candidates: their words, how near each stands to the name, and how much it tells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log

from kgkesos.padanan.kata import Concepts, Kata, respelt, words
from kgkesos.reference.nomenklatur import BIDANG, KEGIATAN, NEWEST, PROGRAM, Entri

# What a word of an entry's surroundings counts, where one of its name counts 1: of its official indicator and output,
# of what stands above it, of what stands below it. Any values near these give the same figures (bench/nomenclature.py).
OWN_INDICATOR, ABOVE, BELOW = 0.3, 0.4, 0.1
# What is left of the weight of a word that says only what is done, or what every name says.
GENERAL = 0.7


@dataclass(frozen=True, slots=True)
class Calon:
    """An entry that may be meant: the stems of its name, and how much each stem in it and around it counts."""

    entri: Entri
    nama: frozenset[str]
    kata: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Daftar:
    """All candidates, and how many of the newest official names have each stem: the fewer, the more it tells.

    ``kosakata`` maps every printed word of the lists to its stem.
    """

    calon: tuple[Calon, ...]
    jumlah: Mapping[str, int]
    banyak: int
    kosakata: Mapping[str, str]

    def words(self, text: str, concepts: Concepts) -> tuple[Kata, ...]:
        """The words of a document's ``text`` as the lists spell them."""
        return respelt(words(text, concepts), self.kosakata)

    def weight(self, stem: str) -> float:
        """What ``stem`` tells."""
        return log(1 + self.banyak / (1 + self.jumlah.get(stem, 0))) * (GENERAL if Kata(stem, stem).is_general else 1)

    def with_code(self, code: str) -> tuple[Calon, ...]:
        """The candidates of every list that have ``code``; sub kegiatan were numbered with two digits before four."""
        return tuple(one for one in self.calon if same_code(one.entri.kode, code))


def same_code(one: str, other: str) -> bool:
    """Whether two codes are one, whatever zeros their last group has.

    >>> same_code("1.06.04.2.01.0001", "1.06.04.2.01.01"), same_code("1.06.04", "1.06.04.2.01")
    (True, False)
    """
    return [group.lstrip("0") for group in one.split(".")] == [group.lstrip("0") for group in other.split(".")]


def bag(fields: Iterable[tuple[Iterable[Kata], float]]) -> dict[str, float]:
    """Each stem of ``fields`` with the most that it counts in one of them."""
    found: dict[str, float] = {}
    for field, counts in fields:
        for word in field:
            found[word.stem] = max(found.get(word.stem, 0.0), counts)
    return found


def daftar(entries: Sequence[Entri], concepts: Concepts) -> Daftar:
    """The candidates among ``entries``."""
    names = {entry.key: words(entry.nama, concepts) for entry in entries}
    own = {entry.key: words(f"{entry.kinerja or ''} ; {entry.indikator or ''}", concepts) for entry in entries}
    made = []
    for entry in entries:
        fields = [(names[entry.key], 1.0), (own[entry.key], OWN_INDICATOR), *_around(entry, entries, names)]
        made.append(Calon(entry, frozenset(word.stem for word in names[entry.key]), bag(fields)))
    # A name that the lists of several governments have counts once.
    newest = {frozenset(word.stem for word in names[entry.key]) for entry in entries if entry.daftar == NEWEST}
    counts = Counter(stem for name in newest for stem in name)
    vocabulary = {word.printed: word.stem for texts in (names, own) for text in texts.values() for word in text}
    return Daftar(tuple(made), counts, len(newest), dict(sorted(vocabulary.items())))


def _around(
    entry: Entri, entries: Iterable[Entri], names: Mapping[tuple[str, str, str], tuple[Kata, ...]]
) -> Iterable[tuple[tuple[Kata, ...], float]]:
    """The names of the entries above and below ``entry``, and what their words count."""
    for other in entries:
        if other.daftar != entry.daftar or other.kewenangan not in (None, entry.kewenangan):
            continue
        if entry.kode.startswith(f"{other.kode}.") and other.tingkat != BIDANG:
            yield names[other.key], ABOVE
        elif other.kode.startswith(f"{entry.kode}.") and entry.tingkat in (PROGRAM, KEGIATAN):
            yield names[other.key], BELOW
