"""Large documents, made in turns so that the server stays quick, and once: whole graphs, things with much to say."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import IO

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from kgkesos.web import client
from kgkesos.web.operations import turns
from kgkesos.web.tertaut.giliran import Batas, Giliran, Name
from kgkesos.web.tertaut.jawaban import Sent
from kgkesos.web.tertaut.simpanan import Simpanan


@dataclass(frozen=True, slots=True)
class Pesanan:
    """A large document that is asked for: its name among those that are kept, its type, what writes it, its headers.

    ``write`` returns nothing, and first writes a line with the address of the page that follows, which ``headers`` are
    made with: a document that is kept tells it without being made. ``sure`` says that it has a way to be written.
    """

    name: Name
    media: str
    write: Callable[[IO[bytes]], None]
    headers: Callable[[str], Mapping[str, str]]
    sure: bool = True


class Besar:
    """Makes what is asked for in turns, and keeps it in ``kept``."""

    def __init__(self, kept: Simpanan, batas: Batas) -> None:
        self._turns = Giliran(batas)
        self._kept = kept

    async def answer(self, request: Request, asked: Pesanan) -> Response:
        """The document, made now or kept already.

        Raises:
            BusyError: more is asked for at once than is made or kept.
        """
        file = await run_in_threadpool(self._kept.find, asked.name)
        if file is None and request.method == "HEAD" and asked.sure:
            # Its length is known once it is made; nobody makes it for that (RFC 9110, section 9.3.2). Whether it can be
            # written at all must be known: HEAD has the status of GET.
            head = Response(headers={**asked.headers(""), "Content-Type": asked.media})
            del head.headers["content-length"]
            return head
        while file is None:
            # Who waits here, for seconds, takes no turn from pages and answers.
            turns.give_back(request.scope)
            async with self._turns.turn(client.of(request.scope), asked.name) as mine:
                file = await run_in_threadpool(self._ready, asked, mine)
        following = file.readline().decode().rstrip("\n")
        return Sent(file, asked.media, asked.headers(following))

    def _ready(self, asked: Pesanan, make: bool) -> IO[bytes] | None:
        """The document, where somebody made it since it was looked for; else it is made, where ``make`` says so."""
        found = self._kept.find(asked.name)
        return self._kept.make(asked.name, asked.write) if found is None and make else found
