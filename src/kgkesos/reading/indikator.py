"""The rows of an indicator table: what every kind of document that prints one has in common."""

from __future__ import annotations

from collections.abc import Iterator

from kgkesos.reading import definisi, formula
from kgkesos.reading.excerpt import Excerpt
from kgkesos.reading.markup import plain, without_bullet
from kgkesos.reading.page import Page
from kgkesos.reading.table import Row
from kgkesos.records import Indikator, Record


def records(page: Page, parent: str, row: Row, short: definisi.Abbreviations) -> Iterator[Record]:
    """The Indikator of ``row``, measuring ``parent``, then its Formula and the definitions its explanation states."""
    name = plain(row.cell("indikator"))
    if not name:
        page.leave([row.line], "baris tabel tanpa nama indikator")
        page.warn("baris-tanpa-indikator", "Baris tabel ini tidak memuat nama indikator.", (row.line, row.line))
        return
    parts = formula.explanation(row.cell("penjelasan"))
    fields: dict[str, Excerpt] = {"nama": name}
    if parts.penjelasan:
        fields["penjelasan"] = parts.penjelasan
    for role in ("sumber_data", "penanggung_jawab", "satuan"):
        if cell := without_bullet(plain(row.cell(role))):
            fields[role] = cell
    identifier = page.new_id(parent, "indikator", None, name.text)
    yield Indikator(
        id=identifier,
        induk=parent,
        bukti={role: cell.bukti(page.source) for role, cell in fields.items()},
        **{role: cell.text for role, cell in fields.items()},
    )
    page.take([row.line])
    if parts.ekspresi:
        yield formula.record(page, identifier, parts.ekspresi)
    if parts.penjelasan:
        yield from definisi.records(page, identifier, parts.penjelasan, short)
