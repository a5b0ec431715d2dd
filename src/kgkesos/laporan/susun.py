"""A report put together: findings of a build beside those of the build before, filtered and grouped by rule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from rdflib.term import URIRef

from kgkesos import builds, pilihan
from kgkesos.errors import FilterError, StoreError
from kgkesos.knowledge import Knowledge
from kgkesos.laporan import banding, kata, membaca
from kgkesos.laporan.banding import Cakupan, Terbanding
from kgkesos.laporan.membaca import Row, Select
from kgkesos.laporan.model import STATUS, Butir, Dokumen, Kelompok, Laporan, Saringan
from kgkesos.normalize import key

_LEVELS = tuple(kata.TINGKAT)


def of_build(knowledge: Knowledge, saringan: Saringan) -> Laporan:
    """The report of the build that ``knowledge`` opened, beside the build before it.

    Raises:
        FilterError: the filter names a rule, a document, a level or an office that there is none of.
    """
    manifest = knowledge.build.manifest()
    documents = membaca.documents(_rows(knowledge))
    saringan, wanted = checked(saringan, documents, manifest["finding_codes"])
    found = membaca.findings(_rows(knowledge, _single(knowledge, wanted, documents)))
    before = builds.before(knowledge.build)
    notes: tuple[str, ...] = ()
    said = Terbanding(found, ())
    if before is None:
        notes = ("Tidak ada graf sebelumnya di folder ini, jadi status temuan belum diketahui.",)
    else:
        try:
            old = membaca.findings(_rows(Knowledge(before)))
            notes = changes(before.manifest(), manifest)
        except (StoreError, OSError, ValueError, KeyError):
            notes = (f"Graf sebelumnya ({before.name}) tidak dapat dibaca, jadi status temuan tidak diketahui.",)
            before = None
        else:
            scope = Cakupan({one.key for one in documents}, frozenset(manifest["finding_codes"]))
            said = banding.compare(found, _of_documents(old, wanted), scope)
    return arranged(
        Laporan(
            sumber=knowledge.build.name,
            dokumen=tuple(one for one in documents if one.key in wanted),
            kelompok=(),
            sebelumnya=before.name if before else None,
            catatan=notes,
            saringan=saringan,
            aturan=tuple(manifest["finding_codes"]),
        ),
        said,
        wanted,
    )


def narrowed(whole: Laporan, saringan: Saringan) -> Laporan:
    """What ``saringan`` lets through of a report of everything: what ``of_build`` gives with it, nothing read again.

    Raises:
        FilterError: the filter names a rule, a document, a level or an office that there is none of.
    """
    saringan, wanted = checked(saringan, whole.dokumen, whole.aturan)
    gone = tuple(one for group in whole.selesai for one in group.butir)
    shown = tuple(one for one in whole.dokumen if one.key in wanted)
    return arranged(replace(whole, dokumen=shown, saringan=saringan), Terbanding(whole.butir, gone), wanted)


def part(laporan: Laporan, start: int, most: int) -> Laporan:
    """At most ``most`` findings of ``laporan`` from number ``start`` (from 0) on: those of now, then those mended.

    A note says which they are, since numbers in it are those of the part.
    """
    now, stop = len(laporan.butir), start + most
    total = now + sum(len(group.butir) for group in laporan.selesai)
    shown = f"temuan {start + 1} sampai {min(stop, total)}" if start < total else "tidak satu pun temuan"
    return replace(
        laporan,
        kelompok=tuple(_cut(laporan.kelompok, start, stop)),
        selesai=tuple(_cut(laporan.selesai, max(0, start - now), max(0, stop - now))),
        catatan=(*laporan.catatan, f"Sebagian dari laporan: {shown} dari {total}."),
    )


def _cut(groups: Iterable[Kelompok], start: int, stop: int) -> Iterator[Kelompok]:
    """The findings from number ``start`` to before ``stop``, in those of ``groups`` that have some of them."""
    at = 0
    for group in groups:
        if held := group.butir[max(0, start - at) : max(0, stop - at)]:
            yield replace(group, butir=held)
        at += len(group.butir)


def arranged(laporan: Laporan, said: Terbanding, wanted: Iterable[str]) -> Laporan:
    """``laporan`` with the findings of ``said`` that its filter lets through, in documents that are ``wanted``."""
    keys = frozenset(wanted)
    now, gone = (
        groups(one for one in part if one.dokumen in keys and _fits(one, laporan.saringan))
        for part in (said.kini, said.selesai)
    )
    return replace(laporan, kelompok=now, selesai=gone)


def groups(found: Iterable[Butir]) -> tuple[Kelompok, ...]:
    """``found`` by rule: the worst level first, then the most frequent; inside a rule as the documents print them."""
    by_rule: dict[tuple[str, str], list[Butir]] = {}
    for one in found:
        by_rule.setdefault((one.tingkat, one.kode), []).append(one)
    ranked = sorted(by_rule.items(), key=lambda item: (_LEVELS.index(item[0][0]), -len(item[1]), item[0][1]))
    return tuple(Kelompok(code, level, tuple(sorted(members, key=_place))) for (level, code), members in ranked)


def _place(one: Butir) -> tuple[object, ...]:
    """Where a finding stands in its document."""
    first = one.simpul.kutipan[0] if one.simpul.kutipan else None
    where = (first.berkas, first.baris) if first else ("", (0, 0))
    return one.dokumen, *where, one.simpul.iri, one.bidang or "", one.pesan["id"], one.iri


def checked(saringan: Saringan, documents: Sequence[Dokumen], codes: Iterable[str]) -> tuple[Saringan, tuple[str, ...]]:
    """``saringan`` with its words as the report knows them, and the keys of the documents that it wants.

    Raises:
        FilterError: a word of it names nothing.
    """
    known = sorted(codes)
    code = saringan.kode and pilihan.meant(saringan.kode, known)
    if saringan.kode is not None and not code:
        raise FilterError("aturan", saringan.kode, "aturan ini tidak ada (no such rule)", pilihan.both(known))
    level = saringan.tingkat and _level(saringan.tingkat)
    status = saringan.status and pilihan.meant(saringan.status, STATUS)
    if saringan.status is not None and not status:
        raise FilterError("status", saringan.status, "status ini tidak ada (no such status)", STATUS)
    wanted = documents
    if saringan.dokumen is not None:
        wanted = [one for one in wanted if saringan.dokumen == one.key or saringan.dokumen.endswith(f"/{one.key}")]
        if not wanted:
            keys = [one.key for one in documents]
            raise FilterError("dokumen", saringan.dokumen, "dokumen ini tidak ada (no such document)", keys)
    if saringan.instansi is not None:
        wanted = _of_office(saringan.instansi, wanted)
    return replace(saringan, kode=code, tingkat=level, status=status), tuple(one.key for one in wanted)


def _of_office(said: str, documents: Sequence[Dokumen]) -> list[Dokumen]:
    """The documents of the office called ``said``, or of each whose name holds that."""
    words = key(said)
    offices = sorted({name for one in documents for name in one.instansi})
    exact = {name for name in offices if key(name) == words}
    fits = exact or {name for name in offices if words and words in key(name)}
    if not fits:
        raise FilterError("instansi", said, "instansi ini tidak ada (no such office)", offices)
    return [one for one in documents if fits & set(one.instansi)]


def _level(said: str) -> str:
    for level, (word, _) in kata.TINGKAT.items():
        if said.casefold() in (level.casefold(), word):
            return level
    choices = [f"{level} ({word})" for level, (word, _) in kata.TINGKAT.items()]
    raise FilterError("tingkat", said, "tingkat ini tidak ada (no such level)", choices)


def _fits(one: Butir, saringan: Saringan) -> bool:
    wanted = ((saringan.kode, one.kode), (saringan.tingkat, one.tingkat), (saringan.status, one.status))
    return all(asked is None or asked == said for asked, said in wanted)


def _of_documents(found: Iterable[Butir], wanted: Iterable[str]) -> list[Butir]:
    keys = frozenset(wanted)
    return [one for one in found if one.dokumen in keys]


def _single(knowledge: Knowledge, wanted: Sequence[str], documents: Sequence[Dokumen]) -> dict[str, URIRef]:
    """What binds the queries to the one document that is wanted, so that a large graph is not read for it."""
    if len(wanted) != 1 or len(documents) == 1:
        return {}
    base = knowledge.build.manifest()["base"]
    return {"dokumen": URIRef(f"{base}id/dokumen/{wanted[0]}")}


def _rows(knowledge: Knowledge, bindings: Mapping[str, URIRef] | None = None) -> Select:
    """What runs a query of ``queries/internal`` on a build."""

    def select(name: str) -> Iterable[Row]:
        found = knowledge.internal(name, **(bindings or {}))
        return [dict(zip(found.columns, row, strict=True)) for row in found.rows]

    return select


def changes(old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[str, ...]:
    """What else changed from the build ``old`` to ``new`` (manifests), which a reader of the status must know."""
    notes = []
    if old["versions"]["kgkesos"] != new["versions"]["kgkesos"]:
        before, after = old["versions"]["kgkesos"], new["versions"]["kgkesos"]
        notes.append(f"Graf sebelumnya dibuat oleh kgkesos versi {before}, graf ini oleh versi {after}.")
    if old["project_sha256"] != new["project_sha256"]:
        notes.append(
            "Aturan pemeriksaan atau kosakata berubah sejak graf sebelumnya: temuan baru tidak selalu kesalahan baru."
        )
    was, now = ({one["key"] for one in manifest["documents"]} for manifest in (old, new))
    codes_before, codes_now = (frozenset(manifest["finding_codes"]) for manifest in (old, new))
    for names, said in (
        (was - now, "Dokumen yang tidak ada lagi di graf ini; temuannya tidak dihitung selesai"),
        (now - was, "Dokumen yang belum ada di graf sebelumnya; semua temuannya baru"),
        (codes_before - codes_now, "Aturan yang tidak diperiksa lagi; temuannya tidak dihitung selesai"),
        (codes_now - codes_before, "Aturan yang belum diperiksa pada graf sebelumnya; semua temuannya baru"),
    ):
        if names:
            notes.append(f"{said}: {', '.join(sorted(names))}.")
    return tuple(notes)
