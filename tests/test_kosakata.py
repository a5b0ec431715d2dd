"""The vocabulary as pages, as one offline page, and through the API; what the command line writes of it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from commands import kgkesos
from rdflib import OWL, RDF, RDFS, SKOS, Graph, Literal, URIRef
from test_web import Page, Site

from kgkesos import pipeline, resources, terms
from kgkesos.knowledge import Knowledge
from kgkesos.terms import context, reading, rules, skos, void
from kgkesos.web.app import create_app
from kgkesos.web.kosakata import offline
from kgkesos.web.rendering import Renderer

ONTOLOGY = "https://w3id.org/kgkesos/ontology#"
BASE = "https://w3id.org/kgkesos/"
STATUS = URIRef(f"{ONTOLOGY}statusSumber")
UNREAD = "Naskah sumbernya belum kami baca, atau hanya pengetahuan umum. Periksa dulu sebelum dikutip sebagai fakta."


@cache
def files() -> Graph:
    """What the files say, read plainly."""
    whole = Graph()
    for name in ("kgkesos.ttl", "konsep.ttl", "kode.ttl"):
        whole.parse(resources.folder("ontology") / name)
    return whole


def own_terms() -> list[URIRef]:
    """Every class, property, scheme, concept, code and collection of the project."""
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
    found = {one for kind in kinds for one in files().subjects(RDF.type, kind) if str(one).startswith(ONTOLOGY)}
    for kind in (SKOS.ConceptScheme, SKOS.Concept, SKOS.Collection):
        found |= set(files().subjects(RDF.type, kind))
    return sorted(one for one in found if isinstance(one, URIRef))


def said(term: URIRef, language: str, *predicates: URIRef) -> str:
    """What the files say of a term in a language."""
    texts = [text for predicate in predicates for text in files().objects(term, predicate)]
    return next((str(text) for text in texts if isinstance(text, Literal) and text.language == language), "")


def squeezed(text: str) -> str:
    return " ".join(text.split())


class Sections(HTMLParser):
    """The text of each article, by the id of its heading; every id, address, element and sheet of the page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.articles: dict[str, str] = {}
        self.ids: list[str] = []
        self.addresses: list[str] = []
        self.links: list[str] = []
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.sheet = ""
        self._open: str | None = None
        self._in_sheet = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.add(tag)
        self.attributes |= set(given)
        self.addresses += [given[name] or "" for name in ("src", "srcset", "action", "data", "poster") if name in given]
        if "href" in given:
            self.links.append(given["href"] or "")
        if "id" in given:
            self.ids.append(given["id"] or "")
        if tag == "article":
            self._open = given["aria-labelledby"]
            self.articles[str(self._open)] = ""
        self._in_sheet = tag == "style"

    def handle_endtag(self, tag: str) -> None:
        if tag == "article":
            self._open = None
        self._in_sheet = False

    def handle_data(self, data: str) -> None:
        if self._open is not None:
            self.articles[self._open] += data
        if self._in_sheet:
            self.sheet += data


@pytest.fixture(scope="module")
def whole() -> str:
    return Renderer().text(offline.TEMPLATE, offline.page(terms.load()))


@pytest.fixture(scope="module")
def site(built_kg: Path) -> Site:
    return Site(create_app(built_kg))


# ---------- the whole as one page


def test_every_term_is_on_the_page_with_its_meaning_and_status(whole: str) -> None:
    page = Sections(whole)
    found = own_terms()
    assert len(page.articles) == len(found) > 300
    for term in found:
        path = str(term).removeprefix(BASE)
        text = squeezed(page.articles[path.split("#")[-1]])
        for language in ("id", "en"):
            assert squeezed(said(term, language, RDFS.label, SKOS.prefLabel)) in text
            assert squeezed(said(term, language, SKOS.definition)) in text
        assert f"dengan IRI-nya: {term}" in text
        status = files().value(term, STATUS)
        meaning = {
            "belum diperiksa": f"belum diperiksa {UNREAD}",
            "terbaca": "terbaca Sumber yang disebut sudah kami baca.",
        }
        assert (
            meaning[str(status)] in text if status else re.search("Status sumber (rancangan|tidak dicatat|tanpa)", text)
        )
        for other in (*files().objects(term, SKOS.example), *files().objects(term, SKOS.altLabel)):
            assert squeezed(str(other)) in text


