"""Shared parts: the graph of the five documents, built once for a test session."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Generator, Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path

import pytest
from rdflib import Graph

from kgkesos import dumps, knowledge, padanan, pipeline, project, resources, views
from kgkesos.cli import settings
from kgkesos.records import Work
from kgkesos.reference.nomenklatur import Entri
from kgkesos.reference.urusan import NamaLain
from kgkesos.vocab import Iris
from kgkesos.work_graphs import Decided, WorkGraphs, graphs_of

# What writes the files to keep of a build, and its answers, before any test puts something in its place.
_WRITE_DUMPS, _WRITE_VIEWS = dumps.write, views.write
_LISTS_OF = padanan.Lists.of


class Made:
    """The graphs of the last documents that builds were made of, for the next build with an equal document.

    They are a function of the document and the project (``work_graphs``). For tests that build again and again and ask
    for something else than whether graphs come out as they should: their builds read, merge, compare documents, write
    and answer as every build does.
    """

    _LAST = 12

    def __init__(self) -> None:
        self._known = project.Project.load()
        self._made: deque[tuple[tuple[object, ...], WorkGraphs]] = deque(maxlen=self._LAST)
        self._lists: tuple[tuple[object, ...], padanan.Lists] | None = None

    def graphs_of(self, work: Work, _: project.Project, iris: Iris, decided: Decided | None = None) -> WorkGraphs:
        """As :func:`kgkesos.work_graphs.graphs_of`, by the project as it is on disk."""
        # Where a decision is written is no part of what it says, but is told with it.
        asked = (work, iris, decided, [(one.berkas, one.letak) for one in decided.said] if decided else [])
        one = next((kept for kept in self._made if kept[0] == asked), None)
        if one is None:
            one = asked, graphs_of(work, self._known, iris, decided)
        else:
            self._made.remove(one)
        self._made.append(one)
        return one[1]

    def lists_of(
        self, entries: Sequence[Entri], labels: Mapping[str, str], others: Iterable[NamaLain] = ()
    ) -> padanan.Lists:
        """As ``padanan.Lists.of``; those of the last call where it was given the same."""
        asked = (tuple(entries), dict(labels), tuple(others))
        if self._lists is None or self._lists[0] != asked:
            self._lists = asked, _LISTS_OF(*asked)
        return self._lists[1]

    @cached_property
    def _named(self) -> tuple[tuple[str, Graph], ...]:
        return self._known.named_graphs()

    def used(self, patch: pytest.MonkeyPatch) -> None:
        """Have builds take graphs from here, and what the project brings to each of them."""
        named = self._named
        patch.setattr(project.Project, "load", lambda: self._known)
        patch.setattr(project.Project, "named_graphs", lambda _: named)
        patch.setattr(padanan.Lists, "of", self.lists_of)
        patch.setattr(pipeline, "graphs_of", self.graphs_of)


@pytest.fixture(scope="session")
def graphs_made() -> Made:
    """The graphs of the documents of the builds before."""
    return Made()


@pytest.fixture
def documents_made_once(graphs_made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    """Builds of the test make graphs of those documents alone that no build before had: 3 s of the 5 s of a build."""
    graphs_made.used(monkeypatch)


@pytest.fixture(scope="session")
def built_kg(graphs_made: Made, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a build of ``documents/`` in service."""
    kg = tmp_path_factory.mktemp("kg")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(dumps, "write", _WRITE_DUMPS)
        patch.setattr(views, "write", _WRITE_VIEWS)
        graphs_made.used(patch)
        pipeline.build([resources.folder("documents")], kg)
    return kg


@pytest.fixture(scope="session")
def offices(tmp_path_factory: pytest.TempPathFactory) -> knowledge.Knowledge:
    """Three offices that do not exist, with gaps planted in every second cascade, built for a test session."""
    from bench.generate import writing

    folder, kg = tmp_path_factory.mktemp("kantor"), tmp_path_factory.mktemp("kg")
    writing.write(writing.Wanted(3, 2024, 2024, 5, 0.5), folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(views, "write", _WRITE_VIEWS)
        pipeline.build([folder], kg)
    return knowledge.Knowledge.open(kg)


@pytest.fixture(scope="session")
def built(built_kg: Path) -> knowledge.Knowledge:
    """The build of ``documents/``, opened for reading."""
    return knowledge.Knowledge.open(built_kg)


# Where the files to keep of a build are looked at. The build of the session has them, too.
_WITH_DUMPS = frozenset({"test_history", "test_unduhan", "test_readme"})


@pytest.fixture(autouse=True)
def without_dumps(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A test that builds for itself does not also write all of it to files that it never reads: 1.6 s a build."""
    if request.module.__name__ not in _WITH_DUMPS:
        monkeypatch.setattr(dumps, "write", lambda *_: None)


@pytest.fixture(autouse=True)
def without_views(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor does it make the answers to all questions, 0.3 s a build: it asks the graph. The builds of the session have
    them, as has every build that a process of its own makes.
    """
    if request.module.__name__ != "test_views":
        monkeypatch.setattr(views, "write", lambda *_: None)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Where everything is required (``REQUIRE_ALL=1``, as in CI), a skipped test fails: what it lacks can be installed.

    Only what stands outside the project may be absent: a reason that begins with "../shared".
    """
    report = yield
    if os.environ.get("REQUIRE_ALL") == "1" and report.skipped and not hasattr(report, "wasxfail"):
        *_, reason = report.longrepr if isinstance(report.longrepr, tuple) else (str(report.longrepr),)
        said = reason.removeprefix("Skipped: ")
        if not said.startswith("../shared"):
            report.outcome = "failed"
            report.longrepr = f"REQUIRE_ALL=1, but {item.nodeid} was skipped: {said}"
    return report


@pytest.fixture(autouse=True)
def usual_settings() -> Generator[None, None, None]:
    """What one test asks before a command (``--lang en``) holds for that test alone: a process runs many of them."""
    yield
    settings.use(settings.Settings())
