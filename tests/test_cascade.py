"""The paths of a cascade, on graphs small enough to check by hand."""

from __future__ import annotations

from kgkesos import cascade
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


def test_a_circle_is_walked_once() -> None:
    tree = cascade.graph(links("ab", "bc", "ca", "cd", "ee"))
    assert walked(list(cascade.paths(tree, "a", up=True))) == ["abcd"]


def test_suggested_links_count_for_nothing() -> None:
    tree = cascade.graph((*TREE, *links("az", basis="diusulkan")))
    assert walked(list(cascade.paths(tree, "a", up=True))) == ["apst"]
