"""The records of a performance tree: each node as its level says, its indicators with unit, target and owner."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from kgkesos.reading import satuan
from kgkesos.reading.excerpt import Excerpt, join
from kgkesos.reading.page import Page
from kgkesos.reading.pohon import CSF, Measure, Node
from kgkesos.records import (
    DUGAAN,
    PASTI,
    Indikator,
    Kegiatan,
    Program,
    Record,
    Sasaran,
    SubKegiatan,
    Target,
    Tujuan,
)

_CLOSING = " .;"
_SEMICOLON = re.compile(r";")
_NAMED = (
    ("SubKegiatan", re.compile(r"^sub[ -]?kegiatan\s+(?=\S)", re.IGNORECASE)),
    ("Kegiatan", re.compile(r"^kegiatan\s+(?=\S)", re.IGNORECASE)),
    ("Program", re.compile(r"^(?=program\s+\S)", re.IGNORECASE)),
)
_VALUE = re.compile(r"^[<>≤≥±]?\s*[\d.,]+\s*(?P<satuan>%|[^\W\d]+(?: [^\W\d]+)?)?$")
# Who answers is a post or a unit; a person's name is not read.
_PERSON = re.compile(
    r"\b(?:S|M|A)\.\s?[A-Z]\w*|\b(?:Dr|Drs|Dra|Ir|Hj?)\.|\bNIP\b|\bnama\b|\d{4,}|^(?:Bapak|Ibu|Sdr)\b", re.IGNORECASE
)
_GUESSES = {
    "Ultimate": "Bisa juga tujuan: ultimate outcome adalah hasil akhir pohon.",
    CSF: "Bisa juga bukan sasaran: faktor kunci keberhasilan hanya menerangkan simpul di atasnya.",
    "": "Jenjangnya tidak tercetak; bisa juga tujuan, program atau kegiatan.",
}
# How the record of each kind is made of its id, words, printed words and number.
_MAKERS: dict[str, Callable[[str, str, str | None, str | None], Record]] = {
    "Tujuan": lambda i, words, printed, nomor: Tujuan(id=i, teks=words, teks_tercetak=printed, nomor=nomor),
    "Sasaran": lambda i, words, printed, nomor: Sasaran(id=i, teks=words, teks_tercetak=printed, nomor=nomor),
    "Program": lambda i, words, printed, nomor: Program(id=i, nama=words, teks_tercetak=printed, nomor=nomor),
    "Kegiatan": lambda i, words, printed, nomor: Kegiatan(id=i, nama=words, teks_tercetak=printed, nomor=nomor),
    "SubKegiatan": lambda i, words, printed, nomor: SubKegiatan(id=i, nama=words, teks_tercetak=printed, nomor=nomor),
}
_UNSURE = "Bisa juga di bawah simpul lain: nomor, indentasi dan jenjang tidak sepakat."


def records(page: Page, nodes: Sequence[Node]) -> tuple[list[Record], dict[int, str]]:
    """The records of ``nodes``, parents first, and the id of each node's record by the node's identity."""
    found: list[Record] = []
    ids: dict[int, str] = {}
    for node in nodes:
        record = _node(page, node, ids.get(id(node.parent)))
        ids[id(node)] = record.id
        found.append(record)
        found.extend(_measures(page, node, record.id))
    return found, ids


def _kind(node: Node) -> tuple[str, Excerpt, str | None]:
    """The kind of a node's record, its words, and the other reading where the level does not settle it."""
    text = node.text.squeezed()
    level = node.level.kind if node.level else ""
    if level in ("", "Program", "Kegiatan", "SubKegiatan"):
        for kind, pattern in _NAMED:
            if (match := pattern.match(text.text)) and level in ("", kind):
                return kind, text[match.end() :], None
    if level in ("Ultimate", CSF, ""):
        return "Sasaran", text, _GUESSES[level]
    return level, text, None


def _node(page: Page, node: Node, parent: str | None) -> Record:
    kind, printed, other = _kind(node)
    words = printed.strip(_CLOSING) or printed
    number = node.nomor.text if node.nomor else None
    field = "teks" if kind in ("Tujuan", "Sasaran") else "nama"
    shown = printed if words.text != printed.text else None
    guessed = other if other else (_UNSURE if not node.sure else None)
    made = _MAKERS[kind](
        page.new_id(parent, kind.lower(), number, words.text),
        words.text,
        shown.text if shown else None,
        number,
    )
    return replace(
        made,
        induk=parent,
        bukti=page.evidence({field: words, "nomor": node.nomor, "teks_tercetak": shown}),
        kepastian=DUGAAN if other else PASTI,
        alternatif=guessed,
        aturan_induk=node.rule if parent else None,
        kepastian_induk=PASTI if node.sure else DUGAAN,
    )


def _measures(page: Page, node: Node, parent: str) -> Iterator[Record]:
    owner = _owner(page, node)
    for measure in node.measures:
        for name in _names(measure):
            yield from _indicator(page, parent, name, measure, owner)
    if node.owner and not node.measures:
        message = "Penanggung jawab ini tercetak pada simpul tanpa indikator dan tidak dibaca."
        page.warn("penanggung-jawab-tanpa-indikator", message, (node.line, node.line))


def _names(measure: Measure) -> Iterator[Excerpt]:
    """The names that an indicator's lines hold: "a; b" is two."""
    for part in measure.nama.squeezed().splits(_SEMICOLON):
        if name := part.strip(_CLOSING):
            yield name


def _owner(page: Page, node: Node) -> Excerpt | None:
    said = join(node.owner).squeezed().strip(_CLOSING)
    if not said:
        return None
    if _PERSON.search(said.text):
        page.warn("data-pribadi", "Penanggung jawab simpul ini tampaknya nama orang dan tidak dibaca.")
        return None
    return said


def _indicator(page: Page, parent: str, name: Excerpt, measure: Measure, owner: Excerpt | None) -> Iterator[Record]:
    unit = measure.satuan or satuan.of(name)
    parts = {"nama": name, "satuan": unit, "penanggung_jawab": owner}
    identifier = page.new_id(parent, "indikator", None, name.text)
    yield Indikator(
        id=identifier,
        induk=parent,
        bukti=page.evidence(parts),
        nama=name.text,
        satuan=unit.text if unit else None,
        penanggung_jawab=owner.text if owner else None,
    )
    for value, year in measure.targets:
        yield from _target(page, identifier, value, year, unit)


def _target(
    page: Page, indikator: str, value: Excerpt, year: Excerpt | None, printed: Excerpt | None
) -> Iterator[Target]:
    match = _VALUE.match(value.text)
    if not match:
        message = f'Target ini bukan satu nilai dan tidak dibaca: "{value.text}".'
        page.warn("target-tidak-dibaca", message)
        return
    unit = printed or (value.group(match, "satuan") if match["satuan"] else None)
    parts = {"nilai": value, "satuan": unit, "tahun": year}
    yield Target(
        id=page.new_id(indikator, "target", year.text if year else None, value.text),
        induk=indikator,
        bukti=page.evidence(parts),
        nilai=value.text,
        satuan=unit.text if unit else None,
        tahun=int(year.text) if year else None,
    )
