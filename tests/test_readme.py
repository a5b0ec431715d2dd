"""The README is true: its commands run, its output is what they print, its tables name what exists."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from commands import kgkesos

from kgkesos import resources

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
MAKE = frozenset({"make demo"})


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)


COMMANDS = [line for block in blocks("sh") for line in block.splitlines()]
# `make demo` is run by CI, `kgkesos serve` by the tests of the server.
RUN_HERE = [line for line in COMMANDS if line not in MAKE and not line.startswith("kgkesos serve")]


@pytest.fixture(scope="module")
def workplace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the documents, where ``kgkesos`` on the PATH is this one."""
    place = tmp_path_factory.mktemp("readme")
    (place / "documents").symlink_to(resources.folder("documents"))
    return place


def shell(line: str, place: Path) -> subprocess.CompletedProcess[str]:
    programs = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": programs}
    return subprocess.run(line, shell=True, cwd=place, env=environment, capture_output=True, text=True, check=False)


def typed(line: str, place: Path) -> tuple[bool, str]:
    """Whether ``line`` does what it is for, and its errors: in a shell the first of each command, the others here.

    What the README says "||" behind ends with 1: it says what is wrong.
    """
    command, has_more, _ = line.partition(" || ")
    if line == next(one for one in RUN_HERE if one.split()[:2] == line.split()[:2]):
        done = shell(line, place)
        return done.returncode == 0, done.stderr
    done = kgkesos(*shlex.split(command)[1:], cwd=place)
    return done.returncode == (1 if has_more else 0), done.stderr


def test_every_command_of_the_readme_runs(workplace: Path) -> None:
    """In the order of the README, from one folder, as a newcomer types them."""
    assert len(RUN_HERE) >= 8
    assert {line.split()[0] for line in RUN_HERE} == {"kgkesos"}
    failed = [(line, done[1]) for line in RUN_HERE if not (done := typed(line, workplace))[0]]
    assert failed == []
    assert (workplace / "graf.trig").stat().st_size > 100_000


def test_the_output_shown_is_what_the_demo_prints(workplace: Path) -> None:
    printed = shell("kgkesos demo --kg kg-demo", workplace).stdout.splitlines()
    shown = [line for line in blocks("text")[0].splitlines() if line.strip()]
    assert len(shown) > 10
    assert [line for line in shown if line not in printed] == []


def test_the_demo_is_read_in_a_terminal_and_says_what_was_replaced(workplace: Path) -> None:
    """By hand: the four programmes without an indicator stand in the set that the document replaced (until 2018)."""
    printed = shell("kgkesos demo --kg kg-demo", workplace).stdout.splitlines()
    tables = [line for line in printed if line[:1] in "┏┃┡│└"]
    assert len(tables) > 40
    assert max(map(len, tables)) <= 90
    (row,) = [line.strip("│").split("│") for line in tables if "Simpul tanpa indikator" in line]
    assert [cell.strip() for cell in row] == ["Simpul tanpa indikator", "pelanggaran", "4", "4"]
    assert sum("(program, sudah diganti)" in line for line in printed) == 4
    said = "Semuanya pada program yang menurut dokumennya sendiri sudah diganti dengan program lain."
    assert said in printed
    english = shell("kgkesos --lang en demo --kg kg-demo", workplace).stdout
    assert "All of them are of programmes that the document itself replaced by others." in english
    assert "│ violation │ 4      │ 4 " in english


def test_targets_of_make_are_those_of_the_readme() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    assert set(re.findall(r"`make ([a-z]+)`", README)) | {"demo"} <= targets


def test_every_path_named_in_the_readme_exists() -> None:
    named = re.findall(r"`((?:src|queries|shapes|ontology|tests|documents|bench)/[\w/.-]*)`", README)
    assert len(named) > 8
    assert [path for path in named if not (ROOT / path).exists()] == []


def test_the_layers_are_those_that_the_tests_hold() -> None:
    from test_structure import LAYERS

    table = README.split("| row | what is there |")[1].split("\n\n")[0]
    rows = [re.findall(r"`(\w+)/?`", line.split("|")[1]) for line in table.splitlines()[2:]]
    assert [set(row) for row in rows] == [set(row) for row in LAYERS]
