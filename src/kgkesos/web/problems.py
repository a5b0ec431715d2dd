"""Errors as answers: JSON of the API; elsewhere a page in Indonesian, or for programs a problem (RFC 9457)."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from http import HTTPStatus
from typing import Any, Final

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.types import Scope

from kgkesos import accept, questions
from kgkesos.errors import FilterError, KgkesosError, NodeError, QuestionError, StoreError
from kgkesos.normalize import key
from kgkesos.web.context import ErrorPage, Link
from kgkesos.web.models import Problem
from kgkesos.web.rendering import Renderer
from kgkesos.web.security import HEADERS
from kgkesos.web.service import Service

_log = logging.getLogger(__name__)
_FOR_PROGRAMS: Final = ("/api/", "/health", "/metrics")
_BUSY = "Server sedang penuh: terlalu banyak permintaan menunggu giliran. Coba lagi beberapa detik lagi."
_ENDING = "Server sedang berhenti, jadi permintaan ini tidak diselesaikan. Coba lagi beberapa detik lagi."
# After so many seconds it may be otherwise.
_SOON: Final = 2
# What a status is called (RFC 9110, 15.5), where Python knows an older name.
_PHRASES: Final = {414: "URI Too Long", 422: "Unprocessable Content"}
# How the API tells it, for its description.
BUSY: Final[dict[int | str, dict[str, Any]]] = {
    503: {
        "model": Problem,
        "description": "Terlalu banyak permintaan menunggu giliran; coba lagi (the server is busy)",
        "headers": {"Retry-After": {"description": "Detik", "schema": {"type": "integer"}}},
    }
}
_CHOSEN = re.compile(r"'([^']*)'")

_TITLES: Final = {
    404: "Halaman tidak ditemukan",
    405: "Permintaan ini tidak dilayani",
    422: "Isian tidak dapat dipakai",
    503: "Graf belum dapat dibuka",
}
_SAYS: Final = {
    404: "Alamat ini tidak ada. Mungkin salah ketik, atau halamannya sudah berganti nama.",
    405: "Halaman ini hanya dapat dibuka, tidak dapat dikirimi isian.",
    406: "Bentuk yang diminta tidak ada untuk jawaban ini.",
    409: "Graf sudah diganti sejak halaman ini dibuka. Mulai lagi dari halaman pertama.",
    500: "Ada yang salah di sistem, bukan pada isian Anda. Coba lagi; bila terulang, beri tahu pengelola sistem.",
    503: "Graf pengetahuan sedang tidak dapat dibuka. Coba lagi sebentar lagi.",
}


class UnknownQuestionError(QuestionError):
    """No question has this name: the address is unknown, where any other ``QuestionError`` is about what was sent."""


class RefusedError(KgkesosError):
    """A request that has its own ``status``; ``choices`` are what could be asked for instead."""

    def __init__(self, reason: str, status: HTTPStatus, choices: Sequence[str], headers: Mapping[str, str]) -> None:
        super().__init__(reason)
        self.status = status
        self.choices = tuple(choices)
        self.headers = dict(headers)


class OtherBuildError(RefusedError):
    """Rows of the build ``asked`` are asked for while ``current`` is in service, whose first page is at ``first``."""

    def __init__(self, asked: str, current: str, first: str) -> None:
        reason = (
            f"build: {asked}: graf ini tidak lagi dilayani, mulai lagi dari halaman pertama graf {current}"
            " (another build is in service: begin again from its first page)"
        )
        super().__init__(reason, HTTPStatus.CONFLICT, (first,), {"Link": f'<{first}>; rel="first"'})


class NotAcceptableError(RefusedError):
    """The Accept header takes none of the media types that are ``offered`` (RFC 9110, 15.5.7)."""

    def __init__(self, offered: Sequence[str]) -> None:
        reason = f"Accept: tidak ada bentuk yang diterima; yang ada: {', '.join(offered)} (none of the accepted forms)"
        super().__init__(reason, HTTPStatus.NOT_ACCEPTABLE, offered, {"Vary": "Accept"})


def status(error: KgkesosError) -> int:
    """The HTTP status that tells ``error``."""
    if isinstance(error, UnknownQuestionError) or (isinstance(error, NodeError) and not error.parameter):
        return HTTPStatus.NOT_FOUND
    if isinstance(error, (QuestionError, NodeError)):
        return HTTPStatus.UNPROCESSABLE_ENTITY
    if isinstance(error, RefusedError):
        return error.status
    return HTTPStatus.SERVICE_UNAVAILABLE if isinstance(error, StoreError) else HTTPStatus.INTERNAL_SERVER_ERROR


def plain(error: KgkesosError) -> str:
    """``error`` in plain Indonesian, for a page."""
    if isinstance(error, UnknownQuestionError):
        return f"Tidak ada pertanyaan bernama “{error.name}”.{error.meant}"
    if isinstance(error, FilterError):
        return f"{error.parameter.capitalize()} “{error.name}” tidak ada."
    if isinstance(error, QuestionError):
        known = f" Yang ada: {', '.join(error.choices)}." if error.choices else ""
        return f"Isian “{error.name}” tidak dapat dipakai.{error.meant}{known}"
    if isinstance(error, NodeError):
        return f"Tidak ada yang bernama “{error.text}”. Periksa ejaannya, atau tulis sebagian nama saja."
    return _SAYS[status(error)]


def offered(error: NodeError | QuestionError, candidates: Sequence[Link]) -> tuple[int, str]:
    """The status and the sentence of a page that says ``error`` before ``candidates`` to choose from."""
    if not candidates or not isinstance(error, NodeError):
        return status(error), plain(error)
    if any(key(error.text) in key(one.words) for one in candidates):
        # Words that fit several names were found: what follows is a list to choose from, not a failure.
        return HTTPStatus.OK, f"“{error.text}” cocok dengan beberapa nama. Pilih salah satu:"
    return status(error), f"Tidak ada yang bernama “{error.text}”. Mungkin yang dimaksud:"


def _problem(error: KgkesosError) -> Problem:
    if isinstance(error, RefusedError):
        return Problem(detail=str(error), choices=list(error.choices))
    if not isinstance(error, (QuestionError, NodeError)):
        return Problem(detail=str(error), choices=[])
    named = f"{error.parameter}: " if error.parameter else ""
    return Problem(detail=f"{named}{error}", choices=list(error.choices))


def _invalid(request: Request, error: RequestValidationError) -> Problem:
    """The first thing that is wrong with what was sent, as one sentence, and what would fit."""
    first = error.errors()[0]
    name = str(first["loc"][-1])
    if first["type"] == "missing":
        return Problem(detail=f"{name}: parameter ini harus diisi (a value must be given).", choices=[])
    given = first.get("ctx", {})
    choices = _CHOSEN.findall(str(given.get("expected", "")))
    if first["type"] == "bool_parsing":
        choices = ["true", "false"]
    fitting = f" Known: {', '.join(choices)}." if choices else ""
    if "max_length" in given:
        fitting = f" Paling panjang {given['max_length']} huruf (characters at most)."
    elif said := _range(request, name):
        fitting = f" Bilangan bulat {said} (a whole number)."
    return Problem(detail=f"{name}: nilai ini tidak dapat dipakai (does not fit).{fitting}", choices=choices)


def _range(request: Request, name: str) -> str:
    """From where to where the number ``name`` may be, as the route that was asked says; nothing where it does not."""
    route = request.scope.get("route")
    if not isinstance(route, APIRoute):
        return ""
    known = (param for one in (route.dependant, *route.dependant.dependencies) for param in one.query_params)
    bounds = next((param.field_info.metadata for param in known if param.alias == name), [])
    said = {word: value for one in bounds for word in ("ge", "le") if (value := getattr(one, word, None)) is not None}
    return f"{said['ge']} sampai {said['le']}" if len(said) == len(("ge", "le")) else ""


def install(app: FastAPI, service: Service, render: Renderer) -> None:
    """Make ``app`` answer every error with JSON or a page."""

    def answer(
        request: Request, code: int, problem: Problem, says: str, headers: dict[str, str], links: tuple[Link, ...] = ()
    ) -> Response:
        def page() -> str:
            title, build = _TITLES.get(code, "Terjadi kesalahan"), _build(service)
            return render.text("galat.html", ErrorPage(title=title, build=build, status=code, says=says, links=links))

        return refuse(request.scope, code, problem.detail, page, headers, choices=problem.choices)

    def on_known(request: Request, error: Exception) -> Response:
        assert isinstance(error, KgkesosError)
        if status(error) >= 500:
            _log.error("%s: %s", request.url.path, error)
        links = _every_question() if isinstance(error, UnknownQuestionError) else ()
        headers = error.headers if isinstance(error, RefusedError) else {}
        return answer(request, status(error), _problem(error), plain(error), headers, links)

    def on_invalid(request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)
        if error.errors()[0]["loc"][0] == "path":
            return on_http(request, HTTPException(404))
        problem, name = _invalid(request, error), str(error.errors()[0]["loc"][-1])
        known = f" Yang ada: {', '.join(problem.choices)}." if problem.choices else ""
        if said := _range(request, name):
            known = f" Isi dengan bilangan bulat {said}."
        says = f"Isian “{name}” tidak dapat dipakai.{known}"
        return answer(request, 422, problem, says, {})

    def on_http(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        code = error.status_code
        says = _SAYS.get(code, "Permintaan ini tidak dapat dilayani.")
        headers = dict(error.headers or {})
        if "GET" in (allowed := headers.get("Allow", "").split(", ")):
            headers["Allow"] = ", ".join(sorted({*allowed, "HEAD"}))
        return answer(request, code, Problem(detail=says, choices=[]), says, headers)

    def on_unforeseen(request: Request, error: Exception) -> Response:
        # The server's error layer lies outside the one that adds headers, and logs the error itself.
        del error
        return answer(request, 500, Problem(detail=_SAYS[500], choices=[]), _SAYS[500], dict(HEADERS))

    handlers: dict[type[Exception], Callable[[Request, Exception], Response]] = {
        KgkesosError: on_known,
        RequestValidationError: on_invalid,
        HTTPException: on_http,
        Exception: on_unforeseen,
    }
    for kind, handler in handlers.items():
        app.add_exception_handler(kind, handler)


def refuse(
    scope: Scope,
    code: int,
    detail: str,
    page: Callable[[], str],
    headers: Mapping[str, str],
    **members: Sequence[object],
) -> Response:
    """Why there is no answer: JSON of the API, the ``page`` for who browses, for other programs a problem (RFC 9457).

    A problem is of no type of ours, so that its title is the status in words (4.2.1); ``detail`` says what is wrong.
    ``members`` are ours: ``choices`` are values that fit, ``places`` to be asked.
    """
    if scope["path"].startswith(_FOR_PROGRAMS):
        return JSONResponse({"detail": detail, "choices": [], **members}, code, headers)
    headers = {**headers, "Vary": "Accept"}
    if browses(Headers(scope=scope)):
        return HTMLResponse(page(), code, headers)
    title = _PHRASES.get(code) or HTTPStatus(code).phrase
    problem = {"title": title, "status": code, "detail": detail, **members}
    return JSONResponse(problem, code, headers, media_type="application/problem+json")


def browses(headers: Headers) -> bool:
    """Whether a request comes from a browser: none of the types that its Accept header takes is liked more than a page,
    or is named where a page is not. Without the header, too.
    """
    asked = accept.ranges(",".join(headers.getlist("accept")))
    likes = [(one.weight or 0.0, one.exactness) for one in asked]
    page = accept.weight("text/html", asked)
    return not likes or (page[0] > 0 and page >= max(likes))


def busy(render: Renderer) -> Callable[[Scope], Response]:
    """What a request is told that gets no turn."""
    return _refusing(render, "Server sedang penuh", "The server is busy", _BUSY)


def ending(render: Renderer) -> Callable[[Scope], Response]:
    """What a request is told that runs when the server stops and waits no longer."""
    return _refusing(render, "Server sedang berhenti", "The server is stopping", _ENDING)


def _refusing(render: Renderer, title: str, english: str, says: str) -> Callable[[Scope], Response]:
    """503 that comes from before the application, so that it brings every header itself."""
    headers = {**HEADERS, "Retry-After": str(_SOON), "Cache-Control": "no-store", "Vary": "Accept"}

    @cache
    def page() -> str:
        # Made once: to refuse must cost next to nothing.
        return render.text("galat.html", ErrorPage(title=title, build=None, status=503, says=says))

    return lambda scope: refuse(scope, 503, f"{says} ({english}.)", page, headers)


def _every_question() -> tuple[Link, ...]:
    return tuple(Link(f"/jawaban/{question.name}", question.title["id"]) for question in questions.load())


def _build(service: Service) -> str | None:
    """The build for the footer of an error page; none where the very error is that it cannot be known."""
    try:
        return service.knowledge().build.name
    except (KgkesosError, OSError):
        return None
