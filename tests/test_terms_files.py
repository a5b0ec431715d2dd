"""The vocabulary as SKOS, as a JSON-LD context; a build as VoID: each against triples read or counted otherwise."""

from __future__ import annotations

import io
import json
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from rdflib import DCAT, DCTERMS, FOAF, OWL, PROV, RDF, RDFS, SKOS, VOID, XSD, Graph, Literal, URIRef
from rdflib.compare import isomorphic
from rdflib.term import Node

from kgkesos import pipeline, resources, terms
from kgkesos.knowledge import Knowledge
from kgkesos.terms import context, reading, skos, void

ONTOLOGY = "https://w3id.org/kgkesos/ontology#"
BASE = "https://w3id.org/kgkesos/"
KODE = f"{BASE}kode/"


@cache
def graph(name: str) -> Graph:
    return Graph().parse(resources.folder("ontology") / name)


# ---------- SKOS


@pytest.fixture(scope="module")
def concepts() -> Graph:
    """What is written, read back."""
    return Graph().parse(data=skos.text(reading.sources()), format="turtle")


def test_what_is_written_is_what_was_made(concepts: Graph) -> None:
    assert isomorphic(concepts, skos.graph(reading.sources()))
    assert skos.text(reading.sources()) == skos.text(reading.sources())


def test_every_concept_scheme_and_collection_is_there(concepts: Graph) -> None:
    for type_ in (SKOS.Concept, SKOS.ConceptScheme, SKOS.Collection):
        expected = {one for name in ("konsep.ttl", "kode.ttl") for one in graph(name).subjects(RDF.type, type_)}
        assert set(concepts.subjects(RDF.type, type_)) == expected
    assert set(concepts.objects(None, RDF.type)) == {SKOS.Concept, SKOS.ConceptScheme, SKOS.Collection}


def test_all_that_the_files_say_in_skos_is_kept_and_the_rest_is_their_other_way(concepts: Graph) -> None:
    kept = {
        triple
        for name in ("konsep.ttl", "kode.ttl")
        for triple in graph(name)
        if str(triple[1]).startswith((str(SKOS), str(DCTERMS)))
    }
    kept |= {
        triple
        for triple in graph("penyelarasan.ttl")
        if str(triple[1]).startswith(str(SKOS)) and str(triple[0]).startswith((KODE, f"{BASE}konsep"))
    }
    assert kept <= set(concepts)
    assert (URIRef(f"{KODE}satuan/persen"), SKOS.exactMatch, URIRef("http://qudt.org/vocab/unit/PERCENT")) in kept
    added = {triple for triple in set(concepts) - kept if str(triple[1]).startswith((str(SKOS), str(DCTERMS)))}
    both = {SKOS.broader: SKOS.narrower, SKOS.topConceptOf: SKOS.hasTopConcept, SKOS.related: SKOS.related}
    both |= {back: there for there, back in both.items()}
    assert {predicate for _, predicate, _ in added} <= set(both)
    for subject, predicate, target in added:
        # the files say it the other way, or the concept is at the top of its list
        assert isinstance(predicate, URIRef)
        top = {SKOS.topConceptOf: (subject, target), SKOS.hasTopConcept: (target, subject)}.get(predicate)
        tops = top is not None and (top[0], SKOS.broader, None) not in concepts
        assert (target, both[predicate], subject) in kept or tops


def test_both_ends_of_a_relation_say_it(concepts: Graph) -> None:
    assert len(list(concepts.subject_objects(SKOS.broader))) > 40
    for narrow, broad in concepts.subject_objects(SKOS.broader):
        assert (broad, SKOS.narrower, narrow) in concepts
    for broad, narrow in concepts.subject_objects(SKOS.narrower):
        assert (narrow, SKOS.broader, broad) in concepts
    for concept, scheme in concepts.subject_objects(SKOS.topConceptOf):
        assert (scheme, SKOS.hasTopConcept, concept) in concepts
        assert (concept, SKOS.inScheme, scheme) in concepts


