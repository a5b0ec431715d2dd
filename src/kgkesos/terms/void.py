"""A build described with VoID and DCAT: how large it is, which classes and properties it has, what it is linked to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from rdflib import DCAT, DCTERMS, FOAF, PROV, RDF, VOID, XSD, BNode, Graph, Literal, URIRef
from rdflib.term import Node

from kgkesos import turtle
from kgkesos.knowledge import Knowledge
from kgkesos.store import Triple
from kgkesos.terms.model import Vocabulary
from kgkesos.terms.reading import ONTOLOGY

# Where a server shows the description; the IRI of the dataset is a fragment of it.
FILE: Final = "void.ttl"
# Of DCAT 3, which rdflib does not know yet.
_VERSION: Final = URIRef(f"{DCAT}version")
_CURRENT: Final = URIRef(f"{DCAT}hasCurrentVersion")
_HEAD: Final = ("# What a build of kgkesos holds, as VoID and DCAT. Every number is a count over the build's graphs.",)
_PREFIXES: Final = {"dcat": DCAT, "dcterms": DCTERMS, "foaf": FOAF, "prov": PROV, "rdf": RDF, "void": VOID, "xsd": XSD}
SAID: Final = {
    "title": {"id": "Graf pengetahuan dokumen kinerja", "en": "Knowledge graph of performance documents"},
    "description": {
        "id": "Apa yang dijanjikan dokumen kinerja urusan sosial; setiap pernyataan kembali ke kata yang tercetak.",
        "en": "What performance documents of social affairs promise; every statement leads back to the printed words.",
    },
}


@dataclass(frozen=True, slots=True)
class Names:
    """The IRIs that a description gives to a build and its parts; ``base`` ends in a slash."""

    base: str

    @property
    def file(self) -> URIRef:
        return URIRef(f"{self.base}{FILE}")

    @property
    def dataset(self) -> URIRef:
        return URIRef(f"{self.file}#graf")

    @property
    def things(self) -> str:
        """What the names of all that a build describes itself begin with."""
        return f"{self.base}id/"


@dataclass(frozen=True, slots=True)
class Asal:
    """Where all that is served comes from: the build, when it was made, by whom, under which licence."""

    base: str
    build: str
    made: str
    creator: str
    licence: str

    @classmethod
    def of(cls, manifest: Mapping[str, Any], vocabulary: Vocabulary) -> Asal:
        """That of the build with this ``manifest``."""
        return cls(manifest["base"], manifest["build"], manifest["made"], vocabulary.creator, vocabulary.licence)

    @classmethod
    def under(cls, manifest: Mapping[str, Any], ontology: Graph) -> Asal:
        """The same, by the graph that the vocabulary is read from."""
        creator, licence = (str(ontology.value(ONTOLOGY, said)) for said in (DCTERMS.creator, DCTERMS.license))
        return cls(manifest["base"], manifest["build"], manifest["made"], creator, licence)

    @property
    def dataset(self) -> URIRef:
        """The dataset, whichever build it is in."""
        return Names(self.base).dataset

    @property
    def version(self) -> URIRef:
        """The dataset as this build has it."""
        return URIRef(f"{self.base}{FILE}#{self.build}")

    def citation(self, label: str, iri: str) -> str:
        """How ``iri``, called ``label``, is cited; without a label as its IRI alone."""
        named = f"{label}. Dalam: " if label else ""
        title = SAID["title"]["id"]
        return f"{named}{self.creator} ({self.made[:4]}). {title}. Graf {self.build}, {self.made[:10]}. {iri}"

    @property
    def publisher(self) -> URIRef:
        """Who answers for it: a role, never a person."""
        return URIRef(f"{self.base}{FILE}#penerbit")

    def about_build(self) -> Iterator[Triple]:
        """What every document says of its build."""
        yield self.version, RDF.type, PROV.Entity
        yield self.version, DCTERMS.identifier, Literal(self.build)
        yield self.version, DCTERMS.issued, Literal(self.made, datatype=XSD.dateTime)
        yield self.version, DCTERMS.isVersionOf, self.dataset
        yield self.version, DCTERMS.license, URIRef(self.licence)


def graph(knowledge: Knowledge, vocabulary: Vocabulary) -> Graph:
    """The description of the build of ``knowledge``, whose terms are those of ``vocabulary``.

    ``void:entities`` counts the things under the build's own names (``<base>id/``); a class partition's counts the
    things of the class, whatever their names.
    """
    made = Graph(bind_namespaces="none")
    for prefix, space in _PREFIXES.items():
        made.bind(prefix, space)
    manifest = knowledge.build.manifest()
    names = Names(manifest["base"])
    parts = (
        _about(manifest, names, vocabulary),
        _origin(Asal.of(manifest, vocabulary), names),
        _size(knowledge, names),
        _classes(knowledge, names),
        _properties(knowledge, names),
        _graphs(knowledge, names),
        _links(knowledge, names),
    )
    for part in parts:
        for triple in part:
            made.add(triple)
    for used in sorted(_vocabularies(made)):
        made.add((names.dataset, VOID.vocabulary, URIRef(used)))
    return made


def graphs(made: Graph) -> tuple[tuple[str, int], ...]:
    """The named graphs of the description ``made``, each with the number of its triples, sorted."""
    parts = (part for part in made.objects(None, VOID.subset) if isinstance(part, URIRef))
    return tuple(sorted((str(part), int(str(made.value(part, VOID.triples)))) for part in parts))


def text(knowledge: Knowledge, vocabulary: Vocabulary) -> str:
    """The same as Turtle in the one form of the project's files."""
    return written(graph(knowledge, vocabulary))


