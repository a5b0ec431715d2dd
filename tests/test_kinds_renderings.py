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
from test_kinds_tables import KEYS, Row, ids, read, rows, text_of, words

from kgkesos.records import Reading, Target

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
    "garis-keterangan-dahulu": lambda rows: printing.bars(printing.attributes_first(rows)),
    "garis-keterangan-di-tengah": lambda rows: printing.bars(printing.attributes_between(rows)),
    "tetap-keterangan-dahulu": lambda rows: printing.fixed(printing.attributes_first(rows)),
    "tetap-keterangan-di-tengah": lambda rows: printing.fixed(printing.attributes_between(rows)),
    "rapat-keterangan-di-tengah": lambda rows: printing.fixed(printing.attributes_between(rows), blank=False),
}


# What these leave unread, and why: a column whose numbers stand at the right beside words at the left is two columns.
LEFT = {("renja-dinsos-banyuwangi-2025", "tetap-kanan"), ("renja-dinsos-banyuwangi-2025", "tetap-rapat-kanan")}


@pytest.mark.parametrize("how", RENDERINGS)
@pytest.mark.parametrize("path", SAMPLES, ids=ids)
def test_a_table_printed_otherwise_says_the_same(path: Path, how: str) -> None:
    """The same records; where the printing leaves it open what a column holds, fewer, and the user is told."""
    text = text_of(path)
    again = read(printing.rendered(text, RENDERINGS[how]))
    wanted, found = rows(read(text)), rows(again)
    assert found - wanted == Counter[Row]()
    if (ids(path), how) in LEFT:
        assert "kolom-tidak-dibaca" in {warning.kode for warning in again.peringatan}
    else:
        assert wanted - found == Counter[Row]()


@pytest.mark.parametrize("how", [printing.bars, printing.fixed])
@pytest.mark.parametrize("path", SAMPLES, ids=ids)
def test_units_behind_the_targets_are_the_units(path: Path, how: Callable[[printing.Rows], str]) -> None:
    """Without a column of units each target has the unit that stands behind it, and the indicator has none."""
    text = text_of(path)
    again = read(printing.rendered(text, lambda rows: how(printing.with_units(rows))))
    assert targets(again) == targets(read(text))
    assert named(again) == named(read(text))


def targets(reading: Reading) -> Counter[tuple[object, ...]]:
    """The targets: of which indicator, the number, unit and time."""
    of = {record.id: words(record) for record in reading.records}
    return Counter(
        (of[r.induk or ""], r.nilai.split()[0].rstrip("%"), r.satuan, r.tahun, r.periode)
        for r in reading.records
        if isinstance(r, Target)
    )


def named(reading: Reading) -> Counter[tuple[object, ...]]:
    """Everything else by its words and by what it hangs under."""
    of = {record.id: words(record) for record in reading.records}
    return Counter((r.jenis, of.get(r.induk or ""), words(r)) for r in reading.records if not isinstance(r, Target))
