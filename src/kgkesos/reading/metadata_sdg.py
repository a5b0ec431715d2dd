"""SDG (TPB) indicator metadata: tujuan, target and indikator with their numbers, then labelled fields."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kgkesos.reading import bidang, definisi, heading, kartu, kartu_tabel, lembar, lembar_baris
from kgkesos.reading.bidang import Bidang
from kgkesos.reading.excerpt import Excerpt, Source
from kgkesos.reading.label import Label
from kgkesos.reading.lembar import NAME, Field, Sheet
from kgkesos.reading.lembar_baris import ALONE, CELLS, COLON, Opening
from kgkesos.reading.page import Page
from kgkesos.records import Dokumen, Indikator, Metadata, Record

TITLE = re.compile(r"(?:METADATA|INDIKATOR|LEMBAR|KARTU)\b", re.IGNORECASE)
_NAMED = re.compile(r"\b(?:SDGs?|TPB|Tujuan Pembangunan Berkelanjutan)\b", re.IGNORECASE)
# "Indikator 1.3.1.(c)* : ...", "TARGET 1.3", "Tujuan | 1. Tanpa Kemiskinan": what the sheet hangs under.
_PLACE = re.compile(
    r"^[\s|*#]*(?P<label>tujuan|target|(?:nama |kode )?indikator)"
    r"(?: (?:global|nasional|tpb|sdgs?|tpb/sdgs|proksi|no\.?|nomor))*"
    r"(?:\s*[:|\t]\s*(?P<sep>)|\s+(?=\d)|\s*$)",
    re.IGNORECASE,
)
_CODE = re.compile(
    r"^\W{0,3}(?P<nomor>\d{1,2}(?:\.(?:\d{1,2}|[a-z](?![a-z])|\([a-z]\))){0,3}\*{0,2})\)?\s*(?:[.:–-]\s*)?(?=\D|$)",
    re.IGNORECASE,
)
_CODES = {"tujuan": "tujuan", "target": "target", "indikator": NAME, "nama indikator": NAME, "kode indikator": "kode"}
_MARKS = frozenset({"definisi", "rumus", "kegunaan", "klasifikasi", "periode", "sumber-data"})
_FEWEST_MARKS = 3
# Labels that part one field of the sheet: the formula and its legend inside the method.
_PARTS = frozenset({"rumus", "keterangan"})
# What names an indicator and its place is said on the indicator itself.
_ABOVE = frozenset({"tujuan", "target", NAME, "kode", "satuan"})
_NOTE = re.compile(r"^\W*(?:keterangan|catatan|ket)\b", re.IGNORECASE)
_CLOSING = " .;"


def is_metadata(source: Source) -> bool:
    """Whether a text is SDG metadata: an indicator, three or more fields of the form, and an SDG's name or number."""
    if not re.search(r"\bindikator\b", source.text, re.IGNORECASE):
        return False
    named = bool(_NAMED.search(source.text))
    if named and kartu_tabel.find(source, _is_table):
        return True
    lines = (source.line(number) for number in range(1, source.line_count + 1))
    names = {opening.label.code for line in lines for opening in place(line)}
    found = {opening.label.code for opening in lembar_baris.all_openings(source)} & _MARKS
    return NAME in names and len(found) >= _FEWEST_MARKS and (named or {"tujuan", "target"} <= names)


def _is_table(codes: frozenset[str]) -> bool:
    """Whether columns of these fields make cards of SDG indicators."""
    return len(codes & _MARKS) >= _FEWEST_MARKS


def place(line: Excerpt) -> tuple[Opening, ...]:
    """The tujuan, target or indicator that ``line`` opens, if it opens one."""
    match = _PLACE.match(line.text)
    if not match:
        return ()
    word = line.group(match, "label").squeezed()
    layout = COLON if match["sep"] is not None else ALONE
    if layout == COLON and re.search(r"[|\t]", line.text):
        layout = CELLS
    rest = lembar_baris.clean(line[match.end() :]).strip(" |")
    return (Opening(Label(word.text.upper(), word, _CODES[word.text.casefold()]), rest, layout),)


def read(page: Page) -> tuple[Dokumen, tuple[Record, ...]]:
    """What SDG metadata says: the tujuan and target, each indicator, its fields, formula and definitions."""
    source = page.source
    until = source.line_count + 1
    short = definisi.Abbreviations.of(source)
    if tables := kartu_tabel.find(source, _is_table):
        said = kartu_tabel.document(
            page, "metadata-sdg", TITLE, tables, lambda fields, span: _card(page, fields, span, short)
        )
        _notes(page, tables[-1].line, until)
        return said
    capitals = _in_capitals(source)
    sheet = lembar.read(page, until, place, lambda opening, read: _is_field(opening, read, capitals))
    dokumen = heading.read(page, "metadata-sdg", sheet.head, TITLE)
    records: list[Record] = list(kartu.over(page, sheet.head))
    for card in _cards(sheet.fields):
        page.take((one.numbers[0] for one in card if _is_bare(page, one)), "label")
        span = (card[0].numbers[0], card[-1].numbers[-1])
        records.extend(_card(page, [field.closed() for field in card], span, short))
    return dokumen, tuple(records)


