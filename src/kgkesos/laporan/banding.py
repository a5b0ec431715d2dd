"""What became of the findings of the build before: found again, or no longer; and which are new."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from kgkesos.laporan.model import BARU, SELESAI, TETAP, Butir


@dataclass(frozen=True, slots=True)
class Terbanding:
    """The findings of now with their status, and those of before that are gone."""

    kini: tuple[Butir, ...]
    selesai: tuple[Butir, ...]


@dataclass(frozen=True, slots=True)
class Cakupan:
    """What a build looked at: the keys of its documents and the codes of its rules."""

    dokumen: Collection[str]
    aturan: Collection[str]


def compare(kini: Iterable[Butir], lama: Iterable[Butir], cakupan: Cakupan) -> Terbanding:
    """``kini`` beside ``lama``; ``cakupan`` is what the build of now looked at.

    What is no longer looked for, or in a document that is no longer there, was not mended and is not said to be.
    Several findings with one mark are paired, those with the same message first, so that a sentence that was reworded
    makes no finding new. What is gone cannot be decided on: it has no ``sidik`` any more.
    """
    before: dict[str, list[Butir]] = {}
    for one in lama:
        before.setdefault(one.jejak, []).append(one)
    found = [_settled(one, before) for one in kini]
    again = [one if one.status == TETAP else _paired(one, before) for one in found]
    gone = (
        replace(one, status=SELESAI, sidik=None)
        for left in before.values()
        for one in left
        if one.dokumen in cakupan.dokumen and one.kode in cakupan.aturan
    )
    return Terbanding(tuple(again), tuple(gone))


def _settled(one: Butir, before: dict[str, list[Butir]]) -> Butir:
    """``one`` as found again where one with its mark and its message was there; that one is taken out of ``before``."""
    left = before.get(one.jejak, [])
    same = next((other for other in left if other.pesan["id"] == one.pesan["id"]), None)
    if same is None:
        return replace(one, status=BARU)
    left.remove(same)
    return replace(one, status=TETAP)


def _paired(one: Butir, before: dict[str, list[Butir]]) -> Butir:
    """``one`` as found again where one with its mark is left, whatever it says."""
    left = before.get(one.jejak)
    if not left:
        return one
    left.pop(0)
    return replace(one, status=TETAP)
