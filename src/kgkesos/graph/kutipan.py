"""The quote that shows the words of a field, found in the graph of what a document says."""

from __future__ import annotations

from collections.abc import Iterable

from rdflib import RDF, Graph, URIRef
from rdflib.term import Node

from kgkesos.normalize import slug
from kgkesos.vocab import KESOS


def quote_of(asserted: Graph, node: URIRef, bidang: str) -> URIRef | None:
    """The first quote of the field ``bidang`` of ``node``; None where it has none.

    A quantity's words are quoted with the formula that it is a part of; those of a part of a quantity by themselves.
    """
    is_part = (node, RDF.type, KESOS.Besaran) in asserted and not is_part_of_quantity(asserted, node)
    owner, part = node.rsplit("/", 1) if is_part else (node, slug(bidang))
    quote = URIRef(f"{owner}/bukti/{part}/1")
    return quote if (quote, RDF.type, KESOS.Bukti) in asserted else None


def is_part_of_quantity(asserted: Graph, node: Node) -> bool:
    """Whether ``node`` is one of what a quantity is made of: its words are a part of that quantity's."""
    return (None, KESOS.tersusunDari, node) in asserted


def used(data: Graph, quotes: Iterable[Node]) -> tuple[Node, ...]:
    """Those of ``quotes`` that are of the file whose reading is used, in their order.

    The first quote of each field is of that file.
    """
    placed = sorted((*_place(one), one) for one in quotes)
    main = {field: data.value(one, KESOS.dariRendisi) for field, number, one in placed if number == 1}
    return tuple(one for field, _, one in placed if data.value(one, KESOS.dariRendisi) == main.get(field))


def quoted(data: Graph, quotes: Iterable[Node]) -> tuple[str, ...]:
    """The words of ``quotes``."""
    return tuple(str(data.value(one, KESOS.kutipan)) for one in quotes)


def _place(quote: Node) -> tuple[str, int]:
    """The field that a quote is of, and its number there."""
    field, _, number = str(quote).rpartition("/")
    return field, int(number)