def test_the_page_needs_nothing_else_and_its_links_hold(whole: str) -> None:
    page = Sections(whole)
    assert whole.startswith("<!doctype html>")
    assert '<html lang="id">' in whole
    assert page.addresses == []
    assert not {"script", "img", "link", "iframe", "object", "form"} & page.tags
    assert not {name for name in page.attributes if name == "style" or name.startswith("on")}
    assert not re.search(r"url\(|@import|<", page.sheet)
    assert "--utama" in page.sheet
    assert len(page.ids) == len(set(page.ids))
    assert set(page.links) <= {f"#{name}" for name in page.ids}
    assert {f"#{name}" for name in page.articles} <= set(page.links), "every term is in the table of contents"


def test_the_same_files_give_the_same_page(whole: str) -> None:
    assert Renderer().text(offline.TEMPLATE, offline.page(reading.read(reading.sources()))) == whole


def test_a_replaced_term_says_by_what_since_when_and_why(whole: str) -> None:
    text = squeezed(Sections(whole).articles["konsep/pmks"])
    assert "Digantikan oleh PPKS konsep:ppks sejak 2019, menurut Permensos 5/2019" in text
    assert "Arti konsep ini dikatakan oleh dokumen, bukan oleh kosakata ini." in text
    back = squeezed(Sections(whole).articles["konsep/ppks"])
    assert "Menggantikan PMKS konsep:pmks sejak 2019, menurut Permensos 5/2019" in back


def test_an_alignment_says_how_close_and_why(whole: str) -> None:
    text = squeezed(Sections(whole).articles["Indikator"])
    assert (
        "dekat artinya dengan cids:Indicator https://ontology.commonapproach.org/cids#Indicator: "
        "Keduanya alat ukur sebuah hasil; Indikator juga mengukur program" in text
    )
    assert "sama artinya dengan unit:PERCENT" in squeezed(Sections(whole).articles["kode/satuan/persen"])


def test_a_chain_is_told_in_its_order(whole: str) -> None:
    text = squeezed(Sections(whole).articles["penanggungJawab"])
    assert "Disimpulkan dari rangkaian mengukur kesos:mengukur lalu dilaksanakan oleh kesos:dilaksanakanOleh" in text


# ---------- pages of the server


def test_the_list_leads_to_every_term(site: Site) -> None:
    page = Page(site.get("/kosakata").text)
    addresses = [f"/kosakata/{str(one).removeprefix(BASE).replace('#', '/')}" for one in own_terms()]
    assert sorted(link for link in page.links if link.startswith("/kosakata/")) == sorted(addresses)
    assert f"{len(addresses)} istilah; versi 0.2.0." in page.text
    assert "/kosakata" in Page(site.get("/").text).links
    assert re.search(r'<a href="/kosakata" aria-current="page">Kosakata</a>', site.get("/kosakata").text)


@pytest.mark.parametrize(
    ("kata", "found"),
    [
        ("WRSE", ["konsep/wanita-rawan-sosial-ekonomi"]),
        ("socio-economically vulnerable woman (older", ["konsep/wanita-rawan-sosial-ekonomi"]),
        (f"{ONTOLOGY}Indikator", ["ontology/Indikator"]),
        ("KEDALAMAN DATA", ["kode/bidang/kedalaman-data"]),
        ("tidak ada yang begini", []),
        ("<script>alert(1)</script>", []),
    ],
)
def test_the_list_is_filtered_by_words(site: Site, kata: str, found: list[str]) -> None:
    answer = site.get(f"/kosakata?kata={kata.replace('#', '%23')}")
    page = Page(answer.text)
    assert [link for link in page.links if link.startswith("/kosakata/")] == [f"/kosakata/{path}" for path in found]
    assert ("Tidak ada istilah yang memuat kata itu." in page.text) == (not found)
    assert page.tags["script"] == 0


