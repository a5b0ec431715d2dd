"""Formulas as cells print them: a LaTeX fraction, a sum f(x) = Σ ..., or plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kgkesos.bukti import Bagian, Susunan
from kgkesos.reading.excerpt import Excerpt, join, text_of
from kgkesos.reading.formula import form, multiplier, span
from kgkesos.reading.formula.parts import PERUBAHAN, Parts
from kgkesos.reading.formula.susunan import composition
from kgkesos.reading.markup import plain, without_tags
from kgkesos.reading.page import Page
from kgkesos.records import DUGAAN, PASTI, Formula

_EXPLANATION = re.compile(r"^[\s*_]*Penjelasan[\s*_]*:[\s*_]*", re.IGNORECASE)
_BREAK = re.compile(r"<br\s*/?>|\x0b", re.IGNORECASE)
_LIST_MARK = re.compile(r"(?:^|(?<=\s))[a-z\d][.)]\s*$")
# What a cell without content prints.
_EMPTY = re.compile(r"[\W0]*(?:n\s?/\s?a|nihil|tidak ada)?\W*", re.IGNORECASE)
_NOTE = re.compile(r"\b(?:Keterangan|Ket|Catatan|Definisi)\.?\s*:\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Explanation:
    """A cell "penjelasan / formulasi" taken apart: what explains, what computes, and what may be either."""

    penjelasan: Excerpt | None
    ekspresi: Excerpt | None
    sisa: Excerpt | None = None


def explanation(cell: Excerpt, *, whole: bool = False, announced: bool = False) -> Explanation:
    """Take a cell apart at its label ("Rumus :") or, without one, where the mathematics begins.

    ``whole`` says that the cell stands in a column of formulas: there a measure without arithmetic is a formula, too,
    though prose is none. ``announced`` says that the head of a column of explanations promises formulas, too: there a
    cell that is one count is a formula, and one whose quantities may be parted otherwise. What follows the formula
    joins ``penjelasan`` where it begins as prose does; else it is ``sisa``.
    """
    text = without_tags(cell.sub(_BREAK, "\n"))
    if whole and _EMPTY.fullmatch(plain(text).text):
        return Explanation(None, None)
    if label := span.LABEL.search(text.text):
        before, after = text[: label.start()], text[label.end() :]
    else:
        at = span.start(text, whole=whole, announced=announced)
        before, after = (text, text[:0]) if at is None else (text[:at], text[at:])
    before = _without_mark(before)
    ekspresi, rest = span.cut(after)
    prose = [_unlabelled(before)]
    if rest and span.is_prose(rest):
        prose.append(_unlabelled(rest))
        rest = rest[:0]
    said = join(part for part in prose if part)
    computes = any(character.isalnum() for character in ekspresi.text)
    return Explanation(said or None, ekspresi if computes else None, rest or None)


def _without_mark(before: Excerpt) -> Excerpt:
    """``before`` without the letter of a list that opens the formula behind it."""
    mark = _LIST_MARK.search(before.text)
    return before[: mark.start()] if mark else before


def _unlabelled(part: Excerpt) -> Excerpt:
    opening = _EXPLANATION.match(part.text)
    return plain(part[opening.end() :] if opening else part)


def without_notes(prose: Excerpt) -> Excerpt:
    """``prose`` without "Keterangan :" and the like before its sentences, so that a definition begins its own."""
    return prose.sub(_NOTE, "")


def parse(expression: Excerpt) -> Parts:
    """The parts of a formula; ``bentuk`` is "lain" where the form is not known: never forced into a ratio."""
    formula, rest = span.cut(without_tags(expression.sub(_BREAK, "\n")))
    return replace(form.of(formula), sisa=rest or None)


def record(page: Page, indikator: str, expression: Excerpt | Parts) -> Formula:
    """The Formula record of the indicator with id ``indikator``; what follows the formula is told.

    ``expression`` is the printed formula, or one that was taken apart (as :func:`stacked` does).
    """
    parts = expression if isinstance(expression, Parts) else parse(expression)
    if parts.sisa:
        tell_rest(page, parts.sisa)
    named = {
        "ekspresi": parts.ekspresi,
        "pembilang": parts.pembilang,
        "penyebut": parts.penyebut,
        "pengali": parts.pengali,
        "objek_hitung": parts.objek_hitung,
    }
    evidence = page.evidence(named)
    legenda = tuple(quote for entry in parts.legenda for quote in entry.bukti(page.source))
    return Formula(
        id=page.only_id(indikator, "formula"),
        induk=indikator,
        bukti=evidence | ({"legenda": legenda} if legenda else {}),
        kepastian=DUGAAN if parts.alternatif else PASTI,
        alternatif=parts.alternatif,
        bentuk=parts.bentuk,
        ekspresi=parts.ekspresi.text,
        pembilang=text_of(parts.pembilang),
        penyebut=text_of(parts.penyebut),
        pengali=multiplier.value(parts.pengali.text) if parts.pengali else None,
        objek_hitung=text_of(parts.objek_hitung),
        legenda=tuple(entry.text for entry in parts.legenda),
        susunan=tuple(_made_of(page, parts)),
    )


def _made_of(page: Page, parts: Parts) -> Iterator[Susunan]:
    """What each quantity of ``parts`` is made of that is made of others."""
    for field in ("pembilang", "penyebut", "objek_hitung"):
        quantity: Excerpt | None = getattr(parts, field)
        change = field == "pembilang" and parts.bentuk == PERUBAHAN
        if quantity and (found := composition(quantity, change=change)):
            bentuk, pieces = found
            yield Susunan(field, bentuk, tuple(Bagian(piece.text, piece.bukti(page.source)) for piece in pieces))


def tell_rest(page: Page, rest: Excerpt) -> None:
    """Say what stands after a formula and belongs to no field."""
    lines = (page.source.line_of(rest.start), page.source.line_of(max(rest.start, rest.end - 1)))
    page.warn("sisa-formula", f'Teks sesudah formula ini tidak dibaca: "{rest.text}".', lines)
