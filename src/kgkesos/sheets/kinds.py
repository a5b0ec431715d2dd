"""Which kind of document is written in which form."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from kgkesos.records import Dokumen, Record
from kgkesos.sheets import cascading, iki, iku, metadata
from kgkesos.sheets.form import Form

Writer = Callable[[Dokumen, Sequence[Record]], Form]
FORMS: Mapping[str, Writer] = MappingProxyType(
    {"iki": iki.form, "iku": iku.form, "cascading": cascading.form, "metadata": metadata.form}
)
