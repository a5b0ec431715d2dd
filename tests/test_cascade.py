"""Loops, orphans, paths and impact, on graphs small enough to check by hand."""

from __future__ import annotations

import pytest

from kgkesos import cascade
from kgkesos.knowledge import Knowledge
from kgkesos.lookup import Link


def links(*pairs: str, basis: str = "dinyatakan") -> tuple[Link, ...]:
    return tuple(Link(pair[0], pair[1], basis, "pasti", None) for pair in pairs)


def walked(found: list[tuple[Link, ...]]) -> list[str]:
    return ["".join([path[0].dari, *(link.ke for link in path)]) for path in found]


# a and b support p, p and q support s, s supports t; c supports q
TREE = links("ap", "bp", "ps", "cq", "qs", "st")


def test_every_path_up_in_order() -> None:
    tree = cascade.graph((*TREE, *links("aq")))
    assert walked(list(cascade.paths(tree, "a", up=True))) == ["apst", "aqst"]


def test_every_path_down() -> None:
    tree = cascade.graph(TREE)
    found = [[link.dari for link in path] for path in cascade.paths(tree, "s", up=False)]
    assert found == [["p", "a"], ["p", "b"], ["q", "c"]]


def test_a_circle_is_found_and_walked_once() -> None:
    tree = cascade.graph(links("ab", "bc", "ca", "cd", "ee"))
    assert cascade.loops(tree) == (("a", "b", "c"), ("e",))
    assert walked(list(cascade.paths(tree, "a", up=True))) == ["abcd"]


def test_no_circle_in_a_tree() -> None:
    assert cascade.loops(cascade.graph(TREE)) == ()


def test_suggested_links_count_for_nothing() -> None:
    tree = cascade.graph((*TREE, *links("az", basis="diusulkan")))
    assert walked(list(cascade.paths(tree, "a", up=True))) == ["apst"]


@pytest.mark.parametrize(
    ("cut", "lost"),
    [("a", ()), ("c", ("q",)), ("p", ()), ("s", ("t",)), ("t", ()), ("x", ())],
)
def test_impact_is_what_nothing_supports_any_more(cut: str, lost: tuple[str, ...]) -> None:
    assert cascade.impact(cascade.graph(TREE), cut) == lost


def test_impact_rises_to_the_top() -> None:
    assert cascade.impact(cascade.graph(links("kp", "ps", "st")), "k") == ("p", "s", "t")


def test_the_documents_hold_no_circle_and_these_orphans(built: Knowledge) -> None:
    tree = cascade.graph(cascade.links(built))
    assert cascade.loops(tree) == ()
    assert cascade.orphans(built, tree, frozenset({"Program", "Kegiatan"})) == ()
    # the three objectives of the IKU stand alone: that document prints no goal
    alone = cascade.orphans(built, tree, frozenset({"Tujuan", "Sasaran"}))
    assert [iri.split("/dokumen/")[1] for iri in alone] == [
        f"iku-dinas-sosial-kabupaten-tapin-2020/sasaran/{number}" for number in (1, 2, 3)
    ]
