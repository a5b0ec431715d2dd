"""From settled nodes to records: ids, evidence, and the lines that were used."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypedDict

from kgkesos.normalize import key
from kgkesos.reading import definisi, formula
from kgkesos.reading.cascading.nodes import Node, Sheet
from kgkesos.reading.cascading.words import Kind
from kgkesos.reading.excerpt import Excerpt, text_of
from kgkesos.reading.page import Page
from kgkesos.records import (
    DUGAAN,
    PASTI,
    Evidence,
    Indikator,
    Kegiatan,
    Program,
    Record,
    Sasaran,
    SubKegiatan,
    Target,
    Tujuan,
)

_KINDS = (Kind.INDIKATOR, Kind.TUJUAN, Kind.SASARAN, Kind.PROGRAM, Kind.KEGIATAN, Kind.SUBKEGIATAN)


def records(page: Page, sheet: Sheet) -> tuple[Record, ...]:
    """The records of every settled node, parents first."""
    ids: dict[Node, str] = {}
    placed = [node for node in sheet.nodes if node.placed]
    roots = [node for node in placed if node.parent is None and node.kind is not Kind.FORMULA]
    below: dict[int, list[Node]] = {}
    for node in placed:
        below.setdefault(id(node.parent), []).append(node)
    order = list(_down(page, below, roots, ids))
    short = definisi.Abbreviations.of(page.source) if any(node.meaning for node in order) else None
    taken: set[int] = set()
    made: list[Record] = []
    for node in order:
        if id(node.cell) not in taken:
            page.take(node.cell.lines)
            taken.add(id(node.cell))
        made.append(_record(page, node, ids))
        if node.meaning and short:
            made.extend(definisi.records(page, ids[node], formula.without_notes(node.meaning), short))
    return tuple(made)


def _down(
    page: Page, below: Mapping[int, Sequence[Node]], nodes: Sequence[Node], ids: dict[Node, str]
) -> Iterator[Node]:
    """``nodes`` and all under them, each given its id; ``below`` holds the children by their parent's identity."""
    for kind in _KINDS:
        siblings = [node for node in nodes if node.kind is kind]
        names = Counter(key(node.text.text) for node in siblings)
        numbers = Counter(node.value for node in siblings)
        for node in siblings:
            ids[node] = _id(page, node, names, numbers, ids)
            yield node
            yield from _down(page, below, below.get(id(node), ()), ids)
    for node in nodes:
        if node.kind in (Kind.FORMULA, Kind.TARGET):
            yield node


def _id(page: Page, node: Node, names: Counter[str], numbers: Counter[int | None], ids: dict[Node, str]) -> str:
    """By the printed number where no sibling has the same; what hangs nowhere by its name; twins by their code.

    A programme's number stands once in each generation, so its name, and its period where another has that name.
    """
    named_by_number = node.kind is not Kind.PROGRAM and (node.parent or node.kind is Kind.TUJUAN) and node.number
    printed = node.number.text if named_by_number and node.number else None
    alike = names[key(node.text.text)] > 1
    if numbers[node.value] > 1:
        printed = None
    if alike and node.code and not printed:
        printed = node.code.text
    if alike and node.period:
        printed = f"{node.period.text} {node.text.text}"
    parent = ids[node.parent] if node.parent else None
    return page.new_id(parent, node.kind.value.replace(" ", "-"), printed, node.text.text)


def _record(page: Page, node: Node, ids: dict[Node, str]) -> Record:
    page.take([line for line in node.more_lines if not page.is_used(line)], Kind.NUMBER.value)
    if node.kind is Kind.FORMULA:
        return _formula(page, node, ids)
    if node.kind is Kind.TARGET:
        return _target(page, node, ids)
    activity = node.kind in (Kind.KEGIATAN, Kind.SUBKEGIATAN)
    printed = node.cell.body if activity and node.cell.body.text != node.text.text else None
    number, code = text_of(node.number), text_of(node.code)
    evidence = _evidence(page, node, printed)
    match node.kind:
        case Kind.TUJUAN:
            return Tujuan(**_frame(node, ids), bukti=evidence, teks=node.text.text, nomor=number, kode=code)
        case Kind.SASARAN:
            return Sasaran(**_frame(node, ids), bukti=evidence, teks=node.text.text, nomor=number, kode=code)
        case Kind.PROGRAM:
            return Program(
                **_frame(node, ids),
                bukti=evidence,
                nama=node.text.text,
                nomor=number,
                kode=code,
                periode=text_of(node.period),
                digantikan_oleh=tuple(sorted(ids[new] for new in node.replaced_by)),
                dilanjutkan_oleh=tuple(sorted(ids[new] for new in node.continued_by)),
            )
        case Kind.KEGIATAN | Kind.SUBKEGIATAN:
            return (Kegiatan if node.kind is Kind.KEGIATAN else SubKegiatan)(
                **_frame(node, ids),
                bukti=evidence,
                nama=node.text.text,
                teks_tercetak=printed.text if printed else None,
                nomor=number,
                kode=code,
                indikator_program=ids[node.under] if node.under else None,
            )
        case _:
            return Indikator(
                **_frame(node, ids),
                bukti=evidence,
                nama=node.text.text,
                nomor=number,
                kode=code,
                satuan=text_of(node.unit),
                penjelasan=text_of(node.meaning),
                penanggung_jawab=text_of(node.owner),
                sumber_data=text_of(node.source),
            )


class _Frame(TypedDict):
    id: str
    induk: str | None
    kepastian: str
    alternatif: str | None
    catatan: str | None
    aturan_induk: str | None
    kepastian_induk: str


def _frame(node: Node, ids: dict[Node, str]) -> _Frame:
    return _Frame(
        id=ids[node],
        induk=ids[node.parent] if node.parent else None,
        kepastian=PASTI if node.certain else DUGAAN,
        alternatif=node.alternative,
        catatan=" ".join(node.remarks) or None,
        aturan_induk=node.rule,
        kepastian_induk=PASTI if node.sure else DUGAAN,
    )


def _evidence(page: Page, node: Node, printed: Excerpt | None) -> Evidence:
    words = "teks" if node.kind in (Kind.TUJUAN, Kind.SASARAN) else "nama"
    parts = {
        words: node.text,
        "teks_tercetak": printed,
        "nomor": node.number,
        "kode": node.code,
        "periode": node.period,
        "satuan": node.unit,
        "penanggung_jawab": node.owner,
        "sumber_data": node.source,
        "penjelasan": node.meaning,
    }
    return page.evidence(parts)


def _formula(page: Page, node: Node, ids: dict[Node, str]) -> Record:
    assert node.parent is not None  # only formulas with an indicator are placed
    return replace(
        formula.record(page, ids[node.parent], node.text),
        catatan=" ".join(node.remarks) or None,
        aturan_induk=node.rule,
        kepastian_induk=PASTI if node.sure else DUGAAN,
    )


def _target(page: Page, node: Node, ids: dict[Node, str]) -> Record:
    assert node.parent is not None  # as formulas: only what stands beside an indicator is placed
    measured, value = ids[node.parent], node.text.text
    return Target(
        id=page.new_id(measured, "target", text_of(node.year), value),
        induk=measured,
        bukti=page.evidence({"nilai": node.text, "satuan": node.unit, "tahun": node.year}),
        nilai=value,
        satuan=text_of(node.unit),
        tahun=int(node.year.text) if node.year else None,
    )
