"""Sheets and cards of labelled fields, in any layout: cells, a colon, or the label on a line of its own."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from kgkesos.reading import label, lembar_tabel
from kgkesos.reading.bidang import Bidang, paragraphs
from kgkesos.reading.excerpt import Excerpt
from kgkesos.reading.label import Label
from kgkesos.reading.lembar_baris import (
    ALONE,
    CELLS,
    COLON,
    LABELLED,
    PAGE_MARK,
    RULE,
    SEPARATOR,
    Opening,
    all_openings,
    cells_of,
    clean,
    openings,
)
from kgkesos.reading.page import Page
from kgkesos.reading.view import SEEN_BREAK

# "Kartu 2", "METADATA INDIKATOR 3", a Markdown heading: what stands over a card.
_HEADING = re.compile(
    r"^(?:#{1,6}\s.*|\W*(?:kartu|metadata|lembar|formulir|form|standar data|data|indikator|ms-ind|ms-var)\b"
    r"[^:|\t]{0,80}?\d{1,4}\W{0,10})$",
    re.IGNORECASE,
)
# The row over two columns of labels and values: "Uraian | Isi".
_COLUMN_HEADS = frozenset(
    ("uraian", "isi", "isian", "keterangan", "atribut", "nilai", "elemen", "metadata", "item", "bidang", "rincian",
     "no", "no.", "nomor", "komponen", "deskripsi", "penjelasan", "variabel", "informasi", "struktur", "label", "field")
)  # fmt: skip
_LIST = re.compile(r"^\s*[-–•●▪*]\s+|[●•▪]")
# From so many different labels alone on their lines on, a label may stand so.
_FEWEST_ALONE = 3
# From so many repeated labels in a row on, what follows is another card, though it has no name.
_REPEATED = 3
_BREAK = re.compile(SEEN_BREAK)
NAME = "nama-indikator"
# The fields that name what a card is about: an indicator, or a variable.
NAMES = frozenset({NAME, "variabel"})
# What speaks of the whole sheet has at most so many fields.
_LONGEST_PREFACE = 3
# Labels that are also the names of units.
_UNITS = frozenset({"UNIT", "DOKUMEN"})
# A label that is not known has at most so many words.
_LONGEST_LABEL = 5
# The most fields that the name of a card is looked for in.
_LARGEST_CARD = 20


@dataclass(slots=True)
class Field:
    """A field being read: its label, the lines of its value, all its line numbers, whether a break stands before it."""

    label: Label
    lines: list[Excerpt]
    numbers: list[int]
    layout: str
    gap: bool = False
    heading: bool = False
    rows: tuple[tuple[Bidang, ...], ...] = ()

    def closed(self) -> Bidang:
        """The field as it was read."""
        return Bidang(
            self.label.name, self.label.printed, tuple(paragraphs(self.lines, _LIST)), self.label.code, self.rows
        )


@dataclass(slots=True)
class Sheet:
    """What a sheet holds: its fields in printed order, and the lines that stand over the first one."""

    fields: list[Field] = field(default_factory=list)
    head: list[int] = field(default_factory=list)


def nothing(_: Excerpt) -> tuple[Opening, ...]:
    """No fields but those of ``openings``."""
    return ()


def any_field(_: Opening, __: Sheet) -> bool:
    """Every field that a line opens is one."""
    return True


def read(
    page: Page,
    until: int,
    extra: Callable[[Excerpt], tuple[Opening, ...]] = nothing,
    accept: Callable[[Opening, Sheet], bool] = any_field,
) -> Sheet:
    """The fields printed before line ``until``; every line of a field is taken, headings and page marks are named.

    ``extra`` gives the fields that a line opens in a way of its own kind of sheet; ``accept`` says of a field whether
    it is one after what was read so far.
    """
    alone = len({o.label.name for o in all_openings(page.source) if o.layout == ALONE}) >= _FEWEST_ALONE
    sheet = Sheet()
    gap = heading = False
    after = 0
    for number in range(1, until):
        line = page.source.line(number)
        if number < after:
            continue
        if sheet.fields and (inner := lembar_tabel.read(page, number, until)):
            sheet.fields.append(Field(inner.label, [], list(inner.numbers), CELLS, gap, heading, inner.rows))
            gap = heading = False
            after = inner.numbers[-1] + 1
            continue
        if not line.text.strip() or ("\f" in line.text and not line.text.strip("\f \t")):
            gap = True
            continue
        opened = extra(line) or openings(line, alone=alone) or _unknown(page, sheet, line)
        if _is_column_head(line):
            page.take([number], "kepala kolom")
            heading = heading or bool(sheet.fields)
        elif (opened := tuple(o for o in opened if accept(o, sheet) and not _is_unit(o, sheet, gap))) and (
            sheet.fields or opened[0].label.code
        ):
            for opening in opened:
                _open(page, sheet, opening, number, gap, heading)
                gap = heading = False
        elif use := _furniture(page, sheet, line):
            page.take([number], use)
            gap = gap or use == "garis"
        elif not sheet.fields:
            sheet.head.append(number)
        elif gap and _HEADING.match(line.text):
            page.take([number], "judul")
            heading = True
        else:
            _go_on(page, sheet.fields[-1], line, number, gap)
            gap = False
    return sheet


def _is_unit(opening: Opening, sheet: Sheet, gap: bool) -> bool:
    """Whether a label alone on its line is the unit asked for right above it."""
    last = sheet.fields[-1] if sheet.fields else None
    asked = last is not None and last.label.code == "satuan" and not last.lines and not gap
    return asked and opening.layout == ALONE and opening.label.name in _UNITS


def _unknown(page: Page, sheet: Sheet, line: Excerpt) -> tuple[Opening, ...]:
    """A label that is not known: words before a colon, set out as the label of the field above is.

    Letters that stand for quantities are explained so under a formula: there it takes more than one word.
    """
    match = LABELLED.match(line.text)
    last = sheet.fields[-1] if sheet.fields else None
    found = label.of(line.group(match, "label")) if match else None
    if not match or not found or last is None or last.layout != COLON:
        return ()
    words = found.printed.text.split()
    first = page.source.line(last.numbers[0])
    labels = LABELLED.match(first.text)
    if not labels or len(words) > _LONGEST_LABEL or not all(word[0].isalpha() for word in words):
        return ()
    one_of_many = len(words) > 1 or (last.label.code not in ("rumus", "keterangan") and len(words[0]) > 2)
    alike = _indent(line) == _indent(first) and words[0][0].isupper()
    spaced = line.text[match.end("label")] == first.text[labels.end("label")]
    return (Opening(found, line.group(match, "rest"), COLON),) if one_of_many and alike and spaced else ()


def _indent(line: Excerpt) -> int:
    return len(line.text) - len(line.text.lstrip())


def _furniture(page: Page, sheet: Sheet, line: Excerpt) -> str | None:
    """What a line is that belongs to no field: a rule, a page's number or its head printed again; None if it may."""
    if RULE.match(line.text):
        in_formula = sheet.fields and sheet.fields[-1].label.code == "rumus" and "|" not in line.text
        next_to_it = in_formula and sheet.fields[-1].numbers[-1] == page.source.line_of(line.start) - 1
        return None if next_to_it else "garis"
    if PAGE_MARK.match(line.text):
        return "tanda halaman"
    heads = {page.source.line(number).squeezed().text for number in sheet.head}
    return "kepala halaman" if sheet.fields and line.squeezed().text in heads else None


