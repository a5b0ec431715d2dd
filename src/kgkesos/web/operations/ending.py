"""What a request is told that runs when the server ends and waits no longer: 503, where its answer has not begun."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable, Iterator
from typing import Final

from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_CUT_OFF: Final = "an answer was cut off: the server stopped before its client had all of it"


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


@contextlib.contextmanager
def in_a_line() -> Iterator[None]:
    """Meanwhile the log says in one line that an answer was cut off; uvicorn takes it for an error of the program."""
    log = logging.getLogger("uvicorn.error")
    log.addFilter(_shortened)
    try:
        yield
    finally:
        log.removeFilter(_shortened)


def _shortened(record: logging.LogRecord) -> bool:
    if record.exc_info and isinstance(record.exc_info[1], asyncio.CancelledError):
        record.msg, record.args, record.exc_info = _CUT_OFF, (), None
    return True
