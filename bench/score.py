"""Compare what ``kgkesos read`` reads with the answer keys; print precision, recall and F1 per kind.

Usage: ``python bench/score.py [FOLDER-WITH-KEYS]`` (default: ``../shared/gold`` beside the checkout).
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench import keys  # noqa: E402
from kgkesos import resources  # noqa: E402
from kgkesos.reading import document, evidence  # noqa: E402


def score(wanted: Iterable[keys.Row], got: Iterable[keys.Row]) -> tuple[int, int, int]:
    """How many rows agree, how many the key has, how many were read (rows that stand twice count twice)."""
    key, read = Counter(wanted), Counter(got)
    return sum((key & read).values()), sum(key.values()), sum(read.values())


def line(name: str, agree: int, wanted: int, got: int) -> str:
    """One line of the table."""
    precision = agree / got if got else float(not wanted)
    recall = agree / wanted if wanted else float(not got)
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return f"  {name:<12}{wanted:>6}{got:>6}{agree:>6}   {precision:.3f}  {recall:.3f}  {f1:.3f}"


def main(argv: list[str]) -> int:
    """Print the table; exit 1 where anything differs, 0 where the keys are absent (and say so)."""
    gold = Path(argv[0]) if argv else ROOT.parent / "shared" / "gold"
    if not gold.is_dir():
        print("No answer keys: ../shared/gold is absent, so there is nothing to score against.")
        return 0
    differs = 0
    for number, name in keys.DOCUMENTS.items():
        reading = document.read_file(resources.folder("documents") / name)
        wanted, got = keys.key_rows(gold, number), keys.record_rows(reading.records)
        print(f"\n{number} {name}\n  {'kind':<12}{'key':>6}{'read':>6}{'same':>6}   prec.  recall F1")
        for kind in sorted({row[0] for row in [*wanted, *got]}):
            mine = [row for row in got if row[0] == kind]
            counts = score([row for row in wanted if row[0] == kind], mine)
            differs += counts[0] != counts[1] or counts[0] != counts[2]
            print(line(kind, *counts))
        counts = score(keys.links(wanted), keys.links(got))
        differs += counts[0] != counts[1] or counts[0] != counts[2]
        print(line("links", *counts))
        broken = list(evidence.failures(reading, {reading.dokumen.sha256: reading.text}))
        implied = sum(len(record.tersirat) for record in reading.records)
        print(f"  fields without evidence that holds: {len(broken)} (implied and marked so: {implied})")
        differs += bool(broken)
        if "-v" in sys.argv:
            show(wanted, got)
    return int(differs > 0)


def show(wanted: list[keys.Row], got: list[keys.Row]) -> None:
    """Print the rows that differ."""
    for row in (Counter(wanted) - Counter(got)).elements():
        print("   missing", row)
    for row in (Counter(got) - Counter(wanted)).elements():
        print("   extra  ", row)


if __name__ == "__main__":
    sys.exit(main([argument for argument in sys.argv[1:] if argument != "-v"]))
