"""The heads of a plan's table: what each column holds, of which level, for which year and part of the year."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from kgkesos.normalize import key
from kgkesos.reading import columns
from kgkesos.reading.columns import Column
from kgkesos.reading.excerpt import Excerpt, join
from kgkesos.reading.once import TITLES

LEVELS = ("tujuan", "sasaran", "program", "kegiatan", "sub kegiatan")
LEVEL, CODE, MONEY, URUSAN = "tingkat", "kode", "uang", "urusan"
UNDATED = "target tanpa tahun"
CONTENT = (LEVEL, "indikator")
_LEVEL = re.compile(r"(?P<sub>sub\s*-?\s*kegiatan)|(?P<plain>tujuan|sasaran|program|kegiatan)", re.IGNORECASE)
# A head of levels is made of these words alone; "Sasaran Program" or "Lokasi Kegiatan" is something else.
_LEVEL_HEAD = re.compile(
    r"\W*(?:(?:uraian|nama|rumusan|tujuan|sasaran|strategis|utama|program|kegiatan|sub|subkegiatan|urusan|bidang|unsur"
    r"|pemerintahan|pemerintah|daerah|perangkat|opd|skpd|pd|renstra|rpjmd|prioritas|dan|atau|outcome|output|hasil"
    r"|keluaran|jangka|menengah)\b\W*)+",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"[/&,+(]|\bdan\b|\batau\b|\boutcome\b|\boutput\b", re.IGNORECASE)
_URUSAN = re.compile(r"\W*(?:(?:nama|bidang|urusan|pemerintahan|daerah)\b\W*)+", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_SPAN = re.compile(r"(?:19|20)\d\d\s*(?:[-–/]|s\W?d\W?)\s*(?:19|20)\d\d")
_ONLY_YEAR = re.compile(r"\W*(?:(?:pada|tahun|thn|th)\b[.\s]*(?:ke\W*\d+\W*)?)*(?:19|20)\d\d\W*", re.IGNORECASE)
_LAST_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d$")
_ROMAN = r"(?:[1-4]|I{1,3}|IV)"
_PERIOD = re.compile(
    rf"\b(?:triwulan|triw|tw|tri|semester|smt|sem|caturwulan)\b\W{{0,2}}{_ROMAN}\b|\b[BT][KW]?\d\d?\b", re.IGNORECASE
)
_BARE_PERIOD = re.compile(
    rf"{_ROMAN}|jan\w*|feb\w*|mar\w*|apr\w*|mei|jun\w*|jul\w*|ag[su]\w*|sep\w*|okt\w*|nov\w*|des\w*", re.I
)
_PARTS = re.compile(r"\b(?:triwulan\w*|tri\s*wulan|tw|semester|smt|bulan(?:an)?|caturwulan)\b", re.IGNORECASE)
_MONEY = re.compile(
    r"\b(?:pagu|anggaran|dana|pendanaan|biaya|rp|rupiah|belanja|apb[dn]|kebutuhan\s+dana|keuangan)\b", re.IGNORECASE
)
_DONE = re.compile(r"\b(?:realisasi|capaian|tercapai|perkiraan|prognosis)\b", re.IGNORECASE)
_CONDITION = re.compile(
    r"kondisi\s+(?:kinerja\s+)?(?:pada\s+)?awal|baseline|base\s+line|data\s+awal|tahun\s+dasar|kondisi\s+(?:kinerja\s+)?(?:pada\s+)?akhir",
    re.IGNORECASE,
)
_TARGET = re.compile(r"\btargets?\b|\bprakiraan\s+maju\b", re.IGNORECASE)
_INDICATOR = re.compile(r"\W*(?:indikator|tolok\s+ukur|ikk|iku|indikator\s*/\s*tolok)\b", re.IGNORECASE)
_ANSWERS = re.compile(
    r"penang+ung|\bpengampu\b|^\W*(?:pelaksana|pj|pic)\b|^\W*(?:opd|skpd|perangkat\s+daerah|unit\s+kerja)\W*$",
    re.IGNORECASE,
)
# Where no column is of a level, these state what the indicators measure: the objective of a part of an office.
_STATES = re.compile(r"\W*(?:sasaran|kinerja|hasil)\b(?!.*\b(?:target|satuan|capaian|realisasi)\b)", re.IGNORECASE)
_COUNT = re.compile(r"\(?(\d{1,2})\)?\.?(?:\s*=.*)?")
_LONGEST_TITLE = 120
# The words that heads are made of.
_VOCABULARY = (
    "no nomor urut kode ket keterangan catatan penting kinerja utama strategis sasaran tujuan program kegiatan sub "
    "subkegiatan indikator target satuan tahun tahunan ke pada akhir awal kondisi periode renstra rpjmd renja capaian "
    "realisasi anggaran pagu indikatif rp rupiah ribu juta ribuan jutaan dana sumber lokasi penanggung penangung jawab "
    "pelaksana pelaksanaan perangkat daerah opd skpd unit kerja data dan atau outcome output hasil keluaran triwulan "
    "triwulanan tw bulan bulanan semester prakiraan maju rencana baseline perhitungan penghitungan formula formulasi "
    "rumus definisi operasional tolok ukur ikk iku prioritas kelompok penerima manfaat pendanaan kebutuhan kerangka "
    "perubahan sebelum sesudah penjelasan cara metode pengukuran jenis tipe pendukung aksi langkah waktu jadwal bobot "
    "yang diharapkan kunci jangka menengah uraian nama level jenjang apbd apbn wilayah kab kota kabupaten urusan "
    "bidang pemerintah pemerintahan i ii iii iv pengampu konsep pengumpulan disagregasi frekuensi"
)
_WORDS = frozenset(_VOCABULARY.split())
_PART = re.compile(r"[^\W_]+")
_FEWEST_COUNTED = 3


@dataclass(frozen=True, slots=True)
class Heads:
    """The heads of one table: its columns, and the lines that print them."""

    columns: tuple[Column, ...]
    lines: tuple[int, ...]

    def same_as(self, other: Heads) -> bool:
        """Whether both print the same heads, so that the table goes on."""
        return [key(c.title) for c in self.columns] == [key(c.title) for c in other.columns]


@lru_cache(maxsize=TITLES)
def role(title: str) -> str | None:
    """What a column with this head holds, told by this head alone; None where it says nothing known."""
    text = title.strip(" *#:\u00a0")
    if not text:
        return None
    if re.fullmatch(r"kode\b.*", text, re.IGNORECASE) and not _INDICATOR.search(text):
        return CODE
    if re.fullmatch(r"(?:no|nomor)\W*(?:urut|ikk|iku|indikator)?\W*", text, re.IGNORECASE):
        return "nomor"
    if _INDICATOR.match(text):
        return "indikator"
    if _ANSWERS.search(text):
        return "penanggung_jawab"
    if _CONDITION.search(text):
        return "target"
    if _MONEY.search(text):
        return MONEY
    if _TARGET.match(text):
        return "target"
    if _DONE.search(text):
        return None
    if _URUSAN.fullmatch(text):
        return URUSAN
    if _LEVEL_HEAD.fullmatch(text) and levels(text) and _share(text):
        return LEVEL
    if _TARGET.search(text):
        return "target"
    found = columns.role(text)
    return None if found in ("sasaran", "kinerja", "target") else found


def levels(text: str) -> tuple[str, ...]:
    """The levels that ``text`` names, from the top."""
    named = {"sub kegiatan" if m["sub"] else (m["plain"] or "").casefold() for m in _LEVEL.finditer(text)}
    return tuple(level for level in LEVELS if level in named)


def _share(text: str) -> bool:
    """Whether the levels named share the column: "Program/Kegiatan"; not "Sasaran Program", a thing of its own."""
    found = list(_LEVEL.finditer(text))
    return all(_BETWEEN.search(text[a.end() : b.start()]) for a, b in pairwise(found))


def is_heads(titles: Sequence[Excerpt]) -> bool:
    """Whether ``titles`` are the (first) row of a plan's heads: two known columns, content among them."""
    if len(titles) < 2 or any(len(title) > _LONGEST_TITLE for title in titles):
        return False
    roles = [role(title.text) for title in titles]
    known = [name for name in roles if name]
    return len(known) > 1 and any(name in CONTENT for name in known)


