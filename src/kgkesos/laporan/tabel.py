"""The report as one table: a row for each finding, those that are mended last. CSV is this table."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Mapping

from kgkesos import bahasa
from kgkesos.answers import Cell
from kgkesos.formats import defused
from kgkesos.laporan.model import Butir, Kutipan, Laporan, Simpul
from kgkesos.normalize import squeeze

# The columns, each with what stands in it.
_CELLS: Mapping[str, Callable[[Butir], Cell]] = {
    "status": lambda one: one.status,
    "tingkat": lambda one: one.tingkat,
    "aturan": lambda one: one.kode,
    "dokumen": lambda one: one.dokumen,
    "jenis": lambda one: one.simpul.jenis,
    "objek": lambda one: one.simpul.nama,
    "bidang": lambda one: one.bidang,
    "pesan": lambda one: one.pesan["id"],
    "penilaian": lambda one: one.penilaian or None,
    "skor": lambda one: one.skor,
    "putusan": lambda one: one.putusan.putusan if one.putusan else None,
    "putusan_oleh": lambda one: one.putusan.oleh if one.putusan else None,
    "putusan_tanggal": lambda one: one.putusan.tanggal if one.putusan else None,
    "putusan_alasan": lambda one: one.putusan.alasan if one.putusan else None,
    "alasan": lambda one: one.alasan["id"],
    "perbaikan": lambda one: one.perbaikan["id"],
    "kutipan": lambda one: words(one.simpul),
    "berkas": lambda one: _joined(one.simpul, lambda quote: quote.berkas),
    "letak": lambda one: _joined(one.simpul, lambda quote: quote.letak),
    "pembanding": lambda one: one.pembanding.nama if one.pembanding else None,
    "kutipan_pembanding": lambda one: words(one.pembanding) if one.pembanding else None,
    "letak_pembanding": lambda one: _joined(one.pembanding, where) if one.pembanding else None,
    "pada": lambda one: one.simpul.iri,
    "sidik": lambda one: one.sidik,
    "jejak": lambda one: one.jejak,
}
COLUMNS = tuple(_CELLS)


def rows(laporan: Laporan) -> Iterator[tuple[Cell, ...]]:
    """A row for each finding in the order of the report, then for each that is mended."""
    for group in (*laporan.kelompok, *laporan.selesai):
        for one in group.butir:
            yield tuple(cell(one) for cell in _CELLS.values())


def text(laporan: Laporan, *, bom: bool = False) -> str:
    """The table as CSV (RFC 4180), its cells defused; ``bom`` lets Excel see that it is UTF-8."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    writer.writerows([defused(cell) for cell in row] for row in rows(laporan))
    return ("\ufeff" if bom else "") + out.getvalue()


def words(node: Simpul) -> str | None:
    """The words quoted for a node, each quote on a line of its own."""
    return _joined(node, lambda quote: squeeze(quote.kutipan))


def where(quote: Kutipan, lang: str = "id") -> str:
    """File and place: "iku.txt, baris 8"."""
    return f"{quote.berkas}, {bahasa.place(quote.letak, lang)}"


def _joined(node: Simpul, said: Callable[[Kutipan], str]) -> str | None:
    return "\n".join(said(quote) for quote in node.kutipan) or None
