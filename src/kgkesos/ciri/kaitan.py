"""What two texts name that belongs together in other words: a member of a class, a known measure of a result."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from rdflib import DCTERMS, SKOS, Graph, URIRef

from kgkesos.sebutan import Kamus, find
from kgkesos.vocab import BASE

_SCHEME = URIRef(f"{BASE}ukuran")
_NO_NAMES = Kamus.made_of(())


@dataclass(frozen=True, slots=True)
class Kaitan:
    """The names of results, measures and classes, and how they and the concepts belong together, by IRI.

    ``golongan`` has the classes of a member, ``kerabat`` what is related to a concept, both ways; ``baru`` the newest
    name of one that was replaced; ``payung`` the classes of all that an office cares for.
    """

    nama: Kamus = _NO_NAMES
    golongan: Mapping[str, frozenset[str]] = field(default_factory=dict)
    kerabat: Mapping[str, frozenset[str]] = field(default_factory=dict)
    baru: Mapping[str, str] = field(default_factory=dict)
    payung: frozenset[str] = frozenset()

    @classmethod
    def of(cls, concepts: Graph, measures: Graph) -> Kaitan:
        """The ties of ``measures`` (``ukuran.ttl``) and of ``concepts``: ``skos:broader`` and ``skos:related``."""
        newest = {str(old): str(new) for old, new in concepts.subject_objects(DCTERMS.isReplacedBy)}
        widest = {str(one) for one in concepts.subjects(SKOS.narrower) if (one, SKOS.topConceptOf, None) in concepts}
        classes = _classes(concepts + measures)
        return cls(Kamus.of(measures, _SCHEME), classes, _kin(measures), newest, frozenset(widest))

    def named(self, text: str, names: Kamus) -> dict[str, str]:
        """The concepts, results and measures that ``text`` names, with the printed words; under their newest names."""
        found: dict[str, dict[str, None]] = {}
        for one in (*find(text, names), *find(text, self.nama)):
            found.setdefault(self.baru.get(one.konsep, one.konsep), {})[" ".join(one.kata.split())] = None
        return {konsep: ", ".join(words) for konsep, words in found.items()}

    def tied(
        self, part: Mapping[str, str], whole: Mapping[str, str], *, wide: bool = True
    ) -> Iterator[tuple[str, str]]:
        """The words of ``part`` and of ``whole`` that belong together, as pairs.

        Each is named alike in both, or ``part`` names a member of a class that ``whole`` names or is related to. A
        class in ``part`` is no measure of one of its members in ``whole``. Not ``wide``, the classes of all that an
        office cares for tie nothing.
        """
        barred = frozenset() if wide else self.payung
        for konsep, words in part.items():
            for own in sorted({konsep, *self._above(konsep)} - barred):
                for also in sorted({own, *self.kerabat.get(own, ())} & whole.keys()):
                    yield words, whole[also]

    def covered(self, part: Mapping[str, str], whole: Mapping[str, str]) -> dict[str, str]:
        """What ``part`` names that ``whole`` names too, or names by a class that it belongs to."""
        return {one: said for one, said in part.items() if {one, *self._above(one)} & whole.keys()}

    def _above(self, konsep: str) -> frozenset[str]:
        found: set[str] = set()
        rest = [konsep]
        while rest:
            for one in self.golongan.get(rest.pop(), ()):
                newest = self.baru.get(one, one)
                if newest not in found:
                    found.add(newest)
                    rest.append(newest)
        return frozenset(found)


def _classes(graph: Graph) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for narrow, broad in (
        *graph.subject_objects(SKOS.broader),
        *((narrow, broad) for broad, narrow in graph.subject_objects(SKOS.narrower)),
    ):
        found.setdefault(str(narrow), set()).add(str(broad))
    return {one: frozenset(above) for one, above in found.items()}


def _kin(graph: Graph) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for one, other in graph.subject_objects(SKOS.related):
        found.setdefault(str(one), set()).add(str(other))
        found.setdefault(str(other), set()).add(str(one))
    return {one: frozenset(kin) for one, kin in found.items()}
