"""Cascades of a build as a workbook: each in the columns of its form, with what was derived or decided said beside."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from kgkesos.dokumen import Isi
from kgkesos.errors import InputError
from kgkesos.reading.lembar_kerja.sheet import SERVICE
from kgkesos.records import Record
from kgkesos.sheets import asal, help, kinds, sel, workbook
from kgkesos.sheets.form import Form, Held, Row, heads

_KIND, _TITLE = "cascading", "CASCADING"
_STATED = "dinyatakan"
_NOTES = f"Keterangan {SERVICE}"
_NOTES_SHEET = "Keterangan"
_LINKS = ("dari", "ke", "dasar", "kepastian", "aturan")
_SEVERAL = (
    "Buku kerja ini memuat beberapa dokumen, satu lembar setiap dokumen, untuk dilihat dan dicetak. Untuk "
    "memperbaikinya dan membacanya lagi, tulis satu per satu dengan --dokumen."
)


def workbook_of(found: Isi, build: str) -> bytes:
    """The workbook of one cascade: its form, help, where each field was read, and notes; it can be read again.

    Raises:
        InputError: a text is longer than a cell may be.
    """
    form = _form(found)
    about = help.form(form.name, _KIND)
    return workbook.save(
        [form, about, asal.form(found.records, [form], found.berkas), _notes([found], build)], build=build
    )


def workbook_of_all(found: Sequence[Isi], build: str) -> bytes:
    """The workbook of several cascades, a sheet for each, and notes.

    Raises:
        InputError: a text is longer than a cell may be.
    """
    forms = [_form(one) for one in found]
    names = sel.sheet_names([one.key for one in found], [_NOTES_SHEET], "~")
    named = [replace(form, name=name) for form, name in zip(forms, names, strict=True)]
    return workbook.save([*named, _notes(found, build, _SEVERAL)], build=build)


def _form(found: Isi) -> Form:
    """The cascade in the columns of offices; a document of another kind that holds one is headed as what it then is."""
    said = found.dokumen
    if said.jenis != _KIND:
        said = replace(said, jenis=_KIND, judul=f"{_TITLE} {said.instansi or ''} {said.wilayah or ''}".strip())
    form = next(kinds.forms(said, found.records))
    if any(cell and len(cell.text) > workbook.LONGEST for row in form.rows for cell in row):
        reason = "sebuah isi lebih panjang daripada sel Excel (a text is longer than a cell may be)"
        raise InputError(Path(found.key), reason)
    return form


def _notes(found: Sequence[Isi], build: str, *said: str) -> Form:
    """From which graph the cascades are, and which of their links are not simply printed."""
    rows: list[Row] = [(Held(_NOTES, "title"),), (Held(f"Ditulis dari graf {build}."),)]
    rows.extend((Held(line),) for line in said)
    rows.extend([(), heads(("dokumen", *_LINKS))])
    rows.extend(row for one in found for row in _links(one))
    return Form(_NOTES_SHEET, tuple(rows), (40, 60, 60, 14, 12, 30))


def _links(found: Isi) -> Iterator[Row]:
    names = {record.id: _words(record) for record in found.records}
    for one in found.hubungan:
        if one.basis != _STATED or one.aturan:
            cells = (names.get(one.dari, one.dari), names.get(one.ke, one.ke), one.basis, one.kepastian, one.aturan)
            yield tuple(Held(text) if text else None for text in (found.key, *cells))


def _words(record: Record) -> str:
    return str(getattr(record, "nama", None) or getattr(record, "teks", None) or record.id)
