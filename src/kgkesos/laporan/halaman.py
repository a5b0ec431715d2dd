"""The report as one page that needs no server and no network, and prints on A4."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from jinja2 import Environment, PackageLoader, StrictUndefined

from kgkesos.laporan import kata
from kgkesos.laporan.berkas import Berkas
from kgkesos.laporan.model import Butir, Kelompok, Kutipan, Laporan, Simpul, pendek
from kgkesos.normalize import squeeze

_TEMPLATE = "laporan.html"


@dataclass(frozen=True, slots=True)
class Quote:
    """Printed words, their place, and the address of it where the file is at hand."""

    words: str
    place: str
    address: str | None


@dataclass(frozen=True, slots=True)
class Node:
    """The thing concerned: its kind, its words, its IRI, its quotes."""

    kind: str
    name: str
    iri: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """One finding of a group; ``says`` is None where the group says it for all."""

    status: str | None
    says: str | None
    judged: str
    decided: str | None
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
    says: str | None
    reason: str
    remedy: str
    documents: tuple[DocumentItems, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Page:
    """The whole page."""

    title: str
    source: str
    summary: str
    status: str
    before: str | None
    notes: tuple[str, ...]
    documents: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    mended: tuple[Section, ...]


def text(laporan: Laporan, berkas: Berkas, batas: int) -> str:
    """The page of ``laporan``, at most ``batas`` findings for each rule; 0 means all."""
    environment = Environment(
        loader=PackageLoader("kgkesos.laporan", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["angka"] = kata.angka
    return environment.get_template(_TEMPLATE).render(page=_page(laporan, berkas, batas))


def _page(laporan: Laporan, berkas: Berkas, batas: int) -> Page:
    titles = {one.key: one.judul for one in laporan.dokumen}
    return Page(
        title="Temuan pada dokumen kinerja",
        source=laporan.sumber,
        summary=kata.ringkas(laporan),
        status=kata.status(laporan.status),
        before=laporan.sebelumnya,
        notes=laporan.catatan,
        documents=tuple(titles.items()),
        sections=tuple(_section(group, titles, berkas, batas) for group in laporan.kelompok),
        mended=tuple(_section(group, titles, Berkas(), batas) for group in laporan.selesai),
    )


def _section(group: Kelompok, titles: dict[str, str], berkas: Berkas, batas: int) -> Section:
    word, asks = kata.TINGKAT[group.tingkat]
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
        said=kata.jumlah(group),
        says=common["id"] if common else None,
        reason=group.alasan["id"],
        remedy=group.perbaikan["id"],
        documents=tuple(
            DocumentItems(key, titles.get(key, key), tuple(_item(one, berkas, whole=common is None) for one in found))
            for key, found in by_document.items()
        ),
        more=len(group.butir) - len(shown),
    )


def _item(one: Butir, berkas: Berkas, *, whole: bool) -> Item:
    return Item(
        status=one.status,
        says=one.pesan["id"] if whole else None,
        judged=one.penilaian,
        decided=one.putusan.kalimat if one.putusan else None,
        field=one.bidang,
        node=_node(one.simpul, berkas),
        other=_node(one.pembanding, berkas) if one.pembanding else None,
    )


def _node(node: Simpul, berkas: Berkas) -> Node:
    kind = kata.jenis(node.jenis) if node.jenis else ""
    return Node(kind, squeeze(node.nama), pendek(node.iri), tuple(_quotes(node.kutipan, berkas)))


def _quotes(quotes: Iterable[Kutipan], berkas: Berkas) -> Iterable[Quote]:
    for quote in quotes:
        yield Quote(squeeze(quote.kutipan), f"{quote.berkas}, {quote.letak}", berkas.link(quote))
