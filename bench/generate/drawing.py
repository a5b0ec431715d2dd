"""A cascading drawn by position: boxes, each over what stands under it, as a page of the web (a text, too)."""

from __future__ import annotations

import random
from collections.abc import Sequence
from html import escape

from bench.generate import defects
from bench.generate.model import (
    DETAILS,
    LAYOUT,
    MISPRINT,
    NO_DEFINITION,
    NO_FORMULA,
    NO_SOURCE,
    REPORTS,
    SUPPORTS,
    Indikator,
    Naskah,
    Simpul,
)
from bench.generate.plan import Kantor, goal, positions, result

DEFECTS: tuple[defects.Defect, ...] = (defects.without_measure, defects.misprint)
LACKING = (NO_FORMULA, NO_SOURCE, NO_DEFINITION)
CODES = (defects.NO_MEASURE, MISPRINT, defects.NO_INDICATOR, defects.TWIN_NUMBER, *LACKING)
_STYLE = "td { border: 1px solid; text-align: center }"
# A box: its words and how many columns it is wide.
Box = tuple[str, int]


def write(draw: random.Random, kantor: Kantor, naskah: Naskah, most: int) -> None:
    """Print the positions of ``kantor`` in boxes with up to ``most`` defects."""
    top = goal(draw, kantor)
    top.anak = [result(draw, "Sasaran", one, at) for at, one in enumerate(kantor.garapan, 1)]
    heads = list(positions(draw, kantor, results=False))
    defects.plant(draw, [top, *heads], DEFECTS, most)
    _numbered(top.anak, heads)
    title = f"CASCADING KINERJA {kantor.nama} {kantor.wilayah.nama} TAHUN {naskah.tahun}".upper()
    drawn = _Drawing(naskah, title, heads)
    drawn.print(top, f"Kepala {kantor.nama}")


def _numbered(results: Sequence[Simpul], heads: Sequence[Simpul]) -> None:
    """Numbers that say what details what: 1.1 of a result, 1.1.1 of the head of its field, 1.1.1.1 of a section."""
    for at, (objective, head) in enumerate(zip(results, heads, strict=True), 1):
        for one in objective.indikator:
            one.nomor = f"{at}.1"
        for one in head.indikator:
            one.nomor = f"{at}.1.1"
        below = [one for section in head.anak for one in section.indikator]
        for number, one in enumerate(below, 1):
            one.nomor = f"{at}.1.1.{number}"


class _Drawing:
    """Prints rows of boxes; a reader counts the title as one line and each row as one.

    The goal stands there without indicator: below the head of the office, indicators are those of results.
    """

    def __init__(self, naskah: Naskah, title: str, heads: Sequence[Simpul]) -> None:
        self.naskah = naskah
        self.title = title
        self.heads = heads
        self.rows: list[list[Box]] = []

    def print(self, top: Simpul, chief: str) -> None:
        """Print the whole drawing: ``top`` is the goal with its results, ``chief`` the head of the office."""
        widths = [max(len(head.anak), 1) for head in self.heads]
        whole = sum(widths)
        at = self._row([(chief.upper(), whole)])
        self.naskah.record("Jabatan", chief.upper())
        at = self._row([(f"Tujuan : {top.words}", whole)])
        self.naskah.node(top, at)
        self.naskah.plant(defects.NO_INDICATOR, top.jenis, top.words, at, LAYOUT)
        at = self._row([(f"Sasaran {one.nomor} : {one.words}", w) for one, w in zip(top.anak, widths, strict=True)])
        for one in top.anak:
            self.naskah.node(one, at)
            self.naskah.link(SUPPORTS, (one.jenis, one.words), (top.jenis, top.words))
        self._indicators(list(zip(top.anak, widths, strict=True)), None)
        self._positions(list(zip(self.heads, widths, strict=True)), [chief.upper()] * len(self.heads))
        above = {one.nomor: one for node in top.anak for one in node.indikator}
        self._indicators(list(zip(self.heads, widths, strict=True)), above)
        sections = [(section, 1) for head in self.heads for section in head.anak]
        self._positions(sections, [head.words.upper() for head in self.heads for _ in head.anak])
        self._indicators(sections, {one.nomor: one for head in self.heads for one in head.indikator})
        self._page()

    def _row(self, boxes: list[Box]) -> int:
        self.rows.append(boxes)
        return len(self.rows) + 1

    def _positions(self, posts: Sequence[tuple[Simpul, int]], above: Sequence[str]) -> None:
        at = self._row([(post.words.upper(), width) for post, width in posts])
        for (post, _), chief in zip(posts, above, strict=True):
            post.words = post.words.upper()
            self.naskah.node(post, at)
            self.naskah.link(REPORTS, ("Jabatan", post.words), ("Jabatan", chief))

    def _indicators(self, nodes: Sequence[tuple[Simpul, int]], above: dict[str, Indikator] | None) -> None:
        at = len(self.rows) + 2
        boxes = []
        for node, width in nodes:
            one = node.indikator[0] if node.indikator else None
            boxes.append((self._indicator(one, at) if one else "", width))
            if one and above is not None:
                detailed = above[one.nomor.rpartition(".")[0]]
                self.naskah.link(DETAILS, ("Indikator", one.nama), ("Indikator", detailed.nama))
        self._row(boxes)

    def _indicator(self, one: Indikator, baris: int) -> str:
        one.rumus = None
        # The name of a count is all its formula.
        is_count = one.nama.startswith("Jumlah ")
        self.naskah.indicator(one, baris, tuple(kode for kode in LACKING if not (is_count and kode == NO_FORMULA)))
        return f"{one.nomor} {one.nama} ({one.satuan.casefold()})".strip()

    def _page(self) -> None:
        self.naskah.line("<!DOCTYPE html>")
        self.naskah.line(f'<html lang="id"><head><meta charset="utf-8"><title>Cascading</title><style>{_STYLE}</style>')
        self.naskah.line(f"</head><body><h1>{escape(self.title)}</h1><table>")
        for boxes in self.rows:
            cells = "".join(f'<td colspan="{width}">{escape(said)}</td>' for said, width in boxes)
            self.naskah.line(f"<tr>{cells}</tr>")
        self.naskah.line("</table></body></html>")
