"""Text features as triples: what is measured or noted on the texts of one document, before anything is judged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from rdflib import RDF, RDFS, Graph, Literal, URIRef
from rdflib.term import Node

from kgkesos.ciri import (
    Catatan,
    Ejaan,
    Isi,
    Perbandingan,
    abbreviations,
    compare,
    content,
    remarks,
    written_out,
)
from kgkesos.graph.kutipan import quote_of
from kgkesos.graph.penugasan import assignments
from kgkesos.reading.kata.kosakata import is_derived, is_root
from kgkesos.sebutan import Kamus
from kgkesos.sebutan.kata import words
from kgkesos.vocab import KESOS, KODE

# The texts whose language is looked at, by the field that evidence calls them. A definition and a formula stand in the
# explanation around them, or have words of their own only in the quantity.
_FIELDS = (
    (KESOS.nama, "nama"),
    (KESOS.teks, "teks"),
    (KESOS.penjelasan, "penjelasan"),
    (KESOS.sumberData, "sumber_data"),
    (KESOS.nilaiBidang, "nilai"),
)
# Of two texts that share less than this nothing is said: no two records are twins.
_TWINS = 0.95
_TWIN_KINDS = (
    KESOS.Indikator,
    KESOS.KinerjaJabatan,
    KESOS.Tugas,
    KESOS.Fungsi,
    KESOS.Kegiatan,
    KESOS.Definisi,
    KESOS.Besaran,
)
# A word that the document prints this often is no misprint, and an unknown word may be a misprint of it.
_OFTEN = 2


class _Text(NamedTuple):
    simpul: URIRef
    bidang: str
    teks: str


@dataclass(frozen=True, slots=True, eq=False)
class _Page:
    """One document's graph while its features are noted: ``out`` takes them."""

    asserted: Graph
    kamus: Kamus
    ejaan: Ejaan
    known_words: Callable[[str], bool]
    out: Graph
    _isi: dict[str, Isi] = field(default_factory=dict)
    _counts: Counter[tuple[Node, str]] = field(default_factory=Counter)

    def content(self, node: Node) -> Isi:
        """The content words of what ``node`` is called."""
        said = str(self.asserted.value(node, RDFS.label) or "")
        if said not in self._isi:
            self._isi[said] = content(said, self.kamus)
        return self._isi[said]

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
        self.tell(kind, one, other, bidang, compare(self.content(one), self.content(other)))

    def tell(self, kind: str, one: URIRef, other: URIRef, bidang: str, found: Perbandingan) -> None:
        """What was ``found`` of ``one`` beside ``other``, as a feature of ``one``."""
        iri = self.new(one, kind, bidang)
        self.out.add((iri, KESOS.pembanding, other))
        self.out.add((iri, KESOS.skor, Literal(found.skor)))
        self.out.add((iri, KESOS.cakupan, Literal(found.cakupan)))
        for term, said in (
            (KESOS.kataBersama, found.bersama),
            (KESOS.kataHanyaSendiri, found.hanya_pertama),
            (KESOS.kataHanyaPembanding, found.hanya_kedua),
        ):
            self.out.add((iri, term, Literal(said)))


def features(asserted: Graph, kamus: Kamus, ejaan: Ejaan) -> Graph:
    """The features of one document's texts, each a ``kesos:CiriTeks``.

    ``kamus`` has the names of concepts, ``ejaan`` the spelling list.
    """
    texts = sorted(_texts(asserted))
    printed = Counter(kata.tercetak.casefold() for text in texts for kata in words(text.teks))
    page = _Page(asserted, kamus, ejaan, _known(printed, kamus), Graph(bind_namespaces="none"))
    _language(page, texts, printed)
    _abbreviations(page, texts)
    _formulas(page)
    _measured(page)
    assignments(asserted, kamus, page.tell)
    _definitions(page)
    _twins(page)
    return page.out


def _texts(asserted: Graph) -> Iterator[_Text]:
    for term, bidang in _FIELDS:
        for node, said in asserted.subject_objects(term):
            if isinstance(node, URIRef):
                yield _Text(node, bidang, str(said))


def _known(printed: Counter[str], kamus: Kamus) -> Callable[[str], bool]:
    def known(word: str) -> bool:
        return printed[word] >= _OFTEN or word in kamus.kata or is_root(word) or is_derived(word)

    return known


def _language(page: _Page, texts: list[_Text], printed: Counter[str]) -> None:
    often = [word for word, count in printed.items() if count >= _OFTEN]
    for text in texts:
        for one in remarks(text.teks, page.ejaan, page.known_words, often):
            _remark(page, text, one)


def _remark(page: _Page, text: _Text, one: Catatan) -> None:
    iri = page.new(text.simpul, one.jenis, text.bidang)
    page.out.add((iri, KESOS.kataCiri, Literal(one.kata)))
    if one.baku:
        page.out.add((iri, KESOS.kataBaku, Literal(one.baku)))


def _abbreviations(page: _Page, texts: list[_Text]) -> None:
    """Each abbreviation that the document nowhere writes out, where it stands first."""
    written = {word for text in texts for word in written_out(text.teks)}
    written |= {str(said).casefold() for said in page.asserted.objects(None, KESOS.singkatan)}
    told: set[str] = set()
    for text in texts:
        for one in abbreviations(text.teks, page.ejaan.kependekan):
            small = one.kata.casefold()
            if small not in written | told:
                told.add(small)
                stands_for = page.ejaan.kependekan.get(small, "")
                _remark(page, text, Catatan("singkatan", one.kata, stands_for, one.awal, one.akhir))


def _formulas(page: _Page) -> None:
    for formula, indicator in sorted(page.asserted.subject_objects(KESOS.menghitung)):
        counted = page.asserted.value(formula, KESOS.pembilang) or page.asserted.value(formula, KESOS.objekHitung)
        if isinstance(indicator, URIRef) and isinstance(counted, URIRef):
            page.beside("nama-hitungan", indicator, counted, "nama")
    for formula, numerator in sorted(page.asserted.subject_objects(KESOS.pembilang)):
        denominator = page.asserted.value(formula, KESOS.penyebut)
        if isinstance(numerator, URIRef) and isinstance(denominator, URIRef):
            page.beside("pembilang-penyebut", numerator, denominator, "pembilang")


def _measured(page: _Page) -> None:
    for indicator, node in sorted(page.asserted.subject_objects(KESOS.mengukur)):
        if isinstance(indicator, URIRef) and isinstance(node, URIRef):
            page.beside("indikator-ukuran", indicator, node, "nama")


def _sorted(nodes: Iterable[Node]) -> list[URIRef]:
    return sorted(node for node in nodes if isinstance(node, URIRef))


def _definitions(page: _Page) -> None:
    for definition, indicator in sorted(page.asserted.subject_objects(KESOS.melekatPada)):
        if isinstance(definition, URIRef) and isinstance(indicator, URIRef):
            page.beside("definisi-indikator", definition, indicator, "istilah")


def _twins(page: _Page) -> None:
    """Records of one kind whose words are the same: each beside the first of them."""
    for kind in _TWIN_KINDS:
        nodes = _sorted(page.asserted.subjects(RDF.type, kind))
        seen: dict[frozenset[str], URIRef] = {}
        for node in nodes:
            key = frozenset(page.content(node).kata)
            if not key:
                continue
            first = seen.setdefault(key, node)
            if first != node:
                page.beside("kembar", node, first, "nama" if kind == KESOS.Indikator else "teks")
