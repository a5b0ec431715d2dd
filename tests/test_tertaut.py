"""Linked data: every IRI that a build mints is answered in every form, and says what the build says, no more."""

from __future__ import annotations

import asyncio
import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import httpx
import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import BNode, Dataset, Graph, URIRef
from rdflib.term import Node
from test_web import Page, Site

from kgkesos.knowledge import Knowledge
from kgkesos.vocab import BASE
from kgkesos.web.app import create_app
from kgkesos.web.tertaut import bentuk

# What rdflib says of its own parsers.
pytestmark = pytest.mark.filterwarnings("ignore:(ConjunctiveGraph|Dataset):DeprecationWarning")

KESOS = f"{BASE}ontology#"
TUJUAN = f"{BASE}id/dokumen/cascading-dinas-sosial/tujuan/1"
SEKRETARIS = "id/dokumen/iki-dinas-sosial-kota-probolinggo-2019/jabatan/sekretaris"
LABELS = {
    "<http://www.w3.org/2000/01/rdf-schema#label>",
    "<http://www.w3.org/2004/02/skos/core#prefLabel>",
    "<http://purl.org/dc/terms/title>",
}
MEDIA = {
    "html": "text/html; charset=utf-8",
    "ttl": "text/turtle; charset=utf-8",
    "jsonld": "application/ld+json",
    "nt": "application/n-triples",
    "rdf": "application/rdf+xml",
    "trig": "application/trig",
    "nq": "application/n-quads",
}
# A line of N-Quads: subject, property, object, graph (empty for the unnamed one).
LINE = re.compile(
    r'(<[^>]*>|_:\S+) (<[^>]*>) (<[^>]*>|_:\S+|"(?:[^"\\]|\\.)*"(?:@[\w-]+|\^\^<[^>]*>)?) ?(<[^>]*>)? ?\.'
)

Line = tuple[str, str, str]


@dataclass(frozen=True)
class Quads:
    """The dataset as its lines, read by plain Python: triples by subject and by object, with the graphs of each."""

    by_subject: dict[str, set[Line]]
    by_object: dict[str, set[Line]]
    graphs: dict[Line, set[str]]

    @classmethod
    def read(cls, text: str) -> Quads:
        found = cls(defaultdict(set), defaultdict(set), defaultdict(set))
        for line in text.splitlines():
            match = LINE.fullmatch(line)
            assert match, line
            triple = (match[1], match[2], match[3])
            found.by_subject[match[1]].add(triple)
            found.by_object[match[3]].add(triple)
            if match[4]:
                found.graphs[triple].add(match[4][1:-1])
        return found

    def minted(self) -> list[str]:
        """Every IRI under the base that the dataset holds as subject, property or object, without fragments; sorted."""
        terms = {term for triple in self.graphs for term in triple}
        named = {graph for graphs in self.graphs.values() for graph in graphs}
        iris = {term[1:-1] for term in terms if term.startswith(f"<{BASE}")} | named
        return sorted({iri.split("#")[0] for iri in iris})

    def closed(self, nodes: set[str]) -> set[Line]:
        """What is said of the blank nodes among ``nodes``, and of those that they lead to."""
        found: set[Line] = set()
        waiting = {node for node in nodes if node.startswith("_:")}
        while waiting:
            more = self.by_subject[waiting.pop()] - found
            found |= more
            waiting |= {triple[2] for triple in more if triple[2].startswith("_:")}
        return found

    def description(self, iri: str) -> set[Line]:
        """What a description of ``iri`` says, where nothing has to be left out."""
        node = f"<{iri}>"
        own = set(self.by_subject[node])
        own |= self.closed({o for _, _, o in own})
        incoming = set(self.by_object[node])
        said = own | incoming | self.closed({s for s, _, _ in incoming})
        for _, property_, quoted in own:
            if property_ == f"<{KESOS}dibuktikanOleh>":
                said |= self.by_subject[quoted]
                files = {o for _, p, o in self.by_subject[quoted] if p == f"<{KESOS}dariRendisi>"}
                said |= {t for file in files for t in self.by_subject[file] if t[1] == f"<{KESOS}namaBerkas>"}
        neighbours = {term for s, _, o in said for term in (s, o) if term.startswith("<")} - {node}
        return said | {t for term in neighbours for t in self.by_subject[term] if t[1] in LABELS}


