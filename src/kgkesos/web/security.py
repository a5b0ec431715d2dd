"""The headers that every response carries: nothing from another host, no guessing of types, no framing.

And the one that every request must carry: Host.
"""

from __future__ import annotations

import re
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


# A host and port as they may be said (RFC 3986, 3.2.2); a name may be empty.
_HOST: Final = re.compile(rb"(?:[\w.~%!$&'()*+,;=-]*|\[[0-9A-Fa-fv:.]+\])(?::[0-9]*)?", re.ASCII)
_NO_HOST: Final = b"Permintaan harus menyebut satu host. (A request must have one Host header.)\n"


class OneHost:
    """Refuses requests that name no host, more than one, or what can be none (RFC 9112, 3.2), before ``app``."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http" or _names_a_host(scope):
            await self.app(scope, receive, send)
            return
        length = str(len(_NO_HOST)).encode()
        headers = [*SENT, (b"content-type", b"text/plain; charset=utf-8"), (b"content-length", length)]
        await send({"type": "http.response.start", "status": 400, "headers": [*headers, (b"connection", b"close")]})
        await send({"type": "http.response.body", "body": _NO_HOST})


def _names_a_host(scope: Scope) -> bool:
    said = [value for name, value in scope["headers"] if name == b"host"]
    # Before HTTP/1.1 nothing had to be said; in HTTP/2 it stands elsewhere.
    if not said:
        return str(scope.get("http_version", "1.1")) != "1.1"
    return len(said) == 1 and _HOST.fullmatch(said[0].strip()) is not None
