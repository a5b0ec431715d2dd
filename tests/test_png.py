"""Pictures as PNG: of the size of the picture, with its words, and what differs in the graph differs in the picture."""

from __future__ import annotations

import functools
import io
import sys
from pathlib import Path

import pytest
from test_gambar import large
from typer.testing import CliRunner

from kgkesos import cli, gambar
from kgkesos.cli.app import app
from kgkesos.errors import PictureError
from kgkesos.gambar import letak, lukis, raster
from kgkesos.gambar.model import (
    DIGANTI,
    DITURUNKAN,
    DITURUNKAN_DUGAAN,
    DUGAAN,
    LEPAS,
    TANPA_PENDUKUNG,
    TERCETAK,
    YATIM,
    Bagan,
    Hubungan,
    Simpul,
)
from kgkesos.knowledge import Knowledge
from kgkesos.trace import trace

CASCADING = "cascading-dinas-sosial"
KEGIATAN = "Fasilitasi Program Keluarga Harapan"
Pixels = tuple[tuple[int, int], bytes]


@pytest.fixture(autouse=True)
def drawing() -> None:
    """The package that draws; where everything is required, a skipped test fails (conftest)."""
    pytest.importorskip("resvg_py", reason="resvg-py is not installed")


def pixels(data: bytes) -> Pixels:
    """The size of a PNG and its pixels, read by another library than the one that drew them."""
    from PIL import Image

    with Image.open(io.BytesIO(data)) as image:
        assert image.format == "PNG"
        return image.size, image.convert("RGB").tobytes()


def pair(below: frozenset[str] = frozenset(), style: str = TERCETAK, words: str = "Bantuan sosial") -> Bagan:
    """A programme that supports a sasaran."""
    nodes = (Simpul("s", "Sasaran", "Meningkatnya layanan"), Simpul("p", "Program", words, None, below))
    return Bagan("uji", "Uji", (), nodes, (Hubungan("p", "s", style),))


def test_the_png_of_a_document_has_twice_the_size_of_its_svg(built: Knowledge) -> None:
    bagan = gambar.of_document(built, CASCADING)
    sheet = lukis.page(bagan)
    assert pixels(gambar.png(bagan))[0] == (2 * sheet.lebar, 2 * sheet.tinggi)


def test_words_are_drawn() -> None:
    """The same picture whose words are blank has other pixels where each box has its words, and only there."""
    bagan = pair()
    spoken, silent = lukis.text(bagan), lukis.text(bagan).replace(">Bantuan sosial</text>", "></text>")
    assert spoken.count(">Bantuan sosial</text>") == 1
    size, words = pixels(raster._drawn(spoken, 1))
    same, blank = pixels(raster._drawn(silent, 1))
    assert size == same
    differ = [at for at in range(0, len(words), 3) if words[at : at + 3] != blank[at : at + 3]]
    places = [(at // 3 % size[0], at // 3 // size[0]) for at in differ]
    sheet = lukis.page(bagan)
    (box,) = [one for one in sheet.bidang.kotak if one.simpul.iri == "p"]
    assert len(places) > 100
    assert all(sheet.x + box.x <= x <= sheet.x + box.x + box.lebar for x, _ in places)
    assert all(sheet.y + box.y <= y <= sheet.y + box.y + box.tinggi for _, y in places)
    # Fourteen letters of 13 pixels are wider than four of them and narrower than the room that they were given.
    wide = max(x for x, _ in places) - min(x for x, _ in places)
    assert 4 * letak.HURUF < wide < box.lebar - 2 * letak.TEPI


def test_what_is_covered_alone_replaced_loose_or_unsupported_looks_different() -> None:
    marks = (set[str](), {YATIM}, {TANPA_PENDUKUNG}, {DIGANTI}, {LEPAS})
    assert len({pixels(gambar.png(pair(frozenset(one)))) for one in marks}) == 5


def test_what_is_printed_derived_or_guessed_looks_different_without_colour() -> None:
    from PIL import Image

    drawn = set()
    for style in (TERCETAK, DITURUNKAN, DUGAAN, DITURUNKAN_DUGAAN):
        with Image.open(io.BytesIO(gambar.png(pair(style=style)))) as image:
            drawn.add(image.convert("L").point(lambda shade: 255 if shade > 200 else 0).tobytes())
    assert len(drawn) == 4


def test_a_large_picture_is_drawn_and_one_that_nothing_shows_is_refused() -> None:
    sheet = lukis.page(large())
    (wide, high), _ = pixels(gambar.png(large()))
    assert (wide, high) in {(sheet.lebar, sheet.tinggi), (2 * sheet.lebar, 2 * sheet.tinggi)}
    many = Bagan("uji", "Uji", (), tuple(Simpul(str(at), "Kegiatan", "x") for at in range(2000)), ())
    with pytest.raises(PictureError, match="terlalu besar untuk PNG"):
        gambar.png(many)


def test_without_a_font_there_is_a_sentence_and_no_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    import resvg_py

    monkeypatch.setattr(resvg_py, "svg_to_bytes", functools.partial(resvg_py.svg_to_bytes, skip_system_fonts=True))
    with pytest.raises(PictureError, match=r"tidak ada DejaVu Sans.*no font to draw words with"):
        gambar.png(pair())


def test_without_the_package_there_is_a_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], built_kg: Path, tmp_path: Path
) -> None:
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    target = tmp_path / "c.png"
    words = ["export", "--kg", str(built_kg), "--format", "png", "--dokumen", CASCADING, "-o", str(target)]
    monkeypatch.setattr(sys, "argv", ["kgkesos", *words])
    with pytest.raises(SystemExit) as end:
        cli.main()
    assert end.value.code == 2
    said = capsys.readouterr().err
    assert said == (
        "kgkesos: PNG perlu paket resvg-py: pip install 'kgkesos[png]' (the package that draws is not installed)\n"
    )
    assert list(tmp_path.iterdir()) == []


def test_the_commands_write_png(
    built_kg: Path, built: Knowledge, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    kg = ["--kg", str(built_kg), "--format", "png"]
    for words in (["export", *kg, "--dokumen", CASCADING], ["trace", KEGIATAN, *kg]):
        assert CliRunner().invoke(app, words, catch_exceptions=False).exit_code == 0
    assert (tmp_path / f"{CASCADING}.png").read_bytes() == gambar.png(gambar.of_document(built, CASCADING))
    found = gambar.of_traces(built, trace(built, KEGIATAN))
    assert (tmp_path / "telusur.png").read_bytes() == gambar.png(found)
    assert {one.name for one in tmp_path.iterdir()} == {f"{CASCADING}.png", "telusur.png"}
