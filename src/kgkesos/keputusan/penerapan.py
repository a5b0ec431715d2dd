"""Which decision applies to which thing; and why one does not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kgkesos.keputusan.model import BIDANG, HERE, TEMUAN, Hal, Keputusan, Tempat

# What became of a decision.
DITERAPKAN, USANG, HILANG, SELESAI, SALAH, LUAR = "diterapkan", "usang", "hilang", "selesai", "salah", "luar"


@dataclass(frozen=True, slots=True)
class Hasil:
    """What became of a decision: ``hal`` are the things it applies to, ``sebab`` says why it does not.

    ``semula`` is what stood there before, where something was changed.
    """

    keputusan: Keputusan
    status: str
    hal: tuple[Hal, ...] = ()
    sebab: str = ""
    semula: str | None = None

    @property
    def sentence(self) -> str:
        """Where the decision is written, and what became of it."""
        return f"{self.keputusan.berkas}: {self.keputusan.letak}: {self.sebab}"


@dataclass(frozen=True, slots=True)
class Ruang:
    """What decisions may speak of: the records of each document, the codes of findings.

    ``sebagian`` are the files of decisions of whose folder only some documents are read: they may speak of others.
    """

    dokumen: Mapping[str, frozenset[str]]
    aturan: frozenset[str]
    sebagian: frozenset[Path] = frozenset()


def settle(decisions: Iterable[Keputusan], things: Sequence[Hal], ruang: Ruang) -> tuple[Hasil, ...]:
    """What becomes of each of ``decisions``, given all the ``things`` of the kinds that they decide."""
    by_place: dict[Tempat, list[Hal]] = {}
    for thing in things:
        by_place.setdefault(thing.tempat, []).append(thing)
    nodes = {(thing.tempat.dokumen, thing.tempat.rekaman) for thing in things}
    return tuple(_one(decision, by_place.get(decision.tempat, []), nodes, ruang) for decision in decisions)


def _one(decision: Keputusan, here: Sequence[Hal], nodes: set[tuple[str, str]], ruang: Ruang) -> Hasil:
    place = decision.tempat
    if place.dokumen not in ruang.dokumen:
        status = LUAR if decision.berkas in ruang.sebagian else SALAH
        return Hasil(decision, status, sebab=f"dokumen {place.dokumen!r} tidak ada (no such document)")
    if place.jenis == TEMUAN and place.aturan not in ruang.aturan:
        return Hasil(decision, SALAH, sebab=f"aturan {place.aturan!r} tidak dikenal (no such rule)")
    known = ruang.dokumen[place.dokumen]
    if not _is_known(place.rekaman, known) and (place.dokumen, place.rekaman) not in nodes:
        why = f"rekaman {place.rekaman!r} tidak ada, atau tidak lagi, dalam {place.dokumen} (no such record)"
        return Hasil(decision, SALAH, sebab=why)
    if not here:
        return _absent(decision)
    if same := tuple(thing for thing in here if thing.sidik == decision.sidik):
        return Hasil(decision, DITERAPKAN, same)
    why = f"usang: kata yang tercetak pada {place.rekaman} sudah lain, tidak diterapkan (stale: the text changed)"
    return Hasil(decision, USANG, sebab=why)


def _is_known(rekaman: str, known: frozenset[str]) -> bool:
    """Whether this is a record, a part of one, the document itself, or a thing that is no document's own."""
    parts = rekaman.split("/")
    return (
        rekaman == HERE
        or rekaman.startswith("/")
        or any("/".join(parts[:n]) in known for n in range(1, len(parts) + 1))
    )


def _absent(decision: Keputusan) -> Hasil:
    place = decision.tempat
    if place.jenis == TEMUAN:
        why = f"temuan {place.aturan} pada {place.rekaman} sudah tidak ada (the finding is gone)"
        return Hasil(decision, SELESAI, sebab=why)
    if place.jenis == BIDANG:
        why = f"bidang {place.bidang!r} pada {place.rekaman} tidak ada atau tidak dapat ditetapkan (no such field)"
        return Hasil(decision, SALAH, sebab=why)
    why = f"{place.jenis} {place.rekaman} ke {place.ke!r} tidak ada lagi, tidak diterapkan (gone)"
    return Hasil(decision, HILANG, sebab=why)
