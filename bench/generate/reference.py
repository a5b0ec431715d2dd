"""The real names that generated documents use: regions, programmes and what stands under them, concepts."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping, Sequence
from functools import cache

from kgkesos import resources
from kgkesos.reference import Entri, nomenklatur
from kgkesos.reference.nomenklatur import KABUPATEN_KOTA, KEGIATAN, NEWEST, PROGRAM, PROVINSI, SUB_KEGIATAN
from kgkesos.reference.wilayah import Region, regions

_CONCEPT = "https://w3id.org/kgkesos/konsep/"
# A capital inside a word, a letter three times, marks that part cells or formulas: no plain name.
_ODD = re.compile(r"[a-z][A-Z]|(\w)\1\1|[;|\n\t]|\s$|\.$|  ")
_SMALL = frozenset({"dan", "di", "bagi", "untuk", "pada", "dalam"})
_LONGEST = 160


def offices(count: int, seed: int) -> list[Region]:
    """``count`` different regions, by code; all where ``count`` is all."""
    every = sorted(regions(), key=lambda region: region.kode)
    if not 0 < count <= len(every):
        raise ValueError(f"there are {len(every)} regions, not {count}")
    return sorted(random.Random(f"{seed}|regions").sample(every, count), key=lambda region: region.kode)


@cache
def _under(government: str) -> Mapping[str, Sequence[Entri]]:
    """For each code of the newest list, the plain entries right under it that offices of this government have."""
    found: dict[str, dict[str, Entri]] = {}
    for entry in nomenklatur():
        if entry.daftar != NEWEST or entry.kewenangan not in (None, government) or entry.is_special or entry.is_slip:
            continue
        if _ODD.search(entry.nama) or len(entry.nama) > _LONGEST or entry.tingkat not in (KEGIATAN, SUB_KEGIATAN):
            continue
        if entry.tingkat == SUB_KEGIATAN and not _is_measured(entry):
            continue
        # The code of a kegiatan has a group for the level of government between its programme's and its own.
        groups = entry.kode.split(".")
        above = ".".join(groups[: -2 if entry.tingkat == KEGIATAN else -1])
        found.setdefault(above, {}).setdefault(entry.nama.casefold(), entry)
    return {code: tuple(entries.values()) for code, entries in found.items()}


def _is_measured(entry: Entri) -> bool:
    said = entry.indikator or ""
    return said.startswith("Jumlah ") and bool(entry.satuan) and not _ODD.search(said) and len(said) <= _LONGEST


def under(region: Region, code: str) -> Sequence[Entri]:
    """The kegiatan of a programme, or the sub kegiatan of a kegiatan, that the office of ``region`` may have."""
    return _under(PROVINSI if region.jenis == "provinsi" else KABUPATEN_KOTA).get(code, ())


@cache
def programme(code: str) -> str:
    """The name of a programme in the newest list, as documents print it: "Program Rehabilitasi Sosial"."""
    name = next(e.nama for e in nomenklatur() if e.daftar == NEWEST and e.kode == code and e.tingkat == PROGRAM)
    return " ".join(word if word in _SMALL else word.capitalize() for word in name.casefold().split())


@cache
def concepts() -> Mapping[str, str]:
    """The Indonesian label of each concept, small in front, by the last part of its IRI."""
    from rdflib import SKOS, Graph, URIRef

    graph = Graph().parse(resources.folder("ontology") / "konsep.ttl", format="turtle")
    labels = {}
    for node, label in graph.subject_objects(SKOS.prefLabel):
        if isinstance(node, URIRef) and node.startswith(_CONCEPT) and getattr(label, "language", None) == "id":
            said = str(label)
            labels[node.removeprefix(_CONCEPT)] = said[0].lower() + said[1:]
    return labels
