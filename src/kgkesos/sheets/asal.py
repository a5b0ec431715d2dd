"""The sheet "Asal": of each field that is written, what it says, which cell holds it and where it was read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from kgkesos.reading.lembar_kerja.asal import COLUMNS, FRAME, TIES, TITLE, encoded, original
from kgkesos.records import Bukti, Record, values
from kgkesos.sheets.form import Form, Held, Row, heads
from kgkesos.sheets.workbook import address

_WIDTHS = (40, 12, 16, 50, 24, 28, 16, 40, 10, 9, 9, 9, 60)
_NOTE = (
    "Lembar ini menunjukkan dari mana setiap isi dibaca. Jangan diubah, kecuali kolom nilai pada baris kepastian: "
    "ganti dugaan menjadi pasti bila Anda sudah memeriksanya."
)


def form(records: Sequence[Record], written: Iterable[Form], files: Mapping[str, str]) -> Form:
    """The sheet for ``records``, which stand in the forms ``written``; ``files`` names each rendition by SHA-256."""
    cells = {field: place for one in written for field, place in _cells(one)}
    rows: list[Row] = [(Held(TITLE, "title"),), (Held(_NOTE, "label"),), heads(COLUMNS)]
    for record in records:
        for name, value in values(record).items():
            if value not in (None, ()) or name in TIES:
                said = (
                    record.id,
                    record.jenis,
                    name,
                    encoded("" if value is None else value),
                    cells.get((record.id, name), ""),
                )
                rows.extend(_row(said, place) for place in _quotes(record.bukti.get(name, ()), files))
        for name in FRAME:
            rows.append(_row((record.id, record.jenis, name, getattr(record, name) or "", ""), ()))
    return Form("Asal", tuple(rows), _WIDTHS, frozen=3)


def _cells(written: Form) -> Iterator[tuple[tuple[str, str], str]]:
    for number, row in enumerate(written.rows):
        for column, cell in enumerate(row):
            for field in cell.fields if cell else ():
                yield field, address(written, number, column)


def _quotes(quotes: Sequence[Bukti], files: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
    for quote in quotes:
        berkas = files.get(quote.rendisi, "")
        lines = "-".join(dict.fromkeys(map(str, quote.baris)))
        page = str(quote.halaman or "")
        span = str(quote.awal), str(quote.akhir)
        yield berkas, quote.rendisi, original(quote, berkas), lines, page, *span, encoded(quote.kutipan)
    if not quotes:
        yield ()


def _row(said: Sequence[str], place: Sequence[str]) -> Row:
    return tuple(Held(text) if text else None for text in (*said, *place))
