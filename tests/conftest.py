"""Shared parts: the graph of the five documents, built once for a test session."""

from __future__ import annotations

import os
from collections.abc import Generator
from pathlib import Path

import pytest

from kgkesos import knowledge, pipeline, resources
from kgkesos.cli import settings


@pytest.fixture(scope="session")
def built_kg(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a build of ``documents/`` in service."""
    kg = tmp_path_factory.mktemp("kg")
    pipeline.build([resources.folder("documents")], kg)
    return kg


@pytest.fixture(scope="session")
def built(built_kg: Path) -> knowledge.Knowledge:
    """The build of ``documents/``, opened for reading."""
    return knowledge.Knowledge.open(built_kg)


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
