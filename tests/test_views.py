"""The answers that are made with a build are those of its graph: all of each question, and with each parameter told."""

from __future__ import annotations

import math
import shutil
import sqlite3
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import pytest
from rdflib import Literal, URIRef

from kgkesos import answers, questions, views
from kgkesos.errors import StoreError
from kgkesos.knowledge import Knowledge
from kgkesos.questions import Param, Question
from kgkesos.store import Cell, Table

KNOWN = questions.load()
PARAMS = [(question, param) for question in KNOWN for param in question.params]
# Of the values of a parameter so many are told.
TOLD = 12
_LITERALS = ("temuan", "kata", "text", "pilihan")


def of_graph(build: Knowledge, question: Question, param: Param | None = None, value: Cell = None) -> Table:
    """What the query in the question's file finds in the graph, with ``param`` bound in the engine."""
    bound = {} if param is None else {param.name: Literal(value) if param.type in _LITERALS else URIRef(str(value))}
    return build.store.table(question.plan.text, bound, question.plan.order, question.plan.hidden)


def values(whole: Table, param: Param) -> Iterator[Cell]:
    """Values of ``param`` from all over the answer, and one that is nowhere."""
    column = whole.columns.index(param.name)
    found = [value for value, _ in groupby(sorted({row[column] for row in whole.rows} - {None}, key=repr))]
    yield from found[:: max(1, len(found) // TOLD)]
    yield from (one for one in param.choices if one not in found)
    yield "urn:tidak-ada"


@pytest.mark.parametrize("build", ["built", "offices"])
@pytest.mark.parametrize("question", KNOWN, ids=lambda question: question.name)
def test_a_view_is_the_whole_answer(question: Question, build: str, request: pytest.FixtureRequest) -> None:
    asked: Knowledge = request.getfixturevalue(build)
    view = asked.views.of(question.text, {})
    assert view is not None
    whole = of_graph(asked, question)
    assert (view.columns, view.rows(), view.count()) == (whole.columns, whole.rows, len(whole.rows))
    assert [list(map(type, row)) for row in view.rows()] == [list(map(type, row)) for row in whole.rows]


@pytest.mark.parametrize("build", ["built", "offices"])
@pytest.mark.parametrize(("question", "param"), PARAMS, ids=[f"{one.name}-{param.name}" for one, param in PARAMS])
def test_with_a_parameter_told_it_is_what_the_graph_answers(
    question: Question, param: Param, build: str, request: pytest.FixtureRequest
) -> None:
    asked: Knowledge = request.getfixturevalue(build)
    whole = of_graph(asked, question)
    for value in values(whole, param):
        view = asked.views.of(question.text, {param.name: value})
        assert view is not None
        expected = of_graph(asked, question, param, value)
        assert (view.rows(), view.count()) == (expected.rows, len(expected.rows)), value
        assert view.rows(1, 2) == expected.rows[1:3]


def test_an_answer_is_taken_from_its_view(built: Knowledge, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = answers.ask(built, "celah", {"kode": "indikator-tanpa-definisi"})

    def asked(*_: object) -> Table:
        raise AssertionError("the graph was asked")

    monkeypatch.setattr(built.store, "table", asked)
    assert answers.ask(built, "celah", {"kode": "indikator-tanpa-definisi"}) == expected
    assert answers.page(built, "celah", {"kode": "indikator-tanpa-definisi"}, 1, 2).answer.rows == expected.rows[1:3]
    assert len(expected.rows) > 3


@pytest.mark.parametrize("question", KNOWN, ids=lambda question: question.name)
def test_without_a_view_the_graph_is_asked(
    question: Question, built: Knowledge, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    given = {param.name: "PMKS" if param.type == "kata" else KEY for param in question.params if param.default is None}
    expected = answers.ask(built, question.name, given)
    monkeypatch.setattr(built, "views", views.Views(tmp_path / "none"))
    assert answers.ask(built, question.name, given) == expected
    start = len(expected.rows) // 2
    found = answers.page(built, question.name, given, start, 3)
    assert (found.answer.rows, found.total) == (expected.rows[start : start + 3], len(expected.rows))


KEY = "cascading-dinas-sosial"


def test_a_question_that_was_changed_since_is_asked_anew(built: Knowledge) -> None:
    (question,) = (one for one in KNOWN if one.name == "celah")
    assert built.views.of(question.text, {}) is not None
    assert built.views.of(question.text + "\n", {}) is None
    assert built.views.of(question.text, {"tidak_ada": "x"}) is None


def test_answers_of_another_version_are_not_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    views.write(tmp_path / "views", [("q", Table(("a",), (("x",),)))])
    made = views.Views(tmp_path / "views")
    assert made.of("q", {}) is not None
    monkeypatch.setattr(views, "__version__", "0.0.0")
    assert made.of("q", {}) is None


VALUES: tuple[Cell, ...] = (
    *(None, "", "x", "1", "\0", "𝛼 '\"", "=1+1", 0, 1, -(2**63), 2**63 - 1, 0.0, 1.0, 1e300, math.inf, -math.inf),
)


def test_every_value_comes_back_as_it_was(tmp_path: Path) -> None:
    rows = tuple((value, number, True if number % 2 else None) for number, value in enumerate(VALUES))
    views.write(tmp_path / "views", [("q", Table(("a", "b", "c"), rows)), ("none", Table(("a", "b"), ()))])
    made = views.Views(tmp_path / "views")
    view, empty = made.of("q", {}), made.of("none", {})
    assert view is not None
    assert empty is not None
    assert view.rows() == rows
    assert [list(map(type, row)) for row in view.rows()] == [list(map(type, row)) for row in rows]
    assert (empty.columns, empty.rows(), empty.count()) == (("a", "b"), (), 0)
    only = made.of("q", {"a": "1"})
    assert only is not None
    assert only.rows() == (("1", 3, True),)


@pytest.mark.parametrize("rows", [((2**63,),), ((-(2**63) - 1,),), ((math.nan,),), ((True,), (1,)), (("x",), (False,))])
def test_what_would_not_come_back_is_left_to_the_graph(tmp_path: Path, rows: tuple[tuple[Cell, ...], ...]) -> None:
    views.write(tmp_path / "views", [("bad", Table(("a",), rows)), ("good", Table(("a",), ((True,), (None,))))])
    made = views.Views(tmp_path / "views")
    good = made.of("good", {})
    assert (made.of("bad", {}), good and good.rows()) == (None, ((True,), (None,)))


def test_a_file_that_is_none_of_ours_is_refused(tmp_path: Path) -> None:
    (tmp_path / "text").write_text("no views")
    sqlite3.connect(tmp_path / "other").close()
    for name in ("text", "other"):
        with pytest.raises(StoreError, match="kgkesos build"):
            views.Views(tmp_path / name)


def test_what_is_damaged_or_no_file_is_told_where_it_is_read(built: Knowledge, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(StoreError, match="kgkesos build"):
        views.Views(tmp_path / "folder")
    whole = (built.build.folder / views.FILE).read_bytes()
    half = len(whole) // 2
    (tmp_path / "damaged").write_bytes(whole[:8192] + b"\xff" * (len(whole) - 8192))
    (tmp_path / "cut").write_bytes(whole[: half - half % 4096])
    for name in ("damaged", "cut"):
        with pytest.raises(StoreError, match=rf"{name} rusak; susun lagi dengan 'kgkesos build'"):
            every_row(tmp_path / name)


def every_row(path: Path) -> int:
    """How many rows the views in the file at ``path`` have."""
    made = views.Views(path)
    return sum(len(view.rows()) for question in KNOWN if (view := made.of(question.text, {})))


def test_it_stays_readable_after_its_folder_is_gone(built: Knowledge, tmp_path: Path) -> None:
    shutil.copy(built.build.folder / views.FILE, tmp_path / "kept")
    kept = views.Views(tmp_path / "kept")
    (tmp_path / "kept").unlink()
    (question,) = (one for one in KNOWN if one.name == "celah")
    view = kept.of(question.text, {})
    assert view is not None
    assert view.count() == len(of_graph(built, question).rows)
