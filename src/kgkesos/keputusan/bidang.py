"""Fields that read otherwise by decision: the printed form and its evidence stay beside the value that is used."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from kgkesos.keputusan.model import BIDANG, Hal, Keputusan, Tempat
from kgkesos.keputusan.penerapan import DITERAPKAN, SALAH, Hasil, Ruang, settle
from kgkesos.keputusan.sidik import sidik
from kgkesos.normalize import letak
from kgkesos.records import DUGAAN, PASTI, Bukti, Formula, Record, Work, values

# Ties to other records, and what follows from the other fields.
_NOT_DECIDED = frozenset(
    {
        "menjabarkan",
        "kepastian_menjabarkan",
        "indikator_program",
        "digantikan_oleh",
        "dilanjutkan_oleh",
        "terpotong",
        "teks_tercetak",
    }
)
_NUMBERS = frozenset({"pengali", "tahun"})
_LISTS = frozenset({"legenda", "alias"})
_NAMING = ("nama", "teks", "label", "istilah", "ekspresi", "nilai")
_FORMS = ("rasio", "jumlah", "perubahan", "lain")
_NUMBER = re.compile(r"\d{1,9}")
_ESELON = re.compile(r"II|III|IV")


def fields_of(work: Work) -> tuple[Hal, ...]:
    """Every field of ``work`` that may be decided; one is offered where the reader guessed or the files differ."""
    return tuple(thing for record in work.records for thing in _fields(work.key, record))


def quotes(record: Record, field: str) -> tuple[Bukti, ...]:
    """The quotes of ``field`` in the file whose reading is used; of what names the record where the field has none."""
    for name in (field, *_NAMING):
        if found := record.bukti.get(name):
            return tuple(quote for quote in found if quote.rendisi == found[0].rendisi)
    return ()


def decided(work: Work, decisions: Iterable[Keputusan], ruang: Ruang) -> tuple[Work, tuple[Hasil, ...]]:
    """``work`` with its fields as decided, and what became of each of ``decisions`` on a field of it."""
    mine = [one for one in decisions if one.tempat.jenis == BIDANG and one.tempat.dokumen == work.key]
    if not mine:
        return work, ()
    records = {record.id: record for record in work.records}
    results = []
    for result in settle(mine, fields_of(work), ruang):
        if result.status == DITERAPKAN:
            result, records = _apply(result, records)
        results.append(result)
    return replace(work, records=tuple(records[record.id] for record in work.records)), tuple(results)


def _fields(key: str, record: Record) -> Iterator[Hal]:
    said = values(record)
    title = next((str(said[name]) for name in _NAMING if said.get(name)), record.id)
    differing = {variant.bidang for variant in record.varian}
    for field, value in said.items():
        if field in _NOT_DECIDED:
            continue
        shown = quotes(record, field)
        guessed = record.kepastian == DUGAAN and field in _NAMING and bool(record.bukti.get(field))
        yield Hal(
            Tempat(key, BIDANG, "", record.id, field),
            sidik(quote.kutipan for quote in shown),
            objek=title,
            isi=as_text(value),
            kutipan=" ".join(" ".join(quote.kutipan.split()) for quote in shown),
            letak=letak(shown[0].baris, shown[0].tempat) if shown else "",
            ditawarkan=guessed or field in differing,
        )


def as_text(value: object) -> str:
    """A field's value as a cell holds it: a list with one entry a line."""
    if value is None:
        return ""
    return "\n".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _apply(result: Hasil, records: dict[str, Record]) -> tuple[Hasil, dict[str, Record]]:
    decision = result.keputusan
    field = decision.tempat.bidang
    record = records[decision.tempat.rekaman]
    before = getattr(record, field)
    try:
        value = _value(field, decision.nilai, before)
    except ValueError as error:
        return replace(result, status=SALAH, hal=(), sebab=str(error)), records
    changes: dict[str, Any] = {field: value}
    if field in ("nama", "teks") and value != before and getattr(record, "teks_tercetak", "") is None:
        changes["teks_tercetak"] = before
    if isinstance(record, Formula) and value != before:
        # What the printed words are made of says nothing of others.
        changes["susunan"] = tuple(one for one in record.susunan if one.bidang != field)
    if field == "atasan":
        # Whom a person named is no reading of a layout any more.
        changes |= {"aturan_induk": None, "kepastian_induk": PASTI}
    return replace(result, semula=as_text(before)), {**records, record.id: replace(record, **changes)}


def _value(field: str, said: str, before: object) -> object:
    if field in _NUMBERS:
        if not _NUMBER.fullmatch(said):
            raise ValueError(f"nilai {said!r} untuk {field} bukan bilangan bulat (not a whole number)")
        return int(said)
    if field == "bentuk" and said not in _FORMS:
        raise ValueError(f"bentuk {said!r} tidak dikenal; yang dikenal: {', '.join(_FORMS)} (no such form)")
    if field == "eselon" and not _ESELON.fullmatch(said):
        raise ValueError(f"eselon {said!r} tidak dikenal (no such echelon)")
    if field in _LISTS or isinstance(before, tuple):
        return tuple(line.strip() for line in said.split("\n") if line.strip())
    return said
