"""Which quotes show what a finding is about."""

from __future__ import annotations

from collections.abc import Iterable

from rdflib import RDF, Graph
from rdflib.term import Node

from kgkesos.vocab import KESOS

# The fields that say what a record is: shown where the field concerned has no words of its own.
_NAMING = frozenset({"nama", "teks", "label", "istilah", "ekspresi"})


def evidence(data: Graph, node: Node, field: str | None) -> tuple[Node, ...]:
    """The quotes to show for ``field`` of ``node``: the field's own, else the node's name, else its neighbours' names.

    A field without a value has no words: then its name or label shows the place. A node that is only mentioned has no
    words of its own at all: then the records that point to it, or that it points to, show the place.
    """
    own = _quotes(data, node)
    if part := _of_its_formula(data, node):
        return part
    for wanted in (frozenset({field}), _NAMING, frozenset(own.values())):
        if chosen := _of_fields(own, wanted):
            return chosen
    for neighbours in (data.subjects(None, node), data.objects(node)):
        for neighbour in sorted(set(neighbours), key=str):
            if chosen := _of_fields(_quotes(data, neighbour), _NAMING):
                return chosen
    return ()


def _of_its_formula(data: Graph, node: Node) -> tuple[Node, ...]:
    """The quotes of a quantity: those of its formula for the part that it is."""
    if (node, RDF.type, KESOS.Besaran) not in data:
        return ()
    part = str(node).rsplit("/", 1)[-1].replace("-", "_")
    owners = data.subjects(KESOS.memuatBesaran, node)
    return tuple(quote for owner in sorted(owners, key=str) for quote in _of_fields(_quotes(data, owner), {part}))


def _quotes(data: Graph, node: Node) -> dict[Node, str | None]:
    """The quotes of ``node``, each with the field it holds."""
    fields = {bukti: data.value(bukti, KESOS.bidang) for bukti in data.objects(node, KESOS.dibuktikanOleh)}
    return {bukti: None if name is None else str(name) for bukti, name in fields.items()}


def _of_fields(quotes: dict[Node, str | None], wanted: Iterable[str | None]) -> tuple[Node, ...]:
    return tuple(sorted((bukti for bukti, name in quotes.items() if name in wanted), key=str))
