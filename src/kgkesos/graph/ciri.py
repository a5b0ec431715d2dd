"""Text features as triples: what is measured or noted on the texts of one document, before anything is judged."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
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
    compare_parts,
    content,
    core,
    expanded,
    misprints,
    opened,
    parted,
    remarks,
    unlimited,
    variants,
    written_out,
)
from kgkesos.graph.kutipan import quote_of
from kgkesos.graph.penugasan import assignments
from kgkesos.reading.kata.kosakata import is_derived, is_root, roots
from kgkesos.sebutan import Kamus, find
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
    (KESOS.ekspresi, "ekspresi"),
)
# What a formula is made of: its words are looked at there.
_PARTS = (KESOS.pembilang, KESOS.objekHitung)
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
_BRACKETED = re.compile(r"\s*\([^()]*\)")
# Without names of concepts: the words of a term are compared, not what it stands for.
_NO_NAMES = Kamus.made_of(())


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
    out: Graph
    # What the document's abbreviations stand for.
    expansions: dict[str, str] = field(default_factory=dict)
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
        """What ``node`` is called."""
        return str(self.asserted.value(node, RDFS.label) or "")

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
                opened(parts[0], texts[1]), opened(texts[0], texts[1]),
                opened(parts[1], texts[0]), opened(texts[1], texts[0]),
            )  # fmt: skip
            self.compared(f"{kind}-{part}", one, other, bidang, found)

    def compared(self, kind: str, one: URIRef, other: URIRef, bidang: str, found: Perbandingan) -> None:
        """A feature of ``one``: how its text stands beside that of ``other``."""
        iri = self.new(one, kind, bidang)
        self.out.add((iri, KESOS.pembanding, other))
        self.measured(iri, found)

    def measured(self, iri: URIRef, found: Perbandingan) -> None:
        """What two texts share, as said by the feature ``iri``."""
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
    page = _Page(asserted, kamus, ejaan, Graph(bind_namespaces="none"))
    misprinted = misprints(printed, lambda word: _is_listed(word, kamus), roots())
    _language(page, texts, misprinted)
    # An abbreviation that names a concept, or is a word of its name ("Pendamping PKH"), is one already.
    short = _abbreviations(page, texts)
    page.expansions.update(
        {word: said for word, said in short.items() if word not in kamus.kata and not any(find(word.upper(), kamus))}
    )
    _variants(page, texts, {word for word in printed if word not in misprinted and not _is_listed(word, kamus)})
    _formulas(page)
    _measured(page)
    assignments(asserted, kamus, page.compared)
    _definitions(page, short)
    _twins(page)
    return page.out


def _texts(asserted: Graph) -> Iterator[_Text]:
    for term, bidang in _FIELDS:
        for node, said in asserted.subject_objects(term):
            if isinstance(node, URIRef) and not (
                term == KESOS.ekspresi and any((node, part, None) in asserted for part in _PARTS)
            ):
                yield _Text(node, bidang, str(said))


def _is_listed(word: str, kamus: Kamus) -> bool:
    return word in kamus.kata or is_root(word) or is_derived(word)


def _language(page: _Page, texts: list[_Text], misprinted: Mapping[str, str]) -> None:
    for text in texts:
        for one in remarks(text.teks, page.ejaan, misprinted):
            _remark(page, text, one)


def _remark(page: _Page, text: _Text, one: Catatan) -> None:
    iri = page.new(text.simpul, one.jenis, text.bidang)
    page.out.add((iri, KESOS.kataCiri, Literal(one.kata)))
    if one.baku:
        page.out.add((iri, KESOS.kataBaku, Literal(one.baku)))


def _abbreviations(page: _Page, texts: list[_Text]) -> dict[str, str]:
    """Each abbreviation that the document nowhere writes out, where it stands first; what the others stand for."""
    expansions = {short: words for text in texts for short, words in written_out(text.teks).items()}
    written = {*expansions, *(str(said).casefold() for said in page.asserted.objects(None, KESOS.singkatan))}
    told: set[str] = set()
    for text in texts:
        for one in abbreviations(text.teks, page.ejaan.kependekan):
            small = one.kata.casefold()
            if small not in written | told:
                told.add(small)
                stands_for = page.ejaan.kependekan.get(small, "")
                _remark(page, text, Catatan("singkatan", one.kata, stands_for, one.awal, one.akhir))
    return expansions


def _variants(page: _Page, texts: list[_Text], unknown: Iterable[str]) -> None:
    found = variants([text.teks for text in texts], page.ejaan.kependekan, unknown, page.ejaan.baku)
    for one in found:
        here, there = texts[one.teks], texts[one.teks_lain]
        iri = page.new(here.simpul, "ragam-tulis", here.bidang)
        page.out.add((iri, KESOS.pembanding, there.simpul))
        page.out.add((iri, KESOS.kataHanyaSendiri, Literal(one.kata)))
        page.out.add((iri, KESOS.kataHanyaPembanding, Literal(one.kata_lain)))


def _formulas(page: _Page) -> None:
    for formula, indicator in sorted(page.asserted.subject_objects(KESOS.menghitung)):
        counted = page.asserted.value(formula, KESOS.pembilang) or page.asserted.value(formula, KESOS.objekHitung)
        if isinstance(indicator, URIRef) and isinstance(counted, URIRef):
            page.beside("nama-hitungan", indicator, counted, "nama")
            page.parts_beside("nama-hitungan", indicator, counted, "nama")
    for formula, numerator in sorted(page.asserted.subject_objects(KESOS.pembilang)):
        denominator = page.asserted.value(formula, KESOS.penyebut)
        if isinstance(numerator, URIRef) and isinstance(denominator, URIRef):
            page.beside("pembilang-penyebut", numerator, denominator, "pembilang")
            page.parts_beside("pembilang-penyebut", numerator, denominator, "pembilang")


def _measured(page: _Page) -> None:
    for indicator, node in sorted(page.asserted.subject_objects(KESOS.mengukur)):
        if isinstance(indicator, URIRef) and isinstance(node, URIRef):
            page.beside("indikator-ukuran", indicator, node, "nama")


def _sorted(nodes: Iterable[Node]) -> list[URIRef]:
    return sorted(node for node in nodes if isinstance(node, URIRef))


def _definitions(page: _Page, expansions: Mapping[str, str]) -> None:
    """Each defined term beside the name of the indicator that it stands at, and beside the words that define it."""
    for definition, indicator in sorted(page.asserted.subject_objects(KESOS.melekatPada)):
        if isinstance(definition, URIRef) and isinstance(indicator, URIRef):
            page.beside("definisi-indikator", definition, indicator, "istilah")
    for definition, said in sorted(page.asserted.subject_objects(KESOS.teksDefinisi)):
        term = page.asserted.value(definition, KESOS.istilah)
        if isinstance(definition, URIRef) and term:
            words = " ".join(expansions.get(word.casefold(), word) for word in str(term).split())
            own = content(_BRACKETED.sub("", words), _NO_NAMES)
            page.measured(
                page.new(definition, "istilah-definisi", "definisi"), compare(own, content(str(said), _NO_NAMES))
            )


def _twins(page: _Page) -> None:
    """Records of one kind whose words are the same: each beside the first of them."""
    for kind in _TWIN_KINDS:
        nodes = _sorted(page.asserted.subjects(RDF.type, kind))
        seen: dict[frozenset[str], URIRef] = {}
        for node in nodes:
            key = _twin_key(page, node, kind)
            if not key:
                continue
            first = seen.setdefault(key, node)
            if first != node:
                page.beside("kembar", node, first, "nama" if kind == KESOS.Indikator else "teks")


def _twin_key(page: _Page, node: URIRef, kind: URIRef) -> frozenset[str]:
    """The words of ``node``; of a defined term without an abbreviation in brackets."""
    if kind != KESOS.Definisi:
        return frozenset(core(page.content(node)).kata)
    term = _BRACKETED.sub("", str(page.asserted.value(node, KESOS.istilah) or ""))
    return frozenset(content(term, page.kamus).kata)
