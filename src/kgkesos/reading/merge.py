"""Renditions of one document become one work: recognised by kind, office, year and positions, never by file name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from kgkesos.normalize import bare, key, slug
from kgkesos.reading.told import Told
from kgkesos.records import Bukti, Dokumen, Peringatan, Reading, Record, Work, values

# Two texts are renditions of one document when this share of the smaller one's records stands in the other too ...
SAME_WORK = 0.8
# ... or this share, where neither office nor region is known to tell them apart.
SAME_WORK_OF_NOBODY = 0.98
_TELLING = ("instansi", "wilayah", "tahun", "id")


def works(readings: Sequence[Reading], told: Told) -> tuple[Work, ...]:
    """``readings`` as works, in the order of their keys; ``told`` maps a SHA-256 to what the user says of the file.

    The order of ``readings`` does not matter: those that print a year are grouped first; one without a year joins the
    only group it fits, and stays alone, with a warning, where it fits several.
    """
    dated = [_Known(reading, told) for reading in sorted(readings, key=lambda reading: reading.dokumen.sha256)]
    groups: list[list[_Known]] = []
    torn: dict[str, int] = {}
    for known in sorted(dated, key=lambda known: known.facts["tahun"] is None):
        homes = [group for group in groups if all(same_work(member, known) for member in group)]
        if len(homes) == 1:
            homes[0].append(known)
        else:
            groups.append([known])
            torn |= {known.reading.dokumen.sha256: len(homes)} if homes else {}
    made: list[Work] = []
    for group in groups:
        work = _merged([known.reading for known in group], told, torn)
        if any(work.key == other.key for other in made):
            work = _told_apart(work)
        made.append(work)
    return tuple(sorted(made, key=lambda work: work.key))


class _Known:
    """A reading with what is known of it, printed or told, in a form that can be compared."""

    def __init__(self, reading: Reading, told: Told) -> None:
        said = told.get(reading.dokumen.sha256, {})
        printed = {name: getattr(reading.dokumen, name, None) or said.get(name) for name in _TELLING}
        if printed["instansi"]:
            printed["instansi"] = office_name(printed["instansi"], printed["wilayah"])
        self.reading = reading
        self.facts = {name: key(str(value)) if value else None for name, value in printed.items()}
        self.texts = _texts(reading)


def same_work(one: _Known, other: _Known) -> bool:
    """Whether two readings are renditions of one document.

    Kind must agree, and office, region, year and told id must not differ (a year that only one prints is no
    contradiction); most of the smaller one's texts must stand in the other.
    """
    if one.reading.dokumen.jenis != other.reading.dokumen.jenis:
        return False
    if bool(one.facts["instansi"]) != bool(other.facts["instansi"]):
        return False
    if any(a and b and a != b for a, b in ((one.facts[name], other.facts[name]) for name in _TELLING)):
        return False
    nobody = not one.facts["instansi"] and not one.facts["wilayah"]
    smaller = min(one.texts.total(), other.texts.total())
    shared = (one.texts & other.texts).total()
    return bool(smaller) and shared >= (SAME_WORK_OF_NOBODY if nobody else SAME_WORK) * smaller


def _texts(reading: Reading) -> Counter[tuple[str, str]]:
    """The words of each record: its name or text, or the label and value of a metadata field."""
    found: Counter[tuple[str, str]] = Counter()
    for record in reading.records:
        words = [getattr(record, name, None) for name in ("nama", "teks", "label", "nilai", "kalimat")]
        if said := " ".join(str(part) for part in words if part):
            found[(record.jenis, key(said))] += 1
    return found


def _merged(group: Sequence[Reading], told: Told, torn: dict[str, int]) -> Work:
    """One work of ``group``: the records of the rendition that gave most, with the evidence of the others."""
    ranked = sorted(group, key=lambda reading: (-len(reading.records), reading.dokumen.sha256))
    main, others = ranked[0], ranked[1:]
    records = list(main.records)
    warnings = [warning for reading in ranked for warning in reading.peringatan]
    if fits := torn.get(main.dokumen.sha256):
        words = f"{main.nama_berkas}: cocok dengan {fits} dokumen yang berlainan tahun; tidak digabung."
        warnings.append(Peringatan("rendisi-mendua", words))
    for other in others:
        records, noticed = _with_evidence(records, main, other)
        warnings.extend(noticed)
    said = {name: value for reading in ranked for name, value in told.get(reading.dokumen.sha256, {}).items()}
    dokumen = _completed(main.dokumen, [other.dokumen for other in others])
    return Work(_key(dokumen, said, main), dokumen, tuple(records), tuple(ranked), tuple(warnings), said)


def _with_evidence(
    records: Sequence[Record], main: Reading, other: Reading
) -> tuple[list[Record], tuple[Peringatan, ...]]:
    """``records`` with the quotes of ``other`` added where it reads the same; what it reads otherwise, as warnings."""
    by_words = {_words(record): record.id for record in other.records}
    theirs = {record.id: record for record in other.records}
    merged: list[Record] = []
    noticed: list[Peringatan] = []
    for record in records:
        twin = theirs.pop(record.id, None) or theirs.pop(by_words.get(_words(record), ""), None)
        merged.append(replace(record, bukti=_both(record, twin)) if twin else record)
        noticed.extend(_differences(record, twin, main, other) if twin else ())
    if theirs:
        words = f"{len(theirs)} rekaman di {other.nama_berkas} tidak ada di {main.nama_berkas}; tidak dipakai."
        noticed.append(Peringatan("hanya-di-satu-rendisi", words))
    return merged, tuple(noticed)


def _words(record: Record) -> tuple[str, str | None, str]:
    """What tells a record that has no printed number: its kind, its parent and its letters."""
    return record.jenis, record.induk, key(getattr(record, "nama", None) or getattr(record, "teks", None) or record.id)


def _both(record: Record, twin: Record) -> dict[str, tuple[Bukti, ...]]:
    mine, theirs = values(record), values(twin)
    joined = dict(record.bukti)
    for field, quotes in twin.bukti.items():
        if field in joined and bare(str(mine.get(field))) == bare(str(theirs.get(field))):
            joined[field] = (*joined[field], *quotes)
    return joined


def _differences(record: Record, twin: Record, main: Reading, other: Reading) -> Iterable[Peringatan]:
    """Each field that the two renditions print in other words: the main one's reading is used, the other one told."""
    theirs = values(twin)
    for field, value in values(record).items():
        read = theirs.get(field)
        if isinstance(value, str) and isinstance(read, str) and field in record.bukti and bare(value) != bare(read):
            words = f"{record.id}, {field}: '{value}' ({main.nama_berkas}) tetapi '{read}' ({other.nama_berkas})."
            yield Peringatan("bacaan-berbeda", words, twin.bukti[field][0].baris if field in twin.bukti else None)


