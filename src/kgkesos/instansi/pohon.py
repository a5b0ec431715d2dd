"""The cascade of a document as rows: each node once, under the first that it supports."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from kgkesos.bahasa import kata
from kgkesos.bahasa import place as place_in
from kgkesos.gambar import Bagan, Simpul
from kgkesos.gambar.letak import TINGKAT
from kgkesos.gambar.model import (
    DIGANTI,
    DIKONFIRMASI,
    DITURUNKAN,
    DITURUNKAN_DUGAAN,
    DUGAAN,
    TANPA_PENDUKUNG,
    TERCETAK,
    YATIM,
)
from kgkesos.instansi.model import Baris
from kgkesos.knowledge import Knowledge
from kgkesos.lookup import Quote
from kgkesos.normalize import letak, squeeze

_STYLE = {
    TERCETAK: "tercetak",
    DIKONFIRMASI: "dikonfirmasi",
    DITURUNKAN: "diturunkan",
    DUGAAN: "tercetak, dugaan",
    DITURUNKAN_DUGAAN: "diturunkan, dugaan",
}
_MARK = {YATIM: "tidak mendukung apa pun", TANPA_PENDUKUNG: "tidak didukung apa pun", DIGANTI: "diganti"}


def rows(knowledge: Knowledge, bagan: Bagan) -> tuple[Baris, ...]:
    """The nodes of ``bagan`` as rows, what supports a node below it, in the order of the document."""
    nodes = {one.iri: one for one in bagan.simpul}
    ties: dict[str, list[tuple[str, str]]] = {}
    for tie in bagan.hubungan:
        ties.setdefault(tie.dari, []).append((tie.ke, tie.gaya))
    below: dict[str, list[str]] = {}
    for iri in nodes:
        if iri in ties:
            below.setdefault(ties[iri][0][0], []).append(iri)
    seen: set[str] = set()

    def walk(iri: str, depth: int) -> Iterator[Baris]:
        if iri in seen:
            return
        seen.add(iri)
        yield _row(knowledge, nodes[iri], depth, _tied(ties.get(iri, []), nodes, bagan.lang), bagan.lang)
        for child in below.get(iri, ()):
            yield from walk(child, depth + 1)

    # First what supports nothing; then what is left over: nodes that support one another in a circle.
    starts = [*(iri for iri in nodes if iri not in ties), *nodes]
    return tuple(row for iri in starts for row in walk(iri, 0))


def _tied(ties: list[tuple[str, str]], nodes: dict[str, Simpul], lang: str) -> str:
    """What the first link rests on, and what else the node supports."""
    if not ties:
        return ""
    others = "; ".join(nodes[other].teks for other, _ in ties[1:])
    first = kata(_STYLE[ties[0][1]], lang)
    return kata("{}; juga mendukung: {}", lang).format(first, others) if others else first


def _row(knowledge: Knowledge, node: Simpul, depth: int, tied: str, lang: str) -> Baris:
    measured = (link.dari for link in knowledge.lookup.links_to(node.iri) if link.cara == "mengukur")
    found = (knowledge.lookup.node(iri) for iri in measured)
    names = tuple(dict.fromkeys(squeeze(one.label) for one in found if one))
    state = ", ".join(kata(word, lang) for mark, word in _MARK.items() if mark in node.tanda)
    kind, at = kata(TINGKAT[node.jenis], lang), where(knowledge, node.iri, lang)
    return Baris(depth, kind, node.teks, node.periode or "", names, tied, state, at)


def where(knowledge: Knowledge, iri: str, lang: str = "id") -> str:
    """Where the node ``iri`` is printed, in ``lang``: "iku.txt, baris 8"; of several files the place in each."""
    quotes = knowledge.lookup.quotes(iri)
    first: list[Quote] = [next(group) for _, group in groupby(quotes, key=lambda quote: quote.berkas)]
    return "; ".join(f"{quote.berkas}, {place_in(letak(quote.baris, quote.tempat), lang)}" for quote in first)


def place(knowledge: Knowledge, iri: str) -> tuple[object, ...]:
    """Where the node ``iri`` stands in the order of the document."""
    quotes = knowledge.lookup.quotes(iri)
    return (quotes[0].berkas, quotes[0].baris, iri) if quotes else ("", (0, 0), iri)
