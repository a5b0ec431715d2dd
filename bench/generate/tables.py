"""Rows and formulas as the layouts print them."""

from __future__ import annotations

from collections.abc import Sequence

from bench.generate.model import Rumus


def row(cells: Sequence[str], batas: str) -> str:
    """A row of a table: parted by tabs, or between bars."""
    joined = batas.join(cells)
    return joined if batas == "\t" else f"| {joined} |"


def rule(count: int, batas: str) -> str:
    """What stands under the heads of a table between bars; nothing under one with tabs."""
    return "" if batas == "\t" else "|" + "---|" * count


def formula(one: Rumus | None, *, latex: bool) -> str:
    """A formula as a cell prints it."""
    if one is None:
        return ""
    if one.objek:
        return f"ƒ(x) = Σ {one.objek}" if latex else f"Jumlah {one.objek}"
    if not latex:
        return one.words
    times = rf" \times {one.pengali}\%" if one.pengali else ""
    return rf"$\frac{{\text{{{one.pembilang}}}}}{{\text{{{one.penyebut}}}}}{times}$"
