"""What ties two texts that share no word: classes, known measures, formulas, parts, the fields of the office."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from rdflib import RDF, RDFS, Graph, URIRef
from rdflib.term import Node

from kgkesos.ciri import Perbandingan, compare, expanded
from kgkesos.ciri.kaitan import Kaitan
from kgkesos.ciri.objek import Objek, objects, union
from kgkesos.graph.ciri_dokumen import NO_NAMES, Page
from kgkesos.graph.penugasan import Position, counted, office_words, pairs, positions
from kgkesos.vocab import KESOS

# Between the fields of an office of several ("Dinas Perpustakaan dan Kearsipan").
_SEVERAL = re.compile(r",| dan ", re.IGNORECASE)


@dataclass(frozen=True, slots=True, eq=False)
class _Texts:
    """What each node of one document names, and is about, its short forms written out."""

    page: Page
    kaitan: Kaitan
    office: frozenset[str]
    _named: dict[Node, dict[str, str]] = field(default_factory=dict)
    _about: dict[Node, Objek] = field(default_factory=dict)

    def named(self, nodes: Iterable[Node]) -> dict[str, str]:
        """The concepts, results and measures that the labels of ``nodes`` name."""
        found: dict[str, str] = {}
        for node in nodes:
            if node not in self._named:
                self._named[node] = self.kaitan.named(self.page.label(node), self.page.kamus)
            found = self._named[node] | found
        return found

    def about(self, nodes: Iterable[Node]) -> Objek:
        """What the labels of ``nodes`` are about."""
        return union(self._about_one(node) for node in nodes)

    def _about_one(self, node: Node) -> Objek:
        if node not in self._about:
            said = self.page.ejaan.spelt_out(expanded(self.page.label(node), self.page.expansions))
            self._about[node] = objects(said, self.page.kamus, self.office)
        return self._about[node]


def ties(page: Page, kaitan: Kaitan) -> None:
    """Tell what ties each indicator to what it measures or details, each objective to its goal."""
    asserted = page.asserted
    texts = _Texts(page, kaitan, _one_field(asserted))
    for indicator, node in pairs(asserted, KESOS.mengukur):
        _tie(texts, indicator, node, "nama")
        formula = [indicator, *counted(asserted, indicator)]
        _beside(texts, "objek-hitung", indicator, node, formula, [node])
        if parts := _parts(asserted, node):
            _beside(texts, "objek-bagian", indicator, node, [indicator], parts)
    for position in positions(asserted):
        _assigned(texts, position)
    for child, parent in pairs(asserted, KESOS.menjabarkan):
        _tie(texts, child, parent, "nama")
    for node, above in pairs(asserted, KESOS.mendukungLangsung):
        if (node, RDF.type, KESOS.Sasaran) in asserted and (above, RDF.type, KESOS.Tujuan) in asserted:
            _tie(texts, node, above, "teks")


def _one_field(asserted: Graph) -> frozenset[str]:
    """The words of the office's name, where it has one field: those of several tell its texts apart."""
    names = [str(asserted.value(one, RDFS.label)) for one in asserted.subjects(RDF.type, KESOS.PerangkatDaerah)]
    return frozenset() if any(_SEVERAL.search(name) for name in names) else office_words(asserted)


def _tie(texts: _Texts, one: URIRef, other: URIRef, bidang: str) -> None:
    """A feature where ``one`` and ``other`` belong together in other words, or by words of one field of several."""
    tied = list(texts.kaitan.tied(texts.named([one]), texts.named([other])))
    both = compare(texts.about([one]), texts.about([other]))
    if tied or both.skor:
        first, second = (", ".join(dict.fromkeys(words)) for words in zip(*tied, strict=True)) if tied else ("", "")
        texts.page.compared("kaitan", one, other, bidang, Perbandingan(1.0, 1.0, both.bersama, first, second))


def _assigned(texts: _Texts, position: Position) -> None:
    """What of each duty no indicator names by a class either; each indicator that the duties name in other words."""
    measured = texts.named(position.indicators)
    for duty in position.duties if position.indicators else ():
        own = texts.about([duty])
        covered = texts.kaitan.covered(texts.named([duty]), measured)
        gone = frozenset(root for said in covered.values() for root in objects(said, NO_NAMES).kata)
        rest = Objek({key: said for key, said in own.kata.items() if key not in gone and not _is_said(said, covered)})
        found = compare(rest, texts.about(position.indicators))
        texts.page.compared("tugas-sisa", duty, position.iri, "teks", found)
    asked = texts.named([*position.duties, position.iri])
    for indicator in position.indicators if position.duties else ():
        if tied := next(texts.kaitan.tied(texts.named([indicator]), asked, wide=False), None):
            found = Perbandingan(1.0, 1.0, "", *tied)
            texts.page.compared("kaitan-tugas", indicator, position.iri, "nama", found)


def _is_said(words: str, covered: Mapping[str, str]) -> bool:
    """Whether ``words`` are the name of something that is covered."""
    return any(words in said.split(", ") for said in covered.values())


def _beside(texts: _Texts, kind: str, one: URIRef, other: URIRef, said: list[Node], also: list[Node]) -> None:
    found = compare(texts.about(said), texts.about(also))
    if not found.skor and (tied := next(texts.kaitan.tied(texts.named(said), texts.named(also)), None)):
        found = Perbandingan(1.0, 1.0, ", ".join(tied), "", "")
    if found.skor:
        texts.page.compared(kind, one, other, "nama", found)


def _parts(asserted: Graph, node: Node) -> list[Node]:
    """What stands below ``node``, at any depth."""
    found: list[Node] = []
    rest: list[Node] = [node]
    while rest:
        for below in sorted(asserted.subjects(KESOS.mendukungLangsung, rest.pop()), key=str):
            if below not in found:
                found.append(below)
                rest.append(below)
    return found
