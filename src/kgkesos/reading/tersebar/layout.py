"""Tables that a text layer prints as they look on the page: cells side by side, parted by white space."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from kgkesos.reading.columns import role
from kgkesos.reading.excerpt import Excerpt, Source
from kgkesos.reading.kata.lekat import Mender
from kgkesos.reading.tersebar.pieces import Kind, Piece, complete, pieces_of, usual_step

_SPACE = re.compile(r"  +(?=\S)")
_TITLE = re.compile(r"\S+(?: \S+)*")
# Below this share of lines with words in two columns or more, the cells stand below each other, not side by side.
_BESIDE = 0.1
# So many words make the name of an indicator.
_FEWEST_WORDS = 3
# At most this share of lines may print over the place where two columns part.
_CROSSING = 0.15
# So far left or right a cell may stand of where its column mostly begins.
_NEAR = 8
_UNIT = re.compile(r"(?<=\s)(?:Bidang|Seksi|Sub\s?-?\s?[Bb]agian|Subbag(?:ian)?|Sekretariat|UPTD?)(?![a-z])")
# The columns in the order in which a text layer prints the cells of a row, and what the first piece of each opens.
_ORDER = ("kinerja", "indikator", "penjelasan", "sumber_data")
_OPENS = {"kinerja": Kind.RESULT, "indikator": Kind.MEASURE, "sumber_data": Kind.SOURCE}
_SAME = {"sasaran": "kinerja", "formula": "penjelasan", "penanggung_jawab": "sumber_data"}
_COMPUTES = (Kind.LABEL, Kind.EXPLAINS, Kind.SUM)


@dataclass(frozen=True, slots=True)
class Column:
    """A column: what it holds, and the characters of a line that belong to it."""

    role: str
    start: int
    end: int | None


@dataclass(frozen=True, slots=True)
class Band:
    """Lines of a table that no blank line parts, cell by cell: each role's pieces."""

    cells: dict[str, tuple[Piece, ...]]


def columns(source: Source, head: int, numbers: Sequence[int]) -> tuple[Column, ...] | None:
    """The columns under the head on line ``head``; None where its table is not printed side by side.

    They are parted where no line of the table prints anything between two titles.
    """
    line = source.line(head).text
    titles = list(_TITLE.finditer(line))
    roles = [_role(match.group()) for match in titles]
    texts = [source.line(number).text for number in numbers]
    known = set(roles) <= {*_ORDER, "nomor"} and len(set(roles)) == len(roles)
    if "indikator" not in roles or not known or "\t" in line:
        return None
    cuts = [_gutter(texts, one, other) for one, other in pairwise(titles)]
    if None in cuts:
        return None
    edges = [0, *(cut for cut in cuts if cut is not None)]
    found = tuple(
        Column(name or "", start, end) for name, start, end in zip(roles, edges, [*edges[1:], None], strict=True)
    )
    beside = sum(sum(bool(text[c.start : c.end].strip()) for c in found) > 1 for text in texts)
    return found if beside >= _BESIDE * len(texts) else None


def _role(title: str) -> str | None:
    found = role(title)
    return _SAME.get(found, found) if found else None


def _gutter(texts: Sequence[str], one: re.Match[str], other: re.Match[str]) -> int | None:
    """Where between the middles of two titles the column of the second begins.

    Right of characters that no line prints on, where most lines begin a word; where there are none, at the first place
    where words begin after white space and few lines print a word across it: those are cut beside that word.
    """
    first, last = sum(one.span()) // 2, sum(other.span()) // 2
    runs: list[list[int]] = []
    for at in (at for at in range(first, last) if not any(text[at : at + 1].strip() for text in texts)):
        if runs and runs[-1][-1] == at - 1:
            runs[-1].append(at)
        else:
            runs.append([at])
    if runs:
        # A column's words begin one below the other: that place, not any gap that all its lines happen to have.
        return max((run[-1] + 1 for run in runs), key=lambda at: sum(_begins(text, at) for text in texts))
    begins = sorted({match.end() for text in texts for match in _SPACE.finditer(text) if first < match.end() < last})
    return next((at for at in begins if sum(_edge(text, at) != at for text in texts) <= _CROSSING * len(texts)), None)


def _begins(text: str, at: int) -> bool:
    """Whether a word begins at ``at``."""
    return not text[at - 1 : at].strip() and bool(text[at : at + 1].strip())


def _edge(text: str, at: int) -> int:
    """``at``, or where in this line the columns part instead: before a unit's name, at the nearer end of a word.

    Cells that all but touch stand a few characters left or right of where they mostly stand.
    """
    around = text[max(at - _NEAR, 0) : at + _NEAR]
    if "  " not in around and (unit := _UNIT.search(around)):
        return max(at - _NEAR, 0) + unit.start()
    start, end = at, at
    while start > 0 and text[start - 1 : start].strip():
        start -= 1
    while text[end : end + 1].strip():
        end += 1
    return at if start == at or end == at else start if at - start <= end - at else end


