"""Compare the suggested official names with the key that a planner's reading gave; print each row and the figures.

Usage: ``python bench/nomenclature.py``. Key: ``tests/data/gold/padanan-nomenklatur.json``.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from kgkesos import intake, padanan, project, resources  # noqa: E402
from kgkesos.normalize import key  # noqa: E402
from kgkesos.reading import merge, told  # noqa: E402
from kgkesos.records import Kegiatan, Program  # noqa: E402
from kgkesos.reference import nomenklatur, other_names  # noqa: E402

KEY = ROOT / "tests" / "data" / "gold" / "padanan-nomenklatur.json"
DOCUMENT = "cascading-dinas-sosial.txt"
NONE = "tidak ada"


@dataclass(frozen=True, slots=True)
class Judged:
    """A row of the key: its name, which codes are right (none where it has no match), and what was suggested."""

    nama: str
    hubungan: str
    benar: tuple[str, ...]
    usul: str | None
    skor: float

    @property
    def is_right(self) -> bool:
        """Whether the suggestion is right, or rightly absent."""
        return self.usul in self.benar if self.benar else self.usul is None


def judged() -> tuple[Judged, ...]:
    """Each programme and kegiatan of the key with what the matcher suggests for it."""
    readings, _ = intake.read_all([resources.folder("documents") / DOCUMENT], lambda _: None)
    works = merge.works(list(readings.values()), told.of(readings))
    labels = {**project.concept_words(project.vocabulary("konsep.ttl")), **other_names()}
    suggested = {found.id: found for found in padanan.suggest(works, nomenklatur(), labels)}
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
    """The rows of the key, a kegiatan with the name of its programme, which stands before it."""
    above = ""
    for row in json.loads(KEY.read_text(encoding="utf-8"))["padanan"]:
        if row["tingkat"] == "program":
            yield "", row
            above = row["teks"]
        else:
            yield above, row


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
    """Print the rows and the figures."""
    rows = judged()
    for row in rows:
        mark = "right" if row.is_right else "WRONG" if row.usul else "silent"
        wanted = " ".join(row.benar) or "-"
        print(f"{mark:<7}{row.skor:.2f}  {row.usul or '-':<18} key: {wanted:<38} {row.hubungan:<9} {row.nama[:60]}")
    for name, (right, count) in figures(rows).items():
        print(f"{name:<44}{right:>3} of {count:<3} {right / count if count else 1:.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
