"""The catalogue and the dumps: counted by plain Python, read back whole, fetched in parts, the same bytes each time."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest
from rdflib import DCAT, DCTERMS, FOAF, RDF, VOID, Graph, Literal, URIRef
from test_serve import Served, serving
from test_tertaut import Quads
from test_web import Page, Site

from kgkesos import dumps, pipeline, resources
from kgkesos.errors import BaseIriError
from kgkesos.knowledge import Knowledge
from kgkesos.sparql.description import SD
from kgkesos.terms import Vocabulary, void
from kgkesos.vocab import BASE
from kgkesos.web.app import create_app
from kgkesos.web.server import run
from kgkesos.web.tertaut import katalog
from kgkesos.web.tertaut.katalog import public_base

pytestmark = pytest.mark.filterwarnings("ignore:(ConjunctiveGraph|Dataset):DeprecationWarning")
PUBLIC = "https://data.contoh.go.id/kgkesos/"
DATASET = URIRef(f"{BASE}void.ttl#graf")
WELL_KNOWN = "/.well-known/void"
DUMPS = ("kgkesos.nq.gz", "kgkesos.trig.gz")
IKU = resources.folder("documents") / "iku-dinsos-tapin-2020.txt"


@pytest.fixture(scope="module")
def site(built_kg: Path) -> Site:
    return Site(create_app(built_kg, public=PUBLIC))


@pytest.fixture(scope="module")
def quads(built: Knowledge) -> Quads:
    with gzip.open(built.build.folder / "unduhan" / "kgkesos.nq.gz", "rt", encoding="utf-8") as text:
        return Quads.read(text.read())


@pytest.fixture(scope="module")
def catalogue(site: Site) -> Graph:
    found = site.get(WELL_KNOWN, Accept="text/turtle")
    assert (found.status_code, found.headers["content-type"]) == (200, "text/turtle; charset=utf-8")
    return Graph().parse(data=found.text, format="turtle")


# ---------- dumps


@pytest.mark.parametrize("form", ["nq", "trig"])
def test_a_dump_reads_back_to_the_same_dataset(built: Knowledge, form: str) -> None:
    content = gzip.decompress((built.build.folder / "unduhan" / f"kgkesos.{form}.gz").read_bytes())
    read = set(ox.parse(content, format=ox.RdfFormat.from_extension(form)))
    held = ox.Store.read_only(str(built.build.store))
    assert len(read) > 100_000
    assert read == set(held)


def test_the_same_input_gives_the_same_dumps(tmp_path: Path) -> None:
    """Byte for byte, in two processes whose hashes of text differ; the checksums are those of the files.

    Which build it is says the file beside them, and nothing else.
    """
    found = []
    for seed in ("1", "2"):
        kg = tmp_path / seed
        command = [sys.executable, "-m", "kgkesos", "build", str(IKU), "--kg", str(kg)]
        subprocess.run(command, check=True, capture_output=True, env={**os.environ, "PYTHONHASHSEED": seed})
        (folder,) = (kg / "builds").glob("*/unduhan")
        found.append({path.name: path.read_bytes() for path in folder.iterdir()})
        assert set(found[-1]) == {*DUMPS, "CITATION.cff", "SHA256SUMS"}
        lines = (line.split("  ") for line in found[-1].pop("SHA256SUMS").decode().splitlines())
        sums = {name: sha256 for sha256, name in lines}
        assert sums == {name: hashlib.sha256(content).hexdigest() for name, content in found[-1].items()}
        assert folder.parent.name in found[-1].pop("CITATION.cff").decode()
    assert found[0] == found[1]
    # The head of the file says neither its name nor a time (RFC 1952, section 2.3).
    assert all(content[3] == 0 and content[4:8] == bytes(4) for content in found[0].values())


@pytest.fixture(scope="module")
def served(built_kg: Path) -> Iterator[Served]:
    with serving(built_kg) as found:
        yield found


def test_a_dump_is_fetched_whole_in_parts_and_not_twice(served: Served, built: Knowledge) -> None:
    content = (built.build.folder / "unduhan" / "kgkesos.trig.gz").read_bytes()
    address = f"{served.url}/unduh/kgkesos.trig.gz"

    def get(method: str = "GET", **headers: str) -> httpx.Response:
        told = {name.replace("_", "-"): value for name, value in headers.items()}
        return httpx.request(method, address, headers={"Accept-Encoding": "identity", **told}, trust_env=False)

    whole = get()
    assert whole.content == content
    assert whole.headers["etag"] == f'"{hashlib.sha256(content).hexdigest()}"'
    assert whole.headers["content-type"] == "application/gzip"
    assert "content-encoding" not in whole.headers
    part = get(Range="bytes=1000-1999", If_Range=whole.headers["etag"])
    assert (part.status_code, part.content) == (206, content[1000:2000])
    assert part.headers["content-range"] == f"bytes 1000-1999/{len(content)}"
    assert get(Range="bytes=-10").content == content[-10:]
    assert get(Range=f"bytes={len(content)}-").status_code == 416
    assert get(Range="bytes=0-9", If_Range='"another"').content == content
    assert (get(If_None_Match=whole.headers["etag"]).status_code, get("HEAD").content) == (304, b"")
    assert int(get("HEAD").headers["content-length"]) == len(content)
    sums = served.get("/unduh/SHA256SUMS").text.splitlines()
    assert f"{hashlib.sha256(content).hexdigest()}  kgkesos.trig.gz" in sums


LONG_AGO, FAR_AHEAD = "Sun, 06 Nov 1994 08:49:37 GMT", "Fri, 06 Nov 2093 08:49:37 GMT"


@pytest.mark.parametrize(
    ("method", "asked", "status"),
    [
        # A unit that nobody knows is ignored (RFC 9110, 14.2), as is what says no ranges; so is Range but of GET.
        ("GET", {"Range": "lines=0-9"}, 200),
        ("GET", {"Range": "bytes"}, 200),
        ("GET", {"Range": "bytes=satu-dua"}, 200),
        ("GET", {"Range": "bytes=0-9, -5"}, 206),
        # An end before its beginning is no range; what lies behind the end is left out, where any is left (14.1.2).
        ("GET", {"Range": "bytes=5-3"}, 200),
        ("GET", {"Range": "bytes=0-9, 99999999999-"}, 206),
        ("GET", {"Range": "bytes=99999999999-"}, 416),
        ("HEAD", {"Range": "bytes=0-9"}, 200),
        # 13.1.1: compared strongly
        ("GET", {"If-Match": '"lain"'}, 412),
        ("GET", {"If-Match": 'W/"TAG"'}, 412),
        ("GET", {"If-Match": '"lain", "TAG"'}, 200),
        ("GET", {"If-Match": "*"}, 200),
        # 13.1.3 and 13.1.4, with the older forms of dates (5.6.7); what is no date is ignored
        ("GET", {"If-Modified-Since": FAR_AHEAD}, 304),
        ("HEAD", {"If-Modified-Since": FAR_AHEAD}, 304),
        ("GET", {"If-Modified-Since": LONG_AGO}, 200),
        ("GET", {"If-Modified-Since": "Sunday, 06-Nov-94 08:49:37 GMT"}, 200),
        ("GET", {"If-Modified-Since": "Fri Nov  6 08:49:37 2093"}, 304),
        ("GET", {"If-Modified-Since": "kemarin"}, 200),
        ("GET", {"If-Unmodified-Since": LONG_AGO}, 412),
        ("GET", {"If-Unmodified-Since": FAR_AHEAD}, 200),
        # 13.2.2: tags go before dates
        ("GET", {"If-None-Match": '"lain"', "If-Modified-Since": FAR_AHEAD}, 200),
        ("GET", {"If-Match": '"TAG"', "If-Unmodified-Since": LONG_AGO}, 200),
        ("GET", {"If-Match": '"lain"', "If-None-Match": '"TAG"'}, 412),
        ("GET", {"Range": "bytes=999999999999-"}, 416),
    ],
)
def test_a_dump_is_fetched_on_conditions(
    site: Site, built: Knowledge, method: str, asked: dict[str, str], status: int
) -> None:
    content = (built.build.folder / "unduhan" / "kgkesos.nq.gz").read_bytes()
    sha256 = hashlib.sha256(content).hexdigest()
    told = {name: value.replace("TAG", sha256) for name, value in asked.items()}
    found = site.ask(method, "/unduh/kgkesos.nq.gz", told)
    assert (found.status_code, found.headers["access-control-allow-origin"]) == (status, "*")
    if status == 200:
        assert found.content == (content if method == "GET" else b"")
        assert int(found.headers["content-length"]) == len(content)
    if status == 412:
        assert "lain dari yang disebut" in found.text
    if status == 304:
        assert (found.content, found.headers["etag"]) == (b"", f'"{sha256}"')


def test_what_was_changed_when_a_dump_says_so_is_not_sent_again(site: Site) -> None:
    changed = site.get("/unduh/kgkesos.nq.gz").headers["last-modified"]
    assert site.get("/unduh/kgkesos.nq.gz", **{"If-Modified-Since": changed}).status_code == 304
    assert site.get("/unduh/kgkesos.nq.gz", **{"If-Unmodified-Since": changed}).status_code == 200


def test_downloads_are_listed_with_size_and_checksum(site: Site, built: Knowledge) -> None:
    page = Page(site.get("/unduh").text)
    files = dumps.of(built.build.folder)
    assert tuple(one.name for one in files) == DUMPS
    for one in files:
        assert f"/unduh/{one.name}" in page.links
        assert one.sha256 in page.text
        assert f"{one.size:,}".replace(",", ".") in page.text
    assert {"/unduh/SHA256SUMS", WELL_KNOWN, "/unduh/CITATION.cff"} <= set(page.links)
    assert all(site.get(link).status_code == 200 for link in page.links if link.startswith("/") and "#" not in link)


@pytest.mark.parametrize(
    "path",
    [
        *("/unduh", "/void.ttl", WELL_KNOWN, "/konsep/pmks", "/graf/konsep.nq", "/unduh/SHA256SUMS"),
        *("/unduh/kgkesos.nq.gz", "/ontology", "/ontology.ttl", "/id/tidak-ada"),
    ],
)
def test_scripts_of_other_sites_may_ask(site: Site, path: str) -> None:
    """Fetch, CORS-preflight request; and they may read what they are answered, a refusal, too."""
    found = site.ask("OPTIONS", path, {"Origin": "https://contoh.id", "Access-Control-Request-Method": "GET"})
    assert (found.status_code, found.content) == (204, b"")
    assert found.headers["access-control-allow-methods"] == found.headers["allow"] == "GET, HEAD, OPTIONS"
    assert set(found.headers["access-control-allow-headers"].split(", ")) >= {"Accept", "If-None-Match", "Range"}
    for method in ("HEAD", "DELETE"):
        answer = site.ask(method, path)
        assert answer.headers["access-control-allow-origin"] == "*"
        exposed = set(answer.headers["access-control-expose-headers"].split(", "))
        assert exposed >= {"ETag", "Link", "Content-Range", "Accept-Ranges", "Repr-Digest", "Retry-After"}
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD, OPTIONS")


@pytest.mark.parametrize("path", ["/void.ttl", "/unduh", "/unduh/SHA256SUMS", "/unduh/CITATION.cff", WELL_KNOWN])
def test_what_the_client_has_is_not_sent_again(site: Site, path: str) -> None:
    found = site.get(path)
    assert '</.well-known/void>; rel="describedby"' in found.headers["link"]
    again = site.get(path, **{"If-None-Match": found.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    kept = ("etag", "link", "cache-control", "vary", "access-control-allow-origin")
    assert [again.headers.get(name) for name in kept] == [found.headers.get(name) for name in kept]
    assert site.get(path, **{"If-None-Match": '"lain"'}).content == found.content


@pytest.mark.parametrize("name", ["tidak-ada", "..%2fmanifest.json", "%2e%2e/manifest.json", "kgkesos.nq", "a%00"])
def test_no_other_file_is_given(site: Site, name: str) -> None:
    found = site.get(f"/unduh/{name}")
    assert found.status_code == 404
    assert "project_sha256" not in found.text


def test_a_build_without_dumps_says_so(tmp_path: Path) -> None:
    report = pipeline.build([IKU], tmp_path)
    shutil.rmtree(report.build.folder / "unduhan")
    site = Site(create_app(tmp_path))
    assert "disusun tanpa unduhan" in site.get("/unduh").text
    assert site.get("/unduh/SHA256SUMS").status_code == 404
    assert f'version: "{report.build.name}"' in site.get("/unduh/CITATION.cff").text
    assert site.get(WELL_KNOWN, Accept="text/turtle").status_code == 200


def test_a_build_is_cited_by_its_name_and_day(site: Site, built: Knowledge) -> None:
    manifest = built.build.manifest()
    told = site.get("/unduh/CITATION.cff").text
    assert f"{hashlib.sha256(told.encode()).hexdigest()}  CITATION.cff" in site.get("/unduh/SHA256SUMS").text
    lines = dict(line.split(": ", 1) for line in told.splitlines() if ": " in line)
    assert json.loads(lines["version"]) == manifest["build"]
    assert json.loads(lines["date-released"]) == manifest["made"][:10]
    assert json.loads(lines["  - name"]) == "The kgkesos team"
    for address in ("/unduh", "/konsep/pmks.html", "/ontology.html", "/graf/konsep.html", WELL_KNOWN):
        text = Page(site.get(address).text).text
        assert f"Graf {manifest['build']}, {manifest['made'][:10]}." in text
        assert "https://creativecommons.org/licenses/by/4.0/" in text


# ---------- the catalogue


def test_numbers_are_those_of_the_dump(catalogue: Graph, quads: Quads) -> None:
    triples = set(quads.graphs)

    def number(node: URIRef, property_: URIRef) -> int:
        (found,) = catalogue.objects(node, property_)
        return int(str(found))

    assert number(DATASET, VOID.triples) == len(triples)
    assert number(DATASET, VOID.distinctSubjects) == len({s for s, _, _ in triples})
    assert number(DATASET, VOID.distinctObjects) == len({o for _, _, o in triples})
    assert number(DATASET, VOID.entities) == len({s for s, _, _ in triples if s.startswith(f"<{BASE}id/")})
    kinds = {(s, o) for s, p, o in triples if p == f"<{RDF.type}>"}
    assert number(DATASET, VOID.classes) == len({o for _, o in kinds})
    assert number(DATASET, VOID.properties) == len({p for _, p, _ in triples})
    by_class = {
        f"<{catalogue.value(part, VOID['class'])}>": int(str(catalogue.value(part, VOID.entities)))
        for part in catalogue.objects(DATASET, VOID.classPartition)
    }
    assert by_class == Counter(kind for _, kind in kinds)
    by_property = {
        f"<{catalogue.value(part, VOID.property)}>": int(str(catalogue.value(part, VOID.triples)))
        for part in catalogue.objects(DATASET, VOID.propertyPartition)
    }
    assert by_property == Counter(name for _, name, _ in triples)
    graphs = Counter(name for names in quads.graphs.values() for name in names)
    for graph, count in graphs.items():
        assert number(URIRef(graph), VOID.triples) == count
        assert (URIRef(graph), RDF.type, DCAT.Dataset) in catalogue
        assert (URIRef(f"{BASE}id/katalog"), DCAT.dataset, URIRef(graph)) in catalogue


def test_it_names_every_form(catalogue: Graph) -> None:
    """By W3C's unique URIs for file formats."""
    forms = {"Turtle", "JSON-LD", "N-Triples", "RDF_XML", "TriG", "N-Quads"}
    assert {str(one) for one in catalogue.objects(DATASET, VOID.feature)} == {
        f"http://www.w3.org/ns/formats/{form}" for form in forms
    }


