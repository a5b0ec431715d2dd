"""The catalogue of a build: what it holds as VoID (``kgkesos.terms.void``), and as DCAT where to get it, part by part.

Things keep the IRIs of the build's base. What is fetched (dumps, endpoint, graphs) stands under ``public``, where this
server is reached: a setting, never the Host header.
"""

from __future__ import annotations

import asyncio
import ipaddress
import threading
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Any, Final

from rdflib import DCAT, DCTERMS, FOAF, PROV, RDF, VOID, XSD, BNode, Graph, Literal, URIRef

from kgkesos import dumps
from kgkesos.store import Triple
from kgkesos.terms import void
from kgkesos.web.tertaut import ragam
from kgkesos.web.tertaut.bentuk import BY_SUFFIX, FORMS, HTML, NQUADS
from kgkesos.web.tertaut.sajian import Sajian

_SPDX: Final = "http://spdx.org/rdf/terms#"
_INDONESIAN: Final = "http://id.loc.gov/vocabulary/iso639-1/id"
_MEDIA: Final = "https://www.iana.org/assignments/media-types/"
# Their names among the unique URIs for file formats of W3C.
_FEATURES: Final = {
    "ttl": "Turtle",
    "jsonld": "JSON-LD",
    "nt": "N-Triples",
    "rdf": "RDF_XML",
    "trig": "TriG",
    "nq": "N-Quads",
}
_SERVICE: Final = {
    "id": "Menjawab kueri SPARQL 1.1 atas seluruh graf; hanya membaca.",
    "en": "Answers SPARQL 1.1 queries over the whole graph; it only reads.",
}
_TITLES: Final = {
    "": ("Yang dikatakan dokumen", "What the document says"),
    "turunan": ("Yang disimpulkan dari dokumen", "What follows from the document"),
    "temuan": ("Temuan pada dokumen", "Findings in the document"),
}


def public_base(said: str | None, scope: Mapping[str, Any], base: str) -> str:
    """Where this server is reached: as ``said``, else at the address that took the request.

    Where that is none (a socket of this machine) it is the base of the build's IRIs.

    >>> public_base(None, {"server": ("192.168.1.20", 8000)}, "https://w3id.org/kgkesos/")
    'http://192.168.1.20:8000/'
    """
    if said:
        return said
    host, port = scope.get("server") or ("", None)
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return base
    # A socket of both families calls an address of IPv4 by one of IPv6; a zone is this machine's alone (RFC 9844).
    address = getattr(address, "ipv4_mapped", None) or address
    if not port or getattr(address, "scope_id", None):
        return base
    return f"http://[{address}]:{port}/" if address.version == 6 else f"http://{address}:{port}/"


def triples(sajian: Sajian, counted: Graph, public: str) -> Iterator[Triple]:
    """The whole catalogue: ``counted`` is the description of the build (``void.graph``)."""
    yield from counted
    yield from _catalogue(sajian, counted, public)
    yield from _whole(sajian, public)
    yield from _parts(sajian, counted, public)
    yield from _linksets(sajian)


def _catalogue(sajian: Sajian, counted: Graph, public: str) -> Iterator[Triple]:
    """The catalogue itself, and the service that answers queries.

    That it has documents is said in the graph alone: here are their graphs, each described, with its document.
    """
    asal = sajian.asal
    catalogue = URIRef(f"{asal.base}id/katalog")
    service = URIRef(f"{public}sparql")
    said = sajian.knowledge.store.match(catalogue, None, None)
    yield from (triple for triple in said if triple[1] != DCAT.dataset)
    for description in counted.objects(asal.dataset, DCTERMS.description):
        yield catalogue, DCTERMS.description, description
    yield catalogue, DCTERMS.license, URIRef(asal.licence)
    yield catalogue, DCTERMS.publisher, asal.publisher
    yield catalogue, DCTERMS.modified, _day(asal.made)
    yield catalogue, DCTERMS.language, URIRef(_INDONESIAN)
    yield catalogue, DCAT.dataset, asal.dataset
    yield catalogue, DCAT.service, service
    yield service, RDF.type, DCAT.DataService
    for language, words in _SERVICE.items():
        yield service, DCTERMS.title, Literal("SPARQL", lang=language)
        yield service, DCTERMS.description, Literal(words, lang=language)
    yield service, DCAT.endpointURL, service
    yield service, DCAT.servesDataset, asal.dataset