@pytest.fixture(scope="module")
def quads(built: Knowledge, tmp_path_factory: pytest.TempPathFactory) -> Quads:
    path = tmp_path_factory.mktemp("nq") / "graf.nq"
    with path.open("wb") as out:
        built.store.dump(out, "nq")
    return Quads.read(path.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def site(built_kg: Path) -> Site:
    return Site(create_app(built_kg))


def of_itself(line: Line, path: str) -> bool:
    """Whether a document at ``path`` says this of itself or of its build."""
    return line[0].startswith((f"<{BASE}{path}.", f"<{BASE}void.ttl#"))


def lines(text: str) -> list[tuple[Line, str]]:
    """The statements in N-Triples or N-Quads, with their graphs."""
    found = [LINE.fullmatch(line) for line in text.splitlines()]
    assert all(found), text[:500]
    return [((match[1], match[2], match[3]), (match[4] or "")[1:-1]) for match in found if match]


# ---------- every IRI


@pytest.mark.parametrize("form", bentuk.FORMS, ids=lambda form: form.suffix)
def test_every_iri_that_is_minted_is_answered(site: Site, quads: Quads, form: bentuk.Bentuk) -> None:
    """Every IRI, asked for in one form, leads to its document, which speaks of it.

    The forms take turns: to ask for all in every form takes five minutes, and `test_every_form_says_the_same` holds the
    forms against each other, by other parsers. Every fourth is asked for with an Accept header and redirected, the
    others at the address that they are redirected to: half the requests.
    """
    place = bentuk.FORMS.index(form)
    iris = quads.minted()[place :: len(bentuk.FORMS)]
    assert len(iris) > 900

    async def ask_all() -> list[str]:
        transport = httpx.ASGITransport(app=site.app)
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost", follow_redirects=True) as client:
            asked = [(iri, number % 4 == 0) for number, iri in enumerate(iris)]
            return [fault for iri, by_header in asked if (fault := await fault_of(client, iri, form, by_header))]

    assert asyncio.run(ask_all()) == []


async def fault_of(client: httpx.AsyncClient, iri: str, form: bentuk.Bentuk, by_header: bool) -> str:
    """What is wrong with the answer that ``iri`` gives to a client of ``form``; empty where nothing is."""
    address = "/" + iri.removeprefix(BASE)
    if by_header:
        found = await client.get(address, headers={"Accept": form.media})
    else:
        found = await client.get(f"{address}.{form.suffix}")
    said = f"{iri} as {form.name}: "
    if (found.status_code, found.headers["content-type"]) != (200, MEDIA[form.suffix]):
        return f"{said}{found.status_code} {found.headers['content-type']}"
    if form.suffix == "html":
        return "" if f'<span class="kode">{iri}</span>' in found.text else f"{said}IRI not shown"
    return "" if speaks_of(found.content, form, iri) else f"{said}says nothing of it"


def speaks_of(content: bytes, form: bentuk.Bentuk, iri: str) -> bool:
    """Whether RDF in ``form`` parses, and says something of ``iri`` beside what the document says of itself."""
    said = list(ox.parse(content, format=ox.RdfFormat.from_extension(form.suffix)))
    node, document = ox.NamedNode(iri), ox.NamedNode(f"{iri}.{form.suffix}")
    about = any(quad.subject == node or (quad.object == node and quad.subject != document) for quad in said)
    whole = "/graf/" in iri and len({quad.triple for quad in said}) > 12
    return (about or whole) and any(quad.subject == document for quad in said)


# ---------- exactly what the build says

SAMPLE = (
    TUJUAN,
    f"{TUJUAN}/bukti/teks/1",
    f"{BASE}{SEKRETARIS}",
    f"{BASE}{SEKRETARIS}/fungsi/b",
    f"{BASE}id/perangkat-daerah/kota-probolinggo/dinas-sosial",
    f"{BASE}id/wilayah/kota-probolinggo",
    f"{BASE}id/nomenklatur/2027/1.06.02.3.04-provinsi",
    f"{BASE}id/katalog",
    f"{BASE}konsep/pmks",
    f"{BASE}konsep/bdt",
    f"{BASE}kode/satuan/persen",
    f"{BASE}ontology/0.1.0",
)


def test_a_description_says_exactly_what_the_build_says(site: Site, quads: Quads) -> None:
    """Of a sample and of every 60th IRI; none of them is the object of more statements than a page holds."""
    others = [iri for iri in quads.minted()[::60] if "/graf/" not in iri and not iri.endswith("ontology")]
    small = [iri for iri in (*SAMPLE, *others) if len(quads.by_object[f"<{iri}>"]) <= 200]
    assert len(small) > 100
    assert set(SAMPLE) <= set(small)
    for iri in small:
        path = iri.removeprefix(BASE)
        expected = quads.description(iri)
        assert expected, iri
        said = lines(site.get(f"/{path}.nt").text)
        assert len(said) == len(set(said))
        assert {line for line, _ in said if not of_itself(line, path)} == expected, iri
        told = lines(site.get(f"/{path}.nq").text)
        in_graphs = {(line, graph) for line in expected for graph in quads.graphs[line]}
        assert {(line, graph) for line, graph in told if not of_itself(line, path)} == in_graphs, iri
        assert {graph for line, graph in told if of_itself(line, path)} == {""}


@pytest.mark.parametrize("iri", SAMPLE)
def test_every_form_says_the_same(site: Site, iri: str) -> None:
    """Turtle, JSON-LD, N-Triples, RDF/XML as graphs, TriG and N-Quads as datasets, but for the name of the document.

    Terms are compared with their languages and datatypes.
    """
    path = iri.removeprefix(BASE)

    def said(form: str, suffix: str) -> set[tuple[str, ...]]:
        graph: Graph = Dataset() if suffix in ("trig", "nq") else Graph()
        graph.parse(data=site.get(f"/{path}.{suffix}").text, format=form)
        document = URIRef(f"{iri}.{suffix}")

        def name(term: Node | None) -> str:
            if term is None or isinstance(term, BNode):
                return "" if term is None else "_"
            return "X" if term == document else term.n3()

        rows = graph.quads() if isinstance(graph, Dataset) else iter(graph)
        return {tuple(name(term) for term in row) for row in rows}

    turtle, triples, jsonld = said("turtle", "ttl"), said("nt", "nt"), said("json-ld", "jsonld")
    assert turtle == triples == jsonld == said("xml", "rdf")
    assert said("trig", "trig") == said("nquads", "nq")


@pytest.mark.parametrize("path", ["konsep/pmks", SEKRETARIS, "graf/katalog", "graf/konsep", "ontology"])
@pytest.mark.parametrize("form", [form for form in bentuk.FORMS if form.suffix != "html"], ids=lambda form: form.suffix)
def test_every_form_says_under_which_licence_it_is_of_which_build_and_how_it_is_cited(
    site: Site, built: Knowledge, form: bentuk.Bentuk, path: str
) -> None:
    content = site.get(f"/{path}.{form.suffix}").content
    # What a document says of itself stands in no named graph.
    found = [
        (str(quad.subject), str(quad.predicate), quad.object)
        for quad in ox.parse(content, format=ox.RdfFormat.from_extension(form.suffix))
        if quad.graph_name == ox.DefaultGraph()
    ]
    document, licence = f"{BASE}{path}.{form.suffix}", "https://creativecommons.org/licenses/by/4.0/"

    def told(subject: str, property_: str) -> set[str]:
        term = f"<http://purl.org/dc/terms/{property_}>"
        return {o.value for s, p, o in found if (s, p) == (f"<{subject}>", term) and hasattr(o, "value")}

    manifest = built.build.manifest()
    version = f"{BASE}void.ttl#{manifest['build']}"
    assert told(document, "license") == told(version, "license") == {licence}
    assert len(told(document, "rights")) == 2
    assert told(document, "isPartOf") == {version}
    assert told(version, "identifier") == {manifest["build"]}
    assert told(version, "issued") == {manifest["made"]}
    (citation,) = told(document, "bibliographicCitation")
    assert citation.endswith(f" Graf {manifest['build']}, {manifest['made'][:10]}. {BASE}{path}")


@pytest.mark.parametrize("form", ["ttl", "jsonld", "nt", "rdf", "trig"])
@pytest.mark.parametrize("name", ["katalog", "padanan", "cascading-dinas-sosial"])
def test_every_form_of_a_named_graph_holds_the_same(site: Site, name: str, form: str) -> None:
    """As its N-Quads, which are held against the build itself."""
    path = f"graf/{name}"

    def triples(suffix: str) -> set[str]:
        content = site.get(f"/{path}.{suffix}").content
        return {
            str(quad.triple)
            for quad in ox.parse(content, format=ox.RdfFormat.from_extension(suffix))
            if not str(quad.subject).startswith((f"<{BASE}{path}.", f"<{BASE}void.ttl#"))
        }

    assert triples(form) == triples("nq")
    assert len(triples("nq")) > 5


def test_a_named_graph_is_answered_with_all_that_it_holds(site: Site, quads: Quads) -> None:
    for name in ("padanan", "cascading-dinas-sosial/turunan", "konsep", "katalog"):
        iri = f"{BASE}graf/{name}"
        expected = {line for line, graphs in quads.graphs.items() if iri in graphs}
        told = lines(site.get(f"/graf/{name}.nq").text)
        assert {line for line, graph in told if graph == iri} == expected
        assert all(of_itself(line, f"graf/{name}") for line, graph in told if graph != iri)


def test_the_ontology_is_one_document_with_every_term_at_its_fragment(site: Site, quads: Quads) -> None:
    ontology = {line for line, graphs in quads.graphs.items() if f"{BASE}graf/ontologi" in graphs}
    told = {line for line, _ in lines(site.get("/ontology.nt").text) if not of_itself(line, "ontology")}
    assert told == ontology
    terms = {s[1:-1] for s, _, _ in ontology if s.startswith(f"<{KESOS}")}
    assert len(terms) > 150
    page = site.get("/ontology", Accept="text/html")
    assert {term for term in terms if f'id="{term.removeprefix(KESOS)}"' not in page.text} == set()
    missing = [link for link in Page(page.text).links if link.startswith("#") and f'id="{link[1:]}"' not in page.text]
    assert missing == []


@pytest.mark.parametrize(("path", "many"), [("ontology", 1_000), ("penyelarasan", 100)])
def test_the_iri_of_a_version_gives_the_ontology(site: Site, path: str, many: int) -> None:
    """OWL 2, Structural Specification, section 3.2: the current version is at its version IRI, too."""
    version = f"{path}/0.2.0"

    def said(address: str) -> set[Line]:
        found = lines(site.get(f"/{address}.nt").text)
        return {line for line, _ in found if not of_itself(line, address)}

    assert said(version) == said(path)
    assert len(said(version)) > many
    assert (f"<{BASE}{path}>", "<http://www.w3.org/2002/07/owl#versionIRI>", f"<{BASE}{version}>") in said(version)
    found = Site(site.app, follow=False).get(f"/{version}", Accept="application/rdf+xml")
    assert (found.status_code, found.headers["content-location"]) == (200, f"/{version}.rdf")
    page = site.get(f"/{version}.html").text
    assert f'<span class="kode">{BASE}{version}</span>' in page
    assert ('id="Indikator"' in page) == (path == "ontology")


def test_what_is_left_out_is_counted_and_found_on_the_pages_that_follow(site: Site, quads: Quads) -> None:
    iri = f"{BASE}id/dokumen/iki-dinas-sosial-kota-probolinggo-2019"
    path, total = iri.removeprefix(BASE), len(quads.by_object[f"<{iri}>"])
    assert total > 2_000
    found: set[Line] = set()
    address, pages = f"/{path}.nt", 0
    while address:
        answer = site.get(address)
        incoming = {line for line, _ in lines(answer.text) if line[2] == f"<{iri}>" and not of_itself(line, path)}
        assert len(incoming) <= 200
        assert not found & incoming
        found |= incoming
        pages += 1
        left = total - len(found)
        following = re.search(r'<([^>]*)>; rel="next"', answer.headers["link"])
        assert bool(following) == bool(left) == (f'"{left} more statements' in answer.text)
        address = following[1] if following else ""
    assert found == quads.by_object[f"<{iri}>"]
    assert pages == -(-total // 200)
    page = Page(site.get(f"/{path}.html").text)
    assert f"1–200 dari {total:,}".replace(",", ".") in page.text
    assert f"/{path}.html?mulai=200" in page.links
    for nonsense in ("-1", "abc", "9" * 30, "1e9", "%00"):
        assert site.get(f"/{path}.nt?mulai={nonsense}").status_code == 200


# ---------- HTTP


def test_a_thing_is_no_document_and_a_graph_is_one(site: Site) -> None:
    app = Site(site.app, follow=False)
    thing = app.get(f"/{SEKRETARIS}", Accept="text/turtle")
    assert (thing.status_code, thing.headers["location"]) == (303, f"/{SEKRETARIS}.ttl")
    assert thing.headers["vary"] == "Accept"
    graph = app.get("/graf/konsep", Accept="application/ld+json")
    assert (graph.status_code, graph.headers["content-location"]) == (200, "/graf/konsep.jsonld")
    assert graph.headers["vary"] == "Accept"
    for path in ("ontology", "penyelarasan"):
        assert app.get(f"/{path}").headers["content-location"] == f"/{path}.html"
    for path in ("konsep", "konsep/pmks", "kode/satuan/persen", "id/wilayah/kota-probolinggo", "ontology/0.1.0"):
        assert app.get(f"/{path}").headers["location"] == f"/{path}.html"


@pytest.mark.parametrize(
    ("accept", "suffix"),
    [
        (None, "html"),
        ("", "html"),
        ("*/*", "html"),
        ("text/*", "html"),
        ("application/*", "jsonld"),
        ("text/turtle", "ttl"),
        ("TEXT/Turtle", "ttl"),
        ("text/turtle;charset=utf-8", "ttl"),
        ("text/turtle;q=0.5, application/ld+json;q=0.6", "jsonld"),
        ("text/html;q=0.1, */*;q=0.2", "ttl"),
        ("*/*;q=0.9, text/html;q=0", "ttl"),
        ("application/n-triples, */*;q=0.1", "nt"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8", "html"),
        ("application/rdf+xml, text/turtle;q=0.9", "rdf"),
        # The OWL API (Protege) without a wish; rdflib for each of its formats; RDF4J; a browser of 2010.
        ("application/rdf+xml, application/xml; q=0.7, text/xml; q=0.6, text/plain; q=0.1, */*; q=0.09", "rdf"),
        ("application/rdf+xml, */*;q=0.1", "rdf"),
        ("text/n3, */*;q=0.1", "ttl"),
        ("text/turtle, application/x-turtle, */*;q=0.1", "ttl"),
        ("text/plain, */*;q=0.1", "nt"),
        ("application/trig, */*;q=0.1", "trig"),
        ("application/ld+json, application/json;q=0.9, */*;q=0.1", "jsonld"),
        (
            "application/rdf+xml, text/n3, text/turtle, application/n-triples, application/ld+json, "
            "application/n-quads, application/trix, application/trig",
            "nt",
        ),
        ("text/x-nquads, text/nquads;q=0.9", "nq"),
        (
            "application/xml,application/xhtml+xml,text/html;q=0.9,text/plain;q=0.8,image/png,*/*;q=0.5",
            "html",
        ),
        # Another name of a form takes nothing from its own.
        ("text/plain;q=0, */*;q=0.5, text/html;q=0.1, text/turtle;q=0, application/ld+json;q=0", "nt"),
        ("application/n-triples;q=0.1, text/plain, text/html;q=0.5", "html"),
        ('text/turtle;profile="a,b";q=0.1, application/n-triples;q=0.5', "nt"),
        ('text/turtle;profile="a;q=0"', "ttl"),
        (r'text/turtle;profile="a\"b, image/png;q=1";q=0.3, text/html;q=0.2', "ttl"),
        ('application/ld+json;profile="http://www.w3.org/ns/json-ld#compacted"', "jsonld"),
        ('text/turtle;profile="never ended, text/html', "ttl"),
        (";q=1, text/turtle;;q=0.5", "ttl"),
        ("nonsense", "html"),
        ("text/turtle;q=2", "html"),
        ("image/png", None),
        ("text/html;q=0", None),
        ("*/*;q=0", None),
        ("application/json", None),
    ],
)
def test_the_form_is_the_one_that_is_liked_best(site: Site, accept: str | None, suffix: str | None) -> None:
    headers = {} if accept is None else {"Accept": accept}
    found = Site(site.app, follow=False).ask("GET", "/konsep/pmks", headers)
    if suffix is None:
        assert found.status_code == 406
        assert all(media.partition(";")[0] in found.text for media in MEDIA.values())
        assert found.headers["vary"] == "Accept"
    else:
        assert found.headers["location"] == f"/konsep/pmks.{suffix}"


RANGE = st.tuples(
    st.sampled_from(["*/*", "text/*", "application/*", *(one.media for one in bentuk.FORMS), "a/b"]),
    st.integers(0, 1000),
)


@given(st.lists(RANGE, min_size=1, max_size=6, unique_by=lambda one: one[0]))
@settings(max_examples=300, deadline=None)
def test_weights_are_those_of_the_most_exact_ranges(ranges: list[tuple[str, int]]) -> None:
    """RFC 9110, 12.5.1, told once more in the simplest words."""
    weights = {}
    for form in bentuk.FORMS:
        kind = form.media.partition("/")[0]
        said = dict(ranges)
        weights[form] = said.get(form.media, said.get(f"{kind}/*", said.get("*/*", 0)))
    best = max(weights.values())
    expected = next(form for form in bentuk.FORMS if weights[form] == best) if best else None
    header = ", ".join(f"{media};q={weight / 1000:.3f}" for media, weight in ranges)
    assert bentuk.chosen([header]) is expected


@given(st.text(max_size=80))
def test_any_accept_header_is_read_without_a_fault(text: str) -> None:
    assert bentuk.chosen([text]) is None or bentuk.chosen([text]) in bentuk.FORMS


def test_a_quoted_string_that_never_ends_is_read_once() -> None:
    """Each of its quotes could begin another: read anew from each it would take minutes."""
    assert bentuk.chosen(["text/turtle;a=" + '\\"' * 60_000 + "\\"]) is bentuk.TURTLE


def test_headers_tell_forms_licence_and_catalogue(site: Site) -> None:
    found = site.get("/konsep/pmks.ttl")
    link = found.headers["link"]
    for suffix, media in MEDIA.items():
        assert f'<./pmks.{suffix}>; rel="alternate"; type="{media.partition(";")[0]}"' in link
    assert '<https://creativecommons.org/licenses/by/4.0/>; rel="license"' in link
    assert '</.well-known/void>; rel="describedby"' in link
    assert f'<{BASE}konsep/pmks>; rel="about"' in link
    assert found.headers["access-control-allow-origin"] == "*"
    assert found.headers["cache-control"] == "public, no-cache"
    assert "vary" not in found.headers


def test_the_forms_that_a_head_names_are_there(site: Site) -> None:
    for address in (f"/{SEKRETARIS}.ttl", "/ontology", "/ontology/0.1.0.ttl", "/graf/cascading-dinas-sosial/temuan.nt"):
        found = site.get(address, Accept="text/turtle")
        named = re.findall(r'<([^>]*)>; rel="alternate"; type="([^"]*)"', found.headers["link"])
        assert len(named) == len(MEDIA)
        for target, media in named:
            told = site.ask("HEAD", str(found.url.join(target)))
            assert (told.status_code, told.headers["content-type"].partition(";")[0]) == (200, media)


def test_no_head_is_longer_than_a_proxy_takes(site: Site, quads: Quads) -> None:
    """nginx gives a head 4 KiB unless it is told otherwise; of the longest IRIs, whatever is asked of them."""
    app = Site(site.app, follow=False)
    for iri in sorted(quads.minted(), key=len)[-20:]:
        path = "/" + iri.removeprefix(BASE)
        assert len(path) > 300
        asked = [(path, "text/turtle"), (path, "image/png"), (f"{path}x", "text/html"), (f"{path}x", "text/turtle")]
        for address, accept in (*asked, *((f"{path}.{suffix}?mulai=9", "*/*") for suffix in MEDIA)):
            found = app.get(address, Accept=accept)
            assert sum(len(name) + len(value) + 4 for name, value in found.headers.raw) < 3_000, address


def test_what_the_client_has_is_not_sent_again(site: Site) -> None:
    paths = (
        "konsep/pmks.ttl",
        "konsep/pmks.nt",
        "konsep/pmks.html",
        "konsep/ppks.ttl",
        "graf/konsep.ttl",
        "ontology.html",
    )
    tags = {path: site.get(f"/{path}").headers["etag"] for path in paths}
    assert len(set(tags.values())) == len(paths)
    for path, etag in tags.items():
        for said in (etag, etag.removeprefix("W/"), f'"a", {etag}', "*"):
            again = site.ask("GET", f"/{path}", {"If-None-Match": said})
            assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", etag)
        assert site.ask("GET", f"/{path}", {"If-None-Match": '"other"'}).status_code == 200


@pytest.mark.parametrize("path", ["konsep/pmks.ttl", "konsep/pmks.html", "graf/konsep.nq", "ontology.jsonld"])
def test_head_has_the_headers_alone(site: Site, path: str) -> None:
    whole, head = site.get(f"/{path}"), site.ask("HEAD", f"/{path}")
    assert head.content == b""
    # Each request has a number of its own.
    asked = [found.headers.pop("x-request-id") for found in (whole, head)]
    assert len({*asked}) == 2
    assert {**head.headers} == {**whole.headers}
    assert int(head.headers["content-length"]) == len(whole.content)


def test_options_says_what_may_be_asked(site: Site) -> None:
    found = site.ask("OPTIONS", "/konsep/pmks", {"Origin": "https://contoh.id", "Access-Control-Request-Method": "GET"})
    assert (found.status_code, found.content) == (204, b"")
    assert found.headers["access-control-allow-methods"] == "GET, HEAD, OPTIONS"
    for method in ("POST", "PUT", "DELETE", "PATCH"):
        assert site.ask(method, "/konsep/pmks").status_code == 405


# ---------- what was replaced, and what there never was


def test_what_was_replaced_names_its_successor_in_every_form(site: Site) -> None:
    found = Site(site.app, follow=False).get("/konsep/bdt", Accept="text/turtle")
    assert '</konsep/data-ppfm>; rel="successor-version"' in found.headers["link"]
    assert (
        f"<{BASE}konsep/bdt> <http://purl.org/dc/terms/isReplacedBy> <{BASE}konsep/data-ppfm> ."
        in site.get("/konsep/bdt.nt").text
    )
    page = site.get("/konsep/bdt.html")
    assert "Sudah digantikan" in page.text
    assert "/konsep/data-ppfm" in Page(page.text).links
    newer = site.get("/konsep/data-ppfm.ttl").headers["link"]
    assert '</konsep/bdt>; rel="predecessor-version"' in newer
    assert '</konsep/dtks>; rel="successor-version"' in newer
    assert '</ontology>; rel="successor-version"' in site.get("/ontology/0.1.0.ttl").headers["link"]


@pytest.mark.parametrize(
    ("path", "near"),
    [
        ("konsep/pmkss", "konsep/pmks"),
        ("id/wilayah/kota-probolingo", "id/wilayah/kota-probolinggo"),
        ("id/dokumen/cascading-dinas-sosia/tujuan/1", "id/dokumen/cascading-dinas-sosial"),
        (f"{SEKRETARIS}x", SEKRETARIS),
        ("id/dokumen/cascading-dinas-sosial/tujuan/9", "id/dokumen/cascading-dinas-sosial/tujuan/1"),
        ("ontologi", None),
        ("graf/konseb", "graf/konsep"),
        ("kode/satuan/prosen", "kode/satuan/persen"),
    ],
)
def test_an_iri_that_nobody_minted_is_not_found_and_near_ones_are_named(
    site: Site, path: str, near: str | None
) -> None:
    for form in ("text/html", "text/turtle"):
        found = site.get(f"/{path}", Accept=form)
        assert found.status_code == 404
        if near:
            assert f"/{near}" in found.text
    if near:
        problem = found.json()
        assert found.headers["content-type"] == "application/problem+json"
        assert (problem["title"], problem["status"]) == ("Not Found", 404)
        assert problem["detail"] == "Tidak ada IRI seperti ini dalam graf. (No such IRI.)"
        assert {"address": f"/{near}", "title": f"{BASE}{near}"} in problem["places"]
        assert all(site.get(one["address"]).status_code == 200 for one in problem["places"])


# ---------- bad input

BAD = (
    "/id/..%2f..%2fetc/passwd",
    "/id/%2e%2e/%2e%2e/etc/passwd",
    "/id/....//etc/passwd",
    "/graf/..%5c..%5cwindows",
    "/id/dokumen/cascading-dinas-sosial%22%3E%3Cscript%3E",
    "/id/dokumen/x%27%20or%201=1",
    "/id/dokumen/%7B%7D",
    "/id/dokumen/a%0d%0aX-Injected:%20yes",
    "/id/dokumen/a%00b",
    "/id/dokumen/%ff%fe",
    "/id/dokumen/%c0%ae%c0%ae",
    "/id/dokumen/%zz",
    "/id/dokumen/%",
    "/id/dokumen/%e2%80%ae%e2%80%8bcascading",
    "/id/dokumen/cascading-dinas-sosial%ef%bb%bf",
    "/id/dokumen/cascading%E2%80%90dinas%E2%80%90sosial",
    "/id/",
    "/id",
    "/graf/",
    "/graf",
    "/konsep/",
    "/konsep//pmks",
    "/konsep/pmks/",
    "/konsep/pmks.exe",
    "/konsep/pmks.ttl.ttl",
    "/konsep/.ttl",
    "/konsep.exe",
    "/konsep%2Fpmks",
    "/konsep%2fpmks.ttl",
    "/id/dokumen%2Fcascading-dinas-sosial",
    "/graf/cascading-dinas-sosial%2Ftemuan",
    "/ontology%2F0.2.0",
    "/ontology/Indikator%23",
    "/kode/%3Fx",
)


@pytest.mark.parametrize("address", BAD)
def test_bad_paths_are_not_found_and_echo_nothing_as_markup(site: Site, address: str) -> None:
    for accept in ("text/html", "text/turtle"):
        found = site.get(address, Accept=accept)
        assert found.status_code == 404, found.text[:300]
        assert "x-injected" not in found.headers
        assert "<script" not in found.text
        assert "passwd" not in found.text


def test_a_path_longer_than_any_iri_is_refused(site: Site) -> None:
    found = site.get("/id/dokumen/" + "a" * 3_000, Accept="text/turtle")
    assert (found.status_code, found.json()["title"]) == (414, "URI Too Long")
    assert site.get("/id/dokumen/" + "a/" * 900).status_code == 404


@given(st.text(max_size=60))
@settings(max_examples=150, deadline=None)
def test_any_path_is_answered_without_a_fault(site: Site, text: str) -> None:
    for space in ("id", "konsep", "graf"):
        encoded = quote(text.encode("utf-8", "surrogatepass"), safe="/%")
        found = Site(site.app, follow=False).get(f"/{space}/{encoded}")
        assert found.status_code in (200, 303, 404), (space, text)


def test_the_host_header_is_in_no_answer(site: Site) -> None:
    for address in (
        "/konsep/pmks",
        "/konsep/pmks.ttl",
        "/konsep/pmks.html",
        "/graf/katalog.jsonld",
        "/konsep/tidak-ada",
    ):
        headers = {"Host": "jahat.example", "X-Forwarded-Host": "jahat.example", "Forwarded": "host=jahat.example"}
        found = Site(site.app, follow=False).ask("GET", address, headers)
        assert "jahat" not in found.text
        assert "jahat" not in str(found.headers)
