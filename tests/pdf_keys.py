"""The keys of the four real PDFs beside what is read from them: for each kind, what is right and what misses."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kgkesos.reading import document
from kgkesos.records import Definisi, Formula, Indikator, Jabatan, Reading, Record, values

FOLDER = Path(__file__).parent / "data" / "pdf"
NAMES = tuple(sorted(path.stem for path in FOLDER.glob("*.json")))
# The keys note for themselves that white space around a stroke, brackets and closing signs may be read either way.
_STROKE = re.compile(r"\s*/\s*")
_LOOSE = " .;:,"


@dataclass(frozen=True)
class Score:
    """Of one kind: how many records are in both; the wrong or extra ones that were read; those that are missing."""

    right: int
    extra: tuple[str, ...]
    missing: tuple[str, ...]

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        wrong = len(self.extra) + len(self.missing)
        return 2 * self.right / (2 * self.right + wrong) if wrong else 1.0


def reading(name: str) -> Reading:
    """The PDF ``name`` as it is read."""
    return document.read_file(FOLDER / f"{name}.pdf")


def key(name: str) -> dict[str, Any]:
    """The key of the PDF ``name``."""
    found: dict[str, Any] = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return found


def scores(name: str, read: Reading | None = None) -> dict[str, Score]:
    """For each kind of record in the key of ``name`` or the reading: what is right.

    A record that the key marks as ``dugaan`` may be missing; where it is read, it must agree.
    """
    found = read or reading(name)
    expected = key(name)["records"]
    kinds = sorted({one["jenis"] for one in expected} | {record.jenis for record in found.records})
    return {kind: _score(kind, expected, found) for kind in kinds}


def _score(kind: str, expected: list[dict[str, Any]], found: Reading) -> Score:
    keyed = {one["id"]: one for one in expected}
    by_id = {record.id: record for record in found.records}
    left = [one for one in expected if one["jenis"] == kind]
    right, extra = 0, []
    for record in found.records:
        if record.jenis != kind:
            continue
        said = _of_record(record, by_id)
        match = next((one for one in left if _agrees(said, _of_key(one, keyed), one)), None)
        if match is None:
            extra.append(json.dumps(said, ensure_ascii=False))
        else:
            left.remove(match)
            right += 1
    missing = tuple(json.dumps(_of_key(one, keyed), ensure_ascii=False) for one in left if not _is_open(one))
    return Score(right, tuple(extra), missing)


def _is_open(one: Mapping[str, Any]) -> bool:
    """Whether the key doubts that there is such a record."""
    return one["jenis"] in ("Formula", "Definisi") and one["kepastian"] == "dugaan"


def _agrees(said: Mapping[str, Any], expected: Mapping[str, Any], one: Mapping[str, Any]) -> bool:
    doubtful = one["kepastian"] == "dugaan"
    open_fields = {"penjelasan", "definisi", "nama"} if doubtful else set()
    return all(said.get(name) == value for name, value in expected.items() if name not in open_fields)


def _of_record(record: Record, by_id: Mapping[str, Record]) -> dict[str, Any]:
    fields = values(record)
    said = {name: _plain(fields.get(name)) for name in _FIELDS[record.jenis]}
    said["induk"] = _name(by_id.get(record.induk or ""), _of_record_name)
    if isinstance(record, Formula):
        said |= _meanings(record)
    if isinstance(record, Indikator):
        said["menjabarkan"] = _name(by_id.get(record.menjabarkan or ""), _of_record_name)
    if isinstance(record, Jabatan):
        said |= {"nama": _called(None, record.nama), "atasan": record.atasan and _called(None, record.atasan)}
    if isinstance(record, Definisi):
        said["definisi"] = _plain(record.definisi)
    return said


def _of_key(one: Mapping[str, Any], keyed: Mapping[str, dict[str, Any]]) -> dict[str, Any]:
    said = {name: _plain(one.get(name)) for name in _FIELDS[one["jenis"]]}
    above = keyed.get(one["induk"] or "")
    said["induk"] = _name(above, _of_key_name)
    if one["jenis"] == "Indikator":
        detailed = one.get("menjabarkan")
        first = detailed if isinstance(detailed, str) or not detailed else detailed[0]
        said["menjabarkan"] = _name(keyed.get(first or ""), _of_key_name)
    if one["jenis"] == "Jabatan" and "atasan" in one:
        superior = keyed.get(one["atasan"] or "")
        said["atasan"] = _called(None, superior["nama"]) if superior else None
    if one["jenis"] == "Jabatan":
        said["nama"] = _called(None, one["nama"])
    return said


_FIELDS: Mapping[str, tuple[str, ...]] = {
    "Jabatan": ("nama",),
    "Tugas": ("teks", "huruf"),
    "Fungsi": ("teks", "huruf"),
    "Tujuan": ("teks", "nomor"),
    "Sasaran": ("teks", "nomor"),
    "Kinerja": ("teks",),
    "Indikator": ("nama", "nomor", "satuan", "penjelasan", "sumber_data", "penanggung_jawab"),
    "Formula": ("bentuk", "pembilang", "penyebut", "pengali", "objek_hitung"),
    "Definisi": ("istilah", "definisi"),
    "Target": ("nilai", "satuan", "tahun"),
}


def _meanings(record: Formula) -> dict[str, Any]:
    """The quantities in words where the formula prints two letters and says what both stand for."""
    told: dict[str, str] = {}
    for entry in record.legenda:
        letter, _, meaning = entry.partition("=")
        told[letter.strip()] = meaning.strip()
    if record.pembilang not in told or record.penyebut not in told:
        return {}
    return {"pembilang": _plain(told[record.pembilang]), "penyebut": _plain(told[record.penyebut])}


def _name(above: Any, called: Callable[[Any], str | None]) -> str | None:
    return called(above) if above is not None else None


def _of_record_name(record: Record) -> str | None:
    fields = values(record)
    return _called(fields.get("nomor"), fields.get("nama") or fields.get("teks"))


def _of_key_name(one: Mapping[str, Any]) -> str | None:
    return _called(one.get("nomor"), one.get("nama") or one.get("teks"))


def _called(number: object, name: object) -> str:
    """A number and a name without white space: a name that a box cuts over two lines may be read with a space."""
    return "".join(f"{_plain(number) or ''}{_plain(name)}".split())


def _plain(value: object) -> object:
    if not isinstance(value, str):
        return value
    return _STROKE.sub("/", " ".join(value.split())).strip(_LOOSE) or None
