"""What scripts of other sites may read: the API, and what programs fetch beside it (Fetch, CORS protocol).

Linked data and ``/sparql`` say so themselves.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kgkesos.web.security import SENT

_OPEN: Final = ("/api/", "/konteks.jsonld", "/skos.ttl")
_HEADERS: Final[Mapping[str, str]] = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "Content-Disposition, ETag, Link, Retry-After, X-Request-ID, X-Total-Count",
}
_METHODS: Final = b"GET, HEAD, OPTIONS"
_PREFLIGHT: Final = (
    (b"allow", _METHODS),
    (b"access-control-allow-origin", b"*"),
    (b"access-control-allow-methods", _METHODS),
    (b"access-control-allow-headers", b"Accept, If-None-Match, X-Request-ID"),
    (b"access-control-max-age", b"86400"),
)


class OpenToAll:
    """Lets scripts of every site read what ``app`` answers to programs, refusals too, and tells them what they may ask.

    Nothing here knows who asks, so that what they read is what anybody may.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http" or not scope["path"].startswith(_OPEN):
            await self.app(scope, receive, send)
            return
        if scope["method"] == "OPTIONS":
            await send({"type": "http.response.start", "status": 204, "headers": [*SENT, *_PREFLIGHT]})
            await send({"type": "http.response.body", "body": b""})
            return

        async def send_open(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(_HEADERS)
            await send(message)

        await self.app(scope, receive, send_open)
