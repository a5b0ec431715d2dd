"""How many of the defects that a careful reader found kgkesos finds too.

Usage: ``python bench/findings.py [KEY.json ...]``, keys in the form of ``tests/data/gold/findings-sample.json`` (the
default). A defect is found where a finding of a code that ``temuan-jenis.csv`` maps its kind to quotes an overlapping
place of the same file. Kinds of group ``ekstraksi`` and spelling are left out, as is what the crosswalk does not map
counts as missed.
"""

from __future__ import annotations

import csv
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from kgkesos import pipeline  # noqa: E402
from kgkesos.knowledge import Knowledge  # noqa: E402

SAMPLE = ROOT / "tests" / "data" / "gold" / "findings-sample.json"
CROSSWALK = Path(__file__).with_name("temuan-jenis.csv")
FILES = {
    "000": "metadata-sipd-jumlah-kkks.txt",
    "001": "iki-dinsos-probolinggo-2019.md",
    "002": "iku-dinsos-tapin-2020.txt",
    "003": "cascading-dinas-sosial.txt",
    "004": "iki-dinsos-probolinggo-2019.txt",
}
LEFT_OUT = frozenset({"ejaan", "salah_ketik", "tanda_baca", "kapitalisasi", "nama_tidak_seragam"})
CERTAIN, SUSPECTED = 0.80, 0.65
PLACES = """
PREFIX kesos: <https://w3id.org/kgkesos/ontology#>
SELECT ?temuan ?kode ?berkas ?awal ?akhir
WHERE {
  ?temuan a kesos:Temuan ; kesos:kodeTemuan ?kode .
  {
    ?temuan kesos:dibuktikanOleh ?bukti .
    ?bukti kesos:barisAwal ?awal ; kesos:barisAkhir ?akhir ; kesos:dariRendisi/kesos:namaBerkas ?berkas .
  } UNION {
    # What is said of a document as a whole is said of every line of its files.
    ?temuan kesos:pada ?dokumen .
    ?dokumen a kesos:Dokumen .
    ?rendisi kesos:rendisiDari ?dokumen ; kesos:namaBerkas ?berkas .
    VALUES (?awal ?akhir) { (1 1000000) }
  }
}
ORDER BY ?temuan ?berkas ?awal
"""


class Place(NamedTuple):
    """Lines of a file."""

    file: str
    first: int
    last: int

    def meets(self, other: Place) -> bool:
        """Whether the two have a line in common."""
        return self.file == other.file and self.first <= other.last and other.first <= self.last


def main(paths: Iterable[Path]) -> int:
    """Print recall by certainty and what is missed; 1 where a bar is missed."""
    found = findings(ROOT / "documents")
    codes = crosswalk()
    kept = True
    for path in paths:
        entries = [one for one in entries_of(path) if counts(one)]
        for certainty, bar in (("pasti", CERTAIN), ("dugaan", SUSPECTED)):
            asked = [one for one in entries if one["kepastian"] == certainty]
            missed = [one for one in asked if not is_found(one, found, codes)]
            recall = 1 - len(missed) / len(asked) if asked else 1.0
            kept = kept and recall >= bar
            print(f"{path.name}: {certainty}: recall {recall:.2f} of {len(asked)} (asked: {bar:.2f})")
            for kind, count in Counter(one["jenis"] for one in missed).most_common():
                print(
                    f"    missed {count}x {kind}: "
                    + "; ".join(str(one.get("objek"))[:50] for one in missed if one["jenis"] == kind)[:150]
                )
    return int(not kept)


def entries_of(path: Path) -> list[dict[str, Any]]:
    """The defects of a key, as one list."""
    said = json.loads(path.read_text(encoding="utf-8"))
    if isinstance(said, list):
        return said
    return [one for entries in said["temuan"].values() for one in entries]


def counts(one: Mapping[str, Any]) -> bool:
    """Whether a defect is asked for: not what the reading of a file did, not spelling, and in a text document."""
    return one.get("golongan") != "ekstraksi" and one["jenis"] not in LEFT_OUT and bool(places(one))


def places(one: Mapping[str, Any]) -> list[Place]:
    """The lines that a defect is about."""
    given = [Place(FILES[d], first, last) for d, first, last in one.get("baris") or () if d in FILES]
    quotes = [
        Place(FILES[quote["dokumen"]], quote["baris"][0], quote["baris"][-1])
        for quote in one.get("bukti") or ()
        if quote.get("dokumen") in FILES and quote.get("baris")
    ]
    return given + quotes


def is_found(one: Mapping[str, Any], found: Mapping[str, list[Place]], codes: Mapping[str, set[str]]) -> bool:
    """Whether a finding of a code of its kind has a line in common with it."""
    kinds = (
        [one["jenis"], *(one.get("jenis_setara") or [])]
        if isinstance(one.get("jenis_setara"), list)
        else [one["jenis"]]
    )
    wanted = {code for kind in kinds for code in codes.get(kind, ())}
    return any(place.meets(other) for code in wanted for other in found.get(code, ()) for place in places(one))


def crosswalk() -> dict[str, set[str]]:
    """The codes of each kind."""
    found: dict[str, set[str]] = {}
    with CROSSWALK.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found.setdefault(row["jenis"], set()).add(row["kode"])
    return found


def findings(documents: Path) -> dict[str, list[Place]]:
    """The places of each code's findings in a build of ``documents``."""
    found: dict[str, list[Place]] = {}
    with tempfile.TemporaryDirectory() as folder:
        pipeline.build([documents], Path(folder))
        for _, code, file, first, last in Knowledge.open(Path(folder)).store.select(PLACES, {}).rows:
            found.setdefault(str(code), []).append(Place(str(file), int(str(first)), int(str(last))))
    return found


if __name__ == "__main__":
    sys.exit(main([Path(path) for path in sys.argv[1:]] or [SAMPLE]))
