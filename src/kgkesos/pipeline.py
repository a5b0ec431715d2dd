"""The chain from files to a build: the only module that holds it.

::

    files -> reading -> merge -> graph -> derivation -> closure -> findings -> padanan -> store, views -> build

What happens to one work (``work_graphs``) is a pure function of the work and the project: a loop, a process pool and a
cluster can run the same one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cache, partial
from importlib.metadata import version
from pathlib import Path
from typing import Any

from rdflib import DCAT, DCTERMS, RDF, Literal, URIRef

from kgkesos import (
    __version__,
    answers,
    builds,
    dumps,
    findings,
    graph,
    history,
    keputusan,
    lintas,
    lookup,
    padanan,
    project,
    store,
    views,
)
from kgkesos.clock import Clock
from kgkesos.errors import InputError
from kgkesos.graph.keputusan import decisions
from kgkesos.graph.lintas import definitions
from kgkesos.graph.padanan import suggestions
from kgkesos.intake import Left, Progress, Step, inputs, read_all
from kgkesos.keputusan.padanan import Pilihan, chosen
from kgkesos.keputusan.penerapan import DITERAPKAN, LUAR
from kgkesos.reading import merge, told
from kgkesos.records import Reading, Work
from kgkesos.reference import names_elsewhere, nomenklatur, other_names
from kgkesos.store import Triple, Turtle, empty_graph
from kgkesos.terms.void import Asal
from kgkesos.vocab import BASE, Iris, base_iri
from kgkesos.work_graphs import Decided, Judged, Outcome, WorkGraphs, graphs_of

_ENGINES = ("pyoxigraph", "rdflib", "owlrl")


@dataclass(frozen=True, slots=True)
class Begun:
    """What was read, and all that is needed to make its graphs."""

    works: tuple[Work, ...]
    known: project.Project
    iris: Iris
    decided: Decided | None
    refused: tuple[InputError, ...]
    left: tuple[Left, ...]


@dataclass(frozen=True, slots=True)
class Made:
    """What a build says of its documents; ``across`` is what they say differently, ``padanan`` their official names.

    ``graphs`` are the documents' own, where they were kept.
    """

    begun: Begun
    works: tuple[Outcome, ...]
    across: Judged
    padanan: Pilihan
    hasil: tuple[keputusan.Hasil, ...] = ()
    hal_lintas: tuple[keputusan.Hal, ...] = ()
    graphs: tuple[WorkGraphs, ...] = ()

    @property
    def hal(self) -> tuple[keputusan.Hal, ...]:
        """Everything that can be decided."""
        return (*(thing for one in self.works for thing in one.hal), *self.hal_lintas, *self.padanan.hal)


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did: for the screen, and for the manifest; ``across`` is what its documents say differently.

    ``lost`` says what of the build before could not be looked through for IRIs that are no more.
    """

    build: builds.Build
    works: tuple[Outcome, ...]
    refused: tuple[InputError, ...]
    left: tuple[Left, ...]
    counts: Mapping[str, int]
    seconds: Mapping[str, float] = field(default_factory=dict)
    hasil: tuple[keputusan.Hasil, ...] = ()
    across: tuple[findings.Temuan, ...] = ()
    lost: tuple[str, ...] = ()


def make(
    paths: Sequence[Path],
    iris: Iris,
    progress: Progress = lambda _: None,
    *,
    extra: tuple[keputusan.Keputusan, ...] | None = None,
) -> Made:
    """Read ``paths`` (files and folders) and make the graphs of a build, all held at once; nothing is written.

    ``extra`` are decisions that go before those beside the documents. What can be decided is found where there are
    decisions at all, or ``extra`` is given, be it empty.

    Raises:
        InputError: nothing among ``paths`` could be read as a document, or a ``dokumen.toml`` is wrong.
    """
    clock = Clock()
    begun = _begun(paths, inputs(paths), iris, progress, clock, extra)
    graphs: list[WorkGraphs] = []
    made = _made(begun, graphs.append, progress, clock)
    return replace(made, graphs=tuple(graphs))


