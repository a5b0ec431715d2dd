"""The records of several renditions as one set: paired, each field merged, none that any rendition has dropped."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any

from kgkesos.reading.evidence import TIES
from kgkesos.reading.merge import formulas
from kgkesos.reading.merge.fields import Merged, Read, holding, merge_field
from kgkesos.reading.merge.pairing import pairs
from kgkesos.reading.merge.rendition import Rendition
from kgkesos.records import Bukti, Formula, Peringatan, Record, Varian, values

# The fields whose printed form ``teks_tercetak`` keeps.
_MENDED = ("nama", "teks")
# Fields that follow another: they say something of the value that was chosen there.
_FOLLOWING = {"terpotong": "nilai"}


@dataclass
class _Thing:
    """One thing that the document says: the record of each rendition that has it, the best structure first."""

    id: str
    induk: str | None
    read: list[tuple[Rendition, Record]] = field(default_factory=list)

    @property
    def skeleton(self) -> Record:
        """The first record, under its id and parent in the work."""
        return replace(self.read[0][1], id=self.id, induk=self.induk)


def join(ranked: Sequence[Rendition]) -> tuple[tuple[Record, ...], tuple[Peringatan, ...]]:
    """The records of the work that ``ranked`` are renditions of, and what the user should know of the joining.

    Ids, parents and order are those of the first rendition; what only another has hangs where that one prints it.
    """
    first = ranked[0]
    if len(ranked) == 1:
        return first.reading.records, ()
    things = [_Thing(record.id, record.induk, [(first, record)]) for record in first.reading.records]
    ids = {first.sha256: {record.id: record.id for record in first.reading.records}}
    warnings: list[Peringatan] = []
    for other in ranked[1:]:
        things, ids[other.sha256], said = _added(things, other)
        warnings.extend(said)
    things, left_out = _without_corrected(things, ranked)
    warnings.extend(left_out)
    records = tuple(_record(thing, ranked, ids) for thing in things)
    return records, (*warnings, *_differences(records, ranked))


def _without_corrected(things: list[_Thing], ranked: Sequence[Rendition]) -> tuple[list[_Thing], list[Peringatan]]:
    """``things`` without what only a file has that another corrects: there it was renamed or deleted; and the word."""
    corrected = {sha256 for one in ranked for sha256 in one.reading.mengoreksi}
    kept = [thing for thing in things if any(one.sha256 not in corrected for one, _ in thing.read)]
    if len(kept) == len(things):
        return things, []
    counts = Counter(thing.skeleton.jenis for thing in things if thing not in kept)
    said = ", ".join(f"{count} {kind}" for kind, count in counts.items())
    words = f"Berkas asal memuat {said} yang di koreksinya sudah diganti atau dihapus; yang dipakai adalah koreksinya."
    return kept, [Peringatan("diganti-koreksi", words)]


def _added(things: Sequence[_Thing], other: Rendition) -> tuple[list[_Thing], dict[str, str], list[Peringatan]]:
    """``things`` with the records of ``other`` among them; its ids as ids of the work, and what to tell."""
    twins = pairs([thing.skeleton for thing in things], other.reading.records, _torn(other))
    by_id = {thing.id: thing for thing in things}
    ids: dict[str, str] = {}
    moved: list[Record] = []
    new: list[_Thing] = []
    # What only ``other`` has stands after the record that it prints before it; None: before all.
    behind: dict[str | None, list[_Thing]] = defaultdict(list)
    before: str | None = None
    for record in other.reading.records:
        parent = ids.get(record.induk, record.induk) if record.induk else None
        if record.id in twins:
            thing = by_id[twins[record.id]]
            thing.read.append((other, record))
            if thing.induk != parent:
                moved.append(record)
            before = thing.id
        else:
            thing = _Thing(_new_id(record, parent, by_id, other), parent, [(other, record)])
            by_id[thing.id] = thing
            behind[before].append(thing)
            new.append(thing)
        ids[record.id] = thing.id
    ordered = list(behind[None])
    for thing in things:
        ordered += [thing, *behind[thing.id]]
    return ordered, ids, _told(other, new, moved)


def _torn(one: Rendition) -> set[str]:
    """The ids of the records whose quotes reach to where the reading ends: the file may end inside them."""
    if one.end is None:
        return set()
    every = ((record.id, quote) for record in one.reading.records for field in record.bukti.values() for quote in field)
    return {identifier for identifier, quote in every if quote.akhir >= one.end}


def _new_id(record: Record, parent: str | None, known: dict[str, _Thing], other: Rendition) -> str:
    """The id of a record that only ``other`` has: its own, under the parent's id in the work."""
    tail = record.id.removeprefix(f"{record.induk}/") if record.induk else record.id
    wanted = f"{parent}/{tail}" if parent and tail != record.id else record.id
    return wanted if wanted not in known else f"{wanted}-{other.sha256[:4]}"


def _told(other: Rendition, new: Sequence[_Thing], moved: Sequence[Record]) -> list[Peringatan]:
    said = []
    if new:
        kinds = Counter(thing.read[0][1].jenis for thing in new)
        counts = ", ".join(f"{count} {kind}" for kind, count in sorted(kinds.items()))
        message = f"Hanya {other.name} yang memuat {counts}; rekaman itu diambil dari sana."
        said.append(Peringatan("hanya-di-satu-rendisi", message))
    for record in moved:
        first = next((quotes[0] for quotes in record.bukti.values() if quotes), None)
        message = f"Rekaman {record.id} dari {other.name} bergantung pada induk lain di rendisi lain; yang itu dipakai."
        said.append(_at(first, "induk-berbeda", message))
    return said