def test_links_to_official_names_are_counted(catalogue: Graph, quads: Quads) -> None:
    target = URIRef(f"{BASE}graf/nomenklatur")
    (links,) = catalogue.subjects(VOID.objectsTarget, target)
    property_ = catalogue.value(links, VOID.linkPredicate)
    assert str(property_) == f"{BASE}ontology#padananKe"
    counted = sum(p == f"<{property_}>" for _, p, _ in quads.graphs)
    assert int(str(catalogue.value(links, VOID.triples))) == counted > 20


def test_it_says_licence_publisher_dates_and_where_to_get_it(catalogue: Graph, built: Knowledge) -> None:
    manifest = built.build.manifest()
    assert set(map(str, catalogue.objects(DATASET, VOID.dataDump))) == {
        f"{PUBLIC}unduh/kgkesos.nq.gz",
        f"{PUBLIC}unduh/kgkesos.trig.gz",
    }
    assert str(catalogue.value(DATASET, VOID.sparqlEndpoint)) == f"{PUBLIC}sparql"
    assert str(catalogue.value(DATASET, VOID.uriSpace)) == f"{BASE}id/"
    assert str(catalogue.value(DATASET, DCTERMS.identifier)) == manifest["build"]
    for node in (DATASET, *catalogue.subjects(RDF.type, DCAT.Dataset), URIRef(f"{BASE}id/katalog")):
        assert str(catalogue.value(node, DCTERMS.license)) == "https://creativecommons.org/licenses/by/4.0/"
        assert str(catalogue.value(node, DCTERMS.modified)) == manifest["made"]
        publisher = catalogue.value(node, DCTERMS.publisher)
        assert str(catalogue.value(publisher, FOAF.name)) == "The kgkesos team"
    for dump in dumps.of(built.build.folder):
        node = URIRef(f"{PUBLIC}unduh/{dump.name}")
        assert (node, RDF.type, DCAT.Distribution) in catalogue
        assert str(catalogue.value(node, DCAT.byteSize)) == str(dump.size)
        assert dump.sha256 in {str(value) for value in catalogue.objects() if isinstance(value, Literal)}
    assert {RDF.type, VOID.exampleResource} <= set(catalogue.predicates(DATASET))


