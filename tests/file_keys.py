"""Files of invented offices beside their keys: for each kind of record, what is right, extra and missing.

A record is right where its words, what it hangs under and every field that its key gives agree; white space, capitals
and closing signs are not judged, nor are the fields that the keys give as a help only.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kgkesos.reading import document
from kgkesos.records import Reading, Record, values

FOLDER = Path(__file__).parent / "data" / "files"
KEYS = tuple(sorted(path.stem for path in FOLDER.glob("*.json")))
# What a key says beyond what is judged: helps for a person, or what the document leaves to the reader.
_NOT_JUDGED = frozenset(
    {"jenis", "id", "induk", "kepastian", "alternatif", "catatan", "ekspresi", "kalimat", "menjabarkan", "anggaran"}
    | {"sumber_dana", "indikator_sasaran", "indikator_program", "unit", "atasan", "halaman", "teks_tercetak"}
)
_WORDS = ("nama", "teks", "istilah", "label")
_LOOSE = re.compile(r"[\s.;:,()]+")
_COUNT = re.compile(r"^jumlah")


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


def key(name: str) -> dict[str, Any]:
    """The key ``name``: ``berkas`` are the files that print the same, ``records`` what they say."""
    found: dict[str, Any] = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return found


def scores(name: str, file: str, read: Reading | None = None) -> dict[str, Score]:
    """For each kind of record in the key ``name`` or in the reading of ``file``: what is right."""
    found = read or document.read_file(FOLDER / file)
    expected = key(name)["records"]
    kinds = sorted({one["jenis"] for one in expected} | {record.jenis for record in found.records})
    return {kind: _score(kind, expected, found) for kind in kinds}


def _score(kind: str, expected: list[dict[str, Any]], found: Reading) -> Score:
    keyed = {one["id"]: one for one in expected}
    by_id = {record.id: record for record in found.records}
    left = [one for one in expected if one["jenis"] == kind]
    right, extra = 0, []
    for record in (record for record in found.records if record.jenis == kind):
        said = {**values(record), "induk": _of_parent(record, by_id)}
        match = next((one for one in left if _agrees(said, one, keyed)), None)
        if match:
            left.remove(match)
            right += 1
        else:
            extra.append(json.dumps({k: v for k, v in said.items() if v}, ensure_ascii=False))
    missing = tuple(json.dumps(one, ensure_ascii=False) for one in left if one["kepastian"] == "pasti")
    return Score(right, tuple(extra), missing)


def _agrees(said: Mapping[str, Any], one: Mapping[str, Any], keyed: Mapping[str, dict[str, Any]]) -> bool:
    judged = {name: value for name, value in one.items() if name not in _NOT_JUDGED and value not in (None, "")}
    if one["jenis"] == "Metadata":
        judged.pop("nomor", None)
    if one["jenis"] == "Definisi" and _same("istilah", said.get("singkatan"), one["istilah"]):
        judged.pop("istilah")
    if any(not _same(name, said.get(name), value) for name, value in judged.items()):
        return False
    above = keyed.get(one["induk"] or "")
    # A sasaran hangs under the position, or under nothing, where no tujuan is printed.
    loose = one["jenis"] == "Sasaran" and above is not None and above["jenis"] == "Jabatan" and not said["induk"]
    parent = _plain(_words(above)) if above else ""
    return loose or said["induk"] == parent or (one["jenis"] in ("Metadata", "Definisi") and not said["induk"])


def _of_parent(record: Record, by_id: Mapping[str, Record]) -> str:
    above = by_id.get(record.induk or "")
    return _plain(_words(values(above))) if above else ""


def _words(fields: Mapping[str, Any]) -> str:
    return next((str(fields[name]) for name in _WORDS if fields.get(name)), "")


def _same(name: str, said: object, wanted: object) -> bool:
    if isinstance(said, tuple) or isinstance(wanted, list):
        return _plain(" ".join(map(str, _listed(said)))) == _plain(" ".join(map(str, _listed(wanted))))
    if name == "nilai":
        return _number(said) == _number(wanted)
    if name == "satuan":
        return _unit(said) == _unit(wanted)
    if name == "objek_hitung":
        return _COUNT.sub("", _plain(said)) == _COUNT.sub("", _plain(wanted))
    return _plain(said) == _plain(wanted)


def _listed(value: object) -> list[object]:
    return list(value) if isinstance(value, tuple | list) else [value]


def _number(value: object) -> str:
    text = _plain(str(value).replace(",", "#")).replace("#", ",")
    return re.sub(r",?0+$", "", text) if "," in text else text


def _unit(value: object) -> str:
    return _plain(value).replace("%", "persen")


def _plain(value: object) -> str:
    return _LOOSE.sub("", str(value if value is not None else "")).casefold()
