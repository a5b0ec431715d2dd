"""Pictures in a real Chromium: words stay inside their boxes in the fonts that it has."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from test_gambar import large
from test_home import browser

from kgkesos import gambar
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