def test_what_is_a_fragment_of_the_description_is_described_there(
    site: Site, catalogue: Graph, built: Knowledge
) -> None:
    """The dataset, the build that each document is part of, the publisher: with licence and citation."""
    described = Graph().parse(data=site.get("/void.ttl").text, format="turtle")
    document = Graph().parse(data=site.get("/konsep/pmks.ttl").text, format="turtle")
    named = {
        term
        for graph in (catalogue, document)
        for row in graph
        for term in row
        if str(term).startswith(f"{BASE}void.ttl#")
    }
    build = built.build.name
    assert {str(term).removeprefix(f"{BASE}void.ttl#") for term in named} == {"graf", "penerbit", build}
    assert all((term, RDF.type, None) in described for term in named)
    version = URIRef(f"{BASE}void.ttl#{build}")
    assert str(described.value(version, DCTERMS.identifier)) == build
    assert str(described.value(version, DCTERMS.issued)) == built.build.manifest()["made"]
    for node in (version, DATASET, URIRef(f"{BASE}void.ttl")):
        assert str(described.value(node, DCTERMS.license)) == "https://creativecommons.org/licenses/by/4.0/"
    assert f"Graf {build}, " in str(described.value(DATASET, DCTERMS.bibliographicCitation))
    assert str(described.value(described.value(DATASET, DCTERMS.publisher), FOAF.name)) == "The kgkesos team"


