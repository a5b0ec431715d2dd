"""The one entry that a programme or kegiatan of a document is probably called, with score and reason."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from kgkesos.normalize import key
from kgkesos.padanan.alasan import agrees, differs, reason
from kgkesos.padanan.calon import Calon, Daftar, daftar
from kgkesos.padanan.kata import Concepts
from kgkesos.padanan.kode import Kode, in_order, read
from kgkesos.padanan.naskah import Naskah, naskah
from kgkesos.padanan.nilai import Asked, Nilai, nilai
from kgkesos.padanan.urusan import SOCIAL, SUPPORT, Urusan, urusan
from kgkesos.records import Indikator, Kegiatan, Program, Record, SubKegiatan, Work
from kgkesos.reference import Entri, NamaLain
from kgkesos.reference.nomenklatur import KABUPATEN_KOTA, KEGIATAN, NEWEST, PROGRAM, SUB_KEGIATAN

# Nothing lower is near enough to be suggested in a document that is known to be of social affairs; in one that does
# not say whose it is, or has other affairs too, a name may be of any affair, and must be nearer.
NEAR, NEAR_UNKNOWN = 0.2, 0.45
# How much more a name may speak of another affair than of ours (log odds) in a document of social affairs, whose names
# are ours to begin with; and in another.
AGAINST, AGAINST_UNKNOWN = 1.0, 0.0
# Where our entry is nearer than any name of theirs, so many times as much.
AGAINST_NEARER = 2.0
# A name of another affair that is as near as this, and nearer than ours, is the one meant.
NEARLY_THE_SAME = 0.9
# As near as this, or with its code printed, an entry is sure enough to look for what stands below under it.
SURE = 0.95
_DEPTH: Mapping[type[Record], int] = {Program: 0, Kegiatan: 1, SubKegiatan: 2}
BY_CODE_RULE = "kode-tercetak"
# A printed code is a word of its own: half of what can be said, the names tell the other half.
BY_CODE = 0.5
# With a code, names that share less than this speak of something else.
NAMES_AGREE = 0.25
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


@dataclass(frozen=True, slots=True)
class Lists:
    """What names are compared with: our entries as candidates, and the names of every affair."""

    daftar: Daftar
    urusan: Urusan
    konsep: Concepts
    ditolak: Ditolak = frozenset()

    @classmethod
    def of(cls, entries: Sequence[Entri], labels: Mapping[str, str], others: Iterable[NamaLain] = ()) -> Lists:
        """From our ``entries`` and the names of other affairs.

        ``labels`` maps the names of concepts to one name each, so that PMKS and PPKS are compared as one word.
        """
        concepts, elsewhere = Concepts.of(labels), tuple(others)
        of_all = urusan(entries, elsewhere, concepts)
        known = daftar(entries, (name for name in elsewhere if name.penerus), of_all.words, concepts)
        return cls(known, of_all, concepts)

    def shut(self, dokumen: str, identifier: str) -> frozenset[tuple[str, str, str]]:
        """The keys of the entries that a record is not."""
        return frozenset(key for where, record, key in self.ditolak if (where, record) == (dokumen, identifier))


def suggest(works: Iterable[Work], lists: Callable[[], Lists], rejected: Ditolak = frozenset()) -> tuple[Padanan, ...]:
    """What the programmes, kegiatan and sub kegiatan of ``works`` are probably called in ``lists``.

    The lists take long to make: they are asked for only where there is something to compare. At most one suggestion a
    record, never one that is ``rejected``; none where the office is known and is no office of social affairs, and none
    where another affair's name is meant.
    """
    asked = [(work, said) for work in works if any(map(_is_asked, work.records)) and (said := naskah(work))]
    if not asked or not (known := lists()).daftar.calon:
        return ()
    known = replace(known, ditolak=rejected)
    return tuple(found for work, said in asked for found in _of_work(work, said, known))


def _is_asked(record: Record) -> bool:
    return isinstance(record, Program | Kegiatan)


def _of_work(work: Work, said: Naskah, lists: Lists) -> Iterable[Padanan]:
    """The suggestions for ``work``, in the order of its records."""
    pool = _pool(lists.daftar, said)
    found: dict[str, Padanan] = {}
    # What stands above is told first: where its entry is sure, what stands below is looked for under it.
    for record, asked in sorted(_asked(work, lists), key=lambda item: _DEPTH[type(item[0])]):
        above = found.get(record.induk or "")
        sure = above.entri if above and (above.aturan == BY_CODE_RULE or above.skor >= SURE) else None
        if made := _best(record.id, replace(asked, atas=sure), said, pool, lists):
            found[record.id] = made
    for programme in work.records:
        if isinstance(programme, Program) and programme.id not in found and not programme.kode:
            below = [one.id for one in work.records if isinstance(one, Kegiatan) and one.induk == programme.id]
            shut = lists.shut(said.key, programme.id)
            left = [one for one in pool if one.entri.key not in shut]
            if made := _by_parts(said, programme.id, [found.get(one) for one in below], left):
                found[programme.id] = made
    return [found[record.id] for record in work.records if record.id in found]


def _asked(work: Work, lists: Lists) -> Iterable[tuple[Program | Kegiatan, Asked]]:
    """What is looked for: each programme and kegiatan with its words."""
    names = {record.id: record.nama for record in work.records if isinstance(record, Program | Kegiatan)}
    measured: dict[str, list[str]] = {}
    for record in work.records:
        if isinstance(record, Indikator) and record.induk and record.nama:
            measured.setdefault(record.induk, []).append(record.nama)
    detailed = any(isinstance(record, SubKegiatan) for record in work.records)
    for record in work.records:
        if isinstance(record, Program | Kegiatan):
            texts = (record.nama, " ; ".join(measured.get(record.id, ())), names.get(record.induk or "", ""))
            name, measures, above = (lists.daftar.words(text, lists.konsep) for text in texts)
            code = read(record.kode, lists.urusan.codes)
            shut = lists.shut(work.key, record.id)
            yield record, Asked(_levels(record, detailed), record.nama, name, measures, above, code, bukan=shut)


def _levels(record: Program | Kegiatan, detailed: bool) -> tuple[str, ...]:
    """A kegiatan of a document without sub kegiatan may be what the lists now call a sub kegiatan."""
    if isinstance(record, Program):
        return (PROGRAM,)
    if isinstance(record, SubKegiatan):
        return (SUB_KEGIATAN,)
    return (KEGIATAN,) if detailed else (KEGIATAN, SUB_KEGIATAN)


def _pool(known: Daftar, said: Naskah) -> list[Calon]:
    """The entries of the newest list that a government like that of the document has.

    Most governments are a kabupaten or kota: that is presumed where the document does not say.
    """
    return [
        one
        for one in known.calon
        if one.entri.daftar == NEWEST
        and (said.is_special or not one.entri.is_special)
        and one.entri.kewenangan in (None, said.government or KABUPATEN_KOTA)
    ]


def _best(identifier: str, asked: Asked, said: Naskah, pool: Sequence[Calon], lists: Lists) -> Padanan | None:
    """The suggestion for one name: by its code, or else by its words; None where nothing is near enough."""
    code = asked.kode
    if code and code.urusan and not code.is_ours:
        return None
    coded = _with_code(code, said, lists.daftar) if code and code.is_ours else []
    coded = [one for one in coded if one.entri.key not in asked.bukan]
    if code and (chosen := _agreeing(asked, coded, lists.daftar)):
        entri, found = chosen
        score = BY_CODE + (1 - BY_CODE) * found.skor
        why = reason(asked, entri, found, said, agrees(code, entri, said))
        return Padanan(said.key, identifier, entri, round(score, 2), BY_CODE_RULE, why)
    nearest = _nearest(asked, pool, lists.daftar)
    if nearest is None or not _is_meant(asked, *nearest, said, lists.urusan):
        return None
    one, found = nearest
    remarks = differs(code, [candidate.entri for candidate in coded], asked) if code else ()
    if one.lama:
        remarks = (*remarks, f"nama sebelum 2019: {one.lama} (penerusnya simpulan, bukan ketetapan)")
    why = reason(asked, one.entri, found, said, remarks)
    return Padanan(said.key, identifier, one.entri, round(found.skor, 2), "kata-nama", why)


def _with_code(code: Kode, said: Naskah, known: Daftar) -> list[Calon]:
    """The candidates of every list that ``code`` can mean, the likeliest first."""
    by_key = {one.entri.key: one for one in known.calon if not one.lama}
    order = in_order((one.entri for one in by_key.values()), code.teks, said.tahun, said.government)
    return [by_key[entry.key] for entry in order]


def _agreeing(asked: Asked, coded: Iterable[Calon], known: Daftar) -> tuple[Entri, Nilai] | None:
    """The likeliest of the entries with the printed code that are of the level asked for and whose name agrees."""
    scored = ((one.entri, nilai(asked, one, known)) for one in coded if one.entri.tingkat in asked.tingkat)
    return next(((entri, found) for entri, found in scored if found.skor >= NAMES_AGREE), None)


def _nearest(asked: Asked, pool: Iterable[Calon], known: Daftar) -> tuple[Calon, Nilai] | None:
    """The candidate of the levels asked for that is nearest; whichever is called just so, where one is."""
    named = key(asked.teks)
    levels = [one for one in pool if one.entri.tingkat in asked.tingkat and one.entri.key not in asked.bukan]
    called = [one for one in levels if not one.lama and key(one.entri.nama) == named]
    scored = [(one, nilai(asked, one, known)) for one in called or levels]
    return max(scored, key=lambda item: (item[1].skor, -len(item[0].entri.kode), item[0].entri.kode), default=None)


def _is_meant(asked: Asked, one: Calon, found: Nilai, said: Naskah, affairs: Urusan) -> bool:
    """Whether the nearest entry is near enough, and no other affair is rather meant."""
    if found.skor < (NEAR if said.is_social else NEAR_UNKNOWN):
        return False
    name = frozenset(word.stem for word in asked.nama)
    ours, rival = affairs.likeness(name, one.nama), affairs.nearest(name)
    theirs = rival.skor if rival else 0.0
    if max(ours, theirs) >= NEARLY_THE_SAME:
        return ours >= theirs
    if asked.is_above(one.entri):
        return True
    affair = SUPPORT if one.entri.is_support else SOCIAL
    measured = name | {word.stem for word in asked.ukuran}
    odds = max(affairs.odds(name, affair), affairs.odds(measured, affair))
    against = AGAINST if said.is_social else AGAINST_UNKNOWN
    return odds >= -(AGAINST_NEARER * against if ours >= theirs else against)


def _by_parts(said: Naskah, identifier: str, parts: Sequence[Padanan | None], pool: Sequence[Calon]) -> Padanan | None:
    """The programme under which every suggestion for the kegiatan of a programme stands, if most of them have one."""
    made = [part for part in parts if part]
    score = round(sum(part.skor for part in made) / len(parts), 2) if parts else 0.0
    if 2 * len(made) <= len(parts) or score < (NEAR if said.is_social else NEAR_UNKNOWN):
        return None
    programmes = [
        one.entri
        for one in pool
        if one.entri.tingkat == PROGRAM and all(part.entri.kode.startswith(f"{one.entri.kode}.") for part in made)
    ]
    if len(programmes) != 1:
        return None
    why = (
        f"Namanya sendiri tidak cukup dekat; padanan semua kegiatannya yang berpadanan ({len(made)} dari {len(parts)})"
        " berada di bawah program ini"
    )
    return Padanan(said.key, identifier, programmes[0], score, "padanan-kegiatan", why)
