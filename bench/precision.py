"""How many of the findings that are printed are right, by a careful reader's word on each.

Usage: ``python bench/precision.py [--salah]``. The documents of ``documents/`` and of ``tests/data`` are built, and
each finding is looked up in ``temuan-dibaca.csv``: a reader who had not seen the code judged what the build of that
day printed (``benar``, ``salah``, ``ragu``: two careful readers could differ). Printed per code: how many are read so,
how many nobody has read, the precision (right of right and wrong), and what is printed no more: wrong ones that were
mended, right ones that were lost. ``--salah`` lists the wrong ones that are still printed, with the reader's reason.
Exit 1 where a code at a Warning or a Violation is under 0.8, or all of them together under 0.9.
"""

from __future__ import annotations

import csv
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
from kgkesos.laporan import Saringan, data, susun  # noqa: E402

READ = Path(__file__).with_name("temuan-dibaca.csv")
FOLDERS = ("documents", "tests/data/pdf", "tests/data/forms", "tests/data/kinds", "tests/data/files")
BROKEN = "rusak"
SUFFIXES = frozenset({".pdf", ".txt", ".md", ".docx", ".xlsx", ".html"})
RIGHT, WRONG, DOUBT = "benar", "salah", "ragu"
CLASS_BAR, WHOLE_BAR = 0.8, 0.9


class Key(NamedTuple):
    """What tells a finding from others in every build: its code, the nodes concerned, and the value it names."""

    kode: str
    pada: str
    pembanding: str
    nilai: str


class Printed(NamedTuple):
    """A finding as printed."""

    tingkat: str
    pesan: str


def main(arguments: list[str]) -> int:
    """Print a line per code; 1 where a bar is missed."""
    now, read = printed(), judged()
    kept = True
    totals: Counter[str] = Counter()
    print(f"{'kode':<34}{'tingkat':<10}{'printed':>8}{'benar':>7}{'salah':>7}{'ragu':>6}{'unread':>8}{'precision':>11}"
          f"{'mended':>8}{'lost':>6}")  # fmt: skip
    for code in sorted({one.kode for one in (*now, *read)}):
        mine = {key: said for key, said in now.items() if key.kode == code}
        levels = "/".join(sorted({said.tingkat for said in mine.values()})) or "-"
        count = Counter(read[key][0] if key in read else "unread" for key in mine)
        gone = Counter(verdict for key, (verdict, _) in read.items() if key.kode == code and key not in now)
        share = precision(count)
        kept = kept and (levels in ("Info", "-") or share >= CLASS_BAR)
        totals.update(count)
        print(f"{code:<34}{levels:<10}{len(mine):>8}{count[RIGHT]:>7}{count[WRONG]:>7}{count[DOUBT]:>6}"
              f"{count['unread']:>8}{share:>11.2f}{gone[WRONG]:>8}{gone[RIGHT]:>6}")  # fmt: skip
    whole = precision(totals)
    print(f"\n{len(now)} findings: {dict(totals)}, precision {whole:.3f} (asked {WHOLE_BAR})")
    if "--salah" in arguments:
        for key, said in now.items():
            if read.get(key, ("",))[0] == WRONG:
                print(f"\n{key.kode} {key.pada}\n  {said.pesan}\n  {read[key][1]}")
    return int(not (kept and whole >= WHOLE_BAR))


def precision(count: Mapping[str, int]) -> float:
    """Right of right and wrong; 1.0 where nothing is either."""
    sure = count.get(RIGHT, 0) + count.get(WRONG, 0)
    return count.get(RIGHT, 0) / sure if sure else 1.0


def judged() -> dict[Key, tuple[str, str]]:
    """The reader's word on each finding, and the reason."""
    with READ.open(encoding="utf-8", newline="") as file:
        return {Key(*row[:4]): (row[4], row[5]) for row in list(csv.reader(file))[1:]}


def printed() -> dict[Key, Printed]:
    """Every finding on the documents, as it is printed now."""
    with tempfile.TemporaryDirectory() as folder:
        pipeline.build(files(), Path(folder))
        report = data.report(susun.of_build(Knowledge.open(Path(folder)), Saringan()))
    return {key_of(one, group["aturan"]): Printed(group["tingkat"], one["pesan"]["id"]) for group, one in each(report)}


def each(report: Mapping[str, Any]) -> Iterable[tuple[Mapping[str, Any], Mapping[str, Any]]]:
    """Every finding of a report as data, with its group."""
    return ((group, one) for group in report["kelompok"] for one in group["temuan"])


def key_of(one: Mapping[str, Any], code: str) -> Key:
    """The key of a finding of a report as data."""
    beside = one["pembanding"]
    return Key(code, tail(one["pada"]["iri"]), tail(beside["iri"]) if beside else "", str(one["nilai"] or ""))


def tail(iri: str) -> str:
    """An IRI without the base: the document and the record."""
    return iri.split("/id/", 1)[-1]


def files() -> list[Path]:
    """The documents that are built, sorted; broken ones are left out."""
    found = (path for folder in FOLDERS for path in sorted((ROOT / folder).rglob("*")))
    return [path for path in found if path.suffix in SUFFIXES and path.name != "README.md" and BROKEN not in path.parts]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
