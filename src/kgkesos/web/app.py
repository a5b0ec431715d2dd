"""The application, made from a folder with builds."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import re
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send

from kgkesos import __version__, terms
from kgkesos.errors import SparqlError
from kgkesos.sparql.limits import Limits
from kgkesos.sparql.serving import Switch
from kgkesos.web import api, docs, pages, problems
from kgkesos.web.cors import OpenToAll
from kgkesos.web.encoding import WellEncoded
from kgkesos.web.kosakata import routes as kosakata
from kgkesos.web.operations import health, turns
from kgkesos.web.operations.ending import Ending
from kgkesos.web.operations.metrics import Metrics
from kgkesos.web.operations.observing import Observed, Watched, heads, templates
from kgkesos.web.operations.public import Public
from kgkesos.web.pertanyaan import describing
from kgkesos.web.pertanyaan import routes as pertanyaan
from kgkesos.web.rendering import Renderer
from kgkesos.web.security import OneHost, SecurityHeaders
from kgkesos.web.service import Service
from kgkesos.web.sparql import Endpoint
from kgkesos.web.sparql_about import About
from kgkesos.web.temuan import routes as temuan
from kgkesos.web.temuan.reports import Reports
from kgkesos.web.tertaut import routes as tertaut
from kgkesos.web.tertaut import tempat
from kgkesos.web.tertaut.katalog import Hitungan
from kgkesos.web.tertaut.sajian import Penyaji

_ABOUT = (
    "Jawaban dari graf pengetahuan dokumen kinerja: setiap pernyataan kembali ke kata yang tercetak. "
    "Jawaban yang sama dapat diminta dengan perintah kgkesos ask, check dan trace."
)


_log = logging.getLogger(__name__)
# How often the figures about the workers are taken.
_LOOK_EVERY = 1.0


class Site(FastAPI):
    """The application, with paths that go ``direct`` to an application of their own, and ``layers`` around all.

    As a route of FastAPI the endpoint would stand behind layers that cost as much as a small query takes. What answers
    GET answers HEAD (RFC 9110, 9.1), which FastAPI leaves to who writes a route.
    """

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        self.direct: dict[str, ASGIApp] = {}
        self.layers: ASGIApp = self._inner
        # The addresses whose routes answer HEAD themselves.
        self.heads: tuple[re.Pattern[str], ...] = ()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        await self.layers(scope, receive, send)

    async def _inner(self, scope: Scope, receive: Receive, send: Send) -> None:
        own = self.direct.get(scope["path"]) if scope["type"] == "http" else None
        if own is not None:
            await own(scope, receive, send)
        elif scope.get("method") == "HEAD" and not self._saves_work(scope["path"]):
            # Who sends the answer looks at the scope, too: to them it stays a HEAD.
            asked = {**scope, "method": "GET"}
            try:
                await super().__call__(asked, receive, send)
            finally:
                # Which route answered, for who looks at it outside.
                scope.update({**asked, "method": "HEAD"})
        else:
            await super().__call__(scope, receive, send)

    def _saves_work(self, path: str) -> bool:
        """Whether a route at ``path`` has an answer of its own to HEAD; what is mounted looks at the method itself."""
        return any(pattern.match(path) for pattern in self.heads)


def create_app(
    kg: Path,
    vocabulary: Callable[[], terms.Vocabulary] = terms.load,
    public: str | None = None,
    limits: Limits | None = None,
    watched: Watched | None = None,
    in_turn: turns.Bounds | None = None,
) -> FastAPI:
    """The application that serves the build in service in ``kg``, and the next one when it is put in service.

    ``vocabulary`` gives the terms that it explains: those of the project; ``public`` is its address seen from outside;
    ``limits`` bound what ``/sparql`` runs, ``in_turn`` what else is worked on at once; ``watched`` says what is told of
    each request.

    Raises:
        StoreError: there is no build in ``kg``, or it cannot be opened.
    """
    service = Service(kg)
    render = Renderer()
    reports = Reports()
    watched = watched or Watched(Metrics())
    switch = Switch(kg, limits or Limits(), watched.metrics.killed)
    penyaji, counting = Penyaji(service, vocabulary), Hitungan()
    about = About(penyaji, counting, render, switch.limits, public)
    app = Site(
        lifespan=_workers(switch, watched.metrics),
        title="kgkesos",
        version=__version__,
        description=_ABOUT,
        # FastAPI would make the description in the loop of events.
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        # What does not fit is told as a Problem by every route.
        responses=pertanyaan.PROBLEMS | problems.BUSY,
    )
    app.add_middleware(SecurityHeaders)
    app.direct["/sparql"] = Endpoint(switch, about)
    taking = turns.Turns(in_turn or turns.Bounds(), watched.metrics)
    app.layers = Ending(turns.InTurn(app.layers, taking, app.direct, problems.busy(render)), problems.ending(render))
    if public is not None:
        app.layers = Public(app.layers, public)
    problems.install(app, service, render)
    app.include_router(health.router(service, switch, watched.metrics))
    app.include_router(api.router(service))
    app.include_router(pertanyaan.router(service))
    description = describing.Description(app, service)
    app.openapi = description.made  # type: ignore[method-assign]
    app.include_router(describing.router(description))
    app.include_router(temuan.api(service, reports))
    app.include_router(kosakata.api(service, vocabulary))
    app.include_router(docs.router(service, render))
    app.include_router(temuan.router(service, render, reports))
    app.include_router(kosakata.router(service, render, vocabulary))
    app.include_router(tertaut.router(penyaji, counting, render, public, tempat.shared()))
    app.include_router(pages.router(service, render))
    app.mount("/static", StaticFiles(packages=[("kgkesos.web", "static")]), name="static")
    # Of every route that there is now.
    app.heads = tuple(heads(app.routes))
    refusing = OneHost(OpenToAll(WellEncoded(app.layers)))
    app.layers = Observed(refusing, watched, service.name, app.direct, templates(app.routes))
    return app


def _workers(switch: Switch, metrics: Metrics) -> Callable[[FastAPI], contextlib.AbstractAsyncContextManager[None]]:
    """The workers of ``switch``, from the start of the server to its end. Without them the pages serve all the same."""

    @contextlib.asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        del app
        try:
            await switch.start()
        except SparqlError as error:
            _log.warning("/sparql: %s", error)
        looking = asyncio.get_running_loop().create_task(_look(switch, metrics))
        try:
            yield
        finally:
            looking.cancel()
            await switch.stop()

    return lifespan


async def _look(switch: Switch, metrics: Metrics) -> None:
    """Take the figures about the workers, now and then: another process may be asked for them."""
    while True:
        metrics.is_now(*switch.state())
        await asyncio.sleep(_LOOK_EVERY)
