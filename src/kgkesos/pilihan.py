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


def both(codes: Iterable[str]) -> tuple[str, ...]:
    """``codes``, then the words that are printed for those of several words.

    >>> both(["yatim", "tak-terukur"])
    ('yatim', 'tak-terukur', 'Tak terukur')
    """
    listed = tuple(codes)
    return (*listed, *(code.replace("-", " ").capitalize() for code in listed if "-" in code))
