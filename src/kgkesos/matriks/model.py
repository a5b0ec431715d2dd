"""A table of marks: a row for each activity, a column for each objective."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from kgkesos.answers import Answer, Cell

PRINTED, DERIVED, GUESSED = "●", "○", "?"
# What each sign says, the surest first: of several ways from an activity to an objective the surest is shown.
SIGNS: Final[Mapping[str, str]] = {
    PRINTED: "tercetak atau dikonfirmasi",
    DERIVED: "diturunkan menurut aturan",
    GUESSED: "tercetak, tetapi dibaca dengan dugaan",
}
_ORDER = tuple(SIGNS)


@dataclass(frozen=True, slots=True)
class Head:
    """An activity or an objective: its IRI, its name, the key of the document of the row, its period ("-": none)."""

    iri: str
    nama: str
    dokumen: str
    periode: str = "-"


@dataclass(frozen=True, slots=True)
class Mark:
    """Where an activity supports an objective: the sign, and the names that it does so through ("": directly)."""

    sign: str
    melalui: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """``cells`` by the IRIs of the row and of the column; an activity or objective without any is a gap."""

    rows: tuple[Head, ...]
    columns: tuple[Head, ...]
    cells: Mapping[tuple[str, str], Mark]
    build: str

    @property
    def empty(self) -> bool:
        """Whether there is neither an activity nor an objective."""
        return not self.rows and not self.columns

    def line(self, row: Head) -> tuple[Mark | None, ...]:
        """The marks of one row, in the order of the columns."""
        return tuple(self.cells.get((row.iri, column.iri)) for column in self.columns)

    def supporting(self, column: Head) -> int:
        """How many activities support the objective ``column``."""
        return sum(sasaran == column.iri for _, sasaran in self.cells)

    def documents(self) -> tuple[tuple[str, Matrix], ...]:
        """The table of each document by its key: its activities, and the objectives that they support or it prints."""
        keys = dict.fromkeys(one.dokumen for one in (*self.rows, *self.columns))
        return tuple((key, self._of(key)) for key in keys)

    def _of(self, dokumen: str) -> Matrix:
        rows = tuple(one for one in self.rows if one.dokumen == dokumen)
        own = {one.iri for one in rows}
        cells = {pair: mark for pair, mark in self.cells.items() if pair[0] in own}
        met = {sasaran for _, sasaran in cells}
        columns = tuple(one for one in self.columns if one.iri in met or one.dokumen == dokumen)
        return Matrix(rows, columns, cells, self.build)


def matrix(answer: Answer) -> Matrix:
    """The table that the ``answer`` to the question ``matriks`` makes, in the order of its rows."""
    rows: dict[str, Head] = {}
    columns: dict[str, Head] = {}
    ways: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for said in _named(answer):
        kegiatan, sasaran = _text(said["kegiatan"]), _text(said["sasaran"])
        dokumen, periode = _text(said["dokumen"]).rsplit("/", 1)[-1], _text(said["periode"])
        if kegiatan:
            rows.setdefault(kegiatan, Head(kegiatan, _text(said["namaKegiatan"]), dokumen, periode))
        if sasaran:
            columns.setdefault(sasaran, Head(sasaran, _text(said["namaSasaran"]), dokumen))
        if kegiatan and sasaran:
            ways.setdefault((kegiatan, sasaran), []).append((_sign(said), _text(said["melalui"])))
    return Matrix(tuple(rows.values()), tuple(columns.values()), dict(_marks(ways)), answer.build)


def _named(answer: Answer) -> Iterator[dict[str, Cell]]:
    return (dict(zip(answer.columns, row, strict=True)) for row in answer.rows)


def _text(cell: Cell) -> str:
    return "" if cell is None else str(cell)


def _sign(said: Mapping[str, Cell]) -> str:
    if said["basis"] == "diturunkan":
        return DERIVED
    return PRINTED if said["kepastian"] == "pasti" else GUESSED


def _marks(
    ways: Mapping[tuple[str, str], Iterable[tuple[str, str]]],
) -> Iterator[tuple[tuple[str, str], Mark]]:
    for pair, several in ways.items():
        ranked = sorted(several, key=lambda way: _ORDER.index(way[0]))
        yield pair, Mark(ranked[0][0], tuple(dict.fromkeys(through for _, through in ranked)))
