"""The crosswalk from the kinds of a reader's defects to codes, and how many of the sample are found."""

from __future__ import annotations

import csv
import json
from pathlib import Path

from bench import findings as bench
from kgkesos import findings

CROSSWALK = Path(bench.CROSSWALK)


def test_every_code_of_the_crosswalk_is_a_shape_or_a_check() -> None:
    with CROSSWALK.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    known = {*findings.codes(findings.load_shapes()), *(check.kode for check in findings.load_checks())}
    assert {row["kode"] for row in rows} <= known
    assert [tuple(row.values()) for row in rows] == sorted({tuple(row.values()) for row in rows})


def test_what_is_found_of_the_sample_does_not_become_less() -> None:
    """The bars of the issue (0.80 and 0.65) are printed by ``bench/findings.py``; these are what is reached."""
    found, codes = bench.findings(Path("documents").resolve()), bench.crosswalk()
    entries = [one for one in json.loads(bench.SAMPLE.read_text(encoding="utf-8")) if bench.counts(one)]
    for certainty, least in (("pasti", 0.76), ("dugaan", 0.60)):
        asked = [one for one in entries if one["kepastian"] == certainty]
        assert sum(bench.is_found(one, found, codes) for one in asked) >= least * len(asked)
