"""Suggested official names as decided: a rejected one is suggested no more, and the next best stands in its place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from kgkesos.keputusan.bidang import quotes
from kgkesos.keputusan.model import DIKONFIRMASI, DITOLAK, PADANAN, Hal, Keputusan, Tempat
from kgkesos.keputusan.penerapan import DITERAPKAN, Hasil, Ruang, settle
from kgkesos.keputusan.sidik import sidik
from kgkesos.normalize import letak
from kgkesos.padanan import Ditolak, Padanan
from kgkesos.records import Record, Work
from kgkesos.vocab import Iris

Suggest = Callable[[Ditolak], tuple[Padanan, ...]]


@dataclass(frozen=True, slots=True)
class Pilihan:
    """The suggestions that stand, those that were rejected, the IRIs of those confirmed, and what can be decided."""

    berlaku: tuple[Padanan, ...]
    ditolak: tuple[Padanan, ...] = ()
    dikonfirmasi: frozenset[str] = frozenset()
    hal: tuple[Hal, ...] = ()
    hasil: tuple[Hasil, ...] = ()


def chosen(
    works: Iterable[Work], suggest: Suggest, decisions: Iterable[Keputusan], ruang: Ruang, iris: Iris
) -> Pilihan:
    """What ``suggest`` gives under ``decisions``; it is asked again while what it gives is rejected."""
    records = {(work.key, record.id): record for work in works for record in work.records}
    mine = [one for one in decisions if one.tempat.jenis == PADANAN and one.tempat.dokumen in ruang.dokumen]
    shut: dict[tuple[str, str, tuple[str, str, str]], Padanan] = {}
    while True:
        found = suggest(frozenset(shut))
        things = {
            **{_thing(one, records, rejected_node(one, iris), iris): one for one in shut.values()},
            **{_thing(one, records, str(iris.padanan(one.dokumen, one.id)), iris): one for one in found},
        }
        results = settle(mine, list(things), ruang)
        more = _rejected(results, things)
        if more.keys() <= shut.keys():
            break
        shut |= more
    sure = {thing.simpul for one in results if one.keputusan.putusan == DIKONFIRMASI for thing in one.hal}
    return Pilihan(found, tuple(shut.values()), frozenset(sure), tuple(things), results)


def rejected_node(one: Padanan, iris: Iris) -> str:
    """The IRI of a suggestion that was rejected: another may take the record's own."""
    return f"{iris.padanan(one.dokumen, one.id)}/ditolak/{_entry(one, iris)}"


def _rejected(
    results: Iterable[Hasil], things: Mapping[Hal, Padanan]
) -> dict[tuple[str, str, tuple[str, str, str]], Padanan]:
    said = (one for one in results if one.status == DITERAPKAN and one.keputusan.putusan == DITOLAK)
    gone = [things[thing] for one in said for thing in one.hal]
    return {(one.dokumen, one.id, one.entri.key): one for one in gone}


def _entry(one: Padanan, iris: Iris) -> str:
    entry = one.entri
    return iris.nomenklatur(entry.daftar, entry.kode, entry.kewenangan).removeprefix(f"{iris.base}id/nomenklatur/")


def _thing(one: Padanan, records: Mapping[tuple[str, str], Record], node: str, iris: Iris) -> Hal:
    record = records[one.dokumen, one.id]
    shown = quotes(record, "nama")
    return Hal(
        Tempat(one.dokumen, PADANAN, one.aturan, one.id, ke=_entry(one, iris)),
        sidik(quote.kutipan for quote in shown),
        simpul=node,
        objek=str(getattr(record, "nama", "")),
        isi=f"{one.entri.kode} {one.entri.nama} (skor {one.skor:.2f}). {one.alasan}",
        kutipan=" ".join(" ".join(quote.kutipan.split()) for quote in shown),
        letak=letak(shown[0].baris, shown[0].tempat) if shown else "",
    )
