"""The routes of the catalogue and of the dumps: what a build holds, and all of it to keep."""

from __future__ import annotations

import base64
import io
from collections.abc import Awaitable, Callable, Iterable
from functools import partial
from typing import Final

from fastapi import APIRouter
from rdflib import RDF, VOID, Graph, URIRef
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from kgkesos import dumps
from kgkesos.terms import cff, void
from kgkesos.web import files
from kgkesos.web.context import Link
from kgkesos.web.operations import turns
from kgkesos.web.rendering import Renderer
from kgkesos.web.tertaut import halaman, jawaban, katalog, kepala
from kgkesos.web.tertaut.bentuk import FORMS, HTML, TURTLE, Bentuk, chosen
from kgkesos.web.tertaut.context import CataloguePage, Dataset, DownloadPage, File
from kgkesos.web.tertaut.sajian import Penyaji, Sajian

WELL_KNOWN: Final = "/.well-known/void"
_METHODS: Final = ["GET", "HEAD"]
_SAYS: Final = {
    "kgkesos.nq.gz": "N-Quads, dimampatkan dengan gzip: satu pernyataan sebaris, dengan grafnya",
    "kgkesos.trig.gz": "TriG, dimampatkan dengan gzip: yang sama, lebih ringkas dan dapat dibaca orang",
}


def router(penyaji: Penyaji, counting: katalog.Hitungan, render: Renderer, public: str | None) -> APIRouter:
    """The catalogue and the dumps; ``public`` is where the server is reached, None where nobody said."""
    routes = APIRouter(include_in_schema=False)

    @routes.api_route(WELL_KNOWN, methods=_METHODS)
    async def catalogue(request: Request) -> Response:
        """What the build holds, and where to get it (W3C, Describing Linked Datasets with VoID, section 7.2)."""
        sajian = await run_in_threadpool(penyaji.now)
        form = chosen(request.headers.getlist("accept"))
        if form is None:
            return jawaban.unfit(request, render, sajian.asal.build)
        where = katalog.public_base(public, request.scope, sajian.asal.base)
        others = [(WELL_KNOWN, "alternate", f'; type="{one.media}"') for one in FORMS]
        headers = _headers(sajian, WELL_KNOWN, form.suffix, where, others=others) | {"Vary": "Accept"}
        write = partial(_written, sajian, render, form, where)
        ready = partial(counting.ready, sajian, (form.suffix, where), write)
        return await _counted(request, sajian, render, headers, form, ready)

    @routes.api_route("/void.ttl", methods=_METHODS)
    async def description(request: Request) -> Response:
        """What the build holds, as ``export --format void`` says it."""
        sajian = await run_in_threadpool(penyaji.now)
        ready = partial(counting.ready, sajian, ("void",), lambda graph: void.written(graph).encode())
        return await _counted(request, sajian, render, _headers(sajian, "void.ttl"), TURTLE, ready)

    @routes.api_route("/unduh", methods=_METHODS)
    def downloads(request: Request) -> Response:
        """The dumps, their checksums, how to cite."""
        sajian = penyaji.now()
        return _text(request, sajian, "unduh", render.text("unduh.html", _downloads(sajian)).encode(), HTML.header)

    @routes.api_route("/unduh/{name}", methods=_METHODS)
    def download(name: str, request: Request) -> Response:
        """One file: a dump, whole or in parts (RFC 9110, section 14), the checksums, or the data of a citation."""
        sajian = penyaji.now()
        if name == cff.FILE:
            return _text(request, sajian, name, _citation(sajian), "application/yaml")
        found = {one.name: one for one in dumps.of(sajian.knowledge.build.folder)}
        if name == dumps.SUMS and found:
            sums = (sajian.knowledge.build.folder / dumps.FOLDER / dumps.SUMS).read_bytes()
            return _text(request, sajian, name, sums, "text/plain; charset=utf-8")
        if name not in found:
            near = [Link(f"/unduh/{one}", one) for one in found] or [Link("/unduh", "/unduh")]
            says = "Tidak ada unduhan bernama ini."
            return jawaban.refused(request, render, 404, says, "No such file", sajian.asal.build, near)
        return _file(request, sajian, found[name])

    return routes


def _file(request: Request, sajian: Sajian, dump: dumps.Dump) -> Response:
    etag = f'"{dump.sha256}"'
    digest = base64.b64encode(bytes.fromhex(dump.sha256)).decode()
    link = jawaban.links(jawaban.describing(sajian.asal.licence))
    headers = jawaban.headers(etag, link, Repr_Digest=f"sha-256=:{digest}:", Accept_Ranges="bytes")
    return files.reply(request, dump.path, "application/gzip", headers)


