"""How long sheets that only look huge take, beside a plain pass over their XML in the same run (CPU time).

Usage: ``python bench/large.py``. Exit 1 where a sheet takes more than ``MOST`` times that pass.
"""

from __future__ import annotations

import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.parsers import expat

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from test_xlsx import iku, saved, with_parts  # noqa: E402
from test_xlsx_bad import HUGE, SHEET  # noqa: E402

from kgkesos.reading import load  # noqa: E402

# A reading that is linear in the XML's length takes some ten times a parser that throws everything away.
MOST = 40
# Below this many bytes, opening the file is the whole cost.
LONG = 1_000_000


def main() -> int:
    """Print a line for each sheet; 1 where one takes longer than it may."""
    print(f"{'sheet':<40}{'MB of XML':>10}{'read':>9}{'pass':>9}{'ratio':>8}")
    kept = True
    with tempfile.TemporaryDirectory() as folder:
        for name, made in HUGE.items():
            content = made()
            path = with_parts(saved(Path(folder), iku), {SHEET: content})
            read, plain = cpu(lambda path=path: load.load(path)), cpu(lambda path=path: passed(path))  # type: ignore[misc]
            ratio = read / plain
            print(f"{name:<40}{len(content) / 1e6:>10.1f}{read:>8.2f}s{plain:>8.2f}s{ratio:>7.0f}x")
            kept = kept and (len(content) < LONG or ratio <= MOST)
    print(f"\nNo long sheet takes more than {MOST} times a plain pass: {'yes' if kept else 'NO'}")
    return int(not kept)


def cpu(call: Callable[[], object]) -> float:
    """The CPU seconds that ``call`` takes."""
    began = time.process_time()
    call()
    return time.process_time() - began


def passed(path: Path) -> None:
    """Unpack the sheet and parse its XML without keeping anything."""
    parser = expat.ParserCreate()
    with zipfile.ZipFile(path) as opened:
        parser.Parse(opened.read(SHEET), True)


if __name__ == "__main__":
    sys.exit(main())
