"""Text features as triples: what is measured or noted on the texts of one document, before anything is judged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from rdflib import RDF, Graph, Literal, URIRef
from rdflib.term import Node

from kgkesos.ciri import (
    Catatan,
    Ejaan,
    Frasa,
    Kaitan,
    abbreviations,
    compare,
    content,
    core,
    legend,
    meant,
    misprints,
    outdated,
    remarks,
    same_letters,
    variants,
    written_out,
)
from kgkesos.graph.ciri_dokumen import NO_NAMES, Page, Text, number, unbracketed
from kgkesos.graph.kaitan import ties
from kgkesos.graph.kutipan import is_part_of_quantity
from kgkesos.graph.penugasan import assignments
from kgkesos.reading.kata.kosakata import is_derived, is_root, roots
from kgkesos.sebutan import Kamus, find
from kgkesos.sebutan.kata import words
from kgkesos.store import Triple
from kgkesos.vocab import KESOS

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


def features(
    asserted: Graph, kamus: Kamus, ejaan: Ejaan, kaitan: Kaitan | None = None, naskah: Sequence[str] = ()
) -> set[Triple]:
    """The features of one document's texts, each a ``kesos:CiriTeks``.

    ``kamus`` has the names of concepts, ``ejaan`` the spelling list, ``kaitan`` what belongs together in other words;
    ``naskah`` is all that the document's files print, be it of a record or not.
    """
    texts = sorted(_texts(asserted))
    printed = Counter(kata.tercetak.casefold() for text in texts for kata in words(text.teks))
    page = Page(asserted, kamus, ejaan)
    misprinted = misprints(printed, lambda word: _is_listed(word, kamus), roots())
    _language(page, texts, misprinted)
    _replaced(page, texts)
    # An abbreviation that names a concept, or is a word of its name ("Pendamping PKH"), is one already.
    expansions = _abbreviations(page, texts, naskah)
    named = {word for word in expansions if word in kamus.kata or any(find(word.upper(), kamus))}
    page.expansions.update({word: said for word, said in expansions.items() if word not in named})
    _variants(page, texts, {word for word in printed if word not in misprinted and not _is_listed(word, kamus)})
    _symbols(page, expansions)
    _formulas(page)
    _measured(page)
    assignments(asserted, kamus, page.compared)
    ties(page, kaitan or Kaitan())
    _definitions(page, expansions)
    _twins(page)
    return page.out


def _texts(asserted: Graph) -> Iterator[Text]:
    for term, bidang in _FIELDS:
        for node, said in asserted.subject_objects(term):
            if isinstance(node, URIRef) and not _looked_at_elsewhere(asserted, node, term):
                yield Text(node, bidang, str(said))


def _looked_at_elsewhere(asserted: Graph, node: URIRef, term: URIRef) -> bool:
    """Whether the words are those of the parts of a formula, or of the quantity that they are a part of."""
    parts = term == KESOS.ekspresi and any((node, part, None) in asserted for part in _PARTS)
    return parts or is_part_of_quantity(asserted, node)


def _is_listed(word: str, kamus: Kamus) -> bool:
    return word in kamus.kata or is_root(word) or is_derived(word)


def _language(page: Page, texts: list[Text], misprinted: Mapping[str, str]) -> None:
    for text in texts:
        for one in remarks(text.teks, page.ejaan, misprinted):
            _remark(page, text, one)


def _remark(page: Page, text: Text, one: Catatan) -> None:
    iri = page.new(text.simpul, one.jenis, text.bidang)
    page.out.add((iri, KESOS.kataCiri, Literal(one.kata)))
    if one.baku:
        page.out.add((iri, KESOS.kataBaku, Literal(one.baku)))


def _replaced(page: Page, texts: list[Text]) -> None:
    """The terms that a rule replaced; names of positions are as their regulation has them."""
    for text in texts:
        if (text.simpul, RDF.type, KESOS.Jabatan) in page.asserted:
            continue
        for one in outdated(text.teks, page.ejaan.terganti):
            iri = page.new(text.simpul, "istilah-terganti", text.bidang)
            page.out.add((iri, KESOS.kataCiri, Literal(one.kata)))
            page.out.add((iri, KESOS.kataBaku, Literal(one.penggantian.pengganti)))
            page.out.add((iri, KESOS.tahunPenggantian, one.penggantian.tahun))
            page.out.add((iri, KESOS.dasarPenggantian, Literal(one.penggantian.dasar)))


def _abbreviations(page: Page, texts: list[Text], naskah: Sequence[str]) -> dict[str, str]:
    """Each abbreviation that the document nowhere writes out, where it is printed first; what the others stand for."""
    expansions = _expansions(page, texts)
    written = {*expansions, *(str(said).casefold() for said in page.asserted.objects(None, KESOS.singkatan))}
    written.update(short for text in naskah for short in written_out(text))
    phrases = Frasa.of((*(text.teks for text in texts), *naskah))
    told: set[str] = set()
    for text in page.printed(texts):
        for one in abbreviations(text.teks, page.ejaan.kependekan, page.ejaan.umum | written):
            small = one.kata.casefold()
            if small not in told and not _is_spelt(one.kata, phrases, page):
                told.add(small)
                stands_for = page.ejaan.kependekan.get(small, "")
                _remark(page, text, Catatan("singkatan", one.kata, stands_for, one.awal, one.akhir))
    return expansions


def _is_spelt(short: str, phrases: Frasa, page: Page) -> bool:
    """Whether ``phrases`` have what ``short`` stands for: its words where they are known, else any with its letters."""
    full = _full_forms(short, page)
    return any(phrases.prints(said) for said in full) if full else any(phrases.begun_by(short))


def _full_forms(short: str, page: Page) -> tuple[str, ...]:
    if said := page.ejaan.kependekan.get(short.casefold()):
        return (said,)
    konsep = page.kamus.singkatan.get(short)
    return page.kamus.names(konsep) if konsep else ()


def _expansions(page: Page, texts: list[Text]) -> dict[str, str]:
    """What each abbreviation stands for, as written out last; each other full form beside the first, once."""
    first: dict[str, tuple[Text, str]] = {}
    told: set[tuple[str, str]] = set()
    last: dict[str, str] = {}
    for text in texts:
        for short, phrase in written_out(text.teks).items():
            last[short] = phrase
            said = " ".join(phrase.split())
            where, before = first.setdefault(short, (text, said))
            if said.casefold() != before.casefold() and (short, said.casefold()) not in told:
                told.add((short, said.casefold()))
                iri = page.new(text.simpul, "kepanjangan", text.bidang)
                page.out.add((iri, KESOS.pembanding, where.simpul))
                page.out.add((iri, KESOS.kataCiri, Literal(short.upper())))
                page.out.add((iri, KESOS.kataHanyaSendiri, Literal(said)))
                page.out.add((iri, KESOS.kataHanyaPembanding, Literal(before)))
                page.out.add((iri, KESOS.skor, number(same_letters(said, before))))
    return last


def _variants(page: Page, texts: list[Text], unknown: Iterable[str]) -> None:
    found = variants([text.teks for text in texts], page.ejaan.kependekan, unknown, page.ejaan.baku)
    for one in found:
        here, there = texts[one.teks], texts[one.teks_lain]
        iri = page.new(here.simpul, "ragam-tulis", here.bidang)
        page.out.add((iri, KESOS.pembanding, there.simpul))
        page.out.add((iri, KESOS.kataHanyaSendiri, Literal(one.kata)))
        page.out.add((iri, KESOS.kataHanyaPembanding, Literal(one.kata_lain)))


def _symbols(page: Page, expansions: Mapping[str, str]) -> None:
    """What each quantity stands for that is printed as symbols of its formula's legend or of the document's."""
    general = {short.upper(): said for short, said in expansions.items()}
    for formula in _sorted(set(page.asserted.subjects(KESOS.menghitung))):
        symbols = general | legend(str(entry) for entry in page.asserted.objects(formula, KESOS.legenda))
        for part in (KESOS.pembilang, KESOS.penyebut, KESOS.objekHitung):
            quantity = page.asserted.value(formula, part)
            printed = page.label(quantity) if isinstance(quantity, URIRef) else ""
            if isinstance(quantity, URIRef) and (said := meant(printed, symbols)):
                page.meanings[quantity] = said
                iri = page.new(quantity, "lambang", part.rsplit("#", 1)[-1])
                page.out.add((iri, KESOS.kataCiri, Literal(printed)))
                page.out.add((iri, KESOS.kataBaku, Literal(said)))


def _formulas(page: Page) -> None:
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


def _measured(page: Page) -> None:
    for indicator, node in sorted(page.asserted.subject_objects(KESOS.mengukur)):
        if isinstance(indicator, URIRef) and isinstance(node, URIRef):
            page.beside("indikator-ukuran", indicator, node, "nama")


def _sorted(nodes: Iterable[Node]) -> list[URIRef]:
    return sorted(node for node in nodes if isinstance(node, URIRef))


def _definitions(page: Page, expansions: Mapping[str, str]) -> None:
    """Each defined term beside the name of the indicator that it stands at, and beside the words that define it."""
    for definition, indicator in sorted(page.asserted.subject_objects(KESOS.melekatPada)):
        if isinstance(definition, URIRef) and isinstance(indicator, URIRef):
            page.beside("definisi-indikator", definition, indicator, "istilah")
    for definition, said in sorted(page.asserted.subject_objects(KESOS.teksDefinisi)):
        term = page.asserted.value(definition, KESOS.istilah)
        if isinstance(definition, URIRef) and term:
            words = " ".join(expansions.get(word.casefold(), word) for word in str(term).split())
            own = content(unbracketed(words), NO_NAMES)
            page.measured(
                page.new(definition, "istilah-definisi", "definisi"), compare(own, content(str(said), NO_NAMES))
            )


def _twins(page: Page) -> None:
    """Records of one kind whose words are the same: each beside the first of them."""
    for kind in _TWIN_KINDS:
        every = _sorted(page.asserted.subjects(RDF.type, kind))
        nodes = [node for node in every if not is_part_of_quantity(page.asserted, node)]
        seen: dict[frozenset[str], URIRef] = {}
        for node in nodes:
            key = _twin_key(page, node, kind)
            if not key:
                continue
            first = seen.setdefault(key, node)
            if first != node:
                page.beside("kembar", node, first, "nama" if kind == KESOS.Indikator else "teks")


def _twin_key(page: Page, node: URIRef, kind: URIRef) -> frozenset[str]:
    """The words of ``node``; of a defined term without an abbreviation in brackets."""
    if kind != KESOS.Definisi:
        return frozenset(core(page.content(node)).kata)
    term = unbracketed(str(page.asserted.value(node, KESOS.istilah) or ""))
    return frozenset(content(term, page.kamus).kata)
