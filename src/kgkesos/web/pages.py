"""The pages: one route each. What they show is made in ``home``, ``views``, ``traces`` and ``things``."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi import Path as PathParam
from fastapi.responses import HTMLResponse, Response

from kgkesos.web import answering, home, matriks, things, traces, views
from kgkesos.web.models import Arah
from kgkesos.web.pertanyaan.routes import Mulai
from kgkesos.web.rendering import Renderer
from kgkesos.web.service import Service

Path = Annotated[str, PathParam(max_length=2000)]
Said = Annotated[str, Query(max_length=2000)]
_WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def router(service: Service, render: Renderer) -> APIRouter:
    """The pages of the build that ``service`` holds."""
    pages = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)

    @pages.get("/")
    def beranda() -> HTMLResponse:
        """Documents, counts, coverage, gaps, questions."""
        return render("beranda.html", home.page(service.knowledge()))

    @pages.get("/jawaban/{name}")
    def jawaban(name: str, request: Request, mulai: Mulai = 0) -> HTMLResponse:
        """The answer to a question, with its form."""
        question = answering.question(name)
        given = answering.given(request)
        return render("jawaban.html", views.answer_page(service.knowledge(), question, given, mulai))

    @pages.get("/matriks")
    def matriks_page(request: Request) -> HTMLResponse:
        """Objectives against activities."""
        return render("matriks.html", matriks.page(service.knowledge(), answering.given(request)))

    @pages.get("/matriks.xlsx")
    def matriks_workbook(request: Request) -> Response:
        """The same as a workbook to keep."""
        content = matriks.workbook(service.knowledge(), answering.given(request))
        headers = {"Content-Disposition": 'attachment; filename="matriks.xlsx"'}
        return Response(content, media_type=_WORKBOOK, headers=headers)

    @pages.get("/telusur")
    def telusur(kata: Said = "", arah: Arah = Arah.naik) -> HTMLResponse:
        """The traces from a node."""
        return render("telusur.html", traces.page(service.knowledge(), kata, arah))

    @pages.get("/id/{path:path}")
    def hal(path: Path) -> HTMLResponse:
        """The thing whose IRI has this path."""
        return render("hal.html", things.page(service.knowledge(), path))

    return pages
