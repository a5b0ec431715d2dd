"""The routes: what a path stands for, and how it is answered."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from kgkesos import __version__
from kgkesos.errors import BusyError, UnwritableError
from kgkesos.history import Gone
from kgkesos.web.context import Link
from kgkesos.web.rendering import Renderer
from kgkesos.web.tertaut import halaman, jawaban, penggantian, unduhan, uraian
from kgkesos.web.tertaut.alamat import LONGEST, SPACES, encoded, uri
from kgkesos.web.tertaut.bentuk import BY_SUFFIX, FORMS, HTML, RDFXML, Bentuk, chosen
from kgkesos.web.tertaut.besar import Besar, Pesanan
from kgkesos.web.tertaut.giliran import Batas
from kgkesos.web.tertaut.katalog import Hitungan
from kgkesos.web.tertaut.sajian import Penyaji, Sajian
from kgkesos.web.tertaut.simpanan import Simpanan


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a path stands for: the thing's own path and IRI, and the form where the path names one.

    ``graph`` is the named graph that it is the document of, None where it is a thing.
    """

    path: str
    iri: str
    graph: str | None
    form: Bentuk | None = None


def router(
    penyaji: Penyaji, counting: Hitungan, render: Renderer, public: str | None = None, folder: Path | None = None
) -> APIRouter:
    """Every IRI of the build that ``penyaji`` gives, and of its vocabulary; its catalogue and dumps.

    ``public`` is where the server is reached from outside, for the addresses in the catalogue; ``folder`` is where it
    keeps large documents with other processes.
    """
    routes = APIRouter(include_in_schema=False)
    besar = Besar(Simpanan(folder), Batas())

    async def answer(request: Request) -> Response:
        """What is at this path."""
        try:
            found = await run_in_threadpool(lambda: _answer(request, penyaji.now(), render))
            return found if isinstance(found, Response) else await besar.answer(request, found)
        except BusyError as error:
            return jawaban.busy(request, render, error, penyaji.build)
        except UnwritableError as error:
            return _unwritten(request, render, error, penyaji.build)

    for space in SPACES:
        for path in (f"/{space}", f"/{space}.{{suffix}}", f"/{space}/{{path:path}}"):
            routes.add_api_route(path, answer, methods=["GET", "HEAD"], response_class=Response)
    routes.include_router(unduhan.router(penyaji, counting, render, public))
    return routes


def _answer(request: Request, sajian: Sajian, render: Renderer) -> Response | Pesanan:
    path = _path(request)
    if len(path) > LONGEST:
        says = f"Alamat ini lebih panjang dari {LONGEST} huruf; tidak ada IRI sepanjang itu."
        return jawaban.refused(request, render, 414, says, "The address is too long", sajian.asal.build)
    # A slash that is encoded parts no segments: it makes another URI (RFC 3986, section 2.2), and no IRI has one.
    parted = b"%2f" not in (request.scope.get("raw_path") or b"").lower()
    asked = _asked(sajian, path) if parted else None
    if asked is None:
        return _unknown(request, sajian, render, path)
    if newer := penggantian.moved(sajian.knowledge.store, asked.iri):
        return _moved(sajian, asked, newer)
    if asked.form is None:
        form = chosen(request.headers.getlist("accept"))
        if form is None:
            return _unfit(request, sajian, render, asked)
        if asked.graph is None:
            return _see_other(request, sajian, asked, form)
        return _document(request, sajian, render, asked, form, located=True)
    return _document(request, sajian, render, asked, asked.form, located=False)


def _path(request: Request) -> str:
    """The decoded path without its first slash."""
    return str(request.scope["path"]).removeprefix("/")


def _asked(sajian: Sajian, path: str) -> _Asked | None:
    """What ``path`` stands for: an IRI that the build knows as it is, else one that has the suffix of a form."""
    for candidate, form in _stems(path).items():
        iri = sajian.alamat.iri(candidate)
        if iri is not None and _known(sajian, candidate, iri):
            return _Asked(candidate, iri, sajian.graph_of(candidate), form)
    return None


def _stems(path: str) -> dict[str, Bentuk | None]:
    """``path`` as it is, and without the suffix of a form where it has one, with that form."""
    stem, _, suffix = path.rpartition(".")
    form = BY_SUFFIX.get(suffix)
    return {path: None, **({stem: form} if form and stem else {})}


def _known(sajian: Sajian, path: str, iri: str) -> bool:
    store = sajian.knowledge.store
    if path.startswith("graf/"):
        return next(store.in_graph(iri), None) is not None
    return path in sajian.ontologies or uraian.known(store, iri)


def _see_other(request: Request, sajian: Sajian, asked: _Asked, form: Bentuk) -> Response:
    """A thing is no document: see the one that speaks of it, which names the other forms."""
    query = f"?{request.url.query}" if request.url.query else ""
    etag = jawaban.tag(sajian.asal.build, asked.iri, form.suffix, "303")
    headers = jawaban.headers(etag, jawaban.links(_relations(sajian, asked)), Vary="Accept")
    return RedirectResponse(f"/{encoded(asked.path)}.{form.suffix}{query}", 303, headers)


