"""The form of an IKU: a table of sasaran, indicators, units, explanations, formulas, owners, sources, targets."""

from __future__ import annotations

from collections.abc import Sequence

from kgkesos.records import Dokumen, Record, Sasaran
from kgkesos.sheets.form import (
    SATUAN,
    Form,
    Held,
    Row,
    Tree,
    formula,
    heads,
    held,
    target_cells,
    target_head,
    title_rows,
    years,
)

HEADS = (
    *("NO.", "SASARAN STRATEGIS", "INDIKATOR KINERJA UTAMA", "SATUAN", "PENJELASAN", "FORMULASI PENGHITUNGAN"),
    *("PENANGGUNG JAWAB", "SUMBER DATA"),
)
WIDTHS = (6, 34, 38, 12, 50, 44, 26, 26)


def form(dokumen: Dokumen, records: Sequence[Record]) -> Form:
    """The sheet of an IKU: each sasaran on the row of its first indicator."""
    tree = Tree(records)
    when = years(records)
    rows = title_rows(dokumen, "INDIKATOR KINERJA UTAMA")
    frozen = len(rows) + 1
    rows.append(heads([*HEADS, *map(target_head, when)]))
    for sasaran in tree.below(None, Sasaran):
        begun: tuple[Held | None, Held | None] = held(sasaran, "nomor"), held(sasaran, "teks")
        for indicator in tree.indicators(sasaran.id):
            row: Row = (
                *begun,
                held(indicator, "nama"),
                held(indicator, "satuan"),
                held(indicator, "penjelasan"),
                formula(tree.formula(indicator)),
                held(indicator, "penanggung_jawab"),
                held(indicator, "sumber_data"),
                *target_cells(tree, indicator, when),
            )
            rows.append(row)
            begun = None, None
        if begun[1]:
            rows.append(begun)
    return Form("IKU", tuple(rows), (*WIDTHS, *[14] * len(when)), (SATUAN,), frozen)
