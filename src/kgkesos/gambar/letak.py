"""Where boxes and lines stand. Levels are columns, the highest at the left; a node stands beside the first it supports.

In a column every box stands below the one before it, and columns stand side by side, so that no two boxes overlap
whatever the links are. A line leaves its box to the left, and passes other columns only between their boxes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import networkx as nx

from kgkesos.bahasa import kata
from kgkesos.gambar import huruf
from kgkesos.gambar.jalur import lines
from kgkesos.gambar.model import DIGANTI, LEPAS, TANPA_PENDUKUNG, YATIM, Bidang, Hubungan, Kolom, Kotak, Simpul

# Sizes of fonts, heights of lines, of boxes and what is between them, in pixels.
HURUF, KECIL = 13, 12
TINGGI_BARIS = 17
LEBAR, TEPI, ANTARA = 272, 14, 20
# A line needs so much of its box's edge.
_PER_LINE = 16
_MOST_LINES = 9
_HEAD = 40
# The kinds of nodes from the left to the right, and how a column is headed.
TINGKAT = {
    "Tujuan": "Tujuan",
    "Sasaran": "Sasaran",
    "KinerjaJabatan": "Kinerja jabatan",
    "Program": "Program",
    "Kegiatan": "Kegiatan",
    "SubKegiatan": "Sub kegiatan",
    "Jabatan": "Jabatan",
    "Tugas": "Tugas",
    "Fungsi": "Fungsi",
    "Indikator": "Indikator",
}
_RANK = {kind: rank for rank, kind in enumerate(TINGKAT)}
CATATAN = {
    YATIM: "! tidak mendukung apa pun",
    TANPA_PENDUKUNG: "! tidak didukung apa pun",
    DIGANTI: "= program ini diganti",
    LEPAS: "lepas: tanpa hubungan apa pun",
}


def placed(nodes: Sequence[Simpul], ties: Sequence[Hubungan], lang: str = "id") -> Bidang:
    """``nodes``, in the order of the document, and the links between them, laid out; levels and marks in ``lang``."""
    columns = _columns(nodes, ties)
    ports: dict[str, int] = {}
    for tie in ties:
        ports[tie.dari] = ports.get(tie.dari, 0) + 1
    boxes = _rows({one.iri: _box(one, ports.get(one.iri, 0), lang) for one in nodes}, columns, ties)
    drawn = lines(boxes, columns, ties)
    lefts = drawn.kiri
    return Bidang(
        tuple(replace(box, x=lefts[columns[iri]]) for iri, box in boxes.items()),
        drawn.garis,
        drawn.batang,
        _heads(nodes, columns, lefts, lang),
        max((left + LEBAR for left in lefts), default=0),
        max((box.y + box.tinggi for box in boxes.values()), default=0),
    )


def _columns(nodes: Sequence[Simpul], ties: Iterable[Hubungan]) -> dict[str, int]:
    """The column of each node: by its level, and inside a level by how far it stands below the first of it."""
    kinds = {one.iri: one.jenis for one in nodes}
    depth = dict.fromkeys(kinds, 0)
    for kind in set(kinds.values()):
        tree: nx.DiGraph[str] = nx.DiGraph()
        tree.add_edges_from((tie.ke, tie.dari) for tie in ties if kinds[tie.dari] == kinds[tie.ke] == kind)
        # Nodes that support one another in a circle stand in one column.
        circles = nx.condensation(tree) if tree else nx.DiGraph()
        for at, generation in enumerate(nx.topological_generations(circles)):
            depth.update((iri, at) for circle in generation for iri in circles.nodes[circle]["members"])
    wanted = {iri: (_RANK[kind], depth[iri]) for iri, kind in kinds.items()}
    numbers = {place: at for at, place in enumerate(sorted(set(wanted.values())))}
    return {iri: numbers[place] for iri, place in wanted.items()}


def _box(node: Simpul, ports: int, lang: str) -> Kotak:
    """The box of ``node``, not placed yet, with room for its words and for its lines."""
    room = LEBAR - 2 * TEPI
    said = kata(TINGKAT[node.jenis], lang) + (f" · {node.periode}" if node.periode else "")
    head = huruf.wrapped(said, KECIL, room, 2, bold=True)
    words = huruf.wrapped(node.teks, HURUF, room, _MOST_LINES)
    notes = tuple(
        line
        for mark, note in CATATAN.items()
        if mark in node.tanda
        for line in huruf.wrapped(kata(note, lang), KECIL, room, 2, bold=True)
    )
    height = (len(head) + len(words) + len(notes)) * TINGGI_BARIS + 2 * TEPI
    return Kotak(node, head, words, notes, 0, 0, LEBAR, max(height, ports * _PER_LINE))


def _rows(boxes: Mapping[str, Kotak], columns: Mapping[str, int], ties: Iterable[Hubungan]) -> dict[str, Kotak]:
    """``boxes`` one below another: what supports a node begins at its height, and is followed by the next node."""
    below: dict[str, list[str]] = {iri: [] for iri in boxes}
    above: dict[str, str] = {}
    for tie in ties:
        if columns[tie.ke] < columns[tie.dari]:
            above.setdefault(tie.dari, tie.ke)
    for iri in boxes:
        if iri in above:
            below[above[iri]].append(iri)
    free = dict.fromkeys(columns.values(), _HEAD)
    tops: dict[str, int] = {}

    def place(iri: str, start: int) -> None:
        top = max(free[columns[iri]], start)
        for at, child in enumerate(below[iri]):
            # The first may begin lower, where another branch still takes the room: its node goes down with it.
            place(child, top)
            if at == 0:
                top = max(top, tops[child])
        tops[iri] = top
        free[columns[iri]] = top + boxes[iri].tinggi + ANTARA

    for iri in sorted(boxes, key=lambda one: columns[one]):
        if iri not in above:
            place(iri, 0)
    return {iri: replace(box, y=tops[iri]) for iri, box in boxes.items()}


def _heads(nodes: Iterable[Simpul], columns: Mapping[str, int], lefts: Sequence[int], lang: str) -> tuple[Kolom, ...]:
    """What each column is headed with, and how many nodes stand in it."""
    counts = [0] * len(lefts)
    names = [""] * len(lefts)
    for one in nodes:
        at = columns[one.iri]
        counts[at] += 1
        names[at] = kata(TINGKAT[one.jenis], lang)
    return tuple(Kolom(f"{name} ({count})", left) for name, count, left in zip(names, counts, lefts, strict=True))
