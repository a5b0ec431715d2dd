"""CSV cells that a spreadsheet would run are defused; nothing else is touched."""

from __future__ import annotations

import pytest

from kgkesos.answers import Answer, Cell
from kgkesos.formats import answer_csv, defused
from kgkesos.questions import Question


@pytest.mark.parametrize("cell", ["=1+1", "+62", "-2", "@SUM(A1)", "\t=1", "\r=1"])
def test_what_begins_like_a_formula_is_defused(cell: str) -> None:
    assert defused(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "-", "Persentase", 3, -3, 2.5, True, None, "a=b"])
def test_other_cells_stay(cell: Cell) -> None:
    assert defused(cell) is cell


def test_csv_quotes_commas_and_line_ends() -> None:
    question = Question("uji", {"id": "Uji", "en": "Test"}, {"id": "u", "en": "t"}, (), None, "")
    answer = Answer(question, {}, ("a", "b"), (("x, y", "satu\ndua"), ("=1", None)), "b1")
    assert answer_csv(answer) == 'a,b\r\n"x, y","satu\ndua"\r\n\'=1,\r\n'
    assert answer_csv(answer, bom=True).startswith("\ufeffa,b")
