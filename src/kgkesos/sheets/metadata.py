"""The form of a metadata sheet: a label, a colon and the value on each row."""

from __future__ import annotations

from collections.abc import Sequence

from kgkesos.records import Dokumen, Metadata, Record
from kgkesos.sheets.form import Form, Held, Row, Tree, held, title_rows

WIDTHS = (34, 3, 100)


def form(dokumen: Dokumen, records: Sequence[Record]) -> Form:
    """The sheet of one indicator's metadata."""
    rows: list[Row] = title_rows(dokumen, "") if dokumen.judul else []
    for record in Tree(records).below(None, Metadata):
        rows.append((held(record, "label", "label"), Held(":", "label"), _value(record)))
        rows.append(())
    return Form("Metadata", tuple(rows), WIDTHS)


def _value(record: Record) -> Held | None:
    value = getattr(record, "nilai", None)
    if isinstance(value, tuple):
        return Held("\n".join(f"• {one}" for one in value), "text", ((record.id, "nilai"),))
    return held(record, "nilai")
