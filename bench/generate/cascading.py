"""A cascading by level: a table with a column for each level, its indicators, formulas and sources; text."""

from __future__ import annotations

import random

from bench.generate import defects, tables
from bench.generate.model import (
    MISPRINT,
    NO_DEFINITION,
    NO_FORMULA,
    NO_MULTIPLIER,
    NO_SOURCE,
    SUPPORTS,
    Indikator,
    Naskah,
    Simpul,
)
from bench.generate.plan import Kantor, cascade

_LEVELS = ("Tujuan", "Sasaran", "Program", "Kegiatan", "SubKegiatan")
_NAMES = ("TUJUAN", "SASARAN", "PROGRAM", "KEGIATAN", "SUB KEGIATAN")
DEFECTS: tuple[defects.Defect, ...] = (
    defects.without_activity,
    defects.empty_programme,
    defects.without_formula_of_share,
    defects.without_source,
    defects.without_multiplier,
    defects.without_indicator,
    defects.twin_number,
    defects.lost_number,
    defects.misprint,
)
CODES = (
    defects.NO_ACTIVITY, defects.EMPTY_PROGRAMME, NO_FORMULA, NO_SOURCE, NO_MULTIPLIER,
    defects.NO_INDICATOR, defects.TWIN_NUMBER, defects.LOST_NUMBER, MISPRINT, NO_DEFINITION,
)  # fmt: skip


def write(draw: random.Random, kantor: Kantor, naskah: Naskah, most: int) -> None:
    """Print the cascade of ``kantor`` with up to ``most`` defects."""
    top = cascade(draw, kantor)
    if kantor.berkode:
        # Where a code is printed, no number is.
        for node in top.all():
            node.nomor = 0 if node.kode else node.nomor
    defects.plant(draw, [top], DEFECTS, most)
    naskah.line(f"CASCADING KINERJA {kantor.nama} {kantor.wilayah.nama} TAHUN {naskah.tahun}".upper())
    naskah.line()
    heads = [said for name in _NAMES for said in (name, f"INDIKATOR {name}", "FORMULASI", "SATUAN", "SUMBER DATA")]
    naskah.line(tables.row(heads, kantor.batas))
    if between := tables.rule(len(heads), kantor.batas):
        naskah.line(between)
    _Sheet(kantor, naskah).rows(top, [""] * len(heads), None)


class _Sheet:
    """Prints a node in the row that its parent began, where that is still open."""

    def __init__(self, kantor: Kantor, naskah: Naskah) -> None:
        self.kantor = kantor
        self.naskah = naskah

    def rows(self, node: Simpul, open_row: list[str], above: Simpul | None) -> None:
        """The rows of ``node`` and of all below it; ``open_row`` holds what stands left of it in its first row."""
        at = _LEVELS.index(node.jenis) * 5
        own = [*open_row]
        own[at : at + 5] = [self._named(node), *self._said(node.indikator[0] if node.indikator else None)]
        baris = len(self.naskah.lines) + 1
        self.naskah.node(node, baris)
        if above:
            self.naskah.link(SUPPORTS, (node.jenis, node.words), (above.jenis, above.words))
        for one in node.indikator:
            self.naskah.indicator(one, baris, (NO_DEFINITION,))
        if not node.anak:
            self.naskah.line(tables.row(own, self.kantor.batas))
        for number, below in enumerate(node.anak):
            self.rows(below, own if number == 0 else [""] * len(own), node)

    def _named(self, node: Simpul) -> str:
        if node.kode and self.kantor.berkode:
            return f"{node.kode} {node.words}"
        return f"{node.nomor}. {node.words}"

    def _said(self, one: Indikator | None) -> list[str]:
        if one is None:
            return ["", "", "", ""]
        return [one.nama, tables.formula(one.rumus, latex=self.kantor.latex), one.satuan, one.sumber]