def build(paths: Sequence[Path], kg: Path, base: str = BASE, progress: Progress = lambda _: None) -> Report:
    """Read ``paths`` (files and folders) and put a new build in service in the folder ``kg``.

    The graphs of a document are written when they are made, and let go.

    Raises:
        InputError: nothing among ``paths`` could be read as a document, or a ``dokumen.toml`` is wrong.
        BaseIriError: ``base`` is no base of IRIs.
        StoreError: ``kg`` cannot be written or is in use.
    """
    clock = Clock()
    iris = Iris(base_iri(base))
    started = datetime.now(UTC)
    name = f"{started:%Y%m%dT%H%M%S%fZ}"
    # What is there before the build's own folder is made, which may be among them.
    found = inputs(paths)
    with builds.new(kg, name) as folder:
        earlier = builds.in_service(kg)
        begun = _begun(paths, found, iris, progress, clock, None)
        writer = store.Writer(folder / builds.STORE)
        made = _made(begun, partial(_write_document, writer, iris), progress, clock)
        progress(Step("menulis graf"))
        for graph_name, triples in _beside_documents(made):
            writer.add(iris.graph(graph_name), triples)
        writer.finish()
        clock.lap("store")
        lookup.write(folder / lookup.FILE, writer.select)
        clock.lap("lookup")
        progress(Step("menulis jawaban"))
        views.write(folder / views.FILE, answers.every(writer.table))
        clock.lap("views")
        progress(Step("menulis unduhan"))
        head = {"build": name, "made": started.isoformat(timespec="seconds"), "base": iris.base}
        dumps.write(folder, writer.stream, Asal.under(head, begun.known.ontology))
        clock.lap("dumps")
        lost = history.write(folder, earlier, iris.base, writer.knows)
        clock.lap("history")
        notes = {"history_lost": list(lost)} if lost else {}
        builds.write_manifest(folder, head | _manifest(made, writer.counts, clock.seconds) | notes)
    return Report(
        build=builds.current(kg),
        works=made.works,
        refused=begun.refused,
        left=begun.left,
        counts=writer.counts,
        seconds=clock.seconds,
        hasil=made.hasil,
        across=made.across.findings,
        lost=lost,
    )


def _begun(
    paths: Sequence[Path],
    found: tuple[Sequence[Path], Sequence[Left]],
    iris: Iris,
    progress: Progress,
    clock: Clock,
    extra: tuple[keputusan.Keputusan, ...] | None,
) -> Begun:
    """What the files say that were ``found`` in ``paths``."""
    files, left = found
    readings, refused = read_all(files, progress)
    if not readings:
        raise refused[0] if refused else InputError(paths[0], "tidak ada dokumen yang dapat dibaca")
    works = merge.works(list(readings.values()), told.of(readings))
    clock.lap("reading")
    known = project.Project.load()
    clock.lap("project")
    decided, faults = _decided(paths, files, works, known, extra)
    return Begun(works, known, iris, decided, (*refused, *faults), tuple(left))


def _made(begun: Begun, take: Callable[[WorkGraphs], None], progress: Progress, clock: Clock) -> Made:
    """Every document's graphs, each given to ``take`` as it is made, and what concerns all documents together."""
    outcomes: list[Outcome] = []
    defined = empty_graph()
    for done, work in enumerate(begun.works):
        progress(Step(f"menyusun {work.key}", done, len(begun.works)))
        one = graphs_of(work, begun.known, begun.iris, begun.decided)
        take(one)
        defined += definitions(one.asserted)
        outcomes.append(one.outcome)
    across = lintas.judge(defined, begun.known)
    clock.lap("documents")
    progress(Step("mencari padanan dalam nomenklatur"))
    suggested = _suggested(begun)
    clock.lap("padanan")
    results = (*(result for one in outcomes for result in one.hasil), *suggested.hasil)
    things: tuple[keputusan.Hal, ...] = ()
    if decided := begun.decided:
        things, settled = lintas.settled(across, decided, [one.key for one in begun.works], begun.iris)
        others = [one for one in decided.said if one.tempat.dokumen not in decided.ruang.dokumen]
        results = (*results, *settled, *keputusan.settle(others, (), decided.ruang))
    results = tuple(one for one in results if one.status != LUAR)
    return Made(begun, tuple(outcomes), across, suggested, results, things)


