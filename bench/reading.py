"""How long reading takes: each document and each sample of a kind, and texts made to be slow, in CPU time.

Usage: ``python bench/reading.py [SIZE]``, SIZE the code points of the texts made to be slow (default 8000).

A figure stands beside that of a plain pass over the same text (its words counted, in the same run), so that two
machines can be compared by the ratio.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from test_robust_properties import HEADS, PIECES, line_of, lines_of  # noqa: E402

from kgkesos.errors import InputError  # noqa: E402
from kgkesos.reading import document  # noqa: E402
from kgkesos.reading.excerpt import Source  # noqa: E402

ROUNDS = 9
TEXTS = (".txt", ".md")
SIZE = 8_000
# What is promised: an IKI of 40 kB, and a megabyte of any text.
IKI_SECONDS = 0.05
SECONDS_PER_MEGABYTE = 10.0
SHOWN = 12


def main() -> int:
    """Print both tables and whether the promises are kept; exit 1 where one is not."""
    size = int(sys.argv[1]) if len(sys.argv) > 1 else SIZE
    kept = documents()
    return int(not (slow_texts(size) and kept))


def documents() -> bool:
    """The time of each document and sample; whether the longest ones meet the promise."""
    print(f"{'document':<48}{'kB':>7}{'first':>9}{'median':>9}{'s/MB':>7}{'x plain':>9}")
    longest = 0.0
    for path in sorted([*files(ROOT / "documents"), *files(ROOT / "tests" / "data" / "kinds")]):
        text = path.read_text(encoding="utf-8")
        taken = [cpu(lambda path=path: read(text_of(path), path)) for _ in range(ROUNDS)]  # type: ignore[misc]
        middle = median(taken)
        plain = median([cpu(lambda text=text: Counter(text.split())) for _ in range(ROUNDS)])  # type: ignore[misc]
        longest = max(longest, middle)
        print(
            f"{path.name:<48}{len(text) / 1000:>7.1f}{taken[0]:>8.4f}s{middle:>8.4f}s{middle / len(text) * 1e6:>7.1f}"
            f"{middle / plain:>8.0f}x"
        )
    met = longest < IKI_SECONDS
    print(f"\nAn IKI of 40 kB in {IKI_SECONDS} s: {'yes' if met else 'NO'} (the longest took {longest:.3f} s)\n")
    return met


def slow_texts(size: int) -> bool:
    """The worst of the texts made to be slow; whether all meet the promise."""
    found: list[tuple[float, float, str]] = []
    for kind, head in HEADS.items():
        for name, piece in PIECES.items():
            for shape in (line_of, lines_of):
                text = head + shape(piece)(size)
                taken = cpu(lambda text=text: read(text, Path("x.txt")))  # type: ignore[misc]
                plain = cpu(lambda text=text: Counter(text.split()))  # type: ignore[misc]
                many = "one line" if shape is line_of else "many lines"
                found.append((taken / len(text) * 1e6, taken / plain, f"{kind}, {name}, {many}"))
    found.sort(reverse=True)
    print(f"{f'text of {size} code points':<64}{'s/MB':>7}{'x plain':>9}")
    for seconds, ratio, name in found[:SHOWN]:
        print(f"{name:<64}{seconds:>7.1f}{ratio:>8.0f}x")
    over = [name for seconds, _, name in found if seconds > SECONDS_PER_MEGABYTE]
    told = f"{len(over)} of {len(found)} take longer" if over else f"yes, all {len(found)}"
    print(f"\n{SECONDS_PER_MEGABYTE:.0f} s for a megabyte at most: {told}")
    return not over


def files(folder: Path) -> list[Path]:
    """The texts in ``folder``."""
    return [path for path in folder.iterdir() if path.suffix in TEXTS and path.name != "README.md"]


def text_of(path: Path) -> str:
    """The text of ``path``, read anew each time as a user's run does."""
    return path.read_text(encoding="utf-8")


def read(text: str, path: Path) -> None:
    """Read ``text``, whatever comes of it."""
    with suppress(InputError):
        document.read_source(Source.of(text, "0" * 64), path)


def cpu(run: Callable[[], object]) -> float:
    """The CPU seconds that ``run`` takes."""
    began = time.process_time()
    run()
    return max(time.process_time() - began, 1e-7)


def median(taken: list[float]) -> float:
    """The middle one of ``taken``."""
    return sorted(taken)[len(taken) // 2]


if __name__ == "__main__":
    sys.exit(main())
