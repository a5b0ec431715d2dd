"""The report as one page that needs no server and no network, and prints on A4."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from kgkesos import bahasa, templates
from kgkesos.laporan import kata, tabel, tampilan
from kgkesos.laporan.berkas import Berkas
from kgkesos.laporan.model import Laporan
from kgkesos.laporan.tampilan import Section, Tunjuk

_TEMPLATE = "laporan.html"


@dataclass(frozen=True, slots=True)
class Page:
    """The whole page."""

    lang: str
    title: str
    source: str
    summary: str
    since: str
    notes: tuple[str, ...]
    documents: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    mended: tuple[Section, ...]


def text(laporan: Laporan, berkas: Berkas, batas: int, lang: str = "id") -> str:
    """The page of ``laporan`` in ``lang``, at most ``batas`` findings for each rule; 0 means all."""
    angka, said = partial(kata.angka, lang=lang), partial(bahasa.kata, lang=lang)
    environment = templates.environment("kgkesos.laporan", angka=angka, kata=said)
    return environment.get_template(_TEMPLATE).render(page=_page(laporan, berkas, batas, lang))


def _page(laporan: Laporan, berkas: Berkas, batas: int, lang: str) -> Page:
    place = partial(tabel.where, lang=lang)
    return Page(
        lang=lang,
        title=bahasa.kata("Temuan pada dokumen kinerja", lang),
        source=laporan.sumber,
        summary=kata.ringkas(laporan, lang),
        since=bahasa.kata("Sejak graf {}: {}.", lang).format(laporan.sebelumnya, kata.status(laporan.status, lang))
        if laporan.sebelumnya
        else "",
        notes=tuple(bahasa.code(note, lang) for note in laporan.catatan),
        documents=tuple((one.key, one.judul) for one in laporan.dokumen),
        sections=tampilan.sections(laporan, laporan.kelompok, Tunjuk(kutipan=berkas.link, letak=place), batas, lang),
        mended=tampilan.sections(laporan, laporan.selesai, Tunjuk(letak=place), batas, lang),
    )
