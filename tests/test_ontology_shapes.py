"""Each shape on the ontology finds its defect, names the term, and is needed for it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pytest
from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, Graph, Literal, URIRef
from rdflib.term import Node

from kgkesos import findings, resources
from kgkesos.vocab import KESOS, KODE

DEFECTS = Path(__file__).parent / "shapes" / "ontologi"
SHAPES = findings.codes(findings.load_ontology_shapes())
CODES = sorted(SHAPES)


def defect(name: str) -> Graph:
    """The graph in ``tests/shapes/ontologi/<name>.ttl``."""
    return Graph().parse(DEFECTS / f"{name}.ttl")


@cache
def _read(name: str) -> Graph:
    return Graph().parse(resources.folder("ontology") / name)


def parsed(name: str) -> Graph:
    """The graph in ``ontology/<name>``, which a test may change."""
    return Graph() + _read(name)


@cache
def project_shapes() -> Graph:
    return findings.load_ontology_shapes()


def found(data: Graph, shapes: Graph | None = None) -> tuple[findings.Temuan, ...]:
    return findings.validate(data, project_shapes() if shapes is None else shapes)


def expected_node(code: str) -> URIRef:
    """The term that the invalid graph names as faulty."""
    lines = (DEFECTS / f"{code}.invalid.ttl").read_text(encoding="utf-8").split("\n")
    (line,) = (line for line in lines if line.startswith("# pada: "))
    return URIRef(line.removeprefix("# pada: "))


def test_each_code_has_its_two_graphs_and_each_graph_its_code() -> None:
    on_disk = {path.name for path in DEFECTS.iterdir()}
    assert on_disk == {f"{code}.{kind}.ttl" for code in CODES for kind in ("valid", "invalid")}


def test_no_shape_on_the_ontology_runs_on_documents() -> None:
    assert not set(SHAPES) & set(findings.codes(findings.load_shapes()))


@pytest.mark.parametrize("code", CODES)
def test_the_invalid_graph_has_this_defect_alone(code: str) -> None:
    (only,) = found(defect(f"{code}.invalid"))
    assert (only.kode, only.pada, only.tingkat) == (code, expected_node(code), "Violation")
    for text in (only.pesan, only.perbaikan, only.alasan):
        assert set(text) == {"id", "en"}
        assert text["id"] != text["en"]


@pytest.mark.parametrize("code", CODES)
def test_the_valid_graph_has_no_defect(code: str) -> None:
    assert found(defect(f"{code}.valid")) == ()


@pytest.mark.parametrize("code", CODES)
def test_without_its_shape_the_defect_is_not_found(code: str) -> None:
    shapes = Graph() + project_shapes()
    for triple in shapes.cbd(SHAPES[code]):
        shapes.remove(triple)
    assert found(defect(f"{code}.invalid"), shapes) == ()


def test_each_code_stands_in_the_readme() -> None:
    readme = (resources.folder("shapes") / "README.md").read_text(encoding="utf-8")
    assert [code for code in CODES if f"| `{code}` | " not in readme] == []


@pytest.mark.parametrize("predicate", [RDFS.label, SKOS.definition, SKOS.example])
def test_a_term_of_the_ontology_that_loses_a_part_is_named(predicate: URIRef) -> None:
    ontology = parsed("kgkesos.ttl")
    ontology.remove((KESOS.Sasaran, predicate, None))
    (only,) = found(ontology)
    assert only.pada == KESOS.Sasaran


def test_an_invented_article_is_named() -> None:
    ontology = parsed("kgkesos.ttl")
    source = URIRef("http://purl.org/dc/terms/source")
    ontology.add((KESOS.mendukung, source, Literal("Peraturan Menteri PANRB Nomor 89 Tahun 2021, ayat (2)")))
    (only,) = found(ontology)
    assert (only.kode, only.pada) == ("pasal-belum-terbaca", KESOS.mendukung)


CITED = (
    *("Pasal 3", "ps. 3", "Ps 3", "psl. 12", "ayat (2)", "art. 5", "Article 5", "huruf b", "huruf (b)", "butir ii"),
    *("angka 4", "Lampiran", "lampiran huruf F", "annex F", "paragraph 2", "sec. 4", "§ 7"),
)
NOT_CITED = (
    "PSKS nomor 1 sampai 11",
    "angka kemiskinan",
    "art galeri",
    "sector 5",
    "butirnya",
    "secara umum",
    "parama",
)


def citing(predicate: URIRef, cited: Sequence[str]) -> tuple[Graph, dict[Node, str]]:
    """The ontology, where as many of its own relations cite one of ``cited`` each, and which does what."""
    ontology = parsed("kgkesos.ttl")
    own = set(ontology.subjects(DCTERMS.source, Literal("Rancangan kgkesos (the kgkesos design)")))
    terms = sorted(own & set(ontology.subjects(RDF.type, OWL.ObjectProperty)), key=str)
    told = dict(zip(terms, cited, strict=False))
    assert len(told) == len(cited)
    for term, words in told.items():
        ontology.add((term, predicate, Literal(f"Peraturan Menteri Contoh Nomor 8 Tahun 2012, {words}")))
        ontology.set((term, KESOS.statusSumber, Literal("belum diperiksa")))
    return ontology, told


@pytest.mark.parametrize("predicate", [DCTERMS.source, KESOS.dasarPenggantian])
def test_however_a_part_of_a_rule_is_cited_it_is_named(predicate: URIRef) -> None:
    ontology, told = citing(predicate, CITED)
    named = [(only.kode, told.get(only.pada)) for only in found(ontology)]
    assert sorted(named, key=str) == sorted((("pasal-belum-terbaca", words) for words in CITED), key=str)


def test_what_only_looks_like_a_part_of_a_rule_is_none() -> None:
    ontology, told = citing(DCTERMS.source, NOT_CITED)
    assert [told.get(only.pada) for only in found(ontology)] == []


@pytest.mark.parametrize(
    ("code", "predicates"),
    [
        ("kode-tanpa-definisi", (SKOS.definition, DCTERMS.source)),
        ("daftar-tanpa-lisensi", (DCTERMS.creator, DCTERMS.license)),
    ],
)
def test_a_code_list_that_loses_a_part_is_named(code: str, predicates: Sequence[URIRef]) -> None:
    """Each of the lists loses each of the parts, as a list beside it that lacks nothing else."""
    codes = parsed("kode.ttl")
    lists = {KODE[name] for name in ("kewenangan", "nomenklatur", "wilayah", "satuan", "dokumen")}
    lacking = {URIRef(f"{one}-{place}") for one in lists for place, _ in enumerate(predicates)}
    for place, predicate in enumerate(predicates):
        assert lists <= {*codes.subjects(predicate, None)}
        for one in lists:
            for _, kept, value in parsed("kode.ttl").triples((one, None, None)):
                if kept != predicate:
                    codes.add((URIRef(f"{one}-{place}"), kept, value))
    assert {only.pada for only in found(codes) if only.kode == code} == lacking


def test_the_code_lists_lack_nothing() -> None:
    assert found(parsed("kode.ttl")) == ()


def test_every_code_from_outside_says_whether_its_source_was_read() -> None:
    codes = parsed("kode.ttl")
    outside = set(codes.subjects(KESOS.statusSumber))
    assert len(outside) > 60
    codes.remove((None, KESOS.statusSumber, None))
    assert {(only.kode, only.pada) for only in found(codes)} == {("sumber-tanpa-status", code) for code in outside}


def test_the_list_of_replaced_terms_keeps_the_rules() -> None:
    terms = Graph().parse(resources.folder("ontology") / "istilah.ttl")
    assert found(terms) == ()
    # Each old term is found by each of its names, so no two terms share one, and no new term is an old one.
    labels = (*terms.objects(None, SKOS.prefLabel), *terms.objects(None, SKOS.altLabel))
    names = [str(name).casefold() for name in labels]
    assert sorted(names) == sorted(set(names))
    assert not set(terms.subjects(DCTERMS.isReplacedBy)) & set(terms.objects(None, DCTERMS.isReplacedBy))


def test_no_replaced_term_stands_in_two_lists() -> None:
    """Where both lists have a term, each of its mentions would be found twice."""
    lists = [Graph().parse(resources.folder("ontology") / name) for name in ("istilah.ttl", "konsep.ttl")]
    old = [
        {str(name).casefold() for one in terms.subjects(DCTERMS.isReplacedBy) for name in names_of(terms, one)}
        for terms in lists
    ]
    assert not old[0] & old[1]


def names_of(terms: Graph, term: Node) -> list[Node]:
    """All names of ``term``."""
    return [*terms.objects(term, SKOS.prefLabel), *terms.objects(term, SKOS.altLabel)]
