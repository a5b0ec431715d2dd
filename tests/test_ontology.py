"""The ontology, the concepts and the code lists are complete, and contradict nothing."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from itertools import combinations

import pytest
from closure_oracle import owlrl_errors
from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, XSD, BNode, Graph, Literal, URIRef
from rdflib.term import Node

from kgkesos import findings, resources
from kgkesos.closure import close, compile_contradictions, compile_rules, contradictions, ontology_graph
from kgkesos.knowledge import Knowledge
from kgkesos.sebutan import Kamus
from kgkesos.store import Scratch, Triple
from kgkesos.vocab import BASE, KESOS, KODE, KONSEP

KINDS = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
FILES = ("kgkesos.ttl", "konsep.ttl", "kode.ttl", "penyelarasan.ttl")
CONCEPT_FILES = ("konsep.ttl", "kode.ttl")


@cache
def graph(name: str) -> Graph:
    return Graph().parse(resources.folder("ontology") / name)


def headings(name: str) -> list[str]:
    """The section lines of a file that nothing stands under."""
    lines = [line for line in (resources.folder("ontology") / name).read_text(encoding="utf-8").split("\n") if line]
    return [
        line for line, after in zip(lines, [*lines[1:], "# "], strict=True) if line[:4] == "# --" and after[0] == "#"
    ]


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


@cache
def ontology_shapes() -> Graph:
    return findings.load_ontology_shapes()


def languages(source: Graph, subject: Node, predicate: URIRef) -> list[str]:
    return sorted(str(value.language) for value in source.objects(subject, predicate) if isinstance(value, Literal))


# ---------- Classes and properties


def test_every_term_has_all_that_the_shapes_ask() -> None:
    """What they ask, and that they find its absence, is tested in test_ontology_shapes."""
    assert [f"{found.kode}: {found.pada}" for found in findings.validate(everything(), ontology_shapes())] == []


def test_no_subject_is_described_in_two_files() -> None:
    """But for the matches: an alignment says of our terms what they match, in a file of its own."""
    seen: Counter[Node] = Counter()
    for name in FILES:
        seen.update({subject for subject in graph(name).subjects(RDF.type) if isinstance(subject, URIRef)})
    assert [subject for subject, count in seen.items() if count > 1] == []


@pytest.mark.parametrize("name", FILES)
def test_every_word_of_the_namespace_that_is_used_is_declared(name: str) -> None:
    used = {term for triple in graph(name) for term in triple if isinstance(term, URIRef) and term.startswith(KESOS)}
    assert used <= set(terms())


@pytest.mark.parametrize("name", [path.name for path in resources.files("ontology", "*.ttl")])
def test_every_word_of_another_vocabulary_is_declared(name: str) -> None:
    """An undeclared class or property is a slip of OWL 2 DL, and mostly a misprint."""
    source = graph(name)
    declared = {term for kind in KINDS for term in everything().subjects(RDF.type, kind)}
    positions = (RDF.type, RDFS.subClassOf, RDFS.subPropertyOf, RDFS.domain, RDFS.range, OWL.annotatedProperty)
    used = {value for position in positions for value in source.objects(None, position)} | set(source.predicates())
    others = {term for term in used if not str(term).startswith((str(OWL), str(RDF), str(RDFS), str(XSD)))}
    assert others
    assert others <= declared


EXAMPLE = re.compile(r"[^()]*.*\((?P<file>contoh karangan|[\w.-]+)\)")


def test_an_example_is_printed_where_it_says_or_says_that_it_is_invented(built: Knowledge) -> None:
    """Each quoted piece of it stands in the file named, or in what the graph holds of the documents."""
    held = {
        printed(str(row[0])) for row in built.store.select("SELECT DISTINCT ?o { ?s ?p ?o FILTER(ISLITERAL(?o)) }").rows
    }
    invented = []
    for term, example in graph("kgkesos.ttl").subject_objects(SKOS.example):
        said = EXAMPLE.fullmatch(str(example))
        assert said, term
        if said["file"] == "contoh karangan":
            invented.append(term)
            continue
        (path,) = (path for name in ("documents", "ontology") for path in resources.files(name, said["file"]))
        text = printed(path.read_text(encoding="utf-8"))
        pieces = re.findall("“([^”]+)”", str(example))
        assert pieces, term
        assert [piece for piece in pieces if piece not in text and piece not in held] == [], term
    assert len(invented) < 30, "most examples are the documents' own"


def test_an_example_of_a_relation_is_in_the_graph(built: Knowledge) -> None:
    """Where an example quotes the two ends of a relation, the graph of the documents ties things with these words."""
    checked = 0
    for term in graph("kgkesos.ttl").subjects(RDF.type, OWL.ObjectProperty):
        example = str(graph("kgkesos.ttl").value(term, SKOS.example) or "")
        ends = re.findall("“([^”]+)”", example)
        if len(ends) != 2 or not example.endswith((".txt)", ".md)")):
            continue
        query = (
            f"SELECT DISTINCT ?s ?o {{ ?x <{term}> ?y . ?x ?p ?s . ?y ?q ?o FILTER(ISLITERAL(?s) && ISLITERAL(?o)) }}"
        )
        pairs = {(printed(str(s)), printed(str(o))) for s, o in built.store.select(query).rows}
        assert tuple(ends) in pairs, term
        checked += 1
    assert checked > 25


def printed(text: str) -> str:
    return " ".join(text.split())


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


@pytest.mark.parametrize("name", FILES)
def test_no_section_is_empty(name: str) -> None:
    assert headings(name) == []


def test_a_year_has_no_range_and_a_padanan_says_nothing_of_its_two_ends() -> None:
    """OWL 2 has no datatype of years; and a Padanan may stand between two documents."""
    ontology = graph("kgkesos.ttl")
    for term in ("tahun", "tahunMulai", "tahunAkhir", "tahunPenggantian", "padananDari", "padananKe"):
        assert (KESOS[term], RDF.type, None) in ontology
        assert list(ontology.objects(KESOS[term], RDFS.range)) == [], term


def test_a_padanan_between_two_documents_makes_no_record_an_official_entry() -> None:
    one, other = URIRef(f"{BASE}id/dokumen/a/program/x"), URIRef(f"{BASE}id/dokumen/b/program/x")
    padanan = URIRef(f"{BASE}id/padanan/a/program/x")
    scratch = Scratch(
        [
            *((node, RDF.type, KESOS.Program) for node in (one, other)),
            (padanan, KESOS.padananDari, one),
            (padanan, KESOS.padananKe, other),
        ]
    )
    close(scratch, compile_rules(ontology_graph()))
    types = {node: {o for s, p, o in scratch.triples() if (s, p) == (node, RDF.type)} for node in (one, other, padanan)}
    assert types[one] == types[other] >= {KESOS.Program, KESOS.Rekaman}
    assert KESOS.EntriNomenklatur not in types[other]
    assert types[padanan] == {KESOS.Padanan}


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


@pytest.mark.parametrize("name", FILES)
def test_every_concept_that_is_referred_to_exists(name: str) -> None:
    own = {term for triple in graph(name) for term in triple if isinstance(term, URIRef)}
    referred = {term for term in own if str(term).startswith((f"{BASE}kode", f"{BASE}konsep"))}
    assert referred <= set(everything().subjects(RDF.type, None))


@pytest.mark.parametrize(("family", "count"), [(KONSEP.ppks, 26), (KONSEP.psks, 12)])
def test_the_kinds_are_as_many_as_the_list(family: URIRef, count: int) -> None:
    assert len(set(graph("konsep.ttl").subjects(SKOS.broader, family))) == count


@pytest.mark.parametrize(
    ("label", "concept"),
    [
        ("PMKS", KONSEP.pmks),
        ("Penyandang Masalah Kesejahteraan Sosial", KONSEP.pmks),
        ("Anak terlantar", KONSEP["anak-telantar"]),
        ("Anak telantar", KONSEP["anak-telantar"]),
        ("PRSE", KONSEP["perempuan-rawan-sosial-ekonomi"]),
        ("WRSE", KONSEP["wanita-rawan-sosial-ekonomi"]),
        ("Lansia terlantar", KONSEP["lanjut-usia-telantar"]),
        ("Regsosek", KONSEP["regsosek"]),
        ("Tagana", KONSEP["taruna-siaga-bencana"]),
        ("SIKS-NG", KONSEP["siks-ng"]),
    ],
)
def test_a_printed_form_leads_to_its_concept(label: str, concept: URIRef) -> None:
    source = graph("konsep.ttl")
    text = Literal(label, lang="id")
    assert {*source.subjects(SKOS.prefLabel, text), *source.subjects(SKOS.altLabel, text)} == {concept}


@pytest.mark.parametrize(
    ("old", "new", "year", "basis"),
    [
        ("pmks", "ppks", "2019", "Permensos 5/2019"),
        ("bdt", "data-ppfm", "2017", "Permensos 28/2017"),
        ("data-ppfm", "dtks", "2019", "Permensos 5/2019"),
        ("dtks", "dtsen", "2025", "Inpres 4/2025"),
        ("regsosek", "dtsen", "2025", "Inpres 4/2025"),
        ("p3ke", "dtsen", "2025", "Inpres 4/2025"),
        ("wanita-rawan-sosial-ekonomi", "perempuan-rawan-sosial-ekonomi", "2012", "Permensos 8/2012"),
        ("penyandang-cacat", "penyandang-disabilitas", "2012", "Permensos 8/2012; UU 8/2016"),
        ("bekas-narapidana", "bekas-warga-binaan-lembaga-pemasyarakatan", "2012", "Permensos 8/2012"),
    ],
)
def test_a_replaced_term_names_its_successor_the_year_and_the_basis(old: str, new: str, year: str, basis: str) -> None:
    source = graph("konsep.ttl")
    assert list(source.objects(KONSEP[old], DCTERMS.isReplacedBy)) == [KONSEP[new]]
    assert KONSEP[old] in set(source.objects(KONSEP[new], DCTERMS.replaces))
    assert str(source.value(KONSEP[old], KESOS.tahunPenggantian)) == year
    assert str(source.value(KONSEP[old], KESOS.dasarPenggantian)) == basis


def test_a_definition_of_the_first_name_is_found_by_each_that_followed() -> None:
    """From BDT to DTSEN names were replaced thrice."""
    definition = Graph().parse(
        data="""
        @prefix : <https://w3id.org/kgkesos/id/dokumen/uji/> . @prefix kesos: <https://w3id.org/kgkesos/ontology#> .
        :d kesos:istilah "BDT" ; a kesos:Definisi ; kesos:teksDefinisi "data" ; kesos:dalamDokumen : ;
            kesos:mendefinisikan <https://w3id.org/kgkesos/konsep/bdt> ; kesos:buktiUtama :b .
        :b kesos:bidang "kalimat" ; kesos:kutipanUtuh "BDT adalah data" ; kesos:barisAwal 1 ; kesos:dariRendisi :r .
        :r kesos:namaBerkas "uji.txt" .
        """
    )
    question = resources.folder("queries") / "questions" / "definisi.rq"
    rows = Scratch([*definition, *graph("konsep.ttl")]).select(question.read_text(encoding="utf-8"))
    assert {str(row["istilah"]) for row in rows} >= {"bdt", "data ppfm", "dtks", "dtsen"}


@pytest.mark.parametrize("old", ["bdt", "data-ppfm", "penyandang-cacat", "wanita-rawan-sosial-ekonomi"])
def test_what_is_inferred_of_a_replacement_is_said_and_not_called_read(old: str) -> None:
    source = graph("konsep.ttl")
    assert str(source.value(KONSEP[old], KESOS.statusSumber)) == "belum diperiksa"
    notes = [str(note) for note in source.objects(KONSEP[old], SKOS.editorialNote)]
    assert [note for note in notes if "simpulan kami" in note or "belum diperiksa" in note.partition(". ")[2]]


def test_the_list_of_2012_has_the_kinds_of_pmks() -> None:
    source, listed = graph("konsep.ttl"), KONSEP["kumpulan-permensos-8-2012"]
    assert (KONSEP.pmks, RDFS.seeAlso, listed) in source
    assert set(source.objects(listed, SKOS.member)) == set(source.subjects(SKOS.broader, KONSEP.ppks))
    assert str(source.value(listed, KESOS.statusSumber)) == "belum diperiksa"


def test_the_list_of_2012_makes_nothing_kin_that_was_not() -> None:
    """Neither services nor PSKS nor anything else: a text that lists kinds is read as before."""
    source, scheme = graph("konsep.ttl"), URIRef(f"{BASE}konsep")
    without = Graph() + source
    without.remove((KONSEP["kumpulan-permensos-8-2012"], None, None))
    names, before = Kamus.of(source, scheme), Kamus.of(without, scheme)
    pairs = list(combinations([str(concept) for concept in concepts("konsep.ttl")], 2))
    assert [pair for pair in pairs if names.are_kin(*pair) != before.are_kin(*pair)] == []
    assert not names.are_kin(str(KONSEP["anak-telantar"]), str(KONSEP["pkh"]))
    assert names.are_kin(str(KONSEP["anak-telantar"]), str(KONSEP["wanita-rawan-sosial-ekonomi"]))


def test_the_source_of_a_kind_is_what_was_read_of_it() -> None:
    """Of the 26 a press summary was read, of the 12 a list of which the last is missing; of no rule its text."""
    source = graph("konsep.ttl")
    said = {
        family: {str(o) for kind in source.subjects(SKOS.broader, family) for o in source.objects(kind, DCTERMS.source)}
        for family in (KONSEP.ppks, KONSEP.psks)
    }
    (press,), (page,) = said[KONSEP.ppks], said[KONSEP.psks]
    assert "Pemberitaan" in press
    assert "nomor 1 sampai 11" in page
    assert all("naskahnya belum" in one for one in (press, page))


ABBREVIATION = re.compile(r"[A-Z][A-Za-z]{1,}")


def test_a_name_that_no_read_source_prints_is_called_unchecked() -> None:
    """A read source: the documents, the official lists, the abbreviations that the scheme names as read."""
    source = graph("konsep.ttl")
    read = [path for path in resources.files("documents", "*") if path.suffix in (".txt", ".md")]
    read += resources.files("ontology", "sumber/nomenklatur*.csv")
    text = " ".join(words(path.read_text(encoding="utf-8")) for path in read)
    scheme = " ".join(str(note) for note in source.objects(URIRef(f"{BASE}konsep"), SKOS.editorialNote))
    abbreviations = set(ABBREVIATION.findall(scheme))
    unchecked, flagged = [], set()
    for concept in concepts("konsep.ttl"):
        notes = " ".join(str(note) for note in source.objects(concept, SKOS.editorialNote))
        main = {str(o) for o in source.objects(concept, SKOS.prefLabel)}
        for name in (str(o) for p in (SKOS.altLabel, SKOS.hiddenLabel) for o in source.objects(concept, p)):
            if re.sub("erlantar", "elantar", name) in main or name in abbreviations:
                continue
            if f" {words(name)} " in f" {text} ":
                continue
            named = re.search(rf"[Bb]elum diperiksa[^.]*[:,] {re.escape(name)}[,.]", notes)
            if named:
                flagged.add(name)
            elif str(source.value(concept, KESOS.statusSumber)) == "terbaca":
                unchecked.append(name)
    assert unchecked == []
    assert flagged >= {"Balita telantar", "Anak yang menjadi korban tindak kekerasan", "Korban NAPZA"}


def words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def test_broader_and_narrower_say_the_same() -> None:
    source = graph("konsep.ttl")
    assert {(o, s) for s, o in source.subject_objects(SKOS.broader)} == set(source.subject_objects(SKOS.narrower))
    top = {concept for concept in concepts("konsep.ttl") if not list(source.objects(concept, SKOS.broader))}
    assert top == set(source.objects(None, SKOS.hasTopConcept)) == set(source.subjects(SKOS.topConceptOf))


def test_both_spellings_of_telantar_lead_to_the_concept() -> None:
    source = graph("konsep.ttl")
    for concept in concepts("konsep.ttl"):
        names = {str(o) for p in (SKOS.prefLabel, SKOS.altLabel) for o in source.objects(concept, p)}
        swapped = {re.sub("elantar", "erlantar", name) for name in names if "telantar" in name}
        assert swapped <= names, concept


@pytest.mark.parametrize(
    "kind", ["tenaga-kesejahteraan-sosial-kecamatan", "pekerja-sosial-masyarakat", "taruna-siaga-bencana"]
)
def test_volunteers_are_kinds_of_psks(kind: str) -> None:
    assert list(graph("konsep.ttl").objects(KONSEP[kind], SKOS.broader)) == [KONSEP.psks]


def test_a_facilitator_is_a_role_and_no_kind_of_psks() -> None:
    source = graph("konsep.ttl")
    assert not list(source.objects(KONSEP["pendamping-pkh"], SKOS.broader))
    assert (KONSEP["kumpulan-peran"], SKOS.member, KONSEP["pendamping-pkh"]) in source


# ---------- Alignments


def alignments() -> list[tuple[Node | None, Node | None, Node | None]]:
    """What each alignment says matches, and how."""
    source = graph("penyelarasan.ttl")
    parts = (OWL.annotatedSource, OWL.annotatedProperty, OWL.annotatedTarget)
    return [
        (source.value(axiom, parts[0]), source.value(axiom, parts[1]), source.value(axiom, parts[2]))
        for axiom in source.subjects(RDF.type, OWL.Axiom)
    ]


def test_each_match_is_said_once_as_a_triple_and_once_with_its_reason() -> None:
    source = graph("penyelarasan.ttl")
    header = URIRef(f"{BASE}penyelarasan")
    kinds = set(source.subjects(RDF.type, OWL.AnnotationProperty))
    ours = {t for t in source if t[0] not in {header, *kinds} and (t[0], RDF.type, OWL.Axiom) not in source}
    assert sorted(map(str, alignments())) == sorted(str(triple) for triple in ours)


def test_what_is_aligned_is_declared_and_axioms_are_those_of_the_ontology() -> None:
    declared = set(everything().subjects(RDF.type, None))
    for term, how, other in alignments():
        assert term in declared, term
        if how in (RDFS.subClassOf, RDFS.subPropertyOf):
            assert (term, how, other) in graph("kgkesos.ttl"), term


def test_the_reason_of_a_match_is_an_annotation_as_owl_has_it() -> None:
    """On a node without a name, of a property that is declared as an annotation; so nothing follows from a match."""
    source = graph("penyelarasan.ttl")
    assert all(isinstance(axiom, BNode) for axiom in source.subjects(RDF.type, OWL.Axiom))
    matches = {how for _, how, _ in alignments() if str(how).startswith(str(SKOS))}
    assert matches == set(source.subjects(RDF.type, OWL.AnnotationProperty))


def test_an_indicator_of_a_city_includes_no_indicator_of_a_document_nor_the_other_way() -> None:
    i72 = URIRef("http://ontology.eil.utoronto.ca/ISO21972/iso21972#Indicator")
    assert [how for term, how, other in alignments() if (term, other) == (KESOS.Indikator, i72)] == [SKOS.relatedMatch]


def test_the_alignments_have_the_version_of_the_ontology() -> None:
    source, header = graph("penyelarasan.ttl"), URIRef(f"{BASE}penyelarasan")
    version = graph("kgkesos.ttl").value(URIRef(KESOS.removesuffix("#")), OWL.versionInfo)
    assert source.value(header, OWL.versionInfo) == version
    assert source.value(header, OWL.versionIRI) == URIRef(f"{header}/{version}")


def test_no_question_needs_the_alignments() -> None:
    names = {str(other) for _, how, other in alignments() if str(how).startswith(str(SKOS))}
    spaces = {re.sub(r"[^/#]+$", "", name) for name in names} - {str(DCTERMS)}
    used = [
        path.name for path in resources.files("queries", "**/*.r[qu]") if any(s in path.read_text() for s in spaces)
    ]
    assert used == []


# ---------- Codes


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
    assert len(fields) == 24 + 21
    for field in fields:
        assert len(list(source.objects(field, SKOS.notation))) == 1
        assert len(list(source.objects(field, KESOS.isiBidang))) == 1


def test_a_code_has_no_newer_or_other_name_of_something_else() -> None:
    """What got another name is another code, with the year and the rule; another document is no variant of a name."""
    source = graph("kode.ttl")
    names = {str(o) for o in source.objects(None, SKOS.altLabel)}
    assert not names & {"Penetapan kinerja", "RKT", "Rencana kinerja tahunan", "Administrator", "Pengawas"}
    old, new = KODE["dokumen/penetapan-kinerja"], KODE["dokumen/perjanjian-kinerja"]
    assert list(source.objects(old, DCTERMS.isReplacedBy)) == [new]
    assert list(source.objects(new, DCTERMS.replaces)) == [old]
    assert str(source.value(old, KESOS.tahunPenggantian)) == "2014"


def test_two_codes_of_one_field_say_so() -> None:
    source, one, other = graph("kode.ttl"), KODE["bidang/wali-data"], KODE["bidang/walidata"]
    assert {(one, SKOS.related, other), (other, SKOS.related, one)} <= set(source)
    assert set(source.objects(one, SKOS.definition)) == set(source.objects(other, SKOS.definition))
    assert languages(source, other, SKOS.scopeNote) == ["en", "id"]
