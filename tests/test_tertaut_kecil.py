"""Linked data of builds of a few triples made by hand: more and stranger than the documents are."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from rdflib import RDF, RDFS, Graph, Literal, URIRef
from stores import small
from test_web import Page, Site

from kgkesos.vocab import BASE, KESOS
from kgkesos.web.app import create_app
from kgkesos.web.tertaut import uraian

# What rdflib says of its own parsers.
pytestmark = pytest.mark.filterwarnings("ignore:(ConjunctiveGraph|Dataset):DeprecationWarning")
HUB, OTHER = URIRef(f"{BASE}id/x"), URIRef(f"{BASE}id/z")
MANY, COUNTED = 430, 250
ODD = "https://data.contoh.go.id/kesra%20é/"


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A thing that 430 statements lead to, and one that 250 lead to."""
    kg = tmp_path_factory.mktemp("kecil")
    leading = [(URIRef(f"{BASE}id/y/{number:03d}"), KESOS.kepastian, HUB) for number in range(MANY)]
    others = [(URIRef(f"{BASE}id/y/{number:03d}"), KESOS.basis, OTHER) for number in range(COUNTED)]
    small(kg, "satu", [(HUB, RDFS.label, Literal("Poros")), *leading, *others])
    return Site(create_app(kg))


@pytest.fixture
def hub(app: Site, monkeypatch: pytest.MonkeyPatch) -> Site:
    """Where 250 statements are counted."""
    monkeypatch.setattr(uraian, "COUNTED", COUNTED)
    return app


def leading(text: str) -> set[str]:
    return set(re.findall(r"^<[^>]*/id/y/(\d+)> <[^>]*#kepastian>", text, re.MULTILINE))


def test_pages_go_on_beyond_what_is_counted(hub: Site) -> None:
    found: list[set[str]] = []
    said: list[str] = []
    address = "/id/x.nt"
    while address:
        answer = hub.get(address)
        found.append(leading(answer.text))
        said += re.findall(r'"([^"]*\d+ more) statements', answer.text) or [""]
        following = re.search(r'<([^>]*)>; rel="next"', answer.headers["link"])
        address = following[1] if following else ""
    assert [len(page) for page in found] == [200, 200, 30]
    assert len(set.union(*found)) == MANY
    assert said == ["At least 50 more", "At least 1 more", ""]


def test_a_page_beyond_what_is_counted_is_the_one_that_is_asked_for(hub: Site) -> None:
    first = leading(hub.get("/id/x.nt").text) | leading(hub.get("/id/x.nt?mulai=200").text)
    last = hub.get("/id/x.nt?mulai=400")
    assert len(leading(last.text)) == 30
    assert not leading(last.text) & first
    assert leading(hub.get("/id/x.nt?mulai=430").text) == set()
    assert 'rel="next"' not in last.headers["link"] + hub.get("/id/x.nt?mulai=230").headers["link"]
    assert '</id/x.nt?mulai=429>; rel="next"' in hub.get("/id/x.nt?mulai=229").headers["link"]


def test_the_page_for_people_says_that_there_are_at_least_so_many(hub: Site) -> None:
    for start, said, following in (
        (0, "1–200 dari sedikitnya 250 pernyataan", "/id/x.html?mulai=200"),
        (200, "201–400 dari sedikitnya 401 pernyataan", "/id/x.html?mulai=400"),
        (400, "401–430 dari 430 pernyataan", ""),
    ):
        page = Page(hub.get(f"/id/x.html?mulai={start}").text)
        assert said in page.text
        assert {link for link in page.links if "mulai=" in link} == ({following} if following else set())


def test_just_as_many_as_are_counted_are_all(hub: Site) -> None:
    assert '"50 more statements' in hub.get("/id/z.nt").text
    assert "1–200 dari 250 pernyataan" in Page(hub.get("/id/z.html").text).text


