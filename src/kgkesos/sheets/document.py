"""A document that was read, as a workbook to be corrected: its form, the help, and where every field was read."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from kgkesos.errors import InputError
from kgkesos.records import Work
from kgkesos.sheets import asal, help, kinds, proof, workbook
from kgkesos.sheets.form import Form


def written(work: Work) -> bytes:
    """The workbook of ``work``; read again, it gives the same records: that is tried before it is given.

    Where the form of its kind cannot hold all of them, they are written as a list.

    Raises:
        InputError: a text is longer than a cell may be, or some records have no place in any form, so that they would
            be lost.
    """
    path = Path(work.rendisi[0].nama_berkas)
    found: Mapping[str, int] = {}
    for form in kinds.forms(work.dokumen, work.records):
        if any(cell and len(cell.text) > workbook.LONGEST for row in form.rows for cell in row):
            raise InputError(path, "sebuah isi lebih panjang daripada sel Excel (a text is longer than a cell may be)")
        made = _made(work, form)
        found = proof.lost(work.dokumen, work.records, made)
        if not found:
            return made
    raise InputError(path, proof.sentence(found))


def _made(work: Work, form: Form) -> bytes:
    files = {reading.dokumen.sha256: reading.nama_berkas for reading in work.rendisi}
    explained = help.form(form.name, work.dokumen.jenis)
    return workbook.save([form, explained, asal.form(work.records, [form], files)])
