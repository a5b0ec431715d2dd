"""``/sparql``: the SPARQL 1.1 Protocol for queries, as a bare ASGI application: nothing between a query and its worker.

::

    GET, HEAD   a query in the address; without one the service describes itself: a page, or RDF
    POST        a query as a form, or as it is
    OPTIONS     what other sites' scripts may ask
"""

from __future__ import annotations

import asyncio
import hashlib
import re
from collections.abc import Iterable
from http import HTTPStatus
from typing import Final

from starlette.types import Message, Receive, Scope, Send

from kgkesos.errors import SparqlError, StoreError
from kgkesos.sparql import forms, messages, request
from kgkesos.sparql.frames import Answer, Job
from kgkesos.sparql.remembered import Remembered
from kgkesos.sparql.serving import Serving, Switch
from kgkesos.sparql.ticket import Ticket
from kgkesos.web import caching, client
from kgkesos.web.security import SENT
from kgkesos.web.sparql_about import About

Headers = list[tuple[bytes, bytes]]

_METHODS: Final = b"GET, HEAD, POST, OPTIONS"
_OPEN_TO_ALL: Final[Headers] = [
    (b"access-control-allow-origin", b"*"),
    (b"access-control-expose-headers", b"X-Truncated, ETag, Retry-After"),
]
_PREFLIGHT: Final[Headers] = [
    (b"allow", _METHODS),
    (b"access-control-allow-methods", _METHODS),
    (b"access-control-allow-headers", b"Accept, Content-Type, Content-Encoding, If-None-Match"),
    (b"access-control-max-age", b"86400"),
]
# An answer depends on these headers of a request.
_VARY: Final = (b"vary", b"Accept, Accept-Encoding")
# Functions whose value is another each time: an answer that was kept must not be taken for theirs.
_FICKLE: Final = re.compile(r"\b(?:now|rand|uuid|struuid|bnode)\b", re.IGNORECASE)
_NEVER_ZIPPED: Final = re.compile(r"\bgzip\s*;\s*q=0(?:\.0*)?\s*(?:,|$)")
# So long a client may take to send its query, and so long a query may run before anybody asks whether it still waits.
_SECONDS_TO_SEND = 10.0
_WATCH_AFTER = 0.05
_PIECE = 65536


class Endpoint:
    """The application. ``about`` is what it says of itself."""

    def __init__(self, switch: Switch, about: About) -> None:
        self._switch = switch
        self._about = about
        self._outgoing = 0
        self._remembered = Remembered(switch.limits.remembered)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        headers = _joined(scope["headers"])
        head_only = scope["method"] == "HEAD"
        try:
            status, fields, body = await self._answer(scope, headers, receive)
        except SparqlError as error:
            status, fields, body = _refusal(error)
        except StoreError as error:
            status, fields, body = _refusal(SparqlError(503, str(error), 2))
        await self._send(send, status, fields, body, head_only)

    async def _answer(self, scope: Scope, headers: dict[bytes, bytes], receive: Receive) -> tuple[int, Headers, bytes]:
        method = scope["method"]
        if method in ("GET", "HEAD"):
            asked = request.of_get(scope["query_string"])
            if asked is None:
                return await self._about(scope, headers)
        elif method == "POST":
            body = await _body(headers, receive, self._switch.limits.text)
            asked = request.of_post(_said(headers, b"content-type"), scope["query_string"], body)
        elif method == "OPTIONS":
            return 204, list(_PREFLIGHT), b""
        else:
            raise SparqlError(405, "Pakai GET atau POST. (Use GET or POST.)")
        return await self._run(asked, scope, headers, receive)

    async def _run(
        self, asked: request.Request, scope: Scope, headers: dict[bytes, bytes], receive: Receive
    ) -> tuple[int, Headers, bytes]:
        if len(asked.text) > self._switch.limits.text:
            raise _too_long(self._switch.limits.text)
        job = _job(asked, _said(headers, b"accept"), _takes_gzip(headers))
        serving = await self._switch.serving()
        tag = _tag(serving, job)
        if tag and caching.named([_said(headers, b"if-none-match")], tag.decode()):
            return 304, [(b"etag", tag), _VARY], b""
        if self._outgoing > self._switch.limits.outgoing:
            raise messages.unsent()
        answer = self._remembered.get(tag)
        if answer is None:
            ticket = serving.pool.submit(client.of(scope), job)
            answer = await _awaited(serving, ticket, receive)
            if tag:
                self._remembered.put(tag, answer)
        return _answered(answer, tag)

    async def _send(self, send: Send, status: int, fields: Headers, body: bytes, head_only: bool) -> None:
        own = {name for name, _ in fields}
        fields += _OPEN_TO_ALL
        fields += [header for header in SENT if header[0] not in own]
        if status not in (204, 304):
            fields.append((b"content-length", str(len(body)).encode()))
        await send({"type": "http.response.start", "status": status, "headers": fields})
        if head_only or len(body) <= _PIECE:
            await send({"type": "http.response.body", "body": b"" if head_only else body})
            return
        self._outgoing += len(body)
        try:
            async with asyncio.timeout(self._switch.limits.sending):
                for start in range(0, len(body), _PIECE):
                    piece = body[start : start + _PIECE]
                    await send({"type": "http.response.body", "body": piece, "more_body": start + _PIECE < len(body)})
        finally:
            self._outgoing -= len(body)


