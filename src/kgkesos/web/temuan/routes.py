"""The routes of the report: the page, and the API."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, Response

from kgkesos.laporan import Saringan
from kgkesos.web import answering
from kgkesos.web.models import Problem
from kgkesos.web.pertanyaan.bagian import Asked
from kgkesos.web.pertanyaan.routes import ANSWER
from kgkesos.web.rendering import Renderer
from kgkesos.web.service import Service
from kgkesos.web.temuan import asking, replying, views
from kgkesos.web.temuan.asking import BentukLaporan, Status, Tingkat
from kgkesos.web.temuan.models import LaporanModel
from kgkesos.web.temuan.reports import Reports

_RESPONSES: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "Laporan temuan",
        "headers": ANSWER[200]["headers"],
        "content": {
            media: {"schema": {"type": "string", **({"format": "binary"} if form is BentukLaporan.xlsx else {})}}
            for form, media in asking.MEDIA.items()
            if form is not BentukLaporan.json
        },
    },
    **{code: ANSWER[code] for code in (304, 409)},
    406: {
        "model": Problem,
        "description": "Accept tidak menerima satu bentuk pun; `choices` memuat yang ada (no such form)",
    },
    422: {"model": Problem, "description": "Saringan tidak dikenal, atau menyebut yang tidak ada"},
}
Rule = Annotated[str | None, Query(max_length=2000, description="Kode aturan; tanpa ini, semua")]
Document = Annotated[str | None, Query(max_length=2000, description="Kunci atau IRI dokumen")]
Level = Annotated[Tingkat | None, Query(description="Violation (pelanggaran), Warning (peringatan), Info (catatan)")]
Office = Annotated[str | None, Query(max_length=2000, description="Nama instansi, atau sebagian namanya")]
Since = Annotated[Status | None, Query(description="Dibandingkan dengan graf sebelumnya")]
Form = Annotated[
    BentukLaporan | None,
    Query(description="json, csv, xlsx atau turtle (sh:ValidationReport); tanpa ini, menurut Accept", alias="format"),
]


def router(service: Service, render: Renderer, reports: Reports) -> APIRouter:
    """The page of the report of the build that ``service`` holds."""
    pages = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)

    @pages.get(asking.PAGE)
    def temuan(request: Request) -> HTMLResponse:
        """The findings by rule."""
        knowledge = service.knowledge()
        return render("temuan.html", views.page(knowledge, reports.whole(knowledge), answering.given(request)))

    return pages


def api(service: Service, reports: Reports) -> APIRouter:
    """The report for programs."""
    routes = APIRouter(tags=["temuan"])

    @routes.get(
        asking.API,
        summary="Temuan menurut aturan, yang terberat lebih dulu",
        description="Laporan kgkesos check: setiap temuan dengan kutipan, letak, alasan dan perbaikan. Dengan batas "
        "atau mulai sebagian saja, yang selesai paling akhir; `jumlah` tetap yang seluruhnya (pages by batas, mulai).",
        response_model=LaporanModel,
        responses=_RESPONSES,
    )
    def report(
        request: Request,
        part: Asked,
        aturan: Rule = None,
        dokumen: Document = None,
        tingkat: Level = None,
        instansi: Office = None,
        status: Since = None,
        form: Form = None,
    ) -> Response:
        asking.hold_names(answering.given(request))
        wanted = asking.form(form, request.headers.getlist("accept"))
        asked = Saringan(kode=aturan, dokumen=dokumen, tingkat=tingkat, instansi=instansi, status=status)
        return replying.reply(reports.whole(service.knowledge()), request, asked, wanted, part)

    return routes
