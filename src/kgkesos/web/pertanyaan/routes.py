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
Bom = Annotated[bool, Query(description="Tanda UTF-8 di awal CSV, agar Excel mengenalinya")]
# No build has a longer name.
_NAME = 200
_ROWS = "Baris sebanyak-banyaknya (most rows)"
Batas = Annotated[int | None, Query(ge=1, le=paging.MOST, description=_ROWS)]
Mulai = Annotated[int, Query(ge=0, le=paging.LAST, description="Baris yang dilewati (rows to skip)")]
_BUILD = "Hanya dari graf ini: `next`, `prev` dan `last` menyebutnya, agar halaman dua graf tidak tercampur (the build)"
_NEGOTIATED: dict[int | str, dict[str, Any]] = {
    406: {
        "model": Problem,
        "description": "Accept tidak menerima satu bentuk pun; `choices` memuat yang ada (no such form)",
    }
}
BuildName = Annotated[str | None, Query(max_length=_NAME, description=_BUILD)]


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
    def answer_as(
        request: Request,
        name: str,
        akhiran: Bentuk,
        bom: Bom = False,
        batas: Batas = None,
        mulai: Mulai = 0,
        build: BuildName = None,
    ) -> Response:
        asked = answering.question(name)
        if "format" in request.query_params:
            raise QuestionError("format", "bentuknya sudah disebut akhiran alamat (the ending says the form already)")
        wish = replying.Wish(
            akhiran, negotiated=False, bom=bom, most=batas, start=mulai, usual=paging.USUAL, build=build
        )
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
    def answer(
        request: Request,
        name: str,
        form: Form = None,
        bom: Bom = False,
        batas: Batas = None,
        mulai: Mulai = 0,
        build: BuildName = None,
    ) -> Response:
        return _reply(service, answering.question(name), request, form, bom, batas, mulai, None, build)

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
    def endpoint(
        request: Request,
        form: Form = None,
        bom: Bom = False,
        batas: Batas = None,
        mulai: Mulai = 0,
        build: BuildName = None,
    ) -> Response:
        return _reply(service, question, request, form, bom, batas, mulai, usual, build)

    return endpoint


def _reply(
    service: Service,
    question: questions.Question,
    request: Request,
    form: Bentuk | None,
    bom: bool,
    most: int | None,
    start: int,
    usual: int | None,
    build: str | None,
) -> Response:
    wanted = answering.form(form, request.headers.getlist("accept"))
    wish = replying.Wish(wanted, negotiated=form is None, bom=bom, most=most, start=start, usual=usual, build=build)
    return replying.reply(service.knowledge(), question, request, wish)
