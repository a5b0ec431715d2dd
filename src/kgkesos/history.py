"""What earlier builds in a folder spoke of and this one does not: IRIs that were cited once and must not seem mistyped.

A build notes of each such IRI the last build that had it and, where a text was corrected, what probably took its place:
a record of the same document, place and kind whose words are nearly the same. That is a guess and said so; what a
document or the vocabulary itself says of replacement stands in the graph.
"""

from __future__ import annotations

import contextlib
import logging
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

_log = logging.getLogger(__name__)
FILE: Final = "riwayat.db"
# Words this close (rapidfuzz ratio, 0 to 100) may be one text before and after a correction.
_CLOSE: Final = 86
_TABLE = "CREATE TABLE gone (iri TEXT PRIMARY KEY, build TEXT NOT NULL, successor TEXT) WITHOUT ROWID"
_ADD = "INSERT OR REPLACE INTO gone VALUES (:iri, :build, :successor)"
# What comes of a file or folder of an earlier build that was damaged, or that another version made.
_UNREADABLE: Final = (StoreError, sqlite3.Error, OSError, RuntimeError, ValueError, KeyError, TypeError)

# Whether the new build knows an IRI.
Knows = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Gone:
    """An IRI that is no more: the last build that had it, and what may have taken its place (empty: nothing known)."""

    iri: str
    build: str
    successor: str


def write(folder: Path, earlier: Build | None, base: str, knows: Knows) -> tuple[str, ...]:
    """Note in the folder of a new build, whose lookups are written, what the ``earlier`` one had and it has not.

    What that one noted itself is carried over, whatever its base was; what it had is looked through as far as it bears
    the same names: data where it had the same ``base``, the vocabulary always. An earlier build that is damaged stops
    no build: what could not be looked at is returned, a sentence for each part of it.
    """
    with contextlib.closing(sqlite3.connect(folder / FILE)) as base_file, base_file:
        base_file.execute(_TABLE)
        if earlier is None:
            return ()
        steps = (
            lambda: _carry(base_file, earlier, knows),
            lambda: _note_missing(base_file, earlier, base, knows),
            lambda: _note_successors(base_file, earlier, Lookup(folder / lookup.FILE), knows),
        )
        return tuple(f"{earlier.name}: {said}" for step in steps if (said := _fault(step)))


def _fault(step: Callable[[], None]) -> str:
    """Why ``step`` came to no end; empty where it did."""
    try:
        step()
    except _UNREADABLE as error:
        return str(error) or type(error).__name__
    return ""


def find(folder: Path, iri: str) -> Gone | None:
    """What the build in ``folder`` notes of ``iri``; None where it notes nothing, or its notes cannot be read."""
    try:
        return next(_rows(folder, "WHERE iri = :iri", {"iri": iri}), None)
    except StoreError as error:
        _log.warning("%s", error)
        return None


def every(folder: Path) -> Iterator[Gone]:
    """All that the build in ``folder`` notes, in the order of the IRIs.

    Raises:
        StoreError: the notes cannot be read, or no further.
    """
    return _rows(folder, "ORDER BY iri", {})


def _rows(folder: Path, rest: str, values: dict[str, str]) -> Iterator[Gone]:
    path = folder / FILE
    if not path.exists():
        return
    try:
        with contextlib.closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as opened:
            for iri, build, successor in opened.execute(f"SELECT iri, build, successor FROM gone {rest}", values):
                yield Gone(str(iri), str(build), str(successor or ""))
    except sqlite3.Error as error:
        raise StoreError(path, f"catatan ini rusak (the notes cannot be read: {error})") from error


def _carry(base_file: sqlite3.Connection, earlier: Build, knows: Knows) -> None:
    """Note what the earlier build noted, but for what came back."""
    for one in every(earlier.folder):
        if not knows(one.iri):
            base_file.execute(_ADD, {"iri": one.iri, "build": one.build, "successor": one.successor or None})


def _note_missing(base_file: sqlite3.Connection, earlier: Build, base: str, knows: Knows) -> None:
    """Note what the earlier build had under names that the new one might have, too, and has not."""
    before = ReadStore(earlier.store)
    vocabulary = (f"{BASE}konsep", f"{BASE}kode")
    same = earlier.manifest()["base"] == base
    subjects = (str(one) for one in before.subjects() if isinstance(one, URIRef))
    had = (iri for iri in subjects if iri.startswith((f"{base}id/", *vocabulary) if same else vocabulary))
    for iri in (*(before.graph_names() if same else ()), *(one for one in had if "#" not in one)):
        if not knows(iri):
            base_file.execute(_ADD, {"iri": iri, "build": earlier.name, "successor": None})


def _note_successors(base_file: sqlite3.Connection, earlier: Build, after: Lookup, knows: Knows) -> None:
    """Note what took the place of what was in the build until now; an IRI after the one that it stands under."""
    asked = base_file.execute("SELECT iri FROM gone WHERE build = :build ORDER BY iri", {"build": earlier.name})
    gone = [iri for (iri,) in asked.fetchall()]
    records = _Records(Lookup(earlier.folder / lookup.FILE), after, knows)
    for iri in gone:
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
