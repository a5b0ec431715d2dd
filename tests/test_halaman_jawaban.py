"""The pages of an answer, laid together, are the answer: of the samples and of generated offices, however made."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kgkesos import answers, knowledge, questions
from kgkesos.errors import NodeError, QuestionError
from kgkesos.knowledge import Knowledge
from kgkesos.memory import Lately
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


def forget(build: Knowledge, monkeypatch: pytest.MonkeyPatch, kept: int = knowledge.KEPT) -> None:
    """Begin without anything that was found before."""
    monkeypatch.setattr(build, "lately", Lately(kept))


@pytest.mark.parametrize("question", KNOWN, ids=lambda question: question.name)
@pytest.mark.parametrize(("walked", "kept"), [(1, knowledge.KEPT), (10_000, 0)])
@pytest.mark.parametrize("build", ["built", "offices"])
def test_pages_laid_together_are_the_whole(
    question: Question,
    walked: int,
    kept: int,
    build: str,
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Made document by document, or whole after the first; with all that was found remembered, or nothing."""
    asked: Knowledge = request.getfixturevalue(build)
    given = told(asked, question)
    whole = answers.ask(asked, question.name, given)
    monkeypatch.setattr(answers, "FEW", 0)
    monkeypatch.setattr(answers, "WALKED", walked)
    forget(asked, monkeypatch, kept)
    size = max(2, len(whole.rows) // 4)
    found = list(pages(asked, question, given, size))
    assert [row for one in found for row in one.answer.rows] == list(whole.rows)
    assert {one.answer.columns for one in found} == {whole.columns}
    assert {len(one.answer.rows) for one in found[:-1]} <= {size}
    assert {one.total for one in found} <= {None, len(whole.rows)}
    assert found[-1].total == len(whole.rows)
    assert (found[0].answer.note != "") == (not whole.rows)


def test_a_page_in_the_middle_needs_none_before_it(offices: Knowledge, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = answers.ask(offices, "celah").rows
    monkeypatch.setattr(answers, "FEW", 0)
    for start in (0, 1, len(whole) // 2, len(whole) - 1, len(whole), len(whole) + 50):
        for walked in (1, 10_000):
            monkeypatch.setattr(answers, "WALKED", walked)
            forget(offices, monkeypatch)
            found = answers.page(offices, "celah", {}, start, 7)
            assert found.answer.rows == whole[start : start + 7]
            assert found.more == (start + 7 < len(whole))
            assert found.total in (None, len(whole))
            assert found.answer.note == ""


def test_the_first_page_asks_of_no_more_documents_than_it_needs(
    offices: Knowledge, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The count of what is asked is what makes the first page of a large build quick."""
    monkeypatch.setattr(answers, "FEW", 0)
    forget(offices, monkeypatch)
    asked: list[object] = []
    plain = offices.store.table

    def table(*given: object, **more: object) -> object:
        asked.append(given[1])
        return plain(*given, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(offices.store, "table", table)
    documents = offices.lookup.documents()
    first = answers.page(offices, "celah", {}, 0, 5)
    assert first.more
    assert first.total is None
    assert [str(one["dokumen"]) for one in asked] == [documents[0]]  # type: ignore[index]
    # A page further on skips the documents that are known to lie before it.
    counts = len(answers.ask(offices, "celah", {"dokumen": documents[0]}).rows)
    asked.clear()
    answers.page(offices, "celah", {}, counts, 1)
    assert documents[0] not in [str(one["dokumen"]) for one in asked]  # type: ignore[index]


def test_a_page_is_refused_as_its_answer_is(built: Knowledge) -> None:
    with pytest.raises(QuestionError) as refused:
        answers.page(built, "celah", {"dokumen": "tidak-ada"})
    assert refused.value.parameter == "dokumen"
    with pytest.raises(NodeError):
        answers.page(built, "layanan-kegiatan", {"kegiatan": "zzzz"})
    for start, most in ((-1, 5), (0, 0)):
        with pytest.raises(ValueError, match="no page"):
            answers.page(built, "celah", {}, start, most)


def test_what_weighs_too_much_or_was_not_asked_for_longest_is_let_go() -> None:
    kept: Lately[str, int] = Lately(10)
    kept.keep("a", 1, 3)
    kept.keep("b", 2, 3)
    assert kept.get("a") == 1
    kept.keep("c", 3, 3)
    assert [kept.get(name) for name in "abc"] == [1, None, 3]
    kept.keep("d", 4, 10)
    assert [kept.get(name) for name in "acd"] == [1, 3, None]


def test_nothing_is_kept_for_nothing() -> None:
    kept: Lately[str, tuple[()]] = Lately(50)
    for number in range(1_000):
        kept.keep(f"{number}", (), 0)
        assert kept.weight == len(kept) <= 50
    # A long key weighs, too; what is kept anew for the same key does not weigh twice.
    for _ in range(3):
        kept.keep("b" * 1_950, (), 4)
    assert (kept.weight, len(kept)) == (50, 27)
    kept.keep("b" * 1_950, (), 0)
    assert (kept.weight, len(kept)) == (46, 27)
    # What has grown too heavy is no longer there.
    kept.keep("b" * 1_950, (), 50)
    assert (kept.weight, len(kept), kept.get("b" * 1_950)) == (26, 26, None)


def test_answers_without_a_row_are_let_go_too(built: Knowledge, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each of them is another value that somebody made up, and there is no end of those."""
    forget(built, monkeypatch, 200)
    for number in range(12):
        found = answers.page(built, "definisi", {"istilah": f"{number}{'b' * 1_900}"})
        assert (found.total, found.answer.rows) == (0, ())
    assert 0 < len(built.lately) < 8
    assert built.lately.weight <= 200
