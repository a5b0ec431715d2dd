"""One document while the features of its texts are noted: the words of its texts, and the nodes of its features."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from rdflib import RDF, RDFS, XSD, Graph, Literal, URIRef
from rdflib.term import Node

from kgkesos.ciri import (
    Ejaan,
    Isi,
    Perbandingan,
    compare,
    compare_parts,
    content,
    core,
    expanded,
    inner,
    opened,
    parted,
    unlimited,
)
from kgkesos.graph.kutipan import quote_of
from kgkesos.sebutan import Kamus
from kgkesos.store import Triple
from kgkesos.vocab import KESOS, KODE

_BRACKETED = re.compile(r"\s*\([^()]*\)")
# Without names of concepts: the words themselves are compared, not what they stand for.
NO_NAMES = Kamus.made_of(())


def unbracketed(text: str) -> str:
    """``text`` without what stands in brackets: a term without its abbreviation."""
    return _BRACKETED.sub("", text)


@lru_cache(maxsize=200)
def number(value: float) -> Literal:
    """``value`` in the one form in which a store keeps it: 1, not 1.0."""
    return Literal(f"{value:g}", datatype=XSD.double, normalize=False)


class Text(NamedTuple):
    """A text of a document: the node that it is of, and the field that evidence calls it."""

    simpul: URIRef
    bidang: str
    teks: str


@dataclass(frozen=True, slots=True, eq=False)
class Page:
    """One document's graph while its features are noted: ``out`` takes them, as triples."""

    asserted: Graph
    kamus: Kamus
    ejaan: Ejaan
    out: set[Triple] = field(default_factory=set)
    # What the document's abbreviations stand for.
    expansions: dict[str, str] = field(default_factory=dict)
    # What quantities stand for that are printed as symbols.
    meanings: dict[Node, str] = field(default_factory=dict)
    _isi: dict[str, Isi] = field(default_factory=dict)
    _counts: Counter[tuple[Node, str]] = field(default_factory=Counter)

    def content(self, node: Node) -> Isi:
        """The content words of what ``node`` is called."""
        return self.content_of(self.label(node))

    def content_of(self, said: str) -> Isi:
        """The content words of a text."""
        if said not in self._isi:
            self._isi[said] = content(self.ejaan.spelt_out(expanded(said, self.expansions)), self.kamus)
        return self._isi[said]

    def label(self, node: Node) -> str:
        """What ``node`` is called; a quantity that is a symbol, what the legend says."""
        return self.meanings.get(node) or str(self.asserted.value(node, RDFS.label) or "")

    def printed(self, texts: Iterable[Text]) -> list[Text]:
        """``texts`` as a reader meets them: by their place in the file that most of them are quoted from.

        Those of another file follow, then those without a quote.
        """
        quotes = {text: quote_of(self.asserted, text.simpul, text.bidang) for text in texts}
        files = {text: self.asserted.value(quote, KESOS.dariRendisi) for text, quote in quotes.items() if quote}
        often = Counter(files.values())

        def place(text: Text) -> tuple[int, str, int, Text]:
            if (file := files.get(text)) is None:
                return 1, "", 0, text
            start = self.asserted.value(quotes[text], KESOS.awalKutipan)
            return -often[file], str(file), int(str(start or 0)), text

        return sorted(quotes, key=place)

    def new(self, node: URIRef, kind: str, bidang: str) -> URIRef:
        """A feature of ``node``, without what it is."""
        self._counts[node, kind] += 1
        iri = URIRef(f"{node}/ciri/{kind}/{self._counts[node, kind]}")
        self.out.add((iri, RDF.type, KESOS.CiriTeks))
        self.out.add((iri, KESOS.ciriDari, node))
        self.out.add((iri, KESOS.jenisCiri, KODE[f"ciri/{kind}"]))
        self.out.add((iri, KESOS.bidang, Literal(bidang)))
        for dokumen in self.asserted.objects(node, KESOS.dalamDokumen):
            self.out.add((iri, KESOS.dalamDokumen, dokumen))
        if bukti := quote_of(self.asserted, node, bidang):
            self.out.add((iri, KESOS.buktiUtama, bukti))
        return iri

    def beside(self, kind: str, one: URIRef, other: URIRef, bidang: str) -> None:
        """The likeness of the words of ``one`` and ``other``, as a feature of ``one``."""
        self.compared(kind, one, other, bidang, compare(self.content(one), self.content(other)))

    def parts_beside(self, kind: str, one: URIRef, other: URIRef, bidang: str) -> None:
        """The same of their parts: who they are about, and what is said of these, without verbs of getting."""
        for part, said, also in zip(
            ("subjek", "syarat"), parted(self.label(one)), parted(self.label(other)), strict=True
        ):
            if part == "syarat":
                said, also = unlimited(said), unlimited(also)
            texts = self.content(one), self.content(other)
            parts = core(self.content_of(said)), core(self.content_of(also))
            found = compare_parts(
                opened(parts[0], texts[1]), inner(opened(texts[0], texts[1])),
                opened(parts[1], texts[0]), inner(opened(texts[1], texts[0])),
            )  # fmt: skip
            self.compared(f"{kind}-{part}", one, other, bidang, found)

    def compared(self, kind: str, one: URIRef, other: URIRef, bidang: str, found: Perbandingan) -> None:
        """A feature of ``one``: how its text stands beside that of ``other``."""
        iri = self.new(one, kind, bidang)
        self.out.add((iri, KESOS.pembanding, other))
        self.measured(iri, found)

    def measured(self, iri: URIRef, found: Perbandingan) -> None:
        """What two texts share, as said by the feature ``iri``."""
        self.out.add((iri, KESOS.skor, number(found.skor)))
        self.out.add((iri, KESOS.cakupan, number(found.cakupan)))
        for term, said in (
            (KESOS.kataBersama, found.bersama),
            (KESOS.kataHanyaSendiri, found.hanya_pertama),
            (KESOS.kataHanyaPembanding, found.hanya_kedua),
            (KESOS.bendaHanyaSendiri, found.benda_pertama),
            (KESOS.bendaHanyaPembanding, found.benda_kedua),
        ):
            self.out.add((iri, term, Literal(said)))