def _is_column_head(line: Excerpt) -> bool:
    cells = [cell.text.casefold().strip(" :").split() for cell in cells_of(line)]
    return len(cells) > 1 and all(word in _COLUMN_HEADS for cell in cells for word in cell)


def _open(page: Page, sheet: Sheet, opening: Opening, number: int, gap: bool, heading: bool) -> None:
    if not opening.label.code:
        message = f"Bidang {opening.label.name} tidak dikenal; isinya dibaca apa adanya."
        page.warn("label-tidak-dikenal", message, (number, number))
    lines = _value_lines(page, opening.rest)
    sheet.fields.append(Field(opening.label, lines, [number], opening.layout, gap, heading))
    page.take([number])


def _value_lines(page: Page, rest: Excerpt) -> list[Excerpt]:
    """The lines of a value: as its cell parts them, where it stands in one of a file that keeps them."""
    value = rest.squeezed()
    if not value:
        return []
    printed = page.source.span(value.start, value.end)
    if SEEN_BREAK not in printed.text or SEPARATOR.search(printed.text):
        return [value]
    return [line for part in printed.splits(_BREAK) if (line := clean(part))]


def _go_on(page: Page, last: Field, line: Excerpt, number: int, gap: bool) -> None:
    """``line`` goes on with the value of ``last``; after a blank line only where it is set in, or below its label."""
    if gap and last.layout != ALONE and not (last.layout == COLON and line.text[:1].isspace()):
        page.leave([number], "teks di antara bidang")
        return
    last.lines.append(clean(line.sub(SEPARATOR, " ")))
    last.numbers.append(number)
    page.take([number])


