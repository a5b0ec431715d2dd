"""The form of an IKU: whose it is, then a table of sasaran, indicators, units, formulas, owners, sources, targets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kgkesos.records import Dokumen, Fungsi, Indikator, Jabatan, Record, Sasaran, Tugas
from kgkesos.sheets.form import (
    SATUAN,
    Form,
    Held,
    Row,
    Tree,
    formula,
    heads,
    held,
    numbered,
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


PARTS = ((Tugas, "Tugas"), (Fungsi, "Fungsi"))


def form(dokumen: Dokumen, records: Sequence[Record]) -> Form:
    """The sheet of an IKU: the position with its duties, if any; each sasaran on the row of its first indicator."""
    tree = Tree(records)
    when = years(records)
    rows = title_rows(dokumen, "INDIKATOR KINERJA UTAMA")
    positions = [one.id for one in tree.below(None, Jabatan)]
    rows.extend(row for position in [None, *positions] for row in _whose(tree, position))
    # With the duties above it the heads of the table would leave no room for its rows.
    frozen = 0 if positions or tree.below(None, Tugas, Fungsi) else len(rows) + 1
    rows.append(heads([*HEADS, *map(target_head, when)]))
    for sasaran in [one for above in [None, *positions] for one in tree.below(above, Sasaran)]:
        begun: tuple[Held | None, Held | None] = held(sasaran, "nomor"), held(sasaran, "teks")
        for indicator in tree.indicators(sasaran.id):
            row: Row = (
                *begun,
                _name(indicator),
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


def _name(indicator: Indikator) -> Held | None:
    """The name with its number in front, where that is of the signs that tell which indicator another details."""
    return numbered(indicator, "nama", "nomor") if "." in (indicator.nomor or "") else held(indicator, "nama")


def _whose(tree: Tree, position: str | None) -> Iterator[Row]:
    """The ``position`` whose indicators these are, its duties and functions; those of an office stand under no name.

    The labels leave the narrow first column free.
    """
    found = [(name, tree.below(position, kind)) for kind, name in PARTS]
    named = [one for one in tree.below(None, Jabatan) if one.id == position]
    yield from (_labelled("Nama Unit Kerja/Jabatan", held(one, "nama")) for one in named)
    for name, items in found:
        for at, item in enumerate(items):
            # An item without letter has a label of its own, so that it does not go on with the one before.
            yield _labelled(name, _item(item)) if not at or not _letter(item) else (None, None, _item(item))
    if named or any(items for _, items in found):
        yield ()


def _labelled(name: str, said: Held | None) -> Row:
    return None, Held(f"{name} :", "label"), said


def _item(record: Record) -> Held | None:
    cell = held(record, "teks", "line")
    letter = _letter(record)
    if cell is None or not letter:
        return cell
    return Held(f"{letter}. {cell.text}", cell.look, ((record.id, "huruf"), *cell.fields))


def _letter(record: Record) -> str | None:
    return getattr(record, "huruf", None)
