"""The routes of the vocabulary: its pages, its files for programs, and the API."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi import Path as PathParam
from fastapi.responses import HTMLResponse, Response

from kgkesos.terms import context, rules, skos, usage
from kgkesos.terms.model import Vocabulary
from kgkesos.terms.reading import sources
from kgkesos.web import files
from kgkesos.web.kosakata import offline, pages
from kgkesos.web.kosakata.models import RuleModel, TermAnswer, TermInfo, TermWhole, UsageModel
from kgkesos.web.models import Problem
from kgkesos.web.rendering import Renderer
from kgkesos.web.service import Service

Path = Annotated[str, PathParam(max_length=2000)]
Said = Annotated[str, Query(max_length=2000, description="Sebagian nama, singkatan atau definisi")]
_PROBLEMS: dict[int | str, dict[str, Any]] = {404: {"model": Problem, "description": "Tidak ada istilah ini"}}
_TURTLE = "text/turtle; charset=utf-8"


def router(service: Service, render: Renderer, vocabulary: Callable[[], Vocabulary]) -> APIRouter:
    """The pages and files of ``vocabulary``, which is read when it is first asked for."""
    routes = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)

    @routes.get("/kosakata")
    def kosakata(kata: Said = "") -> HTMLResponse:
        """The terms."""
        return render("kosakata.html", pages.listing(service.knowledge(), vocabulary(), kata))

    @routes.get("/kosakata/{path:path}")
    def istilah(path: Path) -> HTMLResponse:
        """The term with this path."""
        return render("istilah.html", pages.term_page(service.knowledge(), vocabulary(), path))

    @routes.get("/kosakata.html")
    def whole(request: Request) -> Response:
        """Every term as one page, to be kept: it carries its own sheet, which no page of a server may."""
        text = render.text(offline.TEMPLATE, offline.page(vocabulary()))
        return files.text(request, text, "text/html; charset=utf-8", "kosakata-kgkesos.html")

    @routes.get("/konteks.jsonld")
    def konteks(request: Request) -> Response:
        """The JSON-LD context."""
        return files.text(request, context.text(vocabulary()), "application/ld+json")

    @routes.get("/skos.ttl")
    def concepts(request: Request) -> Response:
        """The concept schemes."""
        return files.text(request, skos.text(sources()), _TURTLE, "kosakata-kgkesos.ttl")

    return routes


def api(service: Service, vocabulary: Callable[[], Vocabulary]) -> APIRouter:
    """The terms as JSON."""
    routes = APIRouter(tags=["kosakata"])

    @routes.get("/api/terms", summary="Istilah dalam kosakata")
    def terms(kata: Said = "") -> list[TermInfo]:
        return [TermInfo.model_validate(term) for term in pages.searched(vocabulary(), kata)]

    @routes.get("/api/terms/{path:path}", summary="Arti sebuah istilah dan pemakaiannya", responses=_PROBLEMS)
    def term(path: Path) -> TermAnswer:
        knowledge, known = service.knowledge(), vocabulary()
        found = pages.term_of(known, path)
        return TermAnswer(
            build=knowledge.build.name,
            term=TermWhole.model_validate(found),
            usage=UsageModel.model_validate(usage.of(knowledge, known, found)),
            rules=[RuleModel.model_validate(rule) for rule in rules.using(found.iri)],
        )

    return routes