def _is_bare(page: Page, field: Field) -> bool:
    """Whether the label of an indicator's name stands alone on its line: it is no field, so nothing quotes it."""
    begun = page.source.line_of(field.lines[0].start) if field.lines else None
    return field.label.code == NAME and field.layout == ALONE and begun != field.numbers[0]


def _notes(page: Page, after: int, until: int) -> None:
    """The notes that end a table: from "Keterangan" on."""
    lines = [n for n in range(after, until) if page.source.line(n).text.strip() and not page.is_used(n)]
    noted = next((at for at, n in enumerate(lines) if _NOTE.match(page.source.line(n).text)), len(lines))
    page.take(lines[noted:], "catatan")


def _in_capitals(source: Source) -> bool:
    """Whether the labels of the sheet are printed in capitals: then other words are none."""
    found = [o.label for o in lembar_baris.all_openings(source) if o.label.code in _MARKS]
    return len({one.name for one in found if one.printed.text.isupper()}) >= _FEWEST_MARKS


def _is_field(opening: Opening, read: Sheet, capitals: bool) -> bool:
    if not capitals or opening.label.printed.text.isupper():
        return True
    last = read.fields[-1].label.code if read.fields else None
    return opening.label.code in _PARTS and last in _PARTS


def _cards(fields: Sequence[Field]) -> Iterator[tuple[Field, ...]]:
    """The fields of each indicator; the tujuan and target printed over it are its own."""
    card: list[Field] = []
    for one in fields:
        over = one.label.code in ("tujuan", "target")
        named = any(other.label.code == NAME for other in card)
        if card and named and ((over and _is_filled(card)) or one.label.code == NAME):
            yield tuple(card)
            card = []
        card.append(one)
    if card:
        yield tuple(card)


def _is_filled(card: Sequence[Field]) -> bool:
    return any(one.label.code in _MARKS for one in card)


def _card(
    page: Page, fields: Sequence[Bidang], span: tuple[int, int], short: definisi.Abbreviations
) -> Iterator[Record]:
    method = _parts_of_method(fields)
    indicator = _indicator(page, fields, method)
    for field in fields:
        if field.code in ("tujuan", "target"):
            yield _placed(page, field)
        elif field.label and (field.code in _ABOVE or field in method):
            page.take(field.label, "label")
    if indicator is None:
        page.warn("tanpa-nama-indikator", "Lembar metadata ini tidak menyebut nama indikatornya.", span)
    else:
        yield indicator
    parent = indicator.id if indicator else None
    own = [field for field in fields if field.code not in _ABOVE and field not in method]
    for field in own:
        yield bidang.record(page, parent, field, fields)
    if parent:
        yield from kartu.formulas(page, parent, [*method, *own])
    yield from kartu.definitions(page, parent, own, short)


def _parts_of_method(fields: Sequence[Bidang]) -> tuple[Bidang, ...]:
    """The formula and its legend, printed under labels of their own inside the method of calculation."""
    first = next((at for at, field in enumerate(fields) if field.code == "rumus"), len(fields))
    parts: list[Bidang] = []
    for field in fields[first + 1 :]:
        if field.code not in _PARTS:
            break
        parts.append(field)
    return tuple(parts)


def _placed(page: Page, field: Bidang) -> Metadata:
    """A tujuan or target of the SDGs as a field of the sheet; a number in front is said beside it.

    A number that belongs to the label ("TARGET 1.3") is no part of the value; one that the value begins with is.
    """
    number = _CODE.match(field.value.text)
    of_label = number is not None and not _parted(page, field)
    bare = field.value[number.end() :] if number and of_label else field.value
    record = bidang.record(page, None, Bidang(field.name, field.label, (bare,) if bare else (), field.code), (field,))
    return replace(record, catatan=f"Nomor tercetak: {number['nomor']}." if number else None)


def _parted(page: Page, field: Bidang) -> bool:
    """Whether a colon, a tab or a bar stands between the label of ``field`` and the number its value begins with."""
    between = page.source.text[field.label.end : field.value.start] if field.label and field.value else ""
    return bool(re.search(r"[:|\t]", between))


def _indicator(page: Page, fields: Sequence[Bidang], method: Sequence[Bidang]) -> Indikator | None:
    field = kartu.first(fields, (NAME,))
    if field is None:
        return None
    value = field.value
    number = _CODE.match(value.text)
    code = kartu.first(fields, ("kode",))
    parts = {"kode": code.value if code else value.group(number, "nomor") if number else None}
    printed = value[number.end() :] if number else value
    parts["nama"] = printed.strip(_CLOSING)
    if not parts["nama"]:
        return None
    if len(parts["nama"]) < len(printed):
        parts["teks_tercetak"] = printed
    for role, codes in (("satuan", ("satuan",)), ("sumber_data", ("sumber-data",))):
        if found := kartu.first(fields, codes):
            parts[role] = found.value
    if legend := kartu.first(method, ("keterangan",)):
        parts["penjelasan"] = legend.value
    words = {role: part.text for role, part in parts.items() if part}
    return Indikator(
        id=page.new_id(None, "indikator", words.get("kode"), words["nama"]),
        bukti=page.evidence(parts),
        nama=words["nama"],
        teks_tercetak=words.get("teks_tercetak"),
        kode=words.get("kode"),
        satuan=words.get("satuan"),
        sumber_data=words.get("sumber_data"),
        penjelasan=words.get("penjelasan"),
    )
