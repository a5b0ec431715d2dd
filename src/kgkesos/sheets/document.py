"""A document that was read, as a workbook to be corrected: its form, the help, and where every field was read."""

from __future__ import annotations

from pathlib import Path

from kgkesos.errors import InputError
from kgkesos.records import Work
from kgkesos.sheets import asal, help, kinds, proof, workbook


def written(work: Work) -> bytes:
    """The workbook of ``work``; read again, it gives the same records: that is tried before it is given.

    Raises:
        InputError: its kind has no form yet, a text is longer than a cell may be, or its form has no place for some
            of its records, so that they would be lost.
    """
    kind = work.dokumen.jenis
    path = Path(work.rendisi[0].nama_berkas)
    if kind not in kinds.FORMS:
        known = ", ".join(kinds.FORMS)
        raise InputError(path, f"dokumen {kind} belum dapat ditulis sebagai Excel; yang dapat: {known} (no form yet)")
    form = kinds.FORMS[kind](work.dokumen, work.records)
    if any(cell and len(cell.text) > workbook.LONGEST for row in form.rows for cell in row):
        raise InputError(path, "sebuah isi lebih panjang daripada sel Excel (a text is longer than a cell may be)")
    files = {reading.dokumen.sha256: reading.nama_berkas for reading in work.rendisi}
    made = workbook.save([form, help.form(kind, corrected=True), asal.form(work.records, [form], files)])
    if found := proof.lost(work.dokumen, work.records, made):
        raise InputError(path, proof.sentence(found))
    return made
