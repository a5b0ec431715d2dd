"""Values with a code and words: a report prints "Indikator tanpa formula" where the code is indikator-tanpa-formula."""

from __future__ import annotations

from collections.abc import Iterable

from kgkesos.normalize import key


def meant(said: str, codes: Iterable[str]) -> str | None:
    """The one of ``codes`` that ``said`` names, by the code itself or by the words that are printed for it.

    >>> meant("Indikator tanpa formula", ["indikator-tanpa-formula"]), meant("SUB KEGIATAN", ["sub-kegiatan"])
    ('indikator-tanpa-formula', 'sub-kegiatan')
    >>> meant("tanpa formula", ["indikator-tanpa-formula"])
    """
    words = key(said)
    return next((code for code in codes if key(code) == words), None)
