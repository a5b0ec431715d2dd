"""The ontology, the concepts and the code lists are complete, and contradict nothing."""

from __future__ import annotations

from collections import Counter
from functools import cache
from itertools import pairwise

import pytest
from closure_oracle import owlrl_errors
from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, Graph, Literal, URIRef
from rdflib.term import Node

from kgkesos import resources
from kgkesos.closure import close, compile_contradictions, compile_rules, contradictions, ontology_graph
from kgkesos.store import Scratch, Triple
from kgkesos.vocab import BASE, KESOS, KODE, KONSEP

KINDS = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)
FILES = ("kgkesos.ttl", "konsep.ttl", "kode.ttl")
CONCEPT_FILES = ("konsep.ttl", "kode.ttl")


@cache
def graph(name: str) -> Graph:
    return Graph().parse(resources.folder("ontology") / name)


@cache
def everything() -> Graph:
    union = Graph()
    for name in FILES:
        union += graph(name)
    return union


def terms() -> list[URIRef]:
    """The classes and properties of the project's own namespace."""
    found = {term for kind in KINDS for term in graph("kgkesos.ttl").subjects(RDF.type, kind)}
    return sorted(term for term in found if isinstance(term, URIRef) and term.startswith(KESOS))


def concepts(name: str) -> list[URIRef]:
    return sorted(c for c in graph(name).subjects(RDF.type, SKOS.Concept) if isinstance(c, URIRef))


def languages(source: Graph, subject: Node, predicate: URIRef) -> list[str]:
    return sorted(str(value.language) for value in source.objects(subject, predicate) if isinstance(value, Literal))


# ---------- Classes and properties


@pytest.mark.parametrize("term", terms())
def test_a_term_has_one_label_and_one_definition_in_each_language_and_a_source(term: URIRef) -> None:
    ontology = graph("kgkesos.ttl")
    assert languages(ontology, term, RDFS.label) == ["en", "id"]
    assert languages(ontology, term, SKOS.definition) == ["en", "id"]
    assert list(ontology.objects(term, DCTERMS.source))


@pytest.mark.parametrize("term", terms())
def test_a_term_is_declared_once(term: URIRef) -> None:
    assert len([kind for kind in KINDS if (term, RDF.type, kind) in graph("kgkesos.ttl")]) == 1


def test_no_two_terms_share_a_label() -> None:
    labels = Counter(label for term in terms() for label in graph("kgkesos.ttl").objects(term, RDFS.label))
    assert [label for label, count in labels.items() if count > 1] == []


@pytest.mark.parametrize("name", FILES)
def test_every_word_of_the_namespace_that_is_used_is_declared(name: str) -> None:
    used = {term for triple in graph(name) for term in triple if isinstance(term, URIRef) and term.startswith(KESOS)}
    assert used <= set(terms())


def test_every_word_of_another_vocabulary_is_declared() -> None:
    """An undeclared class or property is a slip of OWL 2 DL, and mostly a misprint."""
    ontology = graph("kgkesos.ttl")
    declared = {*ontology.subjects(RDF.type, None)}
    used = {value for p in (RDFS.subClassOf, RDFS.subPropertyOf, RDFS.domain) for value in ontology.objects(None, p)}
    used |= {predicate for predicate in ontology.predicates() if not str(predicate).startswith(_builtin())}
    assert used <= declared


def _builtin() -> tuple[str, ...]:
    return str(OWL), str(RDF), str(RDFS)


def test_names_follow_the_rules() -> None:
    """Classes begin with a capital, properties with a small letter: a reader tells them apart."""
    for term in terms():
        is_class = (term, RDF.type, OWL.Class) in graph("kgkesos.ttl")
        assert term.removeprefix(KESOS)[0].isupper() is is_class, term


def test_the_header_says_what_a_reader_must_know() -> None:
    ontology = graph("kgkesos.ttl")
    header = URIRef(KESOS.removesuffix("#"))
    assert (header, RDF.type, OWL.Ontology) in ontology
    assert ontology.value(header, DCTERMS.license) == URIRef("https://creativecommons.org/licenses/by/4.0/")
    assert ontology.value(header, DCTERMS.creator)
    version = ontology.value(header, OWL.versionInfo)
    assert ontology.value(header, OWL.versionIRI) == URIRef(f"{header}/{version}")
    assert languages(ontology, header, RDFS.comment) == ["en", "id"]


