"""One question decides the state of a node, one order which link of a pair counts: pictures, reports, traces agree."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest
from rdflib import RDF, RDFS, Graph, Literal, URIRef
from test_cakupan import DATA, HERE, NOTHING_ABOVE, NOTHING_BELOW, STATES

from kgkesos import answers, builds, cascade, gambar, lookup, store
from kgkesos.gambar import isi
from kgkesos.gambar.model import DIGANTI, DIKONFIRMASI, DITURUNKAN, DUGAAN, LEPAS, TANPA_PENDUKUNG, TERCETAK, YATIM
from kgkesos.instansi import pohon
from kgkesos.knowledge import Knowledge
from kgkesos.lookup import Link, Node, strongest
from kgkesos.trace import LEVELS
from kgkesos.vocab import KESOS, KODE

MARKS = {NOTHING_ABOVE: YATIM, NOTHING_BELOW: TANPA_PENDUKUNG}
WORDS = {YATIM: "tidak mendukung apa pun", TANPA_PENDUKUNG: "tidak didukung apa pun"}


def opened(graph: Graph, folder: Path) -> Knowledge:
    """A build that holds ``graph`` alone."""
    with builds.new(folder, "uji") as made:
        writer = store.Writer(made / builds.STORE)
        writer.add("urn:uji", set(graph))
        writer.finish()
        lookup.write(made / lookup.FILE, writer.select)
        builds.write_manifest(made, {"build": "uji", "made": "2026-01-01T00:00:00Z"})
    return Knowledge.open(folder)


def drawn(knowledge: Knowledge) -> dict[str, frozenset[str]]:
    """What the pictures of all documents mark each node as lacking."""
    pictures = (gambar.of_document(knowledge, iri) for iri in knowledge.lookup.documents())
    return {node.iri: node.tanda - {DIGANTI, LEPAS} for picture in pictures for node in picture.simpul}


def reported(knowledge: Knowledge) -> list[tuple[str, str]]:
    """The name of each node and what the rows of a report say that it lacks."""
    pictures = [gambar.of_document(knowledge, iri) for iri in knowledge.lookup.documents()]
    return sorted((row.nama, row.keadaan) for one in pictures for row in pohon.rows(knowledge, one))


def test_a_picture_marks_what_the_list_says_of_every_kind_of_link(tmp_path: Path) -> None:
    """By hand: the states of a graph with every kind of link; one that is only suggested is doubtful, and no orphan."""
    known = opened(Graph(bind_namespaces="none").parse(DATA, format="turtle"), tmp_path)
    expected = {
        f"{HERE}{name}": frozenset(mark for said, mark in MARKS.items() if said in why)
        for name, (_, why) in STATES.items()
    }
    assert drawn(known) == expected
    assert expected[f"{HERE}diusulkan"] == frozenset()
    orphans = {name for name, (state, _) in STATES.items() if state == "yatim"}
    assert {iri.removeprefix(HERE) for iri, marks in expected.items() if marks} == orphans


def test_a_goal_over_sub_activities_alone_needs_them(tmp_path: Path) -> None:
    graph = Graph(bind_namespaces="none").parse(DATA, format="turtle")
    document, goal, work = (URIRef(f"{HERE}{name}") for name in ("empat", "tujuan", "sub"))
    graph.add((document, RDF.type, KESOS.Dokumen))
    graph.add((document, RDFS.label, Literal("empat")))
    for node, kind in ((goal, KESOS.Tujuan), (work, KESOS.SubKegiatan)):
        graph.add((node, RDF.type, kind))
        graph.add((node, RDF.type, KESOS.SimpulKinerja))
        graph.add((node, RDFS.label, Literal(node.removeprefix(HERE))))
        graph.add((node, KESOS.dalamDokumen, document))
        graph.add((node, KESOS.buktiUtama, URIRef(f"{HERE}bukti")))
    known = opened(graph, tmp_path)
    marks = drawn(known)
    assert marks[str(goal)] == frozenset({TANPA_PENDUKUNG})
    assert marks[str(work)] == frozenset({YATIM})
    asked = answers.ask(known, "status-simpul", {"dokumen": str(document)})
    assert {row[asked.columns.index("keadaan")] for row in asked.rows} == {"yatim"}


@pytest.mark.parametrize("which", ["built", "offices"])
def test_picture_report_and_question_say_the_same_of_every_node(which: str, request: pytest.FixtureRequest) -> None:
    known: Knowledge = request.getfixturevalue(which)
    asked = answers.ask(known, "status-simpul")
    rows = [dict(zip(asked.columns, row, strict=True)) for row in asked.rows]
    said = {
        str(row["simpul"]): frozenset(mark for why, mark in MARKS.items() if why in str(row["sebab"] or ""))
        for row in rows
    }
    assert len(said) == len(rows) == len(known.lookup.nodes(LEVELS)) > 30
    assert {iri for iri, marks in said.items() if marks} == {
        str(row["simpul"]) for row in rows if row["keadaan"] == "yatim"
    }
    assert any(said.values())
    assert drawn(known) == said
    replaced = {iri for iri in said if DIGANTI in isi._marks(known, known.lookup.documents())[iri]}
    told = []
    for iri, marks in said.items():
        node = known.lookup.node(iri)
        assert node is not None
        words = [word for mark, word in WORDS.items() if mark in marks] + ["diganti"] * (iri in replaced)
        told.append((" ".join(node.label.split()), ", ".join(words)))
    assert reported(known) == sorted(told)


# ---------------------------------------------------------------- several links of one pair

# From the strongest to the weakest, as a reader of the document would rank them.
ORDER = [
    Link("urn:a", "urn:b", "dikonfirmasi", "pasti", "z"),
    Link("urn:a", "urn:b", "dinyatakan", "pasti", "y"),
    Link("urn:a", "urn:b", "dinyatakan", "dugaan", "x"),
    Link("urn:a", "urn:b", "diturunkan", "pasti", "w"),
    Link("urn:a", "urn:b", "diturunkan", "dugaan", "v"),
    Link("urn:a", "urn:b", "diusulkan", "dugaan", "u"),
    Link("urn:a", "urn:b", "ditolak", "dugaan", "t"),
]


@pytest.mark.parametrize("at", range(len(ORDER) - 1))
def test_of_several_links_of_a_pair_the_strongest_counts_in_whatever_order_they_come(at: int) -> None:
    for links in (*permutations(ORDER[at : at + 3]), tuple(ORDER[at:]), tuple(ORDER[at:][::-1])):
        assert strongest(links) == (ORDER[at],)


def test_links_that_rest_on_the_same_are_told_apart_by_their_names() -> None:
    same = [
        Link("urn:a", "urn:b", "diturunkan", "pasti", rule, tautan=name) for rule in "qp" for name in ("urn:2", "urn:1")
    ]
    for links in permutations(same):
        assert strongest(links) == (Link("urn:a", "urn:b", "diturunkan", "pasti", "p", tautan="urn:1"),)


def test_pairs_stay_in_their_order() -> None:
    other = Link("urn:c", "urn:b", "dinyatakan", "pasti", None)
    assert strongest([ORDER[3], other, ORDER[0]]) == (ORDER[0], other)


STYLES = [DIKONFIRMASI, TERCETAK, DUGAAN, DITURUNKAN]


@pytest.mark.parametrize(("at", "style"), list(enumerate(STYLES)))
@pytest.mark.parametrize("backward", [False, True])
def test_a_trace_and_a_picture_show_the_same_link(at: int, style: str, backward: bool) -> None:
    links = ORDER[at:][:: -1 if backward else 1]
    nodes = [Node(f"urn:{name}", kind, name, "urn:d") for name, kind in (("a", "Kegiatan"), ("b", "Program"))]
    assert [tie.gaya for tie in isi._bagan("d", "D", (), nodes, links, {}).hubungan] == [style]
    assert cascade.graph(links).edges["urn:a", "urn:b"]["link"] == ORDER[at]


def test_what_is_only_suggested_is_drawn_and_not_walked() -> None:
    nodes = [Node(f"urn:{name}", kind, name, "urn:d") for name, kind in (("a", "Kegiatan"), ("b", "Program"))]
    assert [tie.gaya for tie in isi._bagan("d", "D", (), nodes, ORDER[5:], {}).hubungan] == [DUGAAN]
    assert not cascade.graph(ORDER[5:])


PAIR = """
@prefix kesos: <https://w3id.org/kgkesos/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
<urn:d> a kesos:Dokumen ; rdfs:label "Dokumen" .
<urn:a> a kesos:Kegiatan ; rdfs:label "Kegiatan A" ; kesos:dalamDokumen <urn:d> ; kesos:buktiUtama <urn:q> ;
    kesos:mendukungLangsung <urn:b> ; kesos:mendukung <urn:b> .
