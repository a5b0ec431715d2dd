"""A document repaired by hand has none of its findings, but for those that no edit of its text can repair.

The edits are data (``tests/data/perbaikan/<file>.toml``): what stands there, what is to stand there, which findings it
repairs; ``sisa`` names what is left, how many, and why.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from sunting import ROOT, Edit, judged

REPAIRS = ROOT / "tests" / "data" / "perbaikan"
FILES = sorted(path.name.removesuffix(".toml") for path in REPAIRS.glob("*.toml"))


def repairs(name: str) -> dict[str, Any]:
    """What is repaired in the file ``name`` of ``documents/``, and what is left."""
    return tomllib.loads((REPAIRS / f"{name}.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", FILES)
def test_a_repaired_document_has_none_of_its_findings(name: str, tmp_path: Path) -> None:
    told = repairs(name)
    edits = [Edit(one["cari"], one["ganti"], one.get("semua", False)) for one in told["perbaikan"]]
    before = judged(ROOT / "documents" / name, (), tmp_path).counts()
    after = judged(ROOT / "documents" / name, edits, tmp_path).counts()
    left = {one["kode"]: one["jumlah"] for one in told.get("sisa", ())}
    assert after == left
    assert set(left) <= set(before)
    assert all(one["sebab"] for one in told.get("sisa", ()))
    assert all(one["temuan"] or one["sebab"] for one in told["perbaikan"])
    named = {code for one in told["perbaikan"] for code in one["temuan"]}
    assert named <= set(before)
    # What is gone was repaired by a named edit.
    assert set(before) - set(left) <= named
    assert all(after[code] < before[code] for code in named)