def are_heads(titles: Sequence[Excerpt]) -> bool:
    """Whether ``titles`` are heads among rows: most of what is printed are, for a row may hold a cell like one."""
    said = [title for title in titles if title]
    numbered = bool(said) and bool(_COUNT.fullmatch(said[0].text))
    return (
        is_heads(titles) and not numbered and sum(bool(role(t.text)) or _is_below(t.text) for t in said) * 2 > len(said)
    )


def is_made_of(titles: Sequence[Excerpt]) -> bool:
    """Whether a line under heads goes on with them: at least half of what it prints is made of the words of heads."""
    made = (all(w.isdigit() or w.casefold() in _WORDS for w in _PART.findall(title.text)) for title in titles)
    return sum(made) * 2 >= len(titles)


def is_counts(titles: Sequence[Excerpt]) -> bool:
    """Whether ``titles``, a row under the heads, number the columns: 1, 2, 3 ..."""
    printed = [_COUNT.fullmatch(title.text) for title in titles if title]
    values = [int(match[1]) for match in printed if match]
    rising = all(a <= b <= a + 1 for a, b in pairwise(values))
    return (
        len(printed) >= min(_FEWEST_COUNTED, len(titles)) and len(values) == len(printed) and values[0] == 1 and rising
    )


def is_below(above: Sequence[Excerpt], titles: Sequence[Excerpt]) -> bool:
    """Whether ``titles`` go on with the heads ``above``: years, parts of the year, "Target", "Rp" and the like."""
    said = [title for title in titles if title]
    if not said or len(titles) > len(above) or is_counts(titles):
        return False
    return all(_is_below(title.text) for title in said)


