"""The entries of the lists as candidates: their words, how near each stands to the name, and how much it tells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log

from kgkesos.padanan.kata import Concepts, Kata, respelt, shut_out, words
from kgkesos.reference import NamaLain
from kgkesos.reference.nomenklatur import BIDANG, KEGIATAN, NEWEST, Entri

# What a word of an entry's surroundings counts, where one of its name counts 1: of its official indicator and output,
# of what stands above it, of what stands below it. Any values near these give the same figures (bench/nomenclature.py).
OWN_INDICATOR, ABOVE, BELOW = 0.3, 0.4, 0.1
# What is left of the weight of a word that says only what is done, or what every name says.
GENERAL = 0.7


# What an entry is known by.
Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Calon:
    """An entry that may be meant: the stems of its name, and how much each stem in it and around it counts.

    ``bukan`` are the stems of what its name shuts out; ``lama`` is the name of before 2019 that the entry took the
    place of, where that is the name compared.
    """

    entri: Entri
    nama: frozenset[str]
    kata: Mapping[str, float]
    bukan: frozenset[str] = frozenset()
    lama: str | None = None


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


def bag(fields: Iterable[tuple[Iterable[Kata], float]]) -> dict[str, float]:
    """Each stem of ``fields`` with the most that it counts in one of them."""
    found: dict[str, float] = {}
    for field, counts in fields:
        for word in field:
            found[word.stem] = max(found.get(word.stem, 0.0), counts)
    return found


def daftar(entries: Sequence[Entri], old: Iterable[NamaLain], others: Mapping[str, str], concepts: Concepts) -> Daftar:
    """The candidates among ``entries``, under their names and under the ``old`` ones that they took the place of.

    ``others`` are the words of names that are no entries, printed word to stem.
    """
    names = {entry.key: words(entry.nama, concepts) for entry in entries}
    own = {entry.key: words(f"{entry.kinerja or ''} ; {entry.indikator or ''}", concepts) for entry in entries}
    around = _around(entries, names)
    made = []
    for entry in entries:
        fields = [(names[entry.key], 1.0), (own[entry.key], OWN_INDICATOR), *around[entry.key]]
        stems = frozenset(word.stem for word in names[entry.key])
        made.append(Calon(entry, stems, bag(fields), shut_out(entry.nama)))
    made += _under_old_names(entries, old, concepts)
    # A name that the lists of several governments have counts once.
    newest = {frozenset(word.stem for word in names[entry.key]) for entry in entries if entry.daftar == NEWEST}
    counts = Counter(stem for name in newest for stem in name)
    ours = {word.printed: word.stem for texts in (names, own) for text in texts.values() for word in text}
    return Daftar(tuple(made), counts, len(newest), dict(sorted({**ours, **others}.items())))


def _under_old_names(entries: Sequence[Entri], old: Iterable[NamaLain], concepts: Concepts) -> Iterator[Calon]:
    newest: dict[str, list[Entri]] = {}
    for entry in entries:
        if entry.daftar == NEWEST:
            newest.setdefault(entry.kode, []).append(entry)
    for name in old:
        said = words(name.nama, concepts)
        for entry in newest.get(name.penerus or "", ()):
            yield Calon(entry, frozenset(word.stem for word in said), bag([(said, 1.0)]), lama=name.nama)


def _around(
    entries: Iterable[Entri], names: Mapping[Key, tuple[Kata, ...]]
) -> Mapping[Key, list[tuple[tuple[Kata, ...], float]]]:
    """The names of the entries above and below each entry, and what their words count."""
    by_code: dict[tuple[str, str], list[Entri]] = {}
    for entry in entries:
        if entry.tingkat != BIDANG:
            by_code.setdefault((entry.daftar, entry.kode), []).append(entry)
    found: dict[Key, list[tuple[tuple[Kata, ...], float]]] = {entry.key: [] for entry in entries}
    for entry in entries:
        groups = entry.kode.split(".")
        for end in range(1, len(groups)):
            for above in by_code.get((entry.daftar, ".".join(groups[:end])), ()):
                if above.kewenangan in (None, entry.kewenangan):
                    found[entry.key].append((names[above.key], ABOVE))
                    # A programme has too many below it: they would drown its name.
                    if above.tingkat == KEGIATAN:
                        found[above.key].append((names[entry.key], BELOW))
    return found
