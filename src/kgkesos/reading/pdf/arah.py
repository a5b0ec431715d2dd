"""Pages whose text does not run from left to right as the page is shown: they are turned before they are read."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

# The share of letters that must lean one way for the page to be turned; fewer are a head on its side.
_MOST = 0.6


def turn(page: Any) -> int:
    """By how many degrees, clockwise, a pdfplumber ``page`` must be turned for its text to run from left to right."""
    counts = {90: 0, 180: 0, 270: 0}
    letters = [char for char in page.chars if char["text"].strip()]
    for char in letters:
        a, b = char["matrix"][:2]
        if abs(b) > abs(a):
            counts[90 if b > 0 else 270] += 1
        elif a < 0:
            counts[180] += 1
    degrees = max(counts, key=lambda one: counts[one])
    return degrees if letters and counts[degrees] > _MOST * len(letters) else 0


@contextmanager
def turned(data: bytes, page: Any, degrees: int) -> Iterator[Any]:
    """The ``page`` of the PDF ``data`` turned by ``degrees``, as a pdfplumber page with the same number."""
    import pdfplumber
    import pypdfium2

    whole = pypdfium2.PdfDocument(data)
    single = pypdfium2.PdfDocument.new()
    copy = io.BytesIO()
    try:
        single.import_pages(whole, [page.page_number - 1])
        one = single[0]
        one.set_rotation((one.get_rotation() + degrees) % 360)
        one.close()
        single.save(copy)
    finally:
        single.close()
        whole.close()
    with pdfplumber.open(copy) as pdf:
        upright = pdf.pages[0]
        upright.page_number = page.page_number
        yield upright
