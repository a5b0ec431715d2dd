"""The form of an IKI: for each position its name, duties and functions as lines, then the table of its results."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kgkesos.records import Dokumen, Fungsi, Jabatan, Kinerja, Record, Tugas
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

TITLE = "INDIKATOR KINERJA INDIVIDU"
HEADS = ("KINERJA", "INDIKATOR KINERJA", "SATUAN", "PENJELASAN", "FORMULASI PENGHITUNGAN", "SUMBER DATA")
WIDTHS = (34, 38, 12, 60, 44, 26)
PARTS = ((Tugas, "TUGAS"), (Fungsi, "FUNGSI"))


def form(dokumen: Dokumen, records: Sequence[Record]) -> Form:
    """The sheet of an IKI: the positions one below the other."""
    tree = Tree(records)
    rows = title_rows(dokumen, TITLE)
    for position in tree.below(None, Jabatan):
        rows.extend(_position(tree, position))
    return Form("IKI", tuple(rows), WIDTHS, (SATUAN,))


def label(number: int, name: str, said: Held | None) -> Row:
    """A label and what it says: "1. JABATAN", ":", "Sekretaris"."""
    return Held(f"{number}. {name} :", "label"), said


def _position(tree: Tree, position: Record) -> Iterator[Row]:
    yield (Held(TITLE, "title"),)
    yield ()
    yield label(1, "JABATAN", held(position, "nama"))
    for number, (kind, name) in enumerate(PARTS, 2):
        found = tree.below(position.id, kind)
        if not found:
            continue
        alone = len(found) == 1 and not getattr(found[0], "huruf", None)
        yield label(number, name, held(found[0], "teks") if alone else None)
        yield from [] if alone else [_item(one) for one in found]
    yield ()
    results = tree.below(position.id, Kinerja)
    if not results:
        return
    when = years(one for result in results for i in tree.indicators(result.id) for one in tree.targets(i))
    yield heads([*HEADS, *map(target_head, when)])
    for result in results:
        begun = held(result, "teks")
        for indicator in tree.indicators(result.id):
            yield (
                begun,
                held(indicator, "nama"),
                held(indicator, "satuan"),
                held(indicator, "penjelasan"),
                formula(tree.formula(indicator)),
                held(indicator, "sumber_data"),
                *target_cells(tree, indicator, when),
            )
            begun = None
        if begun:
            yield (begun,)
    yield ()


def _item(record: Record) -> Row:
    cell = held(record, "teks")
    letter = getattr(record, "huruf", None)
    text = cell.text if cell else ""
    fields = (*(((record.id, "huruf"),) if letter else ()), *(cell.fields if cell else ()))
    return (Held(f"{letter}. {text}" if letter else f"- {text}", "text", fields),)
