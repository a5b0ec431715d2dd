"""Features of texts of several documents: how what one defines stands beside what another does."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import chain

from rdflib import RDF, Graph, Literal, URIRef

from kgkesos.ciri import Isi, compare, content
from kgkesos.graph.ciri_dokumen import NO_NAMES, unbracketed
from kgkesos.sebutan import Kamus
from kgkesos.store import Triple, empty_graph
from kgkesos.vocab import KESOS, KODE

_COUNTS = frozenset({"angka", "banyaknya", "jumlah", "persentase", "rasio"})


def definitions(document: Iterable[Triple]) -> Graph:
    """The definitions of a document, with their quotes: all of it that is compared with other documents."""
    kept = empty_graph()
    triples = tuple(document)
    defined = {s for s, p, o in triples if p == RDF.type and o == KESOS.Definisi}
    quotes = {o for s, p, o in triples if p == KESOS.dibuktikanOleh and s in defined}
    for triple in triples:
        if triple[0] in defined or triple[0] in quotes:
            kept.add(triple)
    return kept


def definitions_beside(kept: Graph, kamus: Kamus) -> Graph:
    """Each wording of a term that a later document has, beside the first document's, as a ``kesos:CiriTeks``.

    ``kamus`` has the names of concepts: a term and its abbreviation are one. A wording that several documents share is
    compared once, where it stands first.
    """
    first: dict[frozenset[str], dict[frozenset[str], tuple[URIRef, Isi]]] = {}
    for node, said in sorted(kept.subject_objects(KESOS.teksDefinisi)):
        term = _term(unbracketed(str(kept.value(node, KESOS.istilah) or "")), kamus)
        words = _words(str(said))
        if isinstance(node, URIRef) and term and words.kata:
            first.setdefault(term, {}).setdefault(frozenset(words.kata), (node, words))
    found = empty_graph()
    for wordings in first.values():
        for triple in chain.from_iterable(_beside(kept, wordings)):
            found.add(triple)
    return found


def _term(printed: str, kamus: Kamus) -> frozenset[str]:
    """What two terms share that mean the same: the concepts that they name, else every word."""
    words = frozenset(printed.casefold().split())
    # How many of them there are is another thing than what they are.
    named = frozenset(content(printed, kamus).kata) | (words & _COUNTS)
    return named if any(word.startswith("konsep/") for word in named) else words


def _words(said: str) -> Isi:
    """The words of meaning of a definition as printed: "perseorangan" is not "seseorang", though the root is one."""
    return Isi({printed.casefold(): printed for printed in content(said, NO_NAMES).kata.values()})


def _beside(kept: Graph, wordings: Mapping[frozenset[str], tuple[URIRef, Isi]]) -> Iterable[list[Triple]]:
    (one, own), *others = wordings.values()
    here = set(kept.objects(one, KESOS.dalamDokumen))
    for other, words in others:
        # Two wordings in one document are a matter of that document.
        there = set(kept.objects(other, KESOS.dalamDokumen))
        if here and there and not here & there:
            iri, likeness = URIRef(f"{other}/ciri/definisi-lintas/1"), compare(words, own)
            yield [
                (iri, RDF.type, KESOS.CiriTeks),
                (iri, KESOS.ciriDari, other),
                (iri, KESOS.jenisCiri, KODE["ciri/definisi-lintas"]),
                (iri, KESOS.bidang, Literal("definisi")),
                (iri, KESOS.pembanding, one),
                (iri, KESOS.skor, Literal(likeness.skor)),
                (iri, KESOS.kataHanyaSendiri, Literal(likeness.hanya_pertama)),
                (iri, KESOS.kataHanyaPembanding, Literal(likeness.hanya_kedua)),
                *((iri, KESOS.dalamDokumen, paper) for paper in sorted(there, key=str)),
            ]