def test_no_concept_is_broader_than_itself(concepts: Graph) -> None:
    for concept in concepts.subjects(RDF.type, SKOS.Concept):
        above = set(concepts.transitive_objects(concept, SKOS.broader)) - {concept}
        assert concept not in {top for one in above for top in concepts.objects(one, SKOS.broader)}
        related = set(concepts.objects(concept, SKOS.related))
        assert not related & above, "SKOS forbids that what is broader is related, too"


def test_every_concept_has_one_name_a_language_one_scheme_and_a_way_to_its_top(concepts: Graph) -> None:
    for concept in concepts.subjects(RDF.type, SKOS.Concept):
        labels = [label for label in concepts.objects(concept, SKOS.prefLabel) if isinstance(label, Literal)]
        assert sorted(str(label.language) for label in labels) == ["en", "id"], concept
        others = set(concepts.objects(concept, SKOS.altLabel))
        assert not others & set(labels), "SKOS keeps preferred and other names apart"
        (scheme,) = concepts.objects(concept, SKOS.inScheme)
        assert (scheme, RDF.type, SKOS.ConceptScheme) in concepts
        tops = {
            one
            for one in concepts.transitive_objects(concept, SKOS.broader)
            if (one, SKOS.topConceptOf, scheme) in concepts
        }
        assert tops, concept


def test_what_skos_has_no_word_for_is_kept_where_a_reader_needs_it(concepts: Graph) -> None:
    ours = {predicate for predicate in concepts.predicates() if str(predicate).startswith(BASE)}
    assert ours == {URIRef(f"{ONTOLOGY}{name}") for name in ("statusSumber", "tahunPenggantian", "dasarPenggantian")}
    unread = set(concepts.subjects(URIRef(f"{ONTOLOGY}statusSumber"), Literal("belum diperiksa")))
    assert unread == set(graph("konsep.ttl").subjects(URIRef(f"{ONTOLOGY}statusSumber"), Literal("belum diperiksa")))
    assert len(unread) > 3


# ---------- the JSON-LD context


@pytest.fixture(scope="module")
def names() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(context.text(terms.load()))["@context"]
    return found


def test_every_class_and_property_has_its_own_name_and_type(names: dict[str, Any]) -> None:
    source = graph("kgkesos.ttl")
    expected: dict[str, Any] = {}
    for type_ in (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty):
        for term in source.subjects(RDF.type, type_):
            if not str(term).startswith(ONTOLOGY):
                continue
            name = str(term).removeprefix(ONTOLOGY)
            expected[name] = {"@id": f"kesos:{name}"}
            datatype = source.value(term, RDFS.range)
            if type_ == OWL.ObjectProperty:
                expected[name]["@type"] = "@id"
            elif type_ == OWL.DatatypeProperty and datatype is not None:
                expected[name]["@type"] = f"xsd:{str(datatype).removeprefix(str(XSD))}"
            elif name in ("tahun", "tahunMulai", "tahunAkhir", "tahunPenggantian"):
                # OWL 2 has no datatype of years: a shape has it.
                expected[name]["@type"] = "xsd:gYear"
    assert {name: entry for name, entry in names.items() if isinstance(entry, dict)} == expected
    assert names["@version"] == 1.1
    assert {entry.get("@type") for entry in expected.values()} == {
        None,
        "@id",
        "xsd:integer",
        "xsd:boolean",
        "xsd:gYear",
    }