def _suggested(begun: Begun) -> Pilihan:
    """Which official names those of the documents may be."""

    # Where suggestions are rejected, it is asked again for others.
    @cache
    def lists() -> padanan.Lists:
        labels = {**project.concept_words(begun.known.concepts), **other_names()}
        return padanan.Lists.of(nomenklatur(), labels, names_elsewhere())

    suggest = partial(padanan.suggest, begun.works, lists)

    decided = begun.decided
    if decided is None:
        return Pilihan(suggest(frozenset()))
    return chosen(begun.works, suggest, decided.said, decided.ruang, begun.iris)


def _decided(
    paths: Sequence[Path],
    files: Sequence[Path],
    works: Sequence[Work],
    known: project.Project,
    extra: tuple[keputusan.Keputusan, ...] | None,
) -> tuple[Decided | None, tuple[InputError, ...]]:
    """The decisions beside the documents, what they may speak of, and what is wrong with their files; None without."""
    beside, partly = keputusan.beside(paths, files)
    if not beside and extra is None:
        return None, ()
    said, faults = keputusan.merged(keputusan.load(file) for file in beside)
    said = keputusan.renewed(said, extra or ())
    codes = frozenset((*findings.codes(known.shapes), *(check.kode for check in known.checks)))
    records = {work.key: frozenset(record.id for record in work.records) for work in works}
    across = frozenset(check.kode for check in known.checks if check.lintas)
    return Decided(said, keputusan.Ruang(records, codes, partly), across), faults


def _write_document(writer: store.Writer, iris: Iris, one: WorkGraphs) -> None:
    key = one.work.key
    writer.add(iris.graph(key), one.asserted)
    writer.add(iris.graph(f"{key}/turunan"), one.derived)
    writer.add(iris.graph(f"{key}/temuan"), one.finding_triples)


def _beside_documents(made: Made) -> Iterable[tuple[str, Iterable[Triple] | Turtle]]:
    """The names of the graphs that are no document's, and what they hold."""
    iris = made.begun.iris
    yield from made.begun.known.named_graphs()
    yield from project.reference_graphs(iris.base)
    catalog = empty_graph()
    node = URIRef(f"{iris.base}id/katalog")
    catalog.add((node, RDF.type, DCAT.Catalog))
    catalog.add((node, DCTERMS.title, Literal("Katalog dokumen kinerja", lang="id")))
    catalog.add((node, DCTERMS.title, Literal("Catalogue of performance documents", lang="en")))
    for one in made.works:
        catalog.add((node, DCAT.dataset, iris.dokumen(one.work.key)))
    yield "turunan-lintas", made.across.derived
    yield "temuan-lintas", made.across.finding_triples
    yield "katalog", catalog
    yield "padanan", suggestions(made.padanan, iris)
    if applied := [result for result in made.hasil if result.status == DITERAPKAN]:
        yield "keputusan", decisions(applied, iris)


def _manifest(made: Made, counts: Mapping[str, int], seconds: Mapping[str, float]) -> dict[str, Any]:
    known = made.begun.known
    statuses = Counter(result.status for result in made.hasil)
    return {
        "findings_across": dict(sorted(Counter(one.kode for one in made.across.findings).items())),
        "finding_codes": sorted({*findings.codes(known.shapes), *(check.kode for check in known.checks)}),
        **({"decisions": dict(sorted(statuses.items()))} if statuses else {}),
        "versions": {"kgkesos": __version__, **{name: version(name) for name in (*_ENGINES, findings.engine())}},
        "project_sha256": project.fingerprint(),
        "documents": [_document(one) for one in made.works],
        "triples": dict(counts),
        "seconds": {step: round(value, 3) for step, value in seconds.items()},
    }


def _document(one: Outcome) -> dict[str, Any]:
    return {
        "key": one.work.key,
        "title": graph.title(one.work),
        "kind": one.work.dokumen.jenis,
        "inputs": [{"file": r.nama_berkas, "sha256": r.dokumen.sha256} for r in one.work.rendisi],
        "records": dict(sorted(Counter(record.jenis for record in one.work.records).items())),
        "findings": dict(sorted(Counter(found.kode for found in one.findings).items())),
        "warnings": [warning.pesan for warning in one.work.peringatan],
        "unread": {r.nama_berkas: _unread(r) for r in one.work.rendisi},
    }


def _unread(reading: Reading) -> list[list[int]]:
    return [list(left.baris) for left in reading.tak_terbaca]
