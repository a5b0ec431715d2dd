"""The pages of an answer, laid together, are the answer: of the samples and of generated offices."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kgkesos import answers, questions
from kgkesos.errors import NodeError, QuestionError
from kgkesos.knowledge import Knowledge
from kgkesos.questions import Question

KNOWN = questions.load()


def told(build: Knowledge, question: Question) -> dict[str, str]:
    """What ``question`` must be told."""
    needed = {"istilah": "PMKS", "dokumen": build.lookup.documents()[0]}
    return {param.name: needed[param.name] for param in question.params if param.default is None}


def pages(build: Knowledge, question: Question, given: dict[str, str], size: int) -> Iterator[answers.Page]:
    """Every page of the answer, one after the other."""
    start = 0
    while True:
        found = answers.page(build, question.name, given, start, size)
        assert (found.start, found.answer.params, found.answer.build) == (start, given, build.build.name)
        yield found
        if not found.more:
            return
        start += size


@pytest.mark.parametrize("question", KNOWN, ids=lambda question: question.name)
@pytest.mark.parametrize("build", ["built", "offices"])
def test_pages_laid_together_are_the_whole(question: Question, build: str, request: pytest.FixtureRequest) -> None:
    asked: Knowledge = request.getfixturevalue(build)
    given = told(asked, question)
    whole = answers.ask(asked, question.name, given)
    size = max(2, len(whole.rows) // 4)
    found = list(pages(asked, question, given, size))
    assert [row for one in found for row in one.answer.rows] == list(whole.rows)
    assert {one.answer.columns for one in found} == {whole.columns}
    assert {len(one.answer.rows) for one in found[:-1]} <= {size}
    assert {one.total for one in found} == {len(whole.rows)}
    assert (found[0].answer.note != "") == (not whole.rows)


def test_a_page_in_the_middle_needs_none_before_it(offices: Knowledge) -> None:
    whole = answers.ask(offices, "celah").rows
    for start in (0, 1, len(whole) // 2, len(whole) - 1, len(whole), len(whole) + 50):
        found = answers.page(offices, "celah", {}, start, 7)
        assert found.answer.rows == whole[start : start + 7]
        assert found.more == (start + 7 < len(whole))
        assert found.total == len(whole)
        assert found.answer.note == ""


def test_a_name_of_two_nodes_is_asked_of_each(offices: Knowledge) -> None:
    """Of two offices' activities of one name the rows follow each other, also where a page ends between them."""
    nodes = offices.lookup.nodes(["Kegiatan"])
    label = next(one.label for one in nodes if sum(one.label == other.label for other in nodes) > 1)
    whole = answers.ask(offices, "layanan-kegiatan", {"kegiatan": label})
    asked = offices.find(label, ["Kegiatan"])
    each = [answers.ask(offices, "layanan-kegiatan", {"kegiatan": node.iri}).rows for node in asked]
    assert len([rows for rows in each if rows]) > 1
    assert whole.rows == tuple(row for rows in each for row in rows)
    for size in (1, len(each[0]), len(each[0]) + 1):
        found = list(pages(offices, questions.named("layanan-kegiatan"), {"kegiatan": label}, size))
        assert [row for one in found for row in one.answer.rows] == list(whole.rows)


def test_a_page_is_refused_as_its_answer_is(built: Knowledge) -> None:
    with pytest.raises(QuestionError) as refused:
        answers.page(built, "celah", {"dokumen": "tidak-ada"})
    assert refused.value.parameter == "dokumen"
    with pytest.raises(NodeError):
        answers.page(built, "layanan-kegiatan", {"kegiatan": "zzzz"})
    for start, most in ((-1, 5), (0, 0)):
        with pytest.raises(ValueError, match="no page"):
            answers.page(built, "celah", {}, start, most)