def written(made: Graph) -> str:
    """The description ``made`` as Turtle in the one form of the project's files."""
    return turtle.write(made, turtle.Layout(_HEAD), Path(FILE))


def _about(manifest: Mapping[str, Any], names: Names, vocabulary: Vocabulary) -> Iterator[Triple]:
    """What the build is, when and from which documents it was made, and where its description stands."""
    yield names.file, RDF.type, VOID.DatasetDescription
    yield names.file, FOAF.primaryTopic, names.dataset
    yield names.dataset, RDF.type, VOID.Dataset
    yield names.dataset, RDF.type, DCAT.Dataset
    for name, words in SAID.items():
        for language, said in words.items():
            yield names.dataset, DCTERMS[name], Literal(said, lang=language)
    yield names.dataset, DCTERMS.identifier, Literal(manifest["build"])
    yield names.dataset, DCTERMS.created, Literal(manifest["made"], datatype=XSD.dateTime)
    yield names.dataset, DCTERMS.creator, Literal(vocabulary.creator)
    yield names.dataset, DCTERMS.conformsTo, URIRef(vocabulary.iri)
    yield names.dataset, VOID.uriSpace, Literal(names.things)
    for document in manifest["documents"]:
        yield names.dataset, PROV.wasDerivedFrom, URIRef(f"{names.things}dokumen/{document['key']}")


def _origin(asal: Asal, names: Names) -> Iterator[Triple]:
    """Whose it is, under which licence, which build it is in, how to cite."""
    yield names.file, DCTERMS.license, URIRef(asal.licence)
    yield asal.dataset, DCTERMS.license, URIRef(asal.licence)
    yield asal.dataset, DCTERMS.bibliographicCitation, Literal(asal.citation("", str(asal.dataset)))
    yield asal.dataset, DCTERMS.publisher, asal.publisher
    yield asal.publisher, RDF.type, FOAF.Agent
    yield asal.publisher, FOAF.name, Literal(asal.creator)
    yield asal.dataset, _VERSION, Literal(asal.build)
    yield asal.dataset, _CURRENT, asal.version
    yield from asal.about_build()


def _size(knowledge: Knowledge, names: Names) -> Iterator[Triple]:
    triples, subjects, objects = knowledge.internal("void-jumlah").rows[0]
    yield names.dataset, VOID.triples, number(triples)
    yield names.dataset, VOID.distinctSubjects, number(subjects)
    yield names.dataset, VOID.distinctObjects, number(objects)
    own = knowledge.internal("void-hal", awalan=URIRef(names.things)).rows
    yield names.dataset, VOID.entities, number(own[0][1] if own else None)


def _classes(knowledge: Knowledge, names: Names) -> Iterator[Triple]:
    found = knowledge.internal("void-kelas").rows
    yield names.dataset, VOID.classes, Literal(len(found))
    for class_, count in found:
        part = BNode()
        yield names.dataset, VOID.classPartition, part
        yield part, VOID["class"], _named(class_)
        yield part, VOID.entities, number(count)


def _properties(knowledge: Knowledge, names: Names) -> Iterator[Triple]:
    found = knowledge.internal("void-properti").rows
    yield names.dataset, VOID.properties, Literal(len(found))
    for property_, triples, subjects, objects in found:
        part = BNode()
        yield names.dataset, VOID.propertyPartition, part
        yield part, VOID.property, _named(property_)
        yield part, VOID.triples, number(triples)
        yield part, VOID.distinctSubjects, number(subjects)
        yield part, VOID.distinctObjects, number(objects)


def _graphs(knowledge: Knowledge, names: Names) -> Iterator[Triple]:
    """Each named graph as a part of the whole."""
    for name, count in knowledge.internal("void-graf").rows:
        part = _named(name)
        yield names.dataset, VOID.subset, part
        yield part, RDF.type, VOID.Dataset
        yield part, VOID.triples, number(count)


def _links(knowledge: Knowledge, names: Names) -> Iterator[Triple]:
    """A linkset for each other vocabulary and each property that ties terms of ours to terms of it."""
    alignments = knowledge.internal("void-penyelarasan").rows
    counts = Counter((namespace(str(target)), _named(how)) for _, how, target in alignments)
    for (space, how), count in sorted(counts.items()):
        links = BNode()
        yield names.dataset, VOID.subset, links
        yield links, RDF.type, VOID.Linkset
        yield links, VOID.subjectsTarget, names.dataset
        yield links, VOID.objectsTarget, URIRef(space)
        yield links, VOID.linkPredicate, how
        yield links, VOID.triples, Literal(count)
        yield URIRef(space), RDF.type, VOID.Dataset
        yield URIRef(space), VOID.uriSpace, Literal(space)


def _vocabularies(made: Graph) -> set[str]:
    """The namespaces of the classes and properties of which there are partitions."""
    terms = {*made.objects(None, VOID["class"]), *made.objects(None, VOID.property)}
    return {namespace(str(term)) for term in terms}


def namespace(iri: str) -> str:
    """The namespace of the term ``iri``: up to its fragment, or to the last part of its path.

    >>> namespace("http://www.w3.org/ns/org#Post"), namespace("http://purl.org/dc/terms/source")
    ('http://www.w3.org/ns/org#', 'http://purl.org/dc/terms/')
    """
    mark = "#" if "#" in iri else "/"
    return iri.rpartition(mark)[0] + mark


def _named(term: Node | None) -> URIRef:
    return URIRef(str(term))


def number(count: Node | None) -> Literal:
    """A count of a query; nothing counted is 0."""
    return Literal(int(str(count)) if count is not None else 0)