def test_the_page_of_a_class_shows_meaning_uses_and_rules(site: Site, built: Knowledge) -> None:
    page = Page(site.get("/kosakata/ontology/Indikator").text)
    named = [node for node in built.lookup.nodes() if node.kind == "Indikator"]
    assert "Alat ukur sebuah simpul kinerja, atau satu data statistik dalam lembar metadata." in page.text
    assert "The measuring tool of a performance node, or one statistic of a metadata sheet." in page.text
    assert f"{len(named)} kali dalam graf ini:" in page.text
    assert f"{len(named)} hal, 20 yang pertama ditampilkan." in page.text
    first = sorted(node.iri for node in named)[:20]
    assert [link for link in page.links if link.startswith("/id/")] == [iri.removeprefix(BASE[:-1]) for iri in first]
    assert "/temuan?kode=indikator-tanpa-formula" in page.links
    assert "/jawaban/formula-indikator" in page.links
    assert "satuan-tercetak" in page.text
    assert "Nomor … di bawah induk yang sama sudah dipakai oleh" in page.text
    assert "{?" not in page.text
    assert "/kosakata/ontology/Rekaman" in page.links
    assert "tercetak dalam cascading-dinas-sosial: " in page.text


def test_the_page_of_a_concept_leads_to_what_documents_say_of_it(site: Site) -> None:
    page = Page(site.get("/kosakata/konsep/pmks").text)
    assert "/jawaban/definisi?istilah=PMKS" in page.links
    assert "Digantikan oleh PPKS konsep:ppks sejak 2019, menurut Permensos 5/2019" in page.text
    assert "Definisi kesos:Definisi, melalui mendefinisikan kesos:mendefinisikan" in page.text
    defined = site.get("/api/answers/definisi?istilah=PMKS").json()["rows"]
    assert {row["simpul"].removeprefix(BASE[:-1]) for row in defined} <= set(page.links)


@pytest.mark.parametrize("path", ["konsep/siks-ng", "konsep/wanita-rawan-sosial-ekonomi", "ontology/mendukung"])
def test_a_term_that_was_not_checked_says_so_in_plain_words(site: Site, path: str) -> None:
    assert f"Status sumber belum diperiksa {UNREAD}" in Page(site.get(f"/kosakata/{path}").text).text
    assert re.search("tingkat-sedang..?belum diperiksa", site.get(f"/kosakata?kata={path}").text)


@pytest.fixture(scope="module")
def statuses(site: Site) -> Callable[[str], int]:
    """The status of an address, asked once: pages of terms have most links in common."""
    return cache(lambda address: site.get(address).status_code)


@pytest.mark.parametrize(
    "path",
    ["ontology/dibuktikanOleh", "ontology/Konsep", "ontology/statusSumber", "kode/satuan/persen", "ontology/Wilayah"],
)
def test_every_link_of_a_term_leads_somewhere(site: Site, statuses: Callable[[str], int], path: str) -> None:
    links = {link.split("#")[0] for link in Page(site.get(f"/kosakata/{path}").text).links} - {""}
    assert len(links) > 10
    assert {link: statuses(link) for link in links} == dict.fromkeys(links, 200)


def test_a_build_that_knows_nothing_of_a_term_says_so(tmp_path: Path) -> None:
    pipeline.build([resources.folder("documents") / "metadata-sipd-jumlah-kkks.txt"], tmp_path)
    only = Site(create_app(tmp_path))
    for path in ("ontology/Jabatan", "ontology/mendukung", "konsep/siks-ng"):
        found = only.get(f"/kosakata/{path}")
        assert found.status_code == 200
        assert "Belum dipakai: tidak ada pernyataan dalam graf ini yang memakai istilah ini." in Page(found.text).text
    assert "Belum dipakai" not in only.get("/kosakata/ontology/Indikator").text


