"""``/sparql``: the SPARQL 1.1 Protocol for queries, as a bare ASGI application: nothing between a query and its worker.

::

    GET, HEAD   a query in the address; without one the service describes itself: a page, or RDF
    POST        a query as a form, or as it is
    OPTIONS     what other sites' scripts may ask
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import re
from collections.abc import Iterable, Iterator
from http import HTTPStatus
from typing import Final

from starlette.types import Message, Receive, Scope, Send

from kgkesos import __version__
from kgkesos.errors import SparqlError, StoreError
from kgkesos.sparql import forms, messages, request
from kgkesos.sparql.frames import Answer, Job
from kgkesos.sparql.holding import FullError, Holding
from kgkesos.sparql.limits import Limits
from kgkesos.sparql.pace import Pace
from kgkesos.sparql.remembered import Remembered
from kgkesos.sparql.serving import Serving, Switch
from kgkesos.sparql.ticket import Ticket
from kgkesos.web import caching, client
from kgkesos.web.security import SENT
from kgkesos.web.sparql_about import About
from kgkesos.web.sparql_body import Bodies, UnreadError, too_long

Headers = list[tuple[bytes, bytes]]

_METHODS: Final = b"GET, HEAD, POST, OPTIONS"
_OPEN_TO_ALL: Final[Headers] = [
    (b"access-control-allow-origin", b"*"),
    (b"access-control-expose-headers", b"ETag, Retry-After, Vary, X-Request-ID, X-Truncated"),
]
_PREFLIGHT: Final[Headers] = [
    (b"allow", _METHODS),
    (b"access-control-allow-methods", _METHODS),
    (b"access-control-allow-headers", b"Accept, Content-Type, Content-Encoding, If-None-Match, X-Request-ID"),
    (b"access-control-max-age", b"86400"),
]
# An answer depends on these headers of a request.
_VARY: Final = (b"vary", b"Accept, Accept-Encoding")
# Functions whose value is another each time: an answer that was kept must not be taken for theirs.
_FICKLE: Final = re.compile(r"\b(?:now|rand|uuid|struuid|bnode)\b")
_FICKLE_LETTERS: Final = ("now", "rand", "uuid", "bnode")
# That a client takes gzip (RFC 9110, 12.5.3), or does not: the name, perhaps with a weight.
_GZIP: Final = re.compile(r"(?:^|,)[ \t]*(?:x-)?gzip[ \t]*(?:;[ \t]*q=(?:(?P<never>0(?:\.0*)?)|[0-9.]+)[ \t]*)?(?=,|$)")
# So long a query may run before anybody asks whether it still waits.
_WATCH_AFTER = 0.05
_PIECE = 65536


class Endpoint:
    """The application. ``about`` is what it says of itself."""

    def __init__(self, switch: Switch, about: About) -> None:
        limits = switch.limits
        self._switch = switch
        self._about = about
        self._bodies = Bodies(limits)
        most_of_one = max(limits.outgoing // 4, 2 * limits.size)
        self._outgoing = Holding(max(limits.outgoing, most_of_one), most_of_one)
        self._remembered = Remembered(limits.remembered)
        self._pace = Pace()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        headers = _joined(scope["headers"])
        try:
            try:
                status, fields, body = await self._answer(scope, headers, receive)
            except asyncio.CancelledError:
                # The server stops, and waits no longer.
                raise messages.stopping() from None
            await self._send(send, client.of(scope), status, fields, body)
        except SparqlError as error:
            await self._refuse(send, error)
        except StoreError as error:
            await self._refuse(send, SparqlError(503, str(error), 2))

    async def _answer(self, scope: Scope, headers: dict[bytes, bytes], receive: Receive) -> tuple[int, Headers, bytes]:
        method = scope["method"]
        if method in ("GET", "HEAD"):
            asked = request.of_get(scope["query_string"])
            if asked is None:
                return await self._about(scope, headers)
        elif method == "POST":
            body = await self._bodies.read(client.of(scope), headers, receive)
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
            raise too_long(self._switch.limits.text)
        job = _job(asked, _said(headers, b"accept"), _takes_gzip(headers))
        who = client.of(scope)
        # Before it holds on to a build, which another may follow meanwhile.
        await self._pace.turn(who)
        serving = await self._switch.serving()
        tag = _tag(serving, job, self._switch.limits)
        if tag and caching.named([_said(headers, b"if-none-match")], tag.decode()):
            return _not_again(scope["method"], tag)
        with _unsent():
            # Who takes no answers is not answered more.
            self._outgoing.check(who, _PIECE)
        answer = self._remembered.get(tag) or serving.singles.answer(job)
        if answer is None:
            ticket = serving.pool.submit(who, job)
            answer = await _awaited(serving, ticket, receive)
        if tag:
            self._remembered.put(tag, answer)
        return _answered(answer, tag)

    async def _send(self, send: Send, who: str, status: int, fields: Headers, body: bytes) -> None:
        """Send an answer; what is long is held for the client until it takes it, or for as long as there is room."""
        if len(body) <= _PIECE:
            await send(_head(status, fields, len(body)))
            await send({"type": "http.response.body", "body": body})
            return
        with contextlib.suppress(TimeoutError):
            async with self._outgoing.of(who, self._switch.limits.sending) as hold:
                with _unsent():
                    self._outgoing.more(hold, len(body))
                await send(_head(status, fields, len(body)))
                for start in range(0, len(body), _PIECE):
                    piece = body[start : start + _PIECE]
                    await send({"type": "http.response.body", "body": piece, "more_body": start + _PIECE < len(body)})

    async def _refuse(self, send: Send, error: SparqlError) -> None:
        status, fields, body = _refusal(error)
        await send(_head(status, fields, len(body)))
        await send({"type": "http.response.body", "body": body})


def _head(status: int, fields: Headers, size: int) -> Message:
    """The head of an answer whose body has so many bytes."""
    own = {name for name, _ in fields}
    fields = [*fields, *_OPEN_TO_ALL, *(header for header in SENT if header[0] not in own)]
    if status not in (204, 304):
        fields.append((b"content-length", str(size).encode()))
    return {"type": "http.response.start", "status": status, "headers": fields}


@contextlib.contextmanager
def _unsent() -> Iterator[None]:
    """Where there is no room for an answer, that is told."""
    try:
        yield
    except FullError:
        raise messages.unsent() from None


def _not_again(method: str, tag: bytes) -> tuple[int, Headers, bytes]:
    """What is told to who has the answer (RFC 9110, 13.1.2): of a POST, that its condition does not hold."""
    if method in ("GET", "HEAD"):
        return 304, [(b"etag", tag), _VARY], b""
    raise SparqlError(412, "Jawaban ini sudah ada pada Anda (If-None-Match). (You have this answer already.)")


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
    if isinstance(error, UnreadError):
        fields.append((b"connection", b"close"))
    return error.status, fields, f"{error}\n".encode(errors="replace")


async def _awaited(serving: Serving, ticket: Ticket, receive: Receive) -> Answer:
    """The answer of ``ticket``. Where the client goes meanwhile, the query is given up; so it is where the server stops
    and waits no longer, and the client is told.
    """
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
        raise messages.stopping() from None
    finally:
        timer.cancel()
        for task in watching:
            task.cancel()


def _tag(serving: Serving, job: Job, limits: Limits) -> bytes:
    """The mark of an answer: the same for the same query on the same build, by the same program with the same caps.

    Empty where answers differ each time.
    """
    if _is_fickle(job.text.lower()):
        return b""
    asked = (job.text, job.default_graphs, job.named_graphs, job.rows_form, job.graph_form, job.gzip)
    said = repr((__version__, serving.build.name, limits.rows, limits.size, asked))
    return f'W/"{hashlib.blake2b(said.encode(errors="replace"), digest_size=16).hexdigest()}"'.encode()


def _is_fickle(text: str) -> bool:
    # Letters are found much sooner than words.
    return any(letters in text for letters in _FICKLE_LETTERS) and _FICKLE.search(text) is not None


def _takes_gzip(headers: dict[bytes, bytes]) -> bool:
    found = _GZIP.search(_said(headers, b"accept-encoding").lower())
    return found is not None and found["never"] is None


def _joined(given: Iterable[tuple[bytes, bytes]]) -> dict[bytes, bytes]:
    """The headers by name; those given more than once joined by commas (RFC 9110, 5.2)."""
    found: dict[bytes, bytes] = {}
    for name, value in given:
        found[name] = f"{found[name].decode('latin-1')}, ".encode("latin-1") + value if name in found else value
    return found


def _said(headers: dict[bytes, bytes], name: bytes) -> str:
    return headers.get(name, b"").decode("latin-1")
