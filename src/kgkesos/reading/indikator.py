"""The rows of an indicator table: what every kind of document that prints one has in common."""

from __future__ import annotations

from collections.abc import Iterator

from kgkesos.reading import definisi, formula
from kgkesos.reading.excerpt import Excerpt
from kgkesos.reading.markup import plain, without_bullet
from kgkesos.reading.page import TRUNCATED, Page
from kgkesos.reading.table import Row
from kgkesos.records import Indikator, Record


def records(page: Page, parent: str, row: Row, short: definisi.Abbreviations) -> Iterator[Record]:
    """The Indikator of ``row``, measuring ``parent``, then its Formula and the definitions its explanation states."""
    name = plain(row.cell("indikator"))
    if not name:
        page.leave([row.line], "baris tabel tanpa nama indikator")
        page.warn("baris-tanpa-indikator", "Baris tabel ini tidak memuat nama indikator.", (row.line, row.line))
        return
    _whole(page, row)
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
        nama=name.text,
        penjelasan=_text(fields, "penjelasan"),
        sumber_data=_text(fields, "sumber_data"),
        penanggung_jawab=_text(fields, "penanggung_jawab"),
        satuan=_text(fields, "satuan"),
    )
    page.take([row.line])
    if parts.ekspresi:
        yield formula.record(page, identifier, parts.ekspresi)
    if parts.penjelasan:
        yield from definisi.records(page, identifier, parts.penjelasan, short)


def _whole(page: Page, row: Row) -> None:
    """A row with fewer cells than the head has columns may be cut off; on the last line the document is."""
    if row.missing <= 0:
        return
    rest = page.source.text[page.source.line_starts[row.line - 1] :].strip()
    last = rest == page.source.line(row.line).text.strip()
    message = f"Baris tabel ini kurang {row.missing} sel" + ("; dokumen tampaknya terpotong di sini." if last else ".")
    page.warn(TRUNCATED if last else "baris-kurang-sel", message, (row.line, row.line))


def _text(fields: dict[str, Excerpt], role: str) -> str | None:
    return fields[role].text if role in fields else None
