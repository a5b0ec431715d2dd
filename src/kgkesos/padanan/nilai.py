"""How near a name in a document is to an official one, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from math import sqrt

from kgkesos.padanan.calon import Calon, Daftar, bag
from kgkesos.padanan.kata import Concepts, Kata, words
from kgkesos.padanan.kode import Kode
from kgkesos.reference import Entri
from kgkesos.reference.nomenklatur import PROGRAM

# What a word beside the name counts, where one of the name counts 1: what is measured tells as much as what is said,
# the name of the programme above little, since it holds for its other kegiatan too.
MEASURED, PROGRAMME = 1.0, 0.1
# The fewest words of the official name that the document must have; or else the most of that name by weight.
FEWEST, MOST = 2, 0.5
# What is left of the score where a kegiatan is compared with a sub kegiatan: of two alike the same kind is meant.
OTHER_LEVEL = 0.9
# What is left of one that stands elsewhere than under the entry of what is printed above.
ELSEWHERE = 0.8
# What is left where the name compared is one of before 2019, whose successor is inferred.
RENAMED = 0.9


@dataclass(frozen=True)
class Asked:
    """What is looked for: its level (of a kegiatan also the level below, if that may be meant), its name and its words.

    ``ukuran`` are the words of its indicators, ``induk`` those of the programme above, ``kode`` its printed code,
    ``atas`` the entry of what is printed above it, where that is sure, ``bukan`` the keys of entries that somebody said
    it is not.
    """

    tingkat: tuple[str, ...]
    teks: str
    nama: tuple[Kata, ...]
    ukuran: tuple[Kata, ...]
    induk: tuple[Kata, ...]
    kode: Kode | None
    atas: Entri | None = None
    bukan: frozenset[tuple[str, str, str]] = frozenset()

    @cached_property
    def polos(self) -> frozenset[str]:
        """The stems of the name, each word by itself, whatever concept it is part of."""
        return frozenset(word.stem for word in words(self.teks, Concepts.of({})))

    def is_above(self, entri: Entri) -> bool:
        """Whether ``entri`` stands below the entry of what is printed above."""
        return self.atas is not None and entri.kode.startswith(f"{self.atas.kode}.")

    @property
    def kata(self) -> Mapping[str, float]:
        """How much each stem counts."""
        return bag(((self.nama, 1.0), (self.ukuran, MEASURED), (self.induk, PROGRAMME)))


@dataclass(frozen=True, slots=True)
class Nilai:
    """``skor`` from 0 to 1; ``sama`` are the words that both names have, ``sekitar`` those that only the indicators
    or the surroundings share, ``lain`` those of the document's name that nothing official has.
    """

    skor: float
    sama: tuple[Kata, ...]
    sekitar: tuple[Kata, ...]
    lain: tuple[Kata, ...]


def nilai(asked: Asked, calon: Calon, known: Daftar) -> Nilai:
    """How near ``asked`` is to ``calon``: the cosine of their words, weighted by what each tells and where it stands.

    Words that only say what is done make no two kegiatan near. A programme is named after what is done.
    """
    mine = asked.kata
    stems = {word.stem for word in asked.nama}
    both = tuple(word for word in asked.nama if word.stem in calon.nama)
    beside = tuple(
        word
        for word in (*asked.nama, *(word for word in asked.ukuran if word.stem not in stems))
        if word.stem in calon.kata and word not in both
    )
    nowhere = tuple(word for word in asked.nama if word.stem not in calon.kata)
    shared = {word.stem: word for word in (*asked.nama, *asked.ukuran) if word.stem in calon.nama}
    if calon.bukan & asked.polos or not _is_telling(shared, calon, known):
        return Nilai(0.0, both, beside, nowhere)
    score = _cosine(mine, calon.kata, known)
    if calon.entri.tingkat != asked.tingkat[0]:
        score *= OTHER_LEVEL
    if asked.atas and not asked.is_above(calon.entri):
        score *= ELSEWHERE
    if calon.lama:
        score *= RENAMED
    return Nilai(score, both, beside, nowhere)


def _is_telling(shared: Mapping[str, Kata], calon: Calon, known: Daftar) -> bool:
    """Whether the words ``shared`` with the name of ``calon`` are enough to speak of it at all.

    The names of programmes are short, but for those of before 2019.
    """
    if calon.entri.tingkat == PROGRAM and not calon.lama:
        return any(not word.is_affair for word in shared.values())
    if all(word.is_general for word in shared.values()):
        return False
    whole = sum(known.weight(stem) for stem in sorted(calon.nama))
    return len(shared) >= FEWEST or sum(known.weight(stem) for stem in sorted(shared)) >= MOST * whole


def _cosine(one: Mapping[str, float], other: Mapping[str, float], known: Daftar) -> float:
    weights = {stem: known.weight(stem) ** 2 for stem in sorted({*one, *other})}
    dot = sum(one[stem] * other[stem] * weights[stem] for stem in sorted(one) if stem in other)
    lengths = [sqrt(sum(bag[stem] ** 2 * weights[stem] for stem in sorted(bag))) for bag in (one, other)]
    return dot / (lengths[0] * lengths[1]) if all(lengths) else 0.0
