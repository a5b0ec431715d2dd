"""An endpoint that takes updates, for the W3C's tests alone: they load their data by one.

It is no part of the package: a store in memory and the two update operations of the SPARQL 1.1 Protocol
(https://www.w3.org/TR/sparql11-protocol/#update-operation) before the application that ``kgkesos serve`` puts at
``/sparql``. Run as ``python tests/w3c_writable.py`` it prints its address and serves until it is killed.
"""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import pyoxigraph as ox
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from kgkesos import builds
from kgkesos.sparql import evaluation, tokens
from kgkesos.sparql.frames import Job
from kgkesos.sparql.limits import Limits
from kgkesos.sparql.request import FORM_MEDIA, UPDATE_MEDIA
from kgkesos.sparql.singles import Singles
from kgkesos.sparql.ticket import Ticket
from kgkesos.store import Served
from kgkesos.web.server import listen
from kgkesos.web.sparql import Endpoint


class Here:
    """Stands where the workers of a build stand: runs a query in this process, on the store that updates change."""

    def __init__(self, store: ox.Store) -> None:
        self.limits = Limits()
        self.build = builds.Build("w3c", Path())
        self.pool = self
        self._graphs = evaluation.Graphs(Served(store), "http://127.0.0.1/sparql", None)
        self.singles = Singles(self._graphs, self.limits)

    async def serving(self) -> Here:
        return self

    def submit(self, client: str, job: Job) -> Ticket:
        ticket = Ticket(client, b"", asyncio.get_running_loop().create_future())
        ticket.answer.set_result(evaluation.answer(self._graphs, job, self.limits))
        return ticket

    def leave(self, ticket: Ticket) -> None:
        ticket.left = True


class Writable:
    """Updates to a store; all else goes to the application that only reads."""

    def __init__(self) -> None:
        self._store = ox.Store()
        here: Any = Here(self._store)
        self._reading = Endpoint(here, here)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        body = bytearray()
        if scope["method"] == "POST":
            more = True
            while more:
                message = await receive()
                body += message.get("body", b"")
                more = message.get("more_body", False)
        headers = {name.decode().lower(): value.decode() for name, value in scope["headers"]}
        media = headers.get("content-type", "").partition(";")[0].strip()
        said = parse_qsl(body.decode()) if media == FORM_MEDIA else []
        asked = [value for name, value in said if name == "update"]
        if media == UPDATE_MEDIA or asked:
            charset = headers.get("content-type", "").lower().partition("charset=")[2]
            if charset not in ("", "utf-8") or len(asked) > 1:
                await PlainTextResponse("one update, in UTF-8", 400)(scope, receive, send)
                return
            given = [*parse_qsl(scope["query_string"].decode()), *said]
            text = asked[0] if asked else body.decode()
            base = str(Request(scope).url).partition("?")[0]
            await self._updated(text, given, base)(scope, receive, send)
            return

        async def again() -> dict[str, Any]:
            return {"type": "http.request", "body": bytes(body), "more_body": False}

        await self._reading(scope, again, send)

    def _updated(self, text: str, given: list[tuple[str, str]], base: str) -> Response:
        using = [f"USING <{value}>" for name, value in given if name == "using-graph-uri"]
        using += [f"USING NAMED <{value}>" for name, value in given if name == "using-named-graph-uri"]
        words = [token for token in tokens.of(text) if token.kind == "word"]
        if using and any(word.text.upper() in ("USING", "WITH") for word in words):
            return PlainTextResponse("the dataset is given twice", 400)
        for word in reversed(words):
            if using and word.text.upper() == "WHERE":
                text = f"{text[: word.start]}{' '.join(using)} {text[word.start :]}"
        try:
            self._store.update(text, base_iri=base)
        except SyntaxError as error:
            return PlainTextResponse(str(error), 400)
        return Response(status_code=204)


def main() -> None:
    """Serve on a free port."""
    app = Starlette(routes=[Route("/sparql/", Writable()), Route("/sparql", Writable())])
    with listen("127.0.0.1", 0) as listening:
        print(f"http://127.0.0.1:{listening.getsockname()[1]}/sparql/", flush=True)
        uvicorn.Server(uvicorn.Config(app, log_level="warning")).run(sockets=[listening])


if __name__ == "__main__":
    main()
