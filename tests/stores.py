"""Stores and builds on disk of graphs that a test has at hand."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from kgkesos import builds, history, lookup, store
from kgkesos.lookup.writing import fill
from kgkesos.store import Triple, Turtle
from kgkesos.vocab import BASE


def written(folder: Path, graphs: Iterable[tuple[str, Iterable[Triple] | Turtle]]) -> store.Writer:
    """Make a store in ``folder`` of these named graphs."""
    writer = store.Writer(folder)
    for name, triples in graphs:
        writer.add(name, triples)
    writer.finish()
    return writer


def small(
    kg: Path, name: str, said: Iterable[Triple], base: str = BASE, nodes: Iterable[lookup.Node] = ()
) -> builds.Build:
    """Put a build of a few triples, in the graph ``x``, in service, with the notes on what was there before."""
    with builds.new(kg, name) as folder:
        earlier = builds.in_service(kg)
        writer = written(folder / builds.STORE, [(f"{base}graf/x", said)])
        fill(folder / lookup.FILE, nodes, (), ())
        lost = history.write(folder, earlier, base, writer.knows)
        manifest = {"build": name, "made": "2026-01-01T00:00:00+00:00", "base": base, "documents": []}
        builds.write_manifest(folder, {**manifest, "history_lost": lost})
    return builds.current(kg)
