"""Sheets and cards of labelled fields, in any layout: cells, a colon, or the label on a line of its own."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from kgkesos.reading import label
from kgkesos.reading.bidang import Bidang, paragraphs
from kgkesos.reading.excerpt import Excerpt, Source
from kgkesos.reading.label import Label
from kgkesos.reading.markup import plain, without_tags
from kgkesos.reading.page import Page

CELLS, COLON, ALONE = "sel", "titik dua", "sendiri"
_SEPARATOR = re.compile(r"\t|(?<!\\)\|")
_COLON = re.compile(r"^(?P<label>[^:|\t]{2,80}?)\s*:(?!/)\s*(?P<rest>.*)$", re.DOTALL)
ORDINAL = re.compile(r"^\(?\d{1,2}(?:\.\d{1,2})*[.)]?$")
RULE = re.compile(r"^[\s|:=_*+–—-]+$")
# "Kartu 2", "METADATA INDIKATOR 3", a Markdown heading: what stands over a card.
_HEADING = re.compile(
    r"^(?:#{1,6}\s.*|\W*(?:kartu|metadata|lembar|formulir|form|standar data|data|indikator|ms-ind|ms-var)\b"
    r"[^:|\t]*\d+\W*)$",
    re.IGNORECASE,
)
# A page's number, alone or at the end of the line that every page ends with.
PAGE_MARK = re.compile(
    r"^(?:.{0,100}\s)?(?:hal(?:aman\b|\.)?\s*\d{1,3}(?:\s*(?:dari|/)\s*\d{1,3})?|[-–]\s*\d{1,3}\s*[-–])\W*$", re.I
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


@dataclass(frozen=True, slots=True)
class Opening:
    """A label that opens a field, the value that follows it on its line, and in which layout."""

    label: Label
    rest: Excerpt
    layout: str


@dataclass(slots=True)
class Field:
    """A field being read: its label, the lines of its value, all its line numbers, whether a break stands before it."""

    label: Label
    lines: list[Excerpt]
    numbers: list[int]
    layout: str
    gap: bool = False
    heading: bool = False

    def closed(self) -> Bidang:
        """The field as it was read."""
        return Bidang(self.label.name, self.label.printed, tuple(paragraphs(self.lines, _LIST)), self.label.code)


@dataclass(slots=True)
class Sheet:
    """What a sheet holds: its fields in printed order, and the lines that stand over the first one."""

    fields: list[Field] = field(default_factory=list)
    head: list[int] = field(default_factory=list)


def openings(line: Excerpt, *, alone: bool) -> tuple[Opening, ...]:
    """The fields that ``line`` opens; none where it goes on with a value. ``alone``: a label may be the whole line."""
    if _SEPARATOR.search(line.text):
        return tuple(_from_cells(cells_of(line)))
    if match := _COLON.match(line.text):
        if known := label.known(line.group(match, "label")):
            return (Opening(known, line.group(match, "rest"), COLON),)
        return ()
    known = label.known(line) if alone else None
    return (Opening(known, line[:0], ALONE),) if known else ()


def cells_of(line: Excerpt) -> list[Excerpt]:
    """The cells of a line, without the outer bars of Markdown, a number in front and lone colons."""
    cells = [cell for cell in raw_cells(line) if cell.text != ":"]
    if len(cells) > 2 and ORDINAL.match(cells[0].text) and label.known(cells[1]):
        cells = cells[1:]
    return [cell[1:].strip() if at and cell.text.startswith(": ") else cell for at, cell in enumerate(cells)]


def raw_cells(line: Excerpt) -> list[Excerpt]:
    """The cells of a line, without the outer bars of Markdown."""
    cells = [plain(cell) for cell in line.strip(" ").splits(_SEPARATOR)]
    if line.text.strip().startswith("|"):
        cells = cells[1:]
    return cells[:-1] if line.text.strip().endswith("|") and cells and not cells[-1] else cells


def clean(text: Excerpt) -> Excerpt:
    """``text`` as a reader sees it; a star without a partner is printed ("1.3.1*"), not emphasis."""
    return without_tags(text).squeezed() if text.text.count("*") % 2 else plain(text)


def _from_cells(cells: list[Excerpt]) -> Iterator[Opening]:
    labels = [label.known(cell.strip(" :")) for cell in cells]
    if not cells or not cells[0] or (len(cells) > 2 and not labels[0]):
        return
    if len(cells) > 2 and _alternate(labels):
        for at in range(0, len(cells), 2):
            if found := label.of(cells[at]):
                yield Opening(found, cells[at + 1] if at + 1 < len(cells) else cells[at][:0], CELLS)
        return
    found = label.of(cells[0])
    if found and found.code != "nomor" and (found.code or len(cells) == 2):
        rest = Excerpt("", (), ())
        for cell in cells[1:]:
            rest = _beside(rest, cell)
        yield Opening(found, rest, CELLS)


def _beside(left: Excerpt, right: Excerpt) -> Excerpt:
    if not left or not right:
        return left or right
    between = Excerpt("; ", (left.end,) * 2, (left.end,) * 2)
    return Excerpt(
        left.text + between.text + right.text,
        left.starts + between.starts + right.starts,
        left.ends + between.ends + right.ends,
    )


def _alternate(labels: Sequence[Label | None]) -> bool:
    """Whether every second cell is a label: at least two are known, and at most one in four is not."""
    asked = labels[::2]
    known = sum(1 for found in asked if found)
    return known >= 2 and known * 4 >= len(asked) * 3


def all_openings(source: Source) -> tuple[Opening, ...]:
    """Every field that ``source`` opens, in whatever layout."""
    lines = (source.line(number) for number in range(1, source.line_count + 1))
    return tuple(opening for line in lines for opening in openings(line, alone=True))


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
    for number in range(1, until):
        line = page.source.line(number)
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
    match = _COLON.match(line.text)
    last = sheet.fields[-1] if sheet.fields else None
    found = label.of(line.group(match, "label")) if match else None
    if not match or not found or last is None or last.layout != COLON:
        return ()
    words = found.printed.text.split()
    first = page.source.line(last.numbers[0])
    labels = _COLON.match(first.text)
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
    rest = opening.rest.squeezed()
    sheet.fields.append(Field(opening.label, [rest] if rest else [], [number], opening.layout, gap, heading))
    page.take([number])


def _go_on(page: Page, last: Field, line: Excerpt, number: int, gap: bool) -> None:
    """``line`` goes on with the value of ``last``; after a blank line only where it is set in, or below its label."""
    if gap and last.layout != ALONE and not (last.layout == COLON and line.text[:1].isspace()):
        page.leave([number], "teks di antara bidang")
        return
    last.lines.append(clean(line.sub(_SEPARATOR, " ")))
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
