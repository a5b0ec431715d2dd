"""Formulas in plain text: "A/B X 100%", "A dibagi B dikalikan 1.000" taken apart into their quantities."""

from __future__ import annotations

import re
from dataclasses import replace

from kgkesos.normalize import key
from kgkesos.reading.excerpt import Excerpt
from kgkesos.reading.formula import multiplier, operators
from kgkesos.reading.formula.legend import SYMBOL
from kgkesos.reading.formula.operators import BRACKETS, COUNTED, QUANTITY, Division
from kgkesos.reading.formula.parts import JUMLAH, LAIN, PERUBAHAN, RASIO, Parts

_MEASURE = r"(?:per|pre|pro)sentase|persen|rasio|tingkat|cakupan|angka|indeks|rata-rata|proporsi"
# "name =", and "Persentase anak :" before a formula of its own.
_NAME = re.compile(rf"^[^=+×*]*=\s*|^(?:{_MEASURE})\b[^=+×*/:÷]*:\s*(?=[(\[{{]|{QUANTITY})", re.IGNORECASE)
# "Persentase adalah jumlah ...", "Cakupan dihitung dari jumlah ...": the quantity begins after it.
_LEAD = re.compile(
    r"^(?:[^/:÷=]*?\b)?(?:adalah|ialah|merupakan|yaitu|yakni"
    r"|(?:di(?:hitung|peroleh|dapat(?:kan)?|ukur)|berasal)\s+(?:dari|dengan(?:\s+cara)?|melalui|berdasarkan))\s+"
    rf"(?=(?:hasil\s+bagi|pem?bagi|me|per)|{QUANTITY})",
    re.IGNORECASE,
)
_COMPARES = re.compile(
    rf"^(?:perbandingan|membandingkan|membagi|pembagian|hasil\s+bagi|rasio)\s+(?:antara\s+)?(?={QUANTITY})",
    re.IGNORECASE,
)
_COUNTS = re.compile(
    r"^(?:menghitung\s+|Σ\s*=\s*)?(?:jumlah|jml|jlh|banyaknya|total)\s+(?:dari\s+)?(?=[^\W\d_])"
    r"|^penjumlahan\s+(?:dari\s+)?(?=[^\W\d_])",
    re.IGNORECASE,
)
_ANOTHER_COUNT = re.compile(r"\b(?:jumlah|banyaknya)\b", re.IGNORECASE)
_DASH = re.compile(r"[-−–]|\bdi\s?kurang(?:i|kan)?\b", re.IGNORECASE)
_SYMBOL = re.compile(rf"(?:{SYMBOL})")
_NUMERAL = re.compile(r"^\W*(?:\d|(?:dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh)\b)", re.IGNORECASE)
# A difference over what it starts from is a change where the two are values of two times.
_TIME = re.compile(r"\btahun\b|\bsemester\b|\btriwulan\b|\bbulan\b|\bperiode\b|\b[nt]\s?-\s?1\b", re.IGNORECASE)
_WORDS_ENOUGH = 2
_TWO_SENTENCES = re.compile(r"(?:\w{4}|\d|[)%])[.;]\s+[A-Z]|:\s")
# A sentence that speaks of a ratio, or says what a word means, is no formula.
_PROSE = re.compile(r"\b(?:adalah|ialah|merupakan|yaitu|yakni)\b|[.;:]\s+\S", re.IGNORECASE)
_SPEAKS_OF = re.compile(
    r"^\W*(?:di[a-z]{3,}|p(?:er|eng)hitungan|perbandingan|membandingkan|membagi|formula(?:si)?|rumus|cara)\b",
    re.IGNORECASE,
)
_SUM_IN_WORDS = "Bisa juga hanya besaran terakhir sebelum pembagian yang dibagi."


