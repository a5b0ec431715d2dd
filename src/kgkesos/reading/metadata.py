"""Metadata sheets: one indicator, its fields as a label on a line of its own and the value below it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kgkesos.normalize import squeeze
from kgkesos.reading import definisi
from kgkesos.reading.excerpt import Excerpt, join
from kgkesos.reading.page import Page
from kgkesos.records import DUGAAN, Definisi, Dokumen, Indikator, Metadata, Record

# The labels that SIPD and Satu Data sheets print. A line of other words belongs to the value above it.
LABELS = (
    "NAMA INDIKATOR", "NAMA", "KODE", "KONSEP", "DEFINISI", "RUJUKAN", "RUMUS", "WALI DATA", "WALIDATA", "UKURAN",
    "SATUAN", "UNIT", "KEGUNAAN", "INTERPRETASI", "KETERANGAN", "SUMBER", "SUMBER DATA", "METODOLOGI",
    "KLASIFIKASI", "KEDALAMAN DATA", "PERIODE", "LAG DATA", "KEWENANGAN", "DOKUMEN",
)  # fmt: skip
# The head that a sheet may leave out: text before the first label is the definition.
IMPLIED = "DEFINISI"
# Widths at which systems cut a value off.
FIELD_WIDTHS = frozenset({50, 100, 150, 200, 250, 255})
_BULLET = re.compile(r"[●•▪]")
_MEASURE = re.compile(r"^(Jumlah|Persentase|Prosentase|Rasio|Angka|Indeks|Rata-rata|Cakupan|Proporsi)\b", re.IGNORECASE)
_INDICATOR_NAME = frozenset({"NAMA INDIKATOR", "NAMA"})


@dataclass(frozen=True, slots=True)
class Section:
    """One field of the sheet: its label (None where it is implied) and the paragraphs of its value."""

    name: str
    label: Excerpt | None
    paragraphs: tuple[Excerpt, ...]


def label_of(line: str) -> str | None:
    """The label that stands alone on ``line``, or None."""
    text = squeeze(line).rstrip(" :")
    return text if text in LABELS else None


def read(page: Page) -> tuple[Dokumen, tuple[Record, ...]]:
    """What a metadata sheet says: a Metadata record per field, the indicator it is about, its definitions."""
    sections = tuple(_sections(page))
    dokumen = Dokumen("metadata", None, None, None, None, page.source.sha256)
    short = definisi.Abbreviations.of(page.source)
    records: list[Record] = []
    for section in sections:
        field = _field(page, section)
        records.append(field)
        for paragraph in section.paragraphs:
            records.extend(definisi.records(page, field.id, paragraph, short))
    indicator = _indicator(page, sections, records)
    return dokumen, tuple([indicator, *records] if indicator else records)


def _sections(page: Page) -> Iterator[Section]:
    name, label, lines = IMPLIED, None, list[Excerpt]()
    started = False
    for number in range(1, page.source.line_count + 1):
        line = page.source.line(number)
        if found := label_of(line.text):
            if label or started:
                yield Section(name, label, tuple(_paragraphs(lines)))
            name, label, lines = found, line.squeezed().strip(" :"), []
            page.take([number])
        elif line.text.strip():
            started = True
            lines.append(line)
            page.take([number])
    yield Section(name, label, tuple(_paragraphs(lines)))


def _paragraphs(lines: list[Excerpt]) -> Iterator[Excerpt]:
    """Lines joined to paragraphs; a bullet, even one that slid to the end of its line, opens a new one."""
    open_lines: list[Excerpt] = []
    for line in lines:
        if _BULLET.search(line.text) and open_lines:
            yield join(open_lines)
            open_lines = []
        open_lines.append(line.sub(_BULLET, "").squeezed())
    if open_lines:
        yield join(open_lines)


def _field(page: Page, section: Section) -> Metadata:
    evidence = {"label": section.label.bukti(page.source)} if section.label else {}
    whole = join(section.paragraphs)
    if whole:
        evidence["nilai"] = whole.bukti(page.source)
    texts = tuple(paragraph.text for paragraph in section.paragraphs)
    return Metadata(
        id=page.new_id(None, "bidang", section.name, section.name),
        bukti=evidence,
        label=section.name,
        nilai=(texts if len(texts) > 1 else texts[0]) if texts else None,
        terpotong=len(texts) == 1 and cut_off(texts[0], page.source.text),
        tersirat=() if section.label else ("label",),
        catatan=None if section.label else f'Kepala "{section.name}" tidak tercetak; tersirat dari letaknya.',
    )


def cut_off(value: str, text: str) -> bool:
    """Whether ``value`` ends in the middle of a word.

    It does where its last word stands nowhere else in ``text`` but begins a longer word that does, or where the value
    is exactly as long as a system's field and ends in a letter.
    """
    last = re.search(r"[^\W\d_]+$", value)
    if not last or len(value.split()) < 3:
        return False
    words = {word.casefold() for word in re.findall(r"[^\W\d_]+", text.replace(value, " "))}
    stem = last.group().casefold()
    begins = len(stem) >= 4 and stem not in words and any(w.startswith(stem) for w in words)
    return begins or len(value) in FIELD_WIDTHS


def _indicator(page: Page, sections: tuple[Section, ...], records: list[Record]) -> Indikator | None:
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
