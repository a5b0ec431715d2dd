"""Formulas of several renditions: the form is that of the clearest one, the letters of the parts are chosen as ever.

A fraction bar or a multiplier is layout: a text layer loses it, so a rendition that read no form takes no part in it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from kgkesos.bukti import Bagian, Susunan
from kgkesos.normalize import skips_words
from kgkesos.reading.evidence import fault
from kgkesos.reading.excerpt import Excerpt
from kgkesos.reading.formula.span import LABEL
from kgkesos.reading.merge.fields import Merged, Read, holding, merge_field
from kgkesos.reading.merge.rendition import Rendition
from kgkesos.reading.merge.wording import Letters
from kgkesos.records import Formula, Record, Varian

_NO_FORM = "lain"
_PARTS = ("pembilang", "penyebut", "objek_hitung")
# The words that announce a formula stand so near before it.
_BEFORE = 80
_Read = Sequence[tuple[Rendition, Record]]


def same_form(read: _Read) -> list[tuple[Rendition, Record]]:
    """Those of ``read`` whose formula has the form of the first that has one, that one first."""
    forms = [getattr(record, "bentuk", _NO_FORM) for _, record in read]
    form = next((name for name in forms if name != _NO_FORM), _NO_FORM)
    return [one for one, name in zip(read, forms, strict=True) if name == form]


def finish(merged: dict[str, Merged], read: _Read) -> None:
    """Put the chosen words of the parts into the expression, where its parts carry its words.

    Its own readings are then no variants: those of the parts are, and what is left is notation and layout.
    """
    parts = [merged[name] for name in _PARTS if name in merged]
    whole = merged.get("ekspresi")
    if not parts or whole is None:
        return
    first = read[0][1]
    text = str(getattr(first, "ekspresi", ""))
    at = 0
    for name in _PARTS:
        old = getattr(first, name, None)
        found = text.find(old, at) if old and name in merged else -1
        if old and found >= 0:
            new = str(merged[name].value)
            text = text[:found] + new + text[found + len(old) :]
            at = found + len(new)
    candidates = [
        Read(one, str(getattr(record, "ekspresi", "")), record.bukti.get("ekspresi", ())) for one, record in read
    ]
    for one in candidates:
        if fault(text, one.quotes, {one.rendition.sha256: one.rendition.reading.text}, name="ekspresi") is None:
            merged["ekspresi"] = Merged(text, holding("ekspresi", text, candidates, one), one)
            return
    # No file prints the words in this notation: the expression of the file whose words they are.
    part = next((part for part in parts if part.varian), parts[0])
    chosen = _of(part.chosen.rendition, candidates) or candidates[0]
    merged["ekspresi"] = Merged(chosen.value, holding("ekspresi", chosen.text, candidates, chosen), chosen)


def composed(merged: Mapping[str, Merged], read: _Read) -> tuple[Susunan, ...]:
    """What the quantities are made of in the words that were chosen; nothing where no rendition has just these words.

    The evidence of a part is of all renditions with these words, that of the chosen reading first.
    """
    found = []
    for name, one in ((name, merged[name]) for name in _PARTS if name in merged):
        same = [(rendition, record) for rendition, record in read if getattr(record, name, None) == one.value]
        same.sort(key=lambda pair: pair[0] is not one.chosen.rendition)
        every = [made for _, record in same for made in getattr(record, "susunan", ()) if made.bidang == name]
        if every:
            parts = zip(*(made.bagian for made in every), strict=True)
            found.append(replace(every[0], bagian=tuple(_with_all_quotes(part) for part in parts)))
    return tuple(found)


def _with_all_quotes(parts: Sequence[Bagian]) -> Bagian:
    return replace(parts[0], bukti=tuple(quote for part in parts for quote in part.bukti))


def _of(rendition: Rendition, candidates: Sequence[Read]) -> Read | None:
    return next((one for one in candidates if one.rendition is rendition), None)


def label_variants(read: _Read, every: Sequence[Rendition]) -> tuple[Varian, ...]:
    """The differing words of the labels ("Rumus :") that announce the formula; they are in no field of it."""
    found = [
        Read(rendition, label.text, label.bukti(rendition.source))
        for rendition, record in read
        if isinstance(record, Formula) and (label := _label(rendition, record))
    ]
    return merge_field("label", found, every).varian if len(found) > 1 else ()


def form_variants(every: _Read, used: _Read, whole: Merged | None) -> tuple[Varian, ...]:
    """The expressions of ``every`` that are no part of ``whole``, as they have another form than those ``used``.

    One with the same words lost its layout alone; one that its file ends inside of is no reading.
    """
    if whole is None or len(every) == len(used):
        return ()
    here = Letters.of(str(whole.value)).letters
    by_letters: dict[str, list[Read]] = {here: [whole.chosen]}
    for rendition, record in every:
        one = Read(rendition, str(getattr(record, "ekspresi", "")), record.bukti.get("ekspresi", ()))
        letters = Letters.of(one.text).letters
        torn = one.cut and here.startswith(letters)
        if letters != here and one.quotes and not torn and all(rendition is not user for user, _ in used):
            by_letters.setdefault(letters, []).append(one)
    if len(by_letters) == 1:
        return ()
    place = 1 + max((variant.tempat for variant in whole.varian), default=0)
    reason = f"Bentuk rumusnya berbeda: dipakai bentuk yang terbaca di {whole.chosen.rendition.name}."
    return tuple(
        Varian(
            bidang="ekspresi",
            tempat=place,
            bacaan=read[0].text,
            rendisi=tuple(one.rendition.sha256 for one in read),
            bukti=tuple(quote for one in read for quote in one.quotes),
            dipilih=letters == here,
            alasan=reason,
        )
        for letters, read in by_letters.items()
    )


def _label(rendition: Rendition, record: Formula) -> Excerpt | None:
    """The label right before the formula; None where it has none."""
    quotes = record.bukti.get("ekspresi", ())
    if not quotes:
        return None
    start = min(quote.awal for quote in quotes)
    window = rendition.source.span(max(0, start - _BEFORE), start)
    for match in reversed(list(LABEL.finditer(window.text))):
        if not skips_words(window.text[match.end() :]):
            return window.group(match).squeezed().strip(" :*_")
    return None
