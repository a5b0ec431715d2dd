"""The sheet "Asal" of a workbook that kgkesos wrote: where each field was read before it was written into its cell.

Such a workbook is corrected in Excel and read again. A field that is as it was written leads to its cell, and to the
place in the original that the sheet tells of; one that was changed leads to its cell alone. What the sheet tells is
the workbook's word: the original is not at hand, so its quote is not verified and never becomes a Bukti. Where the
original is given to the same build, the two are renditions of one work: its own quotes stand beside the cell's, and
where they differ the correction is used. What was taken out of the workbook is then still said by the original.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from kgkesos.reading.lembar_kerja.sheet import SERVICE, Sheet
from kgkesos.records import DUGAAN, PASTI, Bukti, Peringatan, Reading, Record, values

TITLE = f"Asal isi buku kerja {SERVICE}"
COLUMNS = (
    *("rekaman", "jenis", "bidang", "nilai", "sel", "berkas", "sha256", "tempat", "baris", "halaman", "awal", "akhir"),
    "kutipan",
)
# What every record has besides its fields, and what a person may settle by changing it in the sheet.
FRAME = ("kepastian", "alternatif", "catatan", "aturan_induk", "kepastian_induk")
# Which indicator another details, and how sure that is: told for every indicator, since a form shows it by numbers and
# places alone, which may say more or less than the original did.
TIES = ("menjabarkan", "kepastian_menjabarkan")
_SURENESS, _SURE = frozenset({"kepastian", "kepastian_induk"}), frozenset({PASTI, DUGAAN})
# Fields that hold the ids of other records.
_TO_OTHERS = ("indikator_program", "menjabarkan", "digantikan_oleh", "dilanjutkan_oleh")
# Fields that the form may write in other signs: a fraction that is printed as one line over another.
_WRITTEN = frozenset({"ekspresi"})
# The fields that name a record, one of them for each kind.
_NAMES = ("nama", "teks", "istilah", "label")
# A cell of Excel holds no more.
LONGEST = 32_000
_CODE = "asal-buku-kerja"


@dataclass(frozen=True, slots=True)
class Told:
    """What the sheet tells of a field: its record, its value as written, whether a cell holds it, where it was read."""

    record: str
    value: str
    in_cell: bool
    places: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Origins:
    """All that the sheet tells: by record and field, and by kind, field and words where these stand there once."""

    fields: Mapping[tuple[str, str], Told]
    words: Mapping[tuple[str, str, str], Told] = field(default_factory=dict)
    files: tuple[str, ...] = ()
    # The ids of the records with this parent, kind, naming field and name, in the order of the sheet.
    named: Mapping[tuple[str, str, str, str], tuple[str, ...]] = field(default_factory=dict)

    def applied(self, reading: Reading) -> Reading:
        """``reading`` with the original's places beside the cells of unchanged fields, and what no cell holds.

        A record with no changed field is as sure as it was when it was written: what was a guess stays one.
        """
        named = list(self._named(reading.records))
        known = frozenset(record.id for record in named)
        compared = [self._record(record, known) for record in named]
        same = sum(count for _, count in compared)
        all_of = sum(len(record.bukti) for record in reading.records)
        message = (
            f"Menurut lembar Asal, {same} dari {all_of} bidang tidak berubah sejak ditulis dari dokumen asalnya; "
            "kutipan asal hanya diperiksa bila berkas asal ikut dibaca."
        )
        told = (*reading.peringatan, Peringatan(_CODE, message))
        records = tuple(record for record, _ in compared)
        return replace(reading, records=records, peringatan=told, mengoreksi=self.files)

    def _named(self, records: Iterable[Record]) -> Iterator[Record]:
        """``records`` by the ids that the sheet has for them, where their own are made of another rendition's words."""
        ids: dict[str, str] = {}
        given: set[str] = set()
        found: list[Record] = []
        for record in records:
            above = record.induk or ""
            parent = ids.get(above, above)
            own = parent + record.id[len(above) :] if above and record.id.startswith(above) else record.id
            ids[record.id] = self._id(record, parent, own, given)
            given.add(ids[record.id])
            found.append(replace(record, induk=parent or None))
        for record in found:
            changed: dict[str, Any] = {
                name: ids.get(value, value) if isinstance(value, str) else tuple(sorted(ids.get(i, i) for i in value))
                for name in _TO_OTHERS
                if (value := getattr(record, name, None))
            }
            yield replace(record, id=ids[record.id], **changed)

    def _id(self, record: Record, parent: str, own: str, given: set[str]) -> str:
        """The id that the sheet has for ``record`` under ``parent``: the first of those with its name not ``given``.

        Where it has none of that name, its ``own``.
        """
        for name in _NAMES:
            told = self.named.get((parent, record.jenis, name, _squeezed(encoded(getattr(record, name, None)))), ())
            free = [one for one in told if one not in given]
            if free:
                return own if own in free else free[0]
        return own

    def _record(self, record: Record, ids: frozenset[str]) -> tuple[Record, int]:
        found = values(record)
        evidence = dict(record.bukti)
        same = 0
        for name, quotes in record.bukti.items():
            told = self._told(record, name, found.get(name))
            if told and told.places:
                evidence[name] = tuple(replace(quote, tempat=_from(quote, told.places)) for quote in quotes)
            same += told is not None
        record = replace(record, bukti=evidence)
        known = {name: told for name in found if (told := self.fields.get((record.id, name)))}
        if not known or any(told.in_cell and not _same(told.value, found[name]) for name, told in known.items()):
            return record, same
        return self._restored(record, known, found, ids), same

    def _restored(
        self, record: Record, known: Mapping[str, Told], found: Mapping[str, object], ids: frozenset[str]
    ) -> Record:
        """``record``, of which no cell was changed, with what the form has no cell for; ties lead to one of ``ids``."""
        more = {
            name: decoded(told.value, isinstance(found[name], tuple))
            for name, told in known.items()
            if name not in TIES
            and not told.in_cell
            and (found[name] in (None, ()) or name in _WRITTEN)
            and len(told.value) < LONGEST
        }
        frame = {
            name: told.value or None
            for name in FRAME
            if (told := self.fields.get((record.id, name))) and (told.value in _SURE if name in _SURENESS else True)
        }
        implied = [name for name in more if name not in record.bukti]
        changed: dict[str, Any] = {
            **more,
            **self._ties(known, ids),
            **frame,
            "tersirat": tuple(dict.fromkeys((*record.tersirat, *implied))),
        }
        return replace(record, **changed)

    @staticmethod
    def _ties(known: Mapping[str, Told], ids: frozenset[str]) -> dict[str, object]:
        """What an indicator details, as it was written; nothing where that indicator is gone."""
        told = {name: known[name].value or None for name in TIES if name in known}
        return dict(told) if not told.get(TIES[0]) or told[TIES[0]] in ids else {}

    def _told(self, record: Record, name: str, value: object) -> Told | None:
        """What is told of a field that is as it was written; None where it was changed or is new."""
        by_id = self.fields.get((record.id, name))
        if by_id and _same(by_id.value, value):
            return by_id
        return self.words.get((record.jenis, name, _squeezed(encoded(value)))) if value not in (None, ()) else None


