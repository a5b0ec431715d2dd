"""Indonesian words for what the vocabulary says in codes."""

from __future__ import annotations

from typing import Final

from kgkesos.terms.model import Kind, Status
from kgkesos.terms.rules import RuleKind
from kgkesos.web.kosakata.context import Standing

# A word and what a reader may rely on; the worst first, as the key to the words lists them.
STANDINGS: Final = {
    Status.unread: Standing(
        "belum diperiksa",
        "Naskah sumbernya belum kami baca, atau hanya pengetahuan umum. Periksa dulu sebelum dikutip sebagai fakta.",
        "sedang",
    ),
    Status.unsaid: Standing(
        "tidak dicatat", "Sumbernya disebut, tetapi tidak dicatat apakah naskahnya sudah kami baca.", "ringan"
    ),
    Status.read: Standing("terbaca", "Sumber yang disebut sudah kami baca.", "baik"),
    Status.design: Standing(
        "rancangan",
        "Artinya ditetapkan oleh rancangan kgkesos sendiri; tidak ada naskah lain yang perlu dibaca.",
        "baik",
    ),
    Status.none: Standing("tanpa sumber", "Tidak ada sumber yang disebut.", "ringan"),
}

KINDS: Final = {
    Kind.klass: ("Kelas", "Jenis hal yang dicatat: dokumen, jabatan, sasaran, indikator."),
    Kind.object_property: ("Hubungan", "Properti yang menghubungkan dua hal: siapa mendukung apa, apa mengukur apa."),
    Kind.datatype_property: ("Keterangan", "Properti yang nilainya teks, bilangan, tahun, atau ya dan tidak."),
    Kind.annotation_property: ("Anotasi", "Properti yang menerangkan istilah, bukan dokumen."),
    Kind.scheme: ("Skema", "Daftar konsep atau kode; isinya di bawah."),
    Kind.concept: ("Konsep", "Istilah kesejahteraan sosial yang dikenali di dalam dokumen, beserta singkatannya."),
    Kind.code: ("Kode", "Nilai yang dapat dipakai dalam sebuah daftar kode."),
    Kind.collection: ("Kumpulan konsep", "Konsep yang dikelompokkan untuk memudahkan; bukan istilah sebuah dokumen."),
}

RELATIONS: Final = {
    "superclass": "Termasuk jenis",
    "subclass": "Jenis-jenisnya",
    "superproperty": "Bentuk khusus dari",
    "subproperty": "Bentuk khususnya",
    "domain": "Dikatakan tentang",
    "range": "Menunjuk ke",
    "inverse": "Kebalikan dari",
    "chain": "Disimpulkan dari rangkaian",
    "equivalent": "Sama dengan",
    "disjoint": "Tidak mungkin sekaligus",
    "domain-of": "Properti yang menerangkannya",
    "range-of": "Properti yang menunjuk kepadanya",
    "scheme": "Dalam daftar",
    "broader": "Lebih luas",
    "narrower": "Lebih sempit",
    "related": "Berkaitan dengan",
    "top": "Puncak daftar",
    "holds": "Isi daftar",
    "member": "Anggota",
    "member-of": "Anggota kumpulan",
    "content": "Isi yang diharapkan",
    "content-of": "Diharapkan oleh bidang",
}

CHARACTERISTICS: Final = {
    "transitive": "berantai: yang didukung oleh yang didukung ikut terhitung",
    "symmetric": "berlaku dua arah",
    "asymmetric": "tidak pernah berlaku dua arah",
    "irreflexive": "tidak pernah menunjuk kepada dirinya sendiri",
    "functional": "paling banyak satu nilai",
    "inverse-functional": "satu nilai hanya milik satu hal",
}

ALIGNMENTS: Final = {
    "skos:exactMatch": "sama artinya dengan",
    "skos:closeMatch": "dekat artinya dengan",
    "skos:broadMatch": "lebih sempit daripada",
    "skos:narrowMatch": "lebih luas daripada",
    "skos:relatedMatch": "berkaitan dengan",
    "rdfs:subClassOf": "termasuk jenis",
    "rdfs:subPropertyOf": "bentuk khusus dari",
}

RULES: Final = {
    RuleKind.shape: "Aturan pemeriksaan (SHACL)",
    RuleKind.check: "Pemeriksaan (SPARQL)",
    RuleKind.question: "Pertanyaan",
    RuleKind.derivation: "Aturan penyimpulan",
}

_GRAPHS: Final = {
    "ontologi": "kosakata: kelas dan properti",
    "konsep": "kosakata: konsep",
    "kode": "kosakata: kode",
    "penyelarasan": "kosakata: penyelarasan",
    "nomenklatur": "nomenklatur resmi",
    "wilayah": "daftar wilayah",
    "katalog": "katalog dokumen",
    "padanan": "usulan padanan",
}

# Of a concept the vocabulary says what it is called, never what it means.
SAID_BY_DOCUMENTS: Final = "Arti konsep ini dikatakan oleh dokumen, bukan oleh kosakata ini."
NOT_DEFINED: Final = "Tidak ada definisi."


def graph(name: str) -> str:
    """What the named graph ``name`` (its IRI after ``graf/``) holds.

    >>> graph("iku/turunan"), graph("iku"), graph("wilayah")
    ('disimpulkan dari iku', 'tercetak dalam iku', 'daftar wilayah')
    """
    if name in _GRAPHS:
        return _GRAPHS[name]
    document, _, part = name.rpartition("/")
    if document and part in ("turunan", "temuan"):
        return f"disimpulkan dari {document}" if part == "turunan" else f"temuan pada {document}"
    return f"tercetak dalam {name}"


def alignment(how: str) -> str:
    """How close a term of another vocabulary is; a kind of match that nobody has worded yet keeps its name."""
    return ALIGNMENTS.get(how, how)
