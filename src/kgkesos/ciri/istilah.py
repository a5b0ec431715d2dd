"""Terms that a rule replaced: where a text prints one, and what took its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from rdflib import DCTERMS, SKOS, Graph, Literal
from rdflib.term import Node

from kgkesos.vocab import KESOS

# A list of words is the same for every text of every document: its pattern is made once.
LISTS = 8


@dataclass(frozen=True, slots=True)
class Penggantian:
    """What took a term's place, in which year, by which rule."""

    pengganti: str
    tahun: Literal
    dasar: str


@dataclass(frozen=True, slots=True)
class Terganti:
    """A replaced term in a text: its words as printed, and what took its place."""

    kata: str
    penggantian: Penggantian


def replaced_terms(graph: Graph) -> dict[str, Penggantian]:
    """The replaced terms in ``graph``, by each of their names in small letters."""
    found: dict[str, Penggantian] = {}
    for old, new in graph.subject_objects(DCTERMS.isReplacedBy):
        year, basis = graph.value(old, KESOS.tahunPenggantian), graph.value(old, KESOS.dasarPenggantian)
        names = _names(graph, old)
        if names and isinstance(year, Literal):
            said = Penggantian(_names(graph, new)[0], year, str(basis))
            found.update({name.casefold(): said for name in names})
    return found


def outdated(text: str, terms: Mapping[str, Penggantian]) -> Iterator[Terganti]:
    """The terms of ``terms`` that ``text`` prints, in its order; of two that overlap the longer one."""
    for match in _any_of(tuple(terms)).finditer(text) if terms else ():
        yield Terganti(match.group(), terms[" ".join(match.group().casefold().split())])


@lru_cache(maxsize=LISTS)
def _any_of(terms: tuple[str, ...]) -> re.Pattern[str]:
    names = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in sorted(terms, key=lambda one: (-len(one), one)))
    return re.compile(rf"(?<![\w-])(?:{names})(?![\w-])", re.IGNORECASE)


def _names(graph: Graph, term: Node) -> list[str]:
    """The Indonesian names of ``term``, the preferred one first."""
    labels = [*graph.objects(term, SKOS.prefLabel), *sorted(graph.objects(term, SKOS.altLabel), key=str)]
    return [str(label) for label in labels if isinstance(label, Literal) and label.language == "id"]
