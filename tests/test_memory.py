"""Graphs in memory: the lean store against rdflib's own, views of several graphs, and what a scratch store added."""

from __future__ import annotations

from itertools import product
from random import Random

import pytest
from rdflib import RDF, Graph, Literal, URIRef
from rdflib.compare import isomorphic

from kgkesos.memory import Once, Triple, copied, empty_graph, laid_together
from kgkesos.store import Scratch
from kgkesos.vocab import KESOS

NODES = [URIRef(f"https://contoh.id/{name}") for name in "abcd"]
VALUES = [*NODES, Literal("a"), Literal("a", lang="id"), Literal(1), Literal('"\\\n')]


def some(seed: int, size: int = 40) -> list[Triple]:
    """Triples of few terms, so that patterns meet several."""
    random = Random(seed)
    return [(random.choice(NODES), random.choice(NODES), random.choice(VALUES)) for _ in range(size)]


def asked(graph: Graph) -> list[list[Triple]]:
    """What ``graph`` says to every pattern of its terms, sorted."""
    patterns = product([None, *NODES], [None, *NODES], [None, *VALUES])
    return [sorted(graph.triples(pattern)) for pattern in patterns]


@pytest.mark.parametrize("seed", range(5))
def test_the_lean_store_answers_every_pattern_as_rdflib_does(seed: int) -> None:
    lean, right = empty_graph(), Graph()
    triples = some(seed)
    for number, triple in enumerate(triples):
        # The indexes are made half way: what comes after must be in them.
        if number == len(triples) // 2:
            assert asked(lean) == asked(right)
        lean.add(triple)
        right.add(triple)
    assert asked(lean) == asked(right)
    assert len(lean) == len(right)


def test_what_is_removed_is_found_by_no_index() -> None:
    lean, right = copied(some(7)), Graph()
    for triple in some(7):
        right.add(triple)
    asked(lean)
    for graph in (lean, right):
        graph.remove((NODES[0], None, None))
    assert asked(lean) == asked(right)
    assert len(lean) == len(right)


def test_a_view_has_each_triple_once_and_leaves_the_graph_as_it_is() -> None:
    graph, more = copied(some(1)), some(2)
    before = set(graph)
    view = laid_together(graph, [*more, *graph])
    right = Graph()
    for triple in (*graph, *more):
        right.add(triple)
    assert asked(view) == asked(right)
    assert len(view) == len(right)
    assert isomorphic(view, right)
    assert set(graph) == before


def test_what_is_added_to_a_view_is_in_it_alone() -> None:
    graph = copied([(NODES[0], RDF.type, KESOS.Tujuan)])
    view = laid_together(graph, [])
    for _ in range(2):
        view.add((NODES[1], RDF.type, KESOS.Tujuan))
        view.add((NODES[0], RDF.type, KESOS.Tujuan))
    assert (len(view), len(graph)) == (2, 1)
    with pytest.raises(TypeError):
        view.remove((None, None, None))


def test_an_answer_is_made_once() -> None:
    made: list[str] = []
    lengths: Once[str, int] = Once(lambda word: made.append(word) or len(word))  # type: ignore[func-returns-value]
    assert [lengths[word] for word in ("satu", "dua", "satu")] == [4, 3, 4]
    assert made == ["satu", "dua"]


def test_a_scratch_store_tells_what_was_added_and_by_which_update() -> None:
    first, second, third = ((node, RDF.type, KESOS.Tujuan) for node in NODES[:3])
    rule = f"INSERT {{ ?x a <{KESOS.Sasaran}> }} WHERE {{ ?x a <{KESOS.Tujuan}> }}"
    head = (RDF.type, KESOS.Sasaran)
    scratch = Scratch([first])
    scratch.add([first, second])
    assert scratch.added() == {second}
    assert scratch.update(rule, [head]) == {(node, RDF.type, KESOS.Sasaran) for node in NODES[:2]}
    assert scratch.update(rule, [head]) == frozenset()
    # Something put in between is no work of the update.
    scratch.add([third])
    assert scratch.update(rule, [head]) == {(NODES[2], RDF.type, KESOS.Sasaran)}
    assert scratch.added() == {second, third, *((node, RDF.type, KESOS.Sasaran) for node in NODES[:3])}
    # What an update puts elsewhere than was said is not passed over.
    with pytest.raises(ValueError, match="under no head"):
        Scratch([first]).update(rule, [(KESOS.mendukung, None)])


def test_terms_go_into_a_scratch_store_letter_by_letter() -> None:
    texts = [Literal('"'), Literal("\\n\n\t"), Literal("é\u2028"), Literal("x", lang="id"), Literal(2.5), Literal(True)]
    triples = {(NODES[0], KESOS.nama, text) for text in texts}
    assert set(Scratch(triples).triples()) == triples
