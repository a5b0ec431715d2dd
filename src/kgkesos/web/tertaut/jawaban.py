"""Answers as HTTP: headers that say what belongs together, conditional requests, refusals for people and programs."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from typing import IO, Any, Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from kgkesos import __version__
from kgkesos.errors import BusyError
from kgkesos.web import caching, problems
from kgkesos.web.context import ErrorPage, Link
from kgkesos.web.rendering import Renderer
from kgkesos.web.tertaut.alamat import encoded
from kgkesos.web.tertaut.bentuk import FORMS

# May be kept, and is asked about again: another build may be in service a moment later.
_KEPT: Final = "public, no-cache"
_PIECE: Final = 64 * 1024
_DESCRIPTION: Final = "/.well-known/void"
_TITLES: Final = {
    404: "IRI ini tidak dikenal",
    406: "Tidak ada bentuk yang diminta",
    410: "IRI ini tidak ada lagi",
    414: "Alamat terlalu panjang",
    503: "Server sedang sibuk",
}


def links(pairs: Iterable[tuple[str, str, str]]) -> str:
    """A Link header (RFC 8288) of targets, relations and further parameters."""
    return ", ".join(f'<{target}>; rel="{relation}"{more}' for target, relation, more in pairs)


def alternates(path: str) -> Iterator[tuple[str, str, str]]:
    """The forms of what has this ``path``, as links.

    They are relative (RFC 8288, section 3.1): the paths of things are long, and a proxy may take no head of 4 KiB.
    """
    name = encoded(path.rpartition("/")[2])
    for form in FORMS:
        yield f"./{name}.{form.suffix}", "alternate", f'; type="{form.media}"'


def describing(licence: str) -> tuple[tuple[str, str, str], ...]:
    """The links that every answer has: the licence, and the catalogue that describes the whole."""
    return ((licence, "license", ""), (_DESCRIPTION, "describedby", ""))


def tag(build: str, *parts: str) -> str:
    """An entity tag (RFC 9110, section 8.8.3) of a build, and of what of it in which form."""
    return caching.tag((__version__, build, *parts), weak=True)


def unchanged(request: Request, etag: str) -> bool:
    """Whether the client has what ``etag`` names."""
    return caching.known(request.headers.getlist("if-none-match"), etag)


def headers(etag: str, link: str, **others: str) -> dict[str, str]:
    """The headers of something that is found; names of ``others`` with ``_`` for ``-``."""
    more = {name.replace("_", "-"): value for name, value in others.items() if value}
    return {"Cache-Control": _KEPT, "ETag": etag, "Link": link, **more}


def sent(content: bytes, media: str, with_headers: Mapping[str, str]) -> Response:
    """``content`` with its length."""
    return Response(content, headers={**with_headers, "Content-Type": media})


class Sent(Response):
    """The rest of an open file, which is closed once it is sent, or nobody takes it any more."""

    def __init__(self, file: IO[bytes], media: str, with_headers: Mapping[str, str]) -> None:
        size = os.fstat(file.fileno()).st_size - file.tell()
        super().__init__(headers={**with_headers, "Content-Type": media, "Content-Length": str(size)})
        self._file = file

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send it, a piece at a time."""
        del receive
        with self._file:
            await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
            while scope["method"] != "HEAD" and (piece := await run_in_threadpool(self._file.read, _PIECE)):
                await send({"type": "http.response.body", "body": piece, "more_body": True})
            await send({"type": "http.response.body", "body": b""})


def busy(request: Request, render: Renderer, error: BusyError, build: str) -> Response:
    """That more is asked for than is made, and when to come again (RFC 9110, section 10.2.3)."""
    again = str(error.again)
    return refused(request, render, 503, str(error), "", build, Retry_After=again, Cache_Control="no-store")


def refused(
    request: Request,
    render: Renderer,
    code: int,
    says: str,
    english: str,
    build: str,
    near: Iterable[Link] = (),
    **more: Any,
) -> Response:
    """Why there is no answer, and what could be asked instead: a page, or a problem for programs (RFC 9457).

    ``english`` is told to programs beside what it ``says``, where that has no English of its own; ``more`` are headers,
    names with ``_`` for ``-``.
    """
    told = {name.replace("_", "-"): value for name, value in more.items() if value}
    places = tuple(near)

    def page() -> str:
        error = ErrorPage(title=_TITLES[code], build=build, status=code, says=says, links=places)
        return render.text("galat.html", error)

    detail = f"{says} ({english}.)" if english else says
    named = [{"address": one.address, "title": one.words} for one in places]
    return problems.refuse(request.scope, code, detail, page, told, places=named)


def unfit(request: Request, render: Renderer, build: str, near: Iterable[Link] = (), **more: Any) -> Response:
    """None of the forms is asked for: which there are, ``near`` where they are (else at the same address)."""
    says = "Bentuk yang diminta (Accept) tidak ada. Yang ada: " + ", ".join(form.media for form in FORMS) + "."
    return refused(request, render, 406, says, "No such form", build, near, **more)
