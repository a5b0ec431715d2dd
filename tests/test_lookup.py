"""What searches and traces look up is what the store holds; names are found by words, letters, and nearly so."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest
from rdflib import RDFS, URIRef

from kgkesos import lookup
from kgkesos.errors import NodeError, StoreError
from kgkesos.knowledge import Knowledge
from kgkesos.lookup import Link, Lookup, Node, Quote
from kgkesos.lookup.writing import fill
from kgkesos.vocab import KESOS

HERE = "https://w3id.org/kgkesos/id/dokumen/"
NODES = (
    Node(f"{HERE}a/kegiatan/1", "Kegiatan", "Pelatihan Kader", f"{HERE}a", "2019-2022"),
    Node(f"{HERE}b/kegiatan/1", "Kegiatan", "Pelatihan  kader.", f"{HERE}b"),
    Node(f"{HERE}b/kegiatan/11", "Kegiatan", 'Penyuluhan "warga" OR NOT kader*', f"{HERE}b"),
    Node(f"{HERE}b/sasaran/1", "Sasaran", "Meningkatnya kader", f"{HERE}b"),
    Node(f"{HERE}b/sasaran/2", "Sasaran", "AB", f"{HERE}b"),
)
SAID = Quote("b.txt", (3, 4), None, "Pelatihan\nkader")
LINK = Link(NODES[1].iri, NODES[3].iri, "dinyatakan", "pasti", None, tautan=f"{HERE}b/tautan/1")


@pytest.fixture
def small(tmp_path: Path) -> Lookup:
    fill(tmp_path / lookup.FILE, NODES, [LINK], [(NODES[1].iri, SAID)])
    return Lookup(tmp_path / lookup.FILE)


def test_nodes_come_back_as_they_were_given(small: Lookup) -> None:
    assert small.nodes() == NODES
    assert small.nodes(["Sasaran"]) == NODES[3:]
    assert small.nodes(limit=2) == NODES[:2]
    assert small.node(NODES[0].iri) == NODES[0]
    assert small.node("x") is None
    assert small.documents() == (f"{HERE}a", f"{HERE}b")
    assert small.labels(["Sasaran"], 5) == ("AB", "Meningkatnya kader")


def test_the_nodes_of_a_document_are_its_own(small: Lookup) -> None:
    assert small.of_document(f"{HERE}a") == NODES[:1]
    assert small.of_document(f"{HERE}b", ["Sasaran"]) == NODES[3:]
    assert small.of_document(f"{HERE}") == ()


def test_links_and_quotes_come_back_as_they_were_given(small: Lookup) -> None:
    assert small.links() == (LINK,)
    assert small.links_from(LINK.dari) == small.links_to(LINK.ke) == (LINK,)
    assert small.links_to(LINK.dari) == small.links_from(LINK.ke) == ()
    assert small.quotes(NODES[1].iri) == (SAID,)
    assert small.quotes(NODES[0].iri) == ()


def test_an_end_of_an_iri_is_no_part_of_a_word(small: Lookup) -> None:
    assert small.ending("/kegiatan/1") == NODES[:2]
    assert small.ending("/kegiatan/1", ["Sasaran"]) == ()
    assert small.ending("/1", ["Sasaran"]) == (NODES[3],)


def test_a_name_is_one_name_however_it_is_printed(small: Lookup) -> None:
    assert small.named("PELATIHAN KADER") == NODES[:2]
    assert list(small.within("kader")) == ["pelatihankader", "meningkatnyakader", "penyuluhanwargaornotkader"]
    assert list(small.within("kader", ["Sasaran"])) == ["meningkatnyakader"]


def test_letters_that_are_operators_elsewhere_are_letters(small: Lookup) -> None:
    assert list(small.within('"warga" OR NOT')) == ["penyuluhanwargaornotkader"]
    assert list(small.within("' OR 1=1 --")) == []
    assert list(small.alike('" OR "')) == []


def test_words_shorter_than_three_letters_are_found(small: Lookup) -> None:
    assert list(small.within("ab")) == ["ab"]
    assert list(small.within("b", ["Kegiatan"])) == []


def test_the_nearest_name_comes_first(small: Lookup) -> None:
    assert next(small.alike("Pelatian kader")) == "pelatihankader"
    assert len(list(small.alike("Pelatian kader", limit=1))) == 1
    assert next(small.alike("Pelatian kader " + "zq" * 2000)) == "pelatihankader"


@pytest.mark.parametrize("broken", ["missing", "text", "older"])
def test_a_build_of_another_version_is_refused(tmp_path: Path, broken: str) -> None:
    path = tmp_path / lookup.FILE
    if broken == "text":
        path.write_text("not a database")
    elif broken == "older":
        with sqlite3.connect(path) as base:
            base.execute("PRAGMA user_version = 99")
    with pytest.raises(StoreError, match="versi lain"):
        Lookup(path)


def test_a_build_without_lookups_says_so_when_it_is_opened(built: Knowledge, tmp_path: Path) -> None:
    shutil.copytree(built.build.folder.parents[1], tmp_path / "kg")
    (tmp_path / "kg" / "builds" / built.build.name / lookup.FILE).unlink()
    with pytest.raises(StoreError, match="susun lagi"):
        Knowledge.open(tmp_path / "kg")


# ---------------------------------------------------------------- of a build


def test_every_label_of_the_store_is_found(built: Knowledge) -> None:
    text = "SELECT ?s ?l WHERE { VALUES ?c { <%s> <%s> } ?s a ?c ; <%s> ?l }"
    rows = built.store.select(text % (KESOS.Indikator, KESOS.Tugas, RDFS.label)).rows
    found = built.lookup.nodes(["Indikator", "Tugas"])
    assert {(node.iri, node.label) for node in found} == {(str(iri), str(label)) for iri, label in rows}
    assert len(found) == len(rows)


def test_every_link_of_the_store_is_found(built: Knowledge) -> None:
    links = built.lookup.links()
    for way in ("mendukungLangsung", "mengukur", "menjabarkan", "melaporKepada"):
        rows = built.store.select(f"SELECT ?s ?o WHERE {{ ?s <{KESOS[way]}> ?o }}").rows
        tied = {(link.dari, link.ke) for link in links if link.cara == way and link.basis != "diusulkan"}
        assert tied == {(str(s), str(o)) for s, o in rows}
        assert way == "menjabarkan" or tied


def test_the_quotes_of_a_node_are_those_of_its_own_words(built: Knowledge) -> None:
    (node,) = built.find("Fasilitasi Program Keluarga Harapan", ["Kegiatan"])
    assert built.lookup.quotes(node.iri) == (
        Quote("cascading-dinas-sosial.txt", (270, 272), None, "Fasilitasi Program Keluarga Harapan"),
    )
    asked = built.store.select(
        f"SELECT ?x ?b WHERE {{ ?x <{KESOS.dibuktikanOleh}> ?b . ?b <{KESOS.bidang}> 'nama' }}", {"x": URIRef(node.iri)}
    )
    assert len(asked.rows) == 1


def test_words_misspelt_find_the_name(built: Knowledge) -> None:
    (node,) = built.find("Fasilitasi Progam Keluarga Harpan", ["Kegiatan"])
    assert node.label == "Fasilitasi Program Keluarga Harapan"


def test_nodes_of_the_first_kinds_go_before_others(built: Knowledge) -> None:
    """Words inside an indicator's name and inside a position's: the kinds asked for first are meant."""
    with pytest.raises(NodeError, match="cocok dengan"):
        built.find("pelayanan", ["Jabatan"])
    found = built.find("Sekretaris", ["Kegiatan"], ["Jabatan"])
    assert [node.kind for node in found] == ["Jabatan"]
