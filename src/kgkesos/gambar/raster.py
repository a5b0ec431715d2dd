"""A picture as PNG, for what shows no SVG: drawn by resvg with the fonts of this computer, or not at all."""

from __future__ import annotations

from kgkesos.errors import PictureError
from kgkesos.gambar import lukis
from kgkesos.gambar.model import Bagan

# A pixel of the picture becomes so many, so that small letters stay sharp on paper.
_ZOOM = 2
# More pixels than these take gigabytes, and no program shows them; above the first of them, letters are not doubled.
_MOST_SHARP, _MOST = 60_000_000, 240_000_000
_SIDE = 65_000


def png(bagan: Bagan) -> bytes:
    """``bagan`` as PNG, its letters twice as large as in the SVG unless the picture is very large.

    Raises:
        PictureError: the package that draws is not installed, no font is, or the picture has too many pixels.
    """
    sheet = lukis.page(bagan)
    pixels = sheet.lebar * sheet.tinggi
    if pixels > _MOST or max(sheet.lebar, sheet.tinggi) > _SIDE:
        raise PictureError(
            f"gambar ini terlalu besar untuk PNG ({sheet.lebar} x {sheet.tinggi} piksel); pakai svg (too large)"
        )
    zoom = _ZOOM if pixels * _ZOOM**2 <= _MOST_SHARP and max(sheet.lebar, sheet.tinggi) * _ZOOM <= _SIDE else 1
    _need_words()
    return _drawn(lukis.text(bagan), zoom)


def _need_words() -> None:
    """A font must be there: without one resvg draws boxes without a word, and says nothing.

    Raises:
        PictureError: letters leave no trace, usual or bold.
    """
    for weight in (400, 700):
        if _drawn(lukis.sample("Ujian", weight), 1) == _drawn(lukis.sample("", weight), 1):
            raise PictureError(
                "PNG perlu huruf: tidak ada DejaVu Sans, Liberation Sans, Verdana atau Arial di komputer ini "
                "(no font to draw words with); pasang salah satu, atau pakai svg"
            )


def _drawn(svg: str, zoom: int) -> bytes:
    try:
        import resvg_py
    except ImportError:
        raise PictureError(
            "PNG perlu paket resvg-py: pip install 'kgkesos[png]' (the package that draws is not installed)"
        ) from None
    try:
        return bytes(resvg_py.svg_to_bytes(svg_string=svg, zoom=zoom))
    except ValueError as error:
        raise PictureError(f"PNG tidak dapat digambar: {error} (cannot be drawn)") from error
