"""The API: every question a route, the same answers as the command line, as JSON, CSV or Excel."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from kgkesos import answers, formats, questions, trace_formats
from kgkesos.trace import trace as trace_of
from kgkesos.web import answering
from kgkesos.web.models import (
    AnswerModel,
    Arah,
    Bentuk,
    Health,
    NodeModel,
    Nullable,
    Parameter,
    Problem,
    QuestionInfo,
    ReasonModel,
    TraceModel,
)
from kgkesos.web.service import Service
from kgkesos.why import asked

# Short addresses of two questions.
_SHORT = {"coverage": "cakupan", "findings": "celah"}
_PROBLEMS: dict[int | str, dict[str, Any]] = {
    404: {"model": Problem, "description": "Tidak ada pertanyaan atau simpul ini"},
    422: {"model": Problem, "description": "Parameter tidak dikenal, kurang, atau tidak dapat dipakai"},
}
_AS_FILE: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "Jawaban",
        "content": {
            "text/csv": {"schema": {"type": "string"}},
            answering.XLSX: {"schema": {"type": "string", "format": "binary"}},
        },
    }
}
Form = Annotated[
    Bentuk | None, Nullable(), Query(description="csv, xlsx atau json; tanpa ini, menurut Accept", alias="format")
]
Bom = Annotated[bool, Query(description="Tanda UTF-8 di awal CSV, agar Excel mengenalinya")]


def router(service: Service) -> APIRouter:
    """The API of the build that ``service`` holds."""
    api = APIRouter()

    @api.get("/health", tags=["layanan"], summary="Apakah layanan berjalan")
    def health() -> Health:
        return Health(status="ok", build=service.knowledge().build.name)

    @api.get("/api/questions", tags=["pertanyaan"], summary="Daftar pertanyaan")
    def list_questions() -> list[QuestionInfo]:
        return [_info(question) for question in questions.load()]

    @api.get("/api/trace", tags=["penelusuran"], summary="Jalur dari satu simpul, dengan kutipan", responses=_PROBLEMS)
    def trace(
        kata: Annotated[str, Query(description="IRI, nama, atau sebagian nama", max_length=2000)],
        arah: Annotated[Arah, Query(description="naik ke tujuan, atau turun ke kegiatan")] = Arah.naik,
        dokumen: Annotated[str | None, Nullable(), Query(description="hanya dokumen ini: kunci atau IRI")] = None,
        periode: Annotated[str | None, Nullable(), Query(description="hanya periode ini, seperti tercetak")] = None,
    ) -> list[TraceModel]:
        up = arah is Arah.naik
        found = trace_of(service.knowledge(), kata, up=up, dokumen=dokumen, periode=periode)
        return [TraceModel.model_validate(one) for one in trace_formats.traces_json(found)]

    @api.get(
        "/api/why",
        tags=["penelusuran"],
        summary="Mengapa satu pernyataan berlaku, sampai kata tercetak",
        responses=_PROBLEMS,
    )
    def why(
        subjek: Annotated[str, Query(description="IRI, nama, atau sebagian nama", max_length=2000)],
        objek: Annotated[str, Query(description="IRI, nama, atau nama konsep", max_length=2000)],
        predikat: Annotated[str, Query(description="nama sifat dalam ontologi", max_length=200)] = "mendukung",
    ) -> ReasonModel:
        return ReasonModel.model_validate(
            trace_formats.reason_json(asked(service.knowledge(), subjek, predikat, objek))
        )

    @api.get("/api/search", tags=["penelusuran"], summary="Simpul menurut namanya, juga yang salah eja")
    def search(
        kata: Annotated[str, Query(description="kata-kata dari sebuah nama", max_length=2000)],
        batas: Annotated[int, Query(description="sebanyak-banyaknya", ge=1, le=200)] = 20,
    ) -> list[NodeModel]:
        found = service.knowledge().search(kata, limit=batas)
        return [NodeModel.model_validate(trace_formats.node_json(one)) for one in found]

    known = {question.name: question for question in questions.load()}
    addresses = {short: known[name] for short, name in _SHORT.items() if name in known}
    addresses |= {f"answers/{name}": question for name, question in known.items()}
    for address, question in addresses.items():
        _add_answer(api, service, f"/api/{address}", question)

    @api.get(
        "/api/answers/{name}",
        tags=["jawaban"],
        summary="Jawaban atas pertanyaan bernama",
        description="Parameter pertanyaan ditulis sebagai parameter alamat; daftar pertanyaan di /api/questions.",
        response_model=AnswerModel,
        responses={**_PROBLEMS, **_AS_FILE},
    )
    def answer(request: Request, name: str, form: Form = None, bom: Bom = False) -> AnswerModel | Response:
        return _answer(service, answering.question(name).name, request, form, bom)

    return api


def _info(question: questions.Question) -> QuestionInfo:
    return QuestionInfo(
        name=question.name,
        title=dict(question.title),
        description=dict(question.description),
        params=[Parameter(name=p.name, type=p.type, kind=p.kind, default=p.default) for p in question.params],
    )


def _add_answer(api: APIRouter, service: Service, address: str, question: questions.Question) -> None:
    """A route of its own for ``question``, so that OpenAPI tells its parameters."""
    api.add_api_route(
        address,
        _answering(service, question.name),
        methods=["GET"],
        tags=["jawaban"],
        name=address,
        operation_id=address.strip("/").replace("/", "-"),
        summary=question.title["id"],
        description=question.description["id"],
        response_model=AnswerModel,
        responses={**_PROBLEMS, **_AS_FILE},
        openapi_extra={"parameters": _parameters(question.params)},
    )


def _answering(service: Service, name: str) -> Callable[..., AnswerModel | Response]:
    def endpoint(request: Request, form: Form = None, bom: Bom = False) -> AnswerModel | Response:
        return _answer(service, name, request, form, bom)

    return endpoint


def _answer(service: Service, name: str, request: Request, form: Bentuk | None, bom: bool) -> AnswerModel | Response:
    """The answer to the question ``name`` with the parameters and in the form that ``request`` asks for."""
    found = answers.ask(service.knowledge(), name, answering.given(request))
    wanted = answering.form(form, request.headers.get("accept", ""))
    if wanted is Bentuk.json:
        return AnswerModel.model_validate(formats.answer_json(found))
    headers = {"Content-Disposition": f'attachment; filename="{name}.{wanted.value}"', "Vary": "Accept"}
    if wanted is Bentuk.xlsx:
        from kgkesos.sheets import jawaban

        return Response(jawaban.save(found), media_type=answering.XLSX, headers=headers)
    return Response(
        formats.answer_csv(found, bom=bom), media_type="text/csv; charset=utf-8; header=present", headers=headers
    )


def _parameters(params: Iterable[questions.Param]) -> list[dict[str, Any]]:
    """The parameters of a question as OpenAPI tells them."""
    found = []
    for param in params:
        schema: dict[str, Any] = {"type": "integer" if param.type == "integer" else "string"}
        if param.default not in (None, questions.ALL):
            schema["default"] = param.default
        kinds = {"node": f"IRI atau nama {param.kind}", "dokumen": "Kunci atau IRI dokumen"}
        found.append(
            {
                "name": param.name,
                "in": "query",
                "required": param.default is None,
                "description": kinds.get(param.type, "Nilai") + ("; tanpa ini, semua" if param.default else ""),
                "schema": schema,
            }
        )
    return found
