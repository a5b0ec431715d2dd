"""Mentions in the graph: each stands in the text that it says, has its quote, and says how sure it is."""

from __future__ import annotations

import pytest
from rdflib import RDF, RDFS, Graph, Literal, URIRef

from kgkesos import project
from kgkesos.graph.sebutan import mentions
from kgkesos.knowledge import Knowledge
from kgkesos.memory import copied
from kgkesos.sebutan import Kamus
from kgkesos.vocab import KESOS, KODE, KONSEP

THING = URIRef("https://data.contoh.go.id/id/dokumen/x/indikator/1")
TEXTS = (KESOS.nama, KESOS.teks, KESOS.penjelasan, KESOS.istilah, KESOS.teksDefinisi, KESOS.nilaiBidang, RDFS.label)


@pytest.fixture(scope="module")
def kamus() -> Kamus:
    return project.Project.load().names


def of(*said: tuple[URIRef, str]) -> Graph:
    graph = Graph(bind_namespaces="none")
    for predicate, text in said:
        graph.add((THING, predicate, Literal(text)))
    return graph


def told(graph: Graph) -> set[tuple[str, str, str, int, str]]:
    """Concept, words, field, offset and certainty of each mention."""
    return {
        (
            str(graph.value(one, KESOS.sebutanKonsep)).removeprefix(str(KONSEP)),
            str(graph.value(one, KESOS.kataSebutan)),
            str(graph.value(one, KESOS.bidang)),
            int(str(graph.value(one, KESOS.awalSebutan))),
            str(graph.value(one, KESOS.kepastian)).removeprefix(f"{KODE}kepastian/"),
        )
        for one in graph.subjects(RDF.type, KESOS.Sebutan)
    }


def test_a_text_names_its_concepts(kamus: Kamus) -> None:
    found = copied(mentions(of((KESOS.nama, "Jumlah anak terlantar dan fakir miskin")), kamus))
    assert told(found) == {
        ("anak-telantar", "anak terlantar", "nama", 7, "pasti"),
        ("fakir-miskin", "fakir miskin", "nama", 26, "pasti"),
    }
    assert set(found.objects(THING, KESOS.menyebut)) == {KONSEP["anak-telantar"], KONSEP["fakir-miskin"]}


def test_each_of_several_values_keeps_its_mentions(kamus: Kamus) -> None:
    found = copied(
        mentions(of((KESOS.nilaiBidang, "fakir miskin di desa"), (KESOS.nilaiBidang, "dan fakir miskin")), kamus)
    )
    assert told(found) == {
        ("fakir-miskin", "fakir miskin", "nilai", 0, "pasti"),
        ("fakir-miskin", "fakir miskin", "nilai", 4, "pasti"),
    }


def test_a_short_abbreviation_is_sure_where_the_document_writes_it_out(kamus: Kamus) -> None:
    alone = copied(mentions(of((KESOS.nama, "Jumlah LKS")), kamus))
    assert told(alone) == {("lembaga-kesejahteraan-sosial", "LKS", "nama", 7, "dugaan")}
    whole = copied(
        mentions(of((KESOS.nama, "Jumlah LKS"), (KESOS.penjelasan, "LKS: lembaga kesejahteraan sosial")), kamus)
    )
    assert {certainty for *_, certainty in told(whole)} == {"pasti"}


@pytest.mark.parametrize(
    ("words", "rule"),
    [("gelandagan", ""), ("penyandang disabilitias", "salah-cetak"), ("Anak Nakal/Terlantar", "bagian-bersama")],
)
def test_what_is_not_in_the_words_of_the_concept_is_a_presumption(kamus: Kamus, words: str, rule: str) -> None:
    found = copied(mentions(of((KESOS.nama, words)), kamus))
    assert {(certainty, rule) for *_, certainty in told(found)} == ({("dugaan", rule)} if rule else set())
    assert {str(one) for one in found.objects(None, KESOS.aturan)} == ({f"sebutan-{rule}"} if rule else set())


def test_the_name_of_a_position_names_no_people(kamus: Kamus) -> None:
    position = of((KESOS.nama, "Kepala Seksi Penanganan Fakir Miskin"))
    position.add((THING, RDF.type, KESOS.Jabatan))
    assert len(mentions(position, kamus)) == 0


def test_every_mention_of_the_documents_stands_in_its_text_and_has_a_quote(built: Knowledge) -> None:
    term = "<https://w3id.org/kgkesos/ontology#{}>".format
    query = f"""SELECT ?s ?kata ?awal ?akhir ?kutipan (GROUP_CONCAT(?teks; SEPARATOR="|") AS ?semua) WHERE {{
        ?s a {term("Sebutan")} ; {term("sebutanDari")} ?dari ; {term("kataSebutan")} ?kata ; {term("bidang")} ?bidang ;
          {term("awalSebutan")} ?awal ; {term("akhirSebutan")} ?akhir ;
          {term("buktiUtama")}/{term("kutipanUtuh")} ?kutipan .
        ?dari ?p ?teks . VALUES ?p {{ {" ".join(f"<{predicate}>" for predicate in TEXTS)} }}
        }} GROUP BY ?s ?kata ?awal ?akhir ?kutipan ORDER BY ?s"""
    rows = built.store.select(query, {}).rows
    every = built.store.select(f"SELECT ?s WHERE {{ ?s a {term('Sebutan')} }} ORDER BY ?s", {}).rows
    assert len(rows) == len(every) > 300
    for _, words, start, end, quote, texts in rows:
        inside = slice(int(str(start)), int(str(end)))
        assert str(words) in {text[inside] for text in str(texts).split("|")}
        # A formula's quote may be LaTeX, and a quote over lines has other blanks.
        assert "".join(str(words).split())[:4].casefold() in "".join(str(quote).split()).casefold()
