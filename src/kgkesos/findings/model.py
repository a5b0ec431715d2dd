"""A finding as plain data, and the one order in which findings are shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rdflib import URIRef

# The worst first.
LEVELS = ("Violation", "Warning", "Info")
LANGUAGES = ("id", "en")
# One text by language.
Text = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a rule says of a node: ``kode`` names the rule, ``tingkat`` is how grave it is.

    ``bidang`` is the record field concerned and ``nilai`` the value found there, each None where there is none.
    ``pesan`` says what is wrong, ``perbaikan`` what to do, ``alasan`` why it matters, each in Indonesian and English.
    ``menilai`` says that a text was judged, by the words in the message and, where there is one, the ``skor`` (0 to 1).
    """

    kode: str
    tingkat: str
    bidang: str | None
    nilai: str | None
    pesan: Text
    perbaikan: Text
    alasan: Text
    menilai: bool = False
    skor: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Temuan(Verdict):
    """Something missing or wrong in the data: ``pada`` is the node that it is about.

    ``pembanding`` is the node that ``pada`` was judged beside, ``bidang_pembanding`` the field of it.
    """

    pada: URIRef
    pembanding: URIRef | None = None
    bidang_pembanding: str | None = None


def ordered(found: Iterable[Temuan]) -> tuple[Temuan, ...]:
    """``found`` without repetitions: the worst level first, then by code, node, field and value."""
    by_key = {
        (LEVELS.index(one.tingkat), one.kode, one.pada, one.bidang or "", one.nilai or "", one.pembanding or ""): one
        for one in found
    }
    return tuple(by_key[key] for key in sorted(by_key))
