"""The application, made from a folder with builds."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from fastapi import FastAPI
from starlette.staticfiles import StaticFiles

from kgkesos import __version__, terms
from kgkesos.web import api, docs, pages, problems
from kgkesos.web.kosakata import routes as kosakata
from kgkesos.web.pertanyaan import describing
from kgkesos.web.pertanyaan import routes as pertanyaan
from kgkesos.web.rendering import Renderer
from kgkesos.web.security import SecurityHeaders
from kgkesos.web.service import Service
from kgkesos.web.temuan import routes as temuan
from kgkesos.web.temuan.reports import Reports

_ABOUT = (
    "Jawaban dari graf pengetahuan dokumen kinerja: setiap pernyataan kembali ke kata yang tercetak. "
    "Jawaban yang sama dapat diminta dengan perintah kgkesos ask, check dan trace."
)


def create_app(kg: Path, vocabulary: Callable[[], terms.Vocabulary] = terms.load) -> FastAPI:
    """The application that serves the build in service in ``kg``, and the next one when it is put in service.

    ``vocabulary`` gives the terms that it explains: those of the project.

    Raises:
        StoreError: there is no build in ``kg``, or it cannot be opened.
    """
    service = Service(kg)
    render = Renderer()
    reports = Reports()
    app = FastAPI(
        title="kgkesos",
        version=__version__,
        description=_ABOUT,
        openapi_url="/api/openapi.json",
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        # What does not fit is told as a Problem by every route.
        responses={422: pertanyaan.PROBLEMS[422]},
    )
    app.add_middleware(SecurityHeaders)
    problems.install(app, service, render)
    app.include_router(api.router(service))
    app.include_router(pertanyaan.router(service))
    app.openapi = describing.of(app, service)  # type: ignore[method-assign]
    app.include_router(temuan.api(service, reports))
    app.include_router(kosakata.api(service, vocabulary))
    app.include_router(docs.router(service, render))
    app.include_router(temuan.router(service, render, reports))
    app.include_router(kosakata.router(service, render, vocabulary))
    app.include_router(pages.router(service, render))
    app.mount("/static", StaticFiles(packages=[("kgkesos.web", "static")]), name="static")
    return app
