"""The vocabulary as data, against the Turtle read with plain rdflib; where terms are used, against plain counting."""

from __future__ import annotations

import doctest
import io
import re
import shutil
import socket
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, Graph, Literal, URIRef
from rdflib.plugins.sparql import prepareQuery

from kgkesos import resources, terms, turtle
from kgkesos.errors import DataFileError
from kgkesos.knowledge import Knowledge
from kgkesos.terms import context, reading, relating, rules, skos, usage, void
from kgkesos.terms.model import Kind, Ref, Replacement, Status, Term, Vocabulary
from kgkesos.web.kosakata import views, words

ONTOLOGY = "https://w3id.org/kgkesos/ontology#"
BASE = "https://w3id.org/kgkesos/"
FILES = ("kgkesos.ttl", "konsep.ttl", "kode.ttl", "penyelarasan.ttl")


@cache
def graph(name: str) -> Graph:
    return Graph().parse(resources.folder("ontology") / name)


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return terms.load()


def at(vocabulary: Vocabulary, path: str) -> Term:
    found = vocabulary.at(path)
    assert found, path
    return found


def paths(refs: tuple[Ref, ...]) -> list[str]:
    return [ref.path for ref in refs]


@pytest.mark.parametrize("module", [rules, void, views, words], ids=lambda module: module.__name__)
def test_the_examples_hold(module: object) -> None:
    found = doctest.testmod(module)  # type: ignore[arg-type]
    assert found.attempted
    assert not found.failed


# ---------- what there is


def test_every_term_of_the_files_is_there_once_and_nothing_else(vocabulary: Vocabulary) -> None:
    declared = {
        Kind.klass: (OWL.Class, "kgkesos.ttl"),
        Kind.object_property: (OWL.ObjectProperty, "kgkesos.ttl"),
        Kind.datatype_property: (OWL.DatatypeProperty, "kgkesos.ttl"),
        Kind.annotation_property: (OWL.AnnotationProperty, "kgkesos.ttl"),
        Kind.concept: (SKOS.Concept, "konsep.ttl"),
        Kind.code: (SKOS.Concept, "kode.ttl"),
        Kind.collection: (SKOS.Collection, "konsep.ttl"),
    }
    for kind, (type_, file) in declared.items():
        expected = sorted(str(one) for one in graph(file).subjects(RDF.type, type_) if str(one).startswith(BASE))
        assert sorted(term.iri for term in vocabulary.of(kind)) == expected
    schemes = {str(one) for name in FILES for one in graph(name).subjects(RDF.type, SKOS.ConceptScheme)}
    assert {term.iri for term in vocabulary.of(Kind.scheme)} == schemes
    assert len({term.iri for term in vocabulary.terms}) == len({term.path for term in vocabulary.terms})
    assert len({term.anchor for term in vocabulary.terms}) == len(vocabulary.terms)


def test_every_label_and_definition_is_that_of_the_files(vocabulary: Vocabulary) -> None:
    for term in vocabulary.terms:
        for file in FILES[:3]:
            for predicate, words_ in ((RDFS.label, term.label), (SKOS.prefLabel, term.label)):
                for said in graph(file).objects(URIRef(term.iri), predicate):
                    assert isinstance(said, Literal)
                    assert str(said) == getattr(words_, str(said.language))
            for said in graph(file).objects(URIRef(term.iri), SKOS.definition):
                assert isinstance(said, Literal)
                assert str(said) == getattr(term.definition, str(said.language))
        assert term.label.id
        assert term.label.en


def test_what_is_not_yet_checked_is_what_the_files_say(vocabulary: Vocabulary) -> None:
    said = {
        str(subject)
        for name in FILES
        for subject in graph(name).subjects(URIRef(f"{ONTOLOGY}statusSumber"), Literal("belum diperiksa"))
    }
    assert len(said) > 5
    assert {term.iri for term in vocabulary.terms if term.status is Status.unread} == said
    assert f"{BASE}konsep/siks-ng" in said


