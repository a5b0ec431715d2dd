"""The report for the eye: rule by rule, each with its findings by document. Pages are made of these classes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from kgkesos import bahasa
from kgkesos.findings.model import Text
from kgkesos.laporan import kata, tabel
from kgkesos.laporan.model import Butir, Kelompok, Kutipan, Laporan, Simpul, pendek
from kgkesos.normalize import squeeze


def _nowhere(_: object) -> None:
    """No address."""


@dataclass(frozen=True, slots=True)
class Tunjuk:
    """How a page points: the address of a quote and of a node (None where there is none), a quote's place in words."""

    kutipan: Callable[[Kutipan], str | None] = _nowhere
    simpul: Callable[[Simpul], str | None] = _nowhere
    letak: Callable[[Kutipan], str] = tabel.where


@dataclass(frozen=True, slots=True)
class Quote:
    """Printed words, their place, and the address of it where the file is at hand."""

    words: str
    place: str
    address: str | None


@dataclass(frozen=True, slots=True)
class Node:
    """The thing concerned: its kind, its words, its IRI, the address of its page (if it has one), its quotes."""

    kind: str
    name: str
    iri: str
    address: str | None
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """One finding of a group; ``says`` is None where the group says it for all."""

    status: str | None
    says: Text | None
    judged: str
    decided: str | None
    mark: str | None
    field: str | None
    node: Node
    other: Node | None


@dataclass(frozen=True, slots=True)
class DocumentItems:
    """The findings of one rule in one document."""

    key: str
    title: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """One rule: its name, level, counts, what it says, why, what to do, and its findings by document.

    ``more`` findings are not on the page.
    """

    code: str
    name: str
    level: str
    word: str
    asks: str
    count: int
    said: str
    says: Text | None
    reason: Text
    remedy: Text
    documents: tuple[DocumentItems, ...]
    more: int


def sections(
    laporan: Laporan, found: Iterable[Kelompok], tunjuk: Tunjuk, batas: int, lang: str = "id"
) -> tuple[Section, ...]:
    """The groups ``found`` of ``laporan``, at most ``batas`` findings for each rule; 0 means all."""
    titles = {one.key: one.judul for one in laporan.dokumen}
    return tuple(_section(group, titles, tunjuk, batas, lang) for group in found)


def _section(group: Kelompok, titles: dict[str, str], tunjuk: Tunjuk, batas: int, lang: str) -> Section:
    word, asks = kata.tingkat(group.tingkat, lang)
    shown = group.butir[:batas] if batas else group.butir
    by_document: dict[str, list[Butir]] = {}
    for one in shown:
        by_document.setdefault(one.dokumen, []).append(one)
    common = group.pesan
    return Section(
        code=group.kode,
        name=kata.aturan(group.kode),
        level=group.tingkat.lower(),
        word=word,
        asks=asks,
        count=len(group.butir),
        said=kata.jumlah(group, lang),
        says=common,
        reason=group.alasan,
        remedy=group.perbaikan,
        documents=tuple(
            DocumentItems(
                key, titles.get(key, key), tuple(_item(one, tunjuk, lang, whole=common is None) for one in found)
            )
            for key, found in by_document.items()
        ),
        more=len(group.butir) - len(shown),
    )


def _item(one: Butir, tunjuk: Tunjuk, lang: str, *, whole: bool) -> Item:
    return Item(
        status=one.status and bahasa.kata(one.status, lang),
        says=one.pesan if whole else None,
        judged=kata.penilaian(one, lang),
        decided=kata.putusan(one, lang),
        mark=one.sidik,
        field=one.bidang,
        node=_node(one.simpul, tunjuk),
        other=_node(one.pembanding, tunjuk) if one.pembanding else None,
    )


def _node(node: Simpul, tunjuk: Tunjuk) -> Node:
    kind = kata.sebutan(node)
    return Node(kind, squeeze(node.nama), pendek(node.iri), tunjuk.simpul(node), tuple(_quotes(node.kutipan, tunjuk)))


def _quotes(quotes: Iterable[Kutipan], tunjuk: Tunjuk) -> Iterable[Quote]:
    for quote in quotes:
        yield Quote(squeeze(quote.kutipan), tunjuk.letak(quote), tunjuk.kutipan(quote))
