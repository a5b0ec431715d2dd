"""An IKU: a table of results, indicators, what they mean, how they are computed, who answers and from what."""

from __future__ import annotations

import random

from bench.generate import defects, tables
from bench.generate.model import MISPRINT, NO_DEFINITION, NO_FORMULA, NO_MULTIPLIER, NO_SOURCE, Naskah
from bench.generate.plan import Kantor, explained, number, result

DEFECTS: tuple[defects.Defect, ...] = (
    defects.without_formula,
    defects.without_source,
    defects.without_definition,
    defects.without_multiplier,
    defects.twin_number,
    defects.misprint,
)
CODES = (
    NO_FORMULA, NO_SOURCE, NO_DEFINITION, NO_MULTIPLIER, defects.TWIN_NUMBER, MISPRINT, defects.NO_INDICATOR,
)  # fmt: skip
_HEADS = (
    "No.", "Sasaran Strategis", "Indikator Kinerja Utama", "Penjelasan", "Formulasi Penghitungan", "Satuan",
    "Penanggung Jawab", "Sumber Data",
)  # fmt: skip


def write(draw: random.Random, kantor: Kantor, naskah: Naskah, most: int) -> None:
    """Print the results of ``kantor`` with up to ``most`` defects."""
    results = [result(draw, "Sasaran", one, at) for at, one in enumerate(kantor.garapan, 1)]
    defined: set[str] = set()
    for node, one in zip(results, kantor.garapan, strict=True):
        if draw.random() < 0.5:
            node.indikator.append(number(draw, one.populasi, one.bidang.layanan[0]))
        for measure in node.indikator:
            explained(draw, measure, one.populasi, defined)
    defects.plant(draw, results, DEFECTS, most)
    for said in (
        "INDIKATOR KINERJA UTAMA",
        f"{kantor.nama} {kantor.wilayah.nama}".upper(),
        f"TAHUN {naskah.tahun}",
        "",
    ):
        naskah.line(said)
    naskah.line(tables.row(_HEADS, kantor.batas))
    if between := tables.rule(len(_HEADS), kantor.batas):
        naskah.line(between)
    for node, one in zip(results, kantor.garapan, strict=True):
        naskah.node(node, len(naskah.lines) + 1)
        for at, measure in enumerate(node.indikator):
            begun = ("", "") if at else (f"{node.nomor}.", node.words)
            computed = tables.formula(measure.rumus, latex=kantor.latex)
            told = (measure.nama, measure.penjelasan, computed, measure.satuan, f"Bidang {one.bidang.nama}")
            naskah.indicator(measure, naskah.line(tables.row((*begun, *told, measure.sumber), kantor.batas)))