def _document(
    request: Request, sajian: Sajian, render: Renderer, asked: _Asked, form: Bentuk, *, located: bool
) -> Response | Pesanan:
    """The document in ``form``: at its own address, or at the IRI of what is a document (``located``)."""
    start = _start(request)
    etag = jawaban.tag(sajian.asal.build, asked.iri, form.suffix, str(start))
    more = {"Vary": "Accept", "Content_Location": f"/{encoded(asked.path)}.{form.suffix}"} if located else {}

    def headers(following: str = "") -> dict[str, str]:
        pairs = [*jawaban.alternates(asked.path), *_relations(sajian, asked)]
        pairs += [(following, "next", "")] if following else []
        return jawaban.headers(etag, jawaban.links(pairs), **more)

    if jawaban.unchanged(request, etag):
        return Response(status_code=304, headers=headers())
    name = (__version__, sajian.asal.build, asked.path, form.suffix)
    sure = form is not RDFXML
    if asked.graph is not None:
        write = partial(_write_whole, sajian, render, asked, asked.graph, form)
        return Pesanan(name, form.header, write, headers, sure)
    write = partial(_write_thing, sajian, render, asked, form, start)
    if uraian.large(sajian.knowledge.store, asked.iri, start):
        return Pesanan((*name, str(start)), form.header, write, headers, sure)
    out = io.BytesIO()
    write(out)
    following, _, content = out.getvalue().partition(b"\n")
    return jawaban.sent(content, form.header, headers(following.decode()))


def _write_whole(sajian: Sajian, render: Renderer, asked: _Asked, graph: str, form: Bentuk, out: IO[bytes]) -> None:
    """Write what is a document itself, all of ``graph``; nothing follows it."""
    out.write(b"\n")
    if form is HTML:
        out.write(halaman.document(sajian, render, asked.path, asked.iri, graph))
    else:
        sajian.graph(graph, asked.iri, asked.path, form, out)


def _write_thing(sajian: Sajian, render: Renderer, asked: _Asked, form: Bentuk, start: int, out: IO[bytes]) -> None:
    """Write the address of the page that follows, then what is said of a thing."""
    found = uraian.describe(sajian.knowledge.store, asked.iri, start)
    after = found.incoming.before + len(found.incoming.statements)
    following = f"/{encoded(asked.path)}.{form.suffix}?mulai={after}" if found.incoming.after else ""
    out.write(f"{following}\n".encode())
    if form is HTML:
        out.write(halaman.thing(sajian, render, asked.path, found, following))
    else:
        sajian.description(found, asked.path, form, out)


def _start(request: Request) -> int:
    """Where the page of incoming statements begins; nonsense asks for the first."""
    said = request.query_params.get("mulai", "")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 9 else 0


def _relations(sajian: Sajian, asked: _Asked) -> Iterator[tuple[str, str, str]]:
    """Links to the licence, to the catalogue, to what a document is about, to newer and older IRIs of it."""
    store, address = sajian.knowledge.store, sajian.alamat.address
    yield from jawaban.describing(sajian.asal.licence)
    yield uri(asked.iri), "about", ""
    relations = (("successor-version", penggantian.successors), ("predecessor-version", penggantian.predecessors))
    for relation, finding in relations:
        yield from ((address(one) or uri(one), relation, "") for one in finding(store, asked.iri))


def _moved(sajian: Sajian, asked: _Asked, newer: str) -> Response:
    """The IRI was replaced, and its successor says so: it is asked instead, for good (RFC 9110, section 15.4.2)."""
    address = sajian.alamat.address(newer)
    ending = f".{asked.form.suffix}" if asked.form and address else ""
    there = address or uri(newer)
    link = jawaban.links([(there, "successor-version", ""), *jawaban.describing(sajian.asal.licence)])
    etag = jawaban.tag(sajian.asal.build, asked.iri, ending, "301")
    headers = jawaban.headers(etag, link)
    return RedirectResponse(f"{there}{ending}", 301, headers)


def _gone(request: Request, sajian: Sajian, render: Renderer, gone: Gone) -> Response:
    """An earlier build had this IRI: which, and what probably took its place (RFC 9110, section 15.5.11)."""
    address = sajian.alamat.address(gone.successor) if gone.successor else None
    near = [Link(address, gone.successor)] if address else []
    says = f"Graf {gone.build} masih memuat {gone.iri}; graf sekarang tidak lagi. "
    says += "Penggantinya mungkin yang di bawah." if near else "Penggantinya tidak diketahui."
    link = jawaban.links([(str(address), "successor-version", "")]) if address else ""
    return jawaban.refused(request, render, 410, says, "This IRI is gone", sajian.asal.build, near, Link=link)


def _unfit(request: Request, sajian: Sajian, render: Renderer, asked: _Asked) -> Response:
    """None of the forms is asked for: which there are."""
    link = jawaban.links(jawaban.alternates(asked.path))
    return jawaban.unfit(request, render, sajian.asal.build, _forms(asked.path, FORMS), Link=link)


def _unwritten(request: Request, render: Renderer, error: UnwritableError, build: str) -> Response:
    """The form asked for has no way to write something that is said: which others there are."""
    path = list(_stems(_path(request)))[-1]
    near = _forms(path, (form for form in FORMS if form != RDFXML))
    return jawaban.refused(request, render, 406, str(error), "", build, near)


def _forms(path: str, forms: Iterable[Bentuk]) -> list[Link]:
    """Where ``forms`` of what has this ``path`` are."""
    return [Link(f"/{encoded(path)}.{form.suffix}", f"{form.name} ({form.media})") for form in forms]


def _unknown(request: Request, sajian: Sajian, render: Renderer, path: str) -> Response:
    """This IRI is no more, or nobody minted it: what took its place, or those that come near."""
    for candidate in _stems(path):
        iri = sajian.alamat.iri(candidate)
        if iri and (gone := penggantian.gone(sajian, iri)):
            return _gone(request, sajian, render, gone)
    near = [Link(address, iri) for iri in penggantian.near(sajian, path) if (address := sajian.alamat.address(iri))]
    says = "Tidak ada IRI seperti ini dalam graf." + ("" if near else " Periksa ejaannya.")
    return jawaban.refused(request, render, 404, says, "No such IRI", sajian.asal.build, near)