def without_preface(page: Page, sheet: Sheet) -> tuple[Field, ...]:
    """The fields of ``sheet`` without those that stand over the first card and speak of the whole sheet."""
    first = next((at for at, one in enumerate(sheet.fields) if at and (one.heading or one.gap)), 0)
    over, rest = sheet.fields[:first], sheet.fields[first:]
    own = {one.label.name for one in over} - {one.label.name for one in rest}
    if not over or len(over) > _LONGEST_PREFACE or (len(own) < len(over) and not rest[0].heading):
        return tuple(sheet.fields)
    if any(one.label.code in NAMES for one in over) or not any(one.label.code in NAMES for one in rest):
        return tuple(sheet.fields)
    for one in over:
        page.untake(one.numbers)
        page.leave(one.numbers, "teks sebelum kartu pertama")
        sheet.head.extend(one.numbers)
    return tuple(rest)


def cards(page: Page, fields: Sequence[Field]) -> tuple[tuple[Field, ...], ...]:
    """``fields`` parted into cards.

    Headings or blank lines part them where each piece so parted has one name; else a card ends where a label comes
    again that it has.
    """
    for parted in (_blocks(fields, [one.heading for one in fields]), _blocks(fields, [one.gap for one in fields])):
        if len(parted) > 1 and all(sum(one.label.code in NAMES for one in block) == 1 for block in parted):
            return tuple(parted)
    return tuple(_by_repetition(page, fields))


def _blocks(fields: Sequence[Field], begins: Sequence[bool]) -> list[tuple[Field, ...]]:
    starts = [0, *(at for at, begun in enumerate(begins) if begun and at)]
    return [tuple(fields[a:b]) for a, b in zip(starts, [*starts[1:], len(fields)], strict=True)]


def _by_repetition(page: Page, fields: Sequence[Field]) -> Iterator[tuple[Field, ...]]:
    card: list[Field] = []
    for at, one in enumerate(fields):
        seen = {other.label.name for other in card}
        if one.label.name in seen and _begins(fields, at, seen):
            yield tuple(card)
            card = []
        elif one.label.name in seen:
            message = f"Bidang {one.label.name} tercetak lebih dari sekali."
            page.warn("label-berulang", message, (one.numbers[0], one.numbers[0]))
        card.append(one)
    if card:
        yield tuple(card)


def _begins(fields: Sequence[Field], at: int, seen: set[str]) -> bool:
    """Whether the repeated label at ``at`` begins a card: its name is due before the label comes once more."""
    for other in fields[at : at + _LARGEST_CARD]:
        if other.label.code in NAMES:
            return True
        if other is not fields[at] and other.label.name == fields[at].label.name:
            break
    run = fields[at : at + _REPEATED]
    return len(run) == _REPEATED and all(one.label.name in seen for one in run)
