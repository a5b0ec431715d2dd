"""The application, made from a folder with builds."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from fastapi import FastAPI
from starlette.staticfiles import StaticFiles

from kgkesos import __version__, terms
from kgkesos.web import api, docs, pages, problems
from kgkesos.web.kosakata import routes as kosakata
from kgkesos.web.rendering import Renderer
from kgkesos.web.security import SecurityHeaders
from kgkesos.web.service import Service
from kgkesos.web.temuan import routes as temuan
from kgkesos.web.temuan.reports import Reports
from kgkesos.web.tertaut import routes as tertaut

_ABOUT = (
    "Jawaban dari graf pengetahuan dokumen kinerja: setiap pernyataan kembali ke kata yang tercetak. "
    "Jawaban yang sama dapat diminta dengan perintah kgkesos ask, check dan trace."
)


def create_app(kg: Path, vocabulary: Callable[[], terms.Vocabulary] = terms.load, public: str | None = None) -> FastAPI:
    """The application that serves the build in service in ``kg``, and the next one when it is put in service.

    ``vocabulary`` gives the terms that it explains: those of the project; ``public`` is its address seen from outside.

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
    )
    # The version that the packaged Swagger UI can read.
    app.openapi_version = "3.0.3"
    app.add_middleware(SecurityHeaders)
    problems.install(app, service, render)
    app.include_router(api.router(service))
    app.include_router(temuan.api(service, reports))
    app.include_router(kosakata.api(service, vocabulary))
    app.include_router(docs.router(service, render))
    app.include_router(temuan.router(service, render, reports))
    app.include_router(kosakata.router(service, render, vocabulary))
    app.include_router(tertaut.router(service, render, vocabulary, public))
    app.include_router(pages.router(service, render))
    app.mount("/static", StaticFiles(packages=[("kgkesos.web", "static")]), name="static")
    return app
