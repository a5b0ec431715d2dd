"""Every request counted, timed, logged and given a number: the outermost layer of the application."""

from __future__ import annotations

import re
import secrets
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from fastapi.routing import iter_route_contexts
from starlette.routing import BaseRoute, Mount
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kgkesos.web.operations.logs import RequestLog
from kgkesos.web.operations.metrics import Metrics

# An address that no route answers; what was asked for stands nowhere.
UNKNOWN: Final = "(none)"
_REQUEST_ID: Final = b"x-request-id"
_FIT: Final = re.compile(rb"[A-Za-z0-9._-]{1,64}")
# What a client that went before its answer is counted as (as nginx does).
_CLIENT_GONE: Final = 499


# What addresses of a route look like, and the route as it is written in the code.
Template = tuple[re.Pattern[str], str]


@dataclass(frozen=True, slots=True)
class Watched:
    """What is told of each request: the figures, and the log where there is one."""

    metrics: Metrics
    log: RequestLog | None = None


class Observed:
    """Tells what is ``watched`` of every request to ``app``.

    ``build`` names the build in service; ``direct`` are the addresses that are served beside the ``routes``.
    """

    def __init__(
        self,
        app: ASGIApp,
        watched: Watched,
        build: Callable[[], str],
        direct: Collection[str],
        routes: Iterable[Template],
    ) -> None:
        self.app = app
        self._metrics = watched.metrics
        self._log = watched.log
        self._build = build
        self._direct = direct
        self._routes = tuple(routes)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        number, head = _number(scope), scope["method"] == "HEAD"
        status, size = _CLIENT_GONE, 0

        async def counted(message: Message) -> None:
            nonlocal status, size
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message.get("headers", ()), (_REQUEST_ID, number)]
            elif message["type"] == "http.response.body":
                if head:
                    # It has no content (RFC 9110, 9.3.2), whatever was made for it.
                    message = {**message, "body": b""}
                size += len(message.get("body", b""))
            await send(message)

        begun = time.perf_counter()
        self._metrics.begun()
        try:
            await self.app(scope, receive, counted)
        finally:
            seconds = time.perf_counter() - begun
            route = template(scope, self._direct, self._routes)
            self._metrics.answered(scope["method"], route, status, seconds, size)
            if self._log is not None:
                self._log.write(self._line(scope, self._log, route, status, seconds, size, number))

    def _line(
        self, scope: Scope, log: RequestLog, route: str, status: int, seconds: float, size: int, number: bytes
    ) -> dict[str, object]:
        said: dict[str, object] = {
            "method": scope["method"],
            "route": route,
            "status": status,
            "ms": round(seconds * 1000, 1),
            "bytes": size,
            "build": self._build(),
            "request": number.decode(),
        }
        return said | {"client": (scope.get("client") or ("",))[0]} if log.addresses else said


def templates(routes: Sequence[BaseRoute]) -> Iterator[Template]:
    """That of each of ``routes``, in their order."""
    for one in iter_route_contexts(routes):
        yield one.path_regex, f"{one.path}/*" if isinstance(one.original_route, Mount) else str(one.path)


def heads(routes: Sequence[BaseRoute]) -> Iterator[re.Pattern[str]]:
    """What addresses look like of those of ``routes`` that answer HEAD themselves."""
    for one in iter_route_contexts(routes):
        if isinstance(one.original_route, Mount) or "HEAD" in (one.methods or ()):
            yield one.path_regex


def template(scope: Scope, direct: Collection[str], routes: Iterable[Template]) -> str:
    """The route that answered, as it is written in the code (``/api/answers/{name}``): no words of who asked.

    Of a request that was refused before it was routed, the one that it was for.
    """
    if scope["path"] in direct:
        return str(scope["path"])
    route = getattr(scope.get("route"), "path", None)
    if isinstance(route, str):
        return route
    return next((written for pattern, written in routes if pattern.match(scope["path"])), UNKNOWN)


def _number(scope: Scope) -> bytes:
    """The number that the request brings, where it is one, else a new one."""
    for name, value in scope["headers"]:
        if name == _REQUEST_ID and _FIT.fullmatch(value):
            return bytes(value)
    return secrets.token_hex(8).encode()
