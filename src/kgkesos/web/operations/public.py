"""The address at which others see the server, where that is another than it listens at."""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.types import ASGIApp, Receive, Scope, Send


class Public:
    """Lets ``app`` take every request for one to ``url``: what it says of its own address is true, whoever asks."""

    def __init__(self, app: ASGIApp, url: str) -> None:
        self.app = app
        parts = urlsplit(url)
        self._scheme = parts.scheme
        self._host = parts.netloc.encode("idna" if not parts.netloc.isascii() else "ascii")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] == "http":
            headers = [(name, value) for name, value in scope["headers"] if name != b"host"]
            # Not in a copy: who is around this sees in the scope which route answered.
            scope.update(scheme=self._scheme, headers=[*headers, (b"host", self._host)])
        await self.app(scope, receive, send)
