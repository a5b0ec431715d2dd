"""Clients of SPARQL endpoints, as people use them, at a real server: what they give is what the documents print."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import pytest
import rdflib
from rdflib import RDF, SKOS, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from sparql_server import until
from test_serve import Served, serving

HERE = Path(__file__).parent
COMUNICA = HERE / "clients" / "node_modules" / "@comunica" / "query-sparql" / "bin" / "query.js"
KESOS = rdflib.Namespace("https://w3id.org/kgkesos/ontology#")
KONSEP = rdflib.Namespace("https://w3id.org/kgkesos/konsep/")
DOCUMENT = "https://w3id.org/kgkesos/id/dokumen/iku-dinas-sosial-kabupaten-tapin-2020"
# The column "Indikator Kinerja Utama" of documents/iku-dinsos-tapin-2020.txt.
PRINTED = {
    "Persentase Penyandang Masalah Kesejahteraan Sosial (PMKS) yang memperoleh perlindungan jaminan sosial",
    "Persentase Penyandang Masalah Kesejahteraan Sosial (PMKS) yang memperoleh rehabilitasi sosial",
    "Persentase Potensi Sumber Kesejahteraan Sosial (PSKS) yang berpartisipasi dalam melayani Penyandang Masalah "
    "Kesejahteraan Sosial (PMKS)",
}
NAMES = f"""PREFIX kesos: <{KESOS}> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT DISTINCT ?nama WHERE {{ ?i a kesos:Indikator ; rdfs:label ?nama FILTER(STRSTARTS(STR(?i), "{DOCUMENT}/")) }}"""
HELD = f"ASK {{ <{KONSEP.pmks}> <{SKOS.altLabel}> 'Penyandang Masalah Kesejahteraan Sosial'@id }}"
NARROWER = f"CONSTRUCT {{ ?s <{SKOS.narrower}> ?o }} WHERE {{ ?s <{SKOS.narrower}> ?o . FILTER(?s = <{KONSEP.pmks}>) }}"
# skos:narrower of PMKS in ontology/konsep.ttl.
KINDS = {(KONSEP.pmks, SKOS.narrower, KONSEP[name]) for name in (
    "bekas-narapidana", "penyandang-cacat", "wanita-rawan-sosial-ekonomi",
)}  # fmt: skip


@pytest.fixture(scope="module")
def served(built_kg: Path) -> Iterator[Served]:
    with serving(built_kg, "--workers", 2) as found:
        until(lambda: found.get("/health/ready").status_code == 200, 30)
        yield found


@pytest.fixture(scope="module")
def url(served: Served) -> str:
    return f"{served.url}/sparql"


# SPARQLWrapper


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("way", ["urlencoded", "postdirectly"])
def test_sparqlwrapper_asks_rows(url: str, method: str, way: str) -> None:
    wrapper = pytest.importorskip("SPARQLWrapper", reason="SPARQLWrapper is not installed")
    asked = wrapper.SPARQLWrapper(url, returnFormat=wrapper.JSON)
    asked.setMethod(method)
    asked.setRequestMethod(way)
    asked.setQuery(NAMES)
    rows = asked.queryAndConvert()["results"]["bindings"]
    assert ({row["nama"]["value"] for row in rows}, len(rows)) == (PRINTED, 3)


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")
def test_sparqlwrapper_takes_every_form(url: str) -> None:
    wrapper = pytest.importorskip("SPARQLWrapper", reason="SPARQLWrapper is not installed")

    def asked(query: str, form: str) -> object:
        client = wrapper.SPARQLWrapper(url)
        client.setReturnFormat(form)
        client.setQuery(query)
        return client.queryAndConvert()

    xml = asked(NAMES, wrapper.XML)
    assert {one.firstChild.data for one in xml.getElementsByTagName("literal")} == PRINTED  # type: ignore[attr-defined]
    table = asked(NAMES, wrapper.CSV)
    assert {row["nama"] for row in csv.DictReader(io.StringIO(table.decode()))} == PRINTED  # type: ignore[attr-defined]
    assert asked(HELD, wrapper.JSON) == {"head": {}, "boolean": True}
    for form in (wrapper.TURTLE, wrapper.N3, wrapper.RDFXML, wrapper.XML, wrapper.JSONLD):
        found = asked(NARROWER, form)
        graph = found if isinstance(found, rdflib.Graph) else rdflib.Graph().parse(data=found, format="turtle")  # type: ignore[arg-type]
        assert set(graph) == KINDS


def test_sparqlwrapper_tells_what_is_wrong_with_a_query(url: str) -> None:
    wrapper = pytest.importorskip("SPARQLWrapper", reason="SPARQLWrapper is not installed")
    asked = wrapper.SPARQLWrapper(url, returnFormat=wrapper.JSON)
    asked.setQuery("SELECT ?s WHERE { ?s ?p }")
    with pytest.raises(wrapper.SPARQLExceptions.QueryBadFormed):
        asked.query()


# rdflib


def test_rdflib_reads_the_endpoint_as_a_graph(url: str) -> None:
    graph = rdflib.Graph(store=SPARQLStore(url))
    assert set(graph.triples((KONSEP.pmks, SKOS.narrower, None))) == KINDS
    assert (KONSEP.pmks, RDF.type, SKOS.Concept) in graph
    assert (KONSEP.pmks, RDF.type, KESOS.Indikator) not in graph
    assert {str(row[0]) for row in graph.query(NAMES)} == PRINTED  # type: ignore[index]
    bound = graph.query("SELECT ?o WHERE { ?s ?p ?o }", initBindings={"s": KONSEP.pmks, "p": SKOS.narrower})
    assert {row[0] for row in bound} == {o for _, _, o in KINDS}  # type: ignore[index]
    assert graph.query(HELD).askAnswer is True
    assert set(graph.query(NARROWER).graph or ()) == KINDS


def test_rdflib_posts_and_names_a_graph(url: str) -> None:
    store = SPARQLStore(url, method="POST", returnFormat="json")
    concepts = rdflib.Graph(store=store, identifier=URIRef("https://w3id.org/kgkesos/graf/konsep"))
    assert set(concepts.triples((KONSEP.pmks, SKOS.narrower, None))) == KINDS


# roqet, of Debian's rasqal-utils


@pytest.fixture(scope="module")
def roqet() -> str:
    found = shutil.which("roqet")
    if found is None:
        pytest.skip("roqet is not installed (apt-get install rasqal-utils)")
    return found


def said(*words: object) -> str:
    ended = subprocess.run([str(word) for word in words], capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode == 0, ended.stderr
    return ended.stdout


def test_roqet_asks_rows(roqet: str, url: str) -> None:
    """It accepts no graph of a protocol's service: its Accept header names tables alone."""
    xml = ET.fromstring(said(roqet, "-q", "-p", url, "-r", "xml", "-e", NAMES))
    assert {one.text for one in xml.iter("{http://www.w3.org/2005/sparql-results#}literal")} == PRINTED
    table = list(csv.DictReader(io.StringIO(said(roqet, "-q", "-p", url, "-r", "csv", "-e", NAMES))))
    assert {row["nama"] for row in table} == PRINTED


# Comunica


@pytest.fixture(scope="module")
def comunica() -> tuple[str, str]:
    node = shutil.which("node")
    if node is None or not COMUNICA.is_file():
        pytest.skip("node or Comunica is not installed (make clients)")
    return node, str(COMUNICA)


def test_comunica_asks_rows_and_a_graph(comunica: tuple[str, str], url: str) -> None:
    # Told what it is, and left to find out: it reads the service description then.
    rows = json.loads(said(*comunica, f"sparql@{url}", "-q", NAMES, "-t", "application/sparql-results+json"))
    assert {row["nama"]["value"] for row in rows["results"]["bindings"]} == PRINTED
    graph = said(*comunica, url, "-q", NARROWER, "-t", "application/n-triples")
    assert set(rdflib.Graph().parse(data=graph, format="nt")) == KINDS
