"""A document of a build as records again: what the graph says of its cascade now, with all that was decided."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import cached_property
from types import MappingProxyType
from typing import Any

from rdflib import RDF, Literal, URIRef
from rdflib.term import Node

from kgkesos.errors import QuestionError
from kgkesos.graph import FORMS, PROPERTIES, QUANTITIES
from kgkesos.knowledge import Knowledge
from kgkesos.records import (
    PASTI,
    Bukti,
    Dokumen,
    Formula,
    Indikator,
    Jabatan,
    Kegiatan,
    Program,
    Record,
    Sasaran,
    SubKegiatan,
    Target,
    Tujuan,
)
from kgkesos.vocab import KESOS, KODE

# The kinds whose documents are cascades whether or not a programme in them supports anything.
CASCADES = ("cascading", "pohon-kinerja")
# The narrowest class first: a sub kegiatan is a kegiatan, too.
_KINDS: tuple[type[Record], ...] = (Tujuan, Sasaran, Program, SubKegiatan, Kegiatan, Indikator, Target, Jabatan)
_BENTUK = {term: bentuk for bentuk, term in FORMS.items()}
# What a record hangs under, by its kind, the first that the graph has.
_ABOVE: Mapping[type[Record], tuple[URIRef, ...]] = MappingProxyType(
    {
        Indikator: (KESOS.mengukur, KESOS.penanggungJawab),
        Formula: (KESOS.menghitung,),
        Target: (KESOS.menargetkan,),
    }
)
_SUPPORT = (KESOS.mendukungLangsung, KESOS.dilaksanakanOleh)
_MANY = frozenset({"legenda"})
_NUMBERS = frozenset({"pengali", "tahun"})
Said = Mapping[URIRef, Sequence[Node]]


@dataclass(frozen=True, slots=True)
class Hubungan:
    """A direct link of the cascade: from which record to which, on what it rests, how sure, by which rule."""

    dari: str
    ke: str
    basis: str
    kepastian: str
    aturan: str | None


@dataclass(frozen=True, slots=True)
class Isi:
    """The cascade of the document ``key``: its head, its records, its links, and the name of each file by SHA-256."""

    key: str
    dokumen: Dokumen
    records: tuple[Record, ...]
    hubungan: tuple[Hubungan, ...]
    berkas: Mapping[str, str]


def keys(knowledge: Knowledge) -> Mapping[str, URIRef]:
    """Every document: its key and its IRI."""
    return {_code(row[0]): URIRef(str(row[0])) for row in knowledge.internal("dokumen").rows if row[0]}


def cascades(knowledge: Knowledge) -> Mapping[str, URIRef]:
    """The documents that hold a cascade: by their kind, or since a programme in them supports something."""
    kinds = {KODE[f"dokumen/{kind}"] for kind in CASCADES}
    rows = knowledge.internal("dokumen").rows
    return {_code(iri): URIRef(str(iri)) for iri, kind, linked in rows if iri and (kind in kinds or _true(linked))}


def known(key: str, among: Mapping[str, URIRef]) -> URIRef:
    """The IRI of the document ``key``, which may be told by its IRI, too.

    Raises:
        QuestionError: it is none ``among`` these.
    """
    said = key.strip("<>")
    found = among.get(said) or next((iri for iri in among.values() if str(iri) == said), None)
    if found is None:
        raise QuestionError(key, "dokumen ini tidak ada di sini (no such document here)", list(among))
    return found


def isi(knowledge: Knowledge, key: str) -> Isi:
    """The cascade of the document ``key`` as the graph has it.

    Raises:
        QuestionError: there is no such document, or it holds no cascade.
    """
    return _isi(knowledge, known(key, cascades(knowledge)))


def every(knowledge: Knowledge) -> Iterator[Isi]:
    """Every cascade, as the graph has it, by the key of its document."""
    return (_isi(knowledge, iri) for iri in cascades(knowledge).values())


def _isi(knowledge: Knowledge, iri: URIRef) -> Isi:
    said: dict[URIRef, dict[URIRef, list[Node]]] = defaultdict(lambda: defaultdict(list))
    for _, node, term, value in knowledge.internal("dokumen-rekaman", dokumen=iri).rows:
        said[URIRef(str(node))][URIRef(str(term))].append(value)  # type: ignore[arg-type]
    evidence, files = _evidence(knowledge, iri)
    reader = _Reader(f"{iri}/", said, evidence)
    return Isi(_code(iri), _head(knowledge, iri), reader.records(), reader.links(), files)


def _head(knowledge: Knowledge, iri: URIRef) -> Dokumen:
    """What the document prints of itself; what the user told stands beside it and is not printed."""
    said: dict[str, list[str]] = defaultdict(list)
    for _, term, value in knowledge.internal("dokumen-isi", dokumen=iri).rows:
        said[str(term).removeprefix(str(KESOS))].append(str(value))
    one = {name: values[0] for name, values in said.items()}
    year = None if "tahun" in said["keteranganPengguna"] else one.get("tahun")
    return Dokumen(
        jenis=one["jenisDokumen"].rsplit("/", 1)[-1],
        judul=one.get("judul"),
        instansi=one.get("instansiTercetak"),
        wilayah=one.get("wilayahTercetak"),
        tahun=int(year) if year else None,
        sha256="",
    )


def _evidence(
    knowledge: Knowledge, iri: URIRef
) -> tuple[Mapping[str, Mapping[str, tuple[Bukti, ...]]], Mapping[str, str]]:
    """The quotes of each node by field, in their order, and the files that they are from."""
    found: dict[str, dict[str, list[tuple[int, Bukti]]]] = defaultdict(lambda: defaultdict(list))
    files: dict[str, str] = {}
    for row in knowledge.internal("dokumen-bukti", dokumen=iri).rows:
        _, node, bukti, field, words, first, last, top, bottom, page, place, sha256, name = row
        files[str(sha256)] = str(name)
        quote = Bukti(
            str(sha256),
            int(str(first)),
            int(str(last)),
            (int(str(top)), int(str(bottom))),
            int(str(page)) if page is not None else None,
            str(words),
            str(place) if place is not None else None,
        )
        found[str(node)][str(field)].append((int(str(bukti).rsplit("/", 1)[-1]), quote))
    ordered = {
        node: {name: tuple(quote for _, quote in sorted(quotes, key=lambda one: one[0])) for name, quotes in of.items()}
        for node, of in found.items()
    }
    return ordered, files


@dataclass(frozen=True)
class _Reader:
    """Makes records of what the nodes of a document say; ``base`` is the document's IRI with a slash."""

    base: str
    said: Mapping[URIRef, Said]
    evidence: Mapping[str, Mapping[str, tuple[Bukti, ...]]]

    @cached_property
    def _ties(self) -> Mapping[Node, Sequence[Said]]:
        """What is said of the links that begin at each node."""
        found: dict[Node, list[Said]] = defaultdict(list)
        for said in self.said.values():
            for start in said.get(KESOS.dari, ()):
                found[start].append(said)
        return found

    @cached_property
    def _members(self) -> Mapping[Node, Sequence[URIRef]]:
        """The programmes of each set."""
        found: dict[Node, list[URIRef]] = defaultdict(list)
        for node, said in self.said.items():
            for programmes in said.get(KESOS.anggotaHimpunan, ()):
                found[programmes].append(node)
        return found

    def records(self) -> tuple[Record, ...]:
        """Every record, in the order in which they are printed."""
        found = [record for node in self.said if (record := self._record(node))]
        return tuple(sorted(found, key=_place))

    def links(self) -> tuple[Hubungan, ...]:
        """Every link, by the records that it ties."""
        nodes = [one for one in self.said.values() if KESOS.Tautan in one[RDF.type]]
        return tuple(sorted(map(self._link, nodes), key=lambda one: (one.dari, one.ke)))

    def _link(self, of: Said) -> Hubungan:
        rule = of.get(KESOS.aturan)
        return Hubungan(
            self._id(of[KESOS.dari][0]),
            self._id(of[KESOS.ke][0]),
            _code(of[KESOS.basis][0]),
            _code(of[KESOS.kepastian][0]),
            str(rule[0]) if rule else None,
        )

    def _id(self, node: Node) -> str:
        return str(node).removeprefix(self.base)

    def _record(self, node: URIRef) -> Record | None:
        of = self.said[node]
        bentuk = next((_BENTUK[one] for one in of[RDF.type] if one in _BENTUK), None)  # type: ignore[index]
        kind = Formula if bentuk else next((one for one in _KINDS if KESOS[one.__name__] in of[RDF.type]), None)
        if kind is None or KESOS.hanyaDisebut in of:
            return None
        names = {one.name for one in fields(kind)}
        told: dict[str, Any] = {name: value for name in names if (value := self._value(kind, name, of)) is not None}
        above = self._above(kind, of)
        link = self._of_link(node, above)
        frame: dict[str, Any] = {
            "id": self._id(node),
            "induk": self._id(above) if above else None,
            "bukti": self.evidence.get(str(node), {}),
            "kepastian": _code(of[KESOS.kepastian][0]) if KESOS.kepastian in of else PASTI,
            "alternatif": _text(of, KESOS.alternatif),
            "catatan": _text(of, KESOS.catatan),
            "aturan_induk": link.aturan if link else _text(of, KESOS.aturanInduk),
            "kepastian_induk": link.kepastian if link else _code(of.get(KESOS.kepastianInduk, [Literal(PASTI)])[0]),
            "tersirat": tuple(sorted(map(str, of.get(KESOS.tersirat, ())))),
        }
        if bentuk:
            told["bentuk"] = bentuk
        made = kind(**frame, **told)
        if isinstance(made, Program):
            going_on = tuple(sorted(map(self._id, of.get(KESOS.dilanjutkanOleh, ()))))
            return replace(made, digantikan_oleh=self._successors(of), dilanjutkan_oleh=going_on)
        return made

    def _above(self, kind: type[Record], of: Said) -> URIRef | None:
        """What a record hangs under inside its document."""
        for term in _ABOVE.get(kind, _SUPPORT):
            inside = [URIRef(str(one)) for one in of.get(term, ()) if one in self.said]
            if inside:
                return min(inside, key=self._derived)
        return None

    def _derived(self, node: URIRef) -> tuple[bool, str]:
        return KESOS.hanyaDisebut in self.said[node], str(node)

    def _of_link(self, node: URIRef, above: URIRef | None) -> Hubungan | None:
        return next((self._link(one) for one in self._ties.get(node, ()) if above in one.get(KESOS.ke, ())), None)

    def _value(self, kind: type[Record], name: str, of: Said) -> object:
        """The field ``name`` of a record that the graph says so ``of``; None where it says nothing."""
        if name in QUANTITIES:
            return next((_text(self.said[URIRef(str(one))], KESOS.teks) for one in of.get(QUANTITIES[name], ())), None)
        if name == "indikator_program":
            return next((self._id(one) for one in of.get(KESOS.berdiriDiBawah, ())), None)
        if name == "menjabarkan":
            return next((self._id(one) for one in of.get(KESOS.menjabarkan, ())), None)
        if name == "kepastian_menjabarkan":
            return next((_code(one) for one in of.get(KESOS.kepastianMenjabarkan, ())), None)
        if name == "eselon":
            return next((_code(one).upper().replace("-", " & ") for one in of.get(KESOS.eselon, ())), None)
        term = PROPERTIES.get("nilai_target" if kind is Target and name == "nilai" else name)
        term = KESOS.tahun if name == "tahun" else term
        values = sorted(str(one) for one in of.get(term, ())) if term else []
        if name in _MANY:
            return tuple(values) or None
        if not values:
            return None
        return int(values[0]) if name in _NUMBERS else values[0]

    def _successors(self, of: Said) -> tuple[str, ...]:
        """The programmes of the set that replaces the set of this one."""
        sets = [URIRef(str(one)) for one in of.get(KESOS.anggotaHimpunan, ())]
        after = {new for one in sets if one in self.said for new in self.said[one].get(KESOS.digantikanOleh, ())}
        return tuple(sorted({self._id(node) for new in after for node in self._members.get(new, ())}))


def _place(record: Record) -> tuple[object, ...]:
    """Where a record stands: by its first quote, then by its id, the numbers in it counted."""
    first = min((quotes[0].awal for quotes in _naming(record) if quotes), default=0)
    return first, tuple((len(part), part) for part in re.split(r"/", record.id))


def _naming(record: Record) -> Iterable[tuple[Bukti, ...]]:
    named = [record.bukti[name] for name in ("nama", "teks") if name in record.bukti]
    return named or list(record.bukti.values())


def _text(of: Said, term: URIRef) -> str | None:
    return min(map(str, of.get(term, ())), default=None)


def _code(term: Node) -> str:
    return str(term).rsplit("/", 1)[-1]


def _true(term: object) -> bool:
    return str(term) == "true"
