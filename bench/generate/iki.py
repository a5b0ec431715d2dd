"""An IKI: positions with their duties, and a table of results and indicators under each."""

from __future__ import annotations

import random
from collections.abc import Sequence
from string import ascii_lowercase

from bench.generate import defects, tables
from bench.generate.model import (
    MISPRINT,
    NO_DEFINITION,
    NO_FORMULA,
    NO_MULTIPLIER,
    NO_SOURCE,
    REPORTS,
    Indikator,
    Naskah,
    Simpul,
)
from bench.generate.plan import Kantor, explained, positions

DEFECTS: tuple[defects.Defect, ...] = (
    defects.without_formula,
    defects.without_source,
    defects.without_definition,
    defects.without_multiplier,
    defects.stray_duty,
    defects.without_result,
    defects.misprint,
)
CODES = (
    NO_FORMULA, NO_SOURCE, NO_DEFINITION, NO_MULTIPLIER, defects.STRAY_DUTY, defects.NO_RESULT, MISPRINT,
    defects.NO_INDICATOR,
)  # fmt: skip
_TITLE = "INDIKATOR KINERJA INDIVIDU"
_HEADS = ("KINERJA", "INDIKATOR KINERJA", "PENJELASAN/FORMULASI", "SUMBER DATA")


def write(draw: random.Random, kantor: Kantor, naskah: Naskah, most: int) -> None:
    """Print the positions of ``kantor`` with up to ``most`` defects."""
    heads = list(positions(draw, kantor, results=True))
    _explain(draw, kantor, heads)
    defects.plant(draw, heads, DEFECTS, most)
    for said in (f"{_TITLE} (IKI)", f"{kantor.nama} {kantor.wilayah.nama}".upper(), f"TAHUN {naskah.tahun}", ""):
        naskah.line(said)
    for head in heads:
        _position(kantor, naskah, head, f"Kepala {kantor.nama}")
        for section in head.anak:
            if section.jenis == "Jabatan":
                _position(kantor, naskah, section, head.words)


def _explain(draw: random.Random, kantor: Kantor, heads: Sequence[Simpul]) -> None:
    """Explain every indicator, each group of people once."""
    defined: set[str] = set()
    who = sorted({p for g in kantor.garapan for p in (g.populasi, *(w.populasi for w in g.pekerjaan))}, key=len)
    for head in heads:
        for node in head.all():
            for one in node.indikator:
                explained(draw, one, max((p for p in who if f" {p} " in one.nama), key=len), defined)


def _position(kantor: Kantor, naskah: Naskah, post: Simpul, above: str) -> None:
    naskah.line(_TITLE)
    naskah.line()
    naskah.node(
        Simpul("Jabatan", post.words, codes=[c for c in post.codes if c]), naskah.line(f"1. JABATAN : {post.words}")
    )
    naskah.link(REPORTS, ("Jabatan", post.words), ("Jabatan", above))
    naskah.line("2. TUGAS :")
    for letter, (duty, stray) in zip(ascii_lowercase, post.tugas, strict=False):
        last = letter == ascii_lowercase[len(post.tugas) - 1]
        at = naskah.line(f" {letter}. {duty}{'.' if last else ';'}")
        naskah.record("Tugas", duty)
        if stray:
            naskah.plant(defects.STRAY_DUTY, "Tugas", duty, at)
    naskah.line()
    results = [one for one in post.anak if one.jenis == "Kinerja"]
    if results:
        _table(kantor, naskah, results)


def _table(kantor: Kantor, naskah: Naskah, results: Sequence[Simpul]) -> None:
    naskah.line(tables.row(_HEADS, kantor.batas))
    if between := tables.rule(len(_HEADS), kantor.batas):
        naskah.line(between)
    for result in results:
        naskah.node(result, len(naskah.lines) + 1)
        for at, one in enumerate(result.indikator):
            said = "" if at else result.words
            naskah.indicator(
                one, naskah.line(tables.row((said, one.nama, _cell(kantor, one), one.sumber), kantor.batas))
            )
    naskah.line()


def _cell(kantor: Kantor, one: Indikator) -> str:
    told = [f"Penjelasan : {one.penjelasan}"] if one.penjelasan else []
    if one.rumus:
        told.append(f"Formulasi Penghitungan : {tables.formula(one.rumus, latex=kantor.latex)}")
    return " ".join(told)
