"""What searches and traces look up is what the store holds; names are found by words, letters, and nearly so."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

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


def test_a_build_of_another_version_lets_its_file_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / lookup.FILE
    fill(path, [], [], [])
    with contextlib.closing(sqlite3.connect(path)) as base:
        base.execute("PRAGMA user_version = 1")
    opened: list[sqlite3.Connection] = []
    connect = sqlite3.connect

    def noted(*given: Any, **named: Any) -> sqlite3.Connection:
        opened.append(connect(*given, **named))
        return opened[-1]

    monkeypatch.setattr(sqlite3, "connect", noted)
    with pytest.raises(StoreError, match="versi lain"):
        Lookup(path)
    (base,) = opened
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        base.execute("SELECT 1")


def test_a_closed_one_looks_nothing_up(tmp_path: Path) -> None:
    path = tmp_path / lookup.FILE
    fill(path, [Node("urn:a", "Kegiatan", "a", "urn:d")], [], [])
    found = Lookup(path)
    assert found.node("urn:a")
    found.close()
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        found.node("urn:a")


def test_one_thread_at_a_time_takes_rows_and_each_gets_its_own(built: Knowledge) -> None:
    """Six threads look up nodes, links, quotes and names: no two are inside SQLite at once, no row is another's."""
    nodes = built.lookup.nodes()
    path = Path(built.build.folder / lookup.FILE)
    alone = Lookup(path)
    shared = Lookup(path)
    words = [" ".join(node.label.split()[:2]) for node in nodes]

    def asked(of: Lookup, at: int) -> tuple[object, ...]:
        node = nodes[at]
        # A list that is read a little way only, and another lookup between its rows.
        first = next(of.within(words[at]), None)
        return of.node(node.iri), of.links_from(node.iri), of.quotes(node.iri), first, tuple(of.alike(words[at]))[:5]

    expected = [asked(alone, at) for at in range(len(nodes))]
    inside, most = 0, 0
    base = shared._base
    guard = threading.Lock()

    class Watched:
        """The connection, which notes how many threads are inside it."""

        def execute(self, *given: Any) -> sqlite3.Cursor:
            nonlocal inside, most
            with guard:
                inside += 1
                most = max(most, inside)
            try:
                return base.execute(*given)
            finally:
                with guard:
                    inside -= 1

    shared._base = Watched()  # type: ignore[assignment]
    with ThreadPoolExecutor(6) as threads:
        turns = [at % len(nodes) for at in range(4 * len(nodes))]
        found = list(threads.map(lambda at: asked(shared, at), turns))
    assert found == [expected[at] for at in turns]
    assert most == 1
    base.close()
    alone.close()


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
