"""What one card of labelled fields says: its indicator, each field, the formula and the definitions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kgkesos.reading import bidang, definisi, formula, lembar_baris
from kgkesos.reading.bidang import Bidang
from kgkesos.reading.excerpt import Excerpt
from kgkesos.reading.markup import plain
from kgkesos.reading.page import Page
from kgkesos.records import DUGAAN, Definisi, Indikator, Metadata, Record

NAME = "nama-indikator"
# The field of an indicator that a field of the card fills; the first that is filled.
_ROLES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("kode", ("kode",)),
    ("nomor", ("nomor-indikator",)),
    ("satuan", ("satuan",)),
    ("sumber_data", ("sumber-data", "sumber")),
    ("penanggung_jawab", ("penanggung-jawab",)),
)
# Fields of people and of ways to reach them: none of their words is read.
PERSONAL = re.compile(
    r"^(?:NAMA (?:PETUGAS|PEJABAT|PENANGGUNG JAWAB|KONTAK|NARAHUBUNG)|KONTAK\b.*|NARA ?HUBUNG\b.*|CONTACT PERSON|NIP"
    r"|(?:NO\.? |NOMOR )?(?:TELEPON|TELP|HP|WHATSAPP|WA|FAKSIMILE|FAX)\b.*|E-?MAIL\b.*|SUREL\b.*|PETUGAS\b.*)$"
)
_REACH = re.compile(
    r"\(?(?:[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64})+|(?<!\d)(?:\+62|0)8\d[\d -]{6,12}\d"
    r"|\bNIP\.?\s*:?\s*[\dxX][\dxX ]{7,24})\)?",
)


def records(
    page: Page, fields: Sequence[Bidang], short: definisi.Abbreviations, span: tuple[int, int]
) -> Iterator[Record]:
    """The records of a card whose ``fields`` stand on the lines ``span``: its Indikator first, all else under it.

    The card of a variable has no indicator: its fields stand by themselves. So do those of a card without a name, of
    which the user is told.
    """
    fields = [_without_people(page, field) for field in fields if not _is_personal(page, field, span)]
    indicator = _indicator(page, fields)
    if indicator:
        yield indicator
    elif not any(field.code == "variabel" for field in fields):
        page.warn("tanpa-nama-indikator", "Kartu ini tidak menyebut nama indikator atau datanya.", span)
    parent = indicator.id if indicator else None
    tables, fields = [field for field in fields if field.rows], [field for field in fields if not field.rows]
    for field in fields:
        yield bidang.record(page, parent, field, fields)
    if parent:
        yield from formulas(page, parent, fields)
    yield from definitions(page, parent, fields, short)
    for row in (row for table in tables for row in table.rows):
        yield from _concept(page, parent, [_without_people(page, field) for field in row], span)


def _concept(
    page: Page, parent: str | None, row: Sequence[Bidang], span: tuple[int, int]
) -> Iterator[Definisi | Metadata]:
    """A row of a table inside a card: what its concept means; its other fields speak of it, not of the indicator."""
    about, field = first(row, ("konsep", "variabel")), first(row, ("definisi",))
    if about is None:
        page.warn("konsep-tanpa-nama", "Baris tabel konsep ini tidak menyebut konsepnya dan tidak dibaca.", span)
        return
    if field:
        yield _of_concept(page, parent, about.value, field.value)
    for other in row:
        if other not in (about, field) and said(other.value) and not _is_personal(page, other, span):
            named = page.new_id(parent, "bidang", f"{other.name} {about.value.text}", other.name)
            yield replace(
                bidang.record_as(page, parent, other, row, named),
                kepastian=DUGAAN,
                alternatif=f'Keterangan tentang konsep "{about.value.text}", bukan bidang kartunya.',
            )


def over(page: Page, lines: Iterable[int]) -> Iterator[Metadata]:
    """What ``lines``, over the first card, print after a known label: perhaps fields of the whole sheet."""
    for number in lines:
        if page.is_used(number):
            continue
        for opening in lembar_baris.openings(page.source.line(number), alone=False):
            if opening.label.code and opening.layout == lembar_baris.COLON and opening.rest:
                page.take([number])
                field = Bidang(opening.label.name, opening.label.printed, (plain(opening.rest),), opening.label.code)
                yield replace(
                    bidang.record(page, None, field, (field,)),
                    kepastian=DUGAAN,
                    alternatif="Keterangan tentang dokumen, bukan bidang sebuah kartu.",
                )


def said(text: Excerpt) -> bool:
    """Whether ``text`` says anything: a dash or a nought is no value."""
    return any(c.isalnum() or c in "%‰" for c in text.text) and text.text.strip(" .") != "0"


def _is_personal(page: Page, field: Bidang, span: tuple[int, int]) -> bool:
    if not PERSONAL.match(field.name):
        return False
    page.warn("data-pribadi", f"Bidang {field.name} memuat data orang dan tidak dibaca.", span)
    return True


def _without_people(page: Page, field: Bidang) -> Bidang:
    """``field`` without addresses and numbers by which a person is reached."""
    kept = tuple(part.sub(_REACH, "").squeezed() if _REACH.search(part.text) else part for part in field.paragraphs)
    if kept == field.paragraphs:
        return field
    page.warn("data-pribadi", f"Bidang {field.name} memuat data orang, yang tidak dibaca.")
    return Bidang(field.name, field.label, tuple(part for part in kept if part), field.code)


def first(fields: Sequence[Bidang], codes: Sequence[str]) -> Bidang | None:
    """The first filled field with the first of ``codes`` that any has."""
    return next((f for code in codes for f in fields if f.code == code and f.value and said(f.value)), None)


def _indicator(page: Page, fields: Sequence[Bidang]) -> Indikator | None:
    name = first(fields, (NAME, "nama"))
    if name is None:
        return None
    filled = {role: found.value for role, codes in _ROLES if (found := first(fields, codes))}
    words = {role: value.text for role, value in filled.items()}
    return Indikator(
        id=page.new_id(None, "indikator", None, name.value.text),
        bukti=page.evidence({"nama": name.value} | filled),
        nama=name.value.text,
        kode=words.get("kode"),
        nomor=words.get("nomor"),
        satuan=words.get("satuan"),
        sumber_data=words.get("sumber_data"),
        penanggung_jawab=words.get("penanggung_jawab"),
    )


def formulas(page: Page, parent: str, fields: Sequence[Bidang]) -> Iterator[Record]:
    """The Formula that the field of the calculation states, of the indicator with id ``parent``."""
    field = first(fields, ("rumus",))
    if field is None:
        return
    stated = formula.explanation(field.value, whole=True)
    if stated.ekspresi:
        yield formula.record(page, parent, stated.ekspresi)
    if stated.sisa:
        formula.tell_rest(page, stated.sisa)


def definitions(
    page: Page, parent: str | None, fields: Sequence[Bidang], short: definisi.Abbreviations
) -> Iterator[Definisi]:
    """The definitions that the card states: in sentences, and of its concept what stands in the field Definisi."""
    konsep, field = first(fields, ("konsep",)), first(fields, ("definisi",))
    stated = False
    for paragraph in (paragraph for said in (konsep, field) if said for paragraph in said.paragraphs):
        for one in definisi.records(page, parent or "", formula.without_notes(paragraph), short):
            stated = True
            yield replace(one, induk=parent)
    if konsep and field and not stated and len(konsep.paragraphs) == 1:
        yield _of_concept(page, parent, konsep.value, field.value)


def _of_concept(page: Page, parent: str | None, konsep: Excerpt, text: Excerpt) -> Definisi:
    """The definition of a concept whose name stands in one field and what it means in the other."""
    meaning = text.strip(" .")
    return Definisi(
        id=page.new_id(parent, "definisi", konsep.text, meaning.text),
        induk=parent,
        bukti={
            "istilah": konsep.bukti(page.source),
            "definisi": meaning.bukti(page.source),
            "kalimat": text.bukti(page.source),
        },
        istilah=konsep.text,
        definisi=meaning.text,
        kalimat=text.text,
    )
