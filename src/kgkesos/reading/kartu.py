"""What one card of labelled fields says: its indicator, each field, the formula and the definitions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kgkesos.reading import bidang, definisi, formula
from kgkesos.reading.bidang import Bidang
from kgkesos.reading.excerpt import Excerpt
from kgkesos.reading.page import Page
from kgkesos.records import Definisi, Indikator, Record

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

    A card without a name has no indicator; its fields stand by themselves, and the user is told.
    """
    fields = [_without_people(page, field) for field in fields if not _is_personal(page, field, span)]
    indicator = _indicator(page, fields)
    if indicator is None:
        page.warn("tanpa-nama-indikator", "Kartu ini tidak menyebut nama indikator atau datanya.", span)
    else:
        yield indicator
    parent = indicator.id if indicator else None
    around = " ".join(field.value.text for field in fields)
    for field in fields:
        yield bidang.record(page, parent, field, around)
    if parent:
        yield from _formulas(page, parent, fields)
    yield from _definitions(page, parent, fields, short)


def said(text: Excerpt) -> bool:
    """Whether ``text`` says anything: a dash or a nought is no value."""
    return any(c.isalnum() for c in text.text) and text.text.strip(" .") != "0"


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


def _first(fields: Sequence[Bidang], codes: Sequence[str]) -> Bidang | None:
    """The first filled field with the first of ``codes`` that any has."""
    return next((f for code in codes for f in fields if f.code == code and f.value and said(f.value)), None)


def _indicator(page: Page, fields: Sequence[Bidang]) -> Indikator | None:
    name = _first(fields, (NAME, "nama"))
    if name is None:
        return None
    filled = {role: found.value for role, codes in _ROLES if (found := _first(fields, codes))}
    words = {role: value.text for role, value in filled.items()}
    return Indikator(
        id=page.new_id(None, "indikator", None, name.value.text),
        bukti={role: value.bukti(page.source) for role, value in ({"nama": name.value} | filled).items()},
        nama=name.value.text,
        kode=words.get("kode"),
        nomor=words.get("nomor"),
        satuan=words.get("satuan"),
        sumber_data=words.get("sumber_data"),
        penanggung_jawab=words.get("penanggung_jawab"),
    )


def _formulas(page: Page, parent: str, fields: Sequence[Bidang]) -> Iterator[Record]:
    field = _first(fields, ("rumus",))
    if field is None:
        return
    stated = formula.explanation(field.value, whole=True)
    if stated.ekspresi:
        yield formula.record(page, parent, stated.ekspresi)
    if stated.sisa:
        formula.tell_rest(page, stated.sisa)


def _definitions(
    page: Page, parent: str | None, fields: Sequence[Bidang], short: definisi.Abbreviations
) -> Iterator[Definisi]:
    """The definitions that the fields Konsep and Definisi state: in sentences, else the one of the other."""
    konsep = _first(fields, ("konsep",))
    for field in (konsep, _first(fields, ("definisi",))):
        if field is None:
            continue
        for paragraph in field.paragraphs:
            yield from definisi.records(page, parent or "", formula.without_notes(paragraph), short)