def test_all_that_is_catalogued_says_what_dcat_ap_requires(site: Site, catalogue: Graph) -> None:
    """DCAT-AP 3, mandatory of catalogues, datasets and services: a title and a description; where data are got."""
    datasets = set(catalogue.subjects(RDF.type, DCAT.Dataset))
    (whole,) = catalogue.subjects(RDF.type, DCAT.Catalog)
    (service,) = catalogue.subjects(RDF.type, DCAT.DataService)
    for one in {*datasets, whole, service}:
        for property_ in (DCTERMS.title, DCTERMS.description):
            said = {value.language: str(value) for value in catalogue.objects(one, property_)}  # type: ignore[attr-defined]
            assert set(said) == {"id", "en"}, (one, property_)
            assert all(said.values())
    for one in datasets:
        files = set(catalogue.objects(one, DCAT.distribution))
        assert files == set(catalogue.objects(one, VOID.dataDump)) != set()
        for file in files:
            assert (file, RDF.type, DCAT.Distribution) in catalogue
            (address,) = catalogue.objects(file, DCAT.downloadURL)
            (access,) = catalogue.objects(file, DCAT.accessURL)
            (media,) = catalogue.objects(file, DCAT.mediaType)
            told = site.ask("HEAD", "/" + str(address).removeprefix(PUBLIC))
            assert told.status_code == site.ask("HEAD", "/" + str(access).removeprefix(PUBLIC)).status_code == 200
            kind = told.headers["content-type"]
            packed = catalogue.value(file, DCAT.compressFormat)
            assert str(packed or media) == f"https://www.iana.org/assignments/media-types/{kind}"