def _record(thing: _Thing, ranked: Sequence[Rendition], ids: dict[str, dict[str, str]]) -> Record:
    """One record of all that the renditions read of it."""
    skeleton = thing.skeleton
    read = formulas.same_form(thing.read) if isinstance(skeleton, Formula) else thing.read
    merged: dict[str, Merged] = {}
    for name in values(skeleton):
        found = _read(name, read)
        if name not in TIES and found:
            merged[name] = merge_field(name, found, ranked)
    if isinstance(skeleton, Formula):
        formulas.finish(merged, read)
    _printed_form(merged, read)
    changed: dict[str, Any] = {name: one.value for name, one in merged.items()}
    for name, leading in _FOLLOWING.items():
        if name in changed and leading in merged:
            chosen = merged[leading].chosen.rendition
            changed[name] = next(getattr(record, name) for rendition, record in read if rendition is chosen)
    changed |= _ties(thing, ids)
    evidence = {name: one.quotes for name, one in merged.items() if one.quotes}
    variants = [*(variant for name, one in merged.items() if name != "teks_tercetak" for variant in one.varian)]
    if isinstance(skeleton, Formula):
        changed["susunan"] = formulas.composed(merged, read)
        variants.extend(formulas.label_variants(read, ranked))
        variants.extend(formulas.form_variants(thing.read, read, merged.get("ekspresi")))
    implied = tuple(name for name in skeleton.tersirat if name not in evidence)
    known = {f.name for f in fields(skeleton)}
    made = {name: value for name, value in changed.items() if name in known}
    return replace(skeleton, **made, bukti=evidence, varian=tuple(variants), tersirat=implied)


def _read(name: str, read: Sequence[tuple[Rendition, Record]]) -> list[Read]:
    """What each rendition that prints the field reads in it; where none prints it, what the first implies."""
    found = [Read(one, value, record.bukti.get(name, ())) for one, record in read if (value := _value(record, name))]
    return [one for one in found if one.quotes] or found[:1]


def _value(record: Record, name: str) -> object:
    value = getattr(record, name, None)
    return None if value == () else value


def _printed_form(merged: dict[str, Merged], read: Sequence[tuple[Rendition, Record]]) -> None:
    """``teks_tercetak`` of the rendition that the letters are from; its own spelling, where the spacing was mended."""
    mended = next((name for name in _MENDED if name in merged), None)
    if mended is None or not hasattr(read[0][1], "teks_tercetak"):
        return
    merged.pop("teks_tercetak", None)
    one = merged[mended]
    record = next(record for rendition, record in read if rendition is one.chosen.rendition)
    printed = getattr(record, "teks_tercetak", None)
    if printed:
        found = _read("teks_tercetak", read)
        own = next(form for form in found if form.rendition is one.chosen.rendition)
        merged["teks_tercetak"] = Merged(printed, holding("teks_tercetak", printed, found, own), own)
    elif one.value != one.chosen.text:
        merged["teks_tercetak"] = Merged(one.chosen.text, one.chosen.quotes, one.chosen)


def _ties(thing: _Thing, ids: dict[str, dict[str, str]]) -> dict[str, Any]:
    """The ids that a record names, as ids of the work, from the first rendition that has them."""
    found: dict[str, Any] = {}
    for rendition, record in thing.read:
        known = ids[rendition.sha256]
        for name in TIES:
            value = getattr(record, name, None)
            if value and name not in found:
                found[name] = (
                    tuple(known.get(i, i) for i in value) if isinstance(value, tuple) else known.get(value, value)
                )
    return found


def _differences(records: Sequence[Record], ranked: Sequence[Rendition]) -> list[Peringatan]:
    """One warning for each differing wording: a sentence that names both readings and their files."""
    names = {one.sha256: one.name for one in ranked}
    said = []
    for place in wordings(records):
        chosen, *others = [f"'{v.bacaan}' ({', '.join(names[sha] for sha in v.rendisi)})" for v in place]
        message = f"Bacaan berbeda pada {place[0].bidang}: dipakai {chosen}, bukan {' atau '.join(others)}."
        first = next((quote for variant in place for quote in variant.bukti), None)
        said.append(_at(first, "bacaan-berbeda", message))
    return said


def _at(quote: Bukti | None, code: str, message: str) -> Peringatan:
    """A warning of what stands where ``quote`` is printed."""
    return Peringatan(code, message, quote.baris, quote.tempat) if quote else Peringatan(code, message)


def wordings(records: Sequence[Record]) -> list[tuple[Varian, ...]]:
    """Each differing wording once, the chosen reading first: one place in the files may be part of several fields."""
    found: dict[tuple[object, ...], tuple[Varian, ...]] = {}
    for record in records:
        places: dict[tuple[str, int], list[Varian]] = {}
        for variant in record.varian:
            places.setdefault((variant.bidang, variant.tempat), []).append(variant)
        for (name, number), variants in places.items():
            where = tuple(sorted((quote.rendisi, quote.awal) for variant in variants for quote in variant.bukti))
            found.setdefault(where or (record.id, name, number), tuple(variants))
    return list(found.values())
