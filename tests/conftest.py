"""Shared parts: the graph of the five documents, built once for a test session."""

from __future__ import annotations

from pathlib import Path

import pytest

from kgkesos import knowledge, pipeline, resources


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