def _job(asked: request.Request, accept: str, gzip: bool) -> Job:
    rows, graph = forms.liked(accept)
    if asked.form is not None:
        rows, graph = forms.named(asked.form) or (None, None)
    return Job(asked.text, asked.default_graphs, asked.named_graphs, rows, graph, gzip)


def _answered(answer: Answer, tag: bytes) -> tuple[int, Headers, bytes]:
    if answer.status != HTTPStatus.OK:
        raise SparqlError(answer.status, answer.body.decode())
    fields = [(b"content-type", answer.media.encode()), _VARY]
    fields.append((b"x-truncated", answer.truncated.encode() or b"no"))
    if answer.gzip:
        fields.append((b"content-encoding", b"gzip"))
    if tag:
        fields.append((b"etag", tag))
    else:
        fields.append((b"cache-control", b"no-store"))
    return 200, fields, answer.body


def _refusal(error: SparqlError) -> tuple[int, Headers, bytes]:
    fields: Headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"cache-control", b"no-store")]
    if error.again is not None:
        fields.append((b"retry-after", str(error.again).encode()))
    if error.status == HTTPStatus.METHOD_NOT_ALLOWED:
        fields.append((b"allow", _METHODS))
    if error.status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
        fields.append((b"connection", b"close"))
    return error.status, fields, f"{error}\n".encode(errors="replace")


async def _awaited(serving: Serving, ticket: Ticket, receive: Receive) -> Answer:
    """The answer of ``ticket``. Where the client goes meanwhile, the query is given up."""
    loop = asyncio.get_running_loop()
    watching: list[asyncio.Task[None]] = []

    async def watch() -> None:
        while (await receive())["type"] != "http.disconnect":
            pass
        serving.pool.leave(ticket)
        if not ticket.answer.done():
            ticket.answer.cancel()

    timer = loop.call_later(_WATCH_AFTER, lambda: watching.append(loop.create_task(watch())))
    try:
        return await ticket.answer
    except asyncio.CancelledError:
        if not ticket.left:
            serving.pool.leave(ticket)
            raise
        raise messages.stopping() from None
    finally:
        timer.cancel()
        for task in watching:
            task.cancel()


async def _body(headers: dict[bytes, bytes], receive: Receive, most: int) -> bytes:
    """The body of a request; a form writes a character in up to nine."""
    longest = most * 9 + _PIECE
    length = headers.get(b"content-length", b"")
    if length.isdigit() and int(length) > longest:
        raise _too_long(most)
    parts: list[bytes] = []
    size = 0
    try:
        async with asyncio.timeout(_SECONDS_TO_SEND):
            more = True
            while more:
                message: Message = await receive()
                if message["type"] == "http.disconnect":
                    raise messages.stopping()
                parts.append(message.get("body", b""))
                size += len(parts[-1])
                more = message.get("more_body", False)
                if size > longest:
                    raise _too_long(most)
    except TimeoutError:
        raise SparqlError(
            408, "Isi permintaan tidak selesai dikirim. (The request body did not arrive in time.)"
        ) from None
    return b"".join(parts)


def _too_long(most: int) -> SparqlError:
    return SparqlError(413, f"Kueri paling panjang {most // 1024} KiB. (A query may have at most {most // 1024} KiB.)")


def _tag(serving: Serving, job: Job) -> bytes:
    """The mark of an answer: the same for the same query on the same build. Empty where answers differ each time."""
    if _FICKLE.search(job.text):
        return b""
    said = "\0".join(
        (job.text, repr(job.default_graphs), repr(job.named_graphs), str(job.rows_form), str(job.graph_form))
    )
    mark = hashlib.blake2b(f"{serving.build.name}\0{said}\0{job.gzip}".encode(), digest_size=16).hexdigest()
    return f'W/"{mark}"'.encode()


def _takes_gzip(headers: dict[bytes, bytes]) -> bool:
    said = _said(headers, b"accept-encoding").lower()
    return "gzip" in said and not _NEVER_ZIPPED.search(said)


def _joined(given: Iterable[tuple[bytes, bytes]]) -> dict[bytes, bytes]:
    """The headers by name; those given more than once joined by commas (RFC 9110, 5.2)."""
    found: dict[bytes, bytes] = {}
    for name, value in given:
        found[name] = f"{found[name].decode('latin-1')}, ".encode("latin-1") + value if name in found else value
    return found


def _said(headers: dict[bytes, bytes], name: bytes) -> str:
    return headers.get(name, b"").decode("latin-1")
