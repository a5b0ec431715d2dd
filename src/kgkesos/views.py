"""Answers made with a build: materialised views of its questions, one table of SQLite each.

A build never changes, so neither does what a question answers of all of it. That is made once, when the build is; who
asks takes rows. About one document, node or concept the rows are those whose column says so.
"""

from __future__ import annotations

import hashlib
import json
import math
import sqlite3
import threading
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from kgkesos import __version__
from kgkesos.errors import StoreError
from kgkesos.store import Cell, Table

FILE: Final = "jawaban.db"
# What the module says of a library whose connections threads may share (PEP 249).
_SHARED = 3
# So many rows are taken at a time: some milliseconds.
_TAKEN = 1_000
# What an integer of SQLite can be.
_LARGEST = 2**63
_TABLES = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
CREATE TABLE view (mark TEXT PRIMARY KEY, number INTEGER NOT NULL, columns TEXT NOT NULL) WITHOUT ROWID;
"""


class Views:
    """The views of a build; several threads may share them. Without the file ``path`` there are none.

    Raises:
        StoreError: the file is none of ours.
    """

    def __init__(self, path: Path) -> None:
        # Compiled so, as it mostly is, SQLite lets threads share a connection: a long answer does not stop short ones.
        self._lock = nullcontext() if sqlite3.threadsafety == _SHARED else threading.Lock()
        self._known: dict[str, tuple[int, tuple[_Column, ...]]] = {}
        if not path.exists():
            return
        # Kept open, it stays readable after the build's folder was cleared away.
        self._path = path
        try:
            self._base = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, check_same_thread=False)
        except sqlite3.Error as error:
            raise _broken(path, error) from error
        try:
            for mark, number, columns in self._base.execute("SELECT mark, number, columns FROM view"):
                self._known[mark] = number, tuple(_Column(*column) for column in json.loads(columns))
        except (sqlite3.Error, ValueError, TypeError) as error:
            self._base.close()
            raise _broken(path, error) from error

    def of(self, text: str, where: Mapping[str, Cell]) -> View | None:
        """The view of the question ``text``, of its rows those whose columns have the values ``where``.

        None where there is none: the question was another when the build was made, or it has no such column.
        """
        number, columns = self._known.get(_mark(text), (0, ()))
        names = [column.name for column in columns]
        if not columns or not set(where) <= set(names):
            return None
        places = {f"c{names.index(name)}": value for name, value in where.items()}
        return View(self, number, columns, places)

    def rows(self, sql: str, values: Sequence[Cell]) -> list[Any]:
        """All that ``sql`` finds, taken some at a time: other threads ask between them.

        Raises:
            StoreError: the file is damaged.
        """
        found: list[Any] = []
        try:
            with self._lock:
                cursor = self._base.execute(sql, values)
            while True:
                with self._lock:
                    some = cursor.fetchmany(_TAKEN)
                if not some:
                    return found
                found += some
        except sqlite3.Error as error:
            raise _broken(self._path, error) from error


def _broken(path: Path, error: Exception) -> StoreError:
    return StoreError(path.parent, f"{path.name} rusak; susun lagi dengan 'kgkesos build' (broken): {error}")


@dataclass(frozen=True, slots=True)
class _Column:
    """A column of an answer: its name, and whether it is of yes or no."""

    name: str
    yes_or_no: bool


class View:
    """The rows of an answer whose columns have certain values; in its order."""

    def __init__(self, views: Views, number: int, columns: tuple[_Column, ...], where: Mapping[str, Cell]) -> None:
        self._views = views
        self._known = columns
        self._values = tuple(where.values())
        self._rest = f"FROM t{number} WHERE {' AND '.join(f'{name} IS ?' for name in where) or 'TRUE'}"
        self.columns = tuple(column.name for column in columns)

    def count(self) -> int:
        """How many they are."""
        return int(self._views.rows(f"SELECT COUNT(*) {self._rest}", self._values)[0][0])

    def rows(self, start: int = 0, most: int | None = None) -> tuple[tuple[Cell, ...], ...]:
        """``most`` of them (None: all) from number ``start`` (from 0) on."""
        names = ", ".join(f"c{at}" for at in range(len(self.columns)))
        sql = f"SELECT {names} {self._rest} ORDER BY rowid LIMIT ? OFFSET ?"
        found = self._views.rows(sql, (*self._values, -1 if most is None else most, start))
        for at, column in enumerate(self._known):
            if column.yes_or_no:
                found = [(*row[:at], None if row[at] is None else bool(row[at]), *row[at + 1 :]) for row in found]
        return tuple(found)


def write(path: Path, answers: Iterable[tuple[str, Table]]) -> None:
    """Make the file ``path`` of ``answers``: the text of each question, and what it answers of the whole build.

    One with a value that SQLite would not give back as it is is left out.
    """
    with closing(sqlite3.connect(path)) as base:
        base.executescript(_TABLES)
        for number, (text, answer) in enumerate(answers):
            if _is_kept(answer.rows):
                _write(base, number, text, answer)
        base.commit()


def _write(base: sqlite3.Connection, number: int, text: str, answer: Table) -> None:
    columns = [(name, any(isinstance(row[at], bool) for row in answer.rows)) for at, name in enumerate(answer.columns)]
    names = [f"c{at}" for at in range(len(columns))]
    # Columns without a type keep each value as it is.
    base.execute(f"CREATE TABLE t{number} ({', '.join(names)})")
    base.executemany(f"INSERT INTO t{number} VALUES ({', '.join('?' * len(names))})", answer.rows)
    if "dokumen" in answer.columns:
        base.execute(f"CREATE INDEX d{number} ON t{number} (c{answer.columns.index('dokumen')})")
    base.execute("INSERT INTO view VALUES (?, ?, ?)", (_mark(text), number, json.dumps(columns)))


def _is_kept(rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether every value comes back as it was: no number is too large or none, no column has yes or no and others."""
    kinds: list[set[type]] = [set() for _ in rows[0]] if rows else []
    for row in rows:
        for value, seen in zip(row, kinds, strict=True):
            seen.add(type(value))
            if isinstance(value, float) and math.isnan(value):
                return False
            if isinstance(value, int) and not -_LARGEST <= value < _LARGEST:
                return False
    return not any(bool in seen and seen - {bool, type(None)} for seen in kinds)


def _mark(text: str) -> str:
    """What tells a question as this version asks it from every other."""
    return hashlib.sha256(f"{__version__}\n{text}".encode()).hexdigest()
