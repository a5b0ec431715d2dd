"""Metadata sheets: one indicator, its fields as a label on a line of its own and the value below it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kgkesos.normalize import squeeze
from kgkesos.reading import bidang, definisi
from kgkesos.reading.bidang import Bidang
from kgkesos.reading.excerpt import Excerpt, Source, join
from kgkesos.reading.label import LABELS
from kgkesos.reading.page import Page
from kgkesos.records import DUGAAN, Definisi, Dokumen, Indikator, Record

# The head that a sheet may leave out: text before the first label is the definition.
IMPLIED = "DEFINISI"
_LABELLED = re.compile(r"^\s*(?P<label>[A-Za-z][A-Za-z ]*?)\s*(?::\s*(?P<rest>.*))?$", re.DOTALL)
_CAPITALS = re.compile(r"^(?=.{4,40}$)[A-Z]+(?: [A-Z]+){0,3}$")
_MEASURE = re.compile(r"^(Jumlah|Persentase|Prosentase|Rasio|Angka|Indeks|Rata-rata|Cakupan|Proporsi)\b", re.IGNORECASE)
_INDICATOR_NAME = frozenset({"NAMA INDIKATOR", "NAMA"})


# From so many labels on a text is a metadata sheet; from so many in capitals on, only capitals are labels.
FEWEST_LABELS = 5


@dataclass(frozen=True, slots=True)
class Labelled:
    """A line that opens a field: the label's name, where it is printed, and the value that follows on the line."""

    name: str
    label: Excerpt
    rest: Excerpt


def labelled(line: Excerpt, *, capitals: bool) -> Labelled | None:
    """The label that stands alone on ``line`` or before a colon; with ``capitals`` only one printed in capitals."""
    match = _LABELLED.match(line.text)
    if not match:
        return None
    name = squeeze(match["label"])
    if name.upper() not in LABELS or (capitals and name != name.upper()):
        return None
    return Labelled(name.upper(), line.group(match, "label").squeezed(), line.group(match, "rest").squeezed())


def is_sheet(source: Source) -> bool:
    """Whether a text is a metadata sheet: five or more of the known labels stand on lines of their own."""
    return len(_labels(source, capitals=False)) >= FEWEST_LABELS


def _labels(source: Source, *, capitals: bool) -> set[str]:
    lines = (source.line(number) for number in range(1, source.line_count + 1))
    return {found.name for line in lines if (found := labelled(line, capitals=capitals))}


def read(page: Page) -> tuple[Dokumen, tuple[Record, ...]]:
    """What a metadata sheet says: a Metadata record per field, the indicator it is about, its definitions."""
    sections = tuple(_sections(page))
    dokumen = Dokumen("metadata", None, None, None, None, page.source.sha256)
    short = definisi.Abbreviations.of(page.source)
    records: list[Record] = []
    for section in sections:
        field = bidang.record(page, None, section)
        records.append(field)
        for paragraph in section.paragraphs:
            records.extend(definisi.records(page, field.id, paragraph, short))
    indicator = _indicator(page, sections, records)
    return dokumen, tuple([indicator, *records] if indicator else records)


def _sections(page: Page) -> Iterator[Bidang]:
    """The fields in printed order. Text before the first label is the definition where no label says so."""
    capitals = len(_labels(page.source, capitals=True)) >= FEWEST_LABELS
    names = _labels(page.source, capitals=capitals)
    seen: set[str] = set()
    name, label, lines = IMPLIED, None, list[Excerpt]()
    for number in range(1, page.source.line_count + 1):
        line = page.source.line(number)
        if found := labelled(line, capitals=capitals) or _unknown_label(page, line, label, lines):
            if label or lines:
                yield from _closed(page, name, label, lines, names)
            if found.name in seen:
                page.warn("label-berulang", f"Bidang {found.name} tercetak lebih dari sekali.", (number, number))
            seen.add(found.name)
            name, label, lines = found.name, found.label, [found.rest] if found.rest else []
            page.take([number])
        elif line.text.strip():
            lines.append(line)
            page.take([number])
    yield from _closed(page, name, label, lines, names)


def _closed(page: Page, name: str, label: Excerpt | None, lines: list[Excerpt], names: set[str]) -> Iterator[Bidang]:
    if label is None and IMPLIED in names:
        # The sheet prints its definition elsewhere, so this is a letterhead or a title, not a value.
        page.untake(page.source.line_of(line.start) for line in lines if line)
        page.leave((page.source.line_of(line.start) for line in lines if line), "teks sebelum bidang pertama")
        return
    yield Bidang(name, label, tuple(bidang.paragraphs(lines)))


def _unknown_label(page: Page, line: Excerpt, label: Excerpt | None, lines: list[Excerpt]) -> Labelled | None:
    """A line of capitals after a value that is already there, a blank line between: a field that is not known."""
    text = line.squeezed().strip(" :")
    if not label or not lines or not _CAPITALS.match(text.text):
        return None
    number = page.source.line_of(line.start)
    if page.source.line(number - 1).text.strip():
        return None
    page.warn("label-tidak-dikenal", f"Bidang {text.text} tidak dikenal; isinya dibaca apa adanya.", (number, number))
    return Labelled(text.text, text, text[:0])


def _indicator(page: Page, sections: tuple[Bidang, ...], records: list[Record]) -> Indikator | None:
    """The indicator the sheet is about: printed under a name label, or implied by the first definition."""
    for section in sections:
        if section.name in _INDICATOR_NAME and section.label and section.paragraphs:
            name = join(section.paragraphs)
            return Indikator(
                id=page.new_id(None, "indikator", None, name.text),
                bukti={"nama": name.bukti(page.source)},
                nama=name.text,
            )
    for record in records:
        if isinstance(record, Definisi) and _MEASURE.match(record.istilah):
            return Indikator(
                id=page.new_id(None, "indikator", None, record.istilah),
                bukti={"nama": record.bukti["istilah"]},
                nama=record.istilah,
                kepastian=DUGAAN,
                alternatif="Nama indikator tidak tercetak; kalimat definisi pertama bisa juga hanya menerangkan.",
                catatan="Nama indikator diambil dari istilah yang didefinisikan pertama.",
            )
    page.warn("tanpa-nama-indikator", "Lembar metadata ini tidak menyebut nama indikatornya.")
    return None