def test_the_catalogue_describes_each_dataset_that_it_lists(catalogue: Graph) -> None:
    listed = set(catalogue.objects(URIRef(f"{BASE}id/katalog"), DCAT.dataset))
    assert len(listed) > 20
    assert listed == set(catalogue.subjects(RDF.type, DCAT.Dataset))
    assert all({title.n3()[-3:] for title in catalogue.objects(one, DCTERMS.title)} == {"@id", "@en"} for one in listed)


def test_examples_and_graphs_of_the_catalogue_are_answered(site: Site, catalogue: Graph) -> None:
    examples = [str(one) for one in catalogue.objects(DATASET, VOID.exampleResource)]
    assert len(examples) == 7
    dumped = [str(one) for one in catalogue.objects(None, VOID.dataDump)]
    assert len(dumped) > 20
    for iri in examples:
        assert site.get("/" + iri.removeprefix(BASE), Accept="text/turtle").status_code == 200
    for address in dumped:
        assert site.ask("HEAD", "/" + address.removeprefix(PUBLIC)).status_code == 200


@pytest.mark.parametrize("form", ["application/ld+json", "application/n-triples", "application/rdf+xml", "text/html"])
def test_it_comes_in_the_form_asked_for(site: Site, catalogue: Graph, form: str) -> None:
    found = site.get(WELL_KNOWN, Accept=form)
    assert (found.status_code, found.headers["vary"]) == (200, "Accept")
    if form == "text/html":
        assert "graf/nomenklatur" in found.text
        assert f"{int(str(catalogue.value(DATASET, VOID.triples))):,}".replace(",", ".") in found.text
    else:
        names = {"application/ld+json": "json-ld", "application/rdf+xml": "xml"}
        read = Graph().parse(data=found.text, format=names.get(form, "nt"))
        assert len(read) == len(catalogue)
        assert set(read.predicate_objects(DATASET)) >= {
            pair for pair in catalogue.predicate_objects(DATASET) if isinstance(pair[1], URIRef)
        }
    assert site.ask("GET", WELL_KNOWN, {"Accept": "image/png"}).status_code == 406
    again = {"Accept": form, "If-None-Match": found.headers["etag"]}
    assert site.ask("GET", WELL_KNOWN, again).status_code == 304