def test_a_class_as_its_file_has_it(vocabulary: Vocabulary) -> None:
    term = at(vocabulary, "ontology/Indikator")
    assert (term.name, term.anchor, term.label.id, term.label.en) == (
        "kesos:Indikator",
        "Indikator",
        "Indikator",
        "Indicator",
    )
    assert term.sources == ("Peraturan Menteri PANRB Nomor 53 Tahun 2014", "Rancangan kgkesos (the kgkesos design)")
    assert term.status is Status.read
    assert [text.words for text in term.examples] == ["“Persentase penduduk miskin” (cascading-dinas-sosial.txt)"]
    assert paths(term.related("superclass")) == ["ontology/Rekaman"]
    assert "ontology/mengukur" in paths(term.related("domain-of"))
    assert [(one.how, one.target.name) for one in term.alignments] == [
        ("skos:relatedMatch", "i72:Indicator"),
        ("skos:closeMatch", "cids:Indicator"),
    ]
    assert term.alignments[1].reason.en.startswith("Both measure a result; an Indikator also measures programmes")
    assert term.alignments[1].target.path == ""


def test_a_replaced_concept_as_its_file_has_it(vocabulary: Vocabulary) -> None:
    term = at(vocabulary, "konsep/pmks")
    ppks = Ref(f"{BASE}konsep/ppks", "konsep:ppks", "PPKS", "konsep/ppks")
    assert term.replaced_by == (Replacement(ppks, "2019", "Permensos 5/2019"),)
    assert at(vocabulary, "konsep/ppks").replaces == (Replacement(term.ref, "2019", "Permensos 5/2019"),)
    assert [text.words for text in term.variants] == ["Penyandang Masalah Kesejahteraan Sosial"]
    assert term.definition.id == ""
    assert paths(term.related("narrower")) == [
        "konsep/bekas-narapidana",
        "konsep/penyandang-cacat",
        "konsep/wanita-rawan-sosial-ekonomi",
    ]
    assert paths(at(vocabulary, "konsep/penyandang-cacat").related("broader")) == ["konsep/pmks"]


def test_a_property_as_its_file_has_it(vocabulary: Vocabulary) -> None:
    term = at(vocabulary, "ontology/mendukung")
    assert term.characteristics == ("transitive",)
    assert paths(term.related("inverse")) == ["ontology/didukungOleh"]
    assert paths(term.related("subproperty")) == ["ontology/mendukungLangsung"]
    chains = [relation for relation in at(vocabulary, "ontology/penanggungJawab").relations if relation.kind == "chain"]
    assert [paths(chain.targets) for chain in chains] == [["ontology/mengukur", "ontology/dilaksanakanOleh"]]


def test_a_code_and_its_list_know_each_other(vocabulary: Vocabulary) -> None:
    listed = at(vocabulary, "kode/basis")
    assert paths(at(vocabulary, "kode/basis/dinyatakan").related("scheme")) == ["kode/basis"]
    assert paths(listed.related("holds")) == [
        f"kode/basis/{code}"
        for code in ("dikonfirmasi", "dinyatakan", "ditolak", "diturunkan", "diusulkan", "keterangan-pengguna")
    ]


def test_relations_are_known_from_both_ends(vocabulary: Vocabulary) -> None:
    both = {
        "superclass": "subclass",
        "superproperty": "subproperty",
        "domain": "domain-of",
        "range": "range-of",
        "inverse": "inverse",
        "disjoint": "disjoint",
        "scheme": "holds",
        "broader": "narrower",
        "narrower": "broader",
        "member": "member-of",
        "content": "content-of",
    }
    seen = Counter[str]()
    for term in vocabulary.terms:
        for kind, back in both.items():
            for target in (ref for ref in term.related(kind) if ref.path):
                seen[kind] += 1
                assert term.ref in at(vocabulary, target.path).related(back), (term.name, kind, target.name)
    assert set(seen) == set(both)


