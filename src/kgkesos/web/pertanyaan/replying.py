"""The reply to a question: the rows that are asked for in the form that is, or that the client has them already."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from starlette.requests import Request
from starlette.responses import Response

from kgkesos import __version__, answers, formats
from kgkesos.answers import Answer
from kgkesos.knowledge import Knowledge
from kgkesos.questions import Question
from kgkesos.web import answering, caching
from kgkesos.web.models import Bentuk
from kgkesos.web.pertanyaan import describing, paging
from kgkesos.web.pertanyaan.bagian import Bagian

_MEDIA = {
    Bentuk.json: "application/json",
    Bentuk.csv: "text/csv; charset=utf-8; header=present",
    Bentuk.xlsx: answering.XLSX,
}


@dataclass(frozen=True, slots=True)
class Wish:
    """What a request asks of an answer beside its parameters: its form, and a ``part`` of its rows.

    Where no rows are asked for, JSON has the ``usual`` number of them (None: every row), and a file has every row.
    ``negotiated`` says that the Accept header chose the form; ``on`` is the day, which a workbook tells.
    """

    form: Bentuk
    part: Bagian
    usual: int | None
    negotiated: bool
    on: date = field(default_factory=date.today)

    @property
    def window(self) -> paging.Window | None:
        """The rows asked for; None for every one."""
        return self.part.window(self.usual if self.form is Bentuk.json else None)


def reply(knowledge: Knowledge, question: Question, request: Request, wish: Wish) -> Response:
    """The reply to ``request``, which asks ``question`` of ``knowledge`` as ``wish`` says.

    Its entity tag is made from the build, the question, what was given, the form and the version of the package, so
    that no row is looked for where the client has them (RFC 9110, 13.1.2).

    Raises:
        QuestionError, NodeError: as :func:`kgkesos.answers.ask` does.
        OtherBuildError: another build is in service than the one whose rows are asked for.
    """
    given = answering.given(request)
    wish.part.hold_build(request, knowledge.build.name, wish.window)
    answers.fits(knowledge, question.name, given)
    current = caching.tag(_parts(knowledge, question, given, wish))
    headers = {"ETag": current, "Cache-Control": "no-cache"}
    if wish.negotiated:
        headers["Vary"] = "Accept"
    if caching.known(request.headers.getlist("if-none-match"), current):
        return Response(status_code=304, headers=headers)
    content, more = _content(knowledge, question, request, wish, given)
    headers |= more
    return Response(content, media_type=_MEDIA[wish.form], headers=headers)


def _parts(knowledge: Knowledge, question: Question, given: dict[str, str], wish: Wish) -> Iterator[str]:
    yield from (
        __version__,
        knowledge.build.name,
        question.text,
        wish.form.value,
        repr(wish.window),
        str(wish.part.bom),
    )
    # The JSON of a page names its neighbours by the address that was asked.
    yield str(wish.usual)
    for name, value in sorted(given.items()):
        yield from (name, value)
    if wish.form is Bentuk.xlsx:
        yield wish.on.isoformat()


def _content(
    knowledge: Knowledge, question: Question, request: Request, wish: Wish, given: dict[str, str]
) -> tuple[bytes, dict[str, str]]:
    """The content of the reply, and the headers that tell of it."""
    window = wish.window
    if window is None:
        found = answers.ask(knowledge, question.name, given)
        headers = {"X-Total-Count": str(len(found.rows))}
        return _encoded(found, wish, {}), headers | _disposition(question, wish)
    page = answers.page(knowledge, question.name, given, window.start, window.most)
    near = paging.around(request.url.path, dict(request.query_params), window, page.total, build=knowledge.build.name)
    headers = {"Link": near.header, "X-Total-Count": str(page.total)} | _disposition(question, wish)
    told = describing.part(near, window, page) if wish.usual else {}
    return _encoded(page.answer, wish, told), headers


def _disposition(question: Question, wish: Wish) -> dict[str, str]:
    if wish.form is Bentuk.json:
        return {}
    return {"Content-Disposition": f'attachment; filename="{question.name}.{wish.form.value}"'}


def _encoded(found: Answer, wish: Wish, told: dict[str, object]) -> bytes:
    if wish.form is Bentuk.json:
        said = formats.answer_json(found) | told
        return json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "backslashreplace")
    if wish.form is Bentuk.csv:
        return formats.answer_csv(found, bom=wish.part.bom).encode("utf-8", "replace")
    from kgkesos.sheets import jawaban

    return jawaban.save(found, on=wish.on)
