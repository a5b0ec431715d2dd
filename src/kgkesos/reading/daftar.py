"""The list form that kgkesos writes any kind of document in: one record a row, with its level and what it is.

Nothing is told by words or places here: the column "TINGKAT" says under which row above a row stands, "JENIS" which
kind of record it is, and the lines above the table which kind of document. Formula and targets of an indicator stand
in its row.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from kgkesos.reading import formula, target
from kgkesos.reading.columns import Column
from kgkesos.reading.excerpt import Excerpt, Source, text_of
from kgkesos.reading.once import once
from kgkesos.reading.page import Page
from kgkesos.reading.table import Row, cells
from kgkesos.reading.view import SEEN_BREAK
from kgkesos.records import (
    Definisi,
    Dokumen,
    Fungsi,
    Indikator,
    Jabatan,
    Kegiatan,
    Kinerja,
    Metadata,
    Program,
    Record,
    Sasaran,
    SubKegiatan,
    Tugas,
    Tujuan,
)

LEVEL, KIND, NUMBER, CODE, LABEL, WORDS = "TINGKAT", "JENIS", "NOMOR", "KODE", "ISTILAH ATAU LABEL", "URAIAN"
SENTENCE, FORMULA, TARGET = "KALIMAT", "FORMULASI", "Target"
# What the lines above the table say of the document: the label and the field.
HEAD = (
    ("Jenis dokumen", "jenis"),
    ("Perangkat daerah", "instansi"),
    ("Wilayah", "wilayah"),
    ("Tahun", "tahun"),
)
# The kinds of documents that may be named there.
DOCUMENTS = frozenset(
    {"iki", "iku", "cascading", "pohon-kinerja", "metadata", "kartu-data", "metadata-sdg"}
    | {"perjanjian-kinerja", "rencana-aksi", "renstra", "renja", "ikk"}
)
_STATED = {NUMBER: "nomor", CODE: "kode", WORDS: "teks", "PERIODE": "periode"}
_NAMED = {NUMBER: "nomor", CODE: "kode", WORDS: "nama", "PERIODE": "periode"}
_ITEM = {NUMBER: "huruf", WORDS: "teks"}
_SAID = {"SATUAN": "satuan", "PENJELASAN": "penjelasan", "SUMBER DATA": "sumber_data"}
# Which column holds which field of each kind of record.
FIELDS: Mapping[type[Record], Mapping[str, str]] = MappingProxyType(
    {
        Jabatan: {WORDS: "nama"},
        Tugas: _ITEM,
        Fungsi: _ITEM,
        Kinerja: _STATED,
        Tujuan: _STATED,
        Sasaran: _STATED,
        Program: _NAMED,
        Kegiatan: _NAMED,
        SubKegiatan: _NAMED,
        Indikator: {NUMBER: "nomor", CODE: "kode", WORDS: "nama", **_SAID, "PENANGGUNG JAWAB": "penanggung_jawab"},
        Definisi: {LABEL: "istilah", WORDS: "definisi", SENTENCE: "kalimat"},
        Metadata: {LABEL: "label", WORDS: "nilai"},
    }
)
# The columns in their order; those of targets follow.
COLUMNS = (
    *(LEVEL, KIND, NUMBER, CODE, LABEL, WORDS, SENTENCE, "SATUAN", "PENJELASAN", FORMULA, "SUMBER DATA"),
    *("PENANGGUNG JAWAB", "PERIODE"),
)
_CLASSES: Mapping[str, type[Record]] = MappingProxyType({kind.__name__.casefold(): kind for kind in FIELDS})
_LINE = re.compile(rf"\s*(?P<label>{'|'.join(label for label, _ in HEAD)})\s*:\s*(?P<isi>\S.*?)\s*", re.IGNORECASE)
_TARGET = re.compile(rf"{TARGET}\b(?P<periode>.*?)(?P<tahun>\b(?:19|20)\d\d)?")
_BULLET = re.compile(r"\s*•\s*")
_BREAK = re.compile(SEEN_BREAK)
_YEAR = re.compile(r"[12]\d{3}", re.ASCII)
_DEPTH = re.compile(r"\d{1,2}", re.ASCII)


@dataclass(frozen=True, slots=True)
class _Head:
    """The heads of the table: their line and the title of each column."""

    line: int
    titles: tuple[Excerpt, ...]


@once
def _head(source: Source) -> _Head | None:
    for number in range(1, source.line_count + 1):
        if source.words(number).lstrip().startswith(LEVEL):
            titles = tuple(cell.squeezed() for cell in cells(source.line(number)))
            if [title.text for title in titles[:2]] == [LEVEL, KIND] and WORDS in {title.text for title in titles}:
                return _Head(number, titles)
    return None


def _document(source: Source, until: int) -> dict[str, Excerpt]:
    """What the lines above line ``until`` say of the document, by field."""
    fields = {label.casefold(): field for label, field in HEAD}
    found: dict[str, Excerpt] = {}
    for number in range(1, until):
        line = source.line(number)
        if match := _LINE.fullmatch(line.text):
            found.setdefault(fields[match["label"].casefold()], line.group(match, "isi"))
    return found


def is_list(source: Source) -> bool:
    """Whether ``source`` is in the list form, and says of which kind of document it is."""
    head = _head(source)
    said = _document(source, head.line).get("jenis") if head else None
    return said is not None and said.text in DOCUMENTS


def read(page: Page) -> tuple[Dokumen, tuple[Record, ...]]:
    """What a list says, row by row."""
    source = page.source
    head = _head(source)
    if head is None:
        raise ValueError("no list: see is_list")
    parts = _document(source, head.line)
    kind = parts.pop("jenis").text
    printed = [number for number in range(1, head.line) if not source.is_blank(number)]
    page.take(printed, "judul")
    page.take([head.line], "kepala kolom")
    titles = (source.line(number).squeezed() for number in printed if not _LINE.fullmatch(source.words(number)))
    if title := next(titles, None):
        parts["judul"] = title
    if "tahun" in parts and not _YEAR.fullmatch(parts["tahun"].text):
        del parts["tahun"]
    dokumen = Dokumen(
        jenis=kind,
        judul=text_of(parts.get("judul")),
        instansi=text_of(parts.get("instansi")),
        wilayah=text_of(parts.get("wilayah")),
        tahun=int(parts["tahun"].text) if "tahun" in parts else None,
        sha256=source.sha256,
        bukti=page.evidence(parts),
    )
    return dokumen, tuple(_rows(page, head))


def _rows(page: Page, head: _Head) -> Iterator[Record]:
    columns = [(title, _column(title)) for title in head.titles]
    above: list[str] = []
    for number in range(head.line + 1, page.source.line_count + 1):
        if page.source.is_blank(number):
            continue
        parts = [part.strip() for part in cells(page.source.line(number))]
        row = {title.text: part for (title, _), part in zip(columns, parts, strict=False) if part}
        kind = _CLASSES.get("".join(row[KIND].text.split()).casefold()) if KIND in row else None
        level = int(row[LEVEL].text) if LEVEL in row and _DEPTH.fullmatch(row[LEVEL].text) else 0
        if kind is None or not 0 < level <= len(above) + 1 or not _is_whole(kind, row):
            page.leave([number], "baris daftar tanpa tingkat, jenis, atau uraian yang sah")
            message = "Tingkat, jenis, atau uraian baris ini tidak sah; baris ini tidak dibaca."
            page.warn("baris-tidak-dibaca", message, (number, number))
            continue
        page.take([number])
        targets = tuple((column, part) for (_, column), part in zip(columns, parts, strict=False) if column and part)
        parent = above[level - 2] if level > 1 else None
        record = _record(page, kind, parent, row)
        above[level - 1 :] = [record.id]
        yield record
        if isinstance(record, Indikator):
            yield from _computed(page, record.id, row)
            under = {"satuan": row["SATUAN"]} if "SATUAN" in row else {}
            yield from target.records(page, record.id, Row(number, under, targets=targets))


def _is_whole(kind: type[Record], row: Mapping[str, Excerpt]) -> bool:
    """Whether ``row`` says what every record of ``kind`` has; the value of a field may be empty."""
    due = [LABEL] if kind is Metadata else [WORDS, LABEL] if kind is Definisi else [WORDS]
    return all(column in row for column in due)


def _column(title: Excerpt) -> Column | None:
    """The column of targets under ``title``; None where it is another."""
    found = _TARGET.fullmatch(title.text)
    if found is None:
        return None
    year = title.group(found, "tahun") if found["tahun"] else None
    period = title.group(found, "periode").strip()
    return Column("target", title.text, title, year, period=period or None)


def _computed(page: Page, indicator: str, row: Mapping[str, Excerpt]) -> Iterator[Record]:
    if FORMULA not in row:
        return
    said = formula.explanation(row[FORMULA], whole=True)
    for rest in (said.penjelasan, said.sisa):
        if rest:
            formula.tell_rest(page, rest)
    if said.ekspresi:
        yield formula.record(page, indicator, said.ekspresi)


def _record(page: Page, kind: type[Record], parent: str | None, row: Mapping[str, Excerpt]) -> Record:
    parts = {field: row[column] for column, field in FIELDS[kind].items() if column in row}
    if kind is Definisi:
        parts.setdefault("kalimat", parts["definisi"])
    said: dict[str, Any] = {field: part.text for field, part in parts.items()}
    if kind is Metadata and "nilai" in parts:
        items = _items(parts["nilai"])
        said["nilai"] = tuple(item.text for item in items) if len(items) > 1 else items[0].text
        evidence = page.evidence({"label": parts["label"]}) | {
            "nilai": tuple(quote for item in items for quote in item.bukti(page.source))
        }
    else:
        evidence = page.evidence(parts)
    number, words = _signs(kind, parts), parts.get("label") or parts.get("istilah") or row[WORDS]
    make: Callable[..., Record] = kind
    named = {SubKegiatan: "sub-kegiatan", Metadata: "bidang"}.get(kind, kind.__name__.lower())
    return make(id=page.new_id(parent, named, number, words.text), induk=parent, bukti=evidence, **said)


def _signs(kind: type[Record], parts: Mapping[str, Excerpt]) -> str | None:
    """What an id is made of besides the name: the code or number; of an indicator one that tells it from others."""
    number = text_of(parts.get("kode") or parts.get("nomor") or parts.get("huruf"))
    if kind is Metadata:
        return parts["label"].text
    return None if kind is Indikator and "." not in (number or "") else number


def _items(value: Excerpt) -> Sequence[Excerpt]:
    """The items of a bulleted list, one a line; one where it is none."""
    lines = list(value.splits(_BREAK))
    if len(lines) < 2 or not all(_BULLET.match(line.text) for line in lines):
        return [value]
    return [line.sub(_BULLET, "").strip() for line in lines]
