"""The page that shows the API: Swagger UI from its own package, so that no other host is asked for anything."""

from __future__ import annotations

from enum import StrEnum
from importlib.resources import files as package
from typing import Final

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from kgkesos.web import files
from kgkesos.web.context import Page
from kgkesos.web.rendering import Renderer
from kgkesos.web.security import SWAGGER_HEADERS
from kgkesos.web.service import Service

# It brings Swagger UI 5, which reads OpenAPI 3.1; nothing else of it is used.
_PACKAGE = "fastapi_offline"


class Part(StrEnum):
    """The files of Swagger UI that the page needs; the package's own pages name an outside host and stay unserved."""

    script = "swagger-ui-bundle.js"
    style = "swagger-ui.css"


_MEDIA: Final = {Part.script: "text/javascript", Part.style: "text/css"}


def router(service: Service, render: Renderer) -> APIRouter:
    """The page, and the files of Swagger UI."""
    docs = APIRouter(include_in_schema=False)

    @docs.get("/api/docs", response_class=HTMLResponse)
    def api_docs() -> HTMLResponse:
        """Swagger UI over ``/api/openapi.json``."""
        page = Page(title="Dokumentasi API", build=service.knowledge().build.name, menu="api")
        return render("api.html", page, SWAGGER_HEADERS)

    @docs.get("/api/docs/{part}", response_class=Response)
    def swagger(request: Request, part: Part) -> Response:
        """One file of Swagger UI."""
        return files.text(request, (package(_PACKAGE) / "static" / part.value).read_text("utf-8"), _MEDIA[part])

    return docs
