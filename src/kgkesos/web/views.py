"""The context of the answer page."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from urllib.parse import urlencode

from kgkesos import answers, questions, trace
from kgkesos.errors import NodeError, QuestionError
from kgkesos.knowledge import Knowledge
from kgkesos.web import forms, home, problems, tables
from kgkesos.web.context import AnswerPage, Link, Part
from kgkesos.web.pertanyaan import paging

# More rows make a page that a phone opens slowly.
SHOWN = 200


def answer_page(
    knowledge: Knowledge, question: questions.Question, values: Mapping[str, str], start: int = 0
) -> AnswerPage:
    """The page of ``question`` with what its form sent: the rows of the answer from number ``start`` on."""
    given = forms.given(values)
    title, build, asked = question.title["id"], knowledge.build.name, home.asked(question)
    fields = forms.fields(knowledge, question.params, given)
    if any(param.default is None and param.name not in given for param in question.params):
        return AnswerPage(title=title, build=build, question=asked, fields=fields, table=None)
    try:
        found = answers.page(knowledge, question.name, given, start, SHOWN)
    except (NodeError, QuestionError) as error:
        candidates = _candidates(knowledge, question, given, error)
        status, says = problems.offered(error, candidates)
        return AnswerPage(
            title=title,
            build=build,
            question=asked,
            fields=fields,
            table=None,
            status=status,
            problem=says,
            candidates=candidates,
        )
    return AnswerPage(
        title=title,
        build=build,
        question=asked,
        fields=fields,
        table=tables.table(found.answer, partial(trace.is_performance, knowledge)),
        note=found.answer.note,
        part=_part(f"/jawaban/{question.name}", given, found),
        downloads=downloads(f"/api/answers/{question.name}", given),
    )


def _part(address: str, given: Mapping[str, str], found: answers.Page) -> Part | None:
    """Which part of its answer ``found`` is; None where it is the whole."""
    if not found.start and not found.more:
        return None
    near = paging.around(address, given, paging.Window(found.start, SHOWN), found.total, sized=False)
    links = ((near.prev, "Baris sebelumnya"), (near.next, "Baris berikutnya"))
    named = tuple(Link(to, words) for to, words in links if to is not None)
    return Part(found.start + 1, found.start + len(found.answer.rows), found.total, named)


def _candidates(
    knowledge: Knowledge, question: questions.Question, given: Mapping[str, str], error: NodeError | QuestionError
) -> tuple[Link, ...]:
    """The same question of each node whose name holds the words that no single node answers to."""
    if isinstance(error, QuestionError):
        return ()
    return tuple(
        Link(f"/jawaban/{question.name}?{urlencode({**given, param.name: label})}", label)
        for param in question.params
        if param.name == error.parameter
        for _, label in forms.candidates(knowledge, error.text, [param.kind or ""])
    )


def downloads(address: str, given: Mapping[str, str]) -> tuple[Link, ...]:
    """The same answer as a workbook, as CSV that a spreadsheet opens, and as JSON."""
    as_xlsx = urlencode({**given, "format": "xlsx"})
    as_csv = urlencode({**given, "format": "csv", "bom": "true"})
    as_json = f"{address}?{urlencode(given)}" if given else address
    return (
        Link(f"{address}?{as_xlsx}", "Unduh untuk Excel (XLSX)"),
        Link(f"{address}?{as_csv}", "Unduh sebagai CSV"),
        Link(as_json, "Data untuk program (JSON)"),
    )
