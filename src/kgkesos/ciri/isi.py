"""The words that carry a text's meaning: no small words, no words of measuring, roots alone, a concept as one word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from kgkesos.reading.kata.kosakata import stem
from kgkesos.sebutan import TEXTS, Kamus, find

_WORD = re.compile(r"[^\W\d_]+(?:[-‐‑–][^\W\d_]+)*|\d+")
# Words that join, point and qualify: two texts that share them share nothing.
_SMALL = frozenset(
    re.findall(
        r"\S+",
        """ada adalah agar antara atas atau bagi baik bahwa beberapa belum berbagai berdasarkan berjalan berkaitan
    dalam dan dapat dari daripada dengan di ditetapkan guna hal hingga ialah ini itu jika juga kepada ke karena lain
    lainnya lebih maka maupun melalui menjadi merupakan meliputi namun oleh pada para per perlu saat sampai sebagai
    sebesar secara sehingga semua seluruh serta sesuai setiap suatu sudah tahun telah tentang terhadap terkait tersebut
    tiap untuk yaitu yakni yang""",
    )
)
# Words that say that something is measured, in every spelling of the documents: every indicator has one of them.
_MEASURING = frozenset(
    re.findall(
        r"\S+",
        """angka banyak banyaknya cakupan indeks jml jumlah nilai persen persentase presentase prosentase proporsi
    rasio rata rata-rata rerata skor tingkat total""",
    )
)

# Roots of verbs of getting and giving: who gets a training, follows it or is given it is the same person.
_GETTING = frozenset({"dapat", "oleh", "terima", "ikut", "beri", "laku", "laksana", "manfaat"})


# A time ("dalam satu tahun") and a record ("menurut register"): how to count, no condition of who is counted.
_LIMITS = re.compile(
    r"\s*\b(?:(?:dalam|pada|selama|sampai)\s+(?:[^\W\d_]+\s+){0,2}?(?:tahun|semester|triwulan|bulan|periode)(?:\s+\w+)?"
    r"|(?:menurut|berdasarkan)\s+(?:data|daftar|register|laporan|catatan|berita acara|buku|rekap\w*|surat)\b.*)\s*$",
    re.IGNORECASE | re.DOTALL,
)
# The kinds that a figure is broken down by: they say how it is shown, not who is counted.
_SHOWN_BY = re.compile(
    r"\s*\b(?:menurut|berdasarkan)\s+(?:jenis|kelompok|kategori|golongan|umur|usia|wilayah|lokasi|status)\b.*$",
    re.IGNORECASE | re.DOTALL,
)
# "(indikator SPM)": what kind of indicator it is.
_LABEL = re.compile(r"\s*\((?:indikator\b[^()]*|IK[IKUPD]{1,2}|SPM|SDGs?|TPB)\)", re.IGNORECASE)
_CONCEPT = "konsep/"
# Verbs by their form, with the root left under it; verbs and qualifiers without such a form.
_VERB = re.compile(r"(?:me|be|te|di|memper)\w{3,}")
_BARE = frozenset(
    re.findall(
        r"\S+",
        """akan aktif bukan hadir ikut kembali keluar lolos lulus maksimal masih masuk mulai minimal naik paling pernah
    pulang sedang sedikit selalu selama tamat tanpa telah tidak tinggal turun dua satu tiga""",
    )
)
# Nouns and adjectives that say nothing of who is counted: the place, the office's own work, everybody.
_COMMON = frozenset(
    re.findall(
        r"\S+",
        """dasar daerah desa fasilitas kabupaten kab kecamatan kegiatan kelurahan kota layanan masyarakat pelayanan
    penunjang program provinsi satuan sosial wilayah""",
    )
)


@dataclass(frozen=True, slots=True)
class Isi:
    """The content words of a text: each root (a concept: the tail of its IRI) with the words as printed."""

    kata: Mapping[str, str]

    def only(self, keys: Iterable[str]) -> str:
        """The printed words of ``keys``, in the order of the text."""
        wanted = frozenset(keys)
        return ", ".join(printed for key, printed in self.kata.items() if key in wanted)


@lru_cache(maxsize=TEXTS)
def content(text: str, kamus: Kamus) -> Isi:
    """The content words of ``text``; a name of a concept of ``kamus`` is one word, also where it is an abbreviation."""
    found: dict[int, tuple[str, str]] = {}
    named = find(text, kamus)
    taken = [(one.awal, one.akhir) for one in named]
    for one in named:
        found[one.awal] = (f"{_CONCEPT}{one.konsep.rsplit('/', 1)[-1]}", one.kata)
    for match in _WORD.finditer(text):
        word = match.group().casefold()
        inside = any(start <= match.start() < end for start, end in taken)
        if not inside and word not in _SMALL and word not in _MEASURING and (len(word) > 1 or word.isdigit()):
            found.setdefault(match.start(), (stem(word), match.group()))
    kata: dict[str, str] = {}
    for _, (key, printed) in sorted(found.items()):
        kata.setdefault(key, " ".join(printed.split()))
    return Isi(kata)


def parted(text: str) -> tuple[str, str]:
    """``text`` as who or what it is about, and what is said of them: before and after its first "yang".

    >>> parted("Jumlah PMKS yang mendapat bantuan")
    ('Jumlah PMKS', 'mendapat bantuan')
    """
    about, _, said = re.sub(r"\s+", " ", f" {text}").partition(" yang ")
    return about.strip(), said


def unlimited(said: str) -> str:
    """What is ``said`` of those who are counted, without the time, the record and the kinds that end it.

    >>> unlimited("mendapat bantuan dalam satu tahun menurut register dinas")
    'mendapat bantuan'
    """
    said = _LABEL.sub("", said)
    while (shorter := _LIMITS.sub("", _SHOWN_BY.sub("", said))) != said:
        said = shorter
    return said


def opened(one: Isi, other: Isi) -> Isi:
    """``one`` with each concept that ``other`` lacks as its words, where ``other`` has one of these by itself.

    So "lanjut usia terlantar" beside "lanjut usia" has one word of its own, not three.
    """
    kata: dict[str, str] = {}
    for key, printed in one.kata.items():
        words = {stem(word.casefold()): word for word in _WORD.findall(printed)}
        if key.startswith(_CONCEPT) and key not in other.kata and any(word in other.kata for word in words):
            kata |= {word: said for word, said in words.items() if word not in kata and said.casefold() not in _SMALL}
        else:
            kata.setdefault(key, printed)
    return Isi(kata)


def inner(found: Isi) -> Isi:
    """``found`` with the words of its concepts beside them: "jaminan sosial" has the word "jaminan".

    A name of one word stands for others, and is none itself.
    """
    kata = dict(found.kata)
    for key, printed in found.kata.items():
        if key.startswith(_CONCEPT):
            for word in _WORD.findall(printed):
                kata.setdefault(stem(word.casefold()), word)
    return Isi(kata)


def things(found: Isi) -> Isi:
    """``found`` without verbs, qualifiers and words that any office says of anybody: concepts, and nouns of weight.

    >>> list(things(Isi({"peran": "berperan", "latih": "pelatihan", "layan": "pelayanan"})).kata)
    ['latih']
    """
    return Isi({key: printed for key, printed in found.kata.items() if key.startswith(_CONCEPT) or _is_thing(printed)})


def _is_thing(printed: str) -> bool:
    word = printed.casefold()
    if word.isdigit() or word in _BARE or word in _COMMON:
        return False
    return not (_VERB.fullmatch(word) and stem(word) != word)


def core(found: Isi) -> Isi:
    """``found`` without the verbs of getting and giving, which name indicators and formulas at will."""
    return Isi({key: printed for key, printed in found.kata.items() if key not in _GETTING})