# ---------- Consistency


def instances() -> list[Triple]:
    """One instance of each class, and one use of each object property between things of no stated class."""
    ontology = graph("kgkesos.ttl")
    facts: list[Triple] = []
    for term in terms():
        name = term.removeprefix(KESOS)
        if (term, RDF.type, OWL.Class) in ontology:
            facts.append((URIRef(f"{BASE}uji/{name}"), RDF.type, term))
        elif (term, RDF.type, OWL.ObjectProperty) in ontology:
            facts.append((URIRef(f"{BASE}uji/dari-{name}"), term, URIRef(f"{BASE}uji/ke-{name}")))
    return facts


def test_owlrl_finds_no_contradiction_in_the_ontology() -> None:
    assert owlrl_errors(everything()) == []


def test_no_class_and_no_property_is_unsatisfiable() -> None:
    facts = instances()
    assert len(facts) > 60
    assert owlrl_errors(graph("kgkesos.ttl"), facts) == []
    scratch = Scratch(facts)
    close(scratch, compile_rules(ontology_graph()))
    assert list(contradictions(scratch, compile_contradictions(ontology_graph()))) == []


def test_owlrl_would_report_an_unsatisfiable_class() -> None:
    broken = Graph() + graph("kgkesos.ttl")
    broken.add((KESOS.Program, RDFS.subClassOf, KESOS.Sasaran))
    assert owlrl_errors(broken, instances()) != []


def test_concepts_and_codes_keep_to_the_ontology() -> None:
    data: list[Triple] = [t for name in CONCEPT_FILES for t in graph(name)]
    scratch = Scratch(data)
    close(scratch, compile_rules(ontology_graph()))
    assert list(contradictions(scratch, compile_contradictions(ontology_graph()))) == []
    typed = {(s, o) for s, p, o in scratch.triples() if p == RDF.type and str(o).startswith(KESOS)}
    assert {kind for _, kind in typed} == {KESOS.Konsep, KESOS.JenisBidang}


# ---------- Concepts and codes


@pytest.mark.parametrize("name", CONCEPT_FILES)
def test_every_concept_has_a_name_in_both_languages_and_a_scheme(name: str) -> None:
    source = graph(name)
    for concept in (*concepts(name), *source.subjects(RDF.type, SKOS.ConceptScheme)):
        assert languages(source, concept, SKOS.prefLabel) == ["en", "id"], concept
    for concept in concepts(name):
        schemes = list(source.objects(concept, SKOS.inScheme))
        assert len(schemes) == 1, concept
        assert (schemes[0], RDF.type, SKOS.ConceptScheme) in source, concept


@pytest.mark.parametrize("name", CONCEPT_FILES)
def test_no_two_concepts_of_a_scheme_share_a_name(name: str) -> None:
    """Preferred and alternative labels together, whatever their case: a text must lead to one concept."""
    source = graph(name)
    seen: Counter[tuple[Node, str | None, str]] = Counter()
    for concept in concepts(name):
        scheme = source.value(concept, SKOS.inScheme)
        assert scheme is not None
        labels = [*source.objects(concept, SKOS.prefLabel), *source.objects(concept, SKOS.altLabel)]
        seen.update((scheme, label.language, label.casefold()) for label in labels if isinstance(label, Literal))
    assert [key for key, count in seen.items() if count > 1] == []


@pytest.mark.parametrize("name", FILES)
def test_every_concept_that_is_referred_to_exists(name: str) -> None:
    own = {term for triple in graph(name) for term in triple if isinstance(term, URIRef)}
    referred = {term for term in own if str(term).startswith((f"{BASE}kode", f"{BASE}konsep"))}
    assert referred <= set(everything().subjects(RDF.type, None))


