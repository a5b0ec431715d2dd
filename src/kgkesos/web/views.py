"""The contexts of the answer page and of the findings page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from urllib.parse import urlencode

from kgkesos import answers, questions, trace
from kgkesos.errors import NodeError, QuestionError
from kgkesos.knowledge import Knowledge
from kgkesos.web import forms, home, problems, tables, words
from kgkesos.web.context import AnswerPage, Field, FindingGroup, FindingsPage, FindingView, Link
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
        candidates = _candidates(knowledge, question, given, error)
        return AnswerPage(
            title=title,
            build=build,
            question=asked,
            fields=fields,
            table=None,
            # Words that fit several names were found: what follows is a list to choose from, not a failure.
            status=200 if candidates else problems.status(error),
            problem=problems.several(error) if candidates else problems.plain(error),
            candidates=candidates,
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
    shown = sorted(found, key=_place)[: tables.SHOWN]
    return FindingsPage(
        title=title,
        build=build,
        menu="temuan",
        fields=fields,
        levels=tuple((level, levels[code]) for code, level in words.LEVELS.items() if levels[code]),
        groups=_groups(knowledge, shown),
        total=len(found),
        shown=len(shown),
        downloads=downloads("/api/findings", given),
    )


def _place(row: Merged) -> tuple[int, str, str]:
    """Where a finding stands in the list: the gravest first, findings of one kind and one message together."""
    return words.rank(str(row.cells["tingkat"])), str(row.cells["kode"]), str(row.cells["pesan"])


def _groups(knowledge: Knowledge, found: Iterable[Merged]) -> tuple[FindingGroup, ...]:
    """``found``, those that say the same together."""
    traceable = {node.iri for node in knowledge.nodes if node.kind in trace.LEVELS}
    by_message: dict[tuple[str, ...], list[FindingView]] = {}
    for row in found:
        said = tuple(str(row.cells[name]) for name in ("tingkat", "kode", "pesan", "alasan", "perbaikan"))
        by_message.setdefault(said, []).append(_finding(row, traceable))
    return tuple(
        FindingGroup(words.level(level), words.spaced(code), says, reason, remedy, tuple(views))
        for (level, code, says, reason, remedy), views in by_message.items()
    )


def _finding(row: Merged, traceable: set[str]) -> FindingView:
    on = str(row.cells["pada"])
    return FindingView(
        document=str(row.cells["dokumen"]).rsplit("/", 1)[-1],
        subject=words.value("objek", row.cells["objek"]),
        address=tables.trace_address(on) if on in traceable else None,
        quotes=row.quotes,
    )
