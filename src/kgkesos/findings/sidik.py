"""The mark of the words that a finding is about: a decision on it holds for these alone."""

from __future__ import annotations

import re

from rdflib import Graph

from kgkesos.findings.bukti import evidence
from kgkesos.findings.model import Temuan
from kgkesos.graph.kutipan import quoted, used
from kgkesos.keputusan import sidik
from kgkesos.vocab import BASE

# The IRIs of a build, whatever its base; in somebody's own RDF things may be called otherwise.
_INSIDE = ("/id/dokumen/", "/id/")
_QUOTE = re.compile(r".+/bukti/[^/]+/\d+")


def sidik_of(one: Temuan, data: Graph, base: str) -> str:
    """The mark of the words of ``one``, whose evidence is in ``data``; ``base`` is that of the IRIs there.

    The value found and the words that they were judged beside count as well: a finding on others is another.
    """
    # A value may be a concept, whose IRI has the base of the project in every build.
    value = (one.nilai or "").replace(base, "").replace(BASE, "")
    words = [*quoted(data, used(data, evidence(data, one.pada, one.bidang))), value]
    if one.pembanding is not None:
        words += quoted(data, used(data, evidence(data, one.pembanding, one.bidang_pembanding)))
    return sidik(words)


def base_of(one: Temuan, data: Graph) -> str | None:
    """The base of the IRIs around ``one``; None where they are not those of a build: nobody can decide on it there."""
    quotes = [*evidence(data, one.pada, one.bidang)]
    if one.pembanding is not None:
        quotes += evidence(data, one.pembanding, one.bidang_pembanding)
    if not all(_QUOTE.fullmatch(str(quote)) for quote in quotes):
        return None
    return next((f"{one.pada.split(inside, 1)[0]}/" for inside in _INSIDE if inside in one.pada), None)
