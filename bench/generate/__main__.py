"""Write offices that do not exist: ``python -m bench.generate --offices 5 --years 1 --seed 1 -o FOLDER``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from bench.generate.writing import MANIFEST, Wanted, write


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.generate", description=__doc__)
    parser.add_argument("--offices", type=int, default=5, help="how many offices, up to all 552 (default 5)")
    parser.add_argument("--years", type=int, default=1, help="how many years each (default 1)")
    parser.add_argument("--first", type=int, default=2023, help="the first year (default 2023)")
    parser.add_argument("--seed", type=int, default=1, help="the same seed gives the same bytes (default 1)")
    parser.add_argument(
        "--spoiled", type=float, default=0.5, help="share of documents with planted defects (default 0.5)"
    )
    parser.add_argument("-o", "--output", type=Path, required=True, help="an empty or new folder")
    return parser.parse_args()


def main() -> int:
    """Write what the command line asks for; 2 where that cannot be done."""
    said = _arguments()
    if said.years < 1 or not 0 <= said.spoiled <= 1:
        print("at least one year, and a share from 0 to 1", file=sys.stderr)
        return 2
    wanted = Wanted(said.offices, said.first, said.first + said.years - 1, said.seed, said.spoiled)
    try:
        count = write(wanted, said.output)
    except (ValueError, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    print(f"{count} documents and {MANIFEST} in {said.output}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
