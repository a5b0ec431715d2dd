"""The headers that every response carries: nothing from another host, no guessing of types, no framing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_POLICY: Final = "Content-Security-Policy"
_OWN_HOST_ONLY = "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

HEADERS: Final[Mapping[str, str]] = {
    _POLICY: _OWN_HOST_ONLY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    # A build may change between two requests: what is stored is asked about again.
    "Cache-Control": "no-cache",
}
# The same as a server sends them, for what is answered before ``SecurityHeaders``.
SENT: Final = tuple((name.lower().encode(), value.encode()) for name, value in HEADERS.items())
# Swagger UI writes style attributes and draws its icons from data: addresses.
SWAGGER_HEADERS: Final[Mapping[str, str]] = {
    _POLICY: f"{_OWN_HOST_ONLY}; style-src 'self' 'unsafe-inline'; img-src 'self' data:",
}


class SecurityHeaders:
    """Puts ``HEADERS`` on every response of ``app`` that does not bring its own."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self.app(scope, receive, send_with_headers if scope["type"] == "http" else send)
