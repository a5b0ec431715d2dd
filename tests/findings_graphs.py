"""What the tests of findings validate: a graph with all that follows from it, as a build makes it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from rdflib import Graph, URIRef

from kgkesos import closure, derivation, findings, graph, resources
from kgkesos.ciri import Ejaan, Kaitan
from kgkesos.graph.ciri import features
from kgkesos.graph.lintas import definitions, definitions_beside
from kgkesos.graph.sebutan import mentions
from kgkesos.reading import document, merge, text
from kgkesos.reading.excerpt import Source
from kgkesos.records import Reading
from kgkesos.sebutan import Kamus
from kgkesos.store import Background, Scratch
from kgkesos.vocab import Iris

DEFECTS = Path(__file__).parent / "shapes"
IKI = "iki-dinsos-probolinggo-2019.md"
IKU = "iku-dinsos-tapin-2020.txt"
SHEET = "metadata-sipd-jumlah-kkks.txt"
CASCADING = "cascading-dinas-sosial.txt"
DOCUMENTS = (IKI, IKU, SHEET, CASCADING)


@dataclass(frozen=True, eq=False)
class Case:
    """One graph to validate: ``data`` for the shapes (with the code lists), ``scratch`` for the checks.

    It is never changed: what is found in it is found once.
    """

    data: Graph
    scratch: Scratch


@cache
def known() -> tuple[Graph, tuple[derivation.Derivation, ...], tuple[closure.Rule, ...]]:
    """The code lists, the derivation rules and the rules of the ontology."""
    codes = Graph().parse(resources.folder("ontology") / "kode.ttl")
    return codes, derivation.load(), closure.compile_rules(closure.ontology_graph())


@cache
def concepts() -> Graph:
    """The concepts, with their names."""
    return Graph().parse(resources.folder("ontology") / "konsep.ttl")


@cache
def words() -> tuple[Kamus, Ejaan, Kaitan]:
    """The names of concepts, the spelling list, and what belongs together in other words."""
    spelling = Graph().parse(resources.folder("ontology") / "ejaan.ttl")
    terms = Graph().parse(resources.folder("ontology") / "istilah.ttl")
    measures = Graph().parse(resources.folder("ontology") / "ukuran.ttl")
    names = Kamus.of(concepts(), URIRef("https://w3id.org/kgkesos/konsep"))
    return names, Ejaan.of(spelling, terms), Kaitan.of(concepts(), measures)


def case(asserted: Graph) -> Case:
    """``asserted`` with its mentions and text features, and with what derivation and closure add to it."""
    codes, derivations, rules = known()
    names, ejaan, kaitan = words()
    scratch = Scratch(asserted, Background([*codes, *concepts()]))
    scratch.add(mentions(asserted, names))
    scratch.add(features(asserted, names, ejaan, kaitan))
    # A test graph may hold two documents.
    scratch.add(definitions_beside(definitions(asserted), names))
    derivation.derive(scratch, derivations)
    closure.close(scratch, rules)
    data = Graph(bind_namespaces="none")
    for triple in (*scratch.triples(), *codes):
        data.add(triple)
    return Case(data, scratch)


@cache
def defect(name: str) -> Case:
    """The graph in ``tests/shapes/<name>.ttl``."""
    return case(Graph().parse(DEFECTS / f"{name}.ttl"))


@cache
def printed(name: str) -> Case:
    """The document ``documents/<name>``."""
    return _read(document.read_file(resources.folder("documents") / name))


def changed(name: str, changes: Iterable[tuple[str, str]]) -> Case:
    """The document ``documents/<name>`` with each first text replaced by the second, which must stand there once."""
    path = resources.folder("documents") / name
    content = text.load(path).text
    for before, after in changes:
        assert content.count(before) == 1, before
        content = content.replace(before, after)
    return _read(document.read_source(Source.of(content, "0" * 64), path))


def _read(reading: Reading) -> Case:
    (work,) = merge.works([reading], {})
    return case(graph.of(work, Iris()))


@cache
def forbidden() -> tuple[closure.Contradiction, ...]:
    """What the ontology forbids."""
    return closure.compile_contradictions(closure.ontology_graph())


@cache
def project_checks() -> tuple[findings.Check, ...]:
    """The checks in ``queries/checks``."""
    return findings.load_checks()


@cache
def _shapes() -> Graph:
    return findings.load_shapes()


def project_shapes() -> Graph:
    """The shapes in ``shapes/``, in a graph that a test may change."""
    return Graph() + _shapes()


def found(
    one: Case, shapes: Graph | None = None, checks: Iterable[findings.Check] | None = None
) -> tuple[findings.Temuan, ...]:
    """Every finding in ``one``, by the project's shapes and checks unless others are given."""
    by_shapes = _by_project_shapes(one) if shapes is None else _by_shapes(one, shapes)
    by_checks = _by_project_checks(one) if checks is None else findings.run_checks(one.scratch, checks)
    return findings.ordered(by_shapes + by_checks)


def _by_shapes(one: Case, shapes: Graph) -> tuple[findings.Temuan, ...]:
    return findings.validate(one.data, shapes) + findings.contradictions(one.scratch, forbidden(), shapes)


@cache
def _by_project_shapes(one: Case) -> tuple[findings.Temuan, ...]:
    return _by_shapes(one, project_shapes())


@cache
def _by_project_checks(one: Case) -> tuple[findings.Temuan, ...]:
    return findings.run_checks(one.scratch, project_checks())


# What the structure of a document decides; all other findings look at its words.
STRUCTURE = frozenset(
    {
        *("simpul-tanpa-indikator", "sasaran-tanpa-kegiatan", "kegiatan-tanpa-induk", "kinerja-tanpa-pemilik"),
        *("bertentangan-dengan-ontologi", "varian-tanpa-pilihan", "varian-tidak-lengkap", "indikator-tanpa-formula"),
        *(
            "indikator-tanpa-sumber-data",
            "indikator-tanpa-definisi",
            "indikator-tanpa-satuan",
            "persentase-tanpa-pengali",
        ),
        *("bidang-kosong", "bidang-terpotong", "bidang-salah-jenis", "tautan-dugaan", "program-tanpa-kegiatan"),
        *("jabatan-tanpa-kinerja", "nomor-kembar", "rekaman-dugaan"),
    }
)


def structure(one: Case) -> tuple[findings.Temuan, ...]:
    """The findings of ``one`` that its structure decides."""
    return tuple(finding for finding in found(one) if finding.kode in STRUCTURE)