<urn:b> a kesos:Sasaran ; rdfs:label "Sasaran B" ; kesos:dalamDokumen <urn:d> ; kesos:buktiUtama <urn:q> .
<urn:q> kesos:bidang "teks" ; kesos:kutipanUtuh "Kegiatan A" ; kesos:barisAwal 1 ; kesos:dariRendisi <urn:r> .
<urn:r> kesos:namaBerkas "d.txt" .
"""
TOLD = [("dikonfirmasi", "pasti"), ("dinyatakan", "pasti"), ("dinyatakan", "dugaan"), ("diturunkan", "dugaan")]


@pytest.mark.parametrize(("at", "told"), list(enumerate(TOLD)))
def test_a_matrix_tells_the_same_link(at: int, told: tuple[str, str], tmp_path: Path) -> None:
    """Of all weaker ones beside it nothing is told: a printed link is no derived one because a rule gives it, too."""
    graph = Graph(bind_namespaces="none").parse(data=PAIR, format="turtle")
    for number, link in enumerate(ORDER[at:]):
        node = URIRef(f"urn:tautan{number}")
        graph.add((node, KESOS.dari, URIRef(link.dari)))
        graph.add((node, KESOS.ke, URIRef(link.ke)))
        graph.add((node, KESOS.basis, KODE[f"basis/{link.basis}"]))
        graph.add((node, KESOS.kepastian, KODE[f"kepastian/{link.kepastian}"]))
    asked = answers.ask(opened(graph, tmp_path), "matriks")
    rows = [dict(zip(asked.columns, row, strict=True)) for row in asked.rows]
    assert [(row["sasaran"], row["kegiatan"], row["basis"], row["kepastian"]) for row in rows] == [
        ("urn:b", "urn:a", *told)
    ]
