"""Why a statement holds: rules down to printed words, for every kind of statement that a build derives."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pyoxigraph as ox
import pytest
from rdflib import RDF, RDFS, URIRef
from rdflib.paths import AlternativePath, InvPath, SequencePath
from rdflib.term import Node, Variable

from kgkesos.errors import NodeError
from kgkesos.knowledge import Knowledge
from kgkesos.store import Triple, to_rdflib
from kgkesos.vocab import KESOS, KODE
from kgkesos.why import Reason, matching, rules, why

KEGIATAN = "Fasilitasi Program Keluarga Harapan"
PROGRAM = "Program Pelayanan, Rehabilitasi Kesejahteraan Sosial, Perlindungan dan Jaminan Kesejahteraan Sosial"
# What rules compute with BIND and put into their sentence.
MADE = {"istilah", "label"}
SASARAN = "Meningkatnya penanggulangan masalah kesejahteraan sosial"


def iri(built: Knowledge, said: str, kind: str) -> URIRef:
    (node,) = built.find(said, [kind])
    return URIRef(node.iri)


def leaves(reason: Reason) -> Iterator[Reason]:
    if not reason.premis:
        yield reason
    for one in reason.premis:
        yield from leaves(one)


def test_a_support_through_a_programme_goes_down_to_printed_words(built: Knowledge) -> None:
    reason = why(built, (iri(built, KEGIATAN, "Kegiatan"), KESOS.mendukung, iri(built, SASARAN, "Sasaran")))
    words = reason.statement
    assert (words.subjek, words.predikat, words.objek) == (KEGIATAN, "mendukung", SASARAN)
    assert reason.aturan == "prp-trp mendukung"
    assert reason.aksioma == "kesos:mendukung rdf:type owl:TransitiveProperty"
    assert reason.kalimat == (
        f"Karena “{KEGIATAN}” mendukung “{PROGRAM}” dan “{PROGRAM}” mendukung “{SASARAN}”, "
        f"maka “{KEGIATAN}” mendukung “{SASARAN}” secara tidak langsung"
    )
    steps = [(one.statement.subjek, one.aturan, one.statement.objek) for one in reason.premis]
    assert steps == [
        (KEGIATAN, "prp-spo1 mendukungLangsung mendukung", PROGRAM),
        (PROGRAM, "prp-spo1 mendukungLangsung mendukung", SASARAN),
    ]
    for leaf in leaves(reason):
        assert leaf.graf == "https://w3id.org/kgkesos/graf/cascading-dinas-sosial"
        assert leaf.statement.predikat == "mendukung langsung"
    printed = {(quote.baris, quote.kutipan) for leaf in leaves(reason) for quote in leaf.kutipan}
    assert ((270, 272), KEGIATAN) in printed


def test_a_rule_in_a_file_names_what_it_looked_at(built: Knowledge) -> None:
    low, high = (
        iri(built, said, "KinerjaJabatan")
        for said in (
            "Meningkatnya administrasi penyelenggaraan pemerintahan SKPD",
            "Meningkatnya kapasitas kinerja pegawai, sistem administrasi",
        )
    )
    reason = why(built, (low, KESOS.mendukungLangsung, high))
    assert reason.aturan == "atasan-satu-kinerja"
    # By hand: whose they are stands in the document, and that the Sekretaris has this one alone.
    below, above = "Kepala Sub. Bagian Tata Usaha", "Sekretaris"
    labels = [str(next(built.store.match(one, RDFS.label, None))[2]) for one in (low, high)]
    assert reason.kalimat is not None
    assert reason.kalimat.startswith(f"Karena “{labels[0]}” dilaksanakan oleh “{below}”, dan “{below}” melapor kepada ")
    assert reason.kalimat.endswith(
        f"“{above}” yang hanya punya satu kinerja, “{labels[1]}”, maka “{labels[0]}” dianggap mendukung “{labels[1]}”"
    )
    assert reason.aksioma is None
    looked_at = {(one.statement.triple[1], one.statement.triple[2]) for one in reason.premis}
    position = next(s for one in reason.premis for s, p, _ in [one.statement.triple] if p == KESOS.melaporKepada)
    assert (KESOS.dilaksanakanOleh, position) in looked_at
    assert any(one.statement.triple[0] == high for one in reason.premis)
    assert all(leaf.graf or leaf.aturan for leaf in leaves(reason))


def test_a_rule_says_in_both_languages_what_followed_from_what(built: Knowledge) -> None:
    """By hand: the text prints this result of the Kepala Seksi Pelayanan dan Rehabilitasi Sosial Tuna Sosial."""
    indicator = iri(built, "Jumlah PMKS yang terjaring razia di Jalan", "Indikator")
    (owner,) = (o for _, _, o in built.store.match(indicator, KESOS.penanggungJawab, None))
    result, position = (
        "Optimalisasi Penanganan PMKS Oleh Komite PMKS",
        "Kepala Seksi Pelayanan dan Rehabilitasi Sosial Tuna Sosial",
    )
    sentence = why(built, (indicator, KESOS.penanggungJawab, owner), "en").kalimat
    assert sentence == (
        f"Since “Jumlah PMKS yang terjaring razia di Jalan” measures “{result}” and “{result}” is carried out by "
        f"“{position}”, “Jumlah PMKS yang terjaring razia di Jalan” is answered for by “{position}”"
    )
    duty = "Menyusun rencana program dan kegiatan serta pelaksanaan pada Seksi Jaminan Sosial"
    typed = why(built, (iri(built, duty, "Tugas"), RDF.type, KESOS.ButirJabatan))
    assert (typed.statement.predikat, typed.statement.objek) == ("adalah", "Butir jabatan")
    assert (
        typed.kalimat
        == f"Karena “{duty}” adalah Tugas, maka “{duty}” juga Butir jabatan: setiap Tugas adalah Butir jabatan"
    )


def test_what_was_printed_needs_no_rule(built: Knowledge) -> None:
    reason = why(built, (iri(built, KEGIATAN, "Kegiatan"), KESOS.mendukungLangsung, iri(built, PROGRAM, "Program")))
    assert (reason.aturan, reason.premis) == (None, ())
    assert reason.kutipan


def test_what_was_measured_names_the_computation(built: Knowledge) -> None:
    mention = next(built.store.match(None, RDF.type, KESOS.Sebutan))[0]
    said = next(built.store.match(mention, KESOS.sebutanDari, None))[2]
    concept = next(built.store.match(mention, KESOS.sebutanKonsep, None))[2]
    reason = why(built, (said, KESOS.menyebut, concept))
    assert reason.aturan is not None
    assert reason.aturan.startswith("sebutan-")
    assert (reason.premis, reason.graf) == ((), None)
    assert reason.kutipan


def test_what_the_graph_does_not_say_is_refused(built: Knowledge) -> None:
    node = iri(built, KEGIATAN, "Kegiatan")
    with pytest.raises(NodeError, match="tidak ada dalam graf"):
        why(built, (node, KESOS.satuan, KODE["satuan/persen"]))


def test_every_kind_of_derived_statement_is_explained(built: Knowledge) -> None:
    """One statement of each property, and of each class that types: each proof ends in what was said or measured."""
    kinds: dict[tuple[Node, ...], Triple] = {}
    for triple in derived(built):
        subject, predicate, object_ = triple
        classes = sorted(str(kind) for _, _, kind in built.store.match(subject, RDF.type, None))
        kinds.setdefault((predicate, object_ if predicate == RDF.type else URIRef(classes[0])), triple)
    assert len(kinds) > 60
    for triple in kinds.values():
        reason = why(built, triple)
        assert bool(reason.kalimat) == bool(reason.premis)
        assert not re.search(r"[{}]|w3id\.org", str(reason.kalimat))
        for leaf in leaves(reason):
            assert leaf.graf or leaf.aturan
            assert not str(leaf.graf).endswith("/turunan")


def derived(built: Knowledge) -> Iterator[Triple]:
    store = ox.Store.read_only(str(built.build.store))
    for name in sorted(store.named_graphs(), key=str):
        if str(name.value).endswith("/turunan"):
            for quad in store.quads_for_pattern(None, None, None, name):
                yield to_rdflib(quad.subject), to_rdflib(quad.predicate), to_rdflib(quad.object)


# ---------------------------------------------------------------- the parts


def test_every_rule_is_read_whole() -> None:
    """A pattern that only one side of a UNION needs is no premise; no rule here has one."""
    for rule in rules.load():
        assert rule.head
        assert rule.body
        assert "UNION" not in rule.text
        assert "\\" not in "".join(str(part) for pattern in rule.head for part in pattern)


def test_every_rule_says_what_it_does_in_both_languages_with_its_own_variables() -> None:
    for rule in rules.load():
        looked_at = {
            str(part) for pattern in (*rule.head, *rule.body) for part in pattern if isinstance(part, Variable)
        }
        slots = [set(re.findall(r"\{(.*?)\}", rule.message[lang])) for lang in ("id", "en")]
        assert slots[0] == slots[1]
        assert {slot[1:] for slot in slots[0] if slot.startswith("?")} <= looked_at | MADE
        assert all(slot.startswith(("?", "<")) or slot == "premises" for slot in slots[0])


def test_a_pattern_is_unified_only_with_what_it_can_be() -> None:
    x, y = Variable("x"), Variable("y")
    a, b, p = URIRef("urn:a"), URIRef("urn:b"), URIRef("urn:p")
    assert matching.unified((x, p, y), (a, p, b)) == {"x": a, "y": b}
    assert matching.unified((x, p, x), (a, p, a)) == {"x": a}
    assert matching.unified((x, p, x), (a, p, b)) is None
    assert matching.unified((x, p, b), (a, p, a)) is None


def test_a_path_is_taken_apart_into_the_triples_that_were_walked(built: Knowledge) -> None:
    low, middle = iri(built, KEGIATAN, "Kegiatan"), iri(built, PROGRAM, "Program")
    high = iri(built, SASARAN, "Sasaran")
    x = Variable("x")
    steps = ((low, KESOS.mendukungLangsung, middle), (middle, KESOS.mendukungLangsung, high))
    two = SequencePath(KESOS.mendukungLangsung, KESOS.mendukungLangsung)
    assert matching.premises(built.store, [(low, two, x)], {"x": high}) == steps
    other = AlternativePath(KESOS.digantikanOleh, KESOS.mendukungLangsung)
    assert matching.premises(built.store, [(low, other, x)], {}) == steps[:1]
    back = InvPath(KESOS.mendukungLangsung)
    assert matching.premises(built.store, [(middle, back, x)], {"x": low}) == steps[:1]
    assert matching.premises(built.store, [(low, KESOS.mendukungLangsung, x)], {"x": high}) is None
