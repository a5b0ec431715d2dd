"""The form of a cascading: columns for each level, for its indicators and what is said of them; a row a branch."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import zip_longest
from types import MappingProxyType

from kgkesos.records import Dokumen, Indikator, Kegiatan, Program, Record, Sasaran, SubKegiatan, Tujuan
from kgkesos.sheets.form import (
    SATUAN,
    Form,
    Held,
    Tree,
    When,
    formula,
    heads,
    held,
    numbered,
    target_cells,
    target_head,
    title_rows,
    years,
)

# The levels from the top, each with its head and the field that names it.
LEVELS: tuple[tuple[type[Record], str, str], ...] = (
    (Tujuan, "TUJUAN", "teks"),
    (Sasaran, "SASARAN", "teks"),
    (Program, "PROGRAM", "nama"),
    (Kegiatan, "KEGIATAN", "nama"),
    (SubKegiatan, "SUB KEGIATAN", "nama"),
)
# What is said of a programme beside its name: the parts of its columns, which head them alone.
PERIOD, SUCCESSOR = "PERIODE", "PENGGANTI"
# What is said of an indicator: the part that heads its columns, and the field it holds.
SAID: Mapping[str, str] = MappingProxyType(
    {
        "DEFINISI OPERASIONAL": "penjelasan",
        "SATUAN": "satuan",
        "SUMBER DATA": "sumber_data",
        "PENANGGUNG JAWAB": "penanggung_jawab",
    }
)
_PARTS = ("", PERIOD, SUCCESSOR, "INDIKATOR", "DEFINISI OPERASIONAL", "SATUAN", "FORMULASI")
_PARTS_BEHIND = ("SUMBER DATA", "PENANGGUNG JAWAB")
Cells = dict[tuple[int, str], Held | None]


def form(dokumen: Dokumen, records: Sequence[Record]) -> Form:
    """The sheet of a cascading; columns of levels and fields that nothing is said of are left out."""
    tree = Tree(records)
    when = years(records)
    cells = [row for top in _roots(tree) for row in _branch(tree, top, when)]
    used = {place for row in cells for place, cell in row.items() if cell}
    last = max((at for at, _ in used), default=len(LEVELS) - 2)
    columns = [
        (at, part)
        for at in range(max(last, len(LEVELS) - 2) + 1)
        for part in (*_PARTS, *_PARTS_BEHIND, *map(target_head, when))
        if part in ("", "INDIKATOR") or (at, part) in used
    ]
    rows = title_rows(dokumen, "CASCADING")
    frozen = len(rows) + 1
    rows.append(heads([head(at, part) for at, part in columns]))
    rows.extend(tuple(row.get(place) for place in columns) for row in cells)
    widths = tuple(14 if kind.startswith((PERIOD, "SATUAN", "Target")) else 32 for _, kind in columns)
    return Form("Cascading", tuple(rows), widths, (SATUAN,), frozen)


def head(at: int, part: str) -> str:
    """The head of the column that holds ``part`` of the level number ``at``.

    >>> head(1, "INDIKATOR"), head(2, ""), head(2, "PENGGANTI")
    ('INDIKATOR SASARAN', 'PROGRAM', 'PROGRAM PENGGANTI')
    """
    level = LEVELS[at][1]
    return f"{level} {part}" if part == SUCCESSOR else f"{part} {level}".strip()


def _level(record: Record) -> int:
    return next(at for at, (kind, _, _) in enumerate(LEVELS) if type(record) is kind)


def _roots(tree: Tree) -> list[Record]:
    known = {record.id for record in tree.records}
    kinds = tuple(kind for kind, _, _ in LEVELS)
    return [one for one in tree.records if isinstance(one, kinds) and (one.induk is None or one.induk not in known)]


def _branch(tree: Tree, record: Record, when: Sequence[When]) -> list[Cells]:
    """The rows of ``record``: its indicators below each other, beside each the branches that stand under it."""
    at = _level(record)
    kinds = tuple(kind for kind, _, _ in LEVELS[at + 1 :])
    children = tree.below(record.id, *kinds)
    own = tree.indicators(record.id)
    tied = {i.id: [c for c in children if getattr(c, "indikator_program", None) == i.id] for i in own}
    free = [child for child in children if not any(child in found for found in tied.values())]
    groups: list[tuple[Indikator | None, list[Record]]] = [(i, tied[i.id]) for i in own]
    if free or not groups:
        # What stands under no one indicator stands beside the first, or below all of several.
        if len(own) == 1 and not tied[own[0].id]:
            groups = [(own[0], free)]
        else:
            groups.append((None, free))
    rows: list[Cells] = []
    for indicator, under in groups:
        below = [row for child in under for row in _branch(tree, child, when)]
        first = _tall(_indicator(tree, indicator, at, when), len(below)) if indicator else {}
        rows.extend({**a, **b} for a, b in zip_longest([first], below, fillvalue=_NONE))
    name: Cells = {(at, ""): numbered(record, LEVELS[at][2], "kode", "nomor"), **_programme(tree, record, at)}
    rows[0] = {**_tall(name, len(rows)), **rows[0]}
    return rows


def _tall(cells: Cells, rows: int) -> Cells:
    """``cells`` merged over so many rows: over all that stands beside them."""
    return {place: replace(cell, tall=max(rows, 1)) if cell else None for place, cell in cells.items()}


def _programme(tree: Tree, record: Record, at: int) -> Cells:
    """What is said of a programme: its years, and the names of those that go on with its work."""
    if not isinstance(record, Program):
        return {}
    cells: Cells = {(at, PERIOD): held(record, "periode")}
    if record.dilanjutkan_oleh:
        names = [one.nama for one in tree.records if isinstance(one, Program) and one.id in record.dilanjutkan_oleh]
        cells[at, SUCCESSOR] = Held("; ".join(names), "text", ((record.id, "dilanjutkan_oleh"),))
    return cells


_NONE: Cells = {}


def _indicator(tree: Tree, indicator: Indikator, at: int, when: Sequence[When]) -> Cells:
    cells: Cells = {
        (at, "INDIKATOR"): numbered(indicator, "nama", "nomor"),
        (at, "FORMULASI"): formula(tree.formula(indicator)),
    }
    for part, name in SAID.items():
        cells[at, part] = held(indicator, name)
    for year, cell in zip(when, target_cells(tree, indicator, when), strict=True):
        cells[at, target_head(year)] = cell
    return cells