@pytest.mark.parametrize(
    "path",
    [
        "tidak-ada",
        "ontology/TidakAda",
        "ontology",
        "",
        "konsep/pmks/",
        "kode/basis/%3Cscript%3E",
        "..%2Fid%2Fkatalog",
        "a" * 3000,
    ],
)
def test_an_unknown_term_is_not_found(site: Site, path: str) -> None:
    found = site.get(f"/kosakata/{path}")
    assert found.status_code == 404
    assert Page(found.text).tags["script"] == 0
    answer = site.get(f"/api/terms/{path}")
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/json"
    assert set(answer.json()) == {"detail", "choices"}


def test_a_thing_leads_to_the_meaning_of_its_kind(site: Site) -> None:
    address = "/id/dokumen/iki-dinas-sosial-kota-probolinggo-2019/jabatan/sekretaris"
    assert "/kosakata/ontology/Jabatan" in Page(site.get(address).text).links


def test_files_for_programs_are_those_of_the_command_line(site: Site, built: Knowledge, whole: str) -> None:
    expected = {
        "/konteks.jsonld": ("application/ld+json", context.text(terms.load())),
        "/void.ttl": ("text/turtle; charset=utf-8", void.text(built, terms.load())),
        "/skos.ttl": ("text/turtle; charset=utf-8", skos.text(reading.sources())),
        "/kosakata.html": ("text/html; charset=utf-8", whole),
    }
    for address, (kind, text) in expected.items():
        found = site.get(address)
        assert (found.status_code, found.headers["content-type"]) == (200, kind)
        assert found.text == text
        assert "Content-Security-Policy" in found.headers
    assert set(expected) <= set(Page(site.get("/kosakata").text).links)
    # A page with a sheet of its own would lose it under the server's policy: it is kept, not opened.
    assert site.get("/kosakata.html").headers["content-disposition"] == 'attachment; filename="kosakata-kgkesos.html"'


# ---------- the API


def test_the_api_lists_the_terms(site: Site) -> None:
    found = site.get("/api/terms").json()
    assert {one["iri"] for one in found} == {str(term) for term in own_terms()}
    assert site.get("/api/terms?kata=WRSE").json() == [
        {
            "iri": f"{BASE}konsep/wanita-rawan-sosial-ekonomi",
            "name": "konsep:wanita-rawan-sosial-ekonomi",
            "kind": "concept",
            "path": "konsep/wanita-rawan-sosial-ekonomi",
            "label": {
                "id": "Wanita rawan sosial ekonomi",
                "en": "Socio-economically vulnerable woman (older term)",
            },
            "definition": {"id": "", "en": ""},
            "status": "belum diperiksa",
        }
    ]


def test_the_api_tells_a_term_its_uses_and_its_rules(site: Site, built: Knowledge) -> None:
    found = site.get("/api/terms/konsep/pmks").json()
    assert found["build"] == built.build.name
    assert found["term"]["replaced_by"] == [
        {
            "term": {"iri": f"{BASE}konsep/ppks", "name": "konsep:ppks", "label": "PPKS", "path": "konsep/ppks"},
            "year": "2019",
            "basis": "Permensos 5/2019",
        }
    ]
    assert found["usage"]["uses"] == sum(one["uses"] for one in found["usage"]["graphs"]) > 0
    through = {(one["kind"]["name"], (one["through"] or {}).get("name")): one for one in found["usage"]["kinds"]}
    kind = through["kesos:Definisi", "kesos:mendefinisikan"]
    assert (kind["count"], len(kind["things"])) == (4, 4)
    asked = site.get("/api/terms/ontology/Indikator").json()
    assert [one["name"] for one in asked["rules"]] == [rule.name for rule in rules.using(f"{ONTOLOGY}Indikator")]
    assert asked["usage"]["kinds"][0]["through"] is None


# ---------- hostile words

EVIL = "Indikator <script>alert(1)</script> \"kutip\" & 'petik' <img src=x onerror=alert(2)>"


