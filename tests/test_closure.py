"""The compiled rules entail what OWL 2 RL entails, by the word of owlrl; what they do not know stops them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from closure_oracle import same_as_owlrl
from rdflib import OWL, RDF, RDFS, XSD, BNode, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection

from kgkesos import resources
from kgkesos.closure import (
    Clash,
    close,
    close_ontology,
    compile_contradictions,
    compile_rules,
    contradictions,
    ontology_graph,
)
from kgkesos.store import Scratch, Triple
from kgkesos.vocab import KESOS
from kgkesos.why import rules

DATA = Path(__file__).parent / "data"
EX = Namespace("https://example.org/t#")
DOC = Namespace("https://w3id.org/kgkesos/id/dokumen/contoh/")
PREFIXES = """
@prefix ex: <https://example.org/t#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
# The rule that each kind's template is compiled to, as it stands first in a rule's name.
RULE_OF_KIND = {
    "subclass": "cax-sco",
    "subproperty": "prp-spo1",
    "domain": "prp-dom",
    "range": "prp-rng",
    "inverse": "prp-inv",
    "symmetric": "prp-symp",
    "transitive": "prp-trp",
    "chain": "prp-spo2",
}


def turtle(text: str) -> Graph:
    return Graph().parse(data=PREFIXES + text, format="turtle")


def axioms() -> Graph:
    return Graph().parse(DATA / "closure-axioms.ttl")


def axioms_data() -> list[Triple]:
    return list(Graph().parse(DATA / "closure-data.ttl"))


def copy_of(graph: Graph) -> Graph:
    copy = Graph()
    copy += graph
    return copy


def closed(triples: list[Triple], ontology: Graph) -> set[Triple]:
    scratch = Scratch(triples)
    close(scratch, compile_rules(ontology))
    return set(scratch.triples())


def clashes(triples: list[Triple], ontology: Graph) -> list[Clash]:
    scratch = Scratch(triples)
    close(scratch, compile_rules(ontology))
    return list(contradictions(scratch, compile_contradictions(ontology)))


def document() -> Iterator[Triple]:
    """A small document with every part that a real one has: cascade, positions, formulas, terms, evidence."""
    sheet, rendition, sets = DOC[""], DOC.rendisi, DOC.himpunan
    yield from ((sheet, RDF.type, KESOS.Dokumen), (rendition, KESOS.rendisiDari, sheet))
    yield from ((sets, KESOS.berlakuPada, DOC.periode), (sets, KESOS.digantikanOleh, DOC["himpunan-2"]))
    yield from ((DOC.periode, KESOS.tahunMulai, Literal("2019", datatype=XSD.gYear)),)
    yield from ((DOC.seksi, KESOS.melaporKepada, DOC.bidang), (DOC.bidang, KESOS.melaporKepada, DOC.kepala))
    yield from ((DOC.bidang, KESOS.bertugasDi, DOC["unit/bidang"]), (DOC["tugas/a"], RDF.type, KESOS.Tugas))
    yield from ((DOC["tugas/a"], KESOS.dilaksanakanOleh, DOC.bidang), (DOC.kinerja, RDF.type, KESOS.KinerjaJabatan))
    yield from ((DOC.kinerja, KESOS.dilaksanakanOleh, DOC.seksi), (DOC.tujuan, RDF.type, KESOS.Tujuan))
    for a in range(2):
        sasaran, program = DOC[f"sasaran/{a}"], DOC[f"program/{a}"]
        yield from ((sasaran, RDF.type, KESOS.Sasaran), (sasaran, KESOS.mendukungLangsung, DOC.tujuan))
        yield from ((program, RDF.type, KESOS.Program), (program, KESOS.mendukungLangsung, sasaran))
        yield (program, KESOS.anggotaHimpunan, sets)
        for b in range(3):
            kegiatan, indikator = DOC[f"kegiatan/{a}.{b}"], DOC[f"indikator/{a}.{b}"]
            formula, bukti = DOC[f"formula/{a}.{b}"], DOC[f"bukti/{a}.{b}"]
            yield from ((kegiatan, RDF.type, KESOS.Kegiatan), (kegiatan, KESOS.mendukungLangsung, program))
            yield from (
                (indikator, KESOS.mengukur, kegiatan if b else DOC.kinerja),
                (indikator, KESOS.nama, Literal("n")),
            )
            yield from ((formula, RDF.type, KESOS.FormulaRasio), (formula, KESOS.menghitung, indikator))
            yield from ((formula, KESOS.pembilang, DOC[f"b/{a}.{b}"]), (formula, KESOS.penyebut, DOC[f"c/{a}.{b}"]))
            yield from ((indikator, KESOS.dibuktikanOleh, bukti), (bukti, KESOS.awalKutipan, Literal(b)))
            yield from ((bukti, KESOS.dariRendisi, rendition), (indikator, KESOS.dalamDokumen, sheet))
            yield (DOC[f"definisi/{a}.{b}"], KESOS.melekatPada, indikator)


