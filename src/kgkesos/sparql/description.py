"""What the endpoint says of itself: SPARQL 1.1 Service Description, VoID statistics of the build, example queries.

Vocabularies: https://www.w3.org/TR/sparql11-service-description/, https://www.w3.org/TR/void/; examples as executables
of SHACL (https://www.w3.org/TR/shacl-af/#SPARQLExecutable), as endpoints of bioinformatics publish theirs.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from rdflib import DCTERMS, RDF, RDFS, SDO, SH, VOID, BNode, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from kgkesos.knowledge import Knowledge
from kgkesos.sparql import examples
from kgkesos.sparql.limits import Limits
from kgkesos.store import Triple
from kgkesos.terms import Vocabulary, void

SD: Final = Namespace("http://www.w3.org/ns/sparql-service-description#")
_FORMATS: Final = Namespace("http://www.w3.org/ns/formats/")
# The forms of answers as the W3C lists them (https://www.w3.org/ns/formats/).
_RESULTS: Final = (
    "SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV",
    "Turtle", "N-Triples", "JSON-LD", "RDF_XML",
)  # fmt: skip
# The address of the endpoint is told by each request; it stands here until then.
ENDPOINT: Final = URIRef("urn:kgkesos:endpoint")
_SERIALISERS: Final = {"ttl": "turtle", "nt": "nt11", "jsonld": "json-ld", "rdf": "pretty-xml"}


def text(graph: Graph, form: str) -> str:
    """``graph`` as ``ttl``, ``nt``, ``jsonld`` or ``rdf``."""
    return graph.serialize(format=_SERIALISERS[form])


def graph(knowledge: Knowledge, vocabulary: Vocabulary, limits: Limits) -> Graph:
    """The description of an endpoint at ``ENDPOINT`` over the build of ``knowledge``."""
    made = void.graph(knowledge, vocabulary)
    for prefix, space in (("sd", SD), ("sh", SH), ("schema", SDO), ("rdfs", RDFS)):
        made.bind(prefix, space)
    dataset = next(iter(made.subjects(VOID.uriSpace, Literal(f"{knowledge.build.manifest()['base']}id/"))))
    for part in (_service(dataset, limits), _dataset(knowledge, dataset), _examples(vocabulary)):
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
    yield service, SD.defaultDataset, dataset
    yield service, RDFS.label, Literal("Layanan SPARQL kgkesos", lang="id")
    yield service, RDFS.label, Literal("SPARQL endpoint of kgkesos", lang="en")
    for language, said in _bounds(limits).items():
        yield service, DCTERMS.description, Literal(said, lang=language)


def _bounds(limits: Limits) -> dict[str, str]:
    """What a query may take, in words."""
    most = f"{limits.seconds:g}", f"{limits.rows}", f"{limits.size // 2**20}", f"{limits.text // 1024}"
    return {
        "id": "Hanya membaca. Kueri paling lama {} detik; jawaban paling banyak {} baris dan {} MiB, selebihnya "
        "dipotong dan ditandai X-Truncated; teks kueri paling panjang {} KiB; SERVICE tidak dilayani.".format(*most),
        "en": "Read-only. A query may take {} seconds; an answer has at most {} rows and {} MiB, else it is cut and "
        "marked by X-Truncated; a query's text has at most {} KiB; SERVICE is refused.".format(*most),
    }


def _dataset(knowledge: Knowledge, dataset: Node) -> Iterator[Triple]:
    """The default graph, which is the union of all, and each named graph with its size."""
    yield dataset, RDF.type, SD.Dataset
    yield dataset, VOID.sparqlEndpoint, ENDPOINT
    triples, subjects, _ = knowledge.internal("void-jumlah").rows[0]
    whole = BNode()
    yield dataset, SD.defaultGraph, whole
    yield whole, RDF.type, SD.Graph
    yield whole, VOID.triples, _number(triples)
    yield whole, VOID.distinctSubjects, _number(subjects)
    for name, triples, subjects, classes, properties in knowledge.internal("layanan-graf").rows:
        named, content = BNode(), URIRef(str(name))
        yield dataset, SD.namedGraph, named
        yield named, RDF.type, SD.NamedGraph
        yield named, SD.name, content
        yield named, SD.graph, content
        yield content, RDF.type, SD.Graph
        yield content, VOID.triples, _number(triples)
        yield content, VOID.distinctSubjects, _number(subjects)
        yield content, VOID.classes, _number(classes)
        yield content, VOID.properties, _number(properties)


def _examples(vocabulary: Vocabulary) -> Iterator[Triple]:
    for example in examples.load():
        node = URIRef(f"{ENDPOINT}#{example.name}")
        yield node, RDF.type, SH.SPARQLExecutable
        yield node, RDF.type, SH.SPARQLSelectExecutable
        for language, title, said in zip(("id", "en"), example.titles, example.descriptions, strict=True):
            yield node, RDFS.label, Literal(title, lang=language)
            yield node, RDFS.comment, Literal(said, lang=language)
        yield node, SH.select, Literal(example.text)
        yield node, SDO.target, ENDPOINT
        yield node, DCTERMS.creator, Literal(vocabulary.creator)


def _number(count: Node | None) -> Literal:
    return Literal(int(str(count)) if count is not None else 0)