def pieces(
    source: Source, parts: Sequence[tuple[Sequence[Column], Sequence[int]]], mender: Mender
) -> tuple[tuple[Piece, ...], set[int]]:
    """The pieces of a table cell by cell, as other text layers print them one after another; and the lines left out.

    ``parts`` are the pieces of the table, one a page: its columns and its printed lines. A row whose indicator cell
    holds a second measure may be two rows: it is left out.
    """
    rows = _joined([band for under, numbers in parts for band in _bands(source, under, numbers, mender)])
    found: list[Piece] = []
    torn: set[int] = set()
    for row in rows:
        if _is_torn(row):
            torn.update(piece.line for cell in row.cells.values() for piece in cell)
            continue
        for name in _ORDER:
            found.extend(_told(name, row.cells.get(name, ())))
    return tuple(found), torn


def _is_torn(row: Band) -> bool:
    named = row.cells.get("indikator", ())
    opens = (Kind.MEASURE, Kind.COUNT)
    return any(
        below.kind in opens and complete(above) and _words(named[: at + 1]) >= _FEWEST_WORDS
        for at, (above, below) in enumerate(pairwise(named))
    )


def _words(cell: Sequence[Piece]) -> int:
    return sum(len(piece.words.split()) for piece in cell)


def _told(name: str, cell: Sequence[Piece]) -> Iterator[Piece]:
    """``cell`` with the kinds that its column gives: nothing in it opens a cell of another column."""
    for at, piece in enumerate(cell):
        if name != "penjelasan":
            yield replace(piece, kind=Kind.TEXT if at else _OPENS[name], apart=at == 0, paper=False)
        else:
            opens = at == 0 and piece.kind not in _COMPUTES
            inside = {Kind.SOURCE: Kind.TEXT, Kind.RESULT: Kind.TEXT, Kind.MEASURE: Kind.COUNT}
            yield replace(piece, kind=inside.get(piece.kind, piece.kind), apart=False, paper=False, computes=opens)


def _bands(source: Source, under: Sequence[Column], numbers: Sequence[int], mender: Mender) -> Iterator[Band]:
    usual = usual_step(numbers)
    band: dict[str, list[Piece]] = {}
    above = 0
    for number in numbers:
        line = source.line(number)
        parts = {column.role: _cell(line, column, number, mender) for column in under}
        if band and (number - above > usual or _opens_row(band, parts)):
            yield Band({name: tuple(cell) for name, cell in band.items()})
            band = {}
        for name, found in parts.items():
            if found:
                band.setdefault(name, []).extend(found)
        above = number
    if band:
        yield Band({name: tuple(cell) for name, cell in band.items()})


def _opens_row(band: Mapping[str, Sequence[Piece]], parts: Mapping[str, Sequence[Piece]]) -> bool:
    """Whether a row opens without a blank line above: it is numbered, or an indicator begins beside its formula."""
    if parts.get("nomor"):
        return True
    above, named, said = band.get("indikator", ()), parts.get("indikator", ()), parts.get("penjelasan", ())
    if not above or not named or not said or not complete(above[-1]):
        return False
    measures = named[0].kind in (Kind.MEASURE, Kind.COUNT)
    computing = [piece for piece in band.get("penjelasan", ()) if piece.kind in _COMPUTES]
    if said[0].kind not in _COMPUTES:
        # A table whose formulas have no labels: a measure alone tells.
        return measures and all(piece.kind is Kind.SUM for piece in computing)
    again = said[0].kind is Kind.EXPLAINS or bool(computing)
    return measures or (named[0].words[:1].isupper() and again)


def _cell(line: Excerpt, column: Column, number: int, mender: Mender) -> tuple[Piece, ...]:
    text = line[_edge(line.text, column.start) : _edge(line.text, column.end) if column.end else None]
    return pieces_of(number, text, mender) if text.text.strip() else ()


def _joined(bands: Sequence[Band]) -> list[Band]:
    """``bands`` with those that go on with the row above made part of it."""
    rows: list[Band] = []
    for band in bands:
        measured = band.cells.get("indikator", ())
        goes_on = not measured or measured[0].words[:1].islower()
        if rows and (goes_on or not _ended(rows[-1], "indikator")):
            rows[-1] = Band(_added(rows[-1].cells, band.cells))
            continue
        stated = band.cells.get("kinerja", ())
        if stated and rows and (stated[0].words[:1].islower() or not _ended(_stating(rows), "kinerja")):
            at = rows.index(_stating(rows))
            rows[at] = Band(_added(rows[at].cells, {"kinerja": stated}))
            band = Band({name: cell for name, cell in band.cells.items() if name != "kinerja"})
        rows.append(band)
    return rows


def _stating(rows: Sequence[Band]) -> Band:
    """The last of ``rows`` that states a result; the first row where none does."""
    return next((row for row in reversed(rows) if row.cells.get("kinerja")), rows[0])


def _ended(row: Band, name: str) -> bool:
    cell = row.cells.get(name, ())
    return not cell or complete(cell[-1])


def _added(one: dict[str, tuple[Piece, ...]], other: dict[str, tuple[Piece, ...]]) -> dict[str, tuple[Piece, ...]]:
    return {name: (*one.get(name, ()), *other.get(name, ())) for name in {**one, **other}}
