"""The labels of metadata fields: what a field holds, by the words that offices print before it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from kgkesos.normalize import slug, squeeze
from kgkesos.reading.excerpt import Excerpt
from kgkesos.reading.once import TITLES

# The labels that SIPD and Satu Data sheets print on a line of their own. Each has its code in the list "bidang".
LABELS = (
    "NAMA INDIKATOR", "NAMA", "KODE", "KONSEP", "DEFINISI", "RUJUKAN", "RUMUS", "WALI DATA", "WALIDATA", "UKURAN",
    "SATUAN", "UNIT", "KEGUNAAN", "INTERPRETASI", "KETERANGAN", "SUMBER", "SUMBER DATA", "METODOLOGI",
    "KLASIFIKASI", "KEDALAMAN DATA", "PERIODE", "LAG DATA", "KEWENANGAN", "DOKUMEN",
)  # fmt: skip
_COUNT = r"(?:pengh?itungan|perhitungan|pengukuran|menghitung|mengukur)(?: indikator| data)?"
_WAY = r"(?:rumus|formula|formulasi|cara|metode|metoda)"
_DATA = r"(?: data| indikator| statistik| variabel)?"
# Other wordings of the same fields, and the fields of BPS's MS-Ind form and of Satu Data and SDG cards: the first
# pattern that fits the whole label. Numbers, brackets and marks around a label are taken off before.
WORDINGS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (code, re.compile(pattern))
    for code, pattern in (
        ("nama-indikator", r"(?:nama|judul)(?: (?:indikator|data|dataset|kinerja|utama))+|judul|uraian data"),
        ("nomor", r"no\.?|nomor(?: urut)?"),
        ("nomor-indikator", r"(?:no\.?|nomor) indikator"),
        ("kode-kegiatan", r"kode kegiatan.*"),
        ("kode", rf"kode(?:fikasi)?{_DATA}(?: sds| sdi)?|id{_DATA}"),
        ("kode-konsep", r"(?:id|kode) konsep"),
        ("publikasi-ketersediaan", r"publikasi ketersediaan.*"),
        ("indikator-pembangun", r"(?:nama |kode )?indikator pembangun"),
        ("variabel", r"nama variabel"),
        ("variabel-pembangun", r"(?:nama |kode )?variabel pembangun"),
        ("alias", r"alias(?: variabel)?"),
        ("referensi-pemilihan", r"referensi pemilihan"),
        ("referensi-waktu", r"referensi waktu"),
        ("tipe-data", r"tipe(?: data)?"),
        ("klasifikasi-isian", r"klasifikasi isian"),
        ("aturan-validasi", r"aturan validasi"),
        ("kalimat-pertanyaan", r"kalimat pertanyaan"),
        ("kegiatan-penghasil", r"(?:nama )?kegiatan penghasil.*"),
        ("konsep", r"(?:nama )?konsep"),
        ("definisi", rf"(?:konsep (?:dan|/) ?)?definisi(?: operasional| indikator|{_DATA})|pengertian|batasan"),
        ("interpretasi", r"interpretasi.*"),
        (
            "rumus",
            rf"(?:{_WAY}(?: {_COUNT})?|{_COUNT})(?:(?:/| dan | atau | ?)(?:{_WAY}(?: {_COUNT})?|{_COUNT})){{0,3}}",
        ),
        ("ukuran", r"ukuran"),
        ("satuan", rf"(?:unit )?satuan(?: ukuran| pengukuran|{_DATA})"),
        ("klasifikasi", rf"(?:nama )?klasifikasi(?: penyajian|{_DATA})|disagregasi{_DATA}"),
        ("komposit", r"(?:apakah )?(?:merupakan )?(?:indikator )?komposit"),
        ("level-estimasi", r"level estimasi|(?:level|tingkat|kedalaman) penyajian.*"),
        (
            "akses-umum",
            r"(?:apakah )?(?:indikator |variabel |data )?(?:dapat )?(?:diakses|aksesibilitas) (?:untuk |oleh )?"
            r"(?:umum|publik)",
        ),
        ("sumber-data", r"sumber(?: data)?(?: dan cara pengumpulan data)?"),
        ("metodologi", r"(?:cara|metode) pengumpulan data|metodologi"),
        ("produsen-data", r"(?:instansi )?(?:produsen|pengelola)(?: data)?"),
        ("walidata", r"wali ?data(?: pendukung)?"),
        ("penanggung-jawab", r"(?:instansi |unit(?: kerja)? )?penanggung ?jawab(?: data| indikator)?"),
        (
            "periode",
            r"(?:frekuensi|periode|jadwal|waktu|periodisasi)(?: (?:waktu|pengumpulan|penyajian|pemutakhiran|penerbitan"
            r"|rilis|publikasi|data|ketersediaan|update))*",
        ),
        ("kegunaan", r"manfaat(?: indikator| data)?|kegunaan(?: indikator| data)?"),
        ("rujukan", r"(?:dasar )?rujukan|referensi|acuan|dasar hukum|sumber rujukan"),
        ("keterangan", r"keterangan|catatan|penjelasan"),
    )
)
# A bullet or Markdown's marks, then the number or letter of a field: "2.", "a)", "IV.".
_NUMBERED = re.compile(
    r"^[\s*#•●▪–-]*(?:\(?(?:\d{1,2}(?:\.\d{1,2})*|[A-Za-z]|[IVX]{1,4})[.)]\s*|\d{1,2}\s+(?=\D))?[\s*]*"
)
_BRACKETS = re.compile(r"\s*\([^()]*\)\s*")
_SLASH = re.compile(r"\s*/\s*")
_LONGEST = 60
_ENDS = " *:_.\t"


@dataclass(frozen=True, slots=True)
class Label:
    """A label: its name in capitals, where it is printed, the code of what the field holds (None: not known)."""

    name: str
    printed: Excerpt
    code: str | None


def of(printed: Excerpt) -> Label | None:
    """``printed`` as a label, its number and marks taken off; None where it has no letters or is too long for one."""
    number = _NUMBERED.match(printed.text)
    bare = printed[number.end() if number else 0 :].strip(_ENDS).squeezed()
    if not bare or len(bare) > _LONGEST or not any(c.isalpha() for c in bare.text):
        return None
    return Label(bare.text.upper(), bare, code(bare.text))


def known(printed: Excerpt) -> Label | None:
    """``printed`` as a label whose field is known; else None."""
    label = of(printed)
    return label if label and label.code else None


@lru_cache(maxsize=TITLES)
def code(name: str) -> str | None:
    """The code of the field that the label ``name`` stands for, whatever capitals it is printed in.

    >>> code("Metode/Rumus Penghitungan"), code("KLASIFIKASI PENYAJIAN"), code("Wali Data"), code("Hari")
    ('rumus', 'klasifikasi', 'wali-data', None)
    """
    upper = squeeze(name).upper()
    if upper in LABELS:
        return slug(upper)
    plain = _SLASH.sub("/", _BRACKETS.sub(" ", upper.casefold().replace("&", "dan"))).strip(_ENDS + "?")
    wording = squeeze(plain)
    return next((found for found, pattern in WORDINGS if pattern.fullmatch(wording)), None)
