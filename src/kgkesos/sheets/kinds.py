"""Which kind of document is written in which form."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType

from kgkesos.records import Dokumen, Jabatan, Record
from kgkesos.sheets import cascading, daftar, drawn, iki, iku, metadata
from kgkesos.sheets.form import Form

Writer = Callable[[Dokumen, Sequence[Record]], Form]


def _cascading(dokumen: Dokumen, records: Sequence[Record]) -> Form:
    """A cascading by position is drawn, any other is a table."""
    by_position = any(isinstance(record, Jabatan) for record in records)
    return drawn.form(dokumen, records) if by_position else cascading.form(dokumen, records)


FORMS: Mapping[str, Writer] = MappingProxyType(
    {"iki": iki.form, "iku": iku.form, "cascading": _cascading, "metadata": metadata.form}
)


def forms(dokumen: Dokumen, records: Sequence[Record]) -> Iterator[Form]:
    """The forms that a document may be written in: that of its kind, if it has one, then the list that fits any."""
    if own := FORMS.get(dokumen.jenis):
        yield own(dokumen, records)
    yield daftar.form(dokumen, records)
