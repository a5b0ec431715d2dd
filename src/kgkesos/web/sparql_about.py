"""What the SPARQL endpoint says where no query is asked: its description as RDF, or a page for a browser."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from starlette.types import Scope

from kgkesos.errors import SparqlError
from kgkesos.knowledge import Knowledge
from kgkesos.laporan import kata
from kgkesos.sparql import description, examples, forms, request
from kgkesos.sparql.limits import Limits
from kgkesos.terms import Vocabulary
from kgkesos.web.context import SparqlExample, SparqlPage
from kgkesos.web.rendering import Renderer
from kgkesos.web.service import Service

_HOST: Final = re.compile(r"[A-Za-z0-9.\-]+(?::\d{1,5})?|\[[0-9A-Fa-f:.]+\](?::\d{1,5})?")
# The forms that the page offers: the first column for a SELECT or ASK, the others for a graph.
_OFFERED: Final = (
    ("", "otomatis"),
    ("json", "JSON"),
    ("csv", "CSV (SELECT)"),
    ("tsv", "TSV (SELECT)"),
    ("xml", "XML (SELECT)"),
    ("ttl", "Turtle (CONSTRUCT)"),
    ("jsonld", "JSON-LD (CONSTRUCT)"),
    ("nt", "N-Triples (CONSTRUCT)"),
)


@dataclass(frozen=True, slots=True)
class _Made:
    """The description of one build: each form as text, and the page for the address ``description.ENDPOINT``."""

    build: str
    texts: dict[str, str]
    page: str


class About:
    """Describes the endpoint: everything is made once for each build, when it is first asked for."""

    def __init__(
        self, service: Service, render: Renderer, vocabulary: Callable[[], Vocabulary], limits: Limits
    ) -> None:
        self._service = service
        self._render = render
        self._vocabulary = vocabulary
        self._limits = limits
        self._lock = asyncio.Lock()
        self._made: _Made | None = None

    async def __call__(self, scope: Scope, headers: dict[bytes, bytes]) -> tuple[int, list[tuple[bytes, bytes]], bytes]:
        """Status, headers and body of the answer to a GET without a query."""
        accept = headers.get(b"accept", b"").decode("latin-1")
        form = request.form_of_get(scope["query_string"])
        page = form is None and forms.html_liked(accept)
        form = form or forms.liked(accept)[1]
        if not page and form not in forms.GRAPH_MEDIA:
            raise forms.not_acceptable(forms.GRAPH_MEDIA)
        address = _address(scope, headers)
        made = await self._of_now()
        said = made.page if page else made.texts[str(form)]
        media = "text/html; charset=utf-8" if page else forms.GRAPH_MEDIA[str(form)]
        tag = f'W/"{made.build}-{"html" if page else form}"'.encode()
        fields = [(b"content-type", media.encode()), (b"etag", tag), (b"vary", b"Accept"), (b"x-truncated", b"no")]
        if tag in headers.get(b"if-none-match", b""):
            return 304, fields[1:3], b""
        return 200, fields, said.replace(description.SERVER, address).encode()

    async def _of_now(self) -> _Made:
        knowledge = await asyncio.to_thread(self._service.knowledge)
        async with self._lock:
            if self._made is None or self._made.build != knowledge.build.name:
                self._made = await asyncio.to_thread(self._describe, knowledge)
            return self._made

    def _describe(self, knowledge: Knowledge) -> _Made:
        graph = description.graph(knowledge, self._vocabulary(), self._limits)
        texts = {form: description.text(graph, form) for form in forms.GRAPH_MEDIA}
        return _Made(knowledge.build.name, texts, self._render.text("sparql.html", page_of(knowledge, self._limits)))


def page_of(knowledge: Knowledge, limits: Limits) -> SparqlPage:
    """The page of the endpoint at ``description.ENDPOINT``."""
    shown = tuple(SparqlExample(one.name, one.titles[0], one.descriptions[0], one.text) for one in examples.load())
    return SparqlPage(
        title="SPARQL",
        build=knowledge.build.name,
        menu="sparql",
        endpoint=str(description.ENDPOINT),
        query=min((one.text for one in shown), key=len, default=""),
        forms=_OFFERED,
        bounds=bounds(limits),
        graphs=tuple((str(name), kata.angka(int(str(count)))) for name, count in knowledge.internal("void-graf").rows),
        examples=shown,
    )


def bounds(limits: Limits) -> tuple[tuple[str, str], ...]:
    """What a query may take: what, and how much."""
    return (
        ("waktu satu kueri", f"{limits.seconds:g} detik"),
        ("kueri lama sekaligus dari satu alamat", f"1 (lebih dari {limits.heavy_after * 1000:g} ms)"),
        ("memori satu kueri", f"{limits.memory // 2**20} MiB"),
        ("jawaban", f"{kata.angka(limits.rows)} baris, {limits.size // 2**20} MiB"),
        ("teks kueri", f"{limits.text // 1024} KiB"),
    )


def _address(scope: Scope, headers: dict[bytes, bytes]) -> str:
    """The address at which this server was asked."""
    host = headers.get(b"host", b"").decode("latin-1")
    if not _HOST.fullmatch(host):
        raise SparqlError(400, "Header Host tidak dapat dipakai. (The Host header is not a host.)")
    return f"{scope['scheme']}://{host}{scope.get('root_path', '')}"
