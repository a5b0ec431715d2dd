"""What earlier builds in a folder spoke of and this one does not: IRIs that were cited once and must not seem mistyped.

A build notes of each such IRI the last build that had it and, where a text was corrected, what probably took its place:
a record of the same document, place and kind whose words are nearly the same. That is a guess and said so; what a
document or the vocabulary itself says of replacement stands in the graph.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from rdflib.term import URIRef

from kgkesos import lookup
from kgkesos.builds import Build
from kgkesos.errors import StoreError
from kgkesos.lookup import Lookup, Node
from kgkesos.normalize import key
from kgkesos.store import ReadStore
from kgkesos.vocab import BASE

FILE: Final = "riwayat.db"
# Words this close (rapidfuzz ratio, 0 to 100) may be one text before and after a correction.
_CLOSE: Final = 86
_TABLE = "CREATE TABLE gone (iri TEXT PRIMARY KEY, build TEXT NOT NULL, successor TEXT) WITHOUT ROWID"
_ADD = "INSERT OR IGNORE INTO gone VALUES (:iri, :build, :successor)"

# Whether the new build knows an IRI.
Knows = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Gone:
    """An IRI that is no more: the last build that had it, and what may have taken its place (empty: nothing known)."""

    iri: str
    build: str
    successor: str


def write(folder: Path, earlier: Build | None, base: str, knows: Knows) -> None:
    """Note in the folder of a new build, whose lookups are written, what the ``earlier`` one had and it has not.

    Nothing is noted where there is no earlier build that can be read, or its IRIs had another base.
    """
    with contextlib.closing(sqlite3.connect(folder / FILE)) as base_file, base_file:
        base_file.execute(_TABLE)
        if earlier is None or (opened := _opened(earlier, base)) is None:
            return
        store, before = opened
        spaces = (f"{base}id/", f"{BASE}konsep", f"{BASE}kode")
        subjects = (str(one) for one in store.subjects() if isinstance(one, URIRef))
        had = (iri for iri in subjects if iri.startswith(spaces) and "#" not in iri)
        for iri in (*store.graph_names(), *had):
            if not knows(iri):
                base_file.execute(_ADD, {"iri": iri, "build": earlier.name, "successor": None})
        records = _Records(before, Lookup(folder / lookup.FILE), knows)
        _note_successors(base_file, records, earlier.name)
        for one in every(earlier.folder):
            if not knows(one.iri):
                base_file.execute(_ADD, {"iri": one.iri, "build": one.build, "successor": one.successor or None})


def _opened(earlier: Build, base: str) -> tuple[ReadStore, Lookup] | None:
    """The store and lookups of an earlier build with this ``base``; None where it cannot be read: it stops no build."""
    try:
        if earlier.manifest()["base"] != base:
            return None
        return ReadStore(earlier.store), Lookup(earlier.folder / lookup.FILE)
    except (StoreError, OSError, ValueError, KeyError):
        return None


def find(folder: Path, iri: str) -> Gone | None:
    """What the build in ``folder`` notes of ``iri``; None where it notes nothing."""
    return next(_rows(folder, "WHERE iri = :iri", {"iri": iri}), None)


def every(folder: Path) -> Iterator[Gone]:
    """All that the build in ``folder`` notes, in the order of the IRIs."""
    return _rows(folder, "ORDER BY iri", {})


def _rows(folder: Path, rest: str, values: dict[str, str]) -> Iterator[Gone]:
    path = folder / FILE
    if not path.exists():
        return
    with contextlib.closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as opened:
        for iri, build, successor in opened.execute(f"SELECT iri, build, successor FROM gone {rest}", values):
            yield Gone(iri, build, successor or "")


def _note_successors(base_file: sqlite3.Connection, records: _Records, build: str) -> None:
    """Note what took the place of what was in the build until now; an IRI after the one that it stands under."""
    asked = base_file.execute("SELECT iri FROM gone WHERE build = :build ORDER BY iri", {"build": build})
    for (iri,) in asked.fetchall():
        if successor := records.successor(iri):
            base_file.execute("UPDATE gone SET successor = :to WHERE iri = :iri", {"to": successor, "iri": iri})


@dataclass(slots=True)
class _Records:
    """The records of two builds, document by document, and which of one probably became which of the other."""

    before: Lookup
    after: Lookup
    knows: Knows
    moved: dict[str, str] = field(default_factory=dict)
    _document: str = ""
    _fresh: dict[tuple[str, str], list[Node]] = field(default_factory=dict)

    def successor(self, iri: str) -> str:
        """What probably took the place of ``iri``: a record with nearly its words, or what stands under one."""
        node = self.before.node(iri)
        if node is None:
            moved = self._under(iri)
            return moved if moved and self.knows(moved) else ""
        self._turn_to(node.dokumen)
        above, _, _ = iri.rpartition("/")
        found = self._nearest(node, self._fresh.get((self._under(above) or above, node.kind), []))
        if found:
            self.moved[iri] = found
        return found

    def _turn_to(self, document: str) -> None:
        if document != self._document:
            self._document, self._fresh = document, {}
            self.moved.clear()
            for one in self.after.of_document(document):
                if self.before.node(one.iri) is None:
                    self._fresh.setdefault((one.iri.rpartition("/")[0], one.kind), []).append(one)

    def _under(self, iri: str) -> str:
        """``iri`` under what its part above became; empty where no part above became something else."""
        above, rest = iri, ""
        while above.count("/") > 3:
            if above in self.moved:
                return self.moved[above] + rest
            above, slash, last = above.rpartition("/")
            rest = f"{slash}{last}{rest}"
        return ""

    @staticmethod
    def _nearest(node: Node, candidates: list[Node]) -> str:
        """The candidate with nearly the words of ``node``; empty where there is none, or several are as near."""
        from rapidfuzz import fuzz

        scored = sorted(((fuzz.ratio(key(node.label), key(one.label)), one.iri) for one in candidates), reverse=True)
        clear = len(scored) < 2 or scored[0][0] > scored[1][0]
        return scored[0][1] if scored and scored[0][0] >= _CLOSE and clear else ""
