"""Where CI requires every part, no test is skipped without a failure."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

CASES = """
import pytest

@pytest.fixture(scope="module")
def part():
    pytest.skip("chromium is not installed")

def test_a_part(part):
    pass

@pytest.mark.skipif(True, reason="signals differ on Windows")
def test_a_mark():
    pass

def test_shared():
    pytest.skip("../shared/gold is absent")

@pytest.mark.xfail(reason="disputed", strict=True)
def test_disputed():
    assert False

def test_passes():
    pass
"""


@pytest.mark.parametrize(
    ("required", "wanted", "code"),
    [("1", {"1 passed", "1 skipped", "1 xfailed", "2 errors"}, 1), ("", {"1 passed", "3 skipped", "1 xfailed"}, 0)],
)
def test_a_skipped_test_fails_where_everything_is_required(
    tmp_path: Path, required: str, wanted: set[str], code: int
) -> None:
    shutil.copy(Path(__file__).parent / "conftest.py", tmp_path)
    (tmp_path / "test_cases.py").write_text(CASES, encoding="utf-8")
    (tmp_path / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", str(tmp_path)],
        cwd=tmp_path,
        env=os.environ | {"REQUIRE_ALL": required},
        capture_output=True,
        text=True,
        check=False,
    )
    last = run.stdout.splitlines()[-1]
    assert {said for said in wanted if said not in last} == set(), run.stdout
    assert run.returncode == code
