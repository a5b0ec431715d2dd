"""Coverage on a graph made by hand: every state of a node, the sums of a group and its score; one rule in two files."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import Graph, Literal, URIRef

from kgkesos import questions
from kgkesos.store import Scratch

DATA = Path(__file__).parent / "data" / "cakupan" / "keadaan.ttl"
HERE = "https://contoh.example/"
KESOS = "https://w3id.org/kgkesos/ontology#"
UP, DOWN = "ke atas ", "dari bawah "
GUESS, RULE = "dibaca dengan dugaan", "hanya diturunkan"
NOTHING_ABOVE, NOTHING_BELOW, UNMEASURED = (
    "tidak mendukung yang di atas", "tidak didukung dari bawah", "tidak diukur indikator",
)  # fmt: skip
# Read by hand off the definitions in queries/README.md: node, state, why.
STATES = {
    "puncak": ("tercakup", ""),
    "sepi": ("yatim", NOTHING_BELOW),
    "tercetak": ("tercakup", ""),
    "dikonfirmasi": ("tercakup", ""),
    "diduga": ("meragukan", UP + GUESS),
    "diturunkan": ("turunan", UP + RULE),
    "diusulkan": ("meragukan", UP + "baru diusulkan"),
    "ditolak": ("yatim", NOTHING_ABOVE),
    "lepas": ("yatim", NOTHING_ABOVE),
    "tanpa-ukuran": ("tak-terukur", UNMEASURED),
    "diduga-tanpa-ukuran": ("tak-terukur", f"{UP}{GUESS}; {UNMEASURED}"),
    "lepas-tanpa-ukuran": ("yatim", f"{NOTHING_ABOVE}; {UNMEASURED}"),
    "diduga-dan-diturunkan": ("meragukan", UP + GUESS),
    "diturunkan-dan-diusulkan": ("turunan", UP + RULE),
    "diduga-dan-tercetak": ("tercakup", ""),
    "atas": ("tercakup", ""),
    "naik-diduga-turun-diturunkan": ("turunan", f"{UP}{GUESS}; {DOWN}{RULE}"),
    "k-naik-diduga-turun-diturunkan": ("turunan", UP + RULE),
    "naik-tercetak-turun-diduga": ("meragukan", DOWN + GUESS),
    "k-naik-tercetak-turun-diduga": ("meragukan", UP + GUESS),
    "naik-tercetak-turun-tercetak": ("tercakup", ""),
    "k-naik-tercetak-turun-tercetak": ("tercakup", ""),
    "naik-tercetak": ("yatim", NOTHING_BELOW),
    "terukur": ("tercakup", ""),
    "tak-terukur": ("tak-terukur", UNMEASURED),
    # The head of the division has two results and so none of them is derived for; its superior has none.
    "kabid-1": ("yatim", NOTHING_BELOW),
    "kabid-2": ("yatim", NOTHING_BELOW),
    "kasi-1": ("yatim", f"{NOTHING_ABOVE}; {DOWN}{RULE}"),
    "staf-1": ("turunan", UP + RULE),
    "sekretaris-1": ("tercakup", ""),
}


@pytest.fixture
def made() -> Graph:
    return Graph(bind_namespaces="none").parse(DATA, format="turtle")


def asked(graph: Graph, question: str) -> list[dict[str, str]]:
    """The rows of ``question`` on ``graph``, cells as text."""
    rows = Scratch(graph).select(questions.named(question).text)
    return [{name: str(term) for name, term in row.items()} for row in rows]


def states(graph: Graph) -> dict[str, tuple[str, str]]:
    rows = asked(graph, "status-simpul")
    found = {row["simpul"].removeprefix(HERE): (row["keadaan"], row["sebab"]) for row in rows}
    assert len(found) == len(rows)
    return found


def test_every_node_has_exactly_the_state_that_its_weaker_side_gives_it(made: Graph) -> None:
    assert states(made) == STATES


def test_a_node_that_gets_an_indicator_is_covered_and_no_other_changes(made: Graph) -> None:
    made.add((URIRef(f"{HERE}baru"), URIRef(f"{KESOS}mengukur"), URIRef(f"{HERE}tanpa-ukuran")))
    assert states(made) == STATES | {"tanpa-ukuran": ("tercakup", "")}


def test_where_a_lower_level_is_printed_the_level_above_it_needs_links_downwards(made: Graph) -> None:
    node, term = URIRef(f"{HERE}baru"), URIRef(f"{HERE}bukti")
    kinds = [URIRef(f"{KESOS}{name}") for name in ("Program", "SimpulKinerja")]
    for kind in kinds:
        made.add((node, URIRef("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"), kind))
    made.add((node, URIRef("http://www.w3.org/2000/01/rdf-schema#label"), Literal("baru")))
    made.add((node, URIRef(f"{KESOS}dalamDokumen"), URIRef(f"{HERE}satu")))
    made.add((node, URIRef(f"{KESOS}buktiUtama"), term))
    assert states(made) == STATES | {
        "terukur": ("yatim", NOTHING_BELOW),
        "tak-terukur": ("yatim", f"{NOTHING_BELOW}; {UNMEASURED}"),
        "baru": ("yatim", f"{NOTHING_ABOVE}; {UNMEASURED}"),
    }


def test_a_group_counts_its_nodes_by_state_and_prints_how_its_score_comes_about(made: Graph) -> None:
    (row,) = [row for row in asked(made, "cakupan-kelompok") if row["kelompok"] == "dua"]
    counts = {name: row[name] for name in row if name not in ("tingkat", "kelompok", "simpul", "rumus", "skor")}
    assert counts == {
        "jumlah": "15",
        "berindikator": "12",
        "berformula": "0",
        "bersumber": "0",
        "berdefinisi": "0",
        # Of thirteen activities four have no link that counts, and two derived ones alone.
        "didukungTercetak": "1",
        "didukung": "1",
        "mendukungTercetak": "7",
        "mendukung": "9",
        "tercakup": "4",
        "turunan": "2",
        "meragukan": "3",
        "takTerukur": "2",
        "yatim": "4",
    }
    # 100 × (4 + 2,5) / 15
    assert (row["rumus"], row["skor"]) == ("100 × (4 + 0,5 × 5) / 15", "43.3")


def test_an_office_that_is_printed_in_two_ways_is_one_group_with_all_its_documents(made: Graph) -> None:
    (row,) = [row for row in asked(made, "cakupan-kelompok") if row["tingkat"] == "instansi"]
    assert (row["kelompok"], row["jumlah"], row["rumus"]) == ("DINAS", "10", "100 × (4 + 0,5 × 4) / 10")


def test_coverage_counts_the_same_links_as_its_groups(made: Graph) -> None:
    links = ("jumlah", "berindikator", "didukungTercetak", "didukung", "mendukungTercetak", "mendukung")
    summed: dict[str, list[int]] = {}
    for row in asked(made, "cakupan"):
        total = summed.setdefault(row["namaDokumen"], [0] * len(links))
        for place, name in enumerate(links):
            total[place] += int(row[name])
    groups = [row for row in asked(made, "cakupan-kelompok") if row["tingkat"] == "dokumen"]
    assert summed == {row["kelompok"]: [int(row[name]) for name in links] for row in groups}


def test_the_list_and_the_counts_state_the_same_rule() -> None:
    """What decides a state stands in two questions: word for word the same."""
    listed, counted = (questions.named(name).text for name in ("status-simpul", "cakupan-kelompok"))

    def rule(text: str) -> str:
        ties = text[text.index("?x kesos:dari") : text.index("GROUP BY ?s")]
        told = text[text.index("BIND(IF(?perluAtas") : text.index("AS ?keadaan)")]
        return " ".join((ties + told).split()).replace("?satu", "?simpul")

    assert rule(listed) == rule(counted)
