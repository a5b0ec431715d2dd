"""The one entry that a programme or kegiatan of a document is probably called, with score and reason."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from kgkesos.padanan.calon import Calon, Daftar, daftar, same_code
from kgkesos.padanan.kata import Concepts, Kata
from kgkesos.padanan.nilai import Asked, Nilai, nilai
from kgkesos.records import Indikator, Kegiatan, Program, Record, SubKegiatan, Work
from kgkesos.reference import Entri, Region, region_named
from kgkesos.reference.nomenklatur import KABUPATEN_KOTA, KEGIATAN, NEWEST, PROGRAM, PROVINSI, SUB_KEGIATAN

# Nothing lower is near enough to be suggested in a document that is known to be of social affairs; in one that does
# not say whose it is, a name may be of any affair, and must be nearer.
NEAR, NEAR_UNKNOWN = 0.2, 0.45
# A printed code is a word of its own: half of what can be said, the names tell the other half.
BY_CODE = 0.5
# With a code, names that share less than this speak of something else.
NAMES_AGREE = 0.25
_SPOKEN = {PROGRAM: "program", KEGIATAN: "kegiatan", SUB_KEGIATAN: "sub kegiatan"}
_AFFAIR = "1.06"
# What the name of an office of social affairs holds, or the title of its document.
_SOCIAL = "sosial"
# The provinces whose regions have the entries of special autonomy, by how their codes begin: Papua.
_SPECIAL = "9"
_CODE = re.compile(r"[\dXx]{1,4}")


# Entries that somebody said a record is not: document, record, key of the entry.
Ditolak = frozenset[tuple[str, str, tuple[str, str, str]]]


@dataclass(frozen=True, slots=True)
class Padanan:
    """A suggestion: the record ``id`` of the document ``dokumen`` is probably ``entri``.

    ``skor`` goes from 0 to 1, ``aturan`` names how it was found, ``alasan`` says why, in Indonesian.
    """

    dokumen: str
    id: str
    entri: Entri
    skor: float
    aturan: str
    alasan: str


def suggest(
    works: Iterable[Work], entries: Sequence[Entri], labels: Mapping[str, str], rejected: Ditolak = frozenset()
) -> tuple[Padanan, ...]:
    """What the programmes, kegiatan and sub kegiatan of ``works`` are probably called in the lists ``entries``.

    ``labels`` maps the names of concepts to one name each, so that PMKS and PPKS are compared as one word. At most one
    suggestion a record, never one that is ``rejected``; none where the office is known and of another affair.
    """
    concepts = Concepts.of(labels)
    asked = [(work, near) for work in works if (near := _near(work)) and any(map(_is_asked, work.records))]
    if not asked:
        return ()
    known = daftar(entries, concepts)
    return tuple(found for work, near in asked for found in _of_work(work, near, known, concepts, rejected))


def _is_asked(record: Record) -> bool:
    return isinstance(record, Program | Kegiatan)


def _near(work: Work) -> float | None:
    """How near a name of ``work`` must be; None where it is the document of an office of another affair."""
    office = work.dokumen.instansi or work.told.get("instansi")
    if _SOCIAL in (office or work.dokumen.judul or "").casefold():
        return NEAR
    return None if office else NEAR_UNKNOWN


def _of_work(work: Work, near: float, known: Daftar, concepts: Concepts, rejected: Ditolak) -> Iterable[Padanan]:
    """The suggestions for ``work``, in the order of its records."""
    region = region_named(work.dokumen.wilayah or work.told.get("wilayah"))
    government = None if region is None else PROVINSI if region.jenis == "provinsi" else KABUPATEN_KOTA
    pool = _pool(known, region, government)
    names = {record.id: record.nama for record in work.records if isinstance(record, Program | Kegiatan)}
    measured: dict[str, list[str]] = {}
    for record in work.records:
        if isinstance(record, Indikator) and record.induk:
            measured.setdefault(record.induk, []).append(record.nama)
    detailed = any(isinstance(record, SubKegiatan) for record in work.records)
    found: dict[str, Padanan] = {}
    for record in work.records:
        if not isinstance(record, Program | Kegiatan):
            continue
        name, measures, above = (
            known.words(text, concepts)
            for text in (record.nama, " ; ".join(measured.get(record.id, ())), names.get(record.induk or "", ""))
        )
        asked = Asked(_levels(record, detailed), name, measures, above, _code(record.kode))
        shut = _shut(work, record, rejected)
        if best := _best(asked, pool, known, near, shut):
            entri, value, by_code = best
            rule = "kode-tercetak" if by_code else "kata-nama"
            reason = _reason(asked, entri, value, by_code, government)
            found[record.id] = Padanan(work.key, record.id, entri, round(value.skor, 2), rule, reason)
    for record in work.records:
        if isinstance(record, Program) and record.id not in found and not record.kode:
            below = [one.id for one in work.records if isinstance(one, Kegiatan) and one.induk == record.id]
            if made := _by_parts(
                work.key,
                record.id,
                [found.get(one) for one in below],
                [one for one in pool if one.entri.key not in _shut(work, record, rejected)],
            ):
                found[record.id] = made
    return [found[record.id] for record in work.records if record.id in found]


def _shut(work: Work, record: Record, rejected: Ditolak) -> frozenset[tuple[str, str, str]]:
    """The entries that ``record`` is not, by their keys."""
    return frozenset(key for dokumen, identifier, key in rejected if (dokumen, identifier) == (work.key, record.id))


def _pool(known: Daftar, region: Region | None, government: str | None) -> list[Calon]:
    """The entries of the newest list that a government like that of ``region`` has.

    Most governments are a kabupaten or kota: that is presumed where the document does not say.
    """
    special = region is not None and region.kode.startswith(_SPECIAL)
    return [
        one
        for one in known.calon
        if one.entri.daftar == NEWEST
        and (special or not one.entri.is_special)
        and one.entri.kewenangan in (None, government or KABUPATEN_KOTA)
    ]


def _by_parts(dokumen: str, identifier: str, parts: Sequence[Padanan | None], pool: Sequence[Calon]) -> Padanan | None:
    """The programme under which every suggestion for the kegiatan of a programme stands, where there is one."""
    made = [part for part in parts if part]
    programmes = [
        one.entri
        for one in pool
        if one.entri.tingkat == PROGRAM
        and made
        and all(part.entri.kode.startswith(f"{one.entri.kode}.") for part in made)
    ]
    if len(programmes) != 1:
        return None
    score = round(sum(part.skor for part in made) / len(parts), 2)
    reason = (
        f"Namanya sendiri tidak cukup dekat; padanan semua kegiatannya yang berpadanan ({len(made)} dari {len(parts)})"
        " berada di bawah program ini"
    )
    return Padanan(dokumen, identifier, programmes[0], score, "padanan-kegiatan", reason)


def _levels(record: Program | Kegiatan, detailed: bool) -> tuple[str, ...]:
    """A kegiatan of a document without sub kegiatan may be what the lists now call a sub kegiatan."""
    if isinstance(record, Program):
        return (PROGRAM,)
    if isinstance(record, SubKegiatan):
        return (SUB_KEGIATAN,)
    return (KEGIATAN,) if detailed else (KEGIATAN, SUB_KEGIATAN)


def _code(printed: str | None) -> str | None:
    """A printed code with full stops between its groups: "1 06 04 2,01" is "1.06.04.2.01"; X stands for 1.06."""
    if not printed:
        return None
    code = ".".join(_CODE.findall(printed))
    return _AFFAIR + code[len("X.XX") :] if code.upper().startswith("X.XX") else code


def _best(
    asked: Asked, pool: Sequence[Calon], known: Daftar, near: float, shut: frozenset[tuple[str, str, str]]
) -> tuple[Entri, Nilai, bool] | None:
    """The nearest entry but for ``shut``, how near, and whether its code is printed; None where none is near enough."""
    if asked.kode:
        if not same_code(".".join(asked.kode.split(".")[:2]), _AFFAIR):
            return None
        coded = _scored(asked, [one for one in known.with_code(asked.kode) if one.entri.key not in shut], known)
        if agreeing := [(entri, found) for entri, found in coded if found.skor >= NAMES_AGREE]:
            entri, found = max(agreeing, key=lambda item: (item[1].skor, item[0].daftar))
            return entri, replace(found, skor=BY_CODE + (1 - BY_CODE) * found.skor), True
    scored = _scored(
        asked, [one for one in pool if one.entri.tingkat in asked.tingkat and one.entri.key not in shut], known
    )
    entri, found = max(scored, key=lambda item: (item[1].skor, -len(item[0].kode), item[0].kode))
    return (entri, found, False) if found.skor >= near else None


def _scored(asked: Asked, pool: Sequence[Calon], known: Daftar) -> list[tuple[Entri, Nilai]]:
    return [(one.entri, nilai(asked, one, known)) for one in pool]


def _reason(asked: Asked, entri: Entri, found: Nilai, by_code: bool, government: str | None) -> str:
    """Why ``entri``: the words that agree, those that do not, and what was presumed."""
    parts = [f"kode yang tercetak, {asked.kode}, adalah kodenya"] if by_code else []
    if found.sama:
        parts.append(f"kata yang sama: {_listed(found.sama)}")
    if found.sekitar:
        parts.append(f"hanya dalam indikator atau di sekitarnya: {_listed(found.sekitar)}")
    if found.lain:
        parts.append(f"tidak ada dalam nomenklatur ini: {_listed(found.lain)}")
    if entri.tingkat not in asked.tingkat[:1]:
        parts.append(f"yang dicetak sebagai {_SPOKEN[asked.tingkat[0]]} kini {_SPOKEN[entri.tingkat]}")
    if government is None and entri.kewenangan:
        parts.append("wilayahnya tidak tercetak, dianggap kabupaten/kota")
    text = "; ".join(parts)
    return text[:1].upper() + text[1:]


def _listed(found: Iterable[Kata]) -> str:
    return ", ".join(word.printed.replace("_", " ") for word in found)
