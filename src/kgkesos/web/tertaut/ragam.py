"""The kinds of named graphs: what a graph holds, in a word and in a sentence of each language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Ragam:
    """A kind of named graph: a word for it, the style of the word on pages, a sentence in Indonesian and in English."""

    word: str
    style: str
    says: str
    english: str


# Those of documents, by what follows their key.
_OF_DOCUMENTS: Final = {
    "": Ragam(
        "dari dokumen",
        "baik",
        "Yang tercetak di dokumen ini, atau dikatakan tentangnya oleh pemakai.",
        "What this document prints, or a user says of it.",
    ),
    "turunan": Ragam(
        "disimpulkan",
        "sedang",
        "Yang tidak tercetak: mengikuti dari aturan dan dari ontologi.",
        "What is not printed: it follows from rules and from the ontology.",
    ),
    "temuan": Ragam(
        "temuan",
        "berat",
        "Yang ditemukan salah atau perlu diperiksa pada dokumen ini.",
        "What was found wrong in this document, or needs a look.",
    ),
}
_OTHERS: Final = {
    "turunan-lintas": Ragam(
        "disimpulkan",
        "sedang",
        "Yang disimpulkan dari beberapa dokumen bersama.",
        "What follows from several documents together.",
    ),
    "temuan-lintas": Ragam(
        "temuan",
        "berat",
        "Yang dikatakan beberapa dokumen dengan cara yang berbeda.",
        "What several documents say in different ways.",
    ),
    "padanan": Ragam(
        "baru diusulkan",
        "sedang",
        "Nama resmi yang mungkin dimaksud; hanya usul, tidak ikut dihitung.",
        "Official names that may be meant; suggestions alone, which count for nothing.",
    ),
    "keputusan": Ragam(
        "diputuskan",
        "baik",
        "Yang diputuskan orang yang berwenang.",
        "What those in charge decided.",
    ),
    "katalog": Ragam(
        "katalog",
        "ringan",
        "Dokumen yang ada dalam graf ini.",
        "The documents in this graph.",
    ),
    "nomenklatur": Ragam(
        "daftar resmi",
        "ringan",
        "Nama resmi program, kegiatan dan sub kegiatan.",
        "The official names of programmes, activities and their parts.",
    ),
    "wilayah": Ragam(
        "daftar resmi",
        "ringan",
        "Provinsi, kabupaten dan kota.",
        "Provinces, regencies and cities.",
    ),
    "ontologi": Ragam(
        "kosakata",
        "ringan",
        "Kelas dan properti, dengan arti dan aksiomanya.",
        "Classes and properties, with their meaning and axioms.",
    ),
    "konsep": Ragam(
        "kosakata",
        "ringan",
        "Konsep kesejahteraan sosial.",
        "Concepts of social welfare.",
    ),
    "kode": Ragam(
        "kosakata",
        "ringan",
        "Daftar kode.",
        "Lists of codes.",
    ),
    "penyelarasan": Ragam(
        "kosakata",
        "ringan",
        "Istilah kosakata lain yang sama artinya atau hampir.",
        "Terms of other vocabularies of the same or nearly the same meaning.",
    ),
}


def of(name: str) -> Ragam:
    """The kind of the named graph ``name``, its IRI after ``graf/``.

    >>> of("iku/temuan").word, of("wilayah").english
    ('temuan', 'Provinces, regencies and cities.')
    """
    return _OTHERS.get(name) or _OF_DOCUMENTS.get(name.partition("/")[2], _OF_DOCUMENTS[""])