def _is_below(text: str) -> bool:
    known = role(text) in ("target", MONEY, "satuan", CODE)
    short = len(text.split()) < 6
    return bool(
        _ONLY_YEAR.fullmatch(text)
        or _BARE_PERIOD.fullmatch(text)
        or _PERIOD.fullmatch(text)
        or _CONDITION.search(text)
        or (short and (known or _DONE.fullmatch(text) or text.casefold() in ("k", "(rp)", "tolok ukur", "uraian")))
    )


def settled(rows: Sequence[Sequence[Excerpt]], lines: Sequence[int]) -> Heads:
    """The columns under the ``rows`` of heads (aligned); an empty head below a filled one goes on from its left."""
    width = max(len(row) for row in rows)
    padded = [[*row, *[Excerpt("", (), ())] * (width - len(row))] for row in rows]
    found: list[Column] = []
    for at in range(width):
        path = _path(padded, at)
        # A code may be printed in as many cells as it has groups, under one head.
        goes_on = not path and found and found[-1].role == CODE
        found.append(found[-1] if goes_on else _column(path))
    if not any(column.role == LEVEL for column in found):
        found = [_stating(column) for column in found]
    return Heads(tuple(found), tuple(lines))


def _stating(column: Column) -> Column:
    states = column.role is None and _STATES.match(column.title)
    return replace(column, role=LEVEL, levels=("sasaran",)) if states else column