def hostile() -> terms.Vocabulary:
    """A copy of the vocabulary in which a class and a concept say markup wherever they say anything."""
    given = reading.sources()
    ontology, concepts, alignments = Graph() + given.ontology, Graph() + given.concepts, Graph() + given.alignments
    iri, concept = URIRef(f"{ONTOLOGY}Indikator"), URIRef(f"{BASE}konsep/pmks")
    for predicate in (RDFS.label, SKOS.definition):
        ontology.remove((iri, predicate, None))
        for language in ("id", "en"):
            ontology.add((iri, predicate, Literal(EVIL, lang=language)))
    for predicate in (SKOS.example, SKOS.scopeNote, SKOS.notation, URIRef("http://purl.org/dc/terms/source")):
        ontology.add((iri, predicate, Literal(EVIL)))
    concepts.add((concept, SKOS.altLabel, Literal(EVIL, lang="id")))
    for name in ("dasarPenggantian", "tahunPenggantian"):
        concepts.set((concept, URIRef(ONTOLOGY + name), Literal(EVIL)))
    for axiom in list(alignments.subjects(OWL.annotatedSource, iri)):
        alignments.remove((axiom, RDFS.comment, None))
        alignments.add((axiom, RDFS.comment, Literal(EVIL, lang="id")))
    return reading.read(reading.Sources(ontology, concepts, given.codes, alignments))


def escaped(text: str) -> str:
    found = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return found.replace('"', "&#34;").replace("'", "&#39;")


@pytest.mark.parametrize(
    "address",
    [
        "/kosakata",
        "/kosakata/ontology/Indikator",
        "/kosakata/konsep/pmks",
        "/kosakata/ontology/Rekaman",
        "/kosakata.html",
    ],
)
def test_markup_in_a_vocabulary_is_text(built_kg: Path, address: str) -> None:
    found = Site(create_app(built_kg, hostile)).get(address)
    page = Page(found.text)
    assert found.status_code == 200
    assert page.tags["script"] == page.tags["img"] == 0
    assert not {name for name in page.attributes if name.startswith("on")}
    assert escaped(EVIL) in found.text
    assert EVIL not in found.text


# ---------- the command line


def export(*arguments: object, place: Path, code: int = 0) -> CompletedProcess[str]:
    done = kgkesos("export", *arguments, cwd=place)
    assert done.returncode == code, done.stderr
    return done


def test_the_vocabulary_is_written_without_a_graph(tmp_path: Path, whole: str) -> None:
    expected = {"html": whole, "skos": skos.text(reading.sources()), "context": context.text(terms.load())}
    for form, text in expected.items():
        assert export("--format", form, place=tmp_path).stdout == text
        export("--format", form, "-o", f"kosakata.{form}", place=tmp_path)
        assert (tmp_path / f"kosakata.{form}").read_text(encoding="utf-8") == text
    assert sorted(path.name for path in tmp_path.iterdir()) == ["kosakata.context", "kosakata.html", "kosakata.skos"]
    assert json.loads(expected["context"])["@context"]["Indikator"] == {"@id": "kesos:Indikator"}


def test_the_description_is_that_of_the_graph(tmp_path: Path, built_kg: Path, built: Knowledge) -> None:
    done = export("--format", "void", "--kg", built_kg, place=tmp_path)
    assert done.stdout == void.text(built, terms.load())


def test_what_cannot_be_written_is_told_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "berkas").write_text("", encoding="utf-8")
    (tmp_path / "lama.ttl").write_text("yang lama", encoding="utf-8")
    refused = [
        export("--format", "void", "--kg", "tiada", "-o", "lama.ttl", place=tmp_path, code=2),
        export("--format", "html", "-o", "berkas/x.html", place=tmp_path, code=2),
        export("--format", "html", "-o", "tiada/x.html", place=tmp_path, code=2),
        export("--format", "skos", "-o", ".", place=tmp_path, code=2),
    ]
    for done in refused:
        assert re.fullmatch(r"kgkesos: [^\n]+\n", done.stderr)
        assert done.stdout == ""
    export("--format", "pdf", place=tmp_path, code=2)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["berkas", "lama.ttl"]
    assert (tmp_path / "lama.ttl").read_text(encoding="utf-8") == "yang lama"