# ---------- The closure is owlrl's


def test_every_axiom_kind_entails_what_owlrl_entails() -> None:
    assert same_as_owlrl(axioms_data(), axioms()) == (set(), set())


def test_a_document_is_closed_as_owlrl_closes_it() -> None:
    assert same_as_owlrl(document()) == (set(), set())


def test_an_axiom_of_every_entailing_kind_is_in_the_test_ontology() -> None:
    assert {rule.name.split()[0] for rule in compile_rules(axioms())} == set(RULE_OF_KIND.values())


@pytest.mark.parametrize("kind", sorted(RULE_OF_KIND))
def test_without_one_kind_of_rule_the_oracle_sees_a_difference(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A guard of the comparison itself: it must notice each kind of rule."""
    compiled = tuple(rule for rule in compile_rules(axioms()) if rule.name.split()[0] != RULE_OF_KIND[kind])
    assert len(compiled) < len(compile_rules(axioms()))
    monkeypatch.setattr("closure_oracle.compile_rules", lambda _: compiled)
    missing, extra = same_as_owlrl(axioms_data(), axioms())
    assert missing
    assert not extra


def test_a_rule_too_many_is_seen_by_the_oracle(monkeypatch: pytest.MonkeyPatch) -> None:
    more = copy_of(axioms())
    more.add((EX.A, RDFS.subClassOf, EX.F))
    compiled = compile_rules(more)
    monkeypatch.setattr("closure_oracle.compile_rules", lambda _: compiled)
    missing, extra = same_as_owlrl(axioms_data(), axioms())
    assert not missing
    assert (URIRef("https://example.org/d#a"), RDF.type, EX.F) in extra


# ---------- What follows, by hand


@pytest.mark.parametrize(
    "expected",
    [
        (DOC["kegiatan/0.1"], KESOS.mendukung, DOC.tujuan),
        (DOC.tujuan, KESOS.didukungOleh, DOC["kegiatan/0.1"]),
        (DOC["kegiatan/0.1"], RDF.type, KESOS.Rekaman),
        (DOC["indikator/0.1"], RDF.type, KESOS.Indikator),
        (DOC["indikator/0.0"], KESOS.penanggungJawab, DOC.seksi),
        (DOC["program/1"], KESOS.berlakuPada, DOC.periode),
        (DOC.seksi, KESOS.beradaDiBawah, DOC.kepala),
        (DOC.seksi, URIRef("http://www.w3.org/ns/org#reportsTo"), DOC.bidang),
        (DOC.kepala, RDF.type, URIRef("http://www.w3.org/ns/org#Post")),
        (DOC["formula/0.0"], KESOS.memuatBesaran, DOC["b/0.0"]),
        (DOC["indikator/0.0"], KESOS.dihitungDengan, DOC["formula/0.0"]),
    ],
)
def test_a_document_entails(expected: Triple) -> None:
    assert expected in closed(list(document()), ontology_graph())


@pytest.mark.parametrize(
    "unexpected",
    [
        (DOC["kegiatan/0.1"], KESOS.mendukungLangsung, DOC.tujuan),
        (DOC["indikator/0.1"], KESOS.penanggungJawab, DOC.seksi),
        (DOC.seksi, KESOS.melaporKepada, DOC.kepala),
        (DOC["kegiatan/0.1"], KESOS.mendukung, DOC["sasaran/1"]),
        (DOC["himpunan-2"], KESOS.berlakuPada, DOC.periode),
    ],
)
def test_a_document_does_not_entail(unexpected: Triple) -> None:
    assert unexpected not in closed(list(document()), ontology_graph())


def test_a_suggested_link_entails_no_support() -> None:
    triples: list[Triple] = [(DOC.tautan, KESOS.dari, DOC.a), (DOC.tautan, KESOS.ke, DOC.b)]
    assert not [t for t in closed(triples, ontology_graph()) if t[1] in (KESOS.mendukung, KESOS.mendukungLangsung)]


def test_close_counts_what_it_added_and_adds_nothing_twice() -> None:
    scratch, rules = Scratch(document()), compile_rules(ontology_graph())
    before = len(scratch)
    added = close(scratch, rules)
    assert added > 0
    assert len(scratch) == before + added
    assert close(scratch, rules) == 0


def test_without_rules_nothing_is_added() -> None:
    assert close(Scratch(document()), ()) == 0


def test_the_order_of_the_rules_does_not_matter() -> None:
    rules = compile_rules(ontology_graph())
    forward, backward = Scratch(document()), Scratch(document())
    close(forward, rules)
    close(backward, rules[::-1])
    assert set(forward.triples()) == set(backward.triples())


def test_a_literal_becomes_no_subject() -> None:
    ontology = turtle("ex:p a owl:ObjectProperty, owl:SymmetricProperty ; rdfs:range ex:C .")
    facts: list[Triple] = [(EX.a, EX.p, Literal("words"))]
    assert closed(facts, ontology) == set(facts)


# ---------- The ontology decides, not Python


def test_a_subproperty_added_to_the_ontology_entails() -> None:
    ontology = copy_of(ontology_graph())
    ontology.add((EX.menopang, RDFS.subPropertyOf, KESOS.mendukungLangsung))
    facts: list[Triple] = [(DOC.a, EX.menopang, DOC.b), (DOC.b, KESOS.mendukungLangsung, DOC.c)]
    assert (DOC.a, KESOS.mendukung, DOC.c) in closed(facts, ontology)
    assert (DOC.a, KESOS.mendukung, DOC.c) not in closed(facts, ontology_graph())
    assert same_as_owlrl(facts, ontology) == (set(), set())


@pytest.mark.parametrize("length", [1, 2, 3, 5])
def test_a_chain_added_to_the_ontology_entails(length: int) -> None:
    ontology = copy_of(ontology_graph())
    steps = [EX[f"langkah{n}"] for n in range(length)]
    head = BNode()
    Collection(ontology, head, list(steps))
    ontology.add((EX.rantai, OWL.propertyChainAxiom, head))
    facts: list[Triple] = [(DOC[str(n)], step, DOC[str(n + 1)]) for n, step in enumerate(steps)]
    assert (DOC["0"], EX.rantai, DOC[str(length)]) in closed(facts, ontology)
    assert same_as_owlrl(facts, ontology) == (set(), set())


def test_an_axiom_deleted_from_the_ontology_entails_no_more() -> None:
    ontology = copy_of(ontology_graph())
    ontology.remove((KESOS.mendukungLangsung, RDFS.subPropertyOf, KESOS.mendukung))
    assert not [t for t in closed(list(document()), ontology) if t[1] == KESOS.mendukung]


def test_each_axiom_has_one_rule_for_each_direction() -> None:
    rules = compile_rules(turtle("ex:p owl:inverseOf ex:q . ex:A owl:equivalentClass ex:B ."))
    assert [rule.name for rule in rules] == ["prp-inv p q", "prp-inv q p", "cax-sco A B", "cax-sco B A"]
    assert {rule.axiom for rule in rules} == {"ex:p owl:inverseOf ex:q", "ex:A owl:equivalentClass ex:B"}


def test_rule_names_are_unique() -> None:
    rules, forbidden = compile_rules(ontology_graph()), compile_contradictions(ontology_graph())
    assert len({rule.name for rule in rules}) == len(rules)
    assert len({rule.name for rule in forbidden}) == len(forbidden)


def test_every_template_is_used() -> None:
    everything = axioms() + turtle(
        """ex:up owl:propertyDisjointWith ex:beside . ex:up a owl:AsymmetricProperty, owl:IrreflexiveProperty ."""
    )
    used = {rule.update for rule in compile_rules(everything)} | {c.query for c in compile_contradictions(everything)}
    headers = {update.splitlines()[0].split(":")[0] for update in used}
    templates = resources.files("queries", "closure/*")
    assert templates
    assert headers == {path.read_text(encoding="utf-8").splitlines()[0].split(":")[0] for path in templates}


def test_owlrl_closes_the_ontology() -> None:
    ontology = ontology_graph()
    size = len(ontology)
    assert (KESOS.Kegiatan, RDFS.subClassOf, KESOS.Rekaman) in close_ontology(ontology)
    assert (KESOS.Kegiatan, RDFS.subClassOf, KESOS.Rekaman) not in ontology
    assert len(ontology) == size


# ---------- Contradictions in a document


def test_a_clash_holds_the_triples_that_clash() -> None:
    facts: list[Triple] = [(DOC.x, RDF.type, KESOS.Program), (DOC.x, KESOS.mengukur, DOC.y)]
    (clash,) = clashes(facts, ontology_graph())
    assert set(clash.triples) == {(DOC.x, RDF.type, KESOS.Indikator), (DOC.x, RDF.type, KESOS.SimpulKinerja)}
    assert clash.contradiction.axiom.startswith("owl:AllDisjointClasses (kesos:")


def test_two_levels_of_the_cascade_clash() -> None:
    facts: list[Triple] = [(DOC.x, RDF.type, KESOS.Program), (DOC.x, RDF.type, KESOS.Kegiatan)]
    assert [clash.contradiction.name for clash in clashes(facts, ontology_graph())] == ["cax-dw Program Kegiatan"]


def test_a_document_does_not_contradict_itself() -> None:
    assert clashes(list(document()), ontology_graph()) == []


def test_a_rule_says_what_its_update_writes() -> None:
    """Only there is looked for what a rule added."""
    for rule in compile_rules(ontology_graph()):
        [(_, predicate, object_)] = rules.Rule(rule.name, None, rule.update, {}).head
        written = (predicate, object_ if predicate == RDF.type else None)
        assert rule.writes == written, rule.name
