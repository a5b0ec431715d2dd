"""How long many offices take: N generated ones are read and built, and what all 552 would take is told from that.

Usage: ``python bench/offices.py [N [N ...]]`` (default 5 20). CPU seconds and the largest memory so far; steps that
grow faster than the number of documents show in the growth from one N to the next.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench.generate.writing import Wanted, write  # noqa: E402
from kgkesos import pipeline  # noqa: E402

ALL = 552
DEFAULT = (5, 20)
YEAR = 2023


def main() -> int:
    """Print a line for each number of offices, and what the last one says of all."""
    counts = [int(said) for said in sys.argv[1:]] or list(DEFAULT)
    print(
        f"{'offices':>8}{'documents':>10}{'triples':>10}{'written':>9}{'built':>9}{'per doc.':>10}{'memory':>10}  steps"
    )
    for count in counts:
        seconds, memory = _measured(count)
    print(f"\nall {ALL} offices at that pace: {seconds / count * ALL / 60:.0f} minutes of CPU, one year each")
    print(f"memory at that pace: {memory / count * ALL / 1000:.1f} GB")
    return 0


def _measured(count: int) -> tuple[float, float]:
    """Generate and build ``count`` offices; the CPU seconds of the build and the largest memory in MB."""
    with tempfile.TemporaryDirectory() as folder:
        documents, kg = Path(folder, "documents"), Path(folder, "kg")
        began = time.process_time()
        write(Wanted(count, YEAR, YEAR, seed=1), documents)
        written = time.process_time() - began
        began = time.process_time()
        report = pipeline.build([documents], kg)
        built = time.process_time() - began
    works = len(report.works)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    steps = ", ".join(f"{step} {value:.1f}" for step, value in report.seconds.items())
    triples = sum(report.counts.values())
    taken = f"{written:>8.2f}s{built:>8.1f}s{built / works:>9.2f}s{memory:>8.0f}MB"
    print(f"{count:>8}{works:>10}{triples:>10}{taken}  {steps}")
    return built, memory


if __name__ == "__main__":
    sys.exit(main())