def of(sheets: list[Sheet]) -> Origins | None:
    """What the sheet "Asal" among ``sheets`` tells; None where there is none or its columns are gone."""
    sheet = next((one for one in sheets if one.texts.get((0, 0)) == TITLE), None)
    rows = list(_rows(sheet)) if sheet else []
    if not rows:
        return None
    told: dict[tuple[str, str], Told] = {}
    kinds: dict[str, str] = {}
    for row in rows:
        key = row.get("rekaman", ""), row.get("bidang", "")
        kinds[key[0]] = row.get("jenis", "")
        before = told.get(key, Told(key[0], row.get("nilai", ""), bool(row.get("sel"))))
        told[key] = replace(before, places=(*before.places, *_place(row)))
    by_words = [((kinds[i], name, _squeezed(one.value)), one) for (i, name), one in told.items() if one.value]
    counts = Counter(words for words, _ in by_words)
    once = {words: one for words, one in by_words if counts[words] == 1 and words[1] not in (*FRAME, *TIES)}
    named: dict[tuple[str, str, str, str], tuple[str, ...]] = {}
    for (record, name), one in told.items():
        if name in _NAMES:
            place = (_above(record), kinds[record], name, _squeezed(one.value))
            named[place] = (*named.get(place, ()), record)
    return Origins(told, once, tuple(dict.fromkeys(row["sha256"] for row in rows if row.get("sha256"))), named)


def _above(record: str) -> str:
    """The id of what the record with the id ``record`` hangs under, as ids are made; empty where under nothing.

    >>> _above("sasaran/1/indikator/1-1"), _above("sasaran/1")
    ('sasaran/1', '')
    """
    return "/".join(record.split("/")[:-2])


def encoded(value: object) -> str:
    """``value`` as the sheet holds it: words as they are, all else as JSON."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text[:LONGEST]


def decoded(text: str, several: bool) -> object:
    """What :func:`encoded` made ``text`` of, where it is words or, with ``several``, a list of them."""
    if not several:
        return text
    try:
        found = json.loads(text)
    except json.JSONDecodeError:
        return ()
    return tuple(map(str, found)) if isinstance(found, list) else ()


def original(quote: Bukti, berkas: str) -> str:
    """Where ``quote`` stands, as a person looks for it; of what came from elsewhere already, where that is.

    >>> original(Bukti("", 0, 1, (8, 9), None, "x"), "iku.txt")
    'iku.txt, baris 8-9'
    """
    if quote.tempat and _TOLD[0] in quote.tempat:
        return quote.tempat.split(_TOLD[0], 1)[1].removesuffix(_TOLD[1])
    if quote.tempat:
        return f"{berkas}, {quote.tempat}"
    first, last = quote.baris
    return f"{berkas}, baris {first}" if first == last else f"{berkas}, baris {first}-{last}"


# Around the place in the original, behind the cell: "lembar IKU, sel C5 (dari iku.txt, baris 8, menurut lembar Asal)".
_TOLD = (" (dari ", ", menurut lembar Asal)")


def _from(quote: Bukti, places: tuple[str, ...]) -> str:
    return f"{quote.tempat or ''}{_TOLD[0]}{'; '.join(dict.fromkeys(places))}{_TOLD[1]}".strip()


def _rows(sheet: Sheet) -> Iterator[dict[str, str]]:
    heads: dict[int, str] = {}
    cells: dict[int, dict[int, str]] = {}
    for (row, column), text in sorted(sheet.texts.items()):
        cells.setdefault(row, {})[column] = text
    for row in sorted(cells):
        said = cells[row]
        if not heads:
            heads = said if {"rekaman", "bidang", "nilai"} <= set(said.values()) else {}
            continue
        yield {name: said[column] for column, name in heads.items() if column in said}


def _place(row: Mapping[str, str]) -> tuple[str, ...]:
    return (row["tempat"],) if row.get("tempat") else ()


def _same(told: str, value: object) -> bool:
    return value not in (None, ()) and _squeezed(told) == _squeezed(encoded(value))


def _squeezed(text: str) -> str:
    return " ".join(text.split())