def parse(excerpt: Excerpt, meanings: str = "") -> Parts:
    """Take a plain formula apart; ``lain`` where it is not one phrase over another: never forced into a ratio.

    Nothing but brackets, "name =" and one multiplier may stand around the two phrases. A difference over its second
    part is ``perubahan``; over its first, where they (or ``meanings``, what the letters stand for) are of two times.
    One count alone is ``jumlah``.
    """
    whole = excerpt.squeezed()
    fraction, times = _fraction(whole)
    found = _per(fraction) if times is None else None
    upper, lower, times = found or (*_over(fraction, bool(times)), times)
    if not upper or not lower:
        counted = None if times else _counted(fraction)
        return Parts(JUMLAH if counted else LAIN, whole, objek_hitung=counted)
    return ratio(whole, upper, lower, times, meanings)


def divides(excerpt: Excerpt) -> bool:
    """Whether a sign or a word of division stands in ``excerpt``, surer than a slash between two letters."""
    fraction, times = _fraction(excerpt.squeezed())
    at = operators.division(fraction.text, multiplied=bool(times))
    return at is not None and at.sure


def _fraction(whole: Excerpt) -> tuple[Excerpt, Excerpt | None]:
    """``whole`` without its name, its multiplier and brackets around it, and the number of the multiplier."""
    fraction, times = multiplier.taken_off(without_name(whole).strip(" .,;"))
    if times is None:
        # Brackets around the fraction and its multiplier together.
        fraction, times = multiplier.taken_off(unwrapped(fraction))
    return unwrapped(fraction.strip(" .,;")), times


def ratio(whole: Excerpt, upper: Excerpt, lower: Excerpt, times: Excerpt | None, meanings: str = "") -> Parts:
    """The Parts of ``upper`` over ``lower``; ``lain`` where one of them is no phrase."""
    pembilang, penyebut = unwrapped(upper), unwrapped(lower)
    found = Parts(RASIO, whole, pembilang, penyebut, multiplier.number(times))
    apart = len(pembilang) < len(upper) or operators.adds_in_words(upper.text)
    if apart and is_change(pembilang.text, penyebut.text, meanings):
        return replace(found, bentuk=PERUBAHAN)
    if operators.adds_in_words(upper.text):
        found = replace(found, alternatif=_SUM_IN_WORDS)
    return found if _phrases(pembilang, penyebut, bool(times), meanings) else Parts(LAIN, whole)


def is_percentage(text: str) -> bool:
    """Whether ``text`` ends in "× 100%" or another printed multiplier."""
    return bool(multiplier.BEHIND.search(text))


def is_change(pembilang: str, penyebut: str, meanings: str = "") -> bool:
    """Whether ``pembilang`` is a difference "X - Y" and ``penyebut`` is Y, or X where the two are of two times."""
    for dash in _DASH.finditer(pembilang):
        before, after = pembilang[: dash.start()], pembilang[dash.end() :]
        apart = before[-1:].isspace() or after[:1].isspace() or not re.search(r"\s", pembilang)
        if not apart or not key(before) or not key(after) or key(before) == key(after):
            continue
        if key(penyebut) == key(after):
            return True
        if key(penyebut) == key(before):
            letters = not meanings and bool(_SYMBOL.fullmatch(before.strip()) and _SYMBOL.fullmatch(after.strip()))
            return letters or bool(_TIME.search(meanings or pembilang))
    return False


def is_clear(found: Parts) -> bool:
    """Whether ``found``, which no label calls a formula, is one all the same and no sentence with a slash in it."""
    if not found.pembilang or not found.penyebut or _PROSE.search(found.ekspresi.text):
        return False
    if _SPEAKS_OF.match(found.ekspresi.text):
        return False
    both = COUNTED.match(found.pembilang.text) and COUNTED.match(found.penyebut.text)
    return bool(found.pengali or "=" in found.ekspresi.text or both)


def is_prose(found: Parts) -> bool:
    """Whether ``found`` has a sentence in it that speaks of a ratio or says what a word means."""
    return bool(_PROSE.search(found.ekspresi.text))