def _completed(main: Dokumen, others: Iterable[Dokumen]) -> Dokumen:
    """``main`` with what only another rendition prints (a year on the cover, say)."""
    for other in others:
        for field in ("judul", "instansi", "wilayah", "tahun"):
            if getattr(main, field) is None and getattr(other, field) is not None:
                evidence = {**main.bukti, field: other.bukti.get(field, ())}
                main = replace(main, **{field: getattr(other, field)}, bukti=evidence)
    return main


def _key(dokumen: Dokumen, said: dict[str, str], main: Reading) -> str:
    """The document's name in IRIs: what the user says, else kind, region, office and year, else the file's name."""
    if "id" in said:
        return slug(said["id"])
    region = dokumen.wilayah or said.get("wilayah")
    office = dokumen.instansi or said.get("instansi")
    if not office:
        return slug(Path(main.nama_berkas).stem) or f"dokumen-{main.dokumen.sha256[:8]}"
    year = dokumen.tahun or said.get("tahun")
    return slug(" ".join(str(part) for part in (dokumen.jenis, office_name(office, region), region, year) if part), 120)


def office_name(office: str, region: str | None) -> str:
    """``office`` without the name of its region: "DINAS SOSIAL KABUPATEN TAPIN" is "DINAS SOSIAL"."""
    if region and office.casefold().endswith(region.casefold()):
        return office[: -len(region)].strip()
    return office


def _told_apart(work: Work) -> Work:
    """Two different documents would share a key: this one's gets four digits of its content, and the user is told."""
    main = work.rendisi[0]
    warning = Peringatan(
        "kunci-kembar", f"{main.nama_berkas}: dokumen lain memakai nama '{work.key}'; beri id di dokumen.toml."
    )
    return replace(work, key=f"{work.key}-{main.dokumen.sha256[:4]}", peringatan=(*work.peringatan, warning))
