"""What the SPARQL endpoint says where no query is asked: its description as RDF, or a page for a browser."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import Final

from rdflib import Graph
from starlette.types import Scope

from kgkesos import __version__
from kgkesos.errors import SparqlError
from kgkesos.knowledge import Knowledge
from kgkesos.laporan import kata
from kgkesos.sparql import description, examples, forms, request
from kgkesos.sparql.limits import Limits, told
from kgkesos.terms import void
from kgkesos.web import caching
from kgkesos.web.context import SparqlExample, SparqlPage
from kgkesos.web.rendering import Renderer
from kgkesos.web.tertaut.katalog import Hitungan, public_base
from kgkesos.web.tertaut.sajian import Penyaji

# Seconds after which a build that is still being counted may be asked about again.
_COME_AGAIN: Final = 5
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


class About:
    """Describes the endpoint: each form is made once for each build, from the one count of it (``Hitungan``).

    ``public`` is where the server is reached, None where nobody said.
    """

    def __init__(
        self, penyaji: Penyaji, counting: Hitungan, render: Renderer, limits: Limits, public: str | None
    ) -> None:
        self._penyaji = penyaji
        self._counting = counting
        self._render = render
        self._limits = limits
        self._public = public

    async def __call__(self, scope: Scope, headers: dict[bytes, bytes]) -> tuple[int, list[tuple[bytes, bytes]], bytes]:
        """Status, headers and body of the answer to a GET without a query."""
        accept = headers.get(b"accept", b"").decode("latin-1")
        asked = request.form_of_get(scope["query_string"])
        page = asked is None and forms.html_liked(accept)
        form = (forms.named(asked) or (None, None))[1] if asked else forms.liked(accept)[1]
        if not page and form not in forms.GRAPH_MEDIA:
            raise forms.not_acceptable(forms.GRAPH_MEDIA)
        sajian = await asyncio.to_thread(self._penyaji.now)
        address = public_base(self._public, scope, sajian.asal.base).removesuffix("/")
        name = "html" if page else str(form)
        media = "text/html; charset=utf-8" if page else forms.GRAPH_MEDIA[name]
        tag = caching.tag((__version__, sajian.asal.build, name, address, repr(self._limits)), weak=True)
        kept = [(b"etag", tag.encode()), (b"vary", b"Accept")]
        if caching.known([headers.get(b"if-none-match", b"").decode("latin-1")], tag):
            return 304, kept, b""
        said = await self._counting.ready(sajian, ("sparql", name), partial(self._written, sajian.knowledge, name))
        if said is None:
            raise SparqlError(503, "Graf baru masih dihitung; coba lagi. (Still counting, come again.)", _COME_AGAIN)
        fields = [(b"content-type", media.encode()), *kept, (b"x-truncated", b"no")]
        return 200, fields, said.replace(description.SERVER.encode(), address.encode())

    def _written(self, knowledge: Knowledge, name: str, counted: Graph) -> bytes:
        if name == "html":
            return self._render.text("sparql.html", page_of(knowledge, counted, self._limits)).encode()
        return description.text(description.graph(knowledge, counted, self._limits), name).encode()


def page_of(knowledge: Knowledge, counted: Graph, limits: Limits) -> SparqlPage:
    """The page of the endpoint at ``description.ENDPOINT``; ``counted`` is the description of the build."""
    shown = tuple(SparqlExample(one.name, one.titles[0], one.descriptions[0], one.text) for one in examples.load())
    return SparqlPage(
        title="SPARQL",
        build=knowledge.build.name,
        menu="sparql",
        endpoint=str(description.ENDPOINT),
        query=min((one.text for one in shown), key=len, default=""),
        forms=_OFFERED,
        bounds=bounds(limits),
        graphs=tuple((name, kata.angka(count)) for name, count in void.graphs(counted)),
        examples=shown,
    )


def bounds(limits: Limits) -> tuple[tuple[str, str], ...]:
    """What a query may take: what, and how much."""
    return (
        ("waktu satu kueri", f"{limits.seconds:g} detik"),
        ("kueri lama sekaligus dari satu alamat", f"1 (lebih dari {limits.heavy_after * 1000:g} ms)"),
        ("memori satu kueri", told(limits.memory)),
        ("jawaban", f"{kata.angka(limits.rows)} baris, {told(limits.size)}"),
        ("teks kueri", told(limits.text)),
    )
