"""The form that any kind of document fits in: a list with a row for each record (see :mod:`kgkesos.reading.daftar`)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kgkesos.reading import daftar
from kgkesos.reading.daftar import COLUMNS, FIELDS, FORMULA, KIND, LEVEL, WORDS
from kgkesos.records import Dokumen, Formula, Indikator, Record, Target
from kgkesos.sheets.form import (
    SATUAN,
    Choice,
    Form,
    Held,
    Row,
    Tree,
    When,
    formula,
    heads,
    held,
    target_cells,
    target_head,
    years,
)

NAME = "Daftar"
_WIDTHS = {LEVEL: 9, KIND: 14, WORDS: 60, "PENJELASAN": 50, FORMULA: 44}
_WIDTH, _TARGET_WIDTH = 20, 14
_KINDS = Choice((KIND,), tuple(kind.__name__ for kind in FIELDS))


def form(dokumen: Dokumen, records: Sequence[Record]) -> Form:
    """The list of ``records``, each below what it hangs under; columns that nothing is said in are left out."""
    tree = Tree(records)
    when = years(records)
    known = {record.id for record in records}
    roots = [record for record in records if record.induk not in known]
    found = [row for root in roots for row in _branch(tree, root, 1, when)]
    used = {column for row in found for column in row}
    columns = [column for column in (*COLUMNS, *map(target_head, when)) if column in used]
    rows: list[Row] = [(Held(dokumen.judul or "DAFTAR ISI DOKUMEN", "title", (("", "judul"),)),)]
    for label, name in daftar.HEAD:
        if value := getattr(dokumen, name):
            # The label goes on over the second column, since the first is narrow.
            rows.append((Held(f"{label} :", "label"), None, Held(str(value), "line", (("", name),))))
    rows.extend([(), heads(columns)])
    frozen = len(rows)
    rows.extend(tuple(row.get(column) for column in columns) for row in found)
    widths = tuple(_WIDTHS.get(one, _TARGET_WIDTH if one.startswith(daftar.TARGET) else _WIDTH) for one in columns)
    return Form(NAME, tuple(rows), widths, (SATUAN, _KINDS), frozen)


def _branch(tree: Tree, record: Record, level: int, when: Sequence[When]) -> Iterator[dict[str, Held]]:
    """The row of ``record``, then those of all that hangs under it."""
    said: dict[str, Held | None] = {
        column: _cell(record, field) for column, field in FIELDS.get(type(record), {}).items()
    }
    if isinstance(record, Indikator):
        said[FORMULA] = formula(tree.formula(record))
        said |= dict(zip(map(target_head, when), target_cells(tree, record, when), strict=True))
    cells = {LEVEL: Held(str(level)), KIND: Held(record.jenis)}
    yield cells | {column: cell for column, cell in said.items() if cell}
    for below in tree.below(record.id, *FIELDS):
        if not isinstance(below, Formula | Target):
            yield from _branch(tree, below, level + 1, when)


def _cell(record: Record, name: str) -> Held | None:
    value = getattr(record, name)
    if isinstance(value, tuple):
        return Held("\n".join(f"• {one}" for one in value), "text", ((record.id, name),)) if value else None
    return held(record, name)
