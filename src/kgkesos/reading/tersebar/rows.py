"""The cells of a spread table's rows as text: lines joined, words mended, the formula taken apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kgkesos.reading import formula
from kgkesos.reading.excerpt import Excerpt, Source, join
from kgkesos.reading.formula import span
from kgkesos.reading.lekat import Mender
from kgkesos.reading.markup import without_bullet
from kgkesos.reading.tersebar.pieces import Piece, pieces
from kgkesos.reading.tersebar.units import Units
from kgkesos.reading.tersebar.walk import Cells, Walk

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


def read(source: Source, numbers: Sequence[int], units: Units, mender: Mender) -> Table:
    """The rows of the table on the printed lines ``numbers``, its head not among them."""
    walk = Walk(pieces(source, numbers), units).run()
    lacking = [at for at, row in enumerate(walk.rows) if len(row.rumus) > 1 and row.kali is None]
    rows = list(walk.rows)
    given = len(lacking) == len(walk.stranded)
    if given:
        for at, times in zip(lacking, walk.stranded, strict=True):
            rows[at] = replace(rows[at], kali=times)
    times = tuple(piece.line for piece in walk.stranded)
    unsure = [piece.line for row in rows if not row.source_sure for piece in row.sumber]
    return Table(
        tuple(_spread(row, mender) for row in rows),
        tuple(sorted({piece.line for piece in walk.left} | set(unsure))),
        () if given else times,
        times if given else (),
    )


def learnt(source: Source, tables: Sequence[Sequence[int]], units: Units) -> Units:
    """``units`` with the names of the sources that the ``tables`` (each its printed lines) print whole."""
    for numbers in tables:
        for row in Walk(pieces(source, numbers), units).run().rows:
            if row.sumber and row.source_sure:
                units = units.with_name(" ".join(piece.words for piece in row.sumber))
    return units


def _spread(row: Cells, mender: Mender) -> Spread:
    given = {"kinerja": row.kinerja, "indikator": row.indikator, "penjelasan": row.penjelasan}
    if row.source_sure:
        given["sumber_data"] = row.sumber
    cells = {role: text for role, parts in given.items() if (text := _cleaned(role, _mended(parts, mender)))}
    printed = {role: text for role, parts in given.items() if (text := _cleaned(role, _printed(parts)))}
    used = [*row.indikator, *row.penjelasan, *(p for part in row.rumus for p in part), *(given.get("sumber_data", ()))]
    marks = [piece for piece in (row.label, row.kali) if piece]
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
    texts = [_mended(part, mender) for part in row.rumus]
    if row.label and (tail := _after_label(row.label)):
        texts[:1] = [join([mender.text([tail]), texts[0]])] if texts else [mender.text([tail])]
    if not texts:
        return None
    if len(texts) == 2:
        return formula.stacked(texts[0], texts[1], row.kali.text if row.kali else None)
    whole = join([*texts, *([row.kali.text.squeezed()] if row.kali else [])])
    return formula.parse(whole)


def _after_label(label: Piece) -> Excerpt | None:
    found = span.LABEL.search(label.text.text)
    tail = label.text[found.end() :] if found else None
    return tail if tail and tail.text.strip() else None
