"""The contexts of the pages behind the home page: an answer, the traces of a node, the findings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from kgkesos import answers, questions, trace
from kgkesos.errors import NodeError, QuestionError
from kgkesos.knowledge import Knowledge
from kgkesos.trace import Step, Trace
from kgkesos.web import forms, home, problems, tables, words
from kgkesos.web.context import (
    AnswerPage,
    Branch,
    Field,
    FindingsPage,
    FindingView,
    Link,
    LinkWords,
    Quote,
    TracePage,
    TraceTree,
)
from kgkesos.web.models import Arah

_EXCEL = "Unduh untuk Excel (CSV)"
_JSON = "Unduh JSON"


def answer_page(knowledge: Knowledge, question: questions.Question, values: Mapping[str, str]) -> AnswerPage:
    """The page of ``question`` with what its form sent."""
    given = forms.given(values)
    page = AnswerPage(
        title=question.title["id"],
        build=knowledge.build.name,
        menu="jawaban",
        question=home.asked(question),
        fields=forms.fields(knowledge, question.params, given),
        table=None,
    )
    if any(param.default is None and param.name not in given for param in question.params):
        return page
    answer = answers.ask(knowledge, question.name, given)
    traceable = (node.iri for node in knowledge.nodes if node.kind in trace.LEVELS)
    return _with(
        page, table=tables.table(answer, traceable), downloads=_downloads(f"/api/answers/{question.name}", given)
    )


def _with(page: AnswerPage, **changes: object) -> AnswerPage:
    from dataclasses import replace

    return replace(page, **changes)  # type: ignore[arg-type]
