"""Whether a workbook says all that it was written from: it is read back before it is given to anyone."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

from kgkesos.errors import InputError
from kgkesos.reading import document
from kgkesos.reading.lembar_kerja.asal import FRAME
from kgkesos.records import Dokumen, Record, values

# What the head of a document says besides its title, which a form may word in its own way.
_HEAD = ("jenis", "instansi", "wilayah", "tahun")
_HEADING = "kepala dokumen"


def lost(dokumen: Dokumen, records: Iterable[Record], made: bytes) -> Mapping[str, int]:
    """How many records of each kind the workbook ``made`` does not give back as they are, or gives besides them.

    The head of the document counts as one. A workbook that cannot be read gives nothing back.
    """
    before = {record.id: _said(record) for record in records}
    kinds = {record.id: record.jenis for record in records}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "buku.xlsx"
        path.write_bytes(made)
        try:
            again = document.read_file(path)
        except InputError:
            return Counter(kinds.values())
    after = {record.id: _said(record) for record in again.records}
    kinds |= {record.id: record.jenis for record in again.records}
    found = Counter(kinds[one] for one in kinds if before.get(one) != after.get(one))
    if any(getattr(dokumen, name) != getattr(again.dokumen, name) for name in _HEAD):
        found[_HEADING] += 1
    return found


def sentence(found: Mapping[str, int]) -> str:
    """What :func:`lost` found, to be said to a person.

    >>> sentence({"Tugas": 12, "Fungsi": 3})
    '15 rekaman akan hilang atau berubah bila ditulis sebagai Excel: 12 Tugas, 3 Fungsi (records would be lost)'
    """
    named = ", ".join(f"{count} {kind}" for kind, count in found.items())
    total = sum(found.values())
    return f"{total} rekaman akan hilang atau berubah bila ditulis sebagai Excel: {named} (records would be lost)"


def _said(record: Record) -> tuple[object, ...]:
    return record.jenis, record.induk, values(record), *(getattr(record, name) for name in FRAME)
