"""The heads of a cascading table: what each column holds, of which level, for which year."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise

from kgkesos.reading.cascading import words
from kgkesos.reading.cascading.nodes import LEVELS
from kgkesos.reading.cascading.words import Kind
from kgkesos.reading.excerpt import Excerpt


class Role(StrEnum):
    """What a column holds; what stands in columns of OTHER and TWIN is not read, and the user is told."""

    LEVEL = "tingkat"
    INDIKATOR = "indikator"
    SATUAN = "satuan"
    FORMULA = "formula"
    TARGET = "target"
    KODE = "kode"
    NOMOR = "nomor"
    OWNER = "penanggung jawab"
    SOURCE = "sumber data"
    MEANING = "penjelasan"
    PERIOD = "periode"
    SUCCESSOR = "pengganti"
    OTHER = "lain"
    TWIN = "kembar"


# What is said of an indicator beside its name; one printed cell of the last ones may serve several.
SHARED = (Role.SATUAN, Role.OWNER, Role.SOURCE, Role.MEANING)
SAID = (Role.FORMULA, Role.TARGET, *SHARED)
# What is said of a programme beside its name: its years, and which programme goes on with its work.
OF_PROGRAMME = (Role.PERIOD, Role.SUCCESSOR)
_COMPUTES = r"(formula|rumus|(cara|metode)\s+(peng|per|meng)?(hitung|ukur))"
_MEANS = r"(penjelasan|def[ei]nisi|makna)"
# Told by how a head begins; the first that fits.
_ROLES = tuple(
    (role, re.compile(pattern, re.IGNORECASE))
    for role, pattern in (
        (Role.NOMOR, r"(no|nomor)(\s+urut)?\W*$"),
        (Role.INDIKATOR, r"indikator\b"),
        # A head that names both is a column of both, taken apart cell by cell.
        (Role.FORMULA, rf"{_COMPUTES}(?!.*{_MEANS})"),
        (Role.MEANING, rf"({_MEANS}|{_COMPUTES})"),
        (Role.TARGET, r"target\b"),
        (Role.SATUAN, r"satuan\b"),
        (Role.KODE, r"kode\b"),
        (
            Role.OWNER,
            r"((unit|bidang|bagian|pejabat|jabatan|dinas|perangkat\s+daerah|opd|skpd|pd)\s+(kerja\s+)?)?(penanggung|pengampu)|pj\b",
        ),
        # Where money comes from is no source of data.
        (Role.SOURCE, r"sumber(\s+(data|informasi)\b|\W*$)"),
        (Role.PERIOD, r"(periode|(masa|tahun)\s+berlaku)(\s+program)?\W*$"),
        (Role.SUCCESSOR, r"(program\s+)?(pengganti|penerus|lanjutan|di(ganti(kan)?|lanjutkan)\s+(oleh|dengan))\b"),
        (Role.LEVEL, r"(uraian\s+|nama\s+|rumusan\s+|visi\W+|misi\W+)*(tujuan|sasaran|program|sub|kegiatan)"),
    )
)
_LEVEL = re.compile(r"(?P<sub>sub\s*-?\s*kegiatan)|(?P<plain>tujuan|sasaran|program|kegiatan)", re.IGNORECASE)
# What may stand between the names of two levels whose cells share a column.
_AND = re.compile(r"\s*(?:[/&,+]|\bdan\b|\batau\b)\s*", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_ANNOUNCES = re.compile(r"formula|rumus|hitung", re.IGNORECASE)
_ONLY_YEAR = re.compile(r"\W*(?:(?:target|tahun|thn|th)\b[.\s]*)*((?:19|20)\d\d)\W*", re.IGNORECASE)
_MONEY_OR_DONE = re.compile(r"\b(?:pagu|anggaran|dana|biaya|rp|rupiah|realisasi|capaian)\b", re.IGNORECASE)
_COUNT = re.compile(r"\(?(\d{1,2})[.)]?")
_FEWEST_LEVELS = 3
_FEWEST_BARE = 2
_MOST_WORDS = 15


@dataclass(frozen=True, slots=True)
class Column:
    """One column. ``levels`` are those that its head names, ``level`` is the one it goes with (None: of none);
    ``year`` is the year that its head prints."""

    role: Role
    title: str
    line: int
    level: Kind | None = None
    levels: tuple[Kind, ...] = ()
    year: Excerpt | None = None

    @property
    def one_level(self) -> bool:
        """Whether the head says which single level the column goes with."""
        return len(self.levels) == 1

    @property
    def announced(self) -> bool:
        """Whether the head promises formulas."""
        return bool(_ANNOUNCES.search(self.title))


def columns(line: int, titles: Sequence[Excerpt]) -> tuple[Column, ...] | None:
    """The columns where ``titles`` are a row of heads: three or more levels named, two of them by nothing else."""
    plain = [_column(line, at, title) for at, title in enumerate(titles)]
    said = [column for column in plain if column.role is Role.LEVEL]
    levels = {level for column in said for level in column.levels}
    bare = [column for column in said if words.is_of_heads(column.title.title())]
    long = any(len(title.text.split()) > _MOST_WORDS for title in titles)
    if len(levels) < _FEWEST_LEVELS or len(bare) < _FEWEST_BARE or long:
        return None
    return _settled(plain)


def _column(line: int, at: int, title: Excerpt) -> Column:
    text = title.text
    levels = tuple(_levels(text))
    role = next((role for role, pattern in _ROLES if pattern.match(text)), Role.OTHER)
    if role is Role.LEVEL and not _joined(text):
        role = Role.OTHER
    year = _YEAR.search(text)
    printed = text or f"kolom ke-{at + 1}"
    return Column(role, printed, line, None, levels, title.group(year) if year else None)


def _levels(text: str) -> Iterator[Kind]:
    for match in _LEVEL.finditer(text):
        yield Kind.SUBKEGIATAN if match["sub"] else Kind(match["plain"].casefold())


def _joined(text: str) -> bool:
    """Whether the levels named share the column: "Program/Kegiatan"; not "Sasaran Program", a thing of its own."""
    found = list(_LEVEL.finditer(text))
    between = [text[a.end() : b.start()] for a, b in pairwise(found)]
    return bool(found) and all(_AND.search(part) for part in between)


def _settled(plain: Sequence[Column]) -> tuple[Column, ...]:
    """Each column with its level; of columns that hold the same, the first."""
    dated = tuple(_years(plain))
    found = [replace(column, level=_level_of(dated, at)) for at, column in enumerate(dated)]
    codes = [column for column in found if column.role is Role.KODE]
    if len({column.level for column in codes}) > 1:
        # Each has a level of its own; a single one serves whatever begins in the row.
        found = [replace(c, levels=(c.level,)) if c in codes and c.level else c for c in found]
    return tuple(_without_twins(found))


def _years(plain: Sequence[Column]) -> Iterator[Column]:
    """Columns headed by a year alone go on from the title left of them: a target, unless that is money or done."""
    left = ""
    for column in plain:
        if not _ONLY_YEAR.fullmatch(column.title):
            left = column.title
        elif column.role is Role.OTHER and not _MONEY_OR_DONE.search(left):
            column = replace(column, role=Role.TARGET)
        yield column


def _level_of(plain: Sequence[Column], at: int) -> Kind | None:
    column = plain[at]
    if column.levels and column.role is not Role.OTHER:
        return max(column.levels, key=LEVELS.index)
    if column.role in (Role.KODE, Role.NOMOR):
        return _nearest(plain, [*range(at + 1, len(plain)), *range(at - 1, -1, -1)], Role.LEVEL)
    if column.role is Role.INDIKATOR:
        return _nearest(plain, [*range(at - 1, -1, -1), *range(at + 1, len(plain))], Role.LEVEL)
    if column.role in OF_PROGRAMME:
        return Kind.PROGRAM
    return _of_indicator(plain, at) if column.role in SAID else None


def _of_indicator(plain: Sequence[Column], at: int) -> Kind | None:
    """The level of the indicator beside: left of the column, or right of it where a new level began in between."""
    left = next((n for n in range(at - 1, -1, -1) if plain[n].role is Role.INDIKATOR), None)
    right = next((n for n in range(at + 1, len(plain)) if plain[n].role is Role.INDIKATOR), None)
    begun = any(c.role is Role.LEVEL for c in plain[(left or 0) + 1 : at]) if left is not None else True
    ends = right is not None and any(c.role is Role.LEVEL for c in plain[at:right])
    beside = right if right is not None and begun and not ends else left
    return _level_of(plain, beside) if beside is not None else None


def _nearest(plain: Sequence[Column], order: Sequence[int], role: Role) -> Kind | None:
    beside = next((plain[n] for n in order if plain[n].role is role), None)
    return max(beside.levels, key=LEVELS.index) if beside else None


def _without_twins(found: Sequence[Column]) -> Iterator[Column]:
    seen: set[tuple[Role, object, str]] = set()
    for column in found:
        # A level's column may share a level with another: "Program/Kegiatan" and "Sub Kegiatan".
        of = column.levels if column.role is Role.LEVEL else column.level
        same = (column.role, of, column.year.text if column.year else "")
        twin = same in seen and column.role is not Role.OTHER
        seen.add(same)
        yield replace(column, role=Role.TWIN) if twin else column


def years(above: Sequence[Column], line: int, titles: Sequence[Excerpt]) -> tuple[Column, ...] | None:
    """The columns of ``above`` where ``titles``, the row under the heads, are years and nothing else."""
    printed = [(at, _ONLY_YEAR.fullmatch(title.text)) for at, title in enumerate(titles) if title]
    if not printed or not all(match for _, match in printed) or len(titles) > len(above):
        return None
    plain = [replace(c, role=_alone(c)) for c in above]
    left = ""
    for at, column in enumerate(plain):
        left = column.title if not column.title.startswith("kolom ke-") else left
        match = _ONLY_YEAR.fullmatch(titles[at].text) if at < len(titles) else None
        if match and column.role in (Role.OTHER, Role.TARGET):
            title = f"{left} {match[1]}".strip()
            role = Role.OTHER if _MONEY_OR_DONE.search(left) else Role.TARGET
            plain[at] = replace(column, role=role, title=title, line=line, year=titles[at].group(match, 1))
    return _settled(plain)


def _alone(column: Column) -> Role:
    """What the head says of the column, whether or not another says the same."""
    if column.role is not Role.TWIN:
        return column.role
    return next((role for role, pattern in _ROLES if pattern.match(column.title)), Role.OTHER)


def counts(titles: Sequence[Excerpt]) -> bool:
    """Whether ``titles``, the row under the heads, number the columns: 1, 2, 3 ..."""
    printed = [_COUNT.fullmatch(title.text) for title in titles if title]
    values = [int(match[1]) for match in printed if match]
    return len(printed) >= _FEWEST_LEVELS and values == list(range(1, len(printed) + 1))
