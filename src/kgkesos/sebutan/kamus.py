"""The labels of the vocabulary's concepts, to be found in texts word by word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from rdflib import Graph
from rdflib.namespace import DCTERMS, SKOS
from rdflib.term import Literal, URIRef

from kgkesos.sebutan.kata import form, shortened, words

# An abbreviation of so few letters stands for many things: it counts where the text itself says what it means.
_AMBIGUOUS = 2


@dataclass(frozen=True, slots=True)
class Label:
    """A label of a concept: its words as they are compared; ``singkatan`` where it is one word in capitals.

    ``garis_miring`` are the numbers, from 0, of the words that it prints behind a slash.
    """

    konsep: str
    kata: tuple[str, ...]
    singkatan: str | None = None
    garis_miring: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Split:
    """A label of several words, parted in two: in a list another name may share the one part or the other."""

    konsep: str
    head: tuple[str, ...]
    tail: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Kamus:
    """Labels by their first word, the longest first; abbreviations by their letters; every word of a label.

    ``by_head`` and ``by_tail`` have each split of a label, by the first word of its head and of its tail;
    ``keluarga`` the families that a concept is in: what is broader, and the collections that have it;
    ``by_shortened`` the first words of labels, and their numbers, by what is left of them without one letter.
    """

    by_first: Mapping[str, tuple[Label, ...]]
    singkatan: Mapping[str, str]
    kata: frozenset[str]
    by_head: Mapping[str, tuple[Split, ...]]
    by_tail: Mapping[str, tuple[Split, ...]]
    keluarga: Mapping[str, frozenset[str]]
    by_shortened: Mapping[str, tuple[tuple[int, str], ...]]

    @classmethod
    def of(cls, concepts: Graph, scheme: URIRef) -> Kamus:
        """The labels in Indonesian of the concepts of ``scheme``: preferred, alternative and hidden ones."""
        found: list[Label] = []
        for konsep in concepts.subjects(SKOS.inScheme, scheme):
            for term in (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel):
                for said in concepts.objects(konsep, term):
                    if isinstance(said, Literal) and said.language in ("id", None):
                        found.append(label(str(konsep), str(said)))
        families: dict[str, set[str]] = {}
        for broader, konsep in (
            *((broad, narrow) for narrow, broad in concepts.subject_objects(SKOS.broader)),
            *concepts.subject_objects(SKOS.member),
        ):
            # An older name of the whole ("PMKS") is no other family.
            newest = concepts.value(broader, DCTERMS.isReplacedBy) or broader
            families.setdefault(str(konsep), set()).add(str(newest))
        return cls.made_of(found, families)

    @classmethod
    def made_of(cls, labels: Iterable[Label], families: Mapping[str, Iterable[str]] | None = None) -> Kamus:
        """The dictionary of ``labels``, of concepts in ``families``."""
        by_first: dict[str, list[Label]] = {}
        short: dict[str, str] = {}
        for one in sorted(set(labels), key=lambda one: (one.konsep, one.kata, one.singkatan or "")):
            if one.singkatan:
                short[one.singkatan] = one.konsep
            elif one.kata:
                by_first.setdefault(one.kata[0], []).append(one)
        ordered = {
            first: tuple(sorted(same, key=lambda one: (-len(one.kata), one.kata, one.konsep)))
            for first, same in by_first.items()
        }
        every = [one for same in ordered.values() for one in same]
        splits = [Split(one.konsep, one.kata[:at], one.kata[at:]) for one in every for at in range(1, len(one.kata))]
        return cls(
            ordered,
            short,
            frozenset(kata for one in every for kata in one.kata),
            _grouped((split.head[0], split) for split in splits),
            _grouped((split.tail[0], split) for split in splits),
            {konsep: frozenset(given) for konsep, given in (families or {}).items()},
            _by_shortened(ordered),
        )

    def firsts_near(self, word: str) -> Iterator[str]:
        """The first words of labels that may differ from ``word`` in one letter, in their order."""
        near = {first for short in shortened(word) for first in self.by_shortened.get(short, ())}
        return (first for _, first in sorted(near))

    def are_kin(self, one: str, other: str) -> bool:
        """Whether two concepts can stand in one list: they have a family in common, or none is known of one."""
        first, second = self.keluarga.get(one), self.keluarga.get(other)
        return not first or not second or bool(first & second)

    def is_called(self, konsep: str, word: str) -> bool:
        """Whether the one word ``word``, in whatever capitals, is a label of ``konsep``."""
        said = form(word)
        if any(one.konsep == konsep and one.kata == (said,) for one in self.by_first.get(said, ())):
            return True
        return any(owner == konsep and form(short) == said for short, owner in self.singkatan.items())

    def names(self, konsep: str) -> tuple[str, ...]:
        """The names of ``konsep`` that have several words, in normal form."""
        every = (one for same in self.by_first.values() for one in same)
        return tuple(" ".join(one.kata) for one in every if one.konsep == konsep and len(one.kata) > 1)

    def ambiguous(self, singkatan: str) -> bool:
        """Whether an abbreviation says too little by itself."""
        return len(singkatan) <= _AMBIGUOUS


def _grouped(pairs: Iterable[tuple[str, Split]]) -> dict[str, tuple[Split, ...]]:
    """The splits of each word, those with the most words first."""
    found: dict[str, list[Split]] = {}
    for word, split in pairs:
        found.setdefault(word, []).append(split)
    return {
        word: tuple(sorted(same, key=lambda one: (-len(one.head) - len(one.tail), one.head, one.konsep)))
        for word, same in found.items()
    }


def _by_shortened(firsts: Iterable[str]) -> dict[str, tuple[tuple[int, str], ...]]:
    found: dict[str, list[tuple[int, str]]] = {}
    for number, first in enumerate(firsts):
        for short in shortened(first):
            found.setdefault(short, []).append((number, first))
    return {short: tuple(same) for short, same in found.items()}


def label(konsep: str, said: str) -> Label:
    """The label ``said`` of ``konsep``.

    >>> label("k", "TAGANA").singkatan, label("k", "Anak telantar").kata
    ('TAGANA', ('anak', 'terlantar'))
    """
    printed = tuple(words(said))
    found = tuple(kata.bentuk for kata in printed)
    slashes = (n for n in range(1, len(printed)) if "/" in said[printed[n - 1].akhir : printed[n].awal])
    capitals = said.isupper() or (len(found) == 1 and sum(c.isupper() for c in said) > 1)
    short = said if len(found) == 1 and capitals and len(said) > 1 else None
    return Label(konsep, found, short, frozenset(slashes))
