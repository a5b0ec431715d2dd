"""An answer about one document, asked of the graphs around it, is that of the whole build."""

from __future__ import annotations

import pytest
from rdflib import URIRef

from kgkesos import answers, questions
from kgkesos.answers import Answer, Cell
from kgkesos.errors import NodeError
from kgkesos.knowledge import Knowledge
from kgkesos.memory import Lately
from kgkesos.questions import Param, Question
from kgkesos.vocab import RESERVED

# Of each kind of node so many are asked about.
NODES = 6
NARROW = [
    (question, param)
    for question in questions.load()
    for param in question.params
    if param.type in ("dokumen", "node") and not question.across
]


def values(knowledge: Knowledge, param: Param) -> list[str]:
    """The documents, or some nodes of the kind from all over the build, that nothing ties to another document."""
    if param.type == "dokumen":
        return [iri for iri in knowledge.lookup.documents() if knowledge.around(iri)]
    nodes = [node for node in knowledge.lookup.nodes([param.kind or ""]) if knowledge.around(node.dokumen)]
    return [node.iri for node in nodes[:: max(1, len(nodes) // NODES)]]


def whole(knowledge: Knowledge, question: Question, param: Param, value: str) -> list[tuple[Cell, ...]]:
    """What the file says, asked of every document at once."""
    others = {one.name for one in question.params if one.default is None} - {param.name}
    assert not others
    return list(knowledge.store.table(question.text, {param.name: URIRef(value)}).rows)


@pytest.mark.parametrize(("question", "param"), NARROW, ids=[f"{one.name}-{param.name}" for one, param in NARROW])
@pytest.mark.parametrize("build", ["built", "offices"])
def test_the_rows_are_those_of_the_whole(
    question: Question, param: Param, build: str, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    knowledge: Knowledge = request.getfixturevalue(build)
    # However few the documents are, and whatever was asked before.
    monkeypatch.setattr(answers, "FEW", 0)
    monkeypatch.setattr(knowledge, "lately", Lately(0))
    for value in values(knowledge, param):
        found: Answer = answers.ask(knowledge, question.name, {param.name: value})
        assert sorted(map(repr, found.rows)) == sorted(map(repr, whole(knowledge, question, param, value))), value


def test_what_is_said_across_documents_widens_the_answer(built: Knowledge) -> None:
    """Of the five samples the IKI and the IKU define one term in two ways: a finding of both."""
    tied = [iri.rsplit("/", 1)[-1] for iri in built.lookup.documents() if not built.around(iri)]
    assert tied == ["iki-dinas-sosial-kota-probolinggo-2019", "iku-dinas-sosial-kabupaten-tapin-2020"]


def test_around_a_document_are_its_graphs_and_those_of_no_document(built: Knowledge) -> None:
    names = built.around("https://w3id.org/kgkesos/id/dokumen/cascading-dinas-sosial")
    tails = [name.removeprefix("https://w3id.org/kgkesos/graf/") for name in names]
    own = ["cascading-dinas-sosial", "cascading-dinas-sosial/turunan", "cascading-dinas-sosial/temuan"]
    assert tails == [*own, *sorted(RESERVED)]


def test_a_node_that_is_nowhere_is_named(built: Knowledge) -> None:
    with pytest.raises(NodeError):
        answers.ask(built, "formula-indikator", {"indikator": "tidak ada indikator seperti ini"})


def test_the_questions_that_tell_of_other_documents_say_so() -> None:
    assert [one.name for one in questions.load() if one.across] == ["indikator-serupa", "konsep-tanpa-definisi"]
