"""The cells of a spread table's rows as text: lines joined, words mended, the formula taken apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kgkesos.reading import formula
from kgkesos.reading.excerpt import Excerpt, Source, join
from kgkesos.reading.formula import span
from kgkesos.reading.kata.lekat import Mender
from kgkesos.reading.markup import without_bullet
from kgkesos.reading.once import once
from kgkesos.reading.tersebar import layout
from kgkesos.reading.tersebar.pieces import Kind, Piece, pieces, runs_together, unlabelled
from kgkesos.reading.tersebar.quantities import is_legend
from kgkesos.reading.tersebar.units import Units
from kgkesos.reading.tersebar.walk import Cells, Walk

_RATIO = 2
# Any of these tells where a formula begins.
_TELLS = frozenset({Kind.LABEL, Kind.EXPLAINS, Kind.SUM, Kind.TIMES})
# No name of an indicator says so.
_DIVIDES = re.compile(r"\bdi\s?bagi(?:\s+dengan)?\s+(?:jumlah|total|seluruh|banyaknya)\b|=", re.IGNORECASE)
_INTRODUCES = re.compile(r"^\W*(?:Keterangan|Ket|Dengan|Dimana|Di\s?mana)\b\W*$", re.IGNORECASE)
_NUMBERS = re.compile(r"^\W*NO(?:MOR)?\b", re.IGNORECASE)
_EXPLAINS = re.compile(r"^\W*Penjelasan\W*:\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Spread:
    """One row: its cells as text, words mended; ``printed`` the same cells with the spacing of the text layer.

    ``result_known`` is False where it cannot be told which result the indicator measures.
    """

    lines: tuple[int, ...]
    kinerja_lines: tuple[int, ...]
    cells: dict[str, Excerpt]
    printed: dict[str, Excerpt]
    rumus: formula.Parts | None
    result_known: bool


@dataclass(frozen=True, slots=True)
class Table:
    """What was read of a table: its rows, the lines that make no row, multipliers that belong to no formula."""

    rows: tuple[Spread, ...]
    left: tuple[int, ...]
    unused: tuple[int, ...]
    times: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a table: the line of its head (a page's head again), and its printed lines."""

    head: int
    lines: tuple[int, ...]


def read(source: Source, segments: Sequence[Segment], units: Units, mender: Mender) -> Table:
    """The rows of the table made of ``segments``."""
    found, lost = _pieces(source, tuple(segments), mender)
    walk = Walk(found, units).run()
    if any(_DIVIDES.search(piece.words) for row in walk.rows for piece in row.indikator):
        # A formula was taken for an indicator: where the cells of this table end, nothing tells.
        return Table((), tuple(sorted({piece.line for piece in found} | lost)), (), ())
    lacking = [at for at, row in enumerate(walk.rows) if len(row.rumus.parts) > 1 and not row.rumus.times]
    rows = list(walk.rows)
    given = len(lacking) == len(walk.stranded)
    if given:
        for at, times in zip(lacking, walk.stranded, strict=True):
            rows[at] = replace(rows[at], rumus=rows[at].rumus.multiplied(times))
    stranded = tuple(piece.line for piece in walk.stranded)
    unsure = {piece.line for row in rows if not row.source_sure for piece in row.sumber}
    return Table(
        tuple(_spread(row, mender) for row in rows),
        tuple(sorted({piece.line for piece in walk.left} | unsure | lost)),
        () if given else stranded,
        stranded if given else (),
    )


def learnt(source: Source, tables: Sequence[Sequence[Segment]], units: Units, mender: Mender) -> Units:
    """``units`` with the names of the sources that the ``tables`` print whole."""
    for segments in tables:
        for row in Walk(_pieces(source, tuple(segments), mender)[0], units).run().rows:
            if row.sumber and row.source_sure:
                units = units.with_name(" ".join(piece.words for piece in row.sumber))
    return units