# rdflib's own parser still uses what rdflib deprecates.
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
def test_a_document_in_plain_names_is_the_triples_that_it_means() -> None:
    """Expanded offline by rdflib: the context stands in the document itself."""
    document = context.context(terms.load()) | {
        "@id": "https://contoh.id/indikator/1",
        "@type": "Indikator",
        "nama": "Persentase <b>lansia</b> & keluarga",
        "rdfs:label": {"@value": "Persentase lansia", "@language": "id"},
        "mengukur": "https://contoh.id/sasaran/1",
        "satuan": f"{KODE}satuan/persen",
        "menjabarkan": [{"@id": "https://contoh.id/indikator/0", "hanyaDisebut": True}],
        "dibuktikanOleh": {
            "@type": "Bukti",
            "@id": "https://contoh.id/bukti/1",
            "awalKutipan": 12,
            "kutipan": "lansia",
        },
        "dcterms:source": {"@id": "https://contoh.id/berkas"},
        "tahunMulai": "2019",
        "statusSumber": "belum diperiksa",
    }
    this, proof = URIRef("https://contoh.id/indikator/1"), URIRef("https://contoh.id/bukti/1")

    def kesos(name: str) -> URIRef:
        return URIRef(ONTOLOGY + name)

    expected: set[tuple[Node, Node, Node]] = {
        (this, RDF.type, kesos("Indikator")),
        (this, kesos("nama"), Literal("Persentase <b>lansia</b> & keluarga")),
        (this, RDFS.label, Literal("Persentase lansia", lang="id")),
        (this, kesos("mengukur"), URIRef("https://contoh.id/sasaran/1")),
        (this, kesos("satuan"), URIRef(f"{KODE}satuan/persen")),
        (this, kesos("menjabarkan"), URIRef("https://contoh.id/indikator/0")),
        (URIRef("https://contoh.id/indikator/0"), kesos("hanyaDisebut"), Literal("true", datatype=XSD.boolean)),
        (this, kesos("dibuktikanOleh"), proof),
        (proof, RDF.type, kesos("Bukti")),
        (proof, kesos("awalKutipan"), Literal("12", datatype=XSD.integer)),
        (proof, kesos("kutipan"), Literal("lansia")),
        (this, DCTERMS.source, URIRef("https://contoh.id/berkas")),
        (this, kesos("tahunMulai"), Literal("2019", datatype=XSD.gYear)),
        (this, kesos("statusSumber"), Literal("belum diperiksa")),
    }
    assert set(Graph().parse(data=json.dumps(document), format="json-ld")) == expected


def test_no_prefix_hides_a_term(names: dict[str, Any]) -> None:
    prefixes = {name: space for name, space in names.items() if isinstance(space, str)}
    assert set(context.PREFIXES) == set(prefixes), "a term with the name of a prefix would take its place"
    assert all(space.endswith(("#", "/")) for space in prefixes.values()), "JSON-LD 1.1 takes no other as a prefix"


# ---------- VoID


def described(knowledge: Knowledge) -> tuple[Graph, URIRef]:
    found = Graph().parse(data=void.text(knowledge, terms.load()), format="turtle")
    (dataset,) = found.objects(None, FOAF.primaryTopic)
    assert isinstance(dataset, URIRef)
    return found, dataset


@pytest.fixture(scope="module")
def about(built: Knowledge) -> tuple[Graph, URIRef]:
    return described(built)


def triples(knowledge: Knowledge) -> dict[str, set[Any]]:
    """The triples of each named graph, from the sorted N-Quads."""
    out = io.BytesIO()
    knowledge.store.dump(out, "nq")
    found: dict[str, set[Any]] = {}
    for quad in ox.parse(out.getvalue(), ox.RdfFormat.N_QUADS):
        if isinstance(quad.graph_name, ox.NamedNode):
            found.setdefault(quad.graph_name.value, set()).add(quad.triple)
    return found


@pytest.fixture(scope="module")
def counted(built: Knowledge) -> dict[str, set[Any]]:
    return triples(built)


def number(found: Graph, subject: Node, predicate: URIRef) -> int:
    (said,) = found.objects(subject, predicate)
    assert isinstance(said, Literal)
    assert said.datatype == XSD.integer
    return int(said)


def test_the_size_is_that_of_the_dump(about: tuple[Graph, URIRef], counted: dict[str, set[Any]]) -> None:
    found, dataset = about
    whole = set().union(*counted.values())
    things = {
        t.subject for t in whole if isinstance(t.subject, ox.NamedNode) and t.subject.value.startswith(f"{BASE}id/")
    }
    assert number(found, dataset, VOID.triples) == len(whole)
    assert number(found, dataset, VOID.distinctSubjects) == len({triple.subject for triple in whole})
    assert number(found, dataset, VOID.distinctObjects) == len({triple.object for triple in whole})
    assert number(found, dataset, VOID.entities) == len(things)
    assert str(found.value(dataset, VOID.uriSpace)) == f"{BASE}id/"


