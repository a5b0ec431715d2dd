"""The chain from files to a build: the only module that holds it.

::

    files -> reading -> merge -> graph -> derivation -> closure -> findings -> padanan -> store -> build in service

What happens to one work (``graphs_of``) is a pure function of the work and the project: a loop, a process pool and a
cluster can run the same one.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from rdflib import DCAT, DCTERMS, RDF, Graph, Literal, URIRef

from kgkesos import __version__, builds, closure, derivation, findings, graph, padanan, project, store
from kgkesos.errors import InputError
from kgkesos.graph.ciri import features
from kgkesos.graph.lintas import definitions, definitions_beside
from kgkesos.graph.padanan import suggestions
from kgkesos.graph.sebutan import mentions
from kgkesos.reading import document, merge, told
from kgkesos.records import Reading, Work
from kgkesos.reference import names_elsewhere, nomenklatur, other_names
from kgkesos.store import Scratch, Triple, Turtle
from kgkesos.vocab import BASE, Iris, base_iri

_ENGINES = ("pyoxigraph", "rdflib", "pyshacl", "owlrl")


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a build that begins: what it does, and how many of how many of its kind are done.

    ``total`` is 0 for a step that is not counted.
    """

    name: str
    done: int = 0
    total: int = 0


Progress = Callable[[Step], None]


@dataclass(frozen=True, slots=True)
class Left:
    """A file in a given folder that is not read, and why."""

    path: Path
    alasan: str


@dataclass(frozen=True, slots=True)
class WorkGraphs:
    """One document's three graphs, and its findings as data."""

    work: Work
    asserted: frozenset[Triple]
    derived: frozenset[Triple]
    findings: tuple[findings.Temuan, ...]
    finding_triples: frozenset[Triple]


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did: for the screen, and for the manifest; ``across`` is what its documents say differently."""

    build: builds.Build
    works: tuple[WorkGraphs, ...]
    refused: tuple[InputError, ...]
    left: tuple[Left, ...]
    counts: Mapping[str, int]
    seconds: Mapping[str, float] = field(default_factory=dict)
    across: tuple[findings.Temuan, ...] = ()


@dataclass(frozen=True, slots=True)
class Judged:
    """What follows from what was asserted, and what is wrong with it, as data and as triples.

    ``data`` is all that the shapes looked at.
    """

    data: Graph
    derived: frozenset[Triple]
    findings: tuple[findings.Temuan, ...]
    finding_triples: frozenset[Triple]


def graphs_of(work: Work, known: project.Project, iris: Iris) -> WorkGraphs:
    """What ``work`` says, what follows from it, and what is wrong with it."""
    asserted = graph.of(work, iris)
    judged = judge(asserted, known)
    return WorkGraphs(work, frozenset(asserted), judged.derived, judged.findings, judged.finding_triples)


def judge(asserted: Graph, known: project.Project) -> Judged:
    """What follows from ``asserted``, and what is wrong with it: the same for a document and for somebody's own RDF."""
    named = {*mentions(asserted, known.names), *features(asserted, known.names, known.ejaan)}
    derived = named | derivation.derive({*asserted, *named}, [*known.codes, *known.concepts], known.derivations)
    scratch = Scratch(asserted)
    scratch.add(derived)
    closure.close(scratch, known.rules)
    entailed = set(scratch.triples()) - set(asserted)
    data = Graph(bind_namespaces="none")
    for triple in (*asserted, *entailed, *known.codes):
        data.add(triple)
    found = findings.ordered(
        (
            *findings.validate(data, known.shapes),
            *findings.run_checks(scratch, (check for check in known.checks if not check.lintas)),
            *findings.contradictions(scratch, known.forbidden, known.shapes),
        )
    )
    return Judged(data, frozenset(entailed), found, frozenset(findings.to_graph(found, data)))


def judge_across(asserted: Iterable[Iterable[Triple]], known: project.Project) -> Judged:
    """What documents of one build say differently; ``asserted`` is what each of them says."""
    data = definitions(asserted)
    derived = definitions_beside(data, known.names)
    scratch = Scratch(data)
    scratch.add(derived)
    found = findings.run_checks(scratch, (check for check in known.checks if check.lintas))
    return Judged(data, frozenset(derived), found, frozenset(findings.to_graph(found, data)))


def inputs(paths: Sequence[Path]) -> tuple[list[Path], list[Left]]:
    """The files to read, and the files in given folders that no reader takes: a folder is searched to its depths.

    Raises:
        InputError: a path does not exist.
    """
    taken: list[Path] = []
    left: list[Left] = []
    for path in paths:
        if path.is_dir():
            for file in sorted(found for found in path.rglob("*") if found.is_file()):
                reason = _why_left(file)
                if reason:
                    left.append(Left(file, reason))
                elif file.name != told.FILE:
                    taken.append(file)
        elif path.exists():
            taken.append(path)
        else:
            raise InputError(path, "berkas tidak ada (no such file)")
    return taken, left


def _why_left(file: Path) -> str | None:
    """Why a file found in a folder is not read; None where it is."""
    if file.name == told.FILE:
        return None
    if file.name.startswith(("~$", ".")):
        return "berkas sementara atau tersembunyi"
    if file.stem.upper() == "README":
        return "keterangan folder, bukan dokumen"
    if file.suffix.lower() not in document.SUFFIXES:
        return f"jenis berkas {file.suffix} belum dibaca" if file.suffix else "tanpa akhiran nama berkas"
    return None


