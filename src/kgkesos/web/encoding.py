"""What the API is asked must be well encoded (RFC 3986, 2.1, in UTF-8): else it would be asked for something else."""

from __future__ import annotations

from typing import Final

from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from kgkesos.errors import SparqlError
from kgkesos.sparql import request
from kgkesos.web.models import Problem
from kgkesos.web.security import HEADERS

_SAYS: Final = (
    "Isian tidak disandikan dengan benar: tulis %25 untuk tanda %, dan huruf lain sebagai UTF-8. "
    "(Broken percent-encoding in the query string.)"
)


class WellEncoded:
    """Refuses requests to the API whose query string is broken, before ``app`` takes them for others."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http" or not scope["path"].startswith("/api/") or _is_well(scope["query_string"]):
            await self.app(scope, receive, send)
            return
        told = Problem(detail=_SAYS, choices=[]).model_dump()
        await JSONResponse(told, 400, dict(HEADERS))(scope, receive, send)


def _is_well(query: bytes) -> bool:
    try:
        request.decoded(query)
    except SparqlError:
        return False
    return True
