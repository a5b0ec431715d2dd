"""What the endpoint says of itself: SPARQL 1.1 Service Description, VoID statistics of the build, example queries.

Vocabularies: https://www.w3.org/TR/sparql11-service-description/, https://www.w3.org/TR/void/; examples as executables
of SHACL (https://www.w3.org/TR/shacl-af/#SPARQLExecutable), as endpoints of bioinformatics publish theirs.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from rdflib import DCAT, DCTERMS, PROV, RDF, RDFS, SDO, SH, VOID, XSD, BNode, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from kgkesos.knowledge import Knowledge
from kgkesos.sparql import examples
from kgkesos.sparql.limits import Limits, told
from kgkesos.store import Triple
from kgkesos.terms import void

SD: Final = Namespace("http://www.w3.org/ns/sparql-service-description#")
_FORMATS: Final = Namespace("http://www.w3.org/ns/formats/")
# The forms of answers as the W3C lists them (https://www.w3.org/ns/formats/).
_RESULTS: Final = (
    "SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV",
    "Turtle", "N-Triples", "JSON-LD", "RDF_XML",
)  # fmt: skip
# The address of the server is told by each request; this stands for it until then.
SERVER: Final = "urn:kgkesos:server"
ENDPOINT: Final = URIRef(f"{SERVER}/sparql")
# The shortest questions are shown, the page has all: some clients (the W3C's runner for one) never end reading a
# description longer than a buffer of 16 KiB.
_EXAMPLES = 4
# What the whole build's description says at length.
_ELSEWHERE: Final = (VOID.classPartition, VOID.propertyPartition, VOID.subset, VOID.vocabulary)
_PREFIXES: Final = {
    "dcat": DCAT, "dcterms": DCTERMS, "formats": _FORMATS, "prov": PROV, "rdf": RDF, "rdfs": RDFS, "schema": SDO,
    "sd": SD, "sh": SH, "void": VOID, "xsd": XSD,
}  # fmt: skip
_SERIALISERS: Final = {"ttl": "turtle", "nt": "nt11", "jsonld": "json-ld", "rdf": "xml"}


def text(graph: Graph, form: str) -> str:
    """``graph`` as ``ttl``, ``nt``, ``jsonld`` or ``rdf``."""
    return graph.serialize(format=_SERIALISERS[form])


def graph(knowledge: Knowledge, whole: Graph, limits: Limits) -> Graph:
    """The description of an endpoint at ``ENDPOINT`` over the build of ``knowledge``.

    ``whole`` is the description of the build (``terms.void.graph``). How often each class and property is used stands
    there, and is referred to.
    """
    (dataset,) = whole.subjects(RDF.type, DCAT.Dataset)
    made = Graph(bind_namespaces="none")
    for prefix, space in _PREFIXES.items():
        made.bind(prefix, space)
    about = (triple for triple in whole.triples((dataset, None, None)) if triple[1] not in _ELSEWHERE)
    for part in (about, _service(dataset, limits), _dataset(knowledge, whole, dataset), _examples()):
        for triple in part:
            made.add(triple)
    return made


def _service(dataset: Node, limits: Limits) -> Iterator[Triple]:
    service = URIRef(f"{ENDPOINT}#layanan")
    yield service, RDF.type, SD.Service
    yield service, SD.endpoint, ENDPOINT
    yield service, SD.supportedLanguage, SD.SPARQL11Query
    for name in _RESULTS:
        yield service, SD.resultFormat, _FORMATS[name]
    yield service, SD.feature, SD.UnionDefaultGraph
    yield service, SD.defaultDataset, dataset
    yield service, RDFS.label, Literal("Layanan SPARQL kgkesos", lang="id")
    yield service, RDFS.label, Literal("SPARQL endpoint of kgkesos", lang="en")
    for language, said in _bounds(limits).items():
        yield service, DCTERMS.description, Literal(said, lang=language)


def _bounds(limits: Limits) -> dict[str, str]:
    """What a query may take, in words."""
    most = f"{limits.seconds:g}", f"{limits.rows}", told(limits.size), told(limits.text)
    return {
        "id": "Hanya membaca. Kueri paling lama {} detik; jawaban paling banyak {} baris dan {}, selebihnya "
        "dipotong dan ditandai X-Truncated; teks kueri paling panjang {}; SERVICE tidak dilayani.".format(*most),
        "en": "Read-only. A query may take {} seconds; an answer has at most {} rows and {}, else it is cut and "
        "marked by X-Truncated; a query's text has at most {}; SERVICE is refused.".format(*most),
    }


def _dataset(knowledge: Knowledge, counted: Graph, dataset: Node) -> Iterator[Triple]:
    """The default graph, which is the union of all, and each named graph with its size."""
    yield dataset, RDF.type, SD.Dataset
    yield dataset, VOID.sparqlEndpoint, ENDPOINT
    yield dataset, RDFS.seeAlso, URIRef(f"{SERVER}/{void.FILE}")
    whole = BNode()
    yield dataset, SD.defaultGraph, whole
    yield whole, RDF.type, SD.Graph
    for counts in (VOID.triples, VOID.distinctSubjects):
        yield whole, counts, void.number(counted.value(dataset, counts))
    for name, triples, subjects, classes, properties in knowledge.internal("layanan-graf").rows:
        named, content = BNode(), BNode()
        yield dataset, SD.namedGraph, named
        yield named, RDF.type, SD.NamedGraph
        yield named, SD.name, URIRef(str(name))
        yield named, SD.graph, content
        yield content, RDF.type, SD.Graph
        yield content, VOID.triples, void.number(triples)
        yield content, VOID.distinctSubjects, void.number(subjects)
        yield content, VOID.classes, void.number(classes)
        yield content, VOID.properties, void.number(properties)


def _examples() -> Iterator[Triple]:
    for example in sorted(examples.load(), key=lambda one: len(one.text))[:_EXAMPLES]:
        node = URIRef(f"{ENDPOINT}#{example.name}")
        yield node, RDF.type, SH.SPARQLExecutable
        yield node, RDF.type, SH.SPARQLSelectExecutable
        for language, title in zip(("id", "en"), example.titles, strict=True):
            yield node, RDFS.label, Literal(title, lang=language)
        yield node, SH.select, Literal(example.text)
        yield node, SDO.target, ENDPOINT
