"""The rows of an indicator table: what every kind of document that prints one has in common."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from kgkesos.normalize import key
from kgkesos.reading import definisi, formula, satuan, target
from kgkesos.reading.excerpt import Excerpt, join, text_of
from kgkesos.reading.markup import plain, without_bullet
from kgkesos.reading.page import TRUNCATED, Page
from kgkesos.reading.table import Head, Row, cut_head
from kgkesos.records import PASTI, Indikator, Record

_SEMICOLON = re.compile(r";")
# The number or letter of an item in a list of indicators: "1. Persentase ...; 2. Jumlah ...".
_ITEM = re.compile(r"^(?P<nomor>\d{1,2}|[a-z])\s*[.)]\s+")
# The number of an indicator, as offices print it in front of the name: "1.1 ", "1.1.1. ", "2.1.Persentase".
_CODE = re.compile(r"^(?P<nomor>\d{1,2}(?:\.\d{1,2}){1,4})(?:\s*[.)]\s*|\s+)(?=[^\W\d])")


@dataclass(frozen=True, slots=True)
class Named:
    """One indicator of a cell: its name, and the number in front of it."""

    nama: Excerpt
    nomor: Excerpt | None = None


def records(
    page: Page, parent: str | None, row: Row, short: definisi.Abbreviations, parts: formula.Parts | None = None
) -> Iterator[Record]:
    """The Indikator of ``row``, measuring ``parent``; after each its Formula, targets and stated definitions.

    "a; b" is two Indikator; the other cells of the row belong to both. ``parts`` is the row's formula where it was
    taken apart already.
    """
    span = (row.lines[0], row.lines[-1])
    if row.torn:
        page.leave(row.lines, "baris tabel yang terpenggal")
        page.warn("baris-terpenggal", "Baris-baris ini tidak membentuk satu baris tabel yang utuh.", span)
        return
    _whole(page, row)
    named = tuple(_named(plain(row.cell("indikator"))))
    if not named:
        page.leave(row.lines, "baris tabel tanpa nama indikator")
        page.warn("baris-tanpa-indikator", "Baris tabel ini tidak memuat nama indikator.", span)
        return
    page.take(row.lines)
    _tell_unread(page, row)
    fields, ekspresi = _shared(page, row)
    computed = ekspresi or parts
    printed = plain(row.cell("tercetak"))
    said = key(printed.text)
    for one in named:
        differs = printed.text != one.nama.text and said == key(one.nama.text)
        shared = fields | {"teks_tercetak": printed} if differs else fields
        yield from _records(page, parent, one, shared, computed, row, short)


def detailed(found: Iterable[Record]) -> Iterator[Record]:
    """``found`` with the ties that numbers print: indicator 1.1.1 details the one that has the number 1.1."""
    records = list(found)
    numbered: dict[str, list[str]] = {}
    for record in records:
        if isinstance(record, Indikator) and record.nomor:
            numbered.setdefault(record.nomor, []).append(record.id)
    for record in records:
        if isinstance(record, Indikator) and record.nomor and record.nomor.count(".") > 1:
            above = numbered.get(record.nomor.rpartition(".")[0], [])
            yield _detailing(record, above[0]) if len(above) == 1 else record
        else:
            yield record


def _detailing(record: Indikator, above: str) -> Indikator:
    return replace(record, menjabarkan=above, kepastian_menjabarkan=PASTI)


def same_words(cell: Excerpt, above: str | None) -> bool:
    """Whether ``cell`` prints again the words of the statement ``above`` it, so that it goes on with that one."""
    said = key(plain(cell).text)
    return bool(said) and above is not None and said == key(above)


def tell_column(page: Page, title: str, line: int) -> None:
    """Say, once for a column, that its cells are not read."""
    message = f'Kolom "{title}" tidak dikenal dan tidak dibaca.' if title else "Kolom tanpa judul tidak dibaca."
    _once(page, "kolom-tidak-dibaca", message, line)


def check_end(page: Page, under: Head, until: int, count: int) -> None:
    """Say so where the document breaks off in the heads of a table or right after them.

    ``under`` is the last head, ``until`` the line after its table, ``count`` how many rows stand under it.
    """
    broken = cut_head(page.source, under, until)
    if broken:
        page.take([broken], "kepala kolom")
    elif not count:
        broken = under.lines[-1]
    if broken:
        message = "Tidak ada baris di bawah kepala tabel ini; dokumen tampaknya terpotong di sini."
        page.warn(TRUNCATED, message, (broken, broken))


def _named(cell: Excerpt) -> Iterator[Named]:
    """The indicators of a cell; a semicolon in brackets parts none."""
    pieces: list[Excerpt] = []
    first = seen = opened = 0
    for mark in _SEMICOLON.finditer(cell.text):
        opened += cell.text.count("(", seen, mark.start()) - cell.text.count(")", seen, mark.start())
        seen = mark.start()
        if not opened:
            pieces.append(cell[first : mark.start()])
            first = mark.end()
    pieces.append(cell[first:])
    parts = [piece for piece in (p.strip() for p in pieces) if any(c.isalnum() for c in piece.text)]
    for part in parts:
        name = without_bullet(part) if len(parts) > 1 else part
        item = _CODE.match(name.text) or (_ITEM.match(name.text) if len(parts) > 1 else None)
        yield Named(name[item.end() :], name.group(item, "nomor")) if item else Named(name)


def _shared(page: Page, row: Row) -> tuple[dict[str, Excerpt], Excerpt | None]:
    """What the row says of all its indicators: their fields, and the formula."""
    said = formula.explanation(row.cell("penjelasan"), announced=row.announced)
    computed = formula.explanation(row.cell("formula"), whole=True)
    fields: dict[str, Excerpt] = {}
    if prose := join(part for part in (said.penjelasan, computed.penjelasan) if part):
        fields["penjelasan"] = prose
    for role in ("sumber_data", "penanggung_jawab", "satuan"):
        if cell := without_bullet(plain(row.cell(role))):
            fields[role] = cell
    for rest in (said.sisa, computed.sisa):
        if rest:
            formula.tell_rest(page, rest)
    ekspresi = computed.ekspresi or said.ekspresi
    if said.ekspresi and computed.ekspresi and key(said.ekspresi.text) != key(computed.ekspresi.text):
        message = f'Ada formula lain dalam penjelasan, yang tidak dibaca: "{plain(said.ekspresi).text}".'
        page.warn("formula-ganda", message, (row.lines[0], row.lines[-1]))
    return fields, ekspresi


def _records(
    page: Page,
    parent: str | None,
    one: Named,
    shared: dict[str, Excerpt],
    ekspresi: Excerpt | formula.Parts | None,
    row: Row,
    short: definisi.Abbreviations,
) -> Iterator[Record]:
    number = one.nomor or row.cell("nomor_indikator")
    fields = {"nama": one.nama} | ({"nomor": number} if number else {}) | shared
    if "satuan" not in fields and row.bracketed:
        fields["nama"], unit = satuan.apart(one.nama)
        fields |= {"satuan": unit, "teks_tercetak": one.nama} if unit else {}
    coded = number.text if number and "." in number.text else None
    identifier = page.new_id(parent, "indikator", coded, fields["nama"].text)
    yield Indikator(
        id=identifier,
        induk=parent,
        bukti=page.evidence(fields),
        nama=fields["nama"].text,
        teks_tercetak=text_of(fields.get("teks_tercetak")),
        nomor=text_of(fields.get("nomor")),
        penjelasan=text_of(fields.get("penjelasan")),
        sumber_data=text_of(fields.get("sumber_data")),
        penanggung_jawab=text_of(fields.get("penanggung_jawab")),
        satuan=text_of(fields.get("satuan")),
    )
    if ekspresi:
        yield formula.record(page, identifier, ekspresi)
    yield from target.records(page, identifier, row)
    if "penjelasan" in fields:
        yield from definisi.records(page, identifier, formula.without_notes(fields["penjelasan"]), short)


def _whole(page: Page, row: Row) -> None:
    """A row with fewer cells than the head has columns may be cut off; on the last line the document is."""
    if row.missing <= 0:
        return
    rest = page.source.text[page.source.line_starts[row.lines[-1] - 1] :].strip()
    last = rest == page.source.line(row.lines[-1]).text.strip()
    message = f"Baris tabel ini kurang {row.missing} sel" + ("; dokumen tampaknya terpotong di sini." if last else ".")
    page.warn(TRUNCATED if last else "baris-kurang-sel", message, (row.lines[0], row.lines[-1]))


def _tell_unread(page: Page, row: Row) -> None:
    """Say what stands in the row and is not read: no cell is lost without a word."""
    for title, _ in row.others:
        tell_column(page, title, row.line)
    for title, first, _ in row.twins:
        message = f'Kolom "{title}" berisi hal yang sama dengan kolom "{first}" dan tidak dibaca.'
        _once(page, "kolom-kembar", message, row.line)
    if row.extra:
        said = "; ".join(f'"{cell.text}"' for cell in row.extra)
        page.warn("sel-berlebih", f"Baris ini memuat sel di luar kolom tabel: {said}.", (row.line, row.line))


def _once(page: Page, code: str, message: str, line: int) -> None:
    if not any(said.kode == code and said.pesan == message for said in page.warnings):
        page.warn(code, message, (line, line))