def _whole(sajian: Sajian, public: str) -> Iterator[Triple]:
    """The dataset as a whole: dates, dumps, endpoint, examples."""
    asal = sajian.asal
    yield asal.dataset, DCTERMS.issued, _day(asal.made)
    yield asal.dataset, DCTERMS.modified, _day(asal.made)
    yield asal.dataset, FOAF.homepage, URIRef(public)
    yield asal.dataset, DCAT.landingPage, URIRef(f"{public}unduh")
    yield asal.dataset, VOID.sparqlEndpoint, URIRef(f"{public}sparql")
    for _, example in sajian.knowledge.internal("void-contoh").rows:
        yield asal.dataset, VOID.exampleResource, URIRef(str(example))
    for form in FORMS:
        if form is not HTML:
            yield asal.dataset, VOID.feature, URIRef(f"http://www.w3.org/ns/formats/{_FEATURES[form.suffix]}")
    for dump in dumps.of(sajian.knowledge.build.folder):
        yield from _dump(sajian, public, dump)


def _dump(sajian: Sajian, public: str, dump: dumps.Dump) -> Iterator[Triple]:
    """A file to keep, with its size and checksum."""
    node = URIRef(f"{public}unduh/{dump.name}")
    checksum = BNode(f"sum{dump.sha256[:12]}")
    media = BY_SUFFIX[dumps.FILES[dump.name]].media
    yield from _distribution(sajian, sajian.asal.dataset, node, f"{public}unduh", media)
    yield node, DCAT.compressFormat, URIRef(f"{_MEDIA}application/gzip")
    yield node, DCAT.byteSize, Literal(str(dump.size), datatype=XSD.nonNegativeInteger)
    yield node, URIRef(f"{_SPDX}checksum"), checksum
    yield checksum, RDF.type, URIRef(f"{_SPDX}Checksum")
    yield checksum, URIRef(f"{_SPDX}algorithm"), URIRef(f"{_SPDX}checksumAlgorithm_sha256")
    yield checksum, URIRef(f"{_SPDX}checksumValue"), Literal(dump.sha256, datatype=XSD.hexBinary, normalize=False)


def _distribution(sajian: Sajian, dataset: URIRef, node: URIRef, access: str, media: str) -> Iterator[Triple]:
    """All of ``dataset`` in the file ``node``; ``access`` is where that and other forms of it are."""
    yield dataset, DCAT.distribution, node
    yield dataset, VOID.dataDump, node
    yield node, RDF.type, DCAT.Distribution
    yield node, DCAT.downloadURL, node
    yield node, DCAT.accessURL, URIRef(access)
    yield node, DCAT.mediaType, URIRef(f"{_MEDIA}{media}")
    yield node, DCTERMS.license, URIRef(sajian.asal.licence)
    yield node, DCTERMS.modified, _day(sajian.asal.made)


