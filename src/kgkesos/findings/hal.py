"""Findings as things that can be decided."""

from __future__ import annotations

from collections.abc import Sequence

from rdflib import RDFS, Graph

from kgkesos.findings.bukti import evidence
from kgkesos.findings.graph import named
from kgkesos.findings.model import Temuan
from kgkesos.findings.sidik import sidik_of
from kgkesos.graph.keputusan import place_of, tail
from kgkesos.graph.kutipan import quoted, used
from kgkesos.keputusan import TEMUAN, Hal, Tempat
from kgkesos.vocab import Iris


def things(found: Sequence[Temuan], data: Graph, key: str, iris: Iris) -> tuple[Hal, ...]:
    """``found`` in the document ``key``, each anchored to the words it is about."""
    return tuple(_thing(one, str(node), data, key, iris) for node, one in named(found))


def _thing(one: Temuan, node: str, data: Graph, key: str, iris: Iris) -> Hal:
    shown = used(data, evidence(data, one.pada, one.bidang))
    other = "" if one.pembanding is None else tail(one.pembanding, key, iris)
    return Hal(
        Tempat(key, TEMUAN, one.kode, tail(one.pada, key, iris), one.bidang or "", other),
        sidik_of(one, data, iris.base),
        simpul=node,
        tingkat=one.tingkat,
        objek=str(data.value(one.pada, RDFS.label) or ""),
        isi=one.pesan["id"],
        kutipan=" ".join(" ".join(quoted(data, shown)).split()),
        letak=place_of(data, shown),
    )