def test_where_it_is_reached_is_a_setting_and_never_the_host_header(site: Site, built_kg: Path) -> None:
    hostile = {"Host": "jahat.example", "X-Forwarded-Host": "jahat.example", "Accept": "application/n-triples"}
    for app in (site, Site(create_app(built_kg))):
        assert "jahat" not in app.ask("GET", WELL_KNOWN, hostile).text
    assert public_base(None, {"server": ("::ffff:10.0.0.5", 80)}, BASE) == "http://10.0.0.5:80/"
    assert public_base(None, {"server": ("fe80::1%eth0", 80)}, BASE) == BASE
    assert public_base(None, {"server": ("/run/kgkesos.sock", None)}, BASE) == BASE
    assert public_base(None, {}, BASE) == BASE
    assert public_base(None, {"server": ("::1", 8000)}, BASE) == "http://[::1]:8000/"
    with pytest.raises(BaseIriError, match="--url"):
        run(built_kg, "127.0.0.1", 0, "data.contoh.go.id")


@pytest.mark.parametrize("where", ["http://10.0.0.5:8000/", "http://[2001:db8::5]:8000/", PUBLIC])
def test_catalogue_and_endpoint_say_one_address_where_they_are_asked(built_kg: Path, where: str) -> None:
    """As in a house's own network, which has no name for the server; --url goes before."""
    app = Site(create_app(built_kg, public=PUBLIC if where == PUBLIC else None))
    asked = "http://10.0.0.5:8000" if where == PUBLIC else where.removesuffix("/")
    headers = {"Accept": "application/n-triples", "Host": "jahat.example"}
    catalogue = Graph().parse(data=app.ask("GET", f"{asked}{WELL_KNOWN}", headers).text, format="nt")
    assert catalogue.value(DATASET, VOID.sparqlEndpoint) == URIRef(f"{where}sparql")
    assert set(catalogue.objects(DATASET, VOID.dataDump)) == {URIRef(f"{where}unduh/{name}") for name in DUMPS}
    service = Graph().parse(data=app.ask("GET", f"{asked}/sparql", headers).text, format="nt")
    assert set(service.objects(None, SD.endpoint)) == {URIRef(f"{where}sparql")}
    assert set(service.objects(None, VOID.sparqlEndpoint)) == {URIRef(f"{where}sparql")}


