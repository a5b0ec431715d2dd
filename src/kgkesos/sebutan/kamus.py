"""The labels of the vocabulary's concepts, to be found in texts word by word."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from rdflib import Graph
from rdflib.namespace import SKOS
from rdflib.term import Literal, URIRef

from kgkesos.sebutan.kata import words

# An abbreviation of so few letters stands for many things: it counts where the text itself says what it means.
_AMBIGUOUS = 2


@dataclass(frozen=True, slots=True)
class Label:
    """A label of a concept: its words as they are compared; ``singkatan`` where it is one word in capitals."""

    konsep: str
    kata: tuple[str, ...]
    singkatan: str | None = None


@dataclass(frozen=True, slots=True)
class Kamus:
    """Labels by their first word, the longest first; abbreviations by their letters; every word of a label."""

    by_first: Mapping[str, tuple[Label, ...]]
    singkatan: Mapping[str, str]
    kata: frozenset[str] = field(default=frozenset())

    @classmethod
    def of(cls, concepts: Graph, scheme: URIRef) -> Kamus:
        """The labels in Indonesian of the concepts of ``scheme``: preferred, alternative and hidden ones."""
        found: list[Label] = []
        for konsep in concepts.subjects(SKOS.inScheme, scheme):
            for term in (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel):
                for said in concepts.objects(konsep, term):
                    if isinstance(said, Literal) and said.language in ("id", None):
                        found.append(label(str(konsep), str(said)))
        return cls.made_of(found)

    @classmethod
    def made_of(cls, labels: Iterable[Label]) -> Kamus:
        """The dictionary of ``labels``."""
        by_first: dict[str, list[Label]] = {}
        short: dict[str, str] = {}
        for one in labels:
            if one.singkatan:
                short[one.singkatan] = one.konsep
            elif one.kata:
                by_first.setdefault(one.kata[0], []).append(one)
        ordered = {
            first: tuple(sorted(same, key=lambda one: (-len(one.kata), one.kata, one.konsep)))
            for first, same in by_first.items()
        }
        return cls(ordered, short, frozenset(kata for same in ordered.values() for one in same for kata in one.kata))

    def ambiguous(self, singkatan: str) -> bool:
        """Whether an abbreviation says too little by itself."""
        return len(singkatan) <= _AMBIGUOUS


def label(konsep: str, said: str) -> Label:
    """The label ``said`` of ``konsep``.

    >>> label("k", "TAGANA").singkatan, label("k", "Anak telantar").kata
    ('TAGANA', ('anak', 'terlantar'))
    """
    found = tuple(kata.bentuk for kata in words(said))
    capitals = said.isupper() or (len(found) == 1 and sum(c.isupper() for c in said) > 1)
    short = said if len(found) == 1 and capitals and len(said) > 1 else None
    return Label(konsep, found, short)
