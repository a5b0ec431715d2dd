"""What a request is told that runs when the server ends and waits no longer: 503, where its answer has not begun."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send


class Ending:
    """Tells who asked ``app`` when the request was called off (by the server: nobody else does) by a ``refusal``."""

    def __init__(self, app: ASGIApp, refusal: Callable[[Scope], Response]) -> None:
        self.app = app
        self._refusal = refusal

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        begun = False

        async def noted(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self.app(scope, receive, noted)
        except asyncio.CancelledError:
            if begun or scope["type"] != "http":
                raise
            await self._refusal(scope)(scope, receive, send)
