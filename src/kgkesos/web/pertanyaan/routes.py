"""The routes of named questions: each its own, by an ending or by Accept as JSON, CSV or Excel; and the older ones."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from kgkesos import questions
from kgkesos.errors import QuestionError
from kgkesos.web import answering
from kgkesos.web.models import AnswerModel, AnswerPartModel, Bentuk, Parameter, Problem, QuestionInfo
from kgkesos.web.pertanyaan import describing, paging, replying
from kgkesos.web.pertanyaan.bagian import Asked, Bagian
from kgkesos.web.service import Service

# Short addresses of two questions.
_SHORT = {"coverage": "cakupan", "findings": "celah"}
PROBLEMS: dict[int | str, dict[str, Any]] = {
    422: {
        "model": Problem,
        "description": "Parameter tidak dikenal, kurang, atau nilainya tidak ada atau cocok dengan beberapa nama: "
        "`detail` diawali nama parameternya, `choices` memuat nilai yang mendekati atau yang cocok (bad parameter)",
    },
}
_UNKNOWN: dict[int | str, dict[str, Any]] = {
    404: {"model": Problem, "description": "Tidak ada pertanyaan ini (no such question)"}
}
_HEADERS = {
    "ETag": {"description": "Berubah dengan graf, pertanyaan, isian atau versi", "schema": {"type": "string"}},
    "Link": {"description": "first, prev, next, last (RFC 8288)", "schema": {"type": "string"}},
    "X-Total-Count": {"description": "Baris seluruhnya", "schema": {"type": "integer"}},
}
_CSV = {"text/csv": {"schema": {"type": "string"}}}
_XLSX = {answering.XLSX: {"schema": {"type": "string", "format": "binary"}}}
ANSWER: dict[int | str, dict[str, Any]] = {
    200: {"description": "Jawaban (the answer)", "headers": _HEADERS, "content": {**_CSV, **_XLSX}},
    304: {"description": "Tidak berubah sejak ETag dalam If-None-Match (not modified)"},
    409: {
        "model": Problem,
        "description": "Graf yang disebut `build` tidak lagi dilayani; `choices` dan `Link` memuat halaman pertama "
        "graf yang dilayani (another build is in service: begin again)",
        "headers": {"Link": {"description": "first (RFC 8288)", "schema": {"type": "string"}}},
    },
}
Form = Annotated[Bentuk | None, Query(description="csv, xlsx atau json; tanpa ini, menurut Accept", alias="format")]
_NEGOTIATED: dict[int | str, dict[str, Any]] = {
    406: {
        "model": Problem,
        "description": "Accept tidak menerima satu bentuk pun; `choices` memuat yang ada (no such form)",
    }
}


def router(service: Service) -> APIRouter:
    """The questions of the build that ``service`` holds."""
    api = APIRouter()

    @api.get("/api/questions", tags=["pertanyaan"], summary="Daftar pertanyaan")
    def list_questions() -> list[QuestionInfo]:
        return [_info(question) for question in questions.load()]

    known = {question.name: question for question in questions.load()}
    for name, question in known.items():
        _add(api, service, f"/api/questions/{name}", question, AnswerPartModel, usual=paging.USUAL)
    for short, name in _SHORT.items():
        _add(api, service, f"/api/{short}", known[name], AnswerModel, usual=None)

    @api.get(
        "/api/questions/{name}.{akhiran}",
        tags=["jawaban"],
        summary="Jawaban menurut akhiran alamat: .json, .csv, .xlsx",
        description="CSV dan XLSX memuat semua baris, kecuali batas diminta. (By ending; files hold every row.)",
        response_model=AnswerPartModel,
        responses={**_UNKNOWN, **PROBLEMS, **ANSWER},
    )
    def answer_as(request: Request, name: str, akhiran: Bentuk, part: Asked) -> Response:
        asked = answering.question(name)
        if "format" in request.query_params:
            raise QuestionError("format", "bentuknya sudah disebut akhiran alamat (the ending says the form already)")
        wish = replying.Wish(akhiran, part, paging.USUAL, negotiated=False)
        return replying.reply(service.knowledge(), asked, request, wish)

    @api.get(
        "/api/answers/{name}",
        tags=["jawaban"],
        summary="Jawaban seluruhnya atas pertanyaan bernama",
        description="Alamat lama: tanpa batas, semua baris. Pakai /api/questions. (The older address: every row.)",
        response_model=AnswerModel,
        responses={**_UNKNOWN, **PROBLEMS, **ANSWER, **_NEGOTIATED},
        deprecated=True,
    )
    def answer(request: Request, name: str, part: Asked, form: Form = None) -> Response:
        asked = answering.question(name)
        return replying.reply(service.knowledge(), asked, request, _wish(request, form, part, usual=None))

    @api.get("/api/questions/{name}", include_in_schema=False)
    def unknown(name: str) -> None:
        answering.question(name)

    return api


def _info(question: questions.Question) -> QuestionInfo:
    return QuestionInfo(
        name=question.name,
        title=dict(question.title),
        description=dict(question.description),
        params=[
            Parameter(name=p.name, type=p.type, kind=p.kind, default=p.default, choices=list(p.choices))
            for p in question.params
        ],
    )


def _add(
    api: APIRouter,
    service: Service,
    address: str,
    question: questions.Question,
    model: type[AnswerModel],
    usual: int | None,
) -> None:
    """A route of its own for ``question``, so that OpenAPI tells its parameters."""
    api.add_api_route(
        address,
        _answering(service, question, usual),
        methods=["GET"],
        tags=["jawaban"],
        name=address,
        operation_id=address.removeprefix("/api/").replace("/", "-"),
        summary=question.title["id"],
        description=describing.described(question),
        response_model=model,
        responses={**PROBLEMS, **ANSWER, **_NEGOTIATED},
        openapi_extra={"parameters": describing.parameters(question)},
    )


def _answering(service: Service, question: questions.Question, usual: int | None) -> Callable[..., Response]:
    def endpoint(request: Request, part: Asked, form: Form = None) -> Response:
        return replying.reply(service.knowledge(), question, request, _wish(request, form, part, usual))

    return endpoint


def _wish(request: Request, form: Bentuk | None, part: Bagian, usual: int | None) -> replying.Wish:
    wanted = answering.form(form, request.headers.getlist("accept"))
    return replying.Wish(wanted, part, usual, negotiated=form is None)
