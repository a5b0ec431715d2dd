"""What scripts of other sites may read: the API, linked data, what programs fetch beside them (Fetch, CORS protocol).

``/sparql`` says so itself: it takes other methods. What the server as a whole takes is told to who asks for ``*``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from http import HTTPStatus
from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kgkesos.web.security import SENT
from kgkesos.web.tertaut.alamat import SPACES

_OPEN: Final = re.compile(
    rf"/(?:api/.*|konteks\.jsonld|skos\.ttl|void\.ttl|\.well-known/void|unduh(?:/.*)?|(?:{'|'.join(SPACES)})(?:[./].*)?)",
    re.DOTALL,
)
_READ: Final = (
    "Accept-Ranges, Content-Disposition, Content-Location, Content-Range, ETag, Link, Location, Repr-Digest, "
    "Retry-After, Vary, X-Request-ID, X-Total-Count"
)
_HEADERS: Final[Mapping[str, str]] = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": _READ,
}
_ASKED: Final = "Accept, If-Match, If-Modified-Since, If-None-Match, If-Range, If-Unmodified-Since, Range, X-Request-ID"
_METHODS: Final = "GET, HEAD, OPTIONS"
_PREFLIGHT: Final = (
    (b"allow", _METHODS.encode()),
    (b"access-control-allow-origin", b"*"),
    (b"access-control-allow-methods", _METHODS.encode()),
    (b"access-control-allow-headers", _ASKED.encode()),
    (b"access-control-max-age", b"86400"),
)
# Of the server: whatever any of its addresses takes (RFC 9110, 9.3.7).
_WHOLE: Final = ((b"allow", b"GET, HEAD, POST, OPTIONS"),)


class OpenToAll:
    """Lets scripts of every site read what ``app`` answers to programs, refusals too, and tells them what they may ask.

    Nothing here knows who asks, so that what they read is what anybody may.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] == "http" and scope["method"] == "OPTIONS" and scope["path"] == "*":
            await _tell(send, _WHOLE)
            return
        if scope["type"] != "http" or not _OPEN.fullmatch(scope["path"]):
            await self.app(scope, receive, send)
            return
        if scope["method"] == "OPTIONS":
            await _tell(send, _PREFLIGHT)
            return

        async def send_open(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(_HEADERS)
                if message["status"] == HTTPStatus.METHOD_NOT_ALLOWED:
                    headers["Allow"] = _METHODS
            await send(message)

        await self.app(scope, receive, send_open)


async def _tell(send: Send, headers: Iterable[tuple[bytes, bytes]]) -> None:
    """What may be asked: ``headers``, and no content."""
    await send({"type": "http.response.start", "status": 204, "headers": [*SENT, *headers]})
    await send({"type": "http.response.body", "body": b""})
