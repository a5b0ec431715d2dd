"""Mentions as triples: which concepts the texts of a document name, and in which words of which field."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from rdflib import RDF, RDFS, Graph, Literal, URIRef

from kgkesos.graph.kutipan import is_part_of_quantity, quote_of
from kgkesos.normalize import slug
from kgkesos.records import DUGAAN, PASTI
from kgkesos.sebutan import SINGKATAN, Kamus, Sebutan, find
from kgkesos.store import Triple
from kgkesos.vocab import KESOS, KODE

# The texts in which concepts are looked for, by the field that evidence calls them. A definition's sentence is left
# out, since its term and its text are its parts; so are names of positions and units, which name no people.
_FIELDS = (
    (KESOS.nama, "nama"),
    (KESOS.teks, "teks"),
    (KESOS.penjelasan, "penjelasan"),
    (KESOS.istilah, "istilah"),
    (KESOS.teksDefinisi, "definisi"),
    (KESOS.nilaiBidang, "nilai"),
)
_RULE = "sebutan-"
# So short an abbreviation means other things elsewhere (LKS, PKH): it is sure where the document writes it out.
_SHORT = 3


class _Text(NamedTuple):
    """A text of the node ``simpul``, the field it stands in, and the quote that shows it first, if there is one."""

    simpul: URIRef
    bidang: str
    teks: str
    bukti: URIRef | None


def mentions(asserted: Graph, kamus: Kamus) -> set[Triple]:
    """The concepts of ``kamus`` that the texts of one document's graph name.

    Each node that names a concept ``kesos:menyebut`` it, and each place where it does is a ``kesos:Sebutan`` with its
    words, its offsets in the text of the field (code points from 0), the rule that found it, and the field's quote. One
    that is not in the words of the concept is a presumption, and so is a short abbreviation that no text writes out.
    """
    made: set[Triple] = set()
    found = [(text, find(text.teks, kamus)) for text in sorted(_texts(asserted))]
    written = {one.konsep for _, ones in found for one in ones if one.cara != SINGKATAN and " " in one.kata}
    # A field of several values (a list in a metadata sheet) counts on from one to the next.
    counts: Counter[tuple[str, str, str]] = Counter()
    for text, ones in found:
        for one in ones:
            place = (text.simpul, text.bidang, one.konsep)
            counts[place] += 1
            short = one.cara == SINGKATAN and len(one.kata) <= _SHORT and one.konsep not in written
            certainty = DUGAAN if one.is_presumed or short else PASTI
            _mention(made, asserted, text, one, counts[place], certainty)
    made.update(_of_parts(asserted, kamus))
    return made


def _of_parts(asserted: Graph, kamus: Kamus) -> Iterator[Triple]:
    """What the parts of quantities name; their words are mentions already, in the quantity that they are a part of."""
    for part in asserted.objects(None, KESOS.tersusunDari):
        for said in asserted.objects(part, KESOS.teks):
            yield from ((part, KESOS.menyebut, URIRef(one.konsep)) for one in find(str(said), kamus))


def _texts(asserted: Graph) -> Iterator[_Text]:
    positions = set(asserted.subjects(RDF.type, KESOS.Jabatan))
    quantities = set(asserted.subjects(RDF.type, KESOS.Besaran))
    for term, field in _FIELDS:
        for node, said in asserted.subject_objects(term):
            if not isinstance(node, URIRef) or node in positions or is_part_of_quantity(asserted, node):
                continue
            part = node.rsplit("/", 1)[-1] if node in quantities else field
            yield _Text(node, part, str(said), quote_of(asserted, node, part))


def _mention(made: set[Triple], asserted: Graph, text: _Text, found: Sebutan, number: int, certainty: str) -> None:
    konsep = URIRef(found.konsep)
    tail = found.konsep.rsplit("/", 1)[-1]
    node = URIRef(f"{text.simpul}/sebutan/{slug(text.bidang)}/{tail}/{number}")
    made.add((text.simpul, KESOS.menyebut, konsep))
    made.add((node, RDF.type, KESOS.Sebutan))
    made.add((node, RDFS.label, Literal(found.kata)))
    made.add((node, KESOS.sebutanDari, text.simpul))
    made.add((node, KESOS.sebutanKonsep, konsep))
    made.add((node, KESOS.bidang, Literal(text.bidang)))
    made.add((node, KESOS.kataSebutan, Literal(found.kata)))
    made.add((node, KESOS.awalSebutan, Literal(found.awal)))
    made.add((node, KESOS.akhirSebutan, Literal(found.akhir)))
    made.add((node, KESOS.aturan, Literal(_RULE + found.cara)))
    made.add((node, KESOS.kepastian, KODE[f"kepastian/{certainty}"]))
    for dokumen in asserted.objects(text.simpul, KESOS.dalamDokumen):
        made.add((node, KESOS.dalamDokumen, dokumen))
    if text.bukti:
        made.add((node, KESOS.buktiUtama, text.bukti))
