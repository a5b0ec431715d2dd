"""Which quote shows a text of a node first."""

from __future__ import annotations

from rdflib import RDF, Graph, URIRef

from kgkesos.normalize import slug
from kgkesos.vocab import KESOS


def quote_of(asserted: Graph, node: URIRef, bidang: str) -> URIRef | None:
    """The first quote of the field ``bidang`` of ``node``; None where it has none.

    A quantity's words are quoted with the formula that it is a part of.
    """
    is_part = (node, RDF.type, KESOS.Besaran) in asserted
    owner, part = node.rsplit("/", 1) if is_part else (node, slug(bidang))
    quote = URIRef(f"{owner}/bukti/{part}/1")
    return quote if (quote, RDF.type, KESOS.Bukti) in asserted else None
