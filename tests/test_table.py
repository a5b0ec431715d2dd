"""Answers as tables: plain values, and the order that SPARQL asks for, as the engine itself has it."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import XSD, BNode, Literal, Namespace

from kgkesos import questions
from kgkesos.knowledge import Knowledge
from kgkesos.store import ReadStore, Writer

EX = Namespace("https://example.org/t#")
PREFIX = f"PREFIX ex: <{EX}>\n"
VALUES = [
    Literal("b"),
    Literal("a"),
    Literal("Ä"),
    Literal("10", datatype=XSD.integer),
    Literal("9", datatype=XSD.integer),
    Literal("9.5", datatype=XSD.decimal),
    Literal("1.0E1", datatype=XSD.double),
    Literal("true", datatype=XSD.boolean),
    Literal("ka", lang="id"),
    Literal("banyak", datatype=XSD.integer, normalize=False),
    Literal("2019", datatype=XSD.gYear),
    EX.z,
    EX.a,
    BNode("k"),
]


@pytest.fixture
def store(tmp_path: Path) -> ReadStore:
    triples = [(EX[f"s{number}"], EX.p, value) for number, value in enumerate(VALUES)]
    writer = Writer(tmp_path / "store")
    writer.add(EX.g, [*triples, (EX.none, EX.q, EX.none)])
    writer.finish()
    return ReadStore(tmp_path / "store")


def test_a_cell_is_a_plain_value(store: ReadStore) -> None:
    found = store.table(f"{PREFIX}SELECT ?v WHERE {{ ?s ex:p ?v FILTER(!isBlank(?v)) }}", {}, ())
    assert found.columns == ("v",)
    said = {(type(cell), cell) for (cell,) in found.rows}
    assert said == {
        (str, "b"), (str, "a"), (str, "Ä"), (str, "ka"), (str, "2019"), (str, "banyak"),
        (str, str(EX.z)), (str, str(EX.a)),
        (int, 10), (int, 9), (float, 9.5), (float, 10.0), (bool, True),
    }  # fmt: skip


def test_unbound_comes_first_then_blank_nodes_iris_numbers_and_text(store: ReadStore) -> None:
    text = f"{PREFIX}SELECT ?v WHERE {{ ?s ?any ?x OPTIONAL {{ ?s ex:p ?v }} }}"
    cells = [cell for (cell,) in store.table(text, {}, ("v",)).rows]
    assert cells[0] is None
    assert cells[2:8] == [str(EX.a), str(EX.z), 9, 9.5, 10, 10.0]
    assert cells[8:] == ["2019", "a", "b", "banyak", "ka", True, "Ä"]


def test_one_kind_of_value_stands_as_the_engine_has_it(store: ReadStore) -> None:
    for kind in ("isIRI(?v)", "isNumeric(?v)", "DATATYPE(?v) = <http://www.w3.org/2001/XMLSchema#string>"):
        text = f"{PREFIX}SELECT ?v WHERE {{ ?s ex:p ?v FILTER({kind}) }}"
        engine = store.table(f"{text} ORDER BY ?v", {}).rows
        assert store.table(text, {}, ("v",)).rows == engine


def test_no_select_is_refused(store: ReadStore) -> None:
    with pytest.raises(TypeError, match="not a SELECT"):
        store.table("ASK {}", {})


@pytest.mark.parametrize("question", questions.load(), ids=lambda question: question.name)
def test_a_question_is_ordered_as_its_file_says(question: questions.Question, built: Knowledge) -> None:
    """The order that is made here is that of the engine, which runs the file as it is."""
    plan = question.plan
    whole = built.store.table(question.text, {})
    found = built.store.table(plan.text, {}, plan.order, hidden=plan.hidden)
    assert found.columns == whole.columns
    keys = [whole.columns.index(name) for name in plan.order if name in whole.columns]
    assert [[row[key] for key in keys] for row in found.rows] == [[row[key] for key in keys] for row in whole.rows]
    assert sorted(map(repr, found.rows)) == sorted(map(repr, whole.rows))
    # What is ordered by a column that is not shown has one row for each of its values.
    assert not plan.hidden or found.rows == whole.rows


def test_every_question_is_ordered_here() -> None:
    assert [question.name for question in questions.load() if not question.plan.order] == []
    hidden = {question.name: question.plan.hidden for question in questions.load() if question.plan.hidden}
    assert hidden == {"bagian-formula": 1, "cakupan": 1, "smart-indikator": 1, "status-simpul": 1}
