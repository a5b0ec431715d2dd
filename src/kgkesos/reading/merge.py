"""Renditions of one document become one work: recognised by kind, office, year and positions, never by file name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from kgkesos.normalize import key, slug
from kgkesos.records import Bukti, Dokumen, Peringatan, Reading, Record, Work, values

# Two texts are renditions of one document when this share of the smaller one's records stands in the other too.
SAME_WORK = 0.8


def works(readings: Sequence[Reading], told: Mapping[str, Mapping[str, str]]) -> tuple[Work, ...]:
    """``readings`` as works, in the order of their keys; ``told`` maps a file's name to what the user says of it."""
    groups: list[list[Reading]] = []
    for reading in readings:
        home = next((group for group in groups if same_work(group[0], reading)), None)
        if home is None:
            groups.append([reading])
        else:
            home.append(reading)
    made: list[Work] = []
    for group in groups:
        work = _merged(group, told)
        if any(work.key == other.key for other in made):
            work = _told_apart(work)
        made.append(work)
    return tuple(sorted(made, key=lambda work: work.key))


def same_work(one: Reading, other: Reading) -> bool:
    """Whether two readings are renditions of one document.

    Kind, office and region must agree, and most of the smaller one's texts must stand in the other. A year that only
    one prints is no contradiction; two different years are.
    """
    a, b = one.dokumen, other.dokumen
    if a.jenis != b.jenis or key(a.instansi or "") != key(b.instansi or "") or _differ(a.wilayah, b.wilayah):
        return False
    if a.tahun and b.tahun and a.tahun != b.tahun:
        return False
    mine, theirs = _texts(one), _texts(other)
    smaller = min(len(mine), len(theirs))
    return bool(smaller) and len(mine & theirs) >= SAME_WORK * smaller


def _differ(a: str | None, b: str | None) -> bool:
    return bool(a and b and key(a) != key(b))


def _texts(reading: Reading) -> set[tuple[str, str]]:
    named = ((r.jenis, getattr(r, "nama", None) or getattr(r, "teks", None)) for r in reading.records)
    return {(jenis, key(text)) for jenis, text in named if text}


def _merged(group: Sequence[Reading], told: Mapping[str, Mapping[str, str]]) -> Work:
    """One work of ``group``: the records of the rendition that gave most, with the evidence of the others."""
    ranked = sorted(group, key=lambda reading: (-len(reading.records), reading.dokumen.sha256))
    main, others = ranked[0], ranked[1:]
    records = list(main.records)
    warnings = [warning for reading in ranked for warning in reading.peringatan]
    for other in others:
        records, left = _with_evidence(records, other)
        if left:
            warnings.append(
                Peringatan(
                    "hanya-di-satu-rendisi",
                    f"{left} rekaman di {other.nama_berkas} tidak ada di {main.nama_berkas}; tidak dipakai.",
                )
            )
    said = {field: value for reading in ranked for field, value in told.get(reading.nama_berkas, {}).items()}
    dokumen = _completed(main.dokumen, [other.dokumen for other in others])
    return Work(_key(dokumen, said, main), dokumen, tuple(records), tuple(ranked), tuple(warnings), said)


def _with_evidence(records: Sequence[Record], other: Reading) -> tuple[list[Record], int]:
    """``records`` with the quotes of ``other`` added where it reads the same; how many of its records stand alone."""
    by_words = {_words(record): record.id for record in other.records}
    theirs = {record.id: record for record in other.records}
    merged = []
    for record in records:
        twin = theirs.pop(record.id, None) or theirs.pop(by_words.get(_words(record), ""), None)
        merged.append(replace(record, bukti=_both(record, twin)) if twin else record)
    return merged, len(theirs)


def _words(record: Record) -> tuple[str, str | None, str]:
    """What tells a record that has no printed number: its kind, its parent and its letters."""
    return record.jenis, record.induk, key(getattr(record, "nama", None) or getattr(record, "teks", None) or record.id)


def _both(record: Record, twin: Record) -> dict[str, tuple[Bukti, ...]]:
    mine, theirs = values(record), values(twin)
    joined = dict(record.bukti)
    for field, quotes in twin.bukti.items():
        if field in joined and "".join(str(mine.get(field)).split()) == "".join(str(theirs.get(field)).split()):
            joined[field] = (*joined[field], *quotes)
    return joined


def _completed(main: Dokumen, others: Iterable[Dokumen]) -> Dokumen:
    """``main`` with what only another rendition prints (a year on the cover, say)."""
    for other in others:
        for field in ("judul", "instansi", "wilayah", "tahun"):
            if getattr(main, field) is None and getattr(other, field) is not None:
                evidence = {**main.bukti, field: other.bukti.get(field, ())}
                main = replace(main, **{field: getattr(other, field)}, bukti=evidence)
    return main


def _key(dokumen: Dokumen, told: Mapping[str, str], main: Reading) -> str:
    """The document's name in IRIs: what the user says, else kind, region, office and year, else the file's name."""
    if "id" in told:
        return slug(told["id"])
    region = dokumen.wilayah or told.get("wilayah")
    office = dokumen.instansi or told.get("instansi")
    if not office:
        return slug(Path(main.nama_berkas).stem)
    year = dokumen.tahun or told.get("tahun")
    return slug(" ".join(str(part) for part in (dokumen.jenis, office_name(office, region), region, year) if part), 120)


def office_name(office: str, region: str | None) -> str:
    """``office`` without the name of its region: "DINAS SOSIAL KABUPATEN TAPIN" is "DINAS SOSIAL"."""
    if region and office.casefold().endswith(region.casefold()):
        return office[: -len(region)].strip()
    return office


def _told_apart(work: Work) -> Work:
    """Two different documents would share a key: this one's gets four digits of its content, and the user is told."""
    warning = Peringatan(
        "kunci-kembar",
        f"{work.rendisi[0].nama_berkas}: dokumen lain memakai nama '{work.key}'; beri [id] di dokumen.toml.",
    )
    return replace(work, key=f"{work.key}-{work.rendisi[0].dokumen.sha256[:4]}", peringatan=(*work.peringatan, warning))
