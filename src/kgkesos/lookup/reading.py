"""The lookups of a build, read."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from kgkesos.errors import StoreError
from kgkesos.lookup.model import Link, Node, Quote
from kgkesos.lookup.writing import FORM
from kgkesos.normalize import key

# FTS5's trigrams find nothing shorter.
_SHORTEST = 3
# Of a longer text only so many letters are held against names, and so many of their trigrams.
_LONGEST, _RARE = 400, 16
# So many names are taken at a time from a list that is only read as far as it is needed.
_TAKEN = 32


class Lookup:
    """The lookups of a build, opened read-only; several threads may share it.

    There is one connection, so that a build stays readable after its folder was cleared away; a lock lets one thread
    at a time take rows from it.
    """

    def __init__(self, path: Path) -> None:
        self._lock = threading.Lock()
        try:
            self._base = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, check_same_thread=False)
        except sqlite3.Error:
            raise _unreadable(path) from None
        try:
            known = self._base.execute("PRAGMA user_version").fetchone()[0] == FORM
        except sqlite3.Error:
            known = False
        if not known:
            self._base.close()
            raise _unreadable(path)

    def close(self) -> None:
        """Let the file go; nothing can be looked up any more."""
        with self._lock:
            self._base.close()

    def nodes(self, kinds: Iterable[str] = (), limit: int = -1) -> tuple[Node, ...]:
        """Every node, or those of ``kinds``, in the order of their IRIs; at most ``limit`` of them."""
        where, wanted = _of_kinds(kinds)
        return self._nodes(f"WHERE {where} ORDER BY iri LIMIT ?", (*wanted, limit))

    def node(self, iri: str) -> Node | None:
        """The node with this IRI."""
        return next(iter(self._nodes("WHERE iri = ?", (iri,))), None)

    def of_document(self, dokumen: str, kinds: Iterable[str] = ()) -> tuple[Node, ...]:
        """The nodes of the document with this IRI, or those of ``kinds``, in the order of their IRIs."""
        where, wanted = _of_kinds(kinds)
        return self._nodes(f"WHERE dokumen = ? AND {where} ORDER BY iri", (dokumen, *wanted))

    def ending(self, tail: str, kinds: Iterable[str] = ()) -> tuple[Node, ...]:
        """The nodes whose IRI ends with ``tail``."""
        where, wanted = _of_kinds(kinds)
        backward = tail[::-1]
        within = (backward, f"{backward}\U0010ffff")
        return self._nodes(f"WHERE backward >= ? AND backward < ? AND {where} ORDER BY iri", (*within, *wanted))

    def documents(self) -> tuple[str, ...]:
        """The IRIs of the documents that have nodes, sorted."""
        return tuple(row[0] for row in self._all("SELECT DISTINCT dokumen FROM node ORDER BY dokumen"))

    def named(self, words: str, kinds: Iterable[str] = ()) -> tuple[Node, ...]:
        """The nodes whose name is ``words``, compared as :func:`kgkesos.normalize.key` does."""
        where, wanted = _of_kinds(kinds)
        sql = f"JOIN name ON name.id = node.name WHERE words = ? AND {where} ORDER BY iri"
        return self._nodes(sql, (key(words), *wanted))

    def within(self, words: str, kinds: Iterable[str] = ()) -> Iterator[str]:
        """The names (as keys) of nodes that hold ``words``, shortest first."""
        said = key(words)
        if len(said) < _SHORTEST:
            source, value = "name WHERE instr(words, ?)", said
        else:
            source, value = "found WHERE words MATCH ?", _phrase(said)
        # Names are numbered by their length: nothing need be sorted, and who takes a few takes the first few.
        yield from self._names(source, value, kinds, "rowid", -1)

    def alike(self, words: str, kinds: Iterable[str] = (), limit: int = 60) -> Iterator[str]:
        """The names (as keys) that share most letters in a row with ``words``, the nearest first."""
        said = key(words)
        trigrams = {said[at : at + _SHORTEST] for at in range(min(len(said), _LONGEST) - _SHORTEST + 1)}
        marks = ", ".join("?" * len(trigrams))
        # The rare ones tell names apart; the frequent ones only cost time.
        rare = f"SELECT term FROM trigram WHERE term IN ({marks}) ORDER BY doc, term LIMIT {_RARE}"
        if terms := [row[0] for row in self._all(rare, sorted(trigrams))]:
            sought = " OR ".join(map(_phrase, terms))
            yield from self._names("found WHERE words MATCH ?", sought, kinds, "rank, words", limit)

    def labels(self, kinds: Iterable[str], limit: int) -> tuple[str, ...]:
        """The words of nodes of ``kinds`` as printed, each once, in the order of the alphabet, at most ``limit``."""
        where, wanted = _of_kinds(kinds)
        sql = f"SELECT DISTINCT label FROM node WHERE {where} ORDER BY label COLLATE NOCASE LIMIT ?"
        return tuple(row[0] for row in self._all(sql, (*wanted, limit)))

    def some(self, kinds: Iterable[str], limit: int) -> tuple[str, ...]:
        """The words of some nodes of ``kinds`` as printed, each once, at most ``limit``: no more are looked at."""
        where, wanted = _of_kinds(kinds)
        return tuple(
            row[0] for row in self._all(f"SELECT DISTINCT label FROM node WHERE {where} LIMIT ?", (*wanted, limit))
        )

    def links_from(self, iri: str) -> tuple[Link, ...]:
        """The links from this node upwards, in the order of the IRIs that they lead to."""
        return self._links("start.iri = ? ORDER BY goal.iri, cara, tautan", iri)

    def links_to(self, iri: str) -> tuple[Link, ...]:
        """The links to this node from below, in the order of the IRIs that they come from."""
        return self._links("goal.iri = ? ORDER BY start.iri, cara, tautan", iri)

    def links(self) -> tuple[Link, ...]:
        """Every link, in the order of the IRIs that they tie."""
        return self._links("? = '' ORDER BY start.iri, goal.iri, cara, tautan", "")

    def quotes(self, iri: str) -> tuple[Quote, ...]:
        """The printed words of a node or link, in the order of file and line."""
        sql = "SELECT berkas, awal, akhir, tempat, kutipan FROM quote WHERE of = ? ORDER BY berkas, awal, akhir, rowid"
        return tuple(Quote(row[0], (row[1], row[2]), row[3], row[4]) for row in self._all(sql, (iri,)))

    def _nodes(self, rest: str, values: Sequence[object]) -> tuple[Node, ...]:
        sql = f"SELECT iri, kind, label, dokumen, periode FROM node {rest}"
        return tuple(Node(*row) for row in self._all(sql, values))

    def _names(self, source: str, value: str, kinds: Iterable[str], order: str, limit: int) -> Iterator[str]:
        where, wanted = _of_kinds(kinds)
        number = "id" if source.startswith("name") else "rowid"
        sql = f"SELECT words, {number} FROM {source} ORDER BY {order}"
        held = f"SELECT 1 FROM node WHERE name = ? AND {where} LIMIT 1"
        given = 0
        for words, name in self._some(sql, (value,)):
            if limit != -1 and given >= limit:
                return
            if self._all(held, (name, *wanted)):
                given += 1
                yield words

    def _links(self, rest: str, value: str) -> tuple[Link, ...]:
        sql = (
            "SELECT start.iri, goal.iri, basis, kepastian, aturan, cara, tautan FROM link "
            f"JOIN node AS start ON start.id = dari JOIN node AS goal ON goal.id = ke WHERE {rest}"
        )
        return tuple(Link(*row) for row in self._all(sql, (value,)))

    def _all(self, sql: str, values: Sequence[object] = ()) -> list[Any]:
        """Every row of ``sql``."""
        with self._lock:
            return self._base.execute(sql, values).fetchall()

    def _some(self, sql: str, values: Sequence[object]) -> Iterator[Any]:
        """The rows of ``sql``, taken as they are asked for: other threads look up between them."""
        with self._lock:
            cursor = self._base.execute(sql, values)
        while True:
            with self._lock:
                rows = cursor.fetchmany(_TAKEN)
            if not rows:
                return
            yield from rows


def _unreadable(path: Path) -> StoreError:
    reason = "graf ini dibuat kgkesos versi lain; susun lagi dengan 'kgkesos build' (built by another version)"
    return StoreError(path.parent, reason)


def _of_kinds(kinds: Iterable[str]) -> tuple[str, tuple[str, ...]]:
    """The condition on a node's kind, and its values."""
    wanted = tuple(sorted(set(kinds)))
    return (f"kind IN ({', '.join('?' * len(wanted))})" if wanted else "TRUE"), wanted


def _phrase(words: str) -> str:
    """``words`` as a phrase of FTS5: nothing in them is an operator."""
    quoted = words.replace('"', '""')
    return f'"{quoted}"'
