"""What the graph must be able to answer: every line of the table in ``queries/README.md``, asked of the documents."""

from __future__ import annotations

import csv
import io
import re
import shlex
from pathlib import Path
from typing import NamedTuple

import pytest
from typer.testing import CliRunner

from kgkesos import resources
from kgkesos.cli.app import app

ROOT = Path(__file__).resolve().parents[1]
LINE = re.compile(r"^\| (?P<of>[^|]+) \| (?P<asks>[^|]+) \| `(?P<command>[^`]+)` \| (?P<row>[^|]+) \|$", re.MULTILINE)
TABLE = (resources.folder("queries") / "README.md").read_text(encoding="utf-8").partition("## What the graph must")[2]
# The design's seven questions, its three users, and who evaluates them.
OF = {*"1234567", "planner", "data steward", "researcher", "evaluator"}


class Asked(NamedTuple):
    """A line of the table: whose question it is, what it asks, the command, and what a row of the answer has."""

    of: str
    asks: str
    command: str
    row: str


LINES = [Asked(*found) for found in LINE.findall(TABLE)]


def test_the_table_has_every_question_and_every_user() -> None:
    # Every line below the head is understood.
    assert len(LINES) == sum(line.startswith("| ") for line in TABLE.splitlines()) - 1
    assert {line.of for line in LINES} == OF
    named = {line.command.split()[1] for line in LINES if line.command.startswith("ask ")}
    assert named == {path.stem for path in resources.files("queries", "questions/*.rq")}


@pytest.mark.parametrize("line", LINES, ids=[f"{line.of}: {line.command[:50]}" for line in LINES])
def test_the_answer_has_the_row(line: Asked, built_kg: Path) -> None:
    words = [*shlex.split(line.command), "--kg", str(built_kg)]
    table = words[0] == "ask"
    result = CliRunner().invoke(app, [*words, "--format", "csv"] if table else words)
    assert result.exit_code == 0, result.output
    if not table:
        assert line.row in " ".join(result.stdout.split())
        return
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    if line.row.startswith("(none"):
        assert rows == []
        return
    wanted = dict(part.split(": ", 1) for part in line.row.split("; "))
    assert set(wanted) <= set(rows[0])
    assert any(all(row[column].rpartition("/")[2] == cell for column, cell in wanted.items()) for row in rows)