def without_years(columns: Sequence[Column], rows: Sequence[Sequence[Excerpt]], *, over: bool) -> tuple[Column, ...]:
    """``columns`` where those of targets whose year is not sure are of none (``UNDATED``).

    The years stand under heads of other things, or in a row of their own under the heads; or, ``over``, rows have
    more cells than there are heads, right of a target.
    """
    ends = (_LAST_YEAR.search(column.title) for column in columns if column.role in CONTENT)
    misplaced = len({found.group() for found in ends if found}) > 1
    said = ([cell.text for cell in row if cell] for row in rows)
    apart = any(len(row) > 1 and all(_ONLY_YEAR.fullmatch(text) for text in row) for row in said)
    unsure = apart or (over and bool(columns) and columns[-1].role == "target")
    return tuple(
        replace(c, role=UNDATED) if c.role == "target" and (misplaced or (unsure and c.year is None)) else c
        for c in columns
    )


def are_parts(above: Sequence[Excerpt], titles: Sequence[Excerpt]) -> bool:
    """Whether ``titles`` stand under heads over several columns of ``above`` and nowhere else: the parts of those."""
    wide = [not title or not right for title, right in zip(above, [*above[1:], above[-1]], strict=True)]
    said = [(at, title) for at, title in enumerate(titles) if title]
    if len(said) < 2 or len(titles) > len(above) or not all(wide[at] for at, _ in said):
        return False
    dated = [_ONLY_YEAR.fullmatch(title.text) or _BARE_PERIOD.fullmatch(title.text) for _, title in said]
    return all(date or not re.match(r"\W*\d", title.text) for date, (_, title) in zip(dated, said, strict=True))


def _path(rows: Sequence[Sequence[Excerpt]], at: int) -> list[Excerpt]:
    """The heads over column ``at``, from the top: its own, and those of a group that it goes on with."""
    path: list[Excerpt] = []
    for depth, row in enumerate(rows):
        below = any(lower[at] for lower in rows[depth + 1 :])
        title = row[at]
        if not title and below:
            title = next((row[left] for left in range(at - 1, -1, -1) if row[left]), title)
        if title:
            path.append(title)
    return path


def _column(path: Sequence[Excerpt]) -> Column:
    whole = join(path, " ") if path else Excerpt("", (), ())
    title = whole.text
    leaf = path[-1].text if path else ""
    name = _role_of(path)
    if name == LEVEL:
        return Column(LEVEL, title, whole, levels=levels(leaf) or levels(title))
    if name == "indikator":
        return Column(name, title, whole, levels=levels(title))
    if name != "target":
        return Column(name, title, whole)
    stated = _CONDITION.search(title)
    period = whole.group(stated) if stated else _period(path)
    return Column(name, title, whole, _year(path), period=period, condition=bool(stated))


def _role_of(path: Sequence[Excerpt]) -> str | None:
    """The role that the lowest telling head gives; years and parts of the year tell of targets, if nothing denies."""
    title = " ".join(part.text for part in path)
    if not path:
        return None
    for part in reversed(path):
        dated = _ONLY_YEAR.fullmatch(part.text) or _PERIOD.fullmatch(part.text) or _BARE_PERIOD.fullmatch(part.text)
        found = role(part.text)
        if found and not dated:
            return found
        if not dated and (part is path[-1] or _DONE.search(part.text)):
            return None
    return None if _DONE.search(title) or not (_YEAR.search(title) or _PERIOD.search(title)) else "target"


def _year(path: Sequence[Excerpt]) -> Excerpt | None:
    for part in reversed(path):
        years = list(_YEAR.finditer(_SPAN.sub(lambda m: " " * len(m.group()), part.text)))
        if len(years) == 1:
            return part[slice(*years[0].span())]
    return None


def _period(path: Sequence[Excerpt]) -> Excerpt | None:
    for depth, part in reversed(list(enumerate(path))):
        if found := _PERIOD.search(part.text):
            return part.group(found)
        if _BARE_PERIOD.fullmatch(part.text) and any(_PARTS.search(above.text) for above in path[:depth]):
            return part
    return None
