"""A table says the same however it is printed: every rendering gives the same records, or leaves lines; never others.

The tables of the samples are printed again as columns of a fixed width whose cells wrap, with and without blank lines
between rows, as bars, as tabs, with cells wrapped onto rows of their own, and with their columns in another order.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
import table_renderings as printing
from test_kinds_tables import KEYS, Row, ids, read, rows, text_of

SAMPLES = [path for path in KEYS if any(isinstance(part, list) for part in printing.parts(text_of(path)))]
RENDERINGS: dict[str, Callable[[printing.Rows], str]] = {
    "tab": printing.tabs,
    "garis": printing.bars,
    "garis-lepas": printing.loose_bars,
    "tab-terlipat": printing.wrapped_tabs,
    "tetap": printing.fixed,
    "tetap-rapat": partial(printing.fixed, blank=False),
    "tetap-sempit": partial(printing.fixed, width=18),
    "tetap-kanan": partial(printing.fixed, right=True),
    "tetap-berhalaman": partial(printing.fixed, paged=2),
    "tetap-rapat-kanan": partial(printing.fixed, blank=False, right=True),
}


@pytest.mark.parametrize("how", RENDERINGS)
@pytest.mark.parametrize("path", SAMPLES, ids=ids)
def test_a_table_printed_otherwise_says_nothing_else(path: Path, how: str) -> None:
    text = text_of(path)
    again = read(printing.rendered(text, RENDERINGS[how]))
    wanted, found = rows(read(text)), rows(again)
    assert found - wanted == Counter[Row]()
    if wanted - found:
        assert again.tak_terbaca or again.peringatan