def test_every_relation_and_trait_has_words() -> None:
    assert set(words.RELATIONS) == set(relating.KINDS)
    assert set(words.CHARACTERISTICS) == set(relating.CHARACTERISTICS.values())
    assert set(words.KINDS) == set(Kind)
    assert set(words.STANDINGS) == set(Status)
    used = {str(how) for how in graph("penyelarasan.ttl").objects(None, OWL.annotatedProperty)}
    spaces = {"skos": str(SKOS), "rdfs": str(RDFS)}
    worded = {spaces[prefix] + name for prefix, _, name in (one.partition(":") for one in words.ALIGNMENTS)}
    assert used <= worded


def test_alignments_are_those_of_the_file_each_with_its_reason(vocabulary: Vocabulary) -> None:
    source = graph("penyelarasan.ttl")
    expected = {
        (str(source.value(axiom, OWL.annotatedSource)), str(source.value(axiom, OWL.annotatedTarget)))
        for axiom in source.subjects(RDF.type, OWL.Axiom)
    }
    found = {(term.iri, one.target.iri) for term in vocabulary.terms for one in term.alignments}
    assert found == expected
    assert all(one.reason.id and one.reason.en for term in vocabulary.terms for one in term.alignments)


def test_a_status_that_nobody_knows_is_told_in_one_sentence() -> None:
    given = reading.sources()
    concepts = Graph() + given.concepts
    concepts.set((URIRef(f"{BASE}konsep/pmks"), URIRef(f"{ONTOLOGY}statusSumber"), Literal("mungkin")))
    with pytest.raises(DataFileError, match=r"konsep/pmks has the unknown kesos:statusSumber 'mungkin'"):
        reading.read(reading.Sources(given.ontology, concepts, given.codes, given.alignments))


def test_official_lists_are_counted_and_no_terms(vocabulary: Vocabulary) -> None:
    files = [resources.folder("ontology") / name for name in ("nomenklatur-1.06.ttl", "wilayah.ttl")]
    named = {str(quad.subject.value) for path in files for quad in ox.parse(path=path)}
    for one in vocabulary.datasets:
        assert one.entries == sum(name.startswith(f"{one.iri}/") for name in named) > 0
    assert {one.iri.removeprefix(BASE) for one in vocabulary.datasets} >= {"id/wilayah", "id/nomenklatur/2027"}


# ---------- nothing is fetched


@pytest.fixture
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.mark.usefixtures("_no_network")
def test_an_import_that_a_file_names_is_never_fetched(tmp_path: Path) -> None:
    copied = {name: Path(shutil.copy(resources.folder("ontology") / name, tmp_path)) for name in FILES}
    with copied["kgkesos.ttl"].open("a", encoding="utf-8") as file:
        file.write("<https://w3id.org/kgkesos/ontology> owl:imports <http://127.0.0.1:9/lain.ttl> .\n")
    ontology, concepts, codes, alignments = (turtle.load(path) for path in copied.values())
    given = reading.Sources(ontology, concepts, codes, alignments)
    assert (None, OWL.imports, URIRef("http://127.0.0.1:9/lain.ttl")) in given.ontology
    found = reading.read(given)
    assert found.terms == reading.load().terms
    assert context.text(found) == context.text(reading.load())
    assert "127.0.0.1" not in skos.text(given)


# ---------- rules


def algebra_iris(node: Any, found: set[str]) -> set[str]:
    """The IRIs anywhere in the algebra of a query, as rdflib parses it."""
    if isinstance(node, URIRef):
        found.add(str(node))
    elif isinstance(node, dict):
        for value in node.values():
            algebra_iris(value, found)
    elif isinstance(node, (list, tuple, set)):
        for value in node:
            algebra_iris(value, found)
    elif hasattr(node, "args") or hasattr(node, "path") or hasattr(node, "arg"):
        for name in ("args", "path", "arg"):
            algebra_iris(getattr(node, name, None), found)
    return found


QUERIES = [
    path for folder in ("questions", "derivations", "checks") for path in resources.files("queries", f"{folder}/*.rq")
]


