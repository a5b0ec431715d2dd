"""The contexts of the answer page and of the findings page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from urllib.parse import urlencode

from kgkesos import answers, questions, trace
from kgkesos.errors import NodeError, QuestionError
from kgkesos.knowledge import Knowledge
from kgkesos.web import forms, home, problems, tables, words
from kgkesos.web.context import AnswerPage, Field, FindingsPage, FindingView, Link
from kgkesos.web.tables import Merged


def answer_page(knowledge: Knowledge, question: questions.Question, values: Mapping[str, str]) -> AnswerPage:
    """The page of ``question`` with what its form sent."""
    given = forms.given(values)
    title, build, asked = question.title["id"], knowledge.build.name, home.asked(question)
    fields = forms.fields(knowledge, question.params, given)
    if any(param.default is None and param.name not in given for param in question.params):
        return AnswerPage(title=title, build=build, question=asked, fields=fields, table=None)
    try:
        answer = answers.ask(knowledge, question.name, given)
    except (NodeError, QuestionError) as error:
        return AnswerPage(
            title=title,
            build=build,
            question=asked,
            fields=fields,
            table=None,
            status=problems.status(error),
            problem=problems.plain(error),
            candidates=_candidates(knowledge, question, given, error),
        )
    traceable = (node.iri for node in knowledge.nodes if node.kind in trace.LEVELS)
    return AnswerPage(
        title=title,
        build=build,
        question=asked,
        fields=fields,
        table=tables.table(answer, traceable),
        downloads=downloads(f"/api/answers/{question.name}", given),
    )


def _candidates(
    knowledge: Knowledge, question: questions.Question, given: Mapping[str, str], error: NodeError | QuestionError
) -> tuple[Link, ...]:
    """The same question of each node whose name holds the words that no single node answers to."""
    if isinstance(error, QuestionError):
        return ()
    return tuple(
        Link(f"/jawaban/{question.name}?{urlencode({**given, param.name: label})}", label)
        for param in question.params
        if given.get(param.name) == error.text
        for _, label in forms.candidates(knowledge, error.text, [param.kind or ""])
    )


def downloads(address: str, given: Mapping[str, str]) -> tuple[Link, ...]:
    """The same answer as CSV that a spreadsheet opens, and as JSON."""
    as_csv = urlencode({**given, "format": "csv", "bom": "true"})
    as_json = f"{address}?{urlencode(given)}" if given else address
    return Link(f"{address}?{as_csv}", "Unduh untuk Excel (CSV)"), Link(as_json, "Data untuk program (JSON)")


def findings_page(knowledge: Knowledge, dokumen: str, kode: str) -> FindingsPage:
    """The findings of the document ``dokumen`` and of the kind ``kode``; of all where they are empty."""
    given = forms.given({"dokumen": dokumen, "kode": kode})
    title, build = "Temuan", knowledge.build.name
    every = answers.ask(knowledge, "celah")
    fields = (
        Field("dokumen", "Dokumen", given.get("dokumen", ""), closed=True, choices=forms.documents(knowledge)),
        Field("kode", "Jenis temuan", given.get("kode", ""), closed=True, choices=forms.codes(every)),
    )
    try:
        found = tables.merged(answers.ask(knowledge, "celah", given) if given else every)
    except QuestionError as error:
        status, problem = problems.status(error), problems.plain(error)
        return FindingsPage(title=title, build=build, menu="temuan", fields=fields, status=status, problem=problem)
    levels = Counter(str(row.cells["tingkat"]) for row in found)
    ranked = sorted(found, key=lambda row: words.rank(str(row.cells["tingkat"])))
    traceable = {node.iri for node in knowledge.nodes if node.kind in trace.LEVELS}
    return FindingsPage(
        title=title,
        build=build,
        menu="temuan",
        fields=fields,
        levels=tuple((level, levels[code]) for code, level in words.LEVELS.items() if levels[code]),
        findings=tuple(_finding(row, traceable) for row in ranked[: tables.SHOWN]),
        total=len(found),
        downloads=downloads("/api/findings", given),
    )


def _finding(row: Merged, traceable: set[str]) -> FindingView:
    said = {name: str(cell) for name, cell in row.cells.items() if cell is not None}
    return FindingView(
        level=words.level(said["tingkat"]),
        title=words.spaced(said["kode"]),
        document=said["dokumen"].rsplit("/", 1)[-1],
        subject=said.get("objek", ""),
        address=tables.trace_address(said["pada"]) if said["pada"] in traceable else None,
        says=said["pesan"],
        remedy=said["perbaikan"],
        quotes=row.quotes,
    )