@once
def _pieces(source: Source, segments: tuple[Segment, ...], mender: Mender) -> tuple[tuple[Piece, ...], set[int]]:
    """The pieces of the table cell by cell, and the lines whose cells cannot be told apart."""
    laid = [layout.columns(source, segment.head, segment.lines) for segment in segments]
    if any(laid):
        parts = [(under, segment.lines) for under, segment in zip(laid, segments, strict=True) if under]
        lost = {n for under, segment in zip(laid, segments, strict=True) if not under for n in segment.lines}
        found, torn = layout.pieces(source, parts, mender)
        return found, lost | torn
    numbers = [number for segment in segments for number in segment.lines]
    numbered = any(_NUMBERS.search(source.line(segment.head).text) for segment in segments)
    found = pieces(source, numbers, mender, numbered=numbered)
    if runs_together(found) or _tells_nothing(found):
        return (), set(numbers)
    return (found if any(piece.kind is Kind.LABEL for piece in found) else unlabelled(found, mender)), set()


def _tells_nothing(found: Sequence[Piece]) -> bool:
    """Whether no piece tells where a formula begins, though words that can be one stand among them."""
    unplaced = (piece for piece in found if piece.kind is Kind.TEXT and piece.words[:1].isupper())
    tells = any(piece.kind in _TELLS or _DIVIDES.search(piece.words) for piece in found)
    return not tells and any(unplaced)


def _spread(row: Cells, mender: Mender) -> Spread:
    given = {"kinerja": row.kinerja, "indikator": row.indikator, "penjelasan": row.penjelasan}
    if row.source_sure:
        given["sumber_data"] = row.sumber
    cells = {role: text for role, parts in given.items() if (text := _cleaned(role, _mended(parts, mender)))}
    printed = {role: text for role, parts in given.items() if (text := _cleaned(role, _printed(parts)))}
    used = [*row.indikator, *row.penjelasan, *row.rumus.pieces, *(given.get("sumber_data", ()))]
    marks = [piece for piece in (row.label, row.rumus.times) if piece]
    lines = tuple(sorted({piece.line for piece in [*used, *marks]}))
    kinerja = tuple(sorted({piece.line for piece in row.kinerja}))
    return Spread(lines, kinerja, cells, printed, _parts(row, mender), row.result_known)


def _mended(parts: Sequence[Piece], mender: Mender) -> Excerpt:
    return mender.text(piece.text for piece in parts)


def _printed(parts: Sequence[Piece]) -> Excerpt:
    return join(piece.text.squeezed() for piece in parts)


def _cleaned(role: str, text: Excerpt) -> Excerpt:
    if role == "penjelasan" and (opening := _EXPLAINS.match(text.text)):
        return text[opening.end() :]
    return without_bullet(text) if role == "sumber_data" else text


def _parts(row: Cells, mender: Mender) -> formula.Parts | None:
    found = row.rumus
    texts = [_mended(part, mender) for part in found.parts]
    if row.label and (tail := _after_label(row.label)):
        texts[:1] = [join([mender.text([tail]), *texts[:1]])]
    if not texts:
        return None
    times = found.times.text.squeezed() if found.times else None
    legend = _entries(found.legend, mender)
    if len(texts) == _RATIO and not found.is_sum:
        meanings = " ".join(entry.text for entry in legend)
        return replace(formula.stacked(texts[0], texts[1], times, meanings), legenda=legend)
    # Lines of an expression in words are one run of text; a quantity above another is told by its line.
    whole = join([*texts, *([times] if times else [])], " " if found.in_words else "\n")
    return formula.parse(join([whole, *legend], "\n"))


def _entries(legend: Sequence[Piece], mender: Mender) -> tuple[Excerpt, ...]:
    """What each letter stands for, with the lines it goes on over."""
    entries: list[list[Piece]] = []
    for piece in legend:
        if _INTRODUCES.match(piece.words):
            continue
        if is_legend(piece) or not entries:
            entries.append([piece])
        else:
            entries[-1].append(piece)
    return tuple(_mended(entry, mender) for entry in entries)


def _after_label(label: Piece) -> Excerpt | None:
    found = span.LABEL.search(label.text.text)
    tail = label.text[found.end() :] if found else None
    return tail if tail and tail.text.strip() else None
