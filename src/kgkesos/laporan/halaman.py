"""The report as one page that needs no server and no network, and prints on A4."""

from __future__ import annotations

from dataclasses import dataclass

from jinja2 import Environment, PackageLoader, StrictUndefined

from kgkesos.laporan import kata, tampilan
from kgkesos.laporan.berkas import Berkas
from kgkesos.laporan.model import Laporan
from kgkesos.laporan.tampilan import Section, Tunjuk

_TEMPLATE = "laporan.html"


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
    return Page(
        title="Temuan pada dokumen kinerja",
        source=laporan.sumber,
        summary=kata.ringkas(laporan),
        status=kata.status(laporan.status),
        before=laporan.sebelumnya,
        notes=laporan.catatan,
        documents=tuple((one.key, one.judul) for one in laporan.dokumen),
        sections=tampilan.sections(laporan, laporan.kelompok, Tunjuk(kutipan=berkas.link), batas),
        mended=tampilan.sections(laporan, laporan.selesai, Tunjuk(), batas),
    )
