"""Stores on disk of graphs that a test has at hand."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from kgkesos import store
from kgkesos.store import Triple, Turtle


def written(folder: Path, graphs: Iterable[tuple[str, Iterable[Triple] | Turtle]]) -> None:
    """Make a store in ``folder`` of these named graphs."""
    writer = store.Writer(folder)
    for name, triples in graphs:
        writer.add(name, triples)
    writer.finish()
