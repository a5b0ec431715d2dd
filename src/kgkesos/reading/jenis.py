"""Which kind of document a text is by its titles: kinds that are read, and kinds that are known but not read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kgkesos.reading.excerpt import Source
from kgkesos.reading.markup import is_marked, plain
from kgkesos.reading.once import once

_LEAD = (
    r"\W*(?:(?:lampiran|dokumen|matriks|matrik|formulir|form|tabel|pernyataan|perubahan|rancangan|akhir|awal|capaian|daftar"
    r"|penetapan|laporan|[ivx]+|\d[\d.]*|t-?c[\d.-]*)\b\W*){0,6}"
)
# Kinds with tables of plans, and how their titles begin.
_READ: tuple[tuple[str, str], ...] = (
    ("rencana-aksi", r"rencana\s+aksi|rencana\s+kinerja\s+tahunan|rkt\b|rencana\s+kinerja\b"),
    ("perjanjian-kinerja", r"(?:pernyataan\s+)?(?:perjanjian|penetapan)\s+kinerja\b"),
    ("ikk", r"indikator\s+kinerja\s+kunci\b|ikk\b"),
    (
        "renstra",
        r"rencana\s+strategis\b|renstra\b|tabel\s+t-?\s*c\W*2[5-8]\b|tujuan\s+dan\s+sasaran\s+jangka\s+menengah",
    ),
    ("renja", r"rencana\s+kerja\b|renja\b|tabel\s+t-?\s*c\W*(?:29|3\d)\b|rumusan\s+rencana\s+program"),
)
# Kinds that are not read; of some a part is, where its own title and table stand in it.
_UNREAD: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("LKjIP (laporan kinerja)", r"laporan\s+(?:akuntabilitas\s+)?kinerja\b|l[ak]kji?p\b|lakip\b", ()),
    ("LPPD", r"laporan\s+penyelenggaraan\s+pemerintahan\s+daerah\b|lppd\b", ("ikk",)),
    ("LKPJ", r"laporan\s+keterangan\s+pertanggung\s*jawaban\b|lkpj\b", ()),
    ("DPA", r"dokumen\s+pelaksanaan\s+(?:perubahan\s+)?anggaran\b|dppa?\b|dpa\b", ()),
    ("RKA", r"rencana\s+kerja\s+dan\s+anggaran\b|rka\b", ()),
    ("RPJMD", r"rencana\s+pembangunan\s+jangka\s+menengah\b|rpjmd\b", ()),
    ("RPJPD", r"rencana\s+pembangunan\s+jangka\s+panjang\b|rpjpd\b", ()),
    ("RKPD", r"rencana\s+kerja\s+pemerintah\s+(?:daerah|kabupaten|kota|provinsi)\b|rkpd\b", ()),
    ("KUA-PPAS", r"kebijakan\s+umum\s+(?:apbd|anggaran)\b|prioritas\s+dan\s+plafon\b|kua\b|ppas\b", ()),
    ("SKP (sasaran kinerja pegawai)", r"sasaran\s+(?:kinerja|kerja)\s+pegawai\b|skp\b", ()),
    ("standar pelayanan minimal", r"(?:rencana\s+aksi\s+)?standar\s+pelayanan\s+minimal\b|spm\b", ()),
    ("laporan keuangan", r"laporan\s+(?:realisasi\s+anggaran|keuangan)\b|calk\b", ()),
)
# Kinds with readers of their own, which tell them by themselves.
_OTHER = r"indikator\s+kinerja\s+(?:utama|individu)\b|cascad\w+|kaskade\b|pohon\s+kinerja\b|metadata\b|judul\s+data\b"
_TITLE_WORDS = 25
_LONGEST_TITLE = 400
_FIRST_LINES = 20
_CLOSE = 4
_ATTACHED = re.compile(r"\W*lampiran\b", re.IGNORECASE)
_ANY = re.compile("|".join([*(p for _, p in _READ), *(p for _, p, _ in _UNREAD), _OTHER]), re.IGNORECASE)
# The same where no mark may stand before a word: quicker, since only words are looked at.
_ANY_WORD = re.compile(rf"(?<!\w)(?:{_ANY.pattern})", re.IGNORECASE)
_SMALL = frozenset({"dan", "di", "dengan", "pada", "untuk", "atas", "serta", "dari", "ke", "atau", "yang", "tahun"})
# A word with a small first letter that is none of these: with one, a line without marks is no title.
_RUNNING = re.compile(rf"(?<![^\W\d_])(?!(?:{'|'.join(sorted(_SMALL))})(?![^\W\d_]))[a-z]")


@dataclass(frozen=True, slots=True)
class Found:
    """A kind that a title tells: its name, whether it is read, what may be read in it, and how many printed
    lines down, on which line.

    ``attached`` says that the title begins with "Lampiran": what follows is attached to a document of this kind.
    """

    name: str
    read: bool
    parts: tuple[str, ...] = ()
    at: int = 0
    attached: bool = False
    line: int = 0


def titles(source: Source) -> Iterator[Found]:
    """The kinds that the lines of ``source`` written as titles begin with, in their order."""
    passed = 0
    for number, line in enumerate(source.text.split("\n"), 1):
        printed = line.strip()
        passed += bool(printed)
        if not printed or len(line) > _LONGEST_TITLE or "\t" in printed or "|" in line:
            continue
        # Most lines are running text, which is told at once; looking for all kinds takes longer.
        if not _ANY.search(line) if is_marked(line) else _RUNNING.search(line) or not _ANY_WORD.search(line):
            continue
        text = plain(source.line(number)).text.strip(" #*_")
        if text and _is_title(text) and (found := _told(text)):
            yield replace(found, at=passed, line=number, attached=bool(_ATTACHED.match(text)))


@once
def of(source: Source) -> Found | None:
    """The kind that the first title of ``source`` tells; None where none does or the kind is told otherwise.

    A title stands among the first lines; a part of a document is told by its own title wherever that stands.
    """
    said = list(titles(source))
    # "Lampiran Perjanjian Kinerja", then a title of its own: that tells what it is, the first what it belongs to.
    if len(said) > 1 and said[0].attached and said[1].at - said[0].at <= _CLOSE:
        said = said[1:]
    first = said[0] if said else None
    if first is None or not first.name or first.at > _FIRST_LINES:
        return None
    part = next((one for one in said if one.read and one.name in first.parts), None) if first.parts else None
    return part or first


def unread(source: Source) -> str | None:
    """The kind that ``source`` is of where that is known and not read; None where it is not."""
    found = of(source)
    return found.name if found and not found.read else None


def _told(text: str) -> Found | None:
    for name, pattern, parts in _UNREAD:
        if _begins(pattern, text):
            return Found(name, False, parts)
    if _begins(_OTHER, text):
        return Found("", False)
    return next((Found(name, True) for name, pattern in _READ if _begins(pattern, text)), None)


def _begins(pattern: str, text: str) -> bool:
    return bool(re.match(rf"(?:{_LEAD})??(?:{pattern})", text, re.IGNORECASE))


def _is_title(text: str) -> bool:
    words = re.findall(r"[^\W\d_]+", text)
    return 0 < len(words) <= _TITLE_WORDS and all(word[0].isupper() or word in _SMALL for word in words)