@pytest.mark.parametrize(("family", "count"), [(KONSEP.ppks, 26), (KONSEP.psks, 12)])
def test_the_kinds_are_as_many_as_the_list(family: URIRef, count: int) -> None:
    assert len(set(graph("konsep.ttl").subjects(SKOS.broader, family))) == count


def test_every_concept_is_of_the_projects_class_and_says_whether_it_was_checked() -> None:
    source = graph("konsep.ttl")
    for concept in concepts("konsep.ttl"):
        assert (concept, RDF.type, KESOS.Konsep) in source, concept
        status = [str(value) for value in source.objects(concept, KESOS.statusSumber)]
        assert status in (["terbaca"], ["belum diperiksa"]), concept
        assert (status == ["terbaca"]) is bool(list(source.objects(concept, DCTERMS.source))), concept


def test_concepts_carry_no_definition_of_ours() -> None:
    """What a term means is what a document says."""
    assert list(graph("konsep.ttl").subject_objects(SKOS.definition)) == []


@pytest.mark.parametrize(
    ("label", "concept"),
    [
        ("PMKS", KONSEP.pmks),
        ("Penyandang Masalah Kesejahteraan Sosial", KONSEP.pmks),
        ("Anak terlantar", KONSEP["anak-telantar"]),
        ("Anak telantar", KONSEP["anak-telantar"]),
        ("WRSE", KONSEP["perempuan-rawan-sosial-ekonomi"]),
        ("Tagana", KONSEP["taruna-siaga-bencana"]),
        ("SIKS-NG", KONSEP["siks-ng"]),
    ],
)
def test_a_printed_form_leads_to_its_concept(label: str, concept: URIRef) -> None:
    source = graph("konsep.ttl")
    text = Literal(label, lang="id")
    assert {*source.subjects(SKOS.prefLabel, text), *source.subjects(SKOS.altLabel, text)} == {concept}


@pytest.mark.parametrize("chain", [("pmks", "ppks"), ("dtks", "dtsen")])
def test_a_replaced_term_and_its_successor_point_at_each_other(chain: tuple[str, ...]) -> None:
    for old, new in pairwise(chain):
        assert (KONSEP[old], DCTERMS.isReplacedBy, KONSEP[new]) in graph("konsep.ttl")
        assert (KONSEP[new], DCTERMS.replaces, KONSEP[old]) in graph("konsep.ttl")


def test_a_facilitator_is_a_role_and_no_kind_of_psks() -> None:
    assert not list(graph("konsep.ttl").objects(KONSEP["pendamping-pkh"], SKOS.broader))


def test_every_code_is_defined_in_both_languages_with_a_source() -> None:
    source = graph("kode.ttl")
    for code in concepts("kode.ttl"):
        assert languages(source, code, SKOS.definition) == ["en", "id"], code
        assert list(source.objects(code, DCTERMS.source)), code


def test_a_code_lies_under_its_list() -> None:
    for code in concepts("kode.ttl"):
        assert graph("kode.ttl").value(code, SKOS.inScheme) == URIRef(code.rsplit("/", 1)[0])


@pytest.mark.parametrize(
    ("field", "label", "content"),
    [
        ("unit", "UNIT", "unit-kerja"),
        ("ukuran", "UKURAN", "ukuran"),
        ("wali-data", "WALI DATA", "instansi"),
        ("rumus", "RUMUS", "formula"),
        ("kedalaman-data", "KEDALAMAN DATA", "tingkat-wilayah"),
    ],
)
def test_a_metadata_field_says_what_it_expects(field: str, label: str, content: str) -> None:
    source, code = graph("kode.ttl"), KODE[f"bidang/{field}"]
    assert source.value(code, SKOS.notation) == Literal(label)
    assert source.value(code, KESOS.isiBidang) == KODE[f"isi/{content}"]


def test_every_metadata_field_has_one_printed_label_and_one_kind_of_content() -> None:
    source = graph("kode.ttl")
    fields = list(source.subjects(RDF.type, KESOS.JenisBidang))
    assert len(fields) == 24 + 20
    for field in fields:
        assert len(list(source.objects(field, SKOS.notation))) == 1
        assert len(list(source.objects(field, KESOS.isiBidang))) == 1
