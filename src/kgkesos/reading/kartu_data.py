"""Satu Data metadata cards: labelled fields in cells, after colons or below their labels, or a table of cards."""

from __future__ import annotations

import re

from kgkesos.reading import definisi, heading, kartu, kartu_tabel, label, lembar, lembar_baris
from kgkesos.reading.excerpt import Source
from kgkesos.reading.page import Page
from kgkesos.records import Dokumen, Record

TITLE = re.compile(r"(?:KARTU|METADATA|STANDAR|DAFTAR|KAMUS|FORMULIR|LEMBAR|SATU DATA|DATA)\b", re.IGNORECASE)
_MENTIONED = re.compile(
    r"\b(?:judul|nama)\s+(?:indikator|data|dataset)\b|\bjudul\s*[:|\t]|\bindikator\b", re.IGNORECASE
)
# Fields that only the metadata of statistics has: no table of indicators has two of them.
_STATISTICAL = frozenset({"konsep", "ukuran", "klasifikasi", "produsen-data", "walidata", "level-estimasi"})
_FEWEST_FIELDS = 4


def is_card(source: Source) -> bool:
    """Whether a text holds metadata cards: four or more known fields, a name among them, in the layout of cards.

    One sheet with the labels of SIPD alone, each on a line of its own or before a colon, is no card.
    """
    if not _MENTIONED.search(source.text):
        return False
    if kartu_tabel.find(source, _is_table):
        return True
    opened = lembar_baris.all_openings(source)
    found = {opening.label.code for opening in opened if opening.label.code}
    if kartu.NAME not in found or len(found - {"nomor"}) < _FEWEST_FIELDS:
        return False
    names = [opening.label.name for opening in opened if opening.label.code == kartu.NAME]
    in_cells = {opening.label.code for opening in opened if opening.layout == lembar_baris.CELLS}
    others = {opening.label.name for opening in opened if opening.label.code} - set(label.LABELS)
    return len(in_cells) >= _FEWEST_FIELDS or len(names) > 1 or len(others) > 1 or names[0] not in label.LABELS


def read(page: Page) -> tuple[Dokumen, tuple[Record, ...]]:
    """What a file of metadata cards says: for each card its indicator, fields, formula and definitions."""
    source = page.source
    short = definisi.Abbreviations.of(source)
    if tables := kartu_tabel.find(source, _is_table):
        return kartu_tabel.document(
            page, "kartu-data", TITLE, tables, lambda fields, span: kartu.records(page, fields, short, span)
        )
    sheet = lembar.read(page, source.line_count + 1)
    fields = lembar.without_preface(page, sheet)
    dokumen = heading.read(page, "kartu-data", sheet.head, TITLE)
    records: list[Record] = list(kartu.over(page, sheet.head))
    for card in lembar.cards(page, fields):
        span = (card[0].numbers[0], card[-1].numbers[-1])
        records.extend(kartu.records(page, [field.closed() for field in card], short, span))
    return dokumen, tuple(records)


def _is_table(codes: frozenset[str]) -> bool:
    """Whether columns of these fields make cards: two that only statistics have."""
    return len(codes & _STATISTICAL) > 1
