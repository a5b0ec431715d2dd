"""Cascading sheets: goals, objectives, programmes and activities, each with indicators and formulas.

Such a sheet reaches us as text taken from a PDF whose columns come out one after another, torn at page boundaries.
It is read in layers, each in a module of its own:

1. ``cells``: blocks between blank lines become cells, each with its number and its kind, told by its first word
   (``words``).
2. ``stitch``: fragments join the cell they go on from; what was printed twice counts once.
3. ``results``, ``measures``, ``subactivities``, ``generations``, ``activities``: the tree, from the codes
   (``codes``), the numbering (``runs``), the words and the reading order.
4. ``ending`` says whether the sheet is cut off.
5. ``records``: records with their evidence. Whatever fits nowhere is left, with a warning.

A sheet that kept its columns (cells parted by tabs or bars under a row of headings) is read by ``table``: ``columns``
tells from the heads what each holds, ``rows`` reads the cells into a ``tree``.

Where a tie is not printed side by side, ``aturan_induk`` names the rule that chose it:

===============================  ====================================================================================
rule                             what it says
===============================  ====================================================================================
satu-satunya-tujuan              the sheet has one tujuan; every sasaran (and an indicator put as a verb) is under it
tujuan-terdekat                  of several tujuan, the one printed nearest to the indicator that is put as a verb
satu-satunya-sasaran             the sheet has one sasaran; every program is under it
satu-satunya-program             the sheet has one program; every kegiatan is under it
kode-di-bawahnya                 the code of the kegiatan or sub kegiatan goes on from its parent's code
kegiatan-di-atas                 a sub kegiatan under the kegiatan printed last before it
nomor-mulai-ulang                where the numbers start again, the next parent begins (parents in order of number)
urutan-cetak                     as above, but two parents in their printed order: their words too say so
urutan-dan-kemiripan-kata        fewer or more lists than parents: matched in order so that they share most words
program-di-atas                  kegiatan numbered through the whole sheet: the program printed above
program-berikutnya               a numbered indicator just before a program that has none
sasaran-tanpa-indikator          a bare ratio among programs is the indicator of the only sasaran without one
pembilang-sama-dengan-nama       the formula's numerator says what the indicator's name says
bersebelahan                     a formula printed just after an indicator, though their words differ
===============================  ====================================================================================

All but the ``satu-satunya-...`` rules and ``kode-di-bawahnya`` leave ``kepastian_induk`` at ``dugaan``. A tie without
a rule is printed: the cell stands directly after its parent's.
"""

from __future__ import annotations

import re

from kgkesos.reading.cascading import (
    activities,
    codes,
    ending,
    generations,
    marks,
    measures,
    records,
    results,
    subactivities,
)
from kgkesos.reading.cascading import table as columns
from kgkesos.reading.cascading.cells import Cell, cells
from kgkesos.reading.cascading.nodes import Sheet
from kgkesos.reading.cascading.stitch import stitched
from kgkesos.reading.cascading.words import Kind
from kgkesos.reading.excerpt import Excerpt, text_of
from kgkesos.reading.heading import OFFICE
from kgkesos.reading.page import Page
from kgkesos.records import Dokumen, Record

_TITLE_WORDS = re.compile(
    r"^(?:CASCADING|CASCADE|KASKADE|POHON)(?:\s+(?:KINERJA|PROGRAM|KEGIATAN|DAN))*\s*", re.IGNORECASE
)
_END_OF_OFFICE = re.compile(
    r"\s+(?:(?:KABUPATEN|KAB\.|KOTA|PROVINSI|PROV\.)\s+\S.*|(?:TAHUN|TH\.?|PERIODE)\s+\d.*|\d{4}.*)$", re.IGNORECASE
)
_REGION = re.compile(
    r"\b(?:KABUPATEN|KAB\.|KOTA|PROVINSI|PROV\.)\s+\S.*?(?=\s+(?:TAHUN|TH\.?|PERIODE)\b|\s+\d|$)", re.IGNORECASE
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def read(page: Page) -> tuple[Dokumen, tuple[Record, ...]]:
    """What a cascading sheet says: of itself, and its records, parents first."""
    if table := columns.heads(page.source):
        return _table(page, table)
    printed = cells(page.source)
    dokumen = _document(page, [cell for cell in printed if cell.kind is Kind.TITLE])
    whole = stitched(page, printed)
    _take_furniture(page, whole)
    sheet = _settled(page, whole)
    ending.tell(page, sheet)
    measures.tell_formulas_lacking(page, sheet)
    return dokumen, records.records(page, sheet)


def _settled(page: Page, whole: list[Cell]) -> Sheet:
    """The tree, settled from its firmest ties to its loosest."""
    sheet = results.sheet(page, whole)
    measures.slashed_names(sheet)
    results.settle_statements(page, sheet)
    measures.settle_indicators(page, sheet)
    subactivities.settle(page, sheet)
    measures.settle_formulas(page, sheet)
    measures.place_numbers(page, sheet)
    codes.place(page, sheet)
    found = generations.generations(page, sheet)
    for generation in found:
        generations.check_numbers(page, generation)
    activities.settle(page, sheet, found)
    found = generations.with_labels(sheet, found)
    generations.tie_to_objectives(page, sheet, found)
    generations.settle_periods(page, sheet, found)
    return sheet


def _table(page: Page, table: columns.Heads) -> tuple[Dokumen, tuple[Record, ...]]:
    titles = [cell for cell in cells(page.source, table.line) if cell.kind is Kind.TITLE]
    dokumen, sheet = _document(page, titles), columns.sheet(page, table)
    measures.tell_formulas_lacking(page, sheet)
    return dokumen, records.records(page, sheet)


def _document(page: Page, titles: list[Cell]) -> Dokumen:
    """What the title says: the office, and where printed its region and year."""
    parts: dict[str, Excerpt] = {}
    if titles:
        parts = _facts(titles[0].body)
    else:
        page.warn("judul-tidak-ditemukan", "Judul dokumen cascading tidak ditemukan.")
    for cell in titles:
        page.take(cell.lines, Kind.TITLE.value)
        if cell.text.casefold() != titles[0].text.casefold():
            page.warn("judul-ganda", f'Ada judul lain: "{cell.text}"; yang dipakai judul pertama.', cell.span)
    year = parts.get("tahun")
    return Dokumen(
        jenis="cascading",
        judul=text_of(parts.get("judul")),
        instansi=text_of(parts.get("instansi")),
        wilayah=text_of(parts.get("wilayah")),
        tahun=int(year.text) if year else None,
        sha256=page.source.sha256,
        bukti=page.evidence(parts),
    )


def _facts(title: Excerpt) -> dict[str, Excerpt]:
    parts = {"judul": title}
    rest = title.sub(_TITLE_WORDS, "")
    end = _END_OF_OFFICE.search(rest.text)
    office = (rest[: end.start()] if end else rest).strip(" .,-:")
    if OFFICE.match(office.text):
        parts["instansi"] = office
    if region := _REGION.search(rest.text):
        parts["wilayah"] = rest.group(region).strip(" .,-:")
    if year := _YEAR.search(rest.text):
        parts["tahun"] = rest.group(year)
    return parts


def _take_furniture(page: Page, whole: list[Cell]) -> None:
    """Headings, notes and lines of nothing but tags are classes of their own; a bare number is used, or told of."""
    for cell in whole:
        if cell.kind in (Kind.HEADER, Kind.NOTE):
            page.take(cell.lines, cell.kind.value)
    for number in range(1, page.source.line_count + 1):
        line = page.source.line(number)
        if line.text.strip() and not marks.clean(line):
            page.take([number], "penanda")
