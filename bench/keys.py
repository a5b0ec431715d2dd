"""The answer keys and the records of ``kgkesos read``, both as plain rows that can be compared.

A row is ``(kind, words of the parent, fields...)``; rows of the key come from the key's JSON alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from bench import text_layer
from kgkesos.records import (
    Butir,
    Definisi,
    Formula,
    Indikator,
    Jabatan,
    Kegiatan,
    Metadata,
    Pernyataan,
    Program,
    Record,
)

Row = tuple[Any, ...]
Json = dict[str, Any]

DOCUMENTS = {
    "000": "metadata-sipd-jumlah-kkks.txt",
    "001": "iki-dinsos-probolinggo-2019.md",
    "002": "iku-dinsos-tapin-2020.txt",
    "003": "cascading-dinas-sosial.txt",
    "004": "iki-dinsos-probolinggo-2019.txt",
}
_CLOSING = " .;"


def key_rows(gold: Path, document: str) -> list[Row]:
    """Every row that the keys in the folder ``gold`` hold for ``document`` ("000" to "004")."""
    readers = {"000": _sipd, "001": _iki, "002": _iku, "003": _cascading, "004": _iki_text_layer}
    return [*readers[document](gold), *_definitions(gold, document)]


def _load(gold: Path, name: str) -> Any:
    return json.loads((gold / name).read_text(encoding="utf-8"))


def _formula(indicator: str, formula: Json | None) -> Iterator[Row]:
    if formula:
        parts = (formula.get(name) for name in ("pembilang", "penyebut", "pengali", "objek_hitung", "ekspresi"))
        yield ("Formula", indicator, formula["bentuk"], *parts)


def _iki(gold: Path) -> Iterator[Row]:
    return positions(_load(gold, "iki-probolinggo-2019.json")["jabatan"])


def _iki_text_layer(gold: Path) -> Iterator[Row]:
    """The same positions with the wordings that the text layer (004) prints otherwise."""
    return positions(text_layer.positions(_load(gold, "iki-probolinggo-2019.json"), _differences(gold)))


def _differences(gold: Path) -> Json:
    said: Json = _load(gold, "iki-differences.json")
    return said


def positions(positions: Iterable[Json]) -> Iterator[Row]:
    for position in positions:
        name = position["jabatan"]
        printed = position["jabatan_teks"]
        yield ("Jabatan", None, name, printed, position["eselon"], position["atasan"], position["unit"])
        for kind in ("tugas", "fungsi"):
            for item in position[kind]:
                yield (kind.capitalize(), name, item["huruf"], item["teks"])
        for result in position["kinerja"]:
            stated = result["kinerja"].strip(_CLOSING)
            yield ("Kinerja", name, stated)
            for indicator in result["indikator"]:
                told = (indicator["penjelasan"], indicator["sumber_data"], None)
                yield ("Indikator", stated, indicator["nama"], *told)
                yield from _formula(indicator["nama"], indicator["formula"])


def _iku(gold: Path) -> Iterator[Row]:
    for row in _load(gold, "iku-tapin-2020.json")["baris_data"]:
        yield ("Sasaran", None, row["sasaran"], str(row["no"]))
        told = (row["penjelasan"], row["sumber_data"], row["penanggung_jawab"])
        yield ("Indikator", row["sasaran"], row["indikator"], *told)
        yield from _formula(row["indikator"], row["formula"])


def _sipd(gold: Path) -> Iterator[Row]:
    key = _load(gold, "sipd-kkks.json")
    yield ("Indikator", None, key["dokumen"]["indikator"], None, None, None)
    for label, field in key["bidang"].items():
        value = field["nilai"]
        if isinstance(value, list):
            value = tuple(paragraph["teks"] for paragraph in value)
        yield ("Metadata", None, label, value, field.get("terpotong", False))


def _cascading(gold: Path) -> Iterator[Row]:
    for goal in _load(gold, "cascading.json")["tujuan"]:
        yield ("Tujuan", None, goal["teks"])
        yield from _measured(goal["teks"], goal["indikator_tujuan"])
        for objective in goal["sasaran"]:
            yield ("Sasaran", goal["teks"], objective["teks"])
            yield from _measured(objective["teks"], objective["indikator"])
            for generation in objective["program_generasi"]:
                for program in generation["program"]:
                    yield ("Program", objective["teks"], program["teks"], generation["berlaku"])
                    yield from _measured(program["teks"], program["indikator_program"])
                    for under in [program, *program["indikator_program"]]:
                        yield from _activities(program, under)


def _activities(program: Json, under: Json) -> Iterator[Row]:
    stands_under = under["teks"] if under is not program else None
    for activity in under.get("kegiatan", ()):
        yield ("Kegiatan", program["teks"], activity["nama"], stands_under)
        yield from _measured(activity["nama"], activity["indikator"])


def _measured(parent: str, indicators: Iterable[Json]) -> Iterator[Row]:
    for indicator in indicators:
        yield ("Indikator", parent, indicator["teks"], None, None, None)
        yield from _formula(indicator["teks"], indicator.get("formula"))


def _definitions(gold: Path, document: str) -> Iterator[Row]:
    stated: list[Json] = _load(gold, "definitions.json")
    if document == "004":
        stated = [text_layer.definition(said, _differences(gold)) for said in stated if said["dokumen"] == "001"]
    for said in stated:
        if said["dokumen"] == document:
            yield ("Definisi", None, said["istilah"], said["singkatan"], said["definisi"], said["kalimat"])


def record_rows(records: Iterable[Record]) -> list[Row]:
    """The rows of ``records``, in the same form as :func:`key_rows`."""
    by_id = {record.id: record for record in records}
    return [_row(record, by_id) for record in by_id.values()]


def words(record: Record | None) -> str | None:
    """What a record is called: its name or its text."""
    if record is None:
        return None
    named: str | None = getattr(record, "nama", None) or getattr(record, "teks", None)
    return named


def _row(record: Record, by_id: dict[str, Record]) -> Row:
    parent = words(by_id.get(record.induk or ""))
    match record:
        case Jabatan():
            printed = record.teks_tercetak or record.nama
            return ("Jabatan", None, record.nama, printed, record.eselon, record.atasan, record.unit)
        case Butir():
            return (record.jenis, parent, record.huruf, record.teks)
        case Pernyataan():
            number = (record.nomor,) if record.jenis == "Sasaran" and record.induk is None else ()
            return (record.jenis, parent, record.teks, *number)
        case Program():
            return ("Program", parent, record.nama, record.periode)
        case Kegiatan():
            return ("Kegiatan", parent, record.nama, words(by_id.get(record.indikator_program or "")))
        case Indikator():
            told = (record.penjelasan, record.sumber_data, record.penanggung_jawab)
            return ("Indikator", parent, record.nama, *told)
        case Formula():
            parts = (record.pembilang, record.penyebut, record.pengali, record.objek_hitung, record.ekspresi)
            return ("Formula", parent, record.bentuk, *parts)
        case Metadata():
            return ("Metadata", None, record.label, record.nilai, record.terpotong)
        case Definisi():
            return ("Definisi", None, record.istilah, record.singkatan, record.definisi, record.kalimat)
        case _:
            return (record.jenis, parent)


def links(rows: Iterable[Row]) -> list[Row]:
    """The ties of ``rows``: (kind, words, words of the parent), and each position's superior."""
    found: list[Row] = []
    for kind, parent, *fields in rows:
        if kind == "Jabatan" and fields[3]:
            found.append(("atasan", fields[0], fields[3]))
        elif parent is not None:
            found.append((kind, fields[0] if kind != "Tugas" and kind != "Fungsi" else fields[1], parent))
            if kind == "Kegiatan" and fields[1]:
                found.append(("indikator_program", fields[0], fields[1]))
    return found