def test_a_server_on_the_loopback_says_its_own_address(served: Served) -> None:
    headers = {"Accept": "application/n-triples", "Host": "jahat.example"}
    text = httpx.get(served.url + WELL_KNOWN, headers=headers, trust_env=False, timeout=60).text
    assert f"<{served.url}/unduh/kgkesos.nq.gz>" in text
    dump = re.search(r"dataDump> <([^>]*kgkesos.trig.gz)>", text)
    assert dump
    assert httpx.get(dump[1], trust_env=False).status_code == 200


def test_a_build_is_counted_once_and_who_cannot_wait_is_told_to_come_again(
    built_kg: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted: list[str] = []
    count, may_end = void.graph, threading.Event()

    def slow(knowledge: Knowledge, vocabulary: Vocabulary) -> Graph:
        counted.append(knowledge.build.name)
        assert may_end.wait(60)
        return count(knowledge, vocabulary)

    monkeypatch.setattr(void, "graph", slow)
    monkeypatch.setattr(katalog, "WAITED", 0.05)
    site = Site(create_app(built_kg))
    for address in (WELL_KNOWN, "/void.ttl", "/sparql", WELL_KNOWN):
        found = site.get(address)
        assert (found.status_code, found.headers["retry-after"]) == (503, "5")
        assert found.headers["cache-control"] == "no-store"
    may_end.set()
    monkeypatch.setattr(katalog, "WAITED", 60)
    assert [site.get(address).status_code for address in (WELL_KNOWN, "/void.ttl", "/sparql", WELL_KNOWN)] == [200] * 4
    assert len(counted) == 1
