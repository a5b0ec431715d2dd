"""The pages: one route each. What they show is made in ``home``, ``views`` and ``traces``."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, Response

from kgkesos.web import answering, forms, home, matriks, searches, traces, views, whys
from kgkesos.web.models import Arah
from kgkesos.web.pertanyaan.bagian import Mulai
from kgkesos.web.rendering import Renderer
from kgkesos.web.service import OfBuild, Service

Said = Annotated[str, Query(max_length=2000)]
_WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def router(service: Service, render: Renderer) -> APIRouter:
    """The pages of the build that ``service`` holds."""
    pages = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)
    homes = OfBuild(home.page)

    @pages.get("/")
    def beranda() -> HTMLResponse:
        """Documents, counts, coverage, gaps, questions."""
        return render("beranda.html", homes.of(service.knowledge()))

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
    def telusur(kata: Said = "", arah: Arah = Arah.naik, dokumen: Said = "", periode: Said = "") -> HTMLResponse:
        """The traces from a node."""
        narrowed = forms.given({"dokumen": dokumen, "periode": periode})
        return render("telusur.html", traces.page(service.knowledge(), kata, arah, narrowed))

    @pages.get("/telusur.svg")
    def telusur_picture(kata: Said, arah: Arah = Arah.naik, dokumen: Said = "", periode: Said = "") -> Response:
        """The same as a picture."""
        narrowed = forms.given({"dokumen": dokumen, "periode": periode})
        return Response(traces.picture(service.knowledge(), kata, arah, narrowed), media_type="image/svg+xml")

    @pages.get("/mengapa")
    def mengapa(subjek: Said = "", objek: Said = "", predikat: Said = "mendukung") -> HTMLResponse:
        """Why a statement holds."""
        return render("mengapa.html", whys.page(service.knowledge(), subjek, predikat, objek))

    @pages.get("/cari")
    def cari(kata: Said = "") -> HTMLResponse:
        """Nodes by their names."""
        return render("cari.html", searches.page(service.knowledge(), kata))

    return pages
