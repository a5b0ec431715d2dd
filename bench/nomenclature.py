"""Compare the suggested official names with two keys made by reading; print the figures.

Usage: ``python bench/nomenclature.py [--rows]``, which prints each name too. Keys, in ``tests/data/gold``:
``padanan-nomenklatur.json`` (the cascade of ``documents/``, which the matcher was made with: in its sample) and
``padanan-nomenklatur-lain.json`` (names of other offices, and written ones). Names of other affairs: ``affairs``.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench import affairs  # noqa: E402
from kgkesos import intake, padanan, project, resources  # noqa: E402
from kgkesos.normalize import key  # noqa: E402
from kgkesos.reading import merge, told  # noqa: E402
from kgkesos.records import Dokumen, Kegiatan, Program, Record, SubKegiatan, Work  # noqa: E402
from kgkesos.reference import Entri, names_elsewhere, nomenklatur, other_names  # noqa: E402
from kgkesos.reference.nomenklatur import KABUPATEN_KOTA, NEWEST, PROVINSI  # noqa: E402

GOLD = ROOT / "tests" / "data" / "gold"
DOCUMENT = "cascading-dinas-sosial.txt"
NONE = "tidak ada"
OFFICES = ("DINAS SOSIAL", "DINAS SOSIAL DAN TENAGA KERJA", None)
# How the second key calls levels of government, and a region of each.
GOVERNMENTS = {"PROV": PROVINSI, "KABKOT": KABUPATEN_KOTA, "": None}
REGIONS = {"kabupaten": "Kabupaten Tapin", "kota": "Kota Probolinggo", "provinsi": "Provinsi Jawa Timur"}
KINDS: Mapping[str, type[Program | Kegiatan]] = {
    "program": Program,
    "kegiatan": Kegiatan,
    "sub kegiatan": SubKegiatan,
}


@dataclass(frozen=True, slots=True)
class Judged:
    """A name of a key: which entries are right for it (none where it has no match), and what was suggested."""

    nama: str
    hubungan: str
    benar: tuple[str, ...]
    usul: str | None
    skor: float

    @property
    def is_right(self) -> bool:
        """Whether the suggestion is right, or rightly absent."""
        return self.usul in self.benar if self.benar else self.usul is None


@cache
def labels() -> Mapping[str, str]:
    """The names of concepts and other names, as a build knows them."""
    return {**project.concept_words(project.vocabulary("konsep.ttl")), **other_names()}


@cache
def lists() -> padanan.Lists:
    """What a build compares names with."""
    return padanan.Lists.of(nomenklatur(), labels(), names_elsewhere())


def rows_of(name: str) -> list[dict[str, Any]]:
    """The rows of a key."""
    rows: list[dict[str, Any]] = json.loads((GOLD / f"{name}.json").read_text(encoding="utf-8"))["padanan"]
    return rows


def judged() -> tuple[Judged, ...]:
    """Each programme and kegiatan of the first key with what the matcher suggests for it."""
    readings, _ = intake.read_all([resources.folder("documents") / DOCUMENT], lambda _: None)
    works = merge.works(list(readings.values()), told.of(readings))
    suggested = {found.id: found for found in padanan.suggest(works, lists)}
    names = {record.id: record for work in works for record in work.records if isinstance(record, Program | Kegiatan)}
    found = {}
    for record in names.values():
        above = names[record.induk].nama if isinstance(record, Kegiatan) and record.induk in names else ""
        found[key(above), key(record.nama)] = suggested.get(record.id)
    rows = []
    for above, row in _rows():
        name = row["teks"].removeprefix("Kegiatan ") if row["tingkat"] == "kegiatan" else row["teks"]
        made = found.pop((key(above), key(name)))
        right = tuple(one["kode"] for one in (row["padanan"], *row["setara"]) if one)
        code, score = (made.entri.kode, made.skor) if made else (None, 0.0)
        rows.append(Judged(name, row["hubungan"], right if row["hubungan"] != NONE else (), code, score))
    assert not found, f"not in the key: {list(found)}"
    return tuple(rows)


def _rows() -> Iterator[tuple[str, dict[str, Any]]]:
    """The rows of the first key, a kegiatan with the name of its programme, which stands before it."""
    above = ""
    for row in rows_of("padanan-nomenklatur"):
        if row["tingkat"] == "program":
            yield "", row
            above = row["teks"]
        else:
            yield above, row


def judged_elsewhere(office: str | None = "DINAS SOSIAL", with_parent: bool = True) -> tuple[Judged, ...]:
    """Each name of the second key that its reader was sure of, each a document of ``office`` by itself.

    The entry that the key says is printed above a name is given ``with_parent``. A name of an older list is right for
    that list.
    """
    sure = [row for row in rows_of("padanan-nomenklatur-lain") if row["kepastian"] == "pasti"]
    works = [_work(row, office, with_parent) for row in sure]
    found = {one.dokumen: one for one in padanan.suggest(works, lists) if one.id == "x"}
    rows = []
    for row in sure:
        made = found.get(row["no"])
        right = [row["padanan"], *row["setara"], *([] if with_parent else row["bila_tanpa_induk"])]
        told_right = [_named(one["kode"], GOVERNMENTS[one["kewenangan"]]) for one in right if one]
        older = [_named(one["kode"], "lama") for one in row["nama_lama"]]
        said = (
            _named(made.entri.kode, made.entri.kewenangan if made.entri.daftar == NEWEST else "lama") if made else None
        )
        wanted = tuple(dict.fromkeys((*told_right, *older))) if row["padanan"] else ()
        rows.append(Judged(row["teks"], row["hubungan"], wanted, said, made.skor if made else 0.0))
    return tuple(rows)


def _work(row: Mapping[str, Any], office: str | None, with_parent: bool) -> Work:
    records: list[Record] = []
    if with_parent and row["induk"]:
        above = _official()[row["induk"]]
        kind = Program if above.tingkat == "program" else Kegiatan
        records.append(kind(id="p", nama=above.nama, kode=row["induk"]))
    records.append(KINDS[row["tingkat"]](id="x", nama=row["teks"], induk="p" if records else None))
    region = REGIONS.get(row["tingkat_dokumen"])
    said = Dokumen(jenis="cascading", judul=None, instansi=office, wilayah=region, tahun=None, sha256="0")
    return Work(key=row["no"], dokumen=said, records=tuple(records), rendisi=())


@cache
def _official() -> Mapping[str, Entri]:
    return {one.kode: one for one in reversed(nomenklatur()) if one.daftar == NEWEST}


def _named(code: str, government: str | None) -> str:
    return f"{code} {government or ''}".strip()


def figures(rows: Iterable[Judged]) -> dict[str, tuple[int, int]]:
    """How many are right of how many: of those that have a match, of the suggestions made, of those that have none."""
    rows = tuple(rows)
    having, lacking = [row for row in rows if row.benar], [row for row in rows if not row.benar]
    made = [row for row in rows if row.usul]
    return {
        "right first of those that have one": (sum(row.is_right for row in having), len(having)),
        "right of those suggested": (sum(row.is_right for row in made), len(made)),
        "no match claimed for those that have none": (sum(row.is_right for row in lacking), len(lacking)),
    }


def main() -> int:
    """Print the figures, and each name where that is asked."""
    for title, rows in (
        ("names of documents/, which the matcher was made with", judged()),
        ("names of other offices, with what is printed above them", judged_elsewhere()),
        ("names of other offices, alone", judged_elsewhere(with_parent=False)),
        ("names of other offices, alone, of an office not told", judged_elsewhere(office=None, with_parent=False)),
    ):
        print(f"\n{title}")
        for row in rows if "--rows" in sys.argv else ():
            mark = "right" if row.is_right else "WRONG" if row.usul else "silent"
            wanted = ", ".join(row.benar) or "-"
            print(f"{mark:<7}{row.skor:.2f}  {row.usul or '-':<34} key: {wanted:<38} {row.hubungan:<9} {row.nama[:60]}")
        for name, (right, count) in figures(rows).items():
            print(f"{name:<44}{right:>3} of {count:<3} {right / count if count else 1:.2f}")
    _print_claimed()
    return 0


def _print_claimed() -> None:
    sample = affairs.sampled()
    left = set(sample)
    unknown = [name for name in names_elsewhere() if name not in left]
    print("\nreal names of other affairs that are claimed")
    for office in OFFICES:
        for others, title in ((names_elsewhere(), "in the lists"), (unknown, "taken out of the lists")):
            count = affairs.claimed(sample, office, others, labels())
            print(f"{office or 'office not told':<32}{title:<24}{count:>3} of {len(sample)} {count / len(sample):.3f}")


if __name__ == "__main__":
    sys.exit(main())
