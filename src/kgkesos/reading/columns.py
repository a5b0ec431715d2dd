"""Columns of an indicator table: what each holds, told by its head."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from kgkesos.reading.excerpt import Excerpt
from kgkesos.reading.once import TITLES

_COMPUTES = r"(formulasi|formula|rumus|(cara|metode)\s+\w*(hitung|ukur)\w*)"
# What a column holds, told by how its head begins; the first that fits. An office's own wording follows the word.
_ROLES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (role, re.compile(pattern, re.IGNORECASE))
    for role, pattern in (
        ("nomor", r"no(mor)?\b\.?\s*$"),
        ("indikator", r"indikator\b"),
        # A head that names both is a column of both, taken apart cell by cell.
        ("formula", rf"{_COMPUTES}\b(?!.*(penjelasan|def[ei]nisi|makna|alasan))"),
        ("penjelasan", r"(penjelasan|def[ei]nisi|formula|rumus|cara\b|metode\s+\w*(hitung|ukur))"),
        ("sumber_data", r"sumber\b"),
        (
            "penanggung_jawab",
            r"((unit|bidang|bagian|pejabat|jabatan|perangkat\s+daerah|opd|pd)\s+(kerja\s+)?)?(penanggung|pengampu)|pj\b",
        ),
        ("satuan", r"satuan\b"),
        # A target of money or of a part of the year is not the indicator's target of the year.
        ("target", r"target\b(?!.*\b(triwulan|tri|tw|semester|smt|bulan(an)?|anggaran|pagu|keuangan|rp)\b)"),
        ("sasaran", r"sasaran\b"),
        ("kinerja", r"kinerja\b"),
    )
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
# Two cells of these may stand for one row; they are joined.
PROSE = frozenset({"penjelasan", "sumber_data"})


@dataclass(frozen=True, slots=True)
class Column:
    """A column: what it holds (None: not known), its head, and of a target column the year in the head.

    ``levels`` are the levels of a plan that the head names ("program", "kegiatan" ...), ``period`` the part of the
    year that the head of a target column prints; ``condition`` says that it holds the state before or after the plan.
    """

    role: str | None
    title: str
    printed: Excerpt
    year: Excerpt | None = None
    levels: tuple[str, ...] = ()
    period: Excerpt | None = None
    condition: bool = False


@lru_cache(maxsize=TITLES)
def role(title: str) -> str | None:
    """What a column with this head holds, or None."""
    return next((name for name, pattern in _ROLES if pattern.match(title.strip(" *"))), None)


def columns(titles: Sequence[Excerpt], below: Sequence[Excerpt] = ()) -> tuple[Column, ...]:
    """The columns under ``titles``; ``below`` are the years that a second row of heads prints under them.

    A head that is a year alone belongs to the target column beside it.
    """
    found: list[Column] = []
    for at, title in enumerate(titles):
        under = below[at] if at < len(below) else title[:0]
        alone = under if under and not title else title if _YEAR.fullmatch(title.text) else None
        if alone:
            beside = "target" if _beside_target(found, titles[at + 1 :]) else None
            found.append(Column(beside, alone.text, alone, alone))
        else:
            name = role(title.text)
            year = (under or _only_year(title)) if name == "target" else None
            found.append(Column(name, title.text, title, year or None))
    return tuple(found)


def _only_year(title: Excerpt) -> Excerpt | None:
    """The year in ``title``; None where it prints none, or a span of years."""
    years = list(_YEAR.finditer(title.text))
    return title.group(years[0]) if len(years) == 1 else None


def _beside_target(before: Sequence[Column], after: Sequence[Excerpt]) -> bool:
    """Whether a year stands right of a target column, or left of one with nothing unknown on its left."""
    if before and before[-1].role == "target":
        return True
    following = next((title for title in after if title and not _YEAR.fullmatch(title.text)), None)
    known = not before or before[-1].role is not None
    return known and following is not None and role(following.text) == "target"
