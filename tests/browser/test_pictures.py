"""Pictures and the report on an office in a real Chromium: words stay inside their boxes in the fonts that it has."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from test_gambar import large
from test_home import browser

from kgkesos import gambar, instansi
from kgkesos.instansi import halaman
from kgkesos.knowledge import Knowledge

__all__ = ["browser"]

# The words that reach over the inner edge of their box, in Chromium's own measure.
TOO_WIDE = """
Array.from(document.querySelectorAll("g.kotak")).flatMap(group => {
  const box = group.querySelector("rect").getBBox();
  return Array.from(group.querySelectorAll("text"))
    .filter(text => { const words = text.getBBox(); return words.x < box.x || words.x + words.width > box.x + box.width
      || words.y < box.y || words.y + words.height > box.y + box.height; })
    .map(text => text.textContent);
})
"""


@pytest.mark.parametrize("document", ["cascading-dinas-sosial", None])
def test_words_stay_inside_their_boxes(browser: Any, built: Knowledge, document: str | None, tmp_path: Path) -> None:
    bagan = gambar.of_document(built, document) if document else large()
    file = tmp_path / "gambar.svg"
    file.write_text(gambar.text(bagan), encoding="utf-8")
    page = browser.new_page()
    page.goto(file.as_uri())
    assert page.locator("g.kotak").count() == len(bagan.simpul)
    assert page.evaluate(TOO_WIDE) == []
    page.close()


@pytest.mark.parametrize("width", [1280, 360])
def test_the_report_on_an_office_fits_the_screen_and_asks_nobody(
    browser: Any, built: Knowledge, width: int, tmp_path: Path
) -> None:
    file = tmp_path / "laporan.html"
    file.write_text(halaman.text(instansi.of_office(built, "Dinas Sosial")), encoding="utf-8")
    page = browser.new_page(viewport={"width": width, "height": 800})
    asked: list[str] = []
    faults: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: faults.append(message.text))
    page.goto(file.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert page.locator(".utuh g.kotak").first.is_visible()
    assert asked == [file.as_uri()]
    assert faults == []
    page.close()


@pytest.mark.parametrize(("office", "box"), [("Dinas Sosial", "Kegiatan"), ("Probolinggo", "Kinerja jabatan")])
def test_the_report_on_an_office_prints_numbered_pages_with_its_picture(
    browser: Any, built: Knowledge, office: str, box: str, tmp_path: Path
) -> None:
    """A wide picture and a narrow one: no page is empty but for its heading."""
    import pdfplumber

    file = tmp_path / "laporan.html"
    file.write_text(halaman.text(instansi.of_office(built, office), 3), encoding="utf-8")
    page = browser.new_page()
    page.goto(file.as_uri())
    page.pdf(path=tmp_path / "laporan.pdf", prefer_css_page_size=True)
    page.close()
    with pdfplumber.open(tmp_path / "laporan.pdf") as printed:
        texts = [one.extract_text() for one in printed.pages]
        across = [number for number, one in enumerate(printed.pages) if one.width > one.height]
        sizes = {tuple(sorted((round(one.width), round(one.height)))) for one in printed.pages}
    assert sizes == {(595, 842)}
    assert [f"{number} / {len(texts)}" in text for number, text in enumerate(texts, 1)] == [True] * len(texts)
    assert len(across) > 1
    assert "Gambar cascading: " in texts[across[0]]
    assert all(box in texts[number] for number in across)