def test_a_base_beyond_ascii_is_answered(tmp_path: Path) -> None:
    """In headers such IRIs stand as URIs (RFC 3987, 3.1), and what is encoded already is not encoded again."""
    new, old = URIRef(f"{ODD}id/baru"), URIRef("https://contoh.id/lama%20é?x=1#y")
    said = [(new, RDFS.label, Literal("Baru")), (new, URIRef("http://purl.org/dc/terms/replaces"), old)]
    small(tmp_path, "satu", said, base=ODD)
    site = Site(create_app(tmp_path), follow=False)
    for suffix, form in (("ttl", "turtle"), ("nt", "nt"), ("jsonld", "json-ld")):
        found = site.get(f"/id/baru.{suffix}")
        assert (new, RDFS.label, Literal("Baru")) in Graph().parse(data=found.text, format=form)
        assert '<https://data.contoh.go.id/kesra%20%C3%A9/id/baru>; rel="about"' in found.headers["link"]
        assert '<https://contoh.id/lama%20%C3%A9?x=1#y>; rel="predecessor-version"' in found.headers["link"]
    for path, status in (("/id/baru", 303), ("/id/baru.html", 200), ("/graf/x", 200), ("/id/nada", 404)):
        assert site.get(path).status_code == status


# ---------- RDF/XML, which holds not everything


def test_rdf_xml_keeps_every_sign_of_a_text(tmp_path: Path) -> None:
    """A bare carriage return is a line feed to a parser of XML (XML 1.0, section 2.11)."""
    words = Literal("satu\r\ndua\rtiga\n\tempat <&>]]> “é” \u2028 ", lang="id")
    small(tmp_path, "satu", [(HUB, RDFS.label, words)])
    app = Site(create_app(tmp_path))
    for path in ("/id/x.rdf", "/graf/x.rdf"):
        said = Graph().parse(data=app.get(path).content, format="xml")
        assert list(said.objects(HUB, RDFS.label)) == [words]


@pytest.mark.parametrize(
    ("triple", "named"),
    [
        ((HUB, URIRef(f"{BASE}id/p/1"), Literal("x")), f"{BASE}id/p/1"),
        ((HUB, URIRef(f"{BASE}id/p/"), Literal("x")), f"{BASE}id/p/"),
        ((HUB, URIRef(f"{RDF}li"), Literal("x")), f"{RDF}li"),
        ((HUB, RDF.type, URIRef(f"{BASE}id/kelas/1")), f"{BASE}id/kelas/1"),
        ((HUB, RDFS.label, Literal("halaman satu\fhalaman dua")), "U+000C"),
        ((HUB, RDFS.label, Literal("\uffff")), "U+FFFF"),
    ],
    ids=["digit", "slash", "li", "class", "form feed", "no character"],
)
@pytest.mark.parametrize("path", ["id/x", "graf/x"])
def test_what_rdf_xml_cannot_write_is_said_and_not_written(
    tmp_path: Path, triple: tuple[URIRef, URIRef, URIRef | Literal], named: str, path: str
) -> None:
    small(tmp_path, "satu", [triple])
    app = Site(create_app(tmp_path))
    for address, accept in ((f"/{path}.rdf", "application/json"), (f"/{path}", "application/rdf+xml")):
        # Of what nobody made before, too.
        head = app.ask("HEAD", address, {"Accept": accept})
        found = app.get(address, Accept=accept)
        assert (found.status_code, found.headers["content-type"]) == (406, "application/problem+json")
        assert (head.status_code, head.content, head.headers["content-type"]) == (406, b"", "application/problem+json")
        assert named in found.json()["detail"]
        assert (found.json()["title"], found.json()["status"]) == ("Not Acceptable", 406)
        addresses = {one["address"] for one in found.json()["places"]}
        assert addresses == {f"/{path}.{suffix}" for suffix in ("html", "ttl", "jsonld", "nt", "trig", "nq")}
    page = app.get(f"/{path}.rdf", Accept="text/html")
    assert (page.status_code, f'href="/{path}.ttl"' in page.text) == (406, True)
    assert triple in Graph().parse(data=app.get(f"/{path}.ttl").text, format="turtle")