def _parts(sajian: Sajian, counted: Graph, public: str) -> Iterator[Triple]:
    """Each named graph as a dataset of its own: whose document, which part, where it is fetched."""
    asal = sajian.asal
    titles = {one["key"]: one["title"] for one in sajian.knowledge.build.manifest()["documents"]}
    space = f"{asal.base}graf/"
    for graph in sorted(str(part) for part in counted.objects(asal.dataset, VOID.subset)):
        if not graph.startswith(space):
            continue
        node, name = URIRef(graph), graph.removeprefix(space)
        key, _, part = name.partition("/")
        yield URIRef(f"{asal.base}id/katalog"), DCAT.dataset, node
        yield node, RDF.type, DCAT.Dataset
        yield node, DCTERMS.isPartOf, asal.dataset
        yield node, DCTERMS.license, URIRef(asal.licence)
        yield node, DCTERMS.publisher, asal.publisher
        yield node, DCTERMS.modified, _day(asal.made)
        kind = ragam.of(name)
        yield node, DCTERMS.description, Literal(kind.says, lang="id")
        yield node, DCTERMS.description, Literal(kind.english, lang="en")
        file = URIRef(f"{public}graf/{name}.{NQUADS.suffix}")
        yield from _distribution(sajian, node, file, f"{public}graf/{name}", NQUADS.media)
        if key in titles:
            for words, language in zip(_TITLES.get(part, _TITLES[""]), ("id", "en"), strict=True):
                yield node, DCTERMS.title, Literal(f"{words}: {titles[key]}", lang=language)
            yield node, PROV.wasDerivedFrom, URIRef(f"{asal.base}id/dokumen/{key}")
        else:
            yield node, DCTERMS.title, Literal(f"Graf {name}", lang="id")
            yield node, DCTERMS.title, Literal(f"Graph {name}", lang="en")


def _linksets(sajian: Sajian) -> Iterator[Triple]:
    """What leads from documents to the official names."""
    asal = sajian.asal
    target = URIRef(f"{asal.base}graf/nomenklatur")
    for number, (property_, count) in enumerate(sajian.knowledge.internal("void-nomenklatur").rows):
        links = BNode(f"nomenklatur{number}")
        yield asal.dataset, VOID.subset, links
        yield links, RDF.type, VOID.Linkset
        yield links, VOID.subjectsTarget, asal.dataset
        yield links, VOID.objectsTarget, target
        yield links, VOID.linkPredicate, URIRef(str(property_))
        yield links, VOID.triples, Literal(int(str(count)))


def _day(made: str) -> Literal:
    return Literal(made, datatype=XSD.dateTime)


# So long a request waits while a new build is counted; then it is told to come again.
WAITED: Final = 5.0
# Makes an answer of the counted description.
Write = Callable[[Graph], bytes]


@dataclass(slots=True)
class Hitungan:
    """Answers that rest on counting the build in service: counted and written once, however many ask meanwhile.

    Threads of their own do it, one at a time: a request waits for the future as long as it likes. They are daemons, so
    that a server stops without waiting for a count.
    """

    _lock: threading.Lock = field(default_factory=threading.Lock)
    _at_work: threading.Lock = field(default_factory=threading.Lock)
    _build: str = ""
    _made: dict[tuple[str, ...], Future[bytes]] = field(default_factory=dict)
    _counted: tuple[str, Graph] | None = None

    def of(self, sajian: Sajian, name: tuple[str, ...], write: Write) -> Future[bytes]:
        """What ``write`` makes of the description of the build, kept by ``name`` while the build is in service."""
        with self._lock:
            if self._build != sajian.asal.build:
                self._build, self._made = sajian.asal.build, {}
            made = self._made.get(name)
            if made is None or (made.done() and made.exception() is not None):
                made = self._made[name] = Future()
                threading.Thread(target=self._make, args=(sajian, write, made), daemon=True).start()
            return made

    async def ready(self, sajian: Sajian, name: tuple[str, ...], write: Write) -> bytes | None:
        """The same once it is made; None where that takes longer than a request waits: then it is asked for again."""
        waiting = asyncio.wrap_future(self.of(sajian, name, write))
        done, _ = await asyncio.wait([waiting], timeout=WAITED)
        return waiting.result() if done else None

    def _make(self, sajian: Sajian, write: Write, made: Future[bytes]) -> None:
        try:
            with self._at_work:
                if self._counted is None or self._counted[0] != sajian.asal.build:
                    self._counted = sajian.asal.build, void.graph(sajian.knowledge, sajian.vocabulary)
                made.set_result(write(self._counted[1]))
        except Exception as error:
            made.set_exception(error)
