"""Renditions of one document become one work: recognised by what they say, merged record by record."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from kgkesos.normalize import slug
from kgkesos.reading.merge import sameness
from kgkesos.reading.merge.joining import join, wordings
from kgkesos.reading.merge.rendition import Rendition, office_name, ranked
from kgkesos.reading.told import LONGEST_KEY, Told
from kgkesos.records import Dokumen, Jabatan, Perbandingan, Peringatan, Reading, Work
from kgkesos.vocab import RESERVED

__all__ = ["comparisons", "office_name", "wordings", "works"]


def works(readings: Sequence[Reading], told: Told) -> tuple[Work, ...]:
    """``readings`` as works, in the order of their keys; ``told`` maps a SHA-256 to what the user says of the file.

    The order of ``readings`` does not matter.
    """
    made: list[Work] = []
    for group in _groups(readings, told):
        work = _merged(group, told)
        if work.key in RESERVED or any(work.key == other.key for other in made):
            work = _told_apart(work)
        made.append(work)
    return tuple(sorted(made, key=lambda work: work.key))


def comparisons(readings: Sequence[Reading], told: Told) -> tuple[Perbandingan, ...]:
    """For each two of ``readings``, whether :func:`works` makes them one document, and why."""
    return sameness.comparisons(_groups(readings, told))


def _groups(readings: Sequence[Reading], told: Told) -> list[sameness.Group]:
    return sameness.groups([Rendition.of(reading, told) for reading in readings])


def _merged(group: sameness.Group, told: Told) -> Work:
    """One work of ``group``: its key, what it says of itself, its records."""
    order = ranked(group.members)
    main = order[0]
    records, noticed = join(order)
    warnings = [warning for one in order for warning in one.reading.peringatan]
    if group.torn:
        words = f"{main.name}: cocok dengan {group.torn} dokumen yang berlainan tahun; tidak digabung."
        warnings.append(Peringatan("rendisi-mendua", words))
    warnings.extend(_year_of_others(order))
    said = {name: value for one in order for name, value in told.get(one.sha256, {}).items()}
    dokumen = _completed(main.reading.dokumen, [one.reading.dokumen for one in order[1:]])
    renditions = tuple(one.reading for one in order)
    return Work(_key(dokumen, said, main), dokumen, records, renditions, (*warnings, *noticed), said)


def _year_of_others(order: Sequence[Rendition]) -> list[Peringatan]:
    """What to tell where the year of the work is known of some of its files only: of the rest it is a guess."""
    years = {one.said["tahun"]: one.name for one in order if one.said["tahun"]}
    without = [one.name for one in order if not one.said["tahun"]]
    if not years or not without:
        return []
    year, name = next(iter(years.items()))
    words = f"Tahun {year} hanya ada pada {name}; {', '.join(without)} tidak memuat tahun dan dianggap dari tahun itu."
    return [Peringatan("tahun-dari-rendisi-lain", words)]


def _completed(main: Dokumen, others: Iterable[Dokumen]) -> Dokumen:
    """``main`` with what only another rendition prints (a year on the cover, say)."""
    for other in others:
        for field in ("judul", "instansi", "wilayah", "tahun"):
            if getattr(main, field) is None and getattr(other, field) is not None:
                evidence = {**main.bukti, field: other.bukti.get(field, ())}
                main = replace(main, **{field: getattr(other, field)}, bukti=evidence)
    return main


def _key(dokumen: Dokumen, said: dict[str, str], main: Rendition) -> str:
    """The document's name in IRIs: what the user says, else kind, region, office and year, else the file's name.

    Of an IKU of one position the position is part of the name: an office has as many of them as positions.
    """
    if "id" in said:
        return slug(said["id"], LONGEST_KEY)
    region = dokumen.wilayah or said.get("wilayah")
    office = dokumen.instansi or said.get("instansi")
    if not office:
        return slug(Path(main.name).stem) or f"dokumen-{main.sha256[:8]}"
    year = dokumen.tahun or said.get("tahun")
    positions = [record for record in main.reading.records if isinstance(record, Jabatan)]
    whose = positions[0].nama if dokumen.jenis == "iku" and len(positions) == 1 else None
    parts = (dokumen.jenis, whose, office_name(office, region), region, year)
    return slug(" ".join(str(part) for part in parts if part), LONGEST_KEY)


def _told_apart(work: Work) -> Work:
    """Two documents, or a document and a graph of the project, would share a key: this one's gets four digits of its
    content, and the user is told.
    """
    main = work.rendisi[0]
    warning = Peringatan(
        "kunci-kembar", f"{main.nama_berkas}: nama '{work.key}' sudah dipakai; beri id di dokumen.toml."
    )
    return replace(work, key=f"{work.key}-{main.dokumen.sha256[:4]}", peringatan=(*work.peringatan, warning))
