"""The report on one office as one page that needs no network, and prints on A4."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from markupsafe import Markup

from kgkesos import bahasa, gambar, templates
from kgkesos.gambar import lukis, potong
from kgkesos.instansi import perbaikan
from kgkesos.instansi.model import Kaskade, LaporanInstansi
from kgkesos.laporan import kata, tabel
from kgkesos.normalize import squeeze

_TEMPLATE = "instansi.html"
# How many gaps of a kind stand on the page, unless more are asked for.
ON_A_PAGE = 30
# Height and width of what a page of A4 across holds, in millimetres, less the title over the picture.
_PAGE = (160, 269)
# A picture that is narrower than this, in pixels, is not made larger to be as wide as the page.
_WIDE = 1400


@dataclass(frozen=True, slots=True)
class Gambar:
    """The picture of one document: the whole of it for the screen, its bands (top, height) for paper.

    ``lebar`` is how many pixels of the picture are as wide as a page.
    """

    kunci: str
    judul: str
    svg: Markup
    lebar: int
    pita: tuple[tuple[int, int], ...]


def text(laporan: LaporanInstansi, batas: int = ON_A_PAGE) -> str:
    """The page of ``laporan``, at most ``batas`` gaps of each kind; 0 means all."""
    lang = laporan.lang
    environment = templates.environment(
        "kgkesos.instansi",
        angka=partial(kata.angka, lang=lang),
        aturan=kata.aturan,
        rapi=squeeze,
        letak=partial(tabel.where, lang=lang),
        kata=partial(bahasa.kata, lang=lang),
        putusan=partial(kata.putusan, lang=lang),
        tingkat=lambda level: kata.tingkat(level, lang)[0],
    )
    return environment.get_template(_TEMPLATE).render(
        laporan=laporan,
        gambar=[_picture(one) for one in laporan.berkaskade],
        aturan_urut=bahasa.kata(perbaikan.RULE, lang),
        batas=batas,
    )


def _picture(one: Kaskade) -> Gambar:
    sheet = lukis.page(one.bagan)
    width = max(sheet.lebar, _WIDE)
    most = max(width * _PAGE[0] // _PAGE[1], 2 * sheet.y)
    # What the template of the picture made is escaped already.
    drawn = Markup(gambar.text(one.bagan))
    return Gambar(one.bagan.kunci, one.dokumen.judul, drawn, width, potong.bands(sheet, most))
