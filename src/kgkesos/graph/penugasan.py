"""Features of assignment and cascade: each text beside the texts that it should agree with, by what they are about."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from rdflib import RDF, RDFS, Graph, URIRef
from rdflib.term import Node

from kgkesos.ciri.banding import Perbandingan, compare
from kgkesos.ciri.objek import Objek, objects, roots, union
from kgkesos.sebutan import Kamus
from kgkesos.vocab import KESOS

# Takes a kind of feature, its node, the node beside it, the field of the node, and what was found.
Tell = Callable[[str, URIRef, URIRef, str, Perbandingan], None]
_SUPERIOR = KESOS.melaporKepada


@dataclass(frozen=True, slots=True, eq=False)
class Position:
    """A position: what it has to do, and what it is measured by."""

    iri: URIRef
    duties: tuple[URIRef, ...]
    indicators: tuple[URIRef, ...]


@dataclass(frozen=True, slots=True, eq=False)
class _Texts:
    """What each node of one document is about."""

    asserted: Graph
    kamus: Kamus
    office: frozenset[str]
    _known: dict[Node, Objek] = field(default_factory=dict)

    def about(self, node: Node) -> Objek:
        """What the label of ``node`` is about."""
        if node not in self._known:
            said = str(self.asserted.value(node, RDFS.label) or "")
            self._known[node] = objects(said, self.kamus, self.office)
        return self._known[node]

    def all_about(self, nodes: Iterable[Node]) -> Objek:
        """What the labels of ``nodes`` together are about."""
        return union(self.about(node) for node in nodes)


def assignments(asserted: Graph, kamus: Kamus, tell: Tell) -> None:
    """Tell how far duties, results, indicators and levels of one document are about the same."""
    texts = _Texts(asserted, kamus, office_words(asserted))
    for position in positions(asserted):
        _duties(texts, position, tell)
        _measured_by(texts, position, tell)
    for indicator, node in pairs(asserted, KESOS.mengukur):
        tell("objek-ukuran", indicator, node, "nama", compare(texts.about(indicator), texts.about(node)))
    for child, parent in pairs(asserted, KESOS.menjabarkan):
        tell("indikator-induk", child, parent, "nama", compare(texts.about(child), texts.about(parent)))
    for node, above in pairs(asserted, KESOS.mendukungLangsung):
        if (node, RDF.type, KESOS.Sasaran) in asserted and (above, RDF.type, KESOS.Tujuan) in asserted:
            tell("sasaran-tujuan", node, above, "teks", compare(texts.about(node), texts.about(above)))


def indicators_of(asserted: Graph, position: Node) -> frozenset[Node]:
    """The indicators that ``position`` answers for, by themselves or by the results that they measure."""
    own = set(asserted.subjects(KESOS.penanggungJawab, position))
    for done in asserted.subjects(KESOS.dilaksanakanOleh, position):
        own.update(asserted.subjects(KESOS.mengukur, done))
    return frozenset(own)


def office_words(asserted: Graph) -> frozenset[str]:
    """The roots of the office's name: the field of all that it does."""
    names = (asserted.value(one, RDFS.label) for one in asserted.subjects(RDF.type, KESOS.PerangkatDaerah))
    return frozenset(root for name in names if name is not None for root in roots(str(name)))


def positions(asserted: Graph) -> Iterator[Position]:
    for position in _sorted(asserted.subjects(RDF.type, KESOS.Jabatan)):
        done = _sorted(asserted.subjects(KESOS.dilaksanakanOleh, position))
        kinds = {one: frozenset(asserted.objects(one, RDF.type)) for one in done}
        yield Position(
            position,
            tuple(one for one in done if kinds[one] & {KESOS.Tugas, KESOS.Fungsi}),
            tuple(_sorted(indicators_of(asserted, position))),
        )


def _duties(texts: _Texts, position: Position, tell: Tell) -> None:
    """Each duty beside its position's name, and beside all indicators of the position."""
    named = texts.all_about([position.iri, *texts.asserted.objects(position.iri, _SUPERIOR)])
    measured = texts.all_about(position.indicators)
    for duty in position.duties:
        own = texts.about(duty)
        tell("tugas-jabatan", duty, position.iri, "teks", compare(own, named))
        if position.indicators:
            beside = _nearest(texts, own, position.indicators) or position.iri
            tell("tugas-indikator", duty, beside, "teks", compare(own, measured))


def _measured_by(texts: _Texts, position: Position, tell: Tell) -> None:
    """Each indicator, with what its formula counts, beside all duties of its position and its name."""
    if not position.duties:
        return
    asked = texts.all_about([*position.duties, position.iri])
    for indicator in position.indicators:
        own = texts.about(indicator)
        whole = texts.all_about([indicator, *counted(texts.asserted, indicator)])
        beside = _nearest(texts, whole, position.duties) or position.iri
        tell("indikator-tugas", indicator, beside, "nama", compare(own if beside == position.iri else whole, asked))


def counted(asserted: Graph, indicator: URIRef) -> Iterator[Node]:
    """What the formula of ``indicator`` counts, and the terms that are defined beside it."""
    for formula in asserted.subjects(KESOS.menghitung, indicator):
        yield from asserted.objects(formula, KESOS.objekHitung)
        yield from asserted.objects(formula, KESOS.pembilang)
    yield from asserted.subjects(KESOS.melekatPada, indicator)


def _nearest(texts: _Texts, own: Objek, others: Iterable[URIRef]) -> URIRef | None:
    """The one of ``others`` with most of ``own``; None where none has any of it."""
    shared = [(-len(own.kata.keys() & texts.about(other).kata.keys()), other) for other in others]
    first = min(shared, default=None)
    return first[1] if first and first[0] else None


def pairs(asserted: Graph, term: URIRef) -> list[tuple[URIRef, URIRef]]:
    """The nodes that ``term`` ties, where both say something: of one without words nothing can be told."""
    return sorted(
        (one, other)
        for one, other in asserted.subject_objects(term)
        if isinstance(one, URIRef) and isinstance(other, URIRef)
        if (one, RDFS.label, None) in asserted and (other, RDFS.label, None) in asserted
    )


def _sorted(nodes: Iterable[Node]) -> list[URIRef]:
    return sorted(node for node in nodes if isinstance(node, URIRef))