def test_partitions_are_those_of_the_dump(about: tuple[Graph, URIRef], counted: dict[str, set[Any]]) -> None:
    found, dataset = about
    whole = set().union(*counted.values())
    classes = Counter(triple.object.value for triple in whole if triple.predicate.value == str(RDF.type))
    parts = list(found.objects(dataset, VOID.classPartition))
    assert {str(found.value(part, VOID["class"])): number(found, part, VOID.entities) for part in parts} == classes
    assert number(found, dataset, VOID.classes) == len(parts) == len(classes)
    properties = Counter(triple.predicate.value for triple in whole)
    parts = list(found.objects(dataset, VOID.propertyPartition))
    assert {str(found.value(part, VOID.property)): number(found, part, VOID.triples) for part in parts} == properties
    assert number(found, dataset, VOID.properties) == len(parts) == len(properties)
    for part in parts:
        name = str(found.value(part, VOID.property))
        mine = [triple for triple in whole if triple.predicate.value == name]
        assert number(found, part, VOID.distinctSubjects) == len({triple.subject for triple in mine})
        assert number(found, part, VOID.distinctObjects) == len({triple.object for triple in mine})


def test_every_named_graph_is_a_part(about: tuple[Graph, URIRef], counted: dict[str, set[Any]]) -> None:
    found, dataset = about
    parts = [part for part in found.objects(dataset, VOID.subset) if isinstance(part, URIRef)]
    assert {str(part): number(found, part, VOID.triples) for part in parts} == {
        name: len(held) for name, held in counted.items()
    }


def test_linksets_count_the_alignments(about: tuple[Graph, URIRef]) -> None:
    found, dataset = about
    source = graph("penyelarasan.ttl")
    spaces = [str(space) for prefix, space in source.namespaces() if prefix not in ("kesos", "padanan", "satuan")]
    expected = Counter[tuple[str, str]]()
    for axiom in source.subjects(RDF.type, OWL.Axiom):
        target = str(source.value(axiom, OWL.annotatedTarget))
        (space,) = {space for space in spaces if target.startswith(space)}
        expected[space, str(source.value(axiom, OWL.annotatedProperty))] += 1
    links = list(found.subjects(RDF.type, VOID.Linkset))
    assert {
        (str(found.value(one, VOID.objectsTarget)), str(found.value(one, VOID.linkPredicate))): number(
            found, one, VOID.triples
        )
        for one in links
    } == expected
    assert sum(expected.values()) > 20
    assert {found.value(one, VOID.subjectsTarget) for one in links} == {dataset}


def test_it_says_from_what_and_in_which_words(about: tuple[Graph, URIRef], built: Knowledge) -> None:
    found, dataset = about
    manifest = built.build.manifest()
    assert set(found.objects(dataset, RDF.type)) == {VOID.Dataset, DCAT.Dataset}
    assert set(found.objects(dataset, PROV.wasDerivedFrom)) == {
        URIRef(f"{BASE}id/dokumen/{one['key']}") for one in manifest["documents"]
    }
    assert found.value(dataset, DCTERMS.identifier) == Literal(built.build.name)
    assert {said.language for said in found.objects(dataset, DCTERMS.title) if isinstance(said, Literal)} == {
        "id",
        "en",
    }
    words = {str(space) for space in found.objects(dataset, VOID.vocabulary)}
    assert {ONTOLOGY, str(SKOS), str(DCTERMS), "http://www.w3.org/ns/org#"} <= words
    named = {str(one) for one in (*found.objects(None, VOID["class"]), *found.objects(None, VOID.property))}
    assert all(any(name.startswith(space) for space in words) for name in named)


def test_a_build_with_another_base_is_described_under_it(tmp_path: Path) -> None:
    iku = resources.folder("documents") / "iku-dinsos-tapin-2020.txt"
    pipeline.build([iku], tmp_path, "https://contoh.id/graf/")
    built = Knowledge.open(tmp_path)
    found, dataset = described(built)
    whole = set().union(*triples(built).values())
    things = {t.subject for t in whole if str(t.subject).startswith("<https://contoh.id/graf/id/")}
    assert dataset == URIRef("https://contoh.id/graf/void.ttl#graf")
    assert number(found, dataset, VOID.entities) == len(things) > 100