def unwrapped(part: Excerpt) -> Excerpt:
    """``part`` without brackets that enclose the whole of it."""
    part = part.strip()
    while BRACKETS.get(part.text[:1]) == 1 and _closing(part.text) == len(part) - 1:
        part = part[1:-1].strip()
    return part


def without_name(whole: Excerpt) -> Excerpt:
    """``whole`` without the "name =" that it begins with."""
    name = _NAME.match(whole.text)
    return whole[name.end() :] if name else whole


def _over(fraction: Excerpt, multiplied: bool) -> tuple[Excerpt, Excerpt]:
    """What stands above and below the division of ``fraction``; both empty where there is none."""
    none = fraction[:0]
    lead = None if COUNTED.match(fraction.text) else _LEAD.match(fraction.text)
    said = fraction[lead.end() :] if lead else fraction
    at = operators.division(said.text, multiplied=multiplied)
    if at is None and (compares := _COMPARES.match(said.text)):
        said = said[compares.end() :]
        at = operators.pair(said.text)
    if at is None:
        return none, none
    upper, lower = said[: at.start].strip(" ,"), said[at.end :].strip(" ,")
    if compares := _COMPARES.match(upper.text):
        upper = upper[compares.end() :]
    if not multiplied and said.text[at.start : at.end].strip() != "/" and not _quantities(upper, lower, said, at):
        return none, none
    return upper, lower


def _quantities(upper: Excerpt, lower: Excerpt, said: Excerpt, at: Division) -> bool:
    """Whether a word or a colon parts quantities; other things are shared out or announced by it."""
    counted = bool(COUNTED.match(lower.text) or lower.text[:1] in BRACKETS)
    if all(_SYMBOL.fullmatch(part.text) for part in (upper, lower)):
        return True
    divides = "bagi" in said.text[at.start : at.end].casefold() or counted
    return divides and bool(COUNTED.match(upper.text) or upper.text[:1] in BRACKETS)


def _per(fraction: Excerpt) -> tuple[Excerpt, Excerpt, Excerpt] | None:
    """Of "Jumlah A per 1.000 B" the two quantities and the number."""
    found = list(operators.top_level(fraction.text, multiplier.PER))
    if len(found) != 1 or not COUNTED.match(fraction.text) or operators.computes(fraction.text):
        return None
    upper, lower = fraction[: found[0].start()].strip(), fraction[found[0].end() :].strip()
    return upper, lower, fraction.group(found[0], "pengali")


def _counted(text: Excerpt) -> Excerpt | None:
    """What a count in words counts; None where it is more than one count, or no count."""
    opening = _COUNTS.match(text.text)
    counted = text[opening.end() :].strip(" .;") if opening else None
    if not counted or operators.computes(counted.text) or _ANOTHER_COUNT.search(counted.text):
        return None
    return None if _PROSE.search(counted.text) or ":" in counted.text else counted


def _phrases(pembilang: Excerpt, penyebut: Excerpt, multiplied: bool, meanings: str) -> bool:
    """Whether both parts name something: phrases, letters of a legend, or single words that a multiplier follows."""
    counts = (_word_count(pembilang), _word_count(penyebut))
    if _NUMERAL.match(penyebut.text) or min(counts) < 1 or _TWO_SENTENCES.search(pembilang.text):
        return False
    if meanings and all(_SYMBOL.fullmatch(part.text) for part in (pembilang, penyebut)):
        return True
    return min(counts) >= _WORDS_ENOUGH or multiplied


def _closing(text: str) -> int | None:
    depth = 0
    for at, character in enumerate(text):
        depth += BRACKETS.get(character, 0)
        if depth == 0:
            return at
    return None


def _word_count(part: Excerpt) -> int:
    return sum(any(c.isalpha() or c in "Σ∑" for c in word) for word in part.text.split())
