"""A server with pages that take longer than it waits at its end, for tests: ``slow_server.py KG [LOG]``."""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import AsyncIterator
from pathlib import Path

from starlette.responses import StreamingResponse

from kgkesos.sparql.limits import Limits
from kgkesos.web import server
from kgkesos.web.app import Site
from kgkesos.web.operations.settings import Operations


async def waiting() -> None:
    """It waits in the loop of events, for as long as nobody calls it off."""
    print("begun", flush=True)
    await asyncio.sleep(60)


def working() -> None:
    """It works in a thread, which nobody can call off."""
    print("begun", flush=True)
    time.sleep(4)


def sending() -> StreamingResponse:
    """It is sent for as long as nobody calls it off."""

    async def parts() -> AsyncIterator[bytes]:
        yield b"awal"
        await asyncio.sleep(60)

    return StreamingResponse(parts())


if __name__ == "__main__":
    with (
        server.serving(
            Path(sys.argv[1]), None, Limits(workers=1), Operations(grace=1, log=(*sys.argv, None)[2])
        ) as made,
        server.listen("127.0.0.1", 0) as listening,
        server.stopped_by_signals(made),
    ):
        site = made.config.app
        assert isinstance(site, Site)
        site.add_api_route("/api/menunggu", waiting)
        site.add_api_route("/bekerja", working)
        site.add_api_route("/mengirim", sending, response_model=None)
        server.announce("127.0.0.1", listening)
        made.run(sockets=[listening])