async def _counted(
    request: Request,
    sajian: Sajian,
    render: Renderer,
    headers: dict[str, str],
    form: Bentuk,
    ready: Callable[[], Awaitable[bytes | None]],
) -> Response:
    """What rests on counting the build, once it is ``ready``."""
    if jawaban.unchanged(request, headers["ETag"]):
        return Response(status_code=304, headers=headers)
    # A new build may take longer to count than anybody else should wait.
    turns.give_back(request.scope)
    content = await ready()
    if content is None:
        says, build = "Isi graf baru masih dihitung; coba lagi.", sajian.asal.build
        again = {"Retry_After": "5", "Cache_Control": "no-store"}
        return jawaban.refused(request, render, 503, says, "Still counting", build, near=(), **again)
    return jawaban.sent(content, form.header, headers)


def _text(request: Request, sajian: Sajian, name: str, content: bytes, media: str) -> Response:
    headers = _headers(sajian, name)
    if jawaban.unchanged(request, headers["ETag"]):
        return Response(status_code=304, headers=headers)
    return jawaban.sent(content, media, headers)


def _headers(sajian: Sajian, *name: str, others: Iterable[tuple[str, str, str]] = ()) -> dict[str, str]:
    link = jawaban.links([*others, *jawaban.describing(sajian.asal.licence)])
    return jawaban.headers(jawaban.tag(sajian.asal.build, *name), link)


def _citation(sajian: Sajian) -> bytes:
    """How the build is cited, for programs: the file beside its dumps, where it was made with them."""
    try:
        return (sajian.knowledge.build.folder / dumps.FOLDER / cff.FILE).read_bytes()
    except FileNotFoundError:
        return cff.text(sajian.asal).encode()


def _written(sajian: Sajian, render: Renderer, form: Bentuk, where: str, counted: Graph) -> bytes:
    """The catalogue in a form; what is fetched stands under ``where``."""
    if form is HTML:
        return render.text("katalog.html", _catalogue_page(sajian, counted)).encode()
    document = f"{sajian.asal.base}{WELL_KNOWN.removeprefix('/')}"
    head = kepala.triples(sajian.asal, document, str(sajian.asal.dataset), "", ())
    said = {*head, *katalog.triples(sajian, counted, where)}
    said.add((URIRef(document), RDF.type, VOID.DatasetDescription))
    ordered = sorted(said, key=lambda triple: tuple(term.n3() for term in triple))
    out = io.BytesIO()
    sajian.write(((one, "") for one in ordered), form, out)
    return out.getvalue()


def _catalogue_page(sajian: Sajian, counted: Graph) -> CataloguePage:
    asal = sajian.asal
    graphs = [part for part in counted.objects(asal.dataset, VOID.subset) if isinstance(part, URIRef)]
    titles = {one["key"]: one["title"] for one in sajian.knowledge.build.manifest()["documents"]}

    def number(node: URIRef, property_: URIRef) -> int:
        return int(str(counted.value(node, property_) or 0))

    return CataloguePage(
        title="Katalog graf ini",
        build=asal.build,
        iri=str(asal.dataset),
        forms=(Link("/void.ttl", "VoID (Turtle)"), Link("/unduh", "Unduhan")),
        licence=asal.licence,
        rights=kepala.RIGHTS["id"],
        citation=asal.citation("", str(asal.dataset)),
        made=asal.made[:10],
        triples=number(asal.dataset, VOID.triples),
        entities=number(asal.dataset, VOID.entities),
        classes=number(asal.dataset, VOID.classes),
        properties=number(asal.dataset, VOID.properties),
        datasets=tuple(
            Dataset(
                halaman.source(sajian, str(graph)),
                str(graph).removeprefix(f"{asal.base}graf/"),
                titles.get(str(graph).removeprefix(f"{asal.base}graf/").partition("/")[0], ""),
                number(graph, VOID.triples),
            )
            for graph in sorted(graphs)
            if str(graph).startswith(f"{asal.base}graf/")
        ),
    )


def _downloads(sajian: Sajian) -> DownloadPage:
    asal = sajian.asal
    files = dumps.of(sajian.knowledge.build.folder)
    return DownloadPage(
        title="Unduhan",
        build=asal.build,
        iri=str(asal.dataset),
        forms=(Link(WELL_KNOWN, "Katalog (DCAT, VoID)"), Link(f"/unduh/{cff.FILE}", "Data kutipan (CFF)")),
        licence=asal.licence,
        rights=kepala.RIGHTS["id"],
        citation=asal.citation("", str(asal.dataset)),
        made=asal.made[:10],
        files=tuple(_listed(files)),
        sums=f"/unduh/{dumps.SUMS}" if files else "",
    )


def _listed(files: Iterable[dumps.Dump]) -> Iterable[File]:
    for one in files:
        yield File(Link(f"/unduh/{one.name}", one.name), _SAYS[one.name], one.size, one.sha256)
