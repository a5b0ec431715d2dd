"""Whether the server lives, and whether it can answer: for those who watch it, and for what shares requests out."""

from __future__ import annotations

import asyncio
import os

from fastapi import APIRouter, Request, Response
from starlette.responses import JSONResponse

from kgkesos import __version__, resources
from kgkesos.errors import KgkesosError, SparqlError
from kgkesos.sparql.frames import Job
from kgkesos.sparql.serving import Switch
from kgkesos.web.operations.metrics import Metrics
from kgkesos.web.service import Service

# Its own queries wait their turn as one more client.
_CLIENT = "kgkesos"
_SECONDS = 2.0


def router(service: Service, switch: Switch, metrics: Metrics) -> APIRouter:
    """``/health/live``, ``/health/ready`` and ``/metrics``."""
    routes = APIRouter(tags=["layanan"])
    asked = Job((resources.folder("queries") / "internal" / "hidup.rq").read_text(encoding="utf-8"), rows_form="json")

    @routes.get("/health/live", summary="Apakah proses server hidup")
    async def live() -> dict[str, str]:
        # No thread is asked for: there may be none to spare.
        return {"status": "ok"}

    @routes.get("/health/ready", summary="Apakah graf terbuka dan kueri dijawab", responses={503: {}})
    async def ready() -> JSONResponse:
        try:
            build = service.name() if os.name == "nt" else await answers(switch, asked)
        except (KgkesosError, TimeoutError) as error:
            said = str(error) or f"no query worker answered within {_SECONDS:g} s"
            return JSONResponse({"status": "not ready", "detail": said}, 503, headers={"Retry-After": "2"})
        return JSONResponse({"status": "ok", "build": build})

    @routes.get("/metrics", include_in_schema=False)
    async def figures(request: Request) -> Response:
        metrics.is_now(*switch.state())
        build = (await asyncio.to_thread(service.knowledge)).build.name
        body, media = metrics.text(request.headers.get("accept", ""), build, __version__)
        return Response(body, media_type=media, headers={"Vary": "Accept"})

    return routes


async def answers(switch: Switch, job: Job) -> str:
    """The build that query workers answer on: one answers ``job``, or all have others' queries to run.

    To have enough to do is no reason to send others away: where every server has, none would be left. Workers that
    hang are seen nevertheless: what they run is ended at its deadline, and they with it.

    Raises:
        KgkesosError: none does, and why.
        TimeoutError: none does in time.
    """
    async with asyncio.timeout(_SECONDS):
        serving = await switch.serving()
    pool = serving.pool
    try:
        ticket = pool.submit(_CLIENT, job)
    except SparqlError:
        if pool.busy:
            return serving.build.name
        raise
    try:
        async with asyncio.timeout(_SECONDS):
            await ticket.answer
    except TimeoutError:
        if ticket.worker is not None or not pool.busy:
            raise
    finally:
        if not ticket.answer.done() or ticket.answer.cancelled():
            pool.leave(ticket)
    return serving.build.name
