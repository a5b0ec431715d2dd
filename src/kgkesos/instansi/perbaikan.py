"""Which findings are worth mending first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

import networkx as nx

from kgkesos import cascade
from kgkesos.instansi.model import Perbaikan
from kgkesos.laporan import Butir, Kelompok

# A violation outweighs the same place's warnings, and a warning its notes.
BOBOT = {"Violation": 9, "Warning": 3, "Info": 1}
MOST = 10
# Of one node: else a node on which all depends would leave no room for any other.
MOST_OF_ONE = 2
RULE = (
    "Urutan: bobot tingkat temuan (pelanggaran 9, peringatan 3, catatan 1) dikali banyaknya simpul cascading yang "
    "bergantung padanya: simpul yang bersangkutan, semua yang didukungnya ke atas, dan semua yang mendukungnya dari "
    "bawah (1 bila temuan tidak menyangkut simpul cascading). Nilai yang sama: menurut urutan dalam dokumen. "
    "Temuan yang dikesampingkan oleh keputusan, dan yang mengenai program yang sudah diganti, tidak dihitung. "
    "Dari satu simpul paling banyak dua."
)


def ranked(
    groups: Iterable[Kelompok], concerned: Mapping[str, frozenset[str]], tree: cascade.Tree
) -> tuple[Perbaikan, ...]:
    """The findings of ``groups`` by what mending them serves, each rule once a node, at most :data:`MOST` and
    :data:`MOST_OF_ONE` of one node.

    ``concerned`` are the nodes of the cascade ``tree`` that the subject of a finding belongs to.
    """
    found: dict[tuple[str, str], Perbaikan] = {}
    for group in groups:
        for one in group.butir:
            if not one.dikesampingkan and not one.simpul.diganti:
                nodes = concerned.get(one.simpul.iri, frozenset())
                item = Perbaikan(one, BOBOT[one.tingkat], max(1, len(_dependent(tree, nodes))))
                found.setdefault((one.kode, one.simpul.iri), item)
    listed: Counter[str] = Counter()
    chosen = []
    for item in sorted(found.values(), key=lambda item: (-item.nilai, *_place(item.butir))):
        listed[item.butir.simpul.iri] += 1
        if listed[item.butir.simpul.iri] <= MOST_OF_ONE:
            chosen.append(item)
    return tuple(chosen[:MOST])


def _dependent(tree: cascade.Tree, nodes: Iterable[str]) -> set[str]:
    """``nodes``, all that they support, and all that supports them."""
    every: set[str] = set()
    for node in nodes:
        every.add(node)
        if node in tree:
            every |= nx.descendants(tree, node) | nx.ancestors(tree, node)
    return every


def _place(one: Butir) -> tuple[object, ...]:
    """Where a finding stands in its document."""
    first = one.simpul.kutipan[0] if one.simpul.kutipan else None
    where = (first.berkas, first.baris) if first else ("", (0, 0))
    return one.dokumen, *where, one.kode, one.simpul.iri
