"""Every defect that the project looks for, planted in the text of a document that has none of it, is found there.

The cases are data (``tests/data/tanam/*.toml``). Each was written from what its finding says (message, remedy, reason),
as an office would make the mistake.
"""

from __future__ import annotations

import functools
import tomllib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from sunting import ROOT, Edit, Judged, judged, lines_of

from kgkesos import findings

CASES = ROOT / "tests" / "data" / "tanam"
REASONS = "tak-tertanam.toml"


@dataclass(frozen=True)
class Case:
    """A defect to plant: where, by which edits, and what must be found.

    ``tempat`` is printed where the defect stands, in the planted text once; the finding quotes its line. ``lain`` names
    every other code whose number of findings changes, and ``sebab`` says why it does.
    """

    kode: str
    dokumen: str
    ubah: tuple[Edit, ...]
    jenis: str
    tempat: str
    jumlah: int = 1
    lain: Mapping[str, int] = field(default_factory=dict)
    sebab: str = ""


def _case(data: Mapping[str, Any]) -> Case:
    return Case(**{**data, "ubah": tuple(Edit(*edit) for edit in data["ubah"])})


@functools.cache
def cases() -> tuple[Case, ...]:
    """Every case, in the order of the files."""
    files = sorted(path for path in CASES.glob("*.toml") if path.name != REASONS)
    return tuple(_case(data) for path in files for data in tomllib.loads(path.read_text("utf-8"))["kasus"])


@functools.cache
def _before(name: str, folder: Path) -> Judged:
    return judged(ROOT / name, (), folder)


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where edited documents are written."""
    return tmp_path_factory.mktemp("tanam")


def _id(case: Case) -> str:
    return f"{case.kode}-{Path(case.dokumen).stem}"


@pytest.mark.parametrize("case", cases(), ids=_id)
def test_a_planted_defect_is_found_where_it_stands_and_nothing_else(case: Case, folder: Path) -> None:
    before = _before(case.dokumen, folder)
    assert case.kode not in before.counts()
    after = judged(ROOT / case.dokumen, case.ubah, folder)
    changed = Counter(after.counts())
    changed.subtract(before.counts())
    assert {code: number for code, number in changed.items() if number} == {case.kode: case.jumlah, **case.lain}
    assert bool(case.lain or case.jumlah != 1) == bool(case.sebab)
    for one in after.found:
        if one.kode == case.kode:
            assert case.jenis in after.kinds(one)
    place = lines_of(after.text, case.tempat)
    assert any(place & after.lines(one) for one in after.found if one.kode == case.kode)


def test_every_code_is_planted_or_says_why_it_cannot_be() -> None:
    codes = {*findings.codes(findings.load_shapes()), *(check.kode for check in findings.load_checks())}
    reasons = tomllib.loads((CASES / REASONS).read_text("utf-8"))
    planted = {case.kode for case in cases()}
    assert planted | set(reasons) == codes
    assert not planted & set(reasons)
    assert all(reasons.values())