def read_all(files: Sequence[Path], progress: Progress) -> tuple[dict[Path, Reading], list[InputError]]:
    """Read each file; one that cannot be read is reported and the others go on. The same bytes twice are read once."""
    readings: dict[Path, Reading] = {}
    refused: list[InputError] = []
    for done, path in enumerate(files):
        progress(Step(f"membaca {path.name}", done, len(files)))
        try:
            reading = document.read_file(path)
        except InputError as error:
            refused.append(error)
            continue
        if any(reading.dokumen.sha256 == other.dokumen.sha256 for other in readings.values()):
            progress(Step(f"{path.name}: isinya sama dengan berkas yang sudah dibaca"))
            continue
        readings[path] = reading
    return readings, refused


def build(paths: Sequence[Path], kg: Path, base: str = BASE, progress: Progress = lambda _: None) -> Report:
    """Read ``paths`` (files and folders) and put a new build in service in the folder ``kg``.

    Raises:
        InputError: nothing among ``paths`` could be read as a document, or a ``dokumen.toml`` is wrong.
        BaseIriError: ``base`` is no base of IRIs.
        StoreError: ``kg`` cannot be written or is in use.
    """
    clock = _Clock()
    iris = Iris(base_iri(base))
    files, left = inputs(paths)
    started = datetime.now(UTC)
    name = f"{started:%Y%m%dT%H%M%S%fZ}"
    with builds.new(kg, name) as folder:
        readings, refused = read_all(files, progress)
        if not readings:
            raise refused[0] if refused else InputError(paths[0], "tidak ada dokumen yang dapat dibaca")
        works = merge.works(list(readings.values()), told.of(readings))
        clock.lap("reading")
        known = project.Project.load()
        clock.lap("project")
        made = []
        for done, work in enumerate(works):
            progress(Step(f"menyusun {work.key}", done, len(works)))
            made.append(graphs_of(work, known, iris))
        across = judge_across((one.asserted for one in made), known)
        clock.lap("documents")
        progress(Step("mencari padanan dalam nomenklatur"))
        labels = {**project.concept_words(known.concepts), **other_names()}
        suggested = padanan.suggest(works, nomenklatur(), labels, names_elsewhere)
        clock.lap("padanan")
        progress(Step("menulis graf"))
        counts = store.write(folder / builds.STORE, _named(made, across, suggested, known, iris))
        clock.lap("store")
        head = {
            "build": name,
            "made": started.isoformat(timespec="seconds"),
            "base": iris.base,
            "findings_across": dict(sorted(Counter(found.kode for found in across.findings).items())),
            "finding_codes": sorted({*findings.codes(known.shapes), *(check.kode for check in known.checks)}),
        }
        builds.write_manifest(folder, head | _manifest(made, counts, clock.seconds))
    return Report(builds.current(kg), tuple(made), tuple(refused), tuple(left), counts, clock.seconds, across.findings)


def _named(
    made: Iterable[WorkGraphs], across: Judged, suggested: Iterable[padanan.Padanan], known: project.Project, iris: Iris
) -> Iterable[tuple[str, Iterable[Triple] | Turtle]]:
    for name, triples in known.named_graphs():
        yield iris.graph(name), triples
    for name, text in project.reference_graphs(iris.base):
        yield iris.graph(name), text
    catalog = Graph(bind_namespaces="none")
    node = URIRef(f"{iris.base}id/katalog")
    catalog.add((node, RDF.type, DCAT.Catalog))
    catalog.add((node, DCTERMS.title, Literal("Katalog dokumen kinerja", lang="id")))
    catalog.add((node, DCTERMS.title, Literal("Catalogue of performance documents", lang="en")))
    for one in made:
        key = one.work.key
        catalog.add((node, DCAT.dataset, iris.dokumen(key)))
        yield iris.graph(key), one.asserted
        yield iris.graph(f"{key}/turunan"), one.derived
        yield iris.graph(f"{key}/temuan"), one.finding_triples
    yield iris.graph("turunan-lintas"), across.derived
    yield iris.graph("temuan-lintas"), across.finding_triples
    yield iris.graph("katalog"), catalog
    yield iris.graph("padanan"), suggestions(suggested, iris)


def _manifest(made: Sequence[WorkGraphs], counts: Mapping[str, int], seconds: Mapping[str, float]) -> dict[str, Any]:
    return {
        "versions": {"kgkesos": __version__, **{engine: version(engine) for engine in _ENGINES}},
        "project_sha256": project.fingerprint(),
        "documents": [
            {
                "key": one.work.key,
                "title": graph.title(one.work),
                "kind": one.work.dokumen.jenis,
                "inputs": [{"file": r.nama_berkas, "sha256": r.dokumen.sha256} for r in one.work.rendisi],
                "records": dict(sorted(Counter(record.jenis for record in one.work.records).items())),
                "findings": dict(sorted(Counter(found.kode for found in one.findings).items())),
                "warnings": [warning.pesan for warning in one.work.peringatan],
                "unread": {r.nama_berkas: _unread(r) for r in one.work.rendisi},
            }
            for one in made
        ],
        "triples": dict(counts),
        "seconds": {step: round(value, 3) for step, value in seconds.items()},
    }


def _unread(reading: Reading) -> list[list[int]]:
    return [list(left.baris) for left in reading.tak_terbaca]


class _Clock:
    """Seconds spent in each step."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._last = time.perf_counter()

    def lap(self, step: str) -> None:
        """Note the time since the last lap under ``step``."""
        now = time.perf_counter()
        self.seconds[step] = now - self._last
        self._last = now
