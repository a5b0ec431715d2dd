"""A plan with tables: its head, its records, and a class for every line that is in none."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kgkesos.reading import heading
from kgkesos.reading.page import Page
from kgkesos.reading.rencana import outside, tree
from kgkesos.reading.rencana.plan import Plan
from kgkesos.reading.rencana.tables import tables
from kgkesos.records import Dokumen, Record


@dataclass(frozen=True, slots=True)
class Form:
    """How a kind of plan is read: its name and what its title begins with.

    ``declares`` says that parties declare something before the tables; ``one_year`` that the plan is of the one year
    that its title prints, so that a target without a year of its own is of that year.
    """

    jenis: str
    title: re.Pattern[str]
    declares: bool = False
    one_year: bool = True


def read(page: Page, form: Form) -> tuple[Dokumen, tuple[Record, ...]]:
    """What a plan says: of itself, and its records in reading order, parents first."""
    found = tables(page.source)
    for table in found:
        page.take(table.heads.lines, "kepala kolom")
        page.take(table.counts, "kepala kolom")
        page.take(table.drawn, "garis")
        page.take([line.number for line in table.lines])
        page.take(table.captions)
    outside.classify(page, range(1, page.source.line_count + 1), declares=form.declares)
    first = found[0].heads.lines[0] if found else page.source.line_count + 1
    uses = page.uses()
    free = [n for n in range(1, first) if uses.get(n, "judul") == "judul" and not _states(page, n)]
    dokumen = heading.read(page, form.jenis, free, form.title)
    page.untake([line.number for table in found for line in table.lines])
    if not found:
        page.warn("tanpa-tabel", "Dokumen ini tidak memuat tabel yang dapat dibaca.")
        return dokumen, ()
    said = dokumen.bukti.get("tahun", ())
    year = page.source.quoted(said[0]) if said and form.one_year else None
    return dokumen, Plan(page, year).records(found)


def _states(page: Page, number: int) -> bool:
    return tree.caption(outside.said(page.source.line(number))) is not None