@pytest.mark.parametrize("path", QUERIES, ids=lambda path: path.stem)
def test_the_terms_of_a_query_are_those_that_a_parser_finds(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    parsed = algebra_iris(prepareQuery(text).algebra, set())
    # rdflib keeps the backslash of an escaped slash.
    ours = {iri.replace("\\", "") for iri in parsed if iri.startswith(BASE)}
    assert ours
    assert {iri for iri in rules.named(text) if iri.startswith(BASE)} == ours


def test_the_terms_of_a_shape_are_those_of_its_file() -> None:
    by_name = {rule.name: rule for rule in rules.load()}
    shape = by_name["indikator-tanpa-definisi"]
    assert {iri.removeprefix(ONTOLOGY) for iri in shape.terms if iri.startswith(ONTOLOGY)} == {
        *("Indikator", "penjelasan", "melekatPada", "dalamDokumen", "jenisDokumen"),
        *("bidangDari", "jenisBidang", "nilaiBidang"),
    }
    assert {iri.removeprefix(f"{BASE}kode/") for iri in shape.terms if iri.startswith(f"{BASE}kode/")} == {
        *("dokumen/perjanjian-kinerja", "dokumen/rencana-aksi", "dokumen/renja", "dokumen/renstra"),
        *("dokumen/pohon-kinerja", "dokumen/ikk", "bidang/definisi"),
    }
    assert shape.title == "Indikator ini tidak mempunyai penjelasan atau definisi operasional."
    # One whose constraint is SPARQL, with prefixes that another node declares.
    assert f"{ONTOLOGY}dipilih" in by_name["varian-tanpa-pilihan"].terms


def test_every_shape_check_question_and_derivation_is_a_rule() -> None:
    found = Counter(rule.kind.value for rule in rules.load())
    counted = {
        "question": len(resources.files("queries", "questions/*.rq")),
        "derivation": len(resources.files("queries", "derivations/*.rq")),
        "check": len(resources.files("queries", "checks/*.rq")),
        "shape": sum(
            len(re.findall(r"^shapes:\S+ a sh:(?:Node|Property)Shape", path.read_text(encoding="utf-8"), re.MULTILINE))
            for path in resources.files("shapes", "*.ttl")
        ),
    }
    assert found == counted
    assert all(rule.title for rule in rules.load())


# ---------- where terms are used


@pytest.fixture(scope="module")
def quads(built: Knowledge) -> list[ox.Quad]:
    out = io.BytesIO()
    built.store.dump(out, "nq")
    return list(ox.parse(out.getvalue(), ox.RdfFormat.N_QUADS))


OWN = re.compile(r"https://w3id\.org/kgkesos/(ontology|konsep|kode|penyelarasan)(/|#|$)")


def uses(quads: list[ox.Quad], known: set[str]) -> Counter[tuple[str, str]]:
    """How often each term is used in each named graph, counted over the dump."""
    found = Counter[tuple[str, str]]()
    for quad in quads:
        if not isinstance(quad.graph_name, ox.NamedNode) or not isinstance(quad.subject, ox.NamedNode):
            continue
        place = quad.graph_name.value.split("/graf/")[1]
        if quad.predicate.value in known:
            found[quad.predicate.value, place] += 1
        if isinstance(quad.object, ox.NamedNode) and quad.object.value in known:
            is_a = quad.predicate.value == str(RDF.type)
            if is_a or not OWN.match(quad.subject.value):
                found[quad.object.value, place] += 1
    return found


def test_uses_are_counted_in_each_graph(built: Knowledge, vocabulary: Vocabulary, quads: list[ox.Quad]) -> None:
    counted = uses(quads, {term.iri for term in vocabulary.terms})
    for term in vocabulary.terms:
        rows = built.internal("pemakaian-jumlah", istilah=URIRef(term.iri)).rows
        found = {str(place).split("/graf/")[1]: int(str(count)) for _, place, count in rows}
        assert found == {place: count for (iri, place), count in counted.items() if iri == term.iri}, term.name


def test_a_term_that_nothing_uses_has_no_use(built: Knowledge, vocabulary: Vocabulary, quads: list[ox.Quad]) -> None:
    used = {iri for iri, _ in uses(quads, {term.iri for term in vocabulary.terms})}
    term = next(term for term in vocabulary.terms if term.iri not in used)
    assert usage.of(built, vocabulary, term) == usage.Usage((), ())


@pytest.mark.parametrize("path", ["ontology/Indikator", "ontology/mengukur", "konsep/pmks", "kode/basis/dinyatakan"])
def test_things_that_use_a_term_are_named_by_kind(
    built: Knowledge, vocabulary: Vocabulary, quads: list[ox.Quad], path: str
) -> None:
    iri = at(vocabulary, path).iri
    expected: dict[str, set[str]] = {}
    classes: dict[str, set[str]] = {}
    for quad in quads:
        if not isinstance(quad.subject, ox.NamedNode) or not isinstance(quad.object, ox.NamedNode):
            continue
        if quad.predicate.value == str(RDF.type):
            classes.setdefault(quad.subject.value, set()).add(quad.object.value)
    above = {(str(s), str(o)) for s, o in graph("kgkesos.ttl").subject_objects(RDFS.subClassOf)}
    for quad in quads:
        at_object = isinstance(quad.object, ox.NamedNode) and quad.object.value == iri
        if not isinstance(quad.subject, ox.NamedNode) or isinstance(quad.graph_name, ox.DefaultGraph):
            continue
        if quad.predicate.value != iri and not (at_object and not OWN.match(quad.subject.value)):
            continue
        mine = classes[quad.subject.value]
        for class_ in mine:
            if not any((other, class_) in above for other in mine):
                expected.setdefault(class_, set()).add(quad.subject.value)
    found = usage.of(built, vocabulary, at(vocabulary, path))
    assert {one.kind.iri: one.count for one in found.kinds} == {kind: len(every) for kind, every in expected.items()}
    for one in found.kinds:
        assert [thing.iri for thing in one.things] == sorted(expected[one.kind.iri])[: usage.SHOWN]
    assert sum(one.count for one in found.kinds) > 0


def test_a_value_that_is_no_term_has_no_use(built: Knowledge) -> None:
    """A bound variable that pyoxigraph lost would give the uses of everything."""
    nothing = URIRef("urn:nothing")
    assert built.internal("pemakaian-jumlah", istilah=nothing).rows == ()
    assert built.internal("pemakaian-jenis", istilah=nothing).rows == ()
    indikator = URIRef(f"{ONTOLOGY}Indikator")
    mengukur = URIRef(f"{ONTOLOGY}mengukur")
    assert built.internal("pemakaian-properti", istilah=mengukur, kelas=indikator).rows != ()
    assert built.internal("pemakaian-properti", istilah=mengukur, kelas=nothing).rows == ()
    assert built.internal("pemakaian-properti", istilah=nothing, kelas=indikator).rows == ()
    pmks, defines = URIRef(f"{BASE}konsep/pmks"), URIRef(f"{ONTOLOGY}mendefinisikan")
    definisi = URIRef(f"{ONTOLOGY}Definisi")
    assert built.internal("pemakaian-objek", istilah=pmks, lewat=defines, kelas=definisi).rows != ()
    assert built.internal("pemakaian-objek", istilah=nothing, lewat=defines, kelas=definisi).rows == ()
    assert built.internal("pemakaian-objek", istilah=pmks, lewat=nothing, kelas=definisi).rows == ()
    assert built.internal("pemakaian-objek", istilah=pmks, lewat=defines, kelas=nothing).rows == ()
    assert built.internal("void-hal", awalan=nothing).rows == ()


def test_no_title_of_the_whole_is_missing(vocabulary: Vocabulary) -> None:
    ontology = URIRef(ONTOLOGY.removesuffix("#"))
    assert vocabulary.version == str(graph("kgkesos.ttl").value(ontology, OWL.versionInfo))
    assert Literal(vocabulary.title.id, lang="id") in set(graph("kgkesos.ttl").objects(ontology, DCTERMS.title))
    assert vocabulary.licence == "https://creativecommons.org/licenses/by/4.0/"
