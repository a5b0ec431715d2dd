"""What happens to one document: a pure function of it, the ontology, the shapes, the rules and the decisions.

::

    Work -> graph           what it says
            _named          which concepts its texts name, what is measured on them
            _followed       what rules derive
            _judged         what OWL entails, what shapes and checks find
            scoring         how its indicators score
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from rdflib import Graph

from kgkesos import closure, derivation, findings, graph, keputusan, project, scoring
from kgkesos.findings import hal
from kgkesos.graph.ciri import features
from kgkesos.graph.keputusan import Links, decided_links, links_of
from kgkesos.graph.sebutan import mentions
from kgkesos.memory import Triple, copied, laid_together
from kgkesos.records import Work
from kgkesos.store import Scratch
from kgkesos.vocab import Iris


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One document and its findings as data; what can be decided of it, and what became of decisions.

    Both are empty where nobody decides.
    """

    work: Work
    findings: tuple[findings.Temuan, ...]
    hal: tuple[keputusan.Hal, ...] = ()
    hasil: tuple[keputusan.Hasil, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkGraphs(Outcome):
    """A document's three graphs, with its outcome."""

    asserted: frozenset[Triple]
    derived: frozenset[Triple]
    finding_triples: frozenset[Triple]

    @property
    def outcome(self) -> Outcome:
        """What is left of it when its graphs are written: a build holds this of every document."""
        return Outcome(work=self.work, findings=self.findings, hal=self.hal, hasil=self.hasil)


@dataclass(frozen=True, slots=True)
class Decided:
    """The decisions that a build applies, what they may speak of, and which rules compare documents (``lintas``)."""

    said: tuple[keputusan.Keputusan, ...]
    ruang: keputusan.Ruang
    lintas: frozenset[str] = frozenset()

    def of(self, key: str, kind: str, *, lintas: bool = False) -> tuple[keputusan.Keputusan, ...]:
        """Those on things of this kind in the document ``key``; on findings across documents only where asked for."""
        return tuple(
            one for one in self.said if one.tempat[:2] == (key, kind) and (one.tempat.aturan in self.lintas) is lintas
        )


@dataclass(frozen=True, slots=True)
class Judged:
    """What follows from what was asserted, and what is wrong with it, as data and as triples.

    ``data`` is all that the shapes looked at.
    """

    data: Graph
    derived: frozenset[Triple]
    findings: tuple[findings.Temuan, ...]
    finding_triples: frozenset[Triple]


@contextmanager
def uncollected() -> Iterator[None]:
    """Without looking for garbage in cycles meanwhile.

    A document is tens of thousands of terms that live as long as its graphs; to look through them again and again took
    a third of all time, and found next to nothing.
    """
    looked = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if looked:
            gc.enable()


@uncollected()
def graphs_of(work: Work, known: project.Project, iris: Iris, decided: Decided | None = None) -> WorkGraphs:
    """What ``work`` says, what follows from it, what is wrong with it, and how its indicators score.

    As ``decided``, where anybody decides.
    """
    things = keputusan.fields_of(work) if decided else ()
    results: tuple[keputusan.Hasil, ...] = ()
    if decided:
        work, results = keputusan.decided(work, decided.said, decided.ruang)
    said = graph.of(work, iris)
    asserted: Iterable[Triple] = said
    named = _named(said, known, tuple(reading.text for reading in work.rendisi))
    scratch = _followed(asserted, named, known)
    if decided:
        data = copied(scratch.triples())
        links = links_of(data, work.key, iris)
        settled = keputusan.settle(decided.of(work.key, keputusan.TAUTAN), links, decided.ruang)
        changes = decided_links(data, settled)
        if changes.gone:
            asserted = changes.on(asserted)
            scratch = _followed(asserted, named, known, changes)
        things, results = (*things, *links), (*results, *settled)
    judged = _judged(asserted, scratch, known)
    if decided:
        wrong = hal.things(judged.findings, judged.data, work.key, iris)
        settled = keputusan.settle(decided.of(work.key, keputusan.TEMUAN), wrong, decided.ruang)
        things, results = (*wrong, *things), (*results, *settled)
    scratch.add([*judged.finding_triples, *known.codes])
    return WorkGraphs(
        work=work,
        asserted=frozenset(asserted),
        derived=judged.derived | scoring.score(scratch, known.scores),
        findings=judged.findings,
        finding_triples=judged.finding_triples,
        hal=things,
        hasil=results,
    )


@uncollected()
def judge(asserted: Graph, known: project.Project) -> Judged:
    """What follows from ``asserted``, and what is wrong with it: the same for a document and for somebody's own RDF."""
    return _judged(asserted, _followed(asserted, _named(asserted, known), known), known)


def judged_data(asserted: Iterable[Triple], entailed: Iterable[Triple], known: project.Project) -> Graph:
    """All that the shapes look at: what was asserted, what follows from it, and the code lists, as one graph."""
    return laid_together(asserted if isinstance(asserted, Graph) else copied(asserted), (*entailed, *known.codes))


def _named(asserted: Graph, known: project.Project, naskah: Sequence[str] = ()) -> frozenset[Triple]:
    """Which concepts the texts in ``asserted`` name, and what is measured on them; ``naskah`` is all that was read."""
    measured = features(asserted, known.names, known.ejaan, known.kaitan, naskah)
    return frozenset((*mentions(asserted, known.names), *measured))


def _followed(
    asserted: Iterable[Triple], named: Iterable[Triple], known: project.Project, changes: Links | None = None
) -> Scratch:
    """``asserted`` and ``named`` with all that rules derive from them; with the links as ``changes`` have them."""
    scratch = Scratch(asserted, known.background)
    scratch.add(named)
    derivation.derive(scratch, known.derivations, changes.unsupported if changes else frozenset())
    if changes is None:
        return scratch
    decided = Scratch(asserted)
    decided.add(changes.on(scratch.added()))
    return decided


def _judged(asserted: Iterable[Triple], scratch: Scratch, known: project.Project) -> Judged:
    """What OWL entails from what is in ``scratch``, and what is wrong with it; ``asserted`` is what it begins with."""
    closure.close(scratch, known.rules)
    entailed = scratch.added()
    data = judged_data(asserted, entailed, known)
    found = findings.ordered(
        (
            *findings.validate(data, known.shapes),
            *findings.run_checks(scratch, (check for check in known.checks if not check.lintas)),
            *findings.contradictions(scratch, known.forbidden, known.shapes),
        )
    )
    return Judged(data, entailed, found, frozenset(findings.to_graph(found, data)))
